"""How long the notebooks take to be held against their stored outputs, beside nbval alone.

    .venv/bin/python benchmarks/notebooks.py

Three programs, one after the other:

- serial nbval: `pytest --nbval notebooks`, a kernel of its own for each notebook;
- ours: the step of `make test`, with the kernels forked from one warm parent;
- the floor: one start that imports everything, and the cells' own time, shared evenly between two
  cores: nothing is sent, compared or written.

Processor time counts all processes, kernels and their parent among them; a busy machine bends it
less than the clock. Exit code: 0 if ours takes at most a quarter of serial nbval by the clock.
"""

import argparse
import ctypes
import io
import json
import os
import resource
import runpy
import subprocess
import sys
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parents[1]
GOAL = 0.25
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER in <linux/prctl.h>: orphans become children of this process


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processor."""

    wall: float
    cpu: float


def used(who: int) -> float:
    """Seconds of the processor that this process, or those that it has waited for, have used."""
    spent = resource.getrusage(who)
    return spent.ru_utime + spent.ru_stime


def command(*words: str) -> Cost:
    """Run a command to its end, and wait for all that it left behind."""
    before, begun = used(resource.RUSAGE_CHILDREN), perf_counter()
    environment = {**os.environ, "CLAIM_WORDS": "hide"}
    subprocess.run(words, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    wall = perf_counter() - begun
    with suppress(ChildProcessError):
        while True:
            os.wait()
    return Cost(wall, used(resource.RUSAGE_CHILDREN) - before)


# ------------------------------------------------------------------------------ the floor


def floor() -> Cost:
    """What one start and the cells take, if both cores were equally busy to the end."""
    begun = Cost(perf_counter(), process_time())
    from helpers.desk.forked_kernel import WARM, modules

    for name in (*WARM, *modules()):
        import_module(name)
    start = Cost(perf_counter() - begun.wall, process_time() - begun.cpu)
    cells = [in_a_fork(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    wall, cpu = (sum(getattr(one, name) for one in cells) for name in ("wall", "cpu"))
    return Cost(start.wall + wall / 2, start.cpu + cpu)


def in_a_fork(path: Path) -> Cost:
    """What the cells of a notebook take in a copy of this process."""
    before, begun = used(resource.RUSAGE_CHILDREN), perf_counter()
    child = os.fork()
    if not child:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        run_cells(["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"])
        os._exit(0)
    os.waitpid(child, 0)
    return Cost(perf_counter() - begun, used(resource.RUSAGE_CHILDREN) - before)


def run_cells(sources: list[str]) -> None:
    """Run cells in IPython, showing nothing."""
    from IPython.core.interactiveshell import InteractiveShell

    os.environ["CLAIM_WORDS"] = "hide"
    os.chdir(ROOT / "notebooks")
    shell = InteractiveShell.instance()
    shell.display_pub.publish = lambda *_, **__: None
    with redirect_stdout(io.StringIO()):
        for source in sources:
            shell.run_cell(source).raise_error()


# ------------------------------------------------------------------------------ all three


def main() -> int:
    """Measure, print, and say whether the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--floor", action="store_true", help=argparse.SUPPRESS)
    if parser.parse_args().floor:
        least = floor()
        print(json.dumps([least.wall, least.cpu]))
        return 0
    ctypes.CDLL(None).prctl(SUBREAPER, 1)
    ours = runpy.run_path(str(ROOT / "tests" / "run_all.py"))["NOTEBOOKS"]
    serial = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider")
    measured = {
        "serial nbval": command(*serial, "--nbval", "--nbval-current-env", "notebooks"),
        "ours": command(*ours),
    }
    told = subprocess.run(
        [sys.executable, __file__, "--floor"], check=True, capture_output=True, text=True
    )
    measured["the floor"] = Cost(*json.loads(told.stdout.splitlines()[-1]))
    whole = measured["serial nbval"]
    print(f"{'':14}{'s':>8}{'of serial':>11}{'CPU s':>8}{'of serial':>11}")
    for name, cost in measured.items():
        shares = cost.wall / whole.wall, cost.cpu / whole.cpu
        print(f"{name:14}{cost.wall:8.1f}{shares[0]:11.2f}{cost.cpu:8.1f}{shares[1]:11.2f}")
    met = measured["ours"].wall <= GOAL * whole.wall
    print(f"goal: ours at most {GOAL} of serial by the clock: {'met' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
