"""Proving a copy of an article by its hashes alone, on small texts and on the stories' own."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.story.article_copy import Known, Match, known_paragraphs, prove
from helpers.story.csv_tables import read_table
from helpers.story.locators import digest
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story

# Words without line breaks inside them, some with a hyphen; few, so that runs repeat.
TOKENS = st.sampled_from(
    ("Isolde", "well-known", "9", "ships", "sank", "-", "'quoted'", "Zoë", "U.N.", "by", "the")
)
PARAGRAPHS = st.lists(
    st.lists(TOKENS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8
)
WIDTHS = st.integers(min_value=10, max_value=90)


def proved(paragraphs: list[str], copy: str, *furniture: Known) -> Match:
    """What a copy proves of an article of these paragraphs."""
    known = [
        Known(number, "body", len(text), digest(text))
        for number, text in enumerate(paragraphs, start=1)
    ]
    return prove([*known, *furniture], copy)


@given(PARAGRAPHS, WIDTHS)
def test_paragraphs_are_found_wherever_the_lines_are_broken(
    paragraphs: list[str], width: int
) -> None:
    copy = textwrap.fill(
        " ".join(paragraphs), width, break_long_words=False, break_on_hyphens=False
    )
    found = proved(paragraphs, copy)
    assert dict(found.words.paragraphs) == dict(enumerate(paragraphs, start=1))
    assert (found.share, found.extra_words) == (1, 0)


@given(PARAGRAPHS, WIDTHS)
def test_broken_hyphens_curly_quotes_and_dashes_of_a_copy_do_not_matter(
    paragraphs: list[str], width: int
) -> None:
    copy = "\n".join(textwrap.fill(text, width, break_long_words=False) for text in paragraphs)
    assert proved(paragraphs, copy).words.complete
    curly = "\r\n".join(paragraphs).replace("'", "\u2019").replace(" - ", " \u2013 ")
    assert proved(paragraphs, "\n" + curly).words.complete


@given(PARAGRAPHS, st.data())
def test_extra_paragraphs_and_missing_ones_move_nothing(
    paragraphs: list[str], data: st.DataObject
) -> None:
    here = data.draw(st.lists(st.booleans(), min_size=len(paragraphs), max_size=len(paragraphs)))
    lines = ["Furniture of the page"]
    for text, kept in zip(paragraphs, here, strict=True):
        lines += [text, "More furniture"] if kept else ["Even more furniture"]
    words = proved(paragraphs, "\n\n".join(lines)).words
    for number, (text, kept) in enumerate(zip(paragraphs, here, strict=True), start=1):
        # A paragraph that was dropped may still stand inside another: its words are proved all
        # the same, since its hash is.
        assert words.paragraphs.get(number) in ((text,) if kept else (text, None))
        assert (number in words.paragraphs) is not (number in words.missing)


@given(PARAGRAPHS, st.integers(min_value=0), st.sampled_from("xyz"))
def test_a_changed_letter_is_never_proved(
    paragraphs: list[str], position: int, letter: str
) -> None:
    text = "Unlike any other " + paragraphs[0]
    at = position % len(text)
    changed = text[:at] + letter + text[at + 1 :]
    assert proved([text], changed).words.complete is (changed == text)


@pytest.mark.parametrize(
    ("paragraphs", "copy", "matched", "extra", "extra_words"),
    [
        (["the bombardment ended"], "the bombard-\nment ended", [1], (), 0),
        (
            ["same words", "other", "same words"],
            "same words\nother\nsame words\n",
            [1, 2, 3],
            (),
            0,
        ),
        (["one two", "three"], "Cookies here\n\none\ntwo three\nSign up now\n", [1, 2], (1, 5), 5),
        (["one two", "three"], "quite another text", [], (1,), 3),
        (["one two"], "", [], (), 0),
        (["a ship"], "a shipping line", [], (1,), 3),
        (["ship"], "a flagship line", [], (1,), 3),
    ],
)
def test_a_copy_proves_whole_words_and_the_rest_is_told_by_line(
    paragraphs: list[str], copy: str, matched: list[int], extra: tuple[int, ...], extra_words: int
) -> None:
    found = proved(paragraphs, copy)
    assert list(found.words.paragraphs) == matched
    assert (found.extra, found.extra_words) == (extra, extra_words)
    assert found.same_article is bool(matched)


def test_boilerplate_does_not_count_towards_the_share() -> None:
    found = proved(["abcdef", "xyz"], "abcdef", Known(3, "boilerplate", 40, digest("f" * 40)))
    assert found.share == pytest.approx(6 / 9)
    assert found.words.missing == (2, 3)
    assert found.same_article
    assert prove([], "anything").share == 0


def test_words_give_a_span_only_where_it_is_proved() -> None:
    words = proved(["one two", "three"], "one two").words
    places = [(1, 4, 7), (1, 4, 8), (1, 4, 4), (1, -3, 2), (2, 0, 1)]
    assert [words.span(*place) for place in places] == ["two", None, None, None, None]
    assert (words.missing, words.complete) == ((2,), False)


def every_width(story: Story, text: str) -> list[Match]:
    known = known_paragraphs(read_table(story.folder, "paragraphs").rows)
    return [prove(known, textwrap.fill(text, width)) for width in (20, 72, 10_000)]


def test_the_examples_text_is_proved_at_every_width(example: Story) -> None:
    text = (example.folder / "article.txt").read_text(encoding="utf-8")
    assert all(found.words == example.words for found in every_width(example, text))


def test_the_article_is_proved_at_every_width(article_copy: Path, root: Path) -> None:
    stories = [open_story(name, root=root, words=article_copy) for name in story_ids(root)]
    [story] = [story for story in stories if story.words and story.words.complete]
    found = every_width(story, article_copy.read_text(encoding="utf-8"))
    assert all(one.words.complete for one in found)
