"""The map in the explorer: places and base map, projected once, in km around the centre."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.charts import natural_earth
from helpers.charts.natural_earth import Box, Points
from helpers.values import geodesy

# Kilometres around the outermost places, and the least width of a map: one town alone is no map.
MARGIN_SHARE = 0.12
LEAST = 60.0


def story_map(places: pd.DataFrame, centre: str | None) -> dict[str, Any] | None:
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
    columns = (located[name].to_numpy(dtype=float) for name in ("latitude", "longitude"))
    east, north = projection.forward(*columns)
    # To 0.1 km, and nothing as 0.0: no place lies at minus nothing.
    points = np.column_stack([east, -north]).round(1) + 0.0
    window = _window(points)
    shown = {
        layer: natural_earth.in_view(layer, projection, window) for layer in natural_earth.LAYERS
    }
    return {
        "box": [window.x0, -window.y1, window.width, window.height],
        "centre": str(origin["place_id"]),
        "points": dict(sorted(zip(located["place_id"], points.tolist(), strict=True))),
        "layers": {
            layer: "".join(
                _path(line, closed=one.kind == "area")
                for one in features
                for line in one.lines
                if window.touches(line)
            )
            for layer, features in shown.items()
        },
        "names": sorted(_names(shown["countries"], window)),
    }


def _window(points: Points) -> Box:
    """What the map shows, in km east and north: all points, given east and south, and room."""
    width, height = np.ptp(points, axis=0).tolist()
    side = max(max(width, height) * (1 + 2 * MARGIN_SHARE), LEAST)
    # Wider than high, as the pane is; places that lie in a line still get room on both sides.
    wide = max(width * (1 + 2 * MARGIN_SHARE), side)
    high = max(height * (1 + 2 * MARGIN_SHARE), side * 0.6)
    east, south = ((points.max(axis=0) + points.min(axis=0)) / 2).tolist()
    box = Box.around(east, -south, wide, high)
    return Box(*(round(edge, 1) for edge in (box.x0, box.y0, box.x1, box.y1)))


def _path(line: Points, *, closed: bool) -> str:
    """Whole km, each point once: the base map is no truer than that."""
    rounded = [(round(x), round(-y)) for x, y in line.tolist()]
    kept = [p for p, before in zip(rounded, [None, *rounded], strict=False) if p != before]
    steps = "L".join(f"{a} {b}" for a, b in kept)
    return f"M{steps}{'Z' if closed else ''}"


def _names(countries: tuple[natural_earth.Feature, ...], window: Box) -> list[list[Any]]:
    """The names of the countries in view, each in the middle of what is seen of it."""
    found = []
    for country in countries:
        ring = max(country.lines, key=len)
        if country.name and window.touches(ring):
            east = np.clip(ring[:, 0], window.x0, window.x1).mean()
            north = np.clip(ring[:, 1], window.y0, window.y1).mean()
            found.append([country.name, round(float(east)), round(-float(north))])
    return found
