"""An article's text as the rules of a draft read it: paragraphs, and spans of their words."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from helpers.story.locators import FOLDED, WHITE_SPACE

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
