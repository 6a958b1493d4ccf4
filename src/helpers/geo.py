"""Distances, bearings and projections on the ellipsoid, and the base map of the project.

Everything is WGS 84. Geodesics and projections are those of PROJ, through pyproj.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod, Proj

from helpers.bounds import METRES, UnitError
from helpers.contract import find_root

ELLIPSOID = "WGS84"
COMPASS = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
    "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
)  # fmt: skip
_GEOD = Geod(ellps=ELLIPSOID)

Numbers = NDArray[np.float64]


class GeoError(ValueError):
    """A coordinate, a unit or a layer of the base map is not as it must be."""


@dataclass(frozen=True)
class Feature:
    """A country, river or lake of the base map: its name, its layer, its lines as (lon, lat)."""

    name: str
    kind: str
    lines: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True)
class Projection:
    """An azimuthal equidistant projection: distances from its centre are true to scale."""

    latitude: float
    longitude: float

    def _proj(self) -> Proj:
        return Proj(
            proj="aeqd", lat_0=self.latitude, lon_0=self.longitude, ellps=ELLIPSOID, units="km"
        )

    def forward(self, latitudes: ArrayLike, longitudes: ArrayLike) -> tuple[Numbers, Numbers]:
        """Kilometres east and north of the centre, for degrees north and east."""
        x, y = self._proj()(np.asarray(longitudes, float), np.asarray(latitudes, float))
        return np.asarray(x), np.asarray(y)

    def inverse(self, x_km: ArrayLike, y_km: ArrayLike) -> tuple[Numbers, Numbers]:
        """Degrees north and east, for kilometres east and north of the centre."""
        longitudes, latitudes = self._proj()(
            np.asarray(x_km, float), np.asarray(y_km, float), inverse=True
        )
        return np.asarray(latitudes), np.asarray(longitudes)


def azimuthal(latitude: float, longitude: float) -> Projection:
    """The azimuthal equidistant projection around a point.

    Raises:
        GeoError: the point is not on the globe.
    """
    _on_the_globe(latitude, longitude)
    return Projection(latitude, longitude)


def distance_km(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """The geodesic distance between two points, in kilometres.

    Raises:
        GeoError: a point is not on the globe.
    """
    return _between(latitude, longitude, other_latitude, other_longitude)[1] / 1000


def bearing(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """The bearing at which the geodesic leaves the first point for the second, 0 to 360 degrees.

    Raises:
        GeoError: a point is not on the globe.
    """
    return _between(latitude, longitude, other_latitude, other_longitude)[0] % 360


def compass(degrees: float) -> str:
    """The nearest of the sixteen points of the compass: 251.6 is "WSW"."""
    return COMPASS[round(degrees % 360 / 22.5) % 16]


def convert(value: float, from_unit: str, to_unit: str) -> float:
    """Convert a length; a mile is 1.609344 km exactly (international yard and pound, 1959).

    Raises:
        UnitError: a unit is not a length.
    """
    for unit in (from_unit, to_unit):
        if unit not in METRES:
            raise UnitError(f"unit '{unit}' is not a length; known: {', '.join(METRES)}")
    return float(value) * float(METRES[from_unit] / METRES[to_unit])


def base_map_names() -> tuple[str, ...]:
    """The layers of the base map: the names of the GeoJSON files in data/geo."""
    return tuple(sorted(path.stem for path in (find_root() / "data" / "geo").glob("*.geojson")))


@cache
def base_map(name: str = "countries") -> tuple[Feature, ...]:
    """A layer of the base map.

    Raises:
        GeoError: there is no such layer; the line lists those that are.
    """
    if name not in base_map_names():
        raise GeoError(f"no layer '{name}' in data/geo; there are: {', '.join(base_map_names())}")
    path = find_root() / "data" / "geo" / f"{name}.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return tuple(
        Feature(
            str(feature["properties"].get("name") or ""),
            name,
            tuple(_lines(feature["geometry"])),
        )
        for feature in features
    )


def _lines(geometry: dict[str, Any]) -> list[tuple[tuple[float, float], ...]]:
    """The rings or lines of a geometry, however deep they lie."""
    found: list[tuple[tuple[float, float], ...]] = []

    def collect(part: Sequence[Any]) -> None:
        if part and isinstance(part[0][0], (int, float)):
            found.append(tuple((float(x), float(y)) for x, y in part))
        else:
            for inner in part:
                collect(inner)

    collect(geometry["coordinates"])
    return found


def _between(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> tuple[float, float]:
    """Forward bearing in degrees and distance in metres."""
    _on_the_globe(latitude, longitude)
    _on_the_globe(other_latitude, other_longitude)
    ahead, _, metres = _GEOD.inv(longitude, latitude, other_longitude, other_latitude)
    return float(ahead), float(metres)


def _on_the_globe(latitude: float, longitude: float) -> None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise GeoError(
            f"{latitude}, {longitude} is no point: degrees north lie within 90, degrees east "
            "within 180 on either side; are the two swapped?"
        )
