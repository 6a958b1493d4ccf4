"""Places: where they lie, what distances are stated between them, and what is measured."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from helpers.values import geodesy
from helpers.values.quantities import METRES, Quantity
from helpers.values.quantity_columns import quantities
from helpers.values.records import columns, in_order, lookup, records, strings

NOT_A_POINT = ("country", "province", "area", "road")
"""Kinds of place that no single point can stand for."""

UNKNOWN = "no coordinates are entered for it"
"""Why a place that could have a point has none."""

OUTCOMES = ("longer", "shorter", "within", "cannot be said")
"""How a measured distance stands to the stated one."""

EDGE = "_from_edge"
"""What stands behind the unit of a check whose value counts from the edge of a place."""

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""

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


@columns(
    "place_id paragraph# name kind@ path country latitude~ longitude~ located? why_not ref_id note"
)
def gazetteer(places: pd.DataFrame) -> pd.DataFrame:
    """Every place with the places that contain it, and why it has no point if it has none.

    Input: places (contract).
    Output: path = name, then what contains it, outwards; located = both coordinates are there;
        why_not = "" if located. In the order of the article, added places last.
    """
    located = places["latitude"].notna() & places["longitude"].notna()
    kind = places["kind"].astype("string")
    article = kind.fillna("").map(lambda name: "an" if name == "area" else "a").astype("string")
    why_not = (article + " " + kind + ", not a point").where(kind.isin(NOT_A_POINT), UNKNOWN)
    names = lookup(places, "place_id", "name")
    above = lookup(places.dropna(subset="within"), "place_id", "within")
    paths = (", ".join(names.get(step, step) for step in _path(key, above)) for key in names)
    table = places.assign(path=[*paths], located=located, why_not=why_not.mask(located, ""))
    return in_order(table, "paragraph", "place_id")


@columns("name within why_not note paragraph# place_id")
def unlocated(places: pd.DataFrame) -> pd.DataFrame:
    """The places without coordinates, and why.

    Input: places (contract).
    Output: within = the places that contain it, outwards; what could have a point first, then in
        the order of the article.
    """
    table = gazetteer(places)
    table = table[~table["located"]]
    within = table["path"].str.split(", ", n=1).str[1].astype("string")
    table = table.assign(within=within, point=table["why_not"] != UNKNOWN)
    return in_order(table, "point")


@columns(
    "figure_id claim_id paragraph# surface measures from_place to_place value~ lower~ upper~ bound@"
    " unit from_name to_name value_km~ lower_km~ upper_km~ miles kilometres speaker source"
)
def stated_distances(
    figures: pd.DataFrame, places: pd.DataFrame, claims: pd.DataFrame, actors: pd.DataFrame
) -> pd.DataFrame:
    """Every distance that the article prints as a length, in miles and in kilometres.

    Input: figures, places, claims, actors (contract).
    Output: from_name, to_name = "" for an end that is no place; miles, kilometres = the distance in
        words; source = name of the speaker. In reading order. Words such as "nearby" have another
        kind and are not here.
    """
    table = figures[figures["kind"] == "distance"].reset_index(drop=True)
    names = lookup(places, "place_id", "name")
    speaker = table["claim_id"].map(lookup(claims, "claim_id", "speaker")).astype("string")
    stated = quantities(table)
    in_km = [quantity.to("km") if quantity.unit in METRES else None for quantity in stated]
    source = speaker.map(lookup(actors, "actor_id", "name")).astype("string")
    return table.assign(
        from_name=table["from_place"].map(names).astype("string").fillna(""),
        to_name=table["to_place"].map(names).astype("string").fillna(""),
        value_km=_numbers(q and q.value for q in in_km),
        lower_km=_numbers(q and q.lower for q in in_km),
        upper_km=_numbers(q and q.upper for q in in_km),
        miles=_lengths(stated, "mile"),
        kilometres=_lengths(stated, "km"),
        speaker=speaker,
        source=source.fillna("not stated"),
    )


def against_measured(distances: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The stated distances beside the measured ones, where both ends are points.

    Measured is the geodesic between the two points on the WGS 84 ellipsoid. A point stands
    for a whole town, so kilometres between edge and centre lie inside every difference.

    Input: the output of `stated_distances`; places (contract).
    Output: its columns, and measured_km, measured_miles, difference_km (measured less the nearest
        stated limit; 0 inside the limits), outcome (one of OUTCOMES), why_not ("" if measured).
    """
    points, names = _points(places), lookup(places, "place_id", "name")
    ends = list(zip(distances["from_place"], distances["to_place"], strict=True))
    reasons = [_not_measured(pair, points, names) for pair in ends]
    lines = [
        None if why else geodesy.distance_km(*points[start], *points[end])
        for why, (start, end) in zip(reasons, ends, strict=True)
    ]
    km, low, high = _numbers(lines), distances["lower_km"], distances["upper_km"]
    over, under = (here.fillna(value=False) for here in (km > high, km < low))
    # "About" states no limits, so nothing can fall outside them.
    about = (distances["bound"] == "about").fillna(value=False)
    nearest = km.mask(over, high).mask(under, low).mask(about, distances["value_km"])
    limited = (low.notna() | high.notna()) & ~about & km.notna()
    longer, shorter, within, unsaid = OUTCOMES
    outcome = strings([within] * len(km), km.index).mask(over, longer).mask(under, shorter)
    return distances.assign(
        measured_km=km,
        measured_miles=_miles(km),
        difference_km=(km - nearest).where(limited | about),
        outcome=outcome.where(limited, unsaid),
        why_not=strings(reasons, distances.index),
    )


@columns("figure_id claim_id from_place to_place from_ref to_ref km~")
def by_gazetteer(distances: pd.DataFrame, coordinates: pd.DataFrame) -> pd.DataFrame:
    """Every stated distance between two places, measured by each gazetteer.

    Both ends may have several points, one for each gazetteer; each is measured against each.

    Input: the output of `stated_distances`; coordinates (contract).
    Output: from_ref, to_ref = the gazetteers; km = geodesic, WGS 84. In the order of distances,
        then of coordinates. No rows for a distance with an end that no gazetteer has.
    """
    points = coordinates.rename(columns={"ref_id": "ref"})
    starts, ends = (points.add_prefix(side) for side in ("from_", "to_"))
    pairs = distances.dropna(subset=["from_place", "to_place"])
    pairs = pairs.merge(starts, left_on="from_place", right_on="from_place_id")
    pairs = pairs.merge(ends, left_on="to_place", right_on="to_place_id")
    sides = [f"{side}_{axis}" for side in ("from", "to") for axis in ("latitude", "longitude")]
    lines = pairs[sides].astype(float).itertuples(index=False)
    return pairs.assign(km=[geodesy.distance_km(*line) for line in lines])


@columns("claim_id check_id ref_ids km~")
def from_edge(checks: pd.DataFrame) -> pd.DataFrame:
    """What references give as the distance from the edge of a place, not from its centre.

    Input: checks (contract); a value in a length with EDGE behind its unit ("km_from_edge"). Of a
    range its lower end counts.
    Output: in file order.
    """
    shortest = checks["lower"].fillna(checks["value"])
    table = checks.assign(shortest=shortest)[
        checks["unit"].str.endswith(EDGE).fillna(value=False) & shortest.notna()
    ]
    table = table.assign(unit=table["unit"].str.removesuffix(EDGE).str.replace("_", " "))
    table = table[table["unit"].isin(METRES)].reset_index(drop=True)
    lengths = zip(table["shortest"], table["unit"], strict=True)
    return table.assign(km=[geodesy.convert(float(value), unit, "km") for value, unit in lengths])


@columns("from_name to_name kilometres lowest_km~ highest_km~ edge_km~ figure_id")
def measured_range(
    distances: pd.DataFrame, coordinates: pd.DataFrame, checks: pd.DataFrame
) -> pd.DataFrame:
    """Every stated distance between two places, by the gazetteers and from the edge.

    Input: the output of `stated_distances`; coordinates, checks (contract).
    Output: kilometres as stated; lowest_km, highest_km between any two of the gazetteers' points;
        edge_km = the shortest that a reference gives from the edge. A distance with an end that no
        gazetteer has is left out.
    """
    measured = by_gazetteer(distances, coordinates).groupby("figure_id")["km"]
    edges = from_edge(checks).groupby("claim_id")["km"].min()
    table = distances[distances["figure_id"].isin(list(measured.groups))]
    return table.reset_index(drop=True).assign(
        lowest_km=lambda rows: rows["figure_id"].map(measured.min()),
        highest_km=lambda rows: rows["figure_id"].map(measured.max()),
        edge_km=lambda rows: rows["claim_id"].map(edges),
    )


@columns(
    "place_id paragraph# name kind@ latitude~ longitude~ distance_km~ distance_miles~ compass x_km~"
    " y_km~ is_centre?"
)
def from_centre(places: pd.DataFrame, centre: str | None) -> pd.DataFrame:
    """Every place with coordinates, by its distance from the centre.

    Input: places (contract); centre, a place_id, or None.
    Output: x_km, y_km = east and north of the centre, azimuthal equidistant; compass = "" at the
        centre itself. Nearest first. No rows if the centre is None or has no coordinates.
    """
    points = _points(places)
    origin = points.get(centre or "")
    table = places[places["place_id"].isin(points) & (origin is not None)]
    origin = origin or (0.0, 0.0)
    here = [points[key] for key in table["place_id"]]
    km = pd.Series([geodesy.distance_km(*origin, *point) for point in here], table.index)
    x_km, y_km = geodesy.azimuthal(*origin).forward(
        table["latitude"].to_numpy(dtype=float), table["longitude"].to_numpy(dtype=float)
    )
    table = table.assign(
        distance_km=km,
        distance_miles=_miles(km),
        compass=[_direction(origin, point) for point in here],
        x_km=x_km,
        y_km=y_km,
        is_centre=table["place_id"] == centre,
    )
    return in_order(table, "distance_km", "place_id")


def _miles(km: pd.Series) -> pd.Series:
    return km.map(lambda one: geodesy.convert(one, "km", "mile"), na_action="ignore")


def _direction(start: Point, end: Point) -> str:
    """The point of the compass in whole words: west-south-west; "" to a point itself."""
    words = {"N": "north", "E": "east", "S": "south", "W": "west"}
    if start == end:
        return ""
    return "-".join(words[letter] for letter in geodesy.compass(geodesy.bearing(*start, *end)))


def _path(key: str, above: Mapping[str, str]) -> list[str]:
    """A place and those that contain it, outwards; a circle ends where it closes."""
    steps = [key]
    while (following := above.get(steps[-1], "")) and following not in steps:
        steps.append(following)
    return steps


def _not_measured(
    ends: Iterable[Any], points: Mapping[str, Point], names: Mapping[str, str]
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


def _numbers(cells: Iterable[Any]) -> pd.Series:
    return pd.Series([None if cell is None else float(cell) for cell in cells], dtype="Float64")


def _points(places: pd.DataFrame) -> dict[str, Point]:
    located = places.dropna(subset=["latitude", "longitude"])
    return {row.place_id: (float(row.latitude), float(row.longitude)) for row in records(located)}
