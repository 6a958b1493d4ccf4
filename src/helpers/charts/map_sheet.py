"""A map's sheet of paper: what lies where in px, so that each name finds a place of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartError
from helpers.charts.measured_text import short, text_width
from helpers.charts.sizes import px
from helpers.charts.style import GROUPS, SMALL, TICK, look, theme

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Cells = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

CELL = 3.0
"""Side of a cell of the sheet, in px."""

MARK = 5.0
"""Px around the middle of a mark that no name may cover."""

LEADING = 1.32
"""Height of a line of a name, in sizes of type."""

NAME_WIDTH = 160.0
"""Px at which the name of a place wraps; after two lines it ends in an ellipsis."""

BESIDE, AWAY = 9.0, (20.0, 36.0, 54.0)
"""Px between a mark and its name: right beside it, and farther off, tied to it by a line."""

LONG = 60
"""Letters of a name that a subtitle takes."""

# Directions in which a name is tried, east and north of its mark, the best first.
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))


@dataclass(frozen=True)
class Window:
    """What a map shows: km east and north of the middle of its projection."""

    west: float
    east: float
    south: float
    north: float

    @property
    def width(self) -> float:
        """From west to east, in km."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """From south to north, in km."""
        return self.north - self.south


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet, in px from its lower left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Name:
    """A name that belongs to a point in km, with a line of its own for each further part."""

    x: float
    y: float
    text: str
    bold: bool = False


class Sheet:
    """The axes of a map, with what is drawn on them cell by cell.

    names and marks may not be covered; lines better not.
    """

    def __init__(self, ax: Axes) -> None:
        """Take the axes as they are laid out: call settle before, and change no size after it."""
        box = ax.get_window_extent()
        self.ax, self.width, self.height = ax, float(box.width), float(box.height)
        shape = (ceil(self.height / CELL), ceil(self.width / CELL))
        self.taken: Cells = np.zeros(shape, dtype=bool)
        self.lines: Cells = np.zeros(shape, dtype=bool)
        self.window = Window(0, 1, 0, 1)

    # ------------------------------------------------------------------ the window

    def show(self, x: Numbers, y: Numbers, *, air: float = 0.2, least: float = 20.0) -> Window:
        """Open the window around all points, as wide as the sheet; never on a mere point.

        Input: km east and north; air around them as a share of their extent, and the least
        extent in km. Output: the window, which is that of the axes from now on.
        """
        middle = (float(x.min() + x.max()) / 2, float(y.min() + y.max()) / 2)
        extent = max(float(np.ptp(x)), float(np.ptp(y)), least)
        across = float(np.ptp(x)) / 2 + extent * air
        up = float(np.ptp(y)) / 2 + extent * air
        shape = self.width / self.height
        across, up = max(across, up * shape), max(up, across / shape)
        return self.open(
            Window(middle[0] - across, middle[0] + across, middle[1] - up, middle[1] + up)
        )

    def show_around(self, reach: float) -> Window:
        """Open the window around the middle of the projection, so far in all directions, in km."""
        corner = np.array([-reach, reach])
        return self.show(corner, corner, air=0.0, least=0.0)

    def open(self, window: Window) -> Window:
        """Set the axes to a window: one scale in both directions, and no ticks."""
        self.window = window
        ax = self.ax
        ax.set_xlim(window.west, window.east)
        ax.set_ylim(window.south, window.north)
        ax.grid(visible=False)
        ax.set_xticks([])
        ax.set_yticks([])
        for spine in ax.spines.values():
            spine.set_visible(True)
            spine.set_color(theme().grid)
        return window

    @property
    def km_per_px(self) -> float:
        """How many km a px stands for."""
        return self.window.width / self.width

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point in km as px from the lower left corner."""
        scale = self.km_per_px
        return (x - self.window.west) / scale, (y - self.window.south) / scale

    # ------------------------------------------------------------------ what lies where

    def take(self, box: Box) -> None:
        """Keep a rectangle free of names from now on."""
        self.taken[self._cells(box)] = True

    def draw_line(self, points: Numbers) -> None:
        """Note where a line runs, so that names rather stand elsewhere; points are in km."""
        scale = self.km_per_px
        at = np.column_stack(
            [(points[:, 0] - self.window.west) / scale, (points[:, 1] - self.window.south) / scale]
        )
        for one, two in pairwise(at):
            steps = int(np.hypot(*(two - one)) / CELL) + 1
            if steps > 4 * sum(self.lines.shape):
                continue
            along = np.linspace(one, two, steps + 1) / CELL
            columns, down = along.astype(int).T
            rows, wide = self.lines.shape
            here = (columns >= 0) & (columns < wide) & (down >= 0) & (down < rows)
            self.lines[down[here], columns[here]] = True

    def holds(self, box: Box) -> bool:
        """Whether a rectangle lies wholly on the sheet."""
        return (
            box.x0 >= 2 and box.y0 >= 2 and box.x1 <= self.width - 2 and box.y1 <= self.height - 2
        )

    def is_free(self, box: Box) -> bool:
        """Whether a rectangle lies wholly on the sheet, and on no name and no mark."""
        return self.holds(box) and not self.taken[self._cells(box)].any()

    def crossed(self, box: Box) -> int:
        """How many cells of lines a rectangle covers."""
        return int(self.lines[self._cells(box)].sum())

    def _cells(self, box: Box) -> tuple[slice, slice]:
        low_x, low_y = max(int(box.x0 // CELL), 0), max(int(box.y0 // CELL), 0)
        high_x, high_y = max(ceil(box.x1 / CELL), 0), max(ceil(box.y1 / CELL), 0)
        return slice(low_y, high_y), slice(low_x, high_x)

    # ------------------------------------------------------------------ names

    def place(self, x: float, y: float, kind: str, *, hollow: bool = False) -> None:
        """Draw the mark of a place of some kind, at a point in km; no name may cover it."""
        one = look("place_kind", kind)
        self.ax.plot(
            [x],
            [y],
            marker=one.marker,
            markersize=px(8),
            markerfacecolor=theme().ground if hollow else one.colour,
            markeredgecolor=one.colour,
            markeredgewidth=px(1.6),
            linestyle="none",
            zorder=5,
        )
        self.keep_free(x, y)

    def keep_free(self, x: float, y: float) -> None:
        """Keep names off a point in km."""
        at_x, at_y = self.at(x, y)
        self.take(Box(at_x - MARK, at_y - MARK, at_x + MARK, at_y + MARK))

    def name(self, names: Sequence[Name]) -> list[Name]:
        """Write each name beside its mark, where it lies on nothing else; take the marks first.

        Output: those for which there is no such place.
        """
        return [one for one in names if not self._name(one)]

    def _name(self, name: Name) -> bool:
        lines = [
            line
            for part in name.text.split("\n")
            for line in short(part, NAME_WIDTH, TICK, lines=2, bold=name.bold)
        ]
        width = max(text_width(line, TICK, bold=name.bold) for line in lines) + 2
        height = len(lines) * TICK * LEADING
        x, y = self.at(name.x, name.y)
        for gap in (BESIDE, *AWAY):
            found = []
            for order, (east, north) in enumerate(SIDES):
                slant = 0.6 if east and north else 1.0
                middle_x = x + east * (gap * slant + width / 2)
                middle_y = y + north * (gap * slant + height / 2)
                box = centred(middle_x, middle_y, width, height)
                if self.is_free(box):
                    found.append((self.crossed(box) + order * 1.5, order, box))
            if found:
                _, _, box = min(found, key=lambda one: one[:2])
                if gap > BESIDE:
                    self._tie((x, y), box)
                self.write("\n".join(lines), box, bold=name.bold)
                return True
        return False

    def write(
        self,
        text: str,
        box: Box,
        *,
        bold: bool = False,
        size: float = TICK,
        colour: str | None = None,
        italic: bool = False,
        turned: float = 0.0,
        backed: bool = True,
    ) -> None:
        """Write a text into a rectangle, which is taken from then on.

        Input: turned in degrees against the clock; backed = with the ground behind it, so that
        no line strikes it through.
        """
        self.take(box)
        scale = self.km_per_px
        written = self.ax.text(
            self.window.west + (box.x0 + box.x1) / 2 * scale,
            self.window.south + (box.y0 + box.y1) / 2 * scale,
            text,
            fontsize=px(size),
            fontweight="bold" if bold else "normal",
            fontstyle="italic" if italic else "normal",
            color=colour or theme().ink,
            linespacing=0.95,
            horizontalalignment="center",
            verticalalignment="center",
            rotation=turned,
            zorder=4,
        )
        if backed:
            ground = {"facecolor": theme().ground, "edgecolor": "none", "alpha": 0.8}
            written.set_bbox({**ground, "pad": px(0.5)})
        written.set_in_layout(False)

    def _tie(self, point: tuple[float, float], box: Box) -> None:
        """A thin line from a mark to the nearest edge of its name."""
        near = (min(max(point[0], box.x0), box.x1), min(max(point[1], box.y0), box.y1))
        scale = self.km_per_px
        ends = [
            (self.window.west + x * scale, self.window.south + y * scale) for x, y in (point, near)
        ]
        line = Line2D(*zip(*ends, strict=True), color=theme().faint, linewidth=px(0.8), zorder=3)
        line.set_in_layout(False)
        self.ax.add_line(line)

    def scale_bar(self) -> None:
        """A bar of a round length in km, at the lower left."""
        length = next(step for step in _round_lengths() if step >= self.window.width / 8)
        scale = self.km_per_px
        x, y = self.window.west + 12 * scale, self.window.south + 12 * scale
        (bar,) = self.ax.plot([x, x + length], [y, y], color=theme().ink, linewidth=px(2), zorder=3)
        bar.set_solid_capstyle("butt")
        words = f"{length:g} km"
        width = text_width(words, SMALL)
        self.take(Box(4, 4, 16 + max(length / scale, width), 38))
        self.write(words, centred(12 + width / 2, 24, width, 14), size=SMALL, colour=theme().muted)

    def note(self, words: str) -> None:
        """Write a line at the foot of the map, where there is room, or at its head."""
        lines = short(words, self.width * 0.55, SMALL, lines=2)
        width = max(text_width(line, SMALL) for line in lines) + 2
        height = len(lines) * SMALL * LEADING
        for middle_y in (height / 2 + 6, self.height - height / 2 - 6):
            box = centred(self.width - width / 2 - 6, middle_y, width, height)
            if self.is_free(box):
                break
        self.write("\n".join(lines), box, size=SMALL, colour=theme().muted)


def centred(x: float, y: float, width: float, height: float) -> Box:
    """The rectangle around a point, in px."""
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


COORDINATES = ("latitude", "longitude")


def expect_places(
    places: pd.DataFrame,
    filled: tuple[str, ...] = (),
    blank: tuple[str, ...] = (),
    signed: tuple[str, ...] = (),
) -> None:
    """Refuse places of which no map can be drawn.

    Input: place_id, name, kind, latitude, longitude (degrees; blank where there is none), and the
    other columns that the map reads, as in `Given`.
    Raises: ChartError naming row and column of a blank, an unknown kind, coordinates on no globe.
    """
    place = Given(
        "places",
        places,
        ("place_id", "name", "kind", *filled),
        (*COORDINATES, *blank),
        signed=(*COORDINATES, *signed),
        known={"kind": GROUPS["place_kind"]},
    )
    expect(place)
    off = [
        f"places, row {at + 1} ({row['place_id']}), column {column}: {row[column]}, degrees from"
        f" -{limit} to {limit} are expected"
        for at, row in enumerate(places.to_dict("records"))
        for column, limit in (("latitude", 90), ("longitude", 180))
        if pd.notna(row[column]) and abs(float(row[column])) > limit
    ]
    if off:
        raise ChartError("\n".join(off))


def empty(ax: Axes, words: str) -> None:
    """Say in the plot itself that there is nothing to draw."""
    ax.set_axis_off()
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.text(0, 0.9, f"{words}.", fontsize=px(SMALL), color=theme().muted).set_in_layout(False)


def clipped(name: str) -> str:
    """A name of common length; the rows have it whole."""
    return name if len(name) <= LONG else f"{name[:LONG].rstrip()} …"


def _round_lengths() -> Iterable[float]:
    """1, 2, 5, 10, 20, 50 ... and the tenths below."""
    scale = 0.1
    while True:
        yield from (scale, scale * 2, scale * 5)
        scale *= 10
