"""Where in the article a row stands, and the proof of it without the article's words.

A paragraph and a span are known by their SHA-256 alone. Whoever holds a copy of the article can
prove every locator against it, whatever the copy's line breaks, quotes and page furniture.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# Curly quotes, primes and dashes, each folded to one character so that lengths stay.
FOLDED = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
WHITE_SPACE = re.compile(r"\s+")
# A hyphen at the end of a line, inside a word: the line break may stand for nothing, and the
# hyphen may be the typesetter's.
BROKEN_WORD = re.compile(r"(?<=\w)-\n(?=\w)")
WORD = re.compile(r"\w+")
# A copy in which less of the article's characters is found is one of another article.
LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Locator:
    """Where a span stands: paragraph (1-based), start, end (code points, exclusive), hash."""

    paragraph: int
    start: int
    end: int
    sha256: str


@dataclass(frozen=True)
class Known:
    """What is known of a paragraph without its words: number, kind, length and SHA-256."""

    paragraph: int
    kind: str
    length: int
    sha256: str


@dataclass(frozen=True)
class Words:
    """The words of an article as far as they are proved: paragraph number -> normalised text."""

    paragraphs: Mapping[int, str]
    missing: tuple[int, ...]

    @property
    def complete(self) -> bool:
        """Whether every paragraph is proved."""
        return not self.missing

    def paragraph(self, number: int) -> str | None:
        """The text of a paragraph; None if the copy lacks it."""
        return self.paragraphs.get(number)

    def span(self, paragraph: int, start: int, end: int) -> str | None:
        """The words of a span; None if the copy lacks the paragraph or the span leaves it."""
        text = self.paragraphs.get(paragraph)
        if text is None or not 0 <= start < end <= len(text):
            return None
        return text[start:end]


@dataclass(frozen=True)
class Match:
    """What a copy of an article proves.

    `matched` and `missing` are paragraph numbers, `extra` the numbers of the copy's lines that
    hold words of no paragraph, `extra_words` how many words those are. `share` is the part of the
    article's characters that was found, 0 to 1, boilerplate left out.
    """

    words: Words
    matched: tuple[int, ...]
    missing: tuple[int, ...]
    extra: tuple[int, ...]
    extra_words: int
    share: float

    @property
    def same_article(self) -> bool:
        """Whether enough was found for the copy to be one of this article."""
        return self.share >= LEAST_SHARE


def normalise(text: str) -> list[str]:
    """The paragraphs of a text in the form that locators count in.

    Output: the non-empty lines; NFC, every run of white space one space, stripped, curly quotes
    and dashes folded one to one. Normalising the result again changes nothing.
    """
    return [line for _, line in _numbered(text)]


def _numbered(text: str) -> Iterator[tuple[int, str]]:
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
    wanted = fold(words)
    if not wanted:
        return []
    return [
        Locator(number, start, start + len(wanted), digest(wanted))
        for number, text in enumerate(paragraphs, start=1)
        if paragraph in (None, number)
        for start in _starts(text, wanted)
    ]


def _starts(text: str, wanted: str) -> Iterator[int]:
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


def match(paragraphs: "pd.DataFrame", text: str) -> Match:
    """Prove a copy of the article against the paragraphs table.

    Input columns: paragraph, kind, length, sha256 (one row per paragraph).
    """
    return prove(
        [
            Known(int(number), str(kind), int(length), str(known))
            for number, kind, length, known in zip(
                paragraphs["paragraph"],
                paragraphs["kind"],
                paragraphs["length"],
                paragraphs["sha256"],
                strict=True,
            )
        ],
        text,
    )


def prove(known: Sequence[Known], text: str) -> Match:
    """Prove a copy of the article against what is known of its paragraphs.

    The copy is taken as one stream of words, and windows of each known length are hashed at word
    boundaries: so a paragraph is found wherever it begins and however its lines are broken. Where
    a line ends in a hyphen inside a word, the break is also tried as no space, and then the
    hyphen as the typesetter's.
    """
    numbered = list(_numbered(text))
    lines = [line for _, line in numbered]
    used = [bytearray(len(line)) for line in lines]
    found: dict[str, str] = {}
    for stream in _streams(lines):
        for entry, start in _windows(known, stream.text):
            end = start + entry.length
            found[entry.sha256] = stream.text[start:end]
            _mark(used, stream.starts, start, end)
    words = Words(
        MappingProxyType(
            {entry.paragraph: found[entry.sha256] for entry in known if entry.sha256 in found}
        ),
        tuple(entry.paragraph for entry in known if entry.sha256 not in found),
    )
    unused = [_unused_words(line, marks) for line, marks in zip(lines, used, strict=True)]
    return Match(
        words=words,
        matched=tuple(words.paragraphs),
        missing=words.missing,
        extra=tuple(number for (number, _), count in zip(numbered, unused, strict=True) if count),
        extra_words=sum(unused),
        share=_share(known, words),
    )


@dataclass(frozen=True)
class _Stream:
    """The lines of a copy joined into one text, and where in it each line begins."""

    text: str
    starts: tuple[int, ...]


def _streams(lines: Sequence[str]) -> Iterator[_Stream]:
    """The ways in which lines may have been broken, the likeliest first."""
    yield _join(lines, dropped=0, glue=" ")
    if any(BROKEN_WORD.search(f"{one}\n{two}") for one, two in pairwise(lines)):
        yield _join(lines, dropped=0, glue="")
        yield _join(lines, dropped=1, glue="")


def _join(lines: Sequence[str], dropped: int, glue: str) -> _Stream:
    """Join lines by spaces; after a broken word drop so many characters and put the glue."""
    parts: list[str] = []
    for one, two in pairwise([*lines, ""]):
        broken = BROKEN_WORD.search(f"{one[-2:]}\n{two[:1]}")
        parts.append(one[: len(one) - dropped] + glue if broken else one + " ")
    starts = tuple(accumulate((len(part) for part in parts[:-1]), initial=0))
    return _Stream("".join(parts).rstrip(" "), starts)


def _windows(known: Sequence[Known], text: str) -> Iterator[tuple[Known, int]]:
    """Every place where a paragraph stands between word boundaries."""
    begins = [0, *(place.end() for place in re.finditer(" ", text))]
    ends = {len(text), *(begin - 1 for begin in begins)}
    hashes: dict[int, dict[str, Known]] = {}
    for entry in known:
        hashes.setdefault(entry.length, {})[entry.sha256] = entry
    for length, entries in hashes.items():
        for begin in begins:
            if begin + length in ends:
                found = entries.get(digest(text[begin : begin + length]))
                if found is not None:
                    yield found, begin


def _mark(used: Sequence[bytearray], starts: Sequence[int], start: int, end: int) -> None:
    """Mark the characters of each line that lie between two places of the stream."""
    for marks, first in zip(used, starts, strict=True):
        left, right = max(start - first, 0), min(end - first, len(marks))
        if left < right:
            marks[left:right] = b"\1" * (right - left)


def _unused_words(line: str, marks: bytearray) -> int:
    return sum(not marks[word.start()] for word in re.finditer(r"\S+", line))


def _share(known: Iterable[Known], words: Words) -> float:
    lengths = {entry.paragraph: entry.length for entry in known if entry.kind != "boilerplate"}
    total = sum(lengths.values())
    here = sum(length for number, length in lengths.items() if number in words.paragraphs)
    return here / total if total else 0.0


def shared_runs(text: str, other: str, words: int = 8) -> list[str]:
    """The runs of so many words or more that stand in both texts, as the first one prints them.

    Case, quotes, dashes and punctuation do not count. Output: each longest run once, in the order
    of `text`.
    """
    mine, theirs = _tokens(text), _tokens(other)
    there = {tuple(theirs[at : at + words]) for at in range(len(theirs) - words + 1)}
    runs: dict[str, None] = {}
    begin: int | None = None
    for at in range(len(mine) - words + 2):
        shared = at + words <= len(mine) and tuple(mine[at : at + words]) in there
        if shared and begin is None:
            begin = at
        elif not shared and begin is not None:
            runs[" ".join(mine[begin : at + words - 1])] = None
            begin = None
    return list(runs)


def _tokens(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text).casefold())
