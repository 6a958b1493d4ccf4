"""Rows taken out, with what hangs on them."""

from helpers.edit.rows import (
    EditError,
    Hanging,
    hanging,
    is_open,
    put,
    row,
    with_status,
)
from helpers.edit.sheets import Change, Sheets, difference, without_row
from helpers.edit.tables import table
from helpers.story.csv_tables import SEPARATOR, split
from helpers.story.problem import Problem


class HangingError(EditError):
    """A row that others hang on: `goes` are those that would go along, `stays` those that let go."""

    def __init__(self, name: str, key: str, others: tuple[Change, ...]) -> None:
        """Take the row, and what would become of others."""
        self.goes = tuple((one.table, one.key) for one in others if one.after is None)
        self.stays = tuple((one.table, one.key) for one in others if one.after is not None)
        expected = f"no row that hangs on {key!r} of {table(name).path}, which is to be dropped"
        mend = "Drop it with what hangs on it, or let this row name another one first."
        super().__init__(
            *(
                Problem(table(one.table).path, one.key, "", "a row", expected, mend)
                for one in others
            )
        )


def drop(sheets: Sheets, name: str, key: str, outlet: str, *, along: bool = False) -> Sheets:
    """A row taken out. What hangs on it lets go of it or, where it must name one, goes along.

    An actor goes along with its last mention, since nothing leads to it any more; but not the
    outlet, which may stand outside of its own text. A toll that it reported is reported by nobody:
    whoever drops it says by whom first, or fills that in where the toll is open.

    Raises:
        EditError: no such row.
        HangingError: other rows hang on it and are not to go along.
    """
    row(sheets, name, key)
    after = _without(sheets, name, key, outlet)
    others = tuple(
        one
        for one in difference(sheets, after)
        if one.table != "proposals" and (one.table, one.key) != (name, key)
    )
    if others and not along:
        raise HangingError(name, key, others)
    return after


def _without(sheets: Sheets, name: str, key: str, outlet: str) -> Sheets:
    cells = sheets[name].get(key)
    if cells is None:  # it went along with another one
        return sheets
    found = without_row(with_status(sheets, name, key, "dropped"), name, key)
    for one in hanging(sheets, name, key):
        found = _let_go(found, one, key, outlet)
    if name == "actors":
        found = _counted_by_nobody(found, cells["name"])
    if name == "mentions" and cells["actor_id"] != outlet:
        left = any(each["actor_id"] == cells["actor_id"] for each in found["mentions"].rows())
        found = found if left else _without(found, "actors", cells["actor_id"], outlet)
    return found


def _counted_by_nobody(sheets: Sheets, gone: str) -> Sheets:
    """The sheets in which no toll is reported by an actor that is gone: tolls have it by name."""
    found = sheets
    if all(each["name"] != gone for each in sheets["actors"].rows()):
        for cells in sheets["casualties"].rows():
            if cells["reported_by"] == gone:
                found = put(found, "casualties", cells["casualty_id"], {**cells, "reported_by": ""})
    return found


def _let_go(sheets: Sheets, one: Hanging, key: str, outlet: str) -> Sheets:
    """The sheets in which a row names a dropped one no more, or is gone with it."""
    cells = sheets[one.table].get(one.key)
    if cells is None:
        return sheets
    rest = SEPARATOR.join(item for item in split(cells[one.field.name]) if item != key)
    if one.field.name in ("speaker", "chain") and is_open(sheets, one.table, one.key):
        # Nobody has looked at it yet: who says it is open once more.
        freed = {"speaker": "", "chain": ""} if cells["speaker"] in ("", key) else {"chain": rest}
        return put(sheets, one.table, one.key, {**cells, **freed})
    if rest or not one.field.required:
        return put(sheets, one.table, one.key, {**cells, one.field.name: rest})
    return _without(sheets, one.table, one.key, outlet)
