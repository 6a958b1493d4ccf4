"""What a story leaves behind in dist/: the one list for the command, the gallery and the tests.

Only the standard library is used, so that a run with nothing to do is over at once.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.story.project import NAME, leads_out
from helpers.values.english import listed, plural

STORY = "story.json"
ROWS = "chart.csv"
FACTS = "chart.json"
INDEX = "index.html"
LIGHT, DARK = "light", "dark"


class PublishError(Exception):
    """Something that can't be published; the message says what, where and what to do."""


class UnknownError(PublishError):
    """Something was asked for that there is not; the message lists what there is."""


@dataclass(frozen=True)
class Kind:
    """One kind of what a story leaves behind.

    `file` is where one stands below dist/<story>/; `command` is what writes them all, as behind
    `story`; `make charts` runs it.
    """

    file: str
    command: str

    def path(self, dist: Path, story: str, name: str = "") -> Path:
        """Where one of them stands.

        Raises: PublishError for a story that is not called by lower-case words joined by hyphens,
        or that is a link out of dist.
        """
        return story_folder(dist, story) / self.file.format(name=name)

    def found(self, story: Path) -> list[Path]:
        """Those that stand in the folder of a story, by name."""
        found = story.glob(self.file.format(name="[!.]*"))
        return sorted(path for path in found if path.is_file())


KINDS: Mapping[str, Kind] = {
    "export": Kind("export/{name}", "export"),
    "explorer": Kind("explore.html", "explore"),
    "chart": Kind(f"charts/{{name}}/{FACTS}", "charts --dark"),
    "table": Kind("tables/{name}.html", "tables"),
    "notebook": Kind("notebooks/{name}.html", "notebooks"),
}
"""Every kind, in the order in which they are written."""


def standing(dist: Path, story_id: str) -> str:
    """What stands of a story in dist, in words: "holds 5 exports and 12 charts of an earlier run".

    Raises: PublishError for a story that is not called by lower-case words joined by hyphens.
    """
    folder = story_folder(dist, story_id)
    counts = {name: len(kind.found(folder)) for name, kind in KINDS.items()}
    told = [
        f"{count} {name if count == 1 else plural(name)}" for name, count in counts.items() if count
    ]
    return f"holds {listed(told)} of an earlier run" if told else f"holds nothing of {story_id} yet"


FORMATS: Mapping[str, tuple[str, str]] = {
    "svg": (".svg", "SVG"),
    "editable": ("-editable.svg", "SVG to edit"),
    "pdf": (".pdf", "PDF"),
    "png": (".png", "PNG"),
    "png2x": ("@2x.png", "PNG, double"),
    "snippet": (".html", "HTML"),
}
"""The formats of a drawing, by what chart.json calls them: how a file's name ends, and what the
gallery calls it."""


def story_folder(dist: Path, story_id: str) -> Path:
    """The folder of a story in dist.

    Raises: PublishError for a name that is not lower-case words joined by hyphens, or that is a
    link out of dist.
    """
    return _inside(dist, "story", story_id)


def chart_folder(dist: Path, story_id: str, chart: str) -> Path:
    """The folder of a chart of a story.

    Raises: PublishError for a name that is not lower-case words joined by hyphens, or that is a
    link out of the folder of the story.
    """
    return _inside(story_folder(dist, story_id) / "charts", "chart", chart)


def file_name(chart: str, size: str, theme: str, kind: str) -> str:
    """What a file of a chart is called.

    Input: the chart, its size and theme, and one of FORMATS.
    """
    return "-".join((chart, size, *([DARK] if theme == DARK else []))) + FORMATS[kind][0]


def _inside(folder: Path, kind: str, name: str) -> Path:
    if not NAME.fullmatch(name):
        raise PublishError(
            f"{kind} {name!r}: lower-case words joined by hyphens are expected, "
            "and none that Windows keeps for a device"
        )
    path = folder / name
    if leads_out(path, folder):
        raise PublishError(f"{kind} {name!r}: {path} leads out of {folder}; take the link away")
    return path


def as_json(facts: Mapping[str, Any]) -> bytes:
    """Facts as they stand in story.json and chart.json."""
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()


def chosen(word: str, asked: Sequence[str] | None, known: Iterable[str]) -> list[str]:
    """What was asked for, each once; all that there is if nothing was named.

    Raises: UnknownError listing what there is, for anything else.
    """
    there = list(known)
    unknown = [name for name in asked or () if name not in there]
    if unknown:
        raise UnknownError(
            f"no {word} is called {', '.join(unknown)}; known {word}s: {', '.join(there) or 'none'}"
        )
    return list(dict.fromkeys(asked)) if asked else there
