"""What maps stand on: sea, borders, lakes and rivers, and the names of countries and rivers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, degrees, radians, sin

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.charts import natural_earth
from helpers.charts.map_sheet import CELL, LEADING, Box, Cells, Numbers, Sheet, Window, centred
from helpers.charts.measured_text import text_width
from helpers.charts.sizes import px
from helpers.charts.style import LABEL, SMALL, theme
from helpers.values import geodesy

SEA = 0.13
"""How strong the sea and the lakes are, of the colour of water."""

ROOMS = (4.0, 2.5, 1.6, 1.0)
"""Room around the name of a country, in its own sizes, from the most that is asked for."""


EDGE = 25.0
"""So many px from the middle of the map weigh as much as a px by which a river bends."""


@dataclass(frozen=True)
class Shape:
    """A country, lake or river on the map: its rings or stretches, in km."""

    name: str
    parts: tuple[Numbers, ...]


@dataclass(frozen=True)
class Ground:
    """What of the base map lies in the window."""

    countries: tuple[Shape, ...] = ()
    lakes: tuple[Shape, ...] = ()
    rivers: tuple[Shape, ...] = ()


def draw(sheet: Sheet, projection: geodesy.Projection) -> Ground:
    """Draw what of the base map lies in the window; nothing where it would not be true to scale.

    Output: what is drawn. Sea is tinted only where the base map reaches over the whole window:
    beyond its edges nobody knows what is land.
    """
    if not natural_earth.true_to_scale(min(sheet.window.width, sheet.window.height)):
        return Ground()
    found = Ground(
        *(_in_view(sheet, name, projection) for name in ("countries", "lakes", "rivers"))
    )
    water, ax = theme().hues["blue"], sheet.ax
    whole = bool(found.countries) and _covers(sheet.window, projection)
    if whole:
        ax.add_patch(_area([_rectangle(sheet.window)], water, SEA, 0.2))
    for country in found.countries:
        if whole:
            ax.add_patch(_area(country.parts, theme().ground, 1.0, 0.4))
    for lake in found.lakes:
        ax.add_patch(_area(lake.parts, water, SEA, 0.6))
    _strokes(sheet, [*found.lakes, *found.rivers], water, 0.55)
    _strokes(sheet, found.countries, theme().faint, 1.0)
    return found


def name_rivers(sheet: Sheet, rivers: Sequence[Shape]) -> list[str]:
    """Write the name of each river along it, where it runs straight and nothing else is.

    Output: the names written.
    """
    return [
        name
        for name in sorted({river.name for river in rivers if river.name})
        if _name_river(sheet, name, [p for r in rivers if r.name == name for p in r.parts])
    ]


def name_countries(sheet: Sheet, countries: Sequence[Shape]) -> list[str]:
    """Write the name of each country inside it, where there is most room.

    Output: the names written; one for which there is no room stays away.
    """
    written = []
    for country in countries:
        width, height = text_width(country.name, LABEL) + 6, LABEL * LEADING
        spot = _roomy(sheet, country.parts, width, height) if country.name else None
        if spot is not None:
            box = centred(*spot, width, height)
            sheet.write(country.name, box, size=LABEL, colour=theme().muted, backed=False)
            written.append(country.name)
    return written


# ------------------------------------------------------------------------------ the base map


def _in_view(sheet: Sheet, layer: str, projection: geodesy.Projection) -> tuple[Shape, ...]:
    shapes = _projected(layer, projection) if layer in natural_earth.base_map_names() else ()
    return tuple(
        shape for shape in shapes if any(_touches(part, sheet.window) for part in shape.parts)
    )


@lru_cache(maxsize=24)
def _projected(layer: str, projection: geodesy.Projection) -> tuple[Shape, ...]:
    """A layer of the base map in km, all of it projected at once."""
    features = natural_earth.base_map(layer)
    lines = [line for feature in features for line in feature.lines]
    if not lines:
        return ()
    points = np.concatenate([np.asarray(line, dtype=float) for line in lines])
    flat = np.column_stack(projection.forward(points[:, 1], points[:, 0]))
    cuts = np.cumsum([len(line) for line in lines])[:-1]
    parts = iter(np.split(flat, cuts))
    return tuple(
        Shape(feature.name, tuple(next(parts) for _ in feature.lines)) for feature in features
    )


def _touches(part: Numbers, window: Window) -> bool:
    return bool(
        part[:, 0].max() >= window.west
        and part[:, 0].min() <= window.east
        and part[:, 1].max() >= window.south
        and part[:, 1].min() <= window.north
    )


def _covers(window: Window, projection: geodesy.Projection) -> bool:
    """Whether the whole window lies inside the rectangle for which there is a base map."""
    points = np.array(
        [p for one in natural_earth.base_map("countries") for line in one.lines for p in line]
    )
    low, high = points.min(axis=0), points.max(axis=0)
    edge = _rectangle(window, steps=8)
    lats, lons = projection.inverse(edge[:, 0], edge[:, 1])
    inside = (lons > low[0]) & (lons < high[0]) & (lats > low[1]) & (lats < high[1])
    return bool(inside.all())


def _rectangle(window: Window, steps: int = 1) -> Numbers:
    """The edge of a window as a ring, with so many steps along each side."""
    corners = np.array(
        [
            (window.west, window.south),
            (window.east, window.south),
            (window.east, window.north),
            (window.west, window.north),
            (window.west, window.south),
        ]
    )
    sides = [np.linspace(one, two, steps, endpoint=False) for one, two in pairwise(corners)]
    return np.concatenate([*sides, corners[:1]])


def _area(parts: Sequence[Numbers], colour: str, alpha: float, height: float) -> PathPatch:
    path = Path.make_compound_path(*(Path(part, closed=True) for part in parts))
    return PathPatch(path, facecolor=colour, edgecolor="none", alpha=alpha, zorder=height)


def _strokes(sheet: Sheet, shapes: Sequence[Shape], colour: str, alpha: float) -> None:
    parts = [part for shape in shapes for part in shape.parts if _touches(part, sheet.window)]
    lines = LineCollection(parts, colors=colour, linewidths=px(1.1), alpha=alpha, zorder=1)
    sheet.ax.add_collection(lines, autolim=False)
    for part in parts:
        sheet.draw_line(part)


# ------------------------------------------------------------------------------ names


def _name_river(sheet: Sheet, name: str, parts: Sequence[Numbers]) -> bool:
    """Try the name along a river, step by step, on both sides of it."""
    width, height = text_width(name, SMALL) + 4, SMALL * LEADING
    found: list[tuple[float, Box, float]] = []
    for part in parts:
        scale = sheet.km_per_px
        at = np.column_stack(
            [(part[:, 0] - sheet.window.west) / scale, (part[:, 1] - sheet.window.south) / scale]
        )
        for start, end, bend in _straights(at, width):
            found += _beside(sheet, start, end, bend, width, height)
    if not found:
        return False
    _, box, turned = min(found, key=lambda one: one[0])
    sheet.write(
        name, box, size=SMALL, colour=theme().muted, italic=True, turned=turned, backed=False
    )
    return True


def _straights(at: Numbers, width: float) -> list[tuple[Numbers, Numbers, float]]:
    """Stretches of a line as long as a name: their ends, and how far the line leaves them."""
    steps = np.hypot(*np.diff(at, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    found = []
    for begin in np.arange(0.0, along[-1] - width, 8.0):
        inside = np.linspace(begin, begin + width, 12)
        curve = np.column_stack([np.interp(inside, along, at[:, n]) for n in (0, 1)])
        start, end = curve[0], curve[-1]
        chord = end - start
        length = float(np.hypot(*chord))
        if length < width * 0.85:
            continue
        away = (curve - start) @ np.array([-chord[1], chord[0]]) / length
        found.append((start, end, float(np.abs(away).max())))
    return found


def _beside(
    sheet: Sheet, start: Numbers, end: Numbers, bend: float, width: float, height: float
) -> list[tuple[float, Box, float]]:
    """The places beside a stretch of a river where its name is free to stand, with their cost."""
    if start[0] > end[0]:
        start, end = end, start
    slope = degrees(atan2(end[1] - start[1], end[0] - start[0]))
    middle = (start + end) / 2
    turn = radians(slope)
    found = []
    for side in (1, -1):
        off = side * (height / 2 + bend + 1)
        x, y = middle[0] - sin(turn) * off, middle[1] + cos(turn) * off
        # A turned name takes the rectangle around it, which keeps others well clear of it.
        wide = abs(width * cos(turn)) + abs(height * sin(turn))
        high = abs(width * sin(turn)) + abs(height * cos(turn))
        box = centred(float(x), float(y), wide, high)
        if not sheet.is_free(box):
            continue
        crossed = _crossed_along(sheet, (float(x), float(y)), turn, width, height)
        # Rather where the map is looked at than at its edge.
        off_centre = np.hypot(x - sheet.width / 2, y - sheet.height / 2) / EDGE
        cost = bend + abs(slope) / 20 + crossed * 6 + (side < 0) + float(off_centre)
        found.append((cost, box, slope))
    return found


def _crossed_along(
    sheet: Sheet, middle: tuple[float, float], turn: float, width: float, height: float
) -> int:
    """How many lines run through a turned name."""
    along = np.linspace(-width / 2, width / 2, max(int(width / CELL), 2))
    across = np.linspace(-height * 0.35, height * 0.35, 4)
    u, v = np.meshgrid(along, across)
    x = (middle[0] + u * cos(turn) - v * sin(turn)) / CELL
    y = (middle[1] + u * sin(turn) + v * cos(turn)) / CELL
    rows, wide = sheet.lines.shape
    columns, down = np.clip(x.astype(int), 0, wide - 1), np.clip(y.astype(int), 0, rows - 1)
    return int(sheet.lines[down, columns].sum())


def _roomy(
    sheet: Sheet, parts: Sequence[Numbers], width: float, height: float
) -> tuple[float, float] | None:
    """The middle of the place inside a country with the most room for a name around it, in px."""
    inside = _cells_inside(sheet, parts)
    if not inside.any():
        return None
    blocked = np.pad(np.cumsum(np.cumsum(sheet.taken | sheet.lines, 0), 1), ((1, 0), (1, 0)))
    rows, columns = np.nonzero(inside)
    centre = np.array([np.median(columns), np.median(rows)])
    for room in ROOMS:
        across = int(np.ceil((width / 2 + (room - 1) * 8) / CELL))
        up = int(np.ceil(height * room / 2 / CELL))
        fits = (columns >= across + 1) & (columns < inside.shape[1] - across - 1)
        fits &= (rows >= up + 1) & (rows < inside.shape[0] - up - 1)
        x, y = columns[fits], rows[fits]
        free = (
            blocked[y + up + 1, x + across + 1]
            - blocked[y - up, x + across + 1]
            - blocked[y + up + 1, x - across]
            + blocked[y - up, x - across]
        ) == 0
        if free.any():
            x, y = x[free], y[free]
            best = int(np.argmin(np.hypot(x - centre[0], y - centre[1])))
            return (float(x[best]) + 0.5) * CELL, (float(y[best]) + 0.5) * CELL
    return None


def _cells_inside(sheet: Sheet, parts: Sequence[Numbers]) -> Cells:
    """The cells of the sheet whose middle lies in a country; a hole is not in it."""
    rows, columns = sheet.taken.shape
    scale = sheet.km_per_px
    x = sheet.window.west + (np.arange(columns) + 0.5) * CELL * scale
    y = sheet.window.south + (np.arange(rows) + 0.5) * CELL * scale
    points = np.column_stack([grid.ravel() for grid in np.meshgrid(x, y)])
    held = np.zeros(len(points), dtype=bool)
    for part in parts:
        if _touches(part, sheet.window):
            held ^= Path(part).contains_points(points)
    return held.reshape(rows, columns)
