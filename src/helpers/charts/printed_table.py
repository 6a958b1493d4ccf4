"""The house look of a table: what all of them share."""

from typing import Any

import pandas as pd
from great_tables import GT, html
from markupsafe import escape

from helpers.charts.style import FAMILY, LIGHT
from helpers.story.credits import Sources
from helpers.story.project import NAME
from helpers.values.english import BLANK

DEEPEST = 5
"""Indents that there are; what is nested deeper stands with the deepest."""

CREDIT = "Table: Claim by Claim."
MISSING = f"{BLANK} means not stated, never zero."

# Text 15 px, notes 13 px; hairlines between rows, one firm line above and one below.
OPTIONS: dict[str, Any] = {
    "table_font_names": [*FAMILY, "sans-serif"],
    "table_font_size": "15px",
    "table_font_color": LIGHT.ink,
    "table_background_color": LIGHT.ground,
    "table_border_top_color": LIGHT.ink,
    "table_border_bottom_color": LIGHT.ink,
    "heading_align": "left",
    "heading_title_font_size": "21px",
    "heading_subtitle_font_size": "15px",
    "heading_border_bottom_color": LIGHT.grid,
    "column_labels_font_size": "13px",
    "column_labels_font_weight": "bold",
    "column_labels_border_top_color": LIGHT.grid,
    "column_labels_border_bottom_color": LIGHT.ink,
    "row_group_font_weight": "bold",
    "row_group_background_color": "#f2f3f5",
    "row_group_border_top_color": LIGHT.faint,
    "row_group_border_bottom_color": LIGHT.grid,
    "table_body_hlines_color": LIGHT.grid,
    "table_body_border_bottom_color": LIGHT.ink,
    "stub_border_style": "none",
    "source_notes_font_size": "13px",
    "data_row_padding": "6px",
    "data_row_padding_horizontal": "8px",
    "column_labels_padding_horizontal": "8px",
    "row_group_padding_horizontal": "8px",
    "heading_padding_horizontal": "8px",
    "source_notes_padding_horizontal": "8px",
}


def house(
    rows: pd.DataFrame,
    *,
    name: str,
    title: str,
    subtitle: str,
    source: str | Sources,
    stub: str,
    groups: str | None = None,
) -> GT:
    """A table in the house look.

    Input: the rows; the name of the table, of which its ids are made; the finding it states; unit
    and date; the source line; the column that names the rows, and the one that groups them.
    Output: the table, every text shown as it is written, blanks as a dash that is explained.
    Raises: ValueError for a name that is not lower-case words joined by hyphens.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"table {name!r}: lower-case words joined by hyphens are expected")
    shown = [column for column in rows.columns if column not in (stub, groups)]
    table = (
        GT(rows, rowname_col=stub, groupname_col=groups, id=name)
        .tab_header(title, subtitle)
        .tab_options(**OPTIONS)
        .sub_missing(missing_text=BLANK)
        .opt_css(_css(name), add=True)
    )
    if rows[shown].isna().any(axis=None):
        table = table.tab_source_note(_plain(MISSING))
    given = source if isinstance(source, Sources) else Sources((source.rstrip("."),))
    return table.tab_source_note(_plain(f"{given.label}: {given.whole}. {CREDIT}"))


def _plain(text: str) -> Any:
    """A note whose stars and brackets are no markup."""
    return html(str(escape(text)))


def _css(name: str) -> str:
    """What great_tables has no option for, or undoes elsewhere."""
    indents = "\n".join(
        f"#{name} .gt_indent_{depth} {{ text-indent: 0; padding-left: {8 + 20 * depth}px; }}"
        for depth in range(1, DEEPEST + 1)
    )
    return f"""
#{name} .gt_table {{ width: 100%; margin-left: 0; line-height: 1.35; }}
#{name} .gt_title {{ font-weight: bold; }}
#{name} .gt_subtitle, #{name} .gt_sourcenote, #{name} .gt_footnote {{ color: {LIGHT.muted}; }}
#{name} .gt_row {{ vertical-align: top; }}
#{name} .gt_stub {{ font-weight: normal; }}
#{name} .gt_footnote {{ font-size: 13px; padding-left: 8px; padding-right: 8px; }}
{indents}
"""
