"""A story: one article taken apart, its tables in the contract's types."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, overload
from weakref import WeakKeyDictionary

from helpers.story.article import Article, read_article
from helpers.story.article_copy.proof import Words, prove_copy
from helpers.story.contract import TABLES, Field, dtypes, table
from helpers.story.csv_tables import CsvTable, read_table, to_flag, to_number, to_whole
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_folder
from helpers.story.proposals import accepted, labelled, proposed, with_unsorted
from helpers.story.text_files import read_strictly

if TYPE_CHECKING:
    import pandas as pd


class _Table:
    """A table of a story as an attribute of it: each time a fresh copy."""

    def __init__(self, row: str) -> None:
        self.__doc__ = f"One row per {row}."

    def __set_name__(self, owner: "type[Story]", name: str) -> None:
        self.name = name

    @overload
    def __get__(self, story: None, owner: "type[Story]") -> "_Table": ...
    @overload
    def __get__(self, story: "Story", owner: "type[Story]") -> "pd.DataFrame": ...
    def __get__(self, story: "Story | None", owner: "type[Story]") -> "_Table | pd.DataFrame":
        return self if story is None else story.table(self.name)


@dataclass(frozen=True, eq=False)
class Story:
    """One article taken apart.

    Each table is handed out as a fresh copy, so that nobody changes what another reads: key as
    columns, rows in file order (claims, figures and events as the article has them), the types of
    `contract.dtypes`. Lists are strings joined by "|"
    (see `split`). `words` is None where no copy of the article is attached. The label of a row that
    is only proposed begins "draft: "; findings are made of `accepted`.
    """

    id: str
    folder: Path
    article: Article
    words: Words | None
    _tables: Mapping[str, "pd.DataFrame"] = field(repr=False)

    paragraphs = _Table("paragraph of the article")
    actors = _Table("person, group, state, outlet or force")
    mentions = _Table("place where the text names an actor")
    relations = _Table("tie between two actors")
    claims = _Table("assertion")
    claim_links = _Table("pair of claims that stand to each other")
    figures = _Table("quantified expression")
    casualties = _Table("reported toll")
    events = _Table("dated happening")
    places = _Table("place")
    coordinates = _Table("place and reference that places it")
    references = _Table("independent source")
    checks = _Table("claim and what references say of it")
    proposals = _Table("row that a machine proposed")

    def table(self, name: str) -> "pd.DataFrame":
        """A fresh copy of the table of that name.

        Raises:
            KeyError: the contract has no such table.
        """
        # Pandas copies what two share as soon as one of them is changed.
        return self._tables[table(name).name].copy(deep=False)

    def row(self, name: str, row_id: object) -> Mapping[str, Any] | None:
        """The cells of a row by their columns; None where no row has that id.

        Input: the table; what stands in the first column of its key.

        Raises:
            KeyError: the contract has no such table.
        """
        return self._rows[table(name).name].get(row_id)

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[object, Mapping[str, Any]]]:
        """The rows of each table by the first column of its key; of equal ones the first counts."""
        return {
            name: {
                cells[table(name).key[0]]: MappingProxyType(cells)
                for cells in reversed(rows.to_dict("records"))
            }
            for name, rows in self._tables.items()
        }

    @cached_property
    def accepted(self) -> "Story":
        """The story without the rows that are only proposed, and without those that name them."""
        if not proposed(self._tables["proposals"]):
            return self
        return replace(self, _tables=accepted(self._tables))

    def note(self, topic: str) -> str | None:
        """The raw Markdown of notes/<topic>.md; None if the story has no such note.

        Raises:
            StoryError: the file can't be read.
        """
        path = self.folder / "notes" / f"{topic}.md"
        return read_strictly(path, self.folder) if path.is_file() else None


def once(compute: "Callable[[Story], pd.DataFrame]") -> "Callable[[Story], pd.DataFrame]":
    """A table that is computed from a story alone, computed once for each; all get a fresh copy."""
    kept: WeakKeyDictionary[Story, pd.DataFrame] = WeakKeyDictionary()

    @wraps(compute)
    def copied(story: Story) -> "pd.DataFrame":
        if story not in kept:
            kept[story] = compute(story)
        return kept[story].copy(deep=False)

    return copied


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
    printed = {name: read_table(folder, name) for name in TABLES}
    for one in printed.values():
        problems += one.problems or _untyped(one)
    if article is None or problems:
        raise StoryError(problems)
    try:
        proved = prove_copy(folder, article, printed["paragraphs"].rows, words)
    except FileNotFoundError:
        raise StoryError([f"{words}: no such file; name a copy of the article"]) from None
    except ValueError as error:
        raise StoryError([str(error)]) from None
    # A copy that proves nothing is of no use; `story check` says so.
    found = proved.words if proved is not None and proved.words.paragraphs else None
    typed = {name: _typed(one) for name, one in printed.items()}
    tables = labelled({name: _as_read(name, rows) for name, rows in typed.items()})
    topics = with_unsorted(article.topics, tables["claims"])
    return Story(story_id, folder, replace(article, topics=topics), found, tables)


_READ: Mapping[str, tuple[Callable[[str], object], str]] = {
    "integer": (to_whole, "a whole number of at most 18 digits"),
    "number": (to_number, "a number"),
    "boolean": (to_flag, "true or false"),
}
"""How the cells of a column that holds no words are read, and what they must be."""


def _untyped(printed: CsvTable) -> Iterator[Problem]:
    """The cells that do not hold what the type of their column demands."""
    for row in printed.rows:
        for entry in table(printed.table).fields:
            cell = row.text(entry.name)
            if cell and _value(cell, entry) is None:
                mend = "Mend the cell; `story check` lists everything else that is wrong."
                yield row.problem(entry.name, repr(cell), _expected(entry), mend)


def _expected(entry: Field) -> str:
    """What the type of a column demands of its cells."""
    if entry.categories:
        return "one of " + ", ".join(category.value for category in entry.categories)
    return _READ[entry.type][1]


def _value(cell: str, entry: Field) -> object:
    """A cell as its column has it; None if it is blank or not of that type."""
    if entry.categories and cell not in {category.value for category in entry.categories}:
        return None
    return _READ[entry.type][0](cell) if entry.type in _READ else cell or None


READ: tuple[str, ...] = ("claims", "figures", "events")
"""The tables whose rows are read as the article has them, whatever their ids are."""


def _as_read(name: str, rows: "pd.DataFrame") -> "pd.DataFrame":
    """The rows of a table in the order of the article; those that begin together stay as they are."""
    place = ["paragraph", "start"]
    return rows.sort_values(place, kind="stable", ignore_index=True) if name in READ else rows


def _typed(printed: CsvTable) -> "pd.DataFrame":
    import pandas as pd

    types = dtypes(printed.table)
    return pd.DataFrame(
        {
            entry.name: pd.Series(
                [_value(row.text(entry.name), entry) for row in printed.rows],
                dtype=types[entry.name],
            )
            for entry in table(printed.table).fields
        }
    )
