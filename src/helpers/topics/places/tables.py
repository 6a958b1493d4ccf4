"""Places: where they lie, what distances are stated between them, and what is measured."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from helpers.values import geodesy
from helpers.values.quantities import METRES, Quantity
from helpers.values.quantity_columns import quantities

NOT_A_POINT = ("country", "province", "area", "road")
"""Kinds of place that no single point can stand for."""

UNKNOWN = "nobody has established its position"
"""Why a place that could have a point has none."""

OUTCOMES = ("longer", "shorter", "within", "cannot be said")
"""How a measured distance stands to the stated one."""

EDGE = "_from_edge"
"""What stands behind the unit of a check whose value counts from the edge of a place."""

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
    columns = ["place_id", "paragraph", "name", "kind", "country", "latitude", "longitude"]
    table = places[[*columns, "ref_id", "note"]].assign(
        path=pd.Series(_paths(places), index=places.index, dtype="string"),
        located=located.astype("boolean"),
        why_not=pd.Series(
            [
                "" if found else _why_not(str(kind))
                for found, kind in zip(located, places["kind"], strict=True)
            ],
            index=places.index,
            dtype="string",
        ),
    )
    order = [*columns[:4], "path", *columns[4:], "located", "why_not", "ref_id", "note"]
    return table[order].sort_values(
        ["paragraph", "place_id"], kind="stable", na_position="last", ignore_index=True
    )


def unlocated(places: pd.DataFrame) -> pd.DataFrame:
    """The places without coordinates, and why.

    Input: places (contract).
    Output: name, within (the places that contain it, outwards; blank for none), why_not, note,
        paragraph, place_id; what has a position that nobody established first, then in the order
        of the article.
    """
    table = gazetteer(places)
    table = table[~table["located"]]
    within = table["path"].str.partition(", ")[2].replace("", pd.NA).astype("string")
    unknown = table["why_not"] == UNKNOWN
    table = pd.concat([table[unknown], table[~unknown]]).assign(within=within)
    columns = ["name", "within", "why_not", "note", "paragraph", "place_id"]
    return table[columns].reset_index(drop=True)


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
    table = figures[figures["kind"].astype("string") == "distance"].reset_index(drop=True)
    names = _names(places)
    speakers = dict(zip(claims["claim_id"], claims["speaker"], strict=True))
    known = dict(zip(actors["actor_id"], actors["name"], strict=True))
    speaker = table["claim_id"].map(speakers).astype("string")
    stated = quantities(table)
    in_km = [_to(quantity, "km") for quantity in stated]
    columns = ["figure_id", "claim_id", "paragraph", "surface", "measures"]
    limits = ["value", "lower", "upper", "bound", "unit"]
    return table[[*columns, "from_place", "to_place", *limits]].assign(
        from_name=table["from_place"].map(names).astype("string").fillna(""),
        to_name=table["to_place"].map(names).astype("string").fillna(""),
        value_km=_numbers([None if q is None else q.value for q in in_km]),
        lower_km=_numbers([None if q is None else q.lower for q in in_km]),
        upper_km=_numbers([None if q is None else q.upper for q in in_km]),
        miles=_texts(stated, "mile"),
        kilometres=_texts(stated, "km"),
        speaker=speaker,
        source=speaker.map(known).astype("string").fillna("not stated"),
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
    points = _points(places)
    names = _names(places)
    measured: list[float | None] = []
    bearings: list[float | None] = []
    reasons: list[str] = []
    for start, end in zip(distances["from_place"], distances["to_place"], strict=True):
        reasons.append(_not_measured(start, end, points, names))
        if reasons[-1]:
            measured.append(None)
            bearings.append(None)
            continue
        ends = (*points[str(start)], *points[str(end)])
        measured.append(float(geodesy.distance_km(*ends)))
        bearings.append(_bearing(*ends))
    limits = zip(
        distances["value_km"],
        distances["lower_km"],
        distances["upper_km"],
        distances["bound"],
        measured,
        strict=True,
    )
    verdicts = [_outcome(*row) for row in limits]
    return distances.assign(
        measured_km=_numbers(measured),
        measured_miles=_numbers(
            [None if km is None else geodesy.convert(km, "km", "mile") for km in measured]
        ),
        bearing=_numbers(bearings),
        compass=pd.Series(
            ["" if angle is None else _direction(angle) for angle in bearings],
            index=distances.index,
            dtype="string",
        ),
        difference_km=_numbers([difference for difference, _ in verdicts]),
        outcome=pd.Series([word for _, word in verdicts], index=distances.index, dtype="string"),
        why_not=pd.Series(reasons, index=distances.index, dtype="string"),
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
    points = _points_by_reference(coordinates)
    columns = ("figure_id", "claim_id", "from_place", "to_place")
    rows: list[dict[str, object]] = []
    for cells in zip(*(distances[name] for name in columns), strict=True):
        start, end = str(cells[2]), str(cells[3])
        for from_ref, one in points.get(start, ()):
            for to_ref, other in points.get(end, ()):
                km, angle = float(geodesy.distance_km(*one, *other)), _bearing(*one, *other)
                rows.append(
                    {
                        **dict(zip(columns, cells, strict=True)),
                        "from_ref": from_ref,
                        "to_ref": to_ref,
                        "km": km,
                        "miles": geodesy.convert(km, "km", "mile"),
                        "bearing": angle,
                        "compass": "" if angle is None else _direction(angle),
                    }
                )
    types = dict.fromkeys((*columns, "from_ref", "to_ref"), "string")
    types |= {"km": "Float64", "miles": "Float64", "bearing": "Float64", "compass": "string"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def from_edge(checks: pd.DataFrame) -> pd.DataFrame:
    """What references give as the distance from the edge of a place, not from its centre.

    Input: checks (contract); a value in a length with EDGE behind its unit ("km_from_edge").
    Output: claim_id, check_id, ref_ids, km; in file order.
    """
    units = checks["unit"].astype("string").fillna("")
    here = units.str.endswith(EDGE) & checks["value"].notna()
    lengths = units[here].str.removesuffix(EDGE).str.replace("_", " ")
    known = lengths.isin(list(METRES))
    table = checks.loc[lengths.index[known], ["claim_id", "check_id", "ref_ids"]]
    values = zip(checks.loc[table.index, "value"], lengths[known], strict=True)
    km = _numbers(
        [geodesy.convert(float(value), unit, "km") for value, unit in values], table.index
    )
    return table.assign(km=km).reset_index(drop=True)


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


def _points_by_reference(
    coordinates: pd.DataFrame,
) -> dict[str, list[tuple[str, tuple[float, float]]]]:
    """The points of each place, with the reference that gives each."""
    columns = ("place_id", "ref_id", "latitude", "longitude")
    found: dict[str, list[tuple[str, tuple[float, float]]]] = {}
    for place, ref, lat, lon in zip(*(coordinates[name] for name in columns), strict=True):
        found.setdefault(str(place), []).append((str(ref), (float(lat), float(lon))))
    return found


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
    table = places.loc[places["place_id"].isin(list(points)), columns]
    if centre is None or centre not in points:
        table = table.iloc[:0]
        origin = (0.0, 0.0)
    else:
        origin = points[centre]
    ends = [
        (*origin, float(lat), float(lon))
        for lat, lon in zip(table["latitude"], table["longitude"], strict=True)
    ]
    km = [float(geodesy.distance_km(*end)) for end in ends]
    angles = [_bearing(*end) for end in ends]
    x_km, y_km = geodesy.azimuthal(*origin).forward(
        table["latitude"].to_numpy(dtype=float), table["longitude"].to_numpy(dtype=float)
    )
    is_centre = table["place_id"] == centre
    table = table.assign(
        distance_km=_numbers(km, table.index),
        distance_miles=_numbers(
            [geodesy.convert(value, "km", "mile") for value in km], table.index
        ),
        bearing=_numbers(angles, table.index),
        compass=pd.Series(
            ["" if angle is None else _direction(angle) for angle in angles],
            index=table.index,
            dtype="string",
        ),
        x_km=_numbers(list(x_km), table.index),
        y_km=_numbers(list(y_km), table.index),
        is_centre=is_centre.astype("boolean"),
    )
    return table.sort_values(["distance_km", "place_id"], kind="stable", ignore_index=True)


def _bearing(*ends: float) -> float | None:
    """The bearing from one point to another; None between a point and itself."""
    return None if ends[:2] == ends[2:] else geodesy.bearing(*ends)


def _direction(bearing: float) -> str:
    """The point of the compass in whole words: west-south-west."""
    words = {"N": "north", "E": "east", "S": "south", "W": "west"}
    return "-".join(words[letter] for letter in geodesy.compass(bearing))


def _paths(places: pd.DataFrame) -> list[str]:
    """The names from each place outwards; a circle ends where it closes."""
    names = _names(places)
    above = {
        str(key): "" if pd.isna(whole) else str(whole)
        for key, whole in zip(places["place_id"], places["within"], strict=True)
    }
    paths = []
    for key in places["place_id"]:
        steps = [str(key)]
        while (following := above.get(steps[-1], "")) and following not in steps:
            steps.append(following)
        paths.append(", ".join(names.get(step, step) for step in steps))
    return paths


def _why_not(kind: str) -> str:
    if kind in NOT_A_POINT:
        return f"{'an' if kind == 'area' else 'a'} {kind}, not a point"
    return UNKNOWN


def _not_measured(
    start: Any,
    end: Any,
    points: Mapping[str, tuple[float, float]],
    names: Mapping[str, str],
) -> str:
    """Why a distance cannot be measured; "" if it can."""
    for cell in (start, end):
        if pd.isna(cell):
            return "one end is not a place"
        if str(cell) not in points:
            return f"{names.get(str(cell), str(cell))} has no coordinates"
    return ""


def _outcome(
    value: Any, lower: Any, upper: Any, bound: Any, measured: float | None
) -> tuple[float | None, str]:
    """Measured less the nearest stated limit, and what that makes of it."""
    longer, shorter, within, unsaid = OUTCOMES
    known = [limit for limit in (lower, upper) if pd.notna(limit)]
    if measured is None:
        return None, unsaid
    if bound == "about":
        # "About" states no limits, so nothing can fall outside them.
        return measured - float(value), unsaid
    if not known:
        return None, unsaid
    if pd.notna(upper) and measured > upper:
        return measured - float(upper), longer
    if pd.notna(lower) and measured < lower:
        return measured - float(lower), shorter
    return 0.0, within


def _to(quantity: Quantity, unit: str) -> Quantity | None:
    return quantity.to(unit) if quantity.unit in METRES else None


def _texts(stated: list[Quantity], unit: str) -> pd.Series:
    texts = [
        quantity.length_in_words(unit) if quantity.unit in METRES else str(quantity)
        for quantity in stated
    ]
    return pd.Series(texts, dtype="string")


def _numbers(
    cells: list[float | None] | list[float] | list[int | Decimal | None],
    index: pd.Index | None = None,
) -> pd.Series:
    floats = [None if cell is None else float(cell) for cell in cells]
    return pd.Series(floats, index=index, dtype="Float64")


def _names(places: pd.DataFrame) -> dict[str, str]:
    return dict(zip(places["place_id"], places["name"], strict=True))


def _points(places: pd.DataFrame) -> dict[str, tuple[float, float]]:
    located = places[places["latitude"].notna() & places["longitude"].notna()]
    return {
        str(key): (float(lat), float(lon))
        for key, lat, lon in zip(
            located["place_id"], located["latitude"], located["longitude"], strict=True
        )
    }
