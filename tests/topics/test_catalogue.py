"""What is published: charts and tables by their names."""

import pytest

from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.topics.catalogue import CHARTS, chart
from helpers.topics.printed import TABLES


@pytest.mark.parametrize("specs", [CHARTS, TABLES], ids=["charts", "tables"])
def test_each_name_is_there_once_and_begins_with_its_topic(specs) -> None:  # noqa: ANN001
    assert len({spec.name for spec in specs}) == len(specs)
    assert all(spec.name.startswith(f"{spec.topic}-") for spec in specs)


def test_a_chart_is_drawn_by_its_name(example: Story) -> None:
    assert chart(example, "crosscheck-standing").name == "crosscheck-standing"


def test_an_unknown_name_is_refused_with_those_that_there_are(example: Story) -> None:
    with pytest.raises(StoryError, match=r"'no-such-chart'; the charts are .*timeline-years"):
        chart(example, "no-such-chart")
