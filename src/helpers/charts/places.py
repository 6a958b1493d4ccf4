"""Charts of the places: what is said of distances against what is measured, and maps."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, radians, sin
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FixedLocator, MaxNLocator

from helpers import geo
from helpers.charts import legend, marks, rows
from helpers.charts.frame import ChartFigure, chart, frame, overlap, px, settle, text_width
from helpers.charts.rows import Row
from helpers.charts.style import SMALL, TICK, look, theme
from helpers.wording import capital, counted, in_words, listed

KM_PER_MILE = float(geo.convert(1, "mile", "km"))

CLOSE = 0.15
"""Rings smaller than this share of the largest are drawn again, larger, in a panel of their own."""

COARSE = 15.0
"""Below this reach, in km, the base map (1:50m) is too coarse to be drawn."""

NAMES = 30
"""How many places a map names at most, in the order of the table."""

RING_BEARINGS = (45.0, 140.0, 320.0, 225.0)

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@chart
def stated_distances(table: pd.DataFrame, *, source: str) -> ChartFigure:
    """Each stated distance with its bound, and the measured one below it, in km and miles.

    Input: the output of tables.places.against_measured; source, the line for the footer.
    Output: the figure places-distances; its rows are the table.
    """
    pairs = _pairs(table)
    groups = [(name, [label for label, *_ in _lines(part)]) for name, part in pairs]
    slots = rows.stack(groups)
    fig, ax = frame(
        "places-distances",
        _title_distances(table),
        "Kilometres below, miles above; measured is the geodesic between the points of the"
        " gazetteer, and a point stands for a whole town",
        source,
        rows=pd.concat([table.iloc[:0], *(part for _, part in pairs)], ignore_index=True),
        alt=_alt_distances(table),
        height=rows.height(slots, extra=76),
    )
    rows.write(ax, slots)
    _distance_axes(ax, table)
    texts = []
    lines = [line for _, part in pairs for line in _lines(part)]
    for slot, (_, cells, origin, words) in zip(rows.rows(slots), lines, strict=True):
        value, lower, upper, bound = cells
        mark = marks.bounded(
            ax,
            slot.at,
            value=value,
            lower=lower,
            upper=upper,
            bound=bound,
            look=look("source", origin),
        )
        ends = [end for end in (mark.start, mark.end) if end is not None]
        if ends:
            texts.append(marks.Label(max(ends), slot.at, words))
    marks.labels(ax, texts, sides=("right", "left", "above", "below"))
    return fig


@chart
def surroundings(places: pd.DataFrame, distances: pd.DataFrame, *, source: str) -> ChartFigure:
    """The centre and its surroundings, with a ring at each distance stated from it.

    Azimuthal equidistant, centred on the centre: distances from it are true to scale. Where
    some rings are too small to see, a second panel shows them larger.

    Input: the outputs of tables.places.from_centre and tables.places.against_measured; source,
        the line for the footer.
    Output: the figure places-surroundings; its rows are the places and the rings drawn.
    """
    centre = _centre(places)
    stated = _from_here(distances, centre)
    reach = _reach(stated)
    near = places[places["distance_km"] <= reach]
    beyond = places[places["distance_km"] > reach]
    name = str(centre["name"]) if centre is not None else "the centre"
    fig, ax = frame(
        "places-surroundings",
        _title_surroundings(stated, name, centre),
        _subtitle_surroundings(beyond, name),
        source,
        rows=_drawn(near, stated),
        alt=_alt_surroundings(near, beyond, stated, name),
        height=430,
    )
    if centre is None or stated.empty:
        _empty(ax, "No distance is stated from a centre with coordinates")
        return fig
    small = stated[stated["ring_km"] < CLOSE * stated["ring_km"].max()]
    large = stated.drop(index=small.index)
    if small.empty:
        _panel(ax, near, large, centre, reach)
        return fig
    ax.remove()
    wide, close = fig.subplots(1, 2, width_ratios=(3, 2))
    inner = float(small["ring_km"].max()) * 1.6
    inside = near["distance_km"] <= inner
    # What the second panel shows is not crowded into the first; the centre stands in both.
    _panel(wide, near[~inside | near["is_centre"]], large, centre, reach, square=inner)
    _panel(close, near[inside], small, centre, inner)
    close.set_title("The square in the middle, larger", fontsize=px(TICK), fontweight="normal")
    return fig


@chart
def overview(table: pd.DataFrame, *, centre: str | None, source: str) -> ChartFigure:
    """A map of every place with coordinates, with borders and rivers where there are any.

    Input: the output of tables.places.gazetteer; centre, the place_id to be set in bold;
        source, the line for the footer.
    Output: the figure places-map; its rows are the places drawn.
    """
    located = table[table["located"]].reset_index(drop=True)
    fig, ax = frame(
        "places-map",
        _title_map(table),
        _subtitle_map(table),
        source,
        rows=located,
        alt=_alt_map(table),
        height=430,
    )
    if located.empty:
        _empty(ax, "No place has coordinates")
        return fig
    lats = located["latitude"].to_numpy(dtype=float)
    lons = located["longitude"].to_numpy(dtype=float)
    middle = (float(lats.min() + lats.max()) / 2, float(lons.min() + lons.max()) / 2)
    projection = geo.azimuthal(*middle)
    x, y = projection.forward(lats, lons)
    view = _view(x, y)
    lines = _lines_of_base_map(ax, projection, view)
    texts = []
    for row, at_x, at_y in zip(located.to_dict("records"), x, y, strict=True):
        _point(ax, float(at_x), float(at_y), str(row["kind"]))
        texts.append(
            marks.Label(float(at_x), float(at_y), str(row["name"]), bold=row["place_id"] == centre)
        )
    _bare(ax, view)
    _scale_bar(ax, view)
    kinds = dict.fromkeys(located["kind"].astype(str))
    looks = [look("place_kind", kind) for kind in kinds]
    legend.place(ax, [legend.mark(one.label, one.colour, one.marker) for one in looks])
    _write(ax, texts)
    _country_names(ax, projection, view, [*lines, np.column_stack([x, y])])
    return fig


# ------------------------------------------------------------------------------ distances


Cells = tuple[float | None, float | None, float | None, str]
Line = tuple[str, Cells, str, str]


def _pairs(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The stated distances by the two places that they join, in reading order."""
    heads = [_pair(row) for row in table.to_dict("records")]
    names = list(dict.fromkeys(heads))
    kept = pd.Series(heads, index=table.index, dtype="string")
    return [(name, table[kept == name]) for name in names]


def _pair(row: Row) -> str:
    start = str(row["from_name"]) or "a place not named"
    return (
        f"{row['to_name']} from {start}" if row["to_name"] else f"From {start}, to no named place"
    )


def _lines(part: pd.DataFrame) -> list[Line]:
    """The rows of one pair: each stated distance, then the measured one if there is one."""
    found: list[Line] = []
    for row in part.to_dict("records"):
        cells = (_cell(row["value_km"]), _cell(row["lower_km"]), _cell(row["upper_km"]))
        label = f"{row['source']}, paragraph {row['paragraph']}"
        found.append((label, (*cells, str(row["bound"])), "article", _both(row)))
    measured = part.iloc[0] if len(part) else None
    if measured is not None and not pd.isna(measured["measured_km"]):
        km = float(measured["measured_km"])
        found.append(
            ("measured", (km, km, km, "exact"), "reference", _measured(measured.to_dict()))
        )
    return found


def _both(row: Row) -> str:
    """A stated distance in its own unit, and in the other one behind it."""
    own, other = ("kilometres", "miles") if row["unit"] == "km" else ("miles", "kilometres")
    return f"{row[own]} ({row[other]})"


def _measured(row: Row) -> str:
    return f"{row['measured_km']:.1f} km ({row['measured_miles']:.1f} miles)"


def _cell(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(str(cell))


def _distance_axes(ax: Axes, table: pd.DataFrame) -> None:
    """Kilometres below, miles above, from nought to beyond the largest number."""
    columns = table[["value_km", "lower_km", "upper_km", "measured_km"]]
    highest = columns.max(axis=1).max()
    if pd.isna(highest):
        ax.set_xticks([])
        return
    ax.set_xlim(0, float(highest) * 1.6)
    ax.xaxis.set_major_locator(_round_ticks())
    ax.set_xlabel("kilometres", fontsize=px(SMALL), color=theme().muted, loc="left")
    above = ax.secondary_xaxis("top", functions=(_to_miles, _to_km))
    # Ticks beyond the end of the axis would be laid out without being seen.
    end = ax.get_xlim()[1] / KM_PER_MILE
    ticks = [tick for tick in _round_ticks().tick_values(0, end) if tick < end * 0.97]
    above.xaxis.set_major_locator(FixedLocator(ticks))
    above.set_xlabel("miles", fontsize=px(SMALL), color=theme().muted, loc="left")
    above.spines["top"].set_visible(False)


def _round_ticks() -> MaxNLocator:
    return MaxNLocator(nbins=6, steps=[1, 2, 5, 10])


def _to_miles(km: Any) -> Any:
    return km / KM_PER_MILE


def _to_km(miles: Any) -> Any:
    return miles * KM_PER_MILE


def _title_distances(table: pd.DataFrame) -> str:
    if table.empty:
        return "The article states no distance"
    measured = table[table["measured_km"].notna()]
    if measured.empty:
        one = len(table) == 1
        return (
            f"{'The one' if one else 'None of the'} stated {'distance' if one else 'distances'} can"
            + ("not be measured" if one else " be measured")
        )
    gaps = measured.assign(gap=measured["difference_km"].abs().fillna(0))
    row = gaps.sort_values("gap", ascending=False, kind="stable").iloc[0].to_dict()
    return (
        f"{row['to_name']} is said to lie {row['surface']} from {row['from_name']};"
        f" measured it is {_in_unit(row)}"
    )


def _in_unit(row: Row) -> str:
    """The measured distance in the unit in which the article states it."""
    if row["unit"] == "mile":
        return f"{row['measured_miles']:.1f} miles"
    return f"{row['measured_km']:.1f} km"


def _alt_distances(table: pd.DataFrame) -> str:
    if table.empty:
        return "Chart of distances; the article states none."
    parts = []
    for name, part in _pairs(table):
        told = [f"{label}, {words}" for label, _, _, words in _lines(part)]
        parts.append(f"{name}: {'; '.join(told)}.")
    return f"Chart of stated and measured distances. {_title_distances(table)}. {' '.join(parts)}"


# --------------------------------------------------------------------------- surroundings


def _centre(places: pd.DataFrame) -> pd.Series | None:
    found = places[places["is_centre"]]
    return None if found.empty else found.iloc[0]


def _from_here(distances: pd.DataFrame, centre: pd.Series | None) -> pd.DataFrame:
    """The distances stated from the centre that name a number, with the ring that stands for it."""
    here = distances["from_place"] == (None if centre is None else centre["place_id"])
    ring = distances["value_km"].fillna(distances["upper_km"]).fillna(distances["lower_km"])
    table = distances.assign(ring_km=ring)
    return table[here.fillna(False).astype(bool) & ring.notna()]


def _reach(stated: pd.DataFrame) -> float:
    """How far the picture reaches, in km: a little beyond all rings and all measured ends."""
    if stated.empty:
        return 0.0
    ends = stated[["ring_km", "measured_km"]].max(axis=1)
    return float(ends.max()) * 1.25


def _panel(
    ax: Axes,
    near: pd.DataFrame,
    stated: pd.DataFrame,
    centre: pd.Series,
    reach: float,
    *,
    square: float = 0.0,
) -> None:
    """One map: base, rings, and the places; square is half the side of what is shown larger."""
    if square:
        side = 2 * square
        ax.add_patch(
            Rectangle((-square, -square), side, side, edgecolor=theme().muted, linewidth=px(1))
        )
        ax.patches[-1].set(fill=False, zorder=2)
    view = (-reach, reach, -reach, reach)
    if reach >= COARSE:
        projection = geo.azimuthal(float(centre["latitude"]), float(centre["longitude"]))
        _lines_of_base_map(ax, projection, view)
    _rings(ax, stated, reach)
    drawn = _said_here(ax, near, stated)
    texts = []
    for row in near.to_dict("records"):
        here = bool(row["is_centre"])
        _point(ax, float(row["x_km"]), float(row["y_km"]), str(row["kind"]))
        words = str(row["name"]) if here else f"{row['name']}, {row['distance_km']:.1f} km"
        texts.append(marks.Label(float(row["x_km"]), float(row["y_km"]), words, bold=here))
    _bare(ax, view)
    _scale_bar(ax, view)
    _write(ax, texts, avoid=drawn)


def _rings(ax: Axes, stated: pd.DataFrame, reach: float) -> None:
    """A ring per stated distance, its words in a direction where they are clear of the others.

    Where the rings lie too close for that, some stay without words; the rows name them all.
    """
    spots: list[tuple[float, float]] = []
    unique = stated.drop_duplicates(["ring_km", "bound"]).sort_values("ring_km", kind="stable")
    for row in unique.to_dict("records"):
        km = float(row["ring_km"])
        free = (
            (angle, (km / reach * sin(radians(angle)), km / reach * cos(radians(angle))))
            for angle in RING_BEARINGS
        )
        clear = [(angle, spot) for angle, spot in free if all(_apart(spot, one) for one in spots)]
        angle, spot = clear[0] if clear else (RING_BEARINGS[0], None)
        marks.rings(ax, [(km, str(row["surface"]) if spot else "")], bearing=angle)
        spots += [spot] if spot else []


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether words of common length, centred on two spots, keep clear of each other."""
    return abs(one[0] - other[0]) > 0.6 or abs(one[1] - other[1]) > 0.14


def _drawn(near: pd.DataFrame, stated: pd.DataFrame) -> pd.DataFrame:
    """The rows behind the map of surroundings: places and rings, each with its ids."""
    columns = ["place_id", "paragraph", "name", "distance_km", "distance_miles", "compass"]
    rings = stated[["figure_id", "claim_id", "paragraph", "surface", "miles", "kilometres"]]
    drawn = [
        near[columns].assign(drawn_as="place"),
        rings.assign(drawn_as="ring", distance_km=stated["ring_km"]),
    ]
    order = ["drawn_as", *columns, "figure_id", "claim_id", "surface", "miles", "kilometres"]
    kept = [part for part in drawn if len(part)]
    table = pd.concat(kept, ignore_index=True) if kept else near[columns]
    return table.reindex(columns=order)


def _said_here(ax: Axes, near: pd.DataFrame, stated: pd.DataFrame) -> list[Artist]:
    """A line from where the words put a place, in its own direction, to where it lies."""
    ends = {str(row["place_id"]): row for row in near.to_dict("records")}
    drawn: list[Artist] = []
    for row in stated.to_dict("records"):
        end = ends.get(str(row["to_place"]))
        if end is None or not end["distance_km"]:
            continue
        share = float(row["ring_km"]) / float(end["distance_km"])
        x, y = float(end["x_km"]), float(end["y_km"])
        ink, ground = theme().ink, theme().ground
        drawn += ax.plot([x * share, x], [y * share, y], color=ink, linewidth=px(1.4), zorder=3)
        (hollow,) = ax.plot([x * share], [y * share], "o", color=ink, zorder=4)
        hollow.set(markersize=px(8), markerfacecolor=ground)
        drawn.append(hollow)
    return drawn


def _title_surroundings(stated: pd.DataFrame, name: str, centre: pd.Series | None) -> str:
    if centre is None or stated.empty:
        return "No distance is stated from a centre with coordinates"
    words = stated.sort_values("ring_km", kind="stable")["surface"]
    if len(stated["ring_km"].unique()) == 1:
        return f"The article speaks of {words.iloc[0]} from {name}"
    return f"From {words.iloc[0]} to {words.iloc[-1]}: what is said of distances from {name}"


def _subtitle_surroundings(beyond: pd.DataFrame, name: str) -> str:
    text = (
        f"Rings at the stated distances from the gazetteer's point of {name}; hollow: where the"
        " words put a place, filled: where it lies. Azimuthal equidistant projection"
    )
    if len(beyond):
        told = [f"{row['name']} ({row['distance_km']:.0f} km)" for row in beyond.to_dict("records")]
        text += f". Outside the picture: {listed(told)}"
    return text


def _alt_surroundings(
    near: pd.DataFrame, beyond: pd.DataFrame, stated: pd.DataFrame, name: str
) -> str:
    if stated.empty:
        return "Map of surroundings; no distance is stated from a centre with coordinates."
    rings = listed(list(dict.fromkeys(_both(row) for row in stated.to_dict("records"))))
    text = f"Map centred on {name}, with rings at {rings}."
    others = near[~near["is_centre"]]
    if len(others):
        told = [
            f"{row['name']}, {row['distance_km']:.1f} km {row['compass']}"
            for row in others.to_dict("records")
        ]
        text += f" Measured from its point: {'; '.join(told)}."
    for row in stated[stated["measured_km"].notna()].to_dict("records"):
        text += f" {row['to_name']} is said to lie {_both(row)} away; measured: {_measured(row)}."
    if len(beyond):
        text += f" Outside the picture: {listed([str(n) for n in beyond['name']])}."
    return text


# ------------------------------------------------------------------------------------ maps


View = tuple[float, float, float, float]


def _view(x: Numbers, y: Numbers) -> View:
    """The window around all points, with air around it; never a point, never a sliver."""
    width, height = float(np.ptp(x)), float(np.ptp(y))
    air = max(width, height, 20.0) * 0.22
    # Neither wider than the page nor a column: the shorter side is filled up.
    across, up = width / 2 + air, height / 2 + air
    across, up = max(across, up * 1.25), max(up, across / 1.7)
    middle_x, middle_y = float(x.min() + x.max()) / 2, float(y.min() + y.max()) / 2
    return (middle_x - across, middle_x + across, middle_y - up, middle_y + up)


def _lines_of_base_map(ax: Axes, projection: geo.Projection, view: View) -> list[Numbers]:
    """Draw borders, lakes and rivers as far as there are any, and hand back what is in view."""
    drawn: list[Numbers] = []
    known = geo.base_map_names()
    water = theme().hues["blue"]
    for layer, colour, alpha in (
        ("countries", theme().faint, 1.0),
        ("rivers", water, 0.45),
        ("lakes", water, 0.45),
    ):
        for feature in geo.base_map(layer) if layer in known else ():
            parts = [_projected(projection, line) for line in feature.lines]
            for part in (part for part in parts if _touches(part, view)):
                ax.plot(
                    part[:, 0], part[:, 1], color=colour, linewidth=px(1.1), alpha=alpha, zorder=1
                )
                drawn.append(_dense(part, view))
    return drawn


def _country_names(
    ax: Axes, projection: geo.Projection, view: View, taken: Sequence[Numbers]
) -> None:
    """Write the name of each country in view where nothing else is, if there is such a place."""
    if "countries" not in geo.base_map_names():
        return
    figure = ax.get_figure(root=True)
    if isinstance(figure, ChartFigure):
        settle(figure)
    box = ax.get_window_extent()
    per_px = (view[1] - view[0]) / box.width
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text().strip()]
    corners = [
        ax.transData.inverted().transform(
            np.array([[x, y] for x in (b.x0, b.x1) for y in (b.y0, b.y1)])
        )
        for b in boxes
    ]
    obstacles = np.concatenate([*taken, *corners])
    for feature in geo.base_map("countries"):
        parts = [_projected(projection, line) for line in feature.lines]
        seen = [part for part in parts if _touches(part, view)]
        if not feature.name or not seen:
            continue
        half = (text_width(feature.name, SMALL) / 2 + 5) * per_px
        spot = _free(seen, view, obstacles, half, SMALL * per_px)
        if spot is not None:
            ax.text(
                *spot,
                feature.name,
                fontsize=px(SMALL),
                color=theme().muted,
                horizontalalignment="center",
                verticalalignment="center",
            )


def _projected(projection: geo.Projection, line: Sequence[tuple[float, float]]) -> Numbers:
    points = np.asarray(line, dtype=float)
    x, y = projection.forward(points[:, 1], points[:, 0])
    return np.column_stack([x, y])


def _touches(part: Numbers, view: View) -> bool:
    low_x, high_x, low_y, high_y = view
    return bool(
        part[:, 0].max() >= low_x
        and part[:, 0].min() <= high_x
        and part[:, 1].max() >= low_y
        and part[:, 1].min() <= high_y
    )


def _grid(view: View, steps: int = 24) -> Numbers:
    low_x, high_x, low_y, high_y = view
    x, y = np.meshgrid(
        np.linspace(low_x, high_x, steps + 2)[1:-1], np.linspace(low_y, high_y, steps + 2)[1:-1]
    )
    return np.column_stack([x.ravel(), y.ravel()])


def _free(
    parts: Sequence[Numbers], view: View, obstacles: Numbers, half: float, high: float
) -> tuple[float, float] | None:
    """The point of a country in view with the most room for a name around it."""
    points = _grid(view, 36)
    held = np.zeros(len(points), dtype=bool)
    for part in parts:
        held ^= Path(part).contains_points(points)
    low_x, high_x, low_y, high_y = view
    held &= (points[:, 0] - low_x > half) & (high_x - points[:, 0] > half)
    held &= (points[:, 1] - low_y > high) & (high_y - points[:, 1] > high)
    if not held.any():
        return None
    points = points[held]
    away = np.abs(points[:, None, :] - obstacles[None, :, :])
    # A name is wide and low: so many half-widths away along, so many heights across.
    room = np.min(np.maximum(away[:, :, 0] / half, away[:, :, 1] / high), axis=1)
    best = int(np.argmax(room))
    return (float(points[best, 0]), float(points[best, 1])) if room[best] > 1 else None


def _dense(part: Numbers, view: View) -> Numbers:
    """A line with points added, so that no gap between two of them is wide enough for a name."""
    step = (view[1] - view[0]) / 150
    pieces = [
        np.linspace(start, end, max(2, int(np.hypot(*(end - start)) / step) + 1))
        for start, end in pairwise(part)
    ]
    return np.concatenate(pieces) if pieces else part


def _write(ax: Axes, texts: Sequence[marks.Label], avoid: Sequence[Artist] = ()) -> None:
    """Write labels with a rim of the ground's colour, so that lines do not strike them through.

    Where places crowd, those that come later stay without a name; the rows name them all.
    """
    before = [text for text in ax.texts if text.get_text().strip()]
    placed = marks.labels(ax, texts[:NAMES], avoid=avoid)
    # Measured only now: before, the layout was not final.
    taken = [text.get_window_extent() for text in before]
    for label in placed:
        box = label.artist.get_window_extent()
        if any(overlap(box, other) for other in taken):
            label.artist.set_visible(False)
            continue
        taken.append(box)
        rim = withStroke(linewidth=px(3), foreground=theme().ground)
        label.artist.set_path_effects([rim])


def _point(ax: Axes, x: float, y: float, kind: str) -> None:
    one = look("place_kind", kind)
    ax.plot(
        [x], [y], marker=one.marker, markersize=px(8), color=one.colour, linestyle="none", zorder=5
    )


def _bare(ax: Axes, view: View) -> None:
    """A map's axes: the window, one scale in both directions, and no ticks."""
    ax.set_xlim(view[0], view[1])
    ax.set_ylim(view[2], view[3])
    ax.set_aspect("equal")
    ax.grid(visible=False)
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(True)
        spine.set_color(theme().grid)


def _scale_bar(ax: Axes, view: View) -> None:
    """A bar of a round length in km, at the lower left."""
    width, height = view[1] - view[0], view[3] - view[2]
    length = next(step for step in _round_lengths() if step >= width / 8)
    x, y = view[0] + width * 0.03, view[2] + height * 0.035
    (bar,) = ax.plot([x, x + length], [y, y], color=theme().ink, linewidth=px(2), zorder=3)
    bar.set_solid_capstyle("butt")
    words = ax.text(
        x,
        y + height * 0.012,
        f"{length:g} km",
        fontsize=px(SMALL),
        color=theme().muted,
        verticalalignment="bottom",
    )
    for artist in (bar, words):
        artist.set_path_effects([withStroke(linewidth=px(5), foreground=theme().ground)])


def _round_lengths() -> Iterator[float]:
    """1, 2, 5, 10, 20, 50 ... and the tenths below."""
    scale = 0.1
    while True:
        yield from (scale, scale * 2, scale * 5)
        scale *= 10


def _empty(ax: Axes, words: str) -> None:
    """Say in the plot itself that there is nothing to draw."""
    ax.set_axis_off()
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.text(0, 0.9, f"{words}.", fontsize=px(SMALL), color=theme().muted)


def _title_map(table: pd.DataFrame) -> str:
    total, located = len(table), int(table["located"].sum())
    if total == 0:
        return "The article names no places"
    if located == total:
        return f"{capital(counted(total, 'place'))}, {'with' if total == 1 else 'all with'} coordinates"
    verb = "has" if located == 1 else "have"
    return (
        f"{capital(in_words(located)) if located else 'None'} of the {in_words(total)}"
        f" {'place' if total == 1 else 'places'} {verb} a point on the map"
    )


def _subtitle_map(table: pd.DataFrame) -> str:
    lacking = table[~table["located"]]
    text = "Places of the article with coordinates. Azimuthal equidistant projection"
    if lacking.empty:
        return text
    names = [str(name) for name in lacking["name"]]
    shown = names if len(names) <= 8 else [*names[:7], f"{len(names) - 7} more"]
    return f"{text}. Without a point: {listed(shown)}"


def _alt_map(table: pd.DataFrame) -> str:
    located = table[table["located"]]
    if located.empty:
        return f"Map of the places. {_title_map(table)}."
    told = [
        f"{row['name']} ({row['kind']}, {row['latitude']:.2f}, {row['longitude']:.2f})"
        for row in located.to_dict("records")
    ]
    text = f"Map of the places, latitude and longitude in degrees. {_title_map(table)}: "
    text += f"{'; '.join(told)}."
    lacking = table.loc[~table["located"], "name"]
    return text + (
        f" Without a point: {listed([str(name) for name in lacking])}." if len(lacking) else ""
    )
