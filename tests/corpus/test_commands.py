"""`story corpus`: what it prints, and its exit codes."""

import json
from functools import partial
from pathlib import Path

import pytest

from helpers.corpus import writing
from helpers.corpus.questions import QUESTIONS
from helpers.story.check import Report
from helpers.story.problem import Problem

from ..stories import Run


@pytest.fixture
def run(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in the folder of the copied project; every story passes the check."""
    monkeypatch.chdir(project)
    monkeypatch.setattr(writing, "check", lambda story, **_: Report(story, (), 0, ""))
    return partial(run, "corpus")


def test_a_corpus_is_built_and_asked_in_every_format(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")  # a narrower terminal cuts long cells
    assert run("build") == (0, "story 1 of 1: example\ncorpus: 1 written\n", "")
    assert run("build", "data/stories", "-o", "corpus") == (0, "corpus: 1 unchanged\n", "")
    sql = "SELECT outlet, published, [1, 2] AS pair, '=1' AS sum FROM stories"
    assert run("query", sql, "--format", "csv")[1].splitlines() == [
        "outlet,published,pair,sum",
        "The Quillhaven Lantern,2019-03-14,1|2,'=1",
    ]
    [row] = json.loads(run("query", sql, "--format", "json")[1])
    assert row == {
        "outlet": "The Quillhaven Lantern",
        "published": "2019-03-14",
        "pair": [1, 2],
        "sum": "=1",
    }
    code, out, _ = run("query", "hedges")
    assert code == 0
    assert out.splitlines()[0].split()[:2] == ["block", "label"]
    assert "The Quillhaven Lantern" in out


def test_without_a_question_their_names_are_listed(run: Run) -> None:
    code, out, _ = run("query")
    assert code == 0
    assert [line.split("  ")[0] for line in out.splitlines()] == list(QUESTIONS)


def test_a_story_left_out_is_told_and_exits_with_one(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tuple(Problem("claims.csv", f"c00{n}", "topic", "x", "y", "Mend it.") for n in (1, 2))
    monkeypatch.setattr(writing, "check", lambda story, **_: Report(story, found, 0, ""))
    code, out, err = run("build")
    assert code == 1
    assert out.startswith("story 1 of 1: example, LEFT OUT: claims.csv, c001, topic: found x;")
    assert "story: example is left out: claims.csv, c001" in err
    assert err.endswith("`story check example` tells all 2\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("query", "hedges"), "corpus: no corpus; make one: story corpus build"),
        (("query", "DROP TABLE claims", "--corpus", "nowhere"), "nowhere: no corpus"),
        (("build", "notebooks"), "no folder of stories; name the folder data/stories"),
    ],
)
def test_wrong_use_is_one_line_and_exits_with_two(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1
