"""What holds for every script of a page: its own tests, the linter, one joined module, no markup."""

import subprocess
from pathlib import Path

MARKUP = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
"""Ways by which data would be read as markup or script."""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command, and keep what it prints."""
    return subprocess.run(command, capture_output=True, text=True, check=False)


def passes_its_own_tests(node: str, tests: Path) -> None:
    """Fail with the names of those of its tests that fail."""
    found = run(node, "--test", *map(str, sorted(tests.glob("*.test.js"))))
    failed = [line for line in found.stdout.splitlines() if line.startswith("not ok")]
    assert found.returncode == 0, "\n".join(failed) or found.stdout + found.stderr


def has_tests_of_all_but(of_pages: set[str], folder: Path, tests: Path) -> None:
    """Fail where a module that needs no page has no tests, or tests have no module."""
    tested = {path.name.removesuffix(".test.js") for path in tests.glob("*.test.js")}
    assert {path.stem for path in folder.glob("*.js")} - of_pages == tested


def is_linted(linter: str, *folders: Path) -> None:
    """Fail with what the linter says."""
    found = run(linter, "--deny-warnings", *map(str, folders))
    assert found.returncode == 0, found.stdout


def is_one_module(joined: str, entry: str, node: str, folder: Path) -> None:
    """Fail where Node can't read a joined script, or where it imports anything."""
    path = folder / "joined.mjs"
    path.write_text(joined, encoding="utf-8")
    found = run(node, "--check", str(path))
    assert found.returncode == 0, found.stderr
    assert "import {" not in joined
    assert ("export default" in joined) == (entry == "widget")


def writes_no_markup(folder: Path) -> None:
    """Fail where a module would read data as markup or script."""
    for path in folder.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not [way for way in MARKUP if way in text], path.name
