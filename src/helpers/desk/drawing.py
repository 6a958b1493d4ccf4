"""One chart in one size, drawn and turned into files; what happens in a process of its own."""

from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from platform import python_version_tuple
from time import monotonic
from typing import Any

import matplotlib as mpl
import pandas as pd
from fontTools.ttLib import TTFont

from helpers.charts.figure import ChartError, ChartFigure
from helpers.charts.sizes import use_size
from helpers.charts.style import FONTS, THEMES, use_theme
from helpers.desk.folders import PublishError
from helpers.desk.formats import layout_size, to_pdf, to_pngs, to_svgs
from helpers.desk.spreadsheet import rows_as_csv
from helpers.desk.unchanged import PROJECT
from helpers.desk.wanted import Drawing, Failure, File, Outcome, Place, Wanted
from helpers.show.cells import is_amount
from helpers.story.contract import TABLES
from helpers.story.contract import table as contract_table
from helpers.story.story import Story, open_story
from helpers.topics import findings
from helpers.topics.catalogue import CHARTS, ChartSpec
from helpers.values.dates import describe

CLAIM_COLUMNS = ("claim_id", "claim_ids", "other_id")
REF_COLUMNS = ("ref_id", "ref_ids")


@lru_cache(maxsize=2)
def _story(place: Place) -> Story:
    return open_story(place.story, root=place.root)


def describe_story(place: Place) -> dict[str, Any]:
    """What stands in story.json: the article, its main findings, the charts in their order.

    Raises: StoryError for a story that can't be opened, or whose findings its rows do not bear.
    """
    story = open_story(place.story, root=place.root)
    article = story.article
    return {
        "id": story.id,
        "headline": article.headline,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": describe(article.published),
        "url": article.url,
        "language": article.language,
        "findings": [asdict(one) for one in findings.main(story)],
        "charts": [spec.name for spec in CHARTS],
    }


def draw(wanted: Wanted) -> Outcome:
    """Draw a chart in one size and its themes, in every format.

    Output: files, facts and rows, or what went wrong; nothing is written.
    """
    story = _story(wanted.place)
    spec = next(spec for spec in CHARTS if spec.name == wanted.chart)
    drawings, failures, facts, rows = [], [], None, b""
    for theme in wanted.themes:
        begun = monotonic()
        try:
            figure = _built(spec, story, wanted.size, theme)
            files = _files(figure)
        except Exception as error:  # one chart that fails must not take the others with it
            failures.append(Failure(wanted.size, theme, _reason(error)))
            continue
        if facts is None:
            facts, rows = chart_facts(spec, story, figure), rows_as_csv(figure.rows).encode()
        width, height = layout_size(figure)
        took = monotonic() - begun
        drawings.append(Drawing(wanted.size, theme, width, height, files, took))
    return Outcome(facts, rows, tuple(drawings), tuple(failures))


def _built(spec: ChartSpec, story: Story, size: str, theme: str) -> ChartFigure:
    with use_size(size), use_theme(THEMES[theme]):
        figure = spec.build(story)
    if figure.name != spec.name:
        raise PublishError(
            f"it calls itself {figure.name!r}: give it the same name in helpers.catalogue.CHARTS "
            "and in its chart function"
        )
    return figure


def _files(figure: ChartFigure) -> tuple[File, ...]:
    width, height = layout_size(figure)
    page, editable = to_svgs(figure)
    pdf = to_pdf(figure)
    once, twice = to_pngs(figure)
    return (
        File("svg", page, width, height),
        File("editable", editable, width, height),
        File("pdf", pdf, width, height),
        File("png", *once),
        File("png2x", *twice),
    )


def _reason(error: Exception) -> str:
    told = " ".join(str(error).split())
    if isinstance(error, ChartError | PublishError):
        return told
    return f"{type(error).__name__}: {told}"


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
    listed = [
        part
        for cell in cells
        for part in (cell if isinstance(cell, list | tuple) else [cell])
        if isinstance(part, str)
    ]
    return sorted({part for cell in listed for part in cell.split("|") if part})


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
        source = source[source[key].isin(ids) & source["start"].notna()]
        for row in source.itertuples(index=False):
            place = {column: getattr(row, column) for column in ("paragraph", "start", "end")}
            found.append(
                {
                    "table": name,
                    "id": getattr(row, key),
                    **{column: int(value) for column, value in place.items()},
                    "sha256": str(row.sha256),
                }
            )
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
