"""Places: where they lie, what distances are stated between them, and what is measured."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from helpers.values import geodesy
from helpers.values.quantities import METRES, Quantity
from helpers.values.quantity_columns import quantities
from helpers.values.records import in_order, lookup, records, strings, typed

NOT_A_POINT = ("country", "province", "area", "road")
"""Kinds of place that no single point can stand for."""

UNKNOWN = "no coordinates are entered for it"
"""Why a place that could have a point has none."""

OUTCOMES = ("longer", "shorter", "within", "cannot be said")
"""How a measured distance stands to the stated one."""

EDGE = "_from_edge"
"""What stands behind the unit of a check whose value counts from the edge of a place."""

MEASURES = "km~ miles~ bearing~ compass"

HEADINGS: Mapping[str, str] = {
    "name": "place",
    "within": "where it belongs",
    "why_not": "why it has no point",
    "place_id": "place in the tables",
    "to_name": "to",
    "from_name": "from",
    "surface": "as printed",
    "kilometres": "stated",
    "lowest_km": "shortest measured, km",
    "highest_km": "longest measured, km",
    "edge_km": "from the edge, by a reference, km",
    "figure_id": "figure",
}
"""What a reader sees above the columns of these tables."""


def gazetteer(places: pd.DataFrame) -> pd.DataFrame:
    """Every place with the places that contain it, and why it has no point if it has none.

    Input: places (contract).
    Output: place_id, paragraph, name, kind, path (name, then what contains it, outwards),
        country, latitude, longitude, located (both coordinates are there), why_not ("" if
        located), ref_id, note; in the order of the article, added places last.
    """
    located = places["latitude"].notna() & places["longitude"].notna()
    kind = places["kind"].astype("string")
    article = kind.fillna("").map(lambda name: "an" if name == "area" else "a").astype("string")
    why_not = (article + " " + kind + ", not a point").where(kind.isin(NOT_A_POINT), UNKNOWN)
    names = lookup(places, "place_id", "name")
    above = lookup(places.dropna(subset="within"), "place_id", "within")
    paths = (", ".join(names.get(step, step) for step in _path(key, above)) for key in names)
    table = places.assign(
        path=strings(paths, places.index),
        located=located.astype("boolean"),
        why_not=why_not.mask(located, ""),
    )
    columns = ["place_id", "paragraph", "name", "kind", "path", "country", "latitude", "longitude"]
    columns += ["located", "why_not", "ref_id", "note"]
    return in_order(table, "paragraph", "place_id")[columns]


def unlocated(places: pd.DataFrame) -> pd.DataFrame:
    """The places without coordinates, and why.

    Input: places (contract).
    Output: name, within (the places that contain it, outwards; blank for none), why_not, note,
        paragraph, place_id; what could have a point first, then in the order
        of the article.
    """
    table = gazetteer(places)
    table = table[~table["located"]]
    within = table["path"].str.split(", ", n=1).str[1].astype("string")
    table = table.assign(within=within, point=table["why_not"] != UNKNOWN)
    columns = ["name", "within", "why_not", "note", "paragraph", "place_id"]
    return in_order(table, "point")[columns]


def stated_distances(
    figures: pd.DataFrame, places: pd.DataFrame, claims: pd.DataFrame, actors: pd.DataFrame
) -> pd.DataFrame:
    """Every distance that the article prints as a length, in miles and in kilometres.

    Input: figures, places, claims, actors (contract).
    Output: figure_id, claim_id, paragraph, surface, measures, from_place, from_name,
        to_place, to_name ("" if the far end is no place), value, lower, upper, bound, unit,
        value_km, lower_km, upper_km, miles, kilometres (the distance in words), speaker,
        source (name of the speaker); in reading order. Words such as "nearby" have another
        kind and are not here.
    """
    table = figures[figures["kind"] == "distance"].reset_index(drop=True)
    names = lookup(places, "place_id", "name")
    speaker = table["claim_id"].map(lookup(claims, "claim_id", "speaker")).astype("string")
    stated = quantities(table)
    in_km = [quantity.to("km") if quantity.unit in METRES else None for quantity in stated]
    columns = ["figure_id", "claim_id", "paragraph", "surface", "measures"]
    limits = ["value", "lower", "upper", "bound", "unit"]
    return table[[*columns, "from_place", "to_place", *limits]].assign(
        from_name=table["from_place"].map(names).astype("string").fillna(""),
        to_name=table["to_place"].map(names).astype("string").fillna(""),
        value_km=_numbers(q and q.value for q in in_km),
        lower_km=_numbers(q and q.lower for q in in_km),
        upper_km=_numbers(q and q.upper for q in in_km),
        miles=_lengths(stated, "mile"),
        kilometres=_lengths(stated, "km"),
        speaker=speaker,
        source=speaker.map(lookup(actors, "actor_id", "name"))
        .astype("string")
        .fillna("not stated"),
    )


def against_measured(distances: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The stated distances beside the measured ones, where both ends are points.

    Measured is the geodesic between the two points on the WGS 84 ellipsoid. A point stands
    for a whole town, so kilometres between edge and centre lie inside every difference.

    Input: the output of `stated_distances`; places (contract).
    Output: its columns, and measured_km, measured_miles, bearing (degrees, from the first
        place to the second), compass, difference_km (measured less the nearest stated limit;
        0 inside the limits), outcome (one of OUTCOMES), why_not ("" if measured).
    """
    points, names = _points(places), lookup(places, "place_id", "name")
    ends = list(zip(distances["from_place"], distances["to_place"], strict=True))
    reasons = [_not_measured(pair, points, names) for pair in ends]
    lines = [
        None if why else _line(*points[start], *points[end])
        for why, (start, end) in zip(reasons, ends, strict=True)
    ]
    table = _measured(lines, distances.index)
    km, low, high = table["km"], distances["lower_km"], distances["upper_km"]
    over, under = (here.fillna(value=False) for here in (km > high, km < low))
    # "About" states no limits, so nothing can fall outside them.
    about = (distances["bound"] == "about").fillna(value=False)
    nearest = km.mask(over, high).mask(under, low).mask(about, distances["value_km"])
    limited = (low.notna() | high.notna()) & ~about & km.notna()
    longer, shorter, within, unsaid = OUTCOMES
    outcome = strings([within] * len(km), km.index).mask(over, longer).mask(under, shorter)
    return distances.assign(
        measured_km=km,
        measured_miles=table["miles"],
        bearing=table["bearing"],
        compass=table["compass"],
        difference_km=(km - nearest).where(limited | about),
        outcome=outcome.where(limited, unsaid),
        why_not=strings(reasons, distances.index),
    )


def by_gazetteer(distances: pd.DataFrame, coordinates: pd.DataFrame) -> pd.DataFrame:
    """Every stated distance between two places, measured by each gazetteer.

    Both ends may have several points, one for each gazetteer; each is measured against each.

    Input: the output of `stated_distances`; coordinates (contract).
    Output: figure_id, claim_id, from_place, to_place, from_ref, to_ref (the gazetteers), km, miles
        (geodesic, WGS 84), bearing (degrees, from the first place to the second), compass; in the
        order of distances, then of coordinates. No rows for a distance with an end that no
        gazetteer has.
    """
    columns = ["figure_id", "claim_id", "from_place", "to_place"]
    points = coordinates.rename(columns={"ref_id": "ref"})
    starts, ends = (points.add_prefix(side) for side in ("from_", "to_"))
    pairs = distances[columns].dropna(subset=["from_place", "to_place"])
    pairs = pairs.merge(starts, left_on="from_place", right_on="from_place_id")
    pairs = pairs.merge(ends, left_on="to_place", right_on="to_place_id")
    sides = [f"{side}_{axis}" for side in ("from", "to") for axis in ("latitude", "longitude")]
    lines = [_line(*map(float, row)) for row in zip(*(pairs[name] for name in sides), strict=True)]
    found = pairs[[*columns, "from_ref", "to_ref"]].astype("string")
    return found.assign(**_measured(lines, pairs.index))


def from_edge(checks: pd.DataFrame) -> pd.DataFrame:
    """What references give as the distance from the edge of a place, not from its centre.

    Input: checks (contract); a value in a length with EDGE behind its unit ("km_from_edge"). Of a
    range its lower end counts.
    Output: claim_id, check_id, ref_ids, km; in file order.
    """
    shortest = checks["lower"].fillna(checks["value"])
    table = checks.assign(shortest=shortest)[
        checks["unit"].str.endswith(EDGE).fillna(value=False) & shortest.notna()
    ]
    table = table.assign(unit=table["unit"].str.removesuffix(EDGE).str.replace("_", " "))
    table = table[table["unit"].isin(METRES)].reset_index(drop=True)
    lengths = zip(table["shortest"], table["unit"], strict=True)
    km = _numbers(geodesy.convert(float(value), unit, "km") for value, unit in lengths)
    return table[["claim_id", "check_id", "ref_ids"]].assign(km=km)


def measured_range(
    distances: pd.DataFrame, coordinates: pd.DataFrame, checks: pd.DataFrame
) -> pd.DataFrame:
    """Every stated distance between two places, by the gazetteers and from the edge.

    Input: the output of `stated_distances`; coordinates, checks (contract).
    Output: from_name, to_name, kilometres (as stated), lowest_km, highest_km (between any two of
        the gazetteers' points), edge_km (the shortest that a reference gives from the edge; blank
        for none), figure_id. A distance with an end that no gazetteer has is left out.
    """
    measured = by_gazetteer(distances, coordinates).groupby("figure_id")["km"]
    edges = from_edge(checks).groupby("claim_id")["km"].min()
    table = distances[distances["figure_id"].isin(list(measured.groups))]
    table = table.assign(
        lowest_km=table["figure_id"].map(measured.min()).astype("Float64"),
        highest_km=table["figure_id"].map(measured.max()).astype("Float64"),
        edge_km=table["claim_id"].map(edges).astype("Float64"),
    )
    columns = ["from_name", "to_name", "kilometres", "lowest_km", "highest_km", "edge_km"]
    return table[[*columns, "figure_id"]].reset_index(drop=True)


def from_centre(places: pd.DataFrame, centre: str | None) -> pd.DataFrame:
    """Every place with coordinates, by its distance from the centre.

    Input: places (contract); centre, a place_id, or None.
    Output: place_id, paragraph, name, kind, latitude, longitude, distance_km,
        distance_miles, bearing, compass, x_km, y_km (azimuthal equidistant, centred on the
        centre: east and north of it), is_centre; nearest first. No rows if the centre is
        None or has no coordinates.
    """
    columns = ["place_id", "paragraph", "name", "kind", "latitude", "longitude"]
    points = _points(places)
    origin = points.get(centre or "")
    table = places.loc[places["place_id"].isin(points) & (origin is not None), columns]
    origin = origin or (0.0, 0.0)
    lines = _measured([_line(*origin, *points[key]) for key in table["place_id"]], table.index)
    x_km, y_km = geodesy.azimuthal(*origin).forward(
        table["latitude"].to_numpy(dtype=float), table["longitude"].to_numpy(dtype=float)
    )
    table = table.assign(
        distance_km=lines["km"],
        distance_miles=lines["miles"],
        bearing=lines["bearing"],
        compass=lines["compass"],
        x_km=_numbers(x_km, table.index),
        y_km=_numbers(y_km, table.index),
        is_centre=(table["place_id"] == centre).astype("boolean"),
    )
    return in_order(table, "distance_km", "place_id")


def _line(*ends: float) -> dict[str, Any]:
    """What is measured from one point to another (WGS 84): no bearing from a point to itself."""
    km = float(geodesy.distance_km(*ends))
    bearing = None if ends[:2] == ends[2:] else geodesy.bearing(*ends)
    compass = "" if bearing is None else _direction(bearing)
    miles = geodesy.convert(km, "km", "mile")
    return {"km": km, "miles": miles, "bearing": bearing, "compass": compass}


def _measured(lines: Iterable[dict[str, Any] | None], index: pd.Index) -> pd.DataFrame:
    """The measures as columns; blank where nothing was measured, and "" for the compass."""
    table = typed(({"compass": "", **(line or {})} for line in lines), MEASURES)
    return table.set_axis(index)


def _direction(bearing: float) -> str:
    """The point of the compass in whole words: west-south-west."""
    words = {"N": "north", "E": "east", "S": "south", "W": "west"}
    return "-".join(words[letter] for letter in geodesy.compass(bearing))


def _path(key: str, above: Mapping[str, str]) -> list[str]:
    """A place and those that contain it, outwards; a circle ends where it closes."""
    steps = [key]
    while (following := above.get(steps[-1], "")) and following not in steps:
        steps.append(following)
    return steps


def _not_measured(
    ends: Iterable[Any], points: Mapping[str, tuple[float, float]], names: Mapping[str, str]
) -> str:
    """Why a distance cannot be measured; "" if it can."""
    for end in ends:
        if pd.isna(end):
            return "one end is not a place"
        if end not in points:
            return f"{names.get(end, end)} has no coordinates"
    return ""


def _lengths(stated: list[Quantity], unit: str) -> pd.Series:
    texts = [
        quantity.length_in_words(unit) if quantity.unit in METRES else str(quantity)
        for quantity in stated
    ]
    return pd.Series(texts, dtype="string")


def _numbers(cells: Iterable[Any], index: pd.Index | None = None) -> pd.Series:
    floats = [None if cell is None else float(cell) for cell in cells]
    return pd.Series(floats, index=index, dtype="Float64")


def _points(places: pd.DataFrame) -> dict[str, tuple[float, float]]:
    located = places.dropna(subset=["latitude", "longitude"])
    return {row.place_id: (float(row.latitude), float(row.longitude)) for row in records(located)}
