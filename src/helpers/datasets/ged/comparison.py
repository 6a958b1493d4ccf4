"""The months recomputed, held against those that a story quotes in casualties.csv."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.datasets.ged.columns import COUNTS
from helpers.story.problem import Problem


@dataclass(frozen=True)
class Comparison:
    """How many rows and months of a story were compared, and where they differ."""

    rows: int
    months: int
    agreeing: int
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        """The outcome in one line."""
        if not self.rows:
            return "casualties.csv quotes no month of this dataset: nothing to compare"
        return (
            f"{self.agreeing} of {self.months} months agree, in {self.rows} rows of casualties.csv"
        )


def compare(
    monthly: pd.DataFrame, casualties: pd.DataFrame, reference: str, slug: str
) -> Comparison:
    """Hold the months of casualties.csv against the months recomputed.

    Input: a table of `figures.monthly_deaths`; the story's casualties; the ref_id of the dataset;
    the side's name in columns. Compared are the rows of that reference whose period is one month:
    lower, best and upper against low, best and high. A row that is included in another of the same
    reference and month counts the events with the side; any other counts all events.
    """
    months = casualties["period"].fillna("").str.fullmatch(r"[0-9]{4}-[0-9]{2}")
    rows = casualties[casualties["ref_id"].eq(reference).fillna(False) & months]
    part_of = rows["included_in"].map(dict(zip(rows["casualty_id"], rows["period"], strict=True)))
    computed = monthly.set_index("month")
    found, differing = [], set()
    for (index, row), whole in zip(rows.iterrows(), part_of, strict=True):
        scope = slug if pd.notna(whole) and whole == row["period"] else "all"
        problem = _difference(row, int(str(index)) + 2, computed, scope)
        if problem:
            found.append(problem)
            differing.add(row["period"])
    quoted = set(rows["period"])
    return Comparison(len(rows), len(quoted), len(quoted - differing), tuple(found))


def _difference(
    row: "pd.Series[Any]", line: int, computed: pd.DataFrame, scope: str
) -> Problem | None:
    """What differs between a row and its month; None if nothing does."""
    month = row["period"]
    place = f"{row['casualty_id']}, line {line}"
    if month not in computed.index:
        return Problem(
            "casualties.csv",
            place,
            "period",
            month,
            f"one of the months recomputed, {computed.index[0]} to {computed.index[-1]}",
            "Recompute it too (--months), or correct the period.",
        )
    stated = _listed(row[["lower", "best", "upper"]])
    counted = _listed(computed.loc[month, [f"{scope}_{count}" for count in COUNTS]])
    if stated == counted:
        return None
    which = "all events" if scope == "all" else "the events with the side"
    return Problem(
        "casualties.csv",
        place,
        "lower, best, upper",
        stated,
        f"{counted}, which is {which} of {month}",
        "Correct the row, or say in its note which release it quotes.",
    )


def _listed(values: "pd.Series[Any]") -> str:
    return ", ".join("blank" if pd.isna(value) else f"{value:.0f}" for value in values)
