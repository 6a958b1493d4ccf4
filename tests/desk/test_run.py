"""`story run`: every story checked and charted, whoever does the work; one that fails stops no other."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.desk import run
from helpers.desk.outputs import PublishError
from helpers.desk.run import LostError, run_all, run_story
from helpers.desk.writing import Outcome, Task
from helpers.story.problem import StoryError
from helpers.story.project import STORIES

from ..stories import Run

NAMES = ["anna", "bert", "boris"]


def backwards(function: str, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
    """Does the last story first; bert and boris fail."""
    assert function == "run_story"
    for task in reversed(list(tasks)):
        bad = task[0][0] == "b"
        yield (
            task,
            Outcome((", FAILED" if bad else ", 1 s",), (f"{task[0]}: it rains",) if bad else ()),
        )


def lost(function: str, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
    yield next(backwards(function, tasks))
    raise LostError("nobody is there")


def test_results_come_in_the_order_of_the_stories_and_progress_as_they_are_done(
    tmp_path: Path,
) -> None:
    told: list[str] = []
    names = ["anna", "carl"]
    lines = run_all(names, tmp_path, tmp_path, backwards, told.append, root=tmp_path)
    assert lines == ["anna, 1 s", "carl, 1 s"]
    assert told == ["story 1 of 2: carl, 1 s", "story 2 of 2: anna, 1 s"]


def test_the_longest_story_is_begun_first(tmp_path: Path) -> None:
    begun: list[str] = []
    for name, rows in {"anna": 1, "bert": 3, "carl": 2}.items():
        table = tmp_path / name / "claims.csv"
        table.parent.mkdir()
        table.write_text("x" * rows, "utf-8")

    def each(_: str, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        for task in tasks:
            begun.append(task[0])
            yield task, Outcome()

    names = ["anna", "bert", "carl"]
    assert run_all(names, tmp_path, tmp_path, each, root=tmp_path) == names
    assert begun == ["bert", "carl", "anna"]


def test_a_story_that_fails_stops_no_other(tmp_path: Path) -> None:
    told: list[str] = []
    with pytest.raises(PublishError) as failed:
        run_all(NAMES, tmp_path, tmp_path, backwards, told.append, root=tmp_path)
    assert str(failed.value) == "2 of 3 stories failed:\nbert: it rains\nboris: it rains"
    assert told[-1] == "story 3 of 3: anna, 1 s"


def test_when_those_who_work_are_lost_one_line_says_what_is_kept(tmp_path: Path) -> None:
    expected = (
        "nobody is there; 1 of 3 stories are done and kept: run the same command again for the rest"
    )
    with pytest.raises(LostError, match=f"^{expected}$"):
        run_all(NAMES, tmp_path, tmp_path, lost, lambda _: None, root=tmp_path)


def test_a_story_is_charted_only_if_it_passes_the_check(
    project: Path, change: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charted: list[str] = []

    def write(story: str, _dist: Path, _asked: None, tell: Any, **asked: Any) -> None:
        charted.append(story)
        assert (asked["root"], asked["processes"]) == (project, 1)
        tell(f"charts of {story}: unchanged")

    monkeypatch.setattr(run, "write_charts", write)
    asked = ("example", project / STORIES, project, tmp_path, None, False)
    assert run_story(*asked) == Outcome((", unchanged",))
    change("claims", "c010", topic="weather")
    [line] = run_story(*asked).failed
    assert line.startswith("example: claims.csv, c010, line 11, topic: found ")
    assert charted == ["example"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "run takes --all, or the names of stories"),
        (("--all", "example"), "run takes --all, or the names of stories"),
        (("nobody",), "no story is called 'nobody'; known stories: example"),
        (("example", "--size", "huge"), "no size is called huge; known sizes: web, "),
    ],
)
def test_wrong_use_exits_with_two(
    run: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    code, _, err = run("run", *words, "--to", str(tmp_path / "dist"))
    assert code == 2
    assert told in err


def test_a_story_that_there_is_not_is_named() -> None:
    with pytest.raises(StoryError, match="known stories: anna, bert"):
        run.known(["carl"], ["anna", "bert"])
    assert run.known(["bert", "anna"], ["anna", "bert"]) == ["anna", "bert"]
