"""The script of the editor: tested module by module by Node's own runner, and linted."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.edit.page import SCRIPT, editor_script, editor_style

TESTS = Path(__file__).parent / "script"
LINTER = "oxlint is missing, which lints the editor's script: run `make test`, which installs it"
OF_PAGES = {"editor", "form", "page", "search", "widget", "words"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_script_passes_its_own_tests(node: str) -> None:
    found = run(node, "--test", *map(str, sorted(TESTS.glob("*.test.js"))))
    failed = [line for line in found.stdout.splitlines() if line.startswith("not ok")]
    assert found.returncode == 0, "\n".join(failed) or found.stdout + found.stderr


def test_every_module_without_a_page_has_its_tests() -> None:
    tested = {path.name.removesuffix(".test.js") for path in TESTS.glob("*.test.js")}
    assert {path.stem for path in SCRIPT.glob("*.js")} - OF_PAGES == tested


def test_the_script_is_linted(program: Callable[[str, str], str]) -> None:
    found = run(program("oxlint", LINTER), "--deny-warnings", str(SCRIPT), str(TESTS))
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("entry", ["page", "widget"])
def test_the_joined_script_is_one_module_that_can_be_read(
    entry: str, node: str, tmp_path: Path
) -> None:
    path = tmp_path / "joined.mjs"
    path.write_text(editor_script(entry), encoding="utf-8")
    found = run(node, "--check", str(path))
    assert found.returncode == 0, found.stderr
    assert "import {" not in editor_script(entry)
    assert ("export default" in editor_script(entry)) == (entry == "widget")


def test_data_are_never_read_as_markup_and_only_the_own_server_is_asked() -> None:
    for path in SCRIPT.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert way not in text, f"{path.name} uses {way}"
        assert ("fetch(" in text) == (path.stem == "page")
    for text in (editor_script("page"), editor_style()):
        asked = text.replace("http://www.w3.org/2000/svg", "")
        assert not any(way in asked for way in ("http://", "https://", "@import", "url("))
