"""Places as GeoJSON (RFC 7946): WGS 84, longitude first.

A place with coordinates is a point. One without is a feature without geometry, which says why: a
country is not a point, and a place that no source was looked up for is not guessed.
"""

import math
from collections.abc import Mapping
from typing import Any

from helpers.desk.export.text import as_json, cell, filled
from helpers.desk.folders import PublishError
from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics.places.tables import gazetteer


def write(story: Story) -> bytes:
    """The places of a story, as GeoJSON.

    Raises:
        PublishError: coordinates outside the globe; all of them at once.
    """
    return as_json(document(story))


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
    rows = story.places.to_dict("records")
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
            for row in rows
        ],
    }


def _geometry(row: Mapping[Any, Any]) -> dict[str, Any] | None:
    pair = [row["longitude"], row["latitude"]]
    if any(_blank(number) for number in pair):
        return None
    return {"type": "Point", "coordinates": [float(number) for number in pair]}


def _properties(story: Story, row: Mapping[Any, Any], why_not: str) -> dict[str, Any]:
    sources = {str(ref["ref_id"]): ref for ref in story.references.to_dict("records")}
    ref = cell(row["ref_id"])
    source = sources.get(ref or "", {})
    located = not _blank(row["paragraph"])
    numbers = {name: int(row[name]) for name in ("paragraph", "start", "end") if located}
    return filled(
        {
            "name": row["name"],
            "aliases": list(split(row["aliases"])),
            "kind": str(row["kind"]),
            "country": list(split(row["country"])),
            "within": cell(row["within"]),
            **numbers,
            "sha256": cell(row["sha256"]),
            "ref_id": ref,
            "source": _named(source),
            "source_address": cell(source.get("address")),
            "why_no_geometry": why_not,
            "elsewhere": _elsewhere(story, str(row["place_id"]), ref, sources),
            "note": cell(row["note"]),
        }
    )


def _elsewhere(
    story: Story, place: str, ref: str | None, sources: Mapping[str, Mapping[Any, Any]]
) -> list[dict[str, Any]]:
    """Where references other than the one that was used put a place."""
    return [
        {
            "longitude": float(row["longitude"]),
            "latitude": float(row["latitude"]),
            "ref_id": row["ref_id"],
            "source": _named(sources[str(row["ref_id"])]),
        }
        for row in story.coordinates.to_dict("records")
        if row["place_id"] == place and row["ref_id"] != ref
    ]


def _named(source: Mapping[Any, Any]) -> str | None:
    return f"{source['publisher']}: {source['title']}" if source else None


def _refuse_outside(story: Story) -> None:
    limits = {"longitude": 180.0, "latitude": 90.0}
    wrong = [
        f"{name}.csv, {row['place_id']}, {column}: {row[column]} lies outside the globe; expected a"
        f" number from -{limit:g} to {limit:g}; mend the cell, or swap longitude and latitude"
        for name, table in (("places", story.places), ("coordinates", story.coordinates))
        for row in table.to_dict("records")
        for column, limit in limits.items()
        if not _blank(row[column]) and not abs(float(row[column])) <= limit
    ]
    if wrong:
        raise PublishError("\n".join(wrong))


def _blank(value: Any) -> bool:
    return cell(value) is None or (isinstance(value, float) and math.isnan(value))
