"""What is asked of a process that draws, and what it hands back; made of plain values."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Place:
    """A story in a folder of the project."""

    story: str
    root: Path


@dataclass(frozen=True)
class Wanted:
    """A chart in one size, in one or more themes."""

    place: Place
    chart: str
    size: str
    themes: tuple[str, ...]


@dataclass(frozen=True)
class File:
    """The content of a file; width and height in px, or in pixels for a PNG."""

    kind: str
    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Drawing:
    """A chart as it was drawn in one size and theme; width and height in px."""

    size: str
    theme: str
    width: int
    height: int
    files: tuple[File, ...]
    seconds: float


@dataclass(frozen=True)
class Failure:
    """A chart that could not be drawn in one size and theme, and why."""

    size: str
    theme: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What came of one Wanted: facts and rows are those of the chart, none if all of it failed."""

    facts: dict[str, Any] | None
    rows: bytes
    drawings: tuple[Drawing, ...]
    failures: tuple[Failure, ...]
