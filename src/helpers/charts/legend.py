"""A small key in one or more lines, for what direct labels can't say."""

from collections.abc import Sequence
from math import ceil
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from helpers.charts import style
from helpers.charts.frame import px, text_width
from helpers.charts.sizes import size
from helpers.charts.style import Dash

SYMBOL = 29.0
SPACE = 16.0


def line(text: str, colour: str, dash: Dash = style.SOLID, marker: str = "") -> Artist:
    """An entry that shows a line, with a hollow mark on it if one is given."""
    return Line2D(
        [],
        [],
        label=text,
        color=colour,
        linestyle=dash,
        linewidth=px(2.2),
        marker=marker or "none",
        markersize=px(9),
        markerfacecolor=style.theme().ground,
        markeredgecolor=colour,
        markeredgewidth=px(1.6),
    )


def mark(text: str, colour: str, marker: str, *, hollow: bool = False) -> Artist:
    """An entry that shows a mark, filled or hollow."""
    return Line2D(
        [],
        [],
        label=text,
        linestyle="none",
        marker=marker,
        markersize=px(9),
        markerfacecolor=style.theme().ground if hollow else colour,
        markeredgecolor=colour,
        markeredgewidth=px(1.6),
    )


def area(text: str, colour: str, hatch: str = "") -> Artist:
    """An entry that shows a filled area, with its hatch."""
    return Patch(
        facecolor=colour, hatch=hatch, edgecolor=style.theme().ground, linewidth=0, label=text
    )


def room() -> float:
    """The width in px that a key may take up, in the size that is being drawn."""
    now = size()
    return now.inner - 10 if now.narrow else 0.77 * now.inner


def lines(entries: Sequence[Artist], width: float | None = None) -> int:
    """How many lines the key takes up, if it is to fit the width in px (room unless given)."""
    width = width or room()
    taken = [text_width(str(one.get_label()), style.TICK) + SYMBOL + SPACE for one in entries]
    for count in range(1, len(taken)):
        # Entries go down the columns, and a column is as wide as its widest entry.
        columns = [max(taken[at : at + count]) for at in range(0, len(taken), count)]
        if sum(columns) <= width:
            return count
    return len(taken)


def place(
    ax: Axes,
    entries: Sequence[Artist],
    *,
    width: float | None = None,
    at: Literal["above", "top", "bottom"] = "above",
) -> None:
    """Write the key above the plot, or inside it at its top or bottom; nothing without entries.

    Input: the axes, the entries in order, the width in px in which they must fit (room unless
    given).
    """
    if not entries:
        return
    legend = ax.legend(
        handles=list(entries),
        loc="upper left" if at == "top" else "lower left",
        bbox_to_anchor=(0, 0) if at == "bottom" else (0, 1),
        ncols=ceil(len(entries) / lines(entries, width)),
        fontsize=px(style.TICK),
        handlelength=1.9,
        handletextpad=0.5,
        columnspacing=1.3,
        borderpad=0.35 if at == "above" else 0,
        labelcolor=style.theme().ink,
    )
    legend.set_zorder(7)
