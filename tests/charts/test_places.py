"""Charts of the places: what is drawn, against the table it is drawn from."""

from typing import Any

import pandas as pd
import pytest

from helpers import geo
from helpers.charts import marks
from helpers.charts import places as charts
from helpers.charts.frame import ChartFigure, layout_problems
from helpers.contract import dtypes
from helpers.story import open_story, story_ids
from helpers.tables import places as tables

LONG = "Place of a very long name that goes on and on " * 4


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def place(key: str, *point: float, **cells: object) -> dict[str, object]:
    latitude, longitude = point or (None, None)
    plain = {"place_id": key, "name": key.title(), "kind": "town", "paragraph": 1}
    return {**plain, "latitude": latitude, "longitude": longitude, **cells}


def distance(number: int, **cells: object) -> dict[str, object]:
    plain = {"figure_id": f"f{number:03}", "claim_id": "c001", "paragraph": number}
    plain |= {"kind": "distance", "unit": "km", "from_place": "origin", "surface": f"said {number}"}
    return {**plain, **cells}


PLACES = rows("places", place("origin", 0.0, 0.0), place("north", 0.4, 0.0), place("land"))
CLAIMS = rows("claims", {"claim_id": "c001", "speaker": "a-guard"})
ACTORS = rows("actors", {"actor_id": "a-guard", "name": "The Guard"})


def against(*records: dict[str, object], places: pd.DataFrame = PLACES) -> pd.DataFrame:
    stated = tables.stated_distances(rows("figures", *records), places, CLAIMS, ACTORS)
    return tables.against_measured(stated, places)


def exact(km: float) -> dict[str, object]:
    return {"value": km, "lower": km, "upper": km, "bound": "exact"}


TWO = (
    distance(1, upper=2, bound="less_than"),
    distance(2, to_place="north", **exact(40)),
)


def surroundings(places: pd.DataFrame, table: pd.DataFrame) -> ChartFigure:
    return charts.surroundings(tables.from_centre(places, "origin"), table, source="The Paper")


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


def test_rings_stand_at_the_stated_distances(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[float] = []
    real = marks.rings

    def spy(ax: Any, circles: Any, **cells: Any) -> Any:
        drawn.extend(km for km, _ in circles)
        return real(ax, circles, **cells)

    monkeypatch.setattr(marks, "rings", spy)
    fig = surroundings(PLACES, against(*TWO))
    assert sorted(drawn) == [2, 40]
    assert len(fig.axes) == 2
    assert "North, 44.2 km north" in fig.alt
    assert list(fig.rows["place_id"].dropna()) == ["origin", "north"]
    assert list(fig.rows["figure_id"].dropna()) == ["f001", "f002"]


def test_places_beyond_the_picture_are_named_beside_it() -> None:
    table = pd.concat([PLACES, rows("places", place("far", 5.0, 0.0))], ignore_index=True)
    fig = surroundings(table, against(*TWO, places=table))
    assert "Far (553 km)" in fig.subtitle
    assert "far" not in set(fig.rows["place_id"].dropna())


def test_the_map_says_what_it_leaves_out() -> None:
    fig = charts.overview(tables.gazetteer(PLACES), centre="origin", source="The Paper")
    assert fig.title == "Two of the three places have a point on the map"
    assert "Land" in fig.subtitle
    assert "Land" in fig.alt
    assert "North (town, 0.40, 0.00)" in fig.alt
    assert list(fig.rows["place_id"]) == ["north", "origin"]


def test_a_map_without_a_base_map_is_drawn_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geo, "base_map_names", tuple)
    fig = charts.overview(tables.gazetteer(PLACES), centre=None, source="The Paper")
    assert layout_problems(fig) == []


@pytest.mark.parametrize(
    ("places", "figures"),
    [
        ([], []),
        ([place("land")], []),
        ([place("origin", 0.0, 0.0)], [distance(1, value=5, bound="about")]),
        (
            [place("origin", 0.0, 0.0, name=LONG), place("north", 0.3, 0.0, name=LONG)],
            [distance(1, to_place="north", **exact(30))],
        ),
        (
            [place("origin", 0.0, 0.0)]
            + [place(f"p{n}", 0.1 + n % 10 / 20, n / 50) for n in range(99)],
            [distance(n, to_place=f"p{n - 1}", **exact(n)) for n in range(1, 100)],
        ),
        (
            [place("origin", 0.0, 0.0, name="$5 {x} <b>"), place("north", 0.2, 0.1, name="بغداد")],
            [distance(1, to_place="north", lower=3, bound="more_than")],
        ),
        (
            [place("origin", 0.0, 0.0), place("north", 0.2, 0.1)],
            [distance(1, to_place="north", bound="vague")],
        ),
    ],
    ids=["empty", "no-point", "one", "long", "hundred", "odd-characters", "vague"],
)
def test_any_table_is_drawn_without_overlap_or_cut(
    places: list[dict[str, object]], figures: list[dict[str, object]]
) -> None:
    table = rows("places", *places)
    stated = against(*figures, places=table)
    map_ = charts.overview(tables.gazetteer(table), centre="origin", source="The Paper")
    assert layout_problems(map_) == []
    assert layout_problems(charts.stated_distances(stated, source="The Paper")) == []
    assert layout_problems(surroundings(table, stated)) == []


@pytest.mark.parametrize("story_id", story_ids())
def test_real_charts_are_laid_out_and_say_their_numbers(story_id: str) -> None:
    story = open_story(story_id)
    source, centre = story.article.outlet, story.article.centre
    stated = tables.stated_distances(story.figures, story.places, story.claims, story.actors)
    table = tables.against_measured(stated, story.places)
    around = tables.from_centre(story.places, centre)
    distances = charts.stated_distances(table, source=source)
    near = charts.surroundings(around, table, source=source)
    whole = charts.overview(tables.gazetteer(story.places), centre=centre, source=source)
    for fig in (distances, near, whole):
        assert layout_problems(fig) == []
    for words in (*table["miles"], *table["kilometres"]):
        assert words in distances.alt
    assert sorted(distances.rows["figure_id"]) == sorted(table["figure_id"])
    assert set(whole.rows["place_id"]) == set(around["place_id"])
