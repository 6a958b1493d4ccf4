"""The contract: what one row is, table by table, read from data/contract.json."""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from helpers.story.project import CONTRACT, find_root

if TYPE_CHECKING:
    from pandas.api.extensions import ExtensionDtype


@dataclass(frozen=True)
class Category:
    """One value that an enumerated field may hold, its meaning and the family it belongs to."""

    value: str
    label: str
    family: str | None


@dataclass(frozen=True)
class Field:
    """One column of a table.

    `type` is string, integer, number, boolean or list. `reference` names the table and column
    that hold the key meant ("actors.actor_id"), for single keys and for each item of a list.
    `since` is the version of the contract that brought a column which older stories lack.
    """

    name: str
    title: str
    description: str
    type: str
    required: bool
    pattern: str | None
    categories: tuple[Category, ...]
    reference: str | None
    edtf: bool
    since: str | None


@dataclass(frozen=True)
class Table:
    """One table: its columns in order and the columns that make its key."""

    name: str
    title: str
    description: str
    path: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in the order of the header row."""
        return tuple(field.name for field in self.fields)

    @property
    def older_columns(self) -> tuple[str, ...]:
        """The columns that a story of an older contract has."""
        return tuple(field.name for field in self.fields if field.since is None)

    @property
    def located(self) -> bool:
        """Whether a row says where in the article it stands."""
        return {"paragraph", "start", "end", "sha256"} <= set(self.columns)

    @property
    def references(self) -> dict[str, tuple[str, str]]:
        """Foreign keys: column -> (table, column), lists left out."""
        keys = {field.name: field.reference for field in self.fields if field.type != "list"}
        return {name: (key.split(".")[0], key.split(".")[1]) for name, key in keys.items() if key}

    def field(self, column: str) -> Field:
        """The field of that name.

        Raises:
            KeyError: the table has no such column; the message lists those it has.
        """
        for field in self.fields:
            if field.name == column:
                return field
        raise KeyError(f"{self.name} has no column {column!r}; it has {', '.join(self.columns)}")


@cache
def _source() -> dict[str, Any]:
    text = (find_root() / CONTRACT).read_text(encoding="utf-8")
    source: dict[str, Any] = json.loads(text)
    return source


def _table(source: Mapping[str, Any]) -> Table:
    keys = {
        key["fields"][0]: f"{key['reference']['resource'] or source['name']}"
        f".{key['reference']['fields'][0]}"
        for key in source["schema"].get("foreignKeys", [])
    }
    return Table(
        name=source["name"],
        title=source["title"],
        description=source["description"],
        path=source["path"],
        fields=tuple(_field(field, keys) for field in source["schema"]["fields"]),
        key=tuple(source["schema"]["primaryKey"]),
    )


def _field(source: Mapping[str, Any], keys: Mapping[str, str]) -> Field:
    constraints = source.get("constraints", {})
    return Field(
        name=source["name"],
        title=source["title"],
        description=source["description"],
        type=source["type"],
        required=constraints.get("required", False),
        pattern=constraints.get("pattern"),
        categories=tuple(
            Category(entry["value"], entry["label"], entry.get("family"))
            for entry in source.get("categories", [])
        ),
        reference=source.get("reference", keys.get(source["name"])),
        edtf="edtf" in source.get("rdfType", ""),
        since=source.get("since"),
    )


_TABLES: Mapping[str, Table] = {source["name"]: _table(source) for source in _source()["tables"]}
TABLES = tuple(_TABLES)


def version() -> str:
    """The version of the contract."""
    return str(_source()["version"])


def table(name: str) -> Table:
    """The table of that name.

    Raises:
        KeyError: there is none; the message lists the known ones.
    """
    if name not in _TABLES:
        raise KeyError(f"no table {name!r} in the contract; it has {', '.join(TABLES)}")
    return _TABLES[name]


def schema(name: str) -> dict[str, Any]:
    """The Frictionless Table Schema of a table, a copy that may be changed.

    Raises:
        KeyError: no such table.
    """
    position = TABLES.index(table(name).name)
    return dict(copy.deepcopy(_source()["tables"][position]["schema"]))


def dtypes(name: str) -> "dict[str, ExtensionDtype]":
    """The pandas type of each column of a table.

    Strings and lists are "string", integers "Int64", numbers "Float64", yes/no "boolean",
    enumerations categories in the contract's order. None is the object type, and each knows blanks.

    Raises:
        KeyError: no such table.
    """
    import pandas as pd

    types: dict[str, ExtensionDtype] = {
        **dict.fromkeys(("string", "list"), pd.StringDtype()),
        "integer": pd.Int64Dtype(),
        "number": pd.Float64Dtype(),
        "boolean": pd.BooleanDtype(),
    }
    return {
        field.name: pd.CategoricalDtype([category.value for category in field.categories])
        if field.categories
        else types[field.type]
        for field in table(name).fields
    }


def labels(name: str, column: str) -> dict[str, str]:
    """What each value of an enumerated column means: value -> label, in the contract's order.

    Raises:
        KeyError: no such table or column.
    """
    return {entry.value: entry.label for entry in table(name).field(column).categories}


def families(name: str, column: str) -> dict[str, str]:
    """The family of each value of an enumerated column that has families: value -> family.

    Raises:
        KeyError: no such table or column.
    """
    categories = table(name).field(column).categories
    return {entry.value: entry.family for entry in categories if entry.family is not None}
