"""How long the charts of a story take, beside what matplotlib's own savefig takes for them.

    python benchmarks/charts.py [STORY] [--size SIZE]... [--light]

Ours is the whole command, `story charts STORY --dark` into an empty folder: every chart in every
size, theme and format, start-up, building and writing included. The plain baseline draws the same
figures in two processes too and calls savefig for the same pictures (SVG twice, PDF, PNG at 1x and
at 2x). Of it only the start-up and the savefig calls are counted, as if both processes were
equally busy to the end: the least that it could take. What it takes with building is told as well.
The two run one after the other, so both are told as CPU time too, which a busy machine bends less.

Exit code: 0 if both goals are met (1.3 times the baseline; two seconds with nothing changed).
"""

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

RATIO = 1.3
UNCHANGED = 2.0
RUNS = 3


@dataclass(frozen=True)
class Task:
    """One figure: chart, size, theme, and the folder for its files."""

    story: str
    chart: str
    size: str
    theme: str
    folder: str


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processor."""

    wall: float
    cpu: float

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.wall + other.wall, self.cpu + other.cpu)


class Stopwatch:
    """Measures a with block; `cost` holds what it took."""

    def __enter__(self) -> "Stopwatch":
        self._begun = (perf_counter(), process_time())
        return self

    def __exit__(self, *_: object) -> None:
        wall, cpu = self._begun
        self.cost = Cost(perf_counter() - wall, process_time() - cpu)


# ------------------------------------------------------------------------------ the baseline


def plain(task: Task) -> tuple[int, Cost, Cost]:
    """Build one figure and save it; returns the process, what building took, what saving took."""
    from helpers.charts.figure import as_drawn
    from helpers.charts.sizes import DPI, use_size
    from helpers.charts.style import THEMES, use_theme
    from helpers.story.story import open_story
    from helpers.topics.catalogue import CHARTS

    with Stopwatch() as building:
        story = open_story(task.story)
        build = next(spec.build for spec in CHARTS if spec.name == task.chart)
        with use_size(task.size), use_theme(THEMES[task.theme]):
            figure = build(story)
    path = Path(task.folder, "-".join((task.chart, task.size, task.theme)))
    with as_drawn(figure), Stopwatch() as saving:
        figure.savefig(f"{path}.svg")
        figure.savefig(f"{path}-editable.svg")
        figure.savefig(f"{path}.pdf")
        figure.savefig(f"{path}.png", dpi=DPI * figure.scale)
        figure.savefig(f"{path}@2x.png", dpi=2 * DPI * figure.scale)
    return os.getpid(), building.cost, saving.cost


def start(story: str) -> list[str]:
    """What every process does first: import what draws, open the story; returns the charts."""
    from helpers.story.story import open_story
    from helpers.topics.catalogue import CHARTS

    open_story(story)
    return [spec.name for spec in CHARTS]


def start_up(story: str) -> Cost:
    """What a process takes until it can draw, from the interpreter on."""
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); "
    code += f"import charts; charts.start({story!r})"
    return command(sys.executable, "-c", code)


def baseline(story: str, sizes: list[str], dark: bool) -> tuple[Cost, Cost, int]:
    """The least that plain savefig takes on two processes, and what it takes with building.

    Output: the first, the second, and how many figures.
    """
    from helpers.charts.sizes import SIZES

    started = start_up(story)
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2, context) as pool:
        names = pool.submit(start, story).result()
        tasks = [
            Task(story, name, size, theme, folder)
            for name in names
            for size in sizes
            for theme in (("light", "dark") if dark and not SIZES[size].press else ("light",))
        ]
        costs = list(pool.map(plain, tasks))
    building = sum((one for _, one, _ in costs), Cost(0, 0))
    saving = sum((one for _, _, one in costs), Cost(0, 0))
    strict = Cost(started.wall + saving.wall / 2, 2 * started.cpu + saving.cpu)
    return strict, strict + Cost(building.wall / 2, building.cpu), len(tasks)


# ------------------------------------------------------------------------------ ours


def command(*words: str) -> Cost:
    """Run a command to its end and measure all of its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    wall = perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu)


def ours(story: str, sizes: list[str], dark: bool) -> tuple[Cost, float]:
    """The command into an empty folder, and the quickest of three runs with nothing changed."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "helpers.cli", "charts", story, "--to", folder]
        words += [word for size in sizes for word in ("--size", size)]
        words += ["--dark"] if dark else []
        fresh = command(*words)
        unchanged = min(command(*words).wall for _ in range(RUNS))
    return fresh, unchanged


def main() -> int:
    """Measure both, print them, and say whether the goals are met."""
    from helpers.charts.sizes import SIZES

    parser = argparse.ArgumentParser(description="Charts against plain savefig.")
    parser.add_argument("story", nargs="?", default="isis-baghdad-2014")
    parser.add_argument("--size", action="append", choices=list(SIZES))
    parser.add_argument("--light", action="store_true", help="without the dark theme")
    options = parser.parse_args()
    sizes, dark = options.size or list(SIZES), not options.light
    fresh, unchanged = ours(options.story, sizes, dark)
    strict, with_building, figures = baseline(options.story, sizes, dark)
    print(
        f"{options.story}: {figures} figures, {len(sizes)} sizes, {'two' if dark else 'one'} themes"
    )
    for label, cost in (
        ("story charts, everything", fresh),
        ("plain savefig, start-up and savefig alone", strict),
        ("plain savefig, with building", with_building),
    ):
        print(f"{label:44}{cost.wall:8.1f} s{cost.cpu:8.1f} s CPU")
    wall, cpu = fresh.wall / strict.wall, fresh.cpu / strict.cpu
    print(f"{'ours / plain savefig':44}{wall:8.2f}  {cpu:8.2f}  (goal: {RATIO})")
    print(f"{'nothing changed':44}{unchanged:8.2f} s          (goal: under {UNCHANGED:.0f} s)")
    return 0 if wall <= RATIO and unchanged < UNCHANGED else 1


if __name__ == "__main__":
    sys.exit(main())
