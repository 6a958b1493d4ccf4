"""Styled tables in a real browser: no barrier, no call to the network, and a picture of each."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from helpers.desk.tables import browser as chromium

from .conftest import NewPage

NAMES = ("crosscheck-standing", "crosscheck-evidence", "casualties-references")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    story = str(Path(sys.executable).with_name("story"))
    command = [story, "tables", "example", "--to", str(dist)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return dist / "example" / "tables"


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_no_barrier_and_its_own_typeface(
    folder: Path, page: Page, axe: Callable[[Page], list[str]], name: str
) -> None:
    page.goto((folder / f"{name}.html").as_uri())
    assert axe(page) == []
    assert page.evaluate("() => document.fonts.ready.then(f => [...f].map(one => one.status))")
    assert page.evaluate("() => document.fonts.check('15px \"Source Sans 3\"')")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_table_is_cut_off_on_a_phone(
    folder: Path, new_page: NewPage, name: str
) -> None:
    phone = new_page(viewport={"width": 390, "height": 800})
    phone.goto((folder / f"{name}.html").as_uri())
    # It scrolls inside its own box, not the page.
    assert phone.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_every_table_has_a_picture_twice_its_size(folder: Path) -> None:
    assert chromium()
    for name in NAMES:
        with Image.open(BytesIO((folder / f"{name}.png").read_bytes())) as picture:
            assert picture.width == 2000
            assert picture.height > 300
