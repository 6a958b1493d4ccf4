"""The rows of live tables: every text escaped, blanks no value, ids that do not change."""

import json
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.show.live_tables.rows import PAGE, Rows, arguments, below, table_id, value

NASTY = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=2+5", "‮مرحبا", "🚒 & \"'"]
ROWS = Rows(
    "Claims & people",
    ["claim", "people <b>"],
    [False, True],
    [["c001", "3,000"], ["c002", "–"], ["c003", "0"]],
    [["c001", 3000.0], ["c002", None], ["c003", 0.0]],
)


@pytest.mark.parametrize(
    ("cell", "text", "amount", "sorted_by"),
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
    cell: object, text: str, amount: bool, sorted_by: object
) -> None:
    assert value(cell, text, amount) == sorted_by


@given(st.text(), st.lists(st.text(), min_size=1, max_size=3))
def test_every_text_arrives_as_it_is_and_none_as_code(caption: str, texts: list[str]) -> None:
    texts = [*texts, *NASTY]
    rows = Rows(caption, ["words"], [False], [[text] for text in texts], [[text] for text in texts])
    told = arguments(rows)
    shown = [row[0][0] for row in json.loads(told["data_json"])]
    assert not any("<" in text or ">" in text for text in shown)
    assert [unescape(text) for text in shown] == texts
    assert told["table_html"].count("<") == len(["caption", "thead", "tr", "th"]) * 2
    # Functions would be evaluated; nothing here is one.
    assert "keys_to_be_evaluated" not in told


def test_amounts_stand_to_the_right_and_a_blank_has_no_value() -> None:
    told = arguments(ROWS)
    assert {"targets": [1], "className": "amount"} in told["columnDefs"]
    assert [row[1] for row in json.loads(told["data_json"])] == [
        ["3,000", 3000.0],
        ["–", None],
        ["0", 0.0],
    ]
    assert below(ROWS) == "– means not stated."
    assert below(replace(ROWS, values=[["a", 1.0]])) == ""


def test_headings_belong_to_their_columns_and_are_escaped() -> None:
    head = arguments(ROWS)["table_html"]
    assert '<th scope="col">people &lt;b&gt;</th>' in head
    assert "<caption>Claims &amp; people</caption>" in head


@pytest.mark.parametrize(("count", "pages"), [(PAGE, False), (PAGE + 1, True)])
def test_only_a_table_longer_than_a_page_has_pages(count: int, pages: bool) -> None:
    long = replace(ROWS, texts=[["c", "1"]] * count, values=[["c", 1.0]] * count)
    told = arguments(long)
    assert told["paging"] is pages
    assert bool(told["layout"]["bottomEnd"]) is pages


def test_the_same_rows_have_the_same_id_and_others_another() -> None:
    assert table_id(ROWS) == table_id(replace(ROWS)) == "table-claims-people-f52ff4bb"
    assert table_id(replace(ROWS, caption="Other")) != table_id(ROWS)
    assert table_id(replace(ROWS, texts=[["c001", "3,001"]])) != table_id(ROWS)


@pytest.mark.parametrize("caption", ["", "مرحبا", "<script>", "É–à", "a" * 400])
def test_an_id_is_made_of_plain_letters_whatever_the_caption(caption: str) -> None:
    name = table_id(replace(ROWS, caption=caption))
    assert name.isascii()
    assert name.replace("-", "").isalnum()
