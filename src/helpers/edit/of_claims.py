"""What follows from a claim: how firm relations and events are, its hedges, how sure they leave it."""

from collections.abc import Iterable

from helpers.draft import hedges as lexicon
from helpers.draft.facts import firmness
from helpers.draft.text import Paragraph, Text
from helpers.edit.rows import put, stands_in
from helpers.edit.sheets import Cells, Sheets
from helpers.edit.tables import row_id
from helpers.story.csv_tables import SEPARATOR, split

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


def of_words(claim: Cells, text: str) -> Cells:
    """A claim that stands for other words: its hedges that stand among them, and its certainty.

    A certainty that a person chose against the hedges stays.
    """
    before = split(claim["hedges"])
    there = [hedge for hedge in before if stands_in(hedge, text)]
    told = {**claim, "hedges": SEPARATOR.join(there)}
    followed = claim["certainty"] == _left_by(before) != "certain"
    return {**told, "certainty": _left_by(there)} if followed else told


def _left_by(hedges: Iterable[str]) -> str:
    """How sure some hedges leave a claim."""
    texts = (Text((Paragraph(1, "body", hedge, hedge),)) for hedge in hedges)
    return lexicon.certainty(found for text in texts for found in lexicon.hedges(text))


def less_sure(one: str, other: str) -> str:
    """The weaker of two certainties; blank where either is."""
    places = [lexicon.CERTAINTIES.index(each) for each in (one, other) if each]
    return lexicon.CERTAINTIES[max(places)] if len(places) == 2 else ""
