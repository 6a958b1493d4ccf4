"""Notebooks as pages and in place: run on the story, complete, and the same every time."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.desk import notebooks as running
from helpers.desk.notebooks import write_notebooks
from helpers.desk.outputs import PublishError
from helpers.story.story import Story

from ..notebooks.stored_pictures import picture_problems
from ..stories import rewrite

SHOW = """\
import os
import pandas as pd
from helpers.charts.figure import chart, frame
from helpers.show import show

@chart
def draw():
    fig, ax = frame("n-one", "T", "S", "Src", rows=pd.DataFrame({"n": [1]}), alt="One bar.")
    ax.barh([0], [1])
    return fig

show(draw())"""


def notebook(folder: Path, name: str, *sources: str) -> Path:
    first = new_code_cell(
        'STORY = "other"', id="parameters", metadata={"tags": ["parameters"], "collapsed": True}
    )
    cells = [new_markdown_cell("# Who is in it?", id="question"), first]
    cells += [new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    path = folder / f"{name}.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    return folder


@pytest.fixture
def write(example: Story, tmp_path: Path, notebooks: Path) -> Callable[..., list[Path]]:
    """Run the notebooks on the example, in this process."""
    return partial(
        write_notebooks, example, tmp_path, progress=str, notebooks=notebooks, processes=1
    )


@pytest.mark.timeout(120)
def test_notebooks_are_run_on_the_story_and_written_as_pages(
    write: Callable[..., list[Path]], notebooks: Path
) -> None:
    one = notebook(notebooks, "01-one", "print('The story is', STORY)", SHOW)
    notebook(notebooks, "02-two", "print(2 + 2)")
    before = one.read_bytes()
    told: list[str] = []
    paths = write(progress=told.append)
    assert [path.name for path in paths] == ["01-one.html", "02-two.html"]
    html = paths[0].read_text("utf-8")
    assert "The story is example" in html
    assert "<title>Who is in it?</title>" in html
    assert '<html lang="en">' in html
    assert 'alt="One bar."' in html
    assert not re.search(r'<(script|link)[^>]+(src|href)="http', html)
    assert sorted(line.split(":")[0] for line in told) == ["notebook 1 of 2", "notebook 2 of 2"]
    assert one.read_bytes() == before


FAILING = {
    "01-error": ("1 + 1", "raise ValueError('nothing to\\nsee')"),
    "02-endless": ("import threading\nthreading.Event().wait()",),
    "03-killed": ("import os\nos._exit(1)",),
}


@pytest.mark.timeout(120)
def test_a_notebook_that_fails_is_named_and_kept_and_the_others_go_on(
    write: Callable[..., list[Path]],
    notebooks: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "CELL_LIMIT", 5)
    paths = [notebook(notebooks, name, *sources) for name, sources in FAILING.items()]
    bare = notebooks / "04-bare.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1", id="one")]), bare)
    notebook(notebooks, "05-fine", "1 + 1")
    before = [path.read_bytes() for path in (*paths, bare)]
    with pytest.raises(PublishError) as refused:
        write()
    for told, expected in zip(
        str(refused.value).splitlines(),
        (
            r"01-error\.ipynb, cell 4 \(cell-1\): ValueError: nothing to see",
            r"02-endless\.ipynb, cell 3 \(cell-0\): .*",
            r"03-killed\.ipynb, cell 3 \(cell-0\): .*",
            r"04-bare\.ipynb: one cell tagged 'parameters' .*",
        ),
        strict=True,
    ):
        assert re.fullmatch(expected, told), told
    assert [path.read_bytes() for path in (*paths, bare)] == before
    assert [path.name for path in tmp_path.glob("example/notebooks/*")] == ["05-fine.html"]


@pytest.mark.timeout(120)
def test_outputs_stored_in_place_are_clean_and_the_same_every_time(
    write: Callable[..., list[Path]], notebooks: Path, tmp_path: Path
) -> None:
    path = notebook(notebooks, "01-one", "import os\nprint(os.environ.get('CLAIM_WORDS'))", SHOW)
    rewrite(path, "other", "example")
    other = notebook(notebooks, "02-other", "1 + 1")
    before, kept = other.read_bytes(), []
    for _ in range(2):
        with pytest.raises(PublishError, match=r"02-other\.ipynb names another story than example"):
            write(in_place=True)
        kept.append(path.read_bytes())
    assert other.read_bytes() == before
    assert kept[0] == kept[1]
    stored = nbformat.reads(kept[0].decode(), as_version=4)
    code = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3]
    assert [cell.id for cell in stored.cells] == ["question", "parameters", "cell-0", "cell-1"]
    assert [dict(cell.metadata) for cell in code] == [{"tags": ["parameters"]}, {}, {}]
    assert code[1].outputs[0].text == "hide\n"
    assert [*picture_problems(code[2].outputs[0])] == []
    assert not code[2].outputs[0].metadata
    assert set(stored.metadata) == {"kernelspec", "language_info"}
    assert not (tmp_path / "example").exists()


def test_no_notebooks_at_all_is_said(write: Callable[..., list[Path]]) -> None:
    with pytest.raises(PublishError, match="holds no notebooks"):
        write()
