"""A copy of the example that is edited, its words, and its sheets."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.edit.editor import Editor
from helpers.edit.sheets import Sheets, read_sheets
from helpers.story.article_copy.proof import Words, story_words
from helpers.story.problem import Problem

Save = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def whole(root: Path) -> Sheets:
    """The tables of the example, to be changed by nobody."""
    return read_sheets(root / "data" / "stories" / "example")


@pytest.fixture(scope="session")
def text(root: Path) -> Words:
    """The words of the example."""
    words = story_words("example", root)
    assert words is not None
    return words


@pytest.fixture
def editor(folder: Path, project: Path) -> Editor:
    """An editor of the copied example."""
    return Editor(folder.name, project)


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saves are not checked, where that is not what a test is about: a check takes a second."""

    def nothing(*_: object) -> tuple[Problem, ...]:
        return ()

    monkeypatch.setattr("helpers.edit.faults.faults", nothing)


@pytest.fixture
def save(editor: Editor) -> Save:
    """Save as a page does: save(do=..., page="one", version=...); the version is the last one."""
    opened = {"one": editor.answer({"ask": "open", "page": "one"})["version"]}

    def saved(page: str = "one", version: str | None = None, **edit: Any) -> dict[str, Any]:
        seen = version or opened["one"]
        answer = editor.answer({"ask": "save", "page": page, "version": seen, "edit": edit})
        opened["one"] = answer.get("version", opened["one"])
        return answer

    return saved
