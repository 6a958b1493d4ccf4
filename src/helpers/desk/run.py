"""Every story checked and charted, one a task: by processes of this machine, or by a cluster's."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock

from helpers.charts.sizes import SIZES
from helpers.corpus.places import is_here
from helpers.corpus.transfer import delivered, fetched
from helpers.desk.charts import write_charts
from helpers.desk.outputs import PublishError, chosen
from helpers.desk.writing import Each, Outcome, Progress, attempt
from helpers.story.check import check
from helpers.story.problem import StoryError

_DRAWING = Lock()
"""A worker of a cluster may run several threads, and matplotlib's settings are those of a process."""


class LostError(PublishError):
    """Whoever does the work is gone; the message says who, and what to do."""


def run_story(
    story: str, stories: Path, root: Path, dist: Path, sizes: Sequence[str] | None, dark: bool
) -> Outcome:
    """Check a story and write its charts; what stands already is left as it is.

    Input: the story; the folder or place of the stories; the folder of the project; the folder or
    place dist; sizes and dark as `charts.write_charts` takes them.
    Output: told and failed as `writing.attempt` has them; nothing is made that is not written.
    """
    done: list[str] = []

    def make() -> None:
        with fetched(story, stories, root) as project:
            report = check(story, root=project)
            if not report.clean:
                more = f", the first of {len(report.problems)}" if len(report.problems) > 1 else ""
                raise PublishError(f"{story}: {report.problems[0]} (`story check {story}`{more})")
            with _DRAWING, delivered(story, dist) as there:
                write_charts(
                    story,
                    there,
                    None,
                    done.append,
                    sizes=sizes,
                    dark=dark,
                    root=project,
                    processes=1,
                )

    outcome = attempt(story, make)
    unchanged = not outcome.failed and any(line.endswith("unchanged") for line in done)
    return replace(outcome, told=(", unchanged",)) if unchanged else outcome


def run_all(
    names: Sequence[str],
    stories: Path,
    dist: Path,
    each: Each,
    progress: Progress = print,
    *,
    root: Path,
    sizes: Sequence[str] | None = None,
    dark: bool = False,
) -> list[str]:
    """Check and chart stories; one that fails does not stop the others.

    Input: their names; the folder or place in which they stand, and that of dist; who does the work, as `writing.crew` or `cluster.cluster`
    give it; whom to tell as soon as one is done; the folder of the project; sizes and dark as
    `charts.write_charts` takes them.
    Output: what came of each, a line each, in the order of the stories.
    Raises: UnknownError for a size that there is not; PublishError with a line for each story that failed, in their order; LostError, saying
    how many are done, if whoever does the work is gone.
    """
    chosen("size", sizes, SIZES)
    # The longest first, so that none is left to one worker alone at the end.
    ordered = sorted(names, key=partial(_rows, stories), reverse=True)
    folders = (stories.absolute(), root.absolute(), dist.absolute())
    tasks = [(name, *folders, sizes, dark) for name in ordered]
    came: dict[str, Outcome] = {}
    try:
        for (name, *_), outcome in each("run_story", tasks):
            came[name] = outcome
            progress(f"story {len(came)} of {len(tasks)}: {name}{''.join(outcome.told)}")
    except LostError as error:
        kept = f"{len(came)} of {len(tasks)} stories are done and kept"
        raise LostError(f"{error}; {kept}: run the same command again for the rest") from None
    failed = [line for name in names for line in came[name].failed]
    if failed:
        raise PublishError("\n".join([f"{len(failed)} of {len(tasks)} stories failed:", *failed]))
    return [f"{name}{''.join(came[name].told)}" for name in names]


def _rows(stories: Path, story: str) -> int:
    """How much there is to draw in a story: the bytes of its tables; nobody asks for them elsewhere."""
    tables = (stories / story).glob("*.csv") if is_here(stories) else ()
    return sum(path.stat().st_size for path in tables)


def known(stories: Sequence[str], there: Sequence[str]) -> list[str]:
    """The stories that were asked for, in the order of those there are.

    Raises: StoryError naming one that there is not.
    """
    for name in stories:
        if name not in there:
            listed = ", ".join(there) or "none"
            raise StoryError([f"no story is called {name!r}; known stories: {listed}"])
    return [name for name in there if name in stories]
