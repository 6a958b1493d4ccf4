"""Attaching a copy: what is proved and kept, and what is refused without a trace."""

import re
import shutil
import subprocess
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from helpers.story.article_copy.attach import AttachError, attach
from helpers.story.article_copy.proof import Known, Match, prove
from helpers.story.problem import StoryError
from helpers.story.story import open_story


def kept(folder: Path) -> Path:
    """Where an attached copy is kept."""
    return folder / "attached.txt"


def names(folder: Path) -> set[str]:
    """The files of a folder."""
    return {path.name for path in folder.iterdir()}


def test_a_copy_is_kept_one_proved_paragraph_a_line(
    project: Path, folder: Path, attachable: Path
) -> None:
    before = names(folder)
    outcome = attach(attachable, root=project)
    assert (outcome.story, outcome.written) == ("example", True)
    assert outcome.lines[0] == "example: 15 of 15 paragraphs proved"
    assert "git ignores it" in outcome.lines[-1]
    assert names(folder) == before | {"attached.txt"}
    story = open_story("example", root=project)
    assert story.words is not None
    assert story.words.complete
    lines = kept(folder).read_text(encoding="utf-8").splitlines()
    assert lines == list(story.words.paragraphs.values())


def test_other_line_breaks_quotes_and_furniture_keep_the_same_words(
    project: Path, folder: Path, attachable: Path
) -> None:
    attach(attachable, root=project)
    first = kept(folder).read_bytes()
    text = attachable.read_text(encoding="utf-8")
    straight = text.replace("\u2018", "'").replace("\u2019", "'")
    copy = textwrap.fill(straight, 40).replace("\n", "\r\n")
    attachable.write_bytes(b"\xef\xbb\xbfCookies?\r\n" + copy.encode() + b"\r\nSign up")
    kept(folder).unlink()
    outcome = attach(attachable, root=project)
    assert kept(folder).read_bytes() == first
    [extra] = [line for line in outcome.lines if line.startswith("extra:")]
    assert extra.startswith("extra: 3 words that belong to no paragraph, in lines 1, ")
    assert "Cookies" not in "".join(outcome.lines)


def test_attaching_the_same_copy_again_changes_nothing(
    project: Path, folder: Path, attachable: Path
) -> None:
    attach(attachable, root=project)
    stamp = kept(folder).stat().st_mtime_ns
    outcome = attach(attachable, root=project)
    assert not outcome.written
    assert "already attached, identical" in outcome.lines[-1]
    assert kept(folder).stat().st_mtime_ns == stamp
    assert not attach(kept(folder), root=project).written


def test_what_a_copy_lacks_is_told_by_number_and_kind(project: Path, attachable: Path) -> None:
    lines = [line for line in attachable.read_text(encoding="utf-8").splitlines() if line]
    del lines[13], lines[4]
    attachable.write_text("\n".join(lines), encoding="utf-8")
    outcome = attach(attachable, root=project)
    assert outcome.match.words.missing == (5, 14)
    assert "missing: paragraphs 5 (caption), 14 (body)" in outcome.lines
    [unproved] = [line for line in outcome.lines if line.startswith("rows that")]
    story = open_story("example", root=project)
    located = (
        story.mentions, story.relations, story.claims, story.figures, story.casualties,
        story.events, story.places,
    )  # fmt: skip
    count = sum(int(table["paragraph"].isin([5, 14]).sum()) for table in located)
    assert unproved == f"rows that can't be proved: {count}"


def test_another_article_is_refused_and_nothing_changes(
    project: Path, folder: Path, attachable: Path
) -> None:
    attach(attachable, root=project)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    other = project / "other.txt"
    other.write_text("Quite another text.\n" * 200, encoding="utf-8")
    for story_id in (None, "example"):
        with pytest.raises(AttachError, match=r"other\.txt is not a copy of .*Nothing was changed"):
            attach(other, story_id=story_id, root=project)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("nine people", "five people", "paragraph 6 (body) in line 9, at the words of f005"),
        (
            "Wimbel on Tuesday",
            "Wimbel on Monday",
            "paragraph 6 (body) in line 9, at the words of f006",
        ),
        ("She went over", "She then went over", None),
        ("14 March", "15 March", None),
    ],
)
def test_a_copy_with_a_changed_word_or_figure_is_refused_and_named(
    project: Path, folder: Path, attachable: Path, old: str, new: str, told: str | None
) -> None:
    text = attachable.read_text(encoding="utf-8")
    attachable.write_text(text.replace(old, new), encoding="utf-8")
    if told is None:
        outcome = attach(attachable, root=project)
        assert any(line.startswith(("extra:", "missing:")) for line in outcome.lines)
        return
    with pytest.raises(AttachError, match=re.escape(told)) as refused:
        attach(attachable, root=project)
    assert "Nothing was changed" in str(refused.value)
    assert not kept(folder).exists()


def test_less_than_half_of_the_article_is_refused(project: Path, attachable: Path) -> None:
    text = attachable.read_text(encoding="utf-8")
    attachable.write_text(text[: len(text) // 3], encoding="utf-8")
    with pytest.raises(AttachError, match="less than half"):
        attach(attachable, root=project)


def test_the_story_is_found_by_its_paragraphs(
    project: Path, folder: Path, attachable: Path
) -> None:
    other = folder.with_name("other")
    shutil.copytree(folder, other)
    toml = other / "article.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace('id = "example"', 'id = "other"'), encoding="utf-8"
    )
    table = other / "paragraphs.csv"
    rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([*rows[:2], ""]), encoding="utf-8")
    lines = attachable.read_text(encoding="utf-8").splitlines()
    # Without the headline the copy is nothing of the other story and most of this one.
    attachable.write_text("\n".join(lines[1:]), encoding="utf-8")
    assert attach(attachable, root=project).story == "example"
    (other / "paragraphs.csv").unlink()
    assert attach(attachable, root=project).story == "example"
    with pytest.raises(StoryError, match=r"other/paragraphs\.csv: found no such file"):
        attach(attachable, story_id="other", root=project)


def test_a_copy_is_proved_against_no_story_that_it_is_not_of(
    project: Path, folder: Path, attachable: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("isis-baghdad-2014", "titanic-1912"):
        shutil.copytree(root / "data" / "stories" / name, folder.with_name(name))
    proved: list[int] = []

    def counted(known: Sequence[Known], text: str) -> Match:
        proved.append(len(known))
        return prove(known, text)

    monkeypatch.setattr("helpers.story.article_copy.attach.prove", counted)
    attachable.write_text(f"Menu\n{attachable.read_text('utf-8')}", encoding="utf-8")
    assert attach(attachable, root=project).story == "example"
    assert proved == [15]


def test_an_included_text_needs_no_copy(project: Path, folder: Path) -> None:
    for story_id in (None, "example"):
        outcome = attach(folder / "article.txt", story_id=story_id, root=project)
        assert outcome.lines == ("example: its text is included, nothing to attach",)
    assert not kept(folder).exists()


def test_a_copy_that_is_no_text_is_refused(project: Path, attachable: Path) -> None:
    attachable.write_bytes("text".encode("utf-16"))
    with pytest.raises(AttachError, match="UTF-16: save it again as UTF-8"):
        attach(attachable, root=project)
    with pytest.raises(FileNotFoundError):
        attach(attachable.with_name("none.txt"), root=project)
    with pytest.raises(AttachError, match="is a folder"):
        attach(project, root=project)


def test_without_a_story_there_is_nothing_to_attach_to(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("Words.\n", encoding="utf-8")
    with pytest.raises(AttachError, match="no story"):
        attach(copy, root=tmp_path)


def test_git_ignores_an_attached_copy(root: Path) -> None:
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("the project is not a git checkout")
    path = "data/stories/any-story/attached.txt"
    assert (
        subprocess.run(["git", "check-ignore", "-q", path], cwd=root, check=False).returncode == 0
    )
