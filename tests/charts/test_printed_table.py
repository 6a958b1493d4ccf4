"""The house look of styled tables: everything shown as text, blanks as dashes, ids that stay."""

import re

import pandas as pd
import pytest

from helpers.charts.printed_table import house

from ..parsed_html import Parsed

NASTY = ["<script>alert(1)</script>", "=2+5", "مرحبا", '🚒 & "quotes"', "*stars* [a](b)"]
ROWS = pd.DataFrame(
    {"who": NASTY, "kind": [NASTY[0]] * 5, "people": pd.array([3000, None, 0, 1, 2], "Int64")}
)


def made(rows: pd.DataFrame = ROWS, name: str = "test-table") -> str:
    table = house(
        rows,
        name=name,
        title=NASTY[0],
        subtitle=NASTY[4],
        source=NASTY[0],
        stub="who",
        groups="kind",
    )
    return str(table.as_raw_html())


def test_every_text_is_shown_as_it_is_written() -> None:
    html = made()
    assert not {"script", "img", "em", "a"} & {tag for tag, _ in Parsed(html).tags}
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4
    for text in ("=2+5", "مرحبا", "🚒 &amp;", "*stars* [a](b)"):
        assert text in html


def test_a_blank_is_a_dash_that_is_explained_and_never_zero() -> None:
    html = made()
    cells = re.findall(r'<td headers="[^"]*people"[^>]*>([^<]*)</td>', html)
    assert cells == ["3000", "–", "0", "1", "2"]
    assert "– means not stated, never zero." in html
    assert "means not stated" not in made(ROWS.dropna())


def test_numbers_stand_to_the_right() -> None:
    assert len(re.findall(r'<td headers="[^"]*people" class="gt_row gt_right"', made())) == 5


def test_the_same_rows_give_the_same_bytes_and_ids_of_its_name() -> None:
    assert made() == made()
    ids = [str(attrs["id"]) for _, attrs in Parsed(made()).tags if "id" in attrs]
    assert ids
    assert len(ids) == len(set(ids))
    assert all(one.startswith("test-table") for one in ids)


def test_the_rows_are_left_as_they_were() -> None:
    before = ROWS.copy(deep=True)
    made()
    pd.testing.assert_frame_equal(ROWS, before)


@pytest.mark.parametrize("name", ["", "Big Table", "a/b", "<b>", "a_b"])
def test_a_name_that_would_make_no_id_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="lower-case words"):
        made(name=name)
