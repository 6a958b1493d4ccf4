"""Where in dist/ what stands, what its files are called, and no name that leads out of it."""

from pathlib import Path

from helpers.story.project import NAME

ROWS = "chart.csv"
FACTS = "chart.json"
STORY = "story.json"
INDEX = "index.html"
LIGHT = "light"
DARK = "dark"

# The files of one drawing: what they are called in chart.json, and how their names end.
KINDS = {
    "svg": ".svg",
    "editable": "-editable.svg",
    "pdf": ".pdf",
    "png": ".png",
    "png2x": "@2x.png",
    "snippet": ".html",
}


class PublishError(Exception):
    """Something that can't be published; the message says what, where and what to do."""


class UnknownError(PublishError):
    """Something was asked for that there is not; the message lists what there is."""


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

    Input: the chart, its size and theme, and one of KINDS.
    """
    return "-".join((chart, size, *([DARK] if theme == DARK else []))) + KINDS[kind]


def _inside(folder: Path, kind: str, name: str) -> Path:
    if not NAME.fullmatch(name):
        raise PublishError(f"{kind} {name!r}: lower-case words joined by hyphens are expected")
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise PublishError(f"{kind} {name!r}: {path} leads out of {folder}; take the link away")
    return path
