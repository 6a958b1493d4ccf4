"""What the exports share: terms filled in as a TOML file declares them, names for rows, safe JSON.

Beside each export stands a file that says what every term of its format holds: a text as it is, or
with expressions of Jinja in braces over a row's cells and what the export knows; a text that is one
expression holds its value. What comes out blank is left out, not written as empty.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pandas as pd
from jinja2 import Environment, StrictUndefined

from helpers.show.html import IN_SCRIPT
from helpers.story.csv_tables import split
from helpers.story.story import Story

PROJECT = "Claim by Claim"

NAMESPACE = UUID("6b0a3f0c-4f2e-5c1d-9a57-2f6d0f1e8c34")
"""The namespace of all identifiers; it was drawn once, and changing it would rename every row."""

BLANK: tuple[Any, ...] = (None, "", [], ())

_JINJA = Environment(
    variable_start_string="{", variable_end_string="}", undefined=StrictUndefined, autoescape=False
)


def urn(story_id: str, table: str, *key: object) -> str:
    """The identifier of a row, wherever its file is hosted and however often it is written.

    Input: the story, the table (or kind of thing), and the cells of the row's key in order.
    Output: "urn:uuid:" and a UUID of version 5 (RFC 9562): a name and no address.
    """
    return uuid5(NAMESPACE, "/".join((story_id, table, *map(str, key)))).urn


def article_id(story: Story) -> str:
    """The identifier of a story's article: its address, or a name where it has none on the web."""
    return story.article.url or urn(story.id, "article")


PROJECT_URN = uuid5(NAMESPACE, PROJECT).urn
"""The identifier of the project, the same in every story."""


@cache
def declared(name: str) -> dict[str, Any]:
    """What the TOML file of an export declares."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def fill_in(terms: Any, names: Mapping[str, Any]) -> Any:
    """Terms as they are declared, filled in.

    Input: texts, and tables and lists of them; what their expressions name.

    Raises:
        jinja2.UndefinedError: an expression names what there is not.
    """
    if isinstance(terms, str):
        return _expression(terms)(names)
    if isinstance(terms, list):
        return [fill_in(term, names) for term in terms]
    if isinstance(terms, dict):
        made = {term: fill_in(held, names) for term, held in terms.items()}
        return {term: held for term, held in made.items() if held not in BLANK}
    return terms


@cache
def _expression(text: str) -> Callable[[Mapping[str, Any]], Any]:
    if "{" not in text:
        return lambda _: text
    if text.startswith("{") and text.find("}") == len(text) - 1:
        return _JINJA.compile_expression(text[1:-1], undefined_to_none=False)
    return _JINJA.from_string(text).render


def knowing(story_id: str, **names: Any) -> dict[str, Any]:
    """What the expressions of every export may name, and `names`.

    `urn(table, *key)` is the identifier of a row of the story, `link` a link to it, `links` those
    to rows of one table by their keys, `split` the parts of a cell.
    """

    def own(table: str, *key: object) -> str:
        return urn(story_id, table, *key)

    return {
        "project": {"name": PROJECT, "id": PROJECT_URN},
        "urn": own,
        "link": lambda table, *key: {"@id": own(table, *key)},
        "links": lambda table, keys: [{"@id": own(table, key)} for key in keys],
        "split": lambda cell: list(split(cell)),
        **names,
    }


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table by column; a blank cell is None."""
    return [
        {
            str(name): None if pd.api.types.is_scalar(cell) and pd.isna(cell) else cell
            for name, cell in row.items()
        }
        for row in table.to_dict("records")
    ]


def as_json(document: Mapping[str, Any]) -> bytes:
    """Write a document as JSON in UTF-8, keys in their own order, markup escaped.

    Raises:
        ValueError: a number that JSON has no word for, such as not-a-number.
    """
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    return (text.translate(IN_SCRIPT) + "\n").encode("utf-8")
