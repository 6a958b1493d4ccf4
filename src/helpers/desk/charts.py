"""Every chart of a story as files for the desk: what has changed is drawn, in two processes.

Nothing is imported here that draws: a run with nothing to do must be over at once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.charts.sizes import SIZES
from helpers.desk.outputs import (
    DARK,
    FACTS,
    LIGHT,
    ROWS,
    STORY,
    UnknownError,
    chart_folder,
    chosen,
    file_name,
    story_folder,
)
from helpers.desk.standing import chart_facts, made_from, story_facts
from helpers.desk.writing import (
    PROCESSES,
    Contents,
    Each,
    Progress,
    Task,
    crew,
    publish,
    write_files,
)
from helpers.story.problem import StoryError
from helpers.story.project import find_root
from helpers.story.project import story_folder as source_folder
from helpers.story.story import Story

Facts = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """A chart as it was drawn in one size and theme: its facts and rows, and the drawing.

    `drawing` is what chart.json says of it, `contents` its files by name.
    """

    facts: Facts
    rows: bytes
    drawing: Facts
    contents: Mapping[str, bytes]


def write_charts(
    story: Story | str,
    dist: Path,
    asked: Sequence[str] | None = None,
    progress: Progress = print,
    *,
    sizes: Sequence[str] | None = None,
    dark: bool = False,
    root: Path | None = None,
    processes: int = PROCESSES,
) -> list[Path]:
    """Write the charts of a story in every format, each with its rows, its facts and its HTML.

    Input: the story or its id; the folder dist; the names of charts and of sizes (None = all);
    whom to tell of progress; dark adds the dark theme, on screens only; root = the folder of the
    project, if not the one found; processes = how many draw (1 = this one).
    Output: the paths written: none where all stands already and was made from the same. Charts are
    drawn on although one fails.
    Raises: UnknownError for a chart, size or theme that there is not, with those there are;
    PublishError naming every chart that failed; StoryError for a story that can't be opened.
    """
    if isinstance(story, Story):
        root = story.folder.parents[2]
        story = story.id
    root = root or find_root()
    themes = _themes(sizes, dark=dark)
    folder = story_folder(dist, story)
    key = made_from(source_folder(story, root), root)

    def plan(known: Facts) -> _Plan:
        return _planned(dist, story, root, key, chosen("chart", asked, known["charts"]), themes)

    known = story_facts(folder, key)
    todo = plan(known) if known else None
    if todo and not todo.tasks:
        progress(f"charts of {story}: unchanged")
        return []
    written: list[Path] = []
    with crew(processes, "helpers.desk.drawing") as each:
        if todo is None:
            known = {**_told(each, story, root), "made_from": key}
            todo = plan(known)
            written += write_files({folder / STORY: _json(known)})
        results = each("draw", todo.tasks)
        contents = partial(_contents, todo)
        names = list(todo.folders)
        return written + publish(
            "chart", names, todo.tasks, results, progress, contents, ["not drawn:"]
        )


def _told(each: Each, story: str, root: Path) -> Facts:
    """What stands in story.json."""
    [(_, told)] = each("describe_story", [(story, root)])
    if isinstance(told, dict):
        return told
    raise StoryError(told)


# ------------------------------------------------------------------------------ what to draw


@dataclass(frozen=True)
class _Plan:
    """What every chart is made from, where each stands, what still holds of it, what is to be drawn."""

    key: str
    folders: Mapping[str, Path]
    facts: Mapping[str, Facts | None]
    tasks: list[Task]


def _themes(sizes: Sequence[str] | None, *, dark: bool) -> dict[str, tuple[str, ...]]:
    """The themes to draw by size, the longest work first, so that both cores finish together."""
    asked = [SIZES[name] for name in SIZES if name in chosen("size", sizes, SIZES)]
    if dark and all(size.press for size in asked):
        screens = ", ".join(name for name, size in SIZES.items() if not size.press)
        raise UnknownError(
            f"nothing printed on paper has a dark theme; sizes that have one: {screens}"
        )
    themes = {one.name: (LIGHT, DARK) if dark and not one.press else (LIGHT,) for one in asked}
    return dict(sorted(themes.items(), key=lambda one: -SIZES[one[0]].pixels * len(one[1])))


def _planned(
    dist: Path,
    story: str,
    root: Path,
    key: str,
    names: Sequence[str],
    themes: Mapping[str, tuple[str, ...]],
) -> _Plan:
    folders = {name: chart_folder(dist, story, name) for name in names}
    facts = {name: chart_facts(folder, key) for name, folder in folders.items()}
    tasks: list[Task] = []
    for name, told in facts.items():
        standing = {(one["size"], one["theme"]) for one in told["drawings"]} if told else set()
        for size, asked in themes.items():
            absent = [theme for theme in asked if (size, theme) not in standing]
            tasks += [(name, size, theme, story, root) for theme in absent]
    return _Plan(key, folders, facts, tasks)


# ------------------------------------------------------------------------------ writing it


def _contents(plan: _Plan, name: str, made: Sequence[Made]) -> Contents:
    """The files of a chart, what is to go, and then chart.json that vouches for what stands."""
    facts = plan.facts[name] or next((one.facts for one in made), None)
    if facts is None:
        return {}
    files = {file: content for one in made for file, content in one.contents.items()}
    entries = [*facts.get("drawings", []), *(one.drawing for one in made)]
    drawings = _in_order(entries)
    files |= _snippets(name, facts, drawings)
    if made:
        files[ROWS] = made[0].rows
        facts = {**facts, "data": {"file": ROWS, **_seal(made[0].rows)}}
    facts = {
        **facts,
        "themes": [theme for theme in (LIGHT, DARK) if any(d["theme"] == theme for d in drawings)],
        "drawings": drawings,
        "made_from": plan.key,
    }
    folder = plan.folders[name]
    return {
        **{folder / file: content for file, content in files.items()},
        **dict.fromkeys(_old(folder, name, drawings)),
        folder / FACTS: _json(facts),
    }


def _in_order(entries: Iterable[Facts]) -> list[Facts]:
    """What chart.json says of each drawing, the newest of each size and theme, in their order."""
    newest = {(one["size"], one["theme"]): one for one in entries}
    sizes = list(SIZES)
    return sorted(newest.values(), key=lambda d: (sizes.index(d["size"]), d["theme"] != LIGHT))


def _snippets(name: str, facts: Facts, drawings: Sequence[Facts]) -> dict[str, bytes]:
    """The HTML of every drawing: each may name others, so all are written anew with any of them."""
    from helpers.desk.snippet import snippet

    made = {}
    for entry in drawings:
        html = snippet(facts, entry, drawings)
        file = file_name(name, entry["size"], entry["theme"], "snippet")
        made[file] = html
        pictures = [one for one in entry["files"] if one["kind"] != "snippet"]
        entry["files"] = [*pictures, listed("snippet", file, html, entry["width"], entry["height"])]
    return made


def listed(kind: str, file: str, content: bytes, width: int, height: int) -> Facts:
    """What chart.json says of a file of a drawing; width and height in px, or pixels for a PNG."""
    return {"kind": kind, "file": file, "width": width, "height": height, **_seal(content)}


def _seal(content: bytes) -> Facts:
    """By what a file is known to be whole."""
    return {"bytes": len(content), "sha256": sha256(content).hexdigest()}


def _old(folder: Path, name: str, drawings: Iterable[Facts]) -> Iterator[Path]:
    """Files of this chart that were drawn from other rows or by other code."""
    kept = {file["file"] for entry in drawings for file in entry["files"]}
    for path in folder.glob(f"{name}-*"):
        if path.name not in kept and path.is_file():
            yield path


def _json(facts: Facts) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()
