"""Spans and paragraphs: as locators count them, with the marks as printed beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.draft.text import Span, read
from helpers.story.locators import normalise

MIXED = st.text(
    alphabet=st.sampled_from("aé \t\n\u00a0\u2028\u201c\u201d\u2018\u2019\u2014'\"\u0301")
)


@given(MIXED)
def test_paragraphs_are_those_of_the_locators_and_as_long_as_printed(text: str) -> None:
    paragraphs = read(text).paragraphs
    assert [one.text for one in paragraphs] == normalise(text)
    assert [one.number for one in paragraphs] == list(range(1, len(paragraphs) + 1))
    assert all(len(one.text) == len(one.printed) for one in paragraphs)


def test_printed_marks_stand_beside_the_folded_ones() -> None:
    text = read("\n Head \n\n\u201cYes,\u201d he  said \u2013 twice.\n", {1: "headline"})
    first, second = text.paragraphs
    assert (first.kind, second.kind) == ("headline", "body")
    assert second.text == '"Yes," he said - twice.'
    assert second.printed == "\u201cYes,\u201d he said \u2013 twice."
    assert text.words(Span(2, 1, 5)) == "Yes,"
    assert text.words(first.span) == "Head"


@pytest.mark.parametrize(
    ("paragraph", "start", "end"), [(0, 0, 1), (1, -1, 1), (1, 2, 2), (1, 3, 2)]
)
def test_an_impossible_span_is_refused(paragraph: int, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="expected paragraph >= 1"):
        Span(paragraph, start, end)


def test_spans_hold_and_overlap_within_one_paragraph_alone() -> None:
    span = Span(1, 2, 6)
    assert span.holds(span)
    assert span.holds(Span(1, 3, 6))
    assert not span.holds(Span(1, 1, 6))
    assert not span.holds(Span(2, 3, 4))
    assert span.overlaps(Span(1, 5, 9))
    assert not span.overlaps(Span(1, 6, 9))
    assert not span.overlaps(Span(2, 2, 6))
