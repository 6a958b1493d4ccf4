"""Hedges: which words weaken a claim, how sure they leave it, and which only look like it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.draft.hedges import LONGEST, certainty, hedges
from helpers.draft.text import Span, read
from tests.draft.annotated import passages


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It has reportedly fallen.", [("reportedly", "probable")]),
        ("He is widely believed to be dead.", [("is widely believed to be", "probable")]),
        ("They appear to be ready.", [("appear to be", "probable")]),
        ("They met amid reports of a truce.", [("reports of", "probable")]),
        ("It took a day for reports of it to emerge.", []),
        ("It might rain; perhaps it will.", [("might", "possible"), ("perhaps", "possible")]),
        ("Some analysts suspect he left.", [("Some analysts suspect", "possible")]),
        ("It was unclear whether he left.", [("unclear", "unknown")]),
        ("The report could not be confirmed.", [("could not be confirmed", "unknown")]),
        ("He left in May.", []),
        ("He may leave in May.", [("may", "possible")]),
        ("She could not swim, and said what she could do.", []),
        ("At least nine, about ten, more than eleven.", []),
    ],
)
def test_hedges_are_told_with_their_certainty(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    text = read(sentence)
    assert [(text.words(one.span), one.certainty) for one in hedges(text)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It fell.", "certain"),
        ("It probably fell.", "probable"),
        ("It probably fell and might rise.", "possible"),
        ("It might have fallen, but that is unclear.", "unknown"),
    ],
)
def test_a_claim_is_as_sure_as_its_weakest_hedge(sentence: str, expected: str) -> None:
    assert certainty(hedges(read(sentence))) == expected


def test_only_what_lies_within_the_spans_is_told() -> None:
    text = read("It might rain. It may not.")
    assert [one.span for one in hedges(text, [Span(1, 15, 26)])] == [Span(1, 18, 21)]


def test_the_hedges_of_the_passages_are_found() -> None:
    for passage in passages():
        found = {one.span for one in hedges(passage.text)}
        for mark in passage.marks:
            if mark.role == "h":
                assert any(one.overlaps(mark.span) for one in found), passage.text.words(mark.span)


WORDS = st.sampled_from(
    [
        "it",
        "is",
        "may",
        "might",
        "believed",
        "to",
        "be",
        "widely",
        "reports",
        "of",
        "some",
        "say",
        "could",
        "not",
    ]
)


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_no_hedge_is_longer_than_the_contract_allows_or_overlaps_another(sentence: str) -> None:
    text = read(sentence)
    found = hedges(text)
    assert all(len(text.words(one.span).split()) <= LONGEST for one in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
