"""Stories made up in any number: the real ones over and over, each with ids and texts of its own.

Story 4711 is the same in every run, so a folder that was made in part is gone on with.
"""

import csv
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from helpers.story.contract import TABLES, table
from helpers.story.data_package import PACKAGE, package_text
from helpers.story.project import STORIES

ROOT = Path(__file__).resolve().parents[1]
OUTLETS = 40
"""So many outlets share the stories."""

PROCESSES, AT_ONCE = 2, 50
HIGHEST = 999
"""The highest number of an id: ids stay of one length, and so in their order."""

NUMBERED = re.compile(r"([cfredk])(\d{3})(\d*)")
TEXTS = {"claims": ("paraphrase",), "actors": ("name",), "places": ("name",)}
"""The texts that are varied; names come again in every seventh story."""

Told = Callable[[int], object]


def make(number: int, root: Path, told: Told = lambda _: None) -> dict[str, int]:
    """Write so many stories into a project, two at a time; what stands is left.

    Input: how many; the project's folder; who is told how many stand.
    Output: how many rows there are of each table.
    """
    kept = shutil.ignore_patterns("stories")
    shutil.copytree(ROOT / "data", root / "data", ignore=kept, dirs_exist_ok=True)
    counted = dict.fromkeys(TABLES, 0)
    with ProcessPoolExecutor(PROCESSES) as pool:
        each = pool.map(_make_one, range(number), [root] * number, chunksize=AT_ONCE)
        for at, rows in enumerate(each, start=1):
            counted = {name: counted[name] + rows[name] for name in TABLES}
            told(at)
    return counted


def name_of(at: int) -> str:
    """The name of a story by its number."""
    return f"story-{at:05}"


def _make_one(at: int, root: Path) -> dict[str, int]:
    """Write one story; its data package, which comes last, tells that it is whole."""
    source = _sources()[at % len(_sources())]
    folder = root / STORIES / name_of(at)
    cells = _cells(source)
    if not (folder / PACKAGE).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _write_article(source, folder, at)
        more = at * 7 % (HIGHEST - _highest(source))
        for name, (header, *rows) in cells.items():
            varied = [_varied(name, row, at, more) for row in rows]
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([header, *varied])
        (folder / PACKAGE).write_text(package_text(folder), encoding="utf-8")
    return {name: len(rows) - 1 for name, rows in cells.items()}


@cache
def _sources() -> tuple[Path, ...]:
    return tuple(sorted(path.parent for path in (ROOT / STORIES).glob("*/article.toml")))


@cache
def _cells(source: Path) -> dict[str, list[list[str]]]:
    read = {}
    for name in TABLES:
        with (source / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            read[name] = list(csv.reader(file))
    return read


@cache
def _highest(source: Path) -> int:
    """The highest number of any id of a story."""
    cells = (cell for rows in _cells(source).values() for row in rows for cell in row)
    return max(int(one[2]) for cell in cells if (one := NUMBERED.fullmatch(cell)))


def _varied(name: str, row: list[str], at: int, more: int) -> list[str]:
    """A row with ids of its own, which keep their order, and with texts of its own."""
    return [
        _numbered(cell, more) + (_own_word(name, at) if column in TEXTS.get(name, ()) else "")
        for cell, column in zip(row, table(name).columns, strict=True)
    ]


def _numbered(cell: str, more: int) -> str:
    items = [NUMBERED.fullmatch(item) for item in cell.split("|")]
    if not all(items):
        return cell
    return "|".join(f"{one[1]}{int(one[2]) + more:03}{one[3]}" for one in items if one)


def _own_word(name: str, at: int) -> str:
    return f" {at}" if name == "claims" else f" {at % 7}"


def _write_article(source: Path, folder: Path, at: int) -> None:
    text = (source / "article.toml").read_text(encoding="utf-8")
    day = date(2010, 1, 1) + timedelta(days=at % 5000)
    lines = {
        "id": folder.name,
        "outlet": f"Outlet {at % OUTLETS}",
        "text": "attached",
        "headline": f"Headline {at}, {day}",
    }
    for entry, value in lines.items():
        text = re.sub(rf'^{entry} = ".*"$', f'{entry} = "{value}"', text, flags=re.MULTILINE)
    (folder / "article.toml").write_text(text, encoding="utf-8")
