"""The article as a whole: how it is laid out, and how much of it each table holds."""

import pandas as pd

from helpers.contract import TABLES, labels, table
from helpers.story import Story
from helpers.tables.reading_order import paragraphs_in_order

# Tables whose rows point to characters of the article, and not to the story as a whole.
LOCATED = ("claims", "figures", "mentions", "relations", "events")


def layout(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """How the article is laid out, boilerplate left out.

    Input: paragraphs (contract).
    Output: kind, meaning, paragraphs, characters, share (of all characters, 0 to 1); kinds in the
        contract's order, those that do not occur left out.
    """
    rows = paragraphs_in_order(paragraphs)
    meanings = labels("paragraphs", "kind")
    kinds = rows["kind"].astype("string")
    found = rows.groupby(kinds, as_index=False).agg(
        paragraphs=("paragraph", "size"), characters=("length", "sum")
    )
    found.insert(1, "meaning", found["kind"].map(meanings).astype("string"))
    found = found.assign(
        share=(found["characters"] / (found["characters"].sum() or 1)).astype("Float64"),
        place=found["kind"].map({kind: place for place, kind in enumerate(meanings)}),
    )
    found = found.sort_values("place", ignore_index=True).drop(columns="place")
    return found.astype({"paragraphs": "Int64", "characters": "Int64"})


def sizes(story: Story) -> pd.DataFrame:
    """How many rows each table of the story has.

    Output: table, one_row_is, key (columns joined by ", "), rows; in the contract's order.
    """
    rows = [
        (name, table(name).description, ", ".join(table(name).key), len(story.table(name)))
        for name in TABLES
    ]
    types = {"table": "string", "one_row_is": "string", "key": "string", "rows": "Int64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def density(story: Story) -> pd.DataFrame:
    """How much each paragraph holds.

    Output: paragraph, kind, length, and per table of LOCATED the rows that stand in it; in
        reading order, boilerplate left out.
    """
    rows = paragraphs_in_order(story.paragraphs)[["paragraph", "kind", "length"]]
    counts = {
        name: rows["paragraph"]
        .map(story.table(name)["paragraph"].value_counts())
        .fillna(0)
        .astype("Int64")
        for name in LOCATED
    }
    return rows.assign(**counts)
