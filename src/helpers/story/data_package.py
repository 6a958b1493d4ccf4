"""The Frictionless Data Package of a story, as the contract and its article.toml give it."""

import json
import tomllib
from pathlib import Path
from typing import Any

from helpers.story.contract import TABLES, Table, schema, table, version

PACKAGE = "datapackage.json"


def datapackage(story_folder: Path) -> dict[str, Any]:
    """The Frictionless Data Package of a story: its article.toml and the contract's schemas.

    Raises:
        OSError: the folder has no article.toml.
        tomllib.TOMLDecodeError: article.toml is not TOML.
        KeyError: article.toml lacks an entry that the package needs.
    """
    article = tomllib.loads((story_folder / "article.toml").read_text(encoding="utf-8"))
    homepage = {"homepage": article["url"]} if article["url"] else {}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": article["id"],
        "title": article["headline"],
        "description": (
            f"An article of {article['outlet']}, {article['published']}, taken apart: "
            f"{len(TABLES)} tables, one row per claim, figure, event and so on."
        ),
        "version": version(),
        **homepage,
        "sources": [{"title": f"{article['outlet']}: {article['headline']}"}],
        "resources": resources(),
    }


def resources() -> list[dict[str, Any]]:
    """The tables as resources of a Data Package, their schemas included."""
    return [_resource(table(name)) for name in TABLES]


def _resource(entry: Table) -> dict[str, Any]:
    return {
        "name": entry.name,
        "type": "table",
        "title": entry.title,
        "description": entry.description,
        "path": entry.path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema(entry.name),
    }


def package_text(folder: Path) -> str:
    """The text of a story's datapackage.json.

    Raises:
        OSError, tomllib.TOMLDecodeError, KeyError: article.toml can't be read.
    """
    return json.dumps(datapackage(folder), ensure_ascii=False, indent=2) + "\n"
