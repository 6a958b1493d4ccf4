"""The charts of the casualties, each from a story and with what draws it: counts compared, and by month."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from helpers.charts import legend
from helpers.charts.bounded_marks import bounded, number
from helpers.charts.date_marks import day_number
from helpers.charts.drafts import tells_drafts
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import short
from helpers.charts.row_chart import INDENT, Number, Row, grouped, number_axis, row_chart
from helpers.charts.sizes import px, size
from helpers.charts.style import GROUPS, SMALL, TICK, look, theme
from helpers.story import weighing
from helpers.story.credits import Sources, of_rows, publisher_name, sources
from helpers.story.story import Story
from helpers.topics.casualties import tables
from helpers.topics.casualties.tables import middle, without_limits
from helpers.values.cells import is_blank
from helpers.values.dates import describe
from helpers.values.english import capital, counted, listed, sentences
from helpers.values.quantities import BOUNDS
from helpers.values.records import lookup, records


@tells_drafts
def references(story: Story) -> ChartFigure:
    """The article's largest count beside the counts held against it: casualties-references."""
    later = weighing.published_later(
        story.references, story.actors, published=story.article.published
    )
    table = tables.comparison(story.casualties, story.checks, later)
    return draw_references(table, source=of_rows(story, table["ref_id"]))


@tells_drafts
def months(story: Story) -> ChartFigure:
    """What references count month by month: casualties-months."""
    table = tables.by_month(story.casualties)
    return draw_months(
        table,
        published=story.article.published,
        source=sources(None, story.references, table["ref_id"]),
    )


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
    tolls = [_toll(row) for row in records(order)]
    return row_chart(
        "casualties-references",
        groups,
        title=title,
        subtitle=_references_subtitle(order),
        source=source,
        alt=_references_alt(blocks, numbers, title),
        table=order,
        axis=lambda ax: number_axis(ax, tolls, "people", share=SHARE, air=AIR),
        extra=48,
        share=SHARE,
    )


def _toll(row: Any) -> Number:
    best, lower, upper = map(number, (row.best, row.lower, row.upper))
    colours = look("source", str(row.origin))
    return Number(best, lower, upper, str(row.bound), colours, str(row.number))


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
    timely, late = held[~after], held[after]
    when, held = ("later ", held) if timely.empty else ("", timely)
    ones = "a later one has" if len(late) == 1 else "later ones run"
    since = "" if when or late.empty else f"; {ones} {_run(late)}"
    survived = first["outcome"] == tables.SURVIVED
    outcome = "survivors" if survived else tables.OUTCOMES[str(first["outcome"])]
    start = f"The article counts {first['number']} {outcome}"
    if len(own) > 1:
        by = str(first["victims"]).rpartition(", by ")[2]
        start = f"The article's highest count is {first['number']} {outcome}, by {by}"
    if held.empty:
        return f"{start}; no reference counts the same"
    elsewhen = (held["period_text"] != first["period_text"]).all()
    if len(held) == 1:
        another = "a later count" if when else "another count"
        by = held["reported_by"].iloc[0]
        whose = "" if is_blank(by) else f" ({publisher_name(str(by))})"
        period = ", over another period," if elsewhen else ""
        return f"{start}; {another}{period} has {_run(held)}{whose}{since}"
    scope = ", over other periods," if elsewhen else ""
    return f"{start}; {when or 'other '}counts{scope} run {_run(held)}{since}"


def _run(held: pd.DataFrame) -> str:
    """The numbers of tolls, from the lowest to the highest; of one its own."""
    ordered = held.iloc[middle(held).argsort(kind="stable")]["number"]
    low, high = without_limits(ordered.iloc[0]), without_limits(ordered.iloc[-1])
    return low if len(held) == 1 else f"from {low} to {high}"


def _wholes(table: pd.DataFrame) -> pd.DataFrame:
    """The tolls that are part of no other in their own block."""
    _, blocks = grouped(table, _scope)
    kept = [part[~part["included_in"].isin(part["casualty_id"])] for _, part in blocks]
    return table.loc[table.index.isin([at for part in kept for at in part.index])]


def _references_subtitle(table: pd.DataFrame) -> str:
    start = "People, with the limits that are stated"
    if len(table) < 2:
        return start
    return (
        f"{start}. Each block counts by its own rules, over its own time; an indented row is part of"
        " the one above it. Nothing here is to be added"
    )


def _references_alt(
    blocks: Sequence[tuple[str, pd.DataFrame]], numbers: dict[str, str], title: str
) -> str:
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


LIMITS = ["lower", "best", "upper"]


@chart
def draw_months(table: pd.DataFrame, *, published: str, source: str | Sources) -> ChartFigure:
    """Deaths month by month: solid up to the low estimate, hatched from there to the high one.

    Input: the output of topics.casualties.tables.by_month; published, the day of publication; source,
        the line for the footer.
    Output: the figure casualties-months; its rows are the table.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        Given(
            "months",
            table,
            "victims bound number depth month",
            "lower best upper period_text reported_by",
            known={"bound": BOUNDS},
        )
    )
    fig, ax = frame(
        "casualties-months",
        _months_title(table),
        _months_subtitle(table),
        source,
        rows=table,
        alt=_months_alt(table, published),
        height=340,
        least=220,
    )
    _months_axes(ax, table)
    for row in records(table):
        _bar(ax, row)
    if len(table):
        _name_peak(ax, _peak(table))
        _mark_publication(ax, published)
    # It begins where the axis does, to the right of the numbers on that.
    legend.place(ax, _months_key(table), width=legend.room() - 50)
    return fig


def _months_axes(ax: Axes, table: pd.DataFrame) -> None:
    """From the first month to the last; a tick where a quarter begins, years below January."""
    highest = table[LIMITS].max(axis=1).max()
    ax.set_ylim(0, 1 if pd.isna(highest) else float(highest) * 1.16)
    ax.grid(visible=True, axis="y")
    ax.grid(visible=False, axis="x")
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, steps=[1, 2, 2.5, 5, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda count, _: f"{count:,.0f}"))
    if table.empty:
        ax.set(xticks=[], yticks=[])
        return
    first, last = table["month"].min(), table["month"].max() + pd.DateOffset(months=1)
    ax.set_xlim(day_number(first) - 3, day_number(last) + 3)
    step = 6 if size().narrow else 3
    months = [month for month in pd.date_range(first, last, freq="MS") if month.month % step == 1]
    names = [f"{month:%b}\n{month:%Y}" if month.month == 1 else f"{month:%b}" for month in months]
    ax.set_xticks([day_number(month) for month in months], names)


def _bar(ax: Axes, row: Any) -> None:
    """One month of one series: a bar to the low end, a pale one to the high end, and best."""
    part = int(row.depth) > 0
    shape = look("share", "part" if part else "whole")
    days = float(row.month.days_in_month)
    width = days * (0.42 if part else 0.84)
    left = day_number(row.month) + (days - width) / 2
    low, best, high = map(number, (row.lower, row.best, row.upper))
    if str(row.bound) not in ("exact", "about"):
        limits: dict[str, Any] = {"best": None, "lower": low, "upper": high}
        at = left + width / 2
        bounded(ax, at, **limits, bound=str(row.bound), look=shape, across="y")
        return
    place: dict[str, Any] = {"width": width, "linewidth": 0, "zorder": 3 + part}
    if low:
        _block(ax, left, 0, height=low, facecolor=shape.colour, **place)
    if low is not None and high is not None and high > low:
        for looks in ({"facecolor": theme().ground}, {"facecolor": shape.colour, "alpha": 0.55}):
            _block(ax, left, low, height=high - low, **looks, **place)
    if best is not None:
        ends = [left, left + width]
        ax.plot(ends, [best, best], color=theme().ink, linewidth=px(1.4), zorder=5)


def _block(ax: Axes, left: float, low: float, **looks: Any) -> None:
    """A part of a bar; for each of its own bars matplotlib would look at all limits again."""
    ax.add_artist(Rectangle((left, low), **looks))


def _months_key(table: pd.DataFrame) -> list[Artist]:
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


def _name_peak(ax: Axes, row: Any) -> None:
    """The number of the highest month, beside the top of its bar."""
    top = max(n for n in map(number, (row.lower, row.best, row.upper)) if n is not None)
    start = day_number(row.month)
    _write(ax, start, start + float(row.month.days_in_month), top, str(row.number), weight="bold")


def _mark_publication(ax: Axes, published: str) -> None:
    """A line on the day of publication: what lies behind it, the article could not know."""
    at = day_number(pd.Timestamp(published))
    ax.axvline(at, color=theme().ink, linewidth=px(1.2), linestyle=(0, (4, 2)), zorder=6)
    _write(ax, at, at, float(ax.get_ylim()[1]), f"article, {describe(published)}")


def _write(ax: Axes, left: float, right: float, top: float, text: str, **font: Any) -> None:
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
        color=theme().ink,
        zorder=7,
        **font,
    )


def _peak(table: pd.DataFrame) -> Any:
    """The month with the highest best estimate of a whole toll."""
    whole = table[table["depth"] == 0]
    whole = table if whole.empty else whole
    return whole.iloc[int(middle(whole).to_numpy(float, na_value=float("nan")).argmax())]


def _months_title(table: pd.DataFrame) -> str:
    if table.empty:
        return "No reference counts month by month"
    peak, months = _peak(table), table["month"].nunique()
    # Whose deaths they are stands first: a number without its country or side misleads.
    start = f"{capital(str(peak['victims']))}: {without_limits(peak['number'])} dead in"
    most = "" if months == 1 else f", the most in {counted(months, 'month')}"
    return f"{start} {peak['period_text']}{most}"


def _recorded(table: pd.DataFrame) -> str:
    """Whose record it is: a title and a subtitle do not say that it is everybody."""
    return f"deaths recorded by {table['reported_by'].fillna('A reference').iloc[0]}, by month"


def _months_subtitle(table: pd.DataFrame) -> str:
    if table.empty:
        return "Deaths recorded by month"
    first, last = table.iloc[0], table.iloc[-1]
    return (
        f"{capital(_recorded(table))}, {first['period_text']} to {last['period_text']}: {first['victims']}."
        " Pale from the low to the high estimate"
    )


def _months_alt(table: pd.DataFrame, published: str) -> str:
    if table.empty:
        return "Chart of deaths by month; no reference counts by month."
    whole, inner = table[table["depth"] == 0], table[table["depth"] > 0]
    return sentences(
        f"Bar chart of {_recorded(table)}, best estimate with low to high in brackets:"
        f" {whole['victims'].iloc[0]}",
        _months_title(table),
        "; ".join(f"{row.period_text} {row.number}" for row in records(whole)),
        f"A line marks the day of the article, {describe(published)}",
        f"Drawn inside: {inner['victims'].iloc[0]}" if len(inner) else "",
    )
