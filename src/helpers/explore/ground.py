"""The map under the explorer: places and base map, projected once, in km around the centre."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.charts import natural_earth
from helpers.values import geodesy
from helpers.values.records import records

# Kilometres around the outermost places, and the least width of a map: one town alone is no map.
MARGIN_SHARE = 0.12
LEAST = 60.0
LAYERS = ("countries", "lakes", "rivers")


@dataclass(frozen=True)
class Box:
    """A piece of the map: km east and km south of the centre."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, x: Sequence[float], y: Sequence[float]) -> bool:
        """Whether the box around some points shares ground with this one."""
        beside = max(x) < self.left or min(x) > self.right
        return not (beside or max(y) < self.top or min(y) > self.bottom)


def ground(places: pd.DataFrame, centre: str | None) -> dict[str, Any] | None:
    """The map of a story: where its places lie, and borders and waters for orientation.

    Input: places (contract); the place_id around which distances are true, the first place with a
    point if blank or without one.
    Output: None if no place has a point, else: box (left, top, width, height), points (place_id ->
    [x, y]), layers (name -> the d of an SVG path), names ([name, x, y] of countries); km east and
    south of the centre, whole in layers, which are no truer than that, to 0.1 in points.
    Source: Natural Earth, see data/geo/README.md; azimuthal equidistant projection.

    Raises:
        GeoError: a coordinate off the globe.
    """
    located = places.dropna(subset=["latitude", "longitude"])
    if located.empty:
        return None
    middle = located[located["place_id"] == centre]
    origin = (middle if len(middle) else located).iloc[0]
    projection = geodesy.azimuthal(float(origin["latitude"]), float(origin["longitude"]))
    x, north = projection.forward(
        located["latitude"].to_numpy(dtype=float), located["longitude"].to_numpy(dtype=float)
    )
    points = {
        str(row.place_id): [_km(east), _km(-up)]
        for row, east, up in zip(records(located), x, north, strict=True)
    }
    box = _box(list(points.values()))
    # A map of a few dozen km has no base map: none would be true there.
    whole = natural_earth.true_to_scale(min(box.right - box.left, box.bottom - box.top))
    return {
        "box": [box.left, box.top, box.right - box.left, box.bottom - box.top],
        "centre": str(origin["place_id"]),
        "points": dict(sorted(points.items())),
        "layers": {name: _layer(name, projection, box) if whole else "" for name in LAYERS},
        "names": _names(projection, box) if whole else [],
    }


def _km(value: float) -> float:
    """To 0.1 km, and nothing as 0.0: no place lies at minus nothing."""
    return round(float(value), 1) + 0.0


def _box(points: Iterable[Sequence[float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    side = max(max(width, height) * (1 + 2 * MARGIN_SHARE), LEAST)
    # Wider than high, as the pane is; places that lie in a line still get room on both sides.
    wide, high = (
        max(width * (1 + 2 * MARGIN_SHARE), side),
        max(height * (1 + 2 * MARGIN_SHARE), side * 0.6),
    )
    east, south = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    edges = (east - wide / 2, south - high / 2, east + wide / 2, south + high / 2)
    return Box(*(round(edge, 1) for edge in edges))


def _layer(name: str, projection: geodesy.Projection, box: Box) -> str:
    """One layer of the base map as far as it is in view, as the d of an SVG path."""
    if name not in natural_earth.base_map_names():
        return ""
    parts = []
    for feature in natural_earth.base_map(name):
        for line in feature.lines:
            x, y = _flat(line, projection)
            if box.touches(x, y):
                parts.append(_path(x, y, closed=feature.kind == "area"))
    return "".join(parts)


def _flat(line: geodesy.Line, projection: geodesy.Projection) -> tuple[list[float], list[float]]:
    east, north = projection.forward([point[1] for point in line], [point[0] for point in line])
    return [float(x) for x in east], [-float(y) for y in north]


def _path(x: Sequence[float], y: Sequence[float], *, closed: bool) -> str:
    """Whole km, each point once: the base map is no truer than that."""
    rounded = [(round(a), round(b)) for a, b in zip(x, y, strict=True)]
    kept = [p for p, before in zip(rounded, [None, *rounded], strict=False) if p != before]
    steps = "L".join(f"{a} {b}" for a, b in kept)
    return f"M{steps}{'Z' if closed else ''}"


def _names(projection: geodesy.Projection, box: Box) -> list[list[Any]]:
    """The names of the countries in view, each in the middle of what is seen of it."""
    found = []
    for feature in (
        natural_earth.base_map("countries") if "countries" in natural_earth.base_map_names() else ()
    ):
        lines = [_flat(line, projection) for line in feature.lines]
        x, y = max(lines, key=lambda line: len(line[0]))
        if feature.name and box.touches(x, y):
            east = float(np.clip(x, box.left, box.right).mean())
            south = float(np.clip(y, box.top, box.bottom).mean())
            found.append([feature.name, round(east), round(south)])
    return sorted(found)
