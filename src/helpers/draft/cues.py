"""The words that give somebody's words: verbs in all their forms, by what may follow them.

Each constant is a list of cues.toml, which says what it is for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from helpers.draft.function_words import of
from helpers.draft.word_lists import listed

Wording = tuple[frozenset[str], ...]
"""A phrase, word by word; each may be one of several, "_" whoever is told."""


def _wordings(phrases: list[str]) -> tuple[Wording, ...]:
    return tuple(tuple(frozenset(word.split("|")) for word in one.split()) for one in phrases)


_LISTED = listed("cues")
_NOUNS: Mapping[str, frozenset[str]] = _LISTED["nouns"]
_PASSIVE: Mapping[str, frozenset[str]] = _LISTED["passive"]
REPORTS, SAID, PAPERS, REPLIES = (_NOUNS[one] for one in ("reports", "said", "papers", "replies"))
PARTICIPLES, ADVERBS = _PASSIVE["participles"], _PASSIVE["adverbs"]
FEELINGS, JUDGED = _PASSIVE["feelings"], _PASSIVE["judged"]
SOURCES = tuple(tuple(phrase.split()) for phrase in _LISTED["phrases"]["sources"])
SAYING = _wordings(_LISTED["phrases"]["saying"])
TAKING = _wordings(_LISTED["phrases"]["taking"])
SILENT: frozenset[str] = _LISTED["phrases"]["silent"]
NAMING: frozenset[str] = _LISTED["naming"]["before"]
ABOUT: Mapping[str, frozenset[str]] = _LISTED["about"]
COUNTS: Mapping[str, frozenset[str]] = _LISTED["counts"]

_VOWELS = frozenset("aeiou")
# Verbs of several syllables double no letter, but for those stressed on the last.
_DOUBLED = of("admit plan quip slam dub blog beg rebut grin snap sob shrug brag fret")
# In Britain an "l" is doubled, in America it is not.
_EITHER = of("signal label marvel")


@dataclass(frozen=True)
class Verb:
    """A form of a verb: its base, what may follow it (names of cues.toml), whether it may be a noun.

    `form` is "base", "s", "ing", "past" (the participle too) or, where it differs, "participle".
    """

    base: str
    kinds: frozenset[str]
    form: str
    may_be_noun: bool


@cache
def verbs() -> Mapping[str, Verb]:
    """The verbs that give somebody's words, by each of their forms."""
    kinds: dict[str, set[str]] = {}
    for kind, bases in _LISTED["verbs"].items():
        for base in bases if kind != "irregular" else ():
            kinds.setdefault(base, set()).add(kind)
    return {
        word: Verb(base, frozenset(named), form, word in _NOUNS["ambiguous"])
        for base, named in kinds.items()
        for form, some in _forms(base, _LISTED["verbs"]["irregular"].get(base, [])).items()
        for word in some
    }


def _forms(base: str, irregular: list[str]) -> dict[str, list[str]]:
    """The forms of a verb by their names; of an irregular one past and participle are given."""
    stem, other = base, [base + "l"] if base in _EITHER else []
    if base in _DOUBLED:
        stem = base + base[-1]
    elif base.endswith("e") and not base.endswith("ee"):
        stem = base[:-1]
    third = base + "s"
    past = base + "d" if base.endswith("e") else stem + "ed"
    if base.endswith("y") and base[-2] not in _VOWELS:
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    elif base.endswith(("s", "sh", "ch", "x", "z")):
        third = base + "es"
    return {
        "base": [base],
        "s": [third],
        "ing": [f"{one}ing" for one in (stem, *other)],
        "past": irregular[:1] or [past, *(f"{one}ed" for one in other)],
        "participle": irregular[1:],
    }
