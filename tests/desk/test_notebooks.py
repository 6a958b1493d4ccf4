"""Notebooks as pages and in place: run on the story, complete, and the same every time."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.desk import notebooks as running
from helpers.desk.notebooks import write_notebooks
from helpers.desk.outputs import PublishError
from helpers.story.story import Story

from ..notebooks.stored_pictures import picture_problems


def silent(_: str) -> None:
    """Tell nobody."""


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
    first = new_code_cell('STORY = "other"', id="parameters", metadata={"tags": ["parameters"]})
    cells = [new_markdown_cell("# Who is in it?", id="question"), first]
    cells += [new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    path = folder / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells), path)
    return path


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    return tmp_path / "notebooks"


@pytest.mark.timeout(120)
def test_notebooks_are_run_on_the_story_and_written_as_pages(
    example: Story, tmp_path: Path, notebooks: Path
) -> None:
    notebook(notebooks, "01-one", "print('The story is', STORY)", SHOW)
    notebook(notebooks, "02-two", "print(2 + 2)")
    before = (notebooks / "01-one.ipynb").read_bytes()
    told: list[str] = []
    paths = write_notebooks(example, tmp_path, told.append, notebooks=notebooks)
    assert [path.name for path in paths] == ["01-one.html", "02-two.html"]
    html = paths[0].read_text("utf-8")
    assert "The story is example" in html
    assert "<title>Who is in it?</title>" in html
    assert '<html lang="en">' in html
    assert 'alt="One bar."' in html
    assert not re.search(r'<(script|link)[^>]+(src|href)="http', html)
    assert sorted(line.split(":")[0] for line in told) == ["notebook 1 of 2", "notebook 2 of 2"]
    assert (notebooks / "01-one.ipynb").read_bytes() == before


@pytest.mark.timeout(120)
def test_an_error_names_notebook_and_cell_and_the_others_go_on(
    example: Story, tmp_path: Path, notebooks: Path
) -> None:
    notebook(notebooks, "01-one", "1 + 1", "raise ValueError('nothing to\\nsee')")
    notebook(notebooks, "02-two", "1 + 1")
    with pytest.raises(PublishError) as refused:
        write_notebooks(example, tmp_path, silent, notebooks=notebooks, processes=1)
    assert str(refused.value) == "01-one.ipynb, cell 4 (cell-1): ValueError: nothing to see"
    written = (tmp_path / "example" / "notebooks").iterdir()
    assert [path.name for path in written] == ["02-two.html"]


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "end", ["import threading\nthreading.Event().wait()", "import os\nos._exit(1)"]
)
def test_a_cell_that_hangs_or_kills_its_kernel_is_named(
    example: Story, tmp_path: Path, notebooks: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr(running, "CELL_LIMIT", 2)
    notebook(notebooks, "01-one", end)
    with pytest.raises(PublishError, match=r"01-one\.ipynb, .*cell-0"):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks, processes=1)


@pytest.mark.timeout(120)
def test_outputs_stored_in_place_are_clean_and_the_same_every_time(
    example: Story, tmp_path: Path, notebooks: Path
) -> None:
    path = notebook(notebooks, "01-one", "import os\nprint(os.environ.get('CLAIM_WORDS'))", SHOW)
    path.write_text(path.read_text("utf-8").replace("other", "example"), encoding="utf-8")
    kept = []
    for _ in range(2):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks, processes=1, in_place=True)
        kept.append(path.read_bytes())
    assert kept[0] == kept[1]
    stored = nbformat.reads(kept[0].decode(), as_version=4)
    code = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3]
    assert [cell.id for cell in stored.cells] == ["question", "parameters", "cell-0", "cell-1"]
    assert code[1].outputs[0].text == "hide\n"
    assert [*picture_problems(code[2].outputs[0])] == []
    assert set(stored.metadata) == {"kernelspec", "language_info"}
    assert all("execution" not in cell.metadata for cell in code)
    assert not (tmp_path / "example").exists()


def test_outputs_of_another_story_are_not_stored(
    example: Story, tmp_path: Path, notebooks: Path
) -> None:
    path = notebook(notebooks, "01-one", "1")
    before = path.read_bytes()
    with pytest.raises(PublishError, match=r"01-one\.ipynb names another story"):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks, processes=1, in_place=True)
    assert path.read_bytes() == before


def test_a_notebook_without_its_parameters_cell_is_named(
    example: Story, tmp_path: Path, notebooks: Path
) -> None:
    notebooks.mkdir()
    nbformat.write(new_notebook(cells=[new_code_cell("1", id="one")]), notebooks / "01-one.ipynb")
    with pytest.raises(PublishError, match=r"01-one\.ipynb: one cell tagged 'parameters'"):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks, processes=1)


def test_no_notebooks_at_all_is_said(example: Story, tmp_path: Path, notebooks: Path) -> None:
    notebooks.mkdir()
    with pytest.raises(PublishError, match="holds no notebooks"):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks, processes=1)
