"""Rows as CSV that a spreadsheet opens without running anything in it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# Cells that begin like this are run as formulas by spreadsheets (OWASP, "CSV Injection"), which
# take the full-width signs of East Asia for the others.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def rows_as_csv(rows: "pd.DataFrame") -> str:
    """Rows as CSV that a spreadsheet opens without running anything in it.

    Input: any table. Output: UTF-8 text, LF, one header row, blanks empty, lists joined by "|". A
    text that begins with =, +, -, @, a tab or a line break gets an apostrophe before it, which
    spreadsheets take for "this is text" (OWASP, "CSV Injection"); numbers stay as they are.
    """
    safe = rows.rename(columns=_safe_cell).map(_safe_cell, na_action="ignore")
    return safe.to_csv(index=False, lineterminator="\n")


def safe_text(cell: object) -> object:
    """A cell that is text as one that a spreadsheet does not run; any other as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _safe_cell(cell: object) -> str:
    import pandas as pd

    if isinstance(cell, list | tuple):
        cell = "|".join(map(str, cell))
    if pd.api.types.is_bool(cell):
        return str(cell).lower()
    if pd.api.types.is_number(cell):
        number = float(str(cell))
        return str(int(number)) if number.is_integer() else str(cell)
    return str(safe_text(str(cell)))
