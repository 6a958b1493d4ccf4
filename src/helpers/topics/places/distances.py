"""Charts of distances, each with its bound, on one axis in kilometres and in miles."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, MaxNLocator
from matplotlib.transforms import ScaledTranslation

from helpers.charts import bounded_marks, legend, pen, row_chart
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import text_width
from helpers.charts.row_chart import Row
from helpers.charts.sizes import DPI, px, size
from helpers.charts.style import GROUPS, SMALL, TICK, Look, look, theme
from helpers.story.credits import Sources
from helpers.values import geodesy
from helpers.values.english import capital, listed
from helpers.values.quantities import BOUNDS

PLACES = ("from_place", "from_name", "to_place", "to_name")
IDS = ("figure_ids", "claim_ids", "check_ids", "ref_ids")
NUMBERS = ("value_km", "lower_km", "upper_km")
KM_PER_MILE = float(geodesy.convert(1, "mile", "km"))

AXES = 76.0
"""Px that the two axes with their names take up."""

MILES = 46.0
"""Px that the one above the plot takes up."""

SHARE = 0.345
"""The share of the width at which labels beside their marks wrap."""

FEW = 3
"""So many different answers are all named in the title."""

ONE_MILE = re.compile(r"\b(?<![.,])1 mile\b")

ASKED = re.compile(r"how far (?P<who>.+) is from (?P<start>.+)", re.IGNORECASE)
"""What a figure for how far somebody is says that it measures."""

KEY_LINE = 22.0
"""Px that a line of the key takes up."""


@dataclass(frozen=True)
class Line:
    """One row of a chart of distances: its label, its numbers in km, its look, its words."""

    label: str
    value: float | None
    lower: float | None
    upper: float | None
    bound: str
    look: Look
    words: str


@chart
def draw_towards_places(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """How far places are said to be, by whomever, and how far they are measured to be.

    Input: the output of tables.distances.towards_places; source, the sources for the footer.
    Output: the figure places-distances; its rows are the table.
    Raises: ChartError naming row and column of what can't be drawn.
    """
    return _both(
        "places-distances",
        table,
        _title_places,
        "Kilometres below, miles above. A point stands for a whole town: gazetteers put it in"
        " different places, hence the ranges",
        source,
    )


@chart
def draw_every_distance(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """Every figure for how far something is from the centre, whoever gives it, in km and miles.

    Input: the output of tables.distances.of_the_news; source, the sources for the footer.
    Output: the figure claims-distances; its rows are the table.
    Raises: ChartError naming row and column of what can't be drawn.
    """
    return _both(
        "claims-distances",
        table,
        _title_news,
        "Kilometres below, miles above. A ring or an arrow is a limit, not a number",
        source,
    )


def _both(
    name: str,
    table: pd.DataFrame,
    titled: Callable[[pd.DataFrame], str],
    subtitle: str,
    source: str | Sources,
) -> ChartFigure:
    expect_distances(table)
    title = titled(table)
    pairs = _pairs(table)
    given = [key for key in GROUPS["given_by"] if (table["given_by"] == key).any()]
    return _drawn(
        name,
        title,
        subtitle,
        source,
        table=_in_order(table, pairs),
        alt=_alt(table, pairs, title),
        groups=[(heading, _lines(part)) for heading, part in pairs],
        key=[look("given_by", key) for key in given],
    )


# ------------------------------------------------------------------------------ drawing


def _drawn(
    name: str,
    title: str,
    subtitle: str,
    source: str | Sources,
    *,
    table: pd.DataFrame,
    alt: str,
    groups: Sequence[tuple[str, Sequence[Line]]],
    key: Sequence[Look] = (),
) -> ChartFigure:
    """Both charts: headings, lines with their marks, and the words of each beside its mark."""
    slots = row_chart.stack(
        [(heading, [_label_of(line) for line in part]) for heading, part in groups], share=SHARE
    )
    entries = [legend.mark(one.label, one.colour, one.marker) for one in key]
    room = AXES + (legend.lines(entries, _key_width()) * KEY_LINE if entries else 0)
    fig, ax = frame(
        name,
        title,
        subtitle,
        source,
        rows=table,
        alt=alt,
        height=row_chart.height(slots, extra=room),
    )
    row_chart.write(ax, slots)
    lines = [line for _, part in groups for line in part]
    _axes(ax, lines)
    _key(ax, entries)
    for slot, line in zip(row_chart.rows(slots), lines, strict=True):
        mark = bounded_marks.bounded(
            ax,
            slot.at,
            best=line.value,
            lower=line.lower,
            upper=line.upper,
            bound=line.bound,
            look=line.look,
        )
        _beside(ax, mark, line.words)
    return fig


def _label_of(line: Line) -> str:
    """The label of a line; where it stands above the mark, the words of the mark open it."""
    return capital(f"{line.words} \u2013 {line.label}") if size().narrow else line.label


def _beside(ax: Axes, mark: bounded_marks.BoundMark, words: str) -> None:
    """Write the words of a mark to the right of it."""
    ends = [end for end in (mark.start, mark.end) if end is not None]
    if not ends or size().narrow:
        return
    ax.annotate(
        words,
        xy=(max(ends), mark.at),
        xytext=(px(_clear(mark.kind)), 0),
        textcoords="offset points",
        annotation_clip=False,
        fontsize=px(TICK),
        color=theme().ink,
        verticalalignment="center",
        zorder=6,
        # No line of the grid may strike through it.
        bbox={"facecolor": theme().ground, "edgecolor": "none", "pad": px(0.5)},
    ).set_in_layout(False)


def _clear(kind: str) -> float:
    """Px from the end of a mark to its words: past its dot, its haze or its arrow."""
    return {"about": 19.0, "above": pen.ARROW + 8}.get(kind, 11.0)


def _reach(lines: Sequence[Line]) -> float:
    """Where the axis must end, in km, so that the words of every mark stand inside it; 0 without."""
    room = size().inner * (1 - SHARE) - 20
    reach = 0.0
    for line in lines:
        numbers = [n for n in (line.value, line.lower, line.upper) if n is not None]
        if not numbers:
            continue
        words = 0.0 if size().narrow else text_width(line.words, TICK)
        kind = "about" if line.bound == "about" else "above" if line.upper is None else ""
        share = 1 - (words + _clear(kind)) / (size().inner if size().narrow else room)
        reach = max(reach, max(numbers) / max(share, 0.4))
    return reach * 1.02


def _axes(ax: Axes, lines: Sequence[Line]) -> None:
    """Kilometres below, miles above, from nought to beyond the largest number."""
    reach = _reach(lines)
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


def _key(ax: Axes, entries: Sequence[Artist]) -> None:
    """The key, above the axis in miles."""
    legend.place(ax, entries, width=_key_width())
    key, figure = ax.get_legend(), ax.get_figure(root=True)
    if key is not None and figure is not None:
        above = ScaledTranslation(0, MILES / DPI, figure.dpi_scale_trans)
        key.set_bbox_to_anchor((0, 1), transform=ax.transAxes + above)


def _key_width() -> float:
    """Px that the key may take up: as wide as the plot."""
    return legend.room() if size().narrow else size().inner * (1 - SHARE) - 16


def _round_ticks() -> MaxNLocator:
    return MaxNLocator(nbins=6, steps=[1, 2, 5, 10])


def _to_miles(km: Any) -> Any:
    return km / KM_PER_MILE


def _to_km(miles: Any) -> Any:
    return miles * KM_PER_MILE


# ------------------------------------------------------------------------------ what both say


def _pairs(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The distances by the two places that they join, in the order of the table."""
    heads = [_pair(row) for row in table.to_dict("records")]
    names = list(dict.fromkeys(heads))
    kept = pd.Series(heads, index=table.index, dtype="string")
    return [(name, table[kept == name]) for name in names]


def _pair(row: Row) -> str:
    start = str(row["from_name"]) or "a place not named"
    return (
        f"{row['to_name']} from {start}" if row["to_name"] else f"From {start}, to no named place"
    )


def _in_order(table: pd.DataFrame, pairs: Sequence[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """The table in the order in which it is drawn."""
    return pd.concat([table.iloc[:0], *(part for _, part in pairs)], ignore_index=True)


def expect_distances(table: pd.DataFrame) -> None:
    """Refuse distances that can't be drawn.

    Input: a table like the output of tables.distances.every_distance.
    Raises: ChartError naming row and column of each problem.
    """
    expect(
        Given(
            "distances",
            table,
            ("who", "given_by", "bound", "miles", "kilometres"),
            (*PLACES, "from_edge", "measures", "paragraph", "unit", *NUMBERS, *IDS),
            known={"given_by": GROUPS["given_by"], "bound": BOUNDS},
        )
    )


def both_units(row: Row) -> str:
    """A stated distance in its own unit, and in the other one behind it."""
    own, other = ("kilometres", "miles") if row["unit"] == "km" else ("miles", "kilometres")
    # The limit is said once, in the unit in which somebody set it.
    _, about, number = str(row[other]).rpartition("about ")
    return f"{row[own]} ({about}{number})"


def own_unit(row: Row) -> str:
    """A stated distance in the unit in which it is given, as in a sentence: "a mile"."""
    words = str(row["kilometres"] if row["unit"] == "km" else row["miles"])
    return ONE_MILE.sub("a mile", words)


def _cells(row: Row) -> tuple[float | None, float | None, float | None]:
    return _number(row["value_km"]), _number(row["lower_km"]), _number(row["upper_km"])


def _number(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(str(cell))


# ------------------------------------------------------------------------------ what it says


def _lines(part: pd.DataFrame) -> list[Line]:
    """The lines of one pair: who gives each distance, and from where to where it leads."""
    return [
        Line(
            _label(row),
            *_cells(row),
            str(row["bound"]),
            look("given_by", str(row["given_by"])),
            both_units(row),
        )
        for row in part.to_dict("records")
    ]


def _label(row: Mapping[Any, Any]) -> str:
    where = ""
    if not pd.isna(row["paragraph"]):
        numbers = str(row["paragraph"]).split("|")
        where = f", paragraph{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
    what = "" if pd.isna(row["measures"]) else f": {row['measures']}"
    return f"{row['who']}{where}{what}"


def _limits(table: pd.DataFrame) -> pd.DataFrame:
    """The distances that somebody states, with the number or limit by which they are put in order."""
    limit = table["value_km"].fillna(table["upper_km"]).fillna(table["lower_km"])
    said = table.assign(limit_km=limit)
    return said[(said["given_by"] != "measured") & limit.notna()]


def _title_news(table: pd.DataFrame) -> str:
    """The answers to how far it is, for the two ends with the widest span."""
    said = _limits(table)
    if said.empty:
        return "No distance from the centre is stated as a number"
    best: tuple[float, pd.DataFrame] | None = None
    for _, part in _pairs(said):
        ordered = part.sort_values("limit_km", kind="stable")
        span = float(ordered["limit_km"].iloc[-1]) / max(float(ordered["limit_km"].iloc[0]), 1e-9)
        if best is None or span > best[0]:
            best = (span, ordered)
    assert best is not None
    asked, answers = _asked(best[1]), [own_unit(row) for row in best[1].to_dict("records")]
    answers = list(dict.fromkeys(answers))
    if len(answers) == 1:
        return f"{asked} One answer: {answers[0]}"
    *others, last = answers
    told = (
        f"from {answers[0]} to {last}" if len(answers) > FEW else f"{', '.join(others)} or {last}"
    )
    starts = [_counted_from(best[1].iloc[end]) for end in (0, -1)]
    where = " and from where" if starts[0] != starts[1] else ""
    return f"{asked} {capital(told)}, by who said it{where}"


def _asked(said: pd.DataFrame) -> str:
    """The question that the distances answer, in the words of the article's own if it asks one."""
    first = said.iloc[0]
    start, end = str(first["from_name"]) or "there", str(first["to_name"])
    if end:
        return f"How far is {end} from {start}?"
    own = [str(cell) for cell in said.loc[said["given_by"] == "article", "measures"].dropna()]
    found = next((match for match in map(ASKED.fullmatch, own) if match), None)
    return (
        f"How near was {found['who']} to {found['start']}?" if found else f"How far from {start}?"
    )


def _counted_from(row: pd.Series) -> str:
    """The point of the place from which a distance counts, as far as its measure names one."""
    start = str(row["from_name"])
    measures = "" if pd.isna(row["measures"]) else str(row["measures"])
    point = measures.rpartition(" from ")[2].split(",")[0]
    return point if start and start in point else start


def _title_places(table: pd.DataFrame) -> str:
    """How the article's figure stands to what is measured, for the pair that is furthest off."""
    best: tuple[float, str] | None = None
    for _, part in _pairs(table):
        for row in part[part["given_by"] == "article"].to_dict("records"):
            gap, told = _against(row, part)
            if best is None or gap > best[0]:
                best = (gap, told)
    return best[1] if best else "The article states no distance between two places"


def _against(row: Row, part: pd.DataFrame) -> tuple[float, str]:
    """How far a stated distance is from the measured ones, in km, and what is to be said of that."""
    said = f"{row['to_name']} is said to be {own_unit(row)} from {row['from_name']}"
    # What is measured with an open end sets the stated distance against nothing.
    measured = part[part["given_by"] == "measured"].dropna(subset=["lower_km", "upper_km"])
    edges = part[part["from_edge"] & (part["given_by"] != "article")]
    low, high = (_number(row[name]) for name in ("lower_km", "upper_km"))
    value = _number(row["value_km"])
    low, high = (value if one is None and value is not None else one for one in (low, high))
    if measured.empty:
        return -1.0, f"{said}; nothing measures it"
    ends = [
        float(measured[name].agg(fold)) for name, fold in (("lower_km", "min"), ("upper_km", "max"))
    ]
    unit = str(row["unit"])
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


def _alt(table: pd.DataFrame, pairs: Sequence[tuple[str, pd.DataFrame]], title: str) -> str:
    if table.empty:
        return f"Chart of distances without a row. {title}."
    parts = []
    for name, part in pairs:
        given = [look("given_by", str(one)).label for one in part["given_by"]]
        lines = zip(_lines(part), given, strict=True)
        told = [f"{line.label}, {line.words} ({by})" for line, by in lines]
        parts.append(f"{name}: {'; '.join(told)}.")
    end = "" if title.endswith("?") else "."
    return f"Chart of distances, whoever gives them. {title}{end} {' '.join(parts)}"
