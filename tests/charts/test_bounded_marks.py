"""Marks of bounded numbers: they stand where the table says, and show no end the words lack."""

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.charts import bounded_marks, pen, row_chart
from helpers.charts.bounded_marks import BoundMark
from helpers.charts.figure import ChartError, frame
from helpers.charts.style import LIGHT, look

LOOK = look("source", "article")


@pytest.fixture
def ax() -> Axes:
    """Axes in the house style, from 0 to 100, with three row_chart."""
    _, axes = frame("x", "t", "s", "src", rows=pd.DataFrame(), alt="a")
    axes.set_xlim(0, 100)
    row_chart.write(axes, row_chart.stack([("", ["one", "two", "three"])]))
    return axes


def draw(
    axes: Axes,
    bound: str,
    best: object = None,
    lower: object = None,
    upper: object = None,
) -> BoundMark:
    return bounded_marks.bounded(
        axes, 1, best=best, lower=lower, upper=upper, bound=bound, look=LOOK
    )


def dots(axes: Axes) -> dict[float, str]:
    """Where dots stand on the measured axis, and with what they are filled."""
    return {
        float(line.get_xdata()[0]): str(line.get_markerfacecolor())
        for line in axes.lines
        if line.get_marker() not in ("None", "none", None) and line.get_ydata()[0] == 1
    }


def bars(axes: Axes) -> list[tuple[float, float]]:
    """From where to where bars are drawn."""
    return [tuple(line.get_xdata()) for line in axes.lines if is_bar(line)]


def is_bar(line: Line2D) -> bool:
    return (
        line.get_marker() == "None" and len(line.get_xdata()) == 2 and line.get_label() == "_mark"
    )


def arrows(axes: Axes) -> list[tuple[float, float]]:
    """Where arrows start, and how far they reach in points, against the axis or along it."""
    return [
        (note.xy[0], note.get_position()[0])
        for note in axes.texts
        if getattr(note, "arrow_patch", None) is not None
    ]


FILLED, HOLLOW = LOOK.colour, LIGHT.ground


@pytest.mark.parametrize(
    ("cells", "kind", "ends", "drawn", "bar", "sign"),
    [
        (("exact", 12, 12, 12), "point", (12, 12), {12: FILLED}, [], 0),
        (("exact", None, 10, 20), "range", (10, 20), {10: FILLED, 20: FILLED}, [(10, 20)], 0),
        (("less_than", None, None, 30), "below", (None, 30), {30: HOLLOW}, [], -1),
        (("at_most", None, None, 30), "below", (None, 30), {30: FILLED}, [], -1),
        (("more_than", None, 30, None), "above", (30, None), {30: HOLLOW}, [], 1),
        (("at_least", None, 30, None), "above", (30, None), {30: FILLED}, [], 1),
        # A one-sided bound has one limit by definition, whatever the other cell holds.
        (("more_than", None, 30, 90), "above", (30, None), {30: HOLLOW}, [], 1),
    ],
)
def test_a_bound_shows_the_ends_that_its_words_have_and_no_other(
    ax: Axes,
    cells: tuple[str, object, object, object],
    kind: str,
    ends: tuple[float | None, float | None],
    drawn: dict[float, str],
    bar: list[tuple[float, float]],
    sign: int,
) -> None:
    mark = draw(ax, *cells)
    assert (mark.kind, (mark.start, mark.end)) == (kind, ends)
    assert (dots(ax), bars(ax)) == (drawn, bar)
    assert [(at, reach * sign) for at, reach in arrows(ax)] == (
        [(30, pytest.approx(pen.ARROW * 0.72))] if sign else []
    )


@pytest.mark.parametrize(
    ("bound", "ends"),
    [
        ("exact", ("closed", "closed")),
        ("less_than", ("arrow", "open")),
        ("at_most", ("arrow", "closed")),
        ("more_than", ("open", "arrow")),
        ("at_least", ("closed", "arrow")),
    ],
)
def test_an_end_is_closed_open_or_an_arrow(ax: Axes, bound: str, ends: tuple[str, str]) -> None:
    mark = draw(ax, bound, None, 30, 30)
    assert (mark.start_end, mark.end_end) == ends


def test_a_best_number_inside_a_range_is_its_dot(ax: Axes) -> None:
    mark = draw(ax, "exact", 55, 40, 70)
    assert (mark.kind, mark.start, mark.end) == ("estimate", 40, 70)
    assert dots(ax)[55] == FILLED
    assert bars(ax) == [(40, 70)]


def test_about_is_a_dot_without_an_edge_and_no_end(ax: Axes) -> None:
    assert draw(ax, "about", 60) == BoundMark(1, 60, 60, "none", "none", "about")
    soft = [line for line in ax.lines if line.get_alpha() is not None and line.get_xdata()[0] == 60]
    assert len(soft) == 3
    assert arrows(ax) == bars(ax) == []


@pytest.mark.parametrize("blank", [None, pd.NA, float("nan")])
def test_what_has_no_number_stands_off_the_axis(ax: Axes, blank: object) -> None:
    mark = draw(ax, "vague", blank, blank, blank)
    assert mark == BoundMark(1, None, None, "none", "none", "not_given")
    (line,) = [line for line in ax.lines if line.get_marker() == "D"]
    assert line.get_markerfacecolor() == LIGHT.ground
    left, _ = line.get_transform().transform(line.get_xydata()[0])
    assert left > ax.get_window_extent().x1 + 30
    headings = [text.get_text() for text in ax.texts]
    assert "number\nnot given" in headings


def test_the_column_for_what_has_no_number_is_headed_once(ax: Axes) -> None:
    draw(ax, "vague")
    draw(ax, "vague")
    assert len([text for text in ax.texts if "given" in text.get_text()]) == 1


def test_numbers_of_every_type_of_the_tables_are_drawn(ax: Axes) -> None:
    cells = pd.Series([3000, None], dtype="Int64")
    mark = draw(ax, "more_than", cells[1], cells[0], cells[1])
    assert (mark.start, mark.end) == (3000, None)


@pytest.mark.parametrize("bad", [-1, float("inf"), float("-inf")])
def test_a_number_that_is_negative_or_infinite_is_refused(ax: Axes, bad: float) -> None:
    with pytest.raises(ChartError, match="from 0 up"):
        draw(ax, "exact", bad, bad, bad)


def test_swapped_and_missing_limits_and_unknown_bounds_are_refused(ax: Axes) -> None:
    with pytest.raises(ChartError, match="swap"):
        draw(ax, "exact", None, 20, 10)
    with pytest.raises(ChartError, match="lacks its limit"):
        draw(ax, "at_least", None, None, 10)
    with pytest.raises(ChartError, match="less_than"):
        draw(ax, "roughly", 3)


def test_a_value_in_a_bound_never_becomes_an_end(ax: Axes) -> None:
    mark = draw(ax, "more_than", None, 30, None)
    assert mark.end is None
    assert max(dots(ax)) == 30


def test_bounds_can_be_drawn_upright() -> None:
    _, axes = frame("x", "t", "s", "src", rows=pd.DataFrame(), alt="a")
    axes.set_ylim(0, 100)
    bounded_marks.bounded(
        axes, 4, best=None, lower=10, upper=20, bound="exact", look=LOOK, across="y"
    )
    (bar,) = [line for line in axes.lines if is_bar(line)]
    assert list(bar.get_ydata()) == [10, 20]
    assert list(bar.get_xdata()) == [4, 4]
