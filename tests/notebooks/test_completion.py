"""What the Tab key offers in a notebook: a topic's parts, the story's tables, what can be shown."""

import importlib

import pytest
from IPython.core.completer import IPCompleter, provisionalcompleter

import helpers.show
from helpers.story.contract import TABLES
from helpers.story.story import Story

TOPICS = ("actors", "casualties", "claims", "crosscheck", "places", "timeline")


def offered(written: str, **names: object) -> set[str]:
    """What stands behind the dot in a live IPython."""
    with provisionalcompleter():
        found = IPCompleter(namespace=names).completions(written, len(written))
        return {one.text.removeprefix(written).lstrip(".") for one in found}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_offers_its_tables_findings_and_charts(topic: str) -> None:
    module = importlib.import_module(f"helpers.topics.{topic}")
    told = offered("topic.", topic=module)
    assert {"charts", "findings", "in_short", "tables"} <= told


def test_a_story_offers_all_its_tables(example: Story) -> None:
    assert set(TABLES) | {"article", "note", "table", "words"} <= offered("story.", story=example)


def test_what_can_be_shown_is_offered_and_no_module_hides_a_function() -> None:
    names = {"contents", "findings", "header", "note", "show", "table", "told", "words"}
    assert names <= offered("show.", show=helpers.show)
    # Twice: the first use imports the modules.
    for name in (*names, *names):
        assert callable(getattr(helpers.show, name)), name
