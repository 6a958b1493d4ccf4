"""Quantities and tolls in running text: exact for single phrases, scored over the passages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.draft.quantities import quantities
from helpers.draft.stated import Stated, counted_noun, singular
from helpers.draft.text import read
from helpers.draft.tolls import tolls
from helpers.values.quantities import FILLED, Number
from helpers.values.quantity_parser import parse

CASES = [
    line.split(" |")
    for line in (Path(__file__).parent / "quantities.txt").read_text("utf-8").splitlines()[1:]
]


def short(number: Number | None) -> str:
    """A number as the tests write it."""
    return (
        "" if number is None else f"{float(number):.4g}" if number < 1 else f"{float(number):.15g}"
    )


def _told(one: Stated) -> str:
    made = one.quantity
    ends = "/".join(map(short, (made.lower, made.value, made.upper)))
    return f"{made.bound} {ends} {made.unit or '-'} {one.kind}"


@pytest.mark.parametrize(("words", "told"), CASES, ids=[words for words, _ in CASES])
def test_words_state_the_quantities_that_are_written_beside_them(words: str, told: str) -> None:
    text = read(words)
    found = [f"{text.words(one.span)} = {_told(one)}" for one in quantities(text)]
    assert "; ".join(found) == told.strip()


@pytest.mark.parametrize("kind", ["boilerplate", "byline", "dateline"])
def test_what_is_no_running_text_states_nothing(kind: str) -> None:
    assert quantities(read("Share 12 times", {1: kind})) == ()


def test_the_words_of_a_date_state_no_quantity() -> None:
    assert quantities(read("In the first half of 2009, three days ago and five years later")) == ()


LIMITS = ("", "about ", "more than ", "at least ", "up to ", "fewer than ", "nearly ", "perhaps ")
SENTENCES = st.builds(
    "{}{} {} were seen{}".format,
    st.sampled_from(LIMITS),
    st.integers(2, 99_999).map("{:,}".format),
    st.sampled_from(["people", "homes", "soldiers", "tonnes of grain", "km of road"]),
    st.sampled_from(
        ["", ", or more", " and over 12 lost", ", or more than 12 in all", " from 3 to 5 places"]
    ),
)


@given(SENTENCES)
def test_no_bound_is_closed_that_the_words_leave_open(sentence: str) -> None:
    for one in quantities(read(sentence)):
        made = one.quantity
        stated = {name for name in ("value", "lower", "upper") if getattr(made, name) is not None}
        is_range = made.bound == "exact" and stated == {"lower", "upper"}
        assert is_range or stated == set(FILLED[made.bound])


BOUNDS = {
    "": "exact", "about ": "about", "more than ": "more_than", "at least ": "at_least",
    "up to ": "at_most", "fewer than ": "less_than", "nearly ": "less_than", "perhaps ": "about",
}  # fmt: skip


@given(
    st.sampled_from(sorted(BOUNDS)),
    st.integers(2, 99_999).map("{:,}".format),
    st.sampled_from(["and", "or", "who lost"]),
    st.sampled_from(sorted(BOUNDS)),
)
def test_each_limit_stays_with_its_number_whatever_stands_before_it(
    limit: str, number: str, joint: str, second: str
) -> None:
    found = quantities(read(f"They met {limit}{number} people {joint} {second}12 homes of theirs"))
    assert [one.quantity.bound for one in found] == [BOUNDS[limit], BOUNDS[second]]


@given(SENTENCES)
def test_a_surface_that_can_be_read_states_what_was_found(sentence: str) -> None:
    text = read(sentence)
    for one in quantities(text):
        again = parse(text.words(one.span))
        if again is not None:
            ends = ("value", "lower", "upper", "bound")
            assert [getattr(again, end) for end in ends] == [
                getattr(one.quantity, end) for end in ends
            ]


@given(st.text(st.sampled_from("a1,0 .-£%two of more than -third(km")))
def test_whatever_is_read_stands_in_the_text_and_overlaps_nothing(words: str) -> None:
    text = read(words)
    spans = [one.span for one in quantities(text)]
    assert all(text.words(span).strip() for span in spans)
    assert not any(one.overlaps(other) for one in spans for other in spans if one != other)


@pytest.mark.parametrize(
    ("noun", "one"),
    [("countries", "country"), ("boxes", "box"), ("people", "person"), ("class", "class"),
     ("bodies", "body"), ("losses", "loss"), ("series", "series")],
)  # fmt: skip
def test_a_noun_is_put_in_the_singular(noun: str, one: str) -> None:
    assert singular(noun) == one


@pytest.mark.parametrize(
    ("text", "noun"),
    [("four more oil fields near", "field"), ("six of them", None), ("nine badly burnt men", "man"),
     ("ten, who left", None), ("two Palestinians", "palestinian")],
)  # fmt: skip
def test_the_noun_behind_a_number_is_what_it_counts(text: str, noun: str | None) -> None:
    found = counted_noun(text, text.index(" ") if "," not in text else text.index(","))
    assert (found and found[2]) == noun


TOLLS = {
    "At least 14 people were killed and more than 200 injured.": [
        ("At least 14 people", "killed", None), ("more than 200 injured", "injured", None)],
    "Shelling, killing a dozen people, among them five children": [
        ("a dozen people", "killed", None), ("five children", "killed", None)],
    "The bodies of 39 men were found.": [("39 men", "killed", None)],
    "The group holds 12 hostages.": [("12 hostages", "captive", None)],
    "Dozens are still missing.": [("Dozens", "missing", None)],
    "Dozens are still trapped.": [("Dozens", "struck", None)],
    "About 655 passengers have been saved.": [("About 655 passengers", "survived", None)],
    "The war has killed 3,000 people so far.": [("3,000 people", "killed", True)],
    "The death toll has risen to at least 40, he said.": [("at least 40", "killed", None)],
    "Of 40 aboard 12 died.": [("12", "killed", None)],
    "Killing at least 12 people and wounding 30, it fell.": [
        ("at least 12 people", "killed", None), ("30", "injured", None)],
    "The ministry put the toll at 23.": [("23", "killed", None)],
    "The number of dead rose to 23.": [("23", "killed", None)],
    "No one was hurt, and no soldiers were killed.": [
        ("No one", "injured", None), ("no soldiers", "killed", None)],
    "12 of the 40 aboard died.": [("12", "killed", None)],
    "Three of the wounded later died.": [("Three of the wounded", "killed", None)],
    "It killed 20, a dozen of them children.": [
        ("20", "killed", None), ("a dozen", "killed", None)],
    "Among the dead were Ann Vole, 34, and her two sons.": [("two sons", "killed", None)],
    "The dead man was 40.": [],
    "The toll road has 12 gates.": [],
    "The fighting died down after 3 hours.": [],
    "The crew saved 12 lives.": [("12 lives", "survived", None)],
    "It claimed 12 lives.": [("12 lives", "killed", None)],
    "There were no survivors.": [("no", "survived", None)],
    "It saved 12 jobs.": [],
    "Two homes were hit and 40 cars buried.": [],
    "It killed talks that 12 states had begun.": [],
}  # fmt: skip


NOBODY = st.sampled_from(["No one", "Nobody", "No soldiers", "None of the people"])
SOMEBODY = st.sampled_from(["Someone", "A man", "The soldiers", "They", "Not one of them"])
BEFELL = st.sampled_from(["was killed", "were hurt", "had died", "has been reported injured"])


@given(NOBODY, BEFELL)
def test_a_zero_that_is_stated_is_no_blank(who: str, befell: str) -> None:
    zeros = [one for one in quantities(read(f"{who} {befell}.")) if one.quantity.value == 0]
    assert len(zeros) == 1


@given(SOMEBODY, BEFELL)
def test_what_is_not_told_is_no_zero(who: str, befell: str) -> None:
    assert not [one for one in quantities(read(f"{who} {befell}.")) if one.quantity.value == 0]


@pytest.mark.parametrize("sentence", TOLLS)
def test_people_counted_are_a_toll_where_their_sentence_says_what_happened(sentence: str) -> None:
    text = read(sentence)
    found = tolls(text, quantities(text))
    assert [(text.words(one.victims), one.outcome, one.cumulative) for one in found] == TOLLS[
        sentence
    ]
    assert all(one.span.holds(one.victims) for one in found)


def test_a_rule_names_the_shape_and_the_bound() -> None:
    text = read("More than 40 of the 20 to 30 in the second of several rows")
    assert [one.rule for one in quantities(text)] == [
        "quantity.number.more_than", "quantity.range.exact", "quantity.ordinal", "quantity.vague.several",
    ]  # fmt: skip
