"""Marks of dates: a bar over the days that a date can mean, and no day that it does not name."""

from datetime import date

import matplotlib.dates as mdates
import pandas as pd
import pytest
from matplotlib.axes import Axes

from helpers.charts import date_marks
from helpers.charts.date_marks import SpanMark
from helpers.charts.figure import ChartError, frame
from helpers.charts.style import look
from helpers.values.dates import resolve


def dots(axes: Axes) -> dict[float, str]:
    """Where dots stand on the measured axis, and with what they are filled."""
    return {
        float(line.get_xdata()[0]): str(line.get_markerfacecolor())
        for line in axes.lines
        if line.get_marker() not in ("None", "none", None) and line.get_ydata()[0] == 1
    }


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


def test_a_calendar_that_ends_before_it_starts_is_refused() -> None:
    _, ax = frame("x", "t", "s", "src", rows=pd.DataFrame(), alt="a")
    with pytest.raises(ChartError, match="swap"):
        date_marks.date_axis(ax, date(2014, 1, 2), date(2014, 1, 1))
