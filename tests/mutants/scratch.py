"""Scratch copies of the checkout, and forks in which a copy's code runs: a second each, not five."""

import contextlib
import importlib
import os
import runpy
import shutil
import signal
import subprocess
import sys
import time
import types
from collections.abc import Mapping, Sequence
from pathlib import Path

LIBRARIES = """numpy pandas pyproj frictionless duckdb matplotlib.pyplot networkx PIL.Image jinja2
IPython nbformat nbclient fontTools.ttLib great_tables itables"""
"""What the project imports of others, loaded before the fork; of the project itself nothing."""

LONGEST = 3600
"""Seconds by the clock: a change may make a loop endless, and the machine may be busy."""

TESTS = """tests/values tests/story tests/datasets tests/charts tests/topics tests/show
tests/explore tests/desk/export"""
"""The tests that are asked about a change of the code."""

COVERED = """-q -p no:cacheprovider --mpl --numprocesses=2 --dist=loadfile
--cov=helpers --cov-context=test --cov-report= """

Answer = tuple[int | None, str, float]
"""An exit code (None: took too long), what was printed, seconds of the processor."""

Covering = Mapping[str, Mapping[int, set[str]]]
"""Which tests run which line: file -> line -> tests."""


def tracked(root: Path) -> list[str]:
    """The files that git tracks or would track."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=root, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in names.split("\0") if name and (root / name).is_file())


def copied(root: Path, target: Path) -> Path:
    """A copy of the checkout, with its code compiled."""
    for name in tracked(root):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, target / name)
    subprocess.run([sys.executable, "-m", "compileall", "-q", "src"], cwd=target, check=True)
    return target


def load() -> None:
    """Import the libraries, for every fork."""
    for name in LIBRARIES.split():
        importlib.import_module(name)


def covering(copy: Path, kept: Path) -> Covering:
    """Which tests run which line, measured once for a state of the code and kept in a file.

    Raises:
        CalledProcessError: a test fails with nothing changed.
    """
    from coverage import CoverageData

    if not kept.exists():
        environment = {**os.environ, "PYTHONPATH": f"{copy}/src", "COVERAGE_FILE": f"{kept}.part"}
        command = [sys.executable, "-m", "pytest", *(COVERED + TESTS).split()]
        subprocess.run(command, cwd=copy, env=environment, check=True)
        Path(f"{kept}.part").rename(kept)
    data = CoverageData(str(kept))
    data.read()
    return {
        f"src{name.rpartition('/src')[2]}": {
            line: {test.rpartition("|")[0] for test in tests if "::" in test}
            for line, tests in data.contexts_by_lineno(name).items()
        }
        for name in data.measured_files()
    }


def forked(
    copy: Path, module: str, arguments: Sequence[str], environment: Mapping[str, str]
) -> Answer:
    """Run `python -m module`, or a script, in a fork that sees the copy's code and no other."""
    log = copy / ".output"
    child = os.fork()
    if child == 0:
        end = 1
        try:
            _see_only(copy, log, environment)
            end = _run(module, list(arguments))
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end)
    until = time.monotonic() + LONGEST
    while not (ended := os.wait4(child, os.WNOHANG))[0] and time.monotonic() < until:
        time.sleep(0.05)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # and whatever it has left running
    in_time = ended[0] > 0
    _, status, used = ended if in_time else os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status) if in_time else None
    return code, log.read_text("utf-8", "replace"), used.ru_utime + used.ru_stime


def _see_only(copy: Path, log: Path, environment: Mapping[str, str]) -> None:
    os.setsid()
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.chdir(copy)
    os.environ.update(PYTHONPATH=f"{copy}/src", PYTHONDONTWRITEBYTECODE="1", **environment)
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(copy / "src"), str(copy)]
    # A process that this one starts would run `make mutants` anew.
    sys.modules["__main__"] = types.ModuleType("__main__")


def _run(module: str, arguments: list[str]) -> int:
    sys.argv = [module, *arguments]
    try:
        if module == "pytest":
            import pytest

            return int(pytest.main(arguments))
        if module.endswith(".py"):
            runpy.run_path(module, run_name="__main__")
        else:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
