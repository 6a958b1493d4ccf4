"""Files that are no text of a story: each is refused by name, and none is read into memory whole."""

import os
from pathlib import Path

import pytest

from helpers.story import text_files
from helpers.story.article import read_article
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_folder
from helpers.story.story import open_story
from helpers.story.text_files import read_copy, read_strictly


def fault(path: Path) -> Problem:
    """What keeps a file from being read."""
    with pytest.raises(StoryError) as refused:
        read_strictly(path)
    [problem] = refused.value.problems
    assert problem.file == path.name
    return problem


def test_a_link_out_of_the_story_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a word that nobody may read", encoding="utf-8")
    (tmp_path / "story").mkdir()
    linked = tmp_path / "story" / "claims.csv"
    linked.symlink_to(secret)
    assert fault(linked).found == "a link out of the story's folder"
    linked.unlink()
    linked.symlink_to("../../../../../../../../etc/passwd")
    assert "passwd" not in str(fault(linked))


def test_a_link_inside_the_story_is_followed(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("a\n", encoding="utf-8")
    (tmp_path / "other.csv").symlink_to("one.csv")
    assert read_strictly(tmp_path / "other.csv") == "a\n"


def test_a_link_to_itself_is_named(tmp_path: Path) -> None:
    loop = tmp_path / "claims.csv"
    loop.symlink_to("claims.csv")
    assert "can't be read" in fault(loop).found


def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "claims.csv"
    os.mkfifo(pipe)
    assert fault(pipe).found == "a pipe or device"


def test_a_file_beyond_all_size_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "MOST_COPIED", 10)
    path = tmp_path / "copy.txt"
    path.write_bytes(b"a" * 11)
    with pytest.raises(StoryError, match="found more than 10 bytes"):
        read_strictly(path, most=10)
    with pytest.raises(ValueError, match=r"copy\.txt has more than"):
        read_copy(path)
    path.write_bytes(b"a" * 10)
    assert read_strictly(path, most=10) == read_copy(path) == "a" * 10


def test_a_device_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(ValueError, match="zero has more than 2 MB"):
        read_copy(Path("/dev/zero"))


def test_a_note_that_is_no_text_is_named(project: Path, folder: Path) -> None:
    note = folder / "notes" / "claims.md"
    note.write_bytes("Claims — “all” of them".encode("cp1252"))
    with pytest.raises(StoryError, match=r"claims\.md: found a byte that is not UTF-8 in line 1"):
        open_story("example", root=project).note("claims")


def test_a_story_that_is_a_link_out_of_the_project_is_refused_by_name(
    project: Path, folder: Path, tmp_path: Path
) -> None:
    elsewhere = folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(elsewhere)
    with pytest.raises(StoryError, match="data/stories/example is a link out of the project"):
        story_folder("example", project)
    # A project that is reached by a link is none.
    (tmp_path / "way").symlink_to(project)
    folder.unlink()
    elsewhere.rename(folder)
    assert open_story("example", root=tmp_path / "way").id == "example"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a = " + "[" * 20_000, "deep inside one another"),
        (".".join("a" * 2_000) + " = 1", "deep inside one another"),
        ("[recompute.ged]\ncountry." + ".".join("a" * 500) + " = 1", "deep inside one another"),
        ("a = " + "9" * 5_000, "text that is not TOML"),
        ("a = 1\n" * 20_000, "more than 100,000 bytes"),
    ],
)
def test_an_article_made_to_choke_on_is_refused_by_name(
    tmp_path: Path, source: str, found: str
) -> None:
    (tmp_path / "article.toml").write_text(source, encoding="utf-8")
    article, [problem] = read_article(tmp_path)
    assert article is None
    assert found in str(problem)
    assert len(str(problem)) < 1_000


def test_a_dataset_that_is_no_table_is_told_and_breaks_nothing(project: Path, folder: Path) -> None:
    path = folder / "article.toml"
    text = path.read_text(encoding="utf-8").partition("[recompute")[0]
    path.write_text(f"{text}\n[recompute]\nged = 5\n", encoding="utf-8")
    from helpers.story.dataset import problems, reference

    article = open_story("example", root=project).article
    assert [problem.found for problem in problems(article)] == ["5"]
    assert reference(article) is None
