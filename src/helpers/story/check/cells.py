"""The cells, lists and keys of any table, and what article.toml names of them."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from itertools import pairwise

import pandas as pd

from helpers.story.check.tables import Tables, article_rows, each, remedies
from helpers.story.contract import TABLES, table
from helpers.story.csv_tables import order, split
from helpers.story.dataset import problems, reference
from helpers.story.proposals import row_id
from helpers.values import dates
from helpers.values.spreadsheet import FORMULA

# Columns that lead to another row of the same table: from the part to what holds it.
NESTED = (("actors", "part_of"), ("places", "within"), ("casualties", "included_in"))
SIGNED = re.compile(r"[+-][\d.]")


def cells(tables: Tables) -> pd.DataFrame:
    """Every cell of every table that holds something, row by row.

    Output columns: file, row, column; cell, as printed; is_list; is_date; holder, the table whose
    keys it holds; items, of a list, or the cell alone; spaced, whether one of these begins or ends
    with white space; untidy, whether it is a list with a blank item or a doubled one; formula,
    whether a spreadsheet would run it, which is not so of what begins with a signed number.
    """
    found = (
        (
            *(row.file, place, field.name, cell, is_list, field.edtf),
            (field.reference or "").partition(".")[0],
            items,
            any(0 < len(item.strip()) < len(item) for item in items),
            is_list and len({item for item in items if item.strip()}) < len(items),
            cell.startswith(FORMULA) and not SIGNED.match(cell),
        )
        for name in filter(tables.readable, TABLES)
        for row in tables.csv[name].rows
        for place in [row.place]
        for field, cell in zip(table(name).fields, row.cells.values(), strict=True)
        if cell
        for is_list in [field.type == "list"]
        for items in [split(cell) if is_list else (cell,)]
    )
    flags = ["is_list", "is_date", "spaced", "untidy", "formula"]
    columns = ["file", "row", "column", "cell", *flags[:2], "holder", "items", *flags[2:]]
    return pd.DataFrame(found, columns=columns).astype(dict.fromkeys(flags, bool))


def unknown_items(tables: Tables) -> pd.DataFrame:
    """The items of lists of keys that are no key of the table meant, whose path is in path."""
    keys = {name: set(tables.rows(name)["key"]) for name in TABLES if tables.readable(name)}
    rows = tables.once(cells)
    rows = rows[rows["is_list"] & rows["holder"].isin(list(keys))]
    unknown = [
        [item for item in items if item and item not in keys[holder]]
        for items, holder in zip(rows["items"], rows["holder"], strict=True)
    ]
    return each(rows.assign(path=[table(name).path for name in rows["holder"]]), unknown)


def proposals(tables: Tables) -> pd.DataFrame:
    """The proposals for rows of tables that could be read.

    Further output columns: path, the file in which the row should stand; stands, whether it does.
    """
    rows = tables.rows("proposals").assign(
        of=[row.text("table") for row in tables.csv["proposals"].rows]
    )
    rows = rows[rows["of"].isin([name for name in TABLES if tables.readable(name)])]
    ids = {
        (name, row_id(name, row.cells)) for name in set(rows["of"]) for row in tables.csv[name].rows
    }
    return rows.assign(
        path=[table(name).path for name in rows["of"]],
        stands=[pair in ids for pair in zip(rows["of"], rows["row_id"], strict=True)],
    )


def unread_dates(tables: Tables) -> pd.DataFrame:
    """The dates that can't be read, each with the sentence that says what to do."""
    rows = tables.once(cells)
    rows = rows[rows["is_date"]]
    return each(rows, [remedies(dates.problems(cell)) for cell in rows["cell"]], "sentence")


def unsorted(tables: Tables) -> pd.DataFrame:
    """The rows that stand below one with a higher key, which is in before."""
    return pd.DataFrame(
        {
            "file": row.file,
            "row": row.place,
            "column": ", ".join(table(name).key),
            "key": row.key,
            "before": before.key,
        }
        for name in filter(tables.readable, TABLES)
        for before, row in pairwise(tables.csv[name].rows)
        if order(row.table, row.cells) < order(row.table, before.cells)
    )


def circles(tables: Tables) -> pd.DataFrame:
    """The rows that lead back to themselves by way of column, each circle at its first key."""
    return pd.DataFrame(
        {
            "file": row.file,
            "row": row.place,
            "column": column,
            "circle": " -> ".join((*way, way[0])),
        }
        for name, column in NESTED
        if tables.readable(name)
        for holders in [{row.key: row.text(column) for row in tables.csv[name].rows}]
        for row in tables.csv[name].rows
        for way in [_circle(row.key, holders)]
        if way and row.key == min(way)
    )


def _circle(key: str, holders: Mapping[str, str]) -> tuple[str, ...]:
    """The keys on the way from a key back to itself; () if the way ends or circles elsewhere."""
    way: dict[str, None] = {}
    here = key
    while here and here not in way:
        way[here] = None
        here = holders.get(here, "")
    return tuple(way) if here == key else ()


def asked_of_datasets(tables: Tables) -> pd.DataFrame:
    """What is wrong with what article.toml asks of a dataset, ready to be told."""
    return pd.DataFrame(map(asdict, problems(tables.article)))


def named_in_article(tables: Tables) -> pd.DataFrame:
    """The keys that article.toml names and the table in path does not have."""
    article = tables.article
    asked_wrongly = any(True for _ in problems(article))
    named = (
        ("outlet_id", article.outlet_id, "actors"),
        ("places.centre", article.centre, "places"),
        ("recompute.ged.reference", None if asked_wrongly else reference(article), "references"),
    )
    return article_rows(
        [
            {"column": entry, "item": key, "path": table(name).path}
            for entry, key, name in named
            if key is not None
            and tables.readable(name)
            and key not in set(tables.rows(name)["key"])
        ]
    )
