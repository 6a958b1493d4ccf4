"""Charts of the tolls: how the largest count stands against others, and deaths by month."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import FuncFormatter, MaxNLocator

from helpers.charts import bounded_marks, label_placement, legend, row_chart
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import short
from helpers.charts.row_chart import Row
from helpers.charts.sizes import px, size
from helpers.charts.style import GROUPS, SMALL, TICK, Look, look, theme
from helpers.story.credits import Sources
from helpers.values import dates
from helpers.values.english import capital, counted, listed
from helpers.values.quantities import BOUNDS

BEST = re.compile(r" \(.*\)$")
"""The limits behind a best estimate, for which a title has no room."""

OUTCOMES = {"killed": "killed", "injured": "injured", "struck": "hit", "captive": "held captive"}


@chart
def draw_references(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """The article's largest count beside the references held against it, never summed.

    Input: the output of tables.casualties.comparison; source, the line for the footer.
    What was published later is marked as such, and no title rests on it.
    Output: the figure casualties-references; its rows are the table.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        Given(
            "tolls",
            table,
            ("casualty_id", "victims", "outcome", "bound", "origin", "number", "depth", "later"),
            (
                "lower",
                "best",
                "upper",
                "included_in",
                "reported_by",
                "interested_party",
                "period_text",
            ),
            known={
                "outcome": GROUPS["outcome"],
                "bound": BOUNDS,
                "origin": ("article", "reference"),
            },
        )
    )
    numbers = dict(zip(table["casualty_id"], table["number"], strict=True))
    groups = [
        (_scope(part[0]), [_nested(row, part, numbers) for row in part])
        for part in _by_scope(table)
    ]
    order = pd.DataFrame(
        [row for part in _by_scope(table) for row in part], columns=table.columns
    ).astype(table.dtypes.to_dict())
    slots = row_chart.stack(groups, share=0.4)
    fig, ax = frame(
        "casualties-references",
        references_title(order),
        _subtitle_references(order),
        source,
        rows=order,
        alt=_alt_references(order),
        height=row_chart.height(slots, extra=48),
    )
    row_chart.write(ax, slots)
    looks = [look("source", str(origin)) for origin in order["origin"]]
    _tolls(ax, list(row_chart.rows(slots)), order, looks)
    return fig


def _tolls(
    ax: Axes,
    slots: Sequence[row_chart.Slot],
    table: pd.DataFrame,
    looks: Sequence[Look],
    room: float = 1.4,
) -> None:
    """Draw one bounded mark per toll, with its number beside it."""
    highest = table[["lower", "best", "upper"]].max(axis=1).max()
    _axis(ax, 0.0 if pd.isna(highest) else float(highest), room)
    texts = []
    for slot, row, one in zip(slots, table.to_dict("records"), looks, strict=True):
        mark = bounded_marks.bounded(
            ax,
            slot.at,
            best=_cell(row["best"]),
            lower=_cell(row["lower"]),
            upper=_cell(row["upper"]),
            bound=str(row["bound"]),
            look=one,
        )
        if mark.end is None and mark.start is None:
            continue
        x = max(end for end in (mark.start, mark.end) if end is not None)
        texts.append(label_placement.Label(x, slot.at, str(row["number"])))
    label_placement.labels(ax, texts, sides=("right", "above", "below", "left"))


def _axis(ax: Axes, highest: float, room: float) -> None:
    """From nought to beyond the highest stated limit, with room for its words, in whole people."""
    ax.set_xlim(0, highest * room if highest else 1)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda count, _: f"{count:,.0f}"))
    if not highest:
        ax.set_xticks([])
        return
    ax.set_xlabel("people", fontsize=px(SMALL), color=theme().muted, loc="left")


def _cell(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(str(cell))


def _reporter(row: Row) -> str:
    known = not pd.isna(row["reported_by"])
    name: str = str(row["reported_by"]) if known else "reporter not stated"
    return f"{name}, a party to the matter" if str(row["interested_party"]) == "True" else name


def _nested(row: Row, part: Sequence[Row], numbers: Mapping[str, str]) -> str:
    """The label of a toll: below the one of its own block that it is part of, or naming another."""
    inside = {str(one["casualty_id"]): one for one in part}
    depth, above = 0, row["included_in"]
    while above in inside:
        depth, above = depth + 1, inside[above]["included_in"]
    victims = str(row["victims"])
    if depth:
        return row_chart.INDENT * depth + f"of them: {victims}"
    whole = numbers.get(row["included_in"])
    return capital(victims) + (f", part of the toll of {whole}" if whole else "")


def _scope(row: Row) -> str:
    """Who counted, and until when."""
    period = row["period_text"] or "period not stated"
    if row["origin"] == "article":
        return f"The article, {period}"
    return f"{_reporter(row)}, {period}{'; published later' if row['later'] else ''}"


def _by_scope(table: pd.DataFrame) -> list[list[Row]]:
    """The rows of one reporter and one period together, in the order in which they come."""
    groups: dict[str, list[Row]] = {}
    for row in table.to_dict("records"):
        groups.setdefault(_scope(row), []).append(row)
    return list(groups.values())


def references_title(table: pd.DataFrame) -> str:
    """The article's largest count beside those that were known with it, in one sentence.

    Input: the output of tables.casualties.comparison.
    """
    if table.empty:
        return "The article counts nobody"
    first = table.iloc[0]
    held = _wholes(table.iloc[1:])
    after = held["later"].astype(bool)
    timely = held[~after]
    when, held = ("later ", held) if timely.empty else ("", timely)
    start = f"The article counts {first['number']} {OUTCOMES[str(first['outcome'])]}"
    if held.empty:
        return f"{start}; no reference counts the same"
    low, high = _ends(held)
    elsewhen = (held["period_text"] != first["period_text"]).all()
    if len(held) == 1:
        another = f"a {when}count" if when else "another count"
        return f"{start}; {another}{', over another period,' if elsewhen else ''} has {low}"
    scope = ", over other periods," if elsewhen else ""
    return f"{start}; {when or 'other '}counts{scope} run from {low} to {high}"


def _wholes(table: pd.DataFrame) -> pd.DataFrame:
    """The tolls that are part of no other in their own block."""
    kept = []
    for part in _by_scope(table):
        ids = {row["casualty_id"] for row in part}
        kept += [row["casualty_id"] for row in part if row["included_in"] not in ids]
    return table[table["casualty_id"].isin(kept)]


def _subtitle_references(table: pd.DataFrame) -> str:
    if len(table) < 2:
        return "People, with the limits that are stated"
    return (
        "People, with the limits that are stated. Each block counts by its own rules, over its"
        " own time; an indented row is part of the one above it. Nothing here is to be added"
    )


def _ends(table: pd.DataFrame) -> tuple[str, str]:
    """The lowest and the highest count in words, by best estimate or stated limit."""
    middle = table["best"].fillna(table["lower"]).fillna(table["upper"])
    ordered = table.assign(middle=middle).sort_values("middle", kind="stable")["number"]
    return BEST.sub("", str(ordered.iloc[0])), BEST.sub("", str(ordered.iloc[-1]))


def _alt_references(table: pd.DataFrame) -> str:
    if table.empty:
        return "Chart of counts; the article counts nobody."
    numbers = dict(zip(table["casualty_id"], table["number"], strict=True))
    parts = []
    for part in _by_scope(table):
        told = []
        for row in part:
            whole = numbers.get(row["included_in"])
            words = f"{row['victims']}, part of a toll of {whole}" if whole else f"{row['victims']}"
            told.append(f"{row['number']} ({words})")
        parts.append(f"{_scope(part[0])}: {listed(told)}.")
    return f"Chart of counts with their limits. {references_title(table)}. {' '.join(parts)}"


@chart
def draw_months(table: pd.DataFrame, *, published: str, source: str | Sources) -> ChartFigure:
    """Deaths month by month: solid up to the low estimate, hatched from there to the high one.

    Input: the output of tables.casualties.by_month; published, the day of publication; source,
        the line for the footer.
    Output: the figure casualties-months; its rows are the table.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        Given(
            "months",
            table,
            ("victims", "bound", "number", "depth", "month"),
            ("lower", "best", "upper", "period_text", "reported_by"),
            known={"bound": BOUNDS},
        )
    )
    fig, ax = frame(
        "casualties-months",
        _title_months(table),
        _subtitle_months(table),
        source,
        rows=table,
        alt=_alt_months(table, published),
        height=340,
        least=220,
    )
    highest = table[["lower", "best", "upper"]].max(axis=1).max()
    ax.set_ylim(0, 1 if pd.isna(highest) else float(highest) * 1.16)
    ax.grid(visible=True, axis="y")
    ax.grid(visible=False, axis="x")
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    _month_axis(ax, table)
    for row in table.to_dict("records"):
        _month_bar(ax, row)
    if len(table):
        _name_peak(ax, _peak(table))
        _mark_day(ax, published)
    # It begins where the axis does, to the right of the numbers on that.
    legend.place(ax, _month_key(table), width=legend.room() - 50)
    return fig


def _month_axis(ax: Axes, table: pd.DataFrame) -> None:
    """From the first month to the last; a tick where a quarter begins, years below January."""
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, steps=[1, 2, 2.5, 5, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda count, _: f"{count:,.0f}"))
    if table.empty:
        ax.set(xticks=[], yticks=[])
        return
    first, last = table["month"].min(), table["month"].max() + pd.DateOffset(months=1)
    ax.set_xlim(_day(first) - 3, _day(last) + 3)
    months = [month for month in pd.date_range(first, last, freq="MS") if month.month % 3 == 1]
    if size().narrow:
        months = [month for month in months if month.month % 6 == 1]
    names = [f"{month:%b}\n{month:%Y}" if month.month == 1 else f"{month:%b}" for month in months]
    ax.set_xticks([_day(month) for month in months], names)


def _month_bar(ax: Axes, row: Row) -> None:
    """One month of one series: a bar to the low end, a hatched one to the high end, and best."""
    part = int(row["depth"]) > 0
    shape = look("share", "part" if part else "whole")
    days = float(row["month"].days_in_month)
    width = days * (0.42 if part else 0.84)
    left = _day(row["month"]) + (days - width) / 2
    low, best, high = (_cell(row[name]) for name in ("lower", "best", "upper"))
    place: dict[str, Any] = {"width": width, "align": "edge", "linewidth": 0, "zorder": 3 + part}
    if str(row["bound"]) not in ("exact", "about"):
        middle, bound = left + width / 2, str(row["bound"])
        bounded_marks.bounded(
            ax, middle, best=None, lower=low, upper=high, bound=bound, look=shape, across="y"
        )
        return
    if low:
        ax.bar(left, low, color=shape.colour, **place)
    if low is not None and high is not None and high > low:
        ground = theme().ground
        ax.bar(left, high - low, bottom=low, color=ground, **place)
        place["alpha"] = 0.55
        ax.bar(left, high - low, bottom=low, color=shape.colour, **place)
    if best is not None:
        ends = [left, left + width]
        ax.plot(ends, [best, best], color=theme().ink, linewidth=px(1.4), zorder=5)


def _month_key(table: pd.DataFrame) -> list[Artist]:
    if table.empty:
        return []
    entries: list[Artist] = [
        legend.area("up to the low estimate", look("share", "whole").colour),
        legend.line("best estimate", theme().ink),
    ]
    if (table["depth"] > 0).any():
        inner = str(table.loc[table["depth"] > 0, "victims"].iloc[0])
        whole = "".join(table.loc[table["depth"] == 0, "victims"].head(1))
        # What both have in common is said above; room is for what tells them apart.
        rest = inner.removeprefix(whole).strip(" ,")
        told = f"of them {rest}" if inner != rest else inner
        words = short(told, legend.room() - 80, TICK, lines=1)[0]
        entries.append(legend.area(words, look("share", "part").colour))
    return entries


def _name_peak(ax: Axes, row: Row) -> None:
    """The number of the highest month, beside the top of its bar."""
    top = max(n for n in map(_cell, (row["lower"], row["best"], row["upper"])) if n is not None)
    days = float(row["month"].days_in_month)
    _beside(ax, _day(row["month"]), _day(row["month"]) + days, top, str(row["number"]), bold=True)


def _mark_day(ax: Axes, published: str) -> None:
    """A line on the day of publication: what lies behind it, the article could not know."""
    at = _day(pd.Timestamp(published))
    ax.axvline(at, color=theme().ink, linewidth=px(1.2), linestyle=(0, (4, 2)), zorder=6)
    top = float(ax.get_ylim()[1])
    _beside(ax, at, at, top, f"article, {dates.describe(published)}")


def _beside(
    ax: Axes, left: float, right: float, top: float, text: str, *, bold: bool = False
) -> None:
    """Write to that side of a mark on which there is more room."""
    first, last = ax.get_xlim()
    before = left - first > last - right
    ax.annotate(
        text,
        (left if before else right, top),
        xytext=(px(-6 if before else 6), 0),
        textcoords="offset points",
        horizontalalignment="right" if before else "left",
        verticalalignment="top",
        fontsize=px(SMALL + 1),
        fontweight="bold" if bold else "normal",
        color=theme().ink,
        zorder=7,
    )


def _day(moment: pd.Timestamp) -> float:
    return float(date2num(moment))  # type: ignore[no-untyped-call]


def _peak(table: pd.DataFrame) -> Row:
    """The month with the highest best estimate of a whole toll."""
    whole = table[table["depth"] == 0]
    whole = table if whole.empty else whole
    middle = whole["best"].fillna(whole["lower"]).fillna(whole["upper"])
    peak: Row = whole.to_dict("records")[int(middle.to_numpy(float).argmax())]
    return peak


def _title_months(table: pd.DataFrame) -> str:
    if table.empty:
        return "No reference counts month by month"
    peak = _peak(table)
    number = BEST.sub("", str(peak["number"]))
    months = table["month"].nunique()
    # Whose deaths they are stands first: a number without its country or side misleads.
    start = f"{capital(str(peak['victims']))}: {number} dead in {peak['period_text']}"
    return start if months == 1 else f"{start}, the most in {counted(months, 'month')}"


def _by(table: pd.DataFrame) -> str:
    """Who counted; a title and a subtitle say whose record it is, not that it is everybody."""
    return str(table["reported_by"].fillna("A reference").iloc[0])


def _subtitle_months(table: pd.DataFrame) -> str:
    if table.empty:
        return "Deaths recorded by month"
    first, last = table.iloc[0], table.iloc[-1]
    return (
        f"Deaths recorded by {_by(table)}, by month, {first['period_text']} to"
        f" {last['period_text']}: {first['victims']}. Pale from the low to the high estimate"
    )


def _alt_months(table: pd.DataFrame, published: str) -> str:
    if table.empty:
        return "Chart of deaths by month; no reference counts by month."
    whole = table[table["depth"] == 0]
    months = "; ".join(
        f"{period} {number}"
        for period, number in zip(whole["period_text"], whole["number"], strict=True)
    )
    inner = table[table["depth"] > 0]
    also = f" Drawn inside: {inner['victims'].iloc[0]}." if len(inner) else ""
    return (
        f"Bar chart of deaths recorded by {_by(table)}, by month, best estimate with low to high in"
        f" brackets: {whole['victims'].iloc[0]}. {_title_months(table)}. {months}. A line marks the day of the article,"
        f" {dates.describe(published)}.{also}"
    )
