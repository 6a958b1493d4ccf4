"""The stories of the project and their charts, as tests ask for them."""

from collections.abc import Callable
from functools import cache

from helpers.charts.figure import ChartFigure
from helpers.charts.sizes import SIZES
from helpers.story.story import open_story

opened = cache(open_story)
"""A story by its id, opened once. No test can change it: it hands out copies of its tables."""
Drawn = Callable[..., ChartFigure]
"""What the fixture `drawn` gives: a chart by story, name, size and theme, each drawn once."""
ON_SCREENS = (("web", "light"), ("mobile", "dark"), ("square", "light"))
"""Sizes, one of them on the dark ground, which moves nothing."""
DRAWN_IN = {"example": ON_SCREENS, "isis-baghdad-2014": tuple((size, "light") for size in SIZES)}
"""The stories of which charts are drawn in several sizes; others on the web alone, as it is the
sizes that take the time. A page in print is as narrow or as wide as a screen: what more it needs,
the longer story shows."""
