"""The stories of the project and their charts, as tests ask for them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from helpers.charts.figure import ChartFigure
from helpers.story.story import open_story

opened = cache(open_story)
"""A story by its id, opened once. No test can change it: it hands out copies of its tables."""
Drawn = Callable[..., ChartFigure]
"""What the fixture `drawn` gives: a chart by story, name, size and theme, each drawn once."""
IN_EVERY_SIZE = ("example", "isis-baghdad-2014")
"""The stories that are drawn in every size; others once, as it is the sizes that take the time."""


def rewrite(path: Path, old: str, new: str) -> None:
    """Change words of a file, which must stand there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
