"""A row that the rules propose, before it has found its place among those that stand, and its id."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import count

from helpers.draft.text import Span, Text
from helpers.story.contract import table
from helpers.story.locators import digest

SHORT = 6
"""So many words of the article may stand in a cell (story/check/rules.toml, printed_words_are_few)."""
FORMULA = ("=", "+", "-", "@")
"""What no cell begins with, since a spreadsheet would run it."""


@dataclass(frozen=True)
class Proposed:
    """A row: its table, its cells as printed, the locator of the words that gave rise to it, the rule.

    `serial` tells apart rows of one table that were proposed from the same words.
    """

    table: str
    cells: Mapping[str, str]
    locator: Mapping[str, str]
    rule: str
    serial: int = 0


def row(
    name: str, text: Text, span: Span, rule: str, cells: Mapping[str, object], serial: int = 0
) -> Proposed:
    """A row of a table: what it has no cell for is blank, and what has a locator gets the span's."""
    known = {column: "" if cell is None else str(cell) for column, cell in cells.items()}
    locator = _located(text, span)
    if table(name).located:
        known |= locator
    full = {column: known.get(column, "") for column in table(name).columns}
    return Proposed(name, full, locator, rule, serial)


def _located(text: Text, span: Span) -> dict[str, str]:
    """The cells of a locator."""
    ends = {"paragraph": span.paragraph, "start": span.start, "end": span.end}
    return {
        **{column: str(number) for column, number in ends.items()},
        "sha256": digest(text.words(span)),
    }


def surface(text: Text, span: Span) -> str:
    """The words of a span as a cell may hold them: "" where they are too many or read as a formula."""
    words = text.words(span)
    return "" if len(words.split()) > SHORT or words.startswith(FORMULA) else words


def number(letter: str, at: int, of: int) -> str:
    """The id of a row by its place in reading order, from 1: all of a table have as many digits."""
    return f"{letter}{at:0{max(3, len(str(of)))}}"


FEWEST = 3
"""So many digits has an id at least (pattern of the ids in data/contract.json)."""


def following(letter: str, taken: Collection[str]) -> str:
    """The next id of a table, in the form that most of its ids have: c176 after c175."""
    digits = [one[1:] for one in taken if one[1:].isdecimal()]
    lengths = Counter(map(len, digits))
    # Of two forms that are as common the longer one, whatever the order of a set.
    length = max(lengths, key=lambda each: (lengths[each], each), default=FEWEST)
    last = max((int(one) for one in digits if len(one) == length), default=0)
    numbered = (f"{letter}{number:0{length}}" for number in count(last + 1))
    return next(one for one in numbered if one not in taken)


def slug(name: str, taken: Collection[str]) -> str:
    """An id of the words of a name: lower case, joined by hyphens, with a number if it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    # "the" of a name is no part of what it is looked up by, unless nothing else is left.
    words = re.findall("[a-z0-9]+", plain.replace("'", ""))
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    stem = "-".join(words) or "unnamed"
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(one for one in numbered if one not in taken)
