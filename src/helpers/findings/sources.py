"""Where a finding comes from, in a line: places in the article, publishers and days of references."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd

from helpers import dates
from helpers.contract import TABLES, table
from helpers.story import Story, split
from helpers.wording import listed

MOST = 6
"""Paragraphs or references that a line names; of more it says how many there are."""

FRONT = ("headline", "standfirst")


def rows_of(story: Story, row_id: str) -> dict[str, dict[str, Any]]:
    """The rows with an id, by the table they stand in: two for one that is actor and place."""
    found = {}
    for name in TABLES:
        key = table(name).key
        if len(key) == 1 and key[0].endswith("_id"):
            rows = story.table(name)
            here = rows[rows[key[0]] == row_id]
            if len(here):
                found[name] = {str(column): cell for column, cell in here.iloc[0].items()}
    return found


def evidence_line(story: Story, row_ids: Sequence[str]) -> str:
    """The sources of rows in a line, the article first, then the references by their day.

    Output: "The article, headline and paragraph 7; BBC and Evening Standard, 29 September 2014";
        "" for rows that come from neither.
    """
    found = [cells for row_id in row_ids for cells in rows_of(story, row_id).items()]
    paragraphs = {
        int(cells["paragraph"])
        for name, cells in found
        if name != "places" and not _blank(cells.get("paragraph"))
    }
    cited = list(dict.fromkeys(ref for name, cells in found for ref in _references(name, cells)))
    parts = [_article(story, sorted(paragraphs)), *_published(story, cited)]
    return "; ".join(part for part in parts if part)


def _blank(cell: object) -> bool:
    return bool(pd.isna(cell))  # type: ignore[call-overload]


def _references(name: str, cells: dict[str, Any]) -> Iterable[str]:
    if name == "places":
        return ()
    if name == "checks":
        return split(cells["ref_ids"])
    ref = cells.get("ref_id")
    return () if _blank(ref) else (str(ref),)


def _article(story: Story, paragraphs: Sequence[int]) -> str:
    if not paragraphs:
        return ""
    if len(paragraphs) > MOST:
        return f"The article, {len(paragraphs)} paragraphs"
    kinds = dict(zip(story.paragraphs["paragraph"], story.paragraphs["kind"], strict=True))
    front = [str(kinds[number]) for number in paragraphs if kinds.get(number) in FRONT]
    body = [str(number) for number in paragraphs if kinds.get(number) not in FRONT]
    word = "paragraph" if len(body) == 1 else "paragraphs"
    return f"The article, {listed([*front, *([f'{word} {listed(body)}'] if body else [])])}"


def _published(story: Story, ref_ids: Sequence[str]) -> Iterator[str]:
    """The references, those of one day together."""
    rows = story.references.set_index("ref_id").loc[list(ref_ids)]
    told = [
        (_day(published), dates.describe(published), str(publisher))
        for publisher, published in zip(rows["publisher"], rows["published"], strict=True)
    ]
    order = sorted(dict.fromkeys(told), key=lambda entry: entry[0])
    by_day: dict[str, list[str]] = {}
    for _, day, publisher in order[:MOST]:
        by_day.setdefault(day, []).append(publisher)
    for day, publishers in by_day.items():
        yield ", ".join(part for part in (listed(publishers), day) if part)
    if len(order) > MOST:
        yield f"{len(order) - MOST} more"


def _day(published: object) -> date:
    span = dates.resolve(published)
    return (span.earliest if span else None) or date.max
