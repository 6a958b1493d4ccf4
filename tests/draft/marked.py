"""The invented passages: their texts without the marks, and what the marks say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from helpers.draft.text import Span, Text, read
from tests.draft.annotated import WIKINEWS
from tests.draft.annotated import passages as attributed

FOLDER = Path(__file__).parent / "passages"
_MARK = re.compile(r"\[([^]]+)\]\(([^)]*)\)")


@dataclass(frozen=True)
class Passage:
    """A passage: its day of publication, text, and the meaning of each marked span.

    `tolls` are the outcomes of the quantities that count people harmed, `names` the kinds of what is
    named; only the two second sets mark these.
    """

    name: str
    published: str
    text: Text
    marks: dict[Span, str]
    tolls: dict[Span, str] = field(default_factory=dict)
    names: dict[Span, str] = field(default_factory=dict)


@cache
def passages(name: str) -> tuple[Passage, ...]:
    """Those of one file of the folder; of "wikinews", articles in full."""
    if name == "wikinews":
        return tuple(_wikinews())
    parts = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("== ")[1:]
    return tuple(map(_passage, parts))


def _passage(part: str) -> Passage:
    (published, name), *lines = part.partition("\n")[0].split(), *part.splitlines()[1:]
    lines = [line for line in lines if line]
    text = read("\n".join(_MARK.sub(r"\1", line) for line in lines))
    meant = [found for at, line in enumerate(lines, 1) for found in _marks(at, line)]
    marks = {span: words.partition(" !")[0] for span, words in meant if words[0] != "@"}
    tolls = {span: words.partition(" !")[2] for span, words in meant if " !" in words}
    named = {span: words[1:] for span, words in meant if words[0] == "@"}
    return Passage(name, published, text, marks, tolls, named)


def _marks(number: int, line: str) -> Iterator[tuple[Span, str]]:
    longer = 0
    for mark in _MARK.finditer(line):
        start = mark.start() - longer
        yield Span(number, start, start + len(mark[1])), mark[2]
        longer += len(mark[0]) - len(mark[1])


def _wikinews() -> Iterator[Passage]:
    """The articles that are marked for who says what, with marks of their own."""
    lines = (FOLDER / "wikinews.txt").read_text(encoding="utf-8").splitlines()
    marked = [re.fullmatch(r"(\w+) (\d+) (.+) \| (.+)", line) for line in lines if line[0] != "#"]
    for one in attributed(WIKINEWS):
        day = datetime.strptime(one.style.partition(", ")[2], "%d %B %Y").date()
        marks: dict[Span, str] = {}
        for found in marked:
            if found and found[1] == one.name:
                at = one.text.paragraph(int(found[2])).text.index(found[3])
                marks[Span(int(found[2]), at, at + len(found[3]))] = found[4]
        yield Passage(one.name, str(day), one.text, marks)
