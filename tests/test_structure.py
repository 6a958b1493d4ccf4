"""Imports run one way: the rules know nothing above them, only the command knows all."""

import ast
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[1] / "src" / "helpers"

# From the ground up. A module imports from its own layer and those below it.
LAYERS = (
    ("reading", "files", "pages", "contract", "anchors", "bounds", "dates", "geo", "typeface"),
    ("story", "wording", "evidence"),
    ("check", "attach", "tables", "ged", "placeholders", "notes"),
    ("findings", "charts"),
    ("catalogue", "live_tables"),
    ("display", "readme", "generate", "styled"),
    ("explore",),
    ("publish", "export"),
    ("cli",),
)
# A story is asked to show itself (`story.explore()`), so that a notebook need not know where the
# explorer stands. The import is inside that method, and nothing else of the story knows of it.
# A finding may name a chart, and only the catalogue knows which there are.
EXCEPTIONS = {("story", "explore"), ("findings", "catalogue")}
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted(path for path in SOURCES.rglob("*.py") if path.stem != "__init__")


def topic(path: Path) -> str:
    return path.relative_to(SOURCES).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The modules and packages of the project that a file imports, by their first name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "helpers":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers."):
            found.add(str(node.module).split(".")[1])
    return found & set(HEIGHT)


def test_every_module_has_its_layer() -> None:
    assert {topic(path) for path in MODULES} == set(HEIGHT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_a_module_imports_nothing_from_above(path: Path) -> None:
    above = {name for name in imported(path) if HEIGHT[name] > HEIGHT[topic(path)]}
    assert {(topic(path), name) for name in above} <= EXCEPTIONS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_no_module_names_a_story(path: Path) -> None:
    stories = [folder.name for folder in (SOURCES.parents[1] / "data" / "stories").iterdir()]
    text = path.read_text(encoding="utf-8")
    assert [story for story in stories if f'"{story}"' in text] == []
