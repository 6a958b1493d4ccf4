"""Places as GeoJSON: longitude first, nothing guessed, the source of every point named."""

import json
from collections.abc import Callable

import jsonschema
import pytest

from helpers.desk.export import content
from helpers.desk.outputs import PublishError
from helpers.story.story import Story

from .conftest import SCHEMAS, Reopen, exported

LOCATOR = ["paragraph", "start", "end", "sha256"]


def test_it_is_valid_by_the_schema_of_geojson_and_a_fault_is_found(story: Story) -> None:
    schema = (SCHEMAS / "geojson-feature-collection.json").read_text(encoding="utf-8")
    validator = jsonschema.Draft7Validator(json.loads(schema))
    document = exported("places", story.id)
    assert [error.message for error in validator.iter_errors(document)] == []
    document["features"][0]["geometry"] = {"type": "Point", "coordinates": [1]}
    assert list(validator.iter_errors(document))


def test_every_place_is_a_point_with_its_source_or_says_why_not(story: Story) -> None:
    features = exported("places", story.id)["features"]
    assert [feature["id"] for feature in features] == list(story.places["place_id"])
    refs = {row["ref_id"]: row for row in story.references.to_dict("records")}
    located = story.places["latitude"].notna()
    assert located.any()
    assert not located.all()
    for feature, (_, row), known in zip(features, story.places.iterrows(), located, strict=True):
        about = feature["properties"]
        assert ("why_no_geometry" in about) == (feature["geometry"] is None) == (not known)
        if known:
            assert feature["geometry"]["coordinates"] == [row["longitude"], row["latitude"]]
            source = refs[about["ref_id"]]
            assert about["source"] == f"{source['publisher']}: {source['title']}"
        # A place that a reference added has no locator.
        locator = row[LOCATOR].dropna().to_dict()
        assert {name: about[name] for name in LOCATOR if name in about} == locator
        elsewhere = story.coordinates[
            (story.coordinates["place_id"] == row["place_id"])
            & (story.coordinates["ref_id"] != row["ref_id"])
        ]
        assert [
            [entry["longitude"], entry["latitude"], entry["ref_id"]]
            for entry in about.get("elsewhere", [])
        ] == elsewhere[["longitude", "latitude", "ref_id"]].to_numpy().tolist()


def test_a_feature_holds_what_its_row_and_its_references_say(
    reopen: Reopen, change: Callable[..., None]
) -> None:
    change("places", "lantern-quay", country="BM|SM", note="By the bridge.")
    change("references", "brindlemark-gazetteer", address="https://example.org/places")
    features = json.loads(content("places", reopen()))["features"]
    [found] = [one for one in features if one["id"] == "lantern-quay"]
    assert found["properties"] == {
        "name": "Lantern Quay",
        "aliases": ["the quay"],
        "kind": "site",
        "country": ["BM", "SM"],
        "within": "river-wimbel",
        "paragraph": 5,
        "start": 31,
        "end": 43,
        "sha256": "fd79b26841e2ccb4ba0a97654a1c160fc13f0fd9dd3d64dedd74e87316cc28af",
        "ref_id": "brindlemark-gazetteer",
        "source": "Survey Office of Brindlemark: List of places with coordinates",
        "source_address": "https://example.org/places",
        "elsewhere": [
            {
                "longitude": -20.001,
                "latitude": 40.03,
                "ref_id": "saltmoss-chart",
                "source": "Pilots' Guild of Saltmoss: Chart of the river with coordinates",
            }
        ],
        "note": "By the bridge.",
    }


@pytest.mark.parametrize(
    ("column", "value"), [("longitude", "181"), ("longitude", "-180.5"), ("latitude", "91")]
)
def test_coordinates_outside_the_globe_are_refused_by_row(
    column: str, value: str, reopen: Reopen, change: Callable[..., None]
) -> None:
    change("places", "quillhaven", **{column: value})
    change("coordinates", "lantern-quay brindlemark-gazetteer", latitude="-90.1")
    with pytest.raises(PublishError) as refused:
        content("places", reopen())
    told = str(refused.value).splitlines()
    assert [line.split(":")[0] for line in told] == [
        f"places.csv, quillhaven, {column}",
        "coordinates.csv, lantern-quay, latitude",
    ]


def test_the_ends_of_the_globe_are_places_too(reopen: Reopen, change: Callable[..., None]) -> None:
    change("places", "quillhaven", longitude="180", latitude="-90")
    features = json.loads(content("places", reopen()))["features"]
    [found] = [one["geometry"] for one in features if one["id"] == "quillhaven"]
    assert found["coordinates"] == [180.0, -90.0]
