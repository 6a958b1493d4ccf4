"""The marks of uncertain things: bounded numbers, dates as spans, labels, rings.

A mark shows what the words say and no more. An end that belongs to the quantity is filled, one
that is left out is hollow, a side without a limit is an arrow of one fixed length, and what has no
number stands in a column of its own, off the axis. (matplotlib's error bars would erase one side
of a one-sided bound.) Every function returns what it drew, so that it can be held against the
table.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import cos, isfinite, radians, sin
from typing import Literal

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from matplotlib.text import Annotation
from matplotlib.ticker import FixedFormatter, FixedLocator
from matplotlib.transforms import Bbox, ScaledTranslation, Transform

from helpers.charts.frame import ChartError, ChartFigure, overlap, px, settle, wrap
from helpers.charts.sizes import DPI
from helpers.charts.style import LABEL, SMALL, TICK, Look, theme
from helpers.values.dates import Span

End = Literal["closed", "open", "arrow", "unknown", "cut", "none"]
Across = Literal["x", "y"]
Shape = Literal["area", "marker", "line"]
Side = Literal["right", "left", "above", "below"]

ARROW = 44.0
"""Length in px of an arrow that stands for "no limit": the same everywhere, so that nobody reads
an amount from it."""

DOT = 9.0
COLUMN = 52.0
_MARK = "_mark"
_COLUMN = "_not_given"

# Ends of a quantity by its bound: at its lower side, at its upper side.
_ENDS: dict[str, tuple[End, End]] = {
    "exact": ("closed", "closed"),
    "less_than": ("arrow", "open"),
    "at_most": ("arrow", "closed"),
    "more_than": ("open", "arrow"),
    "at_least": ("closed", "arrow"),
}


@dataclass(frozen=True)
class BoundMark:
    """A drawn quantity: from start to end on the axis, None where it has no limit.

    kind is point, range, below, above, about or not_given.
    """

    at: float
    start: float | None
    end: float | None
    start_end: End
    end_end: End
    kind: str


@dataclass(frozen=True)
class SpanMark:
    """A drawn date: from the start of its first day to the end of its last, as date numbers.

    None where it has no limit. soft says that it is drawn pale, being approximate or uncertain.
    """

    at: float
    start: float | None
    end: float | None
    start_end: End
    end_end: End
    soft: bool


@dataclass(frozen=True)
class Label:
    """A text that belongs to a point of the plot, in data coordinates."""

    x: float
    y: float
    text: str
    colour: str | None = None
    bold: bool = False


@dataclass(frozen=True)
class PlacedLabel:
    """A label as it was drawn, on which side of its point."""

    text: str
    side: str
    artist: Annotation


@dataclass(frozen=True)
class RingMark:
    """A drawn ring: its radius in km and its words."""

    radius: float
    text: str


# ------------------------------------------------------------------------------ bounded numbers


def bounded(
    ax: Axes,
    at: float,
    *,
    value: object,
    lower: object,
    upper: object,
    bound: str,
    look: Look,
    best: object = None,
    across: Across = "x",
) -> BoundMark:
    """Draw one quantity as what its words say.

    Input: where it stands on the other axis; value, lower, upper and bound as the tables have
    them (blank = not stated); best = a number inside an exact range; across = the axis on which
    it is measured. Set the limits of that axis first.
    Output: the mark. exact is a filled dot, or a bar between filled ends; less_than and more_than
    end in a ring, at_most and at_least in a dot, and all four in an arrow where no limit is
    stated; about is a dot without a sharp edge; vague stands in the column "number not given".
    Raises: ChartError for a bound that is none, or a number that is infinite or below zero.
    """
    single, low, high, inside = (_number(cell) for cell in (value, lower, upper, best))
    pen = _Pen(ax, at, look, across)
    if bound == "vague" or (single is None and low is None and high is None and inside is None):
        pen.aside("number not given")
        return BoundMark(at, None, None, "none", "none", "not_given")
    if bound == "about":
        middle = next(n for n in (single, inside, low, high) if n is not None)
        pen.halo(middle)
        return BoundMark(at, middle, middle, "none", "none", "about")
    if bound not in _ENDS:
        raise ChartError(f"bound {bound!r}: one of {', '.join(_ENDS)}, about, vague is expected")
    low, high = _limits(bound, single if single is not None else inside, low, high)
    start_end, end_end = _ENDS[bound]
    if low is None or high is None:
        pen.one_sided(low, high, start_end if high is None else end_end)
        return BoundMark(at, low, high, start_end, end_end, "above" if high is None else "below")
    pen.range(low, high, inside)
    return BoundMark(at, low, high, start_end, end_end, "point" if low == high else "range")


def _number(cell: object) -> float | None:
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        return None
    number = float(str(cell))
    if not isfinite(number) or number < 0:
        raise ChartError(f"{cell!r} can't be drawn: a number from 0 up is expected, or a blank")
    return number


def _limits(
    bound: str, single: float | None, low: float | None, high: float | None
) -> tuple[float | None, float | None]:
    """Both limits; a one-sided bound has one by definition, whatever the other cell holds."""
    if bound in ("less_than", "at_most"):
        low = None
    elif bound in ("more_than", "at_least"):
        high = None
    else:
        low = single if low is None else low
        high = single if high is None else high
    if (low is None and high is None) or (bound == "exact" and (low is None or high is None)):
        raise ChartError(f"bound {bound!r} lacks its limit: fill lower or upper in the table")
    if low is not None and high is not None and low > high:
        raise ChartError(f"lower {low:g} is above upper {high:g}: swap the two in the table")
    return low, high


class _Pen:
    """Draws along one axis at one place of the other, in one look."""

    def __init__(self, ax: Axes, at: float, look: Look, across: Across) -> None:
        self.ax, self.at, self.look, self.across = ax, at, look, across
        # Data on the axis that is not measured, fractions of the plot on the one that is.
        self.beyond = ax.get_yaxis_transform() if across == "x" else ax.get_xaxis_transform()

    def _place(self, along: float, at: float | None = None) -> tuple[float, float]:
        beside = self.at if at is None else at
        return (along, beside) if self.across == "x" else (beside, along)

    def line(self, low: float, high: float, width: float, alpha: float = 1.0) -> None:
        (x0, y0), (x1, y1) = self._place(low), self._place(high)
        self.ax.add_line(
            Line2D(
                [x0, x1],
                [y0, y1],
                color=self.look.colour,
                linewidth=px(width),
                alpha=alpha,
                solid_capstyle="butt",
                zorder=3,
                label=_MARK,
            )
        )
        self._reach((x0, y0), (x1, y1))

    def _reach(self, *points: tuple[float, float]) -> None:
        self.ax.update_datalim(list(points))
        self.ax.autoscale_view()

    def dot(
        self, along: float, *, filled: bool, size: float = DOT, marker: str | None = None
    ) -> None:
        x, y = self._place(along)
        self.ax.add_line(
            Line2D(
                [x],
                [y],
                marker=marker or self.look.marker,
                markersize=px(size),
                markerfacecolor=self.look.colour if filled else theme().ground,
                markeredgecolor=self.look.colour,
                markeredgewidth=px(1.8),
                linestyle="none",
                zorder=5,
                clip_on=False,
                label=_MARK,
            )
        )
        self._reach((x, y))

    def halo(self, along: float) -> None:
        x, y = self._place(along)
        for size, alpha in ((27, 0.14), (20, 0.2), (14, 0.3)):
            self.ax.add_line(
                Line2D(
                    [x],
                    [y],
                    marker="o",
                    markersize=px(size),
                    markerfacecolor=self.look.colour,
                    markeredgewidth=0,
                    linestyle="none",
                    alpha=alpha,
                    zorder=4,
                    label=_MARK,
                )
            )
        self.dot(along, filled=True, size=5)

    def range(self, low: float, high: float, inside: float | None) -> None:
        if low < high:
            self.line(low, high, 5, 0.45)
        if inside is None:
            for end in dict.fromkeys((low, high)):
                self.dot(end, filled=True)
            return
        for end in dict.fromkeys((low, high)):
            self.dot(end, filled=True, size=13, marker="|" if self.across == "x" else "_")
        self.dot(inside, filled=True)

    def one_sided(self, low: float | None, high: float | None, end: End) -> None:
        limit, sign = (high, -1) if low is None else (low, 1)
        assert limit is not None
        self.arrow(limit, sign * self._room(limit, sign))
        self.dot(limit, filled=end == "closed")

    def _room(self, limit: float, sign: int) -> float:
        """The arrow's length: shorter where the axis ends before it, but never a mere stub."""
        low, high = self.ax.get_xlim() if self.across == "x" else self.ax.get_ylim()
        share = (high - limit if sign > 0 else limit - low) / (high - low)
        # What the plot measures before its labels have taken their room.
        box = self.ax.get_window_extent()
        length = box.width * 0.75 if self.across == "x" else box.height
        return ARROW if share > 1 else min(ARROW, max(16.0, share * length))

    def arrow(
        self, along: float, length: float, *, dashed: bool = False, head: bool = True
    ) -> None:
        offset = (px(length), 0) if self.across == "x" else (0, px(length))
        note = self.ax.annotate(
            "",
            xy=self._place(along),
            xytext=offset,
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
        note.set_label(_MARK)
        note.set_in_layout(False)

    def goes_on(self, edge: float, sign: int) -> None:
        """A light arrowhead on a bar, where the plot ends before it does."""
        x, y = self._place(edge)
        self.ax.add_line(
            Line2D(
                [x],
                [y],
                transform=_shifted(self.ax, self.ax.transData, -7.0 * sign, self.across),
                marker="<" if sign < 0 else ">",
                markersize=px(10),
                markerfacecolor=theme().ground,
                markeredgecolor=self.look.colour,
                markeredgewidth=px(1),
                linestyle="none",
                zorder=6,
                label=_MARK,
            )
        )

    def aside(self, heading: str) -> None:
        _aside(self.ax, heading, self.across)
        x, y = self._place(1.0)
        self.ax.add_line(
            Line2D(
                [x],
                [y],
                transform=_shifted(self.ax, self.beyond, COLUMN, self.across),
                marker="D",
                markersize=px(8),
                markerfacecolor=theme().ground,
                markeredgecolor=self.look.colour,
                markeredgewidth=px(1.6),
                linestyle="none",
                clip_on=False,
                zorder=5,
                label=_MARK,
            )
        )


def _shifted(ax: Axes, base: Transform, pixels: float, across: Across) -> Transform:
    """A transform moved beyond the end of the measured axis by so many px."""
    inches = pixels / DPI
    figure = _figure(ax)
    x, y = (inches, 0.0) if across == "x" else (0.0, inches)
    return base + ScaledTranslation(x, y, figure.dpi_scale_trans)


def _figure(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    return figure


def not_given_column(ax: Axes, heading: str = "number not given", *, across: Across = "x") -> None:
    """Set off a column beside the plot for what has no number; once, however often it is asked.

    Input: the axes; its heading; across = the axis on which the numbers are measured.
    """
    _aside(ax, heading, across)


def column_width(ax: Axes) -> float:
    """The width in px of the column for what has no number or date, right of the plot; 0 without."""
    return 2 * COLUMN if _has_column(ax) else 0.0


def _has_column(ax: Axes) -> bool:
    return any(text.get_label() == _COLUMN for text in ax.texts)


def _aside(ax: Axes, heading: str, across: Across) -> None:
    if _has_column(ax):
        return
    whole = ax.transAxes
    rule = Line2D(
        [1, 1] if across == "x" else [0, 1],
        [0, 1] if across == "x" else [1, 1],
        transform=_shifted(ax, whole, 14, across),
        color=theme().grid,
        linewidth=px(1),
        clip_on=False,
    )
    ax.add_line(rule)
    place = _shifted(ax, whole, COLUMN, across)
    text = ax.text(
        1 if across == "x" else 0,
        1,
        "\n".join(wrap(heading, 64, SMALL)) if across == "x" else heading + "  ",
        transform=place,
        fontsize=px(SMALL),
        color=theme().muted,
        linespacing=1.1,
        horizontalalignment="center" if across == "x" else "right",
        verticalalignment="bottom" if across == "x" else "center",
    )
    text.set_label(_COLUMN)


# ------------------------------------------------------------------------------ dates as spans


def span(ax: Axes, at: float, span: Span | None, *, look: Look, height: float = 0.5) -> SpanMark:
    """Draw a date as the days that it can mean.

    Input: the row; the span (None = no date); height of the bar in rows. Call date_axis first.
    Output: the mark. A solid bar is known at both ends; an open end goes on as an arrow, an
    unknown one as a dashed line with a question mark; ~ and ? stand before a bar that is pale
    because its days are approximate or uncertain. A single day is a mark of readable size.
    """
    pen = _Pen(ax, at, look, "x")
    if span is None or (span.earliest is None and span.latest is None):
        pen.aside("date not given")
        return SpanMark(at, None, None, "none", "none", soft=False)
    start = None if span.earliest is None else _day_number(span.earliest)
    end = None if span.latest is None else _day_number(span.latest) + 1
    soft = span.approximate or span.uncertain
    first, last = ax.get_xlim()
    ends = (
        _end(start, span.open_start, start is not None and start < first),
        _end(end, span.open_end, end is not None and end > last),
    )
    known = [number for number in (start, end) if number is not None]
    if start is not None and end is not None:
        _bar(pen, start, end, height, soft=soft)
    else:
        _tick(pen, known[0], height)
    _tails(pen, (start, end), ends, (first, last))
    if soft:
        _sign(pen, max(known[0], first), f"{'~' * span.approximate}{'?' * span.uncertain}")
    return SpanMark(at, start, end, *ends, soft=soft)


def _end(limit: float | None, is_open: bool, cut: bool) -> End:
    if limit is None:
        return "arrow" if is_open else "unknown"
    return "cut" if cut else "closed"


def _day_number(day: date) -> float:
    return float(date2num(day))  # type: ignore[no-untyped-call]


def _bar(pen: _Pen, start: float, end: float, height: float, *, soft: bool) -> None:
    """The days as a bar; as a dot on them where they would be too narrow to see."""
    (bar,) = pen.ax.barh(
        pen.at,
        end - start,
        left=start,
        height=height,
        color=(pen.look.colour, 0.25) if soft else pen.look.colour,
        edgecolor=pen.look.colour if soft else theme().ground,
        hatch=None if soft else pen.look.hatch or None,
        linestyle=pen.look.line if soft else "solid",
        linewidth=px(1.4) if soft else 0,
        zorder=3,
        label=_MARK,
    )
    first, last = pen.ax.get_xlim()
    if (end - start) / (last - first) * pen.ax.get_window_extent().width * 0.75 < DOT:
        bar.set_visible(False)
        if start < last and end > first:
            pen.dot((start + end) / 2, filled=not soft)


def _tick(pen: _Pen, limit: float, height: float) -> None:
    """The one limit that is known."""
    first, last = pen.ax.get_xlim()
    if first <= limit <= last:
        pen.ax.plot(
            [limit, limit],
            [pen.at - height / 2, pen.at + height / 2],
            color=pen.look.colour,
            linewidth=px(2.4),
            zorder=4,
            label=_MARK,
        )


def _tails(
    pen: _Pen,
    limits: tuple[float | None, float | None],
    ends: tuple[End, End],
    window: tuple[float, float],
) -> None:
    start, end = limits
    for sign, own, other, kind in ((-1, start, end, ends[0]), (1, end, start, ends[1])):
        if kind == "cut":
            pen.goes_on(window[0] if sign < 0 else window[1], sign)
        elif own is None and other is not None:
            if not window[0] <= other <= window[1]:
                other = window[0] if other < window[0] else window[1]
            length = pen._room(other, sign)
            pen.arrow(other, sign * length, dashed=True, head=kind == "arrow")
            if kind == "unknown":
                _sign(pen, other, "?", sign * (length + 6))


def _sign(pen: _Pen, along: float, words: str, shift: float = -7) -> None:
    note = pen.ax.annotate(
        words,
        xy=(along, pen.at),
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
    note.set_label(_MARK)
    note.set_in_layout(False)


def date_axis(ax: Axes, first: date, last: date) -> None:
    """Make the x axis a calendar from the first day to the end of the last.

    Input: both days, included. Ticks are days, weeks, months, quarters or years by its length.
    Raises: ChartError if the last day is before the first.
    """
    if last < first:
        raise ChartError(f"the axis would end on {last}, before it starts on {first}: swap them")
    ax.set_xlim(_day_number(first), _day_number(last) + 1)
    ticks = list(_calendar(first, last))
    ax.xaxis.set_major_locator(FixedLocator([at for at, _ in ticks]))
    ax.xaxis.set_major_formatter(FixedFormatter([words for _, words in ticks]))
    if (last - first).days < 11:
        # The name of a day belongs to all of it; its bounds are midnights.
        midnights = [_day_number(first) + n for n in range((last - first).days + 2)]
        ax.xaxis.set_minor_locator(FixedLocator(midnights))
        ax.xaxis.set_minor_formatter(FixedFormatter([""] * len(midnights)))
        ax.tick_params(axis="x", which="major", length=0)
        ax.grid(visible=False, axis="x", which="major")
        ax.grid(visible=True, axis="x", which="minor")


def _calendar(first: date, last: date) -> Iterator[tuple[float, str]]:
    days = (last - first).days + 1
    if days <= 11:
        for n in range(days):
            day = first + timedelta(days=n)
            yield _day_number(day) + 0.5, f"{day:%a}\n{day.day} {day:%b}"
    elif days <= 75:
        for n in range(0, days, 7):
            day = first + timedelta(days=n)
            yield _day_number(day), f"{day.day} {day:%b}" + (f"\n{day.year}" if n == 0 else "")
    elif days <= 900:
        yield from _months(first, last, 1 if days <= 250 else 3)
    else:
        step = max(1, (last.year - first.year + 1) // 9 + 1)
        for year in range(first.year, last.year + 1):
            if year % step == 0 and date(year, 1, 1) >= first:
                yield _day_number(date(year, 1, 1)), str(year)


def _months(first: date, last: date, step: int) -> Iterator[tuple[float, str]]:
    shown = False
    for year in range(first.year, last.year + 1):
        for month in range(1, 13, step):
            day = date(year, month, 1)
            if first <= day <= last:
                with_year = month == 1 or not shown
                yield _day_number(day), f"{day:%b}" + (f"\n{year}" if with_year else "")
                shown = True


# ------------------------------------------------------------------------------ labels

Point = tuple[float, float]

_ALIGNED: dict[
    Side, tuple[Literal["left", "center", "right"], Literal["bottom", "center", "top"]]
] = {
    "right": ("left", "center"),
    "left": ("right", "center"),
    "above": ("center", "bottom"),
    "below": ("center", "top"),
}


def labels(
    ax: Axes,
    items: Sequence[Label],
    *,
    sides: Sequence[Side] = ("right", "left", "above", "below"),
    avoid: Iterable[Artist] = (),
    width: float = 220,
) -> list[PlacedLabel]:
    """Write each label beside its point, where it lies on nothing else if there is such a place.

    Input: the labels, most important first; the sides in the order in which they are tried;
    artists to keep clear of beside the marks of this module; the width in px at which they wrap.
    Output: the labels as drawn, in the same order. One that has moved away is tied to its point
    by a thin line. Call this last: it needs the final layout.
    """
    figure = _figure(ax)
    if not isinstance(figure, ChartFigure):
        raise ChartError("labels are placed in a figure from helpers.charts.frame.frame")
    settle(figure)
    marks = [child.get_window_extent() for child in ax.get_children() if _is_mark(child)]
    marks += [artist.get_window_extent() for artist in avoid]
    points = [ax.transData.transform((item.x, item.y)) for item in items]
    taken = [*marks, *(Bbox.from_bounds(x - 5, y - 5, 10, 10) for x, y in points)]
    taken += [text.get_window_extent() for text in ax.texts if text.get_text().strip()]
    placed = []
    for item, (x, y) in zip(items, points, strict=True):
        words = "\n".join(wrap(item.text, width, TICK, bold=item.bold))
        own = _around((float(x), float(y)), marks)
        note, side = _place_label(ax, item, words, own, taken, sides)
        taken.append(note.get_window_extent())
        placed.append(PlacedLabel(item.text, side, note))
    return placed


def _is_mark(artist: Artist) -> bool:
    return artist.get_label() == _MARK and artist.get_visible()


def _around(point: Point, marks: Sequence[Bbox]) -> Bbox:
    """What the label has to clear on its own point: the point, and every mark that lies on it."""
    x, y = point
    here = Bbox.from_bounds(x - 5, y - 5, 10, 10)
    touching = [
        box
        for box in marks
        if box.x0 - 2 <= x <= box.x1 + 2 and box.y0 - 2 <= y <= box.y1 + 2 and box.height < 40
    ]
    return Bbox.union([here, *touching])


def _place_label(
    ax: Axes,
    item: Label,
    words: str,
    own: Bbox,
    taken: Sequence[Bbox],
    sides: Sequence[Side],
) -> tuple[Annotation, str]:
    note = ax.annotate(
        words,
        xy=(item.x, item.y),
        xytext=(0, 0),
        textcoords="offset points",
        annotation_clip=False,
        fontsize=px(TICK),
        fontweight="bold" if item.bold else "normal",
        color=item.colour or theme().ink,
        linespacing=1.15,
        zorder=6,
    )
    note.set_in_layout(False)
    x, y = (float(n) for n in ax.transData.transform((item.x, item.y)))
    room = ax.get_window_extent()
    best: tuple[float, int, Side, float] | None = None
    # The first place with nothing on it; otherwise the one with least on it.
    for order, (distance, side) in enumerate(
        (d, s) for d in (5.0, 20.0, 38.0, 58.0) for s in sides
    ):
        _write(note, own, (x, y), side, distance)
        cost = _cost(note.get_window_extent(), taken, room)
        if best is None or (cost, order) < best[:2]:
            best = (cost, order, side, distance)
        if cost == 0:
            break
    assert best is not None
    _, _, side, distance = best
    _write(note, own, (x, y), side, distance)
    if distance > 5:
        _leader(ax, (x, y), note.get_window_extent())
    return note, side


def _write(note: Annotation, own: Bbox, point: Point, side: Side, distance: float) -> None:
    """Move a label to one side of its point. Positions in px, offsets in points."""
    x, y = point
    middle = {"right": (own.x1 + distance, y), "left": (own.x0 - distance, y)}
    stacked = {"above": (x, own.y1 + distance - 3), "below": (x, own.y0 - distance + 3)}
    to_x, to_y = (middle | stacked)[side]
    note.set_position((px(to_x - x), px(to_y - y)))
    note.set_horizontalalignment(_ALIGNED[side][0])
    note.set_verticalalignment(_ALIGNED[side][1])


def _cost(box: Bbox, taken: Sequence[Bbox], room: Bbox) -> float:
    """How much of a label lies on other things, in square px; outside the plot counts threefold."""
    covered = sum(
        _shared(box, other) for other in taken if overlap(box, other) or _covers(box, other)
    )
    outside = box.width * box.height - _shared(box, room)
    return covered + 3 * (outside if outside > 1 else 0)


def _covers(box: Bbox, other: Bbox) -> bool:
    """Whether a label covers the better part of a small mark."""
    return _shared(box, other) > 0.25 * other.width * other.height


def _shared(one: Bbox, other: Bbox) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return float(max(width, 0.0) * max(height, 0.0))


def _leader(ax: Axes, point: Point, box: Bbox) -> None:
    """A thin line from a point to the nearest edge of its label."""
    x, y = point
    near = (min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1))
    ends = ax.transData.inverted().transform([point, near])
    line = Line2D(
        ends[:, 0], ends[:, 1], color=theme().faint, linewidth=px(0.8), zorder=2, clip_on=False
    )
    line.set_in_layout(False)
    ax.add_artist(line)


def spread(
    positions: Sequence[float], gap: float, low: float | None = None, high: float | None = None
) -> list[float]:
    """Move positions apart until neighbours are a gap away, as little as it takes.

    Input: positions in any order; the least gap, in the same unit; the range to stay in.
    Output: the new positions, in the order of the old ones.
    """
    order = sorted(range(len(positions)), key=lambda at: (positions[at], at))
    moved = list(positions)
    for before, here in pairwise(order):
        moved[here] = max(moved[here], moved[before] + gap)
    # Half of what they were pushed goes back, so that a cluster stays around its middle.
    shift = sum(new - old for new, old in zip(moved, positions, strict=True)) / max(len(moved), 1)
    moved = [new - shift for new in moved]
    for before, here in pairwise(order):
        moved[here] = max(moved[here], moved[before] + gap)
    if high is not None and moved and moved[order[-1]] > high:
        moved[order[-1]] = high
        for after, here in pairwise(reversed(order)):
            moved[here] = min(moved[here], moved[after] - gap)
    if low is not None and moved and moved[order[0]] < low:
        moved[order[0]] = low
        for before, here in pairwise(order):
            moved[here] = max(moved[here], moved[before] + gap)
    return moved


# ------------------------------------------------------------------------------ rings


def rings(
    ax: Axes,
    radii: Sequence[tuple[float, str]],
    *,
    centre: tuple[float, float] = (0.0, 0.0),
    bearing: float = 45,
) -> list[RingMark]:
    """Draw rings of equal distance round a centre, each with its words on it.

    Input: axes in km, in an azimuthal equidistant projection of that centre, where such rings are
    true circles; radius in km and words of each; the bearing in degrees, clockwise from north, at
    which the words stand.
    Output: the rings, in the same order.
    Raises: ChartError for a radius that is not above zero.
    """
    ax.set_aspect("equal")
    east, north = sin(radians(bearing)), cos(radians(bearing))
    drawn = []
    for radius, text in radii:
        if not isfinite(radius) or radius <= 0:
            raise ChartError(f"a ring of {radius} km can't be drawn: a radius above 0 is expected")
        circle = Circle(
            centre,
            radius,
            fill=False,
            edgecolor=theme().faint,
            linewidth=px(1),
            linestyle=(0, (5, 3)),
            zorder=2,
        )
        ax.add_patch(circle)
        ax.annotate(
            text,
            xy=(centre[0] + radius * east, centre[1] + radius * north),
            # Just outside the ring, so that a small one is not hidden by its own words.
            xytext=(px(4) * east, px(4) * north),
            textcoords="offset points",
            fontsize=px(SMALL),
            color=theme().muted,
            horizontalalignment="left" if east > 0.1 else "right" if east < -0.1 else "center",
            verticalalignment="bottom" if north > 0.1 else "top" if north < -0.1 else "center",
            zorder=3,
        ).set_in_layout(False)
        drawn.append(RingMark(radius, text))
    return drawn
