"""What is wrong with a release, row by row, with the lines on which they stand.

DuckDB stops at the first row that is not CSV, and knows no lines; so the cells go through Python's
reader, which is slow and asked only where something is wrong.
"""

import csv
from collections.abc import Callable, Iterator
from typing import TextIO

import duckdb
import pandas as pd

from helpers.datasets.ged.columns import OF_CELLS, ONCE, USED, Constraint, of_rows
from helpers.datasets.ged.release import DELIMITERS, GedError, Release
from helpers.story.dataset import Settings
from helpers.story.problem import Problem

SHOWN = 40
"""So many problems are shown; the others are counted."""

LONGEST = 40
"""So many characters of a cell are shown."""

MEMORY = "600MB"
"""What DuckDB may hold; beyond it, it sets down on disk."""

EVERY = 100_000
Tell = Callable[[str], None]
Told = tuple[int, int, Problem]
"""A problem behind its line and its place within the row."""


def refused(release: Release, settings: Settings, tell: Tell, why: str) -> GedError:
    """Everything that is wrong with the rows of a release, the first 40 problems of it shown.

    Input: the release; `settings` as for `columns.of_rows`; `tell` hears how far it is; `why`, what
    is told if nothing is found that way.

    Raises:
        OSError: the file can't be read.
    """
    tell(f"{release.path.name}: not every row is sound; looking for all that are not")
    constraints = [*OF_CELLS, ONCE, *of_rows(settings)]
    with duckdb.connect(config={"memory_limit": MEMORY}) as base:
        found = list(_not_rows(base, release, tell))
        broken = _broken(constraints)
        [(count,)] = base.execute(f"SELECT count(*) FROM ({broken})").fetchall()
        rows = base.execute(f"{broken} ORDER BY line, rule LIMIT {SHOWN}").fetchall()
    found += [(row[0], row[1], _problem(release, constraints[row[1]], *row)) for row in rows]
    shown = tuple(problem for _, _, problem in sorted(found, key=lambda told: told[:2])[:SHOWN])
    if not shown:
        mend = "Open it in a spreadsheet and save it again as CSV in UTF-8."
        shown = (Problem(release.path.name, "", "", why, "a CSV file that DuckDB reads", mend),)
    return GedError(shown, max(len(found) - len(rows) + count, 1))


def _not_rows(base: duckdb.DuckDBPyConnection, release: Release, tell: Tell) -> Iterator[Told]:
    """Put the cells used into the table cells; what is no row of text comes as its problem."""
    names = ", ".join(f"text_{name} VARCHAR" for name in USED)
    base.execute(f"CREATE TABLE cells (line BIGINT, {names})")
    where = [release.columns.index(name) for name in USED]
    at_id = release.columns.index("id")
    kept: list[list[object]] = []
    with release.path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        for count, (line, cells, last) in enumerate(_numbered(file, release), 1):
            if isinstance(cells, csv.Error):
                yield line, -1, _unparsed(release, line, cells)
            elif len(cells) != len(release.columns):
                yield line, -1, _ragged(release, line, cells, last)
            else:
                if not release.encoded:
                    place = f"event {_shown(cells[at_id])}, line {line}"
                    for column, cell in zip(release.columns, cells, strict=True):
                        if byte := _not_text(cell):
                            mend = "Save the file again as UTF-8."
                            found = f"the byte {byte}"
                            problem = Problem(
                                release.path.name, place, column, found, "UTF-8", mend
                            )
                            yield line, -1, problem
                    cells = [cell.encode(errors="replace").decode() for cell in cells]
                kept.append([line, *(cells[column] for column in where)])
            if count % EVERY == 0:
                tell(f"looking for what is wrong: {count:,} rows")
                _store(base, kept)
                kept = []
    _store(base, kept)


def _store(base: duckdb.DuckDBPyConnection, rows: list[list[object]]) -> None:
    if rows:
        base.register("chunk", pd.DataFrame(rows))
        base.execute("INSERT INTO cells SELECT * FROM chunk")


def _broken(constraints: list[Constraint]) -> str:
    """The query for every row and constraint that it breaks: line, rule, id, the text of it, found."""
    typed = ", ".join(
        f"TRY_CAST(text_{name} AS {column.stored}) AS {name}" for name, column in USED.items()
    )
    each = " UNION ALL ".join(
        f"SELECT line, {rule} AS rule, id, text_id, {constraint.found} AS found FROM numbered "
        f"WHERE NOT coalesce({constraint.sound}, false)"
        for rule, constraint in enumerate(constraints)
    )
    return f"""
        WITH typed AS (SELECT *, {typed} FROM cells),
        numbered AS (SELECT *, min(line) OVER (PARTITION BY id) AS first_line FROM typed)
        SELECT * FROM ({each})
    """


def _problem(
    release: Release,
    constraint: Constraint,
    line: int,
    _rule: int,
    number: float | None,
    text: str,
    found: str,
) -> Problem:
    event = _shown(text)
    cell = constraint in OF_CELLS
    return Problem(
        release.path.name,
        f"event {event}, line {line}",
        ", ".join(constraint.columns),
        (repr(_shown(found)) if found.strip() else "a blank cell") if cell else found,
        constraint.expected,
        constraint.mend.format(id=event if number is None else f"{number:.0f}"),
    )


def _numbered(file: TextIO, release: Release) -> Iterator[tuple[int, list[str] | csv.Error, bool]]:
    """Each row with the line on which it begins, and whether it is the last; blank lines left out.

    A row that can't be parsed comes as its error.
    """
    for _ in range(release.skip):
        next(file, None)
    reader = csv.reader(file, delimiter=release.delimiter, strict=True)
    held: tuple[int, list[str] | csv.Error] | None = None
    while True:
        line = release.skip + reader.line_num + 1
        found: list[str] | csv.Error
        try:
            found = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            found = error
        if found != []:
            if held:
                yield *held, False
            held = line, found
    if held:
        yield *held, True


def _unparsed(release: Release, line: int, error: csv.Error) -> Problem:
    return Problem(
        release.path.name,
        f"line {line}",
        "",
        f"a row that is not CSV ({error})",
        f"cells parted by {DELIMITERS[release.delimiter]}",
        'Close the double quote (") that is left open, and write one inside a cell twice; '
        "at the end of the file: download it again, it was cut off.",
    )


def _ragged(release: Release, line: int, cells: list[str], last: bool) -> Problem:
    cut = last and len(cells) < len(release.columns)
    return Problem(
        release.path.name,
        f"line {line}" + (", the last" if cut else ""),
        "",
        f"{len(cells)} cells",
        f"{len(release.columns)} cells, as many as the header has",
        "The file was cut off: download it again."
        if cut
        else "Put a cell that holds the delimiter between double quotes, or complete the row.",
    )


def _not_text(cell: str) -> str:
    """The first byte of a cell that is not UTF-8, as in 0xE9; "" if there is none."""
    try:
        cell.encode("utf-8")
    except UnicodeEncodeError as error:
        return f"0x{ord(cell[error.start]) & 0xFF:02X}"
    return ""


def _shown(cell: str) -> str:
    return cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…"
