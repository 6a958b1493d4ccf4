"""A release read with DuckDB: only the columns used, sound or refused."""

from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

import duckdb

from helpers.datasets.ged.columns import COUNTRY, IN_ORDER, OF_CELLS, USED, of_rows, quoted
from helpers.datasets.ged.faults import MEMORY, Tell, refused
from helpers.datasets.ged.release import GedError, Release
from helpers.story.dataset import Settings
from helpers.story.problem import Problem

if TYPE_CHECKING:
    import pandas as pd

LONG = 31
"""An event that runs over more days than this can't be said to belong to one month."""

KEPT = ("id", "date_start")
MINE = f"{COUNTRY} = $country"


@dataclass(frozen=True)
class Reading:
    """What was read of the country asked for, whose events are `total`.

    `tolls`: one row per month in which events begin, pair of sides and kind, of all events that
    begin in the months asked for: month (2014-09), side_a, side_b, type_of_violence, long (whether they run
    over more than 31 days), low, best, high, events (how many).
    `events`: one row per event with the side asked for that touches a period asked for, in file
    order: the columns of `columns.USED`, whole numbers as integers, days as text (2014-09-27).
    `counted`: how many events touch any period. `first` and `last`: the days on which the first and the last event of all begin. `upside_down`:
    ids of those counted whose range contradicts itself.
    `strangers`: names asked for that no event bears, in words.
    """

    tolls: "pd.DataFrame"
    events: "pd.DataFrame"
    total: int
    counted: int
    first: date
    last: date
    upside_down: tuple[int, ...]
    strangers: tuple[str, ...]


def read(release: Release, settings: Settings, tell: Tell) -> Reading:
    """Read the events that count.

    Raises:
        OSError: the file can't be read.
        GedError: rows that are not sound; all of them, the first 40 named.
    """
    if not release.encoded:
        raise refused(release, settings, tell, "text that is not UTF-8")
    with duckdb.connect(config={"memory_limit": MEMORY}) as base:
        try:
            _load(base, release, settings)
        except duckdb.Error as error:
            raise refused(release, settings, tell, str(error).partition("\n")[0]) from None
        if _unsound(base):
            raise refused(release, settings, tell, "a row that is not sound")
        total, first, last = base.execute(
            "SELECT count(*), min(date_start)::DATE, max(date_start)::DATE FROM events"
        ).fetchall()[0]
        if not total:
            raise _no_events(base, release, settings)
        [(counted,)] = base.execute("SELECT count(*) FROM events WHERE counted").fetchall()
        tolls, events = _tolls(base, settings), _near_events(base, settings)
        upside_down, strangers = _upside_down(base), _strangers(base, settings)
    return Reading(tolls, events, total, counted, first, last, upside_down, strangers)


# ------------------------------------------------------------------------------ the file


def _load(base: duckdb.DuckDBPyConnection, release: Release, settings: Settings) -> None:
    """Read the file once, into the table events: the country's events, and any that is unsound.

    Of an event outside every period asked for, only id and start are kept, so that a release of
    the whole world takes little memory.
    """
    span = settings.span
    rules = (constraint.sound for constraint in (*OF_CELLS, *of_rows(settings)))
    kept = ", ".join(
        name if name in KEPT else f"CASE WHEN counted THEN {name} END AS {name}" for name in USED
    )
    # What is blank is NULL, and so is every rule about it: only true counts as sound.
    base.execute(
        f"""
        CREATE TABLE events AS
        SELECT {kept}, sound, counted
        FROM (
            SELECT *,
                coalesce({" AND ".join(rules)}, false) AS sound,
                {MINE} AND date_start < $after AND date_end >= $first AS counted
            FROM {source(release)}
        )
        WHERE {MINE} OR NOT sound
        """,
        {
            "country": settings.country,
            "first": span.first,
            "after": span.last + timedelta(days=1),
        },
    )


def source(release: Release) -> str:
    """The file as a table of DuckDB, every column named and none guessed."""
    # A column that is not used may stand twice, or bear any name: it gets one of its own.
    names = [
        name if name in USED else f"unused_{number}" for number, name in enumerate(release.columns)
    ]
    columns = ", ".join(
        f"'{name}': '{USED[name].stored if name in USED else 'VARCHAR'}'" for name in names
    )
    return (
        f"read_csv({quoted(str(release.path.resolve()))}, columns={{{columns}}}, "
        f"delim={quoted(release.delimiter)}, quote='\"', escape='\"', header=false, "
        f"skip={release.skip}, auto_detect=false)"
    )


def _unsound(base: duckdb.DuckDBPyConnection) -> bool:
    """Whether any event breaks any rule, or stands twice."""
    [(unsound, doubled)] = base.execute(
        "SELECT count(*) - count_if(sound), count(*) - count(DISTINCT id) FROM events"
    ).fetchall()
    return bool(unsound or doubled)


def _no_events(base: duckdb.DuckDBPyConnection, release: Release, settings: Settings) -> GedError:
    """Why nothing counts: no event at all, or none in the country."""
    name = release.path.name
    found = base.execute(f"SELECT DISTINCT {COUNTRY} FROM {source(release)} ORDER BY 1").fetchall()
    known = [str(country) for (country,) in found]
    if not known:
        mend = "Download the release again."
        return GedError((Problem(name, "", "", "no event", "a row per event", mend),))
    near = get_close_matches(settings.country, known, n=3) or known[:5]
    expected = f"one of {len(known):,} countries, such as {', '.join(map(repr, near))}"
    mend = "Give another with --country, or download the release that holds this one."
    missing = f"no event in {settings.country!r}"
    return GedError((Problem(name, "all rows", COUNTRY, missing, expected, mend),))


# ------------------------------------------------------------------------------ what counts


def _tolls(base: duckdb.DuckDBPyConnection, settings: Settings) -> "pd.DataFrame":
    months = settings.months
    return base.execute(
        f"""
        SELECT strftime(date_start, '%Y-%m') AS month, side_a, side_b,
            type_of_violence::INTEGER AS type_of_violence,
            date_diff('day', date_start, date_end) > {LONG} AS long,
            sum(low)::BIGINT AS low, sum(best)::BIGINT AS best, sum(high)::BIGINT AS high,
            count(*) AS events
        FROM events
        WHERE counted AND date_start >= $first AND date_start < $after
        GROUP BY ALL
        ORDER BY ALL
        """,
        {"first": months.first, "after": months.last + timedelta(days=1)},
    ).df()


def _near_events(base: duckdb.DuckDBPyConnection, settings: Settings) -> "pd.DataFrame":
    periods = (settings.events, settings.places, settings.town_events)
    return base.execute(
        f"""
        SELECT {", ".join(f"{column.handed_on} AS {name}" for name, column in USED.items())}
        FROM events
        WHERE counted AND (side_a = $side OR side_b = $side)
            AND date_start < $after AND date_end >= $first
        ORDER BY rowid
        """,
        {
            "side": settings.side,
            "first": min(period.first for period in periods),
            "after": max(period.last for period in periods) + timedelta(days=1),
        },
    ).df()


def _upside_down(base: duckdb.DuckDBPyConnection) -> tuple[int, ...]:
    found = base.execute(
        f"SELECT id::BIGINT FROM events WHERE counted AND NOT {IN_ORDER} ORDER BY rowid"
    ).fetchall()
    return tuple(event for (event,) in found)


def _strangers(base: duckdb.DuckDBPyConnection, settings: Settings) -> tuple[str, ...]:
    """Names asked for that no event counted bears.

    They are told, since a misspelt side looks like a side that killed nobody.
    """
    told = []
    for entry, wanted, columns in (
        ("side", settings.side, ("side_a", "side_b")),
        ("town", settings.town, ("where_coordinates",)),
        ("centre-place", settings.centre.place, ("where_coordinates",)),
    ):
        known = sorted({name for column in columns for name in _names(base, column)})
        if wanted not in known:
            near = get_close_matches(wanted, known, n=3)
            meant = f"; perhaps {' or '.join(map(repr, near))}" if near else ""
            told.append(f"none of them has --{entry} {wanted!r}{meant}")
    return tuple(told)


def _names(base: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    found = base.execute(f"SELECT DISTINCT {column} FROM events WHERE {column} <> ''").fetchall()
    return [str(name) for (name,) in found]
