"""Persons in a text: where they are named, of which sex they are told, and what is said of them."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from helpers.draft import cues
from helpers.draft import function_words as words
from helpers.draft.text import Paragraph, Span, Text
from helpers.draft.word_lists import listed

_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Miss|Prof)\.? )?[A-Z][\w'-]+"
    r"(?: (?:[A-Z]\.|(?:al|de|van|von|bin|el|da|di)\b|[A-Z][\w'-]+))*"
)
# "College Republicans", "a Jeb Bush Republican": several, or one of a kind.
_GROUP = re.compile(r"(?:ans|crats|ists)$")
_TIMED = words.TIMES | words.MONTHS
_KIND = re.compile(r"\ban? $")
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Miss|Prof)\b")
_CLOSED = (
    words.PREPOSITIONS
    | words.SUBORDINATORS
    | words.CONJUNCTIONS
    | words.DETERMINERS
    | words.PRONOUNS
    | words.ADVERBS
    | words.MONTHS
)
_HE = re.compile(r"\b(?:he|him|his|mr|sir|lord|man|father|dad|son|husband|brother|\w+sman)\b", re.I)
_SHE = re.compile(
    r"\b(?:she|her|mrs|ms|miss|dame|lady|woman|mother|mum|mom|daughter|wife|sister|\w+swoman)\b",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:named|called|name (?:only )?as|identified (?:only )?as|name was|known as) \(?[A-Z]"
    r"|, (?:[\w-]+ ){0,4}[A-Z][\w'-]+ [A-Z]"
)
"""Behind which somebody's name stands."""
_FOR_OTHERS = ("spokesman", "spokeswoman", "spokesperson", "correspondent", "reporter")
"""They speak for the body that is named with them."""
_NAMELESS = words.of(
    """source sources official officials insider insiders witness witnesses resident residents
    analyst analysts expert experts critic critics supporter supporters people friend friends aide
    aides observer observers campaigner campaigners activist activists diplomat diplomats reports
    police scientists researchers doctors lawyers ministers officers investigators prosecutors
    economists detectives campaigners leaders members local locals neighbour neighbours neighbor neighbors person others man woman men women"""
)
_INDEFINITE = re.compile(
    r"(?:an?|some|several|many|other|others|two|three|four|five|six|seven|a few|most|one|senior|"
    r"local|unnamed|anonymous|officials|sources|witnesses|residents|analysts|experts|critics|"
    r"supporters|people|friends|aides|insiders|observers|reports|campaigners|activists|others)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Person:
    """Where a text names a person; `acts` says that a verb or a comma behind it makes it a subject."""

    span: Span
    acts: bool


def persons(text: Text, quoted: Sequence[Span]) -> tuple[Person, ...]:
    """The persons named outside of quotations, in reading order.

    A single word is a name with a title, or once it has ended a longer one ("Ann Vole", then
    "Vole").
    """
    inside = {(span.paragraph, place) for span in quoted for place in range(span.start, span.end)}
    known: set[str] = set()
    found: list[Person] = []
    for paragraph in text.paragraphs:
        for match in _NAME.finditer(paragraph.text):
            start, name = _trimmed(match.start(), match.group())
            if not name or (paragraph.number, start) in inside:
                continue
            last = name.split()[-1].removesuffix("'s")
            if " " in name or _TITLE.match(name):
                known.add(last)
            elif last not in known:
                continue
            span = Span(paragraph.number, start, start + len(name.removesuffix("'s")))
            if _GROUP.search(name) or _KIND.search(paragraph.text[:start]):
                continue
            found.append(Person(span, _acts(paragraph, span)))
    return tuple(found)


def _trimmed(start: int, name: str) -> tuple[int, str]:
    """A name without the capitals of "In" or "But" in front of it."""
    while name:
        first, _, rest = name.partition(" ")
        if first.lower().removesuffix("'s") not in _CLOSED:
            return start, name
        start, name = start + len(first) + 1, rest
    return start, name


def _acts(paragraph: Paragraph, span: Span) -> bool:
    text = paragraph.text
    before = re.search(r"([\w']+) $", text[max(0, span.start - 20) : span.start])
    if before and before[1].lower() in words.PREPOSITIONS | {"the"}:
        return False
    behind = re.match(r"(,)|,? ([\w']+)", text[span.end : span.end + 20])
    if behind is None:
        return False
    word = (behind[2] or "").lower()
    return bool(behind[1]) or words.is_finite(word) or word == "who" or word in cues.verbs()


def is_one_person(name: str) -> bool:
    """Whether "he" or "she" may stand for a name or a noun: one with a name, or "a spokesman"."""
    parts = name.split(",")[0].split()
    if name.lower() in words.PRONOUNS or not parts or "and" in parts:
        return False
    if parts[0].lower() in ("the", "a", "an", "his", "her", "one"):
        last = parts[-1].lower()
        return any(p[:1].isupper() for p in parts[1:]) or not (
            last.endswith("s") or last in person_words()["bodies"] | cues.PAPERS
        )
    if len(parts) == 1 and parts[0].lower() in _NAMELESS:
        return False
    return any(part[:1].isupper() for part in parts)


def is_body(name: str) -> bool:
    """Whether "it" may stand for a name or noun: "the board", "Soldera", "National Weather Office".

    A single name with a capital is taken for a body's only if it has no title and is no surname.
    """
    parts = name.split(",")[0].split()
    heads = person_words()["bodies"] | cues.PAPERS
    if any(part.lower() in heads for part in parts):
        return not is_many(name)
    if parts[:1] in (["The"], ["the"]):
        return any(part[:1].isupper() for part in parts[1:]) and not parts[-1].islower()
    given = person_words()["m"] | person_words()["f"]
    lone = len(parts) == 1 and parts[0].lower() not in _CLOSED | given | _TIMED
    return lone and parts[0][:1].isupper() and not _TITLE.match(name)


def is_many(name: str) -> bool:
    """Whether "they" may stand for a name or noun: several, or a group of people."""
    head = re.split(r",| (?:of|in|for|at|from|with|who|that) ", name)[0].split()
    return bool(head) and (
        head[-1].endswith("s") or "and" in head or head[-1] in ("people", "police")
    )


def is_unnamed(text: Text, speaker: Span | None) -> bool:
    """Whether nobody is named: no speaker, or one told by no name and no "the".

    The name of a place or body behind "at", "of" or "in" is not the speaker's: "a doctor at Hull
    Hospital" has none, "a nurse, Ann Vole" has.
    """
    if speaker is None:
        return True
    told = text.words(speaker)
    head = re.split(
        r",| (?:of|in|for|at|from|with|who|close|familiar|near|on|named|called)\b", told
    )[0]
    parts = head.split()
    if not parts or parts[-1].lower().endswith(_FOR_OTHERS):
        return False
    if _NAMED.search(told):
        return False
    if parts[0].lower() != "the" and parts[-1].lower() in _NAMELESS:
        return True
    if _INDEFINITE.match(told) is None:
        return False
    own = any(part[:1].isupper() and not part.isupper() for part in parts[1:])
    if parts[-1].lower() in cues.PAPERS:
        return not any(part[:1].isupper() for part in told.split()[1:])
    return not (own and parts[-1][:1].isupper() and not parts[-1].isupper())


def gender(name: str, genders: dict[str, str]) -> str | None:
    """M or f, by what is known of a surname or told in the words or the given name, else None."""
    known = genders.get(surname(name))
    if known:
        return known
    he, she = _HE.search(name), _SHE.search(name)
    if he or she:
        return None if he and she else "m" if he else "f"
    own = name.split(",")[0].split()
    given = [part.lower() for part in own[:-1] if part[:1].isupper()]
    listed = person_words()
    sexes = {sex for sex in ("m", "f") for part in given if part in listed[sex]}
    return sexes.pop() if len(sexes) == 1 else None


@cache
def person_words() -> Mapping[str, frozenset[str]]:
    """The lists of person_words.toml: m and f (given names), bodies, anew."""
    found = listed("person_words")
    return {**found["given"], "bodies": found["bodies"]["words"], "anew": found["anew"]["words"]}


def surname(name: str) -> str:
    """The last word with a capital of what stands before the first comma."""
    parts = [part for part in name.split(",")[0].split() if part[:1].isupper()]
    return parts[-1].removesuffix("'s") if parts else name


_TITLES = re.compile(r"((?:[\w'-]+ ){1,7})(?:, )?$|((?:[\w'-]+ ){0,7}[\w'-]+), $")
_APPOSED = re.compile(
    r",? (?:who (?:is|was) )?(?:an?|the|its|his|her|their) ([^,.;:\"()]+)|, ([^,.;:\"()]+)"
)
_NO_TITLES = (
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
    before = _TITLES.search(paragraph.text, max(0, span.start - 80), span.start)
    found = _closing(before.group().rstrip(", ")) if before else []
    behind = _APPOSED.match(paragraph.text, span.end)
    apposed = (behind[1] or behind[2] or "") if behind else ""
    found += _described_as(apposed)
    found += paragraph.text[span.start : span.end].lower().split()[:-1]
    return frozenset(found)


def _closing(said: str) -> list[str]:
    """The words in front of a name, back to the first that can be none of its titles."""
    found: list[str] = []
    for word in reversed(re.findall(r"[\w'-]+", said)):
        lower = word.lower()
        known = words.is_finite(lower) or words.is_adverb(word)
        if lower in _NO_TITLES or (known and word.islower()):
            break
        if lower in words.DETERMINERS:
            break
        found.append(lower)
    return found


def _described_as(said: str) -> list[str]:
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
    parts = _described_as(told.removeprefix("the ").removeprefix("The "))
    if not parts or not told.lower().startswith("the ") or parts[-1] in person_words()["bodies"]:
        return None
    wanted = frozenset(parts)
    for one in reversed(known.get(parts[-1], ())):
        if one.person.span < source and wanted <= one.nouns:
            return one.person.span
    return None
