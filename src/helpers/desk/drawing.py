"""One chart in one size, drawn and turned into files; what happens in a process of its own."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import lru_cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version_tuple
from typing import Any

import matplotlib as mpl
import pandas as pd
from fontTools.ttLib import TTFont

from helpers.charts.figure import ChartFigure
from helpers.charts.sizes import SIZES, use_size
from helpers.charts.style import FONTS, THEMES, use_theme
from helpers.desk.charts import Made, listed
from helpers.desk.formats import layout_size, to_pdf, to_pngs, to_svgs
from helpers.desk.outputs import LIGHT, PublishError, file_name
from helpers.desk.spreadsheet import rows_as_csv
from helpers.desk.standing import PROJECT
from helpers.desk.writing import Outcome, attempt
from helpers.show.cells import is_amount
from helpers.story.contract import TABLES
from helpers.story.contract import table as contract_table
from helpers.story.problem import StoryError
from helpers.story.story import Story, open_story
from helpers.topics import findings
from helpers.topics.catalogue import CHARTS, ChartSpec
from helpers.values.dates import describe

CLAIM_COLUMNS = ("claim_id", "claim_ids", "other_id")
REF_COLUMNS = ("ref_id", "ref_ids")


@lru_cache(maxsize=2)
def _story(story: str, root: Path) -> Story:
    return open_story(story, root=root)


def describe_story(story: str, root: Path) -> dict[str, Any] | list[Any]:
    """What stands in story.json: the article, its main findings, the charts in their order.

    Output: for a story that can't be opened, or whose findings its rows do not bear, its problems
    instead: an error would not bring them along from another process.
    """
    _story.cache_clear()  # what is described anew has changed
    try:
        opened = _story(story, root)
        found = [asdict(one) for one in findings.main(opened)]
    except StoryError as error:
        return list(error.problems) or [str(error)]
    article = opened.article
    return {
        "id": opened.id,
        "headline": article.headline,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": describe(article.published),
        "url": article.url,
        "language": article.language,
        "findings": found,
        "charts": [spec.name for spec in CHARTS],
    }


def draw(name: str, size: str, theme: str, story: str, root: Path) -> Outcome:
    """Draw a chart in one size and theme, in every format.

    Output: what came of it, letters that no typeface has included; what was made is a `Made`.
    Nothing is written.
    """
    label = f", {size}" if theme == LIGHT else f", {size} {theme}"
    outcome = attempt(name, partial(_made, name, size, theme, story, root), label)
    unseen = outcome.made.facts["unseen"] if outcome.made else []
    return replace(outcome, told=(*outcome.told, *(f"{label}, boxes: {one}" for one in unseen)))


def _made(name: str, size: str, theme: str, story_id: str, root: Path) -> Made:
    story = _story(story_id, root)
    spec = next(spec for spec in CHARTS if spec.name == name)
    figure = _built(spec, story, size, theme)
    files = _files(figure)
    width, height = layout_size(figure)
    drawing = {
        "size": size,
        "theme": theme,
        "use": SIZES[size].use,
        "press": SIZES[size].press,
        "width": width,
        "height": height,
        "files": [told for told, _ in files],
    }
    contents = {told["file"]: content for told, content in files}
    rows = rows_as_csv(figure.rows).encode()
    return Made(chart_facts(spec, story, figure), rows, drawing, contents)


def _built(spec: ChartSpec, story: Story, size: str, theme: str) -> ChartFigure:
    with use_size(size), use_theme(THEMES[theme]):
        figure = spec.build(story)
    if figure.name != spec.name:
        raise PublishError(
            f"it calls itself {figure.name!r}: give it the same name in topics/<topic>/charts.py "
            "and in its chart function"
        )
    return figure


def _files(figure: ChartFigure) -> list[tuple[dict[str, Any], bytes]]:
    """The files of a drawing, each with what chart.json says of it."""
    width, height = layout_size(figure)
    page, editable = to_svgs(figure)
    pdf = to_pdf(figure)
    once, twice = to_pngs(figure)
    made = {
        "svg": (page, width, height),
        "editable": (editable, width, height),
        "pdf": (pdf, width, height),
        "png": once,
        "png2x": twice,
    }
    return [
        (listed(kind, file_name(figure.name, figure.size, figure.theme, kind), *file), file[0])
        for kind, file in made.items()
    ]


# ------------------------------------------------------------------------------ facts


def chart_facts(spec: ChartSpec, story: Story, figure: ChartFigure) -> dict[str, Any]:
    """What stands beside a chart for whoever prints it, whatever its size.

    Output: title, alt text, sources, the ids of claims and references in its rows, where in the
    article these rows stand (never their words), and what it was made with.
    """
    return {
        "name": figure.name,
        "topic": spec.topic,
        "story": story.id,
        "title": figure.title,
        "subtitle": figure.subtitle,
        "alt": figure.alt,
        "source": figure.source,
        "sources": list(figure.sources),
        "credit": figure.credit,
        "unseen": list(figure.unseen),
        "rows": len(figure.rows),
        "columns": [
            {"name": str(name), "number": is_amount(figure.rows[name])}
            for name in figure.rows.columns
        ],
        "claim_ids": _ids(figure.rows, CLAIM_COLUMNS),
        "ref_ids": _ids(figure.rows, REF_COLUMNS),
        "locators": _locators(figure.rows, story),
        "versions": _versions(),
    }


def _ids(rows: pd.DataFrame, columns: Iterable[str]) -> list[str]:
    cells = [cell for name in columns if name in rows for cell in rows[name]]
    listed = [cell if isinstance(cell, list | tuple) else [cell] for cell in cells]
    texts = [part for parts in listed for part in parts if isinstance(part, str)]
    return sorted({part for text in texts for part in text.split("|") if part})


def _locators(rows: pd.DataFrame, story: Story) -> list[dict[str, Any]]:
    """Where in the article the rows of a chart stand, by the keys that they carry."""
    found = []
    for name in TABLES:
        table = contract_table(name)
        if not table.located or len(table.key) != 1:
            continue
        key = table.key[0]
        ids = _ids(rows, CLAIM_COLUMNS if name == "claims" else (key, f"{key}s"))
        source = story.table(name)
        for row in source[source[key].isin(ids) & source["start"].notna()].to_dict("records"):
            place = {column: int(row[column]) for column in ("paragraph", "start", "end")}
            found.append({"table": name, "id": row[key], **place, "sha256": str(row["sha256"])})
    return found


def _versions() -> dict[str, str]:
    try:
        project = version(PROJECT)
    except PackageNotFoundError:
        project = "not installed"
    major, minor, _ = python_version_tuple()
    with TTFont(FONTS / "SourceSans3-Regular.ttf", lazy=True) as font:
        names = font["name"]
        typeface = f"{names.getDebugName(1)}, {names.getDebugName(5).split(';')[0]}"
    return {
        "project": project,
        "matplotlib": mpl.__version__,
        "python": f"{major}.{minor}",
        "typeface": typeface,
    }
