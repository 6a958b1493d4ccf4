"""The base map of Natural Earth: countries, rivers and lakes, on paper as far as they are true."""

import json
import pathlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from helpers.values import geodesy
from helpers.values.geodesy import GeoError, Projection

_MAP_FOLDER = pathlib.Path(__file__).resolve().parents[3] / "data" / "geo"

LAYERS = ("countries", "lakes", "rivers")

BASE_MAP_ERROR = 4.6
"""How far in km a line of the base map can lie from where it lies on the ground.

Measured at 17 bridges, barrages and banks of the Tigris and the Euphrates, whose rivers pass up to
4.6 km from them: data/geo/README.md has the list. Natural Earth draws for a scale of 1:50m.
"""

BASE_MAP_FROM = 100 * BASE_MAP_ERROR
"""The least width in km of a map that shows the base map: its error is then a hundredth of that."""

SEEN = 1 / 4000
"""Of the width of a map: what nobody sees of the course of a border, a fifth of a px on the web."""

QUARTER, FAR = 10_000.0, 18_000.0
"""Km from the middle of a map to the edge of its half of the globe, and to where lines are drawn out
beyond measure: the point opposite is all of its edge."""

Points = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
"""A point a row: longitude and latitude, or km east and km north of the middle of a map."""


@dataclass(frozen=True)
class Box:
    """A rectangle, from its lower left corner to its upper right one."""

    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Box":
        """The rectangle around a point."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.y1 - self.y0

    def edge(self, steps: int) -> Points:
        """Its edge as a closed ring of points, with so many steps along each side."""
        x, y = (self.x0, self.x1, self.x1, self.x0, self.x0), (*[self.y0] * 2, *[self.y1] * 2)
        corners = np.column_stack([x, (*y, self.y0)])
        sides = [np.linspace(one, two, steps, endpoint=False) for one, two in pairwise(corners)]
        return np.concatenate([*sides, corners[:1]])

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def touches(self, points: Points) -> bool:
        """Whether the box around some points shares ground with this one."""
        (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
        return bool(east >= self.x0 and west <= self.x1 and north >= self.y0 and south <= self.y1)


@dataclass(frozen=True, eq=False)
class Feature:
    """One country, river or lake of the base map.

    `name` and `code` (ISO 3166-1 alpha-3) are blank where the source has none. `kind` is "area" or
    "line". `lines` are the rings of an area, holes included, each closed, or the stretches of a
    line.
    """

    name: str
    code: str
    kind: str
    lines: tuple[Points, ...]


def true_to_scale(across: float) -> bool:
    """Whether the base map is true enough for a map of so many km across, by its shorter side.

    On a smaller map a river or a border would run on the wrong side of a town: none is drawn.
    """
    return across >= BASE_MAP_FROM


def in_view(layer: str, projection: Projection, window: Box) -> tuple[Feature, ...]:
    """What of a layer of the base map a map shows.

    Input: one of LAYERS; the projection of the map and its window, in km. Output: the features of
    which a line touches the window, their lines in km and cut some way outside it; none where the
    base map would not be true to scale, or where there is none.
    """
    if layer not in base_map_names() or not true_to_scale(min(window.width, window.height)):
        return ()
    shown = (
        replace(one, lines=tuple(_near(one, there, projection, window)))
        for one, there in zip(base_map(layer), _projected(layer, projection), strict=True)
    )
    return tuple(one for one in shown if one.lines)


def _near(
    feature: Feature, there: Sequence[Points], projection: Projection, window: Box
) -> Iterator[Points]:
    """The lines of a feature that touch a window, in km; areas are cut just outside of it."""
    aside, above = window.width / 20, window.height / 20
    edge = Bbox.from_extents(
        window.x0 - aside, window.y0 - above, window.x1 + aside, window.y1 + above
    )
    for degrees, line in zip(feature.lines, there, strict=True):
        if not window.touches(line) or not _can_be_drawn(degrees, line, projection):
            continue
        if feature.kind == "line":
            yield line
        else:
            cut = Path(line, closed=True).clip_to_bbox(edge)
            cut.simplify_threshold = window.width * SEEN
            rings = map(np.asarray, cut.to_polygons())
            yield from (ring for ring in rings if window.touches(ring))


def base_map_names() -> list[str]:
    """List the layers of the base map, in alphabetical order; empty if there is none."""
    return sorted(path.stem for path in _MAP_FOLDER.glob("*.geojson"))


@lru_cache(maxsize=8)
def base_map(name: str = "countries") -> tuple[Feature, ...]:
    """Read one layer of the base map from data/geo.

    Output: all its features, wherever they lie, in degrees. Source: Natural Earth, public domain;
    see data/geo/README.md.

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
    kind, parts = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        parts = [parts]
    elif kind == "MultiPolygon":
        parts = [ring for polygon in parts for ring in polygon]
    elif kind not in ("MultiLineString", "Polygon"):
        raise ValueError(f"geometry {kind}")
    lines = tuple(np.array([point[:2] for point in part], dtype=float) for part in parts)
    area = "area" if kind.endswith("Polygon") else "line"
    whole = _joined(lines) if area == "area" else lines
    return Feature(properties.get("name", ""), properties.get("code", ""), area, whole)


def _joined(rings: Sequence[Points]) -> tuple[Points, ...]:
    """Rings that were cut along the 180th meridian and at a pole, as they are on the globe.

    RFC 7946 (3.1.9) asks that they are cut. What runs along the cut falls away; what is left goes
    on where the other half begins.
    """
    whole = [ring for ring in rings if not _on_cut(ring).any()]
    begun = {
        (float(np.sign(piece[0, 0])), float(piece[0, 1])): piece
        for ring in rings
        if _on_cut(ring).any()
        for piece in _off_cut(ring)
    }
    while begun:
        pieces = [begun.popitem()[1]]
        while True:
            side, north = float(np.sign(pieces[-1][-1, 0])), float(pieces[-1][-1, 1])
            following = begun.pop((-side, north), None)
            if following is None:
                break
            pieces.append(following)
        whole.append(np.concatenate([*pieces, pieces[0][:1]]))
    return tuple(whole)


def _on_cut(ring: Points) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which points of a ring lie on the 180th meridian or at a pole."""
    return np.asarray((np.abs(ring[:, 0]) == 180) | (np.abs(ring[:, 1]) == 90))


def _off_cut(ring: Points) -> Iterator[Points]:
    """The stretches of a closed ring that run between the cut and the cut."""
    cut = _on_cut(ring[:-1])
    begin = int(np.flatnonzero(cut)[0])
    turned = np.concatenate([np.roll(ring[:-1], -begin, axis=0), ring[begin : begin + 1]])
    at = np.flatnonzero(_on_cut(turned))
    yield from (turned[a : b + 1] for a, b in pairwise(at.tolist()) if b - a > 1)


@lru_cache(maxsize=24)
def _projected(layer: str, projection: Projection) -> tuple[tuple[Points, ...], ...]:
    """The lines of each feature of a layer, in km."""
    features = base_map(layer)
    degrees = np.concatenate([np.empty((0, 2)), *(line for one in features for line in one.lines)])
    km = np.column_stack(projection.forward(degrees[:, 1], degrees[:, 0]))
    lines = iter(np.split(km, np.cumsum([len(line) for one in features for line in one.lines])))
    return tuple(tuple(islice(lines, len(one.lines))) for one in features)


def _can_be_drawn(line: Points, there: Points, projection: Projection) -> bool:
    """Whether a line keeps its shape in km: a ring around the point opposite is turned inside out."""
    far = float(np.hypot(*there.T).max())
    if far < QUARTER:
        return True
    opposite = geodesy.azimuthal(-projection.latitude, (projection.longitude + 360) % 360 - 180)
    ring = np.column_stack(opposite.forward(line[:, 1], line[:, 0]))
    return far < FAR and not Path(ring).contains_point((0, 0))
