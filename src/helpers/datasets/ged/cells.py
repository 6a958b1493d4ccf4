"""A release cell by cell, with the lines on which rows stand, for what DuckDB alone does not read.

Python's reader is slow, and asked only of a file that holds more than plain rows: another spelling
of numbers or days, blank rows, a header again where files were joined, or what is wrong with it.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TextIO

import duckdb
import pandas as pd

from helpers.datasets.ged.columns import TOLD, USED, is_tags, known, named
from helpers.datasets.ged.release import DELIMITERS, Release
from helpers.story.problem import Problem

HELD = 20_000
"""So many rows are held before they are handed to DuckDB."""

EVERY = 100_000
"""After so many rows it is told how far the reading is."""

LONGEST = 40
"""So many characters of a cell are shown."""

Tell = Callable[[str], None]
Told = tuple[int, int, Problem]
"""A problem behind its line and its place within the row."""


@dataclass(frozen=True)
class Layout:
    """The columns of the rows that follow, and where those stand that are used."""

    columns: tuple[str, ...]

    @cached_property
    def places(self) -> tuple[int | None, ...]:
        """Where each column of USED and TOLD stands."""
        return tuple(
            self.columns.index(name) if name in self.columns else None for name in (*USED, *TOLD)
        )

    @cached_property
    def needed(self) -> int:
        """How many cells a row has at least: blank ones may be missing at its end."""
        return max(self.columns.index(name) for name in USED) + 1

    def is_numbered(self, cells: Sequence[str]) -> bool:
        """Whether a number stands where events have theirs."""
        at = self.columns.index("id")
        return len(cells) > at and cells[at].strip()[:1].isdigit()

    def fits(self, cells: Sequence[str], *, cut: bool) -> bool:
        """Whether a row has all its cells, and no more; `cut` if it might have been cut off."""
        surplus = any(cell.strip() for cell in cells[len(self.columns) :])
        return not surplus and len(cells) >= (len(self.columns) if cut else self.needed)

    def pick(self, cells: Sequence[str]) -> list[str | None]:
        """The cells used, without the space around them; None where there is none."""
        return [
            cells[place].strip() if place is not None and place < len(cells) else None
            for place in self.places
        ]


def store(base: duckdb.DuckDBPyConnection, release: Release, tell: Tell) -> Iterator[Told]:
    """Put the cells used into the table cells; what is no row of text comes as its problem.

    Blank rows, HXL tags and further headers are no events; below a header, its columns count.
    The table: line, and text_ with the name of each column of USED and TOLD, as printed.
    """
    names = ", ".join(f"text_{name} VARCHAR" for name in (*USED, *TOLD))
    base.execute(f"CREATE TABLE cells (line BIGINT, {names})")
    layout = Layout(release.columns)
    kept: list[list[object]] = []
    with release.plain.path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        for count, (line, cells, last) in enumerate(_numbered(file, release), 1):
            if isinstance(cells, csv.Error):
                yield line, -1, _unparsed(release, line, cells)
            elif not layout.is_numbered(cells) and _is_no_event(cells):
                pass
            elif not layout.is_numbered(cells) and known(cells) == len(USED):
                layout = Layout(named(cells))
            elif not layout.fits(cells, cut=last and not release.ended):
                yield line, -1, _ragged(release, line, len(cells), len(layout.columns), last)
            elif release.plain.encoded:
                kept.append([line, *layout.pick(cells)])
            else:
                for column, cell in zip(layout.columns, cells, strict=False):
                    if byte := _not_text(cell):
                        event = cells[layout.columns.index("id")]
                        yield line, -1, _undecoded(release, line, event, column, byte)
                decoded = [cell.encode(errors="replace").decode() for cell in cells]
                kept.append([line, *layout.pick(decoded)])
            if len(kept) == HELD:
                _append(base, kept)
                kept = []
            if count % EVERY == 0:
                tell(f"reading cell by cell: {count:,} rows")
    _append(base, kept)


def _is_no_event(cells: Sequence[str]) -> bool:
    """Whether a row is blank, or holds HXL tags."""
    return is_tags(cells) or not any(cell.strip() for cell in cells)


def _append(base: duckdb.DuckDBPyConnection, rows: list[list[object]]) -> None:
    if rows:
        base.register("chunk", pd.DataFrame(rows, dtype=object))
        base.execute("INSERT INTO cells SELECT * FROM chunk")


def _numbered(file: TextIO, release: Release) -> Iterator[tuple[int, list[str] | csv.Error, bool]]:
    """Each row with the line on which it begins, and whether it is the last; blank lines left out.

    A row that can't be parsed comes as its error.
    """
    for _ in range(release.skip):
        next(file, None)
    # A byte order mark inside tells where files were joined.
    lines = (line.removeprefix("\ufeff") for line in file)
    reader = csv.reader(lines, delimiter=release.delimiter, strict=True)
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


# ------------------------------------------------------------------------------ what is no row


def _unparsed(release: Release, line: int, error: csv.Error) -> Problem:
    return Problem(
        release.name,
        f"line {line}",
        "",
        f"a row that is not CSV ({error})",
        f"cells parted by {DELIMITERS.get(release.delimiter, repr(release.delimiter))}",
        'Close the double quote (") that is left open, and write one inside a cell twice; '
        "at the end of the file: download it again, it was cut off.",
    )


def _ragged(release: Release, line: int, cells: int, columns: int, last: bool) -> Problem:
    cut = last and cells < columns
    return Problem(
        release.name,
        f"line {line}" + (", the last" if cut else ""),
        "",
        f"{cells} cells",
        f"{columns} cells, as many as the header has",
        "The file was cut off: download it again."
        if cut
        else "Put a cell that holds the delimiter between double quotes, or complete the row.",
    )


def _undecoded(release: Release, line: int, event: str, column: str, byte: str) -> Problem:
    place, mend = f"event {shown(event)}, line {line}", "Save the file again as UTF-8."
    return Problem(release.name, place, column, f"the byte {byte}", "UTF-8", mend)


def _not_text(cell: str) -> str:
    """The first byte of a cell that is not UTF-8, as in 0xE9; "" if there is none."""
    try:
        cell.encode("utf-8")
    except UnicodeEncodeError as error:
        return f"0x{ord(cell[error.start]) & 0xFF:02X}"
    return ""


def shown(cell: str) -> str:
    """A cell in a message: cut where it is long."""
    return cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…"
