"""Cells of rows that change, and proposals that are accepted.

Nothing outside of the rows that an edit is about changes. `proposals` follows: a row that is
accepted or changed is so there too.
"""

from itertools import combinations

from helpers.edit.of_claims import of_words
from helpers.edit.rows import (
    LOCATOR,
    PROPOSALS,
    EditError,
    claim_around,
    hanging,
    holds,
    located,
    open_rows,
    place_of,
    proposal,
    put,
    row,
    with_status,
)
from helpers.edit.sheets import Cells, Sheets
from helpers.edit.tables import row_id, table
from helpers.story.article_copy.proof import Words
from helpers.story.problem import Problem
from helpers.story.proposals import cells_digest


def kept(name: str, cells: Cells, as_proposed: str) -> bool:
    """Whether a row is as it was proposed, but for cells that were open and are filled in."""
    filled = [column for column, cell in cells.items() if cell and column not in table(name).key]
    filled = [column for column in filled if column not in LOCATOR]
    return any(
        cells_digest(name, {**cells, **dict.fromkeys(opened, "")}) == as_proposed
        for count in range(len(filled) + 1)
        for opened in combinations(filled, count)
    )


def change(
    sheets: Sheets, name: str, key: str, cells: Cells, words: Words | None, *, accept: bool = False
) -> Sheets:
    """Other cells in a row; those that are not named stay. Accepted, it is no proposal any more.

    With other words a claim has their hedges, is as sure as these leave it, and lets go of what
    stands outside of them.

    Raises:
        EditError: no such row, a span without words, or another row has the key; or an actor takes
            the name of another one.
    """
    old = row(sheets, name, key)
    new = {**old, **cells}
    if name == "actors" and new["name"] != old["name"]:
        _refuse_name_of_another(sheets, key, new["name"])
    if any(cells.get(column, old.get(column)) != old.get(column) for column in LOCATOR[:3]):
        new = dict(located(new, words))
        if name == "claims" and words and not {"hedges", "certainty"} & cells.keys():
            new = dict(of_words(new, words.span(*place_of(new)) or ""))
    found = put(sheets, name, key, new)
    if name == "claims" and place_of(new) != place_of(old):
        found = _rested(found, key)
    if not accept:
        return found
    asked = proposal(sheets, name, key)
    status = "accepted" if asked and kept(name, new, asked["as_proposed"]) else "changed"
    return with_status(found, name, row_id(name, new), status)


def _refuse_name_of_another(sheets: Sheets, key: str, new: str) -> None:
    """Refuse that two actors are called the same: if they are one, one of them is to go."""
    if any(each["name"] == new and each["actor_id"] != key for each in sheets["actors"].rows()):
        mend = (
            "If they are one, choose that actor in a mention of this one, and change it everywhere."
        )
        told = f"{new!r}, the name of another actor", "a name of its own", mend
        raise EditError(Problem(table("actors").path, key, "name", *told))


def _rested(sheets: Sheets, key: str) -> Sheets:
    """The sheets in which what stands outside of a claim rests on the claim around it, if one is."""
    found, claim = sheets, row(sheets, "claims", key)
    for one in hanging(sheets, "claims", key):
        cells = row(found, one.table, one.key)
        if "start" in cells and cells["start"] and not holds(claim, cells):
            around = claim_around(sheets, cells)
            if around or not one.field.required:
                found = put(found, one.table, one.key, {**cells, one.field.name: around})
    return found


def accept_whole(sheets: Sheets, paragraph: str) -> Sheets:
    """Every proposal of a paragraph accepted that lacks no cell; what is open stays so.

    Raises:
        EditError: none is complete.
    """
    found = sheets
    here = [each for each in open_rows(sheets) if each["paragraph"] == paragraph]
    for each in here:
        cells = sheets[each["table"]].get(each["row_id"])
        fields = table(each["table"]).fields
        whole = cells is not None and all(cells[one.name] for one in fields if one.required)
        if whole:
            found = change(found, each["table"], each["row_id"], {}, None, accept=True)
    if found is sheets:
        told = "no complete proposal", "at least one", "Fill in what is open, row by row."
        raise EditError(Problem(table(PROPOSALS).path, "", "paragraph", *told))
    return found
