"""One story as a folder of Parquet files, written beside and renamed as one."""

import atexit
import glob
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import duckdb

from helpers.corpus.places import beside, clear, digest_in, put_in_place, reach, write_whole
from helpers.corpus.rows import STORIES, Rows, rows_of
from helpers.corpus.transfer import fetched
from helpers.story.check import check
from helpers.story.problem import StoryError
from helpers.story.project import find_root
from helpers.story.story import open_story

PARTITION = "story="
"""So begins the folder of a story in a corpus, which is how DuckDB knows the column `story`."""

FACTS = f"{STORIES}.parquet"
"""The table that stands once for all stories, beside their folders."""

READ = ("*.csv", "article.toml", "article.txt", "attached.txt", "datapackage.json")
"""The files of a story that what a corpus holds of it rests on."""


def write_story(story: str, stories: Path, corpus: Path) -> tuple[str, ...]:
    """Check a story, and write its tables into a corpus.

    Input: the story; the folder or place of the stories, and that of the corpus. What stood there
        before is whole until the new folder takes its place.
    Output: what is wrong with the story, a line each; then nothing is written.

    Raises:
        OSError: the corpus can't be written to.
    """
    try:
        with fetched(story, stories, find_root()) as root:
            report = check(story, root=root)
            if not report.clean:
                return tuple(map(str, report.problems))
            tables = rows_of(open_story(story, root=root))
    except StoryError as error:
        return tuple(str(error).splitlines())
    with beside(corpus, f"{PARTITION}{story}") as made:
        made.mkdir()
        _write_tables(tables, made)
        put_in_place(made, corpus / f"{PARTITION}{story}")
    return ()


def _write_tables(tables: Mapping[str, Rows], folder: Path) -> None:
    """Write tables as Parquet files.

    Raises:
        OSError: the folder can't be written to.
    """
    try:
        with _duckdb().cursor() as base:
            for name, rows in tables.items():
                base.register("cells", rows.cells)
                base.execute(
                    f"COPY (SELECT {rows.selected} FROM cells) TO $path (FORMAT parquet)",
                    {"path": str(folder / f"{name}.parquet")},
                )
    except duckdb.IOException as error:
        raise OSError(None, " ".join(str(error).split()), str(folder)) from error


@cache
def _duckdb() -> duckdb.DuckDBPyConnection:
    """DuckDB, begun once a process: it takes as long to begin as four tables to write.

    It is let go before the process ends, or DuckDB speaks of leaks.
    """
    atexit.register(_duckdb.cache_clear)
    return duckdb.connect(config={"threads": 1})


def write_facts(corpus: Path, stories: Iterable[str]) -> str:
    """Write what each story says of itself as one table for all, so that it is one file to open.

    Output: its SHA-256; "" without any story.
    """
    files = [glob.escape((corpus / f"{PARTITION}{one}" / FACTS).as_posix()) for one in stories]
    clear([corpus / FACTS])
    if not files:
        return ""
    with beside(corpus, FACTS) as made, duckdb.connect() as base:
        reach(base, corpus)
        base.execute(
            "COPY (SELECT story, * EXCLUDE (story) FROM read_parquet($files, hive_partitioning ="
            " true, hive_types_autocast = false) ORDER BY story) TO $to (FORMAT parquet)",
            {"files": files, "to": str(made)},
        )
        write_whole(corpus / FACTS, made.read_bytes())
    return digest_in(corpus, FACTS)


def take_away(stories: Iterable[str], corpus: Path) -> None:
    """Take stories out of a corpus."""
    clear(corpus / f"{PARTITION}{story}" for story in stories)
