"""The package: valid by frictionless, whole, and the same bytes every time."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import frictionless
import pytest

from helpers.desk.export import content, package
from helpers.desk.outputs import PublishError
from helpers.story.contract import TABLES
from helpers.story.story import Story


@pytest.fixture
def terms(root: Path, project: Path) -> Path:
    """The terms of the data, put beside the copied example."""
    return Path(shutil.copy(root / package.LICENCE, project))


def validated(content: bytes, tmp_path: Path) -> frictionless.Report:
    path = tmp_path / "package.zip"
    path.write_bytes(content)
    return frictionless.Package(str(path)).validate()


def test_it_is_a_valid_data_package(story: Story, tmp_path: Path) -> None:
    report = validated(content("package", story), tmp_path)
    assert report.flatten(["title", "message"]) == []
    assert report.valid
    assert [task.name for task in report.tasks] == list(TABLES)


def test_a_table_that_was_changed_afterwards_is_found(example: Story, tmp_path: Path) -> None:
    files = package.contents(example)
    files["places.csv"] = files["places.csv"].replace(b"40.0306", b"40.0307")
    assert not validated(package.zipped(files), tmp_path).valid


def test_it_holds_the_tables_as_they_are_and_what_explains_them(story: Story) -> None:
    with ZipFile(BytesIO(content("package", story))) as archive:
        beside = ["datapackage.json", "article.toml", "LICENSE-DATA", "README.md", "TABLES.md"]
        assert archive.namelist() == sorted([*(f"{name}.csv" for name in TABLES), *beside])
        for name in TABLES:
            assert archive.read(f"{name}.csv") == (story.folder / f"{name}.csv").read_bytes()


def test_the_text_of_an_article_is_never_in_it(example: Story) -> None:
    text = (example.folder / "article.txt").read_text(encoding="utf-8")
    body = max(text.splitlines(), key=len).encode()
    assert body not in content("package", example)


def test_the_bytes_depend_on_the_contents_alone() -> None:
    one = package.zipped({"b.csv": b"2", "a.csv": b"1"})
    two = package.zipped({"a.csv": b"1", "b.csv": b"2"})
    assert one == two
    with ZipFile(BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_terms_are_named(example: Story) -> None:
    described = json.loads(package.contents(example)["datapackage.json"])
    assert [entry["path"] for entry in described["licenses"]] == ["LICENSE-DATA"]


def test_a_missing_file_is_named(reopen: Callable[[], Story]) -> None:
    with pytest.raises(PublishError, match="LICENSE-DATA: no such file"):
        content("package", reopen())


def test_a_copy_of_the_project_makes_the_same_package(
    example: Story, reopen: Callable[[], Story], terms: Path
) -> None:
    assert terms.is_file()
    assert content("package", reopen()) == content("package", example)
