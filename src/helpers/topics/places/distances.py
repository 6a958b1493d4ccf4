"""Charts of distances, each with its bound, on one axis in kilometres and in miles."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, MaxNLocator
from matplotlib.transforms import ScaledTranslation

from helpers.charts import legend
from helpers.charts.bounded_marks import number
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart
from helpers.charts.row_chart import SHARE, Number, Row, grouped, plot_width, row_chart
from helpers.charts.sizes import DPI, px, size
from helpers.charts.style import GROUPS, SMALL, look, theme
from helpers.story.credits import Sources
from helpers.topics.places.stated import KM_PER_MILE
from helpers.values.cells import is_blank
from helpers.values.english import capital, counted, listed, sentences
from helpers.values.quantities import BOUNDS
from helpers.values.records import records

NUMBERS = ("value_km", "lower_km", "upper_km")

AXES = 76.0
"""Px that the two axes with their names take up."""

MILES = 46.0
"""Px that the one above the plot takes up."""

KEY_LINE = 22.0
"""Px that a line of the key takes up."""

ONE_MILE = re.compile(r"\b(?<![.,])1 mile\b")


@chart
def draw_distances(
    table: pd.DataFrame, *, source: str | Sources, incomplete: int = 0
) -> ChartFigure:
    """How far places are said to be, by whomever, and how far they are measured to be.

    Input: the output of topics.places.stated.towards_places; source, the sources for the footer;
    incomplete, how many distances the article states of which an end is not entered as a place.
    Output: the figure places-distances; its rows are the table.
    Raises: ChartError naming row and column of what can't be drawn.
    """
    return distance_chart(
        "places-distances",
        table,
        lambda table: _title(table, incomplete),
        "Kilometres below, miles above. A point stands for a whole place: where gazetteers put it"
        " apart, the measure is a range",
        source,
    )


def distance_chart(
    name: str,
    table: pd.DataFrame,
    titled: Callable[[pd.DataFrame], str],
    subtitle: str,
    source: str | Sources,
) -> ChartFigure:
    """A row for each distance, below the two places that it joins.

    Input: the chart's name; rows as topics.places.stated.every_distance gives them; what makes the
    title of them; the subtitle; the sources.
    Output: the figure; its rows are the table in the order in which it is drawn.
    Raises: ChartError naming row and column of what can't be drawn.
    """
    expect_distances(table)
    order, pairs = by_pair(table)
    groups = [(pair, [_row(one) for one in records(part)]) for pair, part in pairs]
    met = [one for key, one in GROUPS["given_by"].items() if (table["given_by"] == key).any()]
    entries = [legend.mark(one.label, one.colour, one.marker) for one in met]
    numbers = [_number(one) for one in records(order)]
    return row_chart(
        name,
        groups,
        title=titled(table),
        subtitle=subtitle,
        source=source,
        alt=_alt(pairs, titled(table)),
        table=order,
        axis=lambda ax: _axes(ax, numbers),
        key=lambda ax: _key(ax, entries),
        extra=AXES + legend.lines(entries, _key_width()) * KEY_LINE,
    )


def _row(one: Any) -> Row:
    """One distance; where its label stands above its mark, the words of the mark open it."""
    label = _label(one)
    if size().narrow:
        label = capital(f"{both_units(one)} \u2013 {label}")
    return Row(label, [_number(one)])


def _number(one: Any) -> Number:
    best, lower, upper = (number(getattr(one, name)) for name in NUMBERS)
    bound, words = str(one.bound), "" if size().narrow else both_units(one)
    clear = 5.5 if bound == "about" else 8.0 if upper is None else 6.0
    given = look("given_by", str(one.given_by))
    return Number(best, lower, upper, bound, given, words, clear, over_grid=True)


def _axes(ax: Axes, numbers: Sequence[Number]) -> None:
    """Kilometres below, miles above, from nought to beyond the largest number and its words."""
    room = size().inner if size().narrow else plot_width(SHARE) - 20
    reach = max((one.reach(room) for one in numbers if one.highest), default=0.0) * 1.02
    if not reach:
        ax.set_xticks([])
        return
    ax.set_xlim(0, reach)
    ax.xaxis.set_major_locator(_round_ticks())
    ax.set_xlabel("kilometres", fontsize=px(SMALL), color=theme().muted, loc="left")
    above = ax.secondary_xaxis("top", functions=(_to_miles, _to_km))
    # Ticks beyond the end of the axis would be laid out without being seen.
    end = ax.get_xlim()[1] / KM_PER_MILE
    ticks = [tick for tick in _round_ticks().tick_values(0, end) if tick < end * 0.97]
    above.xaxis.set_major_locator(FixedLocator(ticks))
    above.set_xlabel("miles", fontsize=px(SMALL), color=theme().muted, loc="left")
    above.spines["top"].set_visible(False)


def _to_miles(km: Any) -> Any:
    return km / KM_PER_MILE


def _to_km(miles: Any) -> Any:
    return miles * KM_PER_MILE


def _round_ticks() -> MaxNLocator:
    return MaxNLocator(nbins=6, steps=[1, 2, 5, 10])


def _key(ax: Axes, entries: Sequence[Artist]) -> None:
    """The key, above the axis in miles."""
    legend.place(ax, entries, width=_key_width())
    key, figure = ax.get_legend(), ax.get_figure(root=True)
    if key is not None and figure is not None:
        above = ScaledTranslation(0, MILES / DPI, figure.dpi_scale_trans)
        key.set_bbox_to_anchor((0, 1), transform=ax.transAxes + above)


def _key_width() -> float:
    """Px that the key may take up: as wide as the plot."""
    return legend.room() if size().narrow else plot_width(SHARE) - 16


def by_pair(table: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[str, pd.DataFrame]]]:
    """The distances by the two places that they join, as `row_chart.grouped` gives them."""
    return grouped(table, _pair)


def _pair(row: Any) -> str:
    start = str(row.from_name) or "a place not named"
    if is_blank(row.to_name):
        return f"From {start}, to no named place"
    return capital(f"{row.to_name} from {start}")


def expect_distances(table: pd.DataFrame) -> None:
    """Refuse distances that can't be drawn.

    Input: a table like the output of topics.places.stated.every_distance.
    Raises: ChartError naming row and column of each problem.
    """
    expect(
        Given(
            "distances",
            table,
            "who given_by bound miles kilometres",
            "from_place from_name to_place to_name from_edge measures paragraph unit value_km"
            " lower_km upper_km figure_ids claim_ids check_ids ref_ids",
            known={"given_by": GROUPS["given_by"], "bound": BOUNDS},
        )
    )


def both_units(row: Any) -> str:
    """A stated distance in its own unit, and in the other one behind it."""
    own, other = (
        (row.kilometres, row.miles) if str(row.unit) == "km" else (row.miles, row.kilometres)
    )
    # The limit is said once, in the unit in which somebody set it.
    _, about, number = str(other).rpartition("about ")
    return f"{own} ({about}{number})"


def own_unit(row: Any) -> str:
    """A stated distance in the unit in which it is given, as in a sentence: "a mile"."""
    words = str(row.kilometres if str(row.unit) == "km" else row.miles)
    return ONE_MILE.sub("a mile", words)


def _label(one: Any) -> str:
    """Who gives a distance, in which paragraph, and what is measured."""
    paragraph: Any = one.paragraph
    numbers: list[str] = [] if pd.isna(paragraph) else str(paragraph).split("|")
    where: str = (
        f", paragraph{'s' if len(numbers) > 1 else ''} {listed(numbers)}" if numbers else ""
    )
    return f"{one.who}{where}" + ("" if pd.isna(one.measures) else f": {one.measures}")


def _title(table: pd.DataFrame, incomplete: int) -> str:
    """How the article's figure stands to what is measured, for the pair that is furthest off."""
    best: tuple[float, str] | None = None
    for _, part in by_pair(table)[1]:
        for row in records(part[part["given_by"] == "article"]):
            gap, told = _against(row, part)
            if best is None or gap > best[0]:
                best = (gap, told)
    if best:
        return capital(best[1])
    if incomplete:
        told = f"The article states {counted(incomplete, 'distance')}"
        return f"{told}; between which two places is not entered"
    return "The article states no distance between two places"


def _against(row: Any, part: pd.DataFrame) -> tuple[float, str]:
    """How far a stated distance is from the measured ones, in km, and what is to be said of that."""
    said = f"{row.to_name} is said to be {own_unit(row)} from {row.from_name}"
    # What is measured with an open end sets the stated distance against nothing.
    measured = part[part["given_by"] == "measured"].dropna(subset=["lower_km", "upper_km"])
    edges = part[part["from_edge"] & (part["given_by"] != "article")]
    low, high = (number(getattr(row, name)) for name in ("lower_km", "upper_km"))
    value = number(row.value_km)
    low, high = (value if one is None and value is not None else one for one in (low, high))
    if measured.empty:
        return -1.0, f"{said}; nothing measures it"
    ends = [
        float(measured[name].agg(fold)) for name, fold in (("lower_km", "min"), ("upper_km", "max"))
    ]
    unit = str(row.unit)
    if high is not None and ends[0] > high:
        edge = max((float(km) for km in edges["value_km"].dropna()), default=None)
        if edge is not None and low is not None and edge < low:
            return ends[0] - high, f"{said}: more than from its edge, less than from its centre"
        return ends[0] - high, f"{said}; measured, it is {_in(ends, unit)}"
    if low is not None and ends[1] < low:
        return low - ends[1], f"{said}; measured, it is {_in(ends, unit)}"
    return 0.0, f"{said}, and so it is measured: {_in(ends, unit)}"


def _in(ends: Sequence[float], unit: str) -> str:
    """A measured range in the unit in which the article states it."""
    by, name = (KM_PER_MILE, "miles") if unit == "mile" else (1.0, "km")
    numbers = dict.fromkeys(f"{end / by:.1f}" for end in ends)
    return f"{' to '.join(numbers)} {name}"


def _alt(pairs: Sequence[tuple[str, pd.DataFrame]], title: str) -> str:
    if not pairs:
        return f"Chart of distances without a row. {title}."
    told = [f"{pair}: {'; '.join(_told(one) for one in records(part))}" for pair, part in pairs]
    return sentences("Chart of distances, whoever gives them", title, *told)


def _told(one: Any) -> str:
    by = look("given_by", str(one.given_by)).label
    return f"{_label(one)}, {both_units(one)} ({by})"
