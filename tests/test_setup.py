"""What sets the project up: the Makefile with a stand-in for Python, and what is said of a release."""

import os
import re
import shutil
import subprocess
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

# Stands in for Python: notes each call, makes an environment that holds itself, and fails where
# the file `broken` tells it to.
STAND_IN = """#!/bin/sh
here="{folder}"
echo "$*" >> "$here/calls"
case "$*" in
  "-m venv --clear .venv") rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python
    printf '#!/bin/sh\\necho checked\\n' > .venv/bin/story; chmod +x .venv/bin/story ;;
  *--require-hashes*) test ! -e "$here/broken" ;;
esac
"""


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A project of a Makefile, its lists and the stand-in."""
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(root / name, tmp_path / name)
    stand_in = tmp_path / "python"
    stand_in.write_text(STAND_IN.format(folder=tmp_path), encoding="utf-8")
    stand_in.chmod(0o755)
    return tmp_path


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run make check with the stand-in, apart from any make that runs these tests."""
    outer = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES"}
    inherited = {name: value for name, value in os.environ.items() if name not in outer}
    return subprocess.run(
        ["make", "--no-print-directory", "check", "PYTHON=./python", *words],
        cwd=folder,
        env=inherited,
        capture_output=True,
        text=True,
        check=False,
    )


def installs(folder: Path) -> int:
    """How many times the hashed list was installed, or tried."""
    return (folder / "calls").read_text(encoding="utf-8").count("--require-hashes")


@pytest.mark.parametrize("python", ["false", "no-such-python"])
def test_an_old_or_missing_python_is_named_and_nothing_is_made(folder: Path, python: str) -> None:
    done = make(folder, f"PYTHON={python}")
    assert done.returncode == 2
    assert f"Python 3.11 or newer is needed, and {python} is not" in done.stdout
    assert not (folder / ".venv").exists()


def test_the_environment_is_made_once(folder: Path) -> None:
    assert [make(folder).stdout.splitlines()[-1] for _ in range(3)] == ["checked"] * 3
    assert installs(folder) == 1


def test_an_install_that_broke_off_begins_anew(folder: Path) -> None:
    (folder / "broken").touch()
    assert make(folder).returncode != 0
    (folder / "broken").unlink()
    assert make(folder).stdout.splitlines()[-1] == "checked"
    assert installs(folder) == 2


def test_a_list_that_changed_is_installed_and_one_that_is_only_newer_is_not(folder: Path) -> None:
    make(folder)
    packages = folder / "requirements.txt"
    later = (folder / ".venv" / "project.installed").stat().st_mtime + 10
    os.utime(packages, (later, later))
    make(folder)
    assert installs(folder) == 1
    packages.write_text(packages.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    os.utime(packages, (later + 10, later + 10))
    make(folder)
    assert installs(folder) == 2


@pytest.fixture(scope="module")
def citation(root: Path) -> dict[str, Any]:
    """CITATION.cff."""
    parsed: dict[str, Any] = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    return parsed


def test_the_citation_holds_what_its_format_asks_for(citation: dict[str, Any]) -> None:
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] in {"software", "dataset"}
    assert all(author.get("name") for author in citation["authors"])


def test_version_and_date_are_the_same_everywhere(citation: dict[str, Any], root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = re.search(r"^## \[(\d+\.\d+\.\d+)\] - (\S+)$", changes, flags=re.MULTILINE)
    assert latest
    assert str(citation["version"]) == project["version"] == latest[1]
    assert citation["date-released"] == date.fromisoformat(latest[2])
    assert citation["license"] == project["license"]
