"""Weekdays and years among the words of a date: those that are sure, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.values.date_words import WEEKDAYS, weekdays, years

# Words of a date known to the day; the weekdays and the years that they tell.
WORDS = [
    # Hours of the 24-hour clock.
    ("1930 on Sunday", ["sunday"], []),
    ("at 1800 GMT", [], []),
    ("1800 GMT", [], []),
    ("at 1930", [], []),
    ("at 2014 on Sunday", ["sunday"], []),
    ("Sunday at 1930 hours", ["sunday"], []),
    ("Sunday 1930", ["sunday"], []),
    ("since 1930 on Sunday", ["sunday"], []),
    ("from 1800 to 2000", [], []),
    ("between 1600 and 1645 local time", [], []),
    ("2017 today", [], []),
    ("1549 hrs on 29 September 2014", [], [2014]),
    ("by 1700", [], []),
    ("shortly before 2000", [], []),
    ("1600-1730", [], []),
    ("until 1930", [], []),
    # Numbers that look like years.
    ("Resolution 1973", [], []),
    ("Resolution 1973 in March 2011", [], [2011]),
    ("under UN resolution 2014", [], []),
    ("the 1967 borders", [], []),
    ("along the borders of 1967", [], []),
    ("since the 1967 war", [], []),
    ("the pre-1967 lines", [], []),
    ("Flight 1549", [], []),
    ("Highway 1", [], []),
    ("Route 1801", [], []),
    ("in 1800 homes", [], []),
    ("of 2000 men", [], []),
    ("in the 1990s", [], []),
    ("in 2014 dollars", [], []),
    ("Boeing 1900", [], []),
    ("Section 1983", [], []),
    ("$2014", [], []),
    ("1,930", [], []),
    ("Chapter 1701 of the year", [], []),
    ("in 1776 BC", [], []),
    ("the class of 1992", [], []),
    ("the 2003 invasion", [], []),
    # Limits and guesses: the date itself lies elsewhere, or may.
    ("before 2014", [], []),
    ("after 2003", [], []),
    ("by 2015", [], []),
    ("until 2011", [], []),
    ("about 1941", [], []),
    ("before Sunday", [], []),
    ("the day after Thursday", [], []),
    ("by Friday", [], []),
    ("until Wednesday", [], []),
    ("two days after last Sunday", [], []),
    ("two days from Sunday", [], []),
    ("ten years since 2003", [], []),
    ("two years after June 2014", [], []),
    # Years.
    ("2014", [], [2014]),
    ("in 2014", [], [2014]),
    ("June 2018", [], [2018]),
    ("Sept. 2014", [], [2014]),
    ("on 29 September 2014", [], [2014]),
    ("September 29, 2014", [], [2014]),
    ("the 29th of September, 2014", [], [2014]),
    ("since September 2014", [], [2014]),
    ("spring 2013", [], [2013]),
    ("the summer of 2014", [], [2014]),
    ("the end of 2013", [], [2013]),
    ("early 2014", [], [2014]),
    ("mid-2014", [], [2014]),
    ("during 2013", [], [2013]),
    ("the year 1967", [], [1967]),
    ("since 2003", [], [2003]),
    ("since 1975", [], [1975]),
    ("since 2017 or 2018", [], [2017, 2018]),
    ("from 2003 to 2006", [], [2003, 2006]),
    ("2003-2006", [], [2003, 2006]),
    ("in 2013/14", [], [2013]),
    ("from 1600", [], []),
    ("1967", [], [1967]),
    # Recurring days, and days that are names.
    ("every Thursday since August", [], []),
    ("Thursdays since August", [], []),
    ("on Sundays", [], []),
    ("each Friday in 2013", [], []),
    ("most Fridays", [], []),
    ("every last Sunday of the month", [], []),
    ("every other Tuesday", [], []),
    ("alternate Mondays", [], []),
    ("on a Thursday", [], []),
    ("Friday prayers", [], []),
    ("the Good Friday agreement", [], []),
    ("Bloody Sunday", [], []),
    ("the Sunday Times", [], []),
    ("Thursday week", [], []),
    # Weekdays.
    ("Sunday", ["sunday"], []),
    ("on Sunday", ["sunday"], []),
    ("last Sunday", ["sunday"], []),
    ("Tuesday night", ["tuesday"], []),
    ("Wednesday noon", ["wednesday"], []),
    ("late on Saturday", ["saturday"], []),
    ("early Sunday", ["sunday"], []),
    ("in the early hours of Sunday", ["sunday"], []),
    ("overnight on Sunday", ["sunday"], []),
    ("from Monday until further notice", ["monday"], []),
    ("from Monday to Friday", ["monday", "friday"], []),
    ("Saturday and Sunday", ["saturday", "sunday"], []),
    ("since Thursday", ["thursday"], []),
    ("Sunday's attack", ["sunday"], []),
    ("Sunday, 28 September 2014", ["sunday"], [2014]),
    ("28 September, a Sunday", [], []),
    ("(Sunday)", ["sunday"], []),
    ("yesterday", [], []),
]


@pytest.mark.parametrize(("words", "days", "numbers"), WORDS, ids=[case[0] for case in WORDS])
def test_what_is_sure_is_read_and_the_rest_passed_over(
    words: str, days: list[str], numbers: list[int]
) -> None:
    assert list(weekdays(words)) == days
    assert list(years(words, to_the_day=True)) == numbers


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
    | st.lists(st.sampled_from([w for case in WORDS for w in case[0].split()])).map(" ".join)
)
def test_no_words_fail_and_only_what_stands_there_is_read(words: str) -> None:
    assert set(weekdays(words)) <= set(WEEKDAYS)
    assert all(str(year) in words for year in years(words, to_the_day=True))


def test_of_words_beyond_any_date_nothing_is_told() -> None:
    words = "monday, 2014 " * 10_000
    assert weekdays(words) == ()
    assert years(words, to_the_day=False) == ()
