"""The run of the notebooks fails where it must: the options of `make test` on throw-away notebooks.

One run over four notebooks, with shorter limits, tells all: a cell that hangs, one that swallows
the interrupt, one whose kernel dies, and stored outputs that differ from what a run says.
"""

import json
import os
import runpy
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import nbformat
import pytest

from helpers.show.figures import chart_output

from .conftest import Cell, bars, code, notebook
from .stored_pictures import picture_problems

CELL_LIMIT = 3
ITEM_LIMIT = 12
SLACK = 10  # seconds that a busy machine may take on top, to start and stop kernels

# Says again what show(...) said, without drawing: the run is about the comparison.
SHOWING = "from IPython.display import display\ndisplay({data!r}, raw=True)"
# What is changed in the stored output of each chart, all of which say the same when they run.
SPOILT = {
    "nothing": ("", ""),
    "a digit of the alt text": ('alt="Bars of 12', 'alt="Bars of 13'),
    "a date of the rows": ("2014-09-27", "2014-09-28"),
    "a date of the source": ("29 September", "28 September"),
}
PICTURE = len(SPOILT)
"""The cell whose stored picture was drawn from another number."""

STUBBORN_CELL, HANGING_CELL = 6, 3
CALM = "x = 1"
HANGING = "import time\nwhile True:\n    time.sleep(0.1)"
STUBBORN = """\
import time
while True:
    try:
        time.sleep(0.2)
        print('busy', flush=True)
    except KeyboardInterrupt:
        pass
"""
KILLED = "import os\nos.kill(os.getpid(), 9)"


@dataclass(frozen=True)
class Outcome:
    """How a cell went: whether it passed or failed, the seconds it took, and what was said."""

    passed: bool
    failed: bool
    seconds: float
    said: str


def sources(*texts: str) -> dict[str, Any]:
    return notebook(*(code(f"cell-{at}", text) for at, text in enumerate(texts)))


def charts() -> list[Cell]:
    """Cells that show the same chart; each but the first stores an output spoilt in another way."""
    data, other = chart_output(bars()), chart_output(bars(long=90))["image/png"]
    stored = []
    for old, new in SPOILT.values():
        assert old in data["text/html"]
        stored.append({**data, "text/html": data["text/html"].replace(old, new)})
    redrawn = data["text/html"].replace(data["image/png"], other)
    stored.append({**data, "text/html": redrawn, "image/png": other})
    showing = SHOWING.format(data=data)
    return [code(f"cell-{at}", showing, output) for at, output in enumerate(stored)]


@pytest.fixture(scope="module")
def run_all(root: Path) -> dict[str, Any]:
    """The names in tests/run_all.py."""
    return runpy.run_path(str(root / "tests" / "run_all.py"))


@pytest.fixture(scope="module")
def outcomes(
    root: Path, run_all: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Outcome]:
    """How every cell went: "hanging::Cell 1" and so on. One run for all."""
    folder = tmp_path_factory.mktemp("notebooks")
    written = {
        # The notebook with the most cells begins first. The numbers of calm cells make the two
        # slow notebooks, stubborn and killed, run side by side.
        "stubborn": sources(*[CALM] * STUBBORN_CELL, STUBBORN),
        "killed": sources(CALM, KILLED, CALM),
        "hanging": sources(*[CALM] * HANGING_CELL, HANGING),
        "charts": notebook(*charts()),
    }
    paths = [folder / f"{name}.ipynb" for name in written]
    for path in paths:
        path.write_text(json.dumps(written[path.stem]), encoding="utf-8")
        nbformat.validate(nbformat.read(path, as_version=4))
    report = folder / "report.xml"
    shorter = {
        f"--nbval-cell-timeout={run_all['CELL_LIMIT']}": f"--nbval-cell-timeout={CELL_LIMIT}",
        f"--timeout={run_all['ITEM_LIMIT']}": f"--timeout={ITEM_LIMIT}",
    }
    options = run_all["NOTEBOOKS"]
    assert set(shorter) < set(options)
    command = [shorter.get(option, option) for option in options if option != "notebooks"]
    done = subprocess.run(
        [*command, f"--junitxml={report}", *map(str, paths)],
        cwd=root,
        env={**os.environ, **run_all["FOR_NOTEBOOKS"]},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert report.is_file(), done.stdout + done.stderr
    assert done.returncode == 1
    return dict(read(case) for case in ElementTree.parse(report).iter("testcase"))


def read(case: ElementTree.Element) -> tuple[str, Outcome]:
    """One cell out of the report."""
    faults = [*case.findall("failure"), *case.findall("error")]
    said = "\n".join(f"{fault.get('message')}\n{fault.text}" for fault in faults)
    file = case.get("classname", "").removesuffix(".ipynb").split(".")[-1]
    skipped = case.find("skipped") is not None
    passed = not faults and not skipped
    outcome = Outcome(passed, bool(faults) and not skipped, float(case.get("time", 0)), said)
    return f"{file}::{case.get('name')}", outcome


@pytest.mark.parametrize(
    ("cell", "said", "limit"),
    [
        (f"hanging::Cell {HANGING_CELL}", f"Timeout of {CELL_LIMIT} seconds", CELL_LIMIT),
        (f"hanging::Cell {HANGING_CELL}", "time.sleep(0.1)", CELL_LIMIT),
        (f"stubborn::Cell {STUBBORN_CELL}", "Timeout", ITEM_LIMIT),
        ("killed::Cell 1", "", ITEM_LIMIT),
    ],
)
def test_a_cell_that_never_ends_or_kills_its_kernel_fails_within_its_limit(
    outcomes: dict[str, Outcome], cell: str, said: str, limit: int
) -> None:
    assert outcomes[cell].failed
    assert said in outcomes[cell].said
    assert outcomes[cell].seconds < limit + SLACK


def test_cells_before_a_fault_pass_and_those_behind_a_dead_kernel_do_not(
    outcomes: dict[str, Outcome],
) -> None:
    assert outcomes["hanging::Cell 0"].passed
    assert not outcomes["killed::Cell 2"].passed


def test_the_real_limits_end_a_hung_cell_and_a_dead_kernel_within_a_minute(
    outcomes: dict[str, Outcome], run_all: dict[str, Any]
) -> None:
    cell_limit, item_limit = int(run_all["CELL_LIMIT"]), int(run_all["ITEM_LIMIT"])
    # What comes on top of the limit of the cell does not grow with it.
    slowest = max(
        outcomes[key].seconds for key in ("killed::Cell 1", f"hanging::Cell {HANGING_CELL}")
    )
    assert cell_limit + slowest - CELL_LIMIT < item_limit
    late = outcomes[f"stubborn::Cell {STUBBORN_CELL}"].seconds - ITEM_LIMIT
    assert item_limit + max(late, 0) < 60


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_stored_number_or_date_that_was_changed_fails(
    spoilt: str, outcomes: dict[str, Outcome]
) -> None:
    outcome = outcomes[f"charts::Cell {list(SPOILT).index(spoilt)}"]
    assert outcome.passed == (spoilt == "nothing"), outcome.said
    assert outcome.passed or "mismatch 'text/html'" in outcome.said


def test_a_stored_picture_that_was_changed_passes_here_but_not_hygiene(
    outcomes: dict[str, Outcome],
) -> None:
    assert outcomes[f"charts::Cell {PICTURE}"].passed
    (problem,) = picture_problems(charts()[PICTURE]["outputs"][0])
    assert "another alt text" in problem
