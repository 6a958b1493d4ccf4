"""How long many stories take: building the corpus, building one again, every question, run --all.

    .venv/bin/python benchmarks/corpus.py [--stories 10 100 1000] [--charts 6] [--at FOLDER]

Each program is a process of its own, start and imports included; how it gets on is told on stderr.
Plain pandas reads the CSV files for two of the questions. With `--at` the stories, the corpus and
the figures (results.jsonl) stay there: a run that was broken off goes on where it was.
"""

import argparse
import csv
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext, redirect_stdout
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from made_stories import make, name_of

ROOT = Path(__file__).resolve().parents[1]
STORIES = Path("data", "stories")
EVERY = 10.0
"""So many seconds lie between two lines that tell how work gets on."""

QUERY_SECONDS, QUERIED, MEMORY_MB, TWO_OF_ONE = 1.0, 1000, 1000.0, 1.7
"""The goals: every question over 1,000 stories in less than a second, nothing beyond so much memory,
and two workers so many times as fast as one."""

Run = dict[str, Any]


def main() -> int:
    """Make the stories, measure, print; the exit code is 1 if a goal is missed."""
    options = _options()
    if options.worker:
        print(json.dumps(_measured(WORKERS[options.worker], options)))
        return 0
    print(
        f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, load"
        f" {os.getloadavg()[0]:.1f}, Python {platform.python_version()}",
        flush=True,
    )
    stays = nullcontext(options.at) if options.at else TemporaryDirectory(prefix="claim-benchmark-")
    with stays as name:
        missed = [_measure(number, Path(name).absolute(), options) for number in options.stories]
    return int(any(missed))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--charts", type=int, default=6, help="chart so many of them, 0 for none")
    parser.add_argument("--at", type=Path, help="where stories, corpus and figures stay")
    parser.add_argument("--worker", choices=WORKERS, help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(number: int, at: Path, options: argparse.Namespace) -> bool:
    """Measure all that is asked of so many stories; whether a goal was missed."""
    place = at / f"{number}"
    rows = make(number, place / "project", _teller("stories made", number))
    print(
        f"\n{number:,} stories, {rows['claims']:,} claims, {sum(rows.values()):,} rows", flush=True
    )
    built = _run("build", place)
    _tell("build", built, built["told"])
    _tell("build, nothing changed", _run("build-again", place), number)
    _tell("build of one again", _run("build-one", place))
    asked = _run("ask", place)
    _tell("every question, one process", asked)
    for name, (processor, clock) in asked["told"].items():
        print(f"    {name}: processor {processor:.2f} s, clock {clock:.2f} s", flush=True)
    _tell("pandas, hedges and speakers", _run("pandas", place))
    missed = max(built["peak"], asked["peak"]) > MEMORY_MB
    if number == QUERIED:
        missed |= max(clock for _, clock in asked["told"].values()) > QUERY_SECONDS
    if charted := min(number, options.charts):
        missed |= _compare_workers(place, charted)
    return missed


def _compare_workers(place: Path, number: int) -> bool:
    """Chart stories in one process and in two; whether two are too slow."""
    runs = {}
    for workers in ("one", "two"):
        runs[workers] = _run(f"charts-in-{workers}", place, "--charts", str(number))
        _tell(f"run of {number} stories in {workers}", runs[workers], number)
    clock, processor = (runs["one"][of] / runs["two"][of] for of in ("wall", "processor"))
    print(
        f"  two workers are {clock:.2f} times as fast as one by the clock; with a core for each they"
        f" could be {2 * processor:.2f} times as fast, by the processor time that both take",
        flush=True,
    )
    return clock < TWO_OF_ONE


def _tell(what: str, run: Run, per: int = 0) -> None:
    each = f", {run['processor'] / per * 1000:,.1f} ms a story" if per else ""
    print(
        f"  {what}: {run['wall']:.2f} s, processor {run['processor']:.2f} s{each},"
        f" peak {run['peak']:.0f} MB",
        flush=True,
    )


def _teller(what: str, number: int) -> Callable[[int], None]:
    """Tells on stderr, now and then, how many of a number are done, and when all will be."""
    begun = heard = time.monotonic()

    def tell(done: int) -> None:
        nonlocal heard
        now = time.monotonic()
        if now - heard > EVERY:
            heard = now
            left = (now - begun) / done * (number - done)
            print(
                f"    {done:,} of {number:,} {what}, {left / 60:.0f} minutes left", file=sys.stderr
            )

    return tell


# ------------------------------------------------------------------------------ what is measured


def build(options: argparse.Namespace) -> int:
    """Build the corpus in two processes; the number of stories written."""
    from helpers.cli.corpus_commands import beside
    from helpers.corpus.build import build

    stories = options.place / "project" / STORIES
    number = sum(1 for _ in stories.iterdir())
    tell, counted = _teller("stories built", number), iter(range(1, number + 1))
    built = build(stories, options.place / "corpus", lambda _: tell(next(counted)), beside)
    assert not built.left_out, next(iter(built.left_out.values()))
    return len(built.written)


def build_one(options: argparse.Namespace) -> int:
    """Change one word of one story, and build."""
    path = options.place / "project" / STORIES / name_of(0) / "claims.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, first, *others = csv.reader(file)
    first[header.index("paraphrase")] += " Again."
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, first, *others])
    return build(options)


def ask(options: argparse.Namespace) -> dict[str, tuple[float, float]]:
    """Ask every question once, each in a corpus opened anew: seconds of processor and clock."""
    from helpers.corpus import QUESTIONS, open_corpus

    seconds = {}
    for name in QUESTIONS:
        begun = time.process_time(), time.monotonic()
        open_corpus(options.place / "corpus").ask(name)
        seconds[name] = (time.process_time() - begun[0], time.monotonic() - begun[1])
    return seconds


def plain_pandas(options: argparse.Namespace) -> object:
    """Two of the questions from the CSV files."""
    import tomllib

    import pandas as pd

    folders = sorted((options.place / "project" / STORIES).iterdir())
    claims, actors, outlets = [], [], {}
    for folder in folders:
        outlets[folder.name] = tomllib.loads((folder / "article.toml").read_text("utf-8"))["outlet"]
        claims.append(pd.read_csv(folder / "claims.csv", dtype="string").assign(story=folder.name))
        actors.append(pd.read_csv(folder / "actors.csv", dtype="string").assign(story=folder.name))
    told = pd.concat(claims)
    told = told[told["content"] == "assertion"].assign(
        outlet=lambda rows: rows["story"].map(outlets)
    )
    hedged = told.groupby("outlet")["hedges"].count().sort_index()
    named = told[told["voice"] != "narrator"].merge(
        pd.concat(actors), left_on=["story", "speaker"], right_on=["story", "actor_id"]
    )
    named = named[named["kind"] != "unnamed"]
    speakers = named.groupby("name").agg(best=("claim_id", "size"), stories=("story", "nunique"))
    return {"hedged": int(hedged.sum()), "speakers": len(speakers)}


def charts(processes: int, options: argparse.Namespace) -> object:
    """Check and chart stories in so many processes, at web size, into an empty folder."""
    from helpers import cli

    names = [name_of(at) for at in range(options.charts)]
    words = ["--size", "web", "--processes", f"{processes}"]
    with TemporaryDirectory(dir=options.place) as dist, redirect_stdout(sys.stderr):
        root = options.place / "project"
        code = cli.main(["--root", str(root), "run", *names, *words, "--to", dist])
    assert code == 0, "a story could not be charted"
    return code


WORKERS: dict[str, Callable[[argparse.Namespace], object]] = {
    "build": build,
    "build-again": build,
    "build-one": build_one,
    "ask": ask,
    "pandas": plain_pandas,
    "charts-in-one": partial(charts, 1),
    "charts-in-two": partial(charts, 2),
}


def _measured(work: Callable[[argparse.Namespace], object], options: argparse.Namespace) -> Run:
    told = work(options)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "told": told,
        "processor": sum(one.ru_utime + one.ru_stime for one in used),
        # In kB on Linux.
        "peak": max(one.ru_maxrss for one in used) / 1000,
    }


def _run(worker: str, place: Path, *more: str) -> Run:
    """What came of a program: as it was measured before, if it was, or measured now and kept."""
    results = place / "results.jsonl"
    if results.is_file():
        for line in results.read_text("utf-8").splitlines():
            if (known := json.loads(line))["worker"] == worker:
                return dict(known)
    command = [sys.executable, __file__, "--worker", worker, "--place", str(place), *more]
    begun = time.monotonic()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    run = {**json.loads(done.stdout.splitlines()[-1]), "wall": time.monotonic() - begun}
    with results.open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps({'worker': worker, **run})}\n")
    return run


if __name__ == "__main__":
    sys.exit(main())
