"""The list of what a story leaves behind: the command, the gallery and `make charts` go by it."""

import re
from pathlib import Path

import pytest

from helpers.desk import export, tables
from helpers.desk.export import EXPORTS, write_exports
from helpers.desk.gallery import write_index
from helpers.desk.outputs import KINDS, PublishError, UnknownError, chosen, story_folder
from helpers.desk.pages import write_explorer
from helpers.story.story import Story
from helpers.topics.printed import TABLES

from .export.conftest import made


def test_make_charts_writes_every_kind_in_order(root: Path) -> None:
    commands = (root / "make.py").read_text(encoding="utf-8")
    run = re.findall(r'run\(STORY, "(\w+)", story,(?: "([^"]+)",)? "--to", "dist"\)', commands)
    assert [" ".join(filter(None, words)) for words in run] == [k.command for k in KINDS.values()]


def test_what_is_written_stands_where_the_list_says_and_the_gallery_leads_there(
    example: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "browser", lambda: None)
    # What a page holds is not asked here, and its typeface takes its time.
    monkeypatch.setattr(tables, "page", lambda _: "<title>A table</title>")
    monkeypatch.setattr("helpers.explore.page.page_faces", lambda _: "")
    monkeypatch.setattr(export, "content", lambda name, story, _: made(name, story.id))
    written = {
        "export": write_exports(example, tmp_path),
        "explorer": write_explorer(example, tmp_path)[:1],
        "table": tables.write_tables(example, tmp_path, lambda _: None),
    }
    assert [len(paths) for paths in written.values()] == [len(EXPORTS), 1, len(TABLES)]
    html = write_index(tmp_path).read_text("utf-8")
    for kind, paths in written.items():
        assert KINDS[kind].found(tmp_path / "example") == sorted(paths)
        for path in paths:
            assert f'href="{path.relative_to(tmp_path).as_posix()}"' in html


def test_what_is_half_written_is_not_found(tmp_path: Path) -> None:
    for name in (".a.html.1.part", ".b.html", "c.html"):
        (tmp_path / "tables").mkdir(exist_ok=True)
        (tmp_path / "tables" / name).write_text("", encoding="utf-8")
    assert [path.name for path in KINDS["table"].found(tmp_path)] == ["c.html"]


@pytest.mark.parametrize("name", ["../escape", "Upper", "", "a b", "link"])
def test_no_story_leads_out_of_dist(tmp_path: Path, name: str) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "link").symlink_to(tmp_path)
    with pytest.raises(PublishError, match=r"lower-case words|leads out of"):
        story_folder(tmp_path / "dist", name)


def test_what_is_asked_for_is_given_once_and_all_without_a_name() -> None:
    assert chosen("size", ["b", "a", "b"], ("a", "b", "c")) == ["b", "a"]
    assert chosen("size", None, {"a": 1, "b": 2}) == chosen("size", [], "ab") == ["a", "b"]
    with pytest.raises(UnknownError, match="no size is called x, y; known sizes: a, b"):
        chosen("size", ["x", "a", "y"], ["a", "b"])
    with pytest.raises(UnknownError, match="known charts: none"):
        chosen("chart", ["x"], [])
