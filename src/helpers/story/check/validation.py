"""The part of `story check` that the contract's schemas express, done by frictionless."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from helpers.story.contract import schema, table
from helpers.story.csv_tables import CsvTable, Row
from helpers.story.data_package import datapackage, resources
from helpers.story.problem import Problem

# What each kind of field takes, in words, and an example of it.
KINDS = {
    "integer": ("a whole number", "12"),
    "number": ("a number", "1.5"),
    "boolean": ("true or false", "true"),
    "list": ('words joined by "|"', "one|two"),
    "string": ("words", "words"),
}


def validate(
    folder: Path, sheets: Mapping[str, CsvTable], *, described: bool = True
) -> list[Problem]:
    """Validate the readable tables of a story against the contract with frictionless.

    Input: the story's folder, its tables, and whether its article.toml can be read to describe
    the package; without it the tables alone are validated.
    """
    readable = {name: sheet for name, sheet in sheets.items() if sheet.readable and not sheet.older}
    if not readable:
        return []
    package = datapackage(folder) if described else {"name": "story", "resources": resources()}
    # Only here, since it takes half a second to load; and jsonschema before it.
    import helpers.story.jsonschema_without_iri  # noqa: F401, I001
    from frictionless import FrictionlessException, Package

    try:
        doubtful = {name for name, sheet in readable.items() if not _is_sound(sheet)}
        report = Package.from_descriptor(_only(doubtful, package), basepath=str(folder)).validate()
    except FrictionlessException as error:
        return [_of_package(reason) for reason in (error.reasons or [error.error])]
    problems = [_of_package(error) for error in report.errors]
    for task in report.tasks:
        problems += chain.from_iterable(
            _of_row(readable[task.name], error) for error in task.errors
        )
    return [*problems, *chain.from_iterable(_dangling(name, readable) for name in readable)]


def _only(names: Collection[str], package: Mapping[str, Any]) -> dict[str, Any]:
    """The data package with some of its tables, without keys into others.

    Frictionless reads a table anew for each key that leads into it: three quarters of its time.
    """
    kept = [
        {**resource, "schema": {**resource["schema"], "foreignKeys": []}}
        for resource in package["resources"]
        if resource["name"] in names
    ]
    return {**package, "resources": kept}


def _is_sound(sheet: CsvTable) -> bool:
    """Whether frictionless would find nothing in a table: no cell, no key, no blank row.

    What is in doubt is left to frictionless, which takes ten times as long to go through rows, and
    to say what is wrong.
    """
    values: dict[str, Mapping[str, Any]] = {}
    for name, read in _readers(sheet.table).items():
        cells = {cell: read(cell) for cell in {row.cells[name] for row in sheet.rows}}
        if any(notes for _, notes in cells.values()):
            return False
        values[name] = {cell: value for cell, (value, _) in cells.items()}
    keys = [
        tuple(values[name][row.cells[name]] for name in table(sheet.table).key)
        for row in sheet.rows
    ]
    return len(set(keys)) == len(keys) and not any(set(key) <= {None} for key in keys)


@cache
def _readers(name: str) -> Mapping[str, Callable[[str], tuple[Any, Any]]]:
    """What frictionless reads a cell of each column with: its value, and what is wrong with it.

    Raises:
        FrictionlessException: the contract's schema is none.
    """
    from frictionless import Schema

    fields = Schema.from_descriptor({**schema(name), "foreignKeys": []}).fields
    return {field.name: field.create_cell_reader() for field in fields}


def _dangling(name: str, readable: Mapping[str, CsvTable]) -> Iterator[Problem]:
    """The cells of a table that name a row which another table, or this one, does not have."""
    for column, (holder, key) in table(name).references.items():
        if holder not in readable:
            continue
        whole = table(name).field(column).type == "integer"
        held = {_named(row.text(key), whole=whole) for row in readable[holder].rows}
        for row in readable[name].rows:
            if (named := _named(row.text(column), whole=whole)) and named not in held:
                yield _leads_nowhere(row, column)


def _named(cell: str, *, whole: bool) -> str:
    """What a cell names: of a number its digits; "" for one that names nothing."""
    try:
        return str(int(cell)) if whole else cell
    except ValueError:
        return ""


def _of_package(error: Any) -> Problem:
    return Problem(
        "datapackage.json",
        "",
        "",
        str(error.message),
        "a valid Data Package",
        "Mend data/contract.json or article.toml, from which it is generated.",
    )


def _of_row(sheet: CsvTable, error: Any) -> Iterator[Problem]:
    """The problem behind one of frictionless' errors, with the remedy."""
    number = getattr(error, "row_number", None)
    # frictionless counts the header as row 1.
    row = sheet.rows[number - 2] if number and 2 <= number <= len(sheet.rows) + 1 else None
    if row is None:
        path = table(sheet.table).path
        yield Problem(
            path,
            "",
            "",
            str(error.message),
            "a table by the contract",
            "Mend the file.",
        )
    elif error.type == "primary-key":
        yield _twice(sheet, row)
    elif error.type == "blank-row":
        yield row.problem("", "a blank row", "a row that holds something", "Remove the line.")
    elif error.type in ("type-error", "constraint-error"):
        yield _cell(row, error.field_name, str(error.note))
    else:
        yield row.problem("", str(error.note), "a row by the contract", "Mend the row.")


def _leads_nowhere(row: Row, column: str) -> Problem:
    value = row.text(column)
    holder, key = table(row.table).references[column]
    return row.problem(
        column,
        repr(value),
        f"one of the {key}s in {table(holder).path}",
        f"Correct {value!r}, or add its row to {table(holder).path}.",
    )


def _twice(sheet: CsvTable, row: Row) -> Problem:
    key = ", ".join(table(row.table).key)
    lines = ", ".join(str(other.line) for other in sheet.rows if other.key == row.key)
    if "" in (row.text(column) for column in table(row.table).key):
        return row.problem(key, "a blank key", "a key", "Give the row a key of its own.")
    return row.problem(
        key,
        f"{row.key!r} in lines {lines}",
        "a key that no other row has",
        "Give one of the rows another key, or remove the one that is doubled.",
    )


def _cell(row: Row, column: str, note: str) -> Problem:
    """The problem of a cell that is not of its type or breaks a constraint of its field."""
    field = table(row.table).field(column)
    value = row.text(column)
    if value == "":
        return row.problem(column, "a blank cell", field.description, "Fill in the cell.")
    if field.categories:
        values = ", ".join(category.value for category in field.categories)
        return row.problem(column, repr(value), f"one of {values}", "Choose one of these.")
    words, example = KINDS[field.type]
    if "pattern" in note and field.pattern is not None:
        expected = f"{words} of the form {field.pattern}"
        return row.problem(column, repr(value), expected, "Write it in that form.")
    if "constraint" in note:
        limit = note.removeprefix("constraint ").replace('"', "").replace(" is ", " ")
        return row.problem(column, repr(value), f"{words}, {limit}", "Correct the number.")
    return row.problem(column, repr(value), words, f"Write it as in {example}, or leave it blank.")
