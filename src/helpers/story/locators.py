"""Where in the article a row stands, and the proof of it without the article's words."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

# Curly quotes, primes and dashes, each folded to one character so that lengths stay.
FOLDED = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
WHITE_SPACE = re.compile(r"\s+")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Locator:
    """Where a span stands: paragraph (1-based), start, end (code points, exclusive), hash."""

    paragraph: int
    start: int
    end: int
    sha256: str


def normalise(text: str) -> list[str]:
    """The paragraphs of a text in the form that locators count in.

    Output: the non-empty lines; NFC, every run of white space one space, stripped, curly quotes
    and dashes folded one to one. Normalising the result again changes nothing.
    """
    return [line for _, line in numbered(text)]


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Each non-empty line of a text with its number from 1, normalised."""
    for number, line in enumerate(text.splitlines(), start=1):
        folded = fold(line)
        if folded:
            yield number, folded


def fold(line: str) -> str:
    """One line normalised; "" if it holds nothing but white space."""
    return WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", line)).strip().translate(FOLDED)


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode("utf-8")).hexdigest()


def locate(paragraphs: Sequence[str], words: str, paragraph: int | None = None) -> list[Locator]:
    """Every place where some words stand, in reading order.

    Input: normalised paragraphs; words in any quotes and spacing; a paragraph number to look in
    that one only. Output: one locator per occurrence, none if the words are blank.
    """
    sought = fold(words)
    if not sought:
        return []
    return [
        Locator(number, start, start + len(sought), digest(sought))
        for number, text in enumerate(paragraphs, start=1)
        if paragraph in (None, number)
        for start in range(len(text))
        if text.startswith(sought, start)
    ]


def shared_runs(text: str, other: str, words: int = 8) -> list[str]:
    """The runs of so many words or more that stand in both texts, as the first one prints them.

    Case, quotes, dashes and punctuation do not count. Output: each longest run once, in the order
    of `text`.
    """
    mine, theirs = (
        WORD.findall(unicodedata.normalize("NFC", one).casefold()) for one in (text, other)
    )
    there = {tuple(theirs[at : at + words]) for at in range(len(theirs) - words + 1)}
    shared = [tuple(mine[at : at + words]) in there for at in range(len(mine) - words + 1)]
    runs: dict[str, None] = {}
    for is_run, places in groupby(range(len(shared)), key=shared.__getitem__):
        if is_run:
            run = list(places)
            runs[" ".join(mine[run[0] : run[-1] + words])] = None
    return list(runs)
