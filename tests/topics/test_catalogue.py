"""The catalogue: every chart is drawn for every story, says what it shows, and nothing overlaps."""

from pathlib import Path

import pytest

from helpers import open_story, story_ids
from helpers.charts.layout_problems import layout_problems
from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.topics.catalogue import CHARTS, chart


@pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.name)
@pytest.mark.parametrize("story_id", story_ids())
def test_every_chart_is_drawn_for_every_story(spec, story_id: str, root: Path) -> None:  # noqa: ANN001
    figure = spec.build(open_story(story_id, root=root))
    assert figure.name == spec.name
    assert figure.title
    assert figure.alt
    assert layout_problems(figure) == []


def test_a_chart_is_drawn_by_its_name(example: Story) -> None:
    assert chart(example, "timeline-years").name == "timeline-years"


def test_an_unknown_name_is_refused_with_those_that_there_are(example: Story) -> None:
    with pytest.raises(StoryError, match=r"'no-such-chart'; the charts are .*timeline-years"):
        chart(example, "no-such-chart")


def test_each_chart_belongs_to_the_topic_that_its_name_begins_with() -> None:
    assert [spec.name for spec in CHARTS if not spec.name.startswith(f"{spec.topic}-")] == []


def test_no_two_charts_have_the_same_name() -> None:
    names = [spec.name for spec in CHARTS]
    assert len(names) == len(set(names))
