"""What the rules of `story check` look at: the rows of every table that could be read."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.story.article import Article
from helpers.story.article_copy import Words
from helpers.story.contract import TABLES, table
from helpers.story.csv_tables import CsvTable, Row


class UnreadableError(LookupError):
    """A rule asks for a file that could not be read; the file's own problem says why."""


@dataclass(frozen=True)
class Span:
    """A locator that is whole and points forwards."""

    paragraph: int
    start: int
    end: int

    def inside(self, other: "Span") -> bool:
        """Whether this span lies within the other."""
        return (
            self.paragraph == other.paragraph
            and other.start <= self.start
            and self.end <= other.end
        )

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return (
            self.paragraph == other.paragraph and self.start < other.end and other.start < self.end
        )


@dataclass(frozen=True)
class Tables:
    """A story as its files print it, for the rules to look at.

    `words` is None where no copy of the article is at hand.
    """

    sheets: Mapping[str, CsvTable]
    words: Words | None
    maybe_article: Article | None

    @property
    def article(self) -> Article:
        """What article.toml says.

        Raises:
            UnreadableError: it could not be read.
        """
        if self.maybe_article is None:
            raise UnreadableError("article.toml")
        return self.maybe_article

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a table.

        Raises:
            UnreadableError: the table could not be read.
        """
        sheet = self.sheets[name]
        if not sheet.readable:
            raise UnreadableError(name)
        return sheet.rows

    def by_key(self, name: str) -> dict[str, Row]:
        """The rows of a table by key.

        Raises:
            UnreadableError: the table could not be read.
        """
        return {row.key: row for row in self.rows(name)}

    def located(self) -> list[Row]:
        """The rows of every readable table that say where in the article they stand."""
        return [
            row
            for name in TABLES
            if table(name).located and self.sheets[name].readable
            for row in self.sheets[name].rows
        ]

    def every(self) -> list[Row]:
        """The rows of every readable table."""
        return [row for name in TABLES for row in self.sheets[name].rows if self.readable(name)]

    def readable(self, name: str) -> bool:
        """Whether a table could be read."""
        return self.sheets[name].readable


def span(row: Row) -> Span | None:
    """Where a row stands; None if its locator is blank or broken."""
    paragraph, start, end = row.whole("paragraph"), row.whole("start"), row.whole("end")
    if paragraph is None or start is None or end is None or not 0 <= start < end:
        return None
    return Span(paragraph, start, end)
