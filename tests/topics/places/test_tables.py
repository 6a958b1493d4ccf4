"""Places: containment, stated distances with their bounds, and what is measured."""

import pandas as pd
import pytest

from helpers.story.project import story_ids
from helpers.topics.places import tables as places

from ...stories import opened
from ..made import NAMED, Cells, actors, claims, exact, rows

PLACES = rows(
    "places",
    {"place_id": "land", "name": "Land", "kind": "country", "paragraph": 1},
    {"place_id": "origin", "name": "Origin", "kind": "city", "within": "land", "paragraph": 3}
    | {"latitude": 0.0, "longitude": 0.0},
    {"place_id": "north", "name": "North", "kind": "town", "within": "land", "paragraph": 2}
    | {"latitude": 1.0, "longitude": 0.0},
    {"place_id": "camp", "name": "Camp", "kind": "site", "within": "north", "paragraph": None},
)


def stated(*cells: Cells) -> pd.DataFrame:
    """The distances f001, f002, ... from the origin."""
    figures = rows("figures", *({"from_place": "origin", **one} for one in cells))
    return places.stated_distances(figures, PLACES, claims(NAMED), actors())


def test_the_path_names_what_contains_a_place_outwards() -> None:
    found = places.gazetteer(PLACES).set_index("place_id")
    assert found.loc["camp", "path"] == "Camp, North, Land"
    assert found.loc["land", "path"] == "Land"


def test_the_gazetteer_follows_the_article_and_ends_with_added_places() -> None:
    assert list(places.gazetteer(PLACES)["place_id"]) == ["land", "north", "origin", "camp"]


def test_a_circle_of_containment_ends_where_it_closes() -> None:
    table = rows(
        "places",
        {"place_id": "one", "name": "One", "kind": "area", "within": "two"},
        {"place_id": "two", "name": "Two", "kind": "area", "within": "one"},
    )
    assert list(places.gazetteer(table)["path"]) == ["One, Two", "Two, One"]


def test_an_area_without_a_point_is_told_apart_from_a_site_without_a_source() -> None:
    # The order is that of reasons, not of names.
    table = PLACES.assign(name=PLACES["name"].replace("Camp", "Wharf"))
    found = places.unlocated(table).set_index("place_id")
    assert list(found.index) == ["camp", "land"]
    assert found.loc["land", "why_not"] == "a country, not a point"
    assert found.loc["camp", "why_not"] == "no coordinates are entered for it"


def test_half_a_pair_of_coordinates_is_no_point() -> None:
    table = PLACES.assign(longitude=PLACES["longitude"].where(PLACES["place_id"] != "north"))
    assert not places.gazetteer(table).set_index("place_id").loc["north", "located"]


def test_a_bound_is_kept_in_either_unit_and_a_converted_one_is_called_about() -> None:
    found = stated({"upper": 2, "bound": "less_than"}).iloc[0]
    assert found["kilometres"] == "less than 2 km"
    assert found["miles"] == "less than about 1.24 miles"
    assert pd.isna(found["value_km"])
    assert pd.isna(found["lower_km"])
    assert found["upper_km"] == 2


def test_a_mile_is_converted_by_its_definition() -> None:
    found = stated(exact(1, unit="mile")).iloc[0]
    assert found["value_km"] == pytest.approx(1.609344)
    assert found["source"] == "The Guard"


def test_only_lengths_are_distances() -> None:
    near: Cells = {"kind": "vague", "bound": "vague"}
    assert len(stated({"value": 9, "bound": "about"}, near)) == 1


# One degree of a meridian from the equator is 110.574 km on the WGS 84 ellipsoid.
DEGREE = 110.574


@pytest.mark.parametrize(
    ("cells", "outcome", "difference"),
    [
        (exact(100), "longer", DEGREE - 100),
        (exact(120), "shorter", DEGREE - 120),
        ({"upper": 111, "bound": "less_than"}, "within", 0),
        ({"upper": 100, "bound": "at_most"}, "longer", DEGREE - 100),
        ({"lower": 111, "bound": "more_than"}, "shorter", DEGREE - 111),
        ({"lower": 100, "bound": "at_least"}, "within", 0),
        ({"value": 110, "bound": "about"}, "cannot be said", DEGREE - 110),
    ],
)
def test_measured_is_held_against_the_nearest_stated_limit(
    cells: Cells, outcome: str, difference: float
) -> None:
    table = stated({"to_place": "north", **cells})
    found = places.against_measured(table, PLACES).iloc[0]
    assert found["measured_km"] == pytest.approx(DEGREE, abs=0.01)
    assert found["measured_miles"] == pytest.approx(DEGREE / 1.609344, abs=0.01)
    assert found["outcome"] == outcome
    assert found["difference_km"] == pytest.approx(difference, abs=0.01)


@pytest.mark.parametrize(
    ("end", "reason"),
    [(None, "one end is not a place"), ("camp", "Camp has no coordinates")],
)
def test_a_distance_without_two_points_is_not_measured_and_says_why(
    end: str | None, reason: str
) -> None:
    table = stated(exact(1, to_place=end))
    found = places.against_measured(table, PLACES).iloc[0]
    assert found["why_not"] == reason
    assert pd.isna(found["measured_km"])
    assert pd.isna(found["difference_km"])
    assert found["outcome"] == "cannot be said"


def test_places_are_ordered_by_their_distance_from_the_centre() -> None:
    found = places.from_centre(PLACES, "origin")
    assert list(found["place_id"]) == ["origin", "north"]
    north = found.iloc[1]
    assert north["distance_km"] == pytest.approx(DEGREE, abs=0.01)
    assert north["y_km"] == pytest.approx(DEGREE, abs=0.05)
    assert north["x_km"] == pytest.approx(0, abs=1e-6)
    assert north["distance_miles"] == pytest.approx(DEGREE / 1.609344, abs=0.01)
    assert list(found["compass"]) == ["", "north"]


@pytest.mark.parametrize("centre", [None, "camp", "nowhere"])
def test_without_a_centre_on_the_map_there_is_nothing_to_measure_from(centre: str | None) -> None:
    assert places.from_centre(PLACES, centre).empty


@pytest.mark.parametrize("story_id", story_ids())
def test_every_real_distance_has_a_length_and_every_place_a_path(story_id: str) -> None:
    story = opened(story_id)
    table = places.stated_distances(story.figures, story.places, story.claims, story.actors)
    limits = table[["value_km", "lower_km", "upper_km"]]
    assert limits.notna().any(axis=1).all()
    found = places.against_measured(table, story.places)
    assert (found["measured_km"].isna() == (found["why_not"] != "")).all()
    assert places.gazetteer(story.places)["path"].str.len().min() > 0


# ------------------------------------------------------------------------------ by gazetteer, edge

COORDINATES = rows(
    "coordinates",
    {"place_id": "origin", "ref_id": "one", "latitude": 0.0, "longitude": 0.0},
    {"place_id": "origin", "ref_id": "two", "latitude": 0.1, "longitude": 0.0},
    {"place_id": "north", "ref_id": "one", "latitude": 1.0, "longitude": 0.0},
)


def edge(value: float, unit: str = "km_from_edge") -> pd.DataFrame:
    held: Cells = {"claim_id": "c001", "ref_ids": "a"}
    measures: list[Cells] = [{"value": 5, "unit": "km"}, {"value": value, "unit": unit}]
    return rows("checks", *(held | one for one in measures))


def test_a_distance_is_measured_from_every_point_to_every_point() -> None:
    table = stated(exact(100, to_place="north"))
    found = places.by_gazetteer(table, COORDINATES)
    assert found[["from_ref", "to_ref"]].to_numpy().tolist() == [["one", "one"], ["two", "one"]]
    assert found["km"].tolist() == pytest.approx([DEGREE, 0.9 * DEGREE], abs=0.01)


def test_a_distance_with_an_end_that_nobody_places_is_not_measured() -> None:
    table = stated(exact(100, to_place="camp"), exact(100))
    assert places.by_gazetteer(table, COORDINATES).empty


def test_the_edge_is_taken_from_checks_that_measure_from_it() -> None:
    found = places.from_edge(edge(10, "mile_from_edge"))
    assert found[["claim_id", "check_id"]].to_numpy().tolist() == [["c001", "k002"]]
    assert found["km"].tolist() == pytest.approx([16.09344])
    assert places.from_edge(edge(10, "person_from_edge")).empty


@pytest.mark.parametrize("km", [98, None])
def test_a_stated_distance_stands_beside_its_measures_and_that_from_the_edge(
    km: float | None,
) -> None:
    checks = rows("checks") if km is None else edge(km)
    table = stated(exact(100, to_place="north"), {"to_place": "camp"})
    (found,) = places.measured_range(table, COORDINATES, checks).to_dict("records")
    assert (found["figure_id"], found["kilometres"]) == ("f001", "100 km")
    assert found["lowest_km"] == pytest.approx(0.9 * DEGREE, abs=0.01)
    assert found["highest_km"] == pytest.approx(DEGREE, abs=0.01)
    assert pd.isna(found["edge_km"]) if km is None else found["edge_km"] == km


@pytest.mark.parametrize("story_id", story_ids())
def test_every_real_distance_is_measured_by_every_gazetteer_or_not_at_all(story_id: str) -> None:
    story = opened(story_id)
    table = places.stated_distances(story.figures, story.places, story.claims, story.actors)
    found = places.measured_range(table, story.coordinates, story.checks)
    measured = places.by_gazetteer(table, story.coordinates)
    assert found["figure_id"].tolist() == list(dict.fromkeys(measured["figure_id"]))
    assert (found["lowest_km"] <= found["highest_km"]).all()
