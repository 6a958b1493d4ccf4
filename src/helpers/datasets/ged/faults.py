"""What is wrong with a release, row by row.

Read line by line in plain Python, which is slow and knows the lines: asked only where something is
wrong.
"""

import csv
from collections.abc import Callable, Iterator
from typing import TextIO

from helpers.datasets.ged.columns import COUNTRY, COUNTS, DATES, ID, USED, is_upside_down
from helpers.datasets.ged.release import DELIMITERS, Release
from helpers.story.dataset import Settings
from helpers.story.problem import Problem

LONGEST = 40
"""So many characters of a cell are shown."""

EVERY = 100_000
Tell = Callable[[str], None]


def faults(release: Release, settings: Settings, tell: Tell) -> Iterator[Problem]:
    """Name everything that is wrong with the rows of a release, from the top.

    Input: the release; `settings` for the country whose ranges are looked at, and for the events
    whose range is known to be printed upside down; `tell` hears how far it is.

    Raises:
        OSError: the file can't be read.
    """
    seen: dict[str, int] = {}
    with release.path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        rows = _numbered(file, release)
        for count, (line, cells, last) in enumerate(rows, 1):
            if count % EVERY == 0:
                tell(f"looking for what is wrong: {count:,} rows")
            if isinstance(cells, csv.Error):
                yield _unparsed(release, line, cells)
            elif len(cells) != len(release.columns):
                yield _ragged(release, line, cells, last)
            else:
                yield from _row_faults(release, settings, line, cells, seen)


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


def _row_faults(
    release: Release, settings: Settings, line: int, cells: list[str], seen: dict[str, int]
) -> Iterator[Problem]:
    row = dict(zip(release.columns, cells, strict=True))
    place = f"event {_shown(row[ID])}, line {line}"

    def problem(column: str, found: str, expected: str, mend: str) -> Problem:
        return Problem(release.path.name, place, column, found, expected, mend)

    if not release.encoded:
        for column, cell in row.items():
            if broken := _not_text(cell):
                yield problem(
                    column, f"the byte {broken}", "UTF-8", "Save the file again as UTF-8."
                )
    wrong = [name for name, kind in USED.items() if not kind.fits(row[name])]
    for name in wrong:
        mend = "Correct the cell, or download the release again."
        yield problem(name, _printed(row[name]), USED[name].expected, mend)
    if ID not in wrong:
        first = seen.setdefault(str(float(row[ID])), line)
        if first != line:
            mend = "Remove one of the two: it would be counted twice."
            yield problem(ID, f"{row[ID]}, as in line {first}", "each event once", mend)
    if not set(DATES) & set(wrong) and row["date_end"].strip() < row["date_start"].strip():
        found = f"{row['date_start']} to {row['date_end']}"
        yield problem(", ".join(DATES), found, "a start before its end", "Correct the two days.")
    if not set(COUNTS) & set(wrong) and settings.counts(row[COUNTRY]):
        yield from _range_faults(settings, row, problem)


def _range_faults(
    settings: Settings, row: dict[str, str], problem: Callable[[str, str, str, str], Problem]
) -> Iterator[Problem]:
    low, best, high = (float(row[name]) for name in COUNTS)
    if is_upside_down(low, best, high) and not settings.accepts(float(row[ID])):
        yield problem(
            ", ".join(COUNTS),
            f"{low:.0f}, {best:.0f}, {high:.0f}",
            "low, best and high, each at most the next",
            f"Correct the cells. If the release prints it so, add {float(row[ID]):.0f} to "
            "recompute.ged.as_published in article.toml, or give --as-published for all such rows.",
        )


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


def _printed(cell: str) -> str:
    return repr(_shown(cell)) if cell.strip() else "a blank cell"


def _shown(cell: str) -> str:
    return cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…"
