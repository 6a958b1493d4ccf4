"""Rules about where rows stand, and about the words that stand there."""

import re
from collections.abc import Iterator

from helpers.story import locators
from helpers.story.check.tables import Tables, span
from helpers.story.contract import table
from helpers.story.csv_tables import Row
from helpers.story.problem import Problem

LOCATOR = ("paragraph", "start", "end", "sha256")
# The columns that hold words of the article as printed.
PRINTED = (("figures", "surface"), ("events", "surface"), ("claims", "hedges"))
MOST_WORDS = 6
RELOCATE = 'Find the place with: story locate STORY "words".'


def paragraphs_counted(tables: Tables) -> Iterator[Problem]:
    """Paragraphs are numbered 1, 2, 3 without a gap."""
    for expected, row in enumerate(tables.rows("paragraphs"), start=1):
        if row.whole("paragraph") not in (None, expected):
            yield row.problem(
                "paragraph",
                row.text("paragraph"),
                str(expected),
                "Number the paragraphs from 1 without a gap; add the row that is missing.",
            )


def locator_whole(tables: Tables) -> Iterator[Problem]:
    """A locator is filled in wholly or, where the contract allows it, left blank wholly."""
    for row in tables.located():
        blank = [column for column in LOCATOR if not row.text(column)]
        if blank and len(blank) < len(LOCATOR):
            yield row.problem(
                ", ".join(blank),
                "blank beside a locator that is begun",
                "all four of paragraph, start, end, sha256, or none",
                RELOCATE,
            )


def locator_forwards(tables: Tables) -> Iterator[Problem]:
    """A span ends after it starts."""
    for row in tables.located():
        start, end = row.whole("start"), row.whole("end")
        if start is not None and end is not None and end <= start:
            yield row.problem("end", str(end), f"more than start, {start}", RELOCATE)


def locator_inside(tables: Tables) -> Iterator[Problem]:
    """A span ends inside its paragraph."""
    lengths = {row.whole("paragraph"): row.whole("length") for row in tables.rows("paragraphs")}
    for row in tables.located():
        end, length = row.whole("end"), lengths.get(row.whole("paragraph"))
        if end is not None and length is not None and end > length:
            yield row.problem(
                "end",
                str(end),
                f"at most {length}, the length of paragraph {row.text('paragraph')}",
                RELOCATE,
            )


def same_span_same_hash(tables: Tables) -> Iterator[Problem]:
    """Rows with the same span have the same hash; a whole paragraph has the paragraph's."""
    known: dict[tuple[int | None, int | None, int | None], Row] = {
        (row.whole("paragraph"), 0, row.whole("length")): row for row in tables.rows("paragraphs")
    }
    for row in tables.located():
        place = (row.whole("paragraph"), row.whole("start"), row.whole("end"))
        if None in place:
            continue
        first = known.setdefault(place, row)
        if first.text("sha256") != row.text("sha256"):
            yield row.problem(
                "sha256",
                _short(row.text("sha256")),
                f"{_short(first.text('sha256'))}, as {first.file} {first.place} has for that span",
                f"One of the two has a wrong start, end or hash. {RELOCATE}",
            )


def span_proved(tables: Tables) -> Iterator[Problem]:
    """With the words at hand, each span's words have the hash that the row states."""
    for row in tables.located():
        words = _words(tables, row)
        if words is not None and locators.digest(words) != row.text("sha256"):
            yield row.problem(
                "start, end, sha256",
                f"{row.text('start')} to {row.text('end')}, where {_few(words)} stands",
                f"words with the hash {_short(row.text('sha256'))}",
                RELOCATE,
            )


def printed_words_stand_there(tables: Tables) -> Iterator[Problem]:
    """With the words at hand, surfaces and hedges stand in their row's span, as printed."""
    for row, column, item in _printed(tables):
        words = _words(tables, row)
        if words is not None and not _stands_in(item, words):
            yield row.problem(
                column,
                repr(item),
                f"words that stand in {row.text('start')} to {row.text('end')} "
                f"of paragraph {row.text('paragraph')}",
                "Write the words as printed, or move the span to where they stand.",
            )


def whole_surface_has_the_hash(tables: Tables) -> Iterator[Problem]:
    """A surface that fills its span has the span's hash; this needs no copy of the article."""
    for row, column, item in _printed(tables):
        start, end = row.whole("start"), row.whole("end")
        if column == "hedges" or start is None or end is None or end <= start:
            continue
        words = locators.fold(item)
        filled = end - start == len(words)
        if filled != (locators.digest(words) == row.text("sha256")):
            yield row.problem(
                "surface, start, end",
                f"{item!r}, {len(words)} characters, in a span of {end - start}",
                "a surface and a span that fit the hash of the row",
                f"Correct the surface, or the span. {RELOCATE}",
            )


def printed_words_are_few(tables: Tables) -> Iterator[Problem]:
    """A surface or hedge has six words at most: the article's sentences stay out."""
    for row, column, item in _printed(tables):
        count = len(item.split())
        if count > MOST_WORDS:
            yield row.problem(
                column,
                f"{count} words",
                f"at most {MOST_WORDS} words of the article",
                "Keep the words that carry the meaning; the locator leads to the rest.",
            )


def included_text_is_proved(tables: Tables) -> Iterator[Problem]:
    """Where the text is included, every paragraph is found in it."""
    if tables.article.text != "included" or tables.words is None:
        return
    for row in tables.rows("paragraphs"):
        if row.whole("paragraph") in tables.words.missing:
            yield row.problem(
                "sha256",
                _short(row.text("sha256")),
                "the hash of a paragraph of article.txt",
                "Restore the paragraph in article.txt, or its length and hash here.",
            )


def whole_text_has_the_hash(tables: Tables) -> Iterator[Problem]:
    """With every paragraph at hand, the text as a whole has the hash that article.toml states."""
    if tables.words is None or not tables.words.complete or not tables.words.paragraphs:
        return
    found = locators.digest("\n".join(tables.words.paragraphs.values()))
    if found != tables.article.sha256:
        yield Problem(
            "article.toml",
            "",
            "sha256",
            tables.article.sha256,
            found,
            "Write the hash that is expected, or restore the order of the paragraphs.",
        )


def _printed(tables: Tables) -> Iterator[tuple[Row, str, str]]:
    """Every surface and hedge with its row and column, of the tables that could be read."""
    for name, column in PRINTED:
        if tables.readable(name):
            kind = table(name).field(column).type
            for row in tables.rows(name):
                items = row.items(column) if kind == "list" else (row.text(column),)
                yield from ((row, column, item) for item in items if item)


def _words(tables: Tables, row: Row) -> str | None:
    place = span(row)
    if tables.words is None or place is None:
        return None
    return tables.words.span(place.paragraph, place.start, place.end)


def _stands_in(item: str, words: str) -> bool:
    """Whether some words stand in others as whole words."""
    return re.search(rf"(?<!\w){re.escape(locators.fold(item))}(?!\w)", words) is not None


def _few(words: str) -> str:
    listed = words.split(" ")
    more = " ..." if len(listed) > MOST_WORDS else ""
    return repr(" ".join(listed[:MOST_WORDS]) + more)


def _short(text: str) -> str:
    return f"{text[:12]}..." if len(text) > 12 else repr(text)
