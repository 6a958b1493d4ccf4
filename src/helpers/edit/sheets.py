"""The tables of a story line by line, so that a line that nobody edits stays byte for byte.

A `Sheet` is one table, `Sheets` are all of a story. What differs between two states of them is a
`Patch`, which can be laid over other sheets, and be turned round.
"""

import csv
import io
import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from helpers.edit.tables import TOPICS, row_id, table, topic_line, topic_lines, topic_of
from helpers.story import csv_tables
from helpers.story.contract import TABLES
from helpers.story.csv_tables import Order, read_table
from helpers.story.problem import StoryError
from helpers.story.text_files import read_strictly

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """A row: its cells, and the text of its line as the file prints it, without the line end."""

    text: str
    cells: Cells


@dataclass(frozen=True)
class Sheet:
    """One table: its header as printed, its lines in the order of the file, what stands below."""

    table: str
    header: str
    lines: tuple[Line, ...]
    footer: str = ""

    @property
    def content(self) -> bytes:
        """The file."""
        lines = "".join(f"{text}\n" for text in (self.header, *self.texts))
        return f"{lines}{self.footer}".encode()

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines as printed."""
        return tuple(line.text for line in self.lines)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where the row of each key (of several columns joined by "|") stands among the lines."""
        return {self.key(line): at for at, line in reversed([*enumerate(self.lines)])}

    def get(self, key: str) -> Cells | None:
        """The cells of the row with that key, or None."""
        at = self.places.get(key)
        return None if at is None else self.lines[at].cells

    def key(self, line: Line) -> str:
        """The key of a line, of several columns joined by "|"."""
        return row_id(self.table, line.cells)

    def rows(self) -> Iterator[Cells]:
        """The cells of each row."""
        return (line.cells for line in self.lines)


Sheets = Mapping[str, Sheet]


@dataclass(frozen=True)
class Change:
    """What became of one row: its line before (None if it is new) and after (None if it is gone)."""

    table: str
    key: str
    before: str | None
    after: str | None


Patch = tuple[Change, ...]


class PatchError(ValueError):
    """A change that can't be laid over these sheets, since its row stands otherwise there."""

    def __init__(self, change: Change) -> None:
        """Take the change."""
        self.change = change
        super().__init__(f"{table(change.table).path}, {change.key}: it was changed since")


def read_sheets(folder: Path) -> Sheets:
    """Every table of a story, and its topics where they are a line each.

    Raises:
        StoryError: files that can't be read, or are of an older contract; all problems at once.
    """
    read = {name: read_table(folder, name) for name in TABLES}
    problems = [problem for one in read.values() for problem in one.problems or one.outdated]
    if problems:
        raise StoryError(problems)
    sheets = {
        name: sheet(name, read_strictly(folder / table(name).path), [row.line for row in one.rows])
        for name, one in read.items()
    }
    topics = topic_lines(read_strictly(folder / TOPICS.path))
    if topics is None:
        return sheets
    header, lines, footer = topics
    told = tuple(Line(line, topic_of(line)) for line in lines)
    return {**sheets, TOPICS.name: Sheet(TOPICS.name, header, told, footer)}


def sheet(name: str, text: str, starts: Iterable[int] | None = None) -> Sheet:
    """A table of its text.

    Input: the number of the line, from 1, on which each row begins; by default each line is a row.
    """
    lines = text.removesuffix("\n").split("\n")
    begins = [start - 1 for start in starts] if starts is not None else range(1, len(lines))
    edges = [*begins, len(lines)]
    texts = ["\n".join(lines[at:end]) for at, end in itertools.pairwise(edges)]
    return Sheet(name, "\n".join(lines[: edges[0]]), tuple(line_of(name, one) for one in texts))


def line_of(name: str, text: str) -> Line:
    """A line of its text."""
    if name == TOPICS.name:
        return Line(text, topic_of(text))
    cells = next(csv.reader(io.StringIO(text, newline=""), strict=True))
    return Line(text, dict(zip(table(name).columns, cells, strict=True)))


def printed(name: str, cells: Cells) -> Line:
    """A line of its cells; those that the row lacks are blank."""
    held = {column: cells.get(column, "") for column in table(name).columns}
    if name == TOPICS.name:
        return Line(topic_line(held), held)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(held.values())
    return Line(out.getvalue().removesuffix("\n"), held)


def order(name: str, cells: Cells) -> Order:
    """By what the rows of a table are sorted: their key; topics by nothing, as they are listed."""
    return () if name == TOPICS.name else csv_tables.order(name, cells)


def with_row(sheets: Sheets, name: str, cells: Cells, instead_of: str | None = None) -> Sheets:
    """The sheets with a row more, at its place by its key, or with other cells in one.

    Input: the table, the cells; the key of the row that they are to stand for. A row whose cells
    are the same stays as it is printed.
    """
    old = sheets[name]
    line = printed(name, cells)
    at = old.places.get(instead_of) if instead_of is not None else None
    if at is not None and old.lines[at].cells == line.cells:
        return sheets
    if at is not None and order(name, old.lines[at].cells) == order(name, line.cells):
        lines = (*old.lines[:at], line, *old.lines[at + 1 :])
    else:
        rest = old.lines if at is None else (*old.lines[:at], *old.lines[at + 1 :])
        place = bisect_right(rest, order(name, line.cells), key=lambda one: order(name, one.cells))
        lines = (*rest[:place], line, *rest[place:])
    return {**sheets, name: replace(old, lines=lines)}


def with_rows(sheets: Sheets, tables: Mapping[str, Iterable[Cells]]) -> Sheets:
    """The sheets with other rows in some tables, in their order; what stays is as it was printed."""
    found = dict(sheets)
    for name, rows in tables.items():
        old = {sheets[name].key(line): line for line in sheets[name].lines}
        made = (printed(name, cells) for cells in rows)
        kept = ((old.get(sheets[name].key(line)), line) for line in made)
        lines = tuple(was if was and was.cells == line.cells else line for was, line in kept)
        found[name] = replace(sheets[name], lines=lines)
    return found


def without_row(sheets: Sheets, name: str, key: str) -> Sheets:
    """The sheets without a row."""
    old = sheets[name]
    return {
        **sheets,
        name: replace(old, lines=tuple(one for one in old.lines if old.key(one) != key)),
    }


def difference(before: Sheets, after: Sheets) -> Patch:
    """What became of the rows between two states, table by table in the order of the keys."""
    found = []
    for name in before:
        if before[name] is not after[name]:
            old, new = (
                {one.key(line): line for line in one.lines} for one in (before[name], after[name])
            )
            for key in sorted(
                {**old, **new}, key=lambda key: order(name, (new.get(key) or old[key]).cells)
            ):
                was, now = (side[key].text if key in side else None for side in (old, new))
                if was != now:
                    found.append(Change(name, key, was, now))
    return tuple(found)


def patched(sheets: Sheets, patch: Patch) -> Sheets:
    """The sheets with a patch laid over them, line by line as it was printed.

    Raises:
        PatchError: a row does not stand as the patch takes for granted.
    """
    found = dict(sheets)
    for change in patch:
        old = found[change.table]
        at = old.places.get(change.key)
        if (old.lines[at].text if at is not None else None) != change.before:
            raise PatchError(change)
        lines = list(old.lines)
        if at is not None:
            del lines[at]
        if change.after is not None:
            line = line_of(change.table, change.after)
            wanted = order(change.table, line.cells)
            place = (
                at
                if change.before is not None and at is not None
                else bisect_right(lines, wanted, key=lambda one: order(change.table, one.cells))
            )
            lines.insert(place, line)
        found[change.table] = replace(old, lines=tuple(lines))
    return found


def turned(patch: Patch) -> Patch:
    """The patch that takes another one back."""
    return tuple(Change(one.table, one.key, one.after, one.before) for one in patch)


def version(sheets: Sheets) -> str:
    """What tells a state of the tables from every other: the SHA-256 of the files."""
    told = sha256()
    for name in sorted(sheets):
        told.update(sheets[name].content)
        told.update(b"\0")
    return told.hexdigest()
