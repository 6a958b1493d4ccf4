"""Quotation marks in pairs, and apostrophes told from them.

Curly marks say which way they face; a straight one is judged by what stands around it. A closing
single mark looks like an apostrophe: within a word it is one, and behind a plural's "s" it is one
if another mark still closes the quotation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from helpers.draft.text import Span, Text

DOUBLE = frozenset('"\u201c\u201d\u201e\u201f\u00ab\u00bb')
SINGLE = frozenset("'\u2018\u2019\u201a\u201b")
OPENING = frozenset("\u201c\u201e\u201f\u2018\u201a\u201b\u00ab")
CLOSING = frozenset("\u201d\u2019\u00bb")
FURTHEST = 1000
"""So many characters behind a plural's apostrophe may the quotation end in which it stands."""
_BEFORE_OPENING = frozenset(" ([{-\u2010\u2011\u2012\u2013\u2014\u2015/") | DOUBLE | SINGLE
# Words that begin with an apostrophe, and decades.
_ELIDED = re.compile(r"(?:tis|twas|em|til|till|cause|bout|round|n)\b|\d\ds?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Marked:
    """Words within quotation marks, in one paragraph, the marks included.

    `depth` is 0 for what stands within no others. `closed` is false where the marks stay open to
    the end of the paragraph; `goes_on` says that the next paragraph opens them again, as a long
    speech does, and `went_on` that this one does so for the paragraph before.
    """

    span: Span
    depth: int = 0
    closed: bool = True
    went_on: bool = False
    goes_on: bool = False


@dataclass(frozen=True)
class _Mark:
    """A mark at a place; two single ones side by side are one double mark."""

    place: int
    double: bool
    width: int = 1


def marks(text: Text) -> tuple[Marked, ...]:
    """Everything within quotation marks, in reading order.

    A paragraph that leaves its marks open is taken to the end if the next one opens them again, or
    if it opened with them; else the opening mark has no partner.
    """
    found: list[Marked] = []
    went_on = False
    for paragraph, following in zip_longest(text.paragraphs, text.paragraphs[1:]):
        number, printed = paragraph.number, paragraph.printed
        closed, opened = _paired(printed)
        here = [Marked(Span(number, start, end), depth) for start, end, depth in closed]
        behind = following.printed[0] if following else ""
        goes_on = False
        for one in opened[:1]:
            goes_on = behind in (DOUBLE if one.double else SINGLE) and behind not in CLOSING
            if goes_on or (one.double and one.place == 0):
                whole = Span(number, one.place, len(printed))
                here.append(Marked(whole, closed=False, goes_on=goes_on))
        here.sort(key=lambda one: (one.span.start, one.depth))
        if went_on and here and here[0].span.start == 0:
            here[0] = replace(here[0], went_on=True)
        found += here
        went_on = goes_on
    return tuple(found)


def _paired(printed: str) -> tuple[list[tuple[int, int, int]], list[_Mark]]:
    """Start, end and depth of each pair; and the marks that stay open."""
    closed: list[tuple[int, int, int]] = []
    opened: list[_Mark] = []
    for mark in _marks(printed):
        inside = [one.double for one in opened]
        if mark.double in inside and _may_close(printed, mark):
            # An inner mark that was never closed cannot outlive the outer one.
            while opened[-1].double != mark.double:
                opened.pop()
            start = opened.pop().place
            closed.append((start, mark.place + mark.width, len(opened)))
        elif _may_open(printed, mark) and mark.double not in inside:
            opened.append(mark)
    # A straight single mark that nothing closes was an apostrophe after all.
    kept = [one for one in opened if one.double or printed[one.place] in OPENING or one.place == 0]
    dropped = {one.place for one in opened} - {one.place for one in kept}
    depths = [
        (start, end, depth - sum(place < start for place in dropped))
        for start, end, depth in closed
    ]
    return depths, kept


def _marks(printed: str, start: int = 0) -> Iterator[_Mark]:
    """Each mark from a place on that is no apostrophe."""
    place = start
    while place < len(printed):
        letter = printed[place]
        if printed[place : place + 2] in ("''", "``"):
            yield _Mark(place, double=True, width=2)
            place += 1
        elif letter in DOUBLE:
            yield _Mark(place, double=True)
        elif letter in SINGLE and not _is_apostrophe(printed, place):
            yield _Mark(place, double=False)
        place += 1


def _is_apostrophe(printed: str, place: int) -> bool:
    before, behind = printed[place - 1 : place], printed[place + 1 : place + 2]
    if before.isalnum() and behind.isalnum():
        return True
    if not before.isalnum() and printed[place] != "\u2018":
        return bool(_ELIDED.match(printed, place + 1))
    return False


def _may_open(printed: str, mark: _Mark) -> bool:
    letter, behind = (
        printed[mark.place],
        printed[mark.place + mark.width : mark.place + mark.width + 1],
    )
    if not behind or behind.isspace():
        return False
    before = printed[mark.place - 1 : mark.place]
    if letter in CLOSING - OPENING:
        # Misprinted in front of a word; a single one there is an apostrophe.
        return mark.double and (not before or before.isspace())
    return letter in OPENING or not before or before in _BEFORE_OPENING


def _may_close(printed: str, mark: _Mark) -> bool:
    letter = printed[mark.place]
    before = printed[mark.place - 1 : mark.place]
    behind = printed[mark.place + mark.width : mark.place + mark.width + 1]
    if letter in OPENING and letter not in CLOSING:
        return False
    if letter in CLOSING and mark.double:
        return True
    if before.isspace() or behind.isalnum():
        return False
    if mark.double or before.lower() != "s" or not behind.isspace():
        return True
    return not _is_closed_further_on(printed, mark.place)


def _is_closed_further_on(printed: str, place: int) -> bool:
    """Whether a single mark closes behind this one before another opens."""
    for mark in _marks(printed[: place + FURTHEST], place + 1):
        if mark.double:
            continue
        if _may_open(printed, mark):
            return False
        before, behind = printed[mark.place - 1], printed[mark.place + 1 : mark.place + 2]
        return not before.isspace() and not behind.isalnum()
    return False
