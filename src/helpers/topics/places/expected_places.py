"""What the maps ask of a table of places, and what they say where there is nothing to draw."""

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartError
from helpers.charts.sizes import px
from helpers.charts.style import GROUPS, SMALL, theme

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
