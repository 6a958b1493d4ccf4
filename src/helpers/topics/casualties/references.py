"""The chart of how the article's largest count stands against others."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from helpers.charts.bounded_marks import number
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart
from helpers.charts.row_chart import INDENT, Number, Row, grouped, plot_width, row_chart
from helpers.charts.sizes import px
from helpers.charts.style import GROUPS, SMALL, look, theme
from helpers.story.credits import Sources
from helpers.topics.casualties import tables
from helpers.topics.casualties.tables import middle, without_limits
from helpers.values.cells import is_blank
from helpers.values.english import capital, listed, sentences
from helpers.values.quantities import BOUNDS
from helpers.values.records import lookup, records

SHARE = 0.4
"""Share of the width for the names of the victims."""

AIR = 1.4
"""The least that the axis reaches, in the highest number."""


@chart
def draw_references(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """The article's largest count beside the references held against it, never summed.

    Input: the output of topics.casualties.tables.comparison; source, the line for the footer.
    What was published later is marked as such, and no title rests on it.
    Output: the figure casualties-references; its rows are the table.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        Given(
            "tolls",
            table,
            "casualty_id victims outcome bound origin number depth later",
            "lower best upper included_in reported_by interested_party period_text",
            known={"outcome": GROUPS["outcome"], "bound": BOUNDS, "origin": GROUPS["source"]},
        )
    )
    order, blocks = grouped(table, _scope)
    title, numbers = references_title(order), lookup(table, "casualty_id", "number")
    groups = [
        (scope, [Row(_label(row, part, numbers), [_toll(row)]) for row in records(part)])
        for scope, part in blocks
    ]
    return row_chart(
        "casualties-references",
        groups,
        title=title,
        subtitle=_subtitle(order),
        source=source,
        alt=_alt(blocks, numbers, title),
        table=order,
        axis=lambda ax: _axis(ax, [_toll(row) for row in records(order)]),
        extra=48,
        share=SHARE,
    )


def _toll(row: Any) -> Number:
    best, lower, upper = map(number, (row.best, row.lower, row.upper))
    colours = look("source", str(row.origin))
    return Number(best, lower, upper, str(row.bound), colours, str(row.number))


def _axis(ax: Axes, tolls: Sequence[Number]) -> None:
    """From nought to beyond the highest stated limit, with room for its words, in whole people."""
    highest = max((toll.highest for toll in tolls), default=0.0)
    if not highest:
        ax.set_xlim(0, 1)
        ax.set_xticks([])
        return
    room = plot_width(SHARE)
    ax.set_xlim(0, max(highest * AIR, *(toll.reach(room) for toll in tolls)))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda count, _: f"{count:,.0f}"))
    ax.set_xlabel("people", fontsize=px(SMALL), color=theme().muted, loc="left")


def _label(row: Any, part: pd.DataFrame, numbers: dict[str, str]) -> str:
    """The label of a toll: below the one of its own block that it is part of, or naming another."""
    above = lookup(part, "casualty_id", "included_in")
    depth, whole = 0, row.included_in
    while whole in above:
        depth, whole = depth + 1, above[whole]
    if depth:
        return INDENT * depth + f"of them: {row.victims}"
    total = numbers.get(row.included_in)
    return capital(str(row.victims)) + (f", part of the toll of {total}" if total else "")


def _scope(row: Any) -> str:
    """Who counted, and until when."""
    period = "period not stated" if is_blank(row.period_text) else row.period_text
    if row.origin == "article":
        return f"The article, {period}"
    name = "reporter not stated" if pd.isna(row.reported_by) else str(row.reported_by)
    party = ", a party to the matter" if str(row.interested_party) == "True" else ""
    return f"{name}{party}, {period}{'; published later' if row.later else ''}"


def references_title(table: pd.DataFrame) -> str:
    """The article's counts beside those that were known with them, in one sentence.

    Input: the output of topics.casualties.tables.comparison.
    """
    if table.empty:
        return "The article counts nobody"
    own = table[table["origin"] == "article"]
    first, held = table.iloc[0], _wholes(table.iloc[len(own) :])
    after = held["later"].astype(bool)
    timely = held[~after]
    when, held = ("later ", held) if timely.empty else ("", timely)
    survived = first["outcome"] == tables.SURVIVED
    outcome = "survivors" if survived else tables.OUTCOMES[str(first["outcome"])]
    start = f"The article counts {first['number']} {outcome}"
    if len(own) > 1:
        by = str(first["victims"]).rpartition(", by ")[2]
        start = f"The article's highest count is {first['number']} {outcome}, by {by}"
    if held.empty:
        return f"{start}; no reference counts the same"
    ordered = held.iloc[middle(held).argsort(kind="stable")]["number"]
    low, high = without_limits(ordered.iloc[0]), without_limits(ordered.iloc[-1])
    elsewhen = (held["period_text"] != first["period_text"]).all()
    if len(held) == 1:
        another = "a later count" if when else "another count"
        return f"{start}; {another}{', over another period,' if elsewhen else ''} has {low}"
    scope = ", over other periods," if elsewhen else ""
    return f"{start}; {when or 'other '}counts{scope} run from {low} to {high}"


def _wholes(table: pd.DataFrame) -> pd.DataFrame:
    """The tolls that are part of no other in their own block."""
    _, blocks = grouped(table, _scope)
    kept = [part[~part["included_in"].isin(part["casualty_id"])] for _, part in blocks]
    return table.loc[table.index.isin([at for part in kept for at in part.index])]


def _subtitle(table: pd.DataFrame) -> str:
    start = "People, with the limits that are stated"
    if len(table) < 2:
        return start
    return (
        f"{start}. Each block counts by its own rules, over its own time; an indented row is part of"
        " the one above it. Nothing here is to be added"
    )


def _alt(blocks: Sequence[tuple[str, pd.DataFrame]], numbers: dict[str, str], title: str) -> str:
    if not blocks:
        return "Chart of counts; the article counts nobody."
    told = [
        f"{scope}: {listed([_told(row, numbers) for row in records(part)])}"
        for scope, part in blocks
    ]
    return sentences("Chart of counts with their limits", title, *told)


def _told(row: Any, numbers: dict[str, str]) -> str:
    whole = numbers.get(row.included_in)
    part = f", part of a toll of {whole}" if whole else ""
    return f"{row.number} ({row.victims}{part})"
