"""What is found in a file with an article: its paragraphs with their kinds, and who published it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.story.making.found import Found, TextError
from helpers.story.making.kinds import day_in, kind_of, looks_english, name_in_byline, undecided_day
from helpers.story.making.reading import read_article_file

from .articles import (
    BODY,
    BYLINE,
    CAPTION,
    DATELINE,
    HEAD,
    MARKDOWN,
    MORE,
    PAGE,
    PLAIN,
    RIGHTS,
    STANDFIRST,
)  # fmt: skip

Read = Callable[..., Found]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read an article from a file of that name."""

    def read_file(name: str, content: str | bytes, headline: str = "") -> Found:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_article_file(path, headline)

    return read_file


def kinds(found: Found) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in found.paragraphs]


def test_plain_text_is_read_line_by_line_each_of_its_kind(read: Read) -> None:
    found = read("a.txt", PLAIN)
    assert kinds(found) == [
        ("headline", HEAD),
        ("standfirst", STANDFIRST),
        ("byline", BYLINE),
        ("dateline", DATELINE),
        ("body", BODY[0]),
        ("body", BODY[1]),
        ("caption", CAPTION),
        ("boilerplate", MORE),
        ("body", BODY[2]),
        ("boilerplate", RIGHTS),
    ]
    assert (found.headline, found.author, found.published) == (HEAD, "Ann Example", "2021-05-03")
    assert (found.outlet, found.address, found.language) == ("", "", "en")
    assert found.notes == ()


def test_markdown_loses_its_marks_and_its_front_matter_tells_the_details(read: Read) -> None:
    found = read("a.md", MARKDOWN)
    assert kinds(found) == [
        ("headline", HEAD),
        ("standfirst", STANDFIRST),
        ("byline", BYLINE),
        ("body", BODY[0]),
        ("body", BODY[1]),
        ("caption", CAPTION),
        ("body", "What it costs"),
        ("body", "Year | Cost"),
        ("body", "2021 | £1.2m"),
        ("body", BODY[2]),
    ]
    told = (found.headline, found.author, found.published, found.outlet, found.address)
    assert told == (HEAD, "Ann Example", "2021-05-03", "The Test Herald", f"{SITE}/harbour-wall")


SITE = "https://example.org/news"


@pytest.mark.parametrize("name", ["page.html", "page"])
def test_of_a_saved_page_the_article_is_read_and_not_what_stands_around_it(
    read: Read, name: str
) -> None:
    found = read(name, PAGE)
    assert kinds(found) == [
        ("headline", HEAD),
        ("standfirst", STANDFIRST),
        ("byline", BYLINE),
        ("dateline", "3 May 2021"),
        ("body", BODY[0]),
        ("caption", CAPTION),
        ("body", BODY[1]),
        ("body", "What it costs"),
        ("body", "Year Cost"),
        ("body", "2021 £1.2m"),
        ("body", BODY[2]),
    ]
    assert (found.headline, found.outlet, found.author) == (HEAD, "The Test Herald", "Ann Example")
    assert (found.published, found.language) == ("2021-05-03", "en-GB")
    assert found.address == f"{SITE}/harbour-wall"


def test_a_page_without_metadata_keeps_its_text_and_leaves_the_rest_to_be_asked(read: Read) -> None:
    divs = "".join(f"<div><div>{text}</div></div>" for text in BODY)
    found = read("a.html", f"<html><body><h1>{HEAD}</h1>{divs}</body></html>")
    assert [text for kind, text in kinds(found) if kind == "body"] == list(BODY)
    assert (found.outlet, found.author, found.published, found.language) == ("", "", "", "")


def test_a_known_headline_is_found_wherever_it_stands_or_put_on_top(read: Read) -> None:
    lines = "\n".join(("THE TEST HERALD", HEAD, BYLINE, *BODY))
    assert kinds(read("a.txt", lines, HEAD.replace("'", "’")))[:3] == [
        ("body", "THE TEST HERALD"),
        ("headline", HEAD),
        ("byline", BYLINE),
    ]
    assert kinds(read("a.txt", BODY[0], "A headline of ours")) == [
        ("headline", "A headline of ours"),
        ("body", BODY[0]),
    ]


def test_a_name_alone_above_the_dateline_is_the_byline(read: Read) -> None:
    lines = (HEAD, STANDFIRST, "Ann de Example", DATELINE, BODY[0])
    found = read("a.txt", "\n".join(lines))
    told = ["headline", "standfirst", "byline", "dateline", "body"]
    assert [kind for kind, _ in kinds(found)] == told
    assert found.author == "Ann de Example"
    without = read("a.txt", "\n".join((HEAD, "Ann de Example", BYLINE, BODY[0])))
    assert [kind for kind, _ in kinds(without)] == ["headline", "standfirst", "byline", "body"]


def test_what_ends_in_no_full_stop_is_a_caption_a_crosshead_or_page_furniture(read: Read) -> None:
    caption = "Boats of the fishermen lie along the quay below the broken wall"
    lines = (
        HEAD,
        BYLINE,
        caption,
        BODY[0],
        "What it costs",
        "Year 2021 and its cost in pounds of 2021 each",
        BODY[2],
    )
    found = read(
        "a.txt",
        "\n".join((*lines, "Join our forum", "Read what other readers of ours say about it")),
    )
    told = ["headline", "byline", "caption", "body", "body", "body", "body", "boilerplate"]
    assert [kind for kind, _ in kinds(found)] == [*told, "boilerplate"]
    bare = [kind for kind, _ in kinds(read("a.txt", f"{HEAD}\none two\nthree four"))]
    assert bare == ["headline", "body", "body"]


def test_a_live_blog_keeps_its_stamps_apart_from_its_text(read: Read) -> None:
    lines = (HEAD, "14:32 BST", BODY[0], "2h ago", BODY[1], "Updated at 13.05", BODY[2])
    told = ["headline", "dateline", "body", "dateline", "body", "dateline", "body"]
    assert [kind for kind, _ in kinds(read("a.txt", "\n".join(lines)))] == told


def test_tabs_and_blank_lines_are_white_space_and_marks_stay_as_printed(read: Read) -> None:
    found = read("a.txt", f"\ufeff{HEAD}\r\n\t\r\n1\t2\t “three”\r\n\u200b\r\n")
    assert kinds(found)[:2] == [("headline", HEAD), ("body", "1 2 “three”")]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_other_encodings_are_read_and_a_guess_is_told(read: Read, encoding: str) -> None:
    text = "La digue sera réparée\nPar le conseil, « avant l’été », a-t-on dit à Quillhaven."
    found = read("a.txt", text.encode(encoding))
    assert [text for _, text in kinds(found)] == text.splitlines()
    assert found.language == ""
    assert bool(found.notes) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"", "holds no text"),
        ("a.txt", b" \n\t\n", "holds no text"),
        ("a.txt", b"One line alone", "no running text below it.*--headline"),
        ("a.txt", b"a\0b", "not a text file"),
        ("a.txt", b"\x81\x8d\x8f", "not a text file"),
        ("a.txt", b"\xff\xfea", "not a text file"),
        ("a.pdf", b"%PDF", "copy its text"),
        ("a.mhtml", b"From:", "HTML only"),
        ("a.txt", b"x " * 1_000_001, "more than 2 MB"),
        ("a.html", b"<html></html>", "no article in this page"),
        ("a.html", b"", "no article in this page"),
    ],
)
def test_what_holds_no_article_is_refused_in_one_line(
    read: Read, name: str, content: bytes, told: str
) -> None:
    with pytest.raises(TextError, match=told) as refused:
        read(name, content)
    assert "\n" not in str(refused.value)


def test_a_folder_and_a_missing_file_are_no_article(tmp_path: Path) -> None:
    with pytest.raises(TextError, match="is no file"):
        read_article_file(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_article_file(tmp_path / "none.txt")


# ------------------------------------------------------------------------------ lines


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Monday 29 September 2014 19:45", "2014-09-29"),
        ("Sept. 3rd, 2020", "2020-09-03"),
        ("1st of May 2021", "2021-05-01"),
        ("Updated: Dec 24, 1999 by us", "1999-12-24"),
        ("2021-05-03T10:00", ""),
        ("2021-05-03 10:00", "2021-05-03"),
        ("31 June 2020", ""),
        ("31 June 2020, 1 July 2020", "2020-07-01"),
        ("9/8/2014", ""),
        ("May 2014", ""),
        ("In 2014", ""),
    ],
)
def test_a_day_is_read_where_it_is_sure(line: str, day: str) -> None:
    assert day_in(line) == day


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ann Example and Bo Test", "byline"),
        ("Reporting by Ann Example", "byline"),
        ("Published 3 May 2021", "dateline"),
        ("10.30am BST", "dateline"),
        ("The vote was on 3 May 2021.", "body"),
        ("Rescuers at the quay (AFP/Getty Images)", "caption"),
        ("Picture: the quay at night", "caption"),
        ("Related: storms of the year", "boilerplate"),
        ("Related costs rose, the council said.", "body"),
        ("Sign up to our newsletter", "boilerplate"),
        ("Copyright The Test Herald 2021", "boilerplate"),
        ("What it costs", "body"),
    ],
)
def test_a_line_is_of_its_kind_by_its_words(line: str, kind: str) -> None:
    assert kind_of(line, above=True) == kind
    if kind == "byline":
        assert kind_of(line, above=False) == "body"


def test_the_name_stands_behind_by_and_nothing_of_the_date_belongs_to_it() -> None:
    assert name_in_byline("By Ann Example | 3 May 2021") == "Ann Example"
    assert name_in_byline("by Ann Example, ") == "Ann Example"
    assert name_in_byline("Bystanders saw it") == ""


def test_english_is_known_by_its_commonest_words() -> None:
    assert looks_english(" ".join(BODY))
    assert not looks_english("Le conseil de la ville a voté pour la digue et le port, " * 4)
    assert not looks_english("The wall")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Par Anne Exemple", "Anne Exemple"),
        ("par Anne Exemple et Bo Test", "Anne Exemple et Bo Test"),
        ("Par ailleurs, la digue tient", ""),
        ("Par Anne Exemple, la digue tient.", ""),
    ],
)
def test_a_french_byline_is_read_and_a_sentence_is_none(line: str, name: str) -> None:
    assert name_in_byline(line) == name


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("12.3.2026", "12.3.2026 may be 12 March or 3 December 2026: write the month as a word"),
        ("3/3/26", "3/3/26 is 3 March 2026: write the month as a word"),
        ("25.3.2026", "25.3.2026 is 25 March 2026"),
        ("31.31.2026", "31.31.2026 is no day of the calendar"),
        ("2026-03-12", ""),
        ("version 1.2.3.4", ""),
    ],
)
def test_a_day_in_numbers_alone_is_told_with_all_that_it_may_mean(line: str, told: str) -> None:
    found = undecided_day(line)
    assert found.startswith(told)
    assert bool(found) == bool(told)
