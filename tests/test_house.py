"""The house: rooms by what they are for, imports one way and without a circle, nothing too large."""

import ast
from functools import cache
from pathlib import Path

import networkx

SOURCES = Path(__file__).resolve().parents[1] / "src" / "helpers"

# From the ground up. A module imports from its own room and from those before it.
ROOMS = (
    "values",
    "story",
    "draft",
    "datasets",
    "charts",
    "topics",
    "corpus",
    "show",
    "explore",
    "edit",
    "desk",
    "cli",
)
# As many names as a newcomer takes in at a glance, and as many lines as one does.
NAMES_AT_THE_TOP = 12
LINES = 400

MODULES = sorted(path for path in SOURCES.rglob("*.py") if path.stem != "__init__")


def dotted(path: Path) -> str:
    return ".".join(("helpers", *path.relative_to(SOURCES).with_suffix("").parts))


NAMES = {dotted(path): path for path in MODULES}


def room(name: str) -> int:
    return ROOMS.index(name.split(".")[1])


@cache
def imported(path: Path) -> set[str]:
    """The modules of the project that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers"):
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {str(node.module), *parts} & set(NAMES)
    return found


def test_the_top_holds_the_rooms_and_the_command() -> None:
    there = {path.relative_to(SOURCES).parts[0].removesuffix(".py") for path in MODULES}
    assert there == set(ROOMS)
    assert len(ROOMS) <= NAMES_AT_THE_TOP


def test_a_module_imports_nothing_from_a_room_above() -> None:
    upwards = [
        f"{name} imports {other}"
        for name, path in NAMES.items()
        for other in sorted(imported(path))
        if room(other) > room(name)
    ]
    assert upwards == []


def test_imports_run_in_no_circle() -> None:
    arrows = networkx.DiGraph(
        (name, other) for name, path in NAMES.items() for other in imported(path)
    )
    assert list(networkx.simple_cycles(arrows)) == []


def test_no_module_names_a_story() -> None:
    stories = [folder.name for folder in (SOURCES.parents[1] / "data" / "stories").iterdir()]
    assert len(stories) >= 2
    named = [
        f"{name} names {story}"
        for name, path in NAMES.items()
        for story in stories
        if f'"{story}"' in path.read_text(encoding="utf-8")
    ]
    assert named == []


def test_a_module_is_no_longer_than_one_takes_in_at_a_glance() -> None:
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in NAMES.items()
    }
    assert {name: lines for name, lines in lengths.items() if lines > LINES} == {}
