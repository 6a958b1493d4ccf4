"""Pages in a real browser: Chromium, driven by Playwright, and nothing asked of the network.

One browser serves the whole run, each test in a context of its own. While it runs, Playwright keeps
an event loop in the thread, in which nothing that begins one of its own (nbclient does) can run: so
these tests run apart from the others.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright

from helpers.desk.gallery import write_index
from helpers.desk.tables import browser as chromium
from helpers.explore.page import explorer_html
from helpers.story.story import Story, open_story

MISSING = "Chromium is missing: run `make browser`, or set CHROMIUM to its path"
# Debian's Chromium as any user, with nothing that it would fetch by itself.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OURS = re.compile(r"file:|data:|blob:|about:|https?://127\.0\.0\.1[:/]|wss?://127\.0\.0\.1[:/]")
# Every rule that is on by default, best practice among them; and targets large enough for a thumb.
RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
WIDE: Any = {"width": 1280, "height": 900}
PHONE: Any = {"width": 375, "height": 740}
SCREENS = [
    pytest.param({"viewport": size, "color_scheme": scheme}, id=f"{name}-{scheme}")
    for name, size in (("wide", WIDE), ("phone", PHONE))
    for scheme in ("light", "dark")
]
"""Screens on which every page is looked at."""


NASTY = '<script>document.title="run"</script><img src=x onerror="document.title=1"> "onload=x'
ARABIC = "قالت المصادر إن القتال مستمر"
LONG = "w" * 300
IN_FOUR = [(size, theme) for size in ("web", "mobile") for theme in ("light", "dark")]

NewPage = Callable[..., Page]
Publish = Callable[..., Path]
Barriers = Callable[[Page], list[str]]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, started for the first test that wants it."""
    path = chromium()
    if path is None or not Path(path).is_file():
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Open pages that are watched: new_page(color_scheme="dark", viewport={...}, ...).

    The test fails if one of them has an error on its console or in a script, or asks for anything
    that is neither a file nor on this machine, or for a file that is not there. A test that means
    to see such a thing takes it out of page.problems.
    """
    problems: list[str] = []

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": WIDE, "color_scheme": "light", **options})
        context.route(lambda url: not OURS.match(url), lambda route: route.abort())
        page = context.new_page()
        page.problems = problems  # what was noted so far, for a test that means to see some of it
        _watch(page, problems)
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert problems == [], "\n".join(problems)


def _watch(page: Page, problems: list[str]) -> None:
    """Note whatever goes wrong on a page."""

    def requested(request: Request) -> None:
        if not OURS.match(request.url):
            problems.append(f"asks the network for {request.url}")

    def failed(request: Request) -> None:
        if OURS.match(request.url) and request.failure != "net::ERR_ABORTED":
            problems.append(f"{request.url}: {request.failure}")

    page.on("request", requested)
    page.on("requestfailed", failed)
    page.on("pageerror", lambda error: problems.append(f"error in a script: {error}"))
    page.on(
        "console",
        lambda said: (
            problems.append(f"console: {said.text}") if said.type in {"error", "warning"} else None
        ),
    )


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One page, watched, on a wide light screen."""
    return new_page()


@pytest.fixture(scope="session")
def axe() -> Barriers:
    """Look for barriers: axe(page) is a list of them, one line each, empty if there is none."""
    scanner = Axe()

    def barriers(page: Page) -> list[str]:
        found = scanner.run(page, options=RULES).response["violations"]
        return [
            f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: "
            f"{rule['help']}; {_reason(node)}"
            for rule in found
            for node in rule["nodes"]
        ]

    return barriers


def story_command(*arguments: str) -> None:
    """Run `story`."""
    command = (str(Path(sys.executable).with_name("story")), *arguments)
    subprocess.run(command, check=True, capture_output=True, timeout=100)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder dist/ with a real story: the one that CLAIM_DIST names, else two charts of it."""
    named = os.environ.get("CLAIM_DIST")
    if named and Path(named, "index.html").is_file():
        return Path(named)
    dist = tmp_path_factory.mktemp("dist")
    charts = ("--chart", "claims-voices", "--chart", "places-distances")
    sizes = ("--size", "web", "--size", "mobile", "--dark")
    story_command("charts", "example", *charts, *sizes, "--to", str(dist))
    return dist


def _reason(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)


@pytest.fixture(scope="session")
def explorers(
    example: Story, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Story, Path]]:
    """The explorers as pages: of the story with most rows without its words, and of the example."""
    bare = replace(open_story("isis-baghdad-2014"), words=None)
    stories = {"real": bare, "example": example}
    written = {}
    for name, story in stories.items():
        path = tmp_path_factory.mktemp(name) / "explore.html"
        path.write_text(explorer_html(story), encoding="utf-8")
        written[name] = (story, path)
    return written


@pytest.fixture
def small(published: Publish) -> Path:
    """A gallery of two charts, written by hand, whose data is as bad as data can be."""
    published(chart="claims-one", drawings=IN_FOUR)
    dist = published(
        chart="places-two",
        drawings=[("web", "light"), ("column", "light")],
        title=f"{NASTY} {ARABIC}",
        alt=f"{NASTY} {LONG} {ARABIC}",
        source=f"{NASTY} {LONG}",
        rows=[(NASTY, "3"), (LONG, "1234.5"), (ARABIC, ""), ("x " * 300, "7")],
        told={
            "headline": f"{ARABIC} {NASTY} {LONG}",
            "outlet": LONG,
            "byline": NASTY,
            "published": "1 May 2019",
            "findings": [
                {"text": f"{NASTY} {LONG}", "evidence": f"{LONG} {ARABIC}", "chart": "claims-one"}
            ],
        },
    )
    for name in ("notebooks/01-one.html", "explore.html", "export/claims.json"):
        path = dist / "example" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("<!DOCTYPE html><title>Who is it?</title>", encoding="utf-8")
    write_index(dist)
    return dist


def sideways(page: Page) -> list[str]:
    """How far the page can be moved sideways, and what sticks out; empty if it can't."""
    told: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.scrollWidth;
            if (width <= window.innerWidth) return [];
            const out = [...document.body.querySelectorAll('*')].filter(one =>
                Math.max(one.getBoundingClientRect().right, one.scrollWidth) > window.innerWidth
                && !one.closest('.scroll, pre'));
            return [`${width} px wide`, ...out.map(one => one.tagName + ' ' + one.className)];
        }"""
    )
    return told


def unfold(page: Page) -> None:
    """Open every part of the page that can be opened."""
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")


def faces(page: Page) -> set[tuple[str, str]]:
    """The weights of the house's typeface that the page brings, each with its state."""
    told = page.evaluate(
        """async () => {
            await document.fonts.ready;
            return [...document.fonts].map(one => [one.family, one.weight, one.status]);
        }"""
    )
    return {(weight, state) for family, weight, state in told if "Source Sans 3" in family}
