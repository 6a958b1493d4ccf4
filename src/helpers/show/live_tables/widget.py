"""The widget that holds the rows of a notebook's tables, for the script that draws them."""

import json
import math
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets
from itables.utils import read_package_file
from markupsafe import Markup, escape

from helpers.show.cells import Cells
from helpers.values.english import BLANK

FOLDER = Path(__file__).parent
PAGE = 10
"""Rows on a page at first."""

WORDS = 4

# Text to be shown stands beside what it is sorted by; the script compares the latter.
CELL = {"targets": "_all", "type": "cell", "render": {"_": "0", "sort": "1"}}
OPTIONS: dict[str, Any] = {
    "order": [],
    "autoWidth": False,
    "pageLength": PAGE,
    "lengthMenu": [PAGE, 25, 100, {"label": "all", "value": -1}],
    "language": {
        "search": "Filter",
        "lengthMenu": "_MENU_ rows a page",
        "info": "_START_ to _END_ of _TOTAL_ rows",
        "infoEmpty": "no rows",
        "infoFiltered": "that match, of _MAX_",
        "zeroRecords": "No row matches the filter.",
    },
}


class LiveTables(anywidget.AnyWidget):
    """The tables of one kernel. It is never displayed: its script finds their places by itself."""

    _esm = (FOLDER / "script.js").read_text(encoding="utf-8")
    _css = read_package_file("html", "dt_bundle.css") + (FOLDER / "style.css").read_text("utf-8")
    bundle = traitlets.Unicode().tag(sync=True)
    tables = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(bundle=read_package_file("html", "dt_bundle.js"), tables={})

    def hold(self, shown: Cells, rows: pd.DataFrame) -> str:
        """Take a table in, as it is shown and as it is.

        Output: its id, under which the script looks for its place in the notebook.
        """
        name = table_id(shown)
        if name not in self.tables:
            held = {"arguments": arguments(shown, rows), "below": shown.meaning}
            self.tables = {**self.tables, name: held}
        return name


@cache
def live_tables() -> LiveTables:
    """The one widget of this kernel."""
    return LiveTables()


def table_id(shown: Cells) -> str:
    """An id that is the same whenever the same rows are shown under the same caption."""
    told = json.dumps([shown.caption, shown.headings, shown.texts])
    stem = "-".join(re.findall("[a-z0-9]+", shown.caption.lower())[:WORDS]) or "table"
    return f"table-{stem}-{sha256(told.encode()).hexdigest()[:8]}"


def arguments(shown: Cells, rows: pd.DataFrame) -> dict[str, Any]:
    """The arguments of itables: nothing in them is code, and every text is escaped.

    Input: a table as it is shown and as it is.
    Output: what the class ITable of itables takes in the browser: JSON, with its option names.
    """
    pairs = [
        [
            [str(escape(text)), sorted_by(cell, text, amount)]
            for cell, text, amount in zip(row, texts, shown.amounts, strict=True)
        ]
        for row, texts in zip(rows.itertuples(index=False), shown.texts, strict=True)
    ]
    paged = len(pairs) > PAGE
    right = [number for number, amount in enumerate(shown.amounts) if amount]
    head = Markup().join(Markup('<th scope="col">{}</th>').format(name) for name in shown.headings)
    caption = Markup("<caption>{}</caption>").format(shown.caption)
    return {
        **OPTIONS,
        "data_json": json.dumps(pairs, ensure_ascii=False),
        "table_html": f"{caption}<thead><tr>{head}</tr></thead>",
        "layout": {
            "topStart": "pageLength" if paged else None,
            "topEnd": "search",
            "bottomStart": "info",
            "bottomEnd": "paging" if paged else None,
        },
        "paging": paged,
        "columnDefs": [
            {"targets": right, "className": "amount"},
            {"targets": 0, "cellType": "th"},
            CELL,
        ],
    }


def sorted_by(cell: object, text: str, amount: bool) -> float | str | None:
    """What a cell is sorted by: its number, its text, or None for a blank, which is neither.

    Input: the cell, the text that is shown for it, whether its column holds amounts.
    """
    if text == BLANK:
        return None
    number = float(str(cell)) if amount else math.nan
    return number if math.isfinite(number) else text
