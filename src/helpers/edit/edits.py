"""What a page asks to be done, by name: what it does to the sheets, and what it is called."""

from collections.abc import Mapping
from typing import Any

from helpers.edit.changes import accept_whole, change
from helpers.edit.cutting import join_claims, split_claim
from helpers.edit.dropping import drop
from helpers.edit.making import make
from helpers.edit.of_claims import status_followed
from helpers.edit.readings import Reader
from helpers.edit.rows import EditError, is_open, row
from helpers.edit.sharing import change_shared
from helpers.edit.sheets import Cells, Sheets
from helpers.edit.state import EDITED, title
from helpers.edit.tables import table
from helpers.story.article_copy.proof import Words
from helpers.story.problem import Problem

PLACE = ("paragraph", "start", "end")


def edited(
    sheets: Sheets,
    edit: Mapping[str, Any],
    words: Words | None,
    outlet: str,
    reader: Reader | None = None,
) -> tuple[str, Sheets]:
    """What an edit does, in a few words, and the sheets after it.

    How firmly relations and events are stated follows their claims. Input: `do` (make, change, accept whole, split, join, drop), the table and key of the row, and
    what it needs; the id of the outlet; who reads the words that a row takes.

    Raises:
        EditError: it can't be done; or there is no such edit, table or column.
    """
    said, after = _done(sheets, edit, words, outlet, reader)
    return said, status_followed(sheets, after)


def _done(
    sheets: Sheets,
    edit: Mapping[str, Any],
    words: Words | None,
    outlet: str,
    reader: Reader | None,
) -> tuple[str, Sheets]:
    do, name = edit["do"], edit.get("table", "claims")
    if name not in EDITED or name not in sheets:
        told = repr(name), f"one of {', '.join(EDITED)}", "Choose one of these."
        raise EditError(Problem("the edit", "", "table", *told))
    key, noun = str(edit.get("key", "")), title(name, str(edit.get("key", "")))
    if do == "accept whole":
        number = str(edit["paragraph"])
        return f"all that was whole in paragraph {number} accepted", accept_whole(sheets, number)
    if do == "make":
        beside = [
            (one["table"], cells_of(one["table"], one["cells"])) for one in edit.get("beside", ())
        ]
        cells = cells_of(name, edit.get("cells", {}))
        return f"new {noun}", make(sheets, name, cells, words, beside)
    if do == "change":
        return _changed(sheets, name, key, edit, words, reader)
    if do == "split":
        new, found = split_claim(sheets, key, int(edit["at"]), words)
        return f"{noun} split; its second half is {new}", found
    if do == "join":
        return f"{noun} joined with the next", join_claims(sheets, key, words)
    if do == "drop" and name != "topics":
        along = edit.get("along") is True
        return f"{noun} dropped", drop(sheets, name, key, outlet, along=along)
    expected = "make, change, accept whole, split, join, drop (of no topic), undo or redo"
    raise EditError(Problem("the edit", "", "do", repr(do), expected, "Choose one of these."))


def _changed(
    sheets: Sheets,
    name: str,
    key: str,
    edit: Mapping[str, Any],
    words: Words | None,
    reader: Reader | None,
) -> tuple[str, Sheets]:
    cells = cells_of(name, edit.get("cells", {}))
    place = {column: cells[column] for column in PLACE if column in cells}
    if reader is not None and len(place) == len(PLACE):
        follows = reader.of_other_words(name, row(sheets, name, key), place, sheets)
        cells = {**follows, **cells}
    accept, reach = edit.get("accept") is True, edit.get("reach", "here")
    verb = "accepted" if accept and is_open(sheets, name, key) else "changed"
    if reach == "here":
        found = change(sheets, name, key, cells, words, accept=accept)
        return f"{title(name, key)} {verb}", found
    found = change_shared(sheets, name, key, cells, words, reach, accept=accept)
    return f"{title(name, key)} {verb}, and all that share it", found


def cells_of(name: str, told: Mapping[str, Any]) -> Cells:
    """Cells of a table as the page sends them, but for the hash, which is computed here.

    Raises:
        EditError: the table has no such column.
    """
    unknown = [column for column in told if column not in table(name).columns]
    if unknown:
        expected = ", ".join(table(name).columns)
        fault = ", ".join(unknown), f"columns of {table(name).path}: {expected}", "Leave it out."
        raise EditError(Problem(table(name).path, "", "", *fault))
    return {column: str(cell).strip() for column, cell in told.items() if column != "sha256"}
