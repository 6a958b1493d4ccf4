"""PolNeAR, read from a folder: X.txt, and X.ann or X_ANNOTATOR.ann beside it.

The Political News Attribution Relations Corpus (Newell, Margolin and Ruths, LREC 2018,
github.com/networkdynamics/PolNeAR): attributions in news of 2016, marked in brat's standoff form.
It names no licence, and its articles are their publishers', so none of it stands here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.draft.text import Span, Text, read

_SPAN = re.compile(r"^(T\d+)\t(\S+) ([\d ;]+)", re.MULTILINE)
_RELATION = re.compile(r"^E\d+\t(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Relation:
    """One attribution: the pieces of its source, cue and content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Annotated:
    """An article and its attributions."""

    name: str
    text: Text
    relations: tuple[Relation, ...]


def articles(folder: Path) -> Iterator[Annotated]:
    """Every article below a folder that has its annotations; of several annotators the first."""
    notes = {path.name: path for path in sorted(folder.rglob("*.ann"), reverse=True)}
    for path in sorted(folder.rglob("*.txt")):
        found = [note for name, note in notes.items() if name.startswith(path.stem)]
        if found:
            yield _article(path, found[-1])


def _article(path: Path, note: Path) -> Annotated:
    raw = path.read_text(encoding="utf-8")
    text = read(raw, {1: "headline"})
    standoff = note.read_text(encoding="utf-8")
    roles: dict[str, list[tuple[int, int]]] = {
        name: [(int(start), int(end)) for start, end in map(str.split, places.strip().split(";"))]
        for name, _, places in _SPAN.findall(standoff)
    }
    places = _places(raw)
    relations = []
    for line in _RELATION.findall(standoff):
        parts = [part.split(":") for part in line.split()]
        held = {
            role: tuple(
                span
                for kind, name in parts
                if kind.startswith(role)
                for start, end in roles.get(name, [])
                for span in _spans(places, start, end)
            )
            for role in ("Source", "Cue", "Content")
        }
        if held["Content"]:
            relations.append(Relation(held["Source"], held["Cue"], held["Content"]))
    return Annotated(path.stem, text, tuple(relations))


def _places(raw: str) -> list[list[int]]:
    """Of each paragraph, where in the file each of its characters stands."""
    found, start = [], 0
    for line in raw.splitlines(keepends=True):
        kept = [
            start + place
            for place, letter in enumerate(line)
            if not letter.isspace() or not line[place - 1 : place].isspace()
        ]
        while kept and raw[kept[-1]].isspace():
            kept.pop()
        while kept and raw[kept[0]].isspace():
            kept.pop(0)
        if kept:
            found.append(kept)
        start += len(line)
    return found


def _spans(places: list[list[int]], start: int, end: int) -> Iterator[Span]:
    """A stretch of the file as spans, one for each paragraph that it touches."""
    for number, place in enumerate(places, start=1):
        low, high = bisect_left(place, start), bisect_left(place, end)
        if low < high:
            yield Span(number, low, high)
