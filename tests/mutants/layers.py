"""What may catch a change, the cheap layers first."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from .mutant import Mutant
from .scratch import Answer, Covering, forked

PYTEST = "-x -q -p no:cacheprovider --hypothesis-seed=0 --timeout=600"
READ_TABLES = """tests/story/test_real_tables.py tests/topics/test_findings.py
tests/topics/test_tables.py tests/explore/test_data.py tests/desk/export"""
MOST_TESTS = 150
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)

Ask = Callable[[], Answer]


@dataclass(frozen=True)
class Result:
    """What became of a change.

    The layer that caught it ("" if none did), the test or message by which, and how many seconds of
    the processor that took.
    """

    name: str
    family: str
    kind: str
    layer: str
    by: str
    seconds: float


def result(mutant: Mutant, copy: Path, known: Covering) -> Result:
    """Make a change in the copy, ask one layer after the other until one fails, take it back."""
    path = copy / mutant.file
    old, dates = path.read_text(encoding="utf-8"), path.stat()
    layer, by, spent = "", "", 0.0
    try:
        path.write_text(new := mutant.edit(old), encoding="utf-8")
        # No compiled file of another text is taken for it.
        os.utime(path, (dates.st_atime, dates.st_mtime + 10))
        if not _runs(path, new):
            layer = "no program"
        for name, ask in () if layer else _layers(mutant, copy, known):
            code, output, seconds = ask()
            spent += seconds
            if code != 0:
                layer, by = _by(name, code, output)
                break
    finally:
        path.write_text(old, encoding="utf-8")
        os.utime(path, ns=(dates.st_atime_ns, dates.st_mtime_ns))
    return Result(mutant.name, mutant.family, mutant.kind, layer, by, round(spent, 1))


def _layers(mutant: Mutant, copy: Path, known: Covering) -> list[tuple[str, Ask]]:
    """The layers that can see a change, the cheap ones first."""

    def asks(module: str, *arguments: str, **environment: str) -> Ask:
        return lambda: forked(copy, module, arguments, environment)

    def notebooks(path: str) -> Ask:
        return asks("pytest", *PYTEST.split(), "-p", "tests.notebooks.ahead", path)

    story = Path(mutant.file).parent.name
    tests = covers(mutant, known)
    return {
        "tables": [
            ("check", asks("helpers.cli", "check", story)),
            ("tables in words", asks("tests/mutants/compare_words.py", story)),
            ("generated files", asks("helpers.cli", "generate", "--check")),
            ("tests", asks("pytest", *PYTEST.split(), *READ_TABLES.split())),
            ("notebooks", notebooks("notebooks")),
        ],
        "notebooks": [
            ("hygiene", asks("pytest", *PYTEST.split(), "tests/notebooks/test_hygiene.py")),
            ("notebooks", notebooks(mutant.file)),
        ],
    }.get(mutant.family) or [
        *([("tests", asks("pytest", *PYTEST.split(), "--mpl", *tests))] if tests else []),
        ("notebooks", notebooks("notebooks")),
    ]


def _runs(path: Path, text: str) -> bool:
    try:
        return path.suffix != ".py" or bool(compile(text, path.name, "exec"))
    except (SyntaxError, ValueError):
        return False


def covers(mutant: Mutant, known: Covering) -> list[str]:
    """The tests that run the changed line, those named like the module first; at most so many.

    What was opened for one test is not opened again for the next, so tests of the same files follow.
    """
    lines = known.get(mutant.file, {})
    found = lines.get(mutant.line) or set().union(*lines.values())
    files = {test.partition("::")[0] for test in found}
    mates = {test for tests in lines.values() for test in tests if test.partition("::")[0] in files}
    near = {test for test in found if Path(mutant.file).stem in test}
    chosen = [
        test
        for tests in (near, found - near, mates - found)
        for test in Random(mutant.name).sample(sorted(tests), len(tests))
    ][:MOST_TESTS]
    order = list(dict.fromkeys(test.partition("::")[0] for test in chosen))
    return sorted(chosen, key=lambda test: order.index(test.partition("::")[0]))


def _by(layer: str, code: int | None, output: str) -> tuple[str, str]:
    """The layer by its full name, and what it said.

    Raises:
        RuntimeError: a test that should run is not there.
    """
    if "ERROR: not found" in output:
        raise RuntimeError(output[-2000:])
    failed = FAILED.search(output)
    if failed and "test_pixels" in failed[1]:
        layer = "pixels"
    last = output.strip().splitlines()[-1:] or [""]
    return layer, failed[1] if failed else "took too long" if code is None else last[0][:200]
