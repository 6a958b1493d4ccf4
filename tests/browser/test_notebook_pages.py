"""The notebooks as pages, from their stored outputs: nbconvert's page, and what we mend in it."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page

from helpers.desk.notebooks import _page

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(params=NAMES)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A notebook written as a page, with the outputs that are stored in it."""
    path = tmp_path / f"{request.param}.html"
    stored = nbformat.read(NOTEBOOKS / f"{request.param}.ipynb", as_version=4)
    path.write_bytes(_page(stored, request.param))
    return path


def test_a_notebook_as_a_page_has_no_barriers_and_nothing_moves_sideways(
    new_page: Callable[..., Page], axe: Callable[[Page], list[str]], written: Path
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(written.as_uri())
    assert axe(page) == []
    faces = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].map(one => [one.weight, one.status]))"
    )
    assert {("400", "loaded"), ("700", "loaded")} <= {tuple(face) for face in faces}
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    links = page.eval_on_selector_all("a", "all => all.map(one => one.getAttribute('href'))")
    beside = [link for link in links if not link.startswith(("#", "https://", "http://"))]
    assert {link.partition("#")[0] for link in beside} <= {f"{name}.html" for name in NAMES}
