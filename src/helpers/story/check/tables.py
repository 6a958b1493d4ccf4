"""A story's tables for the rules of `story check`: every cell as printed, as DataFrames."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from helpers.story.article import Article
from helpers.story.article_copy.proof import Words
from helpers.story.contract import table
from helpers.story.csv_tables import CsvTable, to_number, to_whole
from helpers.values.english import capital


class UnreadableError(LookupError):
    """A rule asks for a file that could not be read; the file's own problem says why."""


@dataclass(frozen=True)
class Tables:
    """A story as its files print it.

    `words` and `maybe_article` are None where no copy of the article, or no article.toml, could
    be read.
    """

    csv: Mapping[str, CsvTable]
    words: Words | None
    maybe_article: Article | None
    _made: dict[object, pd.DataFrame] = field(default_factory=dict, repr=False)

    @property
    def article(self) -> Article:
        """What article.toml says.

        Raises:
            UnreadableError: it could not be read.
        """
        if self.maybe_article is None:
            raise UnreadableError("article.toml")
        return self.maybe_article

    @property
    def claims_settled(self) -> bool:
        """Whether the story has claims, and none of its rows is only proposed.

        Raises:
            UnreadableError: claims or proposals could not be read.
        """
        proposed = self.rows("proposals")["status"] == "proposed"
        return not self.rows("claims").empty and not proposed.any()

    def readable(self, name: str) -> bool:
        """Whether a table could be read."""
        return self.csv[name].readable

    def need(self, *names: str) -> None:
        """Refuse to go on without these tables.

        Raises:
            UnreadableError: one of them could not be read.
        """
        for name in names:
            if not self.readable(name):
                raise UnreadableError(name)

    def rows(self, name: str) -> pd.DataFrame:
        """The rows of a table.

        Output columns: those of the contract, cells as printed; table, file, key, and row, which is
        how a report names the row.

        Raises:
            UnreadableError: the table could not be read.
        """
        self.need(name)
        if name not in self._made:
            self._made[name] = _printed(self.csv[name])
        return self._made[name]

    def joined(self, names: Iterable[str]) -> pd.DataFrame:
        """The rows of those tables that could be read, one below the other, numbered anew.

        Raises:
            UnreadableError: none of them could be read.
        """
        found = [self.rows(name) for name in names if self.readable(name)]
        return stacked(found).fillna("")

    def once(self, make: Callable[["Tables"], pd.DataFrame]) -> pd.DataFrame:
        """What a function makes of these tables, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]


def _printed(source: CsvTable) -> pd.DataFrame:
    entry = table(source.table)
    cells = pd.DataFrame([row.cells for row in source.rows], columns=entry.columns, dtype=object)
    return cells.assign(
        table=entry.name,
        file=entry.path,
        key=[row.key for row in source.rows],
        row=[row.place for row in source.rows],
    )


def stacked(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Tables one below the other, numbered anew.

    Raises:
        UnreadableError: there is none.
    """
    if not parts:
        raise UnreadableError
    return pd.concat(parts, ignore_index=True)


def whole(cells: "pd.Series[str]") -> "pd.Series[float]":
    """Cells as whole numbers; NaN where none stands in plain digits."""
    return _float(cells, to_whole)


def numbers(cells: "pd.Series[str]") -> "pd.Series[float]":
    """Cells as numbers; NaN where none stands."""
    return _float(cells, to_number)


def _float(cells: "pd.Series[str]", read: Callable[[str], float | None]) -> "pd.Series[float]":
    found = [math.nan if read(cell) is None else float(cell) for cell in cells]
    return pd.Series(found, cells.index, dtype=float)


def each(rows: pd.DataFrame, lists: Iterable[Sequence[object]], name: str = "item") -> pd.DataFrame:
    """One row for each item of the list that a row has, none for an empty one.

    Output columns: those of the rows, and the item under that name.
    """
    column = pd.Series(list(lists), rows.index, dtype=object)
    return rows.assign(**{name: column}).explode(name).dropna(subset=name)


def article_rows(found: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """What stands in article.toml, as rows for a rule to look at."""
    return pd.DataFrame([{"file": "article.toml", "row": "", **entry} for entry in found])


def remedies(sentences: Iterable[str]) -> list[str]:
    """Sentences on what is wrong, as such that tell what to do."""
    return [f"{capital(sentence).rstrip('.')}." for sentence in sentences]
