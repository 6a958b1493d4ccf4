"""The figures: table in, table out.

Every function takes the tolls or the events of `reading.Reading`. A side takes part in an event if
it is its side_a or side_b, by that exact name. An event belongs to the month in which it begins, and to a
period if any of its days lies in it. Distances are geodesics on WGS 84, measured once for each
point.
"""

import math
from datetime import date

import pandas as pd

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

_KM = 2
_DEGREES = 1


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

    Output: the events, with km, and degrees clockwise from north; neither is rounded, and an event
    on the centre itself has no direction.
    """
    points = events[["latitude", "longitude"]].drop_duplicates()
    pairs = list(zip(points["latitude"], points["longitude"], strict=True))
    km = [distance_km(centre.latitude, centre.longitude, *pair) for pair in pairs]
    # Nothing lies in any direction from itself.
    degrees = [
        bearing(centre.latitude, centre.longitude, *pair) if distance else math.nan
        for pair, distance in zip(pairs, km, strict=True)
    ]
    seen = points.assign(km=km, degrees=degrees)
    return events.merge(seen, on=["latitude", "longitude"], how="left")


def events_near(
    events: pd.DataFrame, side: str, centre: Centre, radius_km: float, period: Period
) -> pd.DataFrame:
    """List the events of a side within a radius of the centre.

    Output: id, date_start, date_end, date_prec, kind, dyad_name, where_prec, where_coordinates,
    adm_1, latitude, longitude, km_from_(centre) and miles_from_(centre) with two decimals,
    bearing_deg with one, compass (16 points), inside_(centre)_city_point (whether the dataset puts
    it at the place of the centre), low, best, high; nearest first, then by day, then in file order.
    """
    found = _near(events, side, centre, radius_km, period)
    ordered = found.sort_values(["km", "date_start"], kind="stable")
    return pd.DataFrame(
        {
            "id": ordered["id"],
            "date_start": ordered["date_start"],
            "date_end": ordered["date_end"],
            "date_prec": ordered["date_prec"],
            "kind": ordered["type_of_violence"].map(KINDS),
            "dyad_name": ordered["dyad_name"],
            "where_prec": ordered["where_prec"],
            "where_coordinates": ordered["where_coordinates"],
            "adm_1": ordered["adm_1"],
            "latitude": ordered["latitude"],
            "longitude": ordered["longitude"],
            f"km_from_{centre.slug}": ordered["km"].round(_KM),
            f"miles_from_{centre.slug}": _miles(ordered["km"]),
            "bearing_deg": ordered["degrees"].round(_DEGREES) % 360,
            "compass": ordered["degrees"].map(compass, na_action="ignore"),
            f"inside_{centre.slug}_city_point": ordered["where_coordinates"] == centre.place,
            "low": ordered["low"],
            "best": ordered["best"],
            "high": ordered["high"],
        }
    ).reset_index(drop=True)


def nearest_places(
    events: pd.DataFrame, side: str, centre: Centre, radius_km: float, period: Period
) -> pd.DataFrame:
    """List the places within a radius at which a side had events, by kind of event.

    Points that stand for a province or a country are no places, and left out.
    Output: where_coordinates, kind, km and miles from the centre with two decimals, compass, events
    (how many), best (the dead, best estimate), last (the day on which the last of them began);
    nearest first.
    """
    found = _near(events, side, centre, radius_km, period)
    placed = found[found["where_prec"] <= COARSEST_PLACE]
    placed = placed.assign(kind=placed["type_of_violence"].map(KINDS))
    keys = ["where_coordinates", "latitude", "longitude", "kind"]
    groups = placed.groupby(keys, dropna=False).agg(
        distance=("km", "first"),
        degrees=("degrees", "first"),
        events=("id", "size"),
        best=("best", "sum"),
        last=("date_start", "max"),
    )
    ordered = groups.reset_index().sort_values(["distance", "where_coordinates", "kind"])
    return pd.DataFrame(
        {
            "where_coordinates": ordered["where_coordinates"],
            "kind": ordered["kind"],
            "km": ordered["distance"].round(_KM),
            "miles": _miles(ordered["distance"]),
            "compass": ordered["degrees"].map(compass, na_action="ignore"),
            "events": ordered["events"],
            "best": ordered["best"],
            "last": ordered["last"],
        }
    ).reset_index(drop=True)


def town_events(
    events: pd.DataFrame, side: str, slug: str, town: str, period: Period, centre: Centre
) -> pd.DataFrame:
    """List the events of a side at one town.

    Output: source (UCDP GED), event_id, date, place, lat, lon, dead_side_a, dead_(side), low, best, high,
    km_from_(centre) with two decimals, bearing_deg with one; by day, then in file order.
    """
    chosen = takes_part(events, side) & in_period(events, period)
    found = measured(events[chosen & (events["where_coordinates"] == town)], centre)
    ordered = found.sort_values("date_start", kind="stable")
    own = ordered["deaths_a"].where(ordered["side_a"] == side, ordered["deaths_b"])
    return pd.DataFrame(
        {
            "source": "UCDP GED",
            "event_id": ordered["id"],
            "date": ordered["date_start"],
            "place": ordered["where_coordinates"],
            "lat": ordered["latitude"],
            "lon": ordered["longitude"],
            "dead_side_a": ordered["deaths_a"],
            f"dead_{slug}": own,
            "low": ordered["low"],
            "best": ordered["best"],
            "high": ordered["high"],
            f"km_from_{centre.slug}": ordered["km"].round(_KM),
            "bearing_deg": ordered["degrees"].round(_DEGREES) % 360,
        }
    ).reset_index(drop=True)


def _near(
    events: pd.DataFrame, side: str, centre: Centre, radius_km: float, period: Period
) -> pd.DataFrame:
    """The events of a side in a period within a radius, with km and degrees."""
    chosen = events[takes_part(events, side) & in_period(events, period)]
    found = measured(chosen, centre)
    return found[found["km"] <= radius_km]


def _miles(km: "pd.Series[float]") -> "pd.Series[float]":
    """Miles from km as they are printed, so that a reader who converts them gets the same."""
    return (km.round(_KM) / float(METRES["mile"] / METRES["km"])).round(_KM)
