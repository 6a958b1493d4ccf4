"""The index of dist/: every story's findings, charts with their rows, and notebooks, on one page."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jinja2 import Environment, PackageLoader, StrictUndefined

DOWNLOADS = {
    "svg": "SVG, text as text",
    "png": "PNG",
    "csv": "rows as CSV",
    "json": "facts as JSON",
}


@dataclass(frozen=True)
class ChartOnPage:
    """A chart as the page shows it: its facts, the files beside it, its rows."""

    name: str
    title: str
    subtitle: str
    alt: str
    source: str
    picture: str
    files: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class StoryOnPage:
    """A story as the page shows it."""

    facts: dict[str, object]
    charts: tuple[ChartOnPage, ...]
    notebooks: tuple[tuple[str, str], ...]


def page(dist: Path) -> str:
    """The page for all stories found in the dist folder.

    Output: HTML that needs no JavaScript and no network; everything from tables is escaped.
    """
    stories = [_story(path.parent) for path in sorted(dist.glob("*/story.json"))]
    environment = Environment(
        loader=PackageLoader("helpers", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("index.html.j2").render(stories=stories)


def title_of(notebook: nbformat.NotebookNode) -> str:
    """The question of a notebook: the first heading in it."""
    for cell in notebook.cells:
        for line in cell.source.splitlines():
            if cell.cell_type == "markdown" and line.startswith("# "):
                return str(line[2:])
    return "Notebook"


def _story(folder: Path) -> StoryOnPage:
    facts = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    made = [folder / "charts" / f"{name}.json" for name in facts["charts"]]
    pages = sorted((folder / "notebooks").glob("*.html"))
    return StoryOnPage(
        facts,
        tuple(_chart(path) for path in made if path.is_file()),
        tuple((f"{folder.name}/notebooks/{path.name}", path.stem) for path in pages),
    )


def _chart(path: Path) -> ChartOnPage:
    facts = json.loads(path.read_text(encoding="utf-8"))
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    beside = f"{path.parent.parent.name}/charts/{path.stem}"
    return ChartOnPage(
        name=facts["name"],
        title=facts["title"],
        subtitle=facts["subtitle"],
        alt=facts["alt"],
        source=facts["source"],
        picture=f"{beside}.png",
        files=tuple((f"{beside}.{ending}", label) for ending, label in DOWNLOADS.items()),
        columns=tuple(columns),
        rows=tuple(tuple(row) for row in rows),
    )
