"""One story as a folder of Parquet files, written beside and renamed as one."""

import glob
import os
import shutil
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

import duckdb

from helpers.corpus.rows import STORIES, rows_of
from helpers.story.check import check
from helpers.story.leftovers import leftovers
from helpers.story.problem import StoryError
from helpers.story.story import open_story

PARTITION = "story="
"""So begins the folder of a story in a corpus, which is how DuckDB knows the column `story`."""

FACTS = f"{STORIES}.parquet"
"""The table that stands once for all stories, beside their folders."""

READ = ("*.csv", "article.toml", "article.txt", "attached.txt", "datapackage.json")
"""The files of a story that what a corpus holds of it rests on."""


def digest_of(folder: Path, *patterns: str) -> str:
    """SHA-256 over the names and bytes of the files of a folder."""
    total = sha256()
    for path in sorted({path for one in patterns for path in folder.glob(one) if path.is_file()}):
        content = path.read_bytes()
        total.update(f"{path.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def write_story(story: str, root: Path, corpus: Path) -> tuple[str, ...]:
    """Check a story, and write its tables into a corpus.

    Input: the story; the folder of its project; the folder of the corpus. What stood there before
        is whole until the new folder takes its place.
    Output: what is wrong with the story, a line each; then nothing is written.

    Raises:
        OSError: the corpus can't be written to.
    """
    try:
        report = check(story, root=root)
        if not report.clean:
            return tuple(map(str, report.problems))
        tables = rows_of(open_story(story, root=root))
    except StoryError as error:
        return tuple(str(error).splitlines())
    beside = corpus / f".{PARTITION}{story}.{os.getpid()}.part"
    _clear([*leftovers(corpus, f".{PARTITION}{story}."), beside])
    beside.mkdir()
    try:
        with _duckdb().cursor() as base:
            for name, rows in tables.items():
                base.register("cells", rows.cells)
                base.execute(
                    f"COPY (SELECT {rows.selected} FROM cells) TO $path (FORMAT parquet)",
                    {"path": str(beside / f"{name}.parquet")},
                )
        _put_in_place(beside, corpus / f"{PARTITION}{story}")
    except duckdb.IOException as error:
        raise OSError(None, " ".join(str(error).split()), str(beside)) from error
    finally:
        _clear([beside])
    return ()


@cache
def _duckdb() -> duckdb.DuckDBPyConnection:
    """DuckDB, begun once a process: it takes as long to begin as four tables to write."""
    return duckdb.connect(config={"threads": 1})


def write_facts(corpus: Path, stories: Iterable[str]) -> str:
    """Write what each story says of itself as one table for all, so that it is one file to open.

    Output: its SHA-256; "" without any story.
    """
    files = [glob.escape((corpus / f"{PARTITION}{one}" / FACTS).as_posix()) for one in stories]
    path = corpus / FACTS
    path.unlink(missing_ok=True)
    if not files:
        return ""
    beside = corpus / f".{FACTS}.{os.getpid()}.part"
    with duckdb.connect() as base:
        base.execute(
            "COPY (SELECT story, * EXCLUDE (story) FROM read_parquet($files, hive_partitioning ="
            " true, hive_types_autocast = false) ORDER BY story) TO $to (FORMAT parquet)",
            {"files": files, "to": str(beside)},
        )
    beside.replace(path)
    return digest_of(corpus, FACTS)


def _put_in_place(made: Path, place: Path) -> None:
    """Rename a folder over another, which no system does in one step."""
    old = made.with_name(f"{made.name}.old")
    if place.exists():
        place.rename(old)
    try:
        made.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    _clear([old])


def take_away(stories: Iterable[str], corpus: Path) -> None:
    """Take stories out of a corpus."""
    _clear(corpus / f"{PARTITION}{story}" for story in stories)


def _clear(folders: Iterable[Path]) -> None:
    for folder in folders:
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
        else:
            folder.unlink(missing_ok=True)
