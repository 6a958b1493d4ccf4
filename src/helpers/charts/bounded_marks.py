"""The marks of bounded numbers: each shows what its words say and no more.

What is drawn is returned, so that it can be held against the table.
"""

from dataclasses import dataclass
from math import isfinite

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts.figure import ChartError
from helpers.charts.pen import Across, End, Pen
from helpers.charts.style import Look

# Ends of a quantity by its bound: at its lower side, at its upper side.
_ENDS: dict[str, tuple[End, End]] = {
    "exact": ("closed", "closed"),
    "less_than": ("arrow", "open"),
    "at_most": ("arrow", "closed"),
    "more_than": ("open", "arrow"),
    "at_least": ("closed", "arrow"),
}


@dataclass(frozen=True)
class BoundMark:
    """A drawn quantity: from start to end on the axis, None where it has no limit.

    kind is point, range, estimate (a range with a best number), below, above, about or not_given.
    """

    at: float
    start: float | None
    end: float | None
    start_end: End
    end_end: End
    kind: str


def bounded(
    ax: Axes,
    at: float,
    *,
    best: object,
    lower: object,
    upper: object,
    bound: str,
    look: Look,
    across: Across = "x",
) -> BoundMark:
    """Draw one quantity as what its words say.

    Input: where it stands on the other axis; its one number, its limits and its bound as the
    tables have them (blank = not stated); across = the axis on which it is measured. Set the
    limits of that axis first.
    Output: the mark. exact is a filled dot, or a bar between two ends, with a dot on a best number
    inside; less_than and more_than end in a ring, at_most and at_least in a dot, and all four in
    an arrow where no limit is stated; about is a dot without a sharp edge; vague stands in the
    column "number not given".
    Raises: ChartError for a bound that is none, or a number that is infinite or below zero.
    """
    inside, low, high = (number(cell) for cell in (best, lower, upper))
    pen = Pen(ax, at, look, across)
    if bound == "vague" or (inside is None and low is None and high is None):
        pen.aside("number not given")
        return BoundMark(at, None, None, "none", "none", "not_given")
    if bound == "about":
        middle = next(n for n in (inside, low, high) if n is not None)
        pen.halo(middle)
        return BoundMark(at, middle, middle, "none", "none", "about")
    if bound not in _ENDS:
        raise ChartError(f"bound {bound!r}: one of {', '.join(_ENDS)}, about, vague is expected")
    low, high = _limits(bound, inside, low, high)
    start_end, end_end = _ENDS[bound]
    if low is not None and high is not None:
        kind = _range(pen, low, high, inside)
        return BoundMark(at, low, high, start_end, end_end, kind)
    limit, sign, end = (low, 1, start_end) if low is not None else (high, -1, end_end)
    assert limit is not None
    pen.limit(limit, sign, filled=end == "closed")
    return BoundMark(at, low, high, start_end, end_end, "above" if sign > 0 else "below")


def _range(pen: Pen, low: float, high: float, inside: float | None) -> str:
    """A bar between two ends, which are dots unless a best number stands between them."""
    if low == high:
        pen.dot(low, filled=True)
        return "point"
    pen.line(low, high, 5)
    for end in (low, high):
        if inside is None:
            pen.dot(end, filled=True)
        else:
            pen.stroke(end)
    if inside is None:
        return "range"
    pen.dot(inside, filled=True)
    return "estimate"


def number(cell: object) -> float | None:
    """A cell as a number from 0 up; None for a blank.

    Raises: ChartError for any other number.
    """
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        return None
    number = float(str(cell))
    if not isfinite(number) or number < 0:
        raise ChartError(f"{cell!r} can't be drawn: a number from 0 up is expected, or a blank")
    return number


def _limits(
    bound: str, inside: float | None, low: float | None, high: float | None
) -> tuple[float | None, float | None]:
    """Both limits; a one-sided bound has one by definition, whatever the other cell holds."""
    if bound in ("less_than", "at_most"):
        low = None
    elif bound in ("more_than", "at_least"):
        high = None
    else:
        low = inside if low is None else low
        high = inside if high is None else high
    if (low is None and high is None) or (bound == "exact" and (low is None or high is None)):
        raise ChartError(f"bound {bound!r} lacks its limit: fill lower or upper in the table")
    if low is not None and high is not None and low > high:
        raise ChartError(f"lower {low:g} is above upper {high:g}: swap the two in the table")
    return low, high
