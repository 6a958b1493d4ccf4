"""How long `story recompute ged` takes on a large release, against a bare scan and plain pandas.

    .venv/bin/python benchmarks/ged.py PATH [--rows 1000000] [--runs 5]

PATH is a release of UCDP GED for the story that quotes it; its events are repeated, each time with
new ids, into a temporary file. Three programs then take turns, each in a process of its own, start
and imports included:

- ours: `story recompute ged`, reading, checking, computing and writing every figure;
- scan: DuckDB counts the cells of the columns used, and does nothing else;
- pandas: read_csv of those columns, the same checks, the same figures.
"""

import argparse
import csv
import itertools
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TIMES, MEMORY_MB = 3.0, 1000.0
"""The goals: ours takes at most so many times as long as the scan, and holds at most so much."""

WORKERS = ("ours", "scan", "pandas")


@dataclass(frozen=True)
class Run:
    """One process: seconds on the clock, seconds of processor time, peak memory in MB."""

    wall: float
    processor: float
    memory: float


def main() -> int:
    """Measure, print, and say whether the goals are met; the exit code is 1 if they are not."""
    options = _options()
    if options.worker:
        {"scan": scan, "pandas": plain_pandas}[options.worker](options.path)
        return 0
    with tempfile.TemporaryDirectory(prefix="claim-benchmark-") as folder:
        large = Path(folder, "repeated.csv")
        repeat(options.path, options.rows, large)
        print(
            f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python "
            f"{platform.python_version()}: {options.rows:,} events, "
            f"{large.stat().st_size / 1e6:,.0f} MB, {options.runs} runs each",
            flush=True,
        )
        runs: dict[str, list[Run]] = {worker: [] for worker in WORKERS}
        for _ in range(options.runs):
            # By turns, so that whatever else the machine does falls on all of them.
            for worker, measured in runs.items():
                measured.append(measure(command(worker, large, Path(folder))))
    return report(runs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path, metavar="PATH", help="a release of UCDP GED, as CSV")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--worker", choices=("scan", "pandas"), help=argparse.SUPPRESS)
    return parser.parse_args()


def repeat(path: Path, rows: int, to: Path) -> None:
    """Write the events of a release over and over, each with an id of its own."""
    from helpers.datasets.ged.download import Plain
    from helpers.datasets.ged.release import open_release

    release = open_release(Plain(path, path.name))
    where = release.columns.index("id")
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=release.delimiter))
    events = [line for line in lines[1:] if line and line[where].strip().isdigit()]
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(lines[0])
        for number, event in enumerate(itertools.islice(itertools.cycle(events), rows), 1):
            writer.writerow([*event[:where], str(number), *event[where + 1 :]])


def command(worker: str, large: Path, folder: Path) -> list[str]:
    """The words that start a program."""
    if worker != "ours":
        return [sys.executable, __file__, str(large), "--worker", worker]
    # The tolls of repeated events are no story's: a reference that no row cites leaves out the
    # comparison, which takes no time.
    told = ("--reference", "repeated", "--as-published", "--to", str(folder / "figures"))
    return [sys.executable, "-m", "helpers.cli", "recompute", "ged", str(large), *told]


def measure(words: Sequence[str]) -> Run:
    """Run a program to its end.

    Raises:
        SystemExit: it failed; what it said is printed.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    with process.stderr:
        said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(words)} failed:\n{said}")
    # Linux counts kilobytes, macOS bytes.
    unit = 1e6 if sys.platform == "darwin" else 1e6 / 1024
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def report(runs: dict[str, list[Run]]) -> int:
    """Print what was measured; 1 if a goal is missed."""
    print(f"{'':8}{'seconds: min':>14}{'median':>9}{'max':>9}{'processor':>12}{'peak MB':>10}")
    for worker, measured in runs.items():
        walls = [run.wall for run in measured]
        print(
            f"{worker:8}{min(walls):14.2f}{statistics.median(walls):9.2f}{max(walls):9.2f}"
            f"{statistics.median(run.processor for run in measured):12.2f}"
            f"{max(run.memory for run in measured):10.0f}"
        )
    wall = _times(runs, "wall")
    processor = _times(runs, "processor")
    memory = max(run.memory for run in runs["ours"])
    met = wall <= TIMES and memory <= MEMORY_MB
    print(
        f"ours takes {wall:.2f} times as long as the scan ({processor:.2f} times its processor "
        f"time; goal: at most {TIMES:g}) and holds {memory:,.0f} MB (goal: at most "
        f"{MEMORY_MB:,.0f}): {'met' if met else 'MISSED'}"
    )
    return 0 if met else 1


def _times(runs: dict[str, list[Run]], name: str) -> float:
    """How many times the scan's median the median of ours is."""
    ours, scanned = (
        statistics.median(getattr(run, name) for run in runs[worker]) for worker in ("ours", "scan")
    )
    return ours / scanned


# ------------------------------------------------------------------------------ the rivals


def scan(path: Path) -> None:
    """Let DuckDB read the columns used, and count their cells."""
    import duckdb

    from helpers.datasets.ged.columns import USED
    from helpers.datasets.ged.download import Plain
    from helpers.datasets.ged.reading import source
    from helpers.datasets.ged.release import open_release

    cells = ", ".join(f"count({name})" for name in USED)
    release = open_release(Plain(path, path.name))
    print(duckdb.sql(f"SELECT {cells} FROM {source(release)}").fetchall())


def plain_pandas(path: Path) -> None:
    """Read with pandas, check the same rules, compute the same figures."""
    import pandas as pd

    from helpers.datasets.ged import recomputation
    from helpers.datasets.ged.columns import DATES, USED
    from helpers.datasets.ged.reading import LONG, Reading
    from helpers.story.dataset import of_story, story_asking
    from helpers.story.story import open_story

    settings = of_story(open_story(story_asking()), {"as_published": True}, None)
    table = pd.read_csv(path, usecols=list(USED), parse_dates=list(DATES), encoding="utf-8")
    for name, column in USED.items():
        if column.limits:
            assert table[name].between(*column.limits).all()
    assert table["id"].is_unique
    assert (table["date_start"] <= table["date_end"]).all()
    mine = table[table["country"] == settings.country]
    first, last = mine["date_start"].min().date(), mine["date_start"].max().date()
    span = settings.span
    events = mine[
        (mine["date_start"] <= pd.Timestamp(span.last))
        & (mine["date_end"] >= pd.Timestamp(span.first))
    ]
    long = (events["date_end"] - events["date_start"]).dt.days > LONG
    text = {name: events[name].dt.strftime("%Y-%m-%d") for name in DATES}
    told = events.assign(long=long, events=1, **text)
    tolls = told.assign(month=told["date_start"].str[:7])
    ends = (first, last)
    reading = Reading(tolls, told, len(mine), len(told), *ends, notes=())
    for figure in recomputation.tables(settings, reading).values():
        figure.to_csv(index=False)


if __name__ == "__main__":
    sys.exit(main())
