"""Rows as W3C Web Annotations: each says where in the article it stands, and none its words.

Positions count in the normalised text of the article: its paragraphs, in order, joined by one line
feed. Code points count, as in the tables; the SHA-256 of that text stands in article.toml. A target
says its place twice: as a position in the whole text, and as a line (RFC 5147: a paragraph is a
line) with the position in it. Its `schema:sha256` is that of the span, its state names the text:
whoever holds a copy can cut the span out and prove it. There is no selector by quotation.
annotations.toml says what each term holds.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pandas as pd

from helpers.desk.export.terms import article_id, declared, fill_in, knowing, rows
from helpers.story.story import Story
from helpers.values.dates import describe


def document(story: Story) -> dict[str, Any]:
    """The annotations of a story: a collection with all of them on its one page.

    Output: an AnnotationCollection; the items in the order of the kinds in annotations.toml, rows
    in file order. Rows that do not stand in the article (tolls and places taken from references)
    have no annotation.
    """
    ids = story.actors["actor_id"]
    names = knowing(
        story.id,
        article=story.article,
        article_id=article_id(story),
        actors=dict(zip(ids, story.actors["name"].fillna(ids), strict=True)),
        describe=describe,
    )
    items = list(_annotations(story, names))
    made: dict[str, Any] = fill_in(
        declared("annotations")["collection"], {**names, "items": items, "total": len(items)}
    )
    return made


def paragraph_starts(paragraphs: pd.DataFrame) -> dict[int, int]:
    """Where each paragraph begins in the normalised text.

    Input: paragraphs (contract). Output: paragraph -> position of its first code point.
    """
    ordered = paragraphs.sort_values("paragraph")
    lengths = [int(length) + 1 for length in ordered["length"]]
    starts = accumulate(lengths[:-1], initial=0)
    return {int(number): start for number, start in zip(ordered["paragraph"], starts, strict=True)}


def _annotations(story: Story, names: dict[str, Any]) -> Iterator[dict[str, Any]]:
    terms = declared("annotations")
    starts = paragraph_starts(story.paragraphs)
    for table, kind in terms["kinds"].items():
        for row in rows(story.table(table).dropna(subset="paragraph")):
            known = {**names, **row}
            motivation = kind["motivation"]
            bodies = [
                (terms["text"], {"value": kind["word"], "purpose": "tagging"}),
                (terms["text"], {"value": fill_in(kind["text"], known), "purpose": motivation}),
            ]
            if "meant" in kind:
                bodies.append((terms["meant"], {"meant": fill_in(kind["meant"], known)}))
            yield fill_in(
                terms["annotation"],
                {
                    **known,
                    "id": names["urn"]("annotations", table, *(row[k] for k in kind["key"])),
                    "motivation": motivation,
                    "body": [fill_in(body, told) for body, told in bodies],
                    "first": starts[row["paragraph"]],
                },
            )
