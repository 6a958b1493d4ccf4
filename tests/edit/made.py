"""Sheets with proposals in them, and what an edit has touched."""

from helpers.edit.rows import LOCATOR, proposal, row
from helpers.edit.sheets import Sheets, difference, with_row
from helpers.story.proposals import cells_digest

OUTLET = "quillhaven-lantern"


def proposed(sheets: Sheets, name: str, key: str, **blank: str) -> Sheets:
    """The sheets with a row as a machine proposes it: some of its cells open."""
    cells = {**row(sheets, name, key), **blank}
    found = with_row(sheets, name, cells, instead_of=key)
    place = {column: cells.get(column, "") for column in LOCATOR}
    told = {"rule": "by.hand", "status": "proposed", "as_proposed": cells_digest(name, cells)}
    return with_row(found, "proposals", {"table": name, "row_id": key, **place, **told})


def status(sheets: Sheets, name: str, key: str) -> str:
    found = proposal(sheets, name, key)
    return found["status"] if found else "none"


def touched(before: Sheets, after: Sheets) -> list[tuple[str, str]]:
    return [(one.table, one.key) for one in difference(before, after)]
