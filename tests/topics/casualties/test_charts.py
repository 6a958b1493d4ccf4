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
from helpers.charts.style import GROUPS
from helpers.topics.casualties import tables
from helpers.topics.casualties.charts import draw_months, draw_references

from ..made import Cells, exact, patches, texts, tolls

Marks = list[dict[str, Any]]
RANGE: Cells = {"lower": 2, "best": 5, "upper": 8, "bound": "exact"}
MORE: Cells = {"lower": 3000, "best": None, "upper": None, "bound": "more_than"}


def against(*held: Cells, later: tuple[str, ...] = (), **own: object) -> ChartFigure:
    """The article's toll, and those of references held against its claim."""
    others = [{"ref_id": "held", **cells} for cells in held]
    cited = "|".join(dict.fromkeys(str(one["ref_id"]) for one in others))
    checks = pd.DataFrame({"claim_id": ["c001"], "ref_ids": [cited]}, dtype="string")
    rows = tolls({"claim_id": "c001", **exact(9), **own}, *others)
    return draw_references(tables.comparison(rows, checks, later), source="The Paper")


def test_each_toll_is_one_mark_with_its_own_bound_and_no_guessed_end(marks: Marks) -> None:
    against(exact(12), {"lower": 4, "upper": 9, "bound": "exact"}, **MORE)
    more, twelve, between = marks
    assert [call["bound"] for call in marks] == ["more_than", "exact", "exact"]
    assert (more["lower"], more["best"], more["upper"]) == (3000, None, None)
    assert more["mark"].end_end == "arrow"
    assert twelve["best"] == 12
    assert (between["lower"], between["best"], between["upper"]) == (4, None, 9)


THEN, SINCE = (exact(12, ref_id="then", period="2014"), exact(40, ref_id="since", period="2014"))


@pytest.mark.parametrize(
    ("held", "later", "title"),
    [
        ([], (), "9 killed; no reference counts the same"),
        ([exact(12)], (), "9 killed; another count, over another period, has 12 (The Guard)"),
        ([exact(12, period="2014")], (), "9 killed; another count has 12 (The Guard)"),
        (
            [exact(12), exact(40, period="2013")],
            (),
            "9 killed; other counts, over other periods, run from 12 to 40",
        ),
        ([{**RANGE, "period": "2014"}], (), "9 killed; another count has 5 (The Guard)"),
        # Of two, the one that was published later is in no title.
        (
            [THEN, SINCE],
            ("since",),
            "9 killed; another count has 12 (The Guard); a later one has 40",
        ),
        ([THEN, SINCE], ("then", "since"), "9 killed; later counts run from 12 to 40"),
        ([SINCE], ("since",), "9 killed; a later count has 40 (The Guard)"),
    ],
)
def test_the_title_sets_the_articles_count_beside_the_others(
    held: list[Cells], later: tuple[str, ...], title: str
) -> None:
    fig = against(*held, later=later, period="2014")
    assert fig.title == f"The article counts {title}"
    assert fig.alt.count("published later") == min(len(later), 1)


def test_references_stand_in_blocks_of_one_scope_and_are_never_summed() -> None:
    about: Cells = {"best": 40, "bound": "about", "period": "2014"}
    fig = against(exact(12), exact(5, included_in="d002"), about)
    assert fig.title == "The article counts 9 killed; other counts run from 12 to about 40"
    assert "5 (people, part of a toll of 12)" in fig.alt
    for total in ("17", "26", "57", "66"):
        assert total not in fig.alt


def test_what_happened_to_people_is_said_in_one_word_everywhere() -> None:
    assert {key: look.label for key, look in GROUPS["outcome"].items()} == dict(tables.OUTCOMES)
    assert against(outcome="captive").title.startswith("The article counts 9 held captive;")


def test_the_words_of_a_lone_number_stand_inside_the_plot_of_a_phone() -> None:
    with use_size("mobile"):
        fig = against(**{**MORE, "lower": 3_000_000})
    assert layout_problems(fig) == []
    assert [text for text in texts(fig) if "more" in text]


def test_a_hundred_tolls_and_a_hundred_months_are_drawn_without_a_fault() -> None:
    held = [exact(number, victims=f"group {number}") for number in range(1, 101)]
    assert layout_problems(against(*held)) == []
    months = [exact(n + 1, period=f"{2000 + n // 12}-{n % 12 + 1:02}") for n in range(100)]
    assert layout_problems(monthly(*months)) == []


def monthly(*cells: Cells) -> ChartFigure:
    series = [{"ref_id": "monitor", "reported_by": "The Monitor", **one} for one in cells]
    table = tables.by_month(tolls(*series))
    return draw_months(table, published="2013-02-10", source="The Monitor")


def bars(fig: ChartFigure) -> list[tuple[float, float]]:
    """Bottom and top of each bar, as drawn, without the ground laid under a pale one."""
    found = [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in patches(fig, Rectangle)]
    return list(dict.fromkeys(found))


def across(fig: ChartFigure, upright: bool) -> list[float]:
    """Where the lines stand that go straight up, or straight across."""
    ends = [(line.get_xdata(), line.get_ydata()) for line in fig.axes[0].lines]
    cells = [x if upright else y for x, y in ends if len(set(x if upright else y)) == 1]
    return [cell[0] for cell in cells]


JANUARY: Cells = {"lower": 10, "best": 12, "upper": 20, "bound": "exact", "period": "2013-01"}
FEBRUARY = exact(5, period="2013-02")


def test_a_month_is_solid_to_its_low_estimate_and_pale_to_its_high_one() -> None:
    fig = monthly(JANUARY, FEBRUARY)
    assert bars(fig) == [(0, 10), (10, 20), (0, 5)]
    assert across(fig, upright=False) == [12, 5]
    # The line of the article stands on its day.
    assert across(fig, upright=True) == [date2num(datetime(2013, 2, 10))]


def test_a_month_without_an_upper_limit_gets_an_arrow_and_no_guessed_top(marks: Marks) -> None:
    fig = monthly({"lower": 30, "bound": "more_than", "period": "2013-01"})
    assert bars(fig) == []
    assert marks[0]["mark"].end_end == "arrow"
    assert fig.title == "People: more than 30 dead in January 2013"
    assert "January 2013 more than 30" in fig.alt


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ([JANUARY, FEBRUARY], "People: 12 dead in January 2013, the most in two months"),
        (
            [JANUARY, exact(40, period="2013-02")],
            "People: 40 dead in February 2013, the most in two months",
        ),
        ([JANUARY], "People: 12 dead in January 2013"),
        ([], "No reference counts month by month"),
    ],
)
def test_the_title_names_the_deadliest_month_and_follows_its_row(
    cells: list[Cells], title: str
) -> None:
    assert monthly(*cells).title == title


def test_the_deaths_are_those_that_somebody_recorded_not_all_there_were() -> None:
    part = exact(4, period="2013-01", included_in="d001", victims="people, children")
    fig = monthly(JANUARY, part, FEBRUARY)
    assert fig.subtitle == (
        "Deaths recorded by The Monitor, by month, January 2013 to February 2013: people. Pale from"
        " the low to the high estimate"
    )
    assert fig.alt == (
        "Bar chart of deaths recorded by The Monitor, by month, best estimate with low to high in"
        " brackets: people. People: 12 dead in January 2013, the most in two months. January 2013 12"
        " (10 to 20); February 2013 5. A line marks the day of the article, 10 February 2013. Drawn"
        " inside: people, children."
    )
