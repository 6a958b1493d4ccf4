"""Two small charts in place of the project's own, drawn in this process."""

from collections.abc import Callable
from functools import cache

import pandas as pd
import pytest

from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.sizes import size
from helpers.charts.style import theme
from helpers.desk import drawing
from helpers.story.story import Story
from helpers.topics.catalogue import ChartSpec
from helpers.topics.finding import Finding

NASTY = '<img src=x onerror="alert(1)"> & {{ 1 }}'

Build = Callable[[Story], ChartFigure]


def build(name: str, title: str = "Two claims") -> Build:
    """What draws a small chart of that name, once in each size and theme; nobody may change it."""
    return lambda story: _drawn(name, title, story.article.outlet, size(), theme().name)


@cache
def _drawn(name: str, title: str, outlet: str, *_: object) -> ChartFigure:
    @chart
    def draw() -> ChartFigure:
        rows = pd.DataFrame(
            {
                "claim_id": ["c001", "c002"],
                "ref_ids": ["ref-b|ref-a", None],
                "words": ["=2+5", NASTY],
                "count": pd.array([3, None], "Int64"),
            }
        )
        figure, ax = frame(name, title, "Claims", outlet, rows=rows, alt=f"Alt of {name}: 3.")
        ax.barh([0, 1], [3, 9])
        return figure

    return draw()


@pytest.fixture(name="build")
def building() -> Callable[..., Build]:
    """Make what draws a small chart: build(name, title)."""
    return build


@pytest.fixture
def two_charts(monkeypatch: pytest.MonkeyPatch) -> tuple[ChartSpec, ...]:
    """The charts claims-one and places-two, and one finding."""
    return two_charts_in(monkeypatch)


def two_charts_in(patch: pytest.MonkeyPatch) -> tuple[ChartSpec, ...]:
    """Put two small charts in place of the project's, as long as the patch lasts."""
    specs = (
        ChartSpec("claims-one", "claims", build("claims-one")),
        ChartSpec("places-two", "places", build("places-two", title=NASTY)),
    )
    patch.setattr(drawing, "CHARTS", specs)
    found = [Finding(f"Found: {NASTY}", ("c001",), "The article, paragraph 1", "claims-one")]
    patch.setattr("helpers.topics.findings.main", lambda _: found)
    return specs
