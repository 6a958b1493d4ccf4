"""The run of the notebooks fails where it must: the options of `make test` on throw-away notebooks.

One run over four notebooks, with shorter limits, tells all: a cell that hangs, one that swallows
the interrupt, one whose kernel dies, and stored outputs that differ from what a run says.
"""

import base64
import copy
import json
import os
import re
import runpy
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import nbformat
import pandas as pd
import pytest

from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.pictures import to_png
from helpers.show.display import chart_output

from .hygiene import Book, pictures

CELL_LIMIT = 3
ITEM_LIMIT = 12
SLACK = 10  # seconds that a busy machine may take on top, to start and stop kernels

# Says again what show(...) said, without drawing: the run is about the comparison.
SHOWING = "from IPython.display import display\ndisplay({data!r}, raw=True)"
ROWS = pd.DataFrame({"event_id": ["e001", "e002"], "date": ["2014-09-27", "2014-09-29"]})


@chart
def bars(long: int = 12) -> ChartFigure:
    source = "The Paper, 29 September 2014"
    alt = f"Bars of {long} and 30."
    fig, ax = frame("test-bars", "Two days", "Days", source, rows=ROWS, alt=alt)
    ax.barh(range(2), [long, 30])
    return fig


# The cells of the notebook of charts, in order: each stores the same output, spoilt in another way.
SPOILT: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
    "as it was": lambda data: data,
    "a digit of the alt text": lambda data: changed(data, "text/html", 'alt="Bars of 12', "13"),
    "a date of the rows": lambda data: changed(data, "text/html", "2014-09-27", "2014-09-28"),
    "a date of the source": lambda data: changed(data, "text/html", "29 September", "28 September"),
    "the picture": lambda data: {
        **data,
        "text/html": data["text/html"].replace(data["image/png"], another_picture()),
        "image/png": another_picture(),
    },
}


@dataclass(frozen=True)
class Outcome:
    """How a cell went: whether it passed, the seconds it took, and what was said."""

    passed: bool
    skipped: bool
    seconds: float
    said: str


def changed(data: dict[str, str], kind: str, old: str, new: str) -> dict[str, str]:
    """The output with one piece of text changed, which must stand in it."""
    assert old in data[kind]
    put = re.sub(r"\d+", new, old, count=1) if new.isdigit() else new
    return {**data, kind: data[kind].replace(old, put)}


def another_picture() -> str:
    """The chart drawn from another number, as base64."""
    return base64.b64encode(to_png(bars(90))).decode("ascii")


def cell(source: str, count: int, data: dict[str, str] | None = None) -> dict[str, Any]:
    shown = {"output_type": "display_data", "metadata": {}, "data": data}
    return {
        "cell_type": "code",
        "id": f"cell-{count}",
        "metadata": {},
        "source": source,
        "execution_count": count,
        "outputs": [shown] if data else [],
    }


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return {
        "cells": list(cells),
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def sources(*texts: str) -> dict[str, Any]:
    return notebook(*(cell(text, count) for count, text in enumerate(texts, start=1)))


def charts() -> dict[str, Any]:
    data = chart_output(bars())
    showing = SHOWING.format(data=data)
    return notebook(
        *(
            cell(showing, count, spoil(dict(data)))
            for count, spoil in enumerate(SPOILT.values(), start=1)
        )
    )


CALM = "x = 1"
STUBBORN_CELL = 6
HANGING_CELL = 3
HANGING = "import time\nwhile True:\n    time.sleep(0.1)"
STUBBORN = "\n".join(
    [
        "import time",
        "while True:",
        "    try:",
        "        time.sleep(0.2)",
        "        print('busy', flush=True)",
        "    except KeyboardInterrupt:",
        "        pass",
    ]
)
KILLED = "import os\nos.kill(os.getpid(), 9)"


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
        "charts": charts(),
    }
    for name, data in written.items():
        nbformat.validate(nbformat.from_dict(copy.deepcopy(data)))
        (folder / f"{name}.ipynb").write_text(json.dumps(data), encoding="utf-8")
    report = folder / "report.xml"
    shorter = {
        f"--nbval-cell-timeout={run_all['CELL_LIMIT']}": f"--nbval-cell-timeout={CELL_LIMIT}",
        f"--timeout={run_all['ITEM_LIMIT']}": f"--timeout={ITEM_LIMIT}",
    }
    options = run_all["NOTEBOOKS"]
    assert set(shorter) < set(options)
    command = [shorter.get(option, option) for option in options if option != "notebooks"]
    paths = [str(folder / f"{name}.ipynb") for name in written]
    done = subprocess.run(
        [*command, f"--junitxml={report}", *paths],
        cwd=root,
        env={**os.environ, "CLAIM_WORDS": "hide"},
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
    return f"{file}::{case.get('name')}", Outcome(passed, skipped, float(case.get("time", 0)), said)


def test_a_cell_that_never_ends_fails_within_the_limit_and_is_named(
    outcomes: dict[str, Outcome],
) -> None:
    assert outcomes["hanging::Cell 0"].passed
    hung = outcomes[f"hanging::Cell {HANGING_CELL}"]
    assert not hung.passed
    assert not hung.skipped
    assert f"Timeout of {CELL_LIMIT} seconds" in hung.said
    assert "time.sleep(0.1)" in hung.said
    assert hung.seconds < CELL_LIMIT + SLACK


def test_a_cell_that_swallows_the_interrupt_fails_within_the_limit_of_the_item(
    outcomes: dict[str, Outcome],
) -> None:
    stubborn = outcomes[f"stubborn::Cell {STUBBORN_CELL}"]
    assert not stubborn.passed
    assert not stubborn.skipped
    assert "Timeout" in stubborn.said
    assert stubborn.seconds < ITEM_LIMIT + SLACK


def test_a_cell_that_kills_its_kernel_fails_and_the_rest_does_not_pass(
    outcomes: dict[str, Outcome],
) -> None:
    killed = outcomes["killed::Cell 1"]
    assert not killed.passed
    assert not killed.skipped
    assert not outcomes["killed::Cell 2"].passed
    assert killed.seconds < ITEM_LIMIT + SLACK


def test_the_real_limits_end_a_hung_cell_and_a_dead_kernel_within_a_minute(
    outcomes: dict[str, Outcome], run_all: dict[str, Any]
) -> None:
    cell_limit, item_limit = int(run_all["CELL_LIMIT"]), int(run_all["ITEM_LIMIT"])
    # What comes on top of the limit of the cell does not grow with it.
    slowest = max(
        outcomes[key].seconds for key in ("killed::Cell 1", f"hanging::Cell {HANGING_CELL}")
    )
    on_top = slowest - CELL_LIMIT
    assert cell_limit + on_top < item_limit
    late = outcomes[f"stubborn::Cell {STUBBORN_CELL}"].seconds - ITEM_LIMIT
    assert item_limit + max(late, 0) < 60


def test_stored_outputs_that_a_run_confirms_pass(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["charts::Cell 0"].passed, outcomes["charts::Cell 0"].said


@pytest.mark.parametrize(
    "spoilt", ["a digit of the alt text", "a date of the rows", "a date of the source"]
)
def test_a_stored_number_or_date_that_was_changed_fails(
    spoilt: str, outcomes: dict[str, Outcome]
) -> None:
    outcome = outcomes[f"charts::Cell {list(SPOILT).index(spoilt)}"]
    assert not outcome.passed
    assert "mismatch 'text/html'" in outcome.said


def test_a_stored_picture_that_was_changed_passes_here_but_not_hygiene(
    outcomes: dict[str, Outcome],
) -> None:
    place = list(SPOILT).index("the picture")
    assert outcomes[f"charts::Cell {place}"].passed
    (fault,) = [
        fault for fault in pictures(Book("charts", charts())) if fault.cell == f"cell-{place + 1}"
    ]
    assert "another alt text" in fault.found
