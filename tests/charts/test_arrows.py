"""Arrows for what has no limit: on their axis, clear of every label, whatever stands beside them."""

from collections.abc import Callable
from functools import cache
from itertools import product

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from helpers.charts.bounded_marks import bounded
from helpers.charts.date_marks import date_axis
from helpers.charts.figure import ChartFigure, as_drawn, chart, frame
from helpers.charts.layout_problems import drawn_texts, layout_problems
from helpers.charts.pen import ARROW, DOT, MARK
from helpers.charts.row_chart import SHARE, Days, Number, Row, plot_width, row_chart
from helpers.charts.sizes import use_size
from helpers.charts.style import LIGHT, look
from helpers.values.dates import resolve

LOOK = look("source", "article")
BOUNDS = ("at_most", "less_than", "at_least", "more_than")
LARGEST = 1_200_000
NUMBERS = (0, 1, 7, 1_000, 12_000, 20_000, 40_000, 60_000, 300_000, 600_000, 1_190_000, LARGEST)
# Ends at the edge of a calendar of 2013 and 2014, and just inside and outside of it.
DATES = [
    *("../2013-01-01", "/2013-01-01", "../2013-01-02", "/2013-01-20", "../2013-03", "/2013-09"),
    *("2014-12-31/..", "2014-12-31/", "2014-12-30/..", "2014-12-10/", "2014-10/..", "2014-05/"),
    *("2013-01-01~", "2013-01-01?", "2013-01%", "2014-12-31~", "2012~/2013-02", "2014-12?/2016"),
    *("../2012-06", "/2012-12-31", "2015-02/..", "2015/", "2012/2016", "../2014-06~"),
]


def number(bound: str, limit: float) -> Number:
    low, high = (limit, None) if bound in ("at_least", "more_than") else (None, limit)
    return Number(None, low, high, bound, LOOK, f"{bound.replace('_', ' ')} {limit:,}")


@chart
def numbers(table: pd.DataFrame) -> ChartFigure:
    marks = [number(bound, limit) for bound, limit in product(BOUNDS, NUMBERS)]
    rows = [Row(f"The ministry in the old town: {mark.words} people", [mark]) for mark in marks]
    reach = max(mark.reach(plot_width(SHARE) - 20) for mark in marks)
    return row_chart(
        "test-arrows",
        [("", rows)],
        title="t",
        subtitle="s",
        source="src",
        alt="a",
        table=table,
        axis=lambda ax: ax.set_xlim(0, reach),
    )


@chart
def dates(table: pd.DataFrame) -> ChartFigure:
    rows = [Row(when, [Days(resolve(when), look("event_status", "asserted"))]) for when in DATES]
    return row_chart(
        "test-dates",
        [("", rows)],
        title="t",
        subtitle="s",
        source="src",
        alt="a",
        table=table,
        axis=lambda ax: date_axis(ax, pd.Timestamp(2013, 1, 1), pd.Timestamp(2014, 12, 31)),
    )


@chart
def upright(table: pd.DataFrame) -> ChartFigure:
    fig, ax = frame("test-upright", "t", "s", "src", rows=table, alt="a")
    ax.set(xlim=(-1, len(NUMBERS) * 4), ylim=(0, LARGEST * 1.16))
    for at, (bound, limit) in enumerate(product(BOUNDS, NUMBERS)):
        one = number(bound, limit)
        bounded(
            ax, at, best=None, lower=one.lower, upper=one.upper, bound=bound, look=LOOK, across="y"
        )
    return fig


def marks(ax: Axes) -> list[tuple[Bbox, float]]:
    """What was drawn with a pen, in px, and how far it may reach beyond the axis."""
    notes = [one for one in ax.texts if isinstance(one, Annotation) and one.get_label() == MARK]
    arrows = [note.arrow_patch for note in notes if note.arrow_patch is not None]
    signs = [note for note in notes if note.get_text()]
    stamps = [line for line in ax.lines if line.get_label() == MARK and line.get_visible()]
    # A dot on the end of the axis is half beyond it, and its edge is drawn around it.
    reach = [(one, 1.0) for one in (*arrows, *signs)] + [(one, DOT / 2 + 1.5) for one in stamps]
    return [(one.get_window_extent(), beyond) for one, beyond in reach]


TABLE = pd.DataFrame({"claim_id": ["c1"]})


@cache
def drawn(draw: Callable[[pd.DataFrame], ChartFigure], size: str) -> ChartFigure:
    with use_size(size):
        return draw(TABLE)


@pytest.mark.parametrize("size", ["web", "mobile"])
@pytest.mark.parametrize("draw", [numbers, dates])
def test_no_arrow_leaves_its_axis_or_covers_a_label(
    draw: Callable[[pd.DataFrame], ChartFigure], size: str
) -> None:
    figure = drawn(draw, size)
    assert layout_problems(figure) == []
    (ax,) = figure.axes
    with as_drawn(figure):
        figure.draw_without_rendering()
        plot = ax.get_window_extent()
        found = marks(ax)
        labels = [
            text.get_window_extent() for text in drawn_texts(figure) if text.get_label() != MARK
        ]
    assert len(found) >= len(NUMBERS) * len(BOUNDS) if draw is numbers else len(DATES)
    for box, beyond in found:
        assert plot.x0 - beyond <= box.x0 <= box.x1 <= plot.x1 + beyond
        covered = [one for one in labels if Bbox.intersection(box, one.shrunk(0.98, 0.5)) is not None
                   and min(box.x1, one.x1) - max(box.x0, one.x0) > 1]  # fmt: skip
        assert covered == []


def test_no_upright_arrow_leaves_its_axis() -> None:
    figure = upright(TABLE)
    (ax,) = figure.axes
    with as_drawn(figure):
        figure.draw_without_rendering()
        plot = ax.get_window_extent()
        for box, beyond in marks(ax):
            assert plot.y0 - beyond <= box.y0 <= box.y1 <= plot.y1 + beyond


@pytest.mark.parametrize(
    ("bound", "limit", "marker", "fill"),
    [
        ("at_most", 7, "<", LOOK.colour),
        ("less_than", 7, "<", LIGHT.ground),
        ("at_most", 0, "<", LOOK.colour),
        ("at_least", LARGEST, ">", LOOK.colour),
        ("more_than", LARGEST, ">", LIGHT.ground),
    ],
)
def test_a_limit_without_room_for_an_arrow_points_to_its_open_side(
    bound: str, limit: float, marker: str, fill: str
) -> None:
    _, ax = frame("x", "t", "s", "src", rows=TABLE, alt="a")
    ax.set(xlim=(0, LARGEST), ylim=(0, 2))
    number(bound, limit).draw(ax, 1)
    (mark,) = [line for line in ax.lines if line.get_label() == MARK]
    assert (mark.get_marker(), mark.get_markerfacecolor()) == (marker, fill)
    assert mark.get_xdata()[0] == limit
    assert not [one for one in ax.texts if getattr(one, "arrow_patch", None) is not None]


@pytest.mark.parametrize("limit", [300_000, 600_000])
def test_an_arrow_with_room_is_as_long_as_any_on_the_finished_chart(limit: float) -> None:
    figure = drawn(numbers, "web")
    (ax,) = figure.axes
    with as_drawn(figure):
        figure.draw_without_rendering()
        arrows = [
            note.arrow_patch.get_window_extent().width
            for note in ax.texts
            if isinstance(note, Annotation) and note.arrow_patch is not None and note.xy[0] == limit
        ]
    assert arrows == [pytest.approx(ARROW, abs=2)] * len(BOUNDS)
