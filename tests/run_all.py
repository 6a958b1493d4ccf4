"""Run all that CI runs, one step on each core, and name at the end what failed.

Every step runs even when another one failed, so that one build shows all problems.
Exit codes: 0 when all passed, 1 when a step failed.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
FAILURES = ROOT / "dist" / "failures"
"""Where tests/failures.py says what failed, and keeps pictures of it."""
PYTEST = (
    *(str(BIN / "python"), "-m", "pytest", "--quiet", "-p", "no:cacheprovider"),
    *("-p", "tests.failures"),
)
NOTEBOOKS = (*PYTEST, "-p", "tests.notebooks.ahead", "-p", "no:hypothesispytest", "notebooks")
STORY = str(BIN / "story")

# Pixels are compared where their hashes were made: elsewhere the last bit of a number may differ.
PIXELS = ("--mpl",) if sys.platform == "linux" else ()

DEPTRY = (str(BIN / "deptry"), "--no-ansi")
DEPENDENCIES = (
    # What is imported is declared, and what is declared is used.
    (*DEPTRY, "."),
    # What runs imports nothing that only the tests or the lab bring along.
    (*DEPTRY, "src", "--ignore=DEP002", "--optional-dependencies-dev-groups=build,lab,lock,test"),
    (str(BIN / "pip-licenses"), "--summary"),
)

AGAINST_STORED = "notebooks against their stored outputs"
SECOND_STORY = "the second story"
TESTS = "tests"
TESTS_THAT_DRAW = "tests that draw"
IN_A_BROWSER = "pages in a browser"
PAGES = "tests/browser"
DRAWINGS = ("tests/charts", "tests/topics", "tests/test_lexicon.py")
"""Tests that ask for charts of the stories: in one process each chart is drawn once for all."""
IN_EVERY_WAY = "claims-voices"
"""The chart of the second story whose files are made for phones and the dark too. Of the others the
tests draw every size and theme, and `make charts` makes all files."""


@dataclass(frozen=True)
class Step:
    """Commands, one after the other; what they want of the environment; the step they wait for."""

    commands: tuple[tuple[str, ...], ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    after: str = ""


def steps(dist: str) -> dict[str, Step]:
    """Name every step, in the order in which they begin: what takes long comes first."""
    charts = (STORY, "charts", "example", "--to", dist, "--size", "web")
    apart = (f"--ignore={path}" for path in (PAGES, *DRAWINGS))
    return {
        SECOND_STORY: Step(
            (
                (*charts, "--size", "mobile", "--dark", "--chart", IN_EVERY_WAY),
                charts,
                (STORY, "tables", "example", "--to", dist),
            )
        ),
        TESTS_THAT_DRAW: Step(((*PYTEST, *PIXELS, *DRAWINGS),)),
        TESTS: Step(((*PYTEST, *apart, "tests"),)),
        # What the second story left is looked at in a browser.
        IN_A_BROWSER: Step(((*PYTEST, PAGES),), {"CLAIM_DIST": dist}, after=SECOND_STORY),
        AGAINST_STORED: Step((NOTEBOOKS,)),
        "types": Step(((str(BIN / "mypy"), "--no-error-summary"),)),
        "tables": Step(((STORY, "check"),)),
        "generated files": Step(((STORY, "generate", "--check"),)),
        "dependencies and their licences": Step(DEPENDENCIES),
        "lint": Step(((str(BIN / "ruff"), "check", "--quiet", "."),)),
        "format": Step(((str(BIN / "ruff"), "format", "--check", "--quiet", "."),)),
    }


def left_out(environment: Mapping[str, str]) -> set[str]:
    """The steps that whoever runs this does without; none where CI is set."""
    skipped = environment.get("BROWSER") == "skip" and not environment.get("CI")
    return {IN_A_BROWSER} if skipped else set()


def run(step: Step, environment: Mapping[str, str]) -> tuple[bool, str]:
    """Run the commands of a step until one fails: whether all passed, and what they printed."""
    with TemporaryFile() as printed:
        passed = all(
            subprocess.run(
                command,
                cwd=ROOT,
                env={**environment, **step.environment},
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode
            == 0
            for command in step.commands
        )
        printed.seek(0)
        return passed, printed.read().decode(errors="replace")


def run_all(asked: Mapping[str, Step], environment: Mapping[str, str]) -> list[str]:
    """Run steps, one on each core, and print what each printed once it is over: those that failed."""
    begun: dict[str, float] = {}
    running: dict[str, Future[tuple[bool, str]]] = {}

    def in_turn(name: str) -> tuple[bool, str]:
        if awaited := running.get(asked[name].after):
            awaited.exception()
        begun[name] = time.monotonic()
        return run(asked[name], environment)

    with ThreadPoolExecutor(os.cpu_count()) as cores:
        for name in asked:
            running[name] = cores.submit(in_turn, name)
        names = {future: name for name, future in running.items()}
        for future in as_completed(names):
            name = names[future]
            _, printed = future.result()
            print(f"== {name}\n{printed}   {time.monotonic() - begun[name]:.1f} s", flush=True)
    return [name for name, future in running.items() if not future.result()[0]]


def told_of(failed: Mapping[str, Step]) -> str:
    """What failed, where its difference or picture lies, and the command that repeats just that."""
    listed = FAILURES / "list.txt"
    tests = listed.read_text(encoding="utf-8") if listed.is_file() else ""
    others = (
        f"{name}\n  repeat: "
        + shlex.join(word.replace(f"{BIN}{os.sep}", ".venv/bin/") for word in words)
        for name, step in failed.items()
        for words in step.commands
        if "pytest" not in words
    )
    return "\n".join([tests.rstrip("\n"), *others]).strip("\n")


def main() -> int:
    """Run every step; return the exit code."""
    skipped = left_out(os.environ)
    shutil.rmtree(FAILURES, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="claim-by-claim-") as dist:
        asked = {name: step for name, step in steps(dist).items() if name not in skipped}
        print(f"running {len(asked)} steps: {', '.join(asked)}", flush=True)
        failed = run_all(asked, {**os.environ, "PYTHONHASHSEED": "random"})
    if failed:
        print(f"FAILED: {', '.join(failed)}\n{told_of({name: asked[name] for name in failed})}")
    if skipped:
        print(f"NOT RUN, because BROWSER=skip: {', '.join(skipped)}. CI runs it.")
    if not failed:
        print("All other steps passed." if skipped else "All steps passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
