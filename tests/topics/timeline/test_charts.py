"""Charts of the events: what is drawn, against the table it is drawn from."""

from typing import Any

import pandas as pd
import pytest

from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.story.contract import dtypes
from helpers.topics.timeline import tables
from helpers.topics.timeline.last_days import draw_last_days
from helpers.topics.timeline.years import draw_years

PUBLISHED = "2014-09-29"


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
    return draw_years(tables.resolved(table), published=PUBLISHED, source="The Paper")


def last_days(table: pd.DataFrame) -> ChartFigure:
    recent = tables.last_days(table, rows("claims", CLAIM), rows("actors", ACTOR), PUBLISHED)
    return draw_last_days(recent, published=PUBLISHED, source="The Paper")


Marks = list[dict[str, Any]]


def test_a_season_is_drawn_as_wide_as_its_three_months(marks: Marks) -> None:
    years(events("2013-21"))
    (drawn,) = marks
    assert drawn["mark"].end - drawn["mark"].start == 92


def test_an_open_end_is_drawn_open_and_a_known_one_closed(marks: Marks) -> None:
    years(events("2014-06/.."))
    (drawn,) = marks
    assert drawn["mark"].start_end == "closed"
    assert drawn["mark"].end_end == "arrow"


def test_events_of_unknown_start_share_one_row_open_to_the_left(marks: Marks) -> None:
    fig = years(events("/2014-09-29", "/2014-09-28", "/2014-09-28", "2014-06"))
    assert [one["mark"].start_end for one in marks] == ["closed", "unknown"]
    assert sorted(fig.rows["drawn_as"]) == ["own row", *["start not said"] * 3]
    assert fig.title == "The article does not say when three of its four events began"


def test_events_of_the_last_days_share_one_row_except_those_still_to_come(marks: Marks) -> None:
    table = events("2014-09-27", "2014-09-28/2014-09-29", "2014-09-29/..")
    fig = years(table)
    assert list(fig.rows["drawn_as"]) == ["last days", "last days", "own row"]
    assert len(marks) == 2
    assert "Two events of the last three days" in fig.alt


def test_what_lies_outside_the_years_is_said_and_not_drawn(marks: Marks) -> None:
    fig = years(events("1999", "2014-06"))
    assert len(marks) == 1
    assert "one event lies outside these years" in fig.subtitle
    assert "Outside these years: one event" in fig.alt


def test_the_last_days_are_drawn_in_whole_days(marks: Marks) -> None:
    last_days(events("2014-09-28", "2014-09-28/2014-09-29"))
    assert [one["mark"].end - one["mark"].start for one in marks] == [1, 2]


def test_title_and_alt_text_follow_the_rows() -> None:
    one, two = last_days(events("2014-09-28")), last_days(events("2014-09-28", "2014-09-29"))
    assert one.title == "What one source tells of the last three days"
    assert two.title == one.title
    assert "27 to 29 September 2014" in two.subtitle
    assert "29 September 2014)." in two.alt
    assert "The Guard: It happens (28 September 2014)" in one.alt


def test_a_hundred_events_are_drawn_without_a_fault() -> None:
    table = events(*(f"2014-{month:02}" for month in range(1, 13)), *["2014-09-29"] * 88)
    assert layout_problems(years(table)) == []
    assert layout_problems(last_days(table)) == []


def test_a_date_that_a_reference_establishes_is_drawn_on_the_row_and_said_in_words(
    marks: Marks,
) -> None:
    fig = years(events("2013", established_when="2013-04-08", ref_id="held"))
    own, reference = marks
    assert own["at"] == reference["at"]
    assert (own["look"].label, reference["look"].label) == ("asserted", "a reference")
    assert reference["mark"].end - reference["mark"].start == 1
    assert "It happens (2013; a reference: 8 April 2013)" in fig.alt
    legend = fig.axes[0].get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["asserted", "a reference"]


@pytest.mark.parametrize(
    ("whens", "title"),
    [
        ([], "The article tells of no events"),
        (["2014-06"], "The article says when its one event began"),
        (["/2014-06"], "The article does not say when its one event began"),
        (["2014-06"] * 2, "The article says when each of its two events began"),
        ([None, None], "The article says of none of its two events when it began"),
    ],
)
def test_the_title_counts_the_events_whose_start_is_not_said(
    whens: list[str | None], title: str
) -> None:
    assert years(events(*whens)).title == title
