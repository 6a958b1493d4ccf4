"""How the file of a release is laid out: delimiter, columns, the line of HXL tags, its text."""

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from helpers.datasets.ged.columns import USED
from helpers.story.problem import Problem
from helpers.story.text_files import UTF_16_MARKS

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
PACKED = {b"PK\x03\x04": "a ZIP archive", b"\x1f\x8b": "a gzip archive", b"PAR1": "a Parquet file"}
# A header and its tags take a thousand characters; nobody reads a file of gigabytes to find them.
HEAD = 1 << 16
# Text of this size is decoded within the processor's cache: twice as fast as by the megabyte.
CHUNK = 1 << 16


class GedError(Exception):
    """A release that can't be used; `problems` says what is wrong, `count` how often in all."""

    def __init__(self, problems: tuple[Problem, ...], count: int | None = None) -> None:
        """Take the problems to be shown, and how many there are where some are left out."""
        self.problems = problems
        self.count = len(problems) if count is None else count
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Release:
    """The file of a release: where it is, what parts its cells, its columns in order.

    `skip` counts the lines above the first event: the header, and the line of HXL tags if there is
    one. `encoded` says whether all of it is UTF-8, `ended` whether its last line has a line end.
    """

    path: Path
    delimiter: str
    columns: tuple[str, ...]
    skip: int
    encoded: bool
    ended: bool


def open_release(path: Path, *, checked: bool = True) -> Release:
    """Find out how a release is laid out.

    Input: the file; `checked` unless its text is taken for UTF-8 to its end without looking.

    Raises:
        FileNotFoundError: no such file.
        OSError: it can't be read.
        GedError: a folder, an empty file, another kind of file, missing or doubled columns.
    """
    if path.is_dir():
        raise _refusal(path, "", "a folder", "a CSV file", "Name the file in that folder.")
    with path.open("rb") as file:
        head = file.read(HEAD)
    _refuse_other_kinds(path, head)
    # A character cut at the end of what was read is no fault of the file; those inside are named
    # with their rows.
    text = head.decode("utf-8-sig", errors="replace")
    delimiter = max(DELIMITERS, key=lambda mark: _known(_header(text, mark)))
    columns = _header(text, delimiter)
    _refuse_wrong_columns(path, columns, delimiter)
    encoded, ended = _scan(path) if checked else (True, True)
    return Release(path, delimiter, columns, _skipped(text, delimiter), encoded, ended)


def _refuse_other_kinds(path: Path, head: bytes) -> None:
    if not head.strip():
        mend = "Download the release again."
        raise _refusal(path, "line 1", "an empty file", "a header and a row per event", mend)
    for mark, name in PACKED.items():
        if head.startswith(mark):
            raise _refusal(path, "", name, "a CSV file", "Unpack it, and name the CSV file in it.")
    if head.startswith(UTF_16_MARKS) or b"\0" in head:
        found, mend = "UTF-16 or binary content", "Save it again as CSV in UTF-8."
        raise _refusal(path, "", found, "a CSV file in UTF-8", mend)


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return tuple(cell.strip().lower() for cell in next(rows, []))


def _known(header: tuple[str, ...]) -> int:
    return len(set(header) & set(USED))


def _refuse_wrong_columns(path: Path, header: tuple[str, ...], delimiter: str) -> None:
    missing = [name for name in USED if name not in header]
    doubled = sorted({name for name in header if name in USED and header.count(name) > 1})
    if len(missing) == len(USED):
        marks = ", ".join(DELIMITERS.values())
        found = f"no column of the dataset, whether parted by {marks.replace(', ', ' or ')}"
        mend = "Name a UCDP GED release as CSV, its header in the first line."
        raise _refusal(path, "line 1", found, f"the columns {', '.join(USED)}", mend)
    problems = []
    if missing:
        found = f"no such columns, in a header parted by {DELIMITERS[delimiter]}"
        mend = "Add them, or download the whole release: every standard release has them."
        expected = "the columns that the figures need"
        problems.append(Problem(path.name, "line 1", ", ".join(missing), found, expected, mend))
    if doubled:
        mend = "Remove or rename one of each."
        found = "columns that stand twice"
        problems.append(
            Problem(path.name, "line 1", ", ".join(doubled), found, "each column once", mend)
        )
    if problems:
        raise GedError(tuple(problems))


def _skipped(text: str, delimiter: str) -> int:
    """How many lines stand above the first event."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    next(rows)
    header = rows.line_num
    tags = [cell for cell in next(rows, []) if cell.strip()]
    return rows.line_num if tags and all(cell.startswith("#") for cell in tags) else header


def _scan(path: Path) -> tuple[bool, bool]:
    """Whether a file is UTF-8 throughout, and whether its last line has a line end."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = last = b""
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
                last = chunk
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False, True
    return True, last.endswith((b"\n", b"\r"))


def _refusal(path: Path, row: str, found: str, expected: str, mend: str) -> GedError:
    return GedError((Problem(path.name, row, "", found, expected, mend),))
