"""Persons in a text: where they are named, whether as subjects, and of which sex they are told."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from helpers.draft import function_words as words
from helpers.draft.cues import lexicon
from helpers.draft.text import Paragraph, Span, Text

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
    return bool(behind[1]) or words.is_finite(word) or word == "who" or word in lexicon().verbs


def is_one_person(name: str) -> bool:
    """Whether "he" or "she" may stand for a name or a noun: one with a name, or "a spokesman"."""
    parts = name.split(",")[0].split()
    if name.lower() in words.PRONOUNS or not parts or "and" in parts:
        return False
    if parts[0].lower() in ("the", "a", "an", "his", "her", "one"):
        last = parts[-1].lower()
        return any(p[:1].isupper() for p in parts[1:]) or not (
            last.endswith("s") or last in person_words()["bodies"] | lexicon().papers
        )
    if len(parts) == 1 and parts[0].lower() in _NAMELESS:
        return False
    return any(part[:1].isupper() for part in parts)


def is_body(name: str) -> bool:
    """Whether "it" may stand for a name or noun: "the board", "Soldera", "National Weather Office".

    A single name with a capital is taken for a body's only if it has no title and is no surname.
    """
    parts = name.split(",")[0].split()
    heads = person_words()["bodies"] | lexicon().papers
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
    if parts[-1].lower() in lexicon().papers:
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
    source = tomllib.loads(files("helpers.draft").joinpath("person_words.toml").read_text("utf-8"))
    given = {sex: words.of(listed) for sex, listed in source["given"].items()}
    return given | {name: words.of(source[name]["words"]) for name in ("bodies", "anew")}


def surname(name: str) -> str:
    """The last word with a capital of what stands before the first comma."""
    parts = [part for part in name.split(",")[0].split() if part[:1].isupper()]
    return parts[-1].removesuffix("'s") if parts else name
