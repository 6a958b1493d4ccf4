"""The explorer as a file: nothing in a table becomes markup or script, nothing is fetched."""

import html
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from helpers.cli import main
from helpers.desk.pages import write_explorer
from helpers.explore.data import explorer_data, listed_claims
from helpers.explore.page import as_script, explorer_html, output_html, twin_html
from helpers.story.story import Story

from ..parsed_html import Parsed
from ..stories import opened
from .conftest import Change

EVIL = '</script><script>alert(1)</script><img src=x onerror=alert(2)> & "quoted" \u2028 مرحبا 🌊'
LIMIT = 500_000
DATA = re.compile(r'<script type="application/json" id="explorer-data">(.*?)</script>')


page_of = cache(lambda story_id: explorer_html(opened(story_id)))
"""The page of a story, made once."""


def data_of(page: str) -> dict[str, Any]:
    (found,) = DATA.findall(page)
    data: dict[str, Any] = json.loads(found)
    return data


def test_data_may_stand_in_a_script_and_come_out_as_they_were() -> None:
    text = as_script({"said": EVIL})
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == {"said": EVIL}


def test_what_a_table_or_an_article_says_never_becomes_markup(said: Change) -> None:
    story = said("c003", paraphrase=EVIL, hedges=EVIL, note=EVIL)
    evil = replace(story, article=replace(story.article, headline=EVIL, outlet=EVIL))
    page = explorer_html(evil)
    found = Parsed(page)
    assert [tag for tag, _ in found.tags] == [tag for tag, _ in Parsed(page_of("example")).tags]
    # What it says stands in the data alone.
    assert "".join(found.inside["script"]).count("alert(1)") == DATA.findall(page)[0].count(
        "alert(1)"
    )
    [told] = [one for one in data_of(page)["claims"] if one["id"] == "c003"]
    assert told["text"] == told["note"] == EVIL
    assert "<img" not in twin_html(listed_claims(evil), EVIL)


def test_the_page_asks_nothing_of_the_network_and_carries_its_typeface() -> None:
    page = page_of("example")
    for tag, given in Parsed(page).tags:
        assert "src" not in given, tag
        assert tag not in {"link", "iframe", "object", "embed", "base"}
    assert "default-src 'none'" in page
    faces = re.findall(r"@font-face \{ font-family: '([^']+)'; font-weight: (\d+)", page)
    assert {("Source Sans 3", "400"), ("Source Sans 3", "700")} <= set(faces)
    assert "font-src data:" in page


@pytest.mark.parametrize("name", ["isis-baghdad-2014", "example"])
def test_the_page_of_a_story_is_small(name: str) -> None:
    assert len(page_of(name).encode()) < LIMIT


def test_without_script_the_claims_are_there_as_a_table(example: Story) -> None:
    page = page_of("example")
    noscript = html.unescape(page[page.index("<noscript>") : page.index("</noscript>")])
    assert [text for text in example.claims["paraphrase"] if text not in noscript] == []


def test_words_of_others_stay_out_where_they_are_not_asked_for_and_of_what_a_notebook_keeps(
    torn: Story,
) -> None:
    assert torn.words is not None
    words = as_script({"": max(torn.words.paragraphs.values(), key=len)})[5:-2]
    assert words in explorer_html(torn)
    assert words not in explorer_html(torn, words=False)
    kept = output_html(explorer_data(torn), listed_claims(torn))
    framed = Parsed(kept).tags[0][1]["srcdoc"]
    assert {one["text"] for one in data_of(framed)["paragraphs"]} == {None}


def test_what_a_notebook_keeps_is_a_locked_frame_and_a_table(said: Change) -> None:
    story = said("c003", paraphrase=EVIL)
    (tag, frame), *others = Parsed(output_html(explorer_data(story), listed_claims(story))).tags
    assert tag == "iframe"
    assert frame["sandbox"] == "allow-scripts allow-popups"
    assert {tag for tag, _ in others} <= {
        *("details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td"),
        *("p", "small"),
    }


def test_the_explorer_is_written_beside_the_other_pages(example: Story, tmp_path: Path) -> None:
    paths = write_explorer(example, tmp_path)
    assert paths == [tmp_path / "example" / "explore.html", tmp_path / "explore.html"]
    assert {path.read_bytes() for path in paths} == {page_of("example").encode()}


def test_the_command_writes_the_explorer_can_leave_words_out_and_refuses_an_unknown_story(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explore", "nobody", "--to", str(tmp_path)]) == 2
    assert list(tmp_path.iterdir()) == []
    assert main(["explore", "example", "--to", str(tmp_path), "--without-words"]) == 0
    page = (tmp_path / "explore.html").read_text(encoding="utf-8")
    assert page == explorer_html(opened("example"), words=False)
    assert capsys.readouterr().out.count("wrote ") == 2


@pytest.mark.parametrize(("name", "drawn"), [("titanic-1912", True), ("example", False)])
def test_the_base_map_is_credited_where_one_is_drawn(name: str, drawn: bool) -> None:
    assert ("Base map: Natural Earth" in page_of(name)) is drawn
