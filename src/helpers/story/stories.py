"""A story: one article taken apart, its tables in the contract's types."""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.story import locators
from helpers.story.contract import TABLES, Field, dtypes, fields, find_root, table
from helpers.story.csv_tables import (
    Problem,
    Row,
    Sheet,
    read_copy,
    read_sheet,
    read_strictly,
    split,
    to_number,
    to_whole,
)

if TYPE_CHECKING:
    import pandas as pd


__all__ = [
    "Article",
    "Story",
    "StoryError",
    "copy_path",
    "known_paragraphs",
    "open_story",
    "prove_copy",
    "read_article",
    "split",
    "story_folder",
    "story_ids",
    "story_words",
    "words_hidden",
]

STORIES = Path("data", "stories")
ATTACHED = "attached.txt"
INCLUDED = "article.txt"
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


class StoryError(Exception):
    """A story that can't be opened; `problems` says what is wrong, one line each."""

    def __init__(self, problems: Sequence[Problem | str]) -> None:
        """Take what is wrong, as problems or as ready lines."""
        self.problems: tuple[Problem, ...] = tuple(
            problem for problem in problems if isinstance(problem, Problem)
        )
        super().__init__("\n".join(map(str, problems)))


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


@dataclass(frozen=True)
class Story:
    """One article taken apart.

    Each table is handed out as a fresh copy, so that nobody changes what another reads: key as
    columns, rows in file order, the types of `contract.dtypes`. Lists are strings joined by "|"
    (see `split`). `words` is None where no copy of the article is attached.
    """

    id: str
    folder: Path
    article: Article
    words: locators.Words | None
    _tables: Mapping[str, "pd.DataFrame"] = field(repr=False)

    def table(self, name: str) -> "pd.DataFrame":
        """A fresh copy of the table of that name.

        Raises:
            KeyError: the contract has no such table.
        """
        return self._tables[table(name).name].copy()

    def note(self, topic: str) -> str | None:
        """The raw Markdown of notes/<topic>.md; None if the story has no such note."""
        path = self.folder / "notes" / f"{topic}.md"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    @property
    def paragraphs(self) -> "pd.DataFrame":
        """One row per paragraph of the article."""
        return self.table("paragraphs")

    @property
    def actors(self) -> "pd.DataFrame":
        """One row per person, group, state, outlet or force."""
        return self.table("actors")

    @property
    def mentions(self) -> "pd.DataFrame":
        """One row per place where the text names an actor."""
        return self.table("mentions")

    @property
    def relations(self) -> "pd.DataFrame":
        """One row per tie between two actors."""
        return self.table("relations")

    @property
    def claims(self) -> "pd.DataFrame":
        """One row per assertion."""
        return self.table("claims")

    @property
    def claim_links(self) -> "pd.DataFrame":
        """One row per pair of claims that stand to each other."""
        return self.table("claim_links")

    @property
    def figures(self) -> "pd.DataFrame":
        """One row per quantified expression."""
        return self.table("figures")

    @property
    def casualties(self) -> "pd.DataFrame":
        """One row per reported toll."""
        return self.table("casualties")

    @property
    def events(self) -> "pd.DataFrame":
        """One row per dated happening."""
        return self.table("events")

    @property
    def places(self) -> "pd.DataFrame":
        """One row per place."""
        return self.table("places")

    @property
    def coordinates(self) -> "pd.DataFrame":
        """One row per place and reference that places it."""
        return self.table("coordinates")

    @property
    def references(self) -> "pd.DataFrame":
        """One row per independent source."""
        return self.table("references")

    @property
    def checks(self) -> "pd.DataFrame":
        """One row per claim held against references."""
        return self.table("checks")


def story_ids(root: Path | None = None) -> list[str]:
    """The stories of the project, by name.

    Raises:
        LookupError: the project's folder was not found.
    """
    folder = (root or find_root()) / STORIES
    if not folder.is_dir():
        return []
    return sorted(
        entry.name for entry in folder.iterdir() if entry.is_dir() and entry.name[0] not in "._"
    )


def story_folder(story_id: str, root: Path | None = None) -> Path:
    """The folder of a story.

    Raises:
        StoryError: there is no such story; the message lists the known ones.
    """
    known = story_ids(root)
    if story_id not in known:
        listed = ", ".join(known) or "none: data/stories is empty or missing"
        raise StoryError([f"no story is called {story_id!r}; known stories: {listed}"])
    return (root or find_root()) / STORIES / story_id


def open_story(story_id: str, *, root: Path | None = None, words: Path | None = None) -> Story:
    """Open a story: its article, its tables, and its words where a copy is at hand.

    Input: `root` the project's folder if not the one found; `words` a copy of the article to prove
    against in place of the attached one. With CLAIM_WORDS=hide in the environment the words stay
    away unless `words` is given.

    Raises:
        StoryError: no such story, or files that can't be read; all problems at once.
    """
    folder = story_folder(story_id, root)
    article, problems = read_article(folder)
    sheets = {name: read_sheet(folder, name) for name in TABLES}
    tables: dict[str, pd.DataFrame] = {}
    for name, sheet in sheets.items():
        problems += sheet.problems or _untyped(sheet.rows)
        if not problems:
            tables[name] = _frame(sheet)
    if article is None or problems:
        raise StoryError(problems)
    try:
        proved = prove_copy(folder, article, sheets["paragraphs"].rows, words)
    except FileNotFoundError:
        raise StoryError([f"{words}: no such file; name a copy of the article"]) from None
    except ValueError as error:
        raise StoryError([str(error)]) from None
    # A copy that proves nothing is of no use; `story check` says so.
    found = proved.words if proved is not None and proved.matched else None
    return Story(story_id, folder, article, found, tables)


def copy_path(folder: Path, article: Article) -> Path:
    """Where the words of a story stand, if they are at hand."""
    return folder / (INCLUDED if article.text == "included" else ATTACHED)


def prove_copy(
    folder: Path, article: Article, paragraphs: Sequence[Row], copy: Path | None = None
) -> locators.Match | None:
    """Prove the copy of the article that is at hand; None if there is none, or it is hidden.

    Input: rows of paragraphs; `copy` to use in place of the story's own.

    Raises:
        FileNotFoundError: `copy` does not exist.
        ValueError: the copy is not a text file in UTF-8.
    """
    if copy is None:
        copy = copy_path(folder, article)
        if words_hidden() or not copy.exists():
            return None
    return locators.prove(known_paragraphs(paragraphs), read_copy(copy))


def words_hidden() -> bool:
    """Whether the environment asks for the words to stay away (CLAIM_WORDS=hide)."""
    return os.environ.get("CLAIM_WORDS") == "hide"


def story_words(story_id: str, root: Path | None = None) -> locators.Words | None:
    """The words of a story without its tables; None if no copy is at hand.

    Raises:
        StoryError: no such story, or article.toml, paragraphs.csv or the copy can't be read.
    """
    folder = story_folder(story_id, root)
    article, problems = read_article(folder)
    sheet = read_sheet(folder, "paragraphs")
    if article is None or not sheet.readable:
        raise StoryError([*problems, *sheet.problems])
    try:
        proved = prove_copy(folder, article, sheet.rows)
    except ValueError as error:
        raise StoryError([str(error)]) from None
    return proved.words if proved is not None and proved.matched else None


def known_paragraphs(rows: Sequence[Row]) -> list[locators.Known]:
    """What the paragraphs table knows of each paragraph, rows without number or length left out."""
    known = []
    for row in rows:
        number, length = row.whole("paragraph"), row.whole("length")
        if number is not None and length is not None:
            known.append(locators.Known(number, row.text("kind"), length, row.text("sha256")))
    return known


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


def _untyped(rows: Sequence[Row]) -> list[Problem]:
    """The cells that do not hold what the type of their column demands."""
    return [
        row.problem(
            entry.name,
            repr(row.text(entry.name)),
            _wanted(entry),
            "Mend the cell; `story check` lists everything else that is wrong.",
        )
        for row in rows
        for entry in fields(row.table)
        if row.text(entry.name) and not _fits(row, entry)
    ]


def _fits(row: Row, entry: Field) -> bool:
    if entry.categories:
        return row.text(entry.name) in {category.value for category in entry.categories}
    if entry.type == "integer":
        return row.whole(entry.name) is not None
    if entry.type == "number":
        return row.number(entry.name) is not None
    return entry.type != "boolean" or row.flag(entry.name) is not None


def _wanted(entry: Field) -> str:
    if entry.categories:
        return "one of " + ", ".join(category.value for category in entry.categories)
    kinds = {"integer": "a whole number", "number": "a number", "boolean": "true or false"}
    return kinds[entry.type]


def _frame(sheet: Sheet) -> "pd.DataFrame":
    import pandas as pd

    columns: dict[str, Any] = {}
    for entry in fields(sheet.table):
        cells = [row.text(entry.name) for row in sheet.rows]
        columns[entry.name] = pd.Series(
            [_value(cell, entry.type) for cell in cells],
            dtype=dtypes(sheet.table)[entry.name],
        )
    return pd.DataFrame(columns)


def _value(cell: str, kind: str) -> str | int | float | bool | None:
    if cell == "":
        return None
    if kind == "integer":
        return to_whole(cell)
    if kind == "number":
        return to_number(cell)
    return cell == "true" if kind == "boolean" else cell
