"""What the tables of the stories hold, where no rule of the check can know better."""

import re
from collections import Counter

import pytest

from helpers.story.contract import TABLES
from helpers.story.project import story_ids

from ..stories import opened

TIES = {
    "example": (
        "3 opposes, 2 cooperates_with, 2 informs, 1 leads, 1 meets, 1 merges_with, 1 overrules, 1"
        " part_of, 1 rivals, 1 speaks_for, 1 threatens"
    ),
    "isis-baghdad-2014": (
        "20 part_of, 12 informs, 10 fights, 7 attacks, 7 opposes, 6 leads, 5 allied_with, 4"
        " designates, 4 kills, 3 cooperates_with, 3 meets, 2 holds, 2 joins, 2 speaks_for, 2"
        " threatens, 1 merges_with, 1 overrules, 1 pledges_to, 1 rivals, 1 supports"
    ),
    "titanic-1912": "5 part_of, 2 informs, 1 supports",
}
"""How many ties of each kind there are: a tie that is entered otherwise changes two of them."""


@pytest.mark.parametrize("story_id", story_ids())
def test_the_ties_are_of_the_kinds_that_were_read_in_the_article(story_id: str) -> None:
    counts = Counter(opened(story_id).relations["kind"])
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    assert ", ".join(f"{number} {kind}" for kind, number in ranked) == TIES[story_id]


@pytest.mark.parametrize("table", ["events", "relations"])
@pytest.mark.parametrize("story_id", story_ids())
def test_every_event_and_tie_stands_within_its_claim_whatever_its_note_says(
    story_id: str, table: str
) -> None:
    story = opened(story_id)
    rows = story.table(table).merge(story.claims, on="claim_id", suffixes=("", "_of_claim"))
    assert len(rows) == story.table(table)["claim_id"].notna().sum()
    within = (rows["start"] >= rows["start_of_claim"]) & (rows["end"] <= rows["end_of_claim"])
    within &= rows["paragraph"] == rows["paragraph_of_claim"]
    assert rows.loc[~within, "claim_id"].tolist() == []


@pytest.mark.parametrize("story_id", story_ids())
def test_no_cell_says_a_word_twice_running_but_the_article_may(story_id: str) -> None:
    story = opened(story_id)
    twice = [
        f"{name}, {column}: {cell}"
        for name in TABLES
        for column in story.table(name).columns.difference(["surface"])
        for cell in story.table(name)[column].dropna().astype(str)
        if re.search(r"\b([a-z]+) \1\b", cell, re.IGNORECASE)
    ]
    assert twice == []
