"""The script of the editor: tested module by module by Node's own runner, and linted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.edit.page import SCRIPT, editor_script, editor_style

from .. import scripts

TESTS = Path(__file__).parent / "script"
LINTER = "oxlint is missing, which lints the editor's script: run `make test`, which installs it"
OF_PAGES = {
    *("bar", "editor", "edits", "fields", "form", "newrows", "page"),
    *("panels", "reach", "search", "side", "widget", "words"),
}


def test_the_script_passes_its_own_tests(node: str) -> None:
    scripts.passes_its_own_tests(node, TESTS)


def test_every_module_without_a_page_has_its_tests() -> None:
    scripts.has_tests_of_all_but(OF_PAGES, SCRIPT, TESTS)


def test_the_script_is_linted(program: Callable[[str, str], str]) -> None:
    scripts.is_linted(program("oxlint", LINTER), SCRIPT, TESTS)


@pytest.mark.parametrize("entry", ["page", "widget"])
def test_the_joined_script_is_one_module_that_can_be_read(
    entry: str, node: str, tmp_path: Path
) -> None:
    scripts.is_one_module(editor_script(entry), entry, node, tmp_path)


def test_data_are_never_read_as_markup_and_only_the_own_server_is_asked() -> None:
    scripts.writes_no_markup(SCRIPT)
    for path in SCRIPT.glob("*.js"):
        assert ("fetch(" in path.read_text(encoding="utf-8")) == (path.stem == "page")
    for text in (editor_script("page"), editor_style()):
        asked = text.replace("http://www.w3.org/2000/svg", "")
        assert not any(way in asked for way in ("http://", "https://", "@import", "url("))
