"""Every chart of a story as files for the desk: what has changed is drawn, in two processes.

Nothing is imported here that draws: a run with nothing to do must be over at once.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.charts.sizes import SIZES
from helpers.desk.folders import (
    DARK,
    FACTS,
    LIGHT,
    ROWS,
    STORY,
    PublishError,
    UnknownError,
    chart_folder,
    file_name,
    story_folder,
)
from helpers.desk.unchanged import chart_facts, made_from, story_facts
from helpers.desk.wanted import Drawing, Failure, File, Outcome, Place, Wanted
from helpers.desk.workers import Workers, workers
from helpers.story.atomic_write import write_atomically
from helpers.story.problem import StoryError
from helpers.story.project import find_root
from helpers.story.project import story_folder as source_folder
from helpers.story.story import Story

Progress = Callable[[str], object]

PROCESSES = 2
DRAWING = "helpers.desk.drawing"


def write_charts(
    story: Story | str,
    dist: Path,
    names: Sequence[str] | None = None,
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
    chosen = _themes(sizes, dark=dark)
    folder = story_folder(dist, story)
    key = made_from(source_folder(story, root), root)
    known = story_facts(folder, key)
    if known is not None:
        plan = _Plan(dist, Place(story, root), key, _named(names, known["charts"]), chosen)
        if not plan.missing:
            progress(f"charts of {story}: unchanged")
            return []
    with workers(processes, DRAWING) as crew:
        written = []
        if known is None:
            known = {**_told(crew, Place(story, root)), "made_from": key}
            plan = _Plan(dist, Place(story, root), key, _named(names, known["charts"]), chosen)
            written.append(write_atomically(folder / STORY, _json(known)))
        return [*written, *_write(crew, plan, progress)]


# ------------------------------------------------------------------------------ what to draw


def _themes(sizes: Sequence[str] | None, *, dark: bool) -> dict[str, tuple[str, ...]]:
    """The themes to draw, by size in the order of SIZES."""
    unknown = [name for name in sizes or () if name not in SIZES]
    if unknown:
        raise UnknownError(
            f"no size is called {', '.join(unknown)}; known sizes: {', '.join(SIZES)}"
        )
    chosen = [size for name, size in SIZES.items() if not sizes or name in sizes]
    if dark and all(size.press for size in chosen):
        screens = ", ".join(name for name, size in SIZES.items() if not size.press)
        raise UnknownError(
            f"nothing printed on paper has a dark theme; sizes that have one: {screens}"
        )
    return {size.name: (LIGHT, DARK) if dark and not size.press else (LIGHT,) for size in chosen}


def _named(names: Sequence[str] | None, known: Sequence[str]) -> list[str]:
    unknown = [name for name in names or () if name not in known]
    if unknown:
        raise UnknownError(
            f"no chart is called {', '.join(unknown)}; known charts: {', '.join(known) or 'none'}"
        )
    return list(dict.fromkeys(names)) if names else list(known)


class _Plan:
    """What is asked for, what of it stands, and what is to be drawn."""

    def __init__(
        self,
        dist: Path,
        place: Place,
        key: str,
        names: Sequence[str],
        themes: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.key = key
        self.names = names
        self.folders = {name: chart_folder(dist, place.story, name) for name in names}
        self.facts = {name: chart_facts(path, key) for name, path in self.folders.items()}
        self.missing = [
            Wanted(place, name, size, absent)
            for name in names
            for size, wished in _largest_first(themes)
            if (absent := tuple(t for t in wished if (size, t) not in self._standing(name)))
        ]

    def _standing(self, name: str) -> set[tuple[str, str]]:
        facts = self.facts[name]
        return {(one["size"], one["theme"]) for one in facts["drawings"]} if facts else set()

    def missing_of(self, name: str) -> int:
        return sum(wanted.chart == name for wanted in self.missing)


def _largest_first(
    themes: Mapping[str, tuple[str, ...]],
) -> list[tuple[str, tuple[str, ...]]]:
    """Sizes with the longest work first, so that both cores finish together."""
    return sorted(themes.items(), key=lambda item: -SIZES[item[0]].pixels * len(item[1]))


# ------------------------------------------------------------------------------ drawing it


def _told(crew: Workers, place: Place) -> dict[str, Any]:
    """What stands in story.json."""
    [(_, told)] = crew.each(_describe, [place])
    if isinstance(told, dict):
        return told
    raise StoryError(told)


def _describe(place: Place) -> dict[str, Any] | list[Any]:
    from helpers.desk.drawing import describe_story

    try:
        return describe_story(place)
    except StoryError as error:  # it does not travel between processes; its problems do
        return list(error.problems) or [str(error)]


def _draw(wanted: Wanted) -> Outcome:
    from helpers.desk.drawing import draw

    return draw(wanted)


def _write(crew: Workers, plan: _Plan, progress: Progress) -> list[Path]:
    """Draw what is missing; each chart is written as soon as all of it is drawn."""
    written: list[Path] = []
    failed: list[str] = []
    outcomes: dict[str, list[Outcome]] = {name: [] for name in plan.names}
    for wanted, outcome in crew.each(_draw, plan.missing):
        name = wanted.chart
        outcomes[name].append(outcome)
        for line in _lines(plan, name, outcome):
            progress(line)
        failed += [f"{name}, {_label(one)}: {one.reason}" for one in outcome.failures]
        if len(outcomes[name]) == plan.missing_of(name):
            written += _write_chart(plan, name, outcomes.pop(name))
    if failed:
        raise PublishError("\n".join(["not drawn:", *failed]))
    return written


def _lines(plan: _Plan, name: str, outcome: Outcome) -> Iterator[str]:
    chart = f"chart {plan.names.index(name) + 1} of {len(plan.names)}: {name}"
    for drawn in outcome.drawings:
        yield f"{chart}, {_label(drawn)}, {drawn.seconds:.1f} s"
    for failure in outcome.failures:
        yield f"{chart}, {_label(failure)}, FAILED: {failure.reason}"


def _label(one: Drawing | Failure) -> str:
    return one.size if one.theme == LIGHT else f"{one.size} {one.theme}"


# ------------------------------------------------------------------------------ writing it


def _write_chart(plan: _Plan, name: str, outcomes: Sequence[Outcome]) -> list[Path]:
    """Write the files of a chart, then chart.json that vouches for them, and nothing else."""
    facts = plan.facts[name] or next((one.facts for one in outcomes if one.facts), None)
    if facts is None:
        return []
    folder = plan.folders[name]
    new = [drawing for outcome in outcomes for drawing in outcome.drawings]
    contents = {
        file_name(name, drawing.size, drawing.theme, file.kind): file.content
        for drawing in new
        for file in drawing.files
    }
    entries = {(one["size"], one["theme"]): one for one in facts.get("drawings", [])}
    entries |= {(one.size, one.theme): _entry(name, one) for one in new}
    drawings = sorted(entries.values(), key=_order)
    for html, entry in _snippets(facts, drawings):
        file = file_name(name, entry["size"], entry["theme"], "snippet")
        contents[file] = html
        pictures = [one for one in entry["files"] if one["kind"] != "snippet"]
        entry["files"] = [*pictures, _listed("snippet", file, html, entry)]
    rows = next((one.rows for one in outcomes if one.facts), None)
    if rows is not None:
        contents[ROWS] = rows
        facts = {**facts, "data": {"file": ROWS, **_seal(rows)}}
    facts = {
        **facts,
        "themes": [theme for theme in (LIGHT, DARK) if any(d["theme"] == theme for d in drawings)],
        "drawings": drawings,
        "made_from": plan.key,
    }
    paths = [write_atomically(folder / file, content) for file, content in contents.items()]
    _take_away_old(folder, name, drawings)
    return [*paths, write_atomically(folder / FACTS, _json(facts))]


def _entry(name: str, drawing: Drawing) -> dict[str, Any]:
    """What chart.json says of a drawing."""
    size = SIZES[drawing.size]
    return {
        "size": drawing.size,
        "theme": drawing.theme,
        "use": size.use,
        "press": size.press,
        "width": drawing.width,
        "height": drawing.height,
        "files": [_file_entry(name, drawing, file) for file in drawing.files],
    }


def _file_entry(name: str, drawing: Drawing, file: File) -> dict[str, Any]:
    called = file_name(name, drawing.size, drawing.theme, file.kind)
    box = {"width": file.width, "height": file.height}
    return _listed(file.kind, called, file.content, box)


def _listed(kind: str, called: str, content: bytes, box: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": kind,
        "file": called,
        "width": box["width"],
        "height": box["height"],
        **_seal(content),
    }


def _seal(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "sha256": sha256(content).hexdigest()}


def _order(entry: Mapping[str, Any]) -> tuple[int, bool]:
    return list(SIZES).index(entry["size"]), entry["theme"] != LIGHT


def _snippets(
    facts: Mapping[str, Any], drawings: Sequence[dict[str, Any]]
) -> list[tuple[bytes, dict[str, Any]]]:
    """The HTML of every drawing: each may name others, so all are written anew with any of them."""
    from helpers.desk.snippet import snippet

    return [(snippet(facts, entry, drawings), entry) for entry in drawings]


def _take_away_old(folder: Path, name: str, drawings: Iterable[Mapping[str, Any]]) -> None:
    """Remove files of this chart that were drawn from other rows or by other code."""
    kept = {file["file"] for entry in drawings for file in entry["files"]}
    for path in folder.glob(f"{name}-*"):
        if path.name not in kept and path.is_file():
            path.unlink()


def _json(facts: Mapping[str, Any]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()
