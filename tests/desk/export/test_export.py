"""The command: one file per format, whole or not at all, the same bytes in any process."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from helpers.cli import main
from helpers.desk.export import EXPORTS, content, publication, write_exports
from helpers.desk.outputs import PublishError
from helpers.story.locators import shared_runs
from helpers.story.story import Story, open_story
from helpers.story.text_files import read_copy

FILES = {
    "claims": "example-claims.jsonld",
    "annotations": "example-annotations.jsonld",
    "package": "example-package.zip",
    "places": "example-places.geojson",
}


@pytest.mark.parametrize("names", [(), *((name,) for name in FILES)])
def test_the_formats_that_are_named_are_written_or_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, ...]
) -> None:
    given = [word for name in names for word in ("--format", name)]
    assert main(["export", "example", *given, "--to", str(tmp_path)]) == 0
    folder = tmp_path / "example" / "export"
    expected = [FILES[name] for name in names or EXPORTS]
    assert {path.name for path in folder.iterdir()} == set(expected)
    assert capsys.readouterr().out.splitlines() == [f"wrote {folder / name}" for name in expected]


def test_an_unknown_format_lists_the_known_ones_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["export", "example", "--format", "places", "--format", "xml", "--to", str(tmp_path)]
    assert main(given) == 2
    assert "'xml'; known formats: claims, annotations, package, places" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_story_with_problems_is_not_exported(
    project: Path, change: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change("claims", "c003", speaker="nobody-known")
    target = tmp_path / "out"
    assert main(["--root", str(project), "export", "example", "--to", str(target)]) == 1
    told = capsys.readouterr()
    assert "nobody-known" in told.out
    assert "nothing was written" in told.err
    assert not target.exists()


def test_one_format_that_fails_leaves_all_old_files_as_they_were(
    reopen: Callable[[], Story], change: Callable[..., None], tmp_path: Path
) -> None:
    write_exports(reopen(), tmp_path, ["claims", "places"])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*json*")}
    change("claims", "c003", paraphrase="Something else altogether.")
    change("places", "quillhaven", latitude="91")
    with pytest.raises(PublishError):
        write_exports(reopen(), tmp_path, ["claims", "places"])
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    "address", ["claims", "ftp://example.org", "https://a.org/?x=1", "https://"]
)
def test_an_address_that_is_not_one_is_refused(address: str) -> None:
    with pytest.raises(PublishError, match="address"):
        publication(address, None)


@pytest.mark.parametrize("day", ["2024", "2024-02-30", "20240201", "yesterday"])
def test_a_day_that_is_not_one_is_refused(day: str) -> None:
    with pytest.raises(PublishError, match="date"):
        publication(None, day)


def test_address_and_day_reach_the_reviews(tmp_path: Path) -> None:
    given = ["--address", "https://example.org/x/", "--date", "2024-01-31", "--to", str(tmp_path)]
    assert main(["export", "example", "--format", "claims", *given]) == 0
    text = (tmp_path / "example" / "export" / FILES["claims"]).read_text(encoding="utf-8")
    assert '"url": "https://example.org/x/example/' in text
    assert '"datePublished": "2024-01-31"' in text


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for seed in ("1", "2"):
        target = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "helpers.cli", "export", "example", "--to", str(target)]
        subprocess.run(command, check=True, env=environment, capture_output=True)
        digests.append(
            {
                path.name: hashlib.sha256(path.read_bytes()).hexdigest()
                for path in target.rglob("*.*")
            }
        )
    assert digests[0] == digests[1]
    assert len(digests[0]) == len(FILES)


@pytest.mark.parametrize("name", ["claims", "annotations", "places"])
def test_markup_quotes_and_other_scripts_arrive_as_they_are_and_end_no_script_element(
    name: str,
    reopen: Callable[[], Story],
    change: Callable[..., None],
    strange: str,
    nodes: Callable[[object], Iterator[dict[str, object]]],
) -> None:
    change("claims", "c003", paraphrase=strange)
    change("places", "quillhaven", name=strange)
    written = content(name, reopen())
    assert not re.search(rb"[<>&]", written)
    assert "שלום".encode() in written
    assert any(strange in node.values() for node in nodes(json.loads(written)))


def test_exports_hold_the_articles_words_no_more_than_the_tables(
    tmp_path: Path, article_copy: Path
) -> None:
    story = open_story("isis-baghdad-2014", words=article_copy)
    text = "\n".join(read_copy(article_copy).splitlines())
    for path in write_exports(story, tmp_path):
        for written in _texts(path):
            runs = [run for run in shared_runs(text, written) if run not in _plain(story)]
            assert runs == [], path.name


def _plain(story: Story) -> str:
    """The headline, which is cited, as `shared_runs` prints it."""
    return " ".join(shared_runs(story.article.headline, story.article.headline, 1))


def _texts(path: Path) -> list[str]:
    if path.suffix != ".zip":
        return [path.read_text(encoding="utf-8")]
    with ZipFile(BytesIO(path.read_bytes())) as archive:
        return [archive.read(name).decode("utf-8") for name in archive.namelist()]
