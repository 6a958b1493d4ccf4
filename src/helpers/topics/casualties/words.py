"""What the charts of the tolls say of a number: without its limits, and by what it is ordered."""

import re

import pandas as pd

_LIMITS = re.compile(r" \(.*\)$")


def without_limits(number: object) -> str:
    """A best estimate without the limits behind it, for which a title has no room."""
    return _LIMITS.sub("", str(number))


def middle(table: pd.DataFrame) -> pd.Series:
    """The number by which tolls are put in order: the best estimate, or a stated limit.

    Input: columns best, lower, upper.
    """
    return table["best"].fillna(table["lower"]).fillna(table["upper"]).astype("Float64")
