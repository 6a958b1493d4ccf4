"""One chart in its sizes, drawn and turned into files; what happens in a process of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from platform import python_version_tuple
from typing import Any

import matplotlib as mpl
import pandas as pd
from fontTools.ttLib import TTFont

from helpers.charts.figure import ChartFigure
from helpers.charts.sizes import SIZES, use_size
from helpers.charts.style import FONTS, THEMES, use_theme
from helpers.desk.formats import layout_size, to_pdf, to_pngs, to_svgs
from helpers.desk.outputs import DARK, FACTS, LIGHT, ROWS, PublishError, as_json, file_name
from helpers.desk.snippet import snippet
from helpers.desk.standing import PROJECT, version_of
from helpers.desk.writing import Contents, Outcome, attempt
from helpers.show.cells import is_amount
from helpers.story.contract import TABLES
from helpers.story.contract import table as contract_table
from helpers.story.problem import StoryError
from helpers.story.story import Story, open_story
from helpers.topics import findings
from helpers.topics.catalogue import CHARTS, ChartSpec
from helpers.values.dates import describe
from helpers.values.spreadsheet import rows_as_csv

Facts = dict[str, Any]

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
        "byline": article.written_by,
        "published": describe(article.published),
        "url": article.url,
        "language": article.language,
        "findings": found,
        "charts": [spec.name for spec in CHARTS],
    }


def draw(
    name: str,
    wanted: Sequence[tuple[str, str]],
    facts: Facts | None,
    folder: Path,
    key: str,
    story: str,
    root: Path,
) -> Outcome:
    """Draw a chart in some sizes and themes, in every format.

    Input: the chart; its sizes and themes; what chart.json says of those that stand already, if
    any; its folder; what all of it is made from; the story, and the folder of the project.
    Output: what came of it, letters that no typeface has included; what was made is the files of
    the chart, whole: those drawn, the HTML of all, what is to go, and chart.json that vouches for
    them. Nothing is written.
    """
    spec = next(spec for spec in CHARTS if spec.name == name)
    told: list[str] = []
    failed: list[str] = []
    files: dict[str, bytes] = {}
    drawings = list(facts["drawings"]) if facts else []
    for size, theme in wanted:
        label = f", {size}" if theme == LIGHT else f", {size} {theme}"
        outcome = attempt(name, partial(_drawn, spec, size, theme, story, root), label)
        told += outcome.told
        failed += outcome.failed
        if outcome.made:
            about, drawing, made = outcome.made
            if not about["rows"]:
                told.append(f", nothing to show: {about['title']}")
                facts, files, drawings = about, made, []
                break
            told += [f"{label}, boxes: {one}" for one in about["unseen"]]
            # The rows are those of the first drawing, and so is what vouches for them.
            facts = facts if files and facts else {**(facts or about), "data": about["data"]}
            files = {**made, **files}
            drawings.append(drawing)
    made = _files(facts, files, drawings, folder, key) if facts else None
    return Outcome(tuple(told), tuple(failed), made)


def _files(
    facts: Facts, files: Mapping[str, bytes], drawings: Sequence[Facts], folder: Path, key: str
) -> Contents:
    """The files of a chart: those drawn, the HTML of all, what is to go, and chart.json."""
    sizes = list(SIZES)
    drawings = sorted(drawings, key=lambda d: (sizes.index(d["size"]), d["theme"] != LIGHT))
    drawings, snippets = _with_snippets(facts, drawings)
    facts = {
        **facts,
        "themes": [theme for theme in (LIGHT, DARK) if any(d["theme"] == theme for d in drawings)],
        "drawings": drawings,
        "made_from": key,
    }
    kept = {file["file"] for one in drawings for file in one["files"]}
    there = (path for path in folder.glob(f"{facts['name']}-*") if path.is_file())
    return {
        **{folder / file: content for file, content in {**files, **snippets}.items()},
        **{path: None for path in there if path.name not in kept},
        folder / FACTS: as_json(facts),
    }


def _drawn(
    spec: ChartSpec, size: str, theme: str, story_id: str, root: Path
) -> tuple[Facts, Facts, dict[str, bytes]]:
    """A chart drawn in one size and theme: its facts, what they say of the drawing, its files.

    Of a chart without rows nothing is drawn: its title says that there is nothing to show.
    """
    story = _story(story_id, root)
    with use_size(size), use_theme(THEMES[theme]):
        figure = spec.build(story)
    if figure.name != spec.name:
        raise PublishError(
            f"it calls itself {figure.name!r}: give it the same name in topics/<topic>/charts.py "
            "and in its chart function"
        )
    rows = rows_as_csv(figure.rows).encode()
    facts = {**described(spec, story, figure), "data": {"file": ROWS, **_seal(rows)}}
    if figure.rows.empty:
        return facts, {}, {ROWS: rows}
    box = layout_size(figure)
    page, editable = to_svgs(figure)
    pdf = to_pdf(figure)
    once, twice = to_pngs(figure)
    made = {
        "svg": (page, *box),
        "editable": (editable, *box),
        "pdf": (pdf, *box),
        "png": once,
        "png2x": twice,
    }
    files = {file_name(spec.name, size, theme, kind): file for kind, (file, *_) in made.items()}
    drawing = {
        "size": size,
        "theme": theme,
        "use": SIZES[size].use,
        "press": SIZES[size].press,
        "width": box[0],
        "height": box[1],
        "files": [_listed(kind, file, *made[kind]) for kind, file in zip(made, files, strict=True)],
    }
    return facts, drawing, {ROWS: rows, **files}


def _with_snippets(facts: Facts, drawings: Sequence[Facts]) -> tuple[list[Facts], dict[str, bytes]]:
    """The drawings with their HTML, and that: each may name others, so all is written anew."""
    listed, made = [], {}
    for one in drawings:
        html = snippet(facts, one, drawings)
        file = file_name(facts["name"], one["size"], one["theme"], "snippet")
        made[file] = html
        pictures = [other for other in one["files"] if other["kind"] != "snippet"]
        told = _listed("snippet", file, html, one["width"], one["height"])
        listed.append({**one, "files": [*pictures, told]})
    return listed, made


def _listed(kind: str, file: str, content: bytes, width: int, height: int) -> Facts:
    """What chart.json says of a file of a drawing; width and height in px, or pixels for a PNG."""
    return {"kind": kind, "file": file, "width": width, "height": height, **_seal(content)}


def _seal(content: bytes) -> Facts:
    """By what a file is known to be whole."""
    return {"bytes": len(content), "sha256": sha256(content).hexdigest()}


# ------------------------------------------------------------------------------ facts


def described(spec: ChartSpec, story: Story, figure: ChartFigure) -> dict[str, Any]:
    """What stands beside a chart for whoever prints it, whatever its size.

    Output: title, alt text, sources, the ids of claims and references in its rows, where in the
    article these rows stand (never their words), and what it was made with.
    """
    texts = ("title", "subtitle", "alt", "source")
    return {
        "name": figure.name,
        "topic": spec.topic,
        "story": story.id,
        **{name: getattr(figure, name) for name in texts},
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
    major, minor, _ = python_version_tuple()
    with TTFont(FONTS / "SourceSans3-Regular.ttf", lazy=True) as font:
        names = font["name"]
        typeface = f"{names.getDebugName(1)}, {names.getDebugName(5).split(';')[0]}"
    return {
        "project": version_of(PROJECT),
        "matplotlib": mpl.__version__,
        "python": f"{major}.{minor}",
        "typeface": typeface,
    }
