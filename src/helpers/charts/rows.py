"""Rows of a chart in groups: headings, wrapped labels on the left, and where each row lies."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from helpers.charts.frame import px, text_width, wrap
from helpers.charts.style import LABEL, theme

Row = Mapping[Hashable, Any]
"""One row of a table, by the names of its columns."""

ROW = 26.0
"""Height of a row with one line of label, in px; it is one unit of the y axis."""

LINE = 17.0
"""Height of each further line of a label, in px."""

GAP = 0.4
"""Room above a heading, in rows."""

INDENT = "\u2003"
"""An em space: one stands before a label for each level by which it is indented."""


@dataclass(frozen=True)
class Slot:
    """One row of the chart: where it lies on the y axis, its label, and whether it is a heading.

    index is the position of the row among the items of all groups; None for a heading.
    """

    at: float
    extent: float
    text: str
    index: int | None

    @property
    def heading(self) -> bool:
        """Whether it heads a group."""
        return self.index is None


def stack(groups: Sequence[tuple[str, Sequence[str]]], *, width: float = 250) -> list[Slot]:
    """Place groups of rows one below the other.

    Input: per group its heading ("" for none) and the labels of its rows, those that are parts
    of the one above with INDENT before them; the width in px at which labels wrap. Headings may
    run on into the plot, since their rows hold no mark.
    Output: the slots from the top down; y grows downwards, in rows.
    """
    slots: list[Slot] = []
    down, index = 0.0, 0
    for heading, names in groups:
        if heading:
            down += GAP if slots else 0.0
            lines = wrap(heading, width * 2, LABEL, bold=True)
            down = _place(slots, down, lines, None)
        for name in names:
            level = INDENT * (len(name) - len(name.lstrip(INDENT)))
            lines = wrap(name, width - text_width(level, LABEL), LABEL)
            down = _place(slots, down, [f"{level}{line}" for line in lines], index)
            index += 1
    return slots


def rows(slots: Sequence[Slot]) -> Iterator[Slot]:
    """The slots that are no headings, in the order of the items."""
    return (slot for slot in slots if not slot.heading)


def height(slots: Sequence[Slot], *, extra: float = 40) -> float:
    """The height of the plot area that the slots need, in px; extra is for the x axis."""
    return max(_end(slots) * ROW, 2 * ROW) + extra


def write(ax: Axes, slots: Sequence[Slot]) -> None:
    """Set the y axis to the slots: labels flush left, headings bold, hairlines above groups."""
    ax.set_ylim(max(_end(slots), 1.0), 0)
    ax.set_yticks([slot.at for slot in slots], [slot.text for slot in slots])
    room = max((_width(slot) for slot in rows(slots)), default=0.0)
    ax.tick_params(axis="y", length=0, pad=px(room + 10))
    for slot, label in zip(slots, ax.get_yticklabels(), strict=True):
        label.set(fontsize=px(LABEL), color=theme().ink, linespacing=0.95)
        label.set(horizontalalignment="left", fontweight="bold" if slot.heading else "normal")
        if slot.heading:
            # A long heading runs over the grid and must not be struck through by it.
            label.set_bbox({"facecolor": theme().ground, "edgecolor": "none", "pad": px(1)})
    ax.grid(visible=False, axis="y")
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)


def _place(slots: list[Slot], down: float, lines: Sequence[str], index: int | None) -> float:
    extent = (ROW + (len(lines) - 1) * LINE) / ROW
    slots.append(Slot(down + extent / 2, extent, "\n".join(lines), index))
    return down + extent


def _end(slots: Sequence[Slot]) -> float:
    return slots[-1].at + slots[-1].extent / 2 if slots else 0.0


def _width(slot: Slot) -> float:
    return max(text_width(line, LABEL, bold=slot.heading) for line in slot.text.split("\n"))
