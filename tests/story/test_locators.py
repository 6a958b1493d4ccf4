"""Normalising, locating and proving, on small texts and on the example's."""

import re
import textwrap
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.story import locators
from helpers.story.article_copy import Known, match, prove
from helpers.story.locators import digest, locate, normalise, shared_runs
from helpers.story.story import Story

FOLDS = "\u2018\u2019\u201c\u201d\u2013\u2014"

# Words without line breaks inside them, some with a hyphen; few, so that runs repeat.
TOKENS = st.sampled_from(
    ("Isolde", "well-known", "9", "ships", "sank", "-", "'quoted'", "Zoë", "U.N.", "by", "the")
)
PARAGRAPHS = st.lists(
    st.lists(TOKENS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8
)


def known(paragraphs: list[str]) -> list[Known]:
    """What paragraphs.csv would know of these paragraphs."""
    return [
        Known(number, "body", len(text), digest(text))
        for number, text in enumerate(paragraphs, start=1)
    ]


# ------------------------------------------------------------------------------ normalising


def test_normalising_strips_joins_white_space_and_drops_empty_lines() -> None:
    assert normalise(" one \t two\u00a0three \r\n\r\n \n four\n") == ["one two three", "four"]


def test_normalising_composes_letters_and_folds_quotes_and_dashes() -> None:
    assert normalise("Zoe\u0308 \u2018a\u2019 \u201cb\u201d c\u2013d\u2014e") == [
        "Zo\u00eb 'a' \"b\" c-d-e"
    ]


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(FOLDS)))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise("\n".join(once)) == once


@given(st.text(alphabet=st.sampled_from(FOLDS + "ab'\"-"), min_size=1))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(locators.fold(text)) == len(unicodedata.normalize("NFC", text))


# ------------------------------------------------------------------------------ locating


def test_every_place_of_some_words_is_found_in_reading_order() -> None:
    found = locate(["one two one", "two", "one"], "one")
    assert [(place.paragraph, place.start, place.end) for place in found] == [
        (1, 0, 3),
        (1, 8, 11),
        (3, 0, 3),
    ]
    assert {place.sha256 for place in found} == {digest("one")}


def test_words_are_found_whatever_their_quotes_and_spaces() -> None:
    [place] = locate(["say 'a b' now"], "\u2018a\u00a0 b\u2019")
    assert (place.start, place.end) == (4, 9)


def test_one_paragraph_can_be_asked_for() -> None:
    assert [place.paragraph for place in locate(["a", "a"], "a", 2)] == [2]
    assert locate(["a", "a"], "a", 3) == []


def test_blank_words_stand_nowhere() -> None:
    assert locate(["a b"], "  ") == []


# ------------------------------------------------------------------------------ proving


@given(PARAGRAPHS, st.integers(min_value=10, max_value=90))
def test_paragraphs_are_found_wherever_the_lines_are_broken(
    paragraphs: list[str], width: int
) -> None:
    copy = "\n".join(
        textwrap.fill(
            " ".join(paragraphs), width, break_long_words=False, break_on_hyphens=False
        ).splitlines()
    )
    found = prove(known(paragraphs), copy)
    assert dict(found.words.paragraphs) == dict(enumerate(paragraphs, start=1))
    assert found.share == 1
    assert found.extra_words == 0


@given(PARAGRAPHS, st.integers(min_value=10, max_value=90))
def test_a_line_may_end_at_the_hyphen_of_a_word(paragraphs: list[str], width: int) -> None:
    copy = "\n".join(textwrap.fill(text, width, break_long_words=False) for text in paragraphs)
    assert prove(known(paragraphs), copy).missing == ()


@given(PARAGRAPHS, st.data())
def test_extra_paragraphs_and_missing_ones_move_nothing(
    paragraphs: list[str], data: st.DataObject
) -> None:
    here = data.draw(st.lists(st.booleans(), min_size=len(paragraphs), max_size=len(paragraphs)))
    lines = ["Furniture of the page"]
    for text, kept in zip(paragraphs, here, strict=True):
        lines += [text, "More furniture"] if kept else ["Even more furniture"]
    found = prove(known(paragraphs), "\n\n".join(lines))
    for number, (text, kept) in enumerate(zip(paragraphs, here, strict=True), start=1):
        # A paragraph that was dropped may still stand inside another: its words are proved all
        # the same, since its hash is.
        assert found.words.paragraph(number) in ((text,) if kept else (text, None))
    assert set(found.matched) | set(found.missing) == set(range(1, len(paragraphs) + 1))


@given(PARAGRAPHS)
def test_curly_quotes_and_dashes_of_a_copy_do_not_matter(paragraphs: list[str]) -> None:
    copy = "\r\n".join(paragraphs).replace("'", "\u2019").replace(" - ", " \u2013 ")
    assert prove(known(paragraphs), "\n" + copy).missing == ()


@given(PARAGRAPHS, st.integers(min_value=0), st.sampled_from("xyz"))
def test_a_changed_letter_is_never_proved(
    paragraphs: list[str], position: int, letter: str
) -> None:
    text = "Unlike any other " + paragraphs[0]
    at = position % len(text)
    changed = text[:at] + letter + text[at + 1 :]
    assert prove(known([text]), changed).matched == (() if changed != text else (1,))


def test_a_typesetters_hyphen_is_undone() -> None:
    assert prove(known(["the bombardment ended"]), "the bombard-\nment ended").missing == ()


def test_two_identical_paragraphs_are_both_found_and_leave_nothing_over() -> None:
    found = prove(known(["same words", "other", "same words"]), "same words\nother\nsame words\n")
    assert (found.matched, found.extra) == ((1, 2, 3), ())


def test_extra_lines_are_told_by_their_number_in_the_copy() -> None:
    found = prove(known(["one two", "three"]), "Cookies here\n\none\ntwo three\nSign up now\n")
    assert (found.extra, found.extra_words) == ((1, 5), 5)


def test_boilerplate_does_not_count_towards_the_share() -> None:
    paragraphs = known(["abcdef", "xyz"])
    furniture = Known(3, "boilerplate", 40, digest("f" * 40))
    found = prove([*paragraphs, furniture], "abcdef")
    assert found.share == pytest.approx(6 / 9)
    assert found.missing == (2, 3)
    assert found.same_article


def test_another_text_proves_nothing() -> None:
    found = prove(known(["one two", "three"]), "quite another text")
    assert (found.matched, found.share, found.same_article) == ((), 0, False)
    assert prove(known(["one two"]), "").matched == ()
    assert prove([], "anything").share == 0


def test_a_paragraph_is_not_found_inside_a_longer_word() -> None:
    assert prove(known(["a ship"]), "a shipping line").matched == ()
    assert prove(known(["ship"]), "a flagship line").matched == ()


def test_words_give_a_span_only_where_it_is_proved() -> None:
    words = prove(known(["one two", "three"]), "one two").words
    assert words.span(1, 4, 7) == "two"
    assert words.span(1, 4, 8) is None
    assert words.span(1, 4, 4) is None
    assert words.span(1, -3, 2) is None
    assert words.span(2, 0, 1) is None
    assert (words.missing, words.complete) == ((2,), False)


def test_the_examples_text_is_proved_at_every_width(example: Story) -> None:
    text = (example.folder / "article.txt").read_text(encoding="utf-8")
    for width in (20, 72, 10_000):
        found = match(example.paragraphs, textwrap.fill(text, width))
        assert found.missing == ()
        assert found.words == example.words


def test_the_article_is_proved_at_every_width(article_copy: Path, root: Path) -> None:
    from helpers.story.project import story_ids
    from helpers.story.story import open_story

    text = article_copy.read_text(encoding="utf-8")
    stories = [open_story(name, root=root, words=article_copy) for name in story_ids(root)]
    found = [story for story in stories if story.words and story.words.complete]
    assert len(found) == 1
    for width in (20, 72, 10_000):
        assert match(found[0].paragraphs, textwrap.fill(text, width)).missing == ()


# ------------------------------------------------------------------------------ shared runs

SENTENCE = "one two three four five six seven eight nine"


def test_eight_words_in_a_row_are_a_run() -> None:
    assert shared_runs(f"before {SENTENCE} after", f"x {SENTENCE} y") == [SENTENCE]
    assert shared_runs("one two three four five six seven", SENTENCE) == []


def test_case_quotes_and_punctuation_hide_no_run() -> None:
    other = "ONE two, \u201cthree\u201d four\u2014five\nsix seven (eight)"
    assert shared_runs(SENTENCE, other) == ["one two three four five six seven eight"]


def test_a_word_in_between_ends_the_run() -> None:
    assert shared_runs(SENTENCE, re.sub("five", "five or", SENTENCE)) == []


def test_each_run_is_told_once_and_in_order() -> None:
    text = "a b c d e f g h . x . i j k l m n o p q"
    other = "i j k l m n o p q - a b c d e f g h - a b c d e f g h"
    assert shared_runs(text, other) == ["a b c d e f g h", "i j k l m n o p q"]


def test_a_text_shorter_than_a_run_shares_none() -> None:
    assert shared_runs("one", "one") == []
    assert shared_runs("", SENTENCE) == []
