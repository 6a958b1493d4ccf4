"""The chart of labelled rows: groups under headings, a label and marks in each row, one axis.

Labels stand to the left of their marks, or above them where the size is narrow. A topic says what
stands in each row, what the axis measures, and what title, subtitle, key and alt text say.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from helpers.charts.bounded_marks import BoundMark, bounded
from helpers.charts.date_marks import SpanMark, span
from helpers.charts.figure import ChartFigure, frame
from helpers.charts.measured_text import text_width, wrap
from helpers.charts.pen import ARROW
from helpers.charts.sizes import px, size
from helpers.charts.style import LABEL, SMALL, TICK, Look, theme
from helpers.story.credits import Sources
from helpers.values.dates import Span
from helpers.values.records import records

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

SHARE = 0.345
"""Share of the width at which labels wrap where they stand beside their marks."""

THICK = 0.34
"""Height of a bar of days, in rows."""

INDENT = "\u2003"
"""An em space: one stands before a label for each level by which it is indented."""


class Mark(Protocol):
    """What can stand in a row."""

    def draw(self, ax: Axes, at: float) -> object:
        """Draw it at a place of the y axis."""


@dataclass(frozen=True)
class Row:
    """A row: its label, and what stands in it."""

    label: str
    marks: Sequence[Mark]


Group = tuple[str, Sequence[Row]]
"""A heading ("" for none) and the rows below it."""


@dataclass(frozen=True)
class Number:
    """A number with its bound; words stand at its right, so many px clear of the mark itself."""

    best: float | None
    lower: float | None
    upper: float | None
    bound: str
    look: Look
    words: str = ""
    clear: float = 5
    over_grid: bool = False

    @property
    def highest(self) -> float:
        """The number furthest along the axis; 0 without any."""
        return max((n for n in (self.best, self.lower, self.upper) if n is not None), default=0.0)

    def draw(self, ax: Axes, at: float) -> BoundMark:
        """The mark, and its words unless it stands off the axis."""
        mark = bounded(
            ax,
            at,
            best=self.best,
            lower=self.lower,
            upper=self.upper,
            bound=self.bound,
            look=self.look,
        )
        ends = [end for end in (mark.start, mark.end) if end is not None]
        if ends and self.words:
            gap = _half(mark.kind) + self.clear
            beside(ax, max(ends), at, self.words, gap=gap, zorder=6, **self._style())
        return mark

    def _style(self) -> dict[str, Any]:
        if not self.over_grid:
            return {"linespacing": 1.15}
        # No line of the grid may strike through it.
        return {"bbox": {"facecolor": theme().ground, "edgecolor": "none", "pad": px(0.5)}}

    def reach(self, room: float) -> float:
        """Where an axis of so many px must end, in units, so that the words stand inside it."""
        kind = "about" if self.bound == "about" else "above" if self.upper is None else ""
        words = text_width(self.words, TICK) if self.words else 0.0
        share = 1 - (words + _half(kind) + self.clear) / room
        return self.highest / max(share, 0.4)


def _half(kind: str) -> float:
    """Px that a mark reaches beyond its last number."""
    return {"about": 13.5, "above": ARROW, "estimate": 6.5}.get(kind, 5.0)


@dataclass(frozen=True)
class Days:
    """A date, as the days that it can mean; None for none."""

    span: Span | None
    look: Look

    def draw(self, ax: Axes, at: float) -> SpanMark:
        """The days as a bar."""
        return span(ax, at, self.span, look=self.look, height=THICK)


def beside(ax: Axes, x: float, at: float, words: str, *, gap: float = 6, **style: Any) -> None:
    """Write words so many px to the right of a place; style as matplotlib's text takes it."""
    note = ax.annotate(
        words,
        (x, at),
        (px(gap), 0),
        textcoords="offset points",
        annotation_clip=False,
        fontsize=px(TICK),
        verticalalignment="center",
        **style,
    )
    note.set_in_layout(False)


def grouped(
    table: pd.DataFrame, heading: Callable[[Any], str]
) -> tuple[pd.DataFrame, list[tuple[str, pd.DataFrame]]]:
    """The rows of a table under headings, in the order in which these first come.

    Input: the table; the heading of one of its records.
    Output: the table in the order in which it is drawn; per heading its rows.
    """
    heads = pd.Series([heading(row) for row in records(table)], table.index, "string")
    groups = [(str(head), part) for head, part in table.groupby(heads, sort=False)]
    order = pd.concat([table.iloc[:0], *(part for _, part in groups)], ignore_index=True)
    return order, groups


def plot_width(share: float) -> float:
    """About how many px the marks have, beside labels that take a share of the width."""
    return size().inner * (1 if size().narrow else 1 - share)


def without_axis(ax: Axes, end: float) -> None:
    """An x axis up to an end that shows nothing to read off: the numbers stand beside the marks."""
    ax.set_xlim(0, end)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def row_chart(
    name: str,
    groups: Sequence[Group],
    *,
    title: str,
    subtitle: str,
    source: str | Sources,
    alt: str,
    table: pd.DataFrame,
    axis: Callable[[Axes], None],
    key: Callable[[Axes], None] = lambda _: None,
    extra: float = 40,
    share: float = SHARE,
) -> ChartFigure:
    """Draw groups of rows one below the other.

    Input: the chart's name; the groups; what stands around them; table = what is drawn, with its
    ids; axis sets up the x axis before the marks are drawn, and key writes the key after them;
    extra = px of height that both take up; share of the width for labels beside their marks.
    Output: the figure.
    Raises: ChartError for a mark that can't be drawn.
    """
    slots = stack([(head, [row.label for row in part]) for head, part in groups], share=share)
    figure, ax = frame(
        name, title, subtitle, source, rows=table, alt=alt, height=height(slots, extra=extra)
    )
    write(ax, slots)
    axis(ax)
    drawn = [row for _, part in groups for row in part]
    for slot, row in zip(rows(slots), drawn, strict=True):
        for mark in row.marks:
            mark.draw(ax, slot.at)
    key(ax)
    return figure


@dataclass(frozen=True)
class Slot:
    """One row of the chart: where its mark lies on the y axis, its label, where that lies.

    bottom is where the next one begins.
    """

    at: float
    text: str
    heading: bool
    label_at: float
    bottom: float


def number_axis(
    ax: Axes, numbers: Sequence[Number], unit: str, *, share: float, air: float
) -> None:
    """An axis in whole units, from nought to beyond the highest limit, with room for its words.

    Input: the numbers on it; what is counted; the share of the width for labels; the least that
    the axis reaches, in the highest number.
    """
    highest = max((one.highest for one in numbers), default=0.0)
    if not highest:
        ax.set_xlim(0, 1)
        ax.set_xticks([])
        return
    room = plot_width(share)
    ax.set_xlim(0, max(highest * air, *(one.reach(room) for one in numbers)))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda count, _: f"{count:,.0f}"))
    ax.set_xlabel(unit, fontsize=px(SMALL), color=theme().muted, loc="left")


def stack(groups: Sequence[tuple[str, Sequence[str]]], *, share: float = SHARE) -> list[Slot]:
    """Place groups of rows one below the other, in the size that is being drawn.

    Input: per group its heading ("" for none) and the labels of its rows, those that are parts
    of the one above with INDENT before them. Headings may run on into the plot, their rows hold
    no mark.
    Output: the slots from the top down; y grows downwards, in rows.
    """
    now = size()
    width = now.inner - SLACK if now.narrow else share * now.inner
    slots: list[Slot] = []
    down = 0.0
    for heading, names in groups:
        if heading:
            down += GAP if slots else 0.0
            lines = wrap(heading, min(width * 2, now.inner - SLACK), LABEL, bold=True)
            slots.append(_slot(down, lines, heading=True))
            down = slots[-1].bottom
        for name in names:
            level = INDENT * (len(name) - len(name.lstrip(INDENT)))
            lines = [
                f"{level}{line}" for line in wrap(name, width - text_width(level, LABEL), LABEL)
            ]
            slots.append(_slot(down, lines, above=now.narrow))
            down = slots[-1].bottom
    return slots


def rows(slots: Sequence[Slot]) -> Iterator[Slot]:
    """The slots that are no headings."""
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


def _slot(down: float, lines: Sequence[str], *, heading: bool = False, above: bool = False) -> Slot:
    """A row that begins at down: its label, and its mark beside or below that."""
    label = (ROW + (len(lines) - 1) * LINE) / ROW
    at = down + (label + LANE / 2 / ROW if above else label / 2)
    bottom = down + (label + LANE / ROW if above else label)
    return Slot(at, "\n".join(lines), heading, down + label / 2, bottom)


def _end(slots: Sequence[Slot]) -> float:
    return slots[-1].bottom if slots else 0.0


def _width(slot: Slot) -> float:
    return max(text_width(line, LABEL, bold=slot.heading) for line in slot.text.split("\n"))
