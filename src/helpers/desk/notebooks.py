"""Every notebook run on a story, and written as a page or with its outputs in place."""

import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from helpers.charts.typeface import page_faces
from helpers.desk.forked_kernel import CELL_LIMIT, KERNEL, client_for, environment
from helpers.desk.outputs import KINDS, PublishError
from helpers.desk.writing import PROCESSES, Contents, Outcome, Progress, attempt, crew, publish
from helpers.show.html import fill
from helpers.story.story import Story

if TYPE_CHECKING:
    from nbformat import NotebookNode

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": KERNEL},
    "language_info": {"name": "python"},
}
LIVE_VIEW = "application/vnd.jupyter.widget-view+json"
PARAMETERS = re.compile(r"^STORY\s*=.*$", re.MULTILINE)


def write_notebooks(
    story: Story,
    dist: Path,
    progress: Progress = print,
    *,
    notebooks: Path,
    in_place: bool = False,
    processes: int = PROCESSES,
) -> list[Path]:
    """Run every notebook on a story, and write each as a page; or store its outputs in place.

    Input: the story; the folder dist; what to tell progress; the folder of the notebooks; in_place
    writes the outputs back into the notebooks, for the story that they name, without the attached
    words, instead of pages; how many processes run them.
    Output: the paths written.
    Raises: PublishError naming notebook and cell for each that failed; nothing is written for
    those.
    """
    paths = {path.stem: path for path in sorted(notebooks.glob("*.ipynb"))}
    if not paths:
        raise PublishError(
            f"{notebooks.name}/ holds no notebooks: copy 99-template.ipynb to begin one"
        )
    pages = {name: KINDS["notebook"].path(dist, story.id, name) for name in paths}
    kept = paths if in_place else pages
    tasks = [(name, path, story.id, kept[name]) for name, path in paths.items()]
    with crew(processes, __name__) as each:
        results = each("run", tasks)
        return publish("notebook", list(paths), results, progress)


def run(name: str, path: Path, story: str, target: Path) -> Outcome:
    """Run a notebook on a story.

    Output: what came of it; what was made is the content of the target: a page, or the notebook as
    it is stored in place.
    """

    def make() -> Contents:
        in_place = target == path
        notebook = _executed(path, story, in_place=in_place)
        return {target: _stored(notebook) if in_place else page(notebook, name)}

    return attempt(name, make)


def _executed(path: Path, story: str, *, in_place: bool) -> "NotebookNode":
    """Execute one notebook on the story, in its own folder."""
    import nbformat
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    read: Any = nbformat.read
    notebook = _parametrised(read(path, as_version=4), path, story, in_place=in_place)
    reached = [0]
    client = client_for(
        notebook,
        path.parent,
        CELL_LIMIT,
        # A kernel that dies leaves no trace in the cell, so the cell that begins is noted.
        on_cell_start=lambda cell_index, **_: reached.append(cell_index),
    )
    hidden = {"CLAIM_WORDS": "hide"} if in_place else {}
    try:
        client.execute(env=environment(**hidden))
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise PublishError(_failure(path, notebook, reached[-1], error)) from None
    # What only a running kernel can show goes; what stands beside it as HTML is kept.
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE_VIEW, None)
    return notebook


def _parametrised(
    notebook: "NotebookNode", path: Path, story: str, *, in_place: bool
) -> "NotebookNode":
    """The notebook with the story named in its one parameters cell, and without old outputs."""
    cells = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    if len(cells) != 1 or not PARAMETERS.search(cells[0].source):
        raise PublishError(
            f"{path.name}: one cell tagged 'parameters' that sets STORY is expected; "
            "99-template.ipynb shows it"
        )
    named = f'STORY = "{story}"'
    if in_place and named not in cells[0].source:
        raise PublishError(
            f"{path.name} names another story than {story}: its stored outputs are those of the "
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

    kept: Any = deepcopy(notebook)
    kept.metadata = nbformat.from_dict(METADATA)  # type: ignore[no-untyped-call]
    for cell in kept.cells:
        cell.metadata = {name: held for name, held in cell.metadata.items() if name == "tags"}
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = {}
    nbformat.validate(kept)
    writes: Any = nbformat.writes
    text: str = writes(kept)
    return text.rstrip("\n").encode() + b"\n"


def page(notebook: "NotebookNode", name: str) -> bytes:
    """A notebook as one HTML file that carries its typeface and needs no network.

    Input: the notebook with its outputs; its title, if it has no heading.
    """
    notebook.metadata["title"] = _heading(notebook) or name
    body, _ = _exporter().from_notebook_node(notebook)
    body = re.sub(r'<script src=""></script>\s*', "", body)
    # The notebook beside it is a page here too.
    body = re.sub(r'href="([a-z0-9-]+)\.ipynb(["#])', r'href="\1.html\2', body)
    head = fill("notebook_head", faces=Markup(page_faces(body, italic=True)))
    return body.replace("</head>", f"{head}\n</head>", 1).encode()


@cache
def _exporter() -> Any:
    """What writes pages; it compiles its templates with the first."""
    from nbconvert import HTMLExporter

    make: Any = HTMLExporter
    exporter = make(template_name="lab", language_code="en", embed_images=True)
    # Both would be fetched from a server; no notebook has formulas, and of a widget HTML is kept.
    exporter.mathjax_url = exporter.require_js_url = ""
    return exporter


def _heading(notebook: "NotebookNode") -> str | None:
    """The question of a notebook: its first heading."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            return found[1].strip()
    return None
