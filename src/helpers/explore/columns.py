"""Rows as plain values for JSON: for each table, under which name which column goes over, and how.

What has to be put into words (bounds, dates) is put into words here, by the rules that every
notebook uses; the script only shows it. A bound stays a bound: numbers go over as words, never as a
guess.
"""

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from helpers.show.html import web_address
from helpers.story.csv_tables import split
from helpers.values.cells import is_blank
from helpers.values.dates import describe, resolve
from helpers.values.quantity_columns import quantities
from helpers.values.records import in_order, records

Json = dict[str, Any]
Columns = Mapping[str, tuple[str, Callable[[Any], Any]]]
"""Name in the JSON -> column of the table, and what makes a plain value of a cell."""


def objects(table: pd.DataFrame, columns: Columns) -> list[Json]:
    """The rows of a table, each as an object with the columns that are declared."""
    return [
        {name: plain(getattr(row, column)) for name, (column, plain) in columns.items()}
        for row in records(table)
    ]


def by_id(table: pd.DataFrame, key: str, columns: Columns) -> dict[str, Json]:
    """The rows of a table as objects by their key, sorted by it."""
    ordered = table.sort_values(key)
    return dict(zip(ordered[key], objects(ordered, columns), strict=True))


def text(cell: object) -> str:
    """A cell as text, "" for a blank one."""
    return "" if is_blank(cell) else str(cell)


def items(cell: object) -> list[str]:
    """The items of a list in a cell."""
    return list(split(cell))


def days(when: object) -> tuple[str | None, str | None]:
    """First and last day of a date as ISO 8601 text; None where there is no limit."""
    span = resolve(when)
    ends = (span.earliest, span.latest) if span else (None, None)
    first, last = (day.isoformat() if day else None for day in ends)
    return first, last


def about(when: object) -> bool:
    """Whether a date is approximate or uncertain."""
    span = resolve(when)
    return span is not None and (span.approximate or span.uncertain)


PARAGRAPH: Columns = {
    "number": ("paragraph", int),
    "kind": ("kind", text),
    "length": ("length", int),
    "text": ("words", lambda words: words),
}
FIGURE: Columns = {
    "claim": ("claim_id", text),
    "paragraph": ("paragraph", int),
    "surface": ("surface", text),
    "kind": ("kind", text),
    "words": ("words", text),
    "measures": ("measures", text),
}
EVENT: Columns = {
    "id": ("event_id", text),
    "claim": ("claim_id", text),
    "paragraph": ("paragraph", int),
    "text": ("description", text),
    "when": ("when", lambda when: describe(when) or "not dated"),
    "from": ("when", lambda when: days(when)[0]),
    "to": ("when", lambda when: days(when)[1]),
    "about": ("when", about),
    "surface": ("surface", text),
    "place": ("place_id", text),
    "actors": ("actors", items),
    "status": ("status", text),
}
PLACE: Columns = {
    "id": ("place_id", text),
    "name": ("name", text),
    "aliases": ("aliases", items),
    "kind": ("kind", text),
    "holds": ("holds", list),
}
REFERENCE: Columns = {
    "publisher": ("publisher", text),
    "title": ("title", text),
    "address": ("address", web_address),
    "published": ("published", describe),
}


def figures(table: pd.DataFrame) -> dict[str, Json]:
    """Every figure by id, its date or its bound in words; "" for one that is neither."""
    words = [
        describe(row.when) or (str(quantity) if text(row.bound) else "")
        for row, quantity in zip(records(table), quantities(table), strict=True)
    ]
    return by_id(table.assign(words=words), "figure_id", FIGURE)


def events(table: pd.DataFrame) -> list[Json]:
    """Every event, known starts first, by the days it can mean."""
    # "9999" sorts after every day: whatever has no start known stands last.
    return sorted(
        objects(table, EVENT),
        key=lambda event: (event["from"] or "9999", event["to"] or "9999", event["id"]),
    )


def places(table: pd.DataFrame) -> list[Json]:
    """Every place in the order of the article, with what lies in it, directly or further down."""
    ordered = in_order(table, "paragraph", "start", "place_id")
    within: nx.DiGraph[str] = nx.DiGraph()
    within.add_nodes_from(table["place_id"])
    within.add_edges_from(table[["within", "place_id"]].dropna().itertuples(index=False))
    # In a ring of places that contain each other, none lies in itself.
    holds = ordered["place_id"].map(lambda place: sorted(nx.descendants(within, place)))
    return objects(ordered.assign(holds=holds), PLACE)


def references(table: pd.DataFrame) -> dict[str, Json]:
    """Every reference by id; only an address of the web goes over, for it may become a link."""
    return by_id(table, "ref_id", REFERENCE)
