"""Distances, directions and units of length.

Distances are geodesics on the WGS 84 ellipsoid, the datum of the coordinates in the tables.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from pyproj import Geod, Proj

from helpers.values.quantities import metres

Point = tuple[float, float]
Line = tuple[Point, ...]
Degrees = npt.ArrayLike
Coordinates = npt.NDArray[np.float64]

POLAR = 45.0
"""Degrees north, or south, of which all points lie that can be said to lie around a pole."""

_COMPASS = (
    *("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE"),
    *("S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"),
)


class GeoError(ValueError):
    """A coordinate off the globe, or a base map that is not there or cannot be read."""


@lru_cache(maxsize=1)
def _geod() -> Geod:
    return Geod(ellps="WGS84")


# ------------------------------------------------------------------------------ two points


def distance_km(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """Measure the geodesic distance between two points, in km.

    Input: degrees north and east, WGS 84.
    Source: Karney, Algorithms for geodesics (2013), as in pyproj.Geod.

    Raises:
        GeoError: a coordinate is missing or off the globe.
    """
    _on_globe(latitude1, longitude1)
    _on_globe(latitude2, longitude2)
    _, _, metres = _geod().inv(longitude1, latitude1, longitude2, latitude2)
    return float(metres) / 1000


def bearing(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """Find the direction in which the geodesic leaves the first point for the second.

    Input: degrees north and east, WGS 84.
    Output: degrees clockwise from north, from 0 up to but not including 360.

    Raises:
        GeoError: a coordinate is missing or off the globe, or both points are the same.
    """
    _on_globe(latitude1, longitude1)
    _on_globe(latitude2, longitude2)
    forward, _, metres = _geod().inv(longitude1, latitude1, longitude2, latitude2)
    if metres == 0:
        raise GeoError(f"no bearing from {latitude1}, {longitude1} to the same point")
    # A tiny angle west of north would round to 360 itself.
    return float(forward) % 360 % 360


def compass(degrees: float) -> str:
    """Name a bearing by the nearest of the 16 points of the compass: 251.6 is WSW.

    Raises:
        GeoError: the bearing is no number.
    """
    if not math.isfinite(degrees):
        raise GeoError(f"bearing {degrees} has no direction: expected degrees clockwise from north")
    return _COMPASS[math.floor(degrees % 360 / 22.5 + 0.5) % 16]


def convert(value: float, from_unit: str, to_unit: str) -> float:
    """Convert a length; a mile is 1.609344 km exactly.

    Raises:
        UnitError: a unit that is not a length.
    """
    one, other = metres(from_unit), metres(to_unit)
    if from_unit == to_unit or not math.isfinite(value):
        return float(value)
    return float(Decimal(str(value)) * one / other)


def _on_globe(latitude: float, longitude: float) -> None:
    """Refuse what is no point on the globe; a missing coordinate never becomes 0."""
    for name, degrees, limit in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        known = isinstance(degrees, int | float | np.number) and math.isfinite(degrees)
        if not known or abs(degrees) > limit:
            raise GeoError(f"{name} is {degrees}: expected degrees from -{limit} to {limit}")


# ------------------------------------------------------------------------------ on paper


@dataclass(frozen=True)
class Projection:
    """A flat map around one point: distances and bearings from that point are true."""

    latitude: float
    longitude: float

    def forward(self, latitudes: Degrees, longitudes: Degrees) -> tuple[Coordinates, Coordinates]:
        """Put points on the map.

        Input: degrees north and east. Output: km east and km north of the centre, as arrays; NaN
        for a point without coordinates.
        """
        east = np.asarray(longitudes, dtype=np.float64)
        north = np.asarray(latitudes, dtype=np.float64)
        known = np.isfinite(east) & np.isfinite(north)
        x, y = _azimuthal(self.latitude, self.longitude)(
            np.where(known, east, 0.0), np.where(known, north, 0.0)
        )
        return np.where(known, x, np.nan), np.where(known, y, np.nan)


def azimuthal(latitude: float, longitude: float) -> Projection:
    """Centre a map on a point (azimuthal equidistant on WGS 84, in km).

    Raises:
        GeoError: a coordinate is missing or off the globe.
    """
    _on_globe(latitude, longitude)
    return Projection(float(latitude), float(longitude))


def around(latitudes: Degrees, longitudes: Degrees) -> Projection:
    """Centre a map on the middle of some points, wherever on the globe they lie.

    Input: degrees north and east. The middle is that of the smallest arcs that hold them, be it
    across the 180th meridian; of points all around a pole, their mean direction.
    """
    north, east = (np.asarray(each, dtype=np.float64) for each in (latitudes, longitudes))
    west, width = arc(east)
    if width <= 180 or max(north.min(), -north.max()) < POLAR:
        middle = (west + width / 2 + 180) % 360 - 180
        return azimuthal(float(north.min() + north.max()) / 2, middle)
    phi, theta = np.radians(north), np.radians(east)
    x, y, z = np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)
    across = math.hypot(x.sum(), y.sum())
    return azimuthal(
        math.degrees(math.atan2(z.sum(), across)), math.degrees(math.atan2(y.sum(), x.sum()))
    )


def arc(longitudes: Degrees) -> tuple[float, float]:
    """The smallest arc that holds some longitudes: its western end, and how many degrees it spans.

    Output: the end from -180 to 180; 360 degrees less the widest gap between two neighbours.
    """
    east = np.unique((np.asarray(longitudes, dtype=np.float64) + 180) % 360) - 180
    gaps = np.diff(east, append=east[0] + 360)
    widest = int(gaps.argmax())
    return float(east[(widest + 1) % len(east)]), 360 - float(gaps[widest])


@lru_cache(maxsize=32)
def _azimuthal(latitude: float, longitude: float) -> Proj:
    return Proj(proj="aeqd", lat_0=latitude, lon_0=longitude, ellps="WGS84", units="km")
