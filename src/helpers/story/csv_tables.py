"""Reading a story's files strictly: what can't be read is a problem with a place and a remedy."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.story.contract import Table, table

if TYPE_CHECKING:
    import _csv

SEPARATOR = "|"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF_8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what was found and expected, how to mend it."""

    file: str
    row: str
    column: str
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        """The problem in one line: place, what was found and expected, the remedy."""
        place = ", ".join(part for part in (self.file, self.row, self.column) if part)
        return f"{place}: found {self.found}; expected {self.expected}. {self.mend}"


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

    def flag(self, column: str) -> bool | None:
        """The cell as yes or no."""
        return {"true": True, "false": False}.get(self.cells[column])

    def items(self, column: str) -> tuple[str, ...]:
        """The items of a list."""
        return split(self.cells[column])

    def problem(self, column: str, found: str, expected: str, mend: str) -> Problem:
        """A problem in one column of this row."""
        return Problem(self.file, self.place, column, found, expected, mend)


@dataclass(frozen=True)
class Sheet:
    """What reading one table gave: its rows, or the problems that keep it from being read."""

    table: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def readable(self) -> bool:
        """Whether the rows can be trusted to stand under the right header."""
        return not self.problems


def split(cell: object) -> tuple[str, ...]:
    """The items of a list cell; () for a blank one (None and pandas' NA included)."""
    return tuple(cell.split(SEPARATOR)) if isinstance(cell, str) and cell else ()


def to_whole(cell: str) -> int | None:
    """A cell as an integer, None if it is not one written in plain digits."""
    digits = cell.removeprefix("-")
    return int(cell) if digits.isascii() and digits.isdecimal() else None


def to_number(cell: str) -> float | None:
    """A cell as a finite number, None if it is not one."""
    try:
        found = float(cell)
    except ValueError:
        return None
    # "nan", "inf" and "1_000" are numbers to Python, not to the contract.
    return found if set(cell) <= set("0123456789.-+eE") and abs(found) != float("inf") else None


def read_sheet(folder: Path, name: str) -> Sheet:
    """Read one table of a story with the header that the contract demands.

    Raises:
        KeyError: the contract has no such table.
    """
    entry = table(name)
    text, problems = read_strictly(folder / entry.path)
    if text is None:
        return Sheet(name, (), problems)
    return _parse(entry, text)


def _parse(entry: Table, text: str) -> Sheet:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = list(_numbered(reader))
    except csv.Error as error:
        return Sheet(entry.name, (), (_unparsed(entry, reader.line_num, error),))
    header = lines[0][1] if lines else []
    if tuple(header) != entry.columns:
        return Sheet(entry.name, (), (_wrong_header(entry, header),))
    ragged = tuple(
        Problem(
            entry.path,
            f"{' '.join(cells[:1])}, line {line}",
            "",
            f"{len(cells)} cells",
            f"{len(entry.columns)} cells, as many as the header has",
            'Add or remove a comma; put a cell that holds a comma between double quotes (").',
        )
        for line, cells in lines[1:]
        if len(cells) != len(entry.columns)
    )
    rows = tuple(
        Row(entry.name, line, dict(zip(entry.columns, cells, strict=True)))
        for line, cells in lines[1:]
        if len(cells) == len(entry.columns)
    )
    return Sheet(entry.name, rows, ragged)


def _numbered(reader: "_csv.Reader") -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins: a quoted cell may run over several lines."""
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _unparsed(entry: Table, line: int, error: csv.Error) -> Problem:
    return Problem(
        entry.path,
        f"line {line}",
        "",
        f"a row that is not CSV ({error})",
        "cells separated by commas",
        'Close the double quote (") that is left open; write one inside a cell twice.',
    )


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


def read_strictly(path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file that must be UTF-8 with LF line ends and no byte order mark.

    Output: the text, or None and the problems that keep it from being read.
    """

    def problem(found: str, expected: str, mend: str) -> tuple[None, tuple[Problem, ...]]:
        return None, (Problem(path.name, "", "", found, expected, mend),)

    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return problem(
            "no such file",
            f"{path.name} in {path.parent.name}/",
            "Add the file, or restore it.",
        )
    except OSError as error:
        return problem(
            f"a file that can't be read ({error.strerror})",
            "a CSV file",
            "Replace it by a file.",
        )
    if content.startswith(UTF_16_MARKS) or b"\0" in content:
        return problem("UTF-16 or binary content", "UTF-8", "Save the file again as UTF-8.")
    if content.startswith(UTF_8_MARK):
        return problem(
            "a byte order mark (BOM)",
            "UTF-8 without BOM",
            'Save the file again as "UTF-8", not "UTF-8 with BOM".',
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return problem(
            f"a byte that is not UTF-8 in line {line}",
            "UTF-8",
            "Save the file again as UTF-8.",
        )
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        return problem(
            f"a carriage return (CR) in line {line}",
            "LF line ends",
            "Save the file again with Unix line ends (LF).",
        )
    return text, ()


def read_copy(path: Path) -> str:
    """The text of a user's own copy of an article; a byte order mark and CRLF are no obstacle.

    Raises:
        FileNotFoundError: no such file.
        ValueError: it is not a text file in UTF-8; the message says what to do.
    """
    try:
        content = path.read_bytes()
    except IsADirectoryError:
        raise ValueError(f"{path.name} is a folder: name the text file itself") from None
    except PermissionError:
        raise ValueError(f"{path.name} can't be read: allow reading it") from None
    if content.startswith(UTF_16_MARKS):
        raise ValueError(f"{path.name} is in UTF-16: save it again as UTF-8")
    if b"\0" in content:
        raise ValueError(f"{path.name} is not a text file: save the article as plain text, UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path.name} is not in UTF-8: save it again as UTF-8") from None
