"""Placeholders of a note: `{{ figure("f003") }}` is the number as its row bounds it.

So a note can't fall behind the data, and a placeholder that names nothing says where it stands.
"""

import re
from collections.abc import Callable, Mapping

import pandas as pd
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from helpers.story.contract import TABLES
from helpers.story.contract import table as contract_table
from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.values import dates, geodesy
from helpers.values.english import in_words
from helpers.values.quantities import METRES, Quantity
from helpers.values.quantity_columns import from_columns, toll


def fill(story: Story, text: str, where: str, first: int = 1) -> str:
    """Fill the placeholders of a text from the story's tables.

    Input: the text; the file it stands in and the number of its first line, for errors.
    Placeholders: figure(id), claim(id), event's date(id), toll(id), actor(id), place(id),
    check(id), each with another column as a second argument; count(table, column=value ...);
    distance(place, place, unit); measured(place, place), by each gazetteer;
    words(text), in which whole numbers up to nine are words.
    Raises: StoryError naming the text, the placeholder and the remedy.
    """
    # Sandboxed, since a note comes with a story and a story may come from anybody.
    environment = ImmutableSandboxedEnvironment(
        autoescape=False, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.globals = dict(_placeholders(story, where))
    try:
        return environment.from_string(text).render()
    except TemplateError as error:
        number = getattr(error, "lineno", None)
        line = f", line {number + first - 1}" if number else ""
        known = ", ".join(_placeholders(story, where))
        raise StoryError(
            [f"{where}{line}: {error}; placeholders are {known}: mend the one between {{{{ }}}}"]
        ) from None
    except TypeError as error:
        raise StoryError(
            [f'{where}: a placeholder is used wrongly ({error}); write it like figure("f001")']
        ) from None


def _placeholders(story: Story, where: str) -> Mapping[str, Callable[..., str]]:
    return {
        "figure": _with(_figure, story, where),
        "claim": _with(_cell, story, where, "claim", "claims", "paraphrase"),
        "date": _with(_date, story, where),
        "actor": _with(_cell, story, where, "actor", "actors", "name"),
        "place": _with(_cell, story, where, "place", "places", "name"),
        "check": _with(_check, story, where),
        "toll": _with(_toll, story, where),
        "count": _with(_count, story, where),
        "distance": _with(_distance, story, where),
        "measured": _with(_measured, story, where),
        "words": _with(_in_words),
    }


def _with(fill_in: Callable[..., str], *first: object) -> Callable[..., str]:
    """A placeholder with its first arguments given, out of the reach of the note.

    The sandbox keeps a note from looking into a function, but not into a functools.partial.
    """

    def placeholder(*args: object, **kwargs: object) -> str:
        return fill_in(*first, *args, **kwargs)

    return placeholder


def _row(
    story: Story, where: str, placeholder: str, table: str, row_id: str
) -> Mapping[str, object]:
    rows = story.table(table)
    key = contract_table(table).key[0]
    found = rows[rows[key] == row_id]
    if found.empty:
        raise StoryError(
            [
                f'{where}: {placeholder}("{row_id}") names nothing: {table}.csv has no {key} '
                f"{row_id!r}; write one that it has"
            ]
        )
    return {str(name): cell for name, cell in found.iloc[0].items()}


def _cell(
    story: Story,
    where: str,
    placeholder: str,
    table: str,
    column: str,
    row_id: str,
    other: str | None = None,
) -> str:
    row = _row(story, where, placeholder, table, row_id)
    name = other or column
    told = f'{where}: {placeholder}("{row_id}"' + (f', "{other}")' if other else ")")
    if name not in row:
        raise StoryError(
            [f"{told} asks for a column that {table}.csv lacks; it has {', '.join(row)}"]
        )
    if pd.isna(row[name]):  # type: ignore[call-overload]
        raise StoryError([f"{told} names a blank: fill {name} in {table}.csv, or leave it out"])
    return _words(row[name])


def _words(cell: object) -> str:
    if pd.api.types.is_bool(cell):
        return "yes" if cell else "no"
    if pd.api.types.is_number(cell):
        number = float(str(cell))
        return f"{int(number):,}" if number.is_integer() else f"{number:,}"
    return str(cell).replace("|", ", ")


def _figure(story: Story, where: str, row_id: str, column: str | None = None) -> str:
    """A figure as its row bounds it: a date in words, a word of quantity as printed.

    Instead of a column it may name a unit of length, into which it is then converted.
    """
    if column is not None and column not in METRES:
        return _cell(story, where, "figure", "figures", column, row_id, column)
    row = _row(story, where, "figure", "figures", row_id)
    if not pd.isna(row["when"]):  # type: ignore[call-overload]
        return dates.describe(row["when"])
    unit = None if pd.isna(row["unit"]) else str(row["unit"])  # type: ignore[call-overload]
    if pd.isna(row["bound"]) or row["bound"] == "vague" or row["kind"] == "ordinal":  # type: ignore[call-overload]
        return f"“{row['surface']}”"
    quantity = from_columns(row["value"], row["lower"], row["upper"], row["bound"], unit)
    return str(quantity) if column is None else quantity.length_in_words(column)


def _check(story: Story, where: str, row_id: str, column: str = "finding") -> str:
    """A cell of a check; its value as its bound has it, "at least 3,004", without the unit."""
    cell = _cell(story, where, "check", "checks", "finding", row_id, column)
    if column != "value":
        return cell
    row = _row(story, where, "check", "checks", row_id)
    unit = None if pd.isna(row["unit"]) else str(row["unit"])  # type: ignore[call-overload]
    quantity = Quantity.of(str(row["bound"]), float(str(row["value"])), unit)
    return quantity.in_words(unit="")


def _date(story: Story, where: str, row_id: str, column: str = "when") -> str:
    told = _cell(story, where, "date", "events", column, row_id, column)
    return dates.describe(told) if column in ("when", "established_when") else told


def _toll(story: Story, where: str, row_id: str, column: str | None = None) -> str:
    """A toll as its row bounds it, or another of its columns; its period in words."""
    if column is not None:
        told = _cell(story, where, "toll", "casualties", column, row_id, column)
        return dates.describe(told) if column == "period" else told
    row = _row(story, where, "toll", "casualties", row_id)
    return toll(*(row[name] for name in ("lower", "best", "upper", "bound")))


def _count(story: Story, where: str, table: str, **cells: object) -> str:
    if table not in TABLES:
        raise StoryError(
            [f'{where}: count("{table}") names no table; they are {", ".join(TABLES)}']
        )
    rows = story.table(table)
    for column, value in cells.items():
        if column not in rows:
            raise StoryError(
                [f'{where}: count("{table}", {column}=...): {table}.csv has no such column']
            )
        rows = rows[(rows[column] == value).fillna(value=False)]
    return f"{len(rows):,}"


def _distance(story: Story, where: str, one: str, other: str, unit: str = "km") -> str:
    """The geodesic between two places, to one decimal below ten and whole above."""
    points = []
    for place_id in (one, other):
        row = _row(story, where, "distance", "places", place_id)
        if pd.isna(row["latitude"]) or pd.isna(row["longitude"]):  # type: ignore[call-overload]
            raise StoryError(
                [f"{where}: distance needs the coordinates of {place_id!r}, blank in places.csv"]
            )
        points += [float(str(row["latitude"])), float(str(row["longitude"]))]
    try:
        length = float(geodesy.convert(geodesy.distance_km(*points), "km", unit))
    except ValueError as error:
        raise StoryError([f'{where}: distance(..., "{unit}"): {error}']) from None
    number = f"{length:.1f}" if length < 10 else f"{length:,.0f}"
    return f"{number} {unit if unit != 'mile' else 'miles'}"


def _measured(story: Story, where: str, one: str, other: str) -> str:
    """How far it is from a place's point to the other by each gazetteer: "48 to 50 km"."""
    start = _row(story, where, "measured", "places", one)
    _row(story, where, "measured", "places", other)
    ends = story.coordinates[story.coordinates["place_id"] == other]
    if pd.isna(start["latitude"]) or ends.empty:  # type: ignore[call-overload]
        raise StoryError(
            [
                f'{where}: measured("{one}", "{other}") needs the point of the first in places.csv '
                "and points of the second in coordinates.csv; fill them"
            ]
        )
    here = (float(str(start["latitude"])), float(str(start["longitude"])))
    found = [
        float(geodesy.distance_km(*here, float(latitude), float(longitude)))
        for latitude, longitude in zip(ends["latitude"], ends["longitude"], strict=True)
    ]
    low, high = f"{min(found):,.0f}", f"{max(found):,.0f}"
    return f"{low} km" if low == high else f"{low} to {high} km"


def _in_words(text: object) -> str:
    """A text whose whole numbers up to nine are words: "less than 2" is "less than two"."""
    return re.sub(r"(?<![\d.,])\d(?![\d.,]*\d)", lambda hit: in_words(int(hit[0])), str(text))
