"""Quantities in the columns of a table: what a row states, and what contradicts itself in it."""

import pandas as pd
import pytest

from helpers.values.quantities import BoundError, Quantity
from helpers.values.quantity_columns import from_columns, problems, quantities, toll

of = Quantity.of


@pytest.mark.parametrize("blank", [None, "", float("nan"), pd.NA, pd.NaT])
def test_blank_cells_stay_unknown(blank: object) -> None:
    assert from_columns(blank, 3000, blank, "more_than", blank) == of("more_than", 3000)
    assert from_columns(blank, blank, blank, blank) == Quantity()


@pytest.mark.parametrize(
    ("value", "lower", "upper", "bound", "found"),
    [
        (2, 2, 2, "exact", ""),
        (None, 2, 5, "exact", ""),
        (None, None, 2, "less_than", ""),
        (None, None, 2, "at_most", ""),
        (None, 3000, None, "more_than", ""),
        (None, 3000, None, "at_least", ""),
        (40, None, None, "about", ""),
        (None, None, None, "vague", ""),
        (None, None, None, None, ""),
        (3, 2, 5, "exact", "blank it"),
        (None, 5, 2, "exact", "lower 5 is above upper 2"),
        (None, 2, 2, "exact", "repeat the number"),
        (2, None, None, "exact", "has no lower"),
        (2, 2, 2, "more_than", "has value 2"),
        (None, 3000, 4000, "more_than", "has upper 4000"),
        (None, 2, None, "less_than", "has no upper"),
        (None, None, 0, "less_than", "below 0"),
        (40, 30, None, "about", "has lower 30"),
        (0, None, None, "vague", "has value 0"),
        (1, 1, 1, None, "bound is blank"),
        (1, 1, 1, "over", "'over'"),
        (-5, -5, -5, "exact", ""),
        (None, float("inf"), None, "more_than", "no number"),
        ("many", None, None, "about", "'many'"),
    ],
)
def test_columns_that_contradict_each_other_are_named(
    value: object, lower: object, upper: object, bound: object, found: str
) -> None:
    messages = problems(value, lower, upper, bound)
    assert bool(messages) is bool(found)
    assert found in "; ".join(messages)


def test_a_toll_may_have_a_best_estimate_inside_its_range() -> None:
    assert problems(3, 2, 5, "exact", best=True) == []
    assert problems(6, 2, 5, "exact", best=True) == ["best 6 is above upper 5: swap or mend them"]
    assert from_columns(3, 2, 5, "exact") == Quantity.between(2, 5, 3)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((2850, 3018, 3239, "exact"), "3,018 (2,850 to 3,239)"),
        ((2850, pd.NA, 3239, "exact"), "2,850 to 3,239"),
        ((4, 4, 4, "exact"), "4"),
        ((3000, pd.NA, pd.NA, "more_than"), "more than 3,000"),
        ((pd.NA, pd.NA, 60, "at_most"), "at most 60"),
        ((pd.NA, 20, pd.NA, "about"), "about 20"),
        ((pd.NA, pd.NA, pd.NA, "vague"), "number not given"),
    ],
)
def test_a_toll_is_put_with_its_bound(row: tuple[object, ...], words: str) -> None:
    assert toll(*row) == words


def test_a_table_gives_one_quantity_per_row() -> None:
    table = pd.DataFrame(
        {
            "figure_id": ["f1", "f2", "f3"],
            "value": pd.array([4.0, None, None], dtype="Float64"),
            "lower": pd.array([4.0, 3000.0, None], dtype="Float64"),
            "upper": pd.array([4.0, None, None], dtype="Float64"),
            "bound": pd.Categorical(["exact", "more_than", None]),
            "unit": pd.array(["oil_field", None, None], dtype="string"),
        }
    )
    assert quantities(table) == [of("exact", 4, "oil_field"), of("more_than", 3000), Quantity()]
    tolls = table.drop(columns="unit").rename(columns={"value": "best"})
    assert quantities(tolls) == [of("exact", 4), of("more_than", 3000), Quantity()]


def test_a_bad_row_is_named() -> None:
    table = pd.DataFrame(
        {"figure_id": ["f9"], "value": [4], "lower": [None], "upper": [None], "bound": ["exact"]}
    )
    with pytest.raises(BoundError, match=r"figure_id f9.*has no lower"):
        quantities(table)
