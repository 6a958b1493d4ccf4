"""An article's text as the rules of a draft read it: paragraphs, and spans of their words."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from helpers.story.article import Article, read_article
from helpers.story.article_copy.proof import copy_path, story_words
from helpers.story.csv_tables import read_table
from helpers.story.locators import FOLDED, WHITE_SPACE
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_folder
from helpers.story.text_files import read_copy
from helpers.values.datelines import opening

Placed = TypeVar("Placed")


@dataclass(frozen=True, order=True)
class Span:
    """Where words stand: paragraph (1-based), start, end (code points, end exclusive).

    Raises:
        ValueError: no paragraph of that number can be, or the span is empty or runs backwards.
    """

    paragraph: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.paragraph < 1 or not 0 <= self.start < self.end:
            raise ValueError(f"{self}: expected paragraph >= 1 and 0 <= start < end")

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start

    def holds(self, other: "Span") -> bool:
        """Whether the other span lies within this one; a span holds itself."""
        same = self.paragraph == other.paragraph
        return same and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a character in common."""
        same = self.paragraph == other.paragraph
        return same and self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its number from 1, its kind (as in paragraphs.csv) and its words.

    `text` is normalised as locators count it. `printed` is the same, of the same length, but with
    its quotation marks and dashes as they were printed: there an opening mark differs from a
    closing one. Where nobody knows them, it is `text` itself.
    """

    number: int
    kind: str
    text: str
    printed: str

    @property
    def span(self) -> Span:
        """The whole of it."""
        return Span(self.number, 0, len(self.text))


@dataclass(frozen=True)
class Text:
    """An article's paragraphs, numbered from 1 without a gap."""

    paragraphs: tuple[Paragraph, ...]

    def paragraph(self, number: int) -> Paragraph:
        """The paragraph of that number."""
        return self.paragraphs[number - 1]

    def words(self, span: Span) -> str:
        """What stands at a span, normalised."""
        return self.paragraph(span.paragraph).text[span.start : span.end]


def by_paragraph(
    spans: Iterable[Placed], where: Callable[[Placed], Span]
) -> dict[int, list[Placed]]:
    """Things by the number of the paragraph in which the span of each stands, in their order."""
    found: dict[int, list[Placed]] = defaultdict(list)
    for one in spans:
        found[where(one).paragraph].append(one)
    return found


def read(text: str, kinds: Mapping[int, str] | None = None) -> Text:
    """The paragraphs of a text, as `locators.normalise` tells them, with their printed marks.

    Input: the text; the kind of each paragraph by its number, "body" where none is given.
    """
    lines = (
        WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", line)).strip()
        for line in text.splitlines()
    )
    kinds = kinds or {}
    printed = enumerate((line for line in lines if line), start=1)
    return Text(
        tuple(
            Paragraph(number, kinds.get(number, "body"), line.translate(FOLDED), line)
            for number, line in printed
        )
    )


@dataclass(frozen=True)
class Dateline:
    """Where a dispatch comes from: the place, day and agency if they are told, where its words begin."""

    place: Span
    day: Span | None
    agency: Span | None
    end: int


def dateline(paragraph: Paragraph) -> Dateline | None:
    """The dateline at the beginning of a paragraph, as "BOSTON, April 15.--" or "PARIS (Agency) -"."""
    found = opening(paragraph.printed)
    if found is None:
        return None
    day, agency = (
        Span(paragraph.number, *ends) if ends else None for ends in (found.day, found.agency)
    )
    return Dateline(Span(paragraph.number, *found.place), day, agency, found.end)


ATTACH = "Attach a copy of the article with: story attach PATH."


def story_text(story_id: str, root: Path | None = None) -> tuple[Article, Text]:
    """A story's article, and its text with the kinds of its paragraphs and the marks as printed.

    Raises:
        StoryError: no such story, files that can't be read, no copy of the article or a part of one,
            or a language that no rule knows.
    """
    folder = story_folder(story_id, root)
    article, problems = read_article(folder)
    if article is None:
        raise StoryError(problems)
    if article.language.lower().split("-")[0] != "en":
        mend = f"Annotate it by hand, with: story edit {story_id}."
        told = (repr(article.language), "en: drafts are made of English texts alone", mend)
        raise StoryError([Problem("article.toml", "", "language", *told)])
    words = story_words(story_id, root)
    rows = read_table(folder, "paragraphs").rows
    if words is None or words.missing:
        lacks = [str(number) for number in words.missing] if words else ["every paragraph"]
        told = (
            f"a copy without {', '.join(lacks)}" if words else "no copy",
            "all its words",
            ATTACH,
        )
        raise StoryError([Problem(copy_path(folder, article).name, "", "", *told)])
    kinds = {int(row.text("paragraph")): row.text("kind") for row in rows}
    proved = [words.paragraphs[number] for number in sorted(kinds)]
    printed = read(read_copy(copy_path(folder, article)), kinds)
    if [one.text for one in printed.paragraphs] == proved:
        return article, printed
    # Copying changed it, or it has more: the words are those that were proved, without their marks.
    paragraphs = (
        Paragraph(number, kinds[number], text, text)
        for number, text in zip(sorted(kinds), proved, strict=True)
    )
    return article, Text(tuple(paragraphs))
