"""Live tables: every text escaped, blanks no value, ids that do not change, no server asked."""

import json
import re
from html import unescape
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.show.cells import cells
from helpers.show.live_tables.widget import (
    PAGE,
    LiveTables,
    arguments,
    live_tables,
    sorted_by,
    table_id,
)

NASTY = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=2+5", "‮مرحبا", "🚒 & \"'"]
CAPTION = "Claims & people"
ROWS = pd.DataFrame(
    {"claim": ["c001", "c002", "c003"], "people <b>": pd.array([3000, None, 0], "Int64")}
)


def told(rows: pd.DataFrame, caption: str = CAPTION) -> dict[str, Any]:
    return arguments(cells(rows, caption), rows)


def name(rows: pd.DataFrame, caption: str = CAPTION) -> str:
    return table_id(cells(rows, caption))


@pytest.mark.parametrize(
    ("cell", "text", "amount", "value"),
    [
        (3000, "3,000", True, 3000.0),
        (0, "0", True, 0.0),
        (None, "–", True, None),
        (float("nan"), "–", True, None),
        (float("inf"), "inf", True, "inf"),
        ("c001", "c001", False, "c001"),
        ("2014", "2014", False, "2014"),
        ("", "–", False, None),
    ],
)
def test_a_cell_is_sorted_by_what_it_means(
    cell: object, text: str, amount: bool, value: object
) -> None:
    assert sorted_by(cell, text, amount) == value


@given(st.text(), st.lists(st.text(min_size=1), min_size=1, max_size=3))
def test_every_text_arrives_as_it_is_and_none_as_code(caption: str, texts: list[str]) -> None:
    rows = pd.DataFrame({"words": [*texts, *NASTY]})
    held = told(rows, caption)
    shown = [row[0][0] for row in json.loads(held["data_json"])]
    assert not any("<" in text or ">" in text for text in shown)
    assert [unescape(text) for text in shown] == [row[0] for row in cells(rows, caption).texts]
    assert held["table_html"].count("<") == len(["caption", "thead", "tr", "th"]) * 2
    # Functions would be evaluated; nothing here is one.
    assert "keys_to_be_evaluated" not in held


def test_amounts_stand_to_the_right_a_blank_has_no_value_and_headings_are_escaped() -> None:
    held = told(ROWS)
    assert {"targets": [1], "className": "amount"} in held["columnDefs"]
    assert [row[1] for row in json.loads(held["data_json"])] == [
        ["3,000", 3000.0],
        ["–", None],
        ["0", 0.0],
    ]
    assert held["table_html"] == (
        "<caption>Claims &amp; people</caption><thead><tr>"
        '<th scope="col">claim</th><th scope="col">people &lt;b&gt;</th></tr></thead>'
    )


@pytest.mark.parametrize(("count", "pages"), [(PAGE, False), (PAGE + 1, True)])
def test_only_a_table_longer_than_a_page_has_pages(count: int, pages: bool) -> None:
    held = told(pd.DataFrame({"claim": ["c"] * count}))
    assert held["paging"] is pages
    assert bool(held["layout"]["bottomEnd"]) is bool(held["layout"]["topStart"]) is pages


def test_the_same_rows_have_the_same_id_and_others_another() -> None:
    assert name(ROWS) == "table-claims-people-f52ff4bb"
    others = (name(ROWS, "Other"), name(ROWS.head(2)), name(ROWS.rename(columns={"claim": "id"})))
    assert len({name(ROWS), *others}) == 4


@pytest.mark.parametrize("caption", ["", "مرحبا", "<script>", "É–à", "a" * 400])
def test_an_id_is_made_of_plain_letters_whatever_the_caption(caption: str) -> None:
    assert re.fullmatch(r"table(-[a-z0-9]+)+", name(ROWS, caption))


def test_a_kernel_has_one_widget_which_holds_a_table_once_under_its_id() -> None:
    assert live_tables() is live_tables()
    widget = LiveTables()
    held = [widget.hold(cells(rows, CAPTION), rows) for rows in (ROWS, ROWS, ROWS.head(1))]
    assert held == [name(ROWS), name(ROWS), name(ROWS.head(1))]
    below = {table: one["below"] for table, one in widget.tables.items()}
    assert below == {held[0]: "– means not stated.", held[2]: ""}


def test_script_and_style_name_no_server() -> None:
    widget = LiveTables()
    code = re.sub(r"/\*.*?\*/", "", widget.bundle + widget._css, flags=re.DOTALL)
    assert "unpkg" not in code
    assert not re.findall(r"""(?:import|fetch)\(["']https?:|url\(["']?https?:""", code)
