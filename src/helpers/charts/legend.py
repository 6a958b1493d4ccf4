"""A small key in one or more lines, for what direct labels can't say."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import Any, Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.legend_handler import HandlerLine2D
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.transforms import ScaledTranslation

from helpers.charts import style
from helpers.charts.measured_text import text_width
from helpers.charts.sizes import DPI, px, size
from helpers.charts.style import Dash

# Lengths in px, those that matplotlib makes of the multiples of the type size in place.
SYMBOL = 23.0
GAP = 6.0
SPACE = 16.0


def line(text: str, colour: str, dash: Dash = style.SOLID, marker: str = "") -> Artist:
    """An entry that shows a line, with a hollow mark on it if one is given."""
    ground = style.theme().ground
    return _marked(text, colour, marker or "none", ground, linestyle=dash, linewidth=px(2.2))


def mark(text: str, colour: str, marker: str, *, hollow: bool = False) -> Artist:
    """An entry that shows a mark, filled or hollow."""
    fill = style.theme().ground if hollow else colour
    return _marked(text, colour, marker, fill, linestyle="none")


def _marked(text: str, colour: str, marker: str, fill: str, **looks: Any) -> Artist:
    edge = {"markeredgecolor": colour, "markeredgewidth": px(1.6), "markersize": px(9)}
    looks = {"color": colour, "markerfacecolor": fill, **edge, **looks}
    return Line2D([], [], label=text, marker=marker, **looks)


def area(text: str, colour: str, hatch: str = "") -> Artist:
    """An entry that shows a filled area, with its hatch."""
    ground = style.theme().ground
    return Patch(facecolor=colour, hatch=hatch, edgecolor=ground, linewidth=0, label=text)


def frame(text: str, colour: str, dash: Dash = style.SOLID) -> Artist:
    """An entry that shows a hollow area with an edge."""
    ground = style.theme().ground
    return Patch(facecolor=ground, edgecolor=colour, linewidth=px(1.6), linestyle=dash, label=text)


def bar(text: str, colour: str, thickness: float) -> Artist:
    """An entry that shows a bar of so many px."""
    return Line2D([], [], label=text, color=colour, linewidth=px(thickness), solid_capstyle="butt")


class _Dimension(Line2D):
    """A line between two strokes."""


def dimension(text: str, colour: str) -> Artist:
    """An entry that shows a line between two strokes."""
    looks: dict[str, Any] = {"marker": "|", "markersize": px(6), "markeredgewidth": px(1.2)}
    return _Dimension([], [], label=text, color=colour, linewidth=px(1.2), **looks)


def room() -> float:
    """The width in px that a key may take up, in the size that is being drawn."""
    now = size()
    return now.inner - 10 if now.narrow else 0.77 * now.inner


def lines(entries: Sequence[Artist], width: float | None = None) -> int:
    """How many lines the key takes up, if it is to fit the width in px (room unless given)."""
    return ceil(len(entries) / _columns(entries, width or room())) if entries else 0


def _columns(entries: Sequence[Artist], width: float) -> int:
    """The most columns that fit the width; matplotlib fills them one after the other."""
    texts = [str(entry.get_label()) for entry in entries]
    wide = [text_width(text, style.TICK) + SYMBOL + GAP for text in texts]
    for columns in range(len(entries), 1, -1):
        deep, longer = divmod(len(wide), columns)
        ends = [at * deep + min(at, longer) for at in range(columns + 1)]
        taken = sum(max(wide[a:b]) for a, b in pairwise(ends)) + (columns - 1) * SPACE
        if taken <= width:
            # As few columns as the same number of lines needs, so that they are filled evenly.
            return ceil(len(wide) / ceil(len(wide) / columns))
    return 1


def place(
    ax: Axes,
    entries: Sequence[Artist],
    *,
    width: float | None = None,
    left: float = 0,
    at: Literal["above", "top", "bottom"] = "above",
) -> None:
    """Write the key above the plot, or inside it at its top or bottom; nothing without entries.

    Input: the axes, the entries in order, the width in px in which they must fit (room unless
    given), by how many px it begins to the left of the plot.
    """
    if not entries:
        return
    scale = ax.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]
    legend = ax.legend(
        handles=list(entries),
        loc="upper left" if at == "top" else "lower left",
        bbox_to_anchor=(0, 0) if at == "bottom" else (0, 1),
        bbox_transform=ax.transAxes + ScaledTranslation(-left / DPI, 0, scale),
        handler_map={_Dimension: HandlerLine2D(marker_pad=0.05, numpoints=2)},
        ncols=_columns(entries, width or room()),
        fontsize=px(style.TICK),
        handlelength=1.9,
        handletextpad=0.5,
        columnspacing=1.3,
        borderpad=0.35 if at == "above" else 0,
        labelcolor=style.theme().ink,
    )
    legend.set_zorder(7)
