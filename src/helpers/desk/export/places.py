"""Places as GeoJSON (RFC 7946): WGS 84, longitude first.

A place with coordinates is a point. One without is a feature without geometry, which says why: a
country is not a point, and a place that no source was looked up for is not guessed. places.toml
says what each entry holds.
"""

from typing import Any

from helpers.desk.export.terms import declared, fill_in, knowing, rows
from helpers.desk.outputs import PublishError
from helpers.story.story import Story
from helpers.topics.places.tables import gazetteer
from helpers.values.records import lookup

LIMITS = {"longitude": 180.0, "latitude": 90.0}


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
    terms = declared("places")
    refs = story.references.assign(
        named=story.references["publisher"] + ": " + story.references["title"]
    )
    names = knowing(
        story.id,
        article=story.article,
        sources=lookup(refs, "ref_id", "named"),
        addresses={row["ref_id"]: row["address"] for row in rows(refs)},
    )
    why_not = lookup(gazetteer(story.places), "place_id", "why_not")
    elsewhere = rows(story.coordinates)
    features = []
    for row in rows(story.places):
        others = [
            fill_in(terms["elsewhere"], {**names, **other})
            for other in elsewhere
            if other["place_id"] == row["place_id"] and other["ref_id"] != row["ref_id"]
        ]
        pair = [row["longitude"], row["latitude"]]
        known = {"why_not": why_not[row["place_id"]], "elsewhere": others}
        features.append(
            {
                "type": "Feature",
                "id": row["place_id"],
                "geometry": None if None in pair else {"type": "Point", "coordinates": pair},
                "properties": fill_in(terms["properties"], {**names, **row, **known}),
            }
        )
    return {**fill_in(terms["collection"], names), "features": features}


def _refuse_outside(story: Story) -> None:
    wrong = [
        f"{name}.csv, {row['place_id']}, {column}: {row[column]} lies outside the globe; expected a"
        f" number from -{limit:g} to {limit:g}; mend the cell, or swap longitude and latitude"
        for name in ("places", "coordinates")
        for row in rows(story.table(name))
        for column, limit in LIMITS.items()
        if row[column] is not None and not abs(row[column]) <= limit
    ]
    if wrong:
        raise PublishError("\n".join(wrong))
