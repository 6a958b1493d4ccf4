"""A plot that is drawn in px: x to the right and y downwards from its upper left corner."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from helpers.charts import style
from helpers.charts.sizes import px, size

Point = tuple[float, float]

TIGHT = 0.9
"""Space between the lines of a name in several lines."""


@contextmanager
def in_px(ax: Axes, height: float) -> Iterator["Canvas"]:
    """Draw on the axes of frame() in px for the length of a with block.

    Input: the axes; the height of the plot in px. What is drawn, a key included, takes up no room
    around the plot and need not be measured, which is most of what a layout costs.
    """
    canvas = Canvas(ax, height)
    yield canvas
    for artist in ax.get_children():
        artist.set_in_layout(False)


class Canvas:
    """What can be drawn in px: words, lines, marks and curves. Lengths and type sizes are in px."""

    def __init__(self, ax: Axes, height: float) -> None:
        """Take all of the axes, and show nothing of theirs."""
        self.ax, self.width, self.height = ax, float(size().inner), height
        ax.set(xlim=(0, self.width), ylim=(height, 0))
        ax.set_axis_off()

    def write(
        self,
        x: float,
        y: float,
        words: str,
        *,
        high: float = style.LABEL,
        colour: str | None = None,
        across: Literal["left", "center", "right"] = "left",
        up: Literal["center", "top", "bottom", "baseline"] = "center",
        bold: bool = False,
        **font: Any,
    ) -> None:
        """Write words beside, on, above or below a point; font as matplotlib's Text takes it."""
        self.ax.text(
            x,
            y,
            words,
            fontsize=px(high),
            color=colour or style.theme().ink,
            horizontalalignment=across,
            verticalalignment=up,
            fontweight="bold" if bold else "normal",
            **font,
        )

    def note(self, x: float, y: float, *lines: str, step: float = 0, **how: Any) -> None:
        """Write small words that step back, in lines so many px apart; how as in write."""
        how = {"high": style.SMALL, "colour": style.theme().muted, **how}
        self.lines(x, y, lines, step, **how)

    def lines(self, x: float, y: float, lines: Sequence[str], step: float, **how: Any) -> float:
        """Write lines below one another, the first on y; how as in write. Output: where more go on."""
        for at, line in enumerate(lines):
            self.write(x, y + at * step, line, **how)
        return y + len(lines) * step

    def line(self, points: Sequence[Point], colour: str, width: float, **looks: Any) -> None:
        """Draw a line through points; looks as matplotlib's Line2D takes them."""
        x, y = zip(*points, strict=True)
        self.ax.plot(x, y, color=colour, linewidth=px(width), **{"zorder": 2, **looks})

    def mark(
        self,
        x: float,
        y: float,
        marker: str,
        across: float,
        *,
        fill: str,
        edge: str,
        width: float,
        zorder: float = 4,
    ) -> None:
        """Draw a mark on a point, so many px across without its edge."""
        self.ax.plot(
            [x],
            [y],
            marker=marker,
            markersize=px(across),
            markerfacecolor=fill,
            markeredgecolor=edge,
            markeredgewidth=px(width),
            linestyle="none",
            zorder=zorder,
        )

    def curve(self, points: Sequence[Point], colour: str, width: float, **looks: Any) -> None:
        """Draw a curve from the first point to the last, drawn by the two between (Bézier)."""
        path = Path(list(points), [Path.MOVETO, *[Path.CURVE4] * 3])
        looks = {"facecolor": "none", "edgecolor": colour, "zorder": 2, **looks}
        self.ax.add_patch(PathPatch(path, linewidth=px(width), **looks))

    def arc(
        self,
        x: float,
        ends: Point,
        depth: float,
        colour: str,
        width: float = 1.6,
        *,
        gaps: Point = (0, 0),
        **looks: Any,
    ) -> None:
        """Draw an arc that leaves a line x at one height and comes back to it at another.

        Input: the two heights; by how much it swings out to the right, below zero to the left;
        how far from the line it begins and ends.
        """
        (start, end), (before, after), out = ends, gaps, x + depth * 4 / 3
        points = [(x + before, start), (out, start), (out, end), (x + after, end)]
        self.curve(points, colour, width, **looks)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a hollow box with round corners around a point."""
        ground, edge = style.theme().ground, style.theme().faint
        corner, round_ = (x - width / 2, y - height / 2), "round,pad=0,rounding_size=6"
        self.ax.add_patch(
            FancyBboxPatch(
                corner,
                width,
                height,
                boxstyle=round_,
                facecolor=ground,
                edgecolor=edge,
                linewidth=px(1),
            )
        )


def arc_ends(
    pairs: Sequence[tuple[int, int]], rooms: Sequence[float], gap: float = 6.0
) -> list[Point]:
    """By how many px the ends of arcs at one row stand apart from its middle.

    From the top: arcs upwards, the shortest first, then those downwards, the longest first; of
    several between the same rows the later lies outside. So none crosses another at its end.

    Input: the two rows that each arc joins; the height of each row; the gap where there is room.
    Output: for each arc its shifts at its first and its second row.
    """
    here: dict[int, list[tuple[bool, float, int, int]]] = {}
    for at, pair in enumerate(pairs):
        for end, (row, other) in enumerate((pair, pair[::-1])):
            down, far = other > row, abs(other - row)
            order = (-far, -at) if down else (far, at)
            here.setdefault(row, []).append((down, *order, end))
    shifts = [[0.0, 0.0] for _ in pairs]
    for row, ends in here.items():
        step = min(gap, rooms[row] / len(ends))
        for place, (_, _, at, end) in enumerate(sorted(ends)):
            shifts[abs(at)][end] = (place - (len(ends) - 1) / 2) * step
    return [(first, second) for first, second in shifts]


def arc_depth(length: float, longest: float, near: float, far: float) -> float:
    """How far an arc of some length along its line swings out, the longest as far as it may."""
    return near + (far - near) * float((length / longest) ** 0.7)


def arc_point(x: float, ends: Point, depth: float, share: float) -> Point:
    """The point on an arc after a share of it, from 0 to 1."""
    start, end = ends
    return x + 4 * depth * share * (1 - share), start + (end - start) * share**2 * (3 - 2 * share)
