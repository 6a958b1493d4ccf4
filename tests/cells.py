"""The cells of the project's notebooks, run on any story in the process of the tests."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import helpers
from helpers.story.story import Story

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
PICTURE = "(picture)"
"""What stands for a picture: it is what takes longest to make, and nothing is asked of it here."""


def code(path: Path) -> Iterator[str]:
    """The cells of code of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    yield from ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


NOTEBOOKS = [
    path
    for path in sorted(FOLDER.glob("*.ipynb"))
    if not any("open_stories" in source for source in code(path))
]
"""Those that ask one story."""


def put_out(path: Path, story: Story, patch: pytest.MonkeyPatch) -> str:
    """Run the cells of a notebook on a story, as long as the patch lasts: what they put out, as text."""
    put: list[str] = []
    patch.setattr(helpers, "open_story", lambda _: story)
    patch.setattr("helpers.show.output.display", lambda out, **_: put.append(out["text/plain"]))
    patch.setattr("helpers.edit.EditorView", lambda story_id: story_id)
    patch.setattr("helpers.show.figures.to_png", lambda _: put.append(PICTURE) or b"")
    names: dict[str, Any] = {}
    for source in code(path):
        exec(source, names)
        if source.startswith("STORY ="):
            names["STORY"] = story.id
    return "\n".join(put)
