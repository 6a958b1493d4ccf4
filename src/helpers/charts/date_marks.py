"""The marks of dates, each as the days that it can mean, and the calendar on which they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import FixedFormatter, FixedLocator

from helpers.charts.figure import ChartError
from helpers.charts.pen import DOT, MARK, End, Pen
from helpers.charts.sizes import px
from helpers.charts.style import Look, theme
from helpers.values.dates import Span

DAYS = 11
"""An axis of at most so many days has a tick for each."""

MONTHS = 200
"""An axis of at most so many days, and more than those, has a tick for each month."""


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


def span(ax: Axes, at: float, span: Span | None, *, look: Look, height: float = 0.5) -> SpanMark:
    """Draw a date as the days that it can mean.

    Input: the row; the span (None = no date); height of the bar in rows. Call date_axis first.
    Output: the mark. A solid bar is known at both ends; an open end goes on as an arrow, an
    unknown one as a dashed line with a question mark; ~ and ? stand before a bar that is pale
    because its days are approximate or uncertain. A single day is a mark of readable size.
    """
    pen = Pen(ax, at, look)
    if span is None or (span.earliest is None and span.latest is None):
        pen.aside("date not given")
        return SpanMark(at, None, None, "none", "none", soft=False)
    start = None if span.earliest is None else day_number(span.earliest)
    end = None if span.latest is None else day_number(span.latest) + 1
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
    if soft and known[0] <= last and known[-1] >= first:
        signs = f"{'~' * span.approximate}{'?' * span.uncertain}"
        pen.sign(max(known[0], first), signs, -7)
    return SpanMark(at, start, end, *ends, soft=soft)


def _end(limit: float | None, is_open: bool, cut: bool) -> End:
    if limit is None:
        return "arrow" if is_open else "unknown"
    return "cut" if cut else "closed"


def day_number(day: date) -> float:
    """Where a day begins on an axis of days."""
    return float(date2num(day))  # type: ignore[no-untyped-call]


def _bar(pen: Pen, start: float, end: float, height: float, *, soft: bool) -> None:
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
        label=MARK,
    )
    first, last = pen.ax.get_xlim()
    if (end - start) / (last - first) * pen.ax.get_window_extent().width * 0.75 < DOT:
        bar.set_visible(False)
        if start < last and end > first:
            pen.dot((start + end) / 2, filled=not soft)


def _tick(pen: Pen, limit: float, height: float) -> None:
    """The one limit that is known."""
    first, last = pen.ax.get_xlim()
    if first <= limit <= last:
        pen.ax.plot(
            [limit, limit],
            [pen.at - height / 2, pen.at + height / 2],
            color=pen.look.colour,
            linewidth=px(2.4),
            zorder=4,
            label=MARK,
        )


def _tails(
    pen: Pen,
    limits: tuple[float | None, float | None],
    ends: tuple[End, End],
    window: tuple[float, float],
) -> None:
    (start, end), (first, last) = limits, window
    for sign, edge, own, other, kind in (
        (-1, first, start, end, ends[0]),
        (1, last, end, start, ends[1]),
    ):
        beyond = own is None and other is not None and (other - edge) * sign > 0
        if kind == "cut" or beyond:
            pen.goes_on(edge, sign)
        elif own is None and other is not None:
            there = min(max(other, first), last)
            pen.arrow(there, sign, dashed=True, ends_in="?" if kind == "unknown" else "")


def date_axis(ax: Axes, first: date, last: date) -> None:
    """Make the x axis a calendar from the first day to the end of the last.

    Input: both days, included. Ticks are days where there are few, else months where those
    are few, else quarters.
    Raises: ChartError if the last day is before the first.
    """
    if last < first:
        raise ChartError(f"the axis would end on {last}, before it starts on {first}: swap them")
    ax.set_xlim(day_number(first), day_number(last) + 1)
    ticks = list(_calendar(first, last))
    ax.xaxis.set_major_locator(FixedLocator([at for at, _ in ticks]))
    ax.xaxis.set_major_formatter(FixedFormatter([words for _, words in ticks]))
    if (last - first).days < DAYS:
        # The name of a day belongs to all of it; its bounds are midnights.
        midnights = [day_number(first) + n for n in range((last - first).days + 2)]
        ax.xaxis.set_minor_locator(FixedLocator(midnights))
        ax.xaxis.set_minor_formatter(FixedFormatter([""] * len(midnights)))
        ax.tick_params(axis="x", which="major", length=0)
        ax.grid(visible=False, axis="x", which="major")
        ax.grid(visible=True, axis="x", which="minor")


def _calendar(first: date, last: date) -> Iterator[tuple[float, str]]:
    if (last - first).days < DAYS:
        for day in pd.date_range(first, last):
            yield day_number(day) + 0.5, f"{day:%a}\n{day.day} {day:%b}"
        return
    often = "MS" if (last - first).days <= MONTHS else "QS"
    for at, day in enumerate(pd.date_range(first, last, freq=often)):
        yield day_number(day), f"{day:%b}" + (f"\n{day.year}" if at == 0 or day.month == 1 else "")
