"""Dates as the tables write them: EDTF, resolved to a first and a last day.

Levels 0 and 1 of the Extended Date/Time Format are read (ISO 8601-2:2019; Library of Congress,
https://www.loc.gov/standards/datetime/), without times of day, years before 1 and years beyond
9999. The `edtf` package parses; the days are worked out here, since it gives open and unknown ends
made-up limits and some seasons the wrong months.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import lru_cache
from typing import Literal, NamedTuple

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]


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


class Clipped(NamedTuple):
    """The part of a span inside a window, and on which sides the span goes on beyond it."""

    start: date
    end: date
    cut_start: bool
    cut_end: bool


_SEASONS: dict[str, tuple[str, int]] = {
    "21": ("spring", 3),
    "22": ("summer", 6),
    "23": ("autumn", 9),
    "24": ("winter", 12),
}
"""Name and first month of each season, three months long; winter ends in the year after.

Source of the codes: ISO 8601-2:2019, 4.8 (21 to 24, without a hemisphere). Source of the months:
the meteorological seasons of the northern hemisphere (Met Office, "When does spring start?").
"""

_SHAPE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?P<qualifier>[?~%]?)",
    re.ASCII,
)
_HOW = (
    "expected a day (2014-09-27), a month (2014-09), a season (2013-21 for spring), a year (2014), "
    "digits left open from the right (2014-09-XX, 201X), any of these followed by ~, ? or %, "
    "or two of them joined by / (.. for an open end, nothing for an unknown one)"
)


class _Part(NamedTuple):
    """One date, or one side of an interval."""

    earliest: date
    latest: date
    precision: Precision
    words: str
    qualifier: str


# ------------------------------------------------------------------------------ reading


def resolve(edtf: object) -> Span | None:
    """Find the first and the last day that an EDTF value can mean.

    Input: the text of a cell; None, NaN, pandas.NA and "" are blank.
    Output: None for a blank cell. An end that is open or unknown is None, never a made-up day.
    Seasons are those of the northern hemisphere, and winter 2013 runs from December 2013 to
    February 2014.

    Raises:
        DateError: no EDTF date of the kinds read here, or an end before its start.
    """
    if not isinstance(edtf, str):
        if edtf is None or type(edtf).__name__ in ("NAType", "NaTType") or edtf != edtf:
            return None
        raise DateError(f"{edtf!r} is not text: write the date as EDTF, such as 2014-09-27")
    return _resolve(edtf) if edtf else None


@lru_cache(maxsize=4096)
def _resolve(text: str) -> Span:
    start, end = _sides(text)
    only = start if isinstance(start, _Part) and start is end else None
    parts = [side for side in (start, end) if isinstance(side, _Part)]
    qualifiers = {part.qualifier for part in parts}
    span = Span(
        earliest=start.earliest if isinstance(start, _Part) else None,
        latest=end.latest if isinstance(end, _Part) else None,
        open_start=start == "..",
        open_end=end == "..",
        unknown_start=start == "",
        unknown_end=end == "",
        approximate=bool(qualifiers & {"~", "%"}),
        uncertain=bool(qualifiers & {"?", "%"}),
        precision=only.precision if only else "interval",
        text=text,
    )
    if span.earliest and span.latest and span.earliest > span.latest:
        raise DateError(
            f"{text!r} ends on {_day(span.latest)}, before it starts on {_day(span.earliest)}: "
            "swap the two sides, or mend one"
        )
    return span


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
    return start, end


def _part(side: str, text: str) -> _Part:
    """Resolve one date: first the shapes read here, then the parser's word on the calendar."""
    if "T" in side or ":" in side:
        raise DateError(f"{text!r} holds a time of day, which is not supported: write the day only")
    match = _SHAPE.fullmatch(side)
    if match is None:
        raise DateError(f"{text!r} cannot be read: {_HOW}")
    year, month, day, qualifier = match.group("year", "month", "day", "qualifier")
    bare = side.removesuffix(qualifier)
    if re.search("X.*[0-9]", bare) or ("X" in year and month is not None):
        raise DateError(f"{text!r} leaves digits open before known ones: {_HOW}")
    # The qualifier is read above, as the parser knows none behind a season.
    if not _in_calendar(bare):
        raise DateError(f"{text!r} is not in the calendar: {_HOW}")
    if year == "0000":
        raise DateError(f"{text!r} lies before the year 1: only years 1 to {MAXYEAR} are read")
    return _Part(*_days(year, month, day, text), qualifier)


@lru_cache(maxsize=4096)
def _in_calendar(bare: str) -> bool:
    """Whether the parser knows the date. It takes 20 ms, and a story says a date many times."""
    try:
        parse_edtf(bare)
    except EDTFParseException:
        return False
    return True


def _days(
    year: str, month: str | None, day: str | None, text: str
) -> tuple[date, date, Precision, str]:
    """First day, last day, precision and words of a date whose shape is known to be good."""
    first_year, last_year = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    if month is None or month == "XX":
        precision, words = _years(year, month, day)
        return date(first_year, 1, 1), date(last_year, 12, 31), precision, words
    if month in _SEASONS:
        if day is not None:
            raise DateError(f"{text!r} has a day in a season: write the month, or leave the day")
        name, opening = _SEASONS[month]
        if opening + 2 > 12 and first_year == MAXYEAR:
            raise DateError(f"{text!r} ends after the year {MAXYEAR}, the last that is read")
        closing = (opening + 1) % 12 + 1
        last = _month_end(first_year + (opening + 2 > 12), closing)
        return date(first_year, opening, 1), last, "season", f"{name} {first_year}"
    number = int(month)
    if number > 12:
        raise DateError(f"{text!r} has the season {month}: write 21 to 24, or its months")
    words = f"{calendar.month_name[number]} {first_year}"
    if day is None or day == "XX":
        words = words if day is None else f"a day in {words}"
        return date(first_year, number, 1), _month_end(first_year, number), "month", words
    if int(day) > _month_end(first_year, number).day:  # the parser takes any 29 February
        raise DateError(f"{text!r} is not in the calendar: {_HOW}")
    exact = date(first_year, number, int(day))
    return exact, exact, "day", _day(exact)


def _years(year: str, month: str | None, day: str | None) -> tuple[Precision, str]:
    """Precision and words of a date that names no month."""
    if year.endswith("XX"):
        first = max(1, int(year.replace("X", "0")))
        return "century", f"a year from {first} to {int(year.replace('X', '9'))}"
    if year.endswith("X"):
        return "decade", f"a year in the {int(year.replace('X', '0'))}s"
    unit = "a day in " if day == "XX" else "a month in " if month == "XX" else ""
    return "year", f"{unit}{int(year)}"


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(day: date) -> str:
    """A day in words: 27 September 2014."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


# ------------------------------------------------------------------------------ using


def describe(edtf: object) -> str:
    """Put an EDTF value into plain British English; no day is named that the value lacks.

    Output: "27 September 2014", "spring 2013", "winter 2013-14", "about June 2014" (~), "perhaps
    June 2014" (?), "perhaps about June 2014" (%), "a day in September 2014" (XX), "from spring 2013
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
    if isinstance(start, _Part) and start is end:
        return _qualified(start)
    if isinstance(start, _Part) and isinstance(end, _Part):
        return f"from {_qualified(start)} to {_qualified(end)}"
    if isinstance(start, _Part):
        return f"from {_qualified(start)}{' on' if span.open_end else ', end not known'}"
    if isinstance(end, _Part):
        return f"{'until' if span.open_start else 'by'} {_qualified(end)}"
    if span.unknown_start:
        return "since an unknown day"
    return "until an unknown day" if span.unknown_end else "at any time"


def _qualified(part: _Part) -> str:
    words = part.words
    if words.startswith("winter "):
        words = f"winter {part.earliest.year}-{part.latest.year % 100:02d}"
    return {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}[part.qualifier] + words


def problems(edtf: object) -> list[str]:
    """Say what is wrong with an EDTF value; nothing if it can be read or is blank.

    Output: at most one sentence, with the value found, what was expected and how to mend it.
    """
    try:
        resolve(edtf)
    except DateError as error:
        return [str(error)]
    return []


def overlaps(one: Span, two: Span) -> bool:
    """Whether two spans can share a day; a side without a limit goes on for ever.

    Approximate and uncertain dates are taken by their stated days.
    """
    one_first = one.latest is None or two.earliest is None or two.earliest <= one.latest
    two_first = two.latest is None or one.earliest is None or one.earliest <= two.latest
    return one_first and two_first


def within(span: Span, start: date, end: date) -> bool:
    """Whether a span certainly lies between two days, both included; never if a limit is missing.

    Approximate and uncertain dates are taken by their stated days.
    """
    if span.earliest is None or span.latest is None:
        return False
    return start <= span.earliest and span.latest <= end


def clip(span: Span, start: date, end: date) -> Clipped | None:
    """Cut a span to a window of days, both included; None if it lies outside.

    `cut_start` and `cut_end` say that the span goes on beyond the window, or has no limit there.

    Raises:
        DateError: a window that ends before it starts.
    """
    if end < start:
        raise DateError(f"the window ends on {_day(end)}, before it starts on {_day(start)}")
    first = span.earliest if span.earliest and span.earliest > start else start
    last = span.latest if span.latest and span.latest < end else end
    if first > end or last < start or first > last:
        return None
    cut_start = span.earliest is None or span.earliest < start
    cut_end = span.latest is None or span.latest > end
    return Clipped(first, last, cut_start, cut_end)
