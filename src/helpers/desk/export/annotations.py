"""Rows as W3C Web Annotations: each says where in the article it stands, and none its words.

Positions count in the normalised text of the article: its paragraphs, in order, joined by one line
feed. Code points count, as in the tables; the SHA-256 of that text stands in article.toml. A target
says its place twice: as a position in the whole text, and as a line (RFC 5147: a paragraph is a
line) with the position in it. Its `schema:sha256` is that of the span, its state names the text:
whoever holds a copy can cut the span out and prove it. There is no selector by quotation.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pandas as pd

from helpers.desk.export.identity import PROJECT, project_urn, urn
from helpers.desk.export.text import as_json, cell
from helpers.story.story import Story
from helpers.values.dates import describe

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PLAIN_TEXT = "http://tools.ietf.org/rfc/rfc5147"
LANGUAGE = "en"

HOW_TO_PROVE = (
    "Positions count Unicode code points in the article's normalised text: NFC, every run of white"
    " space one space, lines stripped, empty lines dropped, curly quotes and dashes folded one to"
    " one, the paragraphs joined by one line feed. The state of a target names that text by its"
    " SHA-256; schema:sha256 of a target is that of the selected span. All hashes are of UTF-8."
)


@dataclass(frozen=True)
class Kind:
    """How the rows of one table are annotated: its key, the word for a row, why it is annotated."""

    table: str
    key: tuple[str, ...]
    word: str
    motivation: str


KINDS: tuple[Kind, ...] = (
    Kind("mentions", ("paragraph", "start", "end", "actor_id"), "mention", "identifying"),
    Kind("relations", ("relation_id",), "relation", "describing"),
    Kind("claims", ("claim_id",), "claim", "describing"),
    Kind("figures", ("figure_id",), "figure", "describing"),
    Kind("casualties", ("casualty_id",), "casualties", "describing"),
    Kind("events", ("event_id",), "event", "describing"),
    Kind("places", ("place_id",), "place", "identifying"),
)
"""The tables whose rows stand in the article. Motivations are the Recommendation's own."""

IDENTIFIED: Mapping[str, tuple[str, str]] = {
    "mentions": ("actors", "actor_id"),
    "claims": ("claims", "claim_id"),
}
"""Tables whose annotation also names the thing meant, as the export of claims identifies it."""


def write(story: Story) -> bytes:
    """The annotations of a story, as JSON-LD."""
    return as_json(document(story))


def document(story: Story) -> dict[str, Any]:
    """The annotations of a story: a collection with all of them on its one page.

    Output: an AnnotationCollection; the items in the order of KINDS, rows in file order. Rows that
    do not stand in the article (tolls and places taken from references) have no annotation.
    """
    items = list(_annotations(story))
    collection = urn(story.id, "annotations")
    return {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": f"Annotations of an article: {story.article.headline}",
        "schema:description": HOW_TO_PROVE,
        "creator": {"id": project_urn(), "type": "Organization", "name": PROJECT},
        "total": len(items),
        "first": {
            "id": urn(story.id, "annotations", "page", 1),
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    }


def paragraph_starts(paragraphs: pd.DataFrame) -> dict[int, int]:
    """Where each paragraph begins in the normalised text.

    Input: paragraphs (contract). Output: paragraph -> position of its first code point.
    """
    rows = paragraphs.sort_values("paragraph")
    lengths = [int(length) + 1 for length in rows["length"]]
    starts = accumulate(lengths[:-1], initial=0)
    return {int(number): start for number, start in zip(rows["paragraph"], starts, strict=True)}


def _annotations(story: Story) -> Iterator[dict[str, Any]]:
    starts = paragraph_starts(story.paragraphs)
    told = {
        "mentions": _mentions,
        "relations": _relations,
        "claims": _claims,
        "figures": _figures,
        "casualties": _casualties,
        "events": _events,
        "places": _places,
    }
    for kind in KINDS:
        rows = story.table(kind.table)
        texts = told[kind.table](story, rows)
        for row, text in zip(rows.to_dict("records"), texts, strict=True):
            if not pd.isna(row["paragraph"]):
                yield {
                    "id": urn(story.id, "annotations", kind.table, *(row[k] for k in kind.key)),
                    "type": "Annotation",
                    "motivation": kind.motivation,
                    "body": _bodies(story, kind, row, text),
                    "target": _target(story, row, starts),
                }


def _bodies(story: Story, kind: Kind, row: Mapping[Any, Any], text: str) -> list[dict[str, Any]]:
    bodies = [
        _textual(kind.word, "tagging"),
        _textual(text, "identifying" if kind.motivation == "identifying" else "describing"),
    ]
    if kind.table in IDENTIFIED:
        table, column = IDENTIFIED[kind.table]
        source = urn(story.id, table, row[column])
        bodies.append({"type": "SpecificResource", "source": source, "purpose": "identifying"})
    return bodies


def _textual(value: str, purpose: str) -> dict[str, str]:
    return {
        "type": "TextualBody",
        "value": value,
        "format": "text/plain",
        "language": LANGUAGE,
        "purpose": purpose,
    }


def _target(story: Story, row: Mapping[Any, Any], starts: Mapping[int, int]) -> dict[str, Any]:
    paragraph, start, end = (int(row[name]) for name in ("paragraph", "start", "end"))
    first = starts[paragraph]
    return {
        "type": "SpecificResource",
        "source": story.article.url,
        "state": {
            "id": urn(story.id, "normalised text"),
            "type": "oa:State",
            "schema:sha256": story.article.sha256,
        },
        "selector": [
            _position(first + start, first + end),
            {
                "type": "FragmentSelector",
                "conformsTo": PLAIN_TEXT,
                "value": f"line={paragraph - 1},{paragraph}",
                "refinedBy": _position(start, end),
            },
        ],
        "schema:sha256": row["sha256"],
    }


def _position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


# ------------------------------------------------------------------------------ what rows say


def _mentions(story: Story, rows: pd.DataFrame) -> Iterable[str]:
    names = _names(story.actors, "actor_id")
    return [names[actor] for actor in rows["actor_id"]]


def _relations(story: Story, rows: pd.DataFrame) -> Iterable[str]:
    names = _names(story.actors, "actor_id")
    return [
        f"{names[source]} – {str(kind).replace('_', ' ')} – {names[target]} ({status})"
        for source, kind, target, status in _columns(rows, "source", "kind", "target", "status")
    ]


def _claims(_story: Story, rows: pd.DataFrame) -> Iterable[str]:
    return [str(text) for text in rows["paraphrase"]]


def _figures(_story: Story, rows: pd.DataFrame) -> Iterable[str]:
    return [
        f"{measures}: “{surface}”" for measures, surface in _columns(rows, "measures", "surface")
    ]


def _casualties(_story: Story, rows: pd.DataFrame) -> Iterable[str]:
    columns = _columns(rows, "victims", "outcome", "reported_by")
    return [
        f"{victims}: {outcome}, by the word of {source}" for victims, outcome, source in columns
    ]


def _events(_story: Story, rows: pd.DataFrame) -> Iterable[str]:
    columns = _columns(rows, "description", "when", "status")
    return [
        f"{str(what).rstrip('.')} ({describe(when)}; {status})" for what, when, status in columns
    ]


def _places(_story: Story, rows: pd.DataFrame) -> Iterable[str]:
    return [str(name) for name in rows["name"]]


def _columns(rows: pd.DataFrame, *names: str) -> Iterable[tuple[Any, ...]]:
    return zip(*(rows[name] for name in names), strict=True)


def _names(table: pd.DataFrame, key: str) -> dict[str, str]:
    return {str(name): cell(held) or str(name) for name, held in _columns(table, key, "name")}
