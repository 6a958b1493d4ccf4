"""Dates as the tables write them: EDTF, resolved to a first and a last day.

Levels 0 and 1 of the Extended Date/Time Format are read (ISO 8601-2:2019; Library of Congress,
https://www.loc.gov/standards/datetime/), without times of day, years before 1 and years beyond
9999. The `edtf` package parses and works out the days of each side; open and unknown ends, to which it gives
made-up limits, and the end of winter are ours.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from helpers.values.cells import is_blank

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


_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
"""Seasons by their codes (ISO 8601-2:2019, 4.8: without a hemisphere).

They are those of the northern hemisphere, three months each, and winter ends in the year after
(Met Office, "When does spring start?").
"""

_WINTER = "24"

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
    if is_blank(edtf):
        return None
    if not isinstance(edtf, str):
        raise DateError(f"{edtf!r} is not text: write the date as EDTF, such as 2014-09-27")
    return _resolve(edtf)


@lru_cache(maxsize=4096)
def _resolve(text: str) -> Span:
    start, end = _sides(text)
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
        precision="interval" if "/" in text else parts[0].precision,
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
    # The parser knows no qualifier behind a season.
    bare = side.removesuffix(qualifier)
    if re.search("X.*[0-9]", bare) or ("X" in year and month is not None):
        raise DateError(f"{text!r} leaves digits open before known ones: {_HOW}")
    ends = _ends(bare)
    if ends is None:
        raise DateError(f"{text!r} is not in the calendar: {_HOW}")
    if year == "0000":
        raise DateError(f"{text!r} lies before the year 1: only years 1 to {MAXYEAR} are read")
    if month not in (None, "XX", *_SEASONS) and int(month) > 12:
        raise DateError(f"{text!r} has the season {month}: write 21 to 24, or its months")
    if month == _WINTER and year == str(MAXYEAR):
        raise DateError(f"{text!r} ends after the year {MAXYEAR}, the last that is read")
    try:
        first, last = (date(max(1, of_year), *rest) for of_year, *rest in ends)
    except ValueError:  # the parser takes any 29 February
        raise DateError(f"{text!r} is not in the calendar: {_HOW}") from None
    if month == _WINTER:  # the parser ends it with its year
        last = date(first.year + 1, 3, 1) - timedelta(days=1)
    return _Part(first, last, *_precision(first, last, year, month, day), qualifier)


@lru_cache(maxsize=4096)
def _ends(bare: str) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Year, month and day of both ends; None if the date is in no calendar.

    The parser takes 20 ms, and a story says a date many times.
    """
    try:
        parsed = parse_edtf(bare)
    except EDTFParseException:
        return None
    return tuple(parsed.lower_strict())[:3], tuple(parsed.upper_strict())[:3]


def _precision(
    first: date, last: date, year: str, month: str | None, day: str | None
) -> tuple[Precision, str]:
    """How sharp a date is, and its words, by the parts that are written."""
    if year.endswith("XX"):
        return "century", f"a year from {first.year} to {last.year}"
    if year.endswith("X"):
        return "decade", f"a year in the {int(year.replace('X', '0'))}s"
    if month in _SEASONS:
        ending = f"-{last.year % 100:02d}" if month == _WINTER else ""
        return "season", f"{_SEASONS[month]} {first.year}{ending}"
    if day not in (None, "XX"):
        return "day", _day(first)
    unit = "a day in " if day == "XX" else "a month in " if month == "XX" else ""
    if month in (None, "XX"):
        return "year", f"{unit}{first.year}"
    return "month", f"{unit}{calendar.month_name[first.month]} {first.year}"


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
    doubt = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
    return f"{doubt[part.qualifier]}{part.words}"


def problems(edtf: object) -> list[str]:
    """Say what is wrong with an EDTF value; nothing if it can be read or is blank.

    Output: at most one sentence, with the value found, what was expected and how to mend it.
    """
    try:
        resolve(edtf)
    except DateError as error:
        return [str(error)]
    return []
