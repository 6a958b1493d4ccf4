"""Pages of one browser that many tests share, watched, and what is kept of them when a test fails.

A page in a context of its own costs more than most tests do with it. So a test gets a page that
another has left, emptied and set to the screen that it asks for.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request

OURS = re.compile(r"file:|data:|blob:|about:|https?://127\.0\.0\.1[:/]|wss?://127\.0\.0\.1[:/]")
NOTHING = re.compile(r"(?!)")
WIDE: Any = {"width": 1280, "height": 900}


@dataclass
class Tab:
    """A page, all that it has said, and what of that is wrong."""

    page: Page
    kind: str = ""
    harmless: re.Pattern[str] = NOTHING
    said: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._requested)
        self.page.on("requestfailed", self._failed)
        self.page.on("pageerror", lambda error: self.wrong(f"error in a script: {error}"))
        self.page.on("console", self._spoken)

    def wrong(self, text: str) -> None:
        """Note what went wrong, unless it is known to be harmless."""
        self.said.append(text)
        if not self.harmless.search(text):
            self.problems.append(text)

    def heard(self) -> list[str]:
        """What is wrong by now: an answer of the page comes behind all that it has said before."""
        with suppress(Error):  # a page that has crashed or was closed has said all
            self.page.evaluate("0")
        return self.problems

    def forget(self) -> None:
        """Begin with another test."""
        self.said.clear()
        self.problems.clear()

    def _requested(self, request: Request) -> None:
        if not OURS.match(request.url):
            self.wrong(f"asks the network for {request.url}")

    def _failed(self, request: Request) -> None:
        if OURS.match(request.url) and request.failure != "net::ERR_ABORTED":
            self.wrong(f"{request.url}: {request.failure}")

    def _spoken(self, said: ConsoleMessage) -> None:
        if said.type not in {"error", "warning"}:
            self.said.append(f"console, {said.type}: {said.text}")
        elif said.text.startswith("Failed to load resource"):
            self.wrong(f"console: {said.text} {said.location['url']}")
        else:
            self.wrong(f"console: {said.text}")


class Tabs:
    """The tabs of a browser; each serves one test at a time."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[str, BrowserContext] = {}
        self._free: dict[str, list[Tab]] = {}

    def take(
        self,
        *,
        viewport: Any = WIDE,
        color_scheme: Any = "light",
        reduced_motion: Any = "reduce",
        permissions: Sequence[str] = (),
        harmless: re.Pattern[str] = NOTHING,
        **options: Any,
    ) -> Tab:
        """An empty tab on such a screen; what else is asked for makes it one of another context."""
        kind = repr(sorted(options.items()))
        if kind not in self._contexts:
            self._contexts[kind] = self._browser.new_context(**options)
        context = self._contexts[kind]
        context.grant_permissions(permissions)
        free = self._free.setdefault(kind, [])
        tab = free.pop() if free else Tab(context.new_page(), kind)
        tab.harmless = harmless
        tab.page.set_viewport_size(viewport)
        tab.page.emulate_media(
            media="null", color_scheme=color_scheme, reduced_motion=reduced_motion
        )
        return tab

    def give_back(self, tab: Tab) -> None:
        """Empty a tab for whoever comes next; one that something went wrong in is closed."""
        if tab.problems or tab.page.is_closed():
            tab.page.close()
            return
        tab.page.goto("about:blank")
        tab.page.context.clear_permissions()
        tab.forget()
        self._free[tab.kind].append(tab)


def keep(tabs: Sequence[Tab], folder: Path, name: str) -> list[Path]:
    """Write what the tabs show and what they said; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^\w.-]+", "-", name).strip("-")[:200]
    written = []
    for at, tab in enumerate(tabs):
        path = folder / f"{stem}{f'-{at + 1}' if at else ''}.png"
        said = path.with_suffix(".txt")
        said.write_text("\n".join([tab.page.url, *tab.said, ""]), encoding="utf-8")
        written.append(said)
        with suppress(Error):  # of a page that has crashed there is no picture
            tab.page.screenshot(path=path, full_page=True, animations="disabled", timeout=10_000)
            written.insert(-1, path)
    return written
