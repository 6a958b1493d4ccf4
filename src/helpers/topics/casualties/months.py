"""The chart of deaths month by month, solid up to the low estimate, pale up to the high one."""

from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from helpers.charts import legend
from helpers.charts.bounded_marks import bounded, number
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import short
from helpers.charts.sizes import px, size
from helpers.charts.style import SMALL, TICK, look, theme
from helpers.story.credits import Sources
from helpers.topics.casualties.tables import middle, without_limits
from helpers.values.dates import describe
from helpers.values.english import capital, counted, sentences
from helpers.values.quantities import BOUNDS
from helpers.values.records import records

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
        _title(table),
        _subtitle(table),
        source,
        rows=table,
        alt=_alt(table, published),
        height=340,
        least=220,
    )
    _axes(ax, table)
    for row in records(table):
        _bar(ax, row)
    if len(table):
        _name_peak(ax, _peak(table))
        _mark_day(ax, published)
    # It begins where the axis does, to the right of the numbers on that.
    legend.place(ax, _key(table), width=legend.room() - 50)
    return fig


def _axes(ax: Axes, table: pd.DataFrame) -> None:
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
    ax.set_xlim(_day(first) - 3, _day(last) + 3)
    step = 6 if size().narrow else 3
    months = [month for month in pd.date_range(first, last, freq="MS") if month.month % step == 1]
    names = [f"{month:%b}\n{month:%Y}" if month.month == 1 else f"{month:%b}" for month in months]
    ax.set_xticks([_day(month) for month in months], names)


def _bar(ax: Axes, row: Any) -> None:
    """One month of one series: a bar to the low end, a pale one to the high end, and best."""
    part = int(row.depth) > 0
    shape = look("share", "part" if part else "whole")
    days = float(row.month.days_in_month)
    width = days * (0.42 if part else 0.84)
    left = _day(row.month) + (days - width) / 2
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


def _key(table: pd.DataFrame) -> list[Artist]:
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
    start = _day(row.month)
    _write(ax, start, start + float(row.month.days_in_month), top, str(row.number), weight="bold")


def _mark_day(ax: Axes, published: str) -> None:
    """A line on the day of publication: what lies behind it, the article could not know."""
    at = _day(pd.Timestamp(published))
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


def _day(moment: pd.Timestamp) -> float:
    return float(date2num(moment))  # type: ignore[no-untyped-call]


def _peak(table: pd.DataFrame) -> Any:
    """The month with the highest best estimate of a whole toll."""
    whole = table[table["depth"] == 0]
    whole = table if whole.empty else whole
    return whole.iloc[int(middle(whole).to_numpy(float, na_value=float("nan")).argmax())]


def _title(table: pd.DataFrame) -> str:
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


def _subtitle(table: pd.DataFrame) -> str:
    if table.empty:
        return "Deaths recorded by month"
    first, last = table.iloc[0], table.iloc[-1]
    return (
        f"{capital(_recorded(table))}, {first['period_text']} to {last['period_text']}: {first['victims']}."
        " Pale from the low to the high estimate"
    )


def _alt(table: pd.DataFrame, published: str) -> str:
    if table.empty:
        return "Chart of deaths by month; no reference counts by month."
    whole, inner = table[table["depth"] == 0], table[table["depth"] > 0]
    return sentences(
        f"Bar chart of {_recorded(table)}, best estimate with low to high in brackets:"
        f" {whole['victims'].iloc[0]}",
        _title(table),
        "; ".join(f"{row.period_text} {row.number}" for row in records(whole)),
        f"A line marks the day of the article, {describe(published)}",
        f"Drawn inside: {inner['victims'].iloc[0]}" if len(inner) else "",
    )
