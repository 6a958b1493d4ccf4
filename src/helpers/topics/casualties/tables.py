"""Tolls: what is counted, what has no number, and what is part of what.

A toll may be part of another (`included_in`), count other people, or run over another
period. So nothing here adds tolls up.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from helpers.story.contract import labels
from helpers.story.csv_tables import split
from helpers.values import dates
from helpers.values.quantity_columns import toll

STATED = ("number", "word", "named")
"""How a toll is put: a number, a word of quantity without one, or neither."""

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
"""A month in EDTF, level 0 (ISO 8601-2); seasons have numbers from 21 on."""

OUTCOMES: Mapping[str, str] = {
    "killed": "killed",
    "injured": "injured",
    "struck": "hit",
    "captive": "held",
}
"""What happened to people, in words that stand in a table."""

HEADINGS: Mapping[str, str] = {
    "victims": "people",
    "outcome": "what happened",
    "period_text": "when",
    "reported_by": "who reports it",
    "verdict": "how the claim stands",
    "included_in": "part of",
    "casualty_id": "toll",
    "claim_id": "claim",
}
"""What a reader sees above the columns of these tables."""


class NestingError(ValueError):
    """Tolls that contain each other in a circle."""


def tolls(casualties: pd.DataFrame) -> pd.DataFrame:
    """Every toll of article and references, with its number and period in words.

    Input: casualties (contract).
    Output: all columns of casualties but the locator's start, end and sha256, and
        origin (article, reference), stated (one of STATED), number, period_text ("" if
        the period is not stated), depth (0 = part of no other toll).
    """
    table = casualties.drop(columns=["start", "end", "sha256"])
    origin = casualties["ref_id"].isna().map({True: "article", False: "reference"})
    vague = casualties["bound"].astype("string") == "vague"
    named = vague & casualties["figure_id"].isna()
    stated = [
        "named" if only_named else "word" if no_number else "number"
        for only_named, no_number in zip(named, vague, strict=True)
    ]
    cells = (casualties[column] for column in ("lower", "best", "upper", "bound"))
    above = _containers(casualties)
    return table.assign(
        origin=origin.astype("string"),
        stated=pd.Series(stated, index=table.index, dtype="string"),
        number=pd.Series(
            [toll(*row) for row in zip(*cells, strict=True)],
            index=table.index,
            dtype="string",
        ),
        period_text=pd.Series(
            [_period(cell) for cell in casualties["period"]], index=table.index, dtype="string"
        ),
        depth=pd.Series(
            [len(above[key]) for key in casualties["casualty_id"]], index=table.index, dtype="Int64"
        ),
    )


def reported(casualties: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The tolls that the article reports: counted ones first, then in reading order.

    Input: casualties, claims (contract).
    Output: the columns of `tolls`, and speaker (actor_id of the claim's speaker).
    """
    table = tolls(casualties)
    table = table[table["origin"] == "article"]
    speakers = dict(zip(claims["claim_id"], claims["speaker"], strict=True))
    rank = table["stated"].map({stated: place for place, stated in enumerate(STATED)})
    table = table.assign(
        speaker=table["claim_id"].map(speakers).astype("string"), rank=rank.astype("Int64")
    )
    table = table.sort_values(["rank", "paragraph", "casualty_id"], kind="stable")
    return table.drop(columns="rank").reset_index(drop=True)


def groups(casualties: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The groups of people harmed of whom the article speaks, each once, counted ones first.

    A toll that is part of another, or of the same people, is left to the one that holds it.
    Input: casualties, claims (contract).
    Output: victims, outcome (in words), number, reported_by, paragraph, casualty_id, claim_id.
    """
    table = reported(casualties, claims)
    table = table[table["included_in"].isna()].reset_index(drop=True)
    outcome = table["outcome"].astype("string").map(OUTCOMES).astype("string")
    columns = ["victims", "outcome", "number", "reported_by", "paragraph", "casualty_id"]
    return table.assign(outcome=outcome)[[*columns, "claim_id"]]


def nested(casualties: pd.DataFrame) -> pd.DataFrame:
    """The tolls in the order of their nesting, each toll directly above its parts.

    Input: casualties (contract), without a cycle in included_in.
    Output: the columns of `tolls`, and whole (the outermost toll it belongs to).
    Raises: NestingError if included_in runs in a circle.
    """
    table = tolls(casualties)
    above = _containers(casualties)
    place = {key: position for position, key in enumerate(casualties["casualty_id"])}
    paths = [
        tuple(place.get(step, len(place)) for step in (*reversed(above[key]), key))
        for key in casualties["casualty_id"]
    ]
    whole = [above[key][-1] if above[key] else key for key in casualties["casualty_id"]]
    order = sorted(range(len(table)), key=lambda position: paths[position])
    table = table.assign(whole=pd.Series(whole, index=table.index, dtype="string"))
    return table.iloc[order].reset_index(drop=True)


def comparison(
    casualties: pd.DataFrame, checks: pd.DataFrame, later: Collection[str] = ()
) -> pd.DataFrame:
    """The article's largest count beside the reference counts that it is checked against.

    The largest count is that of the first outcome in the contract's order (killed before
    injured) that the article counts at all; of its tolls, the one whose stated number is
    highest. The reference counts are those of the same outcome, by the references that
    checks hold against the same claim; so a reference that counts something else stays out.

    Input: casualties, checks (contract); later, the ref_ids that were published after the article.
    Output: the columns of `nested`, and later (whether it was published so); the article's toll
        first, each reference toll above its parts. No rows if the article counts nobody.
    """
    table = nested(casualties)
    table = table.assign(later=table["ref_id"].isin(list(later)).astype("boolean"))
    article = table[(table["origin"] == "article") & (table["stated"] == "number")]
    if article.empty:
        return article.reset_index(drop=True)
    largest: pd.DataFrame = _largest(article)
    held = checks.loc[checks["claim_id"] == largest["claim_id"].iloc[0], "ref_ids"]
    references = {ref_id for cell in held for ref_id in split(cell)}
    same = table["ref_id"].isin(sorted(references)) & (
        table["outcome"] == largest["outcome"].iloc[0]
    )
    counted: pd.DataFrame = table[same & (table["stated"] == "number")]
    return pd.concat([largest, counted], ignore_index=True)


def by_month(casualties: pd.DataFrame) -> pd.DataFrame:
    """The tolls that references give month by month, the whole of a month above its parts.

    One series is drawn: that of the reference with most months, of one outcome; whole tolls, and
    those that are part of one.
    Input: casualties (contract).
    Output: the columns of `nested`, and month (first day of the month); in the order of months.
    """
    table = _monthly(casualties)
    if table.empty:
        return table
    series = _series(table)
    most = table["month"].groupby(series).nunique().sort_index().idxmax()
    table = table[series == most]
    return table.sort_values(["month", "depth"], kind="stable", ignore_index=True)


def other_months(casualties: pd.DataFrame) -> pd.DataFrame:
    """What others count of the same outcome for the months of that series; never added to it.

    Whole tolls only: their parts stay out.

    Input: casualties (contract).
    Output: the columns of `by_month`; in the order of months.
    """
    table, drawn = _monthly(casualties), by_month(casualties)
    known = table["month"].isin(drawn["month"]) & (table["depth"] == 0)
    known &= table["outcome"].isin(set(drawn["outcome"])) & ~table["ref_id"].isin(drawn["ref_id"])
    return table[known].reset_index(drop=True)


def _monthly(casualties: pd.DataFrame) -> pd.DataFrame:
    """The tolls that references give for whole months, month by month, each above its parts."""
    table = nested(casualties)
    months = pd.Series([_month(cell) for cell in table["period"]], index=table.index)
    table = table.assign(month=pd.to_datetime(months.astype("string")))
    counted = (table["origin"] == "reference") & (table["stated"] == "number")
    table = table[table["month"].notna() & counted]
    return table.sort_values("month", kind="stable", ignore_index=True)


def _series(table: pd.DataFrame) -> pd.Series:
    """By whom which outcome is counted."""
    return table["ref_id"].astype("string") + " " + table["outcome"].astype("string")


def _month(period: Any) -> str | None:
    """The first day of a period that is one whole month; None for any other."""
    whole = None if pd.isna(period) else MONTH.fullmatch(str(period))
    return f"{period}-01" if whole else None


def _period(cell: Any) -> str:
    return "" if pd.isna(cell) else dates.describe(str(cell))


def _containers(casualties: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """For each toll, the tolls that contain it, from the nearest outwards."""
    part_of = {
        str(key): "" if pd.isna(whole) else str(whole)
        for key, whole in zip(casualties["casualty_id"], casualties["included_in"], strict=True)
    }
    found = {}
    for key in part_of:
        path: list[str] = []
        step = part_of[key]
        while step:
            if step == key or step in path:
                raise NestingError(f"casualties: included_in runs in a circle at {key}")
            path.append(step)
            step = part_of.get(step, "")
        found[key] = tuple(path)
    return found


def _largest(article: pd.DataFrame) -> pd.DataFrame:
    """The row with the highest stated number, of the first outcome that is counted."""
    outcomes = article["outcome"].astype("string")
    first = next(
        outcome for outcome in labels("casualties", "outcome") if (outcomes == outcome).any()
    )
    counted = article[outcomes == first]
    highest = counted[["lower", "best", "upper"]].max(axis=1).astype("Float64")
    return counted.loc[[highest.sort_values(ascending=False, kind="stable").index[0]]]
