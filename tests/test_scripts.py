"""The scripts of the explorer and the editor: tested by Node's own runner, linted, joined, no markup."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import pytest

from helpers.edit import page as editor
from helpers.explore import bundle
from helpers.explore.bundle import BundleError, imports, script

TESTS = Path(__file__).parent
LINTER = "oxlint is missing, which lints the scripts of pages: run `make test`, which installs it"
MARKUP = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
"""Ways by which data would be read as markup or script."""
ENTRIES = ("page", "widget")


@dataclass(frozen=True)
class Scripts:
    """The modules of a page, its tests, the modules that need a page, and those that may ask a server."""

    folder: Path
    tests: Path
    joined: Callable[[str], str]
    style: Callable[[], str]
    of_pages: frozenset[str]
    asking: frozenset[str] = frozenset()


PAGES = {
    "explore": Scripts(
        bundle.SCRIPT,
        TESTS / "explore" / "script",
        script,
        bundle.style,
        frozenset(
            [
                *("article", "card", "dom", "explorer", "filters", "list", "map", "page"),
                *("timeline", "state", "ways", "widget"),
            ]
        ),
    ),
    "edit": Scripts(
        editor.SCRIPT,
        TESTS / "edit" / "script",
        editor.editor_script,
        editor.editor_style,
        frozenset(
            [
                *("bar", "editor", "edits", "fields", "form", "newrows", "page", "panels"),
                *("reach", "search", "side", "widget", "words"),
            ]
        ),
        asking=frozenset(["page"]),
    ),
}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Scripts:
    """Each page that has scripts."""
    return PAGES[request.param]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_script_passes_its_own_tests(page: Scripts, node: str) -> None:
    found = run(node, "--test", *map(str, sorted(page.tests.glob("*.test.js"))))
    failed = [line for line in found.stdout.splitlines() if line.startswith("not ok")]
    assert found.returncode == 0, "\n".join(failed) or found.stdout + found.stderr


def test_every_module_without_a_page_has_its_tests(page: Scripts) -> None:
    tested = {path.name.removesuffix(".test.js") for path in page.tests.glob("*.test.js")}
    assert {path.stem for path in page.folder.glob("*.js")} - page.of_pages == tested


def test_the_scripts_are_linted(program: Callable[[str, str], str]) -> None:
    folders = [str(folder) for page in PAGES.values() for folder in (page.folder, page.tests)]
    found = run(program("oxlint", LINTER), "--deny-warnings", *folders)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_joined_script_is_one_module_that_can_be_read(
    page: Scripts, entry: str, node: str, tmp_path: Path
) -> None:
    joined, path = page.joined(entry), tmp_path / "joined.mjs"
    path.write_text(joined, encoding="utf-8")
    found = run(node, "--check", str(path))
    assert found.returncode == 0, found.stderr
    assert "import {" not in joined
    assert ("export default" in joined) == (entry == "widget")


def test_data_are_never_read_as_markup_and_no_server_is_asked_but_the_own(page: Scripts) -> None:
    for path in page.folder.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not [way for way in MARKUP if way in text], path.name
        assert ("fetch(" in text) == (path.stem in page.asking)
    for text in (*map(page.joined, ENTRIES), page.style()):
        asked = text.replace("http://www.w3.org/2000/svg", "")
        assert not any(way in asked for way in ("http://", "https://", "@import", "url("))


# ------------------------------------------------------------------------------ joined


def test_every_module_is_reached() -> None:
    arrows = nx.DiGraph({path: imports(path) for path in bundle.SCRIPT.glob("*.js")})
    entries = {bundle.SCRIPT / f"{entry}.js" for entry in ENTRIES}
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
