"""Charts of the tolls: what is bounded, against the table it is bounded from."""

from datetime import datetime
from typing import Any

import pandas as pd
import pytest
from matplotlib.dates import date2num
from matplotlib.patches import Rectangle

from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.sizes import use_size
from helpers.story.contract import dtypes
from helpers.topics.casualties import tables
from helpers.topics.casualties.months import draw_months
from helpers.topics.casualties.references import draw_references


def tolls(*records: dict[str, object]) -> pd.DataFrame:
    types = dtypes("casualties")
    plain = {"paragraph": 1, "victims": "people", "outcome": "killed", "bound": "vague"}
    rows = [
        {"casualty_id": f"d{n:03}", **plain, "reported_by": "The Guard", **record}
        for n, record in enumerate(records, start=1)
    ]
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def exact(count: int, **cells: object) -> dict[str, object]:
    return {"lower": count, "best": count, "upper": count, "bound": "exact", **cells}


def against(*held: dict[str, object], **own: object) -> ChartFigure:
    """The article's toll, and the tolls of a reference that is held against its claim."""
    first = {"claim_id": "c001", **exact(9), **own}
    others = [{"paragraph": None, "ref_id": "held", **cells} for cells in held]
    checks = pd.DataFrame({"claim_id": ["c001"], "ref_ids": ["held"]}, dtype="string")
    return draw_references(tables.comparison(tolls(first, *others), checks), source="The Paper")


def test_each_toll_is_one_mark_with_its_own_bound_and_no_guessed_end(
    marks: list[dict[str, Any]],
) -> None:
    against(
        exact(12),
        {"lower": 4, "upper": 9, "bound": "exact"},
        lower=3000,
        best=None,
        upper=None,
        bound="more_than",
    )
    more, twelve, between = marks
    assert [call["bound"] for call in marks] == ["more_than", "exact", "exact"]
    assert (more["lower"], more["best"], more["upper"]) == (3000, None, None)
    assert more["mark"].end_end == "arrow"
    assert twelve["best"] == 12
    assert (between["lower"], between["best"], between["upper"]) == (4, None, 9)


@pytest.mark.parametrize(
    ("held", "title"),
    [
        ([], "The article counts 9 killed; no reference counts the same"),
        ([exact(12)], "The article counts 9 killed; another count has 12"),
        (
            [exact(12, period="2014"), exact(40, period="2013")],
            "The article counts 9 killed; other counts, over other periods, run from 12 to 40",
        ),
        (
            [{"lower": 2, "best": 5, "upper": 8, "bound": "exact"}],
            "The article counts 9 killed; another count has 5",
        ),
    ],
)
def test_the_title_sets_the_articles_count_beside_the_others(
    held: list[dict[str, object]], title: str
) -> None:
    assert against(*held).title == title


def test_what_was_counted_only_later_is_marked_and_is_in_no_title() -> None:
    first = {"claim_id": "c001", **exact(9), "period": "2014"}
    held = {"paragraph": None, "claim_id": None, "period": "2014"}
    table = tolls(
        first, {**held, **exact(12), "ref_id": "then"}, {**held, **exact(40), "ref_id": "since"}
    )
    checks = pd.DataFrame({"claim_id": ["c001"], "ref_ids": ["then|since"]}, dtype="string")
    some, every = (
        tables.comparison(table, checks, later) for later in ({"since"}, {"then", "since"})
    )
    fig = draw_references(some, source="The Paper")
    assert fig.title == "The article counts 9 killed; another count has 12"
    assert fig.alt.count("published later") == 1
    late = draw_references(every, source="The Paper")
    assert late.title == "The article counts 9 killed; later counts run from 12 to 40"


def test_references_stand_in_blocks_of_one_scope_and_are_never_summed() -> None:
    held = {"paragraph": None, "claim_id": None, "ref_id": "held"}
    table = tolls(
        exact(9, claim_id="c001"),
        exact(12, **held),
        exact(5, **held, included_in="d002"),
        {**held, "best": 40, "bound": "about", "period": "2014"},
    )
    checks = pd.DataFrame({"claim_id": ["c001"], "ref_ids": ["held"]}, dtype="string")
    fig = draw_references(tables.comparison(table, checks), source="The Paper")
    assert fig.title == ("The article counts 9 killed; other counts run from 12 to about 40")
    assert "5 (people, part of a toll of 12)" in fig.alt
    for total in ("17", "26", "57", "66"):
        assert total not in fig.alt


def monthly(*records: dict[str, object]) -> ChartFigure:
    series = [{"ref_id": "monitor", "reported_by": "The Monitor", **record} for record in records]
    table = tables.by_month(tolls(*series))
    return draw_months(table, published="2013-02-10", source="The Monitor")


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
    marks: list[dict[str, Any]],
) -> None:
    fig = monthly({"lower": 30, "bound": "more_than", "period": "2013-01"})
    assert bars(fig) == []
    assert marks[0]["mark"].end_end == "arrow"
    assert "more than 30" in fig.title
    assert "more than 30" in fig.alt


def test_the_title_names_the_deadliest_month_and_follows_its_row() -> None:
    one, other = (monthly(JANUARY, exact(count, period="2013-02")) for count in (5, 40))
    assert one.title == "People: 12 dead in January 2013, the most in two months"
    assert other.title == "People: 40 dead in February 2013, the most in two months"
    assert one.alt != other.alt
    assert monthly(JANUARY).title == "People: 12 dead in January 2013"


def test_the_deaths_are_those_that_somebody_recorded_not_all_there_were() -> None:
    fig = monthly(JANUARY, exact(5, period="2013-02"))
    assert fig.subtitle.startswith("Deaths recorded by The Monitor, by month, ")
    assert "deaths recorded by The Monitor" in fig.alt


def test_the_line_of_the_article_stands_on_its_day() -> None:
    fig = monthly(JANUARY, exact(5, period="2013-02"))
    days = [line.get_xdata()[0] for line in fig.axes[0].lines if len(set(line.get_xdata())) == 1]
    assert days == [date2num(datetime(2013, 2, 10))]


def test_a_hundred_months_and_none_are_drawn_without_a_fault() -> None:
    months = [exact(n + 1, period=f"{2000 + n // 12}-{n % 12 + 1:02}") for n in range(100)]
    assert layout_problems(monthly(*months)) == []
    assert monthly().title == "No reference counts month by month"


def test_a_hundred_tolls_are_drawn_without_a_fault() -> None:
    held = [exact(number, victims=f"group {number}") for number in range(1, 101)]
    assert layout_problems(against(*held)) == []


def test_the_words_of_a_lone_number_stand_inside_the_plot_of_a_phone() -> None:
    with use_size("mobile"):
        fig = against(lower=3_000_000, best=None, upper=None, bound="more_than")
    assert layout_problems(fig) == []
    assert [text.get_text() for text in fig.axes[0].texts if "more" in text.get_text()]
