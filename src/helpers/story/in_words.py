"""in-words.md: what every row of a story says, in words, for whoever reads a change of the tables.

No rule of the check knows which gazetteer gives a latitude, or whose word a page repeats. So what a
row holds is written out, with names in place of keys, and a changed cell shows as a changed
sentence in what is generated.
"""

import tomllib
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from helpers.story.contract import TABLES, Field, Table, table
from helpers.story.csv_tables import Row, read_table, split
from helpers.values.dates import DateError, describe
from helpers.values.english import listed

IN_WORDS = "in-words.md"
SHARED = ("origin", "fact_id")
"""Columns whose value only tells which rows belong together: those rows are named beside it."""
_NAMED = {
    "actors": "{name}",
    "claims": "“{paraphrase}”",
    "casualties": "{victims}",
    "events": "{description}",
    "figures": "“{surface}”",
    "places": "{name}",
    "references": "{publisher}",
}
_LOCATOR = ("paragraph", "start", "end", "sha256")
_POINT = ("latitude", "longitude")

Rows = Mapping[str, tuple[Row, ...]]
Point = tuple[float, float]


def in_words(folder: Path) -> str:
    """What every row of a story says, as Markdown: a chapter a table, a paragraph a row.

    Input: the story's folder. A table that can't be read has no rows here; `story check` says why.

    Raises:
        OSError: the folder has no article.toml.
        tomllib.TOMLDecodeError: article.toml is not TOML.
    """
    article = tomllib.loads((folder / "article.toml").read_text(encoding="utf-8"))
    rows = {name: read_table(folder, name).rows for name in TABLES}
    words = _Words(rows, article.get("places", {}).get("centre"))
    parts = [
        f"# {_plain(article['headline'])}: the tables in words",
        "<!-- Generated from the tables by `story generate`. Change the tables, not this. -->",
        *(part for name in TABLES for part in _chapter(table(name), rows[name], words)),
    ]
    return "\n\n".join(parts) + "\n"


def _chapter(entry: Table, rows: tuple[Row, ...], words: "_Words") -> Iterator[str]:
    yield f"## {entry.title}"
    for row in rows:
        yield f"**{_plain(row.key)}** " + " ".join(words.of(entry, row))


class _Words:
    """Puts rows into words: knows the rows that other rows name by their keys."""

    def __init__(self, rows: Rows, centre: str | None) -> None:
        self.rows = rows
        self.keyed = {name: {row.key: row for row in rows[name]} for name in rows}
        self.centre = self.keyed["places"].get(centre or "")

    def of(self, entry: Table, row: Row) -> Iterator[str]:
        """One sentence for a locator, one for each other cell that is not blank, one for a point."""
        if entry.located and row.text("paragraph"):
            yield _locator(row)
        alone = entry.key if len(entry.key) == 1 else ()
        told = {*_POINT, *alone, *(_LOCATOR if entry.located else ())}
        for field in entry.fields:
            if field.name not in told and row.text(field.name):
                yield _sentence(f"{field.title}: {self.cell(entry, field, row)}")
        if "latitude" in entry.columns and row.text("latitude"):
            yield self.point(row)

    def cell(self, entry: Table, field: Field, row: Row) -> str:
        """One cell in words: keys as names, dates and categories as English."""
        text = row.text(field.name)
        items = split(text) if field.type == "list" else (text,)
        if field.reference:
            return "; ".join(self.named(field.reference.partition(".")[0], key) for key in items)
        if field.name in SHARED:
            others = [one.key for one in self.rows[entry.name] if one.text(field.name) == text]
            beside = [_plain(key) for key in others if key != row.key]
            return _plain(text) + (f", shared with {listed(beside)}" if beside else "")
        if field.edtf:
            return f"{_date(text)} ({_plain(text)})"
        if field.categories or field.name == "unit":
            return text.replace("_", " ")
        if field.name == "sha256":
            return _plain(text[:8])
        if field.type == "boolean":
            return {"true": "yes", "false": "no"}.get(text, _plain(text))
        return "; ".join(map(_plain, items))

    def named(self, name: str, key: str) -> str:
        """The row that a key means: its name, and the key itself."""
        row = self.keyed[name].get(key)
        called = _NAMED[name].format_map(row.cells) if row and name in _NAMED else ""
        return f"{_plain(called)} ({_plain(key)})" if called else _plain(key)

    def point(self, row: Row) -> str:
        """Where a place lies: its degrees, and how far from the centre of the story in which way."""
        place = ", ".join(f"{column} {_plain(row.text(column))}" for column in _POINT)
        here, centre = _degrees(row), _degrees(self.centre)
        if here is None or centre is None or self.centre is None or here == centre:
            return f"Lies at {place}."
        # Takes a second to import, which a story without points need not wait for.
        from helpers.values.geodesy import GeoError, bearing, compass, distance_km

        try:
            away = f"{distance_km(*centre, *here):.1f} km {compass(bearing(*centre, *here))}"
        except GeoError:
            return f"Lies at {place}."
        return f"Lies at {place}: {away} of {_plain(self.centre.text('name'))}."


def _locator(row: Row) -> str:
    """Where a row stands in the article, and how the hash of its words begins."""
    paragraph, start, end, digest = (_plain(row.text(column)) for column in _LOCATOR)
    return f"Paragraph {paragraph}, from character {start} to {end} ({digest[:8]})."


def _degrees(row: Row | None) -> Point | None:
    latitude, longitude = (row.number(column) if row else None for column in _POINT)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _date(text: str) -> str:
    try:
        return describe(text)
    except DateError:
        return "no date"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _plain(text: str) -> str:
    """A cell as Markdown that says what the cell says, whatever marks are in it."""
    return escape(" ".join(text.split()), quote=False)
