"""What sort of actor a name is by the words beside it: "the charity X", "X, a maker of pumps", "X said"."""

import re
from collections.abc import Iterable
from functools import cache

from helpers.draft.datelines import dateline
from helpers.draft.names import Name, apposed, lexicon
from helpers.draft.text import Paragraph

_SPEAKS = re.compile(r",? (?:has |had |also )?(?:said|says|told|added|wrote|tweeted|warned)\b")


def is_vessel_or_agency(paragraph: Paragraph, name: Name) -> str:
    """The kind of a ship, told by the word before it or its prefix, or of the agency of a dateline."""
    opening = dateline(paragraph)
    if opening is not None and opening.agency is not None and opening.agency.holds(name.span):
        return "outlet"
    before = paragraph.text[: name.span.start]
    named = re.search(rf"\b(?:{_either(lexicon()['descriptions']['vessel'])}) $", before.lower())
    prefix = name.words.split()[0]
    titled = prefix.isupper() and prefix.lower() in lexicon()["kinds"]["vessel"]
    return "vessel" if named or titled else ""


def kind_beside(text: str, name: Name) -> str | None:
    """The kind that the words before and behind a name tell; "" where they do not, None for a thing."""
    before, behind = text[: name.span.start].lower(), text[name.span.end :]
    for kind, some in lexicon()["descriptions"].items():
        nouns = _either(some)
        if re.search(rf"\b(?:{nouns}) $", before) or re.match(rf" (?:{nouns})\b(?!-)", behind):
            return str(kind)
    if kind := apposed(behind):
        return kind
    if "&" in name.words or is_firm(before, behind):
        return "organisation"
    with_article = re.search(r"\b(?:an?|the|its|their|our) $", before)
    if _SPEAKS.match(behind):
        return "" if with_article else "person"
    return None if with_article and " " in name.words else ""


def is_firm(before: str, behind: str) -> bool:
    """Whether a name has or does what only a firm does: "shares in X", "X's sales", "X, which makes".

    Input: the words before the name, in lower case, and those behind it.
    """
    told = lexicon()["firms"]
    return bool(
        re.search(rf"\b(?:{_either(told['before'])}) $", before)
        or re.match(rf" (?:{_either(told['behind'])})\b", behind)
        or re.match(rf"'s? (?:\w+ )?(?:{_either(told['has'])})\b", behind)
        or re.match(rf"(?:, which)? (?:{_either(told['does'])})\b", behind)
    )


@cache
def _joined(words: tuple[str, ...]) -> str:
    return "|".join(word.replace("_", " ") for word in words)


def _either(words: Iterable[str]) -> str:
    """Any of the words of a list, as a pattern."""
    return _joined(tuple(sorted(words, key=lambda word: (-len(word), word))))
