"""The stories of the project, their charts and the command, as tests ask for them."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from helpers.charts.figure import ChartFigure
from helpers.charts.sizes import SIZES
from helpers.story.locators import digest
from helpers.story.proposals import cells_digest
from helpers.story.story import open_story

Run = Callable[..., tuple[int, str, str]]
"""What the fixture `run` gives: the command on a copied project, with its exit code and what it prints."""
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


def proposal(
    name: str, key: str, cells: Mapping[str, str], status: str = "proposed"
) -> dict[str, str]:
    """The row of proposals.csv for a row that stands as it was proposed."""
    place = {"paragraph": "1", "start": "0", "end": "5", "sha256": digest("Ferry")}
    if cells.get("paragraph"):
        place = {column: cells.get(column) or cell for column, cell in place.items()}
    as_proposed = cells_digest(name, cells) if cells else digest("")
    told = {"rule": "by.hand", "status": status, "as_proposed": as_proposed}
    return {"table": name, "row_id": key, **place, **told}


def rewrite(path: Path, old: str, new: str) -> None:
    """Put other words into a file, which must hold the old ones."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
