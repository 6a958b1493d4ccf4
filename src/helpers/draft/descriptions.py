"""What is said of persons where they are named: titles before the name, nouns between commas."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.draft import function_words as words
from helpers.draft.persons import Person, person_words
from helpers.draft.text import Paragraph, Span, Text

_BEFORE = re.compile(r"((?:[\w'-]+ ){1,7})(?:, )?$|((?:[\w'-]+ ){0,7}[\w'-]+), $")
_BEHIND = re.compile(
    r",? (?:who (?:is|was) )?(?:an?|the|its|his|her|their) ([^,.;:\"()]+)|, ([^,.;:\"()]+)"
)
_CLOSED = (
    words.PREPOSITIONS
    | words.CONJUNCTIONS
    | words.SUBORDINATORS
    | words.AUXILIARIES
    | words.PRONOUNS
) - {"one"}
_FURTHER = words.PREPOSITIONS - {"like", "than", "as", "including"}


@dataclass(frozen=True)
class Described:
    """A person where a text names them, and the words, in lower case, that say what they are."""

    person: Person
    nouns: frozenset[str]


def described(text: Text, people: Sequence[Person]) -> tuple[Described, ...]:
    """Each naming of a person with the words of its description, none where it has none.

    Of "the transport minister, Oren Talbec, 50," they are transport and minister; of "Zoe Vole, a
    nurse at the hospital," nurse alone, since what stands behind "at" is no part of what she is.
    """
    return tuple(
        Described(one, _nouns(text.paragraph(one.span.paragraph), one.span)) for one in people
    )


def _nouns(paragraph: Paragraph, span: Span) -> frozenset[str]:
    before = _BEFORE.search(paragraph.text, max(0, span.start - 80), span.start)
    found = _closing(before.group().rstrip(", ")) if before else []
    behind = _BEHIND.match(paragraph.text, span.end)
    apposed = (behind[1] or behind[2] or "") if behind else ""
    found += _opening(apposed)
    found += paragraph.text[span.start : span.end].lower().split()[:-1]
    return frozenset(found)


def _closing(said: str) -> list[str]:
    """The words in front of a name, back to the first that can be none of its titles."""
    found: list[str] = []
    for word in reversed(re.findall(r"[\w'-]+", said)):
        lower = word.lower()
        known = words.is_finite(lower) or words.is_adverb(word)
        if lower in _CLOSED or (known and word.islower()):
            break
        if lower in words.DETERMINERS:
            break
        found.append(lower)
    return found


def _opening(said: str) -> list[str]:
    """The words of a description up to the first preposition: "nurse at the hospital"."""
    found: list[str] = []
    for word in re.findall(r"[\w'-]+", said):
        if word.lower() in _FURTHER or word.lower() in ("who", "whose", "and", "which"):
            break
        if words.is_finite(word.lower()):
            return []
        found.append(word.lower())
    return found[:6]


def by_noun(known: Sequence[Described]) -> dict[str, list[Described]]:
    """Persons by each word of their descriptions, in reading order."""
    found: dict[str, list[Described]] = defaultdict(list)
    for one in known:
        for noun in one.nouns:
            found[noun].append(one)
    return dict(found)


def whom(told: str, source: Span, known: Mapping[str, Sequence[Described]]) -> Span | None:
    """The person whom a definite description means: "the minister" is the minister named last.

    Every word of it that could tell one person from another must have been said of them, but for
    what stands behind a preposition. None where it names nobody who was described so.

    Input: the description and where it stands; the persons by their words, as `by_noun` has them.
    """
    parts = _opening(told.removeprefix("the ").removeprefix("The "))
    if not parts or not told.lower().startswith("the ") or parts[-1] in person_words()["bodies"]:
        return None
    wanted = frozenset(parts)
    for one in reversed(known.get(parts[-1], ())):
        if one.person.span < source and wanted <= one.nouns:
            return one.person.span
    return None
