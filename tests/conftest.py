"""What several tests need: the project, a copy of it to break, and the article where it is."""

import csv
import gc
import json
import os
import shutil
import socket
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import playwright
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import cli
from helpers.charts.figure import ChartFigure
from helpers.charts.sizes import use_size
from helpers.charts.style import THEMES, use_theme
from helpers.story.contract import table
from helpers.story.csv_tables import read_table, table_text
from helpers.story.proposals import row_id
from helpers.story.story import Story
from helpers.topics.catalogue import chart

from .stories import Drawn, Run, opened, proposal, rewrite

ROOT = Path(__file__).resolve().parents[1]
STORIES = Path("data", "stories")

# How long an example takes says how busy the machine is, and nothing of what is proved. The same
# examples each time: a change is not told of what chance finds that day. Others are for the night.
settings.register_profile("project", deadline=None, derandomize=True)
settings.register_profile("night", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile("project")

Change = Callable[..., None]
Publish = Callable[..., Path]


HERE = {None, "", "localhost", "127.0.0.1", "0.0.0.0", "::1", "::", socket.gethostname()}
CALLS = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
}
"""What Python tells of its sockets, and which word of it is the address."""


def refuse_other_machines(event: str, told: tuple[Any, ...]) -> None:
    """Fail whoever reaches for another machine, whatever library does it."""
    # As Python ends, it takes away the names of modules before its hooks.
    if CALLS and event in CALLS:
        address = told[CALLS[event]]
        # A path, of a socket between processes of this machine, is no pair.
        host = address[0] if isinstance(address, tuple) else address
        local = event in ("socket.connect", "socket.sendto") and not isinstance(address, tuple)
        if not local and host not in HERE:
            pytest.fail(f"a test reaches for {host}: tests use no network")


# For good, since Python takes no such hook away: it holds for fixtures, threads and imports too.
sys.addaudithook(refuse_other_machines)


def pytest_collection_finish() -> None:
    """Look for garbage rarely, and never among what stands until the end."""
    # Hypothesis asks, once, who holds its source of chance: whoever is frozen is not told of.
    given(st.none())(lambda _: None)()
    gc.freeze()
    gc.set_threshold(20_000, 20, 10)


def pytest_unconfigure() -> None:
    """Let go of what the tests held: DuckDB tells at the end of everything of it that is left."""
    gc.unfreeze()
    # Hypothesis times the collections of garbage from here, and with it outlives the last of them.
    gc.callbacks.clear()
    if "duckdb" in sys.modules:
        gc.collect()


@pytest.fixture(autouse=True)
def words_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see the words where they are, whatever the environment says."""
    monkeypatch.delenv("CLAIM_WORDS", raising=False)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def example() -> Story:
    """The example story, its words included."""
    return opened("example")


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    """Draw a chart of a story, each once for all tests: drawn(story, chart, size, theme).

    No test may change what it gets.
    """

    @cache
    def once(story_id: str, name: str, size: str, theme: str) -> ChartFigure:
        with use_size(size), use_theme(THEMES[theme]):
            figure = chart(opened(story_id), name)
        # It stands until the end too.
        gc.freeze()
        return figure

    def draw(story_id: str, name: str, size: str = "web", theme: str = "light") -> ChartFigure:
        # What is left out and what is said as it is by itself are one chart.
        return once(story_id, name, size, theme)

    return draw


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    """Copy a story into a bare project of its own; returns the folder of the copy."""

    def copy(story_id: str) -> Path:
        project = tmp_path / "project"
        (project / STORIES).mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / "contract.json", project / "data" / "contract.json")
        folder = project / STORIES / story_id
        ignored = shutil.ignore_patterns("attached.txt")
        shutil.copytree(ROOT / STORIES / story_id, folder, ignore=ignored)
        return folder

    return copy


@pytest.fixture
def folder(copied: Callable[[str], Path]) -> Path:
    """The folder of a copy of the example story, to be broken."""
    return copied("example")


@pytest.fixture
def project(folder: Path) -> Path:
    """The bare project around the copy of the example story."""
    return folder.parents[2]


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the copied project; returns exit code, output and errors."""

    def run_it(*words: str) -> tuple[int, str, str]:
        code = cli.main(["--root", str(project), *words])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return run_it


@pytest.fixture
def attachable(folder: Path) -> Path:
    """The text of the copied example, taken out of its folder: its copy has to be attached."""
    rewrite(folder / "article.toml", 'text = "included"', 'text = "attached"')
    return (folder / "article.txt").rename(folder.parents[2] / "copy.txt")


@pytest.fixture
def change(folder: Path) -> Change:
    """Change cells of one row of the copied example: change(table, key, column=cell, ...)."""

    def change_cells(name: str, key: str, /, **cells: str) -> None:
        rows = [dict(row.cells) for row in read_table(folder, name).rows]
        found = [row for row in rows if " ".join(row[part] for part in table(name).key) == key]
        assert len(found) == 1, f"{name} has {len(found)} rows {key!r}"
        assert set(cells) <= set(found[0])
        found[0].update(cells)
        (folder / table(name).path).write_text(table_text(name, rows), "utf-8", newline="")

    return change_cells


@pytest.fixture
def propose(folder: Path) -> Change:
    """Call rows of the copied example proposed: propose(table, row_id, ..., status=...)."""

    def propose_rows(name: str, *row_ids: str, status: str = "proposed") -> None:
        rows = {row_id(name, row.cells): row.cells for row in read_table(folder, name).rows}
        known = [row.cells for row in read_table(folder, "proposals").rows]
        for one in row_ids:
            known.append(proposal(name, one, rows.get(one, {}), status))
        known.sort(key=lambda cells: (cells["table"], cells["row_id"]))
        (folder / "proposals.csv").write_text(table_text("proposals", known), "utf-8", newline="")

    return propose_rows


@pytest.fixture
def published(tmp_path: Path) -> Publish:
    """Write by hand what stands in dist/ for a chart: published(story, chart, title=..., ...)."""

    def publish(
        story: str = "example",
        chart: str = "claims-one",
        *,
        drawings: Sequence[tuple[str, str]] = (("web", "light"),),
        rows: Sequence[Sequence[str]] = (("c001", "3"),),
        told: dict[str, Any] | None = None,
        **facts: Any,
    ) -> Path:
        folder = tmp_path / "dist" / story / "charts" / chart
        folder.mkdir(parents=True)
        about = {"headline": "A headline", "language": "en", **(told or {})}
        charts = sorted(path.name for path in folder.parent.iterdir())
        _write_json(folder.parents[1] / "story.json", {"id": story, "charts": charts, **about})
        with (folder / "chart.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("claim_id", "count"), *rows])
        columns = [{"name": "claim_id", "number": False}, {"name": "count", "number": True}]
        stated = {
            "name": chart,
            "topic": chart.partition("-")[0],
            "title": f"Title of {chart}",
            "alt": f"Alt of {chart}.",
            "source": "The source",
            "credit": "Chart: Claim by Claim",
            "columns": columns,
            "rows": len(rows),
            "drawings": [_written_drawing(folder, *which) for which in drawings],
        }
        _write_json(folder / "chart.json", {**stated, **facts})
        return tmp_path / "dist"

    return publish


def _written_drawing(folder: Path, size: str, theme: str) -> dict[str, Any]:
    """The files of a drawing, and what chart.json says of it."""
    width, height = {"mobile": (375, 500)}.get(size, (760, 400))
    stem = f"{folder.name}-{size}{'-dark' if theme == 'dark' else ''}"
    ground = "#15181c" if theme == "dark" else "#ffffff"
    box = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
    files = {
        "svg": (f"{stem}.svg", f'{box}<path fill="{ground}" d="M0 0h{width}v{height}H0z"/></svg>'),
        "png2x": (f"{stem}@2x.png", "not looked at"),
        "snippet": (f"{stem}.html", f'<figure><img src="{stem}.svg" alt="&lt;"></figure>'),
    }
    for name, text in files.values():
        (folder / name).write_text(text, encoding="utf-8")
    return {
        "size": size,
        "theme": theme,
        "use": f"what {size} is for",
        "press": False,
        "width": width,
        "height": height,
        "files": [{"kind": kind, "file": name} for kind, (name, _) in files.items()],
    }


def _write_json(path: Path, facts: dict[str, Any]) -> None:
    path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


@pytest.fixture(scope="session")
def program() -> Callable[[str, str], str]:
    """The path of a program; where it is missing CI fails, and anybody else is told in one line."""

    def find(name: str, missing: str) -> str:
        beside = Path(sys.executable).with_name(name)
        found = str(beside) if beside.is_file() else shutil.which(name)
        if found is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
        return found

    return find


@pytest.fixture(scope="session")
def node(program: Callable[[str, str], str]) -> str:
    """Node as Playwright brings it, so that nobody has to install one; else any other."""
    brought = Path(playwright.__file__).parent / "driver" / "node"
    missing = "Node.js is missing, which runs the tests of scripts: install nodejs 20 or newer"
    return str(brought) if brought.is_file() else program("node", missing)


@pytest.fixture(scope="session")
def article_copy() -> Path:
    """A copy of an article whose text is not included; the test is skipped where there is none."""
    attached = sorted((ROOT / STORIES).glob("*/attached.txt"))
    named = [Path(os.environ["CLAIM_ARTICLE"])] if os.environ.get("CLAIM_ARTICLE") else []
    for path in (*named, *attached, ROOT.parent / "shared" / "article.txt"):
        if path.is_file():
            return path
    pytest.skip("no copy of the article on this machine")
