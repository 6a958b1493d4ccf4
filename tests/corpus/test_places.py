"""A corpus that stands elsewhere, where fsspec reaches: built, asked, and whole whatever happens."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from helpers import cli
from helpers.corpus import transfer, writing
from helpers.corpus.build import Built, build
from helpers.corpus.corpus import open_corpus, open_stories
from helpers.corpus.manifest import FILE
from helpers.corpus.places import clear, place_of
from helpers.corpus.questions import QUESTIONS
from helpers.desk import run as desk_run
from helpers.desk.outputs import PublishError
from helpers.story.check import Report
from helpers.story.problem import StoryError
from helpers.story.project import STORIES
from helpers.story.story import open_story


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """An address in memory, which fsspec reaches as it does a bucket."""
    address = f"memory://bucket-{uuid4().hex}/corpus"
    yield address
    clear([place_of(address + more) for more in ("", "-stories", "-dist")])


def upload(folder: Path, place: Any) -> None:
    """Put the stories of a folder where fsspec reaches."""
    place.fs.put(f"{folder}/", f"{place.path}/", recursive=True)


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every story pass the check."""
    monkeypatch.setattr(writing, "check", lambda story, **_: Report(story, (), 0, ""))


@pytest.fixture
def run(project: Path, elsewhere: str, lenient: None) -> Callable[[], Built]:  # noqa: ARG001
    """Build there a corpus of one story."""
    return lambda: build(project / STORIES, place_of(elsewhere), lambda _: None)


def test_a_corpus_elsewhere_answers_as_one_here(
    run: Callable[[], Built], project: Path, elsewhere: str
) -> None:
    assert run() == Built(("example",), (), (), {})
    there, here = open_corpus(elsewhere), open_stories(project, invented=True)
    for name in ("bounds", "hedges", "verdicts"):
        assert name in QUESTIONS
        assert there.ask(name).equals(here.ask(name)), name
    assert run() == Built((), ("example",), (), {})
    shutil.rmtree(project / STORIES / "example")
    assert run().removed == ("example",)
    assert [path.name for path in place_of(elsewhere).iterdir()] == [FILE]


@pytest.mark.usefixtures("lenient")
def test_stories_elsewhere_are_built_as_those_here(project: Path, elsewhere: str) -> None:
    stories, corpus = place_of(f"{elsewhere}-stories"), place_of(elsewhere)
    upload(project / STORIES, stories)
    (stories / "_draft" / "claims.csv").write_bytes(b"of no story")

    def built() -> Built:
        return build(stories, corpus, lambda _: None)

    assert built() == Built(("example",), (), (), {})
    there, here = open_corpus(elsewhere), open_stories(project, invented=True)
    assert there.ask("bounds").equals(here.ask("bounds"))
    assert built() == Built((), ("example",), (), {})
    article = stories / "example" / "article.toml"
    article.write_bytes(article.read_bytes() + b"\n# read again\n")
    assert built().written == ("example",)
    assert clear([stories / "example"]) is None
    assert built().removed == ("example",)


def test_charts_elsewhere_are_put_there_where_they_have_changed(
    project: Path, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories, dist = place_of(f"{elsewhere}-stories"), place_of(f"{elsewhere}-dist")
    upload(project / STORIES, stories)
    put: list[str] = []
    written = transfer.write_whole

    def write_whole(path: Path, content: bytes) -> None:
        put.append(path.relative_to(dist).as_posix())
        written(path, content)

    def write_charts(story: str, there: Path, *_: object, **asked: Any) -> None:
        assert open_story(story, root=asked["root"]).claims.shape[0] > 20
        folder = there / story
        for name in ("story.json", "charts/ties/ties-web.svg", "charts/ties/chart.json"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            if not (folder / name).is_file():
                (folder / name).write_text(name, "utf-8")
        if broken:
            (folder / "charts" / "ties" / "chart.json").write_text("begun anew", "utf-8")
            (folder / "charts" / "ties" / "ties-web.svg").unlink()
            raise PublishError("it rains")

    monkeypatch.setattr(transfer, "write_whole", write_whole)
    monkeypatch.setattr(desk_run, "write_charts", write_charts)
    asked = ("example", stories, project, dist, None, False)
    broken = False
    assert not desk_run.run_story(*asked).failed
    charts = [f"example/charts/ties/{name}" for name in ("chart.json", "ties-web.svg")]
    assert put == [*charts, "example/story.json"]
    assert not desk_run.run_story(*asked).failed
    assert len(put) == 3
    broken = True
    assert desk_run.run_story(*asked).failed == ("example: it rains",)
    assert put[3:] == charts[:1]
    assert (dist / charts[0]).read_bytes() == b"begun anew"
    assert not (dist / charts[1]).exists()


def test_a_place_without_stories_is_named(
    elsewhere: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["run", "--all", "--stories", elsewhere]) == 2
    told = f"story: {elsewhere}: no such place; name the one in which the stories stand\n"
    assert capsys.readouterr().err == told


def test_what_is_broken_off_while_files_are_put_there_counts_for_nothing(
    run: Callable[[], Built], elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_made: Path, place: Path) -> None:
        (place / "claims.parquet").write_bytes(b"PAR1")
        raise OSError(5, "the line is down", str(place))

    with monkeypatch.context() as patch:
        patch.setattr(writing, "put_in_place", stop)
        with pytest.raises(OSError, match="the line is down"):
            run()
    with pytest.raises(StoryError, match="the corpus holds no story"):
        open_corpus(elsewhere)
    assert run().written == ("example",)
    assert len(open_corpus(elsewhere).query("SELECT * FROM claims")) > 20


def test_a_table_that_is_missing_there_is_named(run: Callable[[], Built], elsewhere: str) -> None:
    run()
    (place_of(elsewhere) / "story=example" / "claims.parquet").unlink()
    with pytest.raises(StoryError, match=r"^story=example/claims.parquet: found no such file"):
        open_corpus(elsewhere).ask("hedges")


def test_what_is_needed_to_get_there_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    assert cli.main(["corpus", "query", "hedges", "--corpus", "s3://bucket/corpus"]) == 2
    told = "story: s3://bucket/corpus can't be reached: Install s3fs to access S3\n"
    assert capsys.readouterr().err == told
    with pytest.raises(StoryError, match=r"^odd://x can't be reached: .*'odd'$"):
        place_of("odd://x")
    monkeypatch.setitem(sys.modules, "upath", None)
    told = r"^memory://x can't be reached: pip install universal-pathlib$"
    with pytest.raises(StoryError, match=told):
        place_of("memory://x")
