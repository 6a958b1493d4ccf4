"""A corpus that stands elsewhere, where fsspec reaches: built, asked, and whole whatever happens."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from helpers import cli
from helpers.corpus import writing
from helpers.corpus.build import Built, build
from helpers.corpus.corpus import open_corpus, open_stories
from helpers.corpus.manifest import FILE
from helpers.corpus.places import clear, place_of
from helpers.corpus.questions import QUESTIONS
from helpers.story.check import Report
from helpers.story.problem import StoryError
from helpers.story.project import STORIES


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """An address in memory, which fsspec reaches as it does a bucket."""
    address = f"memory://bucket-{uuid4().hex}/corpus"
    yield address
    clear([place_of(address)])


@pytest.fixture
def run(project: Path, elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Built]:
    """Build there a corpus of one story, which passes the check."""
    monkeypatch.setattr(writing, "check", lambda story, **_: Report(story, (), 0, ""))
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
