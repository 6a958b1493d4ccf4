"""The script of the explorer: tested module by module by Node's own runner, and linted."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from helpers.explore.bundle import SCRIPT, BundleError, imports, script, style

TESTS = Path(__file__).parent / "script"
LINTER = "oxlint is missing, which lints the explorer's script: run `make test`, which installs it"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_script_passes_its_own_tests(node: str) -> None:
    found = run(node, "--test", *map(str, sorted(TESTS.glob("*.test.js"))))
    failed = [line for line in found.stdout.splitlines() if line.startswith("not ok")]
    assert found.returncode == 0, "\n".join(failed) or found.stdout + found.stderr


def test_every_module_without_a_page_has_its_tests() -> None:
    of_pages = {
        *("article", "card", "dom", "explorer", "filters", "list", "map", "page", "timeline"),
        *("state", "ways", "widget"),
    }
    tested = {path.name.removesuffix(".test.js") for path in TESTS.glob("*.test.js")}
    assert {path.stem for path in SCRIPT.glob("*.js")} - of_pages == tested


def test_the_script_is_linted(program: Callable[[str, str], str]) -> None:
    linter = program("oxlint", LINTER)
    found = run(linter, "--deny-warnings", str(SCRIPT), str(TESTS))
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("entry", ["page", "widget"])
def test_the_joined_script_is_one_module_that_can_be_read(
    entry: str, node: str, tmp_path: Path
) -> None:
    path = tmp_path / "joined.mjs"
    path.write_text(script(entry), encoding="utf-8")
    found = run(node, "--check", str(path))
    assert found.returncode == 0, found.stderr
    assert "import {" not in script(entry)
    assert ("export default" in script(entry)) == (entry == "widget")


def test_data_are_never_read_as_markup_or_script() -> None:
    for path in SCRIPT.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert way not in text, f"{path.name} uses {way}"


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
