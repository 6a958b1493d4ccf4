"""Asking many stories: the types of an answer, and what is refused in one line."""

from datetime import date

import pytest

from helpers.corpus.corpus import Corpus
from helpers.story.problem import StoryError


def test_an_answer_has_the_types_of_the_tables(both: Corpus) -> None:
    asked = both.query(
        "SELECT claim_id, paragraph, checkable, hedges FROM claims WHERE story = 'one' LIMIT 3"
    )
    assert [str(kind) for kind in asked.dtypes] == ["string", "Int64", "boolean", "object"]
    assert asked["hedges"].tolist() == [None, None, ["reportedly", "perhaps"]]


def test_a_bound_stays_a_bound_and_a_blank_is_never_zero(both: Corpus) -> None:
    asked = both.query(
        "SELECT lower, best, upper, bound FROM casualties WHERE casualty_id = 'd001'"
    )
    assert asked["lower"].tolist() == [3000, 12]
    assert asked["upper"].isna().tolist() == [True, False]
    assert both.query("SELECT sum(upper) AS s FROM casualties WHERE story = 'one'")["s"][0] == 9007


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2014-05", date(2014, 5, 1), date(2014, 5, 31)),
        ("2014-06-01/2014-07", date(2014, 6, 1), date(2014, 7, 31)),
        ("2014-08/..", date(2014, 8, 1), None),
    ],
)
def test_a_date_stands_beside_the_days_that_it_can_mean(
    both: Corpus, when: str, first: date, last: date | None
) -> None:
    asked = both.query(
        f"SELECT when_earliest AS a, when_latest AS z FROM events WHERE \"when\" = '{when}'"
    )
    assert asked["a"].iloc[0].date() == first
    assert asked["z"].isna().all() if last is None else asked["z"].iloc[0].date() == last


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DROP TABLE claims", "a corpus is only read: ask one SELECT"),
        ("COPY (SELECT 1) TO 'x.csv'", "a corpus is only read"),
        ("INSERT INTO claims SELECT * FROM claims", "a corpus is only read"),
        ("ATTACH 'x.duckdb'", "a corpus is only read"),
        ("INSTALL httpfs", "a corpus is only read"),
        ("SET memory_limit = '9GB'", "a corpus is only read"),
        ("SELECT 1; DELETE FROM claims", "a corpus is only read"),
        ("", "a corpus is only read"),
        ("SELECT * FROM weather", "weather does not exist! The tables are stories, paragraphs, "),
        ("SELECT * FROM references", '"references" and "when" stand between double quotes'),
        ("SELECT sppeaker FROM claims", 'Candidate bindings: "speaker"'),
        ("SELECT FROM WHERE", "the query can't be answered: Parser Error"),
        ("SELECT * FROM sql", "sql does not exist!"),
    ],
)
def test_what_is_no_question_is_refused_in_one_line(both: Corpus, sql: str, told: str) -> None:
    with pytest.raises(StoryError) as refused:
        both.query(sql)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_query_may_ask_for_more_than_a_row_of_one_table(both: Corpus) -> None:
    asked = both.query(
        "FROM stories JOIN claims USING (story) SELECT outlet, count(*) AS n GROUP BY ALL"
    )
    assert dict(zip(asked["outlet"], asked["n"], strict=True)) == {
        "The Morning": 7,
        "The Evening": 2,
    }
