"""What a notebook shows: the same facts with and without the picture, everything escaped."""

import base64
import copy
import io
import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from helpers.charts.figure import ChartFigure, chart, frame
from helpers.show import display as shown
from helpers.show.display import cell_text, picture_problems, table_html
from helpers.show.live_tables.widget import LiveTables
from helpers.story.problem import StoryError
from helpers.story.story import Story, open_story
from helpers.topics.finding import Finding

NASTY = '<script>alert("x")</script> & "quotes"'


class Outline(HTMLParser):
    """Tags with their attributes, and the text inside each kind of tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("img", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes another tag"

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.texts.setdefault(self._open[-1], []).append(data.strip())

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What has been shown."""
    put: list[dict[str, str]] = []
    monkeypatch.setattr(shown, "_put", lambda output: put.append(dict(output)))
    return put


@chart
def figure(title: str = "Three claims", alt: str = "Bars of 3 and 9.", top: int = 9) -> ChartFigure:
    rows = pd.DataFrame({"claim_id": ["c001", "c002"], "count": pd.array([3, None], "Int64")})
    fig, ax = frame("test-chart", title, "Claims", "The Paper", rows=rows, alt=alt)
    ax.barh([0, 1], [3, top])
    return fig


@pytest.fixture
def output() -> dict[str, Any]:
    """A stored output that shows a chart."""
    return {"output_type": "display_data", "data": shown.chart_output(figure()), "metadata": {}}


# ------------------------------------------------------------------------------ charts


def test_a_chart_is_shown_with_its_alt_text_caption_and_rows(outputs: list[dict[str, str]]) -> None:
    shown.show(figure())
    (put,) = outputs
    page = Outline(put["text/html"])
    assert page.of("figure") == [{"data-chart": "test-chart"}]
    (image,) = page.of("img")
    assert image["alt"] == put["text/plain"] == "Bars of 3 and 9."
    assert image["src"] == f"data:image/png;base64,{put['image/png']}"
    assert "Three claims" in page.texts["strong"]
    assert any("Source: The Paper. Chart: Claim by Claim." in text for text in page.texts["small"])
    assert any("2 rows" in text for text in page.texts["summary"])
    assert page.texts["td"] == ["3", "–"]
    assert [attrs["scope"] for attrs in page.of("th")] == ["col", "col", "row", "row"]


def test_a_chart_needs_no_script_and_no_style_sheet_and_no_id(output: dict[str, Any]) -> None:
    html = output["data"]["text/html"]
    page = Outline(html)
    assert not {"script", "style", "svg"} & {tag for tag, _ in page.tags}
    # Sides of cells are the one inline style: without it a reader loses nothing.
    styles = {attrs["style"] for _, attrs in page.tags if "style" in attrs}
    assert styles == {"text-align: left", "text-align: right"}
    assert not {"id", "onclick"} & {name for _, attrs in page.tags for name in attrs}


def test_texts_of_a_chart_are_escaped() -> None:
    page = Outline(shown.chart_output(figure(title=NASTY, alt=NASTY))["text/html"])
    assert page.of("script") == []
    assert page.of("img")[0]["alt"] == NASTY
    assert NASTY in page.texts["strong"]


def test_the_same_chart_is_shown_the_same_way_twice() -> None:
    assert shown.chart_output(figure()) == shown.chart_output(figure())


def test_a_picture_is_small_enough_for_a_repository(output: dict[str, Any]) -> None:
    assert len(base64.b64decode(output["data"]["image/png"])) < 90_000


def test_an_honest_picture_has_no_problem(output: dict[str, Any]) -> None:
    assert picture_problems(output) == []
    lines = output["data"]["text/html"].splitlines(keepends=True)
    output["data"]["text/html"] = lines
    output["data"]["image/png"] += "\n"
    assert picture_problems(output) == []


def _other_beside(data: dict[str, Any]) -> None:
    data["image/png"] = shown.chart_output(figure(top=2))["image/png"]


def _other_chart(data: dict[str, Any]) -> None:
    other = shown.chart_output(figure(alt="Bars of 3 and 2.", top=2))
    data["text/html"] = data["text/html"].replace(data["image/png"], other["image/png"])
    data["image/png"] = other["image/png"]


def _foreign_picture(data: dict[str, Any]) -> None:
    blank = io.BytesIO()
    Image.new("RGB", (40, 40)).save(blank, "PNG")
    encoded = base64.b64encode(blank.getvalue()).decode()
    data["text/html"] = data["text/html"].replace(data["image/png"], encoded)
    data["image/png"] = encoded


def _other_alt(data: dict[str, Any]) -> None:
    data["text/html"] = data["text/html"].replace("Bars of 3 and 9.", "Bars of 3 and 2.")


def _other_plain(data: dict[str, Any]) -> None:
    data["text/plain"] = "something else"


def _other_name(data: dict[str, Any]) -> None:
    data["text/html"] = data["text/html"].replace('"test-chart"', '"other-chart"')


def _no_picture(data: dict[str, Any]) -> None:
    del data["image/png"]


def _broken_picture(data: dict[str, Any]) -> None:
    data["image/png"] = "bm90IGEgcGljdHVyZQ=="


@pytest.mark.parametrize(
    ("swap", "told"),
    [
        (_other_beside, "another than the one beside it"),
        (_other_chart, "another alt text"),
        (_foreign_picture, "says it is the chart None"),
        (_other_alt, "another alt text"),
        (_other_plain, "plain text"),
        (_other_name, "says it is the chart 'test-chart'"),
        (_no_picture, "missing"),
        (_broken_picture, "no PNG"),
    ],
)
def test_a_swapped_picture_or_text_is_found(
    output: dict[str, Any], swap: Callable[[dict[str, Any]], None], told: str
) -> None:
    swapped = copy.deepcopy(output)
    swap(swapped["data"])
    assert any(told in problem for problem in picture_problems(swapped))


def test_a_bare_picture_is_a_problem_and_a_text_is_none() -> None:
    assert picture_problems({"data": {"image/png": "iVBO", "text/plain": "<Figure>"}}) != []
    assert picture_problems({"data": {"text/plain": "3"}}) == []
    assert picture_problems({"output_type": "stream", "text": "x"}) == []


# ------------------------------------------------------------------------------ tables

TABLE = pd.DataFrame(
    {
        "claim_id": pd.array(["c001", "c002", "c003"], "string"),
        "people": pd.array([3000, None, 0], "Int64"),
        "hedges": pd.array(["may|reportedly", None, ""], "string"),
        "checkable": pd.array([True, False, None], "boolean"),
        "voice": pd.Categorical(["direct", "narrator", None]),
    }
)


def test_a_table_has_a_caption_and_its_headings_belong_to_columns_and_rows() -> None:
    page = Outline(table_html(TABLE, "Claims"))
    assert page.texts["caption"] == ["Claims"]
    scopes = [attrs["scope"] for attrs in page.of("th")]
    assert scopes == ["col"] * 5 + ["row"] * 3
    assert page.texts["th"] == [*TABLE.columns, "c001", "c002", "c003"]


def test_a_blank_is_a_dash_that_is_explained_and_never_zero() -> None:
    html = table_html(TABLE, "Claims")
    cells = Outline(html).texts["td"]
    assert cells[:4] == ["3,000", "may; reportedly", "yes", "direct"]
    assert cells[4:8] == ["–", "–", "no", "narrator"]
    assert cells[8:] == ["0", "–", "–", "–"]
    assert "– means not stated." in html


def test_nothing_is_explained_where_nothing_is_blank() -> None:
    assert "means not stated" not in table_html(TABLE[["claim_id"]], "Claims")


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    page = Outline(table_html(TABLE, "Claims"))
    sides = [attrs["style"].removeprefix("text-align: ") for attrs in page.of("td")]
    assert sides[:4] == ["right", "left", "left", "left"]


def test_a_long_table_says_how_many_rows_are_shown() -> None:
    many = pd.DataFrame({"n": range(50)})
    html = table_html(many, "Many", limit=20)
    assert "20 of 50 rows shown." in html
    assert len(Outline(html).of("tr")) == 21
    assert "rows shown" not in table_html(many, "Many", limit=None)


def test_an_empty_table_says_so() -> None:
    assert "No rows." in table_html(TABLE.head(0), "None")


def test_cells_of_a_table_are_escaped() -> None:
    html = table_html(pd.DataFrame({NASTY: [NASTY]}), NASTY)
    page = Outline(html)
    assert page.of("script") == []
    assert html.count("&lt;script&gt;") == 3


def test_headings_can_be_put_in_other_words(outputs: list[dict[str, str]]) -> None:
    shown.table(TABLE, "Claims", headings={"claim_id": "Claim"})
    assert Outline(outputs[0]["text/html"]).texts["th"][:2] == ["Claim", "people"]
    assert outputs[0]["text/plain"].startswith("Claims\n")


@pytest.mark.parametrize(
    ("cell", "column", "text"),
    [
        (2014, "year", "2014"),
        (2014, "people", "2,014"),
        (1.5, "km", "1.5"),
        (2.0, "km", "2"),
        (1.609344, "km", "1.609"),
        (float("nan"), "km", "–"),
        (("a", "b"), "ids", "a; b"),
        ((), "ids", "–"),
        (pd.NaT, "day", "–"),
        ("", "text", "–"),
    ],
)
def test_a_cell_reads_as_it_is_meant(cell: object, column: str, text: str) -> None:
    assert cell_text(cell, column) == text


def test_showing_a_table_leaves_it_as_it_was(outputs: list[dict[str, str]]) -> None:
    before = TABLE.copy(deep=True)
    shown.table(TABLE, "Claims", limit=1)
    assert outputs
    pd.testing.assert_frame_equal(TABLE, before)


LONG = pd.DataFrame({"claim": [f"c{n}" for n in range(30)], "people": [None, 0, *range(28)]})


def test_without_a_server_behind_the_kernel_nothing_is_made_but_the_static_table(
    outputs: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "")
    monkeypatch.setattr("helpers.show.live_tables.widget.live_tables", pytest.fail)
    shown.table(LONG, "Claims")
    assert outputs[0]["text/html"] == table_html(LONG, "Claims")


def test_a_live_table_keeps_its_static_twin_in_its_place(
    outputs: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "/notebooks/00.ipynb")
    widget = LiveTables()
    monkeypatch.setattr("helpers.show.live_tables.widget.live_tables", lambda: widget)
    shown.table(LONG, "Claims", headings={"claim": "Claim"})
    shown.table(LONG.head(shown.SMALL), "Few")
    (name,) = widget.tables
    place = f'<div data-table="{name}">\n'
    twin = table_html(LONG, "Claims", headings={"claim": "Claim"})
    assert outputs[0]["text/html"] == f"{place}{twin}\n</div>"
    assert sorted(outputs[0]) == ["text/html", "text/plain"]
    assert outputs[1]["text/html"] == table_html(LONG.head(shown.SMALL), "Few")
    # The static table is cut at its limit; the live one has every row.
    rows = json.loads(widget.tables[name]["arguments"]["data_json"])
    assert len(rows) == len(LONG)
    assert [row[1] for row in rows[:3]] == [["–", None], ["0", 0], ["0", 0]]


# ------------------------------------------------------------------------------ words


def test_findings_have_their_sources_in_the_next_line_and_their_rows_folded_away(
    outputs: list[dict[str, str]],
) -> None:
    told = Finding("Two claims disagree & more.", ("c001", "c002"), "BBC, 29 September 2014")
    shown.findings([told, Finding("One.", ())])
    page = Outline(outputs[0]["text/html"])
    assert page.texts["li"] == ["Two claims disagree & more.", "One."]
    assert page.texts["small"] == ["BBC, 29 September 2014.", "Rows", "c001, c002"]
    # Closed, and opened by the page alone: neither script nor attribute.
    assert page.of("details") == [{}]
    assert page.of("script") == []
    sentence, _, folded = outputs[0]["text/html"].partition("<details>")
    assert "c001" not in sentence
    assert "c001" in folded.partition("</details>")[0]


def test_findings_read_as_plain_text(outputs: list[dict[str, str]]) -> None:
    told = Finding("Two claims disagree.", ("c001", "c002"), "BBC, 29 September 2014")
    shown.findings([told, Finding("One.", ())])
    assert outputs[0]["text/plain"] == (
        "- Two claims disagree.\n  BBC, 29 September 2014\n  Rows: c001, c002\n- One."
    )


def test_no_findings_are_said_to_be_none(outputs: list[dict[str, str]]) -> None:
    shown.findings([])
    assert "nothing to report" in outputs[0]["text/plain"]


def test_the_header_cites_the_article(outputs: list[dict[str, str]], example: Story) -> None:
    shown.header(example, "Who says what?")
    page = Outline(outputs[0]["text/html"])
    article = example.article
    assert page.texts["h1"] == ["Who says what?"]
    assert [attrs["href"] for attrs in page.of("a")] == [article.url]
    for words in (article.headline, article.outlet, article.byline):
        assert words in outputs[0]["text/plain"]


def test_the_words_of_a_row_are_quoted_with_their_place(
    outputs: list[dict[str, str]], example: Story
) -> None:
    row = example.claims.iloc[0]
    shown.words(example, "claims", row["claim_id"])
    assert example.words is not None
    quoted = example.words.span(row["paragraph"], row["start"], row["end"])
    assert Outline(outputs[0]["text/html"]).texts["p"] == [quoted]
    assert f"(Paragraph {row['paragraph']}, characters " in outputs[0]["text/plain"]


def test_without_a_copy_one_line_says_how_to_attach_one(
    outputs: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIM_WORDS", "hide")
    story = open_story("example")
    shown.words(story, "claims", "c001")
    assert "story attach PATH" in outputs[0]["text/plain"]
    assert "\n" not in outputs[0]["text/plain"]
    assert "blockquote" not in outputs[0]["text/html"]


def test_a_toll_from_a_reference_has_no_words(
    outputs: list[dict[str, str]], example: Story
) -> None:
    tolls = example.casualties
    row_id = tolls.loc[tolls["paragraph"].isna(), "casualty_id"].iloc[0]
    shown.words(example, "casualties", row_id)
    assert "comes from a reference" in outputs[0]["text/plain"]


@pytest.mark.parametrize(
    ("table", "row_id", "told"),
    [("claims", "c999", "c999"), ("claim", "c001", "the tables are"), ("mentions", "x", "no id")],
)
def test_words_of_what_is_not_there_are_refused_by_name(
    example: Story, table: str, row_id: str, told: str
) -> None:
    with pytest.raises(StoryError, match=told):
        shown.words(example, table, row_id)


def test_a_note_is_told_heading_by_heading_with_its_evidence_and_its_chart(
    outputs: list[dict[str, str]], folder: Path, project: Path
) -> None:
    note = 'Before.\n\n### One\n\n[chart]: crosscheck-standing\n\n{{ check("k001") }}\n\n### Two\n\nNo more.'
    (folder / "notes" / "crosscheck.md").write_text(note, encoding="utf-8")
    story = open_story("example", root=project)
    shown.told(story, "crosscheck")
    before, one, drawn, evidence, two = outputs
    assert "Before." in before["text/html"]
    assert "<h3>One</h3>" in one["text/html"]
    assert "crosscheck-standing" not in one["text/html"]
    assert Outline(evidence["text/html"]).of("details") == [{}]
    assert "River Board of Brindlemark" in evidence["text/html"]
    assert 'data-chart="crosscheck-standing"' in drawn["text/html"]
    assert "No more." in two["text/html"]
    outputs.clear()
    shown.told(story, "nosuchtopic")
    assert outputs == []


@pytest.mark.usefixtures("outputs")
def test_a_note_that_asks_for_a_chart_that_is_none_names_the_known_ones(
    folder: Path, project: Path
) -> None:
    (folder / "notes" / "crosscheck.md").write_text("[chart]: no-such-chart\n", encoding="utf-8")
    with pytest.raises(StoryError, match=r"no-such-chart.*crosscheck-standing"):
        shown.told(open_story("example", root=project), "crosscheck")


def test_a_note_is_shown_and_a_story_without_it_shows_nothing(
    outputs: list[dict[str, str]], folder: Path, project: Path
) -> None:
    notes = folder / "notes"
    notes.mkdir(exist_ok=True)
    (notes / "claims.md").write_text("*Here*: {{ count('claims') }} claims.\n", encoding="utf-8")
    story = open_story("example", root=project)
    shown.note(story, "claims")
    shown.note(story, "nosuchtopic")
    (put,) = outputs
    assert f"<em>Here</em>: {len(story.claims)} claims." in put["text/html"]
