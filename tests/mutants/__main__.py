"""Change one thing at a time in a scratch copy, and see which layer notices: `make mutants`.

What was tried stays in dist/mutants/, so that a run that was broken off goes on. Exit codes: 0 when
every change was caught or has a reason in reasons.toml, 1 when one has not, 2 when none is meant.
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from . import of_charts, of_code, of_notebooks, of_tables
from .layers import Result, result
from .mutant import Mutant, drawn
from .report import report
from .scratch import Covering, copied, covering, load, tracked

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "dist/mutants"
FAMILIES = {"tables": of_tables, "notebooks": of_notebooks, "charts": of_charts, "code": of_code}
SHARES = {"tables": 0.5, "notebooks": 0.15, "charts": 0.15, "code": 0.2}
"""Of a sample."""


def main() -> int:
    """Draw the changes, try those that have no result yet, and write the report."""
    asked = _arguments()
    planned = list(_planned(asked))
    if not planned:
        print(
            f"no change is called {asked.match!r}; their names stand in dist/mutants/",
            file=sys.stderr,
        )
        return 2
    state = _state()
    kept = KEPT / f"results-{state}.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    results = {one.name: one for one in _results(kept)}
    todo = [mutant for mutant in planned if mutant.name not in results]
    before = len(planned) - len(todo)
    print(f"{len(planned)} changes, {before} tried before, seed {asked.seed}", flush=True)
    with kept.open("a", encoding="utf-8") as file:
        for done, one in enumerate(_tried(todo, asked.processes, state), before + 1):
            results[one.name] = one
            file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
            file.flush()
            told = f"{one.layer or 'SURVIVED'} ({one.seconds} s): {one.name[:150]}"
            print(f"{done}/{len(planned)} {told}", flush=True)
    text, unexplained = report([results[mutant.name] for mutant in planned], asked.seed)
    (KEPT / f"report-{asked.seed}.md").write_text(text, encoding="utf-8")
    print(text)
    return int(unexplained > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=400, help="how many changes are drawn")
    parser.add_argument("--all", action="store_true", help="try every change: takes days")
    parser.add_argument("--match", help="try every change whose name holds these words")
    parser.add_argument("--only", nargs="+", choices=FAMILIES, default=list(FAMILIES))
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


def _planned(asked: argparse.Namespace) -> Iterator[Mutant]:
    for family in asked.only:
        found = list({one.name: one for one in FAMILIES[family].mutants(ROOT)}.values())
        if asked.match:
            yield from (one for one in found if asked.match in one.name)
        elif asked.all:
            yield from found
        else:
            yield from drawn(found, round(asked.sample * SHARES[family]), asked.seed)


def _state() -> str:
    """A hash of the checkout: results hold for that and for nothing else."""
    told = sha256()
    for name in tracked(ROOT):
        if not name.startswith("tests/mutants/"):
            told.update(name.encode() + sha256((ROOT / name).read_bytes()).digest())
    return told.hexdigest()[:12]


def _results(path: Path) -> Iterator[Result]:
    """What earlier runs found; a line that one was writing when it ended is left out."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            yield Result(**json.loads(line))
        except ValueError:
            continue


def _tried(todo: list[Mutant], processes: int, state: str) -> Iterator[Result]:
    """Try changes, each process in a copy of its own."""
    if not todo:
        return
    load()
    fork = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        copies: multiprocessing.Queue[Path] = fork.Queue()
        for number in range(processes):
            copies.put(copy := copied(ROOT, Path(scratch) / str(number) / "project"))
        tested = any(mutant.line for mutant in todo)
        lines = covering(copy, KEPT / f"coverage-{state}") if tested else {}
        for one in {one.family: one for one in todo}.values():
            unchanged = result(replace(one, kind="nothing", edit=str), copy, lines)
            if unchanged.layer:
                sys.exit(f"{unchanged.layer} fails with nothing changed: {unchanged.by}")
        with fork.Pool(processes, _begin, (todo, copies, lines)) as pool:
            yield from pool.imap_unordered(_try, range(len(todo)))


_fork: dict[str, Any] = {}
"""What a process of the pool works with."""


def _begin(todo: list[Mutant], copies: "multiprocessing.Queue[Path]", covering: Covering) -> None:
    _fork.update(todo=todo, copy=copies.get(), covering=covering)


def _try(number: int) -> Result:
    return result(_fork["todo"][number], _fork["copy"], _fork["covering"])


if __name__ == "__main__":
    sys.exit(main())
