"""A story: one article taken apart, its tables in the contract's types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.story.article import Article, read_article
from helpers.story.article_copy import Words, prove_copy
from helpers.story.contract import TABLES, Field, dtypes, fields, table
from helpers.story.csv_tables import CsvTable, Row, read_table, to_number, to_whole
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_folder

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Story:
    """One article taken apart.

    Each table is handed out as a fresh copy, so that nobody changes what another reads: key as
    columns, rows in file order, the types of `contract.dtypes`. Lists are strings joined by "|"
    (see `split`). `words` is None where no copy of the article is attached.
    """

    id: str
    folder: Path
    article: Article
    words: Words | None
    _tables: Mapping[str, "pd.DataFrame"] = field(repr=False)

    def table(self, name: str) -> "pd.DataFrame":
        """A fresh copy of the table of that name.

        Raises:
            KeyError: the contract has no such table.
        """
        return self._tables[table(name).name].copy()

    def note(self, topic: str) -> str | None:
        """The raw Markdown of notes/<topic>.md; None if the story has no such note."""
        path = self.folder / "notes" / f"{topic}.md"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    @property
    def paragraphs(self) -> "pd.DataFrame":
        """One row per paragraph of the article."""
        return self.table("paragraphs")

    @property
    def actors(self) -> "pd.DataFrame":
        """One row per person, group, state, outlet or force."""
        return self.table("actors")

    @property
    def mentions(self) -> "pd.DataFrame":
        """One row per place where the text names an actor."""
        return self.table("mentions")

    @property
    def relations(self) -> "pd.DataFrame":
        """One row per tie between two actors."""
        return self.table("relations")

    @property
    def claims(self) -> "pd.DataFrame":
        """One row per assertion."""
        return self.table("claims")

    @property
    def claim_links(self) -> "pd.DataFrame":
        """One row per pair of claims that stand to each other."""
        return self.table("claim_links")

    @property
    def figures(self) -> "pd.DataFrame":
        """One row per quantified expression."""
        return self.table("figures")

    @property
    def casualties(self) -> "pd.DataFrame":
        """One row per reported toll."""
        return self.table("casualties")

    @property
    def events(self) -> "pd.DataFrame":
        """One row per dated happening."""
        return self.table("events")

    @property
    def places(self) -> "pd.DataFrame":
        """One row per place."""
        return self.table("places")

    @property
    def coordinates(self) -> "pd.DataFrame":
        """One row per place and reference that places it."""
        return self.table("coordinates")

    @property
    def references(self) -> "pd.DataFrame":
        """One row per independent source."""
        return self.table("references")

    @property
    def checks(self) -> "pd.DataFrame":
        """One row per claim held against references."""
        return self.table("checks")


def open_story(story_id: str, *, root: Path | None = None, words: Path | None = None) -> Story:
    """Open a story: its article, its tables, and its words where a copy is at hand.

    Input: `root` the project's folder if not the one found; `words` a copy of the article to prove
    against in place of the attached one. With CLAIM_WORDS=hide in the environment the words stay
    away unless `words` is given.

    Raises:
        StoryError: no such story, or files that can't be read; all problems at once.
    """
    folder = story_folder(story_id, root)
    article, problems = read_article(folder)
    sheets = {name: read_table(folder, name) for name in TABLES}
    tables: dict[str, pd.DataFrame] = {}
    for name, sheet in sheets.items():
        problems += sheet.problems or _untyped(sheet.rows)
        if not problems:
            tables[name] = _frame(sheet)
    if article is None or problems:
        raise StoryError(problems)
    try:
        proved = prove_copy(folder, article, sheets["paragraphs"].rows, words)
    except FileNotFoundError:
        raise StoryError([f"{words}: no such file; name a copy of the article"]) from None
    except ValueError as error:
        raise StoryError([str(error)]) from None
    # A copy that proves nothing is of no use; `story check` says so.
    found = proved.words if proved is not None and proved.matched else None
    return Story(story_id, folder, article, found, tables)


def _untyped(rows: Sequence[Row]) -> list[Problem]:
    """The cells that do not hold what the type of their column demands."""
    return [
        row.problem(
            entry.name,
            repr(row.text(entry.name)),
            _wanted(entry),
            "Mend the cell; `story check` lists everything else that is wrong.",
        )
        for row in rows
        for entry in fields(row.table)
        if row.text(entry.name) and not _fits(row, entry)
    ]


def _fits(row: Row, entry: Field) -> bool:
    if entry.categories:
        return row.text(entry.name) in {category.value for category in entry.categories}
    if entry.type == "integer":
        return row.whole(entry.name) is not None
    if entry.type == "number":
        return row.number(entry.name) is not None
    return entry.type != "boolean" or row.flag(entry.name) is not None


def _wanted(entry: Field) -> str:
    if entry.categories:
        return "one of " + ", ".join(category.value for category in entry.categories)
    kinds = {"integer": "a whole number", "number": "a number", "boolean": "true or false"}
    return kinds[entry.type]


def _frame(sheet: CsvTable) -> "pd.DataFrame":
    import pandas as pd

    columns: dict[str, Any] = {}
    for entry in fields(sheet.table):
        cells = [row.text(entry.name) for row in sheet.rows]
        columns[entry.name] = pd.Series(
            [_value(cell, entry.type) for cell in cells],
            dtype=dtypes(sheet.table)[entry.name],
        )
    return pd.DataFrame(columns)


def _value(cell: str, kind: str) -> str | int | float | bool | None:
    if cell == "":
        return None
    if kind == "integer":
        return to_whole(cell)
    if kind == "number":
        return to_number(cell)
    return cell == "true" if kind == "boolean" else cell
