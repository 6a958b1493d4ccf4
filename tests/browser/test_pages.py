"""Every page, on every screen: no barrier, nothing sideways, its own letters, no call, no error.

What goes wrong on a console or over the network fails the test by itself (see `new_page`).
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from PIL import Image
from playwright.sync_api import Page

from helpers.desk.charts import write_charts
from helpers.desk.notebooks import page as notebook_page
from helpers.desk.tables import browser as chromium
from helpers.explore.page import explorer_html
from helpers.story.story import Story, open_story

from .conftest import SCREENS, Barriers, NewPage, faces, sideways, story_command, unfold

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
TABLES = ("crosscheck-standing", "crosscheck-evidence", "casualties-references")
BOTH = {("400", "loaded"), ("700", "loaded")}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables for print of the example, as pages and pictures."""
    dist = tmp_path_factory.mktemp("tables")
    story_command("tables", "example", "--to", str(dist))
    return dist / "example" / "tables"


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of reviews of the example."""
    dist = tmp_path_factory.mktemp("reviews")
    story_command("export", "example", "--format", "reviews", "--to", str(dist))
    return dist / "example" / "export" / "example-reviews.html"


@pytest.fixture(scope="module")
def pasted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page into which the HTML of a chart was pasted, beside the pictures of that chart."""
    dist = tmp_path_factory.mktemp("pasted")
    story, sizes = open_story("example"), ["web", "mobile"]
    write_charts(story, dist, ["claims-voices"], str, sizes=sizes, dark=True, processes=1)
    folder = dist / "example" / "charts" / "claims-voices"
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
    places: dict[str, Callable[[str], Path]] = {
        "explorer": lambda of: made("explorers")[of][1],
        "table": lambda of: made("tables") / f"{of}.html",
        "gallery": lambda of: made(of or "real") / "index.html",
        "reviews": lambda _: made("reviews"),
        "pasted chart": lambda _: made("pasted"),
    }

    def find(name: str) -> str:
        kind, _, of = name.partition(" of ")
        return places[kind](of).as_uri()

    return find


def shown_part(page: Page, name: str) -> None:
    """Open what is folded; in a gallery that of one chart is enough, the others are built alike."""
    if name == "gallery":
        page.locator("article.chart").first.locator("summary").evaluate_all(
            "all => all.forEach(one => one.parentElement.open = true)"
        )
    elif not name.startswith("explorer"):
        unfold(page)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    "name",
    [
        "gallery",
        "gallery of small",
        "reviews",
        "explorer of real",
        "explorer of example",
        *(f"table of {name}" for name in TABLES),
        "pasted chart",
    ],
)
def test_a_page_has_no_barrier_fits_its_screen_and_brings_its_typeface(
    new_page: NewPage,
    axe: Barriers,
    address: Callable[[str], str],
    name: str,
    screen: dict[str, object],
) -> None:
    page = new_page(**screen, reduced_motion="reduce")
    page.goto(address(name))
    shown_part(page, name)
    assert axe(page) == []
    if name.startswith("explorer"):
        page.locator(".cx-row").nth(10).click()
        assert axe(page) == []
    assert sideways(page) == []
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
    new_page: NewPage, axe: Barriers, tmp_path: Path, name: str
) -> None:
    path = tmp_path / f"{name}.html"
    path.write_bytes(notebook_page(nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4), name))
    page = new_page()
    page.goto(path.as_uri())
    assert axe(page) == []
    assert faces(page) >= BOTH
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) == []
    links = page.eval_on_selector_all("a", "all => all.map(one => one.getAttribute('href'))")
    beside = [link for link in links if not link.startswith(("#", "https://", "http://"))]
    assert {link.partition("#")[0] for link in beside} <= {f"{name}.html" for name in NAMES}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_pasted_chart_shows_each_reader_the_right_picture(
    new_page: NewPage, pasted: Path, screen: dict[str, object]
) -> None:
    page = new_page(**screen)
    page.goto(pasted.as_uri())
    image = page.locator("figure img")
    size = "web" if page.viewport_size == {"width": 1280, "height": 900} else "mobile"
    theme = "-dark" if screen["color_scheme"] == "dark" else ""
    address, width = image.evaluate("one => [one.currentSrc, one.naturalWidth]")
    assert address.endswith(f"/claims-voices-{size}{theme}.svg")
    assert width > 0
    assert "Source:" in page.locator("figcaption").inner_text()


def test_every_table_has_a_picture_twice_its_size(tables: Path) -> None:
    assert chromium()
    for name in TABLES:
        with Image.open(BytesIO((tables / f"{name}.png").read_bytes())) as picture:
            assert picture.width == 2000
            assert picture.height > 300


def test_without_script_the_explorer_is_a_table(
    new_page: NewPage, explorers: dict[str, tuple[Story, Path]]
) -> None:
    story, path = explorers["example"]
    assert explorer_html(story) == path.read_text(encoding="utf-8")
    page = new_page(java_script_enabled=False)
    page.goto(path.as_uri())
    assert page.get_by_role("table").is_visible()
    assert page.locator("tbody tr").count() == len(story.claims)
