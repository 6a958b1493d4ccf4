"""Tables: headings that belong to columns and rows, blanks that are never zero, live in JupyterLab."""

import json

import pandas as pd
import pytest

from helpers.show.cells import cell_text
from helpers.show.live_tables.widget import LiveTables
from helpers.show.tables import SMALL, table, table_html

from ..parsed_html import Parsed

TABLE = pd.DataFrame(
    {
        "claim_id": pd.array(["c001", "c002", "c003"], "string"),
        "people": pd.array([3000, None, 0], "Int64"),
        "hedges": pd.array(["may|reportedly", None, ""], "string"),
        "checkable": pd.array([True, False, None], "boolean"),
        "voice": pd.Categorical(["direct", "narrator", None]),
    }
)
LONG = pd.DataFrame({"claim": [f"c{n}" for n in range(30)], "people": [None, 0, *range(28)]})
WIDGET = "helpers.show.live_tables.widget.live_tables"


def test_a_table_has_a_caption_headings_cells_and_sides() -> None:
    html = table_html(TABLE, "Claims")
    page = Parsed(html)
    assert page.inside["caption"] == ["Claims"]
    assert [attrs["scope"] for attrs in page.of("th")] == ["col"] * 5 + ["row"] * 3
    assert page.inside["th"] == [*TABLE.columns, "c001", "c002", "c003"]
    cells = page.inside["td"]
    assert cells[:4] == ["3,000", "may; reportedly", "yes", "direct"]
    assert cells[4:8] == ["–", "–", "no", "narrator"]
    assert cells[8:] == ["0", "–", "–", "–"]
    sides = [attrs["style"].removeprefix("text-align: ") for attrs in page.of("td")]
    assert sides == ["right", "left", "left", "left"] * 3
    assert "– means not stated." in html
    assert "means not stated" not in table_html(TABLE[["claim_id"]], "Claims")


def test_a_long_table_says_how_many_rows_are_shown_and_an_empty_one_that_it_is() -> None:
    html = table_html(LONG, "Many", limit=20)
    assert "20 of 30 rows shown." in html
    assert len(Parsed(html).of("tr")) == 21
    assert "rows shown" not in table_html(LONG, "Many", limit=None)
    assert str(table_html(TABLE.head(0), "Ties")) == "<p>Ties: none.</p>"


def test_headings_can_be_put_in_other_words_and_the_table_stays_as_it_was(
    outputs: list[dict[str, str]],
) -> None:
    before = TABLE.copy(deep=True)
    table(TABLE, "Claims", limit=1, headings={"claim_id": "Claim"})
    assert Parsed(outputs[0]["text/html"]).inside["th"][:2] == ["Claim", "people"]
    assert outputs[0]["text/plain"] == (
        "Claims\nclaim_id | people | hedges | checkable | voice\n"
        "c001 | 3,000 | may; reportedly | yes | direct\n1 of 3 rows shown."
    )
    pd.testing.assert_frame_equal(TABLE, before)


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
        (pd.Timestamp("2014-09-29"), "day", "2014-09-29"),
        ("", "text", "–"),
    ],
)
def test_a_cell_reads_as_it_is_meant(cell: object, column: str, text: str) -> None:
    assert cell_text(cell, column) == text


def test_without_a_server_behind_the_kernel_nothing_is_made_but_the_static_table(
    outputs: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "")
    monkeypatch.setattr(WIDGET, pytest.fail)
    table(LONG, "Claims")
    assert outputs[0]["text/html"] == table_html(LONG, "Claims")


def test_a_live_table_keeps_its_static_twin_in_its_place(
    outputs: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "/notebooks/00.ipynb")
    widget = LiveTables()
    monkeypatch.setattr(WIDGET, lambda: widget)
    table(LONG, "Claims", headings={"claim": "Claim"})
    table(LONG.head(SMALL), "Few")
    (name,) = widget.tables
    twin = table_html(LONG, "Claims", headings={"claim": "Claim"})
    assert outputs[0]["text/html"] == f'<div data-table="{name}">\n{twin}\n</div>'
    assert sorted(outputs[0]) == ["text/html", "text/plain"]
    assert outputs[1]["text/html"] == table_html(LONG.head(SMALL), "Few")
    # The static table is cut at its limit; the live one has every row.
    rows = json.loads(widget.tables[name]["arguments"]["data_json"])
    assert len(rows) == len(LONG)
    assert [row[1] for row in rows[:3]] == [["–", None], ["0", 0], ["0", 0]]
