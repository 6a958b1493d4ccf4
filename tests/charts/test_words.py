"""The words of each chart, held against those that were read and found right.

Pixels show that something moved; this shows which words are others, the alt text among them, which
no picture shows. Of the first story its notebooks hold them. Where they are meant to be others: read
them, then `pytest tests/charts/test_words.py --snapshot-update`.
"""

from dataclasses import replace
from types import MappingProxyType

import pytest
from syrupy.assertion import SnapshotAssertion

from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import drawn_texts
from helpers.story.contract import TABLES
from helpers.topics.catalogue import CHARTS, ChartSpec

from ..stories import Drawn, opened

EVERY = pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.name)


def words(figure: ChartFigure) -> dict[str, object]:
    """All that a chart says: on the picture, in the order of the alphabet, and beside it."""
    drawn = {" ".join(text.get_text().split()) for text in drawn_texts(figure)}
    return {"alt": figure.alt, "drawn": sorted(drawn - {""})}


@pytest.mark.parametrize("story_id", ["example", "titanic-1912"])
@EVERY
def test_a_chart_says_what_it_said(
    spec: ChartSpec, story_id: str, drawn: Drawn, snapshot: SnapshotAssertion
) -> None:
    assert words(drawn(story_id, spec.name)) == snapshot


@EVERY
def test_a_chart_of_a_story_without_rows_says_what_it_said(
    spec: ChartSpec, snapshot: SnapshotAssertion
) -> None:
    story = opened("example")
    bare = {name: story.table(name).head(0) for name in TABLES}
    assert words(spec.build(replace(story, _tables=MappingProxyType(bare)))) == snapshot
