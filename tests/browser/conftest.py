"""Pages in a real browser: Chromium, driven by Playwright, and nothing asked of the network.

One browser serves the whole run, and so do its pages: see `tabs`. While it runs, Playwright keeps
an event loop in the thread, in which nothing that begins one of its own (nbclient does) can run: so
these tests run apart from the others.

A page on which something goes wrong fails its test, and whatever fails leaves its picture and its
console under dist/failures/browser/.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from helpers.desk import tables
from helpers.desk.gallery import write_index
from helpers.explore.page import explorer_html
from helpers.story.story import Story, open_story

from .tabs import WIDE, Tab, Tabs, keep

ROOT = Path(__file__).resolve().parents[2]
FAILURES = ROOT / "dist" / "failures" / "browser"
MISSING = "Chromium is missing: run `make browser`, or set CHROMIUM to its path"
# As tables are pictured, with nothing that Chromium would fetch by itself, and no name but this
# machine's: a call to the network is noted where it is asked for, and goes nowhere.
ARGUMENTS = (
    *tables.ARGUMENTS,
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# Every rule that is on by default, best practice among them; and targets large enough for a thumb.
RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
    "preload": False,  # of sounds, of which no page has one
    "iframes": False,  # what stands in a frame is a page, and looked at as one
}
COLOURS: dict[str, Any] = {**RULES, "runOnly": ["color-contrast", "link-in-text-block"]}
PHONE: Any = {"width": 375, "height": 740}
SIZES = {"wide": WIDE, "phone": PHONE}
THEMES = ("light", "dark")
SCREENS = [
    pytest.param({"viewport": size, "color_scheme": theme}, id=f"{name}-{theme}")
    for name, size in SIZES.items()
    for theme in THEMES
]
"""Screens on which every page is looked at."""


NASTY = '<script>document.title="run"</script><img src=x onerror="document.title=1"> "onload=x'
ARABIC = "قالت المصادر إن القتال مستمر"
LONG = "w" * 300
IN_FOUR = [(size, theme) for size in ("web", "mobile") for theme in ("light", "dark")]

NewPage = Callable[..., Page]
Publish = Callable[..., Path]
Barriers = Callable[..., list[str]]
Explorers = dict[str, tuple[Story, Path]]


# A busy machine is late; what never comes is waited for this long, in ms.
expect.set_options(timeout=30_000)


def pytest_sessionstart(session: pytest.Session) -> None:
    """What is kept is of the last run: this one, and not one worker's part of it."""
    if not hasattr(session.config, "workerinput"):
        shutil.rmtree(FAILURES, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """A test fails if one of its pages said that something is wrong."""
    yield
    problems = [problem for tab in watched_by(item) for problem in tab.heard()]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say beside a failure where its pictures are, and how it is run once more."""
    report = yield
    if report.failed and report.when != "teardown":
        lines = [f"look at: {path.relative_to(ROOT)}" for path in kept_of(item)]
        lines.append(f"repeat: .venv/bin/python -m pytest {shlex.quote(item.nodeid)}")
        report.sections.append(("the page", "\n".join(lines)))
    return report


def kept_of(item: pytest.Item) -> list[Path]:
    """Pictures and consoles of what a test looked at; none in a checkout that can't be written."""
    try:
        return keep(watched_by(item), FAILURES, item.nodeid.rpartition("/")[2])
    except OSError:
        return []


def watched_by(item: pytest.Item) -> list[Tab]:
    """The tabs that a test looks at."""
    tabs: list[Tab] = getattr(item, "funcargs", {}).get("watched", [])
    return tabs


@pytest.fixture
def watched() -> list[Tab]:
    """The tabs that this test looks at."""
    return []


@pytest.fixture(scope="package")
def tabs() -> Iterator[Tabs]:
    """The tabs of Chromium, started for the first test that wants one."""
    path = tables.browser()
    if path is None or not Path(path).is_file():
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        started: Browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield Tabs(started)
        started.close()


@pytest.fixture
def new_page(tabs: Tabs, watched: list[Tab]) -> Iterator[NewPage]:
    """Open pages that are watched: new_page(color_scheme="dark", viewport={...}, ...).

    The test fails if one of them has an error on its console or in a script, or asks for anything
    that is neither a file nor on this machine, or for a file that is not there.
    """
    mine = []

    def opened(**options: Any) -> Page:
        mine.append(tabs.take(**options))
        watched.append(mine[-1])
        return mine[-1].page

    yield opened
    for tab in mine:
        tabs.give_back(tab)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One page, watched, on a wide light screen."""
    return new_page()


@pytest.fixture(scope="session")
def axe() -> Barriers:
    """Look for barriers: axe(page) is a list of them, one line each, empty if there is none.

    axe(page, within=".cx-card") looks there alone; axe(page, COLOURS) for poor contrast alone.
    """
    script = Axe().axe_script

    def barriers(page: Page, rules: dict[str, Any] = RULES, within: str = "html") -> list[str]:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(script)
        found = page.evaluate(
            "async ([within, rules]) => (await axe.run(within, rules)).violations", [within, rules]
        )
        return [
            f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: "
            f"{rule['help']}; {_reason(node)}"
            for rule in found
            for node in rule["nodes"]
        ]

    return barriers


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder dist/ with a real story: the one that CLAIM_DIST names, else two charts of it."""
    named = os.environ.get("CLAIM_DIST")
    if named and Path(named, "index.html").is_file():
        return Path(named)
    dist = tmp_path_factory.mktemp("dist")
    charts = ("--chart", "claims-voices", "--chart", "places-distances")
    story_command("charts", *charts, "--size", "web", "--size", "mobile", "--dark", dist=dist)
    story_command("tables", dist=dist)
    return dist


def story_command(name: str, *arguments: str, dist: Path) -> None:
    """Have `story` write something of the example."""
    command = (str(Path(sys.executable).with_name("story")), name, "example", *arguments)
    subprocess.run((*command, "--to", str(dist)), check=True, capture_output=True, timeout=100)


def _reason(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)


@pytest.fixture(scope="session")
def explorers(example: Story, tmp_path_factory: pytest.TempPathFactory) -> Explorers:
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


def none(found: Iterable[str]) -> None:
    """Fail with all that was found, a line each."""
    if told := "\n".join(found):
        pytest.fail(f"found:\n{told}", pytrace=False)


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


def places(page: Page) -> list[str]:
    """Every element of the page and where it stands."""
    told: list[str] = page.evaluate(
        """() => [...document.body.querySelectorAll('*')].map(one => {
            const {x, y, width, height} = one.getBoundingClientRect();
            return one.tagName + ' ' + [x, y, width, height].map(Math.round).join(' ');
        })"""
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
