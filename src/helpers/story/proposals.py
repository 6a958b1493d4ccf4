"""Rows that a machine proposed: shown as drafts, and left out of findings until they are accepted."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from helpers.story.contract import table
from helpers.story.csv_tables import SEPARATOR, Row, split
from helpers.story.locators import digest

if TYPE_CHECKING:
    import pandas as pd

DRAFT = "draft: "
"""So begins what a reader is shown of a row that nobody has looked at yet."""

UNSORTED = "draft"
"""The topic of a proposed claim for which nobody has chosen one."""

LABELS: Mapping[str, tuple[str, str]] = {
    "actors": ("name", "actor"),
    "claims": ("paraphrase", "claim"),
    "figures": ("measures", "figure"),
    "casualties": ("victims", "toll"),
    "events": ("description", "event"),
    "places": ("name", "place"),
    "references": ("title", "reference"),
    "checks": ("finding", "check"),
}
"""The column by which a reader knows a row of a table, and what such a row is called."""


def row_id(name: str, cells: Mapping[Any, Any]) -> str:
    """How `proposals.csv` names a row: its key, of several columns joined by "|"."""
    return SEPARATOR.join(str(cells[column]) for column in table(name).key)


def cells_digest(name: str, cells: Mapping[str, str]) -> str:
    """SHA-256 of the cells of a row as printed, in the contract's order, as a list in JSON."""
    printed = [cells[column] for column in table(name).columns]
    return digest(json.dumps(printed, ensure_ascii=False, separators=(",", ":")))


def proposed(proposals: "pd.DataFrame") -> dict[str, set[str]]:
    """The rows that nobody has looked at yet: table -> row_ids.

    Input: proposals (contract).
    """
    rows = proposals[proposals["status"] == "proposed"]
    return {
        str(name): set(ids)
        for name, ids in rows["row_id"].groupby(rows["table"].astype(str), sort=False)
    }


def labelled(tables: "Mapping[str, pd.DataFrame]") -> "dict[str, pd.DataFrame]":
    """The tables of a story, with every label of a proposed row beginning "draft: ".

    Where the label is blank it says where the row stands: "draft: claim c012, paragraph 3". A
    proposed claim without a topic has the topic UNSORTED.
    """
    found = dict(tables)
    for name, ids in proposed(tables["proposals"]).items():
        if name in LABELS:
            found[name] = _labelled(name, tables[name], ids)
    claims, ids = found["claims"], proposed(tables["proposals"]).get("claims", set())
    unsorted = claims["topic"].isna() & claims["claim_id"].isin(ids)
    found["claims"] = claims.assign(topic=claims["topic"].mask(unsorted, UNSORTED))
    return found


def with_unsorted(topics: Mapping[str, str], claims: "pd.DataFrame") -> Mapping[str, str]:
    """The topics of a story, with one for its proposed claims that have none, if there are any."""
    missing = (claims["topic"] == UNSORTED).any()
    return {**topics, UNSORTED: f"{DRAFT}no topic yet"} if missing else topics


def _labelled(name: str, rows: "pd.DataFrame", ids: set[str]) -> "pd.DataFrame":
    import pandas as pd

    column, noun = LABELS[name]
    labels = [
        _label(noun, column, cells) if row_id(name, cells) in ids else cells[column]
        for cells in rows.to_dict("records")
    ]
    return rows.assign(**{column: pd.Series(labels, rows.index, dtype="string")})


def _label(noun: str, column: str, cells: Mapping[Any, Any]) -> str:
    if isinstance(cells[column], str):
        return f"{DRAFT}{cells[column]}"
    key, paragraph = next(iter(cells.values())), cells.get("paragraph")
    where = f", paragraph {paragraph}" if isinstance(paragraph, int) else ""
    return f"{DRAFT}{noun} {key}{where}"


def accepted(tables: "Mapping[str, pd.DataFrame]") -> "dict[str, pd.DataFrame]":
    """The tables of a story without the rows that are proposed, and without those that name them.

    A row that names a proposed one, as its claim, its speaker or one of its actors, waits for it.
    """
    proposals = tables["proposals"]
    out = proposed(proposals)
    found = {**tables, "proposals": proposals[proposals["status"] != "proposed"]}
    while True:
        kept = {name: _kept(name, rows, out) for name, rows in found.items()}
        gone = {name: _ids(name, rows) - _ids(name, kept[name]) for name, rows in found.items()}
        if not any(gone.values()):
            return found
        out = {name: out.get(name, set()) | ids for name, ids in gone.items()}
        found = kept


def _ids(name: str, rows: "pd.DataFrame") -> set[str]:
    return {row_id(name, cells) for cells in rows[list(table(name).key)].to_dict("records")}


def _kept(name: str, rows: "pd.DataFrame", out: Mapping[str, set[str]]) -> "pd.DataFrame":
    """The rows that are not out themselves, and name none that is."""
    stays = [
        row_id(name, cells) not in out.get(name, ())
        and not any(key in out.get(holder, ()) for holder, key in _named(name, cells))
        for cells in rows.to_dict("records")
    ]
    return rows.loc[stays].reset_index(drop=True)


def _named(name: str, cells: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """The rows that a row names: table and key."""
    for field in table(name).fields:
        if field.reference:
            for key in split(cells[field.name]):
                yield field.reference.partition(".")[0], key


def open_cells(rows: Mapping[str, tuple[Row, ...]]) -> Iterator[tuple[Row, str]]:
    """The cells of proposed rows that must be filled in and are blank, each with its column.

    Input: the rows of every table, as printed.
    """
    for row in proposed_rows(rows):
        for field in table(row.table).fields:
            if field.required and not row.text(field.name):
                yield row, field.name


def proposed_rows(rows: Mapping[str, tuple[Row, ...]]) -> Iterator[Row]:
    """The rows, as printed, whose proposal nobody has looked at yet."""
    asked = {
        (row.text("table"), row.text("row_id"))
        for row in rows["proposals"]
        if row.text("status") == "proposed"
    }
    for name in sorted({of for of, _ in asked} & set(rows)):
        yield from (row for row in rows[name] if (name, row_id(name, row.cells)) in asked)
