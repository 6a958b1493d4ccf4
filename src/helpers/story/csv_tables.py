"""The tables of a story as their files print them, row by row."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.story.contract import TABLES, Table, table, version
from helpers.story.problem import Problem, StoryError
from helpers.story.text_files import read_strictly

if TYPE_CHECKING:
    import _csv

SEPARATOR = "|"
MOST_DIGITS = 18
"""A whole number of so many digits fits into 64 bits."""


@dataclass(frozen=True)
class Row:
    """One row of a table as printed in its file; the accessors read a cell as its type.

    A blank cell, and one that is not of its type, reads as None (as () for a list): blank is
    never zero, and the wrong type is reported where the file is validated.
    """

    table: str
    line: int
    cells: dict[str, str]

    @property
    def file(self) -> str:
        """The name of the row's file."""
        return table(self.table).path

    @property
    def key(self) -> str:
        """The key of the row, its parts joined by spaces."""
        return " ".join(self.cells[column] for column in table(self.table).key)

    @property
    def place(self) -> str:
        """How a report names the row: its key and its line in the file."""
        return f"{self.key}, line {self.line}"

    def text(self, column: str) -> str:
        """The cell as printed; "" if blank."""
        return self.cells[column]

    def whole(self, column: str) -> int | None:
        """The cell as an integer."""
        return to_whole(self.cells[column])

    def number(self, column: str) -> float | None:
        """The cell as a number."""
        return to_number(self.cells[column])

    def problem(self, column: str, found: str, expected: str, mend: str) -> Problem:
        """A problem in one column of this row."""
        return Problem(self.file, self.place, column, found, expected, mend)


@dataclass(frozen=True)
class CsvTable:
    """What reading one table gave: its rows, or the problems that keep it from being read.

    `older` is whether its file lacks columns that came with a newer contract; they read as blank.
    """

    table: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    older: bool = False

    @property
    def readable(self) -> bool:
        """Whether the rows can be trusted to stand under the right header."""
        return not self.problems

    @property
    def outdated(self) -> tuple[Problem, ...]:
        """What is to be done where the file is of an older contract; () where it is of this one."""
        if not self.older:
            return ()
        entry = table(self.table)
        new = [column for column in entry.columns if column not in entry.older_columns]
        found = f"a table of an older contract, without {', '.join(new)}"
        expected = f"the columns of contract {version()}"
        mend = "Write it anew, with these columns blank, with: story generate."
        return (Problem(entry.path, "line 1", "", found, expected, mend),)


def split(cell: object) -> tuple[str, ...]:
    """The items of a list cell; () for a blank one (None and pandas' NA included)."""
    return tuple(cell.split(SEPARATOR)) if isinstance(cell, str) and cell else ()


def to_whole(cell: str) -> int | None:
    """A cell as an integer, None if it is not one written in plain digits, 18 at most."""
    digits = cell.removeprefix("-")
    plain = digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS
    return int(cell) if plain else None


def to_number(cell: str) -> float | None:
    """A cell as a finite number, None if it is not one."""
    try:
        found = float(cell)
    except ValueError:
        return None
    # "nan", "inf" and "1_000" are numbers to Python, not to the contract.
    return found if set(cell) <= set("0123456789.-+eE") and abs(found) != float("inf") else None


def to_flag(cell: str) -> bool | None:
    """A cell as yes or no, None if it is neither."""
    return {"true": True, "false": False}.get(cell)


Order = tuple[tuple[int, str], ...]


def order(name: str, cells: Mapping[str, str]) -> Order:
    """By what the rows of a table are sorted: their key, whole numbers as numbers."""
    entry = table(name)
    return tuple(
        (to_whole(cells[column]) or 0, "")
        if entry.field(column).type == "integer"
        else (0, cells[column])
        for column in entry.key
    )


def read_table(folder: Path, name: str) -> CsvTable:
    """Read one table of a story with the header that the contract demands, or one before it did.

    Raises:
        KeyError: the contract has no such table.
    """
    entry = table(name)
    try:
        return _parse(entry, read_strictly(folder / entry.path))
    except StoryError as error:
        return CsvTable(name, (), error.problems)


def table_text(name: str, rows: Iterable[Mapping[str, str]]) -> str:
    """A table as its file has it: the contract's header, then the cells of each row.

    Raises:
        KeyError: the contract has no such table, or a row lacks one of its columns.
    """
    columns, out = table(name).columns, io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows([row[column] for column in columns] for row in rows)
    return out.getvalue()


def renewed(folder: Path) -> dict[str, str]:
    """The tables of a story that are of an older contract, with the columns of this one.

    Output: the text of each by the name of its file; what the older contract lacks is blank.
    """
    read = (read_table(folder, name) for name in TABLES)
    older = (one for one in read if one.older and one.readable)
    return {
        table(one.table).path: table_text(one.table, (row.cells for row in one.rows))
        for one in older
    }


def _parse(entry: Table, text: str) -> CsvTable:
    """The rows of a table, and the problems of those that are too long or too short."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = list(_numbered(reader))
    except csv.Error as error:
        fault = (
            f"a row that is not CSV ({error})",
            "cells separated by commas",
            'Close the double quote (") that is left open; write one inside a cell twice.',
        )
        raise StoryError([Problem(entry.path, f"line {reader.line_num}", "", *fault)]) from None
    header = lines[0][1] if lines else []
    columns = tuple(header)
    if columns not in (entry.columns, entry.older_columns):
        raise StoryError([_wrong_header(entry, header)])
    ragged = tuple(
        Problem(
            entry.path,
            f"{' '.join(cells[:1])}, line {line}",
            "",
            f"{len(cells)} cells",
            f"{len(columns)} cells, as many as the header has",
            'Add or remove a comma; put a cell that holds a comma between double quotes (").',
        )
        for line, cells in lines[1:]
        if len(cells) != len(columns)
    )
    blank = dict.fromkeys(entry.columns, "")
    rows = tuple(
        Row(entry.name, line, blank | dict(zip(columns, cells, strict=True)))
        for line, cells in lines[1:]
        if len(cells) == len(columns)
    )
    return CsvTable(entry.name, rows, ragged, older=columns != entry.columns)


def _numbered(reader: "_csv.Reader") -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins: a quoted cell may run over several lines."""
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _wrong_header(entry: Table, header: list[str]) -> Problem:
    missing = [column for column in entry.columns if column not in header]
    unknown = [column for column in header if column not in entry.columns]
    if not header:
        found = "no header, the file is empty"
    elif missing or unknown:
        parts = (("without ", missing), ("with ", unknown))
        found = "a header " + " and ".join(w + ", ".join(map(repr, c)) for w, c in parts if c)
    else:
        found = f"the columns in another order or twice: {','.join(header)}"
    return Problem(
        entry.path,
        "line 1",
        "",
        found,
        ",".join(entry.columns),
        "Write the header row exactly as expected, and move the cells with their columns.",
    )
