"""The notebooks on the stories for which their outputs are not stored."""

import sys
from functools import partial
from pathlib import Path

import pytest

from helpers.charts.figure import ChartFigure
from helpers.story import notes
from helpers.story.project import story_ids
from helpers.story.story import Story
from helpers.topics.catalogue import CHARTS

from ..cells import NOTEBOOKS, PICTURE, put_out
from ..stories import Drawn, opened

STORED = "isis-baghdad-2014"


@pytest.fixture
def shown(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> list[ChartFigure]:
    """Let notebooks show charts as they were drawn for other tests; returns those they ask for."""
    asked: list[ChartFigure] = []

    def build(name: str, story: Story) -> ChartFigure:
        asked.append(drawn(story.id, name))
        return asked[-1]

    for spec in CHARTS:
        charts = sys.modules[spec.build.__module__]
        monkeypatch.setattr(charts, spec.build.__name__, partial(build, spec.name))
    # What a finding names is drawn by its name.
    monkeypatch.setattr("helpers.show.sentences.chart", lambda story, name: build(name, story))
    return asked


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("story_id", [one for one in story_ids() if one != STORED])
def test_a_notebook_runs_through_and_shows_its_charts(
    story_id: str, path: Path, shown: list[ChartFigure], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = opened(story_id)
    told = put_out(path, story, monkeypatch)
    assert story.article.headline in told
    assert told.count(PICTURE) == sum(not figure.rows.empty for figure in shown)
    called = path.read_text(encoding="utf-8")
    findings = notes.sections(story, "crosscheck") if "told(" in called else []
    named = sum(bool(part.chart) for part in findings)
    assert len(shown) == called.count(".charts.") + named
