"""Weekdays and years among the words of a date: those that are sure, and no others."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.values.date_words import WEEKDAYS, weekdays, years

with Path(__file__).with_name("date_words.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))
"""Words of a date known to the day; the weekdays and the years that they tell."""


def test_what_is_sure_is_read_and_the_rest_passed_over() -> None:
    assert len(CASES) > 100
    for case in CASES:
        words = case["words"]
        told = [" ".join(weekdays(words)), " ".join(map(str, years(words, to_the_day=True)))]
        assert told == [case["weekdays"], case["years"]], f"{case['kind']}: {words}"


@pytest.mark.parametrize(
    "words", ["since 1930", "from 1800 to 2000", "1945", "between 1600 and 1645"]
)
def test_a_date_that_is_not_known_to_the_day_tells_no_hour(words: str) -> None:
    numbers = [int(word) for word in words.split() if word.isdigit()]
    assert list(years(words, to_the_day=False)) == numbers


@given(st.sampled_from(WEEKDAYS), st.sampled_from(["on {}", "last {}", "{} morning", "since {}"]))
def test_every_weekday_is_read_in_any_case(day: str, words: str) -> None:
    for printed in (day, day.title(), day.upper()):
        assert weekdays(words.format(printed)) == (day,)


@given(
    st.text()
    | st.lists(st.sampled_from([w for case in CASES for w in case["words"].split()])).map(" ".join)
)
def test_no_words_fail_and_only_what_stands_there_is_read(words: str) -> None:
    assert set(weekdays(words)) <= set(WEEKDAYS)
    assert all(str(year) in words for year in years(words, to_the_day=True))


def test_of_words_beyond_any_date_nothing_is_told() -> None:
    words = "monday, 2014 " * 10_000
    assert weekdays(words) == ()
    assert years(words, to_the_day=False) == ()
