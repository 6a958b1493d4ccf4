"""Bounded quantities: what is read from words, compared, added and put back into words."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.values.quantities import BOUNDS, METRES, BoundError, Quantity, UnitError
from helpers.values.quantity_columns import from_columns, problems, quantities
from helpers.values.quantity_parser import parse

# No deadline per example, as the machine may be busy.
steady = settings(deadline=None, max_examples=100)
of = Quantity.of
VAGUE = Quantity()

numbers = st.integers(0, 9_999_999) | st.decimals("0.01", "99999", places=2)
units = st.sampled_from([None, "km", "mile", "metre", "per cent"])


@st.composite
def printed(draw: st.DrawFn, unit: str | None = "drawn") -> Quantity:
    """Any quantity that the contract's columns can hold."""
    bound = draw(st.sampled_from([*BOUNDS, "range"]))
    chosen = draw(units) if unit == "drawn" else unit
    if bound == "vague":
        return Quantity(unit=chosen)
    if bound == "range":
        low, high = sorted((draw(numbers), draw(numbers)))
        best = draw(st.none() | st.just(low) | st.just(high))
        return Quantity.between(low, high, best, chosen)
    number = draw(numbers.filter(bool)) if bound == "less_than" else draw(numbers)
    return of(bound, number, chosen)


counts = printed(unit=None)


def holds(quantity: Quantity, number: Decimal) -> bool:
    """Whether the number keeps to the stated limits."""
    low, high = quantity.lower, quantity.upper
    above = low is None or number > low or (number == low and quantity.lower_closed)
    below = high is None or number < high or (number == high and quantity.upper_closed)
    return above and below


def inside(quantity: Quantity) -> Decimal:
    """One number that keeps to the stated limits."""
    low = Decimal(quantity.lower or 0)
    if quantity.upper is None:
        return low + 1
    return (low + Decimal(quantity.upper)) / 2


# ------------------------------------------------------------------------------ parse


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("less than 2km", of("less_than", 2, "km")),
        ("one mile", of("exact", 1, "mile")),
        ("just one mile", of("exact", 1, "mile")),
        ("25 miles", of("exact", 25, "mile")),
        ("four more", of("exact", 4)),
        ("the two", of("exact", 2)),
        ("both sides", of("exact", 2)),
        ("more than 3,000", of("more_than", 3000)),
        ("More than 3,000 militants", of("more_than", 3000)),
        ("over 40", of("more_than", 40)),
        ("at least 2", of("at_least", 2)),
        ("40 or more", of("at_least", 40)),
        ("no fewer than five", of("at_least", 5)),
        ("up to 40 people", of("at_most", 40)),
        ("no more than five", of("at_most", 5)),
        ("as many as 1,200", of("at_most", 1200)),
        ("under 18", of("less_than", 18)),
        ("fewer than 40", of("less_than", 40)),
        ("almost 40", of("less_than", 40)),
        ("nearly 40", of("less_than", 40)),
        ("about 40 miles", of("about", 40, "mile")),
        ("some 40", of("about", 40)),
        ("around 100,000", of("about", 100_000)),
        ("40 or so", of("about", 40)),
        ("two hundred and fifty thousand", of("exact", 250_000)),
        ("one million two hundred thousand and six", of("exact", 1_200_006)),
        ("twenty-five", of("exact", 25)),
        ("a dozen", of("exact", 12)),
        ("half a mile", of("exact", Decimal("0.5"), "mile")),
        ("two and a half miles", of("exact", Decimal("2.5"), "mile")),
        ("1.5 million", of("exact", 1_500_000)),
        ("3 nautical miles", of("exact", 3, "nautical mile")),
        ("40 per cent", of("exact", 40, "per cent")),
        ("2,850 to 3,239", Quantity.between(2850, 3239)),
        ("between 20 and 30 km", Quantity.between(20, 30, unit="km")),
        ("2,850\N{EN DASH}3,239", Quantity.between(2850, 3239)),
    ],
)
def test_printed_words_are_read_as_they_limit_the_number(words: str, expected: Quantity) -> None:
    assert parse(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        *("a small number", "mostly", "several", "months of", "months", "dozens", "growing"),
        *("a few hundred", "parts of the country", "some", "several of the 40"),
        "three quarters of a mile",
    ],
)
def test_words_without_a_number_of_their_own_are_vague(words: str) -> None:
    assert parse(words) == VAGUE


@pytest.mark.parametrize("words", ["more than about 40", "about 40 or more", "about 20 to 30"])
def test_a_rough_limit_is_not_read_as_a_sharp_one(words: str) -> None:
    assert parse(words) == VAGUE


@pytest.mark.parametrize(
    "words",
    [
        *("", "nothing to count", "first", "40th", "19:45", "Monday 29 September 2014"),
        *("in 2013", "spring last year", "GR4", "F-16", "5m", "no one", "one of two"),
        *("30 to 20", "3,0000"),
    ],
)
def test_words_that_hold_no_single_quantity_give_none(words: str) -> None:
    assert parse(words) is None


def test_a_speed_is_not_read_as_a_length() -> None:
    assert parse("40 km/h") == of("exact", 40)


@steady
@given(printed())
def test_what_is_put_into_words_reads_back_the_same(quantity: Quantity) -> None:
    expected = VAGUE if quantity.is_vague else quantity
    if quantity.bound == "exact" and quantity.lower == quantity.upper:
        expected = of("exact", quantity.lower, quantity.unit)
    assert parse(str(quantity)) == expected


@steady
@given(counts, counts)
def test_sums_that_two_limits_enclose_read_back_the_same(one: Quantity, two: Quantity) -> None:
    both = one + two
    if both.value is None and both.lower is not None and both.upper is not None:
        if both.lower == both.upper:
            assert str(both) == f"{both.lower:,}"
        else:
            assert parse(str(both)) == both


def test_none_and_at_most_none_are_put_as_none() -> None:
    assert str(of("exact", 0) + of("at_most", 0)) == "0"


@steady
@given(st.text())
def test_no_text_makes_the_reader_fail(words: str) -> None:
    assert isinstance(parse(words), Quantity | None)


# ------------------------------------------------------------------------------ add


def test_more_than_3000_and_at_least_2_are_more_than_3002() -> None:
    assert of("more_than", 3000) + of("at_least", 2) == of("more_than", 3002)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (of("more_than", 3000), VAGUE, of("more_than", 3000)),
        (of("exact", 4), VAGUE, of("at_least", 4)),
        (VAGUE, VAGUE, VAGUE),
        (of("at_most", 5), VAGUE, VAGUE),
        (of("at_most", 5), of("less_than", 3), of("less_than", 8)),
        (of("at_most", 5), of("exact", 3), Quantity.between(3, 8)),
        (of("about", 40), of("about", 2), of("about", 42)),
        (of("about", 40), of("at_least", 2), of("at_least", 2)),
        (of("about", 40), VAGUE, VAGUE),
        (of("at_least", 2), of("at_most", 5), of("at_least", 2)),
        (Quantity.between(2850, 3239, 3000), of("exact", 2), Quantity.between(2852, 3241, 3002)),
        (Quantity.between(2850, 3239), of("exact", 2), Quantity.between(2852, 3241)),
    ],
)
def test_a_sum_keeps_what_is_known_of_both(
    one: Quantity, two: Quantity, expected: Quantity
) -> None:
    assert one + two == expected


def test_a_sum_limited_on_both_sides_keeps_both_limits() -> None:
    both = of("less_than", 2) + of("exact", 3)
    assert (both.lower, both.upper, both.bound) == (3, 5, "less_than")
    assert str(both) == "at least 3 and less than 5"


def test_about_and_exact_stay_about() -> None:
    both = of("about", 40) + of("exact", 3)
    assert (both.bound, both.value, str(both)) == ("about", 43, "about 43")


def test_lengths_in_unlike_units_add_exactly_in_km() -> None:
    assert of("exact", 1, "mile") + of("exact", 500, "metre") == of("exact", "2.109344", "km")


@pytest.mark.parametrize("unit", [None, "km"])
def test_units_that_do_not_go_together_are_refused(unit: str | None) -> None:
    with pytest.raises(UnitError, match="person"):
        of("exact", 1, "person") + of("exact", 1, unit)


def test_adding_a_bare_number_is_refused() -> None:
    with pytest.raises(TypeError):
        of("exact", 1) + 2  # type: ignore[operator]


@steady
@given(counts, counts)
def test_order_does_not_change_a_sum(one: Quantity, two: Quantity) -> None:
    assert one + two == two + one


@steady
@given(counts, counts, counts)
def test_grouping_does_not_change_a_sum(one: Quantity, two: Quantity, three: Quantity) -> None:
    assert (one + two) + three == one + (two + three)


lengths = st.sampled_from(["km", "mile", "metre", "foot"]).flatmap(lambda u: printed(unit=u))


@steady
@given(lengths, lengths, lengths)
def test_grouping_does_not_change_a_sum_of_unlike_lengths(
    one: Quantity, two: Quantity, three: Quantity
) -> None:
    left, right = (one + two) + three, one + (two + three)
    assert left.to("metre") == right.to("metre")


@steady
@given(counts, counts)
def test_every_pair_of_true_numbers_adds_up_inside_the_sum(one: Quantity, two: Quantity) -> None:
    assert holds(one + two, inside(one) + inside(two))


@steady
@given(counts, counts)
def test_a_sum_is_never_limited_more_tightly_than_its_parts(one: Quantity, two: Quantity) -> None:
    both = one + two
    if both.upper is not None:
        assert one.upper is not None
        assert two.upper is not None
        assert both.upper == one.upper + two.upper
        assert both.upper_closed == (one.upper_closed and two.upper_closed)
    assert (both.lower is None) == (one.lower is None and two.lower is None)
    assert (both.lower or 0) == (one.lower or 0) + (two.lower or 0)


@steady
@given(counts, counts, counts)
def test_adding_the_same_to_both_never_turns_a_comparison(
    one: Quantity, two: Quantity, more: Quantity
) -> None:
    if one.less_than(two):
        assert (one + more).less_than(two + more) is not False


@steady
@given(counts, counts)
def test_an_unknown_end_never_becomes_a_number(one: Quantity, two: Quantity) -> None:
    both = one + two
    if one.upper is None or two.upper is None:
        assert both.upper is None
    if one.value is None or two.value is None:
        assert both.value is None
    if one.lower is None and two.lower is None:
        assert both.lower is None


# ------------------------------------------------------------------------------ compare


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (of("exact", 1), of("exact", 2), True),
        (of("exact", 2), of("exact", 2), False),
        (of("less_than", 2), of("exact", 2), True),
        (of("at_most", 2), of("exact", 2), None),
        (of("exact", 3000), of("more_than", 3000), True),
        (of("exact", 3000), of("at_least", 3000), None),
        (of("more_than", 3000), of("exact", 3000), False),
        (of("more_than", 3000), of("exact", 5000), None),
        (of("about", 40), of("exact", 3000), None),
        (VAGUE, of("exact", 3000), None),
        (of("exact", 1, "mile"), of("exact", 2, "km"), True),
        (of("exact", 25, "mile"), of("less_than", 2, "km"), False),
    ],
)
def test_less_than_is_said_only_where_it_is_certain(
    one: Quantity, two: Quantity, expected: bool | None
) -> None:
    assert one.less_than(two) is expected
    assert two.more_than(one) is expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (of("exact", 1, "mile"), of("less_than", 2, "km"), True),
        (of("exact", 25, "mile"), of("less_than", 2, "km"), False),
        (of("more_than", 3000), Quantity.between(2850, 3239), True),
        (of("more_than", 3239), Quantity.between(2850, 3239), False),
        (of("about", 40), of("exact", 41), None),
        (VAGUE, of("exact", 41), None),
    ],
)
def test_two_quantities_are_compatible_if_one_number_can_be_both(
    one: Quantity, two: Quantity, expected: bool | None
) -> None:
    assert one.compatible_with(two) is expected
    assert two.compatible_with(one) is expected


@steady
@given(counts, counts)
def test_a_certain_comparison_holds_for_numbers_inside(one: Quantity, two: Quantity) -> None:
    certain = one.less_than(two)
    if certain is not None:
        assert (inside(one) < inside(two)) is certain


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
        (Quantity.between(2850, 3239), "2,850 to 3,239"),
        (Quantity.between(2850, 3239, 3000), "2,850 to 3,239, best estimate 3,000"),
        (Quantity(unit="person"), "number not given"),
    ],
)
def test_a_quantity_reads_as_english(quantity: Quantity, words: str) -> None:
    assert str(quantity) == words


def test_words_can_leave_the_unit_out_or_convert_it() -> None:
    assert of("exact", 25, "mile").in_words(unit="") == "25"
    assert of("exact", 25, "mile").in_words(unit="km") == "40.2336 km"
    assert of("exact", 25, "mile").in_words(unit="km", digits=1) == "40.2 km"


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
        (Quantity.between(20, 30, unit="km"), "mile", "about 12.4 to about 18.6 miles"),
        (Quantity(unit="km"), "mile", "number not given"),
    ],
)
def test_a_converted_length_is_no_sharper_than_it_was_stated(
    stated: Quantity, unit: str, words: str
) -> None:
    assert stated.length_in_words(unit) == words


def test_rounding_never_tightens_a_limit() -> None:
    assert of("less_than", "1.24").in_words(digits=1) == "less than 1.3"
    assert of("more_than", "1.26").in_words(digits=1) == "more than 1.2"


@steady
@given(printed(unit="km"))
def test_a_converted_limit_that_is_not_the_stated_one_is_called_about(quantity: Quantity) -> None:
    said, converted = quantity.length_in_words("mile"), quantity.to("mile")
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


@steady
@given(printed(unit="km"))
def test_a_length_keeps_its_bound_in_another_unit(quantity: Quantity) -> None:
    assert quantity.to("metre").bound == quantity.bound


def test_a_mile_is_exactly_the_agreed_length() -> None:
    assert METRES["mile"] == 5280 * METRES["foot"] == 1760 * METRES["yard"]
    assert of("exact", 1, "mile").to("km").value == Decimal("1.609344")


# ------------------------------------------------------------------------------ columns


@pytest.mark.parametrize("blank", [None, "", float("nan"), pd.NA, pd.NaT])
def test_blank_cells_stay_unknown(blank: object) -> None:
    read = from_columns(blank, 3000, blank, "more_than", blank)
    assert read == of("more_than", 3000)
    assert (read.value, read.upper, read.unit) == (None, None, None)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ((2, 2, 2, "exact"), ""),
        ((None, 2, 5, "exact"), ""),
        ((None, None, 2, "less_than"), ""),
        ((None, None, 2, "at_most"), ""),
        ((None, 3000, None, "more_than"), ""),
        ((None, 3000, None, "at_least"), ""),
        ((40, None, None, "about"), ""),
        ((None, None, None, "vague"), ""),
        ((None, None, None, None), ""),
        ((3, 2, 5, "exact"), "blank it"),
        ((None, 5, 2, "exact"), "lower 5 is above upper 2"),
        ((None, 2, 2, "exact"), "repeat the number"),
        ((2, None, None, "exact"), "has no lower"),
        ((2, 2, 2, "more_than"), "has value 2"),
        ((None, 3000, 4000, "more_than"), "has upper 4000"),
        ((None, 2, None, "less_than"), "has no upper"),
        ((None, None, 0, "less_than"), "below 0"),
        ((40, 30, None, "about"), "has lower 30"),
        ((0, None, None, "vague"), "has value 0"),
        ((1, 1, 1, None), "bound is blank"),
        ((1, 1, 1, "over"), "'over'"),
        ((-1, -1, -1, "exact"), "never negative"),
        ((None, float("inf"), None, "more_than"), "no number"),
        (("many", None, None, "about"), "'many'"),
    ],
)
def test_columns_that_contradict_each_other_are_named(
    row: tuple[object, object, object, object], found: str
) -> None:
    messages = problems(*row)
    assert bool(messages) is bool(found)
    assert found in "; ".join(messages)


def test_a_toll_may_have_a_best_estimate_inside_its_range() -> None:
    assert problems(3, 2, 5, "exact", best=True) == []
    assert problems(6, 2, 5, "exact", best=True) == ["best 6 is above upper 5: swap or mend them"]
    assert from_columns(3, 2, 5, "exact") == Quantity.between(2, 5, 3)


@steady
@given(printed())
def test_columns_of_a_quantity_read_back_as_the_same_quantity(quantity: Quantity) -> None:
    row = (quantity.value, quantity.lower, quantity.upper, quantity.bound)
    assert problems(*row, best=True) == []
    assert from_columns(*row, quantity.unit) == quantity


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
    assert quantities(table) == [of("exact", 4, "oil_field"), of("more_than", 3000), VAGUE]


def test_a_table_of_tolls_is_read_by_its_best_column() -> None:
    table = pd.DataFrame(
        {"casualty_id": ["k1"], "best": [3], "lower": [2], "upper": [5], "bound": ["exact"]}
    )
    assert quantities(table) == [Quantity.between(2, 5, 3)]


def test_a_bad_row_is_named() -> None:
    table = pd.DataFrame(
        {"figure_id": ["f9"], "value": [4], "lower": [None], "upper": [None], "bound": ["exact"]}
    )
    with pytest.raises(BoundError, match=r"figure_id f9.*has no lower"):
        quantities(table)


# ------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    "made",
    [
        {"lower": 5, "upper": 2},
        {"value": 9, "lower": 2, "upper": 5},
        {"lower": 2, "upper": 2, "upper_closed": False},
        {"upper": 0, "upper_closed": False},
        {"lower": -1},
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
