"""Files for the desk: complete, whole, safe to open, and an index that needs nothing else."""

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers import publish
from helpers.charts.frame import ChartFigure, chart, frame
from helpers.display import picture_problems
from helpers.findings import Finding
from helpers.publish import (
    ChartSpec,
    PublishError,
    rows_as_csv,
    write_beside,
    write_charts,
    write_index,
    write_notebooks,
)
from helpers.story import Story

NASTY = '<img src=x onerror="alert(1)"> & {{ 1 }}'


def build(name: str, title: str = "Two claims") -> Callable[[Story], ChartFigure]:
    @chart
    def draw(story: Story) -> ChartFigure:
        rows = pd.DataFrame(
            {
                "claim_id": ["c001", "c002"],
                "ref_ids": ["ref-b|ref-a", None],
                "words": ["=2+5", NASTY],
                "count": pd.array([3, None], "Int64"),
            }
        )
        fig, ax = frame(
            name, title, "Claims", story.article.outlet, rows=rows, alt=f"Alt of {name}."
        )
        ax.barh([0, 1], [3, 9])
        return fig

    return draw


@pytest.fixture(autouse=True)
def charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two charts and one finding, in place of the project's own."""
    specs = (
        ChartSpec("claims-one", "claims", build("claims-one")),
        ChartSpec("places-two", "places", build("places-two", title=NASTY)),
    )
    monkeypatch.setattr(publish, "CHARTS", specs)
    monkeypatch.setattr(publish, "FINDINGS", (lambda _: [Finding(f"Found: {NASTY}", ("c001",))],))


def silent(_: str) -> None:
    """Tell nobody."""


# ------------------------------------------------------------------------------ charts


def test_every_chart_is_written_in_every_format(example: Story, tmp_path: Path) -> None:
    paths = write_charts(example, tmp_path, progress=silent)
    folder = tmp_path / "example" / "charts"
    names = {
        f"{name}.{kind}"
        for name in ("claims-one", "places-two")
        for kind in ("svg", "png", "csv", "json")
    }
    assert {path.name for path in folder.iterdir()} == names
    assert {path.name for path in paths} == {*names, "story.json"}


def test_progress_counts_the_charts(example: Story, tmp_path: Path) -> None:
    told: list[str] = []
    write_charts(example, tmp_path, progress=told.append)
    assert [re.sub(r"[\d.]+ s$", "", line) for line in told] == [
        "chart 1 of 2: claims-one, ",
        "chart 2 of 2: places-two, ",
    ]


def test_one_chart_can_be_written_alone(example: Story, tmp_path: Path) -> None:
    write_charts(example, tmp_path, ["places-two"], silent)
    assert {path.stem for path in (tmp_path / "example" / "charts").iterdir()} == {"places-two"}


def test_an_unknown_chart_lists_the_known_ones_and_writes_nothing(
    example: Story, tmp_path: Path
) -> None:
    with pytest.raises(PublishError, match=r"no chart is called nosuch.*claims-one, places-two"):
        write_charts(example, tmp_path, ["claims-one", "nosuch"], silent)
    assert list(tmp_path.iterdir()) == []


def test_a_chart_under_another_name_is_refused(
    example: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "CHARTS", (ChartSpec("one", "claims", build("other")),))
    with pytest.raises(PublishError, match="'other'"):
        write_charts(example, tmp_path, progress=silent)


def test_the_facts_of_a_chart_name_its_claims_and_references(
    example: Story, tmp_path: Path
) -> None:
    write_charts(example, tmp_path, ["claims-one"], silent)
    facts = json.loads((tmp_path / "example" / "charts" / "claims-one.json").read_text("utf-8"))
    assert facts["title"] == "Two claims"
    assert facts["alt"] == "Alt of claims-one."
    assert facts["source"] == example.article.outlet
    assert facts["claim_ids"] == ["c001", "c002"]
    assert facts["ref_ids"] == ["ref-a", "ref-b"]


def test_the_same_story_gives_the_same_files(example: Story, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        write_charts(example, folder, progress=silent)
    for path in sorted(one.rglob("*.*")):
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes(), path.name


def test_rows_open_in_a_spreadsheet_without_running_anything() -> None:
    rows = pd.DataFrame(
        {
            "text": ["=2+5", "+1", "-1", "@x", "\tx", "plain", None],
            "number": [-1.5, 3000.0, None, 0, 1, 2, 3],
            "list": [["a", "b"], ["=c"], [], ["d"], ["e"], ["f"], ["g"]],
            "flag": pd.array([True, False, None, True, True, True, True], "boolean"),
        }
    )
    header, *cells = csv.reader(io.StringIO(rows_as_csv(rows)))
    assert header == ["text", "number", "list", "flag"]
    assert [row[0] for row in cells] == ["'=2+5", "'+1", "'-1", "'@x", "'\tx", "plain", ""]
    assert [row[1] for row in cells] == ["-1.5", "3000", "", "0", "1", "2", "3"]
    assert [row[2] for row in cells][:3] == ["a|b", "'=c", ""]
    assert [row[3] for row in cells][:3] == ["true", "false", ""]


def test_a_run_that_is_cut_short_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_beside(tmp_path / "a" / "b.txt", b"old")

    def full(_: Path, __: bytes) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="disk full"):
        write_beside(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


# ------------------------------------------------------------------------------ the index


class Page(HTMLParser):
    """What a page refers to, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture
def dist(example: Story, tmp_path: Path) -> Path:
    write_charts(example, tmp_path, progress=silent)
    pages = tmp_path / "example" / "notebooks"
    pages.mkdir()
    (pages / "01-actors.html").write_text("<title>Who is &amp; who?</title>", encoding="utf-8")
    return tmp_path


def test_the_index_shows_every_chart_with_its_alt_text_and_files(dist: Path) -> None:
    page = Page(write_index(dist).read_text("utf-8"))
    assert [image["alt"] for image in page.of("img")] == [
        "Alt of claims-one.",
        "Alt of places-two.",
    ]
    links = [link["href"] for link in page.of("a")]
    for name in ("claims-one", "places-two"):
        for kind in ("svg", "png", "csv"):
            assert f"example/charts/{name}.{kind}" in links


def test_everything_that_the_index_refers_to_is_there(dist: Path) -> None:
    page = Page(write_index(dist).read_text("utf-8"))
    found = [link["href"] for link in page.of("a")] + [image["src"] for image in page.of("img")]
    local = [ref for ref in found if not ref.startswith(("https://", "#"))]
    assert len(local) == 9
    assert all((dist / ref).is_file() for ref in local)


def test_the_index_needs_no_script_and_has_a_language(dist: Path) -> None:
    html = write_index(dist).read_text("utf-8")
    page = Page(html)
    assert page.of("script") == page.of("link") == []
    assert page.of("html") == [{"lang": "en"}]
    assert "prefers-color-scheme: dark" in html
    assert "width=device-width" in html


def test_everything_in_the_index_is_escaped(dist: Path) -> None:
    html = write_index(dist).read_text("utf-8")
    page = Page(html)
    assert not any("onerror" in attrs for _, attrs in page.tags)
    assert len(page.of("img")) == 2
    assert html.count("&lt;img src=x") >= 3


def test_rows_of_a_chart_stand_in_the_index_as_a_table(dist: Path) -> None:
    html = write_index(dist).read_text("utf-8")
    assert (
        '<th scope="row">c001</th><td>ref-b; ref-a</td><td>=2+5</td><td class="number">3</td>'
        in html
    )
    assert '<td class="number">–</td>' in html


def test_the_index_links_the_notebooks_by_their_question(dist: Path) -> None:
    html = write_index(dist).read_text("utf-8")
    assert '<a href="example/notebooks/01-actors.html">Who is &amp; who?</a>' in html


def test_ids_in_the_index_are_unique(dist: Path) -> None:
    page = Page(write_index(dist).read_text("utf-8"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_an_empty_dist_has_an_index_that_says_so(tmp_path: Path) -> None:
    assert "make charts" in write_index(tmp_path).read_text("utf-8")


# ------------------------------------------------------------------------------ notebooks

SHOW = """\
import os
import pandas as pd
from helpers.charts.frame import chart, frame
from helpers.display import show

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
def test_an_error_names_notebook_and_cell_and_writes_nothing(
    example: Story, tmp_path: Path, notebooks: Path
) -> None:
    notebook(notebooks, "01-one", "1 + 1", "raise ValueError('nothing to\\nsee')")
    with pytest.raises(PublishError) as refused:
        write_notebooks(example, tmp_path, silent, notebooks=notebooks)
    assert str(refused.value) == "01-one.ipynb, cell 4 (cell-1): ValueError: nothing to see"
    assert not (tmp_path / "example").exists()


@pytest.mark.timeout(120)
def test_a_cell_that_hangs_is_named(
    example: Story, tmp_path: Path, notebooks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "CELL_LIMIT", 2)
    notebook(notebooks, "01-one", "import threading\nthreading.Event().wait()")
    with pytest.raises(PublishError, match=r"01-one\.ipynb, .*cell-0"):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks)


@pytest.mark.timeout(120)
def test_a_kernel_that_dies_is_named(example: Story, tmp_path: Path, notebooks: Path) -> None:
    notebook(notebooks, "01-one", "import os\nos._exit(1)")
    with pytest.raises(PublishError, match=r"01-one\.ipynb, .*cell-0"):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks)


@pytest.mark.timeout(120)
def test_outputs_stored_in_place_are_clean_and_the_same_every_time(
    example: Story, tmp_path: Path, notebooks: Path
) -> None:
    path = notebook(notebooks, "01-one", "import os\nprint(os.environ.get('CLAIM_WORDS'))", SHOW)
    path.write_text(path.read_text("utf-8").replace("other", "example"), encoding="utf-8")
    kept = []
    for _ in range(2):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks, in_place=True)
        kept.append(path.read_bytes())
    assert kept[0] == kept[1]
    stored = nbformat.reads(kept[0].decode(), as_version=4)
    code = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3]
    assert [cell.id for cell in stored.cells] == ["question", "parameters", "cell-0", "cell-1"]
    assert code[1].outputs[0].text == "hide\n"
    assert picture_problems(code[2].outputs[0]) == []
    assert set(stored.metadata) == {"kernelspec", "language_info"}
    assert all("execution" not in cell.metadata for cell in code)
    assert not (tmp_path / "example").exists()


def test_outputs_of_another_story_are_not_stored(
    example: Story, tmp_path: Path, notebooks: Path
) -> None:
    path = notebook(notebooks, "01-one", "1")
    before = path.read_bytes()
    with pytest.raises(PublishError, match=r"01-one\.ipynb names another story"):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks, in_place=True)
    assert path.read_bytes() == before


def test_a_notebook_without_its_parameters_cell_is_named(
    example: Story, tmp_path: Path, notebooks: Path
) -> None:
    notebooks.mkdir()
    nbformat.write(new_notebook(cells=[new_code_cell("1", id="one")]), notebooks / "01-one.ipynb")
    with pytest.raises(PublishError, match=r"01-one\.ipynb: one cell tagged 'parameters'"):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks)


def test_no_notebooks_at_all_is_said(example: Story, tmp_path: Path, notebooks: Path) -> None:
    notebooks.mkdir()
    with pytest.raises(PublishError, match="holds no notebooks"):
        write_notebooks(example, tmp_path, silent, notebooks=notebooks)
