"""A corpus on disk: what has changed is written, what is wrong is named, the stories stay untouched."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from helpers.corpus import build as building
from helpers.corpus import manifest, writing
from helpers.corpus.build import Built, build
from helpers.corpus.corpus import open_corpus, open_stories
from helpers.corpus.questions import QUESTIONS
from helpers.corpus.rows import NAMES
from helpers.story.check import Report
from helpers.story.contract import version
from helpers.story.problem import Problem, StoryError
from helpers.story.project import STORIES

from ..stories import rewrite

Build = Callable[[], Built]


@pytest.fixture
def checked() -> list[str]:
    """The stories that were checked, in their order."""
    return []


@pytest.fixture
def failing(checked: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Problem]:
    """Stories that fail the check, by name: how it is checked is not asked here."""
    found: dict[str, Problem] = {}

    def check(story: str, root: Path) -> Report:
        assert (root / STORIES / story).is_dir()
        checked.append(story)
        return Report(story, (found[story],) if story in found else (), 0, "")

    monkeypatch.setattr(writing, "check", check)
    return found


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A project of two stories, `second` being the example once more, and the corpus of them."""
    place = tmp_path_factory.mktemp("archive")
    stories = place / "project" / STORIES
    for name in ("example", "second"):
        shutil.copytree(root / STORIES / "example", stories / name)
    rewrite(stories / "second" / "article.toml", 'id = "example"', 'id = "second"')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "check", lambda story, **_: Report(story, (), 0, ""))
        assert build(stories, place / "corpus").written == ("example", "second")
    return place


@pytest.fixture
def place(built_once: Path, tmp_path: Path) -> Path:
    """A copy of that project and its corpus, to be changed."""
    return shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def corpus(place: Path) -> Path:
    return place / "corpus"


@pytest.fixture
def stories(place: Path) -> Path:
    return place / "project" / STORIES


@pytest.fixture
def run(stories: Path, corpus: Path, failing: dict[str, Problem]) -> Build:
    """Build the corpus again; every story passes the check but those in `failing`."""
    assert failing == {}
    return lambda: build(stories, corpus, lambda _: None)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_corpus_answers_every_question_as_its_stories_do(stories: Path, corpus: Path) -> None:
    opened, direct = open_corpus(corpus), open_stories(stories.parents[1], invented=True)
    assert opened.stories == direct.stories == ("example", "second")
    for name in QUESTIONS:
        assert opened.ask(name).equals(direct.ask(name)), name
    for name in NAMES:
        first = f'SELECT * FROM "{name}" ORDER BY ALL LIMIT 3'
        assert opened.query(first).equals(direct.query(first)), name


def test_only_what_changed_is_written_again(run: Build, corpus: Path, stories: Path) -> None:
    before = bytes_of(corpus)
    assert run() == Built((), ("example", "second"), (), {})
    assert bytes_of(corpus) == before
    rewrite(stories / "second" / "claims.csv", "The ferry ran", "The boat ran")
    untouched = bytes_of(stories)
    assert run().written == ("second",)
    assert bytes_of(stories) == untouched
    changed = {
        Path(path).parent.name for path, now in bytes_of(corpus).items() if before[path] != now
    }
    assert changed == {"story=second", "corpus"}
    assert "The boat ran into a gate." in set(
        open_corpus(corpus).query("SELECT paraphrase FROM claims")["paraphrase"]
    )


def test_a_story_that_fails_the_check_is_named_and_the_others_are_there(
    run: Build, corpus: Path, stories: Path, failing: dict[str, Problem]
) -> None:
    failing["second"] = Problem("claims.csv", "c001", "topic", "'weather'", "a topic", "Mend it.")
    (stories / "second" / "claims.csv").write_text("x", "utf-8")
    built = run()
    assert (built.written, built.unchanged) == ((), ("example",))
    assert built.left_out == {"second": (str(failing["second"]),)}
    opened = open_corpus(corpus)
    assert (opened.stories, opened.left_out) == (("example",), built.left_out)
    assert set(opened.query("SELECT DISTINCT story FROM claims")["story"]) == {"example"}


def test_a_story_that_failed_is_checked_again_only_once_it_changes(
    run: Build, stories: Path, failing: dict[str, Problem], checked: list[str]
) -> None:
    failing["second"] = Problem("claims.csv", "c001", "topic", "'weather'", "a topic", "Mend it.")
    claims = stories / "second" / "claims.csv"
    rewrite(claims, "The ferry ran", "The boat ran")
    first = run()
    assert checked == ["second"]
    assert run() == first
    assert checked == ["second"]
    failing.clear()
    rewrite(claims, "The boat ran", "A boat ran")
    assert (run().written, checked) == (("second",), ["second", "second"])
    failing["second"] = Problem("claims.csv", "c001", "topic", "'weather'", "a topic", "Mend it.")
    assert run().unchanged == ("example", "second")


def test_a_story_that_is_gone_goes(run: Build, corpus: Path, stories: Path) -> None:
    shutil.rmtree(stories / "second")
    assert run() == Built((), ("example",), ("second",), {})
    assert open_corpus(corpus).stories == ("example",)


def test_what_is_no_story_or_of_another_contract_or_lacks_a_table_is_told(
    corpus: Path, stories: Path
) -> None:
    (stories / "empty").mkdir()
    package = stories / "second" / "datapackage.json"
    package.write_text(json.dumps({**json.loads(package.read_bytes()), "version": "1.1"}), "utf-8")
    (stories / "second" / "figures.csv").unlink()
    left_out = build(stories, corpus, lambda _: None).left_out
    assert list(left_out) == ["empty", "second"]
    assert left_out["empty"][0] == "no story: it has no article.toml"
    first, *others = left_out["second"]
    assert first.startswith(f"its tables are of contract 1.1, and this is contract {version()}: ")
    assert any(line.startswith("figures.csv") for line in others)


def test_after_a_change_of_the_contract_or_the_rules_everything_is_written_anew(
    run: Build, monkeypatch: pytest.MonkeyPatch, corpus: Path
) -> None:
    monkeypatch.setattr(building, "rules", lambda: "other")
    assert run().written == ("example", "second")
    monkeypatch.setattr(manifest, "version", lambda: "9.9")
    with pytest.raises(
        StoryError, match=r"manifest.json, contract: found .* expected contract 9.9"
    ):
        open_corpus(corpus)


@pytest.mark.parametrize("damage", [b"", None])
def test_a_damaged_table_of_all_stories_is_named_and_the_next_build_mends_it(
    run: Build, corpus: Path, damage: bytes | None
) -> None:
    (corpus / "stories.parquet").unlink()
    if damage is not None:
        (corpus / "stories.parquet").write_bytes(damage)
    with pytest.raises(StoryError, match=r"^stories.parquet: found .* build` again\.$"):
        open_corpus(corpus).ask("hedges")
    assert run().unchanged == ("example", "second")
    assert open_corpus(corpus).ask("hedges")["stories"].tolist() == [2]


@pytest.mark.parametrize("damage", [b"", b"PAR1 no Parquet PAR1", None])
def test_a_damaged_file_is_named_and_the_next_build_mends_it(
    run: Build, corpus: Path, damage: bytes | None
) -> None:
    file = corpus / "story=second" / "claims.parquet"
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
    told = r"^story=second/claims.parquet: found .* Run `story corpus build` again\.$"
    with pytest.raises(StoryError, match=told):
        open_corpus(corpus).ask("hedges")
    assert run().written == ("second",)
    assert len(open_corpus(corpus).ask("hedges")) == 1


# What may stand in a manifest, and what is said of it.
DAMAGED = {
    '{"contract": "1': "no JSON, or a part of it",
    "[" * 100_000: "no JSON, or a part of it",
    '{"stories": [1]}': "other JSON",
    '{"contract": 1, "rules": "", "facts": "", "stories": {}, "left_out": {}}': "other JSON",
    "[]": "other JSON",
}


def test_a_damaged_manifest_is_told_and_the_next_build_mends_it(run: Build, corpus: Path) -> None:
    for damage, told in DAMAGED.items():
        (corpus / "manifest.json").write_text(damage, "utf-8")
        expected = rf"^manifest.json: found {told}; expected what a build writes. Run `story corpus"
        with pytest.raises(StoryError, match=expected):
            open_corpus(corpus)
    assert run().written == ("example", "second")


def test_a_build_that_is_killed_keeps_what_was_done_until_shortly_before(
    run: Build, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "manifest.json").unlink()
    monkeypatch.setattr(building, "KEPT", 0.0)
    kept: list[manifest.Manifest] = []

    def keep(_: Path, one: manifest.Manifest) -> None:
        kept.append(replace(one, stories=dict(one.stories)))

    monkeypatch.setattr(building, "write_manifest", keep)
    run()
    assert [(sorted(one.stories), one.facts != "") for one in kept] == [
        (["example"], False),
        (["example", "second"], False),
        (["example", "second"], True),
    ]
    monkeypatch.undo()
    manifest.write_manifest(corpus, kept[0])
    (corpus / "stories.parquet").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "check", lambda story, **_: Report(story, (), 0, ""))
        assert run() == Built(("second",), ("example",), (), {})
    assert open_corpus(corpus).ask("hedges")["stories"].tolist() == [2]


def test_what_is_no_corpus_is_left_alone(stories: Path, tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(StoryError, match=r"holds letter.txt, which is of no corpus"):
        build(stories, letters)
    with pytest.raises(StoryError, match="no folder of stories; name the folder data/stories"):
        build(tmp_path, letters)
    with pytest.raises(StoryError, match="no corpus; make one: story corpus build"):
        open_corpus(letters)


def test_a_build_that_is_broken_off_keeps_what_is_done(
    run: Build, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "manifest.json").unlink()
    shutil.rmtree(corpus / "story=second")
    real, broken = writing.put_in_place, []

    def stop(made: Path, place: Path) -> None:
        if place.name == "story=second" and not broken:
            broken.append(place)
            raise OSError(28, "No space left on device", str(made))
        real(made, place)

    monkeypatch.setattr(writing, "put_in_place", stop)
    with pytest.raises(OSError, match="No space left"):
        run()
    assert open_corpus(corpus).stories == ("example",)
    assert [path.name for path in corpus.glob(".*")] == []
    assert run() == Built(("second",), ("example",), (), {})


@pytest.mark.usefixtures("failing")
def test_rows_that_are_only_proposed_are_left_out(
    project: Path, tmp_path: Path, propose: Callable[..., None]
) -> None:
    propose("claims", "c003")
    build(project / STORIES, tmp_path / "corpus", lambda _: None)
    asked = open_corpus(tmp_path / "corpus").query("SELECT claim_id FROM claims")
    assert "c003" not in set(asked["claim_id"])
    assert "c004" in set(asked["claim_id"])


def test_a_slug_of_digits_stays_words(tmp_path: Path) -> None:
    names = ("2013", "2014")
    asked = "SELECT DISTINCT story FROM claims ORDER BY 1"
    with duckdb.connect() as made:
        for name in names:
            folder = tmp_path / f"story={name}"
            folder.mkdir()
            made.execute(f"COPY (SELECT 'x' AS outlet) TO '{folder.as_posix()}/claims.parquet'")
    known = {name: manifest.Made("", "") for name in names}
    manifest.write_manifest(tmp_path, manifest.Manifest(version(), "", stories=known))
    assert tuple(open_corpus(tmp_path).query(asked)["story"]) == names
