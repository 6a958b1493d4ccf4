"""What several rows share: a date, a place, an actor, a number, changed in all of them at once.

A figure and an event of the same words have one date; whoever corrects it in one of them means
both. So each cell that changes tells which others held the same, and the edit says how far it goes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from helpers.edit.changes import change
from helpers.edit.rows import hanging, holds, place_of, put, row, with_status
from helpers.edit.sheets import Cells, Sheets, without_row
from helpers.edit.tables import referred, row_id, table
from helpers.story.article_copy.proof import Words
from helpers.story.csv_tables import SEPARATOR, split

Reach = Literal["here", "near", "everywhere"]
"""How far a change goes: the row alone, rows of the same words or claim, all rows of the story."""

DATES = {
    ("figures", "when"),
    ("events", "when"),
    ("relations", "when"),
    ("casualties", "period"),
    ("claim_links", "when"),
}
"""The dates that the article tells; what references establish is theirs alone."""
COUNTED = {"value": "best", "lower": "lower", "upper": "upper", "bound": "bound"}
"""The columns of a figure that its toll has too, and their names there."""
NAMED = ("actors", "places")


@dataclass(frozen=True)
class Shared:
    """A cell that holds the same as one that is changed."""

    table: str
    key: str
    column: str


@dataclass(frozen=True)
class _Swap:
    """What becomes of a cell: one thing, or one item of a list, instead of another."""

    column: str
    kind: str
    old: str
    new: str


def shared(
    sheets: Sheets, name: str, key: str, cells: Cells
) -> Mapping[Literal["near", "everywhere"], tuple[Shared, ...]]:
    """The cells of other rows that hold what some cells of a row change.

    Raises:
        EditError: no such row.
    """
    old = row(sheets, name, key)
    swaps = (*_swaps(name, old, cells),)
    near = dict.fromkeys(one for swap in swaps for one in _near(sheets, name, key, swap))
    rest = (one for swap in swaps if swap.kind in NAMED for one in _all(sheets, name, key, swap))
    return {"near": (*near,), "everywhere": (*dict.fromkeys((*near, *rest)),)}


def change_shared(
    sheets: Sheets,
    name: str,
    key: str,
    cells: Cells,
    words: Words | None,
    reach: Reach,
    *,
    accept: bool = False,
) -> Sheets:
    """Other cells in a row, and in rows that share what is changed, as far as is meant.

    An actor that no row names any more is gone; where another one is named instead everywhere, its
    names stay as further names of that one.

    Raises:
        EditError: as `change`.
    """
    old = row(sheets, name, key)
    found = change(sheets, name, key, cells, words, accept=accept)
    swaps = {one.column: one for one in _swaps(name, old, cells)}
    for swap in swaps.values():
        far = reach == "everywhere" and swap.kind in NAMED
        others = (_all if far else _near)(sheets, name, key, swap) if reach != "here" else ()
        for one in others:
            found = _swapped(found, one, swap)
        if swap.kind == "actors":
            found = _without_orphan(found, swap, everywhere=reach == "everywhere")
    return found


def _swaps(name: str, old: Cells, cells: Cells) -> Iterator[_Swap]:
    for column, new in cells.items():
        was = old[column]
        if new == was:
            continue
        kind = _kind(name, column)
        if kind == "numbers":
            yield _Swap(column, kind, was, new)
        elif kind:
            out = [item for item in split(was) if item not in split(new)]
            into = [item for item in split(new) if item not in split(was)]
            if len(out) == len(into) == 1:
                yield _Swap(column, kind, out[0], into[0])


def _kind(name: str, column: str) -> str:
    if (name, column) in DATES:
        return "dates"
    if (name == "figures" and column in COUNTED) or (
        name == "casualties" and column in COUNTED.values()
    ):
        return "numbers"
    if column not in table(name).columns or column == "claim_id":
        return ""
    to = referred(name, table(name).field(column))
    return to if to in NAMED else ""


def _all(sheets: Sheets, name: str, key: str, swap: _Swap) -> Iterator[Shared]:
    """Every other cell with the same date, actor or place."""
    for other, sheet in sheets.items():
        columns = [each for each in table(other).columns if _kind(other, each) == swap.kind]
        for line in sheet.lines if columns else ():
            itself = other == name and sheet.key(line) == key
            for column in columns:
                own = itself and column == swap.column
                if not own and swap.old in split(line.cells[column]):
                    yield Shared(other, sheet.key(line), column)


def _near(sheets: Sheets, name: str, key: str, swap: _Swap) -> Iterator[Shared]:
    """Those of rows that stand in the same words or belong to the same claim."""
    old = row(sheets, name, key)
    if swap.kind == "numbers":
        yield from _counted(sheets, name, old, swap)
        return
    claims = _claims(sheets, name, key, old)
    for one in _all(sheets, name, key, swap):
        # An actor's other mentions, and what actors and places are part of, are no part of a claim.
        if one.table not in ("mentions", *NAMED):
            other = row(sheets, one.table, one.key)
            if _overlap(old, other) or claims & _claims(sheets, one.table, one.key, other):
                yield one


def _counted(sheets: Sheets, name: str, old: Cells, swap: _Swap) -> Iterator[Shared]:
    """The number of a figure in its tolls, or that of a toll in its figure and its other tolls."""
    figure = old["figure_id"]
    of_figure = {**COUNTED, "value": "value"}
    told = {best: value for value, best in COUNTED.items()}
    column = swap.column if name == "figures" else told[swap.column]
    cells = sheets["figures"].get(figure) if figure else None
    if name == "casualties" and cells and cells[of_figure[column]] == swap.old:
        yield Shared("figures", figure, column)
    for toll in sheets["casualties"].rows() if figure else ():
        own = name == "casualties" and toll["casualty_id"] == old["casualty_id"]
        if not own and toll["figure_id"] == figure and toll[COUNTED[column]] == swap.old:
            yield Shared("casualties", toll["casualty_id"], COUNTED[column])


def _overlap(one: Cells, other: Cells) -> bool:
    (of, start, end), (number, begin, stop) = place_of(one), place_of(other)
    return of == number >= 1 and start < stop and begin < end


def _claims(sheets: Sheets, name: str, key: str, cells: Cells) -> set[str]:
    """The claims to which a row belongs; a mention to those around it."""
    if name == "mentions":
        return {each["claim_id"] for each in sheets["claims"].rows() if holds(each, cells)}
    of = {cells.get("claim_id", ""), cells.get("other_id", "")}
    return {key} if name == "claims" else of - {""}


def _swapped(sheets: Sheets, one: Shared, swap: _Swap) -> Sheets:
    """The sheets with the one thing instead of the other in a cell; no row is left twice."""
    cells = sheets[one.table].get(one.key)
    if cells is None:
        return sheets
    if swap.kind in ("numbers", "dates"):
        return put(sheets, one.table, one.key, {**cells, one.column: swap.new})
    items = (swap.new if item == swap.old else item for item in split(cells[one.column]))
    told = {**cells, one.column: SEPARATOR.join(dict.fromkeys(items))}
    if one.table in NAMED and told[one.column] == one.key:
        told[one.column] = ""  # nothing is a part of itself
    new = row_id(one.table, told)
    if new != one.key and sheets[one.table].get(new) is not None:
        found = with_status(sheets, one.table, one.key, "dropped")
        return without_row(found, one.table, one.key)
    return put(sheets, one.table, one.key, told)


def _without_orphan(sheets: Sheets, swap: _Swap, *, everywhere: bool) -> Sheets:
    """The sheets without an actor that no row names any more."""
    gone, left = sheets["actors"].get(swap.old), sheets["actors"].get(swap.new)
    if gone is None or any(hanging(sheets, "actors", swap.old)):
        return sheets
    found = without_row(with_status(sheets, "actors", swap.old, "dropped"), "actors", swap.old)
    if left is None or not everywhere:
        return found
    names = [*split(left["aliases"]), gone["name"], *split(gone["aliases"])]
    others = dict.fromkeys(one for one in names if one != left["name"])
    return put(found, "actors", swap.new, {**left, "aliases": SEPARATOR.join(others)})
