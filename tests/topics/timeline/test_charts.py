"""Charts of the events: what is drawn, against the table it is drawn from."""

from typing import Any

import pandas as pd
import pytest

from helpers.charts import date_marks
from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.story.contract import dtypes
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.timeline import drawing as charts
from helpers.topics.timeline import tables

PUBLISHED = "2014-09-29"
LONG = "Something of a very long description happens again " * 6


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def events(*whens: str | None, **cells: object) -> pd.DataFrame:
    plain = {"paragraph": 1, "claim_id": "c001", "description": "It happens.", "status": "asserted"}
    return rows(
        "events",
        *(
            {"event_id": f"e{n:03}", **plain, "when": when, **cells}
            for n, when in enumerate(whens, start=1)
        ),
    )


CLAIM = {"claim_id": "c001", "speaker": "a-guard", "chain": "a-guard|the-paper", "voice": "direct"}
ACTOR = {"actor_id": "a-guard", "name": "The Guard"}


def years(table: pd.DataFrame) -> ChartFigure:
    return charts.draw_years(tables.resolved(table), published=PUBLISHED, source="The Paper")


def last_days(table: pd.DataFrame) -> ChartFigure:
    recent = tables.last_days(table, rows("claims", CLAIM), rows("actors", ACTOR), PUBLISHED)
    return charts.draw_last_days(recent, published=PUBLISHED, source="The Paper")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The marks that are drawn."""
    found: list[Any] = []
    real = date_marks.span

    def spy(ax: Any, at: float, span: Any, **cells: Any) -> Any:
        mark = real(ax, at, span, **cells)
        found.append(mark)
        return mark

    monkeypatch.setattr(date_marks, "span", spy)
    return found


def test_a_season_is_drawn_as_wide_as_its_three_months(drawn: list[Any]) -> None:
    years(events("2013-21"))
    (mark,) = drawn
    assert mark.end - mark.start == 92


def test_an_open_end_is_drawn_open_and_a_known_one_closed(drawn: list[Any]) -> None:
    years(events("2014-06/.."))
    (mark,) = drawn
    assert mark.start_end == "closed"
    assert mark.end_end != "closed"


def test_events_of_unknown_start_share_one_row_open_to_the_left(drawn: list[Any]) -> None:
    fig = years(events("/2014-09-29", "/2014-09-28", None, "2014-06"))
    assert len(drawn) == 2
    assert drawn[-1].start_end != "closed"
    assert list(fig.rows["drawn_as"]) == ["own row", *["start not said"] * 3]
    assert fig.title == "The article does not say when three of its four events began"


def test_events_of_the_last_days_share_one_row_except_those_still_to_come(drawn: list[Any]) -> None:
    table = events("2014-09-27", "2014-09-28/2014-09-29", "2014-09-29/..")
    fig = years(table)
    assert list(fig.rows["drawn_as"]) == ["last days", "last days", "own row"]
    assert len(drawn) == 2
    assert "Two events of the last three days" in fig.alt


def test_what_lies_outside_the_years_is_said_and_not_drawn(drawn: list[Any]) -> None:
    fig = years(events("1999", "2014-06"))
    assert len(drawn) == 1
    assert "one event lies outside these years" in fig.subtitle
    assert "Outside these years: one event" in fig.alt


def test_the_last_days_are_drawn_in_whole_days(drawn: list[Any]) -> None:
    last_days(events("2014-09-28", "2014-09-28/2014-09-29"))
    assert [mark.end - mark.start for mark in drawn] == [1, 2]


def test_title_and_alt_text_follow_the_rows() -> None:
    one, two = last_days(events("2014-09-28")), last_days(events("2014-09-28", "2014-09-29"))
    assert one.title == "What one source tells of the last three days"
    assert two.title == one.title
    assert "27 to 29 September 2014" in two.subtitle
    assert "29 September 2014)." in two.alt
    assert "The Guard: It happens (28 September 2014)" in one.alt


@pytest.mark.parametrize(
    "table",
    [
        events(),
        events("2014-09-28"),
        events("/2014-09-29"),
        events(None),
        events("2014-09-28", description=LONG),
        events("2013-24", description="حدث $5 {x} <b>"),
        events(*(f"2014-{month:02}" for month in range(1, 13)), *["2014-09-29"] * 88),
    ],
    ids=["empty", "one", "unknown", "blank", "long", "odd-characters", "hundred"],
)
def test_any_table_is_drawn_without_overlap_or_cut(table: pd.DataFrame) -> None:
    assert layout_problems(years(table)) == []
    assert layout_problems(last_days(table)) == []


@pytest.mark.parametrize("story_id", story_ids())
def test_real_charts_are_laid_out_and_keep_every_event(story_id: str) -> None:
    story = open_story(story_id)
    published, source = story.article.published, story.article.outlet
    resolved = tables.resolved(story.events)
    recent = tables.last_days(story.events, story.claims, story.actors, published)
    first = charts.draw_years(resolved, published=published, source=source)
    second = charts.draw_last_days(recent, published=published, source=source)
    assert layout_problems(first) == []
    assert layout_problems(second) == []
    assert sorted(first.rows["event_id"]) == sorted(story.events["event_id"])
    assert sorted(second.rows["event_id"]) == sorted(recent["event_id"])
    for description in recent["description"]:
        assert description.rstrip(".") in second.alt


def test_a_date_that_a_reference_establishes_is_drawn_on_the_row_and_said_in_words() -> None:
    story = open_story("isis-baghdad-2014")
    table = tables.resolved(story.events)
    fig = charts.draw_years(table, published=story.article.published, source="The Paper")
    label = next(
        text for text in fig.axes[0].get_yticklabels() if "merger (2013" in text.get_text()
    )
    assert " ".join(label.get_text().split()).endswith("(2013; a reference: 8 April 2013)")
    assert "a reference: 8 April 2013" in fig.alt
    legend = fig.axes[0].get_legend()
    assert legend is not None
    assert "a reference" in [text.get_text() for text in legend.get_texts()]
