"""What holds for every chart that is published, in every size and of every story."""

from functools import cache

import pandas as pd
import pytest

from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.sizes import SIZES, use_size
from helpers.charts.style import DARK, THEMES, use_theme
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story
from helpers.topics.catalogue import CHARTS, ChartSpec

STORIES = story_ids()
EVERY = pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.name)
OF_EACH_STORY = pytest.mark.parametrize("story_id", STORIES)


@cache
def opened(story_id: str) -> Story:
    return open_story(story_id)


@cache
def drawn(spec: ChartSpec, story_id: str, size: str) -> ChartFigure:
    with use_size(size):
        return spec.build(opened(story_id))


@pytest.mark.parametrize("size", list(SIZES))
@OF_EACH_STORY
@EVERY
def test_nothing_is_cut_off_too_small_or_on_top_of_something_else(
    spec: ChartSpec, story_id: str, size: str
) -> None:
    assert layout_problems(drawn(spec, story_id, size)) == []


@pytest.mark.parametrize("size", [name for name in SIZES if name != "web"])
@OF_EACH_STORY
@EVERY
def test_a_chart_says_the_same_in_every_size(spec: ChartSpec, story_id: str, size: str) -> None:
    web, other = drawn(spec, story_id, "web"), drawn(spec, story_id, size)
    assert (other.name, other.title, other.alt) == (web.name, web.title, web.alt)
    pd.testing.assert_frame_equal(other.rows, web.rows)


@EVERY
def test_a_chart_is_drawn_in_the_colours_of_its_theme(spec: ChartSpec) -> None:
    with use_theme(DARK):
        figure = spec.build(opened(STORIES[0]))
    other = {colour for theme in THEMES.values() if theme is not DARK for colour in _inks(theme)}
    used = {
        text.get_color() for axes in figure.axes for text in axes.texts if text.get_visible()
    } | {text.get_color() for text in figure.texts}
    assert used & other == set()


def _inks(theme: object) -> set[str]:
    return {getattr(theme, name) for name in ("ink", "muted", "ground")}
