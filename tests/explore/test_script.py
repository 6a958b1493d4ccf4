"""The script of the explorer: tested module by module by Node's own runner, and linted."""

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from helpers.explore.bundle import SCRIPT, BundleError, imports, script, style

from .. import scripts

TESTS = Path(__file__).parent / "script"
LINTER = "oxlint is missing, which lints the explorer's script: run `make test`, which installs it"
OF_PAGES = {
    *("article", "card", "dom", "explorer", "filters", "list", "map", "page", "timeline"),
    *("state", "ways", "widget"),
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
    scripts.is_one_module(script(entry), entry, node, tmp_path)


def test_data_are_never_read_as_markup_or_script() -> None:
    scripts.writes_no_markup(SCRIPT)


def test_script_and_style_ask_nothing_of_the_network() -> None:
    for text in (script("page"), script("widget"), style()):
        asked = text.replace("http://www.w3.org/2000/svg", "")
        assert not any(way in asked for way in ("http://", "https://", "fetch(", "@import", "url("))


def test_every_module_is_reached() -> None:
    arrows = nx.DiGraph({path: imports(path) for path in SCRIPT.glob("*.js")})
    entries = {SCRIPT / "page.js", SCRIPT / "widget.js"}
    assert set().union(*(nx.descendants(arrows, one) for one in entries)) == set(arrows) - entries


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modules that stands in for the explorer's."""
    monkeypatch.setattr("helpers.explore.bundle.SCRIPT", tmp_path)
    script.cache_clear()
    return tmp_path


def test_modules_come_after_those_that_they_import(modules: Path) -> None:
    (modules / "a.js").write_text('import { b } from "./b.js";\n\nexport const a = b;\n')
    (modules / "b.js").write_text("/** What b is. */\nexport const b = 1;\n")
    assert script("a").split() == ["const", "b", "=", "1;", "const", "a", "=", "b;"]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("function same() {}", "const same = 2;", "both define same"),
        ("export const a = 1;", 'import { a } from "./a.js";', "a -> b -> a"),
    ],
)
def test_modules_that_do_not_go_together_are_refused_by_name(
    modules: Path, one: str, other: str, told: str
) -> None:
    (modules / "a.js").write_text(f'import {{ b }} from "./b.js";\n{one}\n')
    (modules / "b.js").write_text(f"{other}\nexport const b = 1;\n")
    with pytest.raises(BundleError, match=told):
        script("a")
