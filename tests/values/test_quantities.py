"""Bounded quantities: converted and put into words, or refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.values.quantities import (
    BOUNDS,
    METRES,
    BoundError,
    Quantity,
    UnitError,
    to_number,
)
from helpers.values.quantity_columns import from_columns, problems
from helpers.values.quantity_parser import parse

of, between, VAGUE = Quantity.of, Quantity.between, Quantity()
UNITS = (None, "km", "mile", "metre", "per cent")

numbers = st.integers(-9_999_999, 9_999_999) | st.decimals("-99999", "99999", places=2)


@st.composite
def printed(draw: st.DrawFn, *units: str | None) -> Quantity:
    """Any quantity that the contract's columns can hold, in one of these units."""
    bound = draw(st.sampled_from([*BOUNDS, "range"]))
    unit = draw(st.sampled_from(units))
    if bound == "vague":
        return Quantity(unit=unit)
    if bound == "range":
        low, high = sorted((draw(numbers), draw(numbers)))
        best = draw(st.none() | st.just(low) | st.just(high))
        return between(low, high, best, unit)
    number = draw(numbers.filter(bool)) if bound == "less_than" else draw(numbers)
    return of(bound, number, unit)


# ------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (of("more_than", 3000), "more than 3,000"),
        (of("less_than", 2, "km"), "less than 2 km"),
        (of("less_than", 40, "person"), "fewer than 40 people"),
        (of("at_least", 2), "at least 2"),
        (of("at_most", 5, "oil_field"), "at most 5 oil fields"),
        (of("about", 40, "mile"), "about 40 miles"),
        (of("exact", 1, "mile"), "1 mile"),
        (of("exact", 25, "mile"), "25 miles"),
        (of("exact", 2, "country"), "2 countries"),
        (of("exact", 2, "aid convoy"), "2 aid convoys"),
        (of("exact", 0), "0"),
        (Quantity(lower=0, upper=0), "0"),
        (Quantity(None, 3, 5, upper_closed=False), "at least 3 and less than 5"),
        (Quantity(None, 3, 5, lower_closed=False), "more than 3 and at most 5"),
        (between(2850, 3239), "2,850 to 3,239"),
        (between(2850, 3239, 3000), "2,850 to 3,239, best estimate 3,000"),
        (Quantity(unit="person"), "number not given"),
    ],
)
def test_a_quantity_reads_as_english(quantity: Quantity, words: str) -> None:
    assert str(quantity) == words


def test_words_can_leave_the_unit_out_convert_it_or_round_a_limit_outwards() -> None:
    assert of("exact", 25, "mile").in_words(unit="") == "25"
    assert of("exact", 25, "mile").in_words(unit="km") == "40.2336 km"
    assert of("exact", 25, "mile").in_words(unit="km", digits=1) == "40.2 km"
    assert of("less_than", "1.24").in_words(digits=1) == "less than 1.3"
    assert of("more_than", "1.26").in_words(digits=1) == "more than 1.2"


@given(printed(*UNITS))
def test_a_quantity_reads_back_the_same_from_its_words_and_from_its_columns(
    quantity: Quantity,
) -> None:
    row = (quantity.value, quantity.lower, quantity.upper, quantity.bound)
    assert problems(*row, best=True) == []
    assert from_columns(*row, quantity.unit) == quantity
    expected = VAGUE if quantity.is_vague else quantity
    if quantity.bound == "exact" and quantity.lower == quantity.upper:
        expected = of("exact", quantity.lower, quantity.unit)
    assert parse(str(quantity)) == expected


# ------------------------------------------------------------------------------ lengths


@pytest.mark.parametrize(
    ("stated", "unit", "words"),
    [
        (of("exact", 1, "mile"), "km", "1.61 km"),
        (of("exact", 25, "mile"), "km", "40.2 km"),
        (of("exact", 25, "mile"), "mile", "25 miles"),
        (of("exact", "17.12", "km"), "km", "17.12 km"),
        (of("about", 40, "mile"), "km", "about 64 km"),
        (of("about", 2, "mile"), "km", "about 3.22 km"),
        (of("less_than", 25, "mile"), "km", "less than about 40.2 km"),
        (of("more_than", 25, "mile"), "km", "more than about 40.2 km"),
        (of("less_than", 2, "km"), "mile", "less than about 1.24 miles"),
        (of("less_than", "1.609344", "km"), "mile", "less than 1 mile"),
        (between(20, 30, unit="km"), "mile", "about 12.4 to about 18.6 miles"),
        (between("9876.5", 10_000, unit="metre"), "km", "about 9.9 to 10 km"),
        (Quantity(unit="km"), "mile", "number not given"),
    ],
)
def test_a_converted_length_is_no_sharper_than_it_was_stated(
    stated: Quantity, unit: str, words: str
) -> None:
    assert stated.length_in_words(unit) == words


@given(printed("km"))
def test_a_converted_length_keeps_its_bound_and_calls_a_limit_that_moved_about(
    quantity: Quantity,
) -> None:
    said, converted = quantity.length_in_words("mile"), quantity.to("mile")
    assert converted.bound == quantity.bound
    if quantity.is_vague or quantity.bound == "about" or converted.lower == converted.upper:
        return
    told = parse(said.replace("about ", ""))
    assert told is not None
    for one, other in ((told.lower, converted.lower), (told.upper, converted.upper)):
        if one is None or other is None:
            assert one is other
        elif one != other:
            assert "about" in said
            assert abs(Decimal(one) - Decimal(other)) <= Decimal("0.05")


def test_a_mile_is_exactly_the_agreed_length() -> None:
    assert METRES["mile"] == 5280 * METRES["foot"] == 1760 * METRES["yard"]
    assert of("exact", 1, "mile").to("km").value == Decimal("1.609344")


# ------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    "made",
    [
        {"lower": 5, "upper": 2},
        {"value": 9, "lower": 2, "upper": 5},
        {"lower": 2, "upper": 2, "upper_closed": False},
        {"upper": 0, "upper_closed": False},
        {"lower": -1, "upper": -5},
        {"upper": float("inf")},
        {"value": 3},
    ],
)
def test_a_quantity_that_contradicts_itself_is_refused(made: dict[str, float]) -> None:
    with pytest.raises(BoundError):
        Quantity(**made)  # type: ignore[arg-type]


@pytest.mark.parametrize(("bound", "number"), [("over", 3), ("vague", 3), ("exact", None)])
def test_a_bound_without_its_number_is_refused(bound: str, number: int | None) -> None:
    with pytest.raises(BoundError):
        of(bound, number)


def test_what_is_no_length_is_not_converted() -> None:
    with pytest.raises(UnitError, match="person"):
        of("exact", 1, "person").to("km")


@pytest.mark.parametrize("cell", ["1e999999999", "-1e31", "1e-999999999", "9" * 100_000])
def test_a_number_that_fills_the_memory_is_refused(cell: str) -> None:
    with pytest.raises(BoundError, match="expected at most 30 digits") as refused:
        to_number(cell, "lower")
    assert len(str(refused.value)) < 1_000
    assert to_number("1e30", "lower") == 10**30
