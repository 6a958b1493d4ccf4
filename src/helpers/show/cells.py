"""A table as a reader sees it: every cell a text, wherever the table is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.show.html import LIST, number_text
from helpers.values.english import BLANK


@dataclass(frozen=True)
class Cells:
    """The texts of a table row by row, its caption, its headings, and which columns hold amounts."""

    caption: str
    headings: list[str]
    amounts: list[bool]
    texts: list[list[str]]

    @property
    def meaning(self) -> str:
        """What a dash means; "" where there is none."""
        blank = any(text == BLANK for row in self.texts for text in row)
        return f"{BLANK} means not stated." if blank else ""


def cells(table: pd.DataFrame, caption: str, headings: Mapping[str, str] | None = None) -> Cells:
    """A table in texts.

    Input: any table; what its rows are; other words for the names of its columns.
    """
    columns = [[cell_text(cell, str(name)) for cell in table[name]] for name in table]
    return Cells(
        caption,
        [(headings or {}).get(str(name), str(name)) for name in table],
        [is_amount(table[name]) for name in table],
        [list(row) for row in zip(*columns, strict=True)],
    )


def is_amount(column: "pd.Series[Any]") -> bool:
    """Whether a column holds numbers, which stand to the right."""
    types = pd.api.types
    return types.is_numeric_dtype(column.dtype) and not types.is_bool_dtype(column.dtype)


def cell_text(cell: object, column: str = "") -> str:
    """A cell as a reader sees it.

    Output: a dash for a blank, a list with semicolons, yes or no, a number with separators and
    without needless decimals (but a year or a paragraph as it is), anything else as its text.
    """
    if isinstance(cell, list | tuple | set | frozenset):
        return "; ".join(map(str, cell)) or BLANK
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        return BLANK
    if pd.api.types.is_bool(cell):
        return "yes" if cell else "no"
    if pd.api.types.is_number(cell):
        return number_text(float(str(cell)), column)
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    return str(cell).replace(LIST, "; ") or BLANK
