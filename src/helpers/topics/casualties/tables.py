"""Tolls: what is counted, what has no number, and what is part of what.

A toll may be part of another (`included_in`), count other people, or run over another
period. So nothing here adds tolls up.
"""

import re
from collections.abc import Collection, Mapping

import pandas as pd

from helpers.story.contract import labels
from helpers.story.csv_tables import split
from helpers.values.quantity_columns import toll
from helpers.values.records import columns, dates_in_words, in_order, lookup, strings

STATED = ("number", "word", "named")
"""How a toll is put: a number, a word of quantity without one, or neither."""

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
"""A month in EDTF, level 0 (ISO 8601-2); seasons have numbers from 21 on."""

OUTCOMES: Mapping[str, str] = {
    "killed": "killed",
    "missing": "missing",
    "injured": "injured",
    "struck": "hit",
    "captive": "held captive",
    "survived": "surviving",
}
"""What happened to people, in the words of tables, titles and charts."""

SURVIVED = "survived"
"""The outcome of those who came to no harm that is told: they are counted, and are no victims."""

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
    number, word, named = STATED
    rows = casualties.index
    vague = casualties["bound"] == "vague"
    cells = (casualties[column] for column in ("lower", "best", "upper", "bound"))
    depths = [len(path) for path in _containers(casualties).values()]
    stated = pd.Series(number, rows).mask(vague, word)
    origin = pd.Series("reference", rows).mask(casualties["ref_id"].isna(), "article")
    return casualties.drop(columns=["start", "end", "sha256"]).assign(
        origin=origin.astype("string"),
        stated=stated.mask(vague & casualties["figure_id"].isna(), named).astype("string"),
        number=strings((toll(*row) for row in zip(*cells, strict=True)), rows),
        period_text=dates_in_words(casualties["period"]),
        depth=pd.Series(depths, rows, "Int64"),
    )


def reported(casualties: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The tolls that the article reports: counted ones first, then in reading order.

    Input: casualties, claims (contract).
    Output: the columns of `tolls`, and speaker (actor_id of the claim's speaker).
    """
    table = tolls(casualties)
    table = table[table["origin"] == "article"]
    speakers = table["claim_id"].map(lookup(claims, "claim_id", "speaker"))
    table = table.assign(speaker=speakers.astype("string"))
    return in_order(table, "stated", "paragraph", "casualty_id", stated=STATED)


@columns("victims outcome number reported_by paragraph# casualty_id claim_id")
def groups(casualties: pd.DataFrame, claims: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """The groups of people harmed of whom the article speaks, each once, counted ones first.

    A toll that is part of another, or of the same people, is left to the one that holds it; those
    who survived are not among them.
    Input: casualties, claims, figures (contract).
    Output: outcome in words; number, where the article prints a quantity without one ("hundreds"),
        is what it prints, in quotation marks.
    """
    table = reported(casualties, claims)
    harmed = table["included_in"].isna() & (table["outcome"] != SURVIVED)
    outcome = table["outcome"].astype("string").map(OUTCOMES)
    words = figures[figures["kind"] == "vague"]
    surfaces = table["figure_id"].map(lookup(words, "figure_id", "surface")).astype("string")
    printed = "“" + surfaces + "”"
    number = printed.fillna(table["number"])
    return table.assign(outcome=outcome, number=number)[harmed].reset_index(drop=True)


def nested(casualties: pd.DataFrame) -> pd.DataFrame:
    """The tolls in the order of their nesting, each toll directly above its parts.

    Input: casualties (contract), without a cycle in included_in.
    Output: the columns of `tolls`, and whole (the outermost toll it belongs to).
    Raises: NestingError if included_in runs in a circle.
    """
    place = {key: at for at, key in enumerate(casualties["casualty_id"])}
    paths = [(*reversed(above), key) for key, above in _containers(casualties).items()]
    order = sorted(
        range(len(paths)), key=lambda at: [place.get(step, len(place)) for step in paths[at]]
    )
    table = tolls(casualties).assign(whole=strings(path[0] for path in paths))
    return table.iloc[order].reset_index(drop=True)


def comparison(
    casualties: pd.DataFrame, checks: pd.DataFrame, later: Collection[str] = ()
) -> pd.DataFrame:
    """The article's counts of one outcome beside the reference counts that they are checked against.

    The largest count is that of the first outcome in the contract's order (killed before
    injured) that the article counts at all. Of several, of the same people or of others, all are
    given with who says so, the highest first; parts of others are left out. The reference counts
    are those of the same outcome, by the references that checks hold against the same claims; so
    one that counts something else stays out.

    Input: casualties, checks (contract); later, the ref_ids that were published after the article.
    Output: the columns of `nested`, and later (whether it was published so); the article's tolls
        first, each reference toll above its parts. No rows if the article counts nobody.
    """
    table = nested(casualties)
    table = table.assign(later=table["ref_id"].isin(list(later)).astype("boolean"))
    counted = table[table["stated"] == "number"]
    article = counted[counted["origin"] == "article"]
    if article.empty:
        return article.reset_index(drop=True)
    highest = article[["lower", "best", "upper"]].max(axis=1)
    outcomes = labels("casualties", "outcome")
    ranked = in_order(article.assign(highest=highest), "outcome", "-highest", outcome=outcomes)
    outcome = ranked["outcome"].iloc[0]
    parts = ranked["included_in"].isin(ranked["casualty_id"])
    own = ranked[(ranked["outcome"] == outcome) & ~parts].drop(columns="highest")
    if len(own) > 1:  # who says which
        own = own.assign(
            victims=own["victims"] + ", by " + own["reported_by"].fillna("nobody named")
        )
    held = checks.loc[checks["claim_id"].isin(own["claim_id"]), "ref_ids"]
    references = {ref_id for cell in held for ref_id in split(cell)}
    same = counted["ref_id"].isin(references) & (counted["outcome"] == outcome)
    held_to: pd.DataFrame = counted[same]
    compared: pd.DataFrame = pd.concat([own, held_to], ignore_index=True)
    return compared


def by_month(casualties: pd.DataFrame) -> pd.DataFrame:
    """The dead whom references count month by month, the whole of a month above its parts.

    One series is drawn: that of the reference with most months; whole tolls, and those that are
    part of one.
    Input: casualties (contract).
    Output: the columns of `nested`, and month (first day of the month); in the order of months.
    """
    table = _monthly(casualties)
    if table.empty:
        return table
    series = table["ref_id"].astype("string")
    most = table["month"].groupby(series).nunique().sort_index().idxmax()
    return in_order(table[series == most], "month", "depth")


def other_months(casualties: pd.DataFrame) -> pd.DataFrame:
    """The dead whom others count for the months of that series; never added to it.

    Whole tolls only: their parts stay out.

    Input: casualties (contract).
    Output: the columns of `by_month`; in the order of months.
    """
    table, drawn = _monthly(casualties), by_month(casualties)
    known = table["month"].isin(drawn["month"]) & (table["depth"] == 0)
    return table[known & ~table["ref_id"].isin(drawn["ref_id"])].reset_index(drop=True)


def _monthly(casualties: pd.DataFrame) -> pd.DataFrame:
    """The dead whom references count in whole months, month by month, each above its parts."""
    table = nested(casualties)
    periods = table["period"].astype("string")
    months = (periods + "-01").where(periods.str.fullmatch(MONTH).fillna(value=False))
    table = table.assign(month=pd.to_datetime(months))
    counted = (table["origin"] == "reference") & (table["stated"] == "number")
    counted &= (table["outcome"] == "killed").fillna(value=False)
    return in_order(table[table["month"].notna() & counted], "month")


def without_limits(number: object) -> str:
    """The words of a best estimate without the limits behind it, for which a title has no room."""
    return str(number).partition(" (")[0]


def middle(tolls: pd.DataFrame) -> pd.Series:
    """The number by which tolls are put in order: the best estimate, or a stated limit."""
    return tolls["best"].fillna(tolls["lower"]).fillna(tolls["upper"]).astype("Float64")


def _containers(casualties: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """For each toll, the tolls that contain it, from the nearest outwards."""
    part_of = lookup(casualties.dropna(subset="included_in"), "casualty_id", "included_in")
    found = {}
    for key in casualties["casualty_id"]:
        path: list[str] = []
        step = part_of.get(key)
        while step is not None:
            if step == key or step in path:
                raise NestingError(f"casualties: included_in runs in a circle at {key}")
            path.append(step)
            step = part_of.get(step)
        found[key] = tuple(path)
    return found
