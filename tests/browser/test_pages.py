"""Every page, on every screen: no barrier, nothing sideways, its own letters, no call, no error.

What goes wrong on a console or over the network fails the test by itself (see `new_page`).
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from helpers.desk.export import content
from helpers.desk.notebooks import page as notebook_page
from helpers.explore.page import explorer_html
from helpers.story.story import Story

from .conftest import (
    COLOURS,
    ROOT,
    RULES,
    SIZES,
    THEMES,
    Barriers,
    Explorers,
    NewPage,
    faces,
    none,
    places,
    sideways,
    unfold,
)

NOTEBOOKS = ROOT / "notebooks"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
TABLES = ("crosscheck-standing", "crosscheck-evidence", "casualties-references")
BOTH = {("400", "loaded"), ("700", "loaded")}
CHOSEN = ".cx-card, .cx-turner, .cx-current, .cx-claims [aria-selected=true]"
"""What looks otherwise in the explorer when a claim is chosen."""


pytestmark = pytest.mark.timeout(400)  # a page is looked at on four screens


@pytest.fixture(scope="session")
def reviews(example: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of reviews of the example."""
    path = tmp_path_factory.mktemp("reviews") / "reviews.html"
    path.write_bytes(content("reviews", example))
    return path


@pytest.fixture(scope="session")
def pasted(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page into which the HTML of a chart was pasted, beside the pictures of that chart."""
    folder = tmp_path_factory.mktemp("pasted") / "claims-voices"
    shutil.copytree(real / "example" / "charts" / "claims-voices", folder)
    html = (folder / "claims-voices-web.html").read_text("utf-8")
    path = folder / "pasted.html"
    path.write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport "
        f"content='width=device-width'><title>A page</title><main><h1>A page</h1>{html}</main>",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def address(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Where a page stands that goes by a name such as "explorer of real"."""
    made = request.getfixturevalue
    known: dict[str, Callable[[str], Path]] = {
        "explorer": lambda of: made("explorers")[of][1],
        "table": lambda of: made("real") / "example" / "tables" / f"{of}.html",
        "gallery": lambda of: made(of or "real") / "index.html",
        "reviews": lambda _: made("reviews"),
        "pasted chart": lambda _: made("pasted"),
    }

    def find(name: str) -> str:
        kind, _, of = name.partition(" of ")
        return known[kind](of).as_uri()

    return find


def shown_part(page: Page, name: str) -> None:
    """Open what is folded; in a gallery that of one chart is enough, the others are built alike."""
    if name == "gallery":
        page.locator("article.chart").first.locator("summary").evaluate_all(
            "all => all.forEach(one => one.parentElement.open = true)"
        )
    elif not name.startswith("explorer"):
        unfold(page)


# A picture further down would be fetched, and find its place, whenever the browser likes.
FETCHED = "() => { for (const image of document.images) image.loading = 'eager'; }"
# Until the picture for another screen is there, the one before it keeps its place.
PICTURED = """() => [...document.querySelectorAll("picture")].every((picture) => {
  const image = picture.querySelector("img");
  const meant = [...picture.querySelectorAll("source")].find((one) => matchMedia(one.media).matches);
  const file = meant ? meant.srcset.trim().split(/\\s/)[0] : image.getAttribute("src");
  return image.currentSrc === new URL(file, document.baseURI).href && image.complete;
})"""


def faults(page: Page, axe: Barriers, within: str = "html") -> list[str]:
    """What is wrong with a page, screen by screen: barriers, and what sticks out.

    A theme changes colours; so in the dark only those are looked at, once, and on every screen that
    nothing else changed.
    """
    found = []
    page.evaluate(FETCHED)
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        stand = {}
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            page.wait_for_function(PICTURED)
            stand[theme] = places(page)
            wrong = sideways(page)
            if (name, theme) != ("phone", "dark"):
                wrong += axe(page, RULES if theme == "light" else COLOURS, within)
            found += [f"{name}, {theme}: {one}" for one in wrong]
        pairs = zip(stand["light"], stand["dark"], strict=True)
        found += [f"{name}: {light}; in the dark {dark}" for light, dark in pairs if light != dark]
    return found


@pytest.mark.parametrize(
    "name",
    [
        "explorer of real",
        "explorer of example",
        "gallery",
        "gallery of small",
        "reviews",
        *(f"table of {name}" for name in TABLES),
        "pasted chart",
    ],
)
def test_a_page_has_no_barrier_fits_every_screen_and_brings_its_typeface(
    page: Page, axe: Barriers, address: Callable[[str], str], name: str
) -> None:
    page.goto(address(name))
    shown_part(page, name)
    none(faults(page, axe))
    if name.startswith("explorer"):
        page.locator(".cx-row").nth(10).click()
        none(faults(page, axe, CHOSEN))
    if name == "pasted chart":
        return
    assert faces(page) >= BOTH
    family = "one => getComputedStyle(one).fontFamily.replaceAll(/['\"]/g, '')"
    elements = {
        "gallery": ["body"],
        "reviews": ["h2"],
        "explorer": ["h1", ".cx-found", ".cx-row", "select"],
    }
    for element in elements.get(name.partition(" ")[0], []):
        assert page.locator(element).first.evaluate(family).startswith("Source Sans 3"), element


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_as_a_page_has_no_barriers_and_nothing_moves_sideways(
    page: Page, axe: Barriers, tmp_path: Path, name: str
) -> None:
    path = tmp_path / f"{name}.html"
    path.write_bytes(notebook_page(nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4), name))
    page.goto(path.as_uri())
    none(axe(page))
    assert faces(page) >= BOTH
    for size in SIZES.values():
        page.set_viewport_size(size)
        assert sideways(page) == []
    links = page.eval_on_selector_all("a", "all => all.map(one => one.getAttribute('href'))")
    beside = [link for link in links if not link.startswith(("#", "https://", "http://"))]
    assert {link.partition("#")[0] for link in beside} <= {f"{name}.html" for name in NAMES}


def test_a_pasted_chart_shows_each_reader_the_right_picture(page: Page, pasted: Path) -> None:
    page.goto(pasted.as_uri())
    picture = page.locator("figure img")
    for size, drawn in (("wide", "web"), ("phone", "mobile")):
        for theme, ending in (("light", ""), ("dark", "-dark")):
            page.set_viewport_size(SIZES[size])
            page.emulate_media(color_scheme=theme)
            wanted = pasted.with_name(f"claims-voices-{drawn}{ending}.svg").as_uri()
            expect(picture).to_have_js_property("currentSrc", wanted)
            assert picture.evaluate("one => one.naturalWidth") > 0
    assert "Source:" in page.locator("figcaption").inner_text()


def test_every_table_has_a_picture_twice_its_size(real: Path) -> None:
    for name in TABLES:
        with Image.open(real / "example" / "tables" / f"{name}.png") as picture:
            assert picture.width == 2000
            assert picture.height > 300


def test_without_script_the_explorer_is_a_table(new_page: NewPage, explorers: Explorers) -> None:
    story, path = explorers["example"]
    assert explorer_html(story) == path.read_text(encoding="utf-8")
    page = new_page(java_script_enabled=False)
    page.goto(path.as_uri())
    assert page.get_by_role("table").is_visible()
    assert page.locator("tbody tr").count() == len(story.claims)
