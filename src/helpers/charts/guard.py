"""What a chart function is given: what of it can't be drawn right, in words."""

import re
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

SIGNED = ("latitude", "longitude", "x_km", "y_km", "x", "y", "difference_km")
"""Columns in which a number below zero means something; all others count or measure."""

COLUMN = re.compile(r"[a-z][a-z0-9_]*")
# What pandas says of several columns at once, and of a row without one.
SEVERAL = re.compile(
    r"(?:None of )?\[(?:Index\(\[)?(.+?)\](?:, dtype=.+?\)\])? (?:not in index|not found in axis|are in the \[?columns\]?)"
)
ATTRIBUTE = re.compile(r"object has no attribute '([a-z][a-z0-9_]*)'")
SHOWN = 5


def faults(tables: Iterable[pd.DataFrame]) -> list[str]:
    """Numbers that count nothing: infinite ones, and those below zero.

    Input: the tables. Output: one line for each, naming row and column; empty if there is none.
    """
    return [line for table in tables for line in _faults(table)]


def _faults(table: pd.DataFrame) -> Iterator[str]:
    for name in table.columns:
        column = table[name]
        if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
            continue
        numbers = column.to_numpy(dtype=float, na_value=np.nan)
        wrong = np.isinf(numbers)
        if str(name) not in SIGNED:
            wrong |= numbers < 0
        for at in np.flatnonzero(wrong)[:SHOWN]:
            yield f"row {at + 1} ({table.iloc[at, 0]}), column {name}: {numbers[at]:g}"


def lacking(error: Exception) -> str | None:
    """The column that a table lacks, if that is what an error of pandas says; else None.

    Output: its name, or several, as pandas lists them.
    """
    told = str(error.args[0]) if error.args else ""
    if isinstance(error, KeyError):
        several = SEVERAL.search(told)
        if several:
            return several[1].replace("'", "")
        return told if COLUMN.fullmatch(told) else None
    found = ATTRIBUTE.search(told)
    return found[1] if found else None
