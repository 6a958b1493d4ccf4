"""How firmly the article states a relation or an event: as firmly as the claim that tells it."""

from helpers.draft.facts import firmness
from helpers.edit.rows import put
from helpers.edit.sheets import Sheets
from helpers.edit.tables import row_id

TOLD = ("relations", "events")
"""The tables whose rows have a status that follows from their claim."""


def firmness_of(sheets: Sheets, claim: str) -> str:
    """The status that a claim gives what it tells; where there is no claim, that of the outlet."""
    cells = sheets["claims"].get(claim)
    return firmness(cells["voice"], cells["certainty"]) if cells else "asserted"


def status_followed(before: Sheets, after: Sheets) -> Sheets:
    """The sheets after an edit, in which relations and events are as firm as their claims are now.

    A status that the claim did not give before was set by a person, and stays; so does one that
    the edit itself sets.
    """
    found = after
    for name in TOLD:
        for cells in after[name].rows():
            key = row_id(name, cells)
            old = before[name].get(key)
            if old is None or cells["status"] != old["status"]:
                continue
            was = firmness_of(before, old["claim_id"])
            now = firmness_of(after, cells["claim_id"])
            if old["status"] == was != now:
                found = put(found, name, key, {**cells, "status": now})
    return found
