"""Tolls: what is counted, what is only named, and what may be added to what.

A toll may be part of another (`included_in`), count other people, or run over another
period. So nothing here adds tolls up by itself; `add` does so on request and refuses
whatever would count a person twice or mix scopes.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from helpers import bounds, dates
from helpers.contract import labels
from helpers.story import split

STATED = ("number", "word", "named")
"""How a toll is put: a number, a word of quantity without one, or people only named."""

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
"""A month in EDTF, level 0 (ISO 8601-2); seasons have numbers from 21 on."""

STATED_LABELS = {
    "number": "counted",
    "word": "put in words of quantity",
    "named": "only named",
}


class NestingError(ValueError):
    """Tolls that must not be added: one contains another, or their scopes differ."""


def number(lower: Any, best: Any, upper: Any, bound: Any) -> str:
    """Put the number of a toll in words, with its bound.

    Input: the four cells of one row of casualties; blank cells are <NA>.
    Output: "more than 3,000", "about 20", "3,018 (2,850 to 3,239)", "number not given".
    """
    quantity = bounds.Quantity.from_columns(best, lower, upper, bound)
    if quantity.value is None or quantity.lower == quantity.upper:
        return bounds.format(quantity)
    limits = bounds.Quantity.between(quantity.lower, quantity.upper)
    return f"{quantity.value:,} ({bounds.format(limits)})"


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
            [number(*row) for row in zip(*cells, strict=True)], index=table.index, dtype="string"
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


def reporters(casualties: pd.DataFrame) -> pd.DataFrame:
    """Who reports the tolls of the article, and whether they are a side in the matter.

    Input: casualties (contract).
    Output: reported_by, interested_party (any toll of theirs), tolls, counted, paragraphs
        (joined by ", "), casualty_ids (joined by "|"); one row per reporter, most tolls first.
    """
    table = tolls(casualties)
    table = table[table["origin"] == "article"]
    rows = []
    for name, group in table.groupby("reported_by", sort=True, dropna=False):
        rows.append(
            {
                "reported_by": "not stated" if pd.isna(name) else str(name),
                "interested_party": bool(group["interested_party"].fillna(False).any()),
                "tolls": len(group),
                "counted": int((group["stated"] == "number").sum()),
                "paragraphs": ", ".join(str(n) for n in sorted(set(group["paragraph"]))),
                "casualty_ids": "|".join(group["casualty_id"]),
            }
        )
    columns = {
        "reported_by": "string",
        "interested_party": "boolean",
        "tolls": "Int64",
        "counted": "Int64",
        "paragraphs": "string",
        "casualty_ids": "string",
    }
    found = pd.DataFrame(rows, columns=list(columns)).astype(columns)
    return found.sort_values(["tolls", "reported_by"], ascending=[False, True], ignore_index=True)


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


def add(casualties: pd.DataFrame, casualty_ids: Sequence[str]) -> bounds.Quantity:
    """Add tolls of one scope, and refuse any that would count somebody twice.

    Tolls can be added only if they come from one source, tell of one outcome, run over
    one period, and none contains another. Parts of one toll may overlap without saying
    so; a sum that exceeds the toll that contains them gives that away.

    Input: casualties (contract); the ids of the tolls to add.
    Output: their sum, in persons, with its bound.
    Raises: NestingError for tolls that must not be added, KeyError for an unknown id.
    """
    wanted = list(casualty_ids)
    unknown = sorted(set(wanted) - set(casualties["casualty_id"]))
    if unknown:
        known = ", ".join(casualties["casualty_id"])
        raise KeyError(f"casualties: no toll {', '.join(unknown)}; there are {known}")
    if len(set(wanted)) < len(wanted):
        raise NestingError(f"casualties: a toll is asked for twice in {', '.join(wanted)}")
    chosen = casualties.set_index("casualty_id").loc[wanted].reset_index()
    _refuse_nested(casualties, wanted)
    _refuse_other_scopes(chosen)
    result = bounds.total(bounds.quantities(chosen))
    _refuse_overlap(casualties, chosen, result)
    return result


def refusals(casualties: pd.DataFrame) -> pd.DataFrame:
    """Each toll that is part of another, and what `add` answers when both are to be added.

    Input: casualties (contract).
    Output: casualty_id, victims, number, included_in, whole_victims, whole_number, answer.
    """
    table = nested(casualties)
    victims = dict(zip(table["casualty_id"], table["victims"], strict=True))
    numbers = dict(zip(table["casualty_id"], table["number"], strict=True))
    inner = table[table["included_in"].notna()]
    found = inner[["casualty_id", "victims", "number", "included_in"]].assign(
        whole_victims=inner["included_in"].map(victims).astype("string"),
        whole_number=inner["included_in"].map(numbers).astype("string"),
        answer=pd.Series(
            [
                _answer(casualties, pair)
                for pair in zip(inner["casualty_id"], inner["included_in"], strict=True)
            ],
            index=inner.index,
            dtype="string",
        ),
    )
    return found.reset_index(drop=True)


def comparison(casualties: pd.DataFrame, checks: pd.DataFrame) -> pd.DataFrame:
    """The article's largest count beside the reference counts that it is checked against.

    The largest count is that of the first outcome in the contract's order (killed before
    injured) that the article counts at all; of its tolls, the one whose stated number is
    highest. The reference counts are those of the same outcome, by the references that
    checks hold against the same claim; so a reference that counts something else stays out.

    Input: casualties, checks (contract).
    Output: the columns of `nested`; the article's toll first, each reference toll above its
        parts. No rows if the article counts nobody.
    """
    table = nested(casualties)
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
    """What other references count for the months of that series; of other scope, never added.

    Input: casualties (contract).
    Output: the columns of `by_month`; in the order of months.
    """
    table, drawn = _monthly(casualties), by_month(casualties)
    known = table["month"].isin(drawn["month"]) & ~_series(table).isin(_series(drawn))
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


def expressions(figures: pd.DataFrame) -> pd.DataFrame:
    """Every quantified expression of the article, in reading order, with its meaning.

    Input: figures (contract).
    Output: figure_id, claim_id, paragraph, surface, kind, bound, means (the quantity or the
        date in words), measures.
    """
    quantities = bounds.quantities(figures)
    means = [
        dates.describe(when) if kind == "date" else bounds.format(quantity)
        for quantity, kind, when in zip(quantities, figures["kind"], figures["when"], strict=True)
    ]
    columns = ["figure_id", "claim_id", "paragraph", "surface", "kind", "bound", "measures"]
    table = figures[columns].assign(means=pd.Series(means, index=figures.index, dtype="string"))
    return table[[*columns[:-1], "means", "measures"]].reset_index(drop=True)


def figures_by_kind(figures: pd.DataFrame) -> pd.DataFrame:
    """How many quantified expressions there are of each kind, and how they are bounded.

    Input: figures (contract).
    Output: kind, one column per bound that occurs in the contract's order, no_bound (dates),
        all; only kinds that occur, in the contract's order.
    """
    kinds = figures["kind"].astype("string")
    limits = figures["bound"].astype("string").fillna("no_bound")
    present = [
        bound for bound in (*labels("figures", "bound"), "no_bound") if (limits == bound).any()
    ]
    rows = [
        {
            "kind": kind,
            **{bound: int(((kinds == kind) & (limits == bound)).sum()) for bound in present},
            "all": int((kinds == kind).sum()),
        }
        for kind in labels("figures", "kind")
        if (kinds == kind).any()
    ]
    table = pd.DataFrame(rows, columns=["kind", *present, "all"])
    return table.astype({"kind": "string", **dict.fromkeys([*present, "all"], "Int64")})


def _answer(casualties: pd.DataFrame, pair: tuple[str, str]) -> str:
    try:
        return bounds.format(add(casualties, pair))
    except NestingError as refusal:
        return str(refusal).removeprefix("casualties: ")


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


def _refuse_nested(casualties: pd.DataFrame, wanted: Sequence[str]) -> None:
    above = _containers(casualties)
    for key in wanted:
        for whole in above[key]:
            if whole in wanted:
                raise NestingError(
                    f"casualties: {key} is part of {whole}; adding them counts people twice"
                )


def _refuse_other_scopes(chosen: pd.DataFrame) -> None:
    for column in ("ref_id", "reported_by", "outcome", "period"):
        found = list(dict.fromkeys(_shown(chosen[column])))
        if len(found) > 1:
            raise NestingError(
                f"casualties: {', '.join(chosen['casualty_id'])} differ in {column}"
                f" ({'; '.join(found)}); tolls of different scope are not added"
            )


def _shown(cells: Iterable[Any]) -> list[str]:
    return ["not stated" if pd.isna(cell) else str(cell) for cell in cells]


def _refuse_overlap(
    casualties: pd.DataFrame, chosen: pd.DataFrame, result: bounds.Quantity
) -> None:
    """Refuse parts that together exceed the toll that contains them all."""
    wholes = set(chosen["included_in"].dropna())
    if len(wholes) != 1 or chosen["included_in"].isna().any():
        return
    row = casualties[casualties["casualty_id"] == wholes.pop()]
    if row.empty:
        return
    whole = bounds.quantities(row)[0]
    # "About" has no limits, so its number itself is the ceiling here: refusing too much
    # does no harm, adding too much does.
    limit = whole.upper if whole.upper is not None else whole.value if whole.approximate else None
    smallest = result.lower if result.lower is not None else result.value
    if limit is not None and smallest is not None and smallest > limit:
        raise NestingError(
            f"casualties: {', '.join(chosen['casualty_id'])} come to {bounds.format(result)},"
            f" more than {row['casualty_id'].iloc[0]} that contains them; they overlap"
        )


def _largest(article: pd.DataFrame) -> pd.DataFrame:
    """The row with the highest stated number, of the first outcome that is counted."""
    outcomes = article["outcome"].astype("string")
    first = next(
        outcome for outcome in labels("casualties", "outcome") if (outcomes == outcome).any()
    )
    counted = article[outcomes == first]
    highest = counted[["lower", "best", "upper"]].max(axis=1).astype("Float64")
    return counted.loc[[highest.sort_values(ascending=False, kind="stable").index[0]]]
