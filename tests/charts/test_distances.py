"""Charts of distances: each number with its bound, against the table it is drawn from."""

from typing import Any

import pandas as pd
import pytest

from helpers.charts import distances as charts
from helpers.charts.frame import ChartError, ChartFigure, layout_problems
from helpers.charts.sizes import SIZES, use_size
from helpers.contract import dtypes
from helpers.story import open_story, story_ids
from helpers.tables import distances as tables
from helpers.tables import places as place_tables

LONG = "Somebody of a very long name that goes on and on " * 6


def contract_rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def row(who: str = "The Paper", given_by: str = "article", **cells: object) -> dict[str, object]:
    """One row of tables.distances.every_distance, 5 km to nowhere unless told otherwise."""
    plain = {"from_place": "origin", "from_name": "Origin", "to_name": "", "from_edge": False}
    plain |= {"value_km": 5.0, "lower_km": 5.0, "upper_km": 5.0, "bound": "exact", "unit": "km"}
    plain |= {"kilometres": "5 km", "miles": "3.11 miles", "who": who, "given_by": given_by}
    return {**plain, "measures": "something from Origin", **cells}


def below(km: float) -> dict[str, object]:
    return {
        "value_km": None,
        "lower_km": None,
        "upper_km": km,
        "bound": "less_than",
        "kilometres": f"less than {km:g} km",
    }


def table(*records: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(records), columns=list(tables.COLUMNS)).astype(dict(tables.COLUMNS))


def drawn(*records: dict[str, object]) -> ChartFigure:
    return charts.every_distance(table(*records), source="The Paper")


def test_every_number_is_drawn_with_its_bound_below_the_one_before(
    bounded: list[dict[str, Any]],
) -> None:
    drawn(
        row(paragraph="1|7"),
        row("A reference", "reference", **below(60)),
        row("Its source", "own", value_km=9.0, lower_km=None, upper_km=None, bound="about"),
    )
    assert [(one["upper"], one["bound"]) for one in bounded] == [
        (5, "exact"),
        (60, "less_than"),
        (None, "about"),
    ]
    assert [one["value"] for one in bounded] == [5, None, 9]
    heights = [one["at"] for one in bounded]
    assert heights == sorted(heights)
    assert len({one["look"] for one in bounded}) == 3


def test_the_axis_in_miles_says_the_same_as_that_in_kilometres() -> None:
    (ax,) = drawn(row()).axes
    (above,) = ax.child_axes
    assert above.get_xlim()[1] * 1.609344 == pytest.approx(ax.get_xlim()[1])
    assert ax.get_xlim()[0] == 0


def test_the_title_names_the_two_that_lie_furthest_apart() -> None:
    far = {"value_km": 60.0, "lower_km": 60.0, "upper_km": 60.0, "kilometres": "60 km"}
    fig = drawn(row(), row("The Office", "reference", **far), row("A ruler", "measured"))
    assert fig.title == "The distance from Origin runs from 5 km (The Paper) to 60 km (The Office)"
    nearer = drawn(row(), row("The Office", "reference", **below(7)))
    assert nearer.title.endswith("to less than 7 km (The Office)")
    assert nearer.alt != fig.alt


def test_what_is_measured_is_no_end_of_what_is_said() -> None:
    fig = drawn(row(), row("A ruler", "measured", value_km=90.0, lower_km=90.0, upper_km=90.0))
    assert fig.title == "The distance from Origin is put at 5 km (The Paper)"


def test_the_alt_text_holds_every_number_its_giver_and_its_role() -> None:
    fig = drawn(row(paragraph="3"), row("The Office", "own", **below(7)))
    for words in ("paragraph 3", "The Office", "less than 7 km", "the claim's own source"):
        assert words in fig.alt


def test_rows_without_a_number_stand_aside() -> None:
    vague = {"value_km": None, "lower_km": None, "upper_km": None, "bound": "vague"}
    words = {"kilometres": "number not given", "miles": "number not given"}
    fig = drawn(row(**vague, **words))
    assert layout_problems(fig) == []
    assert fig.title == "No distance from the centre is stated as a number"
    assert "number not given" in fig.alt


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize(
    "records",
    [
        [],
        [row()],
        [row(), row("Far", "reference", value_km=9e4, lower_km=9e4, upper_km=9e4)],
        [row(LONG, measures=LONG, from_name=LONG, to_name=LONG), row(LONG, "own", **below(3))],
        [row("$5 {x} <b>", measures="$x_1$ \\frac <i>")],
    ],
    ids=["empty", "one", "far apart", "long", "odd characters"],
)
def test_any_table_is_drawn_without_overlap_or_cut(
    records: list[dict[str, object]], size: str
) -> None:
    with use_size(size):
        assert layout_problems(drawn(*records)) == []


@pytest.mark.parametrize("size", ["web", "mobile", "column", "spread"])
def test_a_hundred_rows_are_drawn(size: str) -> None:
    records = [row(f"Paper {n}", value_km=n, lower_km=n, upper_km=n) for n in range(1, 101)]
    with use_size(size):
        fig = drawn(*records)
    assert layout_problems(fig) == []
    assert len(fig.rows) == 100


@pytest.mark.parametrize("number", [float("inf"), -3.0])
def test_a_number_that_is_no_distance_is_refused_by_its_column(number: float) -> None:
    with pytest.raises(ChartError, match="value_km"):
        drawn(row(value_km=number))


def test_a_lacking_column_is_named() -> None:
    with pytest.raises(ChartError, match="given_by"):
        charts.every_distance(table(row()).drop(columns="given_by"), source="The Paper")


# ------------------------------------------------------------------------------ against measured


def against(*figures: dict[str, object]) -> pd.DataFrame:
    plain = {"claim_id": "c001", "kind": "distance", "unit": "km", "from_place": "origin"}
    told = [
        {**plain, "figure_id": f"f{n:03}", "paragraph": n, "surface": f"said {n}", **cells}
        for n, cells in enumerate(figures, 1)
    ]
    points = [("origin", 0.0), ("north", 0.4)]
    places = contract_rows(
        "places",
        *(
            {"place_id": key, "name": key.title(), "kind": "town", "paragraph": 1}
            | {"latitude": north, "longitude": 0.0}
            for key, north in points
        ),
    )
    claims = contract_rows("claims", {"claim_id": "c001", "speaker": "a-guard"})
    actors = contract_rows("actors", {"actor_id": "a-guard", "name": "The Guard"})
    stated = place_tables.stated_distances(contract_rows("figures", *told), places, claims, actors)
    return place_tables.against_measured(stated, places)


TWO: tuple[dict[str, object], ...] = (
    {"upper": 2, "bound": "less_than"},
    {"to_place": "north", "value": 40, "lower": 40, "upper": 40, "bound": "exact"},
)


def test_a_measured_distance_stands_below_the_stated_one_of_the_same_pair(
    bounded: list[dict[str, Any]],
) -> None:
    charts.stated_distances(against(*TWO), source="The Paper")
    limit, said, measured = bounded
    assert (limit["lower"], limit["upper"], limit["bound"]) == (None, 2, "less_than")
    assert said["value"] == 40
    assert measured["value"] == pytest.approx(44.23, abs=0.01)
    assert limit["at"] < said["at"] < measured["at"]
    assert said["look"] != measured["look"]


def test_the_title_states_the_widest_gap_in_the_unit_of_the_words() -> None:
    fig = charts.stated_distances(against(*TWO), source="The Paper")
    assert fig.title == "North is said to lie said 2 from Origin; measured it is 44.2 km"
    assert "less than 2 km (less than 1.25 miles)" in fig.alt
    assert "44.2 km (27.5 miles)" in fig.alt
    assert list(fig.rows["figure_id"]) == ["f001", "f002"]


def test_a_place_that_lies_nearer_than_it_is_said_to_is_drawn() -> None:
    said = {"to_place": "north", "value": 90, "lower": 90, "upper": 90, "bound": "exact"}
    assert layout_problems(charts.stated_distances(against(said), source="The Paper")) == []


@pytest.mark.parametrize("story_id", story_ids())
def test_real_charts_say_every_number(story_id: str) -> None:
    story = open_story(story_id)
    every = tables.every_distance(story)
    fig = charts.every_distance(every, source="The Paper")
    for words in (*every["miles"], *every["kilometres"], *every["who"]):
        assert words in fig.alt
    assert sorted(fig.rows["claim_ids"]) == sorted(every["claim_ids"])
    stated = place_tables.stated_distances(story.figures, story.places, story.claims, story.actors)
    measured = place_tables.against_measured(stated, story.places)
    fig = charts.stated_distances(measured, source="The Paper")
    assert sorted(fig.rows["figure_id"]) == sorted(measured["figure_id"])
    for words in (*measured["miles"], *measured["kilometres"]):
        assert words in fig.alt
