"""Run all that CI runs, step by step, and name at the end what failed.

Every step runs even when an earlier one failed, so that one build shows all problems.
Exit codes: 0 when all passed, 1 when a step failed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = (str(BIN / "python"), "-m", "pytest", "--quiet", "-p", "no:cacheprovider")
STORY = str(BIN / "story")

# Seconds. A cell of these notebooks takes well under two; a hung cell or a dead kernel must fail
# within a minute, and nbval waits its default of 2000 unless told.
CELL_LIMIT = "30"
ITEM_LIMIT = "55"

NOTEBOOKS = (
    *PYTEST,
    "--numprocesses=2",
    "--dist=loadfile",  # a notebook's cells share one kernel
    "--nbval",
    "--nbval-current-env",  # never a kernel that stands elsewhere on the machine
    "--nbval-kernel-startup-timeout=40",
    f"--nbval-cell-timeout={CELL_LIMIT}",
    f"--timeout={ITEM_LIMIT}",
    "--nbval-sanitize-with=tests/sanitize_output.cfg",
    "--override-ini=xfail_strict=false",  # nbval marks the cells behind a hung one
    "notebooks",
)

FOR_NOTEBOOKS = {
    # The stored outputs are those of a machine without the article.
    "CLAIM_WORDS": "hide",
    # Kernels begin as copies of one that has imported everything: see helpers.desk.forked_kernel.
    "JUPYTER_DEFAULT_PROVISIONER_NAME": "forked",
}
AGAINST_STORED = "notebooks against their stored outputs"
IN_A_BROWSER = "pages in a browser"
PAGES = "tests/browser"


def steps(dist: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Name every step and its commands, in order."""
    return {
        "format": ((str(BIN / "ruff"), "format", "--check", "--quiet", "."),),
        "lint": ((str(BIN / "ruff"), "check", "--quiet", "."),),
        "types": ((str(BIN / "mypy"), "--no-error-summary"),),
        "tables": ((STORY, "check"),),
        "generated files": ((STORY, "generate", "--check"),),
        AGAINST_STORED: (NOTEBOOKS,),
        "the second story": (
            (
                STORY,
                "charts",
                "example",
                "--size",
                "web",
                "--size",
                "mobile",
                "--dark",
                "--to",
                dist,
            ),
            (STORY, "tables", "example", "--to", dist),
            (STORY, "notebooks", "example", "--to", dist),
        ),
        "tests": (
            (*PYTEST, "--numprocesses=2", "--dist=loadfile", "--mpl", f"--ignore={PAGES}", "tests"),
        ),
        IN_A_BROWSER: ((*PYTEST, "--numprocesses=2", "--dist=loadfile", PAGES),),
    }


def left_out(environment: Mapping[str, str]) -> set[str]:
    """The steps that whoever runs this does without; none where CI is set."""
    skipped = environment.get("BROWSER") == "skip" and not environment.get("CI")
    return {IN_A_BROWSER} if skipped else set()


def passes(commands: tuple[tuple[str, ...], ...], environment: dict[str, str]) -> bool:
    """Run commands until one fails."""
    return all(
        subprocess.run(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
        ).returncode
        == 0
        for command in commands
    )


def main() -> int:
    """Run every step; return the exit code."""
    dist = tempfile.mkdtemp(prefix="claim-by-claim-")
    # What the second story left there is looked at in a browser afterwards.
    environment = {**os.environ, "PYTHONHASHSEED": "random", "CLAIM_DIST": dist}
    skipped = left_out(environment)
    failed = []
    try:
        for name, commands in steps(dist).items():
            if name in skipped:
                continue
            print(f"== {name}", flush=True)
            begun = time.monotonic()
            asked = FOR_NOTEBOOKS if name == AGAINST_STORED else {}
            if not passes(commands, {**environment, **asked}):
                failed.append(name)
            print(f"   {time.monotonic() - begun:.1f} s", flush=True)
    finally:
        shutil.rmtree(dist, ignore_errors=True)
    if failed:
        print(f"FAILED: {', '.join(failed)}")
    if skipped:
        print(f"NOT RUN, because BROWSER=skip: {', '.join(skipped)}. CI runs it.")
    if not failed:
        print("All other steps passed." if skipped else "All steps passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
