"""The map of every place that has coordinates, and what all maps ask of a table of places."""

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from helpers.charts import legend
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartError, ChartFigure, chart, frame, settle
from helpers.charts.map_names import name_countries, name_rivers
from helpers.charts.map_plot import MapPlot, Name
from helpers.charts.natural_earth import BASE_MAP_FROM, Points, true_to_scale
from helpers.charts.sizes import px, size
from helpers.charts.style import GROUPS, SMALL, look, theme
from helpers.story.credits import Sources
from helpers.values import geodesy
from helpers.values.english import capital, counted, in_words, listed
from helpers.values.records import records

COORDINATES = ("latitude", "longitude")

LONG = 60
"""Letters of a name that a subtitle takes."""


def expect_places(
    places: pd.DataFrame,
    filled: tuple[str, ...] = (),
    blank: tuple[str, ...] = (),
    signed: tuple[str, ...] = (),
) -> None:
    """Refuse places of which no map can be drawn.

    Input: place_id, name, kind, latitude, longitude (degrees; blank where located, if that is
    among filled, is false), and the other columns that the map reads, as in `Given`.
    Raises: ChartError naming row and column of a blank, an unknown kind, coordinates on no globe.
    """
    place = Given(
        "places",
        places,
        ("place_id", "name", "kind", *filled),
        (*COORDINATES, *blank),
        signed=(*COORDINATES, *signed),
        known={"kind": GROUPS["place_kind"]},
    )
    expect(place)
    located = places[places["located"]] if "located" in filled else places
    expect(Given("located places", located, COORDINATES, signed=COORDINATES))
    off = [
        f"places, row {at + 1} ({row['place_id']}), column {column}: {row[column]}, degrees from"
        f" -{limit} to {limit} are expected"
        for at, row in enumerate(places.to_dict("records"))
        for column, limit in (("latitude", 90), ("longitude", 180))
        if pd.notna(row[column]) and abs(float(row[column])) > limit
    ]
    if off:
        raise ChartError("\n".join(off))


def say_empty(ax: Axes, words: str) -> None:
    """Say in the plot itself that there is nothing to draw."""
    ax.set_axis_off()
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.text(0, 0.9, f"{words}.", fontsize=px(SMALL), color=theme().muted).set_in_layout(False)


def clipped(name: str) -> str:
    """A name of common length; the rows have it whole."""
    return name if len(name) <= LONG else f"{name[:LONG].rstrip()} …"


SHAPE, SHAPE_NARROW = 1.6, 1.0
"""Width of the map by its height, where the size lets it grow."""

KEY_LINE = 22.0
BORDERS = "Borders of 2018: Natural Earth"
"""What the base map shows, whenever a story happened: see data/geo/README.md."""

ALONE = 1.5 * BASE_MAP_FROM
"""Km across of the map of one point, by its shorter side."""

APART = BASE_MAP_FROM / 4
"""Km between places that can still be told apart on a map wide enough for a base map."""

NONE, ONE = "The one place can't be mapped", "The one place can be mapped"
LEAST = 220.0
LISTED = 8
"""So many places without a point are named; of more, one less and the count of the others."""


@chart
def draw_map(table: pd.DataFrame, *, centre: str | None, source: str | Sources) -> ChartFigure:
    """A map of every place with coordinates, with borders and rivers where there are any.

    A place that the article does not name, only a reference does, is hollow. Where places crowd,
    those that come later in the table stand without a name, and the map says how many.

    Input: the output of topics.places.tables.gazetteer; centre, the place_id to be set in bold;
        source, the line for the footer.
    Output: the figure places-map; its rows are the places drawn.
    Raises: ChartError naming row and column of what no map can be drawn of.
    """
    expect_places(table, filled=("located",), blank=("paragraph",))
    located = table[table["located"]].reset_index(drop=True)
    entries = _key(located)
    key = legend.lines(entries) * KEY_LINE if entries else 0.0
    fig, ax = frame(
        "places-map",
        _title(table, centre),
        _subtitle(table),
        source,
        rows=located,
        alt=_alt(table, _title(table, centre)),
        height=size().inner / (SHAPE_NARROW if size().narrow else SHAPE) + key,
        least=LEAST + key,
    )
    if located.empty:
        say_empty(ax, "No place has coordinates")
        return fig
    legend.place(ax, entries)
    ax.set(xticks=[], yticks=[])
    settle(fig)
    _draw(ax, located, centre)
    return fig


def _draw(ax: Axes, located: pd.DataFrame, centre: str | None) -> None:
    """The base map, the marks, and then the names in the order of how much they matter."""
    lats, lons = (located[column].to_numpy(dtype=float) for column in ("latitude", "longitude"))
    projection = geodesy.around(lats, lons)
    x, y = projection.forward(lats, lons)
    plot = MapPlot(ax, projection)
    _open(plot, x, y)
    base = plot.draw_base_map()
    names = []
    for row, at_x, at_y in zip(records(located), x.tolist(), y.tolist(), strict=True):
        plot.place(at_x, at_y, str(row.kind), hollow=bool(pd.isna(row.paragraph)))
        names.append(Name(at_x, at_y, str(row.name), bold=row.place_id == centre))
    plot.scale_bar()
    plot.poles()
    nameless = plot.name(sorted(names, key=lambda one: not one.bold))
    notes = [f"{capital(counted(len(nameless), 'place'))} without a name on the map"]
    if base["countries"]:
        notes.append(BORDERS)
    if said := ". ".join(notes if nameless else notes[1:]):
        plot.note(said)
    name_rivers(plot, base["rivers"])
    name_countries(plot, base["countries"])


def _open(plot: MapPlot, x: Points, y: Points) -> None:
    """Open the map around its places; wider where that brings a base map, and they stay apart."""
    spread = float(max(np.ptp(x), np.ptp(y)))
    plot.show(x, y)
    if not spread:
        plot.show(x, y, air=0.5, least=ALONE)
    elif spread >= APART and not true_to_scale(min(plot.window.width, plot.window.height)):
        plot.show(x, y, air=BASE_MAP_FROM / 2 / spread)


def _key(located: pd.DataFrame) -> list[Artist]:
    looks = [look("place_kind", kind) for kind in dict.fromkeys(located["kind"].astype(str))]
    entries = [legend.mark(one.label, one.colour, one.marker) for one in looks]
    if located["paragraph"].isna().any():
        entries.append(legend.mark("hollow: from references", theme().muted, "o", hollow=True))
    return entries


# ------------------------------------------------------------------------------ what it says


def _title(table: pd.DataFrame, centre: str | None) -> str:
    """How many places can be mapped, and how far the furthest is from the centre."""
    total, located = len(table), table[table["located"]]
    if total == 0:
        return "The article names no places"
    if located.empty:
        return f"None of the {in_words(total)} places can be mapped" if total > 1 else NONE
    start = f"{capital(in_words(len(located)))} of {counted(total, 'place')} can be mapped"
    if len(located) == total:
        start = f"All {in_words(total)} places can be mapped" if total > 1 else ONE
    added = int(located["paragraph"].isna().sum())
    if added:
        start += f", {in_words(added)} of them not in the article"
    here = located[located["place_id"] == centre].to_dict("records")
    if not here or len(located) < 2:
        return start
    km = [
        geodesy.distance_km(
            here[0]["latitude"], here[0]["longitude"], row["latitude"], row["longitude"]
        )
        for row in located.to_dict("records")
    ]
    far = located["name"].iloc[int(np.argmax(km))]
    return f"{start}; the furthest, {far}, lies {max(km):,.0f} km from {here[0]['name']}"


def _subtitle(table: pd.DataFrame) -> str:
    lacking = [str(name) for name in table.loc[~table["located"], "name"]]
    text = "Places with known coordinates, named in the article or added from references"
    if not lacking:
        return text
    more = [f"{len(lacking) - LISTED + 1} more"] if len(lacking) > LISTED else []
    shown = [*lacking[: LISTED - 1], *more] if more else lacking
    return f"{text}. Without a point: {listed([clipped(name) for name in shown])}"


def _alt(table: pd.DataFrame, title: str) -> str:
    located = table[table["located"]]
    if located.empty:
        return f"Map of the places. {title}."
    told = [
        f"{row['name']} ({row['kind']}, {row['latitude']:.2f}, {row['longitude']:.2f})"
        for row in located.to_dict("records")
    ]
    text = f"Map of the places, latitude and longitude in degrees. {title}: "
    text += f"{'; '.join(told)}."
    lacking = table.loc[~table["located"], "name"]
    if lacking.empty:
        return text
    return f"{text} Without a point: {listed([str(name) for name in lacking])}."
