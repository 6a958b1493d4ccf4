"""What the marks of uncertain things are drawn with: lines, dots, arrows, a column off the axis.

An end that belongs to the quantity is filled, one that is left out is hollow, a side without a
limit is an arrow of one fixed length, and what has no number or date stands in a column of its own,
off the axis. (matplotlib's error bars would erase one side of a one-sided bound.)
"""

from typing import Any, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import Affine2DBase, ScaledTranslation, Transform

from helpers.charts.measured_text import wrap
from helpers.charts.sizes import DPI, px
from helpers.charts.style import LABEL, SMALL, Look, theme

End = Literal["closed", "open", "arrow", "unknown", "cut", "none"]
Across = Literal["x", "y"]

ARROW = 44.0
"""Length in px of an arrow that stands for "no limit": the same everywhere, so that nobody reads
an amount from it."""

DOT = 9.0
"""Px across a dot."""

COLUMN = 52.0
"""Px from the end of the axis to the middle of the column for what has no number or date."""

MARK = "_mark"
_COLUMN = "_not_given"
SHORT, STUB = 10.0, 16.0
"""Px below which there is no room for an arrow beside a dot, and the least that one is drawn with."""

_HALO = ((27, 0.14), (20, 0.2), (14, 0.3))


class Pen:
    """Draws along one axis, at one place of the other, in one look."""

    def __init__(self, ax: Axes, at: float, look: Look, across: Across = "x") -> None:
        self.ax, self.at, self.look, self.across = ax, at, look, across

    def _place(self, along: float) -> tuple[float, float]:
        return (along, self.at) if self.across == "x" else (self.at, along)

    def line(self, low: float, high: float, width: float) -> None:
        """A pale line between two numbers, so many px thick."""
        x, y = zip(self._place(low), self._place(high), strict=True)
        self.ax.add_line(
            Line2D(
                x,
                y,
                color=self.look.colour,
                linewidth=px(width),
                alpha=0.45,
                solid_capstyle="butt",
                zorder=3,
                label=MARK,
            )
        )

    def _stamp(
        self,
        along: float,
        marker: str,
        size: float,
        *,
        filled: bool = False,
        edge: float = 1.8,
        zorder: float = 5,
        **more: Any,
    ) -> None:
        """One marker, size px across, its edge so many px thick."""
        x, y = self._place(along)
        self.ax.add_line(
            Line2D(
                [x],
                [y],
                marker=marker,
                markersize=px(size),
                markerfacecolor=self.look.colour if filled else theme().ground,
                markeredgecolor=self.look.colour,
                markeredgewidth=px(edge),
                linestyle="none",
                zorder=zorder,
                label=MARK,
                **more,
            )
        )

    def dot(self, along: float, *, filled: bool, size: float = DOT) -> None:
        """A number that somebody gives."""
        self._stamp(along, self.look.marker, size, filled=filled, clip_on=False)

    def stroke(self, along: float) -> None:
        """The end of a range that has a best number inside."""
        marker = "|" if self.across == "x" else "_"
        self._stamp(along, marker, 13, filled=True, clip_on=False)

    def halo(self, along: float) -> None:
        """A dot without a sharp edge."""
        for size, alpha in _HALO:
            self._stamp(along, "o", size, filled=True, edge=0, zorder=4, alpha=alpha)
        self.dot(along, filled=True, size=5)

    def goes_on(self, edge: float, sign: int) -> None:
        """A light arrowhead on a bar, where the plot ends before it does."""
        inside = _shifted(self.ax, self.ax.transData, -7.0 * sign, self.across)
        marker = "<" if sign < 0 else ">"
        self._stamp(edge, marker, 10, edge=1, zorder=6, transform=inside)

    def aside(self, heading: str) -> None:
        """A mark in the column for what has no number or date, which is headed once."""
        _head_column(self.ax, heading, self.across)
        # Data on the axis that is not measured, fractions of the plot on the one that is.
        ax = self.ax
        beyond = ax.get_yaxis_transform() if self.across == "x" else ax.get_xaxis_transform()
        column = _shifted(ax, beyond, COLUMN, self.across)
        self._stamp(1.0, "D", 8, edge=1.6, transform=column, clip_on=False)

    def limit(self, along: float, sign: int, *, filled: bool) -> None:
        """The one limit that there is, and an arrow to the side without: in one, short of room."""
        if self._room(along, sign) < SHORT:
            marker = {("x", -1): "<", ("x", 1): ">", ("y", -1): "v", ("y", 1): "^"}
            self._stamp(along, marker[self.across, sign], DOT, filled=filled, clip_on=False)
            return
        self.arrow(along, sign)
        self.dot(along, filled=filled)

    def _room(self, along: float, sign: int) -> float:
        """About how many px the plot goes on beyond a number; all of an arrow's for one outside."""
        low, high = self.ax.get_xlim() if self.across == "x" else self.ax.get_ylim()
        share = (high - along if sign > 0 else along - low) / (high - low)
        # What the plot measures before its labels have taken their room.
        box = self.ax.get_window_extent()
        return (
            ARROW if share > 1 else share * (box.width * 0.75 if self.across == "x" else box.height)
        )

    def arrow(self, along: float, sign: int, *, dashed: bool = False, ends_in: str = "") -> None:
        """A side without a limit, from a number on: as long as any, unless the plot ends before.

        Input: ends_in, what stands at its end in place of a head.
        """
        length = sign * min(ARROW, max(STUB, self._room(along, sign)))
        self._note(
            "",
            along,
            length,
            10.0 if ends_in else 0.0,
            arrowprops={
                "arrowstyle": "-" if ends_in else "<|-,head_length=0.36,head_width=0.2",
                "color": self.look.colour,
                "linewidth": px(1.8),
                "linestyle": (0, (2.2, 1.6)) if dashed else "solid",
                "shrinkA": 0,
                "shrinkB": 0,
            },
            zorder=4,
        )
        if ends_in:
            self.sign(along, ends_in, length + 6 * sign)

    def sign(self, along: float, words: str, shift: float) -> None:
        """A sign beside a place on the axis, so many px to its right, if the plot reaches there."""
        self._note(
            words,
            along,
            shift,
            6.0,
            fontsize=px(LABEL),
            fontweight="bold",
            # Text, which has to stand out more than the mark that it belongs to.
            color=theme().ink,
            horizontalalignment="center",
            verticalalignment="center",
            zorder=6,
        )

    def _note(self, words: str, along: float, shift: float, pad: float, **looks: Any) -> None:
        """Words so many px along the axis from a place, and at least pad px inside the plot."""
        inside = _Inside(self.ax, self._place(along), 0 if self.across == "x" else 1, shift, pad)
        note = self.ax.annotate(
            words,
            xy=self._place(along),
            xytext=(px(shift), 0) if self.across == "x" else (0, px(shift)),
            textcoords=lambda _: inside,
            annotation_clip=False,
            **looks,
        )
        note.set_label(MARK)
        note.set_in_layout(False)


class _Inside(Affine2DBase):
    """All to one point: known only when it is drawn, as labels take their room before that."""

    def __init__(
        self, ax: Axes, place: tuple[float, float], at: int, shift: float, pad: float
    ) -> None:
        super().__init__()
        self.ax, self.place, self.at, self.shift, self.pad = ax, place, at, shift, pad

    def get_matrix(self) -> Any:
        """A matrix that leaves nothing of a place but the point, in pixels."""
        dpi = self.ax.get_figure(root=True).dpi  # type: ignore[union-attr]
        point = self.ax.transData.transform(self.place)
        ends = self.ax.transAxes.transform([(0, 0), (1, 1)])[:, self.at]
        low, high = ends[0] + self.pad * dpi / DPI, ends[1] - self.pad * dpi / DPI
        point[self.at] = min(max(point[self.at] + px(self.shift) * dpi / 72, low), high)
        return np.array([[0, 0, point[0]], [0, 0, point[1]], [0, 0, 1]])


def column_width(ax: Axes) -> float:
    """The width in px of the column for what has no number or date, right of the plot; 0 without."""
    return 2 * COLUMN if any(text.get_label() == _COLUMN for text in ax.texts) else 0.0


def _shifted(ax: Axes, base: Transform, pixels: float, across: Across) -> Transform:
    """A transform moved along the measured axis by so many px."""
    x, y = (pixels / DPI, 0.0) if across == "x" else (0.0, pixels / DPI)
    scale = ax.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]
    return base + ScaledTranslation(x, y, scale)


def _head_column(ax: Axes, heading: str, across: Across) -> None:
    """Set off a column beside the plot, or above it; once, however often it is asked for."""
    if column_width(ax):
        return
    rule = Line2D(
        [1, 1] if across == "x" else [0, 1],
        [0, 1] if across == "x" else [1, 1],
        transform=_shifted(ax, ax.transAxes, 14, across),
        color=theme().grid,
        linewidth=px(1),
        clip_on=False,
    )
    ax.add_line(rule)
    ax.text(
        1 if across == "x" else 0,
        1,
        "\n".join(wrap(heading, 64, SMALL)) if across == "x" else heading + "  ",
        transform=_shifted(ax, ax.transAxes, COLUMN, across),
        fontsize=px(SMALL),
        color=theme().muted,
        linespacing=1.1,
        horizontalalignment="center" if across == "x" else "right",
        verticalalignment="bottom" if across == "x" else "center",
        label=_COLUMN,
    )
