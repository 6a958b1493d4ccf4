"""The columns of a release that are used, and what must hold of its rows.

Every condition is SQL over the columns in their types. Reading and naming what is wrong ask the
same ones. Source of names and codes: UCDP GED Codebook, https://ucdp.uu.se/downloads/.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpers.story.dataset import Settings

COUNTRY = "country"
COUNTS = ("low", "best", "high")
DATES = ("date_start", "date_end")
MOST = 100_000_000
"""No event kills more people than this: a number beyond it is a slip, or a column moved."""

IN_ORDER = "(low <= best AND best <= high)"
"""The condition of a range that does not contradict itself."""


@dataclass(frozen=True)
class Column:
    """A column that is used.

    `stored` is the type in which DuckDB reads it, `handed_on` the SQL of its value in figures,
    `sound` the condition of a sound cell, `expected` what that holds, in words,
    `limits` the lowest and the highest number.
    """

    stored: str
    handed_on: str
    sound: str
    expected: str
    limits: tuple[int, int] | None = None


def _number(name: str, lowest: int, highest: int, *, whole: bool = True) -> Column:
    kind = "a whole number" if whole else "a number"
    within = f"{name} BETWEEN {lowest} AND {highest}" + f" AND {name} = trunc({name})" * whole
    handed_on = f"{name}::BIGINT" if whole else name
    return Column(
        "DOUBLE", handed_on, within, f"{kind} from {lowest} to {highest:,}", (lowest, highest)
    )


def _day(name: str) -> Column:
    """A day, with midnight behind it in newer releases."""
    sound = f"{name} = date_trunc('day', {name}) AND year({name}) BETWEEN 1900 AND 2199"
    return Column("TIMESTAMP", f"strftime({name}, '%Y-%m-%d')", sound, "a day such as 2014-09-27")


def _words(name: str, *, blank: bool = False) -> Column:
    return Column("VARCHAR", name, "true" if blank else f"{name} <> ''", "a name")


USED: Mapping[str, Column] = {
    "id": _number("id", 0, 2**53),
    "type_of_violence": _number("type_of_violence", 1, 3),
    "dyad_name": _words("dyad_name", blank=True),
    "side_a": _words("side_a"),
    "side_b": _words("side_b"),
    "where_prec": _number("where_prec", 1, 7),
    "where_coordinates": _words("where_coordinates", blank=True),
    "adm_1": _words("adm_1", blank=True),
    "latitude": _number("latitude", -90, 90, whole=False),
    "longitude": _number("longitude", -180, 180, whole=False),
    COUNTRY: _words(COUNTRY),
    "date_prec": _number("date_prec", 1, 5),
    **{name: _day(name) for name in DATES},
    **{name: _number(name, 0, MOST) for name in ("deaths_a", "deaths_b", *COUNTS)},
}
"""The columns used, by name."""

TOLD = ("year", "code_status")
"""Columns that help to understand the others, where a release has them."""

EARLIER = {
    **{f"{name}_est": name for name in COUNTS},
    "type_of_vi": "type_of_violence",
    "where_coor": "where_coordinates",
}
"""What columns were called in releases up to 5.0, and in their shapefiles, which cut names."""

LAYOUT = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id"),
    *("dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article"),
    *("source_office", "source_date", "source_headline", "source_original", "where_prec"),
    *("where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude"),
    *("geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity"),
    *("date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
"""The columns of releases as they have been since 2020, for those published without a header:
candidate releases such as 23.01.23.12 and 24.0.1."""

BLANK = ("", "NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "None", ".", "-", r"\N")
"""How programs of statistics, databases and spreadsheets write a cell that holds nothing."""


def named(header: Sequence[str]) -> tuple[str, ...]:
    """The columns of a header by the names that newer releases give them."""
    plain = (re.sub(r"[\W_]+", "_", cell.strip().lower()) for cell in header)
    return tuple(EARLIER.get(name, name) for name in plain)


def known(header: Sequence[str]) -> int:
    """How many of the columns used a header names."""
    return len(set(named(header)) & set(USED))


def is_tags(cells: Sequence[str]) -> bool:
    """Whether a row holds HXL tags."""
    written = [cell for cell in cells if cell.strip()]
    return bool(written) and all(cell.startswith("#") for cell in written)


@dataclass(frozen=True)
class Constraint:
    """What must hold of a row, and what is told of one of which it does not.

    `sound` is the condition, NULL where it fails too. `found` is SQL as well, over the cells as
    printed, which have text_ before their name. In `mend`, {id} stands for the event.
    """

    columns: tuple[str, ...]
    sound: str
    found: str
    expected: str
    mend: str


OF_CELLS = tuple(
    Constraint(
        (name,),
        column.sound,
        f"text_{name}",
        column.expected,
        "Correct the cell, or download the release again.",
    )
    for name, column in USED.items()
)


def _if_sound(names: Iterable[str], condition: str) -> str:
    """A condition that is asked only of rows whose cells of those columns are sound."""
    sound = " AND ".join(USED[name].sound for name in names)
    return f"(NOT coalesce({sound}, false) OR {condition})"


ONCE = Constraint(
    ("id",),
    _if_sound(["id"], "line = first_line OR repeated"),
    "text_id || ', as in line ' || first_line",
    "each event once",
    "Remove one of the two: it would be counted twice.",
)
"""Asked of the view typed: first_line is the first with that id, repeated if both say the same."""


def of_rows(settings: Settings) -> tuple[Constraint, ...]:
    """What must hold between the cells of a row.

    Input: `settings` for the country whose ranges are looked at, and for the events whose range is
    known to be printed upside down.
    """
    start, end = DATES
    known = settings.as_published
    ids = ", ".join(f"{event}.0" for event in sorted(known or ())) or "NULL"
    accepted = "true" if known is None else f"coalesce(id IN ({ids}), false)"
    return (
        Constraint(
            DATES,
            _if_sound(DATES, f"{start} <= {end}"),
            f"text_{start} || ' to ' || text_{end}",
            "a start before its end",
            "Correct the two days.",
        ),
        Constraint(
            COUNTS,
            _if_sound(
                COUNTS, f"{IN_ORDER} OR {COUNTRY} <> {quoted(settings.country)} OR {accepted}"
            ),
            "format('{:.0f}, {:.0f}, {:.0f}', low, best, high)",
            "low, best and high, each at most the next",
            "Correct the cells. If the release prints it so, add {id} to "
            "recompute.ged.as_published in article.toml, or give --as-published for all such rows.",
        ),
    )


def words(cell: str) -> str:
    """The SQL of a name, without the space around it; NULL where the cell says that it has none."""
    bare = f"trim({cell}, ' \u00a0\t')"
    return f"CASE WHEN {bare} NOT IN ({', '.join(map(quoted, BLANK))}) THEN {bare} END"


def quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
