"""Where a finding comes from, in a line: places in the article, publishers and days of references."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from helpers.story.contract import TABLES, table
from helpers.story.credits import publisher_name
from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.values import dates
from helpers.values.english import in_words, listed

MOST = 6
"""Paragraphs that a line names; of more it says how many there are."""

NAMED = 4
"""Publishers that a line names, and one more where that is all of them."""

WITH_IDS = tuple(
    name for name in TABLES if len(key := table(name).key) == 1 and key[0].endswith("_id")
)
"""The tables whose rows have an id."""

FRONT = ("headline", "standfirst")


def rows_of(story: Story, row_id: str) -> dict[str, Mapping[str, Any]]:
    """The rows with an id, by the table they stand in: two for one that is actor and place."""
    found = ((name, story.row(name, row_id)) for name in WITH_IDS)
    return {name: cells for name, cells in found if cells is not None}


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


def _references(name: str, cells: Mapping[str, Any]) -> Iterable[str]:
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
    """Who published the references: those with a day, from the first to the last, then the others.

    A page of which only the earliest day is known has none.
    """
    rows = story.references.set_index("ref_id").loc[list(ref_ids)]
    dated, others = [], []
    for publisher, cell in zip(rows["publisher"], rows["published"], strict=True):
        span = dates.resolve(cell)
        name = publisher_name(str(publisher))
        if span and span.earliest and span.latest:
            dated.append((span.earliest, span.latest, name))
        else:
            others.append(name)
    dated.sort(key=lambda entry: entry[0])
    if dated:
        days = period(dated[0][0], max(latest for _, latest, _ in dated))
        yield f"{_names(name for *_, name in dated)}, {days}"
    if others:
        yield _names(others)


def _names(publishers: Iterable[str]) -> str:
    """Publishers, each once, and of many how many more there are."""
    names = list(dict.fromkeys(publishers))
    more = len(names) - NAMED
    return listed([*names[:NAMED], f"{in_words(more)} more"] if more > 1 else names)


def period(first: date, last: date) -> str:
    """The days from one to another, in few words: "25 to 29 September 2014", "2012 to 2014"."""
    if first == last:
        return dates.describe(first.isoformat())
    if first.year != last.year:
        return f"{first.year} to {last.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    month, year = f"{last:%B}", last.year
    if first.month != last.month:
        return f"{first.day} {first:%B} to {last.day} {month} {year}"
    if first.day == 1 and (last + timedelta(days=1)).month != last.month:
        return f"{month} {year}"
    return f"{first.day} to {last.day} {month} {year}"
