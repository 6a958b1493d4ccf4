"""Styled tables as files: a page that needs nobody, and a picture where one can be taken."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from great_tables import GT

from helpers.cli import main
from helpers.desk import tables
from helpers.desk.outputs import PublishError
from helpers.desk.tables import page, write_tables
from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.topics.printed import TABLES

NAMES = [spec.name for spec in TABLES]


@pytest.fixture
def without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "browser", lambda: None)


@pytest.mark.usefixtures("without_browser")
def test_without_chromium_one_line_says_so_and_the_pages_are_there(
    example: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "example" / "tables"
    folder.mkdir(parents=True)
    old = folder / f"{NAMES[0]}.png"
    old.write_bytes(b"a picture of other rows")
    told: list[str] = []
    written = write_tables(example, tmp_path, told.append)
    assert [path.name for path in written] == [f"{name}.html" for name in NAMES]
    assert told[0] == tables.NO_CAMERA
    assert not old.exists()
    first = [path.read_bytes() for path in written]
    assert main(["tables", "example", "--to", str(tmp_path)]) == 0
    assert f"table 3 of 3: {NAMES[2]}" in capsys.readouterr().out
    assert first == [path.read_bytes() for path in written]


@pytest.mark.usefixtures("without_browser")
def test_a_table_that_fails_is_named_one_without_rows_goes_and_the_others_are_written(
    example: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Story) -> None:
        raise StoryError(["notes/crosscheck.md, line 3: no such row"])

    broken = replace(TABLES[0], build=fail)
    bare = replace(TABLES[1], build=lambda _: GT(pd.DataFrame({"n": []})))
    monkeypatch.setattr(tables, "TABLES", (broken, bare, *TABLES[2:]))
    folder = tmp_path / "example" / "tables"
    folder.mkdir(parents=True)
    (folder / f"{NAMES[1]}.html").write_text("of other rows", "utf-8")
    told: list[str] = []
    with pytest.raises(PublishError) as refused:
        write_tables(example, tmp_path, told.append)
    assert str(refused.value) == f"{NAMES[0]}: notes/crosscheck.md, line 3: no such row"
    assert f"table {NAMES[1]}: nothing to show" in told
    assert {path.stem for path in folder.iterdir()} == set(NAMES[2:])


def test_a_page_carries_its_typeface_and_asks_nobody(example: Story) -> None:
    html = page(TABLES[0].build(example).as_raw_html())
    assert html.count("@font-face { font-family: 'Source Sans 3'") == 3
    assert "<title>Of " in html
    assert "http" not in html
    assert "<script" not in html


def test_letters_that_the_typeface_lacks_come_from_a_font_of_their_script_or_the_reserve() -> None:
    html = page("<table><td>中 ★</td></table>")
    for letter in ("U+4E2D", "U+2605"):
        assert html.count(f"unicode-range: {letter};") == 2  # regular and bold


def test_a_chromium_that_does_not_start_is_named(
    example: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("playwright")
    monkeypatch.setattr(tables, "browser", lambda: str(tmp_path / "no-such-browser"))
    with pytest.raises(PublishError, match="no-such-browser"):
        write_tables(example, tmp_path, lambda _: None)
