"""Placeholders of a note: `{{ figure("f003") }}` is the number as its row bounds it.

So a note can't fall behind the data, and a placeholder that names nothing says where it stands.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from helpers.story.contract import TABLES
from helpers.story.contract import table as contract_table
from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.values import dates, geodesy
from helpers.values.cells import is_blank, shown
from helpers.values.english import in_words
from helpers.values.quantities import METRES
from helpers.values.quantity_columns import CHECKED, checked, from_columns, toll, with_limits

Row = Mapping[str, object]


@dataclass(frozen=True)
class Asked:
    """A placeholder as it stands in a note: what it is called, where it stands, of which story."""

    name: str
    where: str
    story: Story

    def row(self, table: str, row_id: str) -> Row:
        """The row that is named. Raises: StoryError, as `fill`."""
        found = self.story.row(table, row_id)
        if found is None:
            key = contract_table(table).key[0]
            raise self.wrong(
                f'{self.name}("{shown(str(row_id))}") names nothing: {table}.csv has no such {key}; '
                "write one that it has"
            )
        return found

    def cell(self, table: str, row_id: str, column: str, *, default: bool = False) -> str:
        """A cell in words; `default` if the note names no column. Raises: StoryError, as `fill`."""
        row = self.row(table, row_id)
        named = shown(str(column))
        told = f'{self.name}("{row_id}"' + (")" if default else f', "{named}")')
        if column not in row:
            raise self.wrong(
                f"{told} asks for a column that {table}.csv lacks; it has {', '.join(row)}"
            )
        if is_blank(row[column]):
            raise self.wrong(f"{told} names a blank: fill {column} in {table}.csv, or leave it out")
        return _words(row[column])

    def date_or_cell(self, table: str, row_id: str, column: str) -> str:
        """A cell in words, a date as one says it. Raises: StoryError, as `fill`."""
        told = self.cell(table, row_id, column)
        return dates.describe(told) if contract_table(table).field(column).edtf else told

    def wrong(self, text: str) -> StoryError:
        """The error of this placeholder."""
        return StoryError([f"{self.where}: {text}"])


def fill(story: Story, text: str, where: str, first: int = 1) -> str:
    """Fill the placeholders of a text from the story's tables.

    Input: the text; the file it stands in and the number of its first line, for errors.
    Placeholders: see `PLACEHOLDERS`.
    Raises: StoryError naming the text, the placeholder and the remedy.
    """
    # Sandboxed, since a note comes with a story and a story may come from anybody.
    environment = ImmutableSandboxedEnvironment(
        autoescape=False, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.globals = {
        name: partial(fill_in, Asked(name, where, story)) for name, fill_in in PLACEHOLDERS.items()
    }
    try:
        _expect_placeholders(environment.parse(text))
        return environment.from_string(text).render()
    except (TemplateError, ValueError, RecursionError) as error:
        number = getattr(error, "lineno", None)
        line = f", line {number + first - 1}" if number else ""
        told, known = shown(getattr(error, "message", None) or str(error)), ", ".join(PLACEHOLDERS)
        raise StoryError(
            [f"{where}{line}: {told}; placeholders are {known}: mend the one between {{{{ }}}}"]
        ) from None
    except TypeError as error:
        raise StoryError(
            [f'{where}: a placeholder is used wrongly ({error}); write it like figure("f001")']
        ) from None


_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.Name, nodes.Const),
    *(nodes.Keyword, nodes.Filter),
)
"""What a note is made of: text, and placeholders that are called, one in another if need be."""
_FILTERS = ("capitalize", "lower", "upper")


def _expect_placeholders(template: nodes.Template) -> None:
    """Refuse all else that a template may hold: what computes can compute for ever.

    Raises: TemplateSyntaxError with the line.
    """
    called = [call.node for call in template.find_all(nodes.Call)]
    for node in template.find_all(nodes.Node):
        filtered = isinstance(node, nodes.Filter) and node.name not in _FILTERS
        named = isinstance(node, nodes.Name) and not any(node is name for name in called)
        if filtered or named or not isinstance(node, _ALLOWED):
            raise TemplateSyntaxError("something else than a placeholder", node.lineno)


def _words(cell: object) -> str:
    if pd.api.types.is_bool(cell):
        return "yes" if cell else "no"
    if pd.api.types.is_number(cell):
        number = float(str(cell))
        return f"{int(number):,}" if number.is_integer() else f"{number:,}"
    return str(cell).replace("|", ", ")


def _cell(asked: Asked, row_id: str, column: str | None = None) -> str:
    table, plain = CELLS[asked.name]
    return asked.cell(table, row_id, column or plain, default=not column)


def _figure(asked: Asked, row_id: str, column: str | None = None) -> str:
    """A figure as its row bounds it: a date in words, a word of quantity as printed.

    Instead of a column it may name a unit of length, into which it is then converted.
    """
    if column is not None and column not in METRES:
        return asked.cell("figures", row_id, column)
    row = asked.row("figures", row_id)
    if not is_blank(row["when"]):
        return dates.describe(row["when"])
    if is_blank(row["bound"]) or row["bound"] == "vague" or row["kind"] == "ordinal":
        return f"“{row['surface']}”"
    quantity = from_columns(*(row[name] for name in ("value", "lower", "upper", "bound", "unit")))
    return str(quantity) if column is None else quantity.length_in_words(column)


def _check(asked: Asked, row_id: str, column: str = "finding") -> str:
    """A cell of a check; its value as its bound has it, "at least 3,004", without the unit.

    Of a range the value is the range, with its best estimate first where there is one.
    """
    row = asked.row("checks", row_id)
    if column != "value" or (is_blank(row["value"]) and is_blank(row["lower"])):
        return asked.cell("checks", row_id, column)
    return with_limits(checked(*(row[name] for name in CHECKED)))


def _date(asked: Asked, row_id: str, column: str = "when") -> str:
    return asked.date_or_cell("events", row_id, column)


def _toll(asked: Asked, row_id: str, column: str | None = None) -> str:
    """A toll as its row bounds it, or another of its columns; its period in words."""
    if column is not None:
        return asked.date_or_cell("casualties", row_id, column)
    row = asked.row("casualties", row_id)
    return toll(*(row[name] for name in ("lower", "best", "upper", "bound")))


def _count(asked: Asked, table: str, **cells: object) -> str:
    if table not in TABLES:
        raise asked.wrong(
            f'count("{shown(str(table))}") names no table; they are {", ".join(TABLES)}'
        )
    rows = asked.story.table(table)
    for column, value in cells.items():
        if column not in rows:
            raise asked.wrong(
                f'count("{table}", {shown(column)}=...): {table}.csv has no such column'
            )
        rows = rows[(rows[column] == value).fillna(value=False)]
    return f"{len(rows):,}"


def _distance(asked: Asked, one: str, other: str, unit: str = "km") -> str:
    """The geodesic between two places, to one decimal below ten and whole above."""
    points = []
    for place_id in (one, other):
        row = asked.row("places", place_id)
        if is_blank(row["latitude"]) or is_blank(row["longitude"]):
            raise asked.wrong(
                f"distance needs the coordinates of {place_id!r}, blank in places.csv"
            )
        points += [float(str(row["latitude"])), float(str(row["longitude"]))]
    try:
        length = float(geodesy.convert(geodesy.distance_km(*points), "km", unit))
    except ValueError as error:
        raise asked.wrong(f'distance(..., "{unit}"): {error}') from None
    number = f"{length:.1f}" if length < 10 else f"{length:,.0f}"
    return f"{number} {unit if unit != 'mile' else 'miles'}"


def _measured(asked: Asked, one: str, other: str) -> str:
    """How far it is from a place to the other by all points of gazetteers: "48 to 54 km"."""
    starts, ends = (_points(asked, place_id) for place_id in (one, other))
    if not (starts and ends):
        raise asked.wrong(
            f'measured("{one}", "{other}") needs points of both in coordinates.csv; fill them'
        )
    found = [geodesy.distance_km(*here, *there) for here in starts for there in ends]
    low, high = f"{min(found):,.0f}", f"{max(found):,.0f}"
    return f"{low} km" if low == high else f"{low} to {high} km"


def _points(asked: Asked, place_id: str) -> list[tuple[float, float]]:
    """Where gazetteers put a place."""
    asked.row("places", place_id)
    rows = asked.story.coordinates[asked.story.coordinates["place_id"] == place_id]
    return list(zip(rows["latitude"].astype(float), rows["longitude"].astype(float), strict=True))


def _in_words(_asked: Asked, text: object) -> str:
    """A text whose whole numbers up to nine are words: "less than 2" is "less than two"."""
    return re.sub(r"(?<![\d.,])\d(?![\d.,]*\d)", lambda hit: in_words(int(hit[0])), str(text))


CELLS = {
    "claim": ("claims", "paraphrase"),
    "actor": ("actors", "name"),
    "place": ("places", "name"),
}
"""Placeholders that are a cell: the table, and the column if the note names no other."""

PLACEHOLDERS: Mapping[str, Callable[..., str]] = {
    "figure": _figure,  # id; another column, or a unit of length to convert it into
    "claim": _cell,  # id; another column
    "date": _date,  # id of an event; another column
    "actor": _cell,  # id; another column
    "place": _cell,  # id; another column
    "check": _check,  # id; another column
    "toll": _toll,  # id; another column
    "count": _count,  # table, column=value ...
    "distance": _distance,  # place, place, unit
    "measured": _measured,  # place, place: by each gazetteer
    "words": _in_words,  # text, in which whole numbers up to nine are words
}
