"""article.toml: what a story says of its article, and what is wrong with it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from helpers.story.problem import Problem
from helpers.story.text_files import read_strictly

# Entries of article.toml that hold words; all but published_time must be there.
ENTRIES = (
    "id",
    "headline",
    "outlet",
    "outlet_id",
    "byline",
    "published",
    "published_time",
    "url",
    "language",
    "sha256",
    "text",
    "licence",
)
OPTIONAL = ("published_time",)
TABLES_OF_ARTICLE = ("topics", "places", "method", "recompute")
TEXTS = ("attached", "included")


@dataclass(frozen=True)
class Article:
    """What article.toml says of the article.

    `published` is a day (2014-09-29), `text` is "attached" (the user's own copy, untracked) or
    "included" (article.txt stands in the folder), `topics` name -> label in display order,
    `centre` the place_id from which distances are seen.
    """

    id: str
    headline: str
    outlet: str
    outlet_id: str
    byline: str
    published: str
    published_time: str | None
    url: str
    language: str
    sha256: str
    text: str
    licence: str
    topics: Mapping[str, str]
    centre: str | None
    method: Mapping[str, Any]
    recompute: Mapping[str, Any]


def read_article(folder: Path) -> tuple[Article | None, list[Problem]]:
    """Read article.toml.

    Output: the article, None if it can't be made, and all problems.
    """
    text, problems = read_strictly(folder / "article.toml")
    if text is None:
        return None, list(problems)
    try:
        source = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [
            _article_problem("", f"text that is not TOML ({error})", "TOML", "Mend that line.")
        ]
    found = [*_entry_problems(source), *_value_problems(source, folder)]
    if found:
        return None, found
    return _article(source), []


def _article(source: Mapping[str, Any]) -> Article:
    words: dict[str, Any] = {name: source.get(name) for name in ENTRIES}
    return Article(
        **words,
        topics=dict(source["topics"]),
        centre=source.get("places", {}).get("centre"),
        method=dict(source.get("method", {})),
        recompute=dict(source.get("recompute", {})),
    )


def _entry_problems(source: Mapping[str, Any]) -> list[Problem]:
    found = []
    for name in ENTRIES:
        value = source.get(name)
        if value is None and name not in OPTIONAL:
            found.append(_article_problem(name, "no such entry", "words in quotes", "Add it."))
        elif value is not None and (not isinstance(value, str) or not value.strip()):
            mend = "Write it in double quotes; leave nothing blank."
            found.append(_article_problem(name, repr(value), "words in quotes", mend))
    for name, value in source.items():
        if name not in (*ENTRIES, *TABLES_OF_ARTICLE):
            known = ", ".join((*ENTRIES, *TABLES_OF_ARTICLE))
            found.append(_article_problem(name, "an unknown entry", known, "Remove or rename it."))
        elif name in TABLES_OF_ARTICLE and not isinstance(value, dict):
            found.append(_article_problem(name, repr(value), f"a table [{name}]", "Make it one."))
    return found


def _value_problems(source: Mapping[str, Any], folder: Path) -> list[Problem]:
    found = []
    if source.get("id") != folder.name and isinstance(source.get("id"), str):
        found.append(
            _article_problem("id", source["id"], folder.name, "Use the name of the folder.")
        )
    if source.get("text") not in TEXTS and isinstance(source.get("text"), str):
        found.append(
            _article_problem("text", source["text"], " or ".join(TEXTS), "Write one of the two.")
        )
    if isinstance(source.get("published"), str) and not _is_day(source["published"]):
        mend = "Write year, month and day, as in 2014-09-29."
        found.append(_article_problem("published", source["published"], "a day", mend))
    if isinstance(source.get("sha256"), str) and not re.fullmatch("[0-9a-f]{64}", source["sha256"]):
        mend = "Write the SHA-256 of the paragraphs joined by line ends."
        found.append(_article_problem("sha256", source["sha256"], "64 hexadecimal digits", mend))
    topics = source.get("topics", {})
    if (
        not topics
        or not isinstance(topics, dict)
        or not all(isinstance(label, str) for label in topics.values())
    ):
        mend = "List each topic on a line of its own below [topics]."
        found.append(_article_problem("topics", repr(topics), 'name = "Label"', mend))
    centre = source.get("places", {}).get("centre", "") if _is_table(source, "places") else ""
    if not isinstance(centre, str):
        found.append(
            _article_problem("places.centre", repr(centre), "a place_id", "Write it in quotes.")
        )
    return found


def _is_table(source: Mapping[str, Any], name: str) -> bool:
    return isinstance(source.get(name), dict)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _article_problem(entry: str, found: str, expected: str, mend: str) -> Problem:
    return Problem("article.toml", "", entry, found, expected, mend)
