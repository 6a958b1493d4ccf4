"""Passages with what a person marked in them, read from corpus.txt; the form stands at its top."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.draft.text import Span, Text, read

CORPUS = Path(__file__).with_name("corpus.txt")
SPEECH = Path(__file__).with_name("speech.txt")
WIKINEWS = Path(__file__).with_name("wikinews.txt")
_OPENING = re.compile(r"\{(?P<role>[a-z])(?P<number>\d*)(?P<unnamed>\*?)(?:=(?P<name>[^|{}]*))?\|")


@dataclass(frozen=True)
class Mark:
    """Marked words: d, i, s, c, a or h; the attribution they belong to; who is meant."""

    role: str
    number: int
    span: Span
    name: str = ""
    unnamed: bool = False


@dataclass(frozen=True)
class Passage:
    """A passage: its name, style and set, the text, what is marked, where sentences are cut."""

    name: str
    style: str
    part: str
    text: Text
    marks: tuple[Mark, ...]
    cuts: tuple[Span, ...]

    def of(self, number: int, role: str) -> tuple[Mark, ...]:
        """The marks of one attribution in one role."""
        return tuple(one for one in self.marks if (one.number, one.role) == (number, role))


def passages(path: Path = CORPUS) -> tuple[Passage, ...]:
    """All passages of a file."""
    blocks = re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return tuple(_passage(block) for block in blocks)


def _passage(block: str) -> Passage:
    head, *lines = block.strip().split("\n")
    name, style, part = (each.strip() for each in head.split(" | "))
    marks, cuts, plain = [], [], []
    for number, line in enumerate((line for line in lines if line.strip()), start=1):
        words, found, at = _read_line(line, number)
        plain.append(words)
        marks += found
        cuts += [Span(number, place, place + 1) for place in at]
    kinds = {1: "headline"} if "headline" in _kinds(plain) else {}
    return Passage(name, style, part, read("\n".join(plain), kinds), tuple(marks), tuple(cuts))


def _kinds(plain: list[str]) -> Iterator[str]:
    """A first line without a point at its end is a headline."""
    if plain and "." not in plain[0][-2:] and len(plain[0]) < 80:
        yield "headline"


def _read_line(line: str, number: int) -> tuple[str, list[Mark], list[int]]:
    words, place = "", 0
    marks: list[Mark] = []
    cuts: list[int] = []
    open_: list[tuple[re.Match[str], int]] = []
    while place < len(line):
        opening = _OPENING.match(line, place)
        if opening:
            open_.append((opening, len(words)))
            place = opening.end()
        elif line[place] == "}" and open_:
            begun, start = open_.pop()
            marks.append(
                Mark(
                    begun["role"],
                    int(begun["number"] or 0),
                    Span(number, start, len(words)),
                    begun["name"] or "",
                    bool(begun["unnamed"]),
                )
            )
            place += 1
        elif line.startswith("^ ", place):
            cuts.append(len(words))
            place += 2
        else:
            words += line[place]
            place += 1
    if open_:
        raise ValueError(f"{line!r}: a brace is not closed")
    return words, sorted(marks, key=lambda one: one.span), cuts


def by_number(passage: Passage) -> dict[int, list[Mark]]:
    """The marks of each attribution."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for one in passage.marks:
        if one.number:
            found[one.number].append(one)
    return dict(found)
