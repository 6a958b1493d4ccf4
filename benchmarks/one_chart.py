"""What a chart costs from rows to PNG: every chart of a story, at web size, in this process.

    python benchmarks/one_chart.py [STORY]...

Each is drawn once before, so that fonts and tables are known, then three times; the shortest
counts, in seconds of the processor. Exit code: 0 if the mean is at most 0.4 s.
"""

import sys
from collections.abc import Callable
from functools import partial
from statistics import mean
from time import process_time
from typing import TypeVar

from helpers.charts.pictures import to_png
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.catalogue import CHARTS

GOAL = 0.4
RUNS = 3
Made = TypeVar("Made")


def least(work: Callable[[], Made]) -> tuple[float, Made]:
    """The least that some work takes, and what comes of it."""
    made, costs = work(), []
    for _ in range(RUNS):
        begun = process_time()
        made = work()
        costs.append(process_time() - begun)
    return min(costs), made


def main(names: list[str]) -> int:
    """Measure, print, and say whether the goal is met."""
    built, written = [], []
    for story in map(open_story, names):
        for spec in CHARTS:
            building, figure = least(partial(spec.build, story))
            writing, _ = least(partial(to_png, figure))
            print(f"{story.id:22}{spec.name:24}{building:8.3f}{writing:8.3f}")
            built.append(building)
            written.append(writing)
    total = mean(built) + mean(written)
    print(f"{'mean':46}{mean(built):8.3f}{mean(written):8.3f}, {total:.3f} in all (goal: {GOAL})")
    return 0 if total <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(story_ids())))
