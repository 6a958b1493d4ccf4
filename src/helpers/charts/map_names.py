"""The names of countries and rivers on a map, where there is most room for them."""

from collections.abc import Iterator, Sequence
from math import atan2, cos, degrees, radians, sin

import numpy as np
from matplotlib.path import Path

from helpers.charts.map_plot import LEADING, MapPlot
from helpers.charts.measured_text import text_width
from helpers.charts.natural_earth import Box, Feature, Points
from helpers.charts.style import LABEL, SMALL, theme

EDGE = 25.0
"""So many px from the middle of the map weigh as much as a px by which a river bends."""


def name_countries(plot: MapPlot, countries: Sequence[Feature]) -> None:
    """Write the name of each country inside it; one for which there is no room stays away."""
    middles = plot.km_at(plot.room.middles())
    for country in countries:
        if not country.name:
            continue
        inside = np.zeros(len(middles), dtype=bool)
        for ring in country.lines:
            # A hole is not in it.
            near = ((middles >= ring.min(axis=0)) & (middles <= ring.max(axis=0))).all(axis=1)
            inside[near] ^= Path(ring).contains_points(middles[near])
        width, height = text_width(country.name, LABEL) + 6, LABEL * LEADING
        box = plot.room.roomiest(inside, width, height)
        if box is not None:
            plot.write(country.name, box, size=LABEL, colour=theme().muted, backed=False)


def name_rivers(plot: MapPlot, rivers: Sequence[Feature]) -> None:
    """Write the name of each river along it, where it runs straight and nothing else is."""
    for name in sorted({river.name for river in rivers if river.name}):
        width, height = text_width(name, SMALL) + 4, SMALL * LEADING
        places = [
            place
            for river in rivers
            if river.name == name
            for line in river.lines
            for start, end, bend in _straights(plot.px_at(line), width)
            for place in _beside(plot, start, end, bend, width, height)
        ]
        if places:
            _, box, turned = min(places, key=lambda place: place[0])
            plot.write(
                name,
                box,
                size=SMALL,
                colour=theme().muted,
                italic=True,
                turned=turned,
                backed=False,
            )


def _straights(line: Points, width: float) -> Iterator[tuple[Points, Points, float]]:
    """Stretches of a line as long as a name: their ends, and how far the line leaves them."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    for begin in np.arange(0.0, along[-1] - width, 8.0):
        inside = np.linspace(begin, begin + width, 12)
        curve = np.column_stack([np.interp(inside, along, line[:, n]) for n in (0, 1)])
        chord = curve[-1] - curve[0]
        length = float(np.hypot(*chord))
        if length >= width * 0.85:
            away = (curve - curve[0]) @ np.array([-chord[1], chord[0]]) / length
            yield curve[0], curve[-1], float(np.abs(away).max())


def _beside(
    plot: MapPlot, start: Points, end: Points, bend: float, width: float, height: float
) -> Iterator[tuple[float, Box, float]]:
    """The places beside a stretch of a river where its name is free to stand, with their cost."""
    if start[0] > end[0]:
        start, end = end, start
    slope = degrees(atan2(end[1] - start[1], end[0] - start[0]))
    turn = radians(slope)
    # A turned name takes the rectangle around it, which keeps others well clear of it.
    wide = abs(width * cos(turn)) + abs(height * sin(turn))
    high = abs(width * sin(turn)) + abs(height * cos(turn))
    for side in (1, -1):
        off = side * (height / 2 + bend + 1)
        middle = (start + end) / 2 + off * np.array([-sin(turn), cos(turn)])
        box = Box.around(float(middle[0]), float(middle[1]), wide, high)
        if plot.room.is_free(box):
            crossed = plot.room.crossed_turned(middle, turn, width, height)
            # Rather where the map is looked at than at its edge.
            centre = (plot.room.width / 2, plot.room.height / 2)
            off_centre = float(np.hypot(*(middle - centre))) / EDGE
            cost = bend + abs(slope) / 20 + crossed * 6 + (side < 0) + off_centre
            yield cost, box, slope
