"""Rows of a chart: where labels and marks lie, beside each other or one above the other."""

import pandas as pd
import pytest

from helpers.charts import row_chart
from helpers.charts.figure import ChartFigure, chart
from helpers.charts.layout_problems import layout_problems
from helpers.charts.row_chart import INDENT, LANE, LINE, ROW, Number, Row
from helpers.charts.sizes import SIZES, use_size
from helpers.charts.style import look

GROUPS = [("Heading", ["one", "a label of many words " * 6]), ("", [f"{INDENT}inner"])]
LOOK = look("source", "article")


@pytest.mark.parametrize("name", list(SIZES))
def test_each_row_has_the_height_of_its_label_and_marks_lie_beside_or_below(name: str) -> None:
    with use_size(name):
        slots = row_chart.stack(GROUPS)
    assert [slot.heading for slot in slots] == [True, False, False, False]
    top = 0.0
    for slot in slots:
        label = (ROW + slot.text.count("\n") * LINE) / ROW
        assert slot.label_at == pytest.approx(top + label / 2)
        below = SIZES[name].narrow and not slot.heading
        assert slot.at == pytest.approx(top + label + LANE / ROW / 2 if below else slot.label_at)
        top += label + (LANE / ROW if below else 0)
        assert slot.bottom == pytest.approx(top)


def test_an_inner_row_keeps_its_indent_on_every_line() -> None:
    (slot,) = row_chart.stack([("", [INDENT + "many words " * 20])])
    assert "\n" in slot.text
    assert all(line.startswith(INDENT) for line in slot.text.split("\n"))


def test_the_height_grows_with_the_labels() -> None:
    short, long = (row_chart.stack([("", [name] * 4)]) for name in ("one", "many words " * 20))
    assert row_chart.height(long) > row_chart.height(short) >= 4 * ROW


@chart
def numbers(count: int) -> ChartFigure:
    """Rows with numbers from 1 up, their words beside them."""
    marks = [Number(n, n, n, "exact", LOOK, f"{n} people") for n in range(1, count + 1)]
    reach = max((mark.reach(400) for mark in marks), default=1.0)
    return row_chart.row_chart(
        "test-rows",
        [("All", [Row(f"row {n}", [mark]) for n, mark in enumerate(marks)])] if marks else [],
        title="t",
        subtitle="s",
        source="src",
        alt="a",
        table=pd.DataFrame({"n": range(count)}),
        axis=lambda ax: ax.set_xlim(0, reach),
    )


@pytest.mark.parametrize("count", [0, 1, 100])
def test_any_number_of_rows_is_laid_out(count: int) -> None:
    figure = numbers(count)
    assert layout_problems(figure) == []
    assert len(figure.rows) == count


def test_words_stand_right_of_their_mark_on_its_row_and_inside_the_plot() -> None:
    (ax,) = numbers(3).axes
    notes = [text for text in ax.texts if text.get_text().endswith("people")]
    assert [note.xy[0] for note in notes] == [1, 2, 3]
    dots = {line.get_xdata()[0]: line for line in ax.lines if line.get_marker() == LOOK.marker}
    for note in notes:
        box, dot = note.get_window_extent(), dots[note.xy[0]].get_window_extent()
        assert dot.x1 <= box.x0 < dot.x1 + 10
        assert box.x1 <= ax.get_window_extent().x1
        assert note.xy[1] == dots[note.xy[0]].get_ydata()[0]


def test_rows_are_grouped_in_the_order_in_which_their_headings_come() -> None:
    table = pd.DataFrame({"who": ["b", "a", "b"], "n": [1, 2, 3]})
    order, groups = row_chart.grouped(table, lambda row: row.who)
    assert order.to_dict("list") == {"who": ["b", "b", "a"], "n": [1, 3, 2]}
    assert [(name, part["n"].tolist()) for name, part in groups] == [("b", [1, 3]), ("a", [2])]
    empty, none = row_chart.grouped(table.head(0), lambda row: row.who)
    assert (len(empty), none) == (0, [])
    assert empty.dtypes.to_dict() == table.dtypes.to_dict()
