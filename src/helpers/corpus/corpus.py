"""Many stories asked in one question, by DuckDB: from a corpus on disk, or straight from stories."""

import glob
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb
import pandas as pd

from helpers.corpus.manifest import AGAIN, read_manifest
from helpers.corpus.places import place_of, reach
from helpers.corpus.questions import question
from helpers.corpus.rows import NAMES, STORIES, Rows, rows_of
from helpers.corpus.writing import PARTITION
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story

MEMORY = "600MB"
"""What DuckDB may hold; beyond it, it sets down on disk."""

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY,
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # A query sees the tables of the corpus, and no variable of Python.
    "python_enable_replacements": "false",
}
_OF_QUERY = (duckdb.ParserException, duckdb.CatalogException, duckdb.BinderException)
"""What goes wrong because of what is asked, whatever stands in the files."""
_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


class Tables(Protocol):
    """Where the tables of a corpus come from."""

    def make(self, base: duckdb.DuckDBPyConnection, name: str) -> None:
        """Make a table one that can be asked."""

    def blame(self, base: duckdb.DuckDBPyConnection, names: Iterable[str]) -> Problem | None:
        """The file of some tables that can't be read; None if all can."""


class Corpus:
    """Stories that are asked together.

    Each table has the column `story` and those of `rows.rows_of`. `stories` names those that are
    there, `left_out` those that are not, each with what is wrong with it.
    """

    def __init__(
        self, stories: Iterable[str], left_out: Mapping[str, tuple[str, ...]], tables: Tables
    ) -> None:
        """Take the names of stories, and where their tables come from once they are asked for."""
        self.stories = tuple(sorted(stories))
        self.left_out = dict(left_out)
        self._tables = tables
        self._base = duckdb.connect(config=_SETTINGS)
        self._made: set[str] = set()

    def query(self, sql: str) -> pd.DataFrame:
        """What a SELECT gives, in the types of the story's own tables; lists are lists.

        Raises:
            StoryError: the query is none, would write, names what there is not, or meets a file that
                can't be read.
        """
        named = set(re.findall(r"\w+", sql.lower())) & set(NAMES)
        try:
            statements = self._base.extract_statements(sql)
            if len(statements) != 1 or statements[0].type not in _READING:
                raise StoryError(["a corpus is only read: ask one SELECT"])
            for name in sorted(named - self._made):
                self._tables.make(self._base, name)
                self._made.add(name)
            return _typed(self._base.sql(sql))
        except duckdb.Error as error:
            wrong_query = isinstance(error, _OF_QUERY)
            fault = None if wrong_query else self._tables.blame(self._base, sorted(named))
            raise StoryError([fault or f"the query can't be answered: {_told(error)}"]) from None

    def ask(self, name: str) -> pd.DataFrame:
        """What one of the named questions gives.

        Raises:
            StoryError: there is no such question; the message names those there are.
        """
        return self.query(question(name).sql)


def _told(error: duckdb.Error) -> str:
    """What went wrong in a query, in one line."""
    told = " ".join(str(error).split()).partition(" LINE ")[0]
    if re.search('near "(references|when)"', told):
        return f'{told}; "references" and "when" stand between double quotes'
    if isinstance(error, duckdb.CatalogException) and "Table" in told:
        told = told.partition("Did you mean")[0].strip()
        return f"{told} The tables are {', '.join(NAMES)}"
    if isinstance(error, duckdb.OutOfMemoryException):
        return f"it asks for more than the {MEMORY} that a query may hold: ask for less at once"
    return told


# ------------------------------------------------------------------------------ on disk


def open_corpus(folder: Path | str = "corpus") -> Corpus:
    """Open a corpus that `story corpus build` has made, in a folder or as "s3://bucket/corpus".

    Raises:
        StoryError: there is none, or it is of another contract.
    """
    place = place_of(folder)
    manifest = read_manifest(place)
    if not manifest.stories:
        raise StoryError([f"{place}: the corpus holds no story"])
    tables = _Parquet(place, tuple(sorted(manifest.stories)))
    left_out = {name: one.problems for name, one in manifest.left_out.items()}
    return Corpus(manifest.stories, left_out, tables)


@dataclass(frozen=True)
class _Parquet:
    """Tables as Parquet files, one for each story."""

    folder: Path
    stories: tuple[str, ...]

    def make(self, base: duckdb.DuckDBPyConnection, name: str) -> None:
        reach(base, self.folder)
        if missing := self._missing(name):
            raise StoryError([_problem(missing, "no such file")])
        files = f"{name}.parquet" if name == STORIES else f"{PARTITION}*/{name}.parquet"
        base.execute(
            f'CREATE VIEW "{name}" AS SELECT story, * EXCLUDE (story) FROM read_parquet('
            f"{_quoted(f'{glob.escape(self.folder.as_posix())}/{files}')}, "
            "hive_partitioning = true, hive_types_autocast = false)"
        )

    def blame(self, base: duckdb.DuckDBPyConnection, names: Iterable[str]) -> Problem | None:
        for file in (file for name in names for file in self._files(name)):
            path = _quoted(glob.escape((self.folder / file).as_posix()))
            try:
                base.execute(f"SELECT * FROM read_parquet({path})").fetchall()
            except duckdb.Error as error:
                told = " ".join(str(error).split()).partition(" LINE ")[0]
                return _problem(file, f"a file that can't be read ({told})")
        return None

    def _missing(self, name: str) -> str | None:
        """The first file of a table that is not there: DuckDB would pass over it."""
        pattern = f"{name}.parquet" if name == STORIES else f"{PARTITION}*/{name}.parquet"
        there = {f"{path.parent.name}/{path.name}" for path in self.folder.glob(pattern)}
        if name == STORIES:
            there = {path.rpartition("/")[2] for path in there}
        return next((file for file in self._files(name) if file not in there), None)

    def _files(self, name: str) -> list[str]:
        """The files of a table, below the folder of the corpus."""
        if name == STORIES:
            return [f"{name}.parquet"]
        return [f"{PARTITION}{story}/{name}.parquet" for story in self.stories]


def _problem(file: str, found: str) -> Problem:
    return Problem(file, "", "", found, "Parquet as a build writes it", AGAIN)


def _quoted(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


# ------------------------------------------------------------------------------ from the stories


def open_stories(root: Path | None = None, *, invented: bool = False) -> Corpus:
    """Open the stories of a project as a corpus, without a file written; few are quick enough.

    Input: the folder of the project, if not the one found; whether stories that are made up belong
    to it, which are no news. A story that can't be opened is left out.
    """
    opened, left_out = {}, {}
    for name in story_ids(root):
        try:
            story = open_story(name, root=root)
            if invented or not story.article.invented:
                opened[name] = story
        except StoryError as error:
            left_out[name] = tuple(str(error).splitlines())
    return corpus_of(opened, left_out)


def corpus_of(
    stories: Mapping[str, Story], left_out: Mapping[str, tuple[str, ...]] | None = None
) -> Corpus:
    """Stories that are open already as a corpus, each under its name."""
    return Corpus(
        stories, left_out or {}, _Memory({name: rows_of(one) for name, one in stories.items()})
    )


@dataclass(frozen=True)
class _Memory:
    """Tables held in memory."""

    opened: Mapping[str, Mapping[str, Rows]]

    def make(self, base: duckdb.DuckDBPyConnection, name: str) -> None:
        for at, (story, tables) in enumerate(self.opened.items()):
            base.register("cells", tables[name].cells)
            begin = f'INSERT INTO "{name}"' if at else f'CREATE TABLE "{name}" AS'
            select = f"SELECT $story AS story, {tables[name].selected} FROM cells"
            base.execute(f"{begin} {select}", {"story": story})
        base.unregister("cells")

    def blame(self, _base: duckdb.DuckDBPyConnection, _names: Iterable[str]) -> Problem | None:
        return None


_PANDAS: Mapping[str, str] = {
    "VARCHAR": "string",
    "BIGINT": "Int64",
    "HUGEINT": "Int64",
    "INTEGER": "Int64",
    "DOUBLE": "Float64",
    "BOOLEAN": "boolean",
}


def _typed(found: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """An answer in the types of a story's tables."""
    kinds = dict(zip(found.columns, map(str, found.types), strict=True))
    cells: pd.DataFrame = found.df()
    types = {name: _PANDAS[kind] for name, kind in kinds.items() if kind in _PANDAS}
    lists = {
        name: pd.Series(
            [None if not hasattr(cell, "__len__") else list(cell) for cell in cells[name]],
            cells.index,
            dtype=object,
        )
        for name, kind in kinds.items()
        if kind.endswith("[]")
    }
    typed: pd.DataFrame = cells.astype(types)
    return typed.assign(**lists)
