"""The map of every place that has coordinates, on borders and rivers."""

import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from helpers.charts import base_map as ground
from helpers.charts import legend
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart, frame, settle
from helpers.charts.map_sheet import (
    COORDINATES,
    Name,
    Numbers,
    Sheet,
    clipped,
    empty,
    expect_places,
)
from helpers.charts.sizes import size
from helpers.charts.style import look, theme
from helpers.story.credits import Sources
from helpers.values import geodesy
from helpers.values.english import capital, counted, in_words, listed

SHAPE, SHAPE_NARROW = 1.6, 1.0
"""Width of the map by its height, where the size lets it grow."""

KEY_LINE = 22.0
NONE, ONE = "The one place can't be mapped", "The one place can be mapped"
LEAST = 220.0
LISTED = 8
"""So many places without a point are named; of more, one less and the count of the others."""


@chart
def draw_map(table: pd.DataFrame, *, centre: str | None, source: str | Sources) -> ChartFigure:
    """A map of every place with coordinates, with borders and rivers where there are any.

    A place that the article does not name, only a reference does, is hollow. Where places crowd,
    those that come later in the table stand without a name, and the map says how many.

    Input: the output of tables.places.gazetteer; centre, the place_id to be set in bold;
        source, the line for the footer.
    Output: the figure places-map; its rows are the places drawn.
    Raises: ChartError naming row and column of what no map can be drawn of.
    """
    expect_places(table, filled=("located",), blank=("paragraph",))
    located = table[table["located"]].reset_index(drop=True)
    expect(Given("located places", located, COORDINATES, signed=COORDINATES))
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
        empty(ax, "No place has coordinates")
        return fig
    legend.place(ax, entries)
    ax.set_xticks([])
    ax.set_yticks([])
    settle(fig)
    _draw(Sheet(ax), located, centre)
    return fig


def _draw(sheet: Sheet, located: pd.DataFrame, centre: str | None) -> None:
    """The ground, the marks, and then the names in the order of how much they matter."""
    projection, x, y = _project(located)
    sheet.show(x, y)
    base = ground.draw(sheet, projection)
    names = []
    for row, at_x, at_y in zip(located.to_dict("records"), x, y, strict=True):
        added = bool(pd.isna(row["paragraph"]))
        sheet.place(float(at_x), float(at_y), str(row["kind"]), hollow=added)
        here = row["place_id"] == centre
        names.append(Name(float(at_x), float(at_y), str(row["name"]), bold=here))
    sheet.scale_bar()
    nameless = sheet.name(sorted(names, key=lambda one: not one.bold))
    if nameless:
        sheet.note(f"{capital(counted(len(nameless), 'place'))} without a name on the map")
    ground.name_rivers(sheet, base.rivers)
    ground.name_countries(sheet, base.countries)


def _project(located: pd.DataFrame) -> tuple[geodesy.Projection, Numbers, Numbers]:
    """The projection around the middle of all places, and where they lie in it, in km."""
    lats = located["latitude"].to_numpy(dtype=float)
    lons = located["longitude"].to_numpy(dtype=float)
    middle = (float(lats.min() + lats.max()) / 2, float(lons.min() + lons.max()) / 2)
    projection = geodesy.azimuthal(*middle)
    x, y = projection.forward(lats, lons)
    return projection, np.asarray(x), np.asarray(y)


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
    return f"{start}; the furthest, {far}, lies {max(km):.0f} km from {here[0]['name']}"


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
