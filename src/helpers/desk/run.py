"""Every story checked and charted, one a task: by processes of this machine, or by a cluster's."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock

from helpers.charts.sizes import SIZES
from helpers.desk.charts import write_charts
from helpers.desk.outputs import PublishError, chosen
from helpers.desk.writing import Each, Outcome, Progress, attempt
from helpers.story.check import check
from helpers.story.problem import StoryError
from helpers.story.project import STORIES

_DRAWING = Lock()
"""A worker of a cluster may run several threads, and matplotlib's settings are those of a process."""


class LostError(PublishError):
    """Whoever does the work is gone; the message says who, and what to do."""


def run_story(
    story: str, root: Path, dist: Path, sizes: Sequence[str] | None, dark: bool
) -> Outcome:
    """Check a story and write its charts; what stands already is left as it is.

    Output: told and failed as `writing.attempt` has them; nothing is made that is not written.
    """
    done: list[str] = []

    def make() -> None:
        report = check(story, root=root)
        if not report.clean:
            more = f", the first of {len(report.problems)}" if len(report.problems) > 1 else ""
            raise PublishError(f"{story}: {report.problems[0]} (`story check {story}`{more})")
        with _DRAWING:
            write_charts(
                story, dist, None, done.append, sizes=sizes, dark=dark, root=root, processes=1
            )

    outcome = attempt(story, make)
    unchanged = not outcome.failed and any(line.endswith("unchanged") for line in done)
    return replace(outcome, told=(", unchanged",)) if unchanged else outcome


def run_all(
    stories: Sequence[str],
    dist: Path,
    each: Each,
    progress: Progress = print,
    *,
    root: Path,
    sizes: Sequence[str] | None = None,
    dark: bool = False,
) -> list[str]:
    """Check and chart stories; one that fails does not stop the others.

    Input: their names; the folder dist; who does the work, as `writing.crew` or `cluster.cluster`
    give it; whom to tell as soon as one is done; the folder of the project; sizes and dark as
    `charts.write_charts` takes them.
    Output: what came of each, a line each, in the order of the stories.
    Raises: UnknownError for a size that there is not; PublishError with a line for each story that failed, in their order; LostError, saying
    how many are done, if whoever does the work is gone.
    """
    chosen("size", sizes, SIZES)
    # The longest first, so that none is left to one worker alone at the end.
    ordered = sorted(stories, key=partial(_rows, root), reverse=True)
    tasks = [(name, root.absolute(), dist.absolute(), sizes, dark) for name in ordered]
    came: dict[str, Outcome] = {}
    try:
        for (name, *_), outcome in each("run_story", tasks):
            came[name] = outcome
            progress(f"story {len(came)} of {len(tasks)}: {name}{''.join(outcome.told)}")
    except LostError as error:
        kept = f"{len(came)} of {len(tasks)} stories are done and kept"
        raise LostError(f"{error}; {kept}: run the same command again for the rest") from None
    failed = [line for name in stories for line in came[name].failed]
    if failed:
        raise PublishError("\n".join([f"{len(failed)} of {len(tasks)} stories failed:", *failed]))
    return [f"{name}{''.join(came[name].told)}" for name in stories]


def _rows(root: Path, story: str) -> int:
    """How much there is to draw in a story: the bytes of its tables."""
    return sum(path.stat().st_size for path in (root / STORIES / story).glob("*.csv"))


def known(stories: Sequence[str], there: Sequence[str]) -> list[str]:
    """The stories that were asked for, in the order of those there are.

    Raises: StoryError naming one that there is not.
    """
    for name in stories:
        if name not in there:
            listed = ", ".join(there) or "none"
            raise StoryError([f"no story is called {name!r}; known stories: {listed}"])
    return [name for name in there if name in stories]
