"""The figures: table in, table out.

Every function takes the tolls or the events of `reading.Reading`. A side takes part in an event if
it is its side_a or side_b, by that exact name. An event belongs to the month in which it begins, and to a
period if any of its days lies in it. Distances are geodesics on WGS 84, measured once for each
point.
"""

import math
from datetime import date

import pandas as pd

from helpers.datasets.ged.columns import COUNTS
from helpers.story.dataset import Centre, Period
from helpers.values.geodesy import bearing, compass, distance_km
from helpers.values.quantities import METRES

KINDS = {
    1: "state-based battle/attack",
    2: "non-state battle/attack",
    3: "one-sided (attack on civilians)",
}
"""Types of violence in words. Source of the codes: UCDP GED Codebook, type_of_violence."""

ONE_SIDED = 3
COARSEST_PLACE = 3
"""Up to this where_prec a point stands for a place, the ground near it, or its district; above, for
a province, a country, or a stretch of either. Source: UCDP GED Codebook, where_prec."""


def takes_part(events: pd.DataFrame, side: str) -> "pd.Series[bool]":
    """Whether a side takes part in each event. Input columns: side_a, side_b."""
    return (events["side_a"] == side) | (events["side_b"] == side)


def in_period(events: pd.DataFrame, period: Period) -> "pd.Series[bool]":
    """Whether any day of each event lies in a period. Input columns: date_start, date_end."""
    begins_before = events["date_start"] <= period.last.isoformat()
    return begins_before & (events["date_end"] >= period.first.isoformat())


# ------------------------------------------------------------------------------ by month


def monthly_deaths(
    tolls: pd.DataFrame, side: str, slug: str, months: Period, known: tuple[date, date]
) -> pd.DataFrame:
    """Count the dead of each month.

    Input: tolls; the side, and its name in columns; the months; the days on which the first and
    the last event of the release begin.
    Output: month; all_low, all_best, all_high, all_events, and the same with the side's name for
    the events in which it takes part; (side)_onesided_best, of its attacks on civilians; and
    best_from_events_spanning_gt31d, the part of all_best from events that run over more than 31
    days. Whole numbers; blank, not zero, in a month that the release does not reach.
    """
    one_sided = (tolls["side_a"] == side) & (tolls["type_of_violence"] == ONE_SIDED)
    parts = {
        **_summed(tolls, "all"),
        **_summed(tolls[takes_part(tolls, side)], slug),
        f"{slug}_onesided_best": tolls[one_sided].groupby("month")["best"].sum(),
        "best_from_events_spanning_gt31d": tolls[tolls["long"]].groupby("month")["best"].sum(),
    }
    names = pd.Index(months.months, name="month")
    table = pd.DataFrame({name: part.reindex(names) for name, part in parts.items()}, index=names)
    first, last = (day.isoformat()[:7] for day in known)
    reached = pd.Series((names >= first) & (names <= last), index=names)
    return table.astype("Int64").fillna(0).where(reached).reset_index()


def _summed(tolls: pd.DataFrame, name: str) -> dict[str, "pd.Series[int]"]:
    sums = tolls.groupby("month")[["low", "best", "high", "events"]].sum()
    return {f"{name}_{count}": sums[count] for count in sums.columns}


# ------------------------------------------------------------------------------ by distance


def measured(events: pd.DataFrame, centre: Centre) -> pd.DataFrame:
    """Add where each event lies as seen from the centre.

    Output: the events, with distance in km, not rounded; km and miles with two decimals;
    bearing_deg, clockwise from north, with one; compass (16 points). An event on the centre itself
    has no direction. Miles are those of km as printed, so that a reader who converts them
    gets the same.
    """
    points = events[["latitude", "longitude"]].drop_duplicates()
    pairs = list(zip(points["latitude"], points["longitude"], strict=True))
    km = [distance_km(centre.latitude, centre.longitude, *pair) for pair in pairs]
    # Nothing lies in any direction from itself.
    degrees = [
        bearing(centre.latitude, centre.longitude, *pair) if distance else math.nan
        for pair, distance in zip(pairs, km, strict=True)
    ]
    distances, clockwise = (pd.Series(found, points.index, dtype=float) for found in (km, degrees))
    seen = points.assign(
        distance=distances,
        km=distances.round(2),
        miles=(distances.round(2) / float(METRES["mile"] / METRES["km"])).round(2),
        bearing_deg=clockwise.round(1) % 360,
        compass=clockwise.map(compass, na_action="ignore"),
    )
    return events.merge(seen, on=["latitude", "longitude"], how="left")


def events_near(
    events: pd.DataFrame, side: str, centre: Centre, radius_km: float, period: Period
) -> pd.DataFrame:
    """List the events of a side within a radius of the centre.

    Output: id, date_start, date_end, date_prec, kind, dyad_name, where_prec, where_coordinates,
    adm_1, latitude, longitude, km_from_(centre), miles_from_(centre), bearing_deg, compass,
    inside_(centre)_city_point (whether the dataset puts it at the place of the centre), low, best,
    high; nearest first, then by day, then in file order.
    """
    found = _near(events, side, centre, radius_km, period)
    inside = f"inside_{centre.slug}_city_point"
    ordered = found.sort_values(["distance", "date_start"], kind="stable", ignore_index=True)
    columns = [
        *("id", "date_start", "date_end", "date_prec", "kind", "dyad_name", "where_prec"),
        *("where_coordinates", "adm_1", "latitude", "longitude", "km", "miles", "bearing_deg"),
        *("compass", inside, *COUNTS),
    ]
    placed = ordered.assign(**{inside: ordered["where_coordinates"] == centre.place})
    return placed[columns].rename(columns=_from(centre))


def nearest_places(
    events: pd.DataFrame, side: str, centre: Centre, radius_km: float, period: Period
) -> pd.DataFrame:
    """List the places within a radius at which a side had events, by kind of event.

    Points that stand for a province or a country are no places, and left out.
    Output: where_coordinates, kind, km, miles, compass, events (how many), best (the dead, best
    estimate), last (the day on which the last of them began); nearest first.
    """
    found = _near(events, side, centre, radius_km, period)
    placed = found[found["where_prec"] <= COARSEST_PLACE]
    keys = ["distance", "where_coordinates", "kind", "latitude", "longitude"]
    shown = {name: (name, "first") for name in ("km", "miles", "compass")}
    counted = {"events": ("id", "size"), "best": ("best", "sum"), "last": ("date_start", "max")}
    groups = placed.groupby(keys, dropna=False).agg(**shown, **counted).reset_index()
    return groups[["where_coordinates", "kind", *shown, *counted]]


def town_events(
    events: pd.DataFrame, side: str, slug: str, town: str, period: Period, centre: Centre
) -> pd.DataFrame:
    """List the events of a side at one town.

    Output: source (UCDP GED), event_id, date, place, lat, lon, dead_side_a, dead_(side), low, best,
    high, km_from_(centre), bearing_deg; by day, then in file order.
    """
    chosen = _of(events, side, period)
    found = measured(chosen[chosen["where_coordinates"] == town], centre)
    ordered = found.sort_values("date_start", kind="stable", ignore_index=True)
    own = ordered["deaths_a"].where(ordered["side_a"] == side, ordered["deaths_b"])
    names = {
        **{
            "source": "source",
            "id": "event_id",
            "date_start": "date",
            "where_coordinates": "place",
        },
        **{"latitude": "lat", "longitude": "lon", "deaths_a": "dead_side_a", "own": f"dead_{slug}"},
        **{name: name for name in COUNTS},
        **{"km": f"km_from_{centre.slug}", "bearing_deg": "bearing_deg"},
    }
    return ordered.assign(source="UCDP GED", own=own)[list(names)].rename(columns=names)


def _of(events: pd.DataFrame, side: str, period: Period) -> pd.DataFrame:
    """The events of a side in a period, with kind in words."""
    chosen = events[takes_part(events, side) & in_period(events, period)]
    return chosen.assign(kind=chosen["type_of_violence"].map(KINDS))


def _near(
    events: pd.DataFrame, side: str, centre: Centre, radius_km: float, period: Period
) -> pd.DataFrame:
    """The events of a side in a period within a radius, with the columns of `measured`."""
    found = measured(_of(events, side, period), centre)
    return found[found["distance"] <= radius_km]


def _from(centre: Centre) -> dict[str, str]:
    return {name: f"{name}_from_{centre.slug}" for name in ("km", "miles")}
