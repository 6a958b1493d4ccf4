"""The dates that an article tells, each resolved against its day of publication into EDTF.

What the words leave open stays open. A weekday or month without a year is the last one up to
publication, or the next one where its clause speaks of what is to come ("will", "is due"). A week
runs from Monday to Sunday (ISO 8601). "Since" ends on the day of publication; its beginning is
about the first day of an early month, and about the middle month of a season, as everywhere in the
tables. A day in a dateline takes the place of publication for what is told below it. "Three months
ago" is about that month. "Three days earlier" counts from the last day that the text told, and has
no date where it told none. What can't be resolved has no date.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from helpers.draft.date_expressions import (
    SEASONS,
    WEEKDAYS,
    Atom,
    DateExpression,
    expressions,
)
from helpers.draft.date_meanings import MEANINGS, Known, run, shifted, weekday
from helpers.draft.text import Span, Text, dateline
from helpers.draft.word_lists import either, listed
from helpers.values.dates import DateError, resolve

# "Will be held", "to cut": no past, though spelt as one.
_NO_PAST = "".join(
    rf"(?<!\b{word} )"
    for word in [
        "be",
        "been",
        "will",
        "would",
        "may",
        "might",
        "could",
        "can",
        "shall",
        "should",
        "to",
    ]
)
_WORDS = {name: either(some) for name, some in listed("tense").items()}
_TENSE = re.compile(
    rf"(?<![\w-])(?:(?P<perhaps>(?:{_WORDS['perhaps_gone']}) (?:not |\w+ly )?have)"
    # The month opens with a capital, and so does Will.
    rf"|(?P<coming>(?-i:(?!May\b|Will [A-Z]))(?:{_WORDS['coming']}))"
    rf"|{_NO_PAST}(?P<gone>{_WORDS['gone']}|\w{{3,}}ed))(?![\w-])",
    re.IGNORECASE,
)
_BY_THEN = re.compile(r"\bcome $|\bto (?:be )?[a-z]+ (?:[^.;]{0,50} )?by (?:the )?$")
"""What limits a time that is still to come: "come Tuesday", "ordered to pay by 1 July"."""
_PREPOSITION = re.compile(
    r"(?:\W*(?:but|and|meanwhile|then),?)?\W*(?:(?:on|in|at|by|from|late|early|the) ?)*", re.I
)


def is_to_come(before: str, behind: str, *, headline: bool = False) -> bool:
    """Whether what a sentence tells of a date is still to come.

    Input: what the sentence says before the date and behind it. The last word of tense before the
    date tells; where the date opens the sentence, the first one behind it. In a headline an
    infinitive tells as well: "Mill to close in June".
    """
    if _BY_THEN.search(before):
        return True
    found = list(_TENSE.finditer(before))
    if found:
        return found[-1]["coming"] is not None
    if headline and re.search(r"\bto [a-z]+\b", before):
        return True
    if not _PREPOSITION.fullmatch(before) or behind.startswith("'s"):
        return False
    first = _TENSE.search(behind)
    return first is not None and first["coming"] is not None


@dataclass(frozen=True)
class Date:
    """One date in the text: where it stands, what it means as EDTF (None: not to be told), why.

    `rule` is what found it; `limit` says that the words give only an end: since, until, before,
    after, or "" for the date itself; `coming` that its clause speaks of what is to come.
    """

    span: Span
    when: str | None
    rule: str
    limit: str = ""
    coming: bool = False


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SAID = re.compile(
    r"\b(?:said|told|announced|wrote|added|warned|confirmed)(?: \w+){0,2} (?:on |late on )?$"
)


def dates(text: Text, published: str) -> tuple[Date, ...]:
    """Every date and time in an article, in reading order.

    Input: the text; the day of publication as year, month and day.

    Raises:
        ValueError: no such day.
    """
    day, told, found = date.fromisoformat(published), None, []
    for one in expressions(text):
        kind = text.paragraph(one.span.paragraph).kind
        coming = is_to_come(one.clause, one.rest, headline=kind == "headline")
        known = Known(day, told, coming)
        when = _checked(_when(one, known))
        if when and one.first[0].kind == "day" and _is_dateline(text, one.span):
            day = date.fromisoformat(when)
        limit = next(
            (mode for mode in ("since", "until", "before", "after") if mode in one.modes), ""
        )
        found.append(Date(one.span, when, one.rule, limit, known.coming))
        in_text = kind in ("body", "standfirst", "headline")
        if when and in_text and not limit and not _SAID.search(one.clause):
            told = when
    return tuple(found)


def _is_dateline(text: Text, span: Span) -> bool:
    """Whether a day stands in a dateline: what follows is told from that day."""
    opening = dateline(text.paragraph(span.paragraph))
    return opening is not None and opening.day is not None and opening.day.overlaps(span)


def _checked(when: str | None) -> str | None:
    """The date if it can be read, none where its ends are swapped or no such day is."""
    try:
        return when if when and resolve(when) else None
    except DateError:
        return None


def _when(one: DateExpression, known: Known) -> str | None:
    first = _of_atoms(one.first, known, one.modes)
    if first is None:
        return None
    if "week_of" in one.modes and _DAY.fullmatch(first):
        day = date.fromisoformat(first)
        return run(day - timedelta(day.weekday()), 6)
    if one.last:
        return _between(one, first, known)
    if one.first[-1].kind == "open":
        return f"{first}/.."
    if "since" in one.modes:
        return _since(first, one.modes, known.published)
    if one.modes & {"until", "before"}:
        return _until(first, one.modes)
    if "after" in one.modes:
        return f"{_end(first.split('/')[-1])}/.."
    rough = "about" in one.modes and re.fullmatch(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", first)
    return f"{first}~" if rough else first


def _between(one: DateExpression, first: str, known: Known) -> str | None:
    """An interval, whose ends share a year that is printed once."""
    last = _of_atoms(one.last, known, one.modes)
    if last is None:
        return None
    year = one.last[0].holds.get("year")
    if year and "year" not in one.first[0].holds and re.match(r"\d{4}-", first):
        first = f"{year}{first[4:]}"
    return f"{_end(first.split('/')[0])}/{_end(last.split('/')[-1])}"


def _since(first: str, modes: frozenset[str], published: date) -> str | None:
    """From a beginning, which is near where the words blur it, to publication.

    None where it begins in a run of days, of which EDTF can't say one.
    """
    if "/" in first:
        return None
    month = re.fullmatch(r"\d{4}-(0\d|1[0-2])", first) is not None
    days = {"early": "-01~", "mid": "-15~", "late": "~"}
    blurred = next((days[mode] for mode in days if mode in modes), "")
    if blurred:
        first = f"{first}{blurred}" if month else f"{first.rstrip('~')}~"
    return f"{_end(first)}/{published}"


def _until(first: str, modes: frozenset[str]) -> str | None:
    """Up to an end. The end of a run of days is its last, its start its first.

    None where it ends in the run, at a day that nobody tells.
    """
    days = first.split("/")
    if len(days) > 1 and not modes & {"early", "late"}:
        return None
    return f"../{_end(days[-1 if 'late' in modes else 0])}"


def _end(when: str) -> str:
    """A date as the end of an interval, which EDTF lets be no season and no interval."""
    season = re.fullmatch(r"(\d{4})-(2[1-4])", when)
    if season:
        years, month = divmod(3 + (int(season[2]) - 21) * 3, 12)
        return f"{int(season[1]) + years}-{month + 1:02}~"
    part = re.fullmatch(r"(\d{4})-(?:3[3-6]|4[01])", when)
    return f"{part[1]}~" if part else when


def _of_atoms(atoms: Sequence[Atom], known: Known, modes: frozenset[str]) -> str | None:
    """What atoms that tell one date mean: the sharpest of them, moved by the others."""
    by_kind = {atom.kind: atom for atom in atoms}
    if "shifted" in by_kind and len(by_kind) > 1:
        return _moved(by_kind, known)
    if "today" in by_kind and "weekday" in by_kind:
        return _overnight(by_kind, known)
    for kind, meaning in MEANINGS.items():
        if kind in by_kind:
            return meaning(by_kind[kind].holds, known, modes)
    return None


def _overnight(by_kind: Mapping[str, Atom], known: Known) -> str | None:
    """The night that begins on a day, or that goes on into it."""
    day = weekday(by_kind["weekday"].holds, known, frozenset())
    into = by_kind["today"].holds["today"].endswith("into")
    return run(date.fromisoformat(day) - timedelta(into), 1) if day else None


def _moved(by_kind: Mapping[str, Atom], known: Known) -> str | None:
    """Spring last year, Monday last week: a part of a span that is told beside it."""
    shift = by_kind["shifted"].holds
    span = shifted(shift, known, frozenset())
    if span is None or shift.get("unit") not in ("week", "year"):
        return None
    if "season" in by_kind and shift["unit"] == "year":
        return f"{span}-{SEASONS[by_kind['season'].holds['season']]}"
    if "weekday" in by_kind and shift["unit"] == "week":
        monday = date.fromisoformat(span.split("/")[0])
        return str(monday + timedelta(WEEKDAYS.index(by_kind["weekday"].holds["weekday"])))
    return None
