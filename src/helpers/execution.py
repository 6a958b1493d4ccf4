"""Running the notebooks for a story: as HTML for readers, or with their outputs stored in place."""

import asyncio
import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter

from helpers.story import Story

Progress = Callable[[str], None]

# Two kernels at a time: start-up is most of the work, and small machines have two cores.
AT_ONCE = 2
# Seconds; a cell of these notebooks takes well under two.
CELL_LIMIT = 60
# What a stored notebook keeps about itself; the rest differs from machine to machine.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
NAMES_A_STORY = re.compile(r'^STORY = "[^"]*"$', re.MULTILINE)


class ExecutionError(Exception):
    """A notebook did not run to its end; one line says where and why."""


@dataclass(frozen=True)
class Run:
    """A notebook that has run: its path, the notebook with its outputs, the seconds it took."""

    path: Path
    notebook: nbformat.NotebookNode
    seconds: float


def for_story(notebook: nbformat.NotebookNode, story_id: str) -> nbformat.NotebookNode:
    """A copy of a notebook whose cell tagged `parameters` names another story.

    Raises:
        ExecutionError: there is not exactly one such cell that names a story.
    """
    copy: nbformat.NotebookNode = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    cells = [cell for cell in copy.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1 or not NAMES_A_STORY.search(cells[0].source):
        raise ExecutionError(
            'one cell must be tagged "parameters" and hold the line STORY = "..."; '
            f"{len(cells)} such cells were found"
        )
    cells[0].source = NAMES_A_STORY.sub(f'STORY = "{story_id}"', cells[0].source)
    return copy


def run_all(
    paths: Sequence[Path], story: Story, progress: Progress, *, hide_words: bool
) -> list[Run]:
    """Run notebooks for a story, two at a time, saying how far it has come.

    Input: the notebooks; the story; what prints a line; whether the article's words stay hidden.
    Output: the runs, in the order of the paths.

    Raises:
        ExecutionError: a notebook failed; the line names it, the cell and the error.
    """
    environment = dict(os.environ)
    if hide_words:
        environment["CLAIM_WORDS"] = "hide"
    return asyncio.run(_run_all(paths, story, progress, environment))


async def _run_all(
    paths: Sequence[Path], story: Story, progress: Progress, environment: dict[str, str]
) -> list[Run]:
    places = asyncio.Semaphore(AT_ONCE)
    done: list[str] = []

    async def one(path: Path) -> Run:
        async with places:
            run = await _run(path, story.id, environment)
        done.append(path.stem)
        progress(f"[{len(done)}/{len(paths)}] notebook {path.stem}: {run.seconds:.1f} s")
        return run

    return list(await asyncio.gather(*(one(path) for path in paths)))


async def _run(path: Path, story_id: str, environment: dict[str, str]) -> Run:
    begun = time.monotonic()
    try:
        notebook = for_story(nbformat.read(path, as_version=4), story_id)  # type: ignore[no-untyped-call]
    except ExecutionError as error:
        raise ExecutionError(f"{path.name}: {error}") from None
    client = NotebookClient(
        notebook,
        timeout=CELL_LIMIT,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        await client.async_execute(env=environment)
    except CellExecutionError as error:
        raise ExecutionError(_where(path, notebook, f"{error.ename}: {error.evalue}")) from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise ExecutionError(_where(path, notebook, str(error).splitlines()[0])) from None
    return Run(path, notebook, time.monotonic() - begun)


def _where(path: Path, notebook: nbformat.NotebookNode, what: str) -> str:
    """Name the cell that was running: the last one that has a number or an error."""
    reached = [
        cell.id
        for cell in notebook.cells
        if cell.cell_type == "code"
        and (
            cell.execution_count
            or any(output.output_type == "error" for output in cell.get("outputs", []))
        )
    ]
    cell = reached[-1] if reached else "the first cell"
    return f"{path.name}, cell {cell}: {what}"


def stored(notebook: nbformat.NotebookNode) -> str:
    """A notebook that has run as the text that is stored in the project.

    Output: JSON with its outputs, without what differs from machine to machine.
    """
    kept = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    kept.metadata = nbformat.from_dict(METADATA)  # type: ignore[no-untyped-call]
    for cell in kept.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})  # type: ignore[no-untyped-call]
    return str(nbformat.writes(kept)) + "\n"  # type: ignore[no-untyped-call]


def as_html(notebook: nbformat.NotebookNode, title: str, language: str) -> str:
    """A notebook that has run as one HTML page.

    Input: the notebook; the page's title; the language of its text.
    """
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="lab", exclude_input_prompt=True, exclude_output_prompt=True
    )
    resources: dict[str, Any] = {"metadata": {"name": title}}
    page, _ = exporter.from_notebook_node(notebook, resources=resources)
    return str(page).replace("<html>", f'<html lang="{language}">', 1)
