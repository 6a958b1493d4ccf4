"""Quotation marks: in pairs, nested, over paragraphs; apostrophes told from them; lone ones told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.draft.marks import CLOSING, DOUBLE, OPENING, SINGLE, marks
from helpers.draft.text import read

LETTERS = st.sampled_from("ab S.,\n\u201c\u201d\u2018\u2019\"'5")


def marked(text: str) -> list[tuple[int, str]]:
    """Depth and words, marks included, as printed."""
    read_text = read(text)
    return [
        (one.depth, read_text.paragraph(one.span.paragraph).printed[one.span.start : one.span.end])
        for one in marks(read_text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," he said, "no."', [(0, '"Yes,"'), (0, '"no."')]),
        (
            "\u2018It\u2019s the dogs\u2019 fault,\u2019 she said.",
            [(0, "\u2018It\u2019s the dogs\u2019 fault,\u2019")],
        ),
        ("'It's the dogs' fault,' she said.", [(0, "'It's the dogs' fault,'")]),
        ("The dogs' owner said 'never'.", [(0, "'never'")]),
        (
            "\u201cHe cried \u2018Fire!\u2019 and ran,\u201d Ann said.",
            [(0, "\u201cHe cried \u2018Fire!\u2019 and ran,\u201d"), (1, "\u2018Fire!\u2019")],
        ),
        ("'He cried \"Fire!\" twice'", [(0, "'He cried \"Fire!\" twice'"), (1, '"Fire!"')]),
        ("''We left,'' he said.", [(0, "''We left,''")]),
        ("In the '90s they'd rock 'n' roll 'til dawn.", []),
        (
            "\u201cHe cried \u2018Fire and ran,\u201d she said.",
            [(0, "\u201cHe cried \u2018Fire and ran,\u201d")],
        ),
        ("\u2019Tis the \u2019em and the boys\u2019 own.", []),
        ('A 6" nail.', []),
        ('("So"), -"so".', [(0, '"So"'), (0, '"so"')]),
    ],
)
def test_marks_are_paired(text: str, expected: list[tuple[int, str]]) -> None:
    assert marked(text) == expected


def test_speech_over_paragraphs_is_opened_again_and_closed_once() -> None:
    first, second, third = marks(read('"One.\n"Two.\n"Three," he said.'))
    assert (first.closed, first.goes_on, first.went_on) == (False, True, False)
    assert (second.closed, second.goes_on, second.went_on) == (False, True, True)
    assert (third.closed, third.goes_on, third.went_on) == (True, False, True)


@pytest.mark.parametrize(
    "text", ['He said "no and left.\nShe stayed.', "She didn\u2018t go, he hasn\u2019t."]
)
def test_a_mark_without_a_partner_and_an_apostrophe_mark_nothing(text: str) -> None:
    assert marks(read(text)) == ()


@given(st.text(LETTERS, max_size=60))
def test_marks_lie_inside_the_text_and_cross_no_others(text: str) -> None:
    article = read(text)
    found = marks(article)
    for one in found:
        printed = article.paragraph(one.span.paragraph).printed
        assert 0 <= one.span.start < one.span.end <= len(printed)
        assert printed[one.span.start] in DOUBLE | SINGLE
        before = printed[one.span.start - 1 : one.span.start]
        assert printed[one.span.start] not in CLOSING - OPENING or not before.strip()
        assert not one.closed or printed[one.span.end - 1] in DOUBLE | SINGLE
        for other in found:
            if other != one and other.span.overlaps(one.span):
                assert other.span.holds(one.span) or one.span.holds(other.span)
                assert other.depth != one.depth
