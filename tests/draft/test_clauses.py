"""The clause that a date stands in, each by a small case."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.draft.clauses import clause_around
from helpers.draft.text import Span

CASES = {
    "The bank, which was founded in 1890, fell in June": [
        ("1890", "which was founded in 1890", "aside"),
        ("June", "The bank, which was founded in 1890, fell in June", "main")],
    "The dam, built in 1990, burst in June, killing 14": [
        ("1990", "built in 1990", "aside"),
        ("June", "The dam, built in 1990, burst in June, killing 14", "main")],
    "Ten died when it burst in June": [("June", "when it burst in June", "when")],
    "Before it began in 2003, he left in June": [
        ("2003", "Before it began in 2003", "beside"), ("June", "he left in June", "main")],
    "He left in June, two years after it fell in 2003": [
        ("June", "He left in June", "main"), ("2003", "two years after it fell in 2003", "beside")],
    "A fire that was lit in June spread": [("June", "that was lit in June spread", "aside")],
    "They fought from June": [("June", "They fought from June", "main")],
}  # fmt: skip


@pytest.mark.parametrize("sentence", CASES)
def test_a_date_stands_in_the_clause_that_tells_of_it(sentence: str) -> None:
    whole = Span(1, 0, len(sentence))
    for words, clause, joined in CASES[sentence]:
        at = sentence.index(words)
        found = clause_around(sentence, whole, Span(1, at, at + len(words)))
        assert sentence[found.span.start : found.span.end].strip() == clause
        assert found.joined == joined


WORDS = [
    "it",
    "fell",
    ",",
    "which",
    "was",
    "built",
    "in",
    "June",
    "after",
    "that",
    "killed",
    "when",
    "before",
    "while",
    "and",
    "who",
    ";",
    "the",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.data())
def test_a_clause_holds_its_date_and_lies_within_its_sentence(
    words: list[str], data: st.DataObject
) -> None:
    sentence = " ".join(words).replace(" ,", ",").replace(" ;", ";")
    words_at = [found.span() for found in re.finditer(r"\w+", sentence)]
    assume(words_at)
    first = data.draw(st.integers(0, len(words_at) - 1))
    last = data.draw(st.integers(first, len(words_at) - 1))
    at = Span(1, words_at[first][0], words_at[last][1])
    whole = Span(1, 0, len(sentence))
    clause = clause_around(sentence, whole, at).span
    assert whole.holds(clause)
    assert clause.holds(at) or clause.overlaps(at)
