"""What both charts of the timeline share: the words of an event, its days, the key to its status."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts import legend
from helpers.charts.pen import column_width
from helpers.charts.row_chart import Days, plot_width
from helpers.charts.sizes import size
from helpers.charts.style import GROUPS, Look, look
from helpers.values.dates import describe, resolve

STATUS = GROUPS["event_status"]


def days(when: Any, status: object) -> Days:
    """An event's mark, from its date as EDTF (blank for none) and its status."""
    return Days(None if pd.isna(when) else resolve(str(when)), look("event_status", str(status)))


def what(row: Any) -> str:
    """What happened."""
    return str(row.description).rstrip(".")


def when(words: str, published: str) -> str:
    """The words of a date; the day of publication is called so where it ends a span."""
    day = describe(published)
    return (words if words == day else words.replace(day, "publication")) or "no date"


def dated(row: Any, published: str) -> str:
    """What happened, and when."""
    return f"{what(row)} ({when(str(row.when_text), published)})"


def from_to(first: date, last: date) -> str:
    """Two days, with what they share said once: "27 to 29 September 2014"."""
    start, end = (describe(day.isoformat()) for day in (first, last))
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if same else start} to {end}"


def key(ax: Axes, share: float, statuses: Iterable[str], others: Sequence[Look] = ()) -> None:
    """The key above the plot, as wide as that, but for the heading of what has no date."""
    met = {str(status) for status in statuses}
    looks = [*(one for status, one in STATUS.items() if status in met), *others]
    entries = [legend.area(one.label, one.colour, one.hatch) for one in looks]
    width = legend.room() if size().narrow else plot_width(share)
    legend.place(ax, entries if len(entries) > 1 else [], width=width - column_width(ax))
