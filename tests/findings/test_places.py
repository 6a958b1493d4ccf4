"""Findings on places: whole sentences that follow the rows."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from helpers.contract import dtypes
from helpers.findings import places
from helpers.story import open_story, story_ids


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def story(*located: dict[str, object], figures: tuple[dict[str, object], ...] = ()) -> Any:
    """A story of a few places and distances, all on the word of one guard."""
    return SimpleNamespace(
        article=SimpleNamespace(centre="origin"),
        places=rows("places", *located),
        figures=rows("figures", *figures),
        claims=rows("claims", {"claim_id": "c001", "speaker": "a-guard"}),
        actors=rows("actors", {"actor_id": "a-guard", "name": "The Guard"}),
    )


def place(key: str, kind: str, *point: float) -> dict[str, object]:
    latitude, longitude = point or (None, None)
    name = key.title()
    return {"place_id": key, "name": name, "kind": kind, "paragraph": 1} | {
        "latitude": latitude,
        "longitude": longitude,
    }


def distance(**cells: object) -> dict[str, object]:
    plain = {"figure_id": "f001", "claim_id": "c001", "kind": "distance", "unit": "km"}
    return {**plain, "surface": "so many km", "from_place": "origin", **cells}


ORIGIN, NORTH = place("origin", "city", 0.0, 0.0), place("north", "town", 1.0, 0.0)


def test_a_story_without_places_has_no_findings() -> None:
    assert places.in_short(story()) == []


def test_one_place_without_a_point_is_spoken_of_in_the_singular() -> None:
    (finding,) = places.in_short(story(place("land", "country")))
    assert finding.text == (
        "The tables hold one place, which has no coordinates: it is a country, a province, an area"
        " or a road."
    )


def test_all_places_with_points_need_no_reasons() -> None:
    (finding,) = places.located(story(ORIGIN, NORTH))
    assert finding.text == "The tables hold two places, and all have coordinates."


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"upper": 100, "bound": "less_than"}, "10.6 km more than stated"),
        ({"lower": 120, "bound": "at_least"}, "9.4 km less than stated"),
        ({"upper": 120, "bound": "at_most"}, "which is what the words allow"),
        ({"value": 110, "bound": "about"}, "0.6 km from the number, to which the words set no"),
    ],
)
def test_what_is_measured_is_held_against_the_words(cells: dict[str, object], words: str) -> None:
    made = story(ORIGIN, NORTH, figures=(distance(to_place="north", **cells),))
    (finding,) = places.measured(made)
    assert finding.text.startswith(
        "The Guard gives the distance from Origin to North as so many km;"
    )
    assert "110.6 km (68.7 miles)" in finding.text
    assert words in finding.text
    assert finding.rows == ("f001", "origin", "north")


def test_a_distance_to_no_place_is_stated_and_not_measured() -> None:
    made = story(ORIGIN, figures=(distance(upper=2, bound="less_than"),))
    assert places.measured(made) == []
    (finding,) = places.stated(made)
    assert finding.text.startswith(
        "The article states one distance as a length; it can't be measured"
    )


def test_nearest_and_furthest_need_two_places_beside_the_centre() -> None:
    assert places.nearest_and_furthest(story(ORIGIN, NORTH)) == []
    (finding,) = places.nearest_and_furthest(story(ORIGIN, NORTH, place("east", "town", 0.0, 3.0)))
    assert "North lies nearest to Origin (111 km north)" in finding.text
    assert "East furthest away (334 km east)" in finding.text


@pytest.mark.parametrize("story_id", story_ids())
def test_real_findings_are_few_whole_sentences_that_rest_on_rows(story_id: str) -> None:
    real = open_story(story_id)
    found = places.in_short(real)
    assert 3 <= len(found) <= 6
    known = {*real.places["place_id"], *real.figures["figure_id"]}
    for finding in found:
        assert finding.text[0].isupper()
        assert finding.text.endswith(".")
        assert "<NA>" not in finding.text
        assert finding.rows
        assert set(finding.rows) <= known
