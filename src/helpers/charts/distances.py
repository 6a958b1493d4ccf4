"""Charts of distances, each with its bound, on one axis in kilometres and in miles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, MaxNLocator
from matplotlib.transforms import ScaledTranslation

from helpers import bounds, geo
from helpers.charts import legend, marks, rows
from helpers.charts.frame import ChartFigure, chart, frame, px, text_width
from helpers.charts.input import Given, expect
from helpers.charts.rows import Row
from helpers.charts.sizes import DPI, size
from helpers.charts.style import GROUPS, SMALL, TICK, Look, look, theme
from helpers.wording import Sources, capital, listed

PLACES = ("from_place", "from_name", "to_place", "to_name")
IDS = ("figure_ids", "claim_ids", "check_ids", "ref_ids")
NUMBERS = ("value_km", "lower_km", "upper_km", "measured_km")
KM_PER_MILE = float(geo.convert(1, "mile", "km"))

AXES = 76.0
"""Px that the two axes with their names take up."""

MILES = 46.0
"""Px that the one above the plot takes up."""

SHARE = 0.345
"""The share of the width at which labels beside their marks wrap."""

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
def stated_distances(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """Each stated distance with its bound, and the measured one below it, in km and miles.

    Input: the output of tables.places.against_measured; source, the line for the footer.
    Output: the figure places-distances; its rows are the table.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        Given(
            "distances",
            table,
            ("bound", "miles", "kilometres", "source", "from_name"),
            ("paragraph", "surface", "unit", "to_name", *NUMBERS, "difference_km"),
            signed=("difference_km",),
            known={"bound": bounds.BOUNDS},
        )
    )
    pairs = _pairs(table)
    return _drawn(
        "places-distances",
        _title_stated(table),
        "Kilometres below, miles above; measured is the geodesic between the points of the"
        " gazetteer, and a point stands for a whole town",
        source,
        table=_in_order(table, pairs),
        alt=_alt_stated(table, pairs),
        groups=[(name, _stated_lines(part)) for name, part in pairs],
    )


@chart
def every_distance(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """Every figure for how far something is from the centre, whoever gives it, in km and miles.

    Input: the output of tables.distances.every_distance; source, the line for the footer.
    Output: the figure claims-distances; its rows are the table.
    Raises: ChartError naming row and column of what can't be drawn.
    """
    expect_distances(table)
    pairs = _pairs(table)
    given = [name for name in GROUPS["given_by"] if (table["given_by"] == name).any()]
    return _drawn(
        "claims-distances",
        _title_every(table),
        "Kilometres below, miles above; a ring or an arrow is a limit, not a number. The range of"
        " a measured one comes from gazetteers that put their points apart",
        source,
        table=_in_order(table, pairs),
        alt=_alt_every(table, pairs),
        groups=[(name, _every_lines(part)) for name, part in pairs],
        key=[look("given_by", name) for name in given],
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
    slots = rows.stack(
        [(heading, [_label_of(line) for line in part]) for heading, part in groups], share=SHARE
    )
    entries = [legend.mark(one.label, one.colour, one.marker) for one in key]
    room = AXES + (legend.lines(entries) * KEY_LINE if entries else 0)
    fig, ax = frame(
        name, title, subtitle, source, rows=table, alt=alt, height=rows.height(slots, extra=room)
    )
    rows.write(ax, slots)
    lines = [line for _, part in groups for line in part]
    _axes(ax, lines)
    _key(ax, entries)
    for slot, line in zip(rows.rows(slots), lines, strict=True):
        mark = marks.bounded(
            ax,
            slot.at,
            value=line.value,
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


def _beside(ax: Axes, mark: marks.BoundMark, words: str) -> None:
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
    return {"about": 19.0, "above": marks.ARROW + 8}.get(kind, 11.0)


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
    legend.place(ax, entries)
    key, figure = ax.get_legend(), ax.get_figure(root=True)
    if key is not None and figure is not None:
        above = ScaledTranslation(0, MILES / DPI, figure.dpi_scale_trans)
        key.set_bbox_to_anchor((0, 1), transform=ax.transAxes + above)


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
            (*PLACES, "from_edge", "measures", "paragraph", "unit", *NUMBERS[:3], *IDS),
            known={"given_by": GROUPS["given_by"], "bound": bounds.BOUNDS},
        )
    )


def both_units(row: Row) -> str:
    """A stated distance in its own unit, and in the other one behind it."""
    own, other = ("kilometres", "miles") if row["unit"] == "km" else ("miles", "kilometres")
    return f"{row[own]} ({row[other]})"


def own_unit(row: Row) -> str:
    """A stated distance in the unit in which it is given."""
    return str(row["kilometres"] if row["unit"] == "km" else row["miles"])


def measured(row: Row) -> str:
    """The measured distance of a row of tables.places.against_measured, in both units."""
    km = float(row["measured_km"])
    return f"{km:.1f} km ({km / KM_PER_MILE:.1f} miles)"


def _cells(row: Row) -> tuple[float | None, float | None, float | None]:
    return _number(row["value_km"]), _number(row["lower_km"]), _number(row["upper_km"])


def _number(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(str(cell))


# ------------------------------------------------------------------------------ against measured


def _stated_lines(part: pd.DataFrame) -> list[Line]:
    """The lines of one pair: each stated distance, then the measured one if there is one."""
    found = []
    for row in part.to_dict("records"):
        label = f"{row['source']}, paragraph {row['paragraph']}"
        shown = look("source", "article")
        found.append(Line(label, *_cells(row), str(row["bound"]), shown, both_units(row)))
    first = part.iloc[0].to_dict()
    if not pd.isna(first["measured_km"]):
        km = float(first["measured_km"])
        shown = look("source", "reference")
        found.append(Line("measured", km, km, km, "exact", shown, measured(first)))
    return found


def _title_stated(table: pd.DataFrame) -> str:
    if table.empty:
        return "The article states no distance"
    known = table[table["measured_km"].notna()]
    if known.empty:
        one = len(table) == 1
        return (
            f"{'The one' if one else 'None of the'} stated {'distance' if one else 'distances'} can"
            + ("not be measured" if one else " be measured")
        )
    gaps = known.assign(gap=known["difference_km"].abs().fillna(0))
    row = gaps.sort_values("gap", ascending=False, kind="stable").iloc[0].to_dict()
    return (
        f"{row['to_name']} is said to lie {row['surface']} from {row['from_name']};"
        f" measured it is {_in_unit(row)}"
    )


def _in_unit(row: Row) -> str:
    """The measured distance in the unit in which the article states it."""
    if row["unit"] == "mile":
        return f"{float(row['measured_km']) / KM_PER_MILE:.1f} miles"
    return f"{row['measured_km']:.1f} km"


def _alt_stated(table: pd.DataFrame, pairs: Sequence[tuple[str, pd.DataFrame]]) -> str:
    if table.empty:
        return "Chart of distances; the article states none."
    told = _told([(name, _stated_lines(part)) for name, part in pairs])
    return f"Chart of stated and measured distances. {_title_stated(table)}. {told}"


def _told(groups: Sequence[tuple[str, Sequence[Line]]]) -> str:
    """Every line of a chart in words."""
    return " ".join(
        f"{name}: {'; '.join(f'{line.label}, {line.words}' for line in part)}."
        for name, part in groups
    )


# ------------------------------------------------------------------------------ whoever gives it


def _every_lines(part: pd.DataFrame) -> list[Line]:
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


def _title_every(table: pd.DataFrame) -> str:
    """The widest span between two figures for one and the same distance."""
    said = table[table["given_by"] != "measured"]
    limit = said["value_km"].fillna(said["upper_km"]).fillna(said["lower_km"])
    said = said.assign(limit_km=limit)[limit.notna()]
    if said.empty:
        return "No distance from the centre is stated as a number"
    best: tuple[float, list[Row]] | None = None
    for _, part in _pairs(said):
        ordered = part.sort_values("limit_km", kind="stable")
        ends: list[Row] = [ordered.iloc[at].to_dict() for at in (0, -1)]
        share = float(ends[1]["limit_km"]) / max(float(ends[0]["limit_km"]), 1e-9)
        if best is None or share > best[0]:
            best = (share, ends)
    assert best is not None
    low, high = best[1]
    what = f"distance of {low['to_name']} from" if low["to_name"] else "distance from"
    if best[0] == 1:
        return f"The {what} {low['from_name']} is put at {_said(low)}"
    return f"The {what} {low['from_name']} runs from {_said(low)} to {_said(high)}"


def _said(row: Row) -> str:
    return f"{own_unit(row)} ({row['who']})"


def _alt_every(table: pd.DataFrame, pairs: Sequence[tuple[str, pd.DataFrame]]) -> str:
    if table.empty:
        return "Chart of distances from the centre; none is stated."
    parts = []
    for name, part in pairs:
        given = [look("given_by", str(one)).label for one in part["given_by"]]
        lines = zip(_every_lines(part), given, strict=True)
        told = [f"{line.label}, {line.words} ({by})" for line, by in lines]
        parts.append(f"{name}: {'; '.join(told)}.")
    return f"Chart of distances, whoever gives them. {_title_every(table)}. {' '.join(parts)}"
