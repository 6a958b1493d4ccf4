"""What sets the project up: the Makefile with stand-ins for Python and for the programs around it,
and what is said of a release.
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

READER = "tests/values/edtf"
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


def make(
    folder: Path, *words: str, target: str = "check", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run make with the stand-in, apart from any make that runs these tests."""
    outer = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "BROWSER", "CHROMIUM", "CI"}
    inherited = {name: value for name, value in os.environ.items() if name not in outer}
    return subprocess.run(
        [str(shutil.which("make")), "--no-print-directory", target, "PYTHON=./python", *words],
        cwd=folder,
        env={**inherited, **environment},
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


def test_the_environment_is_made_once_and_anew_after_an_install_that_broke_off(
    folder: Path,
) -> None:
    (folder / "broken").touch()
    assert make(folder).returncode != 0
    (folder / "broken").unlink()
    assert [make(folder).stdout.splitlines()[-1] for _ in range(3)] == ["checked"] * 3
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


# --- the browser ----------------------------------------------------------------------------------


@pytest.fixture
def programs(folder: Path) -> Path:
    """The only programs that the Makefile finds: none, but an id that says who runs it."""
    made = folder / "programs"
    made.mkdir()
    program(made, "id", "echo 1000")
    return made


def program(programs: Path, name: str, *lines: str) -> None:
    """A stand-in for a program."""
    path = programs / name
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)


def browser(programs: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make browser where nothing else is installed."""
    given = {"PATH": str(programs), **environment}
    return make(programs.parent, *words, target="browser", **given)


def called(programs: Path) -> list[str]:
    """How apt-get was called."""
    path = programs / "asked"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def apt_get(programs: Path, *more: str) -> None:
    program(programs, "apt-get", f'echo "$*" >> "{programs}/asked"', *more)


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_that_is_there_is_taken(programs: Path, name: str) -> None:
    apt_get(programs)
    program(programs, name, "exit 0")
    assert browser(programs).returncode == 0
    assert called(programs) == []


def test_a_browser_elsewhere_can_be_named(programs: Path) -> None:
    assert browser(programs, CHROMIUM=str(programs / "id")).returncode == 0
    done = browser(programs, CHROMIUM="/no/such/browser")
    assert done.returncode == 2
    assert done.stdout == (
        "CHROMIUM is /no/such/browser, and no program stands there: unset or mend it\n"
    )


def test_a_missing_browser_is_installed_where_that_is_allowed(programs: Path) -> None:
    apt_get(programs)
    program(programs, "id", "echo 0")
    assert browser(programs).returncode == 0
    assert called(programs) == [
        "update -qq",
        "install -y --no-install-recommends chromium -qq",
    ]


def test_sudo_is_used_only_where_it_asks_for_no_password(programs: Path) -> None:
    apt_get(programs)
    program(programs, "sudo", "exit 1")
    assert browser(programs).returncode == 2
    assert called(programs) == []
    program(programs, "sudo", 'test "$1" = -n && shift && "$@"')
    assert browser(programs).returncode == 0
    assert len(called(programs)) == 2


def test_a_browser_that_can_not_be_installed_is_told_in_one_line(programs: Path) -> None:
    program(programs, "id", "echo 0")
    for install in ((), ("exit 100",)):
        if install:
            apt_get(programs, *install)
        done = browser(programs)
        assert done.returncode == 2
        told = [line for line in done.stdout.splitlines() if not line.startswith("== ")]
        assert len(told) == 1
        assert "Chromium is missing" in told[0]
        assert "apt-get install" in told[0]
        assert "BROWSER=skip" in told[0]


def test_a_person_may_do_without_a_browser_and_ci_may_not(programs: Path) -> None:
    assert browser(programs, BROWSER="skip").returncode == 0
    assert browser(programs, "BROWSER=skip").returncode == 0
    done = browser(programs, BROWSER="skip", CI="true")
    assert done.returncode == 2
    assert "CI leaves out none" in done.stdout


# --- the second reader of dates -------------------------------------------------------------------


def reader(programs: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make reader where nothing is installed but what copies and compares files."""
    for name in ("cmp", "cp", "mkdir"):
        if not (programs / name).exists():
            (programs / name).symlink_to(str(shutil.which(name)))
    lock = programs.parent / READER / "package-lock.json"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_text("{}\n", encoding="utf-8")
    given = {"PATH": str(programs), **environment}
    return make(programs.parent, *words, target="reader", **given)


def npm(programs: Path, *more: str) -> None:
    modules = f"mkdir -p {READER}/node_modules"
    program(programs, "npm", f'echo "$*" >> "{programs}/asked"', *more, modules)


def test_the_second_reader_is_installed_once_by_its_hashes(programs: Path) -> None:
    npm(programs)
    assert [reader(programs).returncode for _ in range(2)] == [0, 0]
    [asked] = called(programs)
    assert asked.startswith(f"ci --prefix {READER} --ignore-scripts")


def test_npm_is_installed_where_that_is_allowed(programs: Path) -> None:
    apt_get(programs)
    program(programs, "id", "echo 0")
    reader(programs)
    assert called(programs)[1] == "install -y --no-install-recommends npm -qq"


@pytest.mark.parametrize("fails", [False, True])
def test_a_person_may_do_without_the_second_reader_and_ci_may_not(
    programs: Path, fails: bool
) -> None:
    if fails:
        npm(programs, "exit 1")
    for environment, code in (({}, 0), ({"CI": "true"}, 2)):
        done = reader(programs, **environment)
        assert done.returncode == code
        assert "no date is held against it: install npm" in done.stdout


def test_each_version_of_the_second_reader_is_pinned_with_its_hash(root: Path) -> None:
    asked, locked = (
        json.loads((root / READER / name).read_text(encoding="utf-8"))
        for name in ("package.json", "package-lock.json")
    )
    own, *packages = locked["packages"].values()
    assert own["dependencies"] == asked["dependencies"]
    assert all(re.fullmatch(r"[\d.]+", version) for version in asked["dependencies"].values())
    assert all(package["integrity"].startswith("sha512-") for package in packages)


# --- all steps ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def run_all(root: Path) -> ModuleType:
    """What runs every step."""
    spec = importlib.util.spec_from_file_location("run_all", root / "tests" / "run_all.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("ci", "last", "drawn"),
    [
        (
            "",
            [
                "NOT RUN, because BROWSER=skip: pages in a browser. CI runs it.",
                "All other steps passed.",
            ],
            False,
        ),
        ("true", ["All steps passed."], True),
    ],
)
def test_a_step_that_was_left_out_is_said_at_the_end_and_ci_leaves_none_out(
    run_all: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ci: str,
    last: list[str],
    drawn: bool,
) -> None:
    monkeypatch.setattr(run_all, "run", lambda step, environment: (True, ""))  # noqa: ARG005
    monkeypatch.setenv("BROWSER", "skip")
    monkeypatch.setenv("CI", ci)
    assert run_all.main() == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-len(last) :] == last
    assert ("== pages in a browser" in said) is drawn


def test_every_test_is_in_one_step(run_all: ModuleType, root: Path) -> None:
    steps = run_all.steps("dist")
    asked = {name: step.commands[0] for name, step in steps.items() if "pytest" in step.commands[0]}
    paths = [*run_all.DRAWINGS, run_all.PAGES]
    assert all((root / path).exists() for path in paths)
    assert asked[run_all.TESTS_THAT_DRAW][-3:] == run_all.DRAWINGS
    assert asked[run_all.IN_A_BROWSER][-1] == run_all.PAGES
    assert asked[run_all.TESTS][-1] == "tests"
    left = [word for word in asked[run_all.TESTS] if word.startswith("--ignore=")]
    assert sorted(left) == sorted(f"--ignore={path}" for path in paths)


def test_a_step_that_fails_is_named_with_what_it_printed_and_the_others_run(
    run_all: ModuleType, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def python(code: str, **told: str) -> Any:
        return run_all.Step(((sys.executable, "-c", code),), **told)

    there = tmp_path / "there"
    steps = {
        "first": python(f"import pathlib; pathlib.Path({str(there)!r}).touch()"),
        "broken": python("print('what went wrong'); raise SystemExit(3)"),
        "second": python(f"import pathlib; pathlib.Path({str(there)!r}).stat()", after="first"),
    }
    assert run_all.run_all(steps, os.environ) == ["broken"]
    assert "== broken\nwhat went wrong\n" in capsys.readouterr().out


def test_the_citation_is_of_this_release(root: Path) -> None:
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] in {"software", "dataset"}
    assert all(author.get("name") for author in citation["authors"])
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = re.search(r"^## \[(\d+\.\d+\.\d+)\] - (\S+)$", changes, flags=re.MULTILINE)
    assert latest
    assert str(citation["version"]) == project["version"] == latest[1]
    assert citation["date-released"] == date.fromisoformat(latest[2])
    assert citation["license"] == project["license"]
