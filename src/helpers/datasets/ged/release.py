"""How the file of a release is laid out: delimiter, columns, the lines above its first event."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from helpers.datasets.ged.columns import LAYOUT, USED, is_tags, known, named
from helpers.datasets.ged.download import GedError, Plain, refusal
from helpers.story.problem import Problem

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
# A header and its tags take a thousand characters; nobody reads a file of gigabytes to find them.
HEAD = 1 << 16
DELIMITER_LINE = re.compile(r"\s*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)
"""A first line that tells a spreadsheet what parts the cells."""


@dataclass(frozen=True)
class Release:
    """A CSV file, what parts its cells, its columns in order.

    `skip` counts the lines above the first event: the header, and the line of HXL tags if there is
    one. `ended` says whether the last line has a line end.
    """

    plain: Plain
    delimiter: str
    columns: tuple[str, ...]
    skip: int
    ended: bool

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.plain.name

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known of the file before its figures are believed."""
        untitled = "it has no header: its columns are taken to be those of releases since 2020"
        cut = "the last line has no line end; was the file cut off there?"
        return (
            *self.plain.notes,
            *([untitled] if self.columns is LAYOUT else []),
            *([] if self.ended else [cut]),
        )


def open_release(plain: Plain) -> Release:
    """Find out how a release is laid out.

    Raises:
        OSError: the file can't be read.
        GedError: an empty file, another kind of file, missing or doubled columns.
    """
    with plain.path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(plain.path.stat().st_size - 1, 0))
        ended = file.read() in (b"\n", b"\r")
    if not head.strip(b"\xef\xbb\xbf\r\n\t "):
        mend = "Download the release again."
        raise refusal(plain.name, "an empty file", mend, "a header and a row per event", "line 1")
    if b"\0" in head:
        mend = "Save it again as CSV in UTF-8."
        raise refusal(plain.name, "UTF-16 or binary content", mend, "a CSV file in UTF-8")
    # A character cut at the end of what was read is no fault of the file; those inside are named
    # with their rows.
    text = head.decode("utf-8-sig", errors="replace")
    said = DELIMITER_LINE.match(text)
    marks = [*([said[1]] if said else []), *DELIMITERS]
    above = {mark: _first_rows(text[said.end() :] if said else text, mark) for mark in marks}
    delimiter = max(marks, key=lambda mark: _fitting(above[mark][0][1]))
    (titled, header), (tagged, tags) = above[delimiter]
    if known(header):
        columns = named(header)
        _refuse_wrong_columns(plain, columns, delimiter)
        skip = bool(said) + (tagged if is_tags(tags) else titled)
    else:
        _refuse_other_files(plain, header)
        columns, skip = LAYOUT, int(bool(said))
    return Release(plain, delimiter, columns, skip, ended)


def _first_rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The first two rows that hold anything, each with the number of its last line."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    held = ((rows.line_num, row) for row in rows if any(cell.strip() for cell in row))
    return [*islice(held, 2), (0, [""]), (0, [""])][:2]


def _fitting(first: Sequence[str]) -> int:
    """How many columns of the dataset a first row names or, without a header, might hold."""
    return known(first) or len(USED) * (len(first) == len(LAYOUT))


def _refuse_other_files(plain: Plain, first: Sequence[str]) -> None:
    """Refuse a file without a header, unless its rows are as long as those of a release."""
    if not first[0].strip().isdigit():
        marks = " or ".join(DELIMITERS.values())
        found = f"no column of the dataset, whether parted by {marks}"
        mend = "Name a UCDP GED release, its header in the first line."
        raise refusal(plain.name, found, mend, f"the columns {', '.join(USED)}", "line 1")
    if len(first) != len(LAYOUT):
        found = f"no header, and {len(first)} cells in a row"
        mend = "Put the header of the same release above it."
        raise refusal(
            plain.name, found, mend, f"a header, or the {len(LAYOUT)} cells of a release", "line 1"
        )


def _refuse_wrong_columns(plain: Plain, header: tuple[str, ...], delimiter: str) -> None:
    parted = DELIMITERS.get(delimiter, repr(delimiter))
    faults = {
        ", ".join(name for name in USED if name not in header): (
            f"no such columns, in a header parted by {parted}",
            "the columns that the figures need",
            "Add them, or download the whole release: every standard release has them.",
        ),
        ", ".join(sorted({name for name in header if name in USED and header.count(name) > 1})): (
            "columns that stand twice",
            "each column once",
            "Remove or rename one of each.",
        ),
    }
    problems = [
        Problem(plain.name, "line 1", names, *told) for names, told in faults.items() if names
    ]
    if problems:
        raise GedError(tuple(problems))
