"""A story with next to nothing in it, and one that only a machine has seen, through all there is."""

import json
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from helpers.charts.figure import ChartFigure
from helpers.desk.charts import write_charts
from helpers.desk.export import EXPORTS, content
from helpers.desk.gallery import write_index
from helpers.explore.page import explorer_html
from helpers.story.check import check
from helpers.story.contract import table
from helpers.story.csv_tables import read_table, table_text
from helpers.story.data_package import PACKAGE, package_text
from helpers.story.making.folder import Making, make_story
from helpers.story.making.found import Found, Paragraph
from helpers.story.proposals import row_id
from helpers.story.story import Story, open_story
from helpers.topics import findings
from helpers.topics.catalogue import CHARTS
from helpers.topics.printed import TABLES

from .cells import NOTEBOOKS, PICTURE, put_out
from .stories import proposal

BY_HAND = ("relations", "claim_links", "coordinates", "references", "checks")
"""Tables that a draft leaves empty."""
OPEN = {
    "claims": ("paraphrase", "topic", "checkable"),
    "events": ("description",),
    "figures": ("measures",),
    "casualties": ("victims",),
    "actors": ("role",),
    "places": ("kind",),
}
"""What a draft leaves to a person, since it would take the article's words."""


def make_empty(project: Path) -> None:
    """A story as `story new` makes it."""
    paragraphs = (Paragraph("headline", "Wall mended"), Paragraph("body", "It was mended."))
    told = ("The Herald", "Ann Example", "2021-05-03", "https://example.org", "en")
    make_story(Making("empty", Found(paragraphs, "Wall mended", *told), "CC0-1.0", True), project)


def make_drafted(project: Path) -> None:
    """The example as if a machine had proposed each of its rows."""
    source, folder = (project / "data" / "stories" / name for name in ("example", "drafted"))
    shutil.copytree(source, folder)
    article = (
        (source / "article.toml").read_text(encoding="utf-8").replace('"example"', '"drafted"')
    )
    article = article[: article.index("[topics]")] + '[topics]\nnews = "The news"\n'
    (folder / "article.toml").write_text(article, encoding="utf-8")
    proposals = []
    for name in ("actors", "mentions", "claims", "figures", "casualties", "events", "places"):
        rows, blank = [], dict.fromkeys(OPEN.get(name, ()), "")
        for row in read_table(source, name).rows:
            cells = row.cells if row.key == "quillhaven-lantern" else {**row.cells, **blank}
            cells |= {column: "" for column in ("ref_id", "established_when") if column in cells}
            if name in ("casualties", "places") and not cells["paragraph"]:
                continue
            rows.append(cells)
            if cells.get("actor_id") != "quillhaven-lantern" or name == "mentions":
                proposals.append(proposal(name, row_id(name, cells), cells))
        (folder / table(name).path).write_text(table_text(name, rows), encoding="utf-8")
    proposals.sort(key=lambda cells: (cells["table"], cells["row_id"]))
    made = {**{name: [] for name in BY_HAND}, "proposals": proposals}
    for name, rows in made.items():
        (folder / table(name).path).write_text(table_text(name, rows), encoding="utf-8")
    for note in (folder / "notes").iterdir():
        note.write_text("", encoding="utf-8")
    (folder / PACKAGE).write_text(package_text(folder), encoding="utf-8")


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with both stories."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(root / "data" / "stories" / "example", project / "data" / "stories" / "example")
    shutil.copy(root / "data" / "contract.json", project / "data")
    shutil.copytree(root / "data" / "geo", project / "data" / "geo")
    shutil.copy(root / "LICENSE-DATA", project)
    make_empty(project)
    make_drafted(project)
    return project


@pytest.fixture(scope="module")
def empty(project: Path) -> Story:
    return open_story("empty", root=project)


@pytest.fixture(scope="module")
def drafted(project: Path) -> Story:
    return open_story("drafted", root=project)


def test_the_check_takes_both_and_counts_what_is_open(project: Path) -> None:
    assert check("empty", root=project).problems == ()
    report = check("drafted", root=project)
    assert report.problems == ()
    assert report.proposed == len(open_story("drafted", root=project).proposals) == 146
    # Beside what the contract demands, four places lack the source of their coordinates.
    assert report.open == 166 + 4


@pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.name)
def test_a_chart_without_rows_says_so_in_its_title(empty: Story, spec: Any) -> None:
    figure: ChartFigure = spec.build(empty)
    assert figure.rows.empty
    assert figure.title.startswith(("No ", "Nobody ", "The article "))


def test_nothing_is_drawn_where_there_is_nothing_to_show_and_the_page_tells_why(
    project: Path, tmp_path: Path
) -> None:
    told: list[str] = []
    names = ["claims-voices", "places-map"]
    write = partial(write_charts, "empty", tmp_path, names, told.append, root=project, processes=1)
    write()
    assert any("places-map, nothing to show: The article names no places" in line for line in told)
    files = sorted(path.name for path in (tmp_path / "empty" / "charts").rglob("*.*"))
    assert files == ["chart.csv", "chart.csv", "chart.json", "chart.json"]
    index = write_index(tmp_path).read_text(encoding="utf-8")
    assert "<li>The article names no places.</li>" in index
    assert write() == []


@pytest.mark.parametrize("story_id", ["empty", "drafted"])
def test_findings_rest_on_no_row_that_is_only_proposed(project: Path, story_id: str) -> None:
    story = open_story(story_id, root=project)
    assert findings.main(story) == []
    assert [note for note in findings.NOTES if findings.in_short(story, note)] == []
    assert [note for note in findings.NOTES if findings.computed(story, note)] == []


@pytest.mark.parametrize("story_id", ["empty", "drafted"])
def test_tables_exports_and_the_explorer_are_made_of_any_story(
    project: Path, story_id: str
) -> None:
    story = open_story(story_id, root=project)
    for spec in TABLES:
        assert spec.build(story).as_raw_html()
    made = {name: content(name, story) for name in EXPORTS}
    # What is only proposed does not leave the house.
    assert json.loads(made["places"])["features"] == []
    assert b"draft: " not in made["claims"] + made["annotations"] + made["reviews"]
    assert ("draft: claim c012, paragraph" in explorer_html(story)) == (story_id == "drafted")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_of_a_story_without_rows_says_what_it_lacks_and_of_a_draft_that_it_is_one(
    empty: Story, drafted: Story, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_empty, of_drafted = (put_out(path, story, monkeypatch) for story in (empty, drafted))
    assert "Wall mended" in of_empty
    assert "draft" not in of_empty.lower()
    assert PICTURE not in of_empty
    assert "Draft: 146 rows were proposed by a machine" in of_drafted
    for told in (of_empty, of_drafted):
        assert "nothing to report" in told
