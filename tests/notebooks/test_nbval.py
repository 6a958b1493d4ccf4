"""The run of the notebooks fails where it must: the options of `make test` on throw-away notebooks.

One run over five notebooks, with a shorter limit, tells all: a cell that hangs, one that swallows
the interrupt, one whose kernel dies, one that calls exit, and stored outputs that differ from what a
run says.
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

from helpers.desk.forked_kernel import CELL_LIMIT
from helpers.show.figures import chart_output

from .conftest import Cell, bars, code, notebook
from .stored_pictures import picture_problems

LIMIT = 3
SLACK = 12  # seconds that a busy machine may take on top, to start and stop kernels

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
FAULTS = {"hanging": HANGING, "stubborn": STUBBORN, "killed": KILLED, "ended": "exit()"}
"""Second cells, by their notebook, that come to no end."""


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
    faulty = {name: sources(CALM, source, CALM) for name, source in FAULTS.items()}
    written = {**faulty, "charts": notebook(*charts())}
    paths = [folder / f"{name}.ipynb" for name in written]
    for path in paths:
        path.write_text(json.dumps(written[path.stem]), encoding="utf-8")
        nbformat.validate(nbformat.read(path, as_version=4))
    report = folder / "report.xml"
    *command, last = run_all["NOTEBOOKS"]
    assert last == "notebooks"
    # The options of the project, which pytest would look for beside the notebooks.
    command += ["-c", "pyproject.toml", f"--rootdir={folder}"]
    done = subprocess.run(
        [*command, f"--nbval-cell-timeout={LIMIT}", f"--junitxml={report}", *map(str, paths)],
        cwd=root,
        # What fails here is meant to, and no failure of the project.
        env={**os.environ, "CLAIM_FAILURES": str(folder / "failures")},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert report.is_file(), done.stdout + done.stderr
    assert done.returncode == 1
    listed = (folder / "failures" / "list.txt").read_text(encoding="utf-8")
    assert "hanging.ipynb, cell 1 (cell-1)\n  Timeout of 3 seconds" in listed
    assert "Not run" not in listed
    assert (folder / "failures" / "charts" / f"cell-{PICTURE}.png").is_file()
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
    ("name", "said"),
    [
        ("hanging", f"Timeout of {LIMIT} seconds"),
        ("hanging", "time.sleep(0.1)"),
        ("stubborn", f"Timeout of {LIMIT} seconds"),
        ("killed", "The kernel died"),
        ("ended", "The cell ends its kernel"),
    ],
)
def test_a_cell_that_comes_to_no_end_is_named_with_the_cause_and_so_are_those_behind_it(
    outcomes: dict[str, Outcome], name: str, said: str
) -> None:
    before, at_fault, behind = (outcomes[f"{name}::Cell {number}"] for number in range(3))
    assert before.passed
    assert at_fault.failed
    assert said in at_fault.said
    assert behind.failed
    assert "Not run: cell 1 (cell-1) came to no end" in behind.said


def test_a_hung_cell_and_a_dead_kernel_are_told_within_seconds_of_the_limit_and_before_pytest_ends(
    outcomes: dict[str, Outcome], pytestconfig: pytest.Config
) -> None:
    slowest = max(outcomes[f"{name}::Cell 1"].seconds for name in FAULTS)
    assert slowest < LIMIT + SLACK
    # What comes on top of the limit of a cell does not grow with it.
    assert CELL_LIMIT + slowest - LIMIT < float(pytestconfig.getini("timeout"))


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ("a digit of the alt text", "Bars of «13» and"),
        ("a date of the rows", "e001 | «2014-09-28»"),
        ("a date of the source", "The Paper, «28» September"),
    ],
)
def test_a_stored_number_or_date_that_was_changed_fails_and_is_told(
    spoilt: str, told: str, outcomes: dict[str, Outcome]
) -> None:
    outcome = outcomes[f"charts::Cell {list(SPOILT).index(spoilt)}"]
    assert outcome.failed
    assert told in outcome.said
    assert "repeat: .venv/bin/python -m pytest" in outcome.said


def test_what_nobody_changed_passes(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["charts::Cell 0"].passed


def test_a_stored_picture_that_was_changed_fails_and_so_does_hygiene(
    outcomes: dict[str, Outcome],
) -> None:
    assert outcomes[f"charts::Cell {PICTURE}"].failed
    assert "picture shows something else" in outcomes[f"charts::Cell {PICTURE}"].said
    (problem,) = picture_problems(charts()[PICTURE]["outputs"][0])
    assert "another alt text" in problem
