"""What printed words state, and what they do not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.values.quantities import Quantity
from helpers.values.quantity_parser import parse

of, between, VAGUE = Quantity.of, Quantity.between, Quantity()


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
        ("2,850 to 3,239", between(2850, 3239)),
        ("between 20 and 30 km", between(20, 30, unit="km")),
        ("2,850\N{EN DASH}3,239", between(2850, 3239)),
        ("2,850 to 3,239, best estimate 3,000", between(2850, 3239, 3000)),
        ("at least 3 and less than 5", Quantity(None, 3, 5, upper_closed=False)),
        ("more than 3 but no more than 5", Quantity(None, 3, 5, lower_closed=False)),
        ("at least 3 and less than 5 km", Quantity(None, 3, 5, upper_closed=False, unit="km")),
        ("a hundred and five", of("exact", 105)),
        ("half a million", of("exact", 500_000)),
        ("20 people or fewer", of("at_most", 20)),
        ("40 km/h", of("exact", 40)),  # a speed is no length
    ],
)
def test_printed_words_are_read_as_they_limit_the_number(words: str, expected: Quantity) -> None:
    assert parse(words) == expected


WITHOUT_A_NUMBER = """a small number; mostly; several; months of; months; dozens; growing
a few hundred; parts of the country; some; several of the 40; three quarters of a mile"""
A_ROUGH_LIMIT = "more than about 40; about 40 or more; about 20 to 30; less than 0"
NO_SINGLE_QUANTITY = """nothing to count; first; 40th; 19:45; Monday 29 September 2014; in 2013
spring last year; GR4; F-16; 5m; no one; one of two; 30 to 20; 3,0000
at least 5 and less than 3; at most 3 and less than 5; more than 3 and up to 3
at least 3 km and at most 5; 20 km to 30 miles; 2,850 to 3,239, best estimate 4,000"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *((words.split("; "), VAGUE) for words in WITHOUT_A_NUMBER.splitlines()),
        (A_ROUGH_LIMIT.split("; "), VAGUE),
        *((words.split("; "), None) for words in ["", *NO_SINGLE_QUANTITY.splitlines()]),
    ],
)
def test_words_without_a_sharp_number_are_vague_or_no_quantity_at_all(
    words: list[str], expected: Quantity | None
) -> None:
    assert {one: parse(one) for one in words} == dict.fromkeys(words, expected)


@given(st.text())
def test_no_text_makes_the_reader_fail(words: str) -> None:
    assert isinstance(parse(words), Quantity | None)
