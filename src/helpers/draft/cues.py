"""The words that give somebody's words: verbs in all their forms, by what may follow them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from helpers.draft.function_words import of

_VOWELS = frozenset("aeiou")
# Verbs of several syllables double no letter, but for those stressed on the last.
_DOUBLED = of("admit plan quip slam dub blog beg rebut grin snap sob shrug brag fret")
# In Britain an "l" is doubled, in America it is not.
_EITHER = of("signal label marvel")


Wording = tuple[frozenset[str], ...]
"""A phrase, word by word; each may be one of several, "_" whoever is told."""


@dataclass(frozen=True)
class Verb:
    """A form of a verb: its base, what may follow it (names of cues.toml), whether it may be a noun.

    `form` is "base", "s", "ing", "past" (the participle too) or, where it differs, "participle".
    """

    base: str
    kinds: frozenset[str]
    form: str
    may_be_noun: bool


@dataclass(frozen=True)
class Lexicon:
    """All cues, as cues.toml lists them."""

    verbs: dict[str, Verb]
    reports: frozenset[str]
    participles: frozenset[str]
    adverbs: frozenset[str]
    feelings: frozenset[str]
    judged: frozenset[str]
    sources: tuple[tuple[str, ...], ...]
    saying: tuple[Wording, ...]
    taking: tuple[Wording, ...]
    silent: frozenset[str]
    naming: frozenset[str]
    said: frozenset[str]
    papers: frozenset[str]
    replies: frozenset[str]
    counts: dict[str, frozenset[str]]
    about: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The cues, read once."""
    source = tomllib.loads(files("helpers.draft").joinpath("cues.toml").read_text("utf-8"))
    verbs = dict(source["verbs"])
    irregular = {base: forms.split() for base, forms in verbs.pop("irregular").items()}
    nouns = frozenset(source["nouns"]["ambiguous"].split())
    kinds: dict[str, set[str]] = {}
    for kind, words in verbs.items():
        for base in words.split():
            kinds.setdefault(base, set()).add(kind)
    return Lexicon(
        verbs={
            word: Verb(base, frozenset(named), form, word in nouns)
            for base, named in kinds.items()
            for form, words in _forms(base, irregular.get(base)).items()
            for word in words
        },
        reports=frozenset(source["nouns"]["reports"].split()),
        participles=frozenset(source["passive"]["participles"].split()),
        adverbs=frozenset(source["passive"]["adverbs"].split()),
        feelings=frozenset(source["passive"]["feelings"].split()),
        judged=frozenset(source["passive"]["judged"].split()),
        sources=tuple(tuple(phrase.split()) for phrase in source["phrases"]["sources"]),
        saying=tuple(map(_wording, source["phrases"]["saying"])),
        taking=tuple(map(_wording, source["phrases"]["taking"])),
        silent=frozenset(source["phrases"]["silent"]),
        said=frozenset(source["nouns"]["said"].split()),
        papers=frozenset(source["nouns"]["papers"].split()),
        replies=frozenset(source["nouns"]["replies"].split()),
        about={base: frozenset(listed.split()) for base, listed in source["about"].items()},
        counts={name: frozenset(listed.split()) for name, listed in source["counts"].items()},
        naming=frozenset(source["naming"]["before"].split()),
    )


def _wording(phrase: str) -> Wording:
    return tuple(frozenset(word.split("|")) for word in phrase.split())


def _forms(base: str, irregular: list[str] | None) -> dict[str, list[str]]:
    """The forms of a verb by their names."""
    stem = base
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
        "ing": [stem + "ing", *([base + "ling"] if base in _EITHER else [])],
        "past": irregular[:1]
        if irregular
        else [past, *([base + "led"] if base in _EITHER else [])],
        "participle": irregular[1:] if irregular and irregular[0] != irregular[1] else [],
    }
