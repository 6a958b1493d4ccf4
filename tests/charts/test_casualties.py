"""Charts of the tolls: what is bounded, against the table it is bounded from."""

from datetime import datetime
from typing import Any

import pandas as pd
import pytest
from matplotlib.dates import date2num
from matplotlib.patches import Rectangle

from helpers.charts import casualties as charts
from helpers.charts.frame import ChartFigure, layout_problems
from helpers.contract import dtypes
from helpers.story import open_story, story_ids
from helpers.tables import casualties as tables

LONG = "people of a very long name that goes on and on " * 6


def tolls(*records: dict[str, object]) -> pd.DataFrame:
    types = dtypes("casualties")
    plain = {"paragraph": 1, "victims": "people", "outcome": "killed", "bound": "vague"}
    rows = [
        {"casualty_id": f"d{n:03}", **plain, "reported_by": "The Guard", **record}
        for n, record in enumerate(records, start=1)
    ]
    return pd.DataFrame(rows, columns=list(types)).astype(types)


NO_CLAIMS = pd.DataFrame({"claim_id": [], "speaker": []}, dtype="string")


def exact(count: int, **cells: object) -> dict[str, object]:
    return {"lower": count, "best": count, "upper": count, "bound": "exact", **cells}


def counted(*records: dict[str, object]) -> ChartFigure:
    return charts.counted_and_named(tables.reported(tolls(*records), NO_CLAIMS), source="The Paper")


def test_each_toll_is_one_mark_with_its_own_bound_and_no_guessed_end(
    bounded: list[dict[str, Any]],
) -> None:
    counted(
        {"lower": 3000, "bound": "more_than"},
        {},
        exact(12),
        {"lower": 4, "upper": 9, "bound": "exact"},
    )
    assert [call["bound"] for call in bounded] == ["more_than", "exact", "exact", "vague"]
    more, twelve, between, none = bounded
    assert (more["lower"], more["value"], more["upper"]) == (3000, None, None)
    assert more["mark"].end_end == "arrow"
    assert twelve["value"] == 12
    assert (between["lower"], between["value"], between["upper"]) == (4, None, 9)
    assert none["mark"].start is None
    assert none["mark"].end is None


def test_rows_lie_one_below_the_other_and_keep_their_ids(bounded: list[dict[str, Any]]) -> None:
    fig = counted(exact(5), {}, exact(7), {"figure_id": "f001"})
    heights = [call["at"] for call in bounded]
    assert heights == sorted(heights)
    assert len(set(heights)) == 4
    assert list(fig.rows["casualty_id"]) == ["d001", "d003", "d004", "d002"]
    assert {"claim_id", "figure_id"} <= set(fig.rows.columns)


def test_title_and_alt_text_follow_the_rows() -> None:
    one, two = counted(exact(5), {}), counted(exact(5), {"lower": 8, "bound": "at_least"})
    assert one.title == "One of two tolls of people harmed is counted"
    assert two.title == "All two tolls of people harmed are counted"
    assert "at least 8" in two.alt
    assert "at least 8" not in one.alt
    assert "Only named: People: killed (The Guard)." in one.alt


def test_references_stand_in_blocks_of_one_scope_and_are_never_summed() -> None:
    held = {"paragraph": None, "claim_id": None, "ref_id": "held"}
    table = tolls(
        exact(9, claim_id="c001"),
        exact(12, **held),
        exact(5, **held, included_in="d002"),
        {**held, "best": 40, "bound": "about", "period": "2014"},
    )
    checks = pd.DataFrame({"claim_id": ["c001"], "ref_ids": ["held"]}, dtype="string")
    fig = charts.against_references(tables.comparison(table, checks), source="The Paper")
    assert fig.title == (
        "The article's count is 9 killed; counts of other scope run from 12 to about 40"
    )
    assert "5 (people, part of a toll of 12)" in fig.alt
    for total in ("17", "26", "57", "66"):
        assert total not in fig.alt
    assert layout_problems(fig) == []


@pytest.mark.parametrize(
    "records",
    [
        [],
        [{}],
        [exact(0)],
        [exact(1, victims=LONG, reported_by=LONG)],
        [exact(number, victims=f"group {number}") for number in range(1, 101)],
        [{"victims": "ضحايا $5 {x} <b>", "bound": "about", "best": 3_000_000}],
    ],
    ids=["empty", "one-named", "nought", "long", "hundred", "odd-characters"],
)
def test_any_table_is_drawn_without_overlap_or_cut(records: list[dict[str, object]]) -> None:
    table = tolls(*records)
    reported = tables.reported(table, NO_CLAIMS)
    no_checks = pd.DataFrame({"claim_id": [], "ref_ids": []}, dtype="string")
    assert layout_problems(charts.counted_and_named(reported, source="The Paper")) == []
    compared = tables.comparison(table, no_checks)
    assert layout_problems(charts.against_references(compared, source="The Paper")) == []


@pytest.mark.parametrize("story_id", story_ids())
def test_real_charts_are_laid_out_and_say_their_numbers(story_id: str) -> None:
    story = open_story(story_id)
    reported = tables.reported(story.casualties, story.claims)
    compared = tables.comparison(story.casualties, story.checks)
    for fig, table in (
        (charts.counted_and_named(reported, source=story.article.outlet), reported),
        (charts.against_references(compared, source=story.article.outlet), compared),
    ):
        assert layout_problems(fig) == []
        assert sorted(fig.rows["casualty_id"]) == sorted(table["casualty_id"])
        for number in table.loc[table["stated"] == "number", "number"]:
            assert number in fig.alt


def monthly(*records: dict[str, object]) -> ChartFigure:
    series = [{"ref_id": "monitor", "reported_by": "The Monitor", **record} for record in records]
    table = tables.by_month(tolls(*series))
    return charts.by_month(table, published="2013-02-10", source="The Monitor")


def bars(fig: ChartFigure) -> list[tuple[float, float]]:
    """Bottom and top of each bar, as drawn, without the ground laid under a pale one."""
    found = [
        (patch.get_y(), patch.get_y() + patch.get_height())
        for patch in fig.axes[0].patches
        if isinstance(patch, Rectangle)
    ]
    return list(dict.fromkeys(found))


JANUARY = {"lower": 10, "best": 12, "upper": 20, "bound": "exact", "period": "2013-01"}


def test_a_month_is_solid_to_its_low_estimate_and_pale_to_its_high_one() -> None:
    fig = monthly(JANUARY, exact(5, period="2013-02"))
    assert bars(fig) == [(0, 10), (10, 20), (0, 5)]
    best = [line.get_ydata()[0] for line in fig.axes[0].lines if len(set(line.get_ydata())) == 1]
    assert best == [12, 5]


def test_a_month_without_an_upper_limit_gets_an_arrow_and_no_guessed_top(
    bounded: list[dict[str, Any]],
) -> None:
    fig = monthly({"lower": 30, "bound": "more_than", "period": "2013-01"})
    assert bars(fig) == []
    assert bounded[0]["mark"].end_end == "arrow"
    assert "more than 30" in fig.title
    assert "more than 30" in fig.alt


def test_the_title_names_the_deadliest_month_and_follows_its_row() -> None:
    one, other = (monthly(JANUARY, exact(count, period="2013-02")) for count in (5, 40))
    assert one.title == "January 2013 was the deadliest of two months: 12 (10 to 20) killed"
    assert other.title == "February 2013 was the deadliest of two months: 40 killed"
    assert one.alt != other.alt


def test_the_line_of_the_article_stands_on_its_day() -> None:
    fig = monthly(JANUARY, exact(5, period="2013-02"))
    days = [line.get_xdata()[0] for line in fig.axes[0].lines if len(set(line.get_xdata())) == 1]
    assert days == [date2num(datetime(2013, 2, 10))]


def test_a_hundred_months_and_none_are_drawn_without_a_fault() -> None:
    months = [exact(n + 1, period=f"{2000 + n // 12}-{n % 12 + 1:02}") for n in range(100)]
    assert layout_problems(monthly(*months)) == []
    assert layout_problems(monthly()) == []
    assert monthly().title == "No reference counts month by month"
