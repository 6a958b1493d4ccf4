"""One list of versions: what the project asks for, what is pinned and what is installed agree.

All of it is proved from the files and the environment at hand; nothing is asked of a server.
"""

import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

PIN = re.compile(
    r"^(?P<name>[\w.-]+)(?:\[[\w,-]+\])?==(?P<version>[^\s;,*]+)(?: ; (?P<marker>[^\\\n]+?))?"
    r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n",
    flags=re.MULTILINE,
)
HASH = f" \\\n    --hash=sha256:{'0' * 64}\n"


def bare(text: str) -> str:
    """A list without its comments."""
    return re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)


def needed(name: str, extra: str) -> Iterator[Requirement]:
    """What an installed distribution needs here, with one of its extras or with none."""
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for requirement in map(Requirement, lines):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def reachable(asked: list[Requirement]) -> set[str]:
    """Every distribution that the requirements bring along here, found in what is installed."""
    seen: set[tuple[str, str]] = set()
    todo = list(asked)
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras} - {extra for of, extra in seen if of == name}:
            seen.add((name, extra))
            todo += needed(name, extra)
    return {name for name, _ in seen}


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def makefile(root: Path) -> str:
    return (root / "Makefile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def commands(root: Path) -> dict[str, Any]:
    """What make.py defines."""
    return runpy.run_path(str(root / "make.py"))


@pytest.fixture(scope="module")
def contributing(root: Path) -> str:
    return (root / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def direct(project: dict[str, Any]) -> list[Requirement]:
    """Everything that pyproject.toml asks for: to run, to test, to build."""
    lists = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        project["build-system"]["requires"],
    ]
    return [Requirement(line) for lines in lists for line in lines]


@pytest.fixture(scope="module")
def compiled(root: Path) -> str:
    return bare((root / "requirements.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pins(compiled: str) -> list[tuple[str, str]]:
    """Name and version of every pin that is meant for this machine and this Python."""
    return [
        (canonicalize_name(pin["name"]), pin["version"])
        for pin in PIN.finditer(compiled)
        if not pin["marker"] or Marker(pin["marker"]).evaluate()
    ]


# --- the list ------------------------------------------------------------------------------------


def test_every_line_is_one_exact_version_with_its_hashes(compiled: str) -> None:
    assert PIN.sub("", compiled).strip() == ""


@pytest.mark.parametrize(
    "line",
    ["-e .\n", "one==1\n", f"one>=1{HASH}", f"one==1.*{HASH}", "one==1 \\\n    --hash=md5:0\n"],
)
def test_an_option_an_open_version_and_a_missing_or_weak_hash_are_no_pin(line: str) -> None:
    assert PIN.sub("", f"two==2 ; sys_platform == 'nowhere'{HASH}{line}") == line


def test_everything_asked_for_is_pinned_once_at_a_version_that_will_do(
    direct: list[Requirement], pins: list[tuple[str, str]]
) -> None:
    versions = dict(pins)
    assert len(versions) == len(pins)
    unmet = [
        str(asked)
        for asked in direct
        if canonicalize_name(asked.name) not in versions
        or not asked.specifier.contains(versions[canonicalize_name(asked.name)], prereleases=True)
    ]
    assert unmet == [], "run `make lock`"


def test_what_the_mutants_need_is_pinned_apart_at_no_other_version(
    project: dict[str, Any], root: Path, pins: list[tuple[str, str]]
) -> None:
    text = bare((root / "tests" / "mutants" / "requirements.txt").read_text(encoding="utf-8"))
    assert PIN.sub("", text).strip() == ""
    apart = {canonicalize_name(pin["name"]): pin["version"] for pin in PIN.finditer(text)}
    assert set(project["dependency-groups"]["mutants"]) <= set(apart)
    known = dict(pins)
    assert {name: known[name] for name in known.keys() & apart.keys()}.items() <= apart.items()


def test_what_is_installed_is_what_is_pinned(pins: list[tuple[str, str]]) -> None:
    differing = []
    for name, pinned in pins:
        try:
            installed = version(name)
        except PackageNotFoundError:
            differing.append(f"{name}: pinned at {pinned}, not installed")
            continue
        if Version(installed) != Version(pinned):
            differing.append(f"{name}: pinned at {pinned}, installed {installed}")
    assert differing == []


def test_nothing_is_pinned_that_nothing_asks_for(
    direct: list[Requirement], pins: list[tuple[str, str]]
) -> None:
    assert {name for name, _ in pins} - reachable(direct) == set(), "run `make lock`"
    # What brings things along is followed, into the extras that are asked for and no others.
    assert {"pytest", "pluggy"} <= reachable([Requirement("pytest")])
    assert "psutil" not in reachable([Requirement("pytest-xdist")])
    assert "psutil" in reachable([Requirement("pytest-xdist[psutil]")])


@pytest.mark.parametrize("group", ["CHARTS", "LAB", "ALL"])
def test_a_command_installs_all_that_its_groups_bring_along(
    project: dict[str, Any], commands: dict[str, Any], pins: list[tuple[str, str]], group: str
) -> None:
    lists = {"run": project["project"]["dependencies"]}
    lists |= project["project"]["optional-dependencies"]
    asked = [Requirement(line) for name in commands[group] for line in lists[name]]
    installed = {pin.split("==")[0] for pin in commands["needed"](commands[group])}
    assert reachable(asked) & {name for name, _ in pins} - installed == set()
    assert commands["ALL"] == set(lists)


def test_what_the_build_needs_is_installed_before_it(project: dict[str, Any]) -> None:
    # The project is installed with --no-build-isolation, so that nothing unhashed is fetched.
    assert set(project["build-system"]["requires"]) <= set(
        project["project"]["optional-dependencies"]["build"]
    )


def test_conda_takes_its_versions_from_the_same_list(project: dict[str, Any], root: Path) -> None:
    conda = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    *packages, pip = conda["dependencies"]
    names = {Requirement(package).name: Requirement(package) for package in packages}
    assert set(names) == {"python", "pip"}
    assert pip == {"pip": ["--requirement requirements.txt"]}
    assert names["python"].specifier == SpecifierSet(project["project"]["requires-python"])


def test_every_file_names_the_same_oldest_python(
    project: dict[str, Any], commands: dict[str, Any], makefile: str
) -> None:
    oldest = project["project"]["requires-python"].removeprefix(">=")
    assert ".".join(map(str, commands["OLDEST"])) == oldest
    assert f"sys.version_info < ({', '.join(oldest.split('.'))})" in makefile
    assert project["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"


# --- licences -------------------------------------------------------------------------------------


def licences(text: str) -> dict[str, str]:
    """Package and licence of each row of a table in Markdown."""
    rows = [line.strip("|").split("|") for line in text.splitlines()[2:]]
    return {canonicalize_name(name.strip()): licence.strip() for name, licence in rows}


def test_the_licences_are_listed_of_all_that_is_installed(root: Path, compiled: str) -> None:
    listed = licences((root / "docs" / "licences.md").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "piplicenses", "--format=markdown", "--no-version"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    # Another system or Python may need another version of what has a marker.
    everywhere = {pin["name"] for pin in PIN.finditer(compiled) if not pin["marker"]}
    installed = {name: row for name, row in licences(done.stdout).items() if name in everywhere}
    assert len(installed) > 150
    assert {name: listed.get(name) for name in installed} == installed, "run `make lock`"
    assert set(listed) <= {pin["name"] for pin in PIN.finditer(compiled)}, "run `make lock`"


def test_a_licence_that_is_not_on_the_list_of_those_that_will_do_is_refused(root: Path) -> None:
    command = [sys.executable, "-m", "piplicenses", "--allow-only=MIT", "--packages", "numpy"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not in allow-only licenses was found for package numpy" in done.stderr


# --- what people are told ------------------------------------------------------------------------


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else(root: Path) -> None:
    lines = (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    setting = ("#", "set ", "cd ", "export CI=")
    assert [line for line in lines if line and not line.startswith(setting)] == ["make test"]


def test_the_commands_that_readme_and_contributing_name_exist(
    root: Path, makefile: str, commands: dict[str, Any], contributing: str
) -> None:
    targets = set(re.findall(r"^COMMANDS := (.*)$", makefile, flags=re.MULTILINE)[0].split())
    assert targets == {*commands["COMMANDS"], "help"}
    named = set(re.findall(r"`make ([a-z]+)", contributing))
    assert named == targets - {"help"}
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert {"charts", "test", "lab", "help"} <= targets & set(re.findall("make ([a-z]+)", readme))


def test_contributing_says_why_each_direct_dependency_is_there(
    direct: list[Requirement], contributing: str
) -> None:
    explained = re.findall(r"^- `([a-z0-9-]+)`: \S.{10,}", contributing, flags=re.MULTILINE)
    assert sorted(explained) == sorted({canonicalize_name(asked.name) for asked in direct})
