"""The pipelines of newsrooms: valid, bounded, pinned, and only of commands and files that exist."""

import re
import runpy
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema import main as check_jsonschema

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted(ROOT.glob(".github/workflows/*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
SCHEMAS = {
    ".github/dependabot.yml": ("vendor.dependabot",),
    ".gitlab-ci.yml": ("vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
    "CITATION.cff": ("vendor.citation-file-format",),
    **{str(path.relative_to(ROOT)): ("vendor.github-workflows",) for path in WORKFLOWS},
}
PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(path: Path) -> dict[str, Any]:
    """A pipeline, every value as it is written: `on` is no truth value, and 3.10 no number."""
    return dict(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """The jobs of GitHub's workflows, each by file and name."""
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield f"{path.stem}-{name}", job


def commands_of_github() -> set[str]:
    return {step["run"] for _, job in jobs() for step in job["steps"] if "run" in step}


def commands_of_gitlab() -> set[str]:
    return {line for job in read(GITLAB).values() for line in script(job)}


def script(job: Any) -> list[str]:
    return job.get("script", []) if isinstance(job, dict) else []


@pytest.fixture(scope="module")
def pythons() -> list[str]:
    """The versions of Python that the project says it runs on, oldest first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = "\n".join(project["classifiers"])
    found = re.findall(r"(?m)^Programming Language :: Python :: (3\.\d+)$", named)
    assert project["requires-python"] == f">={found[0]}"
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_pipeline_is_valid_by_its_published_schema(name: str) -> None:
    words = ["--builtin-schema", *SCHEMAS[name], str(ROOT / name)]
    with pytest.raises(SystemExit) as ended:
        check_jsonschema(words)
    assert ended.value.code == 0


def test_a_pipeline_that_breaks_its_schema_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "test.yml"
    broken.write_text("on: push\njobs: {one: {steps: []}}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        check_jsonschema(["--builtin-schema", "vendor.github-workflows", str(broken)])
    assert ended.value.code == 1


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_an_action_is_pinned_by_its_commit_with_the_version_beside_it(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    assert [action for action in used if not PINNED.fullmatch(action)] == []


def test_an_action_stands_at_one_commit_everywhere() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    used = set(re.findall(r"uses: (.*)", texts))
    assert len({action.split("@")[0] for action in used}) == len(used)


@pytest.mark.parametrize("job", [pytest.param(job, id=name) for name, job in jobs()])
def test_a_job_ends_in_time_and_may_do_only_what_it_says(job: dict[str, Any]) -> None:
    assert 0 < int(job["timeout-minutes"]) < 360
    assert set(job["permissions"]) in ({"contents"}, {"pages", "id-token"})
    assert job["permissions"].get("contents", "read") == "read"
    for step in job["steps"]:
        if "checkout" in step.get("uses", ""):
            assert step["with"] == {"persist-credentials": "false"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_gives_no_rights_of_its_own_and_does_not_pile_up(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"].startswith(f"{path.stem}")
    assert not {"pull_request_target", "workflow_run"} & set(workflow["on"])


@pytest.mark.parametrize("command", sorted(commands_of_github() | commands_of_gitlab()))
def test_a_command_of_a_pipeline_exists_with_the_files_it_names(command: str) -> None:
    program, *words = shlex.split(command)
    known = runpy.run_path(str(ROOT / "make.py"))["COMMANDS"]
    if program == "make":
        assert set(words) <= set(known)
        return
    if program == "cp":
        assert words == ["-r", "dist", "public"]
        return
    assert program in {"python", ".venv/bin/python"}
    if words[0] == "make.py":
        assert set(words[1:]) <= set(known)
        return
    files = [word.split("=")[-1] for word in words if "/" in word or not word.startswith("-")]
    assert files == ["pytest", "tests/sanitize_output.cfg", "notebooks"]
    assert all((ROOT / name).exists() for name in files[1:])


def test_gitlab_runs_what_github_runs() -> None:
    assert commands_of_gitlab() - commands_of_github() == {"cp -r dist public"}
    assert {"make charts", "make test", "make audit"} <= commands_of_gitlab()


def test_every_python_that_the_project_names_is_tested_and_no_other(pythons: list[str]) -> None:
    by_name = dict(jobs())
    assert by_name["test-linux"]["strategy"]["matrix"]["python"] == pythons
    gitlab = read(GITLAB)
    assert gitlab["test"]["parallel"]["matrix"] == [{"PYTHON": pythons}]
    assert gitlab["default"]["image"] == f"python:{pythons[-1]}"
    single = {
        step["with"]["python-version"]
        for job in by_name.values()
        for step in job["steps"]
        if "setup-python" in step.get("uses", "")
    }
    assert single - {"${{ matrix.python }}"} <= set(pythons)


def test_only_the_newest_python_publishes_and_only_from_main(pythons: list[str]) -> None:
    by_name = dict(jobs())
    (upload,) = (
        step
        for step in by_name["test-linux"]["steps"]
        if "upload-pages-artifact" in step.get("uses", "")
    )
    assert upload["if"] == (
        f"${{{{ github.ref == 'refs/heads/main' && matrix.python == '{pythons[-1]}' }}}}"
    )
    assert by_name["test-publish"]["if"] == "${{ github.ref == 'refs/heads/main' }}"
    assert by_name["test-publish"]["needs"] == ["linux", "kernels"]


def test_a_cache_goes_by_the_lists_and_what_triggers_a_pipeline_is_there() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in (*WORKFLOWS, GITLAB))
    hashed = {
        name for found in re.findall(r"hashFiles\((.*?)\)", texts) for name in found.split(", ")
    }
    lists = re.findall(r"(?:paths|changes|files): \[(.*\.txt.*)\]", texts)
    named = {name for found in lists for name in found.split(", ")}
    assert "'requirements.txt'" in hashed
    assert "requirements.txt" in named
    for name in {name.strip("'") for name in hashed | named}:
        assert (ROOT / name.removesuffix("/**")).exists(), name
