"""Files for the desk: charts with their numbers, notebooks as pages, and an index of them all.

Layout: dist/<story>/charts/<name>.svg, .png, .csv and .json, dist/<story>/notebooks/<name>.html,
dist/<story>/story.json, and dist/index.html, which shows whatever stands there. Every file is
written beside its place and then renamed, so that a run that is cut short leaves the old one whole.
"""

import asyncio
import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from html import unescape
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.catalogue import CHARTS, FINDINGS, ChartSpec
from helpers.charts.frame import DPI, NAME, ChartFigure, to_png, to_svg
from helpers.contract import find_root
from helpers.dates import describe
from helpers.display import BLANK, cell_text, is_amount, templates
from helpers.files import write_beside
from helpers.story import Story

if TYPE_CHECKING:
    from nbformat import NotebookNode

Progress = Callable[[str], object]

KERNEL = "python3"
CELL_LIMIT = 60
AT_ONCE = 2
FORMATS = ("svg", "png", "csv")
# Cells that begin like this are run as formulas by spreadsheets (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")
PARAMETERS = re.compile(r"^STORY\s*=.*$", re.MULTILINE)


class PublishError(Exception):
    """Something that can't be published; the message says what, where and what to do."""


# ------------------------------------------------------------------------------ charts


def write_charts(
    story: Story,
    dist: Path,
    names: Sequence[str] | None = None,
    progress: Progress = print,
) -> list[Path]:
    """Write the charts of a story, each as SVG and PNG with its rows as CSV and its facts as JSON.

    Input: the story; the folder dist; the names of the charts (None = all); what to tell progress.
    Output: the paths written.
    Raises: PublishError for an unknown name, listing the known ones; whatever a chart raises.
    """
    chosen = _chosen(names)
    folder = _story_folder(dist, story.id) / "charts"
    written = []
    for at, spec in enumerate(chosen, start=1):
        begun = monotonic()
        written += _write_chart(spec, story, folder)
        progress(f"chart {at} of {len(chosen)}: {spec.name}, {monotonic() - begun:.1f} s")
    written.append(_write_story(story, dist))
    return written


def _chosen(names: Sequence[str] | None) -> list[ChartSpec]:
    known = {spec.name: spec for spec in CHARTS}
    unknown = [name for name in names or () if name not in known]
    if unknown:
        raise PublishError(
            f"no chart is called {', '.join(unknown)}; known charts: {', '.join(known) or 'none'}"
        )
    return list(CHARTS) if not names else [known[name] for name in dict.fromkeys(names)]


def _story_folder(dist: Path, story_id: str) -> Path:
    if not NAME.fullmatch(story_id):
        raise PublishError(f"story {story_id!r}: lower-case words joined by hyphens are expected")
    return dist / story_id


def _write_chart(spec: ChartSpec, story: Story, folder: Path) -> list[Path]:
    figure = spec.build(story)
    if figure.name != spec.name:
        raise PublishError(
            f"chart {spec.name} calls itself {figure.name!r}: give both the same name in "
            "helpers.publish.CHARTS and in its chart function"
        )
    files = {
        "svg": to_svg(figure),
        "png": to_png(figure),
        "csv": rows_as_csv(figure.rows).encode(),
        "json": _json(_facts(spec, story, figure)),
    }
    return [write_beside(folder / f"{spec.name}.{kind}", data) for kind, data in files.items()]


def _facts(spec: ChartSpec, story: Story, figure: ChartFigure) -> dict[str, Any]:
    """What stands beside a chart, for whoever prints it."""
    width, height = (round(side * DPI) for side in figure.get_size_inches())
    return {
        "name": figure.name,
        "topic": spec.topic,
        "story": story.id,
        "title": figure.title,
        "subtitle": figure.subtitle,
        "alt": figure.alt,
        "source": figure.source,
        "credit": figure.credit,
        "width": width,
        "height": height,
        "rows": len(figure.rows),
        "claim_ids": _ids(figure.rows, ("claim_id", "claim_ids", "other_id")),
        "ref_ids": _ids(figure.rows, ("ref_id", "ref_ids")),
        "columns": [
            {"name": str(name), "number": is_amount(figure.rows[name])}
            for name in figure.rows.columns
        ],
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


def rows_as_csv(rows: pd.DataFrame) -> str:
    """Rows as CSV that a spreadsheet opens without running anything in it.

    Input: any table. Output: UTF-8 text, LF, one header row, blanks empty, lists joined by "|". A
    text that begins with =, +, -, @, a tab or a line break gets an apostrophe before it, which
    spreadsheets take for "this is text" (OWASP, "CSV Injection"); numbers stay as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe_cell(str(name)) for name in rows.columns])
    writer.writerows(
        [_safe_cell(cell) for cell in row] for row in rows.itertuples(index=False, name=None)
    )
    return out.getvalue()


def _safe_cell(cell: object) -> str:
    if isinstance(cell, list | tuple):
        cell = "|".join(map(str, cell))
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        return ""
    if pd.api.types.is_bool(cell):
        return "true" if cell else "false"
    if pd.api.types.is_number(cell):
        number = float(str(cell))
        return str(int(number)) if number.is_integer() else str(cell)
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def _write_story(story: Story, dist: Path) -> Path:
    article = story.article
    facts = {
        "id": story.id,
        "headline": article.headline,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": describe(article.published),
        "url": article.url,
        "language": article.language,
        "findings": [asdict(one) for tell in FINDINGS for one in tell(story)],
        "charts": [spec.name for spec in CHARTS],
    }
    return write_beside(_story_folder(dist, story.id) / "story.json", _json(facts))


def _json(facts: Mapping[str, Any]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()


# ------------------------------------------------------------------------------ notebooks


def write_notebooks(
    story: Story,
    dist: Path,
    progress: Progress = print,
    *,
    notebooks: Path | None = None,
    in_place: bool = False,
) -> list[Path]:
    """Run every notebook on a story, and write each as a page; or store its outputs in place.

    Input: the story; the folder dist; what to tell progress; the folder of the notebooks
    (notebooks/ of the project); in_place writes the outputs back into the notebooks, for the story
    that they name, without the attached words, instead of pages.
    Output: the paths written, in the order of the notebooks.
    Raises: PublishError naming notebook and cell, at the first error; nothing is written for that
    notebook.
    """
    folder = notebooks or find_root() / "notebooks"
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise PublishError(
            f"{folder.name}/ holds no notebooks: copy 99-template.ipynb to begin one"
        )
    target = folder if in_place else _story_folder(dist, story.id) / "notebooks"
    return asyncio.run(_run_all(paths, story, target, progress, in_place=in_place))


async def _run_all(
    paths: Sequence[Path], story: Story, target: Path, progress: Progress, *, in_place: bool
) -> list[Path]:
    free = asyncio.Semaphore(AT_ONCE)
    written: dict[Path, Path] = {}
    failed: list[PublishError] = []

    async def run(path: Path) -> None:
        async with free:
            # After an error nothing new begins; what runs beside it is let finish.
            if failed:
                return
            begun = monotonic()
            try:
                notebook = await _run(path, story, in_place=in_place)
            except PublishError as error:
                failed.append(error)
                return
        if in_place:
            written[path] = write_beside(target / path.name, _stored(notebook))
        else:
            written[path] = write_beside(target / f"{path.stem}.html", _page(notebook, path.stem))
        took = monotonic() - begun
        progress(f"notebook {len(written)} of {len(paths)}: {path.stem}, {took:.1f} s")

    await asyncio.gather(*(run(path) for path in paths))
    if failed:
        raise failed[0]
    return [written[path] for path in paths]


async def _run(path: Path, story: Story, *, in_place: bool) -> "NotebookNode":
    """Execute one notebook on the story, in its own folder."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    read: Any = nbformat.read
    notebook = _parametrised(read(path, as_version=4), path, story, in_place=in_place)
    reached = [0]
    client = NotebookClient(
        notebook,
        # A kernel that dies leaves no trace in the cell, so the cell that begins is noted.
        on_cell_start=lambda cell_index, **_: reached.append(cell_index),
        timeout=CELL_LIMIT,
        kernel_name=KERNEL,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        # The kernel talks to this process alone, on this machine: it need not warn of the network.
        extra_arguments=["--HistoryManager.enabled=False", "--IPKernelApp.log_level=40"],
    )
    hidden = {"CLAIM_WORDS": "hide"} if in_place else {}
    try:
        await client.async_execute(env={**os.environ, "PYTHONHASHSEED": "0", **hidden})
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise PublishError(_failure(path, notebook, reached[-1], error)) from None
    return notebook


def _parametrised(
    notebook: "NotebookNode", path: Path, story: Story, *, in_place: bool
) -> "NotebookNode":
    """The notebook with the story named in its one parameters cell, and without old outputs."""
    cells = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    if len(cells) != 1 or not PARAMETERS.search(cells[0].source):
        raise PublishError(
            f"{path.name}: one cell tagged 'parameters' that sets STORY is expected; "
            "99-template.ipynb shows it"
        )
    named = f'STORY = "{story.id}"'
    if in_place and named not in cells[0].source:
        raise PublishError(
            f"{path.name} names another story than {story.id}: its stored outputs are those of the "
            "story in its parameters cell; change that cell, or name that story"
        )
    cells[0].source = PARAMETERS.sub(named, cells[0].source, count=1)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def _failure(path: Path, notebook: "NotebookNode", reached: int, error: Exception) -> str:
    """One line that says where a notebook stopped, and why."""
    cell = notebook.cells[reached]
    errors = [one for one in cell.get("outputs", []) if one.output_type == "error"]
    if errors:
        reason = f"{errors[0].ename}: {' '.join(str(errors[0].evalue).split())}"
    else:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return f"{path.name}, cell {reached + 1} ({cell.get('id')}): {reason}"


def _stored(notebook: "NotebookNode") -> bytes:
    """The notebook as it is kept: outputs and counts, but nothing of this machine or this day."""
    import nbformat

    kept = nbformat.from_dict(  # type: ignore[no-untyped-call]
        {
            "cells": [_stored_cell(cell) for cell in notebook.cells],
            "metadata": {
                "kernelspec": {
                    "display_name": "Python 3 (ipykernel)",
                    "language": "python",
                    "name": KERNEL,
                },
                "language_info": {"name": "python"},
            },
            "nbformat": notebook.nbformat,
            "nbformat_minor": notebook.nbformat_minor,
        }
    )
    nbformat.validate(kept)
    writes: Any = nbformat.writes
    text: str = writes(kept)
    return text.rstrip("\n").encode() + b"\n"


def _stored_cell(cell: "NotebookNode") -> dict[str, Any]:
    kept = {key: cell[key] for key in ("id", "cell_type", "source") if key in cell}
    tags = cell.metadata.get("tags")
    kept["metadata"] = {"tags": tags} if tags else {}
    if cell.cell_type == "code":
        kept["execution_count"] = cell.execution_count
        kept["outputs"] = [_stored_output(output) for output in cell.outputs]
    return kept


def _stored_output(output: "NotebookNode") -> dict[str, Any]:
    kept = dict(output)
    if "metadata" in kept:
        kept["metadata"] = {}
    return kept


def _page(notebook: "NotebookNode", name: str) -> bytes:
    """The notebook as one HTML file that needs no network."""
    from nbconvert import HTMLExporter

    make: Any = HTMLExporter
    exporter = make(template_name="lab", language_code="en", embed_images=True)
    # Both would be fetched from a server; no notebook has formulas or widgets.
    exporter.mathjax_url = exporter.require_js_url = ""
    notebook.metadata["title"] = _heading(notebook) or name
    body, _ = exporter.from_notebook_node(notebook)
    body = re.sub(r'<script src=""></script>\s*', "", body)
    return body.encode()


def _heading(notebook: "NotebookNode") -> str | None:
    """The question of a notebook: its first heading."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            return found[1].strip()
    return None


# ------------------------------------------------------------------------------ the index


def write_index(dist: Path) -> Path:
    """Write dist/index.html: every story found there, its findings, charts, numbers and notebooks.

    Output: the path. The page needs no script and no network.
    """
    stories = [_entry(path.parent) for path in sorted(dist.glob("*/story.json"))]
    pages = [path.parent.name for path in sorted(dist.glob("*/notebooks"))]
    known = {entry["id"] for entry in stories}
    stories += [_entry(dist / name) for name in pages if name not in known]
    html = templates().get_template("index.html.j2").render(stories=stories)
    return write_beside(dist / "index.html", html.encode())


def _entry(folder: Path) -> dict[str, Any]:
    facts = folder / "story.json"
    story = json.loads(facts.read_text(encoding="utf-8")) if facts.is_file() else {}
    charts = [_chart_entry(folder, name) for name in story.get("charts", [])]
    pages = sorted((folder / "notebooks").glob("*.html"))
    return {
        "id": folder.name,
        "headline": story.get("headline", folder.name),
        "outlet": story.get("outlet", ""),
        "byline": story.get("byline", ""),
        "published": story.get("published", ""),
        "url": story["url"] if story.get("url", "").startswith(("https://", "http://")) else "",
        "language": story.get("language", "en"),
        "findings": story.get("findings", []),
        "charts": [chart for chart in charts if chart],
        "notebooks": [
            {
                "href": f"{folder.name}/notebooks/{page.name}",
                "name": page.stem,
                "title": _title(page),
            }
            for page in pages
        ],
    }


def _title(page: Path) -> str:
    """The title of a page that was written here."""
    found = re.search(r"<title>(.*?)</title>", page.read_text(encoding="utf-8"), re.DOTALL)
    return unescape(found[1]).strip() if found else page.stem


def _chart_entry(folder: Path, name: str) -> dict[str, Any] | None:
    path = folder / "charts" / f"{name}.json"
    if not path.is_file():
        return None
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    columns = facts["columns"]
    facts["cells"] = [
        [_shown(cell, column) for cell, column in zip(row, columns, strict=True)] for row in rows
    ]
    facts["picture"] = f"{folder.name}/charts/{name}.png"
    facts["files"] = [
        {
            "kind": kind.upper(),
            "href": f"{folder.name}/charts/{name}.{kind}",
            "size": max(1, round(path.with_suffix(f".{kind}").stat().st_size / 1000)),
        }
        for kind in FORMATS
    ]
    return facts


def _shown(cell: str, column: Mapping[str, Any]) -> str:
    """A cell of the CSV as a reader sees it: without the guard against formulas."""
    if not cell:
        return BLANK
    if column["number"]:
        return cell_text(float(cell), column["name"])
    return cell_text(cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell)
