"""The stories of the project and their charts, as tests ask for them."""

from collections.abc import Callable
from functools import cache

from helpers.charts.figure import ChartFigure
from helpers.story.story import open_story

opened = cache(open_story)
"""A story by its id, opened once. No test can change it: it hands out copies of its tables."""
Drawn = Callable[..., ChartFigure]
"""What the fixture `drawn` gives: a chart by story, name, size and theme, each drawn once."""
IN_EVERY_SIZE = ("example", "isis-baghdad-2014")
"""The stories that are drawn in every size; others once, as it is the sizes that take the time."""
