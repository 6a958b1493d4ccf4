"""The catalogue: every chart has a name of its own, and is drawn by it."""

import pytest

from helpers.charts.figure import ChartFigure
from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.topics.catalogue import CHARTS, chart


def test_a_chart_is_drawn_by_its_name(example: Story) -> None:
    figure = chart(example, "crosscheck-standing")
    assert isinstance(figure, ChartFigure)
    assert figure.name == "crosscheck-standing"


def test_an_unknown_name_is_refused_with_those_that_there_are(example: Story) -> None:
    with pytest.raises(StoryError, match=r"'no-such-chart'; the charts are .*timeline-years"):
        chart(example, "no-such-chart")


def test_each_chart_belongs_to_the_topic_that_its_name_begins_with() -> None:
    assert [spec.name for spec in CHARTS if not spec.name.startswith(f"{spec.topic}-")] == []


def test_no_two_charts_have_the_same_name() -> None:
    names = [spec.name for spec in CHARTS]
    assert len(names) == len(set(names))
