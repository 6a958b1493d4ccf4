"""Rows of a chart: where labels and marks lie, beside each other or one above the other."""

import pytest

from helpers.charts import row_chart
from helpers.charts.sizes import SIZES, use_size

GROUPS = [("Heading", ["one", "a label of many words " * 6]), ("", [f"{row_chart.INDENT}inner"])]


@pytest.mark.parametrize("name", list(SIZES))
def test_rows_follow_each_other_without_a_gap_or_an_overlap(name: str) -> None:
    with use_size(name):
        slots = row_chart.stack(GROUPS)
    assert [slot.index for slot in slots] == [None, 0, 1, 2]
    tops = [slot.bottom - slot.extent for slot in slots]
    assert tops == pytest.approx([0.0, *(slot.bottom for slot in slots[:-1])])


def test_a_mark_lies_level_with_its_label_where_there_is_room() -> None:
    assert all(slot.at == slot.label_at for slot in row_chart.stack(GROUPS))


@pytest.mark.parametrize("name", ["mobile", "column"])
def test_a_mark_lies_below_its_label_in_a_narrow_size(name: str) -> None:
    with use_size(name):
        slots = [slot for slot in row_chart.stack(GROUPS) if not slot.heading]
    for slot in slots:
        assert slot.label_at < slot.at < slot.bottom
        lines = slot.text.count("\n") + 1
        label = (row_chart.ROW + (lines - 1) * row_chart.LINE) / row_chart.ROW
        assert slot.bottom - slot.at == pytest.approx(row_chart.LANE / 2 / row_chart.ROW)
        assert slot.extent == pytest.approx(label + row_chart.LANE / row_chart.ROW)


def test_an_inner_row_keeps_its_indent_on_every_line() -> None:
    (slot,) = row_chart.stack([("", [row_chart.INDENT + "many words " * 20])])
    assert "\n" in slot.text
    assert all(line.startswith(row_chart.INDENT) for line in slot.text.split("\n"))


def test_the_height_grows_with_the_labels() -> None:
    short, long = (
        row_chart.stack([("", ["one"] * 4)]),
        row_chart.stack([("", ["many words " * 20] * 4)]),
    )
    assert row_chart.height(long) > row_chart.height(short) >= 4 * row_chart.ROW
