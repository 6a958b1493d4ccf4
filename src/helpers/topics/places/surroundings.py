"""The surroundings of a centre: rings at the distances that are stated, and what lies there."""

from collections.abc import Mapping, Sequence
from math import cos, radians, sin
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from helpers.charts.figure import ChartFigure, chart, frame, settle
from helpers.charts.map_names import name_rivers
from helpers.charts.map_plot import LEADING, MapPlot, Name
from helpers.charts.measured_text import text_width
from helpers.charts.natural_earth import Box
from helpers.charts.sizes import px, size
from helpers.charts.style import DASHED, SMALL, SOLID, TICK, theme
from helpers.story.credits import Sources, publisher_name
from helpers.topics.places.distances import both_units, expect_distances, own_unit
from helpers.topics.places.map import clipped, expect_places, say_empty
from helpers.topics.places.stated import limit_km
from helpers.values import geodesy
from helpers.values.english import capital, counted, listed, sentences
from helpers.values.records import records

STATED = ("article", "reference", "party")
"""Who states a distance; the source of a claim once more, and a measure, have no ring."""

CLOSE = 0.15
"""Rings smaller than this share of the largest are drawn again, larger, in a panel of their own."""

AIR = 1.12
"""How far the picture reaches beyond the largest ring, in its radii."""

CLOSER = 1.5
"""The same for the panel that is drawn larger."""

WIDE, NARROW = (3.0, 2.0), (1.0, 0.8)
"""How the two panels share the width, or where it is narrow the height."""

SHAPE, SHAPE_NARROW = 1.7, 1.0
"""Width of the picture by the height of its first panel, where the size lets it grow."""

HEADING = 26.0
"""Px that the heading of the second panel takes up."""

LEAST, LEAST_NARROW = 250.0, 420.0
LISTED = 8

NO_CENTRE = "No centre with coordinates is set: [places] centre in article.toml"

# Bearings at which the words of a ring are tried, in degrees clockwise from north.
BEARINGS = (45, 135, 315, 225, 90, 20, 160, 340, 200, 270, 0, 180, 60, 120, 300, 240)


@chart
def draw_surroundings(
    places: pd.DataFrame, distances: pd.DataFrame, *, source: str | Sources
) -> ChartFigure:
    """The centre and its surroundings, with a ring at each distance stated from it.

    Azimuthal equidistant, centred on the centre: distances from it are true to scale. There is a
    ring for every number that the article gives, or an independent source gives against it, as
    far as it counts from the centre. Where some rings are too small to see, a second panel shows
    them larger.

    Input: the outputs of topics.places.tables.from_centre and topics.places.stated.every_distance; source,
        the line for the footer.
    Output: the figure places-surroundings; its rows are the places and the rings drawn.
    Raises: ChartError naming row and column of what no map can be drawn of.
    """
    expect_places(
        places,
        filled=("distance_km", "distance_miles", "x_km", "y_km", "is_centre"),
        blank=("paragraph", "compass"),
        signed=("x_km", "y_km"),
    )
    expect_distances(distances)
    centre = _centre(places)
    rings = ringed(distances, places)
    reach = _reach(rings, places)
    near, beyond = places[places["distance_km"] <= reach], places[places["distance_km"] > reach]
    name = centre.name if centre is not None else "the centre"
    small = rings[rings["ring_km"] < CLOSE * rings["ring_km"].max()]
    first = size().inner / (SHAPE_NARROW if size().narrow else SHAPE)
    below = size().narrow and not small.empty
    fig, ax = frame(
        "places-surroundings",
        _title(rings, near, name),
        _subtitle(rings, beyond, name),
        source,
        rows=_drawn(near, rings),
        alt=_alt(near, beyond, rings, name),
        height=first * sum(NARROW) + HEADING if below else first,
        least=LEAST_NARROW if below else LEAST,
    )
    if centre is None or rings.empty:
        say_empty(ax, _title(rings, near, name))
        return fig
    if small.empty:
        ax.set(xticks=[], yticks=[])
        settle(fig)
        _panel(ax, near, rings, centre, reach)
        return fig
    ax.remove()
    _two_panels(fig, near, rings, small, centre)
    return fig


def _two_panels(
    fig: ChartFigure, near: pd.DataFrame, rings: pd.DataFrame, small: pd.DataFrame, centre: Any
) -> None:
    """The whole, and beside it or below it what lies in its middle, larger."""
    inner = float(small["ring_km"].max()) * CLOSER
    whole, close = (
        fig.subplots(2, 1, height_ratios=NARROW)
        if size().narrow
        else fig.subplots(1, 2, width_ratios=WIDE)
    )
    title = f"The square around {clipped(centre.name)}, larger"
    if text_width(title, TICK, bold=True) > close.get_window_extent().width:
        title = "The square, larger"
    close.set_title(title, fontsize=px(TICK))
    whole.set(xticks=[], yticks=[])
    close.set(xticks=[], yticks=[])
    settle(fig)
    inside = near["distance_km"] <= inner
    # What the second panel shows is not crowded into the first; the centre stands in both.
    outside, large = near[~inside | near["is_centre"]], rings.drop(index=small.index)
    _panel(whole, outside, large, centre, _reach(rings, near), square=inner)
    _panel(close, near[inside], small, centre, inner)


# ------------------------------------------------------------------------------ what is drawn


def _centre(places: pd.DataFrame) -> Any:
    """The row of the centre; None without one."""
    return next(records(places[places["is_centre"]]), None)


def ringed(distances: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The distances that are stated from the centre, by whomever, and so have a ring on the map.

    Input: as `surroundings`. Output: rows of the distances, with ring_km, the smallest first.
    """
    centre = _centre(places)
    ring = limit_km(distances)
    here = distances["from_place"] == ("" if centre is None else centre.place_id)
    kept = here & distances["given_by"].isin(STATED) & ~distances["from_edge"]
    kept = kept.fillna(value=False) & ring.notna()
    table = distances.assign(ring_km=ring)[kept]
    return table[table["ring_km"] > 0].sort_values("ring_km", kind="stable")


def _reach(rings: pd.DataFrame, places: pd.DataFrame) -> float:
    """How far the picture reaches, in km: a little beyond all rings and all that they speak of."""
    if rings.empty:
        return 0.0
    spoken_of = places["place_id"].isin(rings["to_place"].dropna())
    ends = [*rings["ring_km"], *places.loc[spoken_of, "distance_km"]]
    return float(max(ends)) * AIR


def _drawn(near: pd.DataFrame, rings: pd.DataFrame) -> pd.DataFrame:
    """The rows behind the picture: places and rings, each with its ids."""
    place = ["place_id", "paragraph", "name", "distance_km", "distance_miles", "compass"]
    ids = ["figure_ids", "claim_ids", "check_ids", "ref_ids"]
    ring = ["who", "bound", "miles", "kilometres", *ids]
    circles = rings[ring].assign(drawn_as="ring", distance_km=rings["ring_km"])
    kept = [part for part in (near[place].assign(drawn_as="place"), circles) if len(part)]
    table = pd.concat(kept, ignore_index=True) if kept else near[place]
    return table.reindex(columns=["drawn_as", *place, *ring])


def _panel(
    ax: Axes,
    near: pd.DataFrame,
    rings: pd.DataFrame,
    centre: Any,
    reach: float,
    *,
    square: float = 0.0,
) -> None:
    """One map: base map, rings, places; square = half the side of what is shown larger."""
    plot = MapPlot(ax, geodesy.azimuthal(centre.latitude, centre.longitude))
    corner = np.array([-reach, reach])
    plot.show(corner, corner, air=0.0, least=0.0)
    ax.set_aspect("equal")
    base = plot.draw_base_map()
    if square:
        edge = Rectangle((-square, -square), 2 * square, 2 * square, fill=False, zorder=2)
        edge.set(edgecolor=theme().muted, linewidth=px(1))
        ax.add_patch(edge)
        plot.room.take(plot.box_of(-square, -square, square, square))
    for row in records(near):
        plot.place(row.x_km, row.y_km, row.kind)
    said = _said_here(plot, near, rings)
    circles = _circles(plot, rings)
    plot.scale_bar()
    order = near.sort_values("is_centre", ascending=False, kind="stable")
    nameless = plot.name(_named(row, said) for row in records(order))
    for words, km in circles:
        _ring_name(plot, words, km)
    if nameless:
        plot.note(f"{capital(counted(len(nameless), 'place'))} without a name here")
    name_rivers(plot, base["rivers"])


def _named(row: Any, said: Mapping[str, Sequence[Any]]) -> Name:
    """The name of a place, with how far it is said to be, and how far it is."""
    x, y = row.x_km, row.y_km
    if row.is_centre:
        return Name(x, y, row.name, bold=True)
    name, stated = clipped(row.name), said.get(row.place_id)
    if not stated:
        return Name(x, y, f"{name}, {row.distance_km:,.1f} km")
    # Compared in the unit in which it is said.
    miles = str(stated[0].unit) == "mile"
    measured = f"{row.distance_miles:.1f} miles" if miles else f"{row.distance_km:,.1f} km"
    words = listed([own_unit(one) for one in stated])
    return Name(x, y, f"{name}:\nsaid {words},\nmeasured {measured}")


def _circles(plot: MapPlot, rings: pd.DataFrame) -> list[tuple[str, float]]:
    """Draw the rings, a number solid, a limit dashed, an approximate one as a pale band."""
    drawn = []
    angles = np.linspace(0, 2 * np.pi, 90)
    for _, rows in rings.groupby(["ring_km", "bound"], sort=False):
        km, bound = float(rows["ring_km"].iloc[0]), rows["bound"].iloc[0]
        ring = Circle((0.0, 0.0), km, fill=False, edgecolor=theme().faint, zorder=2)
        ring.set(linestyle=SOLID if bound in ("exact", "about") else DASHED, linewidth=px(1))
        if bound == "about":
            ring.set(linewidth=px(9), alpha=0.35)
        plot.ax.add_patch(ring)
        line = np.column_stack([km * np.sin(angles), km * np.cos(angles)])
        plot.room.cross(plot.px_at(line))
        drawn.append((_ring_words(rows), km))
    return drawn


def _ring_words(rows: pd.DataFrame) -> str:
    """The number of a ring; and who gives it, where that is not the article."""
    words = own_unit(next(records(rows)))
    if (rows["given_by"] == "article").any():
        return words
    voices = dict.fromkeys(publisher_name(str(one)) for one in rows["who"])
    return f"{words}, {clipped(listed(list(voices)))}"


def _ring_name(plot: MapPlot, words: str, km: float) -> None:
    """Write the number of a ring on it, where nothing else is; the rows have those without room."""
    width, height = text_width(words, SMALL) + 4, SMALL * LEADING
    turns = [radians(bearing) for bearing in BEARINGS]
    middles = plot.px_at(np.array([(km * sin(turn), km * cos(turn)) for turn in turns]))
    places = [
        (order / 2, Box.around(x, y, width, height))
        for order, (x, y) in enumerate(middles.tolist())
    ]
    # Too near to another name it would read as a part of it.
    box = plot.room.best(places, air=(8, 2))
    if box is not None:
        plot.write(words, box, size=SMALL, colour=theme().muted)


def _said_here(plot: MapPlot, near: pd.DataFrame, rings: pd.DataFrame) -> dict[str, list[Any]]:
    """A line from where the words put a place, in its own direction, to where it lies.

    Output: the rows that say something of each such place, by place_id.
    """
    ends = {row.place_id: row for row in records(near)}
    said: dict[str, list[Any]] = {}
    for row in records(rings[rings["given_by"] == "article"]):
        key = row.to_place
        if key not in ends or not ends[key].distance_km:
            continue
        share = row.ring_km / ends[key].distance_km
        x, y = ends[key].x_km, ends[key].y_km
        ink = theme().ink
        plot.ax.plot([x * share, x], [y * share, y], color=ink, linewidth=px(1.4), zorder=3)
        (hollow,) = plot.ax.plot([x * share], [y * share], "o", color=ink, zorder=3.5)
        hollow.set(markersize=px(8), markerfacecolor=theme().ground)
        plot.keep_free(x * share, y * share)
        said.setdefault(key, []).append(row)
    return said


# ------------------------------------------------------------------------------ what it says


def _title(rings: pd.DataFrame, near: pd.DataFrame, name: str) -> str:
    if rings.empty:
        return f"No distance is stated from {name}" if len(near) else NO_CENTRE
    ordered = [*records(rings)]
    small, large = ordered[0], ordered[-1]
    first, last = own_unit(small), own_unit(large)
    if first == last:
        return f"The one distance stated from {name} is {first}"
    inside = near[~near["is_centre"] & (near["distance_km"] < large.ring_km)]
    if inside.empty:
        return f"From {first} to {last}: the distances stated from {name}"
    *_, far = records(inside.sort_values("distance_km", kind="stable"))
    start = f"{capital(last)} from {name} reaches past {far.name}"
    short = small.ring_km / far.distance_km
    if short < 1:
        return f"{start}, {first} {'falls far short of it' if short < 0.5 else 'does not'}"
    return start


def _subtitle(rings: pd.DataFrame, beyond: pd.DataFrame, name: str) -> str:
    bounds_ = set(rings["bound"])
    kinds = [
        words
        for words, held in (
            ("solid a number", bounds_ & {"exact"}),
            ("dashed a limit", bounds_ - {"exact", "about"}),
            ("a pale band about so far", bounds_ & {"about"}),
        )
        if held
    ]
    text = f"Rings at the stated distances from the point of {name}"
    text += "" if kinds in ([], ["solid a number"]) else f": {', '.join(kinds)}"
    text += ". Hollow: where the words put a place; filled: where it lies"
    if beyond.empty:
        return text
    told = [
        f"{clipped(row.name)} ({row.distance_km:,.0f} km)" for row in records(beyond.head(LISTED))
    ]
    more = [f"{len(beyond) - LISTED} more"] if len(beyond) > LISTED else []
    return f"{text}. Outside the picture: {listed([*told, *more])}"


def _alt(near: pd.DataFrame, beyond: pd.DataFrame, rings: pd.DataFrame, name: str) -> str:
    if rings.empty:
        return sentences("Map of surroundings without a ring", _title(rings, near, name))
    stated = [f"{both_units(row)} by {row.who}" for row in records(rings)]
    text = f"Map centred on {name}, with rings at {listed(list(dict.fromkeys(stated)))}."
    others = [*records(near[~near["is_centre"]])]
    if others:
        told = [f"{row.name}, {row.distance_km:,.1f} km {row.compass}" for row in others]
        text += f" Measured from its point: {'; '.join(told)}."
    known = {row.place_id: row for row in others}
    for row in records(rings[rings["given_by"] == "article"]):
        place = known.get(row.to_place)
        if place is not None:
            text += (
                f" {row.to_name} is said to lie {both_units(row)} away; measured:"
                f" {place.distance_km:,.1f} km ({place.distance_miles:.1f} miles)."
            )
    if len(beyond):
        text += f" Outside the picture: {listed([str(n) for n in beyond['name']])}."
    return text
