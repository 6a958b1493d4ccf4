"""The rows of a story as a corpus holds them: the contract's tables, and two that are computed.

Lists are lists, a blank is NULL, and beside each date stand the first and the last day that it can
mean. Rows that are only proposed are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.story.contract import TABLES, Field, table, version
from helpers.story.story import Story
from helpers.topics.crosscheck.tables import standings
from helpers.values import dates

STORIES, STANDINGS = "stories", "standings"
NAMES = (STORIES, *TABLES, STANDINGS)
"""The tables of a corpus."""

EARLIEST, LATEST = "_earliest", "_latest"

_TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "list": "VARCHAR[]",
    "day": "DATE",
}
_STORIES = {
    "headline": "string",
    "outlet": "string",
    "outlet_id": "string",
    "byline": "string",
    "published": "day",
    "published_time": "string",
    "invented": "string",
    "url": "string",
    "language": "string",
    "licence": "string",
    "text": "string",
    "contract": "string",
}
_STANDINGS = {
    "claim_id": "string",
    "standing": "string",
    "label": "string",
    "standings": "list",
    "known": "string",
    "side_only": "boolean",
    "later": "list",
    "check_ids": "list",
    "references": "integer",
    "independent": "integer",
}


@dataclass(frozen=True)
class Rows:
    """A table of a story: its cells, and each column with its type (a key of `_TYPES`)."""

    cells: pd.DataFrame
    types: Mapping[str, str]

    @property
    def selected(self) -> str:
        """The columns as DuckDB is to read them from `cells`."""
        return ", ".join(_selected(name, kind) for name, kind in self.types.items())


def _selected(name: str, kind: str) -> str:
    text = f'"{name}"::VARCHAR'
    read = f"string_split({text}, '|')" if kind == "list" else f'"{name}"::{_TYPES[kind]}'
    return f'{read} AS "{name}"'


def rows_of(story: Story) -> dict[str, Rows]:
    """Every table of a story, by its name in NAMES.

    Output: columns of the contract; of each date two more, `when_earliest` and `when_latest`, blank
        where there is no limit. `stories` has one row: what article.toml says, and the version of
        the contract. `standings` has one per claim: how it stands under the rules of evidence, as
        `topics.crosscheck.tables.standings`.
    """
    kept = story.accepted
    facts = {name: getattr(kept.article, name, None) for name in _STORIES}
    stories = pd.DataFrame([{**facts, "contract": version()}], dtype="string")
    tables = {name: _contracted(name, kept.table(name)) for name in TABLES}
    judged = standings(kept)[list(_STANDINGS)]
    return {STORIES: Rows(stories, _STORIES), **tables, STANDINGS: Rows(judged, _STANDINGS)}


def _contracted(name: str, cells: pd.DataFrame) -> Rows:
    types: dict[str, str] = {}
    days: dict[str, pd.Series] = {}
    for field in table(name).fields:
        types[field.name] = field.type
        if field.edtf:
            days |= _days(field, cells[field.name])
            types |= dict.fromkeys((field.name + EARLIEST, field.name + LATEST), "day")
    return Rows(cells.assign(**days), types)


def _days(field: Field, cells: pd.Series) -> dict[str, pd.Series]:
    """The first and the last day that dates can mean."""
    spans = [dates.resolve(cell) for cell in cells]
    first = [span.earliest.isoformat() if span and span.earliest else None for span in spans]
    last = [span.latest.isoformat() if span and span.latest else None for span in spans]
    return {
        field.name + EARLIEST: pd.Series(first, cells.index, dtype="string"),
        field.name + LATEST: pd.Series(last, cells.index, dtype="string"),
    }
