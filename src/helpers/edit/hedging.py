"""What follows from the words of a claim: its hedges, and how sure they leave it."""

from collections.abc import Iterable

from helpers.draft import hedges as lexicon
from helpers.draft.text import Paragraph, Text
from helpers.edit.rows import stands_in
from helpers.edit.sheets import Cells
from helpers.story.csv_tables import SEPARATOR, split


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
