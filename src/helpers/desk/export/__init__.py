"""A story in the formats that others read: one file each, the same bytes from the same tables.

None of them holds the article's words: they hold what the tables hold, paraphrases, figures and
hedges as printed, and locators by which a holder of the article can prove every span.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from helpers.desk.export import annotations, claims, package, places
from helpers.desk.export.claims import Publication
from helpers.desk.folders import PublishError, story_folder
from helpers.story.atomic_write import write_atomically
from helpers.story.story import Story

__all__ = ["FORMATS", "Format", "Publication", "publication", "write_exports"]

FOLDER = "export"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Format:
    """A format: how its file ends, what it is, and what writes it."""

    ending: str
    title: str
    write: Callable[[Story, Publication], bytes]


FORMATS: Mapping[str, Format] = {
    "claims": Format(
        "claims.jsonld", "Claims and reviews (schema.org, JSON-LD)", lambda s, p: claims.write(s, p)
    ),
    "annotations": Format(
        "annotations.jsonld",
        "Web Annotations (W3C, JSON-LD)",
        lambda s, _: annotations.write(s),
    ),
    "package": Format(
        "package.zip", "All tables (Frictionless Data Package)", lambda s, _: package.write(s)
    ),
    "places": Format("places.geojson", "Places (GeoJSON)", lambda s, _: places.write(s)),
}
"""The formats by name, in the order in which they are written."""


def write_exports(
    story: Story,
    dist: Path,
    formats: Sequence[str] | None = None,
    publication: Publication | None = None,
) -> list[Path]:
    """Write a story in some formats, or in all of them.

    Input: the story; the folder of all stories; names from FORMATS; where and when the reviews are
    published. Output: the files, dist/<story>/export/<story>-claims.jsonld and so on. All are made
    before the first is written.

    Raises:
        PublishError: an unknown format, a story whose name leads out of dist, coordinates outside
            the globe, a file that the package needs and that is missing.
        OSError: the folder can't be written to.
    """
    folder = story_folder(dist, story.id) / FOLDER
    unknown = [name for name in formats or () if name not in FORMATS]
    if unknown:
        raise PublishError(
            f"no format is called {unknown[0]!r}; known formats: {', '.join(FORMATS)}"
        )
    named = [name for name in FORMATS if not formats or name in formats]
    where = publication or Publication()
    made = {
        folder / f"{story.id}-{FORMATS[name].ending}": FORMATS[name].write(story, where)
        for name in named
    }
    return [write_atomically(path, content) for path, content in made.items()]


def publication(address: str | None, day: str | None) -> Publication:
    """Where and when reviews are published, from the words of a command.

    Raises:
        PublishError: an address that is not one of the web, or a day that is not in the calendar.
    """
    if address is not None:
        parts = urlsplit(address)
        if (
            parts.scheme not in ("http", "https")
            or not parts.netloc
            or parts.query
            or parts.fragment
        ):
            raise PublishError(
                f"address {address!r}: expected one of a folder on the web, as in"
                " https://example.org/claims"
            )
    if day is not None and not _is_day(day):
        raise PublishError(f"date {day!r}: expected a day, as in 2014-09-29")
    return Publication(address.rstrip("/") if address else None, day)


def _is_day(text: str) -> bool:
    try:
        return DAY.fullmatch(text) is not None and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
