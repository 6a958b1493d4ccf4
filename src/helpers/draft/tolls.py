"""The tolls that an article gives: people counted, and what its sentence says happened to them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.draft.stated import Stated
from helpers.draft.text import Paragraph, Span, Text, by_paragraph
from helpers.draft.tokens import sentences
from helpers.draft.word_lists import either, listed
from helpers.values.quantities import METRES

_LISTED = listed("outcomes")


OUTCOME = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{name}>{either(words)})" for name, words in _LISTED["words"].items())
    + rf")\b(?! (?:{either(_LISTED['others']['behind'])})\b)",
    re.IGNORECASE,
)
"""A word that tells an outcome; the group that it fills is the outcome's name."""

OF_PEOPLE = re.compile(
    rf"\b(?:of|the|among) (?:the )?(?:{either(_LISTED['people']['words'])})\b", re.I
)
"""People told by what had happened to them before: "of the wounded"."""


@dataclass(frozen=True)
class Toll:
    """People counted and what happened to them, as casualties.csv has it.

    `span` runs from the count to the word that tells the outcome, `victims` is the count with its
    noun, `cumulative` whether the sentence adds up a whole time, None where it does not say.
    """

    span: Span
    victims: Span
    stated: Stated
    outcome: str
    cumulative: bool | None
    rule: str


_ASIDE = re.compile(r", (?:among them|including)[^,;:]*,")
_PARTS = re.compile(r"(?:among them|including|includes?|of whom|of them|at least)[\w ]{0,12}$")
_PART_BEHIND = re.compile(r" of (?:them|whom)\b")
_OF_A_WHOLE = re.compile(r"(?:\bof|\bout of) (?:the |its |their |some |about )*$")
_LIST = re.compile(
    r"(?:(?:also )?among )?(?:the )?(?:\w+ )?(?:killed|dead|injured|wounded|missing) (?:are|is|was|were|include[ds]?) ",
    re.IGNORECASE,
)
_SAVED = re.compile(r"\bsav(?:e|ed|es|ing)\b", re.IGNORECASE)
_NEXT_OUTCOME = re.compile(r"(?:,|,? and| but| or) (?:\w+ )?$")
"""What stands before an outcome that befell others: "killing 12 and wounding 30"."""
_ADDED_UP = re.compile(
    r"\b(?:so far|in total|altogether|to date|since(?![^.]*\bwhen\b)|over the (?:past|last)|this year)\b",
    re.IGNORECASE,
)
_THINGS = (
    "home house building village town city vehicle car lorry tank ship boat aircraft plane time place"
    " attack raid strike bomb country point percentage game match goal vote job minute hour day night week"
    " job seat penalty month year decade second dollar pound euro per_cent mile_per_hour cow sheep bird dog animal"
    " fish side group sort kind state"
)
_NO_PEOPLE = frozenset(_THINGS.split()) | {unit.replace(" ", "_") for unit in METRES}
_NEAR_AFTER, _NEAR_BEFORE, _NEAR_TOLL = 7, 2, 8
"""So many words may stand between a count and the outcome behind it, or before it."""


def tolls(text: Text, found: Sequence[Stated]) -> tuple[Toll, ...]:
    """The counts among an article's quantities that are tolls, in reading order.

    Input: the text and its quantities. Output: at most one toll for each.
    """
    return tuple(
        toll
        for number, stated in by_paragraph(found, lambda one: one.span).items()
        for toll in _in_paragraph(text.paragraph(number), stated)
    )


def _in_paragraph(paragraph: Paragraph, found: Sequence[Stated]) -> Iterator[Toll]:
    for sentence in sentences(paragraph):
        start, end = sentence.start, sentence.end
        inside = [one for one in found if sentence.holds(one.span)]
        counts = [
            one
            for at, one in enumerate(inside)
            if _counts_people(one) and not (at and _is_whole(paragraph.text, inside[at - 1], one))
        ]
        before: Toll | None = None
        for one in counts:
            toll = _as_part(paragraph.text, one, before)
            toll = toll or _listed(paragraph.text, one, start)
            toll = toll or _by_outcome(paragraph.text, one, inside, start, end)
            if toll:
                before = toll
                yield toll


def _is_whole(text: str, before: Stated, one: Stated) -> bool:
    """Whether a count is only that of which another is a part: "12 of the 40 aboard"."""
    return (
        re.fullmatch(r" (?:out )?of (?:the |its |their )?", text[before.span.end : one.span.start])
        is not None
    )


def _counts_people(one: Stated) -> bool:
    if one.kind in ("ordinal", "distance") or one.rule.endswith((".near", ".most", ".long")):
        return False
    number = one.quantity.value
    share = number is not None and 0 < number < 1
    return not share and (one.quantity.unit or "") not in _NO_PEOPLE


def _by_outcome(
    text: str, one: Stated, others: Sequence[Stated], start: int, end: int
) -> Toll | None:
    """The toll whose outcome stands nearest, directly behind the count before all else."""
    words = _outcomes(text, start, end)
    behind = next((word for word in words if word.start() >= one.span.end), None)
    ahead = next((word for word in reversed(words) if word.end() <= one.span.start), None)
    gaps = {
        "after": _ASIDE.sub("", text[one.span.end : behind.start()]) if behind else None,
        "before": text[ahead.end() : one.span.start] if ahead else None,
    }
    far = {side: len(gap.split()) for side, gap in gaps.items() if gap is not None}
    clear = {
        "after": "after" in far and far["after"] <= _NEAR_AFTER
        and not re.search(r"[;:]|, | but | and \w+ed ", gaps["after"] or "")
        and not _befell_others(gaps["after"] or "", behind)
        and not _between(text, others, one.span.end, behind.start() if behind else 0),
        "before": "before" in far and far["before"] <= _reach(ahead)
        and not re.search(r"[;:,]| and ", gaps["before"] or ""),
    }  # fmt: skip
    side = next((side for side in ("after", "before") if clear[side]), None)
    word = behind if side == "after" else ahead
    if side is None or word is None:
        return None
    outcome = str(word.lastgroup)
    victims = _victims(one)
    span = Span(victims.paragraph, min(victims.start, word.start()), max(victims.end, word.end()))
    cumulative = True if _ADDED_UP.search(text, start, end) else None
    return Toll(span, victims, one, outcome, cumulative, f"toll.{outcome}.{side}")


def _listed(text: str, one: Stated, start: int) -> Toll | None:
    """People told in a list of the dead: "Killed were Ann Vole, 34, and her two sons"."""
    head = _LIST.match(text, start)
    word = OUTCOME.search(head.group()) if head else None
    if head is None or word is None or re.search(r"[;:]", text[head.end() : one.span.start]):
        return None
    victims = _victims(one)
    outcome = str(word.lastgroup)
    return Toll(victims, victims, one, outcome, None, f"toll.{outcome}.listed")


def _victims(one: Stated) -> Span:
    """A count with the noun that it counts."""
    end = max(one.span.end, (one.noun or one.span).end)
    return Span(one.span.paragraph, one.span.start, end)


def _outcomes(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words that tell an outcome, without those that only tell of whom: "of the wounded"."""
    found = list(OUTCOME.finditer(text, start, end))
    verbs = [
        one
        for one in found
        if not _tells_of_whom(text, one)
        and not (one.group().lower() == "lives" and _SAVED.search(text, start, one.start()))
    ]
    return verbs or found


def _tells_of_whom(text: str, word: re.Match[str]) -> bool:
    before = OF_PEOPLE.search(text, max(0, word.start() - 10), word.end())
    return before is not None and before.end() == word.end()


def _befell_others(gap: str, word: re.Match[str] | None) -> bool:
    """Whether "and" sets an outcome apart from the count before it: "killing 12 and wounding 30"."""
    acts = word is not None and word.group().lower().endswith("ing") and word.group() != "missing"
    return acts and _NEXT_OUTCOME.search(gap) is not None


def _reach(word: re.Match[str] | None) -> int:
    """How many words may stand between an outcome and the count behind it: "the death toll rose to 9"."""
    return _NEAR_TOLL if word and "toll" in word.group().lower() else _NEAR_BEFORE


def _between(text: str, others: Sequence[Stated], start: int, end: int) -> bool:
    """Whether another count stands there that is no part of the first: "40, among them five"."""
    return any(
        start <= one.span.start < end
        and not _PARTS.search(text[start : one.span.start])
        and not _OF_A_WHOLE.search(text[start : one.span.start])
        for one in others
    )


def _as_part(text: str, one: Stated, before: Toll | None) -> Toll | None:
    """People who are named as a part of the toll before them: "among them five children"."""
    if before is None:
        return None
    between = text[before.victims.end : one.span.start]
    behind = _PART_BEHIND.match(text, one.span.end) and len(between.split()) <= _NEAR_AFTER
    if not (_PARTS.search(between) or behind):
        return None
    victims = _victims(one)
    rule = f"toll.{before.outcome}.part"
    return replace(before, span=victims, victims=victims, stated=one, rule=rule)
