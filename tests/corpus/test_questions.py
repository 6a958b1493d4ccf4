"""The questions of the trade: what each answers over two small stories, and the sentence it makes."""

import pytest

from helpers.corpus.corpus import Corpus, corpus_of
from helpers.corpus.findings import finding, how_many
from helpers.corpus.questions import QUESTIONS, question
from helpers.story.problem import StoryError
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.claims.tables import by_voice
from helpers.topics.crosscheck.tables import scoreboard

from .made import corpus, one, story

# Per question the columns looked at, what stands in them, and the sentence.
ANSWERS = {
    "speakers": (
        "label best stories",
        [("The Guard", 4, 2)],
        "Assertions in two of two stories come from The Guard, more than from anybody else.",
    ),
    "voices": (
        "block label part whole",
        [
            ("The Evening", "the outlet's own voice", 1, 2),
            ("The Evening", "named sources", 1, 2),
            ("The Morning", "the outlet's own voice", 2, 6),
            ("The Morning", "unnamed sources", 1, 6),
            ("The Morning", "named sources", 2, 6),
            ("The Morning", "in quotation marks", 1, 6),
        ],
        "In one story each, The Evening makes 50 per cent of its assertions in its own voice,"
        " The Morning 33 per cent.",
    ),
    "hedges": (
        "label part whole",
        [("The Morning", 1, 6), ("The Evening", 0, 2)],
        "In one story each, The Morning hedges 17 per cent of its assertions, The Evening 0 per cent.",
    ),
    "verdicts": (
        "block label best",
        [
            ("The Evening", "not checked", 2),
            ("The Morning", "not checked", 3),
            ("The Morning", "upheld", 2),
            ("The Morning", "contradicted", 1),
        ],
        "Of three assertions that were looked up, two are upheld, at least in part, and one contradicted.",
    ),
    "verdicts-by-source": (
        "label part whole",
        [("unnamed sources", 1, 1), ("armed forces", 0, 2)],
        "By share, unnamed sources (one of one assertion) are disputed most.",
    ),
    "tolls": (
        "block label lower best upper bound",
        [
            ("The Morning, 29 September 2014", "people, killed", 3000, None, None, "more_than"),
            ("The Evening, 29 September 2014", "people, killed", 12, 12, 12, "exact"),
        ],
        "The highest toll is more than 3,000 (The Morning, 29 September 2014); one of two tolls has no"
        " upper limit.",
    ),
    "recurring": (
        "label best stories",
        [("It rains.", 2, 2), ("A mile is left.", 2, 1)],
        "One claim is told twice, in two of two stories: It rains.",
    ),
    "places": (
        "block label best",
        [("2014", "Hill", 2)],
        "Hill in 2014 has the most events: two.",
    ),
    "unnamed": (
        "label best stories",
        [("Somebody", 1, 1)],
        "No unnamed source is described alike in two stories; the most assertions, one, come from"
        " Somebody.",
    ),
    "bounds": (
        "label part whole",
        [("The Morning", 1, 2)],
        "Of two plain numbers in headlines and standfirsts, one has a bound further down.",
    ),
}


def test_every_question_has_its_answer_here() -> None:
    assert set(ANSWERS) == set(QUESTIONS)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_answers_what_the_rows_hold(both: Corpus, name: str) -> None:
    columns, expected, sentence = ANSWERS[name]
    answer = both.ask(name)
    found = answer[columns.split()].astype(object).where(lambda cells: cells.notna(), None)
    assert list(found.itertuples(index=False, name=None)) == expected
    assert finding(name, answer, 2).text == sentence


@pytest.fixture(scope="module")
def empty() -> Corpus:
    return corpus(story("empty", "The Paper", actors=[]))


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_of_a_story_without_rows_says_so(empty: Corpus, name: str) -> None:
    answer = empty.ask(name)
    assert answer.empty
    assert finding(name, answer, 1).text.startswith(("No", "Every"))


@pytest.mark.parametrize("name", ANSWERS)
def test_every_row_of_an_answer_leads_to_rows_of_stories(both: Corpus, name: str) -> None:
    for ids in both.ask(name)["rows"].dropna():
        for story_id, row_id in (named.split("/") for named in ids):
            assert story_id in both.stories
            assert row_id[0] in "cdef"


def test_a_story_of_its_own_gives_what_its_topics_count() -> None:
    for name in story_ids():
        opened = open_story(name).accepted
        alone = corpus_of({name: opened})
        counted = by_voice(opened.claims, opened.actors).query("claims > 0")
        assert sorted(alone.ask("voices")["part"]) == sorted(counted["claims"])
        verdicts = alone.ask("verdicts")
        board = scoreboard(opened).query("claims > 0")
        assert dict(zip(verdicts["label"], verdicts["best"], strict=True)) == dict(
            zip(board["label"], board["claims"], strict=True)
        )


def test_what_is_tied_is_named_together(both: Corpus) -> None:
    alone = corpus(one())
    assert finding("recurring", alone.ask("recurring"), 1).text == (
        "One claim is told twice: A mile is left."
    )
    answer = both.ask("unnamed").iloc[[0, 0, 0]]
    assert (
        "one each, come from Somebody, Somebody and one more" in finding("unnamed", answer, 2).text
    )


def test_what_is_tied_in_its_share_is_named_together(both: Corpus) -> None:
    answer = both.ask("verdicts-by-source").assign(best=50.0, part=[4, 1], whole=[8, 2])
    assert finding("verdicts-by-source", answer, 2).text == (
        "By share, unnamed sources (four of eight assertions) and armed forces (one of two"
        " assertions) are disputed most."
    )
    place = both.ask("places").head(1)
    twice, often = (place.iloc[[0] * number].assign(best=3) for number in (2, 4))
    told = "Hill in 2014 and Hill in 2014 have the most events: three each."
    assert finding("places", twice, 2).text == told
    many = "No place has more than three events in a year; four places have so many."
    assert finding("places", often, 2).text == many


def test_a_source_without_a_name_is_told_as_it_is_described(both: Corpus) -> None:
    answer = both.ask("unnamed").assign(label="Unnamed wireless message")
    assert finding("unnamed", answer, 2).text.endswith("come from “unnamed wireless message”.")


def test_a_toll_alone_is_told_as_the_only_one(both: Corpus) -> None:
    answer = both.ask("tolls").head(1)
    assert finding("tolls", answer, 2).text == (
        "The only toll is more than 3,000 (The Morning, 29 September 2014)."
    )


def test_how_few_stories_were_asked_is_told(both: Corpus) -> None:
    [told] = how_many(both)
    assert told.text == "Two stories of two outlets, 2014."
    assert told.rows == ("one", "other")


def test_a_question_that_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(
        StoryError, match="no question is called 'weather'; the questions: bounds, "
    ):
        question("weather")
