"""The folder of a new story: what is known of the article, its paragraphs, and tables to be filled."""

import os
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.story.article_copy.proof import ATTACHED, INCLUDED
from helpers.story.atomic_write import leftovers
from helpers.story.contract import TABLES, table
from helpers.story.csv_tables import table_text
from helpers.story.data_package import PACKAGE, package_text
from helpers.story.in_words import IN_WORDS, in_words
from helpers.story.locators import digest, fold
from helpers.story.making.found import Found, Paragraph
from helpers.story.project import DEVICES, NAME, STORIES, find_root

NOTES = ("actors", "casualties", "claims", "crosscheck", "overview", "places", "timeline")
"""The notes that notebooks show, beside those that only a checked story has."""
_RESERVED = "the article stays with its publisher; the text is not included"
_IN_SHORT = "## In short\n"


class NewStoryError(Exception):
    """A story that can't be made; the message says why, and nothing was written."""


class SlugError(NewStoryError):
    """A name that no story can have."""


@dataclass(frozen=True)
class Making:
    """A story that is to be made: its name, what was found in its text, on which terms it stands.

    `included` says that the text stands in the folder for everybody; `licence` on which terms.
    """

    slug: str
    found: Found
    licence: str
    included: bool


def refuse_slug(slug: str, root: Path | None = None) -> None:
    """Refuse a name that no story can have, or that one has.

    Raises:
        SlugError: the first; the message names what is wrong with it.
        NewStoryError: the second.
    """
    wrong = next(_wrong(slug), None)
    if wrong:
        raise SlugError(
            f"{slug!r} is no name for a story: {wrong}; expected are lower-case words and numbers "
            "joined by hyphens, as in harbour-wall-2021"
        )
    if os.path.lexists((root or find_root()) / STORIES / slug):
        raise NewStoryError(
            f"there is a story {slug} already, and it stays as it is: choose another name"
        )


LONGEST_SLUG = 80
"""So many characters may a story's name have: files are named after it, and paths have limits."""


def _wrong(slug: str) -> Iterator[str]:
    """What is wrong with a name, the gravest first."""
    if not slug.strip():
        yield "it is blank"
    if "/" in slug or "\\" in slug:
        yield "it has a slash"
    if any(letter.isspace() for letter in slug):
        yield "it has a space"
    if slug != slug.lower():
        yield "it has capital letters"
    if slug.split(".")[0].lower() in DEVICES:
        yield "Windows keeps it for a device"
    if slug.startswith((".", "_")):
        yield f"it begins with {slug[0]!r}, as hidden files do"
    if len(slug) > LONGEST_SLUG:
        yield f"it has more than {LONGEST_SLUG} characters"
    if not NAME.fullmatch(slug):
        yield "it has other characters than a to z, 0 to 9 and single hyphens between them"


def make_story(making: Making, root: Path | None = None) -> Path:
    """Make the folder of a story: whole, or not at all.

    It is made beside, under a name that no story has, and renamed. Output: the folder.

    Raises:
        NewStoryError: a name that no story can have or that one has.
        OSError: the folder can't be written to.
    """
    refuse_slug(making.slug, root)
    stories = (root or find_root()) / STORIES
    place = stories / making.slug
    prefix = f".{making.slug}."
    beside = stories / f"{prefix}{os.getpid()}.part"
    stories.mkdir(parents=True, exist_ok=True)
    for left in leftovers(stories, prefix):
        shutil.rmtree(left, ignore_errors=True)
    try:
        (beside / making.slug / "notes").mkdir(parents=True)
        for name, text in files(making).items():
            (beside / making.slug / name).write_bytes(text.encode("utf-8"))
        for name, make in ((PACKAGE, package_text), (IN_WORDS, in_words)):
            (beside / making.slug / name).write_bytes(make(beside / making.slug).encode("utf-8"))
        (beside / making.slug).rename(place)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(place)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return place


def files(making: Making) -> Mapping[str, str]:
    """The files of a new story that no other is made from, by name."""
    paragraphs = [replace(one, text=fold(one.text)) for one in making.found.paragraphs]
    outlet = outlet_id(making.found.outlet)
    rows = {"paragraphs": _paragraphs(paragraphs), "actors": [_outlet(outlet, making.found.outlet)]}
    printed = "".join(f"{one.text}\n" for one in making.found.paragraphs)
    return {
        "article.toml": _article(making, paragraphs, outlet),
        INCLUDED if making.included else ATTACHED: printed,
        **{table(name).path: table_text(name, rows.get(name, ())) for name in TABLES},
        **{f"notes/{name}.md": "" if name == "overview" else _IN_SHORT for name in NOTES},
        "ANNOTATION.md": _annotation(making),
    }


def outlet_id(outlet: str) -> str:
    """The key of the outlet among the actors: its name in lower-case words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", fold(outlet)).encode("ascii", "ignore").decode()
    words = "".join(letter if letter.isalnum() else " " for letter in plain.lower()).split()
    return "-".join(words) or "the-outlet"


def _paragraphs(paragraphs: list[Paragraph]) -> list[dict[str, str]]:
    return [
        {
            "paragraph": str(number),
            "kind": one.kind,
            "length": str(len(one.text)),
            "sha256": digest(one.text),
        }
        for number, one in enumerate(paragraphs, start=1)
    ]


def _outlet(key: str, name: str) -> dict[str, str]:
    cells = dict.fromkeys(table("actors").columns, "")
    return {
        **cells,
        "actor_id": key,
        "name": name,
        "kind": "outlet",
        "role": "Published the article",
    }


def _article(making: Making, paragraphs: list[Paragraph], outlet: str) -> str:
    found = making.found
    entries = {
        "id": making.slug,
        "headline": fold(found.headline),
        "outlet": found.outlet,
        "outlet_id": outlet,
        "byline": found.author,
        "published": found.published,
        "url": found.address,
        "language": found.language,
        "sha256": digest("\n".join(one.text for one in paragraphs)),
        "text": "included" if making.included else "attached",
        "licence": making.licence or f"All rights reserved: {_RESERVED}",
    }
    lines = [f"{name} = {_quoted(value)}" for name, value in entries.items()]
    return "\n".join([*lines, "", "[topics]", 'news = "The news"', ""])


def _quoted(text: str) -> str:
    """Words as a basic string of TOML: quotes, backslashes and control characters escaped."""
    marked = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in marked) + '"'


def _annotation(making: Making) -> str:
    return (
        "# How the rows were made\n\n"
        f"`story new {making.slug}` found the paragraphs and their kinds; nobody has read them against "
        "the article yet.\n\n"
        "- Who corrected the proposals of `story draft`, when, and how long that took; how many "
        "proposals were kept, changed and dropped.\n"
        "- Who annotated a second time without sight of the first, and where the two differed.\n"
        "- Hard calls: what was decided where the words leave it open, and why.\n"
    )
