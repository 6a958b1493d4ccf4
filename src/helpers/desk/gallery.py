"""The gallery of all that was published: dist/index.html, which shows whatever stands there.

It reads files only, and so takes neither pandas nor matplotlib.
"""

import csv
import json
import re
from collections.abc import Mapping
from functools import partial
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from helpers.desk.outputs import FACTS, FORMATS, INDEX, KINDS, ROWS, STORY
from helpers.desk.pages import fill_page
from helpers.desk.snippet import others
from helpers.show.html import LIST, number_text, web_address
from helpers.story.atomic_write import write_atomically
from helpers.story.project import NAME
from helpers.values.english import BLANK
from helpers.values.spreadsheet import FORMULA

Entry = dict[str, Any]

# Topics whose heading is not just their name.
HEADINGS = {"crosscheck": "Cross-check"}
# Below this width of the window the picture for phones is shown, if there is one.
PHONE = "(max-width: 37.49em)"
DARK = "screen and (prefers-color-scheme: dark)"
# A table longer than this is for a spreadsheet, not for a page; the same for HTML to be copied.
ROWS_SHOWN = 500
SNIPPET_SHOWN = 20_000


def write_index(dist: Path) -> Path:
    """Write dist/index.html: every story found there, with its findings, charts and notebooks.

    Output: the path. The page carries its typeface and needs no script and no network; every story
    opens with its findings, and every chart stands there with its alt text, its rows as a table and
    its files by size and format.
    """
    stories = [
        _story(folder)
        for folder in sorted(dist.glob("*/"))
        if (folder / STORY).is_file() or any(kind.found(folder) for kind in KINDS.values())
    ]
    headings = {kind: heading for kind, (_, heading) in FORMATS.items()}
    page = fill_page("index", title="Claim by Claim", stories=stories, kinds=headings)
    return write_atomically(dist / INDEX, page)


# ------------------------------------------------------------------------------ a story


def _story(folder: Path) -> Entry:
    link = partial(_link, folder.parent)
    facts = _read_facts(folder / STORY)
    names = [name for name in facts.get("charts", []) if NAME.fullmatch(name)]
    charts = {name: chart for name in names if (chart := _chart(folder, name))}
    topics = dict.fromkeys(chart["topic"] for chart in charts.values())
    told_of = (_read_facts(folder / "charts" / name / FACTS) for name in names)
    found = {name: kind.found(folder) for name, kind in KINDS.items()}
    told = {"headline": folder.name, "language": "en", "outlet": "", "byline": "", "published": ""}
    return {
        **{name: facts.get(name, absent) for name, absent in told.items()},
        "id": folder.name,
        "url": web_address(facts.get("url")),
        # A finding, with the chart that shows it if that was drawn.
        "findings": [
            {"evidence": "", **one, "chart": charts.get(one.get("chart"))}
            for one in facts.get("findings", [])
        ],
        "topics": [
            {
                "heading": HEADINGS.get(topic, topic.capitalize()),
                "charts": [chart for chart in charts.values() if chart["topic"] == topic],
            }
            for topic in topics
        ],
        # What has nothing to show says so in its title.
        "empty": [facts["title"] for facts in told_of if facts.get("rows") == 0],
        "notebooks": [{**link(page), "title": _title(page)} for page in found["notebook"]],
        # A table for print: its page, and its picture where one was taken.
        "tables": [
            {
                "title": _title(page),
                "page": link(page),
                "picture": link(picture)
                if (picture := page.with_suffix(".png")).is_file()
                else None,
            }
            for page in found["table"]
        ],
        "explorer": next(map(link, found["explorer"]), None),
        "exports": [link(path) for path in found["export"]],
    }


def _read_facts(path: Path) -> Entry:
    facts: Entry = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return facts


def _link(dist: Path, path: Path) -> Entry:
    return {
        "href": quote(path.relative_to(dist).as_posix()),
        "name": path.name,
        "page": path.suffix == ".html",
        "size": max(1, round(path.stat().st_size / 1000)),
    }


def _title(page: Path) -> str:
    """The title of a page that was written here."""
    with page.open(encoding="utf-8") as file:
        head = file.read(4096)
    found = re.search(r"<title>(.*?)</title>", head, re.DOTALL)
    return unescape(found[1]).strip() if found else page.stem


# ------------------------------------------------------------------------------ a chart


def _chart(story: Path, name: str) -> Entry | None:
    """All that the page shows of a chart; None if it was not drawn."""
    folder, dist = story / "charts" / name, story.parent
    facts = _read_facts(folder / FACTS)
    drawings = [_drawing(drawing, folder, dist) for drawing in facts.get("drawings", [])]
    shown = [drawing for drawing in drawings if "svg" in drawing["files"]]
    if not shown:
        return None
    # The drawing for a wide light page, or what comes nearest.
    main = min(shown, key=lambda one: (one["size"] != "web", one["theme"] != "light"))
    with (folder / ROWS).open(encoding="utf-8", newline="") as file:
        rows = list(islice(csv.reader(file), 1, ROWS_SHOWN + 1))
    return {
        **{key: facts[key] for key in ("name", "topic", "title", "alt", "source", "credit")},
        "publishers": facts.get("sources", []),
        "columns": facts["columns"],
        "count": facts["rows"],
        "cells": [
            [_shown(cell, column) for cell, column in zip(row, facts["columns"], strict=True)]
            for row in rows
        ],
        "picture": main,
        "sources": [
            {"media": media, **drawn}
            for media, drawn in others(main, shown, PHONE, DARK, f"{DARK} and {PHONE}")
        ],
        "drawings": drawings,
        "kinds": [kind for kind in FORMATS if any(kind in drawn["files"] for drawn in drawings)],
        "table": _link(dist, folder / ROWS),
        "facts": _link(dist, folder / FACTS),
        "snippet": _snippet(main, folder),
    }


def _drawing(facts: Mapping[str, Any], folder: Path, dist: Path) -> Entry:
    """One drawing of a chart, with those of its files that are there."""
    there = {
        file["kind"]: _link(dist, folder / file["file"])
        for file in facts["files"]
        if Path(file["file"]).name == file["file"] and (folder / file["file"]).is_file()
    }
    keys = ("size", "theme", "use", "width", "height")
    return {**{key: facts[key] for key in keys}, "files": there}


def _shown(cell: str, column: Mapping[str, Any]) -> str:
    """A cell of the CSV as a reader sees it, without its guard against formulas."""
    if not cell:
        return BLANK
    if column["number"]:
        return number_text(float(cell), column["name"])
    guarded = cell.startswith("'") and cell[1:].startswith(FORMULA)
    return (cell[1:] if guarded else cell).replace(LIST, "; ")


def _snippet(drawing: Entry, folder: Path) -> str:
    """The HTML to paste for a drawing; empty if there is none, or too much of it to copy."""
    file = drawing["files"].get("snippet")
    text = (folder / file["name"]).read_text(encoding="utf-8") if file else ""
    return text if len(text) <= SNIPPET_SHOWN else ""
