"""Who is said to have said what, within one sentence: cue, source and content, each by a rule."""

from collections.abc import Iterable
from dataclasses import replace

from helpers.draft import finite, phrases
from helpers.draft.other_cues import by_nobody, by_phrases
from helpers.draft.phrase_cues import by_wordings
from helpers.draft.phrases import Attribution, Range
from helpers.draft.tokens import Tokens
from helpers.draft.verb_cues import by_verbs


def attributions(tokens: Tokens) -> tuple[Attribution, ...]:
    """All attributions of a sentence, in the order of their cues."""
    found = list(by_wordings(tokens))
    taken = _places(found)
    for rule in (by_phrases, by_nobody):
        found += [one for one in rule(tokens) if not taken & _places([one])]
    taken = _places(found)
    found += [one for one in by_verbs(tokens, frozenset(taken)) if one.content or one.source]
    found = [_as_cited(_as_relayed(one, found), found) for one in found]
    found.sort(key=lambda one: one.cue.first)
    return _trimmed(tokens, tuple(found))


def _places(found: Iterable[Attribution]) -> set[int]:
    """The places of tokens that are cues."""
    return {place for one in found for place in range(one.cue.first, one.cue.last + 1)}


def _as_relayed(one: Attribution, found: list[Attribution]) -> Attribution:
    """Of "it reportedly fell, police said": what is reported is what the police say."""
    if one.source is not None or one.shares:
        return one
    for other in found:
        for piece in other.content:
            if other.source and piece.first <= one.cue.first <= one.cue.last <= piece.last:
                return replace(one, content=(piece,))
    return one


def _as_cited(one: Attribution, found: list[Attribution]) -> Attribution:
    """Of "it fell, KTV reports, citing police": what is cited is what KTV reports."""
    if one.rule != "according_to" or len(one.content) != 1:
        return one
    whole = one.content[0]
    for other in found:
        held = whole.first <= other.cue.first <= whole.last < one.cue.first
        if held and other.rule in ("verb_behind", "verb_inverted") and other.content:
            return replace(one, content=other.content)
    return one


def _trimmed(tokens: Tokens, found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Each content cut where a later verb goes on in its own right."""
    return tuple(
        replace(
            one,
            content=tuple(
                cut for piece in one.content if (cut := _cut(tokens, one, piece, found)) is not None
            ),
        )
        for one in found
    )


def _cut(
    tokens: Tokens, one: Attribution, piece: Range, found: tuple[Attribution, ...]
) -> Range | None:
    last = _end_of_relative(tokens, one, piece)
    for other in found:
        if not one.cue.first < other.cue.first <= last or piece.first < one.cue.first:
            continue
        if other.rule == "according_to" and other.cue.first > piece.first:
            last = other.cue.first - 1
        elif other.source and other.source.first <= one.cue.first < other.cue.first:
            # "The movement, which opposed it, said": what was opposed ends before "said".
            if other.rule == "verb_before":
                last = min(last, other.cue.first - 1)
        elif other.rule in ("verb_behind", "verb_inverted") and other.source:
            begun = min(other.source.first, other.cue.first)
            last = min(last, begun - 1) if begun > piece.first else last
        elif other.shares:
            behind = phrases.skip_back(tokens, other.cue.first - 1)
            last = min(last, behind - 1)
        elif other.source and other.source.first > piece.first + 1 and other.rule == "verb_before":
            joint = tokens[other.source.first - 1].lower
            comma = tokens[other.source.first - 2].text == ","
            if joint == "with":
                last = min(last, other.source.first - 2)
            if joint in ("but", "while", "as", "whereas") or (joint == "and" and comma):
                last = min(last, other.source.first - 2 - comma)
    while last >= piece.first and tokens[last].text in ",.;":
        last -= 1
    return Range(piece.first, last) if last >= piece.first else None


def _end_of_relative(tokens: Tokens, one: Attribution, piece: Range) -> int:
    """Where what is said ends within "Hay, who said he was tired, left": before the comma."""
    who = phrases.skip_back(tokens, one.cue.first - 1)
    if piece.first < one.cue.first or who < 1 or tokens[who].lower not in ("who", "which"):
        return piece.last
    if tokens[who - 1].text != ",":
        return piece.last
    ends = (
        place - 1
        for place in range(piece.first + 1, piece.last)
        if tokens[place].text == "," and finite.has_verb(tokens, place + 1, place + 2)
    )
    return next(ends, piece.last)
