"""A plug-in of pytest: says of each failure what differs, where its picture lies, how to repeat it.

What a cell of a notebook put out is told in rows and words, its pictures are laid side by side, and
so are those of a chart whose pixels moved. Pictures and a list of all failures stand in
dist/failures/; `tests/run_all.py` prints the list at its end.
"""

import os
import re
import shlex
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("CLAIM_FAILURES") or ROOT / "dist" / "failures")
LIST = "list.txt"
PYTEST = ".venv/bin/python -m pytest"
PIXELS = "tests/charts/test_pixels.py"
HASHES = "tests/charts/hashes.json"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def note(what: str, command: str, *found: str) -> str:
    """Add a failure to the list, and return its entry.

    Input: what failed; the command that repeats just that; where its pictures lie, or what differs.
    """
    entry = "\n".join([what, *(f"  {line}" for line in found), f"  repeat: {command}"])
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        with (FOLDER / LIST).open("a", encoding="utf-8") as file:
            file.write(f"{entry}\n")
    except OSError:
        pass  # a checkout that can't be written to: the report itself says all but the pictures
    return entry


def beside_each_other(name: str, old: bytes, new: bytes) -> str:
    """Keep two pictures as one, old | new | difference; returns where it lies."""
    from .side_by_side import side_by_side

    path = FOLDER / f"{name}.png"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(side_by_side(old, new))
    except OSError as error:
        return f"no picture of it could be kept: {error}"
    return f"look at: {os.path.relpath(path, ROOT)} (old | new | difference)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
    """Put a report that can be read in place of nbval's, and note every failure."""
    report = yield
    if not report.failed:
        return report
    if type(item).__name__ == "IPyNbCell":
        report.longrepr = _cell(item, call)
    elif item.nodeid.startswith(PIXELS):
        report.longrepr = _chart(item, str(report.longrepr))
    else:
        note(item.nodeid, f"{PYTEST} {shlex.quote(item.nodeid)}")
    return report


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Note a file that can't be read."""
    if report.failed:
        note(report.nodeid, f"{PYTEST} {shlex.quote(report.nodeid)}")


# ------------------------------------------------------------------------------ notebooks


def _cell(item: Any, call: pytest.CallInfo[None]) -> str:
    from .differences import outputs_differ
    from .notebooks.stored_pictures import pictures

    cell, book = item.cell, Path(item.path).stem
    identity = cell.get("id", f"cell {item.cell_num}")
    error: Any = call.excinfo.value if call.excinfo else None
    old, new = cell.outputs, item.test_outputs or []
    where = []
    pairs = zip(pictures(old), pictures(new), strict=False)
    for number, (one, other) in enumerate(pairs, start=1):
        if one != other:
            name = f"{book}/{identity}" + (f"-{number}" if number > 1 else "")
            where.append(beside_each_other(name, one, other))
    message = COLOURS.sub("", str(error))
    differs = list(outputs_differ(old, new)) if message == "Cell outputs differ" else []
    trace = "" if differs else getattr(error, "inner_traceback", None) or ""
    told = [
        f"in answer to: {heading(item.parent.nb.cells, cell)}",
        *(f"  {line}" for line in cell.source.splitlines()),
        message,
        *(f"  {line}" for line in differs),
        *(f"  {line}" for line in COLOURS.sub("", trace).strip().splitlines()[-20:]),
    ]
    ahead = "-p tests.notebooks.ahead"
    name = f"{item.nodeid.partition('::')[0]}, cell {item.cell_num} ({identity})"
    command = f"{PYTEST} {ahead} {shlex.quote(item.nodeid)}"
    if not message.startswith("Not run"):  # what ends the list is what is to be mended
        note(name, command, message.splitlines()[0], *differs[:3], *where)
    meant = (
        ["If the change is meant: make notebooks, and read the diff."] if differs or where else []
    )
    return "\n".join([name, *told, *where, *meant, f"repeat: {command}"])


def heading(cells: Sequence[Any], cell: Any) -> str:
    """The nearest heading above a cell: the question that it answers."""
    found = "no heading"
    for one in cells:
        if one is cell:
            break
        if one.cell_type == "markdown":
            found = ([found, *re.findall(r"^#+ +(.+)$", one.source, re.MULTILINE)])[-1]
    return found


# ------------------------------------------------------------------------------ charts


def _chart(item: pytest.Item, told: str) -> str:
    name = re.findall(r"\[(.+)\]$", item.nodeid)[0]
    command = f"{PYTEST} --mpl {PIXELS} -k {name}"
    try:
        since = _git("log", "-1", "--format=%H", "--", HASHES).decode().strip()
        old, new = drawn(name, since), drawn(name)
        where = beside_each_other(f"charts/{name}", old, new)
        told = f"The pixels of {name} are not those written down in {HASHES}."
    except (OSError, subprocess.CalledProcessError) as error:
        where = f"no picture from before could be drawn: {error}"
    mend = "If the change is meant: look at it, then write the hashes anew (see CONTRIBUTING.md)."
    note(f"pixels of the chart {name}", command, where)
    return "\n".join([told, where, mend, f"repeat: {command}"])


DRAW = """
import sys
import matplotlib
matplotlib.use("agg")
from helpers.charts.pictures import to_png
from helpers.story.story import open_story
from helpers.topics.catalogue import chart
sys.stdout.buffer.write(to_png(chart(open_story("example"), sys.argv[1])))
"""


def drawn(name: str, commit: str = "") -> bytes:
    """A chart of the small story as a PNG, drawn by the code as it is, or as it was in a commit.

    Raises: OSError without git; CalledProcessError if the commit is not there or does not draw.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = ROOT
        if commit:
            root = Path(folder)
            packed = BytesIO(_git("archive", commit, "src", "data", "pyproject.toml"))
            with tarfile.open(fileobj=packed) as archive:
                archive.extractall(root, filter="data")
        command = [sys.executable, "-c", DRAW, name]
        environment = {"PYTHONPATH": str(root / "src"), "PATH": "", "MPLBACKEND": "agg"}
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True)
        return done.stdout


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout
