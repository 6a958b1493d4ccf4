"""Changes of the stories' tables: of every cell by the type that the contract gives it, and of rows."""

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from .mutant import Mutant, negated

Rows = list[list[str]]
DAY = re.compile(r"(\d{4}-\d{2}-)(\d{2})")
LAST_NUMBER = re.compile(r"\d+(?=\D*$)")
LOCATOR = ("start", "end", "sha256")


def mutants(root: Path) -> Iterator[Mutant]:
    """Every change of every table of every story."""
    contract = json.loads((root / "data/contract.json").read_text(encoding="utf-8"))
    tables = {table["name"]: table for table in contract["tables"]}
    for folder in sorted((root / "data/stories").iterdir()):
        rows = {
            name: parsed((folder / table["path"]).read_text(encoding="utf-8"))
            for name, table in tables.items()
        }
        for name, table in tables.items():
            file = (folder / table["path"]).relative_to(root).as_posix()
            for place, kind, change, edit in _of_table(table, rows[name], rows):
                yield Mutant("tables", kind, file, place, change, edit)


def parsed(text: str) -> Rows:
    """The rows of a table, its header first."""
    return list(csv.reader(io.StringIO(text, newline="")))


def printed(rows: Rows) -> str:
    """Rows as the file of a table."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _of_table(table: Any, rows: Rows, all_rows: dict[str, Rows]) -> Iterator[tuple[Any, ...]]:
    header, *body = rows
    key = [header.index(column) for column in table["schema"]["primaryKey"]]
    for at, row in enumerate(body, 1):
        named = " ".join(row[column] for column in key)
        yield named, "row dropped", "no row", partial(_replace_rows, at, 1, [])
        yield named, "row twice", "the row again", partial(_replace_rows, at, 1, [row, row])
        if at < len(body):
            swapped = [body[at], row]
            yield named, "rows swapped", "below the next", partial(_replace_rows, at, 2, swapped)
        for column, field in enumerate(table["schema"]["fields"]):
            random = Random(f"{table['name']} {named} {field['name']}")
            keys = _keys(table, field, all_rows)
            place = f"{named}, {field['name']}"
            for kind, cell in _of_cell(field, row[column], keys, random):
                if cell != row[column]:
                    change = f"{row[column]!r} to {cell!r}"
                    yield place, kind, change, partial(_set, {(at, column): cell})
            others = [n for n, o in enumerate(body, 1) if o[column] not in ("", row[column])]
            if row[column] and others:
                other = random.choice(others)
                cells = {(at, column): rows[other][column], (other, column): row[column]}
                change = f"with that of {' '.join(rows[other][k] for k in key)}"
                yield place, "cells swapped", change, partial(_set, cells)


def _keys(table: Any, field: Any, rows: dict[str, Rows]) -> list[str]:
    """The keys that a cell may name; none where it names no row."""
    named = field.get("reference")
    for foreign in table["schema"].get("foreignKeys", []):
        if foreign["fields"] == [field["name"]]:
            reference = foreign["reference"]
            named = f"{reference['resource'] or table['name']}.{reference['fields'][0]}"
    if named is None:
        return []
    holder, column = named.split(".")
    header, *body = rows[holder]
    return [row[header.index(column)] for row in body]


def _of_cell(field: Any, cell: str, keys: list[str], random: Random) -> Iterator[tuple[str, str]]:
    """What becomes of a cell, by its type."""
    if not cell:
        return
    name, kind = field["name"], field["type"]
    if name in LOCATOR[:2]:
        yield (
            "offset by one",
            str(max(0, int(cell) + (random.choice((-1, 1)) if cell != "0" else 1))),
        )
    elif keys:
        items = cell.split("|") if kind == "list" else [cell]
        place = random.randrange(len(items))
        spare = [key for key in keys if key not in items]
        if spare:
            items[place] = random.choice(spare)
            yield "another id", "|".join(items)
    elif kind in ("integer", "number"):
        whole, point, decimals = cell.partition(".")
        more = int(whole) + 1
        yield "number by one", f"{more}{point}{decimals}"
    elif "edtf" in field.get("rdfType", ""):
        later = DAY.sub(lambda m: f"{m[1]}{int(m[2]) % 28 + 1:02}", cell, count=1)
        if later == cell:
            later = LAST_NUMBER.sub(
                lambda m: f"{int(m[0]) % 12 + 1:02}" if len(m[0]) < 3 else str(int(m[0]) + 1), cell
            )
        yield "date by a day", later
    elif "categories" in field or kind == "boolean":
        values = [one["value"] for one in field.get("categories", [])] or ["true", "false"]
        yield "another value", random.choice([value for value in values if value != cell])
    elif name not in LOCATOR and "pattern" not in field.get("constraints", {}) and " " in cell:
        yield "not", negated(cell)


def _set(cells: dict[tuple[int, int], str], text: str) -> str:
    rows = parsed(text)
    for (at, column), cell in cells.items():
        rows[at][column] = cell
    return printed(rows)


def _replace_rows(at: int, count: int, new: Rows, text: str) -> str:
    rows = parsed(text)
    return printed([*rows[:at], *new, *rows[at + count :]])
