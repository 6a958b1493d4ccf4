"""Figures of a small release, counted by hand, and rules that hold for any."""

import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.datasets.ged import figures
from helpers.datasets.ged.recomputation import recompute
from helpers.datasets.ged.recomputation import tables as tables_of
from helpers.story.dataset import Centre, Period, Settings

from .conftest import as_csv

Write = Callable[..., Path]
Ask = Callable[..., Settings]
Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def asking(settings: Ask, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Tables]:
    """All tables of the invented release, which is read once: asking(events="2019-02")."""
    path = tmp_path_factory.mktemp("release") / "ged.csv"
    path.write_text(as_csv(), encoding="utf-8")
    wide = {"months": "2018-12/2019-07", "events": "2019-01/2019-07"}
    reading = recompute(path, settings(**wide), print).reading
    return lambda **asked: dict(tables_of(settings(**asked), reading))


@pytest.fixture
def tables(asking: Callable[..., Tables]) -> Tables:
    """All tables of the invented release, as they are asked for in conftest.py."""
    return asking()


def cells(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))


# ------------------------------------------------------------------------------ by month


def test_an_event_counts_in_the_month_in_which_it_begins(tables: Tables) -> None:
    monthly = tables["monthly_deaths"]
    assert cells(monthly, "month", "all_low", "all_best", "all_high", "all_events") == [
        ("2019-01", 4, 5, 7, 2),
        ("2019-02", 14, 25, 36, 4),
        ("2019-03", 1, 1, 1, 1),
        ("2019-04", 0, 0, 0, 0),
    ]


def test_only_events_of_the_side_count_for_it(tables: Tables) -> None:
    monthly = tables["monthly_deaths"]
    names = [f"heron_front_{name}" for name in ("low", "best", "high", "events", "onesided_best")]
    assert cells(monthly, *names) == [
        (4, 5, 7, 2, 0),
        (7, 17, 27, 3, 5),
        (1, 1, 1, 1, 0),
        (0, 0, 0, 0, 0),
    ]


def test_what_can_not_be_laid_to_one_month_is_told(tables: Tables) -> None:
    monthly = tables["monthly_deaths"]
    assert list(monthly["best_from_events_spanning_gt31d"]) == [0, 10, 0, 0]


def test_a_month_that_the_release_does_not_reach_is_blank_not_zero(
    asking: Callable[..., Tables],
) -> None:
    monthly = asking(months="2018-12/2019-07")["monthly_deaths"].set_index("month")
    assert monthly.loc["2019-05", "all_best"] == 0
    for month in ("2018-12", "2019-07"):
        assert monthly.loc[month].isna().all()


# ------------------------------------------------------------------------------ by distance


def test_events_near_the_centre_come_nearest_first_then_by_day_then_as_in_the_file(
    tables: Tables,
) -> None:
    near = tables["events_near_centre"]
    assert list(near["id"]) == [12, 14, 17, 13]
    assert list(near["inside_quillhaven_city_point"]) == [True, True, True, False]


def test_distances_are_geodesics_on_the_ellipsoid(tables: Tables) -> None:
    # A short arc of a meridian, from its radius of curvature on WGS 84 (a and e² of the datum).
    latitude = math.radians(40.15)
    radius = 6378.137 * (1 - 0.00669438) / (1 - 0.00669438 * math.sin(latitude) ** 2) ** 1.5
    [km] = tables["events_near_centre"]["km_from_quillhaven"].tail(1)
    assert km == pytest.approx(radius * math.radians(0.3), abs=0.01)
    assert cells(tables["events_near_centre"].tail(1), "bearing_deg", "compass") == [(0.0, "N")]


@pytest.mark.parametrize(
    ("period", "ids"), [("2019-03-20/2019-03-31", [13]), ("2019-02-02", [12, 13])]
)
def test_a_period_holds_every_event_of_which_a_day_lies_in_it(
    period: str, ids: list[int], asking: Callable[..., Tables]
) -> None:
    assert list(asking(events=period)["events_near_centre"]["id"]) == ids


def test_places_are_counted_by_kind_and_a_country_is_no_place(tables: Tables) -> None:
    columns = ("where_coordinates", "kind", "events", "best", "last")
    assert cells(tables["nearest_places"], *columns) == [
        ("Quillhaven city", "one-sided (attack on civilians)", 1, 5, "2019-02-10"),
        ("Quillhaven city", "state-based battle/attack", 2, 5, "2019-02-10"),
        ("Nether Tolling town", "state-based battle/attack", 1, 2, "2019-01-05"),
    ]


def test_the_events_of_a_town_name_the_dead_of_the_side(asking: Callable[..., Tables]) -> None:
    town = asking(town="Quillhaven city", town_events="2019-01/2019-02")["events_in_town"]
    columns = ("event_id", "date", "dead_side_a", "dead_heron_front", "best")
    assert cells(town, *columns) == [
        (12, "2019-01-31", 1, 2, 3),
        (14, "2019-02-10", 0, 0, 5),
        (17, "2019-02-10", 0, 0, 2),
    ]


def test_nothing_found_is_an_empty_table_with_its_columns(write: Write, settings: Ask) -> None:
    asked = settings(events="2001-01/2001-02", places="2001-01/2001-02", town="Nowhere")
    found = recompute(write(), asked, print).tables
    for name in ("events_near_centre", "nearest_places", "events_in_town"):
        assert found[name].empty
        assert "best" in found[name]


# ------------------------------------------------------------------------------ for any release

MONTHS = Period(date(2019, 1, 1), date(2019, 3, 31), "2019-01/2019-03")
TOLLS = st.lists(
    st.fixed_dictionaries(
        {
            "month": st.sampled_from(MONTHS.months),
            "side_a": st.sampled_from(["Government", "Front"]),
            "side_b": st.sampled_from(["Front", "League", "Civilians"]),
            "type_of_violence": st.integers(1, 3),
            "long": st.booleans(),
            "low": st.integers(0, 50),
            "best": st.integers(0, 50),
            "high": st.integers(0, 50),
            "events": st.integers(1, 5),
        }
    ),
    min_size=1,
)


@given(TOLLS)
def test_no_dead_are_lost_and_a_side_never_has_more_than_all(rows: list[dict[str, Any]]) -> None:
    tolls = pd.DataFrame(rows)
    known = (MONTHS.first, MONTHS.last)
    monthly = figures.monthly_deaths(tolls, "Front", "front", MONTHS, known)
    for count in ("low", "best", "high", "events"):
        assert monthly[f"all_{count}"].sum() == sum(row[count] for row in rows)
        assert (monthly[f"front_{count}"] <= monthly[f"all_{count}"]).all()
    assert (monthly["front_onesided_best"] <= monthly["front_best"]).all()


@given(
    st.lists(
        st.tuples(st.sampled_from([10.1, 10.2, 10.4]), st.sampled_from([20.0, 20.3])), max_size=30
    )
)
def test_each_point_is_measured_once(points: list[tuple[float, float]]) -> None:
    events = pd.DataFrame(points, columns=["latitude", "longitude"], dtype="float64")
    counted: list[tuple[float, ...]] = []

    def count(*pair: float) -> float:
        counted.append(pair)
        return 1.0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "distance_km", count)
        measured = figures.measured(events, Centre("centre", 10, 20, "Centre"))
    assert len(measured) == len(points)
    assert len(counted) == len(set(points))
