"""The base map of Natural Earth: countries, rivers and lakes, and from which scale they are true."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpers.values.geodesy import GeoError, Line

_MAP_FOLDER = Path(__file__).resolve().parents[3] / "data" / "geo"

BASE_MAP_ERROR = 4.0
"""How far in km a line of the base map can lie from where it lies on the ground.

Measured at 17 bridges, barrages and banks of the Tigris and the Euphrates, whose rivers pass up to
4.0 km from them: data/geo/README.md has the list. Natural Earth draws for a scale of 1:50m.
"""

BASE_MAP_FROM = 100 * BASE_MAP_ERROR
"""The least width in km of a map that shows the base map: its error is then a hundredth of that."""


def true_to_scale(across: float) -> bool:
    """Whether the base map is true enough for a map of so many km across, by its shorter side.

    On a smaller map a river or a border would run on the wrong side of a town: none is drawn.
    """
    return across >= BASE_MAP_FROM


@dataclass(frozen=True)
class Feature:
    """One country, river or lake of the base map.

    `name` and `code` (ISO 3166-1 alpha-3) are blank where the source has none. `kind` is "area" or
    "line". `lines` holds (longitude, latitude) points: the rings of an area, holes included, each
    closed, or the stretches of a line.
    """

    name: str
    code: str
    kind: str
    lines: tuple[Line, ...]


def base_map_names() -> list[str]:
    """List the layers of the base map, in alphabetical order; empty if there is none."""
    return sorted(path.stem for path in _MAP_FOLDER.glob("*.geojson"))


@lru_cache(maxsize=8)
def base_map(name: str = "countries") -> tuple[Feature, ...]:
    """Read one layer of the base map from data/geo.

    Output: all its features, wherever they lie; a story elsewhere has none of them in view, and its
    map shows the places alone. Source: Natural Earth, public domain; see data/geo/README.md.

    Raises:
        GeoError: no such layer, or a file that is not GeoJSON.
    """
    if name not in base_map_names():
        known = ", ".join(base_map_names()) or "none"
        raise GeoError(f"base map {name!r} is not in data/geo: expected one of {known}")
    path = _MAP_FOLDER / f"{name}.geojson"
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return tuple(_feature(one) for one in features)
    except (KeyError, TypeError, ValueError) as error:
        raise GeoError(
            f"data/geo/{name}.geojson is not the GeoJSON expected ({error}): "
            "make it again with data/geo/make_base_map.py"
        ) from None


def _feature(one: dict[str, Any]) -> Feature:
    """One feature of a GeoJSON file with its rings or stretches in a row."""
    geometry, properties = one["geometry"], one.get("properties") or {}
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        parts = [coordinates]
    elif kind in ("MultiLineString", "Polygon"):
        parts = coordinates
    elif kind == "MultiPolygon":
        parts = [ring for polygon in coordinates for ring in polygon]
    else:
        raise ValueError(f"geometry {kind}")
    lines = tuple(tuple((float(x), float(y)) for x, y, *_ in part) for part in parts)
    area = "area" if kind.endswith("Polygon") else "line"
    return Feature(properties.get("name", ""), properties.get("code", ""), area, lines)
