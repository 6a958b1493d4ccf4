"""A copy of the article, proved against the hashes of its paragraphs.

A paragraph and a span are known by their SHA-256 alone. Whoever holds a copy of the article can
prove every locator against it, whatever the copy's line breaks, quotes and page furniture.
"""

import os
from bisect import bisect
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from types import MappingProxyType

from helpers.story.article import Article, read_article
from helpers.story.article_copy.pieces import Piece, pieces
from helpers.story.article_copy.search import (
    Hit,
    Way,
    around_lines,
    around_words,
    in_readings,
    in_windows,
)
from helpers.story.csv_tables import Row, read_table
from helpers.story.locators import FOLDED, digest, fold
from helpers.story.problem import StoryError
from helpers.story.project import story_folder
from helpers.story.text_files import read_copy

ATTACHED = "attached.txt"
INCLUDED = "article.txt"
# A copy in which less of the article's characters is found is one of another article.
LEAST_SHARE = 0.5
NAME = 30
"""So many characters may be a name, and stand in other paragraphs."""


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
class Extra:
    """Words of a copy that belong to no paragraph, all on one line.

    `line` and the characters `first` to `last` count from 1; `whole` says that nothing else stands
    on the line.
    """

    line: int
    first: int
    last: int
    words: int
    whole: bool


@dataclass(frozen=True)
class Match:
    """What a copy of an article proves.

    `places` leads each character of a proved paragraph back to its place in the copy, from 0; one
    that copying changed leads to what it was made of. `extra` is what the copy has besides, by its
    lines, and `left_over` the same as pieces. `share` is the part of the article's characters that
    was found, 0 to 1, boilerplate left out.
    """

    words: Words
    places: Mapping[int, tuple[int, ...]]
    extra: tuple[Extra, ...]
    left_over: tuple[Sequence[Piece], ...]
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

    Paragraphs are looked for wherever they begin and however their lines are broken: as the copy
    has them, then with what copying does undone, and then, if it is a copy of this article at all,
    around words that are none of theirs. What is found has the hash of its paragraph, so nothing
    else ever is.
    """
    if exact := _line_by_line(known, text):
        return exact
    hits, rest = _search(known, text)
    here = {one.paragraph: hits[one.sha256] for one in known if one.sha256 in hits}
    lengths = {one.paragraph: one.length for one in known if one.kind != "boilerplate"}
    whole = sum(lengths.values())
    return Match(
        words=Words(
            MappingProxyType({number: hit.text for number, hit in here.items()}),
            tuple(one.paragraph for one in known if one.paragraph not in here),
        ),
        places=MappingProxyType({number: hit.places for number, hit in here.items()}),
        extra=tuple(_extra(text, rest)),
        left_over=tuple(rest),
        share=sum(lengths[one] for one in lengths.keys() & here.keys()) / whole if whole else 0.0,
    )


def standing(stories: Sequence[Sequence[Known]], text: str) -> list[int]:
    """How many characters of each of some articles stand in a copy, as far as one look can tell.

    Input: what is known of each one's paragraphs. Boilerplate counts for none; `prove` finds more.
    """
    wanted = {one.sha256: one.length for known in stories for one in known}
    found = {hit.sha256 for hit in in_windows([pieces(text)], wanted)} if wanted else set()
    return [
        sum(one.length for one in known if one.sha256 in found and one.kind != "boilerplate")
        for known in stories
    ]


def _line_by_line(known: Sequence[Known], text: str) -> Match | None:
    """The proof of a copy whose lines are the paragraphs; None for any other, which takes a search.

    So stands a text that was attached or is included, and a long one is proved at once.
    """
    every = text.splitlines(keepends=True)
    starts = accumulate(map(len, every), initial=0)
    lines = [(start, line) for start, line in zip(starts, every, strict=False) if line.strip()]
    if len(lines) != len(known):
        return None
    words, places = {}, {}
    for one, (start, line) in zip(known, lines, strict=True):
        folded = fold(line)
        if digest(folded) != one.sha256 or folded != line.rstrip("\r\n").translate(FOLDED):
            return None
        words[one.paragraph] = folded
        places[one.paragraph] = tuple(range(start, start + len(folded)))
    return Match(Words(MappingProxyType(words), ()), MappingProxyType(places), (), (), 1.0)


def _search(known: Sequence[Known], text: str) -> tuple[dict[str, Hit], list[Sequence[Piece]]]:
    """The paragraphs that stand in a copy, by their hashes, and what is left of it."""
    hits: dict[str, Hit] = {}
    used: set[int] = set()
    settled: set[int] = set()

    def keep(parts: Sequence[Sequence[Piece]], way: Way, *, again: bool = False) -> None:
        sought = [one for one in known if again or one.sha256 not in hits]
        wanted = {one.sha256: one.length for one in sought}
        # What is left between two paragraphs is short, and likelier to be one than a page's menus.
        for hit in way(sorted(parts, key=len) if wanted else [], wanted):
            hits.setdefault(hit.sha256, hit)
            of_it = {place for piece, _ in hit.forms for place in piece.places}
            used.update(of_it)
            # A name that is a paragraph may also stand inside another.
            settled.update(of_it if len(hit.text) > NAME else ())

    # Repeated paragraphs are found wherever they stand, but for damage that takes long to undo.
    keep([pieces(text, as_it_is=True)], in_windows)
    copy = pieces(text)
    keep(_left_over(copy, settled), in_windows, again=True)
    keep(_left_over(copy, settled), in_readings)
    if hits:
        keep(_left_over(copy, settled), around_lines)
        keep(_left_over(copy, settled), around_words)
        # What stands inside another paragraph may have been found there first, and hide it.
        hiding = _near(copy, settled, 2 * max(one.length for one in known))
        keep(hiding, in_windows)
        keep(hiding, in_readings)
    return hits, _left_over(copy, used)


def _left_over(copy: Sequence[Piece], used: Container[int]) -> list[Sequence[Piece]]:
    """The runs of pieces that are of no paragraph yet, without white space at their ends."""
    words = [at for at, piece in enumerate(copy) if not piece.is_space]
    runs = groupby(words, lambda at: copy[at].places[0] in used)
    parts = (list(run) for is_used, run in runs if not is_used)
    return [copy[part[0] : part[-1] + 1] for part in parts]


def _near(copy: Sequence[Piece], places: Collection[int], reach: int) -> list[Sequence[Piece]]:
    """The runs of pieces that stand within so many characters of some places in the copy."""
    ordered = sorted(places)

    def is_near(piece: Piece) -> bool:
        at = bisect(ordered, piece.places[0] - reach)
        return at < len(ordered) and ordered[at] <= piece.places[0] + reach

    return [list(run) for near, run in groupby(copy, is_near) if near]


def _extra(text: str, parts: Sequence[Sequence[Piece]]) -> Iterator[Extra]:
    """Where pieces that are left over stand, line by line."""
    starts = list(accumulate(map(len, text.splitlines(keepends=True)), initial=0))
    for part in parts:
        lines = groupby(part, lambda piece: bisect(starts, piece.places[0]))
        for line, run in lines:
            places = [place for piece in run if not piece.is_space for place in piece.places]
            if places:
                first, last = places[0], places[-1] + 1
                begin, end = starts[line - 1], starts[line] if line < len(starts) else len(text)
                whole = not (text[begin:first] + text[last:end]).strip()
                words = len(text[first:last].split())
                yield Extra(line, first - begin + 1, last - begin, words, whole)
