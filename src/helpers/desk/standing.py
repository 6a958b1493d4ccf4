"""Whether what stands in dist/ is still what would be drawn: told without drawing anything.

Only the standard library is used, so that a run with nothing to do is over at once.
"""

import json
import platform
import re
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from helpers.desk.outputs import FACTS, INDEX, ROWS
from helpers.story.project import digest_of

PROJECT = "claim-by-claim"
PACKAGE = Path(__file__).resolve().parents[1]
_PACKAGE_NAME = re.compile(r"[A-Za-z0-9._-]+")


def made_from(story_folder: Path, root: Path) -> str:
    """One SHA-256 over all that the charts of a story are made from.

    Input: the folder of the story, and of the project. Counted are the story's tables, its
    notes and article.toml, the contract, the base map, every file of this package with its typeface, and
    the versions of Python and of the packages that the project runs with. Rather too much than
    too little: a change that moves no pixel costs a run, an overlooked one a wrong chart.
    """
    files = [
        *_files(story_folder, "*.csv", "*.toml", "notes/*.md"),
        *_files(root / "data", "*.json", "geo/**/*"),
        *_files(PACKAGE, "**/*"),
    ]
    return digest_of(files, *_versions())


def _files(folder: Path, *patterns: str) -> list[Path]:
    """The files of a folder, without what Python compiles of them."""
    found = (path for pattern in patterns for path in folder.glob(pattern) if path.is_file())
    return sorted(path for path in found if "__pycache__" not in path.parts)


def _versions() -> Iterator[str]:
    yield f"{platform.python_implementation()} {platform.python_version()} {sys.byteorder}"
    try:
        needed = requires(PROJECT) or []
    except PackageNotFoundError:  # used without being installed
        needed = []
    for line in sorted(needed):
        name = _PACKAGE_NAME.match(line)
        if name and "extra ==" not in line:
            yield f"{name[0]} {version_of(name[0])}"


@cache
def version_of(package: str) -> str:
    """The version of a package, or that it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def facts_of(path: Path, key: str) -> dict[str, Any] | None:
    """What story.json or chart.json says, if it was made from the same; None if not.

    Input: the file; what made_from gave.
    """
    try:
        facts = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return facts if isinstance(facts, dict) and facts.get("made_from") == key else None


def chart_facts(folder: Path, key: str) -> dict[str, Any] | None:
    """What chart.json says of a chart, if it was made from the same and its files are whole.

    Input: the folder of the chart in dist; what made_from gave. Output: its facts, drawings with
    a missing or changed file left out; None if the chart has to be begun anew.
    """
    facts = facts_of(folder / FACTS, key)
    try:
        if facts is None or not _whole(folder, {**facts["data"], "file": ROWS}):
            return None
        drawings = [d for d in facts["drawings"] if all(_whole(folder, f) for f in d["files"])]
    except (KeyError, TypeError):  # somebody wrote into it
        return None
    return {**facts, "drawings": drawings}


def _whole(folder: Path, file: dict[str, Any]) -> bool:
    try:
        content = (folder / file["file"]).read_bytes()
    except OSError:
        return False
    return bool(sha256(content).hexdigest() == file["sha256"])


def index_stands(dist: Path) -> bool:
    """Whether dist/index.html is younger than everything that it shows."""
    index = dist / INDEX
    if not index.is_file():
        return False
    written = index.stat().st_mtime_ns
    patterns = ("*", "*/*", f"*/charts/*/{FACTS}", "*/*/*.*")
    shown = {path for pattern in patterns for path in dist.glob(pattern)} - {index}
    return all(path.stat().st_mtime_ns < written for path in shown)
