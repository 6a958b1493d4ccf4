"""A story as the editor's page has it: plain values for JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.edit.sheets import Cells, Patch, Sheets, line_of
from helpers.edit.tables import TOPICS, referred, table
from helpers.story.article import Article
from helpers.story.article_copy.proof import Words
from helpers.story.contract import TABLES, Field
from helpers.story.csv_tables import SEPARATOR
from helpers.values.cells import shown
from helpers.values.dates import describe

Json = dict[str, Any]

HANDS_OFF = ("paragraphs", "proposals")
"""Tables that no edit is about: what the text is, and what becomes of proposals by itself."""
EDITED = (*(name for name in TABLES if name not in HANDS_OFF), TOPICS.name)

NOUNS: Mapping[str, str] = {
    "actors": "actor",
    "mentions": "mention",
    "relations": "relation",
    "claims": "claim",
    "claim_links": "link",
    "figures": "figure",
    "casualties": "toll",
    "events": "event",
    "places": "place",
    "coordinates": "coordinates",
    "references": "reference",
    "checks": "check",
    "proposals": "proposal",
    "topics": "topic",
}
"""What one row of a table is called."""


def page_state(article: Article, sheets: Sheets, words: Words | None) -> Json:
    """Everything that the page shows, but for what changes with each save."""
    return {
        "story": article.id,
        "article": {
            "headline": article.headline,
            "outlet": article.outlet,
            "outletId": article.outlet_id,
            "published": describe(article.published),
            "language": article.language,
            "words": article.text if words else "absent",
            "missing": list(words.missing) if words else [],
        },
        "paragraphs": [_paragraph(cells, words) for cells in sheets["paragraphs"].rows()],
        "tables": {name: _table(name) for name in EDITED},
        "rows": {
            name: [dict(cells) for cells in sheets[name].rows()]
            for name in (*EDITED, "proposals")
            if name in sheets
        },
    }


def _paragraph(cells: Cells, words: Words | None) -> Json:
    number = int(cells["paragraph"])
    text = words.paragraphs.get(number) if words else None
    return {"number": number, "kind": cells["kind"], "length": int(cells["length"]), "text": text}


def _table(name: str) -> Json:
    entry = table(name)
    return {
        "noun": NOUNS[name],
        "key": list(entry.key),
        "located": entry.located,
        "fields": [_field(name, field) for field in entry.fields],
    }


def _field(name: str, field: Field) -> Json:
    return {
        "name": field.name,
        "title": field.title,
        "description": field.description,
        "type": field.type,
        "required": field.required,
        "choices": [{"value": each.value, "label": each.label} for each in field.categories],
        "reference": referred(name, field),
        "edtf": field.edtf,
    }


def changes(patch: Patch) -> list[Json]:
    """A patch for the page: table, key, and the cells that stand there now, None for none."""
    return [
        {
            "table": one.table,
            "key": one.key,
            "cells": dict(line_of(one.table, one.after).cells) if one.after is not None else None,
        }
        for one in patch
    ]


def sentences(patch: Patch, known: Iterable[str] = EDITED) -> list[str]:
    """What a patch did, row by row, in words."""
    return [
        _sentence(one.table, one.key, one.before, one.after) for one in patch if one.table in known
    ]


def title(name: str, key: str) -> str:
    """A row in a few words: "claim c012", "mention of isis"; the noun alone for a new one."""
    *_, last = key.split(SEPARATOR)
    told = f"of {last}" if name == "mentions" and last else ", ".join(key.split(SEPARATOR))
    return f"{NOUNS[name]} {told}".strip()


def _sentence(name: str, key: str, before: str | None, after: str | None) -> str:
    noun = title(name, key)
    if before is None or after is None:
        return f"{noun} is {'new' if before is None else 'gone'}"
    old, new = (line_of(name, text).cells for text in (before, after))
    told = [
        f"{table(name).field(column).title.lower()} is now {_shown(new[column])}, was {_shown(old[column])}"
        for column in new
        if new[column] != old[column] and column != "sha256"
    ]
    return f"{noun}: {'; '.join(told)}"


def _shown(cell: str) -> str:
    return repr(shown(cell)) if cell else "blank"
