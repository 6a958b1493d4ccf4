"""Rows of a chart in groups: headings, wrapped labels, and where each row lies.

Labels stand to the left of their marks, or above them where the size is narrow.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from helpers.charts.measured_text import text_width, wrap
from helpers.charts.sizes import px, size
from helpers.charts.style import LABEL, theme

Row = Mapping[Hashable, Any]
"""One row of a table, by the names of its columns."""

ROW = 26.0
"""Height of a row with one line of label, in px; it is one unit of the y axis."""

LINE = 17.0
"""Height of each further line of a label, in px."""

LANE = 22.0
"""Height in px of what is kept free for the mark below a label, in a narrow size."""

SLACK = 10.0
"""Px by which labels above their marks keep off the right margin."""

GAP = 0.4
"""Room above a heading, in rows."""

INDENT = "\u2003"
"""An em space: one stands before a label for each level by which it is indented."""


@dataclass(frozen=True)
class Slot:
    """One row of the chart: where its mark lies on the y axis, its label and where that lies.

    extent is the height of the whole, which ends at bottom; index is the position of the row
    among the items of all groups, None for a heading.
    """

    at: float
    extent: float
    text: str
    index: int | None
    label_at: float
    bottom: float

    @property
    def heading(self) -> bool:
        """Whether it heads a group."""
        return self.index is None


def stack(groups: Sequence[tuple[str, Sequence[str]]], *, share: float = 0.345) -> list[Slot]:
    """Place groups of rows one below the other, in the size that is being drawn.

    Input: per group its heading ("" for none) and the labels of its rows, those that are parts
    of the one above with INDENT before them; the share of the width at which labels wrap where
    they stand beside their marks. Headings may run on into the plot, their rows hold no mark.
    Output: the slots from the top down; y grows downwards, in rows.
    """
    now = size()
    width = now.inner - SLACK if now.narrow else share * now.inner
    slots: list[Slot] = []
    down, index = 0.0, 0
    for heading, names in groups:
        if heading:
            down += GAP if slots else 0.0
            lines = wrap(heading, min(width * 2, now.inner - SLACK), LABEL, bold=True)
            slots.append(_slot(down, lines, None))
            down = slots[-1].bottom
        for name in names:
            level = INDENT * (len(name) - len(name.lstrip(INDENT)))
            lines = [
                f"{level}{line}" for line in wrap(name, width - text_width(level, LABEL), LABEL)
            ]
            slots.append(_slot(down, lines, index, above=now.narrow))
            down = slots[-1].bottom
            index += 1
    return slots


def rows(slots: Sequence[Slot]) -> Iterator[Slot]:
    """The slots that are no headings, in the order of the items."""
    return (slot for slot in slots if not slot.heading)


def height(slots: Sequence[Slot], *, extra: float = 40) -> float:
    """The height of the plot area that the slots need, in px; extra is for the x axis."""
    return max(_end(slots) * ROW, 2 * ROW) + extra


def write(ax: Axes, slots: Sequence[Slot]) -> None:
    """Set the y axis to the slots: labels flush left, headings bold."""
    ax.set_ylim(max(_end(slots), 1.0), 0)
    ax.grid(visible=False, axis="y")
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    if size().narrow:
        _write_above(ax, slots)
    else:
        _write_beside(ax, slots)


def _write_beside(ax: Axes, slots: Sequence[Slot]) -> None:
    ax.set_yticks([slot.label_at for slot in slots], [slot.text for slot in slots])
    room = max((_width(slot) for slot in rows(slots)), default=0.0)
    ax.tick_params(axis="y", length=0, pad=px(room + 10))
    for slot, label in zip(slots, ax.get_yticklabels(), strict=True):
        label.set(fontsize=px(LABEL), color=theme().ink, linespacing=0.95)
        label.set(horizontalalignment="left", fontweight="bold" if slot.heading else "normal")
        if slot.heading:
            # A long heading runs over the grid and must not be struck through by it.
            label.set_bbox({"facecolor": theme().ground, "edgecolor": "none", "pad": px(1)})


def _write_above(ax: Axes, slots: Sequence[Slot]) -> None:
    ax.set_yticks([])
    for slot in slots:
        label = ax.text(
            0,
            slot.label_at,
            slot.text,
            transform=ax.get_yaxis_transform(),
            fontsize=px(LABEL),
            fontweight="bold" if slot.heading else "normal",
            linespacing=0.95,
            verticalalignment="center",
            # No line of the grid may strike through it.
            bbox={"facecolor": theme().ground, "edgecolor": "none", "pad": px(1)},
            zorder=2.5,
        )
        label.set_in_layout(False)


def _slot(down: float, lines: Sequence[str], index: int | None, *, above: bool = False) -> Slot:
    """A row that begins at down: its label, and its mark beside or below that."""
    label = (ROW + (len(lines) - 1) * LINE) / ROW
    extent = label + LANE / ROW if above else label
    at = down + (label + LANE / 2 / ROW if above else label / 2)
    return Slot(at, extent, "\n".join(lines), index, down + label / 2, down + extent)


def _end(slots: Sequence[Slot]) -> float:
    return slots[-1].bottom if slots else 0.0


def _width(slot: Slot) -> float:
    return max(text_width(line, LABEL, bold=slot.heading) for line in slot.text.split("\n"))
