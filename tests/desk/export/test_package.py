"""The package: valid by frictionless, whole, and nothing in it but what belongs there."""

import json
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import frictionless
import pytest

from helpers.desk.export import content, package
from helpers.desk.outputs import PublishError
from helpers.story.contract import TABLES
from helpers.story.story import Story

from .conftest import Reopen, made, opened

BESIDE = ["datapackage.json", "article.toml", "LICENSE-DATA", "README.md", "TABLES.md"]


def validated(content: bytes, tmp_path: Path) -> frictionless.Report:
    path = tmp_path / "package.zip"
    path.write_bytes(content)
    return frictionless.Package(str(path)).validate()


def test_it_is_valid_and_holds_the_tables_as_they_are_and_what_explains_them(
    story: Story, tmp_path: Path
) -> None:
    report = validated(made("package", story.id), tmp_path)
    assert report.flatten(["title", "message"]) == []
    assert report.valid
    assert [task.name for task in report.tasks] == list(TABLES)
    with ZipFile(BytesIO(made("package", story.id))) as archive:
        assert archive.namelist() == sorted([*(f"{name}.csv" for name in TABLES), *BESIDE])
        for name in TABLES:
            assert archive.read(f"{name}.csv") == (story.folder / f"{name}.csv").read_bytes()
        described = json.loads(archive.read("datapackage.json"))
        assert [entry["path"] for entry in described["licenses"]] == ["LICENSE-DATA"]
        readme = archive.read("README.md").decode()
        assert readme.startswith(f"# {story.article.headline}\n\nAn article taken apart")
        assert story.article.url in readme
        assert readme.count(".csv`: ") == len(TABLES)


def test_a_table_that_was_changed_afterwards_is_found(tmp_path: Path) -> None:
    files = package.contents(opened("example"))
    files["places.csv"] = files["places.csv"].replace(b"40.0306", b"40.0307")
    assert not validated(package.zipped(files), tmp_path).valid


def test_the_text_of_an_article_is_never_in_it() -> None:
    text = (opened("example").folder / "article.txt").read_text(encoding="utf-8")
    assert max(text.splitlines(), key=len).encode() not in made("package", "example")


def test_the_bytes_depend_on_the_contents_alone() -> None:
    one = package.zipped({"b.csv": b"2", "a.csv": b"1"})
    assert one == package.zipped({"a.csv": b"1", "b.csv": b"2"})
    with ZipFile(BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_missing_file_is_named_and_a_copy_of_the_project_makes_the_same_package(
    root: Path, project: Path, reopen: Reopen
) -> None:
    with pytest.raises(PublishError, match="LICENSE-DATA: no such file"):
        content("package", reopen())
    shutil.copy(root / package.LICENCE, project)
    assert content("package", reopen()) == made("package", "example")
