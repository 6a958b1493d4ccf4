"""What a story's ANNOTATION.md tells of its proposals is what `proposals.csv` holds."""

import re

import pytest

from helpers.story.story import open_story

from ..conftest import ROOT, STORIES

ROW = re.compile(r"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
TOLD = [
    (path.parent.name, table, [int(number) for number in numbers])
    for path in sorted((ROOT / STORIES).glob("*/ANNOTATION.md"))
    for found in [re.split(r"\| table \| kept \| changed \| dropped \| added \|", path.read_text())]
    if len(found) == 2
    for table, *numbers in ROW.findall(found[1])
]


@pytest.mark.parametrize(("story_id", "table", "told"), TOLD)
def test_what_became_of_the_proposals_is_told_as_it_stands(
    story_id: str, table: str, told: list[int]
) -> None:
    story = open_story(story_id)
    status = story.proposals.loc[story.proposals["table"] == table, "status"]
    kept, changed, dropped = (
        int((status == one).sum()) for one in ("accepted", "changed", "dropped")
    )
    added = len(getattr(story, table)) - kept - changed
    assert told == [kept, changed, dropped, added]


def test_a_story_made_from_a_draft_tells_of_its_proposals() -> None:
    assert {story_id for story_id, _, _ in TOLD}
