"""Rows of tables: read by name, made with their types, looked up by key, joined, put in order."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, wraps
from typing import Any, ParamSpec

import pandas as pd

from helpers.values.dates import describe

__all__ = [
    *("columns", "dates_in_words", "in_order", "joined", "lookup", "records", "strings", "typed"),
]

Rows = Iterable[Mapping[Any, object]] | pd.DataFrame
Given = ParamSpec("Given")

SIGNS: Mapping[str, str] = {"#": "Int64", "~": "Float64", "?": "boolean", "": "string"}
"""The types of the columns that a table declares: "claim_id claims# share~ hedged? kind@"."""


def records(table: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table from the top, each with its cells by name (row.claim_id).

    A cell is of the type of its column, which a type checker can't know.
    """
    # As pandas' own itertuples, which makes the type anew and asks for each cell by itself.
    columns = (cells.tolist() for _, cells in table.items())
    yield from map(_row(tuple(table.columns))._make, zip(*columns, strict=True))


@lru_cache(maxsize=256)
def _row(columns: tuple[str, ...]) -> Any:
    """The type of the rows of a table with these columns."""
    return namedtuple("Row", columns, rename=True)


def typed(rows: Rows, columns: str) -> pd.DataFrame:
    """These columns of rows, in this order and with their types; a cell that a row lacks is blank.

    Input: the rows; the names of the columns, behind each the sign of its type: # for a whole
    number, ~ for a number, ? for yes or no, none for text; @ leaves the type as it is.
    """
    signs = {column.rstrip("#~?@"): column[-1] for column in columns.split()}
    table = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    types = {name: SIGNS.get(sign, "string") for name, sign in signs.items() if sign != "@"}
    return table.reindex(columns=list(signs)).astype(types)


def columns(declared: str) -> Callable[[Callable[Given, Rows]], Callable[Given, pd.DataFrame]]:
    """Decorate what makes a table with the columns that it has, as `typed` takes them.

    Output: the same function, which carries the declaration as `columns`; of its rows it gives
    these columns alone, in this order.
    """

    def declare(make: Callable[Given, Rows]) -> Callable[Given, pd.DataFrame]:
        @wraps(make)
        def made(*args: Given.args, **kwargs: Given.kwargs) -> pd.DataFrame:
            return typed(make(*args, **kwargs), declared)

        vars(made)["columns"] = declared
        return made

    return declare


def strings(cells: Iterable[object], index: pd.Index | None = None) -> pd.Series:
    """A column of text; None is blank."""
    return pd.Series(list(cells), index=index, dtype="string")


def dates_in_words(cells: pd.Series, blank: str | None = "") -> pd.Series:
    """A column of EDTF dates as a column of text: "by 29 September 2014"."""
    return strings((blank if pd.isna(cell) else describe(cell) for cell in cells), cells.index)


def lookup(table: pd.DataFrame, key: str, column: str) -> dict[Any, Any]:
    """The cells of a column by the cells of another; of equal keys the last counts."""
    return dict(zip(table[key], table[column], strict=True))


def joined(cells: Iterable[object]) -> str | None:
    """The items of cells, each of which may be a list, once each in their order, joined by "|".

    Blank cells have none. Output: None without any item.
    """
    known = (str(cell) for cell in cells if not pd.isna(cell))  # type: ignore[call-overload]
    return "|".join(dict.fromkeys(item for cell in known for item in cell.split("|"))) or None


def in_order(table: pd.DataFrame, *columns: str, **orders: Iterable[str]) -> pd.DataFrame:
    """A table sorted by columns, the first one first; "-claims" puts the highest first.

    Input: columns; orders, for a column whose values have an order of their own, those values.
    Output: the rows, numbered anew; what is equal keeps its order, blanks come last.
    """

    def key(cells: pd.Series) -> pd.Series:
        if cells.name not in orders:
            return cells
        places = {value: place for place, value in enumerate(orders[str(cells.name)])}
        return pd.Series([places.get(cell) for cell in cells], cells.index, "Int64")

    return table.sort_values(
        [column.removeprefix("-") for column in columns],
        ascending=[not column.startswith("-") for column in columns],
        key=key,
        kind="stable",
        ignore_index=True,
    )
