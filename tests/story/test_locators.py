"""Normalising and locating, and the runs of words that two texts share."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.story.locators import Locator, digest, fold, locate, normalise, shared_runs

FOLDS = "\u2018\u2019\u201c\u201d\u2013\u2014"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (" one \t two\u00a0three \r\n\r\n \n four\n", ["one two three", "four"]),
        (
            "Zoe\u0308 \u2018a\u2019 \u201cb\u201d c\u2013d\u2014e",
            ["Zo\u00eb 'a' \"b\" c-d-e"],
        ),
    ],
)
def test_normalising_joins_white_space_drops_empty_lines_and_folds_quotes_and_dashes(
    text: str, paragraphs: list[str]
) -> None:
    assert normalise(text) == paragraphs


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(FOLDS)))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise("\n".join(once)) == once


@given(st.text(alphabet=st.sampled_from(FOLDS + "ab'\"-"), min_size=1))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("paragraphs", "words", "within", "places"),
    [
        (["one two one", "two", "one"], "one", None, [(1, 0, 3), (1, 8, 11), (3, 0, 3)]),
        (["say 'a b' now"], "\u2018a\u00a0 b\u2019", None, [(1, 4, 9)]),
        (["aaa"], "aa", None, [(1, 0, 2), (1, 1, 3)]),
        (["a", "a"], "a", 2, [(2, 0, 1)]),
        (["a", "a"], "a", 3, []),
        (["a b"], "  ", None, []),
    ],
)
def test_every_place_of_some_words_is_found_in_reading_order(
    paragraphs: list[str], words: str, within: int | None, places: list[tuple[int, int, int]]
) -> None:
    found = locate(paragraphs, words, within)
    assert found == [Locator(*place, digest(fold(words))) for place in places]


SENTENCE = "one two three four five six seven eight nine"
TWICE = "i j k l m n o p q - a b c d e f g h - a b c d e f g h"


@pytest.mark.parametrize(
    ("text", "other", "runs"),
    [
        (f"before {SENTENCE} after", f"x {SENTENCE} y", [SENTENCE]),
        ("one two three four five six seven", SENTENCE, []),
        (SENTENCE, "ONE two, “three” four—five\nsix seven (eight)", [SENTENCE[:-5]]),
        (SENTENCE, SENTENCE.replace("five", "five or"), []),
        ("a b c d e f g h . x . i j k l m n o p q", TWICE, ["a b c d e f g h", TWICE[:17]]),
        ("one", "one", []),
        ("", SENTENCE, []),
    ],
)
def test_eight_words_in_a_row_are_a_run_told_once_and_in_order(
    text: str, other: str, runs: list[str]
) -> None:
    assert shared_runs(text, other) == runs
