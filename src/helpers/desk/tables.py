"""Every styled table of a story as files for the desk: dist/<story>/tables/<name>.html and .png.

The HTML carries its typeface and asks nobody for anything. The picture is a photograph of it, taken
by Chromium through Playwright where both are installed (`make charts` brings the second); where they
are not, one line says so and the HTML is all there is.
"""

import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from pathlib import Path

from markupsafe import Markup
from PIL import Image

from helpers.charts.palette import few_colours
from helpers.charts.style import FAMILY, LIGHT
from helpers.charts.typeface import Letters, font_faces
from helpers.desk.outputs import KINDS, PublishError
from helpers.desk.writing import Contents, Progress, attempt, publish
from helpers.show.html import fill
from helpers.story.story import Story
from helpers.topics.printed import TABLES

Camera = Callable[[str], bytes]

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is there is taken: one without windows starts and draws in less time."""
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--font-render-hinting=none")
"""As any user, as Debian's wants it. Letters stand where they belong, which without windows would be
on whole pixels."""
NO_CAMERA = (
    "no pictures of tables: Chromium and Playwright are missing, or one of them; `make browser`"
    " installs the first, the extra `pictures` the other"
)
WIDTH = 1000
"""Width of a table on its page, in CSS px; the picture has twice as many."""

TITLE = re.compile(r"(<td [^>]*\bgt_title\b[^>]*>)(.*?)(?=</td>)", re.DOTALL)
TAG = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)


def write_tables(story: Story, dist: Path, progress: Progress = print) -> list[Path]:
    """Write every table of a story as a page of its own, and as a picture where one can be taken.

    Input: the story; the folder dist; whom to tell of progress.
    Output: the paths written. The same rows give the same bytes of HTML, and with one build of
    Chromium the same picture.
    Raises: PublishError naming every table that failed, or if Chromium is there and can't be used.
    """
    specs = {spec.name: spec for spec in TABLES}
    with _camera() as camera:
        if camera is None:
            progress(NO_CAMERA)

        def make(name: str) -> Contents:
            path = KINDS["table"].path(dist, story.id, name)
            built = specs[name].build(story)
            if not len(built._tbl_data):
                progress(f"table {name}: nothing to show")
                return {path: None, path.with_suffix(".png"): None}
            html = page(built.as_raw_html())
            # A picture of earlier rows would be worse than none.
            return {path: html.encode(), path.with_suffix(".png"): camera(html) if camera else None}

        tasks = [(name,) for name in specs]
        results = ((task, attempt(*task, partial(make, *task))) for task in tasks)
        return publish("table", list(specs), results, progress)


def page(table: str) -> str:
    """A table as a page that holds all it needs.

    Input: the HTML of one table for print.
    """
    title = TITLE.search(table)
    # Made by great_tables, which has escaped what it was given, or by this module.
    return fill(
        "styled",
        title=_text(title[2]) if title else "Table",
        faces=Markup(font_faces(_letters(_text(table)))),
        family=Markup(", ".join(f"'{name}'" for name in FAMILY) + ", sans-serif"),
        ground=LIGHT.ground,
        width=WIDTH,
        # The heading of this page; where the table is put into another, that has its own.
        table=Markup(TITLE.sub(r'\1<span role="heading" aria-level="1">\2</span>', table)),
    )


def _text(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())


def _letters(text: str) -> list[Letters]:
    """The words of a table in both weights, and its numbers in italics."""
    return [Letters(text), Letters(text, 700), Letters("0123456789,", italic=True)]


def _small(picture: bytes) -> bytes:
    """The same picture with few colours, as those of charts have."""
    with Image.open(io.BytesIO(picture)) as taken:
        reduced = few_colours(taken.convert("RGB"))
    out = io.BytesIO()
    reduced.save(out, "PNG", optimize=True, dpi=(192, 192))
    return out.getvalue()


def browser() -> str | None:
    """The path of Chromium: the one that CHROMIUM names, or the first that is installed."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def _camera() -> Iterator[Camera | None]:
    """What takes a picture of a page; None without Playwright or Chromium."""
    path = browser()
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        path = None
    if path is None:
        yield None
        return
    try:
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            opened = started.new_page(
                viewport={"width": WIDTH, "height": 600}, device_scale_factor=2, offline=True
            )

            def camera(html: str) -> bytes:
                opened.set_content(html)
                opened.evaluate("() => document.fonts.ready.then(() => true)")
                return _small(opened.locator("main").screenshot(animations="disabled"))

            yield camera
            started.close()
    except Error as error:
        raise PublishError(f"tables: Chromium at {path}: {str(error).splitlines()[0]}") from None
