"""Web charts in Chromium: the embedded letters are used, and many pictures share a page."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Page

from helpers.charts.pictures import pixels
from helpers.charts.sizes import use_size
from helpers.charts.style import THEMES, use_theme
from helpers.desk.charts import write_charts
from helpers.desk.formats import to_svgs
from helpers.story.story import Story
from helpers.topics.catalogue import CHARTS

NewPage = Callable[..., Page]

# Widths of all lines of text, in px of the page.
WIDTHS = """() => [...document.querySelectorAll('text')].map(
    text => [text.textContent, text.getComputedTextLength()])"""
LOADED = """async () => { await document.fonts.ready;
    return [...document.fonts].map(font => font.status) }"""


@pytest.fixture(scope="module")
def pictures(example: Story) -> list[str]:
    """The first chart, wide and narrow, light and dark, as SVG for a page."""
    made = []
    for size, theme in (("web", "light"), ("web", "dark"), ("mobile", "light")):
        with use_size(size), use_theme(THEMES[theme]):
            made.append(to_svgs(CHARTS[0].build(example))[0].decode())
    return made


def test_lines_are_as_wide_as_they_were_laid_out(pictures: list[str], page: Page) -> None:
    """Without the house's typeface on the machine they are so only with the embedded letters."""
    page.set_content(f"<!doctype html><title>.</title>{pictures[0]}")
    assert set(page.evaluate(LOADED)) == {"loaded"}
    with_letters = page.evaluate(WIDTHS)
    bare = re.sub(r"<style>.*?</style>", "", pictures[0])
    page.set_content(f"<!doctype html><title>.</title>{bare}")
    without = page.evaluate(WIDTHS)
    assert [text for text, _ in with_letters] == [text for text, _ in without]
    widest = max(range(len(with_letters)), key=lambda at: with_letters[at][1])
    assert with_letters[widest][1] != without[widest][1]
    assert all(width <= 547.2 - 2 * 11 for _, width in with_letters)


@pytest.mark.parametrize("name", ["timeline-last-days", "actors-ties"])
def test_a_page_shows_what_was_drawn_as_pixels(name: str, example: Story, page: Page) -> None:
    """Bars are cut where they were cut, hatches and arrows are there."""
    figure = next(spec for spec in CHARTS if spec.name == name).build(example)
    page.set_content(
        "<!doctype html><title>.</title><style>body { margin: 0 } svg { display: block }</style>"
        f"{to_svgs(figure)[0].decode()}"
    )
    assert set(page.evaluate(LOADED)) == {"loaded"}
    shot = Image.open(io.BytesIO(page.locator("svg").screenshot())).convert("L")
    drawn = pixels(figure, 1).convert("L")
    assert abs(shot.height - drawn.height) <= 1
    # Blurred a little: letters and hairlines are smoothed in another way, marks are not.
    box = (0, 0, min(shot.width, drawn.width), min(shot.height, drawn.height))
    blurred = [
        np.asarray(one.crop(box).filter(ImageFilter.BoxBlur(3))).astype(int)
        for one in (shot, drawn)
    ]
    assert np.abs(blurred[0] - blurred[1]).max() < 64


def test_pictures_on_one_page_stay_out_of_each_others_way(
    pictures: list[str], page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page.set_content(
        "<!doctype html><html lang=en><title>Charts</title><main><h1>Charts</h1>"
        f"{''.join(pictures)}<svg width=9 height=9><path id=probe d='M0 0h9'/></svg></main>"
    )
    assert set(page.evaluate(LOADED)) == {"loaded"}
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    join = page.evaluate("() => getComputedStyle(document.querySelector('#probe')).strokeLinejoin")
    assert join == "miter"
    named = page.get_by_role("img").all()
    assert [image.get_attribute("role") for image in named].count("img") == len(pictures)
    assert axe(page) == []


@pytest.mark.parametrize(
    ("width", "scheme", "picture"),
    [
        (1200, "light", "claims-voices-web.svg"),
        (1200, "dark", "claims-voices-web-dark.svg"),
        (390, "light", "claims-voices-mobile.svg"),
        (390, "dark", "claims-voices-mobile-dark.svg"),
    ],
)
def test_a_pasted_figure_shows_each_reader_the_right_picture(
    published_once: Path,
    new_page: NewPage,
    axe: Callable[[Page], list[str]],
    width: int,
    scheme: str,
    picture: str,
) -> None:
    html = (published_once / "claims-voices-web.html").read_text("utf-8")
    pasted = published_once / "pasted.html"
    pasted.write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport "
        f"content='width=device-width'><title>A page</title><main><h1>A page</h1>{html}</main>",
        encoding="utf-8",
    )
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(pasted.as_uri())
    shown = page.locator("figure img")
    assert shown.evaluate("image => image.currentSrc").endswith(f"/{picture}")
    assert shown.evaluate("image => image.naturalWidth") > 0
    assert shown.bounding_box()["width"] <= width
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert "Source:" in page.locator("figcaption").inner_text()
    assert axe(page) == []


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory, example: Story) -> Path:
    """The folder of one chart, published for wide and narrow pages, light and dark."""
    dist = tmp_path_factory.mktemp("dist")
    write_charts(
        example,
        dist,
        ["claims-voices"],
        str,
        sizes=["web", "mobile"],
        dark=True,
        processes=1,
    )
    return dist / "example" / "charts" / "claims-voices"
