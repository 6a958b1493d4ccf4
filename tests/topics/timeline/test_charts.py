"""Charts of the events: what is drawn, against the table it is drawn from."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from matplotlib.dates import date2num

from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.pen import MARK
from helpers.charts.sizes import use_size
from helpers.topics.timeline import tables
from helpers.topics.timeline.charts import draw_last_days, draw_years

from ..made import NAMED, actors, claims, events

PUBLISHED = "2014-09-29"


def years(table: pd.DataFrame) -> ChartFigure:
    return draw_years(tables.resolved(table), published=PUBLISHED, source="The Paper")


def last_days(table: pd.DataFrame) -> ChartFigure:
    recent = tables.last_days(table, claims(NAMED), actors(), PUBLISHED)
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


# Date words of other centuries and years: the group in which they stand, and what is said.
OUTSIDE = [
    ("0001", "Before 2013", "1"),
    ("0762~", "Before 2013", "about 762"),
    ("12XX", "Before 2013", "a year from 1200 to 1299"),
    ("1258/1534", "Before 2013", "from 1258 to 1534"),
    ("1916~/1918", "Before 2013", "from about 1916 to 1918"),
    ("1979-22", "Before 2013", "summer 1979"),
    ("2011-24", "Before 2013", "winter 2011-12"),
    ("2012", "Before 2013", "2012"),
    ("2012-12-31", "Before 2013", "31 December 2012"),
    ("2015-01-01", "After 2014", "1 January 2015"),
    ("2015-21", "After 2014", "spring 2015"),
    ("2016/..", "After 2014", "from 2016 on"),
    ("2020~/", "After 2014", "from about 2020, end not known"),
    ("20XX", "Happened", "a year from 2000 to 2099"),
    ("1258/2014-06", "Happened", "from 1258 to June 2014"),
    ("2012-24", "Happened", "winter 2012-13"),
    ("2012-12-31/2013-01-01", "Happened", "from 31 December 2012 to 1 January 2013"),
    ("1921/..", "Happened", "from 1921 on"),
]


@pytest.mark.parametrize(("when", "group", "words"), OUTSIDE)
def test_events_of_other_centuries_have_their_row_and_the_axis_stays(
    when: str, group: str, words: str, marks: Marks
) -> None:
    fig = years(events(when, "2014-06"))
    assert f"{group}: It happens ({words})" in fig.alt
    assert len(marks) == 2
    outside = group != "Happened"
    assert ("an arrow points to what lies outside these years" in fig.subtitle) is outside
    assert fig.axes[0].get_xlim() == (date2num(date(2013, 1, 1)), date2num(date(2015, 1, 1)))
    if outside:
        # Nothing of it stands on the axis but an arrow at its end.
        kinds = [one.get_marker() for one in fig.axes[0].lines if one.get_label() == MARK]
        assert kinds == ["<" if group.startswith("Before") else ">"]
        assert not [text for text in fig.axes[0].texts if text.get_label() == MARK]


def test_many_events_of_other_years_share_a_row_that_says_when(marks: Marks) -> None:
    fig = years(events(*(f"{year}" for year in range(1900, 1950)), "2014-06"))
    assert len(marks) == 7 + 1 + 1
    assert "(1906); 43 more events (from 1 January 1907 to 31 December 1949)" in fig.alt
    assert (fig.rows["drawn_as"] == "earlier").sum() == 50
    assert layout_problems(fig) == []


@pytest.mark.parametrize("size", ["web", "square", "mobile"])
def test_a_chart_with_other_centuries_is_laid_out_in_every_size(size: str) -> None:
    with use_size(size):
        fig = years(events(*(when for when, *_ in OUTSIDE[::2]), "2014-06", "/2014-09-28"))
    assert layout_problems(fig) == []


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
        (["2014-06"], "The article's one event can be dated"),
        (["/2014-06"], "The article does not say when its one event began"),
        (["2014-06"] * 2, "Each of the article's two events can be dated"),
        ([None, None], "The article says of none of its two events when it began"),
    ],
)
def test_the_title_counts_the_events_whose_start_is_not_said(
    whens: list[str | None], title: str
) -> None:
    assert years(events(*whens)).title == title
