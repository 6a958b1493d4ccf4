"""The drawn pixels of each chart, held against a hash, in the environment that is pinned.

A hash says that something moved, not what a chart means: that the other tests prove. So it is asked
only where matplotlib and its font engine are the pinned ones. When a chart is meant to look
different: look at it, then write the hashes anew (see CONTRIBUTING.md).
"""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from helpers.charts.figure import ChartFigure, as_drawn
from helpers.topics.catalogue import CHARTS, ChartSpec

from ..stories import Drawn

ROOT = Path(__file__).resolve().parents[2]
HASHES = Path(__file__).with_name("hashes.json")


def is_pinned() -> bool:
    """Whether the installed matplotlib is the one of requirements.txt."""
    listed = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    found = re.search(r"^matplotlib==(\S+)", listed, re.MULTILINE)
    return bool(found) and found[1] == version("matplotlib")


@pytest.mark.skipif(not is_pinned(), reason="another matplotlib than the pinned one draws here")
@pytest.mark.mpl_image_compare(
    hash_library=str(HASHES),
    savefig_kwargs={"dpi": 100},
    style="default",
    backend="agg",
    deterministic=True,
)
@pytest.mark.parametrize(("size", "theme"), [("web", "light"), ("mobile", "dark")])
@pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.name)
def test_a_chart_of_the_small_story_looks_as_it_did(
    spec: ChartSpec, size: str, theme: str, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> ChartFigure:
    figure = drawn("example", spec.name, size, theme)
    save = figure.savefig

    def savefig(*args: object, **kwargs: object) -> None:
        with as_drawn(figure):
            save(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(figure, "savefig", savefig)
    return figure
