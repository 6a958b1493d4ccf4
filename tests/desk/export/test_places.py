"""Places as GeoJSON: longitude first, nothing guessed, the source of every point named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from helpers.desk.export import content
from helpers.desk.outputs import PublishError
from helpers.story.story import Story


def exported(story: Story) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(content("places", story))
    return document


def by_id(story: Story) -> dict[str, dict[str, Any]]:
    return {feature["id"]: feature for feature in exported(story)["features"]}


@pytest.fixture
def valid(schemas: Path) -> jsonschema.protocols.Validator:
    text = (schemas / "geojson-feature-collection.json").read_text(encoding="utf-8")
    return jsonschema.Draft7Validator(json.loads(text))


def test_it_is_valid_by_the_schema_of_geojson(
    story: Story, valid: jsonschema.protocols.Validator
) -> None:
    assert [error.message for error in valid.iter_errors(exported(story))] == []


def test_a_feature_that_is_not_valid_is_found(
    example: Story, valid: jsonschema.protocols.Validator
) -> None:
    document = exported(example)
    document["features"][0]["geometry"] = {"type": "Point", "coordinates": [1]}
    assert list(valid.iter_errors(document))


def test_every_place_is_there_and_longitude_comes_first(story: Story) -> None:
    features = by_id(story)
    assert list(features) == list(story.places["place_id"])
    located = story.places[story.places["latitude"].notna()]
    assert len(located)
    for place, longitude, latitude in zip(
        located["place_id"], located["longitude"], located["latitude"], strict=True
    ):
        assert features[place]["geometry"]["coordinates"] == [longitude, latitude]


def test_a_place_without_coordinates_has_no_geometry_and_says_why(story: Story) -> None:
    features = by_id(story)
    rows = story.places[story.places["latitude"].isna()]
    assert len(rows)
    for place in rows["place_id"]:
        assert features[place]["geometry"] is None
        assert features[place]["properties"]["why_no_geometry"]


def test_a_point_names_the_source_of_its_coordinates(story: Story) -> None:
    refs = {row["ref_id"]: row for row in story.references.to_dict("records")}
    for feature in exported(story)["features"]:
        if feature["geometry"]:
            source = refs[feature["properties"]["ref_id"]]
            assert feature["properties"]["source"] == f"{source['publisher']}: {source['title']}"


def test_a_place_carries_its_locator_unless_a_reference_added_it(example: Story) -> None:
    features = by_id(example)
    for row in example.places.to_dict("records"):
        properties = features[row["place_id"]]["properties"]
        located = {"paragraph", "start", "end", "sha256"} & set(properties)
        assert len(located) == (
            0
            if example.places["paragraph"]
            .isna()[example.places["place_id"] == row["place_id"]]
            .item()
            else 4
        )


def test_what_other_references_say_is_kept_beside_the_point(story: Story) -> None:
    features = by_id(story)
    used = dict(zip(story.places["place_id"], story.places["ref_id"], strict=True))
    for row in story.coordinates.to_dict("records"):
        if row["ref_id"] != used[row["place_id"]]:
            elsewhere = features[row["place_id"]]["properties"]["elsewhere"]
            assert [row["longitude"], row["latitude"], row["ref_id"]] in [
                [entry["longitude"], entry["latitude"], entry["ref_id"]] for entry in elsewhere
            ]


@pytest.mark.parametrize(
    ("column", "value"), [("longitude", "181"), ("longitude", "-180.5"), ("latitude", "91")]
)
def test_coordinates_outside_the_globe_are_refused_by_row(
    column: str, value: str, reopen: Callable[[], Story], change: Callable[..., None]
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


def test_the_ends_of_the_globe_are_places_too(
    reopen: Callable[[], Story], change: Callable[..., None]
) -> None:
    change("places", "quillhaven", longitude="180", latitude="-90")
    assert by_id(reopen())["quillhaven"]["geometry"]["coordinates"] == [180.0, -90.0]
