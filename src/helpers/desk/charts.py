"""Every chart of a story as files for the desk: what has changed is drawn, in two processes.

Nothing is imported here that draws: a run with nothing to do must be over at once.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.charts.sizes import SIZES
from helpers.desk.outputs import (
    DARK,
    LIGHT,
    STORY,
    UnknownError,
    as_json,
    chart_folder,
    chosen,
    story_folder,
)
from helpers.desk.standing import chart_facts, facts_of, made_from
from helpers.desk.writing import PROCESSES, Each, Progress, Task, crew, publish, write_files
from helpers.story.problem import StoryError
from helpers.story.project import find_root
from helpers.story.project import story_folder as source_folder


def write_charts(
    story: str,
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

    Input: the id of the story; the folder dist; the names of charts and of sizes (None = all);
    whom to tell of progress; dark adds the dark theme, on screens only; root = the folder of the
    project, if not the one found; processes = how many draw (1 = this one).
    Output: the paths written: none where all stands already and was made from the same. Charts are
    drawn on although one fails; of one that has nothing to show only chart.json and its header are
    written.
    Raises: UnknownError for a chart, size or theme that there is not, with those there are;
    PublishError naming every chart that failed; StoryError for a story that can't be opened.
    """
    root = root or find_root()
    wanted = _wanted(sizes, dark=dark)
    folder = story_folder(dist, story)
    key = made_from(source_folder(story, root), root)

    def plan(known: Mapping[str, Any]) -> tuple[list[str], list[Task]]:
        """The charts that were asked for; and of each the drawings that do not stand already."""
        names, tasks = chosen("chart", asked, known["charts"]), []
        for name in names:
            place = chart_folder(dist, story, name)
            facts = chart_facts(place, key)
            stands = {(one["size"], one["theme"]) for one in facts["drawings"]} if facts else set()
            if facts and facts.get("rows") == 0:
                continue
            if missing := [one for one in wanted if one not in stands]:
                tasks.append((name, missing, facts, place, key, story, root))
        return names, tasks

    known = facts_of(folder / STORY, key)
    planned = plan(known) if known else None
    if planned and not planned[1]:
        progress(f"charts of {story}: unchanged")
        return []
    written: list[Path] = []
    with crew(processes, "helpers.desk.drawing") as each:
        if planned is None:
            known = {**_told(each, story, root), "made_from": key}
            planned = plan(known)
            written = write_files({folder / STORY: as_json(known)})
        names, tasks = planned
        return written + publish("chart", names, each("draw", tasks), progress, ["not drawn:"])


def _wanted(sizes: Sequence[str] | None, *, dark: bool) -> list[tuple[str, str]]:
    """The sizes to draw, each with its themes."""
    asked = [SIZES[name] for name in SIZES if name in chosen("size", sizes, SIZES)]
    if dark and all(size.press for size in asked):
        screens = ", ".join(name for name, size in SIZES.items() if not size.press)
        raise UnknownError(
            f"nothing printed on paper has a dark theme; sizes that have one: {screens}"
        )
    themes = (LIGHT, DARK) if dark else (LIGHT,)
    return [
        (one.name, theme) for one in asked for theme in themes if theme == LIGHT or not one.press
    ]


def _told(each: Each, story: str, root: Path) -> dict[str, Any]:
    """What stands in story.json."""
    [(_, told)] = each("describe_story", [(story, root)])
    if isinstance(told, dict):
        return told
    raise StoryError(told)
