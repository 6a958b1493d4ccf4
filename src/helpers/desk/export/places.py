"""Places as GeoJSON (RFC 7946): WGS 84, longitude first.

A place with coordinates is a point. One without is a feature without geometry, which says why: a
country is not a point, and a place that no source was looked up for is not guessed.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.desk.export.linked import cell, filled
from helpers.desk.outputs import PublishError
from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics.places.tables import gazetteer


def document(story: Story) -> dict[str, Any]:
    """The places of a story: a FeatureCollection, a feature for each row, in file order.

    Properties, where they are known: name, aliases, kind, country (list of ISO 3166-1 codes),
    within (place_id), paragraph, start, end, sha256 (locator), ref_id, source and source_address
    (of the coordinates), why_no_geometry, elsewhere (where other references put it: longitude,
    latitude, ref_id, source), note.

    Raises:
        PublishError: coordinates outside the globe; all of them at once.
    """
    _refuse_outside(story)
    table = gazetteer(story.places)
    why_not = dict(zip(table["place_id"], table["why_not"], strict=True))
    article = story.article
    return {
        "type": "FeatureCollection",
        "title": f"Places of an article: {article.headline}",
        "description": (
            f"Places that an article of {article.outlet}, {article.published}, names or that a"
            " reference adds; the coordinates are those of the reference named in each feature."
        ),
        "features": [
            {
                "type": "Feature",
                "id": row["place_id"],
                "geometry": _geometry(row),
                "properties": _properties(story, row, str(why_not[row["place_id"]])),
            }
            for row in story.places.to_dict("records")
        ],
    }


def _geometry(row: Mapping[Any, Any]) -> dict[str, Any] | None:
    pair = [row["longitude"], row["latitude"]]
    if any(map(pd.isna, pair)):
        return None
    return {"type": "Point", "coordinates": [float(number) for number in pair]}


def _properties(story: Story, row: Mapping[Any, Any], why_not: str) -> dict[str, Any]:
    refs = story.references
    named = dict(zip(refs["ref_id"], refs["publisher"] + ": " + refs["title"], strict=True))
    addresses = dict(zip(refs["ref_id"], refs["address"], strict=True))
    ref = cell(row["ref_id"])
    others = story.coordinates[story.coordinates["place_id"] == row["place_id"]]
    located = not pd.isna(row["paragraph"])
    return filled(
        {
            "name": row["name"],
            "aliases": list(split(row["aliases"])),
            "kind": str(row["kind"]),
            "country": list(split(row["country"])),
            "within": cell(row["within"]),
            **{name: int(row[name]) for name in ("paragraph", "start", "end") if located},
            "sha256": cell(row["sha256"]),
            "ref_id": ref,
            "source": named.get(ref),
            "source_address": cell(addresses.get(ref)),
            "why_no_geometry": why_not,
            "elsewhere": [
                {
                    "longitude": float(other["longitude"]),
                    "latitude": float(other["latitude"]),
                    "ref_id": other["ref_id"],
                    "source": named[other["ref_id"]],
                }
                for other in others.to_dict("records")
                if other["ref_id"] != ref
            ],
            "note": cell(row["note"]),
        }
    )


def _refuse_outside(story: Story) -> None:
    wrong = [
        f"{name}.csv, {row['place_id']}, {column}: {row[column]} lies outside the globe; expected a"
        f" number from -{limit:g} to {limit:g}; mend the cell, or swap longitude and latitude"
        for name in ("places", "coordinates")
        for row in story.table(name).to_dict("records")
        for column, limit in (("longitude", 180.0), ("latitude", 90.0))
        if not pd.isna(row[column]) and not abs(float(row[column])) <= limit
    ]
    if wrong:
        raise PublishError("\n".join(wrong))
