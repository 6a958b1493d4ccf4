"""From the path of a release to every figure that a story quotes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pandas as pd

from helpers.datasets.ged import figures
from helpers.datasets.ged.download import plain_file
from helpers.datasets.ged.reading import Reading, read
from helpers.datasets.ged.release import open_release
from helpers.story.atomic_write import write_atomically
from helpers.story.dataset import Settings
from helpers.values.spreadsheet import safe_text

LARGE = 50_000_000
"""A file of so many bytes takes a while: how far it is, is told."""


@dataclass(frozen=True)
class Recomputation:
    """What was read, and the tables computed from it, by the name of their file."""

    path: Path
    settings: Settings
    reading: Reading
    tables: Mapping[str, pd.DataFrame]


def recompute(path: Path, settings: Settings, tell: Callable[[str], None]) -> Recomputation:
    """Read a release and compute its figures.

    Input: the file; what is asked of it; `tell` hears how far it is, where that takes long.
    Output: the tables monthly_deaths, events_near_centre, nearest_places and events_in_town; their
    columns are those of the functions in `figures`.

    Raises:
        FileNotFoundError: no such file.
        OSError: it can't be read.
        GedError: it is not a release, or rows of it are not sound.
    """
    begun = monotonic()
    large = path.is_file() and path.stat().st_size > LARGE
    if large:
        tell(f"reading {path.name}, {path.stat().st_size / 1e6:,.0f} MB")
    with plain_file(path) as plain:
        reading = read(open_release(plain), settings, tell)
    if large:
        tell(f"read it in {monotonic() - begun:.1f} s; now the figures")
    return Recomputation(path, settings, reading, tables(settings, reading))


def tables(settings: Settings, reading: Reading) -> Mapping[str, pd.DataFrame]:
    """Compute every table from what was read; their columns are those of `figures`."""
    events, side, centre = reading.events, settings.side, settings.centre
    radius = settings.radius_km
    known = (reading.first, reading.last)
    return {
        "monthly_deaths": figures.monthly_deaths(
            reading.tolls, side, settings.slug, settings.months, known
        ),
        "events_near_centre": figures.events_near(events, side, centre, radius, settings.events),
        "nearest_places": figures.nearest_places(events, side, centre, radius, settings.places),
        "events_in_town": figures.town_events(
            events, side, settings.slug, settings.town, settings.town_events, centre
        ),
    }


def write_tables(done: Recomputation, folder: Path) -> list[Path]:
    """Write each table as CSV (UTF-8, commas, LF) into a folder; no name in it runs as a formula.

    Raises:
        OSError: the folder can't be written to.
    """
    return [
        write_atomically(
            folder / f"{name}.csv",
            _safe(table).to_csv(index=False, lineterminator="\n").encode("utf-8"),
        )
        for name, table in done.tables.items()
    ]


def _safe(table: pd.DataFrame) -> pd.DataFrame:
    texts = table.select_dtypes(exclude=["number", "bool"])
    return table.assign(**{str(name): texts[name].map(safe_text) for name in texts})
