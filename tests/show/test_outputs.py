"""What a notebook shows: the same facts with and without the picture, everything escaped."""

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from helpers.show import contents, findings, header, note, show, table, told, words
from helpers.show.sentences import runs
from helpers.show.tables import folded_table
from helpers.story.article_copy.proof import Words
from helpers.story.problem import StoryError
from helpers.story.story import Story, open_story
from helpers.topics.finding import Finding

from ..parsed_html import Parsed
from .conftest import figure

NASTY = '<script>alert("x")</script> & "quotes"'
Outputs = list[dict[str, str]]


def nasty(story: Story) -> Story:
    """The story with an article that is as bad as can be, and a link that is none of the web's."""
    bad = dict.fromkeys(("headline", "outlet", "byline"), NASTY)
    article = replace(story.article, **bad, url="javascript:alert(1)")
    assert story.words is not None
    said = dict.fromkeys(story.words.paragraphs, NASTY * 9)
    return replace(story, article=article, words=Words(said, ()))


SHOWN: dict[str, Callable[[Story], None]] = {
    "figure": lambda _: show(figure(title=NASTY, alt=NASTY)),
    "table": lambda _: table(pd.DataFrame({NASTY: [NASTY]}), NASTY),
    "folded table": lambda _: folded_table(pd.DataFrame({NASTY: [NASTY]}), NASTY),
    "findings": lambda _: findings([Finding(NASTY, (NASTY,), NASTY)]),
    "header": lambda story: header(nasty(story), NASTY),
    "words": lambda story: words(nasty(story), "claims", "c001"),
}


@pytest.mark.parametrize("what", SHOWN)
def test_all_that_is_shown_is_escaped_html_without_script_beside_its_words(
    outputs: Outputs, example: Story, what: str
) -> None:
    SHOWN[what](example)
    SHOWN[what](example)
    first, second = outputs
    assert first == second
    page = Parsed(first["text/html"])
    assert page.well_nested
    assert not {"script", "style", "svg"} & {tag for tag, _ in page.tags}
    assert not {"id", "onclick", "href"} & {name for _, attrs in page.tags for name in attrs}
    # Sides of cells are the one inline style: without it a reader loses nothing.
    styles = {attrs["style"] for _, attrs in page.tags if "style" in attrs}
    assert styles <= {"text-align: left", "text-align: right"}
    assert "alert" in "".join(text for texts in page.inside.values() for text in texts)
    assert "<script>" in first["text/plain"]


# ------------------------------------------------------------------------------ charts


def test_a_chart_is_shown_with_its_alt_text_and_rows_and_nothing_that_the_picture_says(
    outputs: Outputs,
) -> None:
    show(figure())
    (put,) = outputs
    page = Parsed(put["text/html"])
    assert page.of("figure") == [{"data-chart": "test-chart"}]
    (image,) = page.of("img")
    assert image["alt"] == put["text/plain"] == "Bars of 3 and 9."
    assert image["src"] == f"data:image/png;base64,{put['image/png']}"
    shown, _, folded = put["text/html"].partition("<details>")
    assert "Three claims" not in shown
    assert "<caption>Three claims" in folded
    assert any("Source: The Paper. Chart: Claim by Claim." in text for text in page.inside["p"])
    assert page.inside["summary"] == ["The numbers behind this chart: test-chart, 2 rows"]
    assert page.inside["td"] == ["3", "–"]
    assert [attrs["scope"] for attrs in page.of("th")] == ["col", "col", "row", "row"]
    # Small enough for a repository.
    assert len(base64.b64decode(put["image/png"])) < 90_000


# ------------------------------------------------------------------------------ findings


def test_findings_have_their_sources_in_the_next_line_and_their_rows_folded_away(
    outputs: Outputs,
) -> None:
    one = Finding("Two claims disagree & more.", ("c001", "c002"), "BBC, 29 September 2014")
    findings([one, Finding("One.", ())])
    (put,) = outputs
    page = Parsed(put["text/html"])
    assert page.inside["li"] == ["Two claims disagree & more.", "One."]
    assert page.inside["small"] == ["BBC, 29 September 2014.", "Rows", "c001, c002"]
    # Closed, and opened by the page alone: neither script nor attribute.
    assert page.of("details") == [{}]
    sentence, _, folded = put["text/html"].partition("<details>")
    assert "c001" not in sentence
    assert "c001" in folded.partition("</details>")[0]
    assert put["text/plain"] == (
        "- Two claims disagree & more.\n  BBC, 29 September 2014\n  Rows: c001, c002\n- One."
    )


def test_no_findings_are_said_to_be_none(outputs: Outputs) -> None:
    findings([])
    assert "nothing to report" in outputs[0]["text/plain"]
    assert "nothing to report" in outputs[0]["text/html"]


@pytest.mark.parametrize(
    ("ids", "told_as"),
    [
        ((), ""),
        (("c002", "c001"), "c001, c002"),
        (("c003", "c001", "c002", "c002"), "c001 to c003"),
        (("c009", "c010", "c011", "c013", "d012"), "c009 to c011, c013, d012"),
        (("isis", "c1", "isis2", "isis0"), "c1, isis, isis0, isis2"),
    ],
)
def test_rows_that_follow_each_other_are_told_as_a_run(ids: tuple[str, ...], told_as: str) -> None:
    assert runs(ids) == told_as


# ------------------------------------------------------------------------------ the article


def test_the_header_cites_the_article(outputs: Outputs, example: Story) -> None:
    header(example, "Who says what?")
    header(example)
    asked, plain = outputs
    page = Parsed(asked["text/html"])
    article = example.article
    assert page.inside["h1"] == ["Who says what?"]
    assert [attrs["href"] for attrs in page.of("a")] == [article.url]
    assert asked["text/plain"] == f"Who says what?\n{plain['text/plain']}"
    for told_of in (article.headline, article.outlet, article.byline):
        assert told_of in plain["text/plain"]
    assert "The text is included." in plain["text/html"]


def test_the_words_of_a_row_are_quoted_with_their_place(outputs: Outputs, example: Story) -> None:
    row = example.claims.iloc[0]
    words(example, "claims", row["claim_id"])
    assert example.words is not None
    quoted = example.words.span(row["paragraph"], row["start"], row["end"])
    assert Parsed(outputs[0]["text/html"]).inside["p"] == [quoted]
    place = f"(Paragraph {row['paragraph']}, characters {row['start']} to {row['end']})"
    assert outputs[0]["text/plain"] == f"“{quoted}” {place}"


def test_without_a_copy_one_line_says_how_to_attach_one(outputs: Outputs, example: Story) -> None:
    words(replace(example, words=None), "claims", "c001")
    (put,) = outputs
    assert "story attach PATH" in put["text/plain"]
    assert put["text/html"] == f"<p>{put['text/plain']}</p>"


def test_a_row_of_a_reference_has_no_words(outputs: Outputs, example: Story) -> None:
    rows = example.casualties
    words(example, "casualties", rows.loc[rows["start"].isna(), "casualty_id"].iloc[0])
    assert "comes from a reference" in outputs[0]["text/plain"]


@pytest.mark.parametrize(
    ("name", "row_id", "told_why"),
    [("claims", "c999", "c999"), ("claim", "c001", "the tables are"), ("mentions", "x", "no id")],
)
def test_words_of_what_is_not_there_are_refused_by_name(
    example: Story, name: str, row_id: str, told_why: str
) -> None:
    with pytest.raises(StoryError, match=told_why):
        words(example, name, row_id)


# ------------------------------------------------------------------------------ notes


def test_a_note_is_told_heading_by_heading_with_its_evidence_and_its_chart(
    outputs: Outputs, folder: Path, project: Path
) -> None:
    text = 'Before.\n\n### One\n\n[chart]: crosscheck-standing\n\n{{ check("k001") }}\n\n### Two\n\nNo more.'
    (folder / "notes" / "crosscheck.md").write_text(text, encoding="utf-8")
    story = open_story("example", root=project)
    told(story, "crosscheck")
    before, one, drawn, evidence, two = outputs
    assert "Before." in before["text/html"]
    assert "<h3>One</h3>" in one["text/html"]
    assert "crosscheck-standing" not in one["text/html"]
    assert 'data-chart="crosscheck-standing"' in drawn["text/html"]
    assert Parsed(evidence["text/html"]).of("details") == [{}]
    assert "River Board of Brindlemark" in evidence["text/html"]
    assert "No more." in two["text/html"]


@pytest.mark.usefixtures("outputs")
def test_a_note_that_asks_for_a_chart_that_is_none_names_the_known_ones(
    folder: Path, project: Path
) -> None:
    (folder / "notes" / "crosscheck.md").write_text("[chart]: no-such-chart\n", encoding="utf-8")
    with pytest.raises(StoryError, match=r"no-such-chart.*crosscheck-standing"):
        told(open_story("example", root=project), "crosscheck")


def test_a_note_is_shown_and_a_story_without_it_shows_nothing(
    outputs: Outputs, folder: Path, project: Path
) -> None:
    text = "*Here*: {{ count('claims') }} claims.\n\n## Else\n\nMore.\n"
    (folder / "notes" / "claims.md").write_text(text, encoding="utf-8")
    story = open_story("example", root=project)
    for topic in ("claims", "nosuchtopic"):
        note(story, topic)
    note(story, "claims", "Else")
    told(story, "nosuchtopic")
    whole, part = outputs
    assert f"<em>Here</em>: {len(story.claims)} claims." in whole["text/html"]
    assert "More." in part["text/plain"]
    assert "Here" not in part["text/plain"]


def test_the_contents_link_every_other_notebook_with_its_first_finding(
    outputs: Outputs, example: Story, root: Path
) -> None:
    contents(example)
    links = {attrs["href"] for attrs in Parsed(outputs[0]["text/html"]).of("a")}
    stored = {path.name for path in (root / "notebooks").glob("*.ipynb")}
    assert links == stored - {"00-overview.ipynb", "99-template.ipynb"}
