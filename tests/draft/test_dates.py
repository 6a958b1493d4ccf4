import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.draft.date_expressions import MONTHS, SEASONS, WEEKDAYS, expressions
from helpers.draft.dates import dates
from helpers.draft.text import read
from helpers.values.dates import resolve

PUBLISHED = "2013-03-22"
CASES = [
    line.split(" |")
    for line in (Path(__file__).parent / "dates.txt").read_text(encoding="utf-8").splitlines()[1:]
]
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31)).map(str)


@pytest.mark.parametrize(("words", "told"), CASES, ids=[words for words, _ in CASES])
def test_words_of_a_date_mean_what_is_written_beside_them(words: str, told: str) -> None:
    text = read(words)
    found = [f"{text.words(one.span)} = {one.when or '-'}" for one in dates(text, PUBLISHED)]
    assert "; ".join(found) == told.strip()


@pytest.mark.parametrize("published", ["2014-01-01", "2016-02-29", "2014-12-31"])
def test_dates_are_found_on_days_at_the_edge_of_a_year(published: str) -> None:
    told = dates(
        read("It fell on Sunday, in February and on 29 February; it will rise in March."), published
    )
    assert [one.when for one in told] == {
        "2014-01-01": ["2013-12-29", "2013-02", None, "2014-03"],
        "2016-02-29": ["2016-02-28", "2016-02", "2016-02-29", "2016-03"],
        "2014-12-31": ["2014-12-28", "2014-02", None, "2015-03"],
    }[published]


def test_what_is_counted_from_a_day_told_before_has_no_date_where_none_was_told() -> None:
    assert [one.when for one in dates(read("Three days earlier he fled."), PUBLISHED)] == [None]


def test_a_day_on_which_somebody_spoke_is_not_what_others_are_counted_from() -> None:
    text = read("It fell on 1 March, she said on Tuesday. The next day it rose.")
    assert [one.when for one in dates(text, PUBLISHED)] == [
        "2013-03-01",
        "2013-03-19",
        "2013-03-02",
    ]


def test_page_furniture_tells_no_date() -> None:
    assert dates(read("Sunday", {1: "boilerplate"}), PUBLISHED) == ()


def test_a_rule_names_the_limit_and_the_kinds_of_words() -> None:
    assert [one.rule for one in dates(read("since early March last year"), PUBLISHED)] == [
        "date.since.month"
    ]


@given(DAYS, st.sampled_from(MONTHS), st.sampled_from(["In {}", "It will end in {}", "since {}"]))
def test_a_month_never_becomes_a_day(published: str, month: str, words: str) -> None:
    (found,) = dates(read(words.format(month.title())), published)
    beginning = str(found.when).split("/")[0]
    # On the first of a month EDTF has no interval from that month to that day.
    just_begun = found.when is None and words.startswith("since") and published.endswith("-01")
    assert just_begun or re.fullmatch(rf"\d{{4}}-{MONTHS.index(month) + 1:02}", beginning)


@given(DAYS, st.sampled_from(sorted(SEASONS)), st.sampled_from(["in the {}", "last {}", "this {}"]))
def test_a_season_stays_one(published: str, season: str, words: str) -> None:
    (found,) = dates(read(words.format(season)), published)
    assert found.when is None or resolve(found.when).precision == "season"


RUNS = ["last week", "next week", "the end of next week", "the weekend", "last night", "overnight",
        "the week of 3 March", "in the past month", "the end of last month", "in the 1990s",
        "the first quarter", "the first week of June", "early next year", "last month"]  # fmt: skip
AROUND = ["It fell {}.", "It will last until {}.", "It has risen since {}.", "It will end by {}."]


@given(DAYS, st.sampled_from(RUNS), st.sampled_from(AROUND))
def test_words_for_more_than_a_day_never_mean_one(published: str, words: str, around: str) -> None:
    for one in dates(read(around.format(words)), published):
        assert one.when is None or resolve(one.when).precision != "day"


@given(DAYS, st.sampled_from(["next week", "the weekend", "overnight", "this week"]))
def test_nothing_ends_on_a_day_of_a_run_that_is_not_told(published: str, words: str) -> None:
    (found,) = dates(read(f"It will last until {words}."), published)
    assert found.when is None


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_last_one_of_its_name(published: str, weekday: str) -> None:
    (found,) = dates(read(f"He fled on {weekday.title()}."), published)
    gone = (date.fromisoformat(published) - date.fromisoformat(found.when)).days
    assert 0 <= gone < 7
    assert date.fromisoformat(found.when).weekday() == WEEKDAYS.index(weekday)


@given(DAYS, st.text(st.sampled_from("in on March 5 - 2013, Tuesday last since year 1990s ago.")))
def test_whatever_is_read_stands_in_the_text_and_is_a_date(published: str, words: str) -> None:
    text = read(words)
    for one in dates(text, published):
        assert text.words(one.span).strip()
        assert one.when is None or resolve(one.when)
    spans = [one.span for one in expressions(text)]
    assert not any(one.overlaps(other) for one in spans for other in spans if one != other)
