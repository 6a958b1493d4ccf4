"""Dates as the tables write them: EDTF, resolved to a first and a last day.

Read are levels 0 and 1 of the Extended Date/Time Format (ISO 8601-2:2019; Library of Congress,
https://www.loc.gov/standards/datetime/), and of level 2 what still means one run of days: seasons
and parts of a year by all their codes, digits left open from the right, and doubt about a part of
a date. What other readers refuse is refused here too, with what to write in its place: seasons
inside an interval or in doubt, and open digits in doubt. So are times of day, sets, and years
before 1 or beyond 9999.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from helpers.values.cells import is_blank, shown

Precision = Literal["day", "month", "season", "year", "decade", "century", "millennium", "interval"]


class DateError(ValueError):
    """A value that is no EDTF date of the kinds read here; the message says how to mend it."""


@dataclass(frozen=True)
class Span:
    """The days that an EDTF value can mean, both included.

    `earliest` and `latest` are None where there is no limit on that side: either because the
    interval is open there (`open_start`, `open_end`; written "..") or because its end is unknown
    (`unknown_start`, `unknown_end`; left blank). `approximate` (~) and `uncertain` (?) do not move
    the days: the words say near them, or perhaps them, and not how near. `text` is the value read.
    """

    earliest: date | None
    latest: date | None
    open_start: bool
    open_end: bool
    unknown_start: bool
    unknown_end: bool
    approximate: bool
    uncertain: bool
    precision: Precision
    text: str

    @property
    def bounded(self) -> bool:
        """Whether there is a limit on both sides."""
        return self.earliest is not None and self.latest is not None


class _PartOfYear(NamedTuple):
    """Some months of a year, of which the last may lie in the next."""

    words: str
    first: int
    months: int


def _parts(words: str, names: Sequence[str], first: int, months: int) -> Iterator[_PartOfYear]:
    for at, name in enumerate(names):
        yield _PartOfYear(words.format(name), (first - 1 + at * months) % 12 + 1, months)


_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDER = ("first", "second", "third", "fourth")
_PARTS_OF_YEAR = dict(
    zip(
        map(str, range(21, 42)),
        (
            *_parts("{}", _SEASONS, first=3, months=3),
            *_parts("{}", _SEASONS, first=3, months=3),
            *_parts("the southern {} of", _SEASONS, first=9, months=3),
            *_parts("the {} quarter of", _ORDER, first=1, months=3),
            *_parts("the {} third of", ("first", "middle", "last"), first=1, months=4),
            *_parts("the {} half of", _ORDER[:2], first=1, months=6),
        ),
        strict=True,
    )
)
"""Parts of a year by their codes (ISO 8601-2:2019, 4.8): seasons, then northern, then southern.

The standard gives seasons no months. They are three each, and winter goes on into the year after
(Met Office, "When does spring start?"); those without a hemisphere are read as northern.
"""

_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)"
    r"(?:-(?P<month>[0-9]{2}|[01]X|XX)(?:-(?P<day>[0-9]{2}|[0-2]X|XX))?)?"
)
_DOUBT = re.compile(r"[?~%]")
# In doubt is one part of a date, left of which the sign stands, or all up to one, right of it.
_DOUBTS = re.compile(r"(?:[?~%]?[0-9X]+|[0-9X]+[?~%])(?:-(?:[?~%]?[0-9X]+|[0-9X]+[?~%]))*")
_HOW = (
    "expected a day (2014-09-27), a month (2014-09) or a year (2014), followed by ~, ? or % where "
    "in doubt; a season (2013-21 for spring); digits left open from the right (2014-09-XX, 201X); "
    "or two of them, no season, joined by / (.. for an open end, nothing for an unknown one)"
)
LONGEST = 40
"""No date is longer: two days, a sign of doubt before each of their parts, take 27 characters."""
# What EDTF has and is not read here, and the reason.
_NOT_READ = (
    (r".*[T:]", "holds a time of day, which is not supported: write the day only"),
    (r"[\[{].*", "is a set: write the interval from its first date to its last, or a row for each"),
    (
        r"-|Y|0000|0+X",
        f"lies outside the years that are read, 1 to {MAXYEAR}: leave the cell blank",
    ),
    (r"[0-9]{4}S[0-9]", "counts significant digits: leave digits open, as in 195X"),
    (r"XXXX", "leaves all of the year open: leave the cell blank"),
    (r"[-0-9X]*X[-0-9X]*[0-9]", f"leaves digits open before known ones: {_HOW}"),
)


class _Part(NamedTuple):
    """One date, or one side of an interval."""

    earliest: date
    latest: date
    precision: Precision
    words: str
    doubt: frozenset[str]


# ------------------------------------------------------------------------------ reading


def resolve(edtf: object) -> Span | None:
    """Find the first and the last day that an EDTF value can mean.

    Input: the text of a cell; None, NaN, pandas.NA and "" are blank.
    Output: None for a blank cell. An end that is open or unknown is None, never a made-up day.
    Seasons are those of the northern hemisphere unless their code says otherwise, and winter 2013
    runs from December 2013 to February 2014.

    Raises:
        DateError: no EDTF date of the kinds read here, or an interval that does not go forwards.
    """
    if is_blank(edtf):
        return None
    if not isinstance(edtf, str):
        raise DateError(f"{edtf!r} is not text: write the date as EDTF, such as 2014-09-27")
    if len(edtf) > LONGEST:
        raise DateError(f"{shown(edtf, LONGEST)!r} is longer than any date: {_HOW}")
    return _resolve(edtf)


@lru_cache(maxsize=4096)
def _resolve(text: str) -> Span:
    start, end = _sides(text)
    parts = [side for side in (start, end) if isinstance(side, _Part)]
    doubt = frozenset[str]().union(*(part.doubt for part in parts))
    return Span(
        earliest=start.earliest if isinstance(start, _Part) else None,
        latest=end.latest if isinstance(end, _Part) else None,
        open_start=start == "..",
        open_end=end == "..",
        unknown_start=start == "",
        unknown_end=end == "",
        approximate=bool(doubt & {"~", "%"}),
        uncertain=bool(doubt & {"?", "%"}),
        precision="interval" if "/" in text else parts[0].precision,
        text=text,
    )


def _sides(text: str) -> tuple[_Part | str, _Part | str]:
    """Both sides of an interval, or one date twice; ".." and "" stand for themselves."""
    if "/" not in text:
        part = _part(text, text)
        return part, part
    sides = text.split("/")
    if len(sides) != 2:
        raise DateError(f"{text!r} has {len(sides)} sides: an interval has two; {_HOW}")
    if sides == ["", ""]:
        raise DateError(f"{text!r} says nothing: leave the cell blank")
    start, end = (side if side in ("", "..") else _part(side, text) for side in sides)
    if isinstance(start, _Part) and isinstance(end, _Part):
        _expect_forwards(text, start, end)
    return start, end


def _expect_forwards(text: str, start: _Part, end: _Part) -> None:
    """An interval ends after it starts, and other readers take no end that may begin before."""
    if end.latest < start.earliest:
        raise DateError(
            f"{text!r} ends on {_day(end.latest)}, before it starts on {_day(start.earliest)}: "
            "swap the two sides, or mend one"
        )
    if end.earliest <= start.earliest:
        raise DateError(
            f"{text!r} has an end that may be its start: write one date, or its last month or day"
        )


def _part(side: str, text: str) -> _Part:
    """Resolve one date, by the parts that are written."""
    bare = _DOUBT.sub("", side)
    for shape, reason in _NOT_READ:
        if re.match(shape, bare):
            raise DateError(f"{text!r} {reason}")
    match = _DATE.fullmatch(bare)
    if match is None or _DOUBTS.fullmatch(side) is None:
        raise DateError(f"{text!r} cannot be read: {_HOW}")
    doubt = frozenset(_DOUBT.findall(side))
    if doubt and "X" in bare:
        raise DateError(f"{text!r} puts open digits in doubt: write {bare}, they are open already")
    year, month, day = match.group("year", "month", "day")
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month in _PARTS_OF_YEAR and day is None:
        return _part_of_year(text, first_year, _PARTS_OF_YEAR[month], doubt)
    months = _fitting(month, 12)
    days = _fitting(day, calendar.monthrange(last_year, months[-1])[1]) if months else []
    if not days:
        raise DateError(f"{text!r} is not in the calendar: {_HOW}")
    first, last = (
        date(first_year, months[0], days[0]),
        date(last_year, months[-1], days[-1]),
    )
    return _Part(first, last, *_precision(first, last, year, month, day), doubt)


def _fitting(digits: str | None, most: int) -> list[int]:
    """The numbers from 1 to the highest that digits can mean, of which some may be open."""
    shape = "XX" if digits is None else digits
    return [n for n in range(1, most + 1) if re.fullmatch(shape.replace("X", "."), f"{n:02}")]


def _part_of_year(text: str, year: int, part: _PartOfYear, doubt: frozenset[str]) -> _Part:
    years, month = divmod(part.first + part.months - 1, 12)
    if year + years > MAXYEAR:
        raise DateError(f"{text!r} ends after the year {MAXYEAR}, the last that is read")
    first = date(year, part.first, 1)
    last = date(year + years, month + 1, 1) - timedelta(days=1)
    one, other = f"{first:%Y-%m}~", f"{last:%Y-%m}~"
    if doubt:
        raise DateError(f"{text!r} puts a season in doubt: write its months, as in {one}/{other}")
    if "/" in text:
        later, middle = divmod(part.first - 1 + part.months // 2, 12)
        raise DateError(
            f"{text!r} has a season as an end, which EDTF does not allow: write its middle month, "
            f"in doubt, {year + later:04d}-{middle + 1:02d}~"
        )
    ending = f"-{last.year % 100:02d}" if last.year > year else ""
    return _Part(first, last, "season", f"{part.words} {year}{ending}", doubt)


def _precision(
    first: date, last: date, year: str, month: str | None, day: str | None
) -> tuple[Precision, str]:
    """How sharp a date is, and its words, by the parts that are written."""
    if "X" in year:
        if year.endswith("XX"):
            words = f"a year from {first.year} to {last.year}"
            return ("millennium" if year.endswith("XXX") else "century"), words
        return "decade", f"a year in the {first.year}s"
    month_name = calendar.month_name
    if month is not None and month.endswith("X") and month != "XX":
        return "year", f"a month from {month_name[first.month]} to {month_name[last.month]} {year}"
    if month in (None, "XX"):
        unit = "a day in " if day == "XX" else "a month in " if month == "XX" else ""
        return "year", f"{unit}{first.year}"
    if day is None or day == "XX":
        unit = "a day in " if day == "XX" else ""
        return "month", f"{unit}{month_name[first.month]} {first.year}"
    if day.endswith("X"):
        return "month", f"a day from {first.day} to {_day(last)}"
    return "day", _day(first)


def _day(day: date) -> str:
    """A day in words: 27 September 2014."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


# ------------------------------------------------------------------------------ using


def describe(edtf: object) -> str:
    """Put an EDTF value into plain British English; no day is named that the value lacks.

    Output: "27 September 2014", "spring 2013", "winter 2013-14", "about June 2014" (~), "perhaps
    June 2014" (?), "perhaps about June 2014" (%), "a day in September 2014" (XX), "from June 2014
    to 29 September 2014", "from 2013 on" (open end), "from 2013, end not known", "until 2014" (open
    start) and "by 29 September 2014" (unknown start). The day that ends an interval is part of it.
    "" for a blank cell.

    Raises:
        DateError: as `resolve`.
    """
    span = resolve(edtf)
    if span is None:
        return ""
    start, end = _sides(span.text)
    if isinstance(start, _Part) and isinstance(end, _Part):
        if span.precision != "interval":
            return _qualified(start)
        return f"from {_qualified(start)} to {_qualified(end)}"
    if isinstance(start, _Part):
        return f"from {_qualified(start)}{' on' if span.open_end else ', end not known'}"
    if isinstance(end, _Part):
        return f"{'until' if span.open_start else 'by'} {_qualified(end)}"
    if span.unknown_start:
        return "since an unknown day"
    return "until an unknown day" if span.unknown_end else "at any time"


def _qualified(part: _Part) -> str:
    perhaps = "perhaps " if part.doubt & {"?", "%"} else ""
    about = "about " if part.doubt & {"~", "%"} else ""
    return f"{perhaps}{about}{part.words}"


def problems(edtf: object) -> list[str]:
    """Say what is wrong with an EDTF value; nothing if it can be read or is blank.

    Output: at most one sentence, with the value found, what was expected and how to mend it.
    """
    try:
        resolve(edtf)
    except DateError as error:
        return [str(error)]
    return []
