"""The contract: what one row is, table by table, read from data/contract.json."""

import copy
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas.api.extensions import ExtensionDtype

CONTRACT = Path("data", "contract.json")


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
    def located(self) -> bool:
        """Whether a row says where in the article it stands."""
        return {"paragraph", "start", "end", "sha256"} <= set(self.columns)

    @property
    def references(self) -> dict[str, tuple[str, str]]:
        """Foreign keys: column -> (table, column), lists left out."""
        return {
            field.name: (field.reference.split(".")[0], field.reference.split(".")[1])
            for field in self.fields
            if field.reference is not None and field.type != "list"
        }

    def field(self, column: str) -> Field:
        """The field of that name.

        Raises:
            KeyError: the table has no such column; the message lists those it has.
        """
        for field in self.fields:
            if field.name == column:
                return field
        raise KeyError(f"{self.name} has no column {column!r}; it has {', '.join(self.columns)}")


@dataclass(frozen=True)
class Contract:
    """The whole contract."""

    title: str
    description: str
    version: str
    tables: tuple[Table, ...]


def find_root() -> Path:
    """The folder of the project, the one that holds data/contract.json.

    Looked for above this file (the project installed for editing), then from the working
    directory upwards.

    Raises:
        LookupError: neither place lies inside the project.
    """
    here = Path.cwd()
    for folder in (*Path(__file__).resolve().parents, here, *here.parents):
        if (folder / CONTRACT).is_file():
            return folder
    raise LookupError(
        f"{CONTRACT.as_posix()} was not found above {here.name or here}: "
        "run the command inside the project's folder"
    )


@cache
def _source() -> dict[str, Any]:
    text = (find_root() / CONTRACT).read_text(encoding="utf-8")
    source: dict[str, Any] = json.loads(text)
    return source


@cache
def contract() -> Contract:
    """The contract, read once.

    Raises:
        LookupError: data/contract.json was not found.
    """
    source = _source()
    return Contract(
        title=source["title"],
        description=source["description"],
        version=source["version"],
        tables=tuple(_table(table) for table in source["tables"]),
    )


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
    )


TABLES: tuple[str, ...] = tuple(entry.name for entry in contract().tables)


def table(name: str) -> Table:
    """The table of that name.

    Raises:
        KeyError: there is none; the message lists the known ones.
    """
    for entry in contract().tables:
        if entry.name == name:
            return entry
    raise KeyError(f"no table {name!r} in the contract; it has {', '.join(TABLES)}")


def fields(name: str) -> tuple[Field, ...]:
    """The fields of a table, in the order of its columns.

    Raises:
        KeyError: no such table.
    """
    return table(name).fields


def schema(name: str) -> dict[str, Any]:
    """The Frictionless Table Schema of a table, a copy that may be changed.

    Raises:
        KeyError: no such table.
    """
    position = TABLES.index(table(name).name)
    found: dict[str, Any] = copy.deepcopy(_source()["tables"][position]["schema"])
    return found


def dtypes(name: str) -> "dict[str, ExtensionDtype]":
    """The pandas type of each column of a table.

    Strings and lists are "string", integers "Int64", numbers "Float64", yes/no "boolean",
    enumerations categories in the contract's order. None is the object type, and each knows blanks.

    Raises:
        KeyError: no such table.
    """
    import pandas as pd

    types: dict[str, ExtensionDtype] = {
        "string": pd.StringDtype(),
        "list": pd.StringDtype(),
        "integer": pd.Int64Dtype(),
        "number": pd.Float64Dtype(),
        "boolean": pd.BooleanDtype(),
    }
    return {
        field.name: pd.CategoricalDtype([category.value for category in field.categories])
        if field.categories
        else types[field.type]
        for field in fields(name)
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


def datapackage(story_folder: Path) -> dict[str, Any]:
    """The Frictionless Data Package of a story: its article.toml and the contract's schemas.

    Raises:
        OSError: the folder has no article.toml.
        tomllib.TOMLDecodeError: article.toml is not TOML.
        KeyError: article.toml lacks an entry that the package needs.
    """
    article = tomllib.loads((story_folder / "article.toml").read_text(encoding="utf-8"))
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": article["id"],
        "title": article["headline"],
        "description": (
            f"An article of {article['outlet']}, {article['published']}, taken apart: "
            f"{len(TABLES)} tables, one row per claim, figure, event and so on."
        ),
        "version": contract().version,
        "homepage": article["url"],
        "sources": [{"title": f"{article['outlet']}: {article['headline']}"}],
        "resources": resources(),
    }


def resources() -> list[dict[str, Any]]:
    """The tables as resources of a Data Package, their schemas included."""
    return [_resource(source) for source in _source()["tables"]]


def _resource(source: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": source["name"],
        "type": "table",
        "title": source["title"],
        "description": source["description"],
        "path": source["path"],
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": copy.deepcopy(source["schema"]),
    }


def data_readme() -> str:
    """data/README.md: what one row is and what each column holds, as Markdown."""
    parts = [
        "# The data",
        "<!-- Generated from contract.json by `story generate`. Change the contract, not this. -->",
        _preamble(),
        *(_chapter(entry) for entry in contract().tables),
    ]
    return "\n\n".join(parts) + "\n"


def _preamble() -> str:
    listed = "\n".join(
        f"| [{entry.name}](#{entry.name}) | {entry.description} "
        f"| {', '.join(f'`{column}`' for column in entry.key)} |"
        for entry in contract().tables
    )
    return (
        "Every folder under `stories/` holds one article: `article.toml`, the tables below as CSV\n"
        "and `datapackage.json`, which lets any Frictionless Data tool read them. The tables are\n"
        "UTF-8 with LF line ends and one header row, sorted by key. Items of a list are joined by\n"
        "`|`. Blank means not stated, never zero.\n\n"
        "A locator says where in the article a row stands: `paragraph` (1-based, counting the\n"
        "non-empty lines of the normalised text), `start` and `end` (Unicode code points within\n"
        "the paragraph, end exclusive) and `sha256` of the span. Normalised: NFC, every run of\n"
        "white space one space, lines stripped, empty lines dropped, curly quotes and dashes\n"
        "folded one to one. Dates are EDTF (ISO 8601-2).\n\n"
        f"| table | one row is | key |\n|---|---|---|\n{listed}"
    )


def _chapter(entry: Table) -> str:
    rows = "\n".join(
        f"| `{field.name}` | {_type(field)} | {'yes' if field.required else ''} "
        f"| {_cell(field.description)} |"
        for field in entry.fields
    )
    values = [_values(field) for field in entry.fields if field.categories]
    parts = [
        f"## {entry.name}",
        f"{entry.description} Key: {', '.join(f'`{column}`' for column in entry.key)}.",
        f"| column | type | required | what it holds |\n|---|---|---|---|\n{rows}",
        *values,
    ]
    return "\n\n".join(parts)


def _type(field: Field) -> str:
    if field.reference is not None:
        holder, column = field.reference.split(".")
        kind = "list of keys" if field.type == "list" else "key"
        return f"{kind}: [{holder}](#{holder}).`{column}`"
    if field.categories:
        return "category"
    return "EDTF date" if field.edtf else field.type


def _values(field: Field) -> str:
    lines = "\n".join(
        f"- `{entry.value}`{f' ({entry.family})' if entry.family else ''}: {entry.label}"
        for entry in field.categories
    )
    return f"`{field.name}` is one of:\n\n{lines}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
