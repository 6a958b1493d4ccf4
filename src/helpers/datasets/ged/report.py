"""What `story recompute` prints: what was read, the head of each table, what must be known of it."""

from collections.abc import Iterator, Sequence

import pandas as pd

from helpers.datasets.ged.recomputation import Recomputation
from helpers.values.cells import shown

ROWS = 6
"""So many rows of a table are printed; its file holds them all."""

GAP = "  "
LEFT_OUT = ("date_end", "date_prec", "where_prec", "latitude", "longitude", "adm_1", "dyad_name")
"""Columns for which a page is too narrow; the file has them."""


def lines(done: Recomputation) -> Iterator[str]:
    """The report, line by line."""
    settings, reading, centre = done.settings, done.reading, done.settings.centre
    yield (
        f"{done.path.name}: {reading.total:,} events in {settings.country}, which begin from "
        f"{reading.first} to {reading.last}; {reading.counted:,} touch {settings.span.text}"
    )
    yield from (f"note: {note}" for note in reading.notes)
    point = f"{centre.latitude}, {centre.longitude} ({centre.slug})"
    titles = {
        "monthly_deaths": f"Deaths by month, {settings.months.text}; "
        f"{settings.slug}_…: the events with {settings.side} as a side",
        "events_near_centre": f"Events with {settings.side} as a side within "
        f"{settings.radius_km:g} km of {point}, {settings.events.text}",
        "nearest_places": f"The places nearest to it with such events, {settings.places.text}",
        "events_in_town": f"Such events at {settings.town}, {settings.town_events.text}",
    }
    for name, table in done.tables.items():
        yield ""
        yield titles[name]
        left_out = (*LEFT_OUT, f"inside_{centre.slug}_city_point")
        yield from printed(table.drop(columns=[column for column in left_out if column in table]))


def printed(table: pd.DataFrame) -> Iterator[str]:
    """A table as aligned text: its header, a rule, its first rows, how many more there are."""
    if table.empty:
        yield "none"
        return
    columns = [str(name) for name in table.columns]
    rows = [
        ["" if pd.isna(cell) else shown(str(cell)) for cell in row]
        for row in table.head(ROWS).itertuples(index=False)
    ]
    numbers = [pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]
    widths = [max(map(len, cells)) for cells in zip(columns, *rows, strict=True)]
    yield _line(columns, widths, numbers)
    yield GAP.join("-" * width for width in widths)
    for row in rows:
        yield _line(row, widths, numbers)
    more = len(table) - len(rows)
    if more:
        yield f"and {more:,} more row{'s' if more > 1 else ''}"


def _line(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> str:
    aligned = (
        cell.rjust(width) if number else cell.ljust(width)
        for cell, width, number in zip(cells, widths, numbers, strict=True)
    )
    return GAP.join(aligned).rstrip()
