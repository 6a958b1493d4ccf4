"""A copy of the article, proved against the hashes of its paragraphs.

A paragraph and a span are known by their SHA-256 alone. Whoever holds a copy of the article can
prove every locator against it, whatever the copy's line breaks, quotes and page furniture.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from types import MappingProxyType

from helpers.story.article import Article, read_article
from helpers.story.csv_tables import Row, read_table
from helpers.story.locators import digest, numbered
from helpers.story.problem import StoryError
from helpers.story.project import story_folder
from helpers.story.text_files import read_copy

ATTACHED = "attached.txt"
INCLUDED = "article.txt"
# A hyphen at the end of a line, inside a word: the line break may stand for nothing, and the
# hyphen may be the typesetter's.
BROKEN_WORD = re.compile(r"(?<=\w)-\n(?=\w)")
# A copy in which less of the article's characters is found is one of another article.
LEAST_SHARE = 0.5


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

    def span(self, paragraph: int, start: int, end: int) -> str | None:
        """The words of a span; None if the copy lacks the paragraph or the span leaves it."""
        text = self.paragraphs.get(paragraph, "")
        return text[start:end] if 0 <= start < end <= len(text) else None


@dataclass(frozen=True)
class Match:
    """What a copy of an article proves.

    `extra` are the numbers of the copy's lines that hold words of no paragraph, `extra_words` how
    many words those are. `share` is the part of the article's characters that was found, 0 to 1,
    boilerplate left out.
    """

    words: Words
    extra: tuple[int, ...]
    extra_words: int
    share: float

    @property
    def same_article(self) -> bool:
        """Whether enough was found for the copy to be one of this article."""
        return self.share >= LEAST_SHARE


def copy_path(folder: Path, article: Article) -> Path:
    """Where the words of a story stand, if they are at hand."""
    return folder / (INCLUDED if article.text == "included" else ATTACHED)


def words_hidden() -> bool:
    """Whether the environment asks for the words to stay away (CLAIM_WORDS=hide)."""
    return os.environ.get("CLAIM_WORDS") == "hide"


def prove_copy(
    folder: Path, article: Article, paragraphs: Sequence[Row], copy: Path | None = None
) -> Match | None:
    """Prove the copy of the article that is at hand; None if there is none, or it is hidden.

    Input: rows of paragraphs; `copy` to use in place of the story's own.

    Raises:
        FileNotFoundError: `copy` does not exist.
        ValueError: the copy is not a text file in UTF-8.
    """
    if copy is None:
        copy = copy_path(folder, article)
        if words_hidden() or not copy.exists():
            return None
    return prove(known_paragraphs(paragraphs), read_copy(copy))


def read_described(folder: Path) -> tuple[Article, tuple[Row, ...]]:
    """What is known of a story's article without its words: article.toml, and its paragraphs.

    Raises:
        StoryError: article.toml or paragraphs.csv can't be read; all problems at once.
    """
    article, problems = read_article(folder)
    paragraphs = read_table(folder, "paragraphs")
    if article is None or paragraphs.problems:
        raise StoryError([*problems, *paragraphs.problems])
    return article, paragraphs.rows


def story_words(story_id: str, root: Path | None = None) -> Words | None:
    """The words of a story without its tables; None if no copy is at hand.

    Raises:
        StoryError: no such story, or article.toml, paragraphs.csv or the copy can't be read.
    """
    folder = story_folder(story_id, root)
    article, paragraphs = read_described(folder)
    try:
        proved = prove_copy(folder, article, paragraphs)
    except ValueError as error:
        raise StoryError([str(error)]) from None
    return proved.words if proved is not None and proved.words.paragraphs else None


def known_paragraphs(rows: Sequence[Row]) -> list[Known]:
    """What the paragraphs table knows of each paragraph, rows without number or length left out."""
    known = []
    for row in rows:
        number, length = row.whole("paragraph"), row.whole("length")
        if number is not None and length is not None:
            known.append(Known(number, row.text("kind"), length, row.text("sha256")))
    return known


def prove(known: Sequence[Known], text: str) -> Match:
    """Prove a copy of the article against what is known of its paragraphs.

    The copy is taken as one stream of words, and windows of each known length are hashed at word
    boundaries: so a paragraph is found wherever it begins and however its lines are broken. Where
    a line ends in a hyphen inside a word, the break is also tried as no space, and then the
    hyphen as the typesetter's.
    """
    lines = list(numbered(text))
    used = [bytearray(len(line)) for _, line in lines]
    found: dict[str, str] = {}
    for stream, starts in _streams([line for _, line in lines]):
        for entry, start in _windows(known, stream):
            end = start + entry.length
            found[entry.sha256] = stream[start:end]
            for marks, first in zip(used, starts, strict=True):
                left, right = max(start - first, 0), min(end - first, len(marks))
                if left < right:
                    marks[left:right] = b"\1" * (right - left)
    here = {entry.paragraph: found[entry.sha256] for entry in known if entry.sha256 in found}
    missing = tuple(entry.paragraph for entry in known if entry.sha256 not in found)
    lengths = {entry.paragraph: entry.length for entry in known if entry.kind != "boilerplate"}
    whole = sum(lengths.values())
    in_copy = sum(length for number, length in lengths.items() if number in here)
    unused = {
        number: sum(not marks[word.start()] for word in re.finditer(r"\S+", line))
        for (number, line), marks in zip(lines, used, strict=True)
    }
    return Match(
        words=Words(MappingProxyType(here), missing),
        extra=tuple(number for number, count in unused.items() if count),
        extra_words=sum(unused.values()),
        share=in_copy / whole if whole else 0.0,
    )


def _streams(lines: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """The lines as one text and where in it each begins, in the ways they may have been broken.

    The likeliest comes first: joined by spaces.
    """
    yield _joined(lines, dropped=0, glue=" ")
    if any(BROKEN_WORD.search(f"{one}\n{two}") for one, two in pairwise(lines)):
        yield _joined(lines, dropped=0, glue="")
        yield _joined(lines, dropped=1, glue="")


def _joined(lines: Sequence[str], dropped: int, glue: str) -> tuple[str, list[int]]:
    """Join lines by spaces; after a broken word drop so many characters and put the glue."""
    parts: list[str] = []
    for one, two in pairwise([*lines, ""]):
        broken = BROKEN_WORD.search(f"{one[-2:]}\n{two[:1]}")
        parts.append(one[: len(one) - dropped] + glue if broken else one + " ")
    starts = list(accumulate((len(part) for part in parts[:-1]), initial=0))
    return "".join(parts).rstrip(" "), starts[: len(lines)]


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
