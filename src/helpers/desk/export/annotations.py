"""Rows as W3C Web Annotations: each says where in the article it stands, and none its words.

Positions count in the normalised text of the article: its paragraphs, in order, joined by one line
feed. Code points count, as in the tables; the SHA-256 of that text stands in article.toml. A target
says its place twice: as a position in the whole text, and as a line (RFC 5147: a paragraph is a
line) with the position in it. Its `schema:sha256` is that of the span, its state names the text:
whoever holds a copy can cut the span out and prove it. There is no selector by quotation.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from string import Formatter
from typing import Any

import pandas as pd

from helpers.desk.export.linked import PROJECT, project_urn, urn
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
    """How the rows of one table are annotated.

    `key` is the table's, `word` is what a row is called, `motivation` one of the Recommendation's,
    `text` what a row says, with its columns in braces; `names` are the table and column of the
    thing meant, as the export of claims identifies it.
    """

    table: str
    key: tuple[str, ...]
    word: str
    motivation: str
    text: str
    names: tuple[str, str] | None = None


KINDS: tuple[Kind, ...] = (
    Kind(
        "mentions",
        ("paragraph", "start", "end", "actor_id"),
        "mention",
        "identifying",
        "{actor_id}",
        ("actors", "actor_id"),
    ),
    Kind(
        "relations",
        ("relation_id",),
        "relation",
        "describing",
        "{source} – {kind} – {target} ({status})",
    ),
    Kind("claims", ("claim_id",), "claim", "describing", "{paraphrase}", ("claims", "claim_id")),
    Kind("figures", ("figure_id",), "figure", "describing", "{measures}: “{surface}”"),
    Kind(
        "casualties",
        ("casualty_id",),
        "casualties",
        "describing",
        "{victims}: {outcome}, by the word of {reported_by}",
    ),
    Kind("events", ("event_id",), "event", "describing", "{description} ({when}; {status})"),
    Kind("places", ("place_id",), "place", "identifying", "{name}"),
)
"""The tables whose rows stand in the article."""


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
    texts = _texts(story.actors)
    for kind in KINDS:
        rows = story.table(kind.table)
        for row in rows[rows["paragraph"].notna()].to_dict("records"):
            yield {
                "id": urn(story.id, "annotations", kind.table, *(row[k] for k in kind.key)),
                "type": "Annotation",
                "motivation": kind.motivation,
                "body": _bodies(story, kind, row, texts),
                "target": _target(story, row, starts),
            }


def _texts(actors: pd.DataFrame) -> dict[str, Callable[[Any], str]]:
    """How a column is told where not as it stands: an actor by name, a date in words."""
    ids = actors["actor_id"]
    names = dict(zip(ids, actors["name"].fillna(ids), strict=True))
    return {
        **dict.fromkeys(("actor_id", "source", "target"), names.__getitem__),
        "kind": lambda kind: str(kind).replace("_", " "),
        "description": lambda text: str(text).rstrip("."),
        "when": describe,
    }


def _bodies(
    story: Story, kind: Kind, row: Mapping[Any, Any], texts: Mapping[str, Callable[[Any], str]]
) -> list[dict[str, Any]]:
    columns = [column for _, column, _, _ in Formatter().parse(kind.text) if column]
    said = kind.text.format(**{name: texts.get(name, str)(row[name]) for name in columns})
    bodies: list[dict[str, Any]] = [_textual(kind.word, "tagging"), _textual(said, kind.motivation)]
    if kind.names:
        table, column = kind.names
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
