"""A story in the formats that others read: one file each, the same bytes from the same tables.

None of them holds the article's words: they hold what the tables hold, paraphrases, figures and
hedges as printed, and locators by which a holder of the article can prove every span.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from helpers.desk.export import annotations, claims, package, places
from helpers.desk.export.claims import UNPUBLISHED, Publication
from helpers.desk.export.terms import as_json
from helpers.desk.outputs import KINDS, UnknownError, chosen
from helpers.desk.writing import write_files
from helpers.story.article import is_day
from helpers.story.story import Story

__all__ = ["EXPORTS", "Publication", "content", "publication", "write_exports"]

EXPORTS: Mapping[str, tuple[str, Callable[[Story, Publication], bytes]]] = {
    "claims": ("claims.jsonld", lambda story, where: as_json(claims.document(story, where))),
    "annotations": ("annotations.jsonld", lambda story, _: as_json(annotations.document(story))),
    "package": ("package.zip", lambda story, _: package.zipped(package.contents(story))),
    "places": ("places.geojson", lambda story, _: as_json(places.document(story))),
    "reviews": (claims.REVIEWS, claims.reviews_page),
}
"""Every format of exchange: how its file's name ends, and what makes its bytes.

Claims and reviews of schema.org, W3C Web Annotations, a Frictionless Data Package, GeoJSON, and the
reviews as a page.
"""


def content(name: str, story: Story, publication: Publication = UNPUBLISHED) -> bytes:
    """A story in one of EXPORTS, without the rows that are only proposed."""
    return EXPORTS[name][1](story.accepted, publication)


def write_exports(
    story: Story,
    dist: Path,
    formats: Sequence[str] | None = None,
    publication: Publication = UNPUBLISHED,
) -> list[Path]:
    """Write a story in some formats, or in all of them.

    Input: the story; the folder of all stories; names from EXPORTS; where and when the reviews are
    published. Output: the files, dist/<story>/export/<story>-claims.jsonld and so on. They name
    each other's rows, so all are made before the first is written.

    Raises:
        UnknownError: an unknown format.
        PublishError: a story whose name leads out of dist, coordinates outside the globe, a file
            that the package needs and that is missing.
        OSError: the folder can't be written to.
    """
    asked = chosen("format", formats, EXPORTS)
    paths = {
        name: KINDS["export"].path(dist, story.id, f"{story.id}-{ending}")
        for name, (ending, _) in EXPORTS.items()
        if name in asked
    }
    return write_files({path: content(name, story, publication) for name, path in paths.items()})


def publication(address: str | None, day: str | None) -> Publication:
    """Where and when reviews are published, from the words of a command.

    Raises:
        UnknownError: an address that is not one of the web, or a day that is not in the calendar.
    """
    if address is not None:
        parts = urlsplit(address)
        web = parts.scheme in ("http", "https") and parts.netloc
        if not web or parts.query or parts.fragment:
            raise UnknownError(
                f"address {address!r}: expected one of a folder on the web, as in"
                " https://example.org/claims"
            )
    if day is not None and not is_day(day):
        raise UnknownError(f"date {day!r}: expected a day, as in 2014-09-29")
    return Publication(address.rstrip("/") if address else None, day)
