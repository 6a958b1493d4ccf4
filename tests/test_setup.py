"""What sets the project up: make.py on a machine of stand-ins, and what is said of a release."""

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from helpers.desk.tables import BROWSERS

READER = "tests/values/edtf"
NEEDS_MAKE = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("make"), reason="no make here: make.py is called itself"
)


def loaded(path: Path) -> ModuleType:
    """A file outside src/, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Machine:
    """A copy of make.py with its lists, on a machine where no program is real."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.make = loaded(folder / "make.py")
        self.programs: set[str] = set()
        self.broken: list[str] = []
        self.root = False
        self.stuck = False
        self.calls: list[str] = []
        self.lists: list[str] = []

    def which(self, name: str | Path) -> str | None:
        """Where a program is: one that was put there, or a file of the environment."""
        path = Path(name)
        return str(name) if str(name) in self.programs or path.is_file() else None

    def run(self, *command: str | Path, quiet: bool = False) -> None:  # noqa: ARG002
        """Note a command, do what it leaves behind, and fail where it is broken."""
        words = " ".join(map(str, command))
        self.calls.append(words)
        if self.stuck:
            raise self.make.CommandError(1)
        if "-m venv --clear" in words:
            shutil.rmtree(self.make.VENV, ignore_errors=True)
            self.make.PYTHON.parent.mkdir(parents=True)
            self.make.PYTHON.touch()
        if "--requirement" in words:
            self.lists.append(Path(command[-1]).read_text(encoding="utf-8"))
        if any(broken in words for broken in self.broken):
            raise self.make.CommandError(1)
        if " ci " in words:
            (self.folder / READER / "node_modules").mkdir(exist_ok=True)

    def called(self, *words: str) -> list[str]:
        """The commands that hold all of the words."""
        return [call for call in self.calls if all(word in call for word in words)]

    def installed(self) -> list[set[str]]:
        """The names that were installed, or tried, time by time; uv, which installs, left out."""
        names = [set(re.findall(r"(?m)^([\w.-]+)==", text)) for text in self.lists]
        return [found for found in names if found != {"uv"}]


@pytest.fixture
def machine(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine without an environment, a browser, npm or the rights to install."""
    for name in ("make.py", "requirements.txt", "pyproject.toml"):
        shutil.copy(root / name, tmp_path / name)
    lock = tmp_path / READER / "package-lock.json"
    lock.parent.mkdir(parents=True)
    lock.write_text("{}\n", encoding="utf-8")
    for name in ("BROWSER", "CHROMIUM", "CI", "MINUTES", "SEED", "STORY"):
        monkeypatch.delenv(name, raising=False)
    made = Machine(tmp_path)
    monkeypatch.setattr(made.make, "run", made.run)
    monkeypatch.setattr(made.make, "is_root", lambda: made.root)
    monkeypatch.setattr(made.make.shutil, "which", made.which)
    return made


# --- the commands ---------------------------------------------------------------------------------


def test_an_old_python_is_named_before_anything_is_made(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(SystemExit) as stopped:
        loaded(root / "make.py")
    assert stopped.value.code == 2
    assert "Python 3.11 or newer is needed, and " in capsys.readouterr().out
    # An older Python reads on as far as that line.
    ast.parse((root / "make.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@NEEDS_MAKE
@pytest.mark.parametrize("python", ["false", "no-such-python"])
def test_make_names_a_python_that_is_old_or_missing(root: Path, python: str) -> None:
    done = make(root, "check", f"PYTHON={python}")
    assert done.returncode == 2
    assert f"Python 3.11 or newer is needed, and {python} is not" in done.stdout
    assert "make check PYTHON=python3.12" in done.stdout


@NEEDS_MAKE
def test_make_hands_each_command_on_with_its_story_and_its_exit(root: Path, tmp_path: Path) -> None:
    echo = tmp_path / "python"
    echo.write_text('#!/bin/sh\n[ "$1" = -c ] || echo "$*"\n', encoding="utf-8")
    echo.chmod(0o755)
    for name in (*loaded(root / "make.py").COMMANDS, "help"):
        said = make(root, name, f"PYTHON={echo}", "STORY=example").stdout
        assert said == f"make.py {name} example\n"
    assert make(root, f"PYTHON={echo}", "STORY=example").stdout == "make.py help example\n"


def make(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run make, apart from any make that runs these tests."""
    outer = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES"}
    return subprocess.run(
        [str(shutil.which("make")), "--no-print-directory", *words],
        cwd=root,
        env={name: value for name, value in os.environ.items() if name not in outer},
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_lists_every_command_and_an_unknown_one_is_wrong_use(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, code in (([], 0), (["help"], 0), (["cahrts"], 2), (["check", "one", "two"], 2)):
        assert machine.make.main(words) == code
        told = capsys.readouterr().out
        assert re.findall(r"(?m)^([a-z]+) +[A-Z].*\.$", told) == list(machine.make.COMMANDS)
    assert machine.calls == []


def test_the_story_is_the_one_that_was_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.make.main(["charts", "example"])
    assert machine.called("charts", "example", "--dark", "--to dist")
    monkeypatch.setenv("STORY", "another")
    machine.make.main(["notebooks"])
    assert machine.called("notebooks", "another", "--in-place")


def test_a_command_that_fails_ends_with_its_code_and_nothing_after_it_runs(
    machine: Machine,
) -> None:
    machine.broken = ["export"]
    assert machine.make.main(["charts"]) == 1
    assert machine.called("explore") == []


# --- the environment ------------------------------------------------------------------------------


def test_the_environment_is_made_once_and_anew_after_an_install_that_broke_off(
    machine: Machine,
) -> None:
    machine.broken = ["--require-hashes"]
    assert machine.make.main(["check"]) == 1
    machine.broken = []
    assert [machine.make.main(["check"]) for _ in range(3)] == [0, 0, 0]
    assert len(machine.called("-m venv --clear")) == 2
    assert len(machine.installed()) == 1
    assert len(machine.called("--editable")) == 1


def test_a_version_that_changed_is_installed_anew_and_a_comment_is_not(machine: Machine) -> None:
    listed = machine.folder / "requirements.txt"
    text = listed.read_text(encoding="utf-8")
    machine.make.main(["check"])
    for now, times in ((text + "    # more\n", 1), (text.replace("pandas==", "pandas==9"), 2)):
        listed.write_text(now, encoding="utf-8")
        machine.make.main(["check"])
        assert len(machine.called("-m venv --clear")) == times


def test_an_environment_that_could_not_be_made_anew_is_not_taken_for_the_old_one(
    machine: Machine,
) -> None:
    listed = machine.folder / "requirements.txt"
    text = listed.read_text(encoding="utf-8")
    machine.make.main(["check"])
    listed.write_text(text.replace("pandas==", "pandas==9"), encoding="utf-8")
    machine.stuck = True
    assert machine.make.main(["check"]) == 1
    listed.write_text(text, encoding="utf-8")
    machine.stuck = False
    assert machine.make.main(["check"]) == 0
    assert len(machine.installed()) == 2


def test_a_project_that_changed_is_installed_again_into_the_same_environment(
    machine: Machine,
) -> None:
    machine.make.main(["check"])
    with (machine.folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    machine.make.main(["check"])
    assert len(machine.called("--editable")) == 2
    assert len(machine.called("-m venv --clear")) == 1


def test_a_python_that_is_gone_from_the_environment_is_set_up_anew(machine: Machine) -> None:
    machine.make.main(["check"])
    machine.make.PYTHON.unlink()
    machine.make.main(["check"])
    assert len(machine.called("-m venv --clear")) == 2


def test_each_command_installs_what_it_needs_and_a_further_group_beside_it(
    machine: Machine,
) -> None:
    for command in ("charts", "lab", "setup", "charts", "lab"):
        machine.make.main([command])
    charts, lab, everything = machine.installed()
    assert {"pandas", "matplotlib", "hatchling", "manimgx-fonts"} <= charts
    assert not {"jupyterlab", "pytest", "playwright", "mypy"} & charts
    assert lab - charts >= {"jupyterlab", "jupyter-server"}
    assert everything - lab >= {"pytest", "playwright", "mypy"}
    assert len(machine.called("-m venv --clear")) == 1


def test_pictures_of_tables_are_prepared_where_there_is_a_browser(machine: Machine) -> None:
    machine.make.main(["charts"])
    machine.programs.add("chromium")
    machine.make.main(["lab"])
    machine.make.main(["charts"])
    machine.make.main(["lab"])
    without, lab, pictures = machine.installed()
    assert "playwright" not in without | lab
    assert pictures > lab | {"playwright"}


def test_uv_installs_what_is_pinned_and_pip_does_where_uv_can_not(machine: Machine) -> None:
    machine.make.main(["check"])
    by_pip = machine.called("-m pip install", "--require-hashes")
    assert len(by_pip) == 1
    assert machine.lists[0].startswith("uv==")
    assert machine.called("uv pip install", "--require-hashes")
    shutil.rmtree(machine.make.VENV)
    machine.broken = ["uv pip install"]
    assert machine.make.main(["check"]) == 0
    assert machine.installed()[-1] == machine.installed()[0]
    assert len(machine.called("-m pip install", "--require-hashes")) == 3


def test_each_night_damages_in_other_ways_and_a_seed_that_is_no_number_is_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINUTES", "20")
    for seed, first in (("", 0), ("7", 70_000), ("8", 80_000)):
        monkeypatch.setenv("SEED", seed)
        assert machine.make.main(["fuzz"]) == 0
        assert machine.calls[-1].endswith(f"-m tests.fuzz --minutes=20 --seed={first}")
    monkeypatch.setenv("SEED", "x")
    assert machine.make.main(["fuzz"]) == 2
    assert capsys.readouterr().out.endswith("SEED is x: a whole number is expected, such as 2\n")


# --- the browser ----------------------------------------------------------------------------------


def can_install(machine: Machine) -> None:
    machine.root = True
    machine.programs.add("apt-get")


@pytest.mark.parametrize("name", BROWSERS)
def test_a_browser_that_is_there_is_taken(machine: Machine, name: str) -> None:
    can_install(machine)
    machine.programs.add(name)
    assert machine.make.main(["browser"]) == 0
    assert machine.calls == []


def test_a_browser_elsewhere_can_be_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", "/opt/chrome")
    assert machine.make.main(["browser"]) == 2
    assert capsys.readouterr().out == (
        "CHROMIUM is /opt/chrome, and no program stands there: unset or mend it\n"
    )
    machine.programs.add("/opt/chrome")
    assert machine.make.main(["browser"]) == 0


def test_a_missing_browser_is_installed_where_that_is_allowed(machine: Machine) -> None:
    can_install(machine)
    assert machine.make.main(["browser"]) == 0
    begin = "env DEBIAN_FRONTEND=noninteractive apt-get"
    install = f"{begin} install -y --no-install-recommends"
    assert machine.calls == [f"{begin} update -qq", f"{install} chromium-headless-shell -qq"]
    machine.calls.clear()
    machine.broken = ["chromium-headless-shell"]  # as on a system that has only the whole of it
    assert machine.make.main(["browser"]) == 0
    assert machine.calls[-1] == f"{install} chromium -qq"


def test_sudo_is_used_only_where_it_asks_for_no_password(machine: Machine) -> None:
    machine.programs.add("apt-get")
    machine.broken = ["sudo -n true"]
    assert machine.make.main(["browser"]) == 2
    assert machine.called("apt-get") == []
    machine.broken = []
    assert machine.make.main(["browser"]) == 0
    assert len(machine.called("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get")) == 2


@pytest.mark.parametrize("broken", [None, "apt-get install"])
def test_a_browser_that_can_not_be_installed_is_told_in_one_line(
    machine: Machine, capsys: pytest.CaptureFixture[str], broken: str | None
) -> None:
    if broken:
        can_install(machine)
        machine.broken = [broken]
    assert machine.make.main(["browser"]) == 2
    (told,) = without_headings(capsys.readouterr().out)
    assert "Chromium is missing" in told
    assert "sudo apt-get install -y --no-install-recommends chromium" in told
    assert "BROWSER=skip" in told


def without_headings(text: str) -> Iterable[str]:
    return [line for line in text.splitlines() if not line.startswith("== ")]


def test_a_person_may_do_without_a_browser_and_ci_may_not(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BROWSER", "skip")
    assert machine.make.main(["browser"]) == 0
    monkeypatch.setenv("CI", "true")
    assert machine.make.main(["browser"]) == 2
    assert "CI leaves out none" in capsys.readouterr().out


# --- the second reader of dates -------------------------------------------------------------------


def test_the_second_reader_is_installed_once_by_its_hashes(machine: Machine) -> None:
    machine.programs.add("npm")
    assert [machine.make.main(["reader"]) for _ in range(2)] == [0, 0]
    [asked] = machine.calls
    assert asked.startswith("npm ci --prefix ")
    assert "--ignore-scripts" in asked


def test_npm_is_installed_where_that_is_allowed(machine: Machine) -> None:
    can_install(machine)
    machine.make.main(["reader"])
    assert machine.calls[1].endswith("apt-get install -y --no-install-recommends npm -qq")


@pytest.mark.parametrize("fails", [False, True])
def test_a_person_may_do_without_the_second_reader_and_ci_may_not(
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fails: bool,
) -> None:
    if fails:
        machine.programs.add("npm")
        machine.broken = ["npm ci"]
    for ci, code in (("", 0), ("true", 2)):
        monkeypatch.setenv("CI", ci)
        assert machine.make.main(["reader"]) == code
        assert "no date is held against it: install npm" in capsys.readouterr().out


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
    return loaded(root / "tests" / "run_all.py")


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
    tmp_path: Path,
    ci: str,
    last: list[str],
    drawn: bool,
) -> None:
    monkeypatch.setattr(run_all, "FAILURES", tmp_path / "failures")
    monkeypatch.setattr(run_all, "run", lambda step, environment: (True, ""))  # noqa: ARG005
    monkeypatch.setenv("BROWSER", "skip")
    monkeypatch.setenv("CI", ci)
    assert run_all.main() == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-len(last) :] == last
    assert ("== pages in a browser" in said) is drawn


def test_the_build_ends_with_what_failed_and_how_to_repeat_it(
    run_all: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.delenv("BROWSER", raising=False)
    failures = tmp_path / "failures"
    failures.mkdir()
    (failures / "list.txt").write_text("of the run before", encoding="utf-8")
    monkeypatch.setattr(run_all, "FAILURES", failures)

    def fail(step: Any, _: object) -> tuple[bool, str]:
        if run_all.NOTEBOOKS in step.commands:
            failures.mkdir()
            told = "cell 3\n  12 is 13\n  repeat: again\n"
            (failures / "list.txt").write_text(told, encoding="utf-8")
        fails = run_all.NOTEBOOKS in step.commands or "mypy" in step.commands[0][0]
        return not fails, ""

    monkeypatch.setattr(run_all, "run", fail)
    assert run_all.main() == 1
    said = capsys.readouterr().out
    assert said.endswith(
        "FAILED: notebooks against their stored outputs, types\n"
        "cell 3\n  12 is 13\n  repeat: again\n"
        "types\n  repeat: .venv/bin/mypy --no-error-summary\n"
    )


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
