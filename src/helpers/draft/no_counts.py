"""Numbers that count nothing: part of a name, a half of a match, "one" that is nobody's number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.draft.date_expressions import MONTHS
from helpers.draft.function_words import of
from helpers.draft.stated import counted_noun
from helpers.draft.text import Paragraph
from helpers.values.quantity_words import Token


@dataclass(frozen=True)
class Placed:
    """A token and where it stands in its paragraph."""

    token: Token
    start: int
    end: int


ORDINAL = re.compile(
    r"first|second|third|\w*(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|teen|tie)th|\d+(?:st|nd|rd|th)"
)

_THING = re.compile(
    r"(?!(?:of|more|less|fewer|higher|lower|larger|smaller|longer|shorter|bigger|to|or|and|in|at|on|below|above"
    r"|off|up|down|was|were|is|are|had|have|from|for|between|as|since|per|by|than|said|say|lower|cheaper)\b)[a-z]"
)

_NOT_ONE = of(
    "is was were has had who which that of in on at to and or but for from with as by could "
    "would will can may might should must said says does did never always cannot another more "
    "else 's"
)
_NO_COUNTS = frozenset({"a name", "a date", "a time", "a score", "a telephone number"})
_NO_HALF = re.compile(
    r"half(?:-| ?)(?:time|back|way|backs|term|hearted)\b|half(?=[.,;]? (?:after|when|by)\b)"
)
"""Halves that are no share of anything, or of a match."""
_BOTH_AND = re.compile(
    r" (?:the|an?|its|his|her|their|in|on|at|to|by|for|as|with|from|of|have|had|has|said|were|are|reported) "
    r"| (?![A-Z]|(?:sides|parties|countries|governments|teams|camps|houses|leaders|armies)\b)(?:[\w'-]+ ){1,2}and |[.,;]"
)
"""What stands behind "both" where it is no number of things: "both the Crown and him", "they both said".

Two that are named are counted: "both Ann and Ek".
"""
_LITTLE = of("with in on at of by for from but and about over the to some a an than")
_MONTHS = "|".join(month.title() for month in MONTHS)
_DETERMINERS = of("a an the its his her their our my your another every each")


def is_ordinal(text: str, tokens: Sequence[Placed], kinds: str, start: int, end: int) -> bool:
    """Whether "a third" is the next of a row: "a third night", but not "a third of" nor "a third more"."""
    if kinds[start:end] != "af" or not ORDINAL.fullmatch(tokens[end - 1].token.text):
        return False
    behind = tokens[end] if end < len(tokens) else None
    close = behind is not None and behind.start == tokens[end - 1].end + 1
    return close and bool(_THING.match(text, behind.start if behind else 0))


def is_no_count(paragraph: Paragraph, tokens: Sequence[Placed], start: int, end: int) -> bool:
    """Whether the words around a number give it another sense: "first seen", "one says"."""
    token, before = tokens[start].token, tokens[start - 1].token if start else Token("", "")
    behind = tokens[end].token if end < len(tokens) else Token("", "")
    alone = end == start + 1
    opens = not re.search(r"[\w,]$", paragraph.text[: tokens[start].start].rstrip())
    named = paragraph.text[tokens[start].start].isupper() and token.kind in "ot"
    if named and not opens and paragraph.kind != "headline":
        return True
    # What ends in a digit holds its own number: "June 2000" before "58 people".
    near = start > 0 and tokens[start - 1].end >= tokens[start].start - 1
    near = near and not before.text[-1:].isdigit()
    if _is_of_a_name(paragraph.text, tokens, start, end):
        return True
    if before.kind == "x" and near and before.means in _NO_COUNTS:
        return not _stands_apart(paragraph.text, tokens, start, end)
    if _NO_HALF.match(paragraph.text, tokens[end - 1].start):
        return True
    if not alone:
        return paragraph.text[tokens[start].start : tokens[end - 1].end].lower() == "second half"
    if ORDINAL.fullmatch(token.text) and token.kind in "rf":
        owned = before.text in _DETERMINERS or before.text.endswith(("'s", "s'", "'"))
        return not owned or behind.kind == ""
    if token.text in ("one", "single"):
        noun = behind.kind in "wpumTI-" and (behind.kind == "I" or behind.text not in _NOT_ONE)
        return not noun or before.text in (
            "no",
            "any",
            "each",
            "every",
            "this",
            "that",
            "which",
            "'s",
        )
    if token.text == "both":
        return _BOTH_AND.match(paragraph.text, tokens[end - 1].end) is not None
    if token.kind == "o" and token.means == 0 and token.text != "zero":
        return True
    if token.kind in "hkz":
        return True  # "hundreds", "dozens": told by _vague
    return token.text in ("quarter", "halves", "second")


def _stands_apart(text: str, tokens: Sequence[Placed], start: int, end: int) -> bool:
    """Whether a number counts although a name or a date stands before it: "In Iraq 12 died"."""
    before, first, last = tokens[start - 1], tokens[start].start, tokens[end - 1].end
    if before.token.means == "a date":  # "12 March 1,200 left", but "12 March 1920"
        whole = re.match(r"\d+\D+$", before.token.text) is not None
        return whole and not re.fullmatch(r"\d{4}", text[first:last])
    if before.token.means != "a name" or text[first:last].lower() == "one":
        return False
    placed_in = re.search(r"\bin (?:\w+ )?$", text[: before.start], re.IGNORECASE)
    befell = re.match(r" (?:were|was|have|had|died|others)\b| \w+ed\b", text[last:])
    return before.token.text in _LITTLE or is_counted(text, last) or bool(placed_in and befell)


def _is_of_a_name(text: str, tokens: Sequence[Placed], start: int, end: int) -> bool:
    """Whether digits belong to a name beside them: "the Big 12", "iPhone 14 Pro"."""
    before, behind = text[: tokens[start].start], text[tokens[end - 1].end :]
    if not re.fullmatch(r"\d{1,4}", text[tokens[start].start : tokens[end - 1].end]):
        return False
    named = re.search(r"(?:[a-z] |\b[A-Z]\w* |^)([A-Z]\w+|[a-z]+[A-Z]\w*) $", before)
    # The month or place that opens a sentence names nothing with the number behind it.
    return bool(named and re.match(r"[.,;:)]|$| [A-Z]", behind)) and not re.search(
        rf"\b(?:{_MONTHS}) $", before
    )


def is_counted(text: str, end: int) -> bool:
    """Whether a plural stands behind a number: "Iraq 2000 troops", but not "Route 66"."""
    noun = counted_noun(text, end)
    return noun is not None and text[noun[0] : noun[1]].lower() != noun[2]
