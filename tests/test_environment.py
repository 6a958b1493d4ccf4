"""One list of versions: what the project asks for, what is pinned and what is installed agree.

All of it is proved from the files and the environment at hand; nothing is asked of a server.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

DIGEST = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@dataclass(frozen=True)
class Pin:
    """One requirement of requirements.txt, and how many hashes stand with it."""

    requirement: Requirement
    hashes: int

    @property
    def name(self) -> str:
        """The name as the registries write it."""
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        """The one version that is pinned."""
        return str(self.requirement.specifier).removeprefix("==")

    @property
    def here(self) -> bool:
        """Whether it is meant for this machine and this Python."""
        return self.requirement.marker is None or self.requirement.marker.evaluate()


def read_pins(text: str) -> list[Pin]:
    """Every pin of a compiled list; ValueError at a line that is none."""
    lines = (line for line in text.splitlines() if not line.strip().startswith("#"))
    pins = []
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if not line.strip():
            continue
        words, *hashes = re.split(r"\s+(?=--hash=)", line.strip())
        if line.startswith("-") or not all(DIGEST.fullmatch(value) for value in hashes):
            raise ValueError(f"requirements.txt: {line[:60]!r} is no pinned requirement")
        pins.append(Pin(Requirement(words), len(hashes)))
    return pins


def unmet(asked: list[Requirement], pins: list[Pin]) -> list[str]:
    """The requirements that no pin satisfies, or that some pin of that name does not."""
    missing = []
    for requirement in asked:
        name = canonicalize_name(requirement.name)
        versions = [pin.version for pin in pins if pin.name == name]
        if not versions:
            missing.append(f"{requirement}: not pinned; run `make lock`")
        missing += [
            f"{requirement}: pinned at {pinned}; run `make lock`"
            for pinned in versions
            if not requirement.specifier.contains(pinned, prereleases=True)
        ]
    return missing


def reachable(asked: list[Requirement]) -> set[str]:
    """Every distribution that the requirements bring along here, found in what is installed."""
    seen: set[tuple[str, str]] = set()
    names: set[str] = set()
    todo = list(asked)
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        names.add(name)
        for extra in ("", *sorted(requirement.extras)):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            todo += needed(name, extra)
    return names


def needed(name: str, extra: str) -> Iterator[Requirement]:
    """What an installed distribution needs here, with one of its extras or with none."""
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for requirement in map(Requirement, lines):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def direct(project: dict[str, Any]) -> list[Requirement]:
    """Everything that pyproject.toml asks for: to run, to test, to build."""
    extras = project["project"]["optional-dependencies"].values()
    lines = [
        *project["project"]["dependencies"],
        *(line for extra in extras for line in extra),
        *project["build-system"]["requires"],
    ]
    return [Requirement(line) for line in lines]


@pytest.fixture(scope="module")
def pins(root: Path) -> list[Pin]:
    return read_pins((root / "requirements.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def conda(root: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    return parsed


# --- the rules themselves, on small cases --------------------------------------------------------

SMALL = f"""
# a comment
one==1.0 \\
    --hash=sha256:{"0" * 64} \\
    --hash=sha256:{"1" * 64}
    # via two
two==2.5 ; sys_platform == 'nowhere' \\
    --hash=sha256:{"2" * 64}
"""


def test_pins_are_read_with_their_hashes_and_markers() -> None:
    one, two = read_pins(SMALL)
    assert (one.name, one.version, one.hashes, one.here) == ("one", "1.0", 2, True)
    assert (two.name, two.version, two.hashes, two.here) == ("two", "2.5", 1, False)


@pytest.mark.parametrize("line", ["--index-url https://example.org", "-e .", "one==1 --hash=md5:0"])
def test_an_option_or_a_weak_hash_in_the_list_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(line[:20])):
        read_pins(line)


def test_a_requirement_that_is_not_pinned_or_pinned_too_low_is_named() -> None:
    asked = [Requirement("one>=1"), Requirement("two>=3"), Requirement("three")]
    assert unmet(asked, read_pins(SMALL)) == [
        "two>=3: pinned at 2.5; run `make lock`",
        "three: not pinned; run `make lock`",
    ]


def test_what_a_requirement_brings_along_is_followed_into_its_extras() -> None:
    assert {"pytest", "pluggy"} <= reachable([Requirement("pytest")])
    assert "psutil" not in reachable([Requirement("pytest-xdist")])
    assert "psutil" in reachable([Requirement("pytest-xdist[psutil]")])


# --- the files -----------------------------------------------------------------------------------


def test_everything_asked_for_is_pinned_at_a_version_that_will_do(
    direct: list[Requirement], pins: list[Pin]
) -> None:
    assert unmet(direct, pins) == []


def test_every_pin_is_exact_and_hashed(pins: list[Pin]) -> None:
    loose = [
        str(pin.requirement)
        for pin in pins
        if not re.fullmatch(r"==[^,*]+", str(pin.requirement.specifier))
        or pin.requirement.url
        or not pin.hashes
    ]
    assert loose == []


def test_no_distribution_is_pinned_twice_for_this_machine(pins: list[Pin]) -> None:
    names = [pin.name for pin in pins if pin.here]
    assert sorted(names) == sorted(set(names))


def test_what_is_installed_is_what_is_pinned(pins: list[Pin]) -> None:
    differing = []
    for pin in pins:
        if not pin.here:
            continue
        try:
            installed = version(pin.name)
        except PackageNotFoundError:
            differing.append(f"{pin.name}: pinned at {pin.version}, not installed")
            continue
        if Version(installed) != Version(pin.version):
            differing.append(f"{pin.name}: pinned at {pin.version}, installed {installed}")
    assert differing == []


def test_nothing_is_pinned_that_nothing_asks_for(
    direct: list[Requirement], pins: list[Pin]
) -> None:
    idle = {pin.name for pin in pins if pin.here} - reachable(direct)
    assert idle == set(), "run `make lock`"


def test_what_the_build_needs_is_installed_before_it(project: dict[str, Any]) -> None:
    # The project is installed with --no-build-isolation, so that nothing unhashed is fetched.
    assert set(project["build-system"]["requires"]) <= set(
        project["project"]["optional-dependencies"]["build"]
    )


def test_conda_takes_its_versions_from_the_same_list(
    conda: dict[str, Any], project: dict[str, Any]
) -> None:
    *packages, pip = conda["dependencies"]
    names = {Requirement(package).name: Requirement(package) for package in packages}
    assert set(names) == {"python", "pip"}
    assert pip == {"pip": ["--requirement requirements.txt"]}
    assert names["python"].specifier == SpecifierSet(project["project"]["requires-python"])


def test_every_file_names_the_same_oldest_python(project: dict[str, Any], root: Path) -> None:
    oldest = project["project"]["requires-python"].removeprefix(">=")
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert f"sys.version_info < ({', '.join(oldest.split('.'))})" in makefile
    assert f"--python-version {oldest}" in makefile
    assert project["tool"]["mypy"]["python_version"] == oldest
    assert project["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"


# --- what people are told ------------------------------------------------------------------------


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else(root: Path) -> None:
    lines = (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    setting = ("#", "set ", "cd ", "export CI=")
    assert [line for line in lines if line and not line.startswith(setting)] == ["make test"]


@pytest.mark.parametrize("command", ["make charts", "make test", "make lab", "make help"])
def test_the_readme_names_commands_that_exist(command: str, root: Path) -> None:
    assert command in (root / "README.md").read_text(encoding="utf-8")
    target = command.removeprefix("make ")
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)


def test_every_command_that_contributing_names_exists(root: Path) -> None:
    told = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", told))
    assert named
    assert named <= targets
    assert targets - {"help"} <= named


def test_contributing_says_why_each_direct_dependency_is_there(
    direct: list[Requirement], root: Path
) -> None:
    told = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    explained = re.findall(r"^- `([a-z0-9-]+)`: \S.{10,}", told, flags=re.MULTILINE)
    assert sorted(explained) == sorted({canonicalize_name(asked.name) for asked in direct})
