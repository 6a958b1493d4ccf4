"""What the marks of uncertain things are drawn with: lines, dots, arrows, a column off the axis.

An end that belongs to the quantity is filled, one that is left out is hollow, a side without a
limit is an arrow of one fixed length, and what has no number or date stands in a column of its own,
off the axis. (matplotlib's error bars would erase one side of a one-sided bound.)
"""

from typing import Any, Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation, Transform

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

    def room(self, limit: float, sign: int) -> float:
        """The length of an arrow: shorter where the axis ends before it, but never a mere stub."""
        low, high = self.ax.get_xlim() if self.across == "x" else self.ax.get_ylim()
        share = (high - limit if sign > 0 else limit - low) / (high - low)
        # What the plot measures before its labels have taken their room.
        box = self.ax.get_window_extent()
        length = box.width * 0.75 if self.across == "x" else box.height
        return ARROW if share > 1 else min(ARROW, max(16.0, share * length))

    def arrow(
        self, along: float, length: float, *, dashed: bool = False, head: bool = True
    ) -> None:
        """A side without a limit, from a number on; length in px, below zero to the other side."""
        note = self.ax.annotate(
            "",
            xy=self._place(along),
            xytext=(px(length), 0) if self.across == "x" else (0, px(length)),
            textcoords="offset points",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "<|-,head_length=0.36,head_width=0.2" if head else "-",
                "color": self.look.colour,
                "linewidth": px(1.8),
                "linestyle": (0, (2.2, 1.6)) if dashed else "solid",
                "shrinkA": 0,
                "shrinkB": 0,
            },
            zorder=4,
        )
        note.set_label(MARK)
        note.set_in_layout(False)

    def sign(self, along: float, words: str, shift: float) -> None:
        """A sign beside a place on the axis, so many px to its right."""
        note = self.ax.annotate(
            words,
            xy=self._place(along),
            xytext=(px(shift), 0),
            textcoords="offset points",
            annotation_clip=False,
            fontsize=px(LABEL),
            fontweight="bold",
            # Text, which has to stand out more than the mark that it belongs to.
            color=theme().ink,
            horizontalalignment="center",
            verticalalignment="center",
            zorder=6,
        )
        note.set_label(MARK)
        note.set_in_layout(False)


def is_mark(artist: Artist) -> bool:
    """Whether an artist was drawn with a pen, and can be seen."""
    return artist.get_label() == MARK and artist.get_visible()


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
