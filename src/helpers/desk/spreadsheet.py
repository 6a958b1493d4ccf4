"""Rows as CSV that a spreadsheet opens without running anything in it."""

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# Cells that begin like this are run as formulas by spreadsheets (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_as_csv(rows: "pd.DataFrame") -> str:
    """Rows as CSV that a spreadsheet opens without running anything in it.

    Input: any table. Output: UTF-8 text, LF, one header row, blanks empty, lists joined by "|". A
    text that begins with =, +, -, @, a tab or a line break gets an apostrophe before it, which
    spreadsheets take for "this is text" (OWASP, "CSV Injection"); numbers stay as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe_cell(str(name)) for name in rows.columns])
    writer.writerows(
        [_safe_cell(cell) for cell in row] for row in rows.itertuples(index=False, name=None)
    )
    return out.getvalue()


def _safe_cell(cell: object) -> str:
    import pandas as pd

    if isinstance(cell, list | tuple):
        cell = "|".join(map(str, cell))
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        return ""
    if pd.api.types.is_bool(cell):
        return "true" if cell else "false"
    if pd.api.types.is_number(cell):
        number = float(str(cell))
        return str(int(number)) if number.is_integer() else str(cell)
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
