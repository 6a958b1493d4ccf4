"""The gallery in a browser: for every reader, on every screen, in light and dark."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import pytest
from playwright.sync_api import Locator, Page

from helpers.desk.gallery import write_index

from .conftest import ARABIC, IN_FOUR, LONG, NASTY, PHONE, SCREENS, NewPage, sideways, unfold

Publish = Callable[..., Path]


def shown(new_page: NewPage, dist: Path, **options: Any) -> Page:
    """The gallery on a screen."""
    page = new_page(**options)
    page.goto((dist / "index.html").as_uri())
    return page


def pictures(page: Page) -> Iterator[Locator]:
    """Every picture of the page, looked at, so that it is loaded."""
    for picture in page.locator("img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("one => one.decode()")
        yield picture


# ------------------------------------------------------------------------------ the real one


@pytest.mark.parametrize("screen", SCREENS)
def test_every_picture_of_a_story_is_there_and_nothing_moves_sideways(
    new_page: NewPage, real: Path, screen: dict[str, Any]
) -> None:
    page = shown(new_page, real, **screen)
    before = page.evaluate("document.documentElement.scrollHeight")
    chosen = []
    for picture in pictures(page):
        width, wanted = picture.evaluate("one => [one.naturalWidth, one.currentSrc]")
        assert width > 0
        chosen.append(Path(unquote(wanted)).stem)
    assert chosen
    drawn = {path.stem for path in real.glob("*/charts/*/*.svg")}
    endings = ["-dark", ""] if screen["color_scheme"] == "dark" else [""]
    sizes = ["-mobile", "-web"] if screen["viewport"] == PHONE else ["-web"]
    for name in chosen:
        chart = name.removesuffix("-dark").removesuffix("-web").removesuffix("-mobile")
        wanted = (f"{chart}{size}{ending}" for ending in endings for size in sizes)
        assert name == next(one for one in wanted if one in drawn)
    assert page.evaluate("document.documentElement.scrollHeight") == before, "the page jumped"
    unfold(page)
    assert sideways(page) == []


def test_every_link_of_a_story_leads_to_a_file_or_a_place_on_the_page(
    page: Page, real: Path
) -> None:
    page.goto((real / "index.html").as_uri())
    links = page.eval_on_selector_all("a", "all => all.map(one => [one.href, one.hash])")
    assert len(links) > 30
    for address, place in links:
        if place:
            assert page.locator(f"[id='{place[1:]}']").count() == 1, place
        elif address.startswith("file:"):
            assert Path(unquote(urlparse(address).path)).is_file(), address


def test_every_web_picture_opens_with_its_own_letters(page: Page, real: Path) -> None:
    # Without its embedded typeface a picture's words are wider or narrower than their places.
    drawn = sorted(real.glob("*/charts/*/*-web*.svg")) + sorted(
        real.glob("*/charts/*/*-mobile.svg")
    )
    drawn = [path for path in drawn if not path.stem.endswith("-editable")]
    assert drawn
    for path in drawn:
        page.goto(path.as_uri())
        said = page.evaluate(
            """async () => {
                await document.fonts.ready;
                const root = document.documentElement;
                const known = [...document.querySelectorAll('[id]')].map(one => one.id);
                const referred = [...root.outerHTML.matchAll(/(?:url\\(#|href="#)([^)"]+)/g)];
                return {
                    fonts: [...document.fonts].map(one => one.status),
                    missing: referred.map(one => one[1]).filter(id => !known.includes(id)),
                    named: root.getAttribute('role') + ' ' + root.getAttribute('aria-labelledby')
                        .split(' ').every(id => document.getElementById(id).textContent.trim()),
                };
            }"""
        )
        assert set(said["fonts"]) == {"loaded"}, path.name
        assert said["missing"] == [], path.name
        assert said["named"] == "img true", path.name


def test_a_story_opens_on_its_findings_each_with_evidence_and_a_way_to_its_chart(
    page: Page, real: Path
) -> None:
    page.goto((real / "index.html").as_uri())
    story = page.locator(".story").first
    told = story.locator(".findings li")
    assert told.count() > 1
    for one in told.all():
        assert one.locator(".finding").inner_text()
        assert one.locator(".evidence").inner_text()
    ends = story.locator(".findings").evaluate("one => one.getBoundingClientRect().bottom")
    first = story.locator("figure").first.evaluate("one => one.getBoundingClientRect().top")
    assert ends < first


# ------------------------------------------------------------------------------ any story


def test_markup_in_data_is_shown_as_text_and_nothing_of_it_runs(page: Page, small: Path) -> None:
    page.goto((small / "index.html").as_uri())
    unfold(page)
    assert page.title() == "Claim by Claim"
    assert page.locator("script").count() == 0
    assert page.locator("[onload], [onerror]").count() == 0
    assert page.locator("main img").count() == 2
    words = page.inner_text("main")
    for part in (NASTY, ARABIC, LONG):
        assert part in words
    assert page.locator("img").nth(1).get_attribute("alt") == f"{NASTY} {LONG} {ARABIC}"


def test_html_to_paste_is_what_the_file_holds(page: Page, small: Path) -> None:
    page.goto((small / "index.html").as_uri())
    unfold(page)
    file = small / "example" / "charts" / "claims-one" / "claims-one-web.html"
    assert page.locator("pre").first.inner_text() == file.read_text("utf-8")


def focused(page: Page) -> dict[str, str]:
    """What has the focus: its tag, its name, and whether that can be seen."""
    told: dict[str, str] = page.evaluate(
        """() => {
            const one = document.activeElement, style = getComputedStyle(one);
            return {tag: one.tagName.toLowerCase(), href: one.getAttribute('href') ?? '',
                name: one.getAttribute('aria-label') ?? one.textContent.trim(),
                outline: style.outlineStyle, role: one.getAttribute('role') ?? ''};
        }"""
    )
    return told


def test_everything_is_reached_by_keyboard_and_shows_where_the_focus_is(
    page: Page, published: Publish
) -> None:
    dist = published(drawings=IN_FOUR)
    write_index(dist)
    page.goto((dist / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert focused(page)["href"] == "#stories"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert focused(page)["tag"] == "main"
    passed = []
    for _ in range(60):
        page.keyboard.press("Tab")
        now = focused(page)
        if now["tag"] == "body":
            break
        assert now["outline"] != "none", now
        passed.append(now)
        if now["tag"] == "summary":
            page.keyboard.press("Enter")
    assert page.locator("details:not([open])").count() == 0
    names = [one["name"] for one in passed if one["role"] == "region"]
    assert names == [f"{part} of claims-one, example" for part in ("Rows", "Files", "HTML")]
    files = {one["href"].rpartition("/")[2] for one in passed if one["tag"] == "a"}
    folder = dist / "example" / "charts" / "claims-one"
    assert {path.name.replace("@", "%40") for path in folder.iterdir()} <= files


def test_the_page_works_without_javascript(new_page: NewPage, small: Path) -> None:
    page = shown(new_page, small, viewport=PHONE, java_script_enabled=False)
    first = page.locator("article.chart").first
    assert not first.locator("table").first.is_visible()
    for part in first.locator("summary").all():
        part.click()
    assert first.locator("table").nth(0).is_visible()
    assert first.locator("table").nth(1).is_visible()
    assert first.locator("pre").is_visible()
    assert "Alt of claims-one." in first.inner_text()
    page.locator(".contents summary").click()
    page.locator("nav a").last.click()
    assert page.url.endswith("#example-places-two")


@pytest.mark.parametrize("width", [640, 320])
def test_text_at_twice_and_four_times_its_size_is_neither_cut_nor_covered(
    new_page: NewPage, small: Path, width: int
) -> None:
    # A window of 1280 px at 200 % is laid out as one of 640 px, at 400 % as one of 320 px.
    page = new_page(viewport={"width": width, "height": 450}, device_scale_factor=2)
    page.goto((small / "index.html").as_uri())
    unfold(page)
    assert sideways(page) == []
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, h3, p, li, summary, th, td, caption')]
        .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth
            && getComputedStyle(one).overflowX !== 'visible')
        .map(one => one.tagName + ': ' + one.textContent.slice(0, 40))"""
    )
    assert hidden == []
    assert covered(page) == []


def covered(page: Page) -> list[str]:
    """Texts that stand on top of each other."""
    told: list[str] = page.evaluate(
        """() => {
            const texts = [...document.querySelectorAll('h1, h2, h3, p, summary, .beside li')]
                .map(one => [one.getBoundingClientRect(), one.textContent.slice(0, 40)]);
            const found = [];
            texts.forEach(([a, first], at) => texts.slice(at + 1).forEach(([b, second]) => {
                const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                if (high > 1 && wide > 1) found.push(first + ' / ' + second);
            }));
            return found;
        }"""
    )
    return told


def test_pages_in_print_hold_what_is_on_the_screen_and_not_what_is_for_it(
    new_page: NewPage, small: Path
) -> None:
    page = shown(new_page, small, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav").first.is_visible()
    assert not page.locator("summary").first.is_visible()
    assert page.locator("img").first.is_visible()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert "dark" not in page.locator("img").first.evaluate("one => one.currentSrc")
    assert page.pdf().startswith(b"%PDF")
