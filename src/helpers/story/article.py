"""article.toml: what a story says of its article, and what is wrong with it."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from helpers.story.problem import Problem, StoryError
from helpers.story.text_files import read_strictly

TEXTS = ("attached", "included")
MOST = 100_000
"""So many bytes may article.toml have; a reader of TOML takes long over hostile ones."""
DEEPEST = 8
"""So many tables and lists may stand inside one another; no entry needs half of it."""


@dataclass(frozen=True)
class Article:
    """What article.toml says of the article.

    `byline` and `url` are "" where the article names no author, or has no address on the web.
    `published` is a day (2014-09-29), `text` is "attached" (the user's own copy, untracked) or
    "included" (article.txt stands in the folder), `topics` name -> label in display order,
    `centre` the place_id from which distances are seen. `invented` says what of the story is made
    up; such a story is no news, and no archive counts it.
    """

    id: str
    headline: str
    outlet: str
    outlet_id: str
    byline: str
    published: str
    published_time: str | None
    invented: str | None
    url: str
    language: str
    sha256: str
    text: str
    licence: str
    topics: Mapping[str, str]
    centre: str | None
    recompute: Mapping[str, Any]

    @property
    def written_by(self) -> str:
        """Who wrote it, as a reader is told."""
        return self.byline or "author not stated"


# Entries of article.toml, and for those that hold words whether they must be there.
TABLES = ("topics", "places", "method", "recompute")
WORDS = {
    field.name: field.type is str
    for field in fields(Article)
    if field.name not in (*TABLES, "centre")
}
ENTRIES = (*WORDS, *TABLES)
MAY_BE_BLANK = ("byline", "url")
"""What an article may lack; the entry stands there all the same, so that nobody has forgotten it."""


@dataclass(frozen=True)
class _Rule:
    """What the words of an entry must be, and how to mend those that are not."""

    fits: Callable[[str], bool]
    expected: str
    mend: str


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, written as 2014-09-29."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


RULES: Mapping[str, _Rule] = {
    "text": _Rule(lambda text: text in TEXTS, " or ".join(TEXTS), "Write one of the two."),
    "published": _Rule(is_day, "a day", "Write year, month and day, as in 2014-09-29."),
    "sha256": _Rule(
        lambda text: re.fullmatch("[0-9a-f]{64}", text) is not None,
        "64 hexadecimal digits",
        "Write the SHA-256 of the paragraphs joined by line ends.",
    ),
}


def read_article(folder: Path) -> tuple[Article | None, list[Problem]]:
    """Read article.toml.

    Output: the article, None if it can't be made, and all problems.
    """
    try:
        source = tomllib.loads(read_strictly(folder / "article.toml", most=MOST))
    except StoryError as error:
        return None, list(error.problems)
    except ValueError as error:
        # Not only its own error: a number of more digits than Python converts is another.
        return None, [fault("", f"text that is not TOML ({error})", "TOML", "Mend that line.")]
    except RecursionError:
        return None, [_TOO_DEEP]
    if _is_deep(source):
        return None, [_TOO_DEEP]
    named = _Rule(lambda text: text == folder.name, folder.name, "Use the name of the folder.")
    found = [
        *_missing_or_blank(source),
        *_unknown_or_no_table(source),
        *_unfit(source, {"id": named, **RULES}),
        *_unfit_tables(source),
    ]
    if found:
        return None, found
    words: dict[str, Any] = {name: source.get(name) for name in WORDS}
    article = Article(
        **words,
        topics=source["topics"],
        centre=source.get("places", {}).get("centre"),
        recompute=source.get("recompute", {}),
    )
    return article, []


def fault(entry: str, found: str, expected: str, mend: str) -> Problem:
    """What is wrong with an entry of article.toml."""
    return Problem("article.toml", "", entry, found, expected, mend)


_TOO_DEEP = fault(
    "",
    "tables or lists deep inside one another",
    f"{DEEPEST} of them at most",
    "Write it as the other stories do.",
)


def _is_deep(source: Mapping[str, Any]) -> bool:
    """Whether there is more inside one another than anything that walks through it can bear."""
    held: list[Any] = [source]
    for _ in range(DEEPEST):
        inside = (one.values() if isinstance(one, dict) else one for one in held)
        held = [one for group in inside for one in group if isinstance(one, dict | list)]
    return bool(held)


def _missing_or_blank(source: Mapping[str, Any]) -> Iterator[Problem]:
    for name, required in WORDS.items():
        value = source.get(name)
        if value is None and required:
            yield fault(name, "no such entry", "words in quotes", "Add it.")
        elif value == "" and name in MAY_BE_BLANK:
            continue
        elif value is not None and (not isinstance(value, str) or not value.strip()):
            mend = f"Write it in double quotes; only {' and '.join(MAY_BE_BLANK)} may be blank."
            yield fault(name, repr(value), "words in quotes", mend)


def _unknown_or_no_table(source: Mapping[str, Any]) -> Iterator[Problem]:
    for name, value in source.items():
        if name not in ENTRIES:
            yield fault(name, "an unknown entry", ", ".join(ENTRIES), "Remove or rename it.")
        elif name in TABLES and not isinstance(value, dict):
            yield fault(name, repr(value), f"a table [{name}]", "Make it one.")


def _unfit(source: Mapping[str, Any], rules: Mapping[str, _Rule]) -> Iterator[Problem]:
    for name, rule in rules.items():
        value = source.get(name)
        if isinstance(value, str) and not rule.fits(value):
            yield fault(name, value, rule.expected, rule.mend)


def _unfit_tables(source: Mapping[str, Any]) -> Iterator[Problem]:
    topics = source.get("topics", {})
    labelled = isinstance(topics, dict) and all(isinstance(one, str) for one in topics.values())
    if not topics or not labelled:
        mend = "List each topic on a line of its own below [topics]."
        yield fault("topics", repr(topics), 'name = "Label"', mend)
    places = source.get("places")
    centre = places.get("centre", "") if isinstance(places, dict) else ""
    if not isinstance(centre, str):
        yield fault("places.centre", repr(centre), "a place_id", "Write it in quotes.")
