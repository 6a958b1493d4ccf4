"""Rows of tables: made with their types, joined, put in order."""

import pandas as pd
import pytest

from helpers.values.records import dates_in_words, in_order, joined, lookup, typed

ROWS = typed(
    [
        {"key": "a", "state": "late", "count": 2},
        {"key": "b", "state": "early", "count": None},
        {"key": "c", "state": "early", "count": 3},
        {"key": "d", "state": "never", "count": 1},
        {"key": "e", "state": "late", "count": 3},
    ],
    "key state count#",
)


def test_a_cell_that_a_row_lacks_is_blank_and_types_hold_without_rows() -> None:
    found = typed([{"n": 1}, {"s": "x"}], "s n# m~ is?")
    assert found[["s", "n"]].isna().to_numpy().tolist() == [[True, False], [False, True]]
    assert list(map(str, found.dtypes)) == ["string", "Int64", "Float64", "boolean"]
    assert typed([], "s n# m~ is?").dtypes.tolist() == found.dtypes.tolist()


def test_a_table_takes_its_columns_in_their_order_and_one_may_keep_its_type() -> None:
    found = typed(ROWS.astype({"state": "category"}), "count~ state@")
    assert {name: str(kind) for name, kind in found.dtypes.items()} == {
        "count": "Float64",
        "state": "category",
    }


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["b", "a", "b"], "b|a"),
        (["a|b", None, "b|c", pd.NA], "a|b|c"),
        ([7, 1], "7|1"),
        ([None], None),
        ([], None),
    ],
)
def test_items_are_joined_once_each_in_their_order(
    cells: list[object], expected: str | None
) -> None:
    assert joined(cells) == expected


def test_rows_are_put_in_order_and_what_is_equal_keeps_its_own() -> None:
    assert list(in_order(ROWS, "state")["key"]) == ["b", "c", "a", "e", "d"]
    assert list(in_order(ROWS, "-count")["key"]) == ["c", "e", "a", "d", "b"]


def test_a_column_may_have_an_order_of_its_own_and_what_is_not_in_it_comes_last() -> None:
    found = in_order(ROWS, "state", "-count", state=("late", "early"))
    assert list(found["key"]) == ["e", "a", "c", "b", "d"]
    assert list(found.index) == [0, 1, 2, 3, 4]
    assert list(ROWS["key"]) == list("abcde")


def test_cells_are_looked_up_by_those_of_another_column() -> None:
    assert lookup(ROWS.head(2), "key", "state") == {"a": "late", "b": "early"}


def test_dates_are_put_in_words_and_a_blank_is_told_as_asked() -> None:
    cells = pd.Series(["2014-09-29", None], index=[4, 7], dtype="string")
    assert dates_in_words(cells).to_dict() == {4: "29 September 2014", 7: ""}
    assert dates_in_words(cells, blank=None).isna().tolist() == [False, True]
