"""Tables that anybody can read: a caption, headings that belong to their columns, no blank as zero."""

import os
from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from helpers.show.cells import Cells, cells
from helpers.show.html import fill
from helpers.show.output import put

LIMIT = 20
SMALL = 8
"""Rows of a table that an eye takes in at once: it needs neither a filter nor pages."""


def table(
    rows: pd.DataFrame,
    caption: str,
    *,
    limit: int | None = LIMIT,
    headings: Mapping[str, str] | None = None,
) -> None:
    """Show a table: a caption, headings that belong to their columns, numbers to the right.

    Input: the rows; what they are; how many rows to show (None = all); other words for headings.
    Blanks are shown as a dash and never as zero, lists with semicolons.
    Without rows there is a sentence that says so, and no table.
    While the notebook is open in JupyterLab, a table with more than SMALL rows can be sorted,
    filtered and paged there, all its rows; what is stored is the static table in any case.
    """
    html = table_html(rows, caption, limit=limit, headings=headings)
    # A Jupyter server names the notebook that is open. Whoever runs notebooks without one (nbval,
    # `story notebooks`) has no use for a widget.
    if len(rows) > SMALL and os.environ.get("JPY_SESSION_NAME"):
        from helpers.show.live_tables.widget import live_tables

        name = live_tables().hold(cells(rows, caption, headings), rows)
        html = Markup('<div data-table="{}">\n{}\n</div>').format(name, html)
    put(html, table_text(rows, caption, limit=limit))


def folded_table(rows: pd.DataFrame, caption: str) -> None:
    """Show all rows of a table behind a line that opens it, without script."""
    html = table_html(rows, caption, limit=None)
    folded = Markup("<details><summary>{}</summary>\n{}\n</details>").format(caption, html)
    put(folded, table_text(rows, caption, limit=None))


def table_html(
    rows: pd.DataFrame,
    caption: str,
    *,
    limit: int | None = LIMIT,
    headings: Mapping[str, str] | None = None,
) -> Markup:
    """The HTML that `table` shows."""
    if rows.empty:
        return fill("sentence", text=_none(caption))
    shown = cells(rows.head(len(rows) if limit is None else limit), caption, headings)
    columns = list(zip(shown.headings, shown.amounts, strict=True))
    below = _below(shown, len(rows))
    return fill("table", caption=caption, columns=columns, rows=shown.texts, below=below)


def table_text(rows: pd.DataFrame, caption: str, *, limit: int | None = LIMIT) -> str:
    """The plain text that `table` shows, with the names of the columns as they are in code."""
    if rows.empty:
        return _none(caption)
    shown = cells(rows.head(len(rows) if limit is None else limit), caption)
    lines = [" | ".join(row) for row in (shown.headings, *shown.texts)]
    return "\n".join(part for part in (caption, *lines, _below(shown, len(rows))) if part)


def _none(caption: str) -> str:
    return f"{caption}: none."


def _below(shown: Cells, count: int) -> str:
    """What has to be said below the table: rows left out, and what a dash means."""
    there = len(shown.texts)
    left_out = f"{there} of {count} rows shown." if there < count else ""
    return " ".join(filter(None, (left_out, shown.meaning)))
