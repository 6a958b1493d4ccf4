"""What each kind of words for a date means, seen from the day of publication."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from helpers.draft.date_expressions import COUNTS, HOLIDAYS, MONTHS, ORDERS, SEASONS, WEEKDAYS

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Known:
    """What a date is resolved against: publication, the day told last, and what is to come."""

    published: date
    told: str | None
    coming: bool


def _iso(holds: Mapping[str, str], *_: object) -> str:
    return f"{holds['year']}-{holds['month_number']}-{holds['day']}"


def _number(month: str) -> int:
    return next(at for at, name in enumerate(MONTHS, start=1) if name.startswith(month[:3]))


def _year_of(holds: Mapping[str, str], known: Known) -> int | None:
    """The year that is printed, or that "last year" means."""
    if "year" in holds:
        return int(holds["year"])
    moved = {"last": -1, "this": 0, "next": 1, "the": 0}.get(holds.get("of", ""))
    if moved is not None:
        return known.published.year + moved
    return int(known.told[:4]) if "of" in holds and known.told else None


def _day(holds: Mapping[str, str], known: Known, modes: frozenset[str]) -> str | None:
    month, day, year = _number(holds["month"]), int(holds["day"]), _year_of(holds, known)
    if year is None and known.told and known.told[5:7] == f"{month:02}":
        year = int(known.told[:4])  # of the month that was told last
    if year is None:
        years = [known.published.year + move for move in (-1, 0, 1)]
        fitting = [date(one, month, day) for one in years if day <= monthrange(one, month)[1]]
        near = bool(modes & {"until", "before"})
        return _nearest(fitting, known.published, known.coming, near)
    return f"{year:04}-{month:02}-{day:02}"


def _nearest(days: Sequence[date], published: date, coming: bool, near: bool) -> str | None:
    if near:
        return str(min(days, key=lambda one: abs(one - published))) if days else None
    gone = [one for one in days if one <= published]
    ahead = [one for one in days if one >= published]
    found = ahead[:1] if coming else gone[-1:]
    return str(found[0]) if found else None


def _days(holds: Mapping[str, str], known: Known, modes: frozenset[str]) -> str | None:
    first = _day(holds, known, modes)
    last = _day({**holds, "day": holds["last_day"]}, known, modes)
    return f"{first}/{last}" if first and last else None


def _month(holds: Mapping[str, str], known: Known, _: object) -> str | None:
    month, year = _number(holds["month"]), _year_of(holds, known)
    now, shift = known.published, holds.get("shift", "")
    if shift == "that":
        year = int(known.told[:4]) if known.told else None
    elif year is None and "of" not in holds:
        # "Last March" is none of this month, and neither is "next March".
        gone = month < now.month or (month == now.month and shift not in ("last", "next"))
        ahead = month > now.month or (month == now.month and shift != "next")
        if shift == "next" or (shift != "last" and known.coming):
            year = now.year if ahead else now.year + 1
        else:
            year = now.year if gone or shift == "this" else now.year - 1
    return f"{year:04}-{month:02}" if year else None


def _years(holds: Mapping[str, str], *_: object) -> str:
    first, last = holds["year"], holds["last_year"]
    return f"{first}/{last if len(last) == 4 else first[:2] + last}"


def _decade(holds: Mapping[str, str], *_: object) -> str:
    return f"19{holds['short'][0]}X" if "short" in holds else f"{holds['decade'][:3]}X"


def _century(holds: Mapping[str, str], *_: object) -> str:
    return f"{int(holds['century']) - 1:02}XX"


def _part_of_year(holds: Mapping[str, str], known: Known, _: object) -> str:
    """Quarters are EDTF's 33 to 36, halves 40 and 41; without a year the last that is over."""
    order, half = _order(holds), holds["of_what"] == "half"
    year = _year_of(holds, known)
    if year is None:
        over = known.published.month > order * 3
        year = known.published.year - (not over and not known.coming)
    return f"{year:04}-{(39 if half else 32) + order}"


def _order(holds: Mapping[str, str]) -> int:
    return int(holds["order"]) if holds["order"].isdecimal() else ORDERS[holds["order"]]


def _months(holds: Mapping[str, str], known: Known, _: object) -> str | None:
    """The first or last three, six or nine months of a year: a quarter, a half, or an interval."""
    many, year = {"three": 3, "six": 6, "nine": 9}[holds["months"]], _year_of(holds, known)
    first = holds["order"] == "first"
    if year is None:
        return None
    if many == 9:
        return f"{year:04}-01/{year:04}-09" if first else f"{year:04}-04/{year:04}-12"
    return f"{year:04}-{(33 if first else 36) if many == 3 else (40 if first else 41)}"


def _season(holds: Mapping[str, str], known: Known, _: object) -> str | None:
    """A season; "last summer" in the same year is not told when it has only just gone."""
    code, now, shift = SEASONS[holds["season"]], known.published, holds.get("shift", "")
    year, first = _year_of(holds, known), (code - 21) * 3 + 3
    begun = now.month >= first
    if shift == "this":
        year = now.year
    elif shift == "last":
        if begun and now.month >= first + 3:
            return None
        year = now.year - 1 - (code == 24 and now.month < 3)
    elif shift == "next":
        year = now.year + (now.month >= first)
    elif year is None and "of" not in holds:
        year = now.year + begun if known.coming and now.month >= first + 3 else now.year
        year -= not begun and not known.coming
    return f"{year:04}-{code}" if year else None


def weekday(holds: Mapping[str, str], known: Known, _: object = None) -> str | None:
    """The last day of that name, the next one, or one before or behind the day told last."""
    day, shift, now = WEEKDAYS.index(holds["weekday"]), holds.get("shift", ""), known.published
    if "that" in holds and known.told and _DAY.fullmatch(known.told):
        told = date.fromisoformat(known.told)
        return str(told + timedelta(day - told.weekday()))
    if shift in ("the previous", "the following"):
        if not (known.told and _DAY.fullmatch(known.told)):
            return None
        told = date.fromisoformat(known.told)
        back = (told.weekday() - day) % 7 or 7
        ahead = (day - told.weekday()) % 7 or 7
        return str(told - timedelta(back) if shift == "the previous" else told + timedelta(ahead))
    back, ahead = (now.weekday() - day) % 7, (day - now.weekday()) % 7
    if shift in ("next", "this coming") or (known.coming and shift not in ("last", "this past")):
        return str(now + timedelta(ahead or (7 if shift == "next" else 0)))
    return str(now - timedelta(back or (7 if shift in ("last", "this past") else 0)))


def _holiday(holds: Mapping[str, str], known: Known, modes: frozenset[str]) -> str | None:
    month, day = map(int, HOLIDAYS[holds["holiday"]].split("-"))
    years = [known.published.year + move for move in (-1, 0, 1)]
    near = bool(modes & {"until", "before"})
    return _nearest([date(one, month, day) for one in years], known.published, known.coming, near)


def _today(holds: Mapping[str, str], known: Known, _: object) -> str:
    """Today and the days beside it. The night before publication belongs to two days."""
    words = holds["today"].removeprefix("the ").replace("-", "")
    moves = {
        "yesterday": -1,
        "last evening": -1,
        "tomorrow": 1,
        "day before yesterday": -2,
        "day after tomorrow": 2,
    }
    if words.startswith(("overnight", "last night")):
        return run(known.published - timedelta(1), 1)
    return str(known.published + timedelta(moves.get(words, 0)))


def run(first: date, more: int) -> str:
    """An interval of a day and so many more; the day where there is none."""
    return f"{first}/{first + timedelta(more)}" if more else str(first)


def shifted(holds: Mapping[str, str], known: Known, _: object = None) -> str | None:
    """Last week, this month, next year: a week as its days, a weekend as both."""
    now, unit = known.published, holds.get("unit", "weekend")
    move = {"last": -1, "this past": -1, "next": 1, "the coming": 1}.get(holds.get("shift", ""), 0)
    if unit == "weekend":
        saturday = now - timedelta((now.weekday() - 5) % 7)
        ahead = move == 1 or (known.coming and move == 0) or holds.get("shift") == "this coming"
        today = now.weekday() >= 5
        return run(saturday + timedelta(7 if ahead and not today else 0), 1)
    if unit == "week":
        monday = now - timedelta(now.weekday()) + timedelta(7 * move)
        if edge := holds.get("edge", "").strip():
            ends = (monday, now) if edge == "earlier" else (now, monday + timedelta(6))
            return run(ends[0], (ends[1] - ends[0]).days)
        return run(monday, 6)
    if unit == "month":
        return _month_apart(now, move)
    if unit == "year":
        return f"{now.year + move:04}"
    return f"{now.year // 100 + move:02}XX" if unit == "century" else None


def _month_apart(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


def _apart_from(day: date, unit: str, many: int) -> str | None:
    """The day, month or year so many units away; nothing for hours, of which dates know none."""
    if unit in ("day", "night"):
        return str(day + timedelta(many))
    if unit in ("week", "fortnight"):
        return str(day + timedelta(many * (7 if unit == "week" else 14)))
    if unit == "month":
        return _month_apart(day, many)
    years = many * (10 if unit == "decade" else 1)
    return f"{day.year + years:04}" if unit in ("year", "decade") else None


def _many(holds: Mapping[str, str]) -> int:
    words = holds.get("count", "a")
    return int(words) if words.isdecimal() else COUNTS[words]


def _ago(holds: Mapping[str, str], known: Known, _: object) -> str | None:
    found = _apart_from(known.published, holds["unit"], -_many(holds))
    firm = holds["unit"] in ("day", "night") and "rough" not in holds
    return found if firm or found is None else f"{found}~"


def _past(holds: Mapping[str, str], known: Known, _: object) -> str | None:
    """Over the past three days; the far end of what is longer than days is near."""
    ahead = holds["way"] in ("next", "coming")
    vague = "count" not in holds and holds["plural"]
    many = _many(holds) * (1 if ahead else -1)
    far = _apart_from(known.published, holds["unit"], many)
    if far is None or vague:
        return None
    far = far if holds["unit"] in ("day", "night") else f"{far}~"
    return f"{known.published}/{far}" if ahead else f"{far}/{known.published}"


def _apart(holds: Mapping[str, str], known: Known, _: object) -> str | None:
    """So long before or after what the text told last; the same day, that year."""
    if known.told is None or "/" in known.told:
        return None
    told, way = known.told.rstrip("~"), holds.get("way", "same")
    unit = holds.get("same") or holds["unit"]
    sharp = _DAY.fullmatch(told) is not None
    kept = {"month": 7, "year": 4}.get(unit, 10)
    if way == "same":
        return told[:kept] if len(told) >= kept and re.fullmatch(r"[\d-]+", told[:kept]) else None
    many = _many(holds) * (-1 if way in ("earlier", "before", "previously", "previous") else 1)
    if sharp:
        return _apart_from(date.fromisoformat(told), unit, many)
    if unit in ("year", "decade") and re.match(r"\d{4}", told):
        return _apart_from(date(int(told[:4]), 1, 1), unit, many)
    if unit == "month" and re.fullmatch(r"\d{4}-(?:0\d|1[0-2])", told):
        return _apart_from(date.fromisoformat(f"{told}-01"), unit, many)
    return None


def _year(holds: Mapping[str, str], *_: object) -> str:
    return holds["year"]


MEANINGS: Mapping[str, Callable[[Mapping[str, str], Known, frozenset[str]], str | None]] = {
    "iso": _iso, "days": _days, "day": _day, "today": _today, "weekday": weekday,
    "month": _month, "years": _years, "decade": _decade, "century": _century,
    "part_of_year": _part_of_year, "months": _months, "season": _season, "holiday": _holiday, "shifted": shifted,
    "ago": _ago, "past": _past, "apart": _apart, "year": _year,
}  # fmt: skip
"""How each kind of atom is resolved, the sharpest first."""
