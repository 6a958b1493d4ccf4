"""Marks: what is drawn stands where the table says, and shows no end that the words do not have."""

from datetime import date
from itertools import combinations

import matplotlib.dates as mdates
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.charts import bounded_marks, date_marks, label_placement, pen, row_chart
from helpers.charts.bounded_marks import BoundMark
from helpers.charts.date_marks import SpanMark
from helpers.charts.figure import ChartError, ChartFigure, chart, frame
from helpers.charts.label_placement import Label
from helpers.charts.layout_problems import layout_problems, overlap
from helpers.charts.style import LIGHT, look
from helpers.values.dates import resolve

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


# ------------------------------------------------------------------------------ bounded numbers


def test_an_exact_number_is_one_filled_dot(ax: Axes) -> None:
    assert draw(ax, "exact", 12, 12, 12) == BoundMark(1, 12, 12, "closed", "closed", "point")
    assert dots(ax) == {12: LOOK.colour}
    assert arrows(ax) == []


def test_a_closed_range_is_a_bar_between_two_filled_ends(ax: Axes) -> None:
    assert draw(ax, "exact", None, 10, 20) == BoundMark(1, 10, 20, "closed", "closed", "range")
    assert dots(ax) == {10: LOOK.colour, 20: LOOK.colour}
    assert bars(ax) == [(10, 20)]


def test_a_best_number_inside_a_range_is_its_dot(ax: Axes) -> None:
    mark = draw(ax, "exact", 55, 40, 70)
    assert (mark.start, mark.end) == (40, 70)
    assert dots(ax)[55] == LOOK.colour
    assert bars(ax) == [(40, 70)]


@pytest.mark.parametrize(
    ("bound", "lower", "upper", "ends", "filled", "sign"),
    [
        ("less_than", None, 30, ("arrow", "open"), False, -1),
        ("at_most", None, 30, ("arrow", "closed"), True, -1),
        ("more_than", 30, None, ("open", "arrow"), False, 1),
        ("at_least", 30, None, ("closed", "arrow"), True, 1),
    ],
)
def test_a_one_sided_bound_has_one_end_and_an_arrow(
    ax: Axes,
    bound: str,
    lower: object,
    upper: object,
    ends: tuple[str, str],
    filled: bool,
    sign: int,
) -> None:
    mark = draw(ax, bound, None, lower, upper)
    assert (mark.start, mark.end) == (lower, upper)
    assert (mark.start_end, mark.end_end) == ends
    assert dots(ax) == {30: LOOK.colour if filled else LIGHT.ground}
    ((at, reach),) = arrows(ax)
    assert at == 30
    assert reach * sign == pytest.approx(pen.ARROW * 0.72)
    assert bars(ax) == []


def test_the_arrow_has_one_length_whatever_the_number(ax: Axes) -> None:
    for number in (20, 40, 80):
        draw(ax, "at_least", None, number)
    first, second, third = (reach for _, reach in arrows(ax))
    assert first == second
    assert third <= second


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


# ------------------------------------------------------------------------------ dates


def day(year: int, month: int, number: int) -> float:
    return float(mdates.date2num(date(year, month, number)))


def draw_span(edtf: str | None, first: date = date(2013, 1, 1)) -> tuple[Axes, SpanMark]:
    _, axes = frame("x", "t", "s", "src", rows=pd.DataFrame(), alt="a")
    date_marks.date_axis(axes, first, date(2014, 12, 31))
    return axes, date_marks.span(axes, 1, resolve(edtf), look=look("event_status", "asserted"))


def test_a_season_is_a_bar_over_all_of_its_days() -> None:
    axes, mark = draw_span("2013-21")
    assert mark == SpanMark(1, day(2013, 3, 1), day(2013, 6, 1), "closed", "closed", soft=False)
    (bar,) = axes.patches
    assert (bar.get_x(), bar.get_x() + bar.get_width()) == (mark.start, mark.end)
    assert bar.get_visible()


def test_one_day_on_a_long_axis_is_a_dot_in_its_middle() -> None:
    axes, mark = draw_span("2014-09-27")
    assert mark.end - mark.start == 1
    assert not axes.patches[0].get_visible()
    assert dots(axes) == {day(2014, 9, 27) + 0.5: look("event_status", "asserted").colour}


def test_one_day_on_a_short_axis_is_a_bar() -> None:
    axes, _ = draw_span("2014-12-30", first=date(2014, 12, 28))
    assert axes.patches[0].get_visible()
    assert dots(axes) == {}


@pytest.mark.parametrize(
    ("edtf", "start_end", "end_end", "sign"),
    [
        ("2014-05/..", "closed", "arrow", 1),
        ("2014-05/", "closed", "unknown", 1),
        ("../2013-09", "arrow", "closed", -1),
        ("/2013-09", "unknown", "closed", -1),
    ],
)
def test_an_end_without_a_day_is_a_dashed_tail_and_never_a_day(
    edtf: str, start_end: str, end_end: str, sign: int
) -> None:
    axes, mark = draw_span(edtf)
    assert (mark.start_end, mark.end_end) == (start_end, end_end)
    assert [mark.start, mark.end].count(None) == 1
    tails = [note for note in axes.texts if getattr(note, "arrow_patch", None) is not None]
    (tail,) = tails
    assert tail.get_position()[0] * sign > 0
    assert tail.arrow_patch.get_linestyle() != "-"
    assert axes.patches == [] or not list(axes.patches)
    signs = [note.get_text() for note in axes.texts if note.get_text() == "?"]
    assert len(signs) == (1 if "unknown" in (start_end, end_end) else 0)


@pytest.mark.parametrize(
    ("edtf", "words"), [("2014-06~", "~"), ("2014-06?", "?"), ("2014-06%", "~?")]
)
def test_approximate_and_uncertain_days_are_pale_and_say_so(edtf: str, words: str) -> None:
    axes, mark = draw_span(edtf)
    assert mark.soft
    assert axes.patches[0].get_facecolor()[3] < 0.5
    assert words in [note.get_text() for note in axes.texts]


def test_a_span_that_begins_before_the_axis_shows_that_it_does() -> None:
    axes, mark = draw_span("2012-01/2013-06")
    assert mark.start_end == "cut"
    assert mark.start == day(2012, 1, 1)
    assert [line.get_marker() for line in axes.lines] == ["<"]


def test_no_date_stands_off_the_axis() -> None:
    axes, mark = draw_span(None)
    assert (mark.start, mark.end) == (None, None)
    assert "date not\ngiven" in [text.get_text() for text in axes.texts]


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2014, 9, 27), date(2014, 9, 27), 1),
        (date(2014, 9, 26), date(2014, 9, 29), 4),
        (date(2013, 1, 1), date(2014, 12, 31), 8),
    ],
)
def test_a_calendar_has_few_ticks_at_any_length(first: date, last: date, count: int) -> None:
    _, axes = frame("x", "t", "s", "src", rows=pd.DataFrame(), alt="a")
    date_marks.date_axis(axes, first, last)
    assert len(axes.get_xticks()) == count
    assert axes.get_xlim() == (mdates.date2num(first), mdates.date2num(last) + 1)


def test_a_calendar_that_ends_before_it_starts_is_refused(ax: Axes) -> None:
    with pytest.raises(ChartError, match="swap"):
        date_marks.date_axis(ax, date(2014, 1, 2), date(2014, 1, 1))


# ------------------------------------------------------------------------------ labels


@chart
def labelled(points: list[tuple[float, float, str]]) -> ChartFigure:
    fig, axes = frame("x", "t", "s", "src", rows=pd.DataFrame(), alt="a")
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 100)
    axes.plot([x for x, _, _ in points], [y for _, y, _ in points], "o")
    label_placement.labels(axes, [Label(x, y, text) for x, y, text in points])
    return fig


CROWD = [(50, 50, "Harbour"), (52, 51, "Old Town"), (49, 52, "North Gate"), (53, 48, "New Town")]


def test_labels_of_a_crowd_do_not_lie_on_each_other() -> None:
    fig = labelled(CROWD)
    assert layout_problems(fig) == []
    boxes = [text.get_window_extent() for text in fig.axes[0].texts]
    assert len(boxes) == len(CROWD)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def test_labels_stay_inside_the_plot() -> None:
    fig = labelled(
        [(0.5, 50, "At the left edge"), (99.5, 50, "At the right edge"), (50, 99, "Top")]
    )
    room = fig.axes[0].get_window_extent()
    for text in fig.axes[0].texts:
        box = text.get_window_extent()
        assert room.x0 - 1 <= box.x0
        assert box.x1 <= room.x1 + 1
        assert box.y1 <= room.y1 + 1


def test_a_label_clears_the_arrow_of_its_own_mark(ax: Axes) -> None:
    mark = draw(ax, "at_least", None, 30)
    (placed,) = label_placement.labels(ax, [Label(30, mark.at, "at least 30")])
    arrow = next(note for note in ax.texts if getattr(note, "arrow_patch", None) is not None)
    assert placed.side == "right"
    assert placed.artist.get_window_extent().x0 > arrow.arrow_patch.get_window_extent().x1


def test_labels_come_out_the_same_every_time() -> None:
    sides = [[text.get_position() for text in labelled(CROWD).axes[0].texts] for _ in range(2)]
    assert sides[0] == sides[1]


@pytest.mark.parametrize("count", [0, 1, 100])
def test_any_number_of_rows_is_laid_out(count: int) -> None:
    @chart
    def many() -> ChartFigure:
        slots = row_chart.stack([("", [f"row {n}" for n in range(count)])])
        height = row_chart.height(slots)
        fig, axes = frame("x", "t", "s", "src", rows=pd.DataFrame(), alt="a", height=height)
        axes.set_xlim(0, 100)
        row_chart.write(axes, slots)
        for at, slot in enumerate(slots):
            bounded_marks.bounded(
                axes, slot.at, best=at, lower=at, upper=at, bound="exact", look=LOOK
            )
        label_placement.labels(
            axes, [Label(n, slot.at, f"{n} people") for n, slot in enumerate(slots)]
        )
        return fig

    assert layout_problems(many()) == []
