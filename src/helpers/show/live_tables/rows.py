"""The rows of a table as itables takes them: text to be shown, and beside it what it is sorted by."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from markupsafe import escape

from helpers.show.pages import templates
from helpers.story.project import NAME
from helpers.values.english import BLANK

PAGE = 10
"""Rows on a page at first."""

WORDS = 4

Value = float | str | None


@dataclass(frozen=True)
class Rows:
    """A table as it is shown: headings, which columns hold amounts, and the cells row by row.

    texts are the cells as a reader sees them, values what they are sorted by (None = blank).
    """

    caption: str
    headings: Sequence[str]
    amounts: Sequence[bool]
    texts: Sequence[Sequence[str]]
    values: Sequence[Sequence[Value]]


def value(cell: object, text: str, amount: bool) -> Value:
    """What a cell is sorted by.

    Input: the cell, the text that is shown for it, whether its column holds amounts.
    Output: its number, its text, or None for a blank, which is neither zero nor a word.
    """
    if text == BLANK:
        return None
    number = float(str(cell)) if amount else math.nan
    return number if math.isfinite(number) else text


def table_id(rows: Rows) -> str:
    """An id that is the same whenever the same rows are shown under the same caption."""
    seal = sha256(json.dumps([rows.caption, rows.headings, rows.texts]).encode()).hexdigest()
    words = "".join(one if one.isascii() and one.isalnum() else " " for one in rows.caption.lower())
    stem = "-".join(words.split()[:WORDS]) or "table"
    assert NAME.fullmatch(stem)
    return f"table-{stem}-{seal[:8]}"


def arguments(rows: Rows) -> dict[str, Any]:
    """The arguments of itables: nothing in them is code, and every text is escaped.

    Output: what the class ITable of itables takes in the browser: JSON, with its option names.
    """
    pairs = [
        [[str(escape(text)), value] for text, value in zip(texts, values, strict=True)]
        for texts, values in zip(rows.texts, rows.values, strict=True)
    ]
    long = len(rows.texts) > PAGE
    right = [number for number, amount in enumerate(rows.amounts) if amount]
    return {
        "data_json": json.dumps(pairs, ensure_ascii=False),
        "table_html": _head(rows),
        "order": [],
        "autoWidth": False,
        "pageLength": PAGE,
        "lengthMenu": [PAGE, 25, 100, {"label": "all", "value": -1}],
        "layout": {
            "topStart": "pageLength" if long else None,
            "topEnd": "search",
            "bottomStart": "info",
            "bottomEnd": "paging" if long else None,
        },
        "paging": long,
        "columnDefs": [
            {"targets": right, "className": "amount"},
            {"targets": 0, "cellType": "th"},
            {"targets": "_all", "type": "cell", "render": {"_": "0", "sort": "1"}},
        ],
        "language": {
            "search": "Filter",
            "lengthMenu": "_MENU_ rows a page",
            "info": "_START_ to _END_ of _TOTAL_ rows",
            "infoEmpty": "no rows",
            "infoFiltered": "that match, of _MAX_",
            "zeroRecords": "No row matches the filter.",
        },
    }


def below(rows: Rows) -> str:
    """What has to be said below a table with blanks."""
    blank = any(cell is None for row in rows.values for cell in row)
    return f"{BLANK} means not stated." if blank else ""


HEAD = (
    "<caption>{{ caption }}</caption><thead><tr>"
    '{% for heading in headings %}<th scope="col">{{ heading }}</th>{% endfor %}</tr></thead>'
)


def _head(rows: Rows) -> str:
    return templates().from_string(HEAD).render(caption=rows.caption, headings=rows.headings)
