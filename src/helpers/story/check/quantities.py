"""Limits of figures and tolls, the words that they come from, and tolls beside their figures."""

import math
from collections.abc import Sequence
from decimal import Decimal, getcontext

import pandas as pd

from helpers.story.check.tables import Tables, each, numbers, remedies, stacked
from helpers.values.quantities import Number, Quantity
from helpers.values.quantity_columns import CHECKED, problems, range_problems
from helpers.values.quantity_parser import parse

RECURRING = 0.02
"""How far from a fraction without end a rounded cell may be: a third is 0.33, and 0.34 is not far."""

MIDDLE = {"figures": "value", "casualties": "best"}
# Kinds of figure whose words state a number that can be read back.
COUNTED = ("distance", "casualties", "count", "ordinal", "vague")


def quantities(tables: Tables) -> pd.DataFrame:
    """Figures and tolls.

    Output columns: those of `Tables.rows`; middle, the column between the limits, and its cell in
    between; limits, in words; filled, the columns that are, joined; ends, the limits to compare.
    """
    parts = [
        tables.rows(name).assign(middle=middle, between=tables.rows(name)[middle])
        for name, middle in MIDDLE.items()
        if tables.readable(name)
    ]
    rows = stacked(parts).fillna("")
    cells = list(zip(*(rows[c] for c in ("between", "lower", "upper", "bound")), strict=True))
    lower, upper, between = (numbers(rows[name]) for name in ("lower", "upper", "between"))
    # The best estimate inside a range is the toll's own.
    ends = pd.DataFrame({"lower": lower, "between": between.mask(lower < upper), "upper": upper})
    return rows.assign(
        limits=[_in_words(name, *row) for name, row in zip(rows["middle"], cells, strict=True)],
        filled=[
            ", ".join(
                c for c, cell in zip((name, "lower", "upper", "bound"), row, strict=True) if cell
            )
            for name, row in zip(rows["middle"], cells, strict=True)
        ],
        ends=[str(row) for row in zip(*ends.to_dict("list").values(), rows["bound"], strict=True)],
    )


def checked(tables: Tables) -> pd.DataFrame:
    """The checks; number is the value or, of a range without one, its ends: "2200 to 2400"."""
    rows = tables.rows("checks")
    ends = [
        " to ".join(filter(None, pair)) for pair in zip(rows["lower"], rows["upper"], strict=True)
    ]
    return rows.assign(number=rows["value"].mask(rows["value"] == "", ends))


def wrong_ranges(tables: Tables) -> pd.DataFrame:
    """The checks whose range contradicts itself, each with what to do, a sentence.

    Output columns: those of `Tables.rows`; limits, in words; sentence.
    """
    rows = tables.rows("checks")
    rows = rows[(rows["lower"] != "") | (rows["upper"] != "")]
    cells = [*zip(*(rows[c] for c in CHECKED[:-1]), strict=True)]
    rows = rows.assign(limits=[_in_words("value", *row) for row in cells])
    return each(rows, (remedies(range_problems(*row)) for row in cells), "sentence")


def figures(tables: Tables) -> pd.DataFrame:
    """The figures, with the columns of `quantities`."""
    tables.need("figures")
    rows = tables.once(quantities)
    return rows[rows["table"] == "figures"]


def _in_words(middle: str, between: object, lower: object, upper: object, bound: object) -> str:
    known = {"lower": lower, middle: between, "upper": upper}
    ends = [f"{name} {'blank' if end in ('', None) else end}" for name, end in known.items()]
    return ", ".join([*ends, str(bound or "bound blank")])


def contradicting_limits(tables: Tables) -> pd.DataFrame:
    """Figures and tolls whose limits contradict one another, each with what to do, a sentence."""
    rows = tables.once(quantities)
    cells = zip(*(rows[c] for c in ("middle", "between", "lower", "upper", "bound")), strict=True)
    sentences = (problems(*row, best=middle == "best") for middle, *row in cells)
    return each(rows, map(remedies, sentences), "sentence")


def read_back(tables: Tables) -> pd.DataFrame:
    """The figures whose printed words state a quantity that can be read.

    Output columns: those of `quantities`; stated, the limits in words; agrees, whether they are the
    figure's, or vague; printed_unit, "" if there is none.
    """
    rows = figures(tables)
    rows = rows[rows["kind"].isin(COUNTED)]
    rows = rows.assign(read=rows["surface"].map(parse)).dropna(subset="read")
    limits = zip(
        *(numbers(rows[c]) for c in ("lower", "value", "upper")),
        *(rows[c] for c in ("bound", "unit")),
        strict=True,
    )
    return rows.assign(
        stated=[_in_words("value", q.value, q.lower, q.upper, q.bound) for q in rows["read"]],
        agrees=[
            _agrees(quantity, found, bound, unit)
            for quantity, (*found, bound, unit) in zip(rows["read"], limits, strict=True)
        ],
        printed_unit=[(q.unit or "").replace(" ", "_") for q in rows["read"]],
    )


def _agrees(read: Quantity, found: Sequence[float], bound: str, unit: str) -> bool:
    """Whether limits are those that words state, in which a third may be 0.33.

    Vague words agree with everything, and a share ("half of them", "one in five") with a row that
    calls it vague or gives it in per cent.
    """
    ends = (read.lower, read.value, read.upper)
    share = read.unit is None and all(end is None or 0 < end < 1 for end in ends)
    if read.is_vague or (share and (bound == "vague" or unit.replace("_", " ") == "per cent")):
        return True
    return bound == read.bound and all(
        math.isnan(cell)
        if end is None
        else math.isclose(cell, end, rel_tol=RECURRING if _recurs(end) else 0)
        for cell, end in zip(found, ends, strict=True)
    )


def _recurs(number: Number) -> bool:
    """Whether decimals without an end were cut off, as those of a third are."""
    return len(Decimal(number).as_tuple().digits) >= getcontext().prec


def tolls_of_figures(tables: Tables) -> pd.DataFrame:
    """The tolls that rest on a figure, beside that figure, whose columns begin with figure_."""
    tables.need("casualties")
    rows = tables.once(quantities)
    known = figures(tables)[["figure_id", "claim_id", "limits", "ends"]].drop_duplicates(
        "figure_id", keep="last"
    )
    known = known.add_prefix("figure_").rename(columns={"figure_figure_id": "figure_id"})
    return rows[rows["table"] == "casualties"].merge(known, on="figure_id")
