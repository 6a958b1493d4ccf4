"""What a chart asks of the tables it is given: refused by table, row and column, never half drawn.

A table may come from a notebook, not from a story that was checked. So each chart says at its top
which columns it reads; what is wrong with them is named in one go, before anything is drawn.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature
from math import isfinite
from numbers import Real
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd

from helpers.charts.figure import ChartError
from helpers.story.contract import table as contract_table

SHOWN = 8
Drawing = ParamSpec("Drawing")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Given:
    """A table and what is asked of it.

    Every cell of filled must hold a value, one of blank may be empty; their names may be joined by
    blanks. Numbers in either must be finite, and from 0 up unless their column stands in signed.
    No two rows may hold the same in all columns of unique. known maps a column to the values that
    it may hold; in a list, joined by "|", that goes for each item.
    """

    name: str
    table: pd.DataFrame
    filled: str | tuple[str, ...]
    blank: str | tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    known: Mapping[str, Collection[str]] = field(default_factory=dict)


def reads(**columns: str) -> Callable[[Callable[Drawing, Made]], Callable[Drawing, Made]]:
    """Decorate what draws tables of the contract with the columns that it reads of each.

    Input: per argument, which is called as its table, the columns joined by blanks. Where a column
    names rows of another of these tables, they must be there.
    Raises: KeyError for a column that the contract does not have; when drawn, as `expect`.
    """

    def declare(draw: Callable[Drawing, Made]) -> Callable[Drawing, Made]:
        asked = signature(draw)

        @wraps(draw)
        def drawn(*args: Drawing.args, **kwargs: Drawing.kwargs) -> Made:
            given = asked.bind(*args, **kwargs).arguments
            tables = {name: given[name] for name in columns}
            expect(*(by_contract(name, tables, read) for name, read in columns.items()))
            return draw(*args, **kwargs)

        return drawn

    return declare


def by_contract(name: str, tables: Mapping[str, pd.DataFrame], columns: str) -> Given:
    """What the contract asks of the columns that a chart reads.

    Input: the name of a table of the contract, the tables given, the columns read, joined by blanks.
    Raises: KeyError for a column that the contract does not have.
    """
    asked = {one.name: one for one in contract_table(name).fields}
    read = [asked[column] for column in columns.split()]
    known: dict[str, Collection[str]] = {
        one.name: [category.value for category in one.categories] for one in read if one.categories
    }
    for one in read:
        other, _, column = (one.reference or "").partition(".")
        ids = _keys(tables[other], column) if other in tables and other != name else None
        if ids is not None:
            known[one.name] = ids
    key = contract_table(name).key
    return Given(
        name,
        tables[name],
        tuple(one.name for one in read if one.required),
        tuple(one.name for one in read if not one.required),
        signed=("latitude", "longitude"),
        unique=key if {*key} <= {one.name for one in read} else (),
        known=known,
    )


def _keys(table: pd.DataFrame, column: str) -> frozenset[str] | None:
    """The keys of a table; None if it has rows and no key, which is named where that is asked for."""
    if column not in table or (len(table) and table[column].isna().all()):
        return None
    return frozenset(map(str, table[column].dropna()))


def expect(*given: Given) -> None:
    """Refuse tables that a chart can't be drawn from.

    Raises: ChartError naming table, row and column of each problem, what was found and what is
    expected; rows are counted from 1, below the header.
    """
    found = [problem for one in given for problem in _problems(one)]
    if not found:
        return
    more = [f"... and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    raise ChartError("\n".join([*found[:SHOWN], *more]))


def _names(columns: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(columns.split()) if isinstance(columns, str) else columns


def _problems(given: Given) -> Iterator[str]:
    filled, table = _names(given.filled), given.table
    wanted = (*filled, *_names(given.blank))
    lacking = [column for column in wanted if column not in table]
    if lacking:
        has = ", ".join(map(str, table.columns)) or "none"
        yield f"{given.name} lacks the column {', '.join(lacking)}; its columns: {has}"
        return

    def row(at: int) -> str:
        """A row as a reader finds it: its number, and its first cell."""
        cell = table[filled[0]].iloc[at] if filled else None
        return f"{given.name}, row {at + 1}{'' if pd.isna(cell) else f' ({cell})'}"

    for column in wanted:
        blank = table[column].isna()
        if column in filled and len(blank) and blank.all():
            yield f"{given.name}, column {column}: no row holds a value; each row needs one"
            continue
        for at, (cell, is_blank) in enumerate(zip(table[column], blank, strict=True)):
            fault = _fault(given, column, None if is_blank else cell)
            if fault:
                yield f"{row(at)}, column {column}: {fault}"
    if given.unique and len(table):
        for again in table.duplicated(list(given.unique)).to_numpy().nonzero()[0]:
            yield (
                f"{row(int(again))}, column {', '.join(given.unique)}: stands in an earlier row too,"
                " each row needs a key of its own"
            )


def _fault(given: Given, column: str, cell: Any) -> str | None:
    """What is wrong with a cell, None standing for a blank."""
    if cell is None:
        return "a blank, a value is expected" if column in _names(given.filled) else None
    if not isinstance(cell, (bool, np.bool_)) and isinstance(cell, Real):
        low = column not in given.signed and float(cell) < 0
        if low or not isfinite(float(cell)):
            kind = "a finite number" if column in given.signed else "a finite number from 0 up"
            return f"{cell}, {kind} is expected"
    values = given.known.get(column)
    unknown = [] if values is None else [one for one in str(cell).split("|") if one not in values]
    if values is None or not unknown:
        return None
    listed = ", ".join(sorted(values)[:SHOWN]) or "nothing"
    more = ", ..." if len(values) > SHOWN else ""
    return f"{unknown[0]!r} is not known; known: {listed}{more}"
