"""How long many stories take: building the corpus, building one again, every question, run --all.

    .venv/bin/python benchmarks/corpus.py [--stories 10 100 1000] [--checked 100] [--charts 4]

The stories are the real ones over and over, each with ids, names, outlets, days and texts of its
own. Each program is a process of its own, start and imports included. Up to `--checked` stories the
build checks them, beyond that it takes them as sound, and the check of one counts as often as there
are stories. Plain pandas reads the CSV files for the same questions.
"""

import argparse
import contextlib
import csv
import json
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STORIES = Path("data", "stories")
OUTLETS = 40
"""So many outlets share the stories."""

QUERY_SECONDS, MEMORY_MB = 1.0, 1000.0
"""The goals: every question over 1,000 stories in less than a second, nothing beyond so much."""

NUMBERED = re.compile(r"([cfredk])(\d{3})(\d?)")
TEXTS = {"claims": ("paraphrase",), "actors": ("name",), "places": ("name",)}
"""The texts that are varied; names come again in every seventh story."""


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
    missed = False
    for number in options.stories:
        with tempfile.TemporaryDirectory(prefix="claim-benchmark-", dir=options.at) as name:
            missed |= _measure(number, Path(name), options)
    return int(missed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--checked", type=int, default=100, help="check up to so many stories")
    parser.add_argument("--charts", type=int, default=4, help="chart so many of them")
    parser.add_argument("--at", type=Path, help="where the stories are made for the time being")
    parser.add_argument("--worker", choices=WORKERS, help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--unchecked", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(number: int, place: Path, options: argparse.Namespace) -> bool:
    """Measure all that is asked of so many stories; whether a goal was missed."""
    rows = make(number, place / "project")
    print(
        f"\n{number:,} stories, {rows['claims']:,} claims, {sum(rows.values()):,} rows", flush=True
    )
    unchecked = ("--unchecked",) if number > options.checked else ()
    built = _run("build", place, *unchecked)
    _tell("build" + (", taken as sound" if unchecked else ""), built, number)
    _tell("build, nothing changed", _run("build", place, *unchecked), number)
    claims = next((place / "project" / STORIES).glob("*/claims.csv"))
    claims.write_text(
        claims.read_text("utf-8").replace("Isis is said", "Isis was said", 1), "utf-8"
    )
    _tell("build of one again", _run("build", place, *unchecked))
    asked = _run("ask", place)
    _tell("every question, one process", asked)
    for name, seconds in asked["told"].items():
        print(f"    {name}: {seconds:.3f} s first, processor time", flush=True)
    _tell("pandas, hedges and speakers", _run("pandas", place))
    slowest = max(asked["told"].values())
    if number <= options.charts:
        for processes in ("charts-in-one", "charts-in-two"):
            _tell(f"run --all, {processes}", _run(processes, place), number)
    goal = number != 1000 or slowest < QUERY_SECONDS
    return not goal or max(built["peak"], asked["peak"]) > MEMORY_MB


def _tell(what: str, run: dict[str, float], per: int = 0) -> None:
    each = f", {run['processor'] / per * 1000:,.1f} ms a story" if per else ""
    print(
        f"  {what}: {run['wall']:.2f} s, processor {run['processor']:.2f} s{each},"
        f" peak {run['peak']:.0f} MB",
        flush=True,
    )


# ------------------------------------------------------------------------------ the stories


def make(number: int, root: Path) -> dict[str, int]:
    """Write so many stories into a project; how many rows there are of each table."""
    from helpers.story.contract import TABLES
    from helpers.story.data_package import package_text

    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("stories"))
    sources = sorted(path.parent for path in (ROOT / STORIES).glob("*/article.toml"))
    read = {source: {name: _cells(source / f"{name}.csv") for name in TABLES} for source in sources}
    counted = dict.fromkeys(TABLES, 0)
    for at in range(number):
        source = sources[at % len(sources)]
        folder = root / STORIES / f"story-{at:05}"
        folder.mkdir(parents=True)
        _write_article(source, folder, at)
        for name in TABLES:
            varied = [_varied(name, row, at) for row in read[source][name]]
            counted[name] += len(varied) - 1
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(
                    [read[source][name][0], *varied[1:]]
                )
        (folder / "datapackage.json").write_text(package_text(folder), encoding="utf-8")
    return counted


def _cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _varied(table: str, row: list[str], at: int) -> list[str]:
    """A row with ids of its own, which keep their order, and with texts of its own."""
    return [
        _numbered(cell, at * 7 % 700) + _of_its_own(table, column, at)
        for column, cell in enumerate(row)
    ]


def _numbered(cell: str, more: int) -> str:
    items = [NUMBERED.fullmatch(item) for item in cell.split("|")]
    if not all(items):
        return cell
    return "|".join(f"{one[1]}{int(one[2]) + more:03}{one[3]}" for one in items if one)


def _of_its_own(table: str, column: int, at: int) -> str:
    from helpers.story.contract import table as contract_table

    own = contract_table(table).columns[column] in TEXTS.get(table, ())
    return f" {at % 7 if table != 'claims' else at}" if own else ""


def _write_article(source: Path, folder: Path, at: int) -> None:
    text = (source / "article.toml").read_text(encoding="utf-8")
    day = date(2010, 1, 1) + timedelta(days=at % 5000)
    lines = {"id": folder.name, "outlet": f"Outlet {at % OUTLETS}", "text": "attached"}
    for entry, value in lines.items():
        text = re.sub(rf'^{entry} = ".*"$', f'{entry} = "{value}"', text, flags=re.MULTILINE)
    text = re.sub(
        r"^headline = .*$", f'headline = "Headline {at}, {day}"', text, flags=re.MULTILINE
    )
    (folder / "article.toml").write_text(text, encoding="utf-8")


# ------------------------------------------------------------------------------ what is measured


def build(options: argparse.Namespace) -> object:
    """Build the corpus in this process."""
    from helpers.corpus import writing
    from helpers.corpus.build import build
    from helpers.story.check import Report

    if options.unchecked:
        writing.check = lambda story, **_: Report(story, (), 0, "")  # type: ignore[assignment]
    built = build(options.place / "project" / STORIES, options.place / "corpus", lambda _: None)
    assert not built.left_out, next(iter(built.left_out.values()))
    return len(built.written)


def ask(options: argparse.Namespace) -> dict[str, float]:
    """Ask every question once, each in a corpus opened anew: seconds of the processor."""
    from helpers.corpus import QUESTIONS, open_corpus

    seconds = {}
    for name in QUESTIONS:
        begun = time.process_time()
        open_corpus(options.place / "corpus").ask(name)
        seconds[name] = time.process_time() - begun
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
    """Check and chart every story in so many processes, at web size, into an empty folder."""
    from helpers import cli

    with contextlib.redirect_stdout(sys.stderr):
        words = (
            f"run --all --size web --processes {processes} --to {options.place}/dist-{processes}"
        )
        return cli.main(["--root", str(options.place / "project"), *words.split()])


WORKERS: dict[str, Callable[[argparse.Namespace], object]] = {
    "build": build,
    "ask": ask,
    "pandas": plain_pandas,
    "charts-in-one": partial(charts, 1),
    "charts-in-two": partial(charts, 2),
}


def _measured(work: Callable[[argparse.Namespace], object], options: argparse.Namespace) -> object:
    with _clocked() as run:
        run["told"] = work(options)
    return run


@contextmanager
def _clocked() -> Iterator[dict[str, object]]:
    run: dict[str, object] = {}
    yield run
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    run["processor"] = sum(one.ru_utime + one.ru_stime for one in used)
    # In kB on Linux.
    run["peak"] = max(one.ru_maxrss for one in used) / 1000


def _run(worker: str, place: Path, *more: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--worker", worker, "--place", str(place), *more]
    begun = time.monotonic()
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return {**json.loads(done.stdout.splitlines()[-1]), "wall": time.monotonic() - begun}


if __name__ == "__main__":
    sys.exit(main())
