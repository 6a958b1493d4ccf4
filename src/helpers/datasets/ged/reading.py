"""A release read with DuckDB: only the columns used, sound or refused."""

import errno
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from helpers.datasets.ged import spelling
from helpers.datasets.ged.cells import Tell, Told, shown, store
from helpers.datasets.ged.columns import (
    COUNTRY,
    IN_ORDER,
    OF_CELLS,
    ONCE,
    TOLD,
    USED,
    Constraint,
    of_rows,
    quoted,
    words,
)
from helpers.datasets.ged.download import TEMPORARY, GedError, refusal
from helpers.datasets.ged.release import Release
from helpers.story.atomic_write import temporary_folder
from helpers.story.dataset import Settings
from helpers.story.problem import Problem

if TYPE_CHECKING:
    import pandas as pd

LONG = 31
"""An event that runs over more days than this can't be said to belong to one month."""

SHOWN = 40
"""So many problems are shown; the others are counted."""

NAMED = 6
"""So many events or codes are named in a note."""

MEMORY = "600MB"
"""What DuckDB may hold; beyond it, it sets down on disk."""

CLEAR = "Clear"
"""What code_status says of an event of which the dataset is sure. Source: UCDP Candidate Events
Dataset Codebook."""

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
    `counted`: how many events touch any period. `first` and `last`: the days on which the first and the last event of all begin.
    `notes`: what must be known of them, in words: how they are spelt, what stands twice, ranges
    that contradict themselves, events of which the dataset is not sure, names that none bears.
    """

    tolls: "pd.DataFrame"
    events: "pd.DataFrame"
    total: int
    counted: int
    first: date
    last: date
    notes: tuple[str, ...]


def read(release: Release, settings: Settings, tell: Tell) -> Reading:
    """Read the events that count.

    Raises:
        OSError: the file can't be read.
        GedError: rows that are not sound; all of them, the first 40 named.
    """
    with temporary_folder(TEMPORARY) as folder, _connected(folder) as base:
        spelt: tuple[str, ...] = ()
        if not _is_plain(base, release, settings):
            tell(f"{release.name}: not every row is plain and sound; reading it cell by cell")
            spelt = _cell_by_cell(base, release, settings, tell)
        [(total, counted, first, last)] = base.execute(
            "SELECT count(*), count_if(counted), min(date_start)::DATE, max(date_start)::DATE "
            "FROM events"
        ).fetchall()
        if not total:
            raise _no_events(base, release, settings)
        tolls, events = _tolls(base, settings), _near_events(base, settings)
        notes = (*release.notes, *spelt, *_doubts(base), *_strangers(base, settings))
    return Reading(tolls, events, total, counted, first, last, notes)


# ------------------------------------------------------------------------------ the file


@contextmanager
def _connected(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB within little memory, which sets down the rest in a folder and asks no network.

    Raises:
        OSError: there is no room for it.
    """
    held: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "temp_directory": str(folder),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    try:
        with duckdb.connect(config=held) as base:
            yield base
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        told = " ".join(str(error).split())
        raise OSError(
            errno.ENOSPC, f"no room for what DuckDB sets down ({told})", str(folder)
        ) from None


def _is_plain(base: duckdb.DuckDBPyConnection, release: Release, settings: Settings) -> bool:
    """Read the file in one go, into the table events; whether every row is sound and stands once."""
    if not release.plain.encoded or _twice_signed(release.plain.path):
        return False
    table = source(release)
    try:
        _keep(base, table, settings)
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error:
        return False
    [(held, unsound, doubled)] = base.execute(
        "SELECT count(*), count(*) - count_if(sound), count(*) - count(DISTINCT id) FROM events"
    ).fetchall()
    # DuckDB sees no row at all where the lines above the events end otherwise than theirs do.
    seen = held or base.execute(f"FROM {table} LIMIT 1").fetchall()
    return bool(seen) and not (unsound or doubled)


def _twice_signed(path: Path) -> bool:
    """Whether "+-" stands in a file: DuckDB reads "+-0" as a number, and that is none."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as held:
        at = held.find(b"+")  # one byte is found ten times as fast as two
        while at >= 0 and held[at + 1 : at + 2] != b"-":
            at = held.find(b"+", at + 1)
        return at >= 0


def _cell_by_cell(
    base: duckdb.DuckDBPyConnection, release: Release, settings: Settings, tell: Tell
) -> tuple[str, ...]:
    """Read the file cell by cell, into the same table; the output is what must be known of that.

    Raises:
        OSError: the file can't be read.
        GedError: what is wrong with its rows, the first 40 problems of it shown.
    """
    found = list(store(base, release, tell))
    notes = spelling.understand(base)
    constraints = [*OF_CELLS, ONCE, *of_rows(settings)]
    rows = base.execute(
        f"SELECT *, count(*) OVER () FROM ({_broken(constraints)}) ORDER BY line, rule LIMIT {SHOWN}"
    ).fetchall()
    if found or rows:
        told = [*found, *(_told(release, constraints[row[1]], *row[:-1]) for row in rows)]
        first = sorted(told, key=lambda problem: problem[:2])[:SHOWN]
        count = len(found) + (rows[0][-1] if rows else 0)
        raise GedError(tuple(problem for *_, problem in first), count)
    _keep(base, "(FROM typed WHERE NOT repeated ORDER BY line)", settings)
    twice = base.execute(
        "SELECT DISTINCT id::BIGINT FROM typed WHERE repeated ORDER BY 1"
    ).fetchall()
    if twice:
        notes += (
            f"{len(twice)} events stand twice with the same cells, and count once: {_listed(twice)}",
        )
    return notes


def _keep(base: duckdb.DuckDBPyConnection, table: str, settings: Settings) -> None:
    """Read a table into the table events: the country's events, and any that is unsound.

    Of an event outside every period asked for, only id and start are kept, so that a release of
    the whole world takes little memory.
    """
    span = settings.span
    rules = (constraint.sound for constraint in (*OF_CELLS, *of_rows(settings)))
    kept = ", ".join(
        name if name in KEPT else f"CASE WHEN counted THEN {name} END AS {name}"
        for name in (*USED, *TOLD)
    )
    # What is blank is NULL, and so is every rule about it: only true counts as sound.
    base.execute(
        f"""
        CREATE OR REPLACE TABLE events AS
        SELECT {kept}, sound, counted
        FROM (
            SELECT *,
                coalesce({" AND ".join(rules)}, false) AS sound,
                {MINE} AND date_start < $after AND date_end >= $first AS counted
            FROM {table}
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
        name
        if name in (*USED, *TOLD) and name not in release.columns[:number]
        else f"unused_{number}"
        for number, name in enumerate(release.columns)
    ]
    stored = {name: USED[name].stored if name in USED else "VARCHAR" for name in names}
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in stored.items())
    picked = ", ".join(
        name if name in USED and stored[name] != "VARCHAR" else f"{words(name)} AS {name}"
        for name in (*USED, *TOLD)
        if name in names
    )
    missing = "".join(f", NULL::VARCHAR AS {name}" for name in TOLD if name not in names)
    # A star or bracket in the name of a file stands for itself, not for other files.
    path = re.sub(r"([*?\[])", r"[\1]", str(release.plain.path.resolve()))
    return (
        f"(SELECT {picked}{missing} FROM read_csv({quoted(path)}, columns={{{columns}}}, "
        f"delim={quoted(release.delimiter)}, quote='\"', escape='\"', header=false, "
        f"skip={release.skip}, auto_detect=false))"
    )


def _no_events(base: duckdb.DuckDBPyConnection, release: Release, settings: Settings) -> GedError:
    """Why nothing counts: no event at all, or none in the country."""
    name = release.name
    # A file that was read cell by cell stands in the view typed, any other is read once more.
    read = base.execute("FROM duckdb_views() WHERE view_name = 'typed'").fetchall()
    table = "typed" if read else source(release)
    found = base.execute(f"SELECT DISTINCT {COUNTRY} FROM {table} ORDER BY 1").fetchall()
    known = [str(country) for (country,) in found]
    if not known:
        return refusal(name, "no event", "Download the release again.", "a row per event")
    near = get_close_matches(settings.country, known, n=3) or known[:5]
    expected = f"one of {len(known):,} countries, such as {', '.join(map(repr, near))}"
    mend = "Give another with --country, or download the release that holds this one."
    missing = f"no event in {settings.country!r}"
    return GedError((Problem(name, "all rows", COUNTRY, missing, expected, mend),))


# ------------------------------------------------------------------------------ what is wrong


def _broken(constraints: Sequence[Constraint]) -> str:
    """The query for every row and constraint that it breaks: line, rule, id, its text, found."""
    broken = ", ".join(
        f"CASE WHEN NOT coalesce({constraint.sound}, false) "
        f"THEN {{'rule': {rule}, 'found': {constraint.found}}} END"
        for rule, constraint in enumerate(constraints)
    )
    return (
        "SELECT line, broken.rule AS rule, id, text_id, broken.found AS found "
        f"FROM (SELECT line, id, text_id, unnest([{broken}]) AS broken FROM typed) "
        "WHERE broken IS NOT NULL"
    )


def _told(
    release: Release,
    constraint: Constraint,
    line: int,
    rule: int,
    number: float | None,
    text: str,
    found: str,
) -> Told:
    event = shown(text)
    cell = constraint in OF_CELLS
    problem = Problem(
        release.name,
        f"event {event}, line {line}",
        ", ".join(constraint.columns),
        (repr(shown(found)) if found.strip() else "a blank cell") if cell else found,
        constraint.expected,
        constraint.mend.format(id=event if number is None else f"{number:.0f}"),
    )
    return line, rule, problem


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


def _doubts(base: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Events counted of which the dataset itself is not sure, in words."""
    told = {
        f"NOT {IN_ORDER}": "print a range that contradicts itself and count as printed",
        f"code_status <> {quoted(CLEAR)}": "are not marked as clear by the dataset, and count",
    }
    for doubtful, what in told.items():
        found = base.execute(
            f"SELECT id::BIGINT FROM events WHERE counted AND {doubtful} ORDER BY rowid"
        ).fetchall()
        if found:
            yield f"{len(found)} of them {what}: {_listed(found)}"


def _listed(found: Sequence[tuple[int]]) -> str:
    return ", ".join(str(event) for (event,) in found[:NAMED]) + ", …" * (len(found) > NAMED)


def _strangers(base: duckdb.DuckDBPyConnection, settings: Settings) -> Iterator[str]:
    """Names asked for that no event counted bears.

    They are told, since a misspelt side looks like a side that killed nobody.
    """
    for entry, wanted, columns in (
        ("side", settings.side, ("side_a", "side_b")),
        ("town", settings.town, ("where_coordinates",)),
        ("centre-place", settings.centre.place, ("where_coordinates",)),
    ):
        named = " UNION ".join(f"SELECT {column} AS name FROM events" for column in columns)
        found = base.execute(f"FROM ({named}) WHERE name <> '' ORDER BY name").fetchall()
        known = [str(name) for (name,) in found]
        if wanted not in known:
            near = get_close_matches(wanted, known, n=3)
            meant = f"; perhaps {' or '.join(map(repr, near))}" if near else ""
            yield f"none of them has --{entry} {wanted!r}{meant}"
