"""Rows of a story's sheets: found, put, located in the text, with what hangs on them and their proposals."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpers.edit.sheets import Cells, Sheets, with_row
from helpers.edit.tables import referred, row_id, table
from helpers.story.article_copy.proof import Words
from helpers.story.contract import TABLES, Field
from helpers.story.csv_tables import SEPARATOR, split, to_whole
from helpers.story.locators import digest, fold
from helpers.story.problem import Problem

PROPOSALS = "proposals"
LOCATOR = ("paragraph", "start", "end", "sha256")


class EditError(Exception):
    """An edit that can't be made; `problems` says why, one line each."""

    def __init__(self, *problems: Problem) -> None:
        """Take what is wrong."""
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Hanging:
    """A row that names another one, and the column in which it does."""

    table: str
    key: str
    field: Field


def row(sheets: Sheets, name: str, key: str) -> Cells:
    """The cells of a row.

    Raises:
        EditError: there is no such row.
    """
    cells = sheets[name].get(key) if name in sheets else None
    if cells is None:
        told = "no such row", "a row that stands there", "Look at what others have changed."
        raise EditError(Problem(table(name).path, key, "", *told))
    return cells


def put(sheets: Sheets, name: str, key: str, cells: Cells) -> Sheets:
    """The sheets with other cells in a row; if its key changes, its proposal goes by the new one.

    Raises:
        EditError: another row has that key.
    """
    new = row_id(name, cells)
    if new == key:
        return with_row(sheets, name, cells, instead_of=key)
    refuse_twice(sheets, name, key, cells)
    found = with_row(sheets, name, cells, instead_of=key)
    asked = proposal(sheets, name, key)
    if asked is not None:
        told = {**asked, "row_id": new}
        found = with_row(found, PROPOSALS, told, instead_of=row_id(PROPOSALS, asked))
    return found


def refuse_twice(sheets: Sheets, name: str, key: str, cells: Cells) -> None:
    """Refuse cells whose key another row has.

    Raises:
        EditError: one has.
    """
    new = row_id(name, cells)
    if sheets[name].get(new) is not None:
        told = f"{new!r} twice", "a key that no other row has", "That row stands there already."
        raise EditError(Problem(table(name).path, key, ", ".join(table(name).key), *told))


def located(cells: Cells, words: Words | None) -> Cells:
    """A row with the hash of the words that stand in its span; one without a span as it is.

    Raises:
        EditError: no words stand there.
    """
    if not cells.get("paragraph"):
        return cells
    place = [to_whole(cells.get(column, "")) for column in LOCATOR[:3]]
    found = None
    if words is not None and None not in place:
        found = words.span(*[number or 0 for number in place])
    if found is None:
        told = f"{place}", "a span of the attached text", "Select words of the text again."
        raise EditError(Problem("the selection", "", "paragraph, start, end", *told))
    return {**cells, "sha256": digest(found)}


def place_of(cells: Cells) -> tuple[int, int, int]:
    """Paragraph, start and end of a row; -1 for what is not a whole number."""
    numbers = [to_whole(cells.get(column, "")) for column in LOCATOR[:3]]
    paragraph, start, end = (-1 if number is None else number for number in numbers)
    return paragraph, start, end


def holds(cells: Cells, inner: Cells) -> bool:
    """Whether the span of a row holds that of another."""
    (of, start, end), (number, begin, stop) = place_of(cells), place_of(inner)
    return of == number >= 1 and start <= begin and stop <= end


def claim_around(sheets: Sheets, cells: Cells) -> str:
    """The shortest claim that holds a span; "" if none does."""
    around = [
        (place_of(each)[2] - place_of(each)[1], each["claim_id"])
        for each in sheets["claims"].rows()
        if holds(each, cells)
    ]
    return min(around, default=(0, ""))[1]


def stands_in(words: str, text: str) -> bool:
    """Whether printed words stand in a text, not within others."""
    return re.search(rf"(?<!\w){re.escape(fold(words))}(?!\w)", text) is not None


def reads(cells: Cells) -> tuple[int, int, int]:
    """By what rows stand in reading order: of those that begin together the longest first."""
    paragraph, start, end = place_of(cells)
    return paragraph, start, -end


def hanging(sheets: Sheets, name: str, key: str) -> Iterator[Hanging]:
    """The rows that name a row, in the order of the contract; of itself nothing hangs on it."""
    for other in sheets:
        for field in table(other).fields:
            if referred(other, field) == name:
                for line in sheets[other].lines:
                    own = other == name and row_id(other, line.cells) == key
                    if not own and key in split(line.cells[field.name]):
                        yield Hanging(other, row_id(other, line.cells), field)


# ------------------------------------------------------------------------------ proposals


def proposal(sheets: Sheets, name: str, key: str) -> Cells | None:
    """The proposal of a row, None of one that a person wrote."""
    return sheets[PROPOSALS].get(f"{name}{SEPARATOR}{key}")


def is_open(sheets: Sheets, name: str, key: str) -> bool:
    """Whether a row is only proposed."""
    found = proposal(sheets, name, key)
    return found is not None and found["status"] == "proposed"


def with_status(sheets: Sheets, name: str, key: str, status: str) -> Sheets:
    """The sheets with what became of a row's proposal; as they are if it has none."""
    found = proposal(sheets, name, key)
    if found is None:
        return sheets
    told = {**found, "status": status}
    return with_row(sheets, PROPOSALS, told, instead_of=row_id(PROPOSALS, found))


def open_rows(sheets: Sheets) -> Iterable[Cells]:
    """The proposals that nobody has looked at yet, in the order in which they are read."""
    rows = [each for each in sheets[PROPOSALS].rows() if each["status"] == "proposed"]
    return sorted(
        rows, key=lambda each: (*reads(each), TABLES.index(each["table"]), each["row_id"])
    )
