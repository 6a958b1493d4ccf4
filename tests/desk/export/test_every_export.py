"""What holds for every format: named, whole or not at all, the same bytes, nothing that runs."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from helpers.cli import main
from helpers.desk.export import EXPORTS, content, publication, write_exports
from helpers.desk.outputs import PublishError
from helpers.story.check import Report
from helpers.story.locators import shared_runs
from helpers.story.problem import Problem
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story
from helpers.story.text_files import read_copy

from .conftest import Reopen, exported, made, nodes

FILES = {
    "claims": "example-claims.jsonld",
    "annotations": "example-annotations.jsonld",
    "package": "example-package.zip",
    "places": "example-places.geojson",
    "reviews": "example-reviews.html",
}
# A claim that tries to end the script element of a page, in two directions, with every quote.
STRANGE = 'He said "it\'s </script><script>alert(1)</script> & more" ‫שלום מרחבا عليكم‬ 🙂'


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every story passes the check, which is not asked here and takes its time."""
    passed = Report("example", (), 0, "")
    monkeypatch.setattr("helpers.story.check.check", lambda *_, **__: passed)


@pytest.mark.usefixtures("clean")
def test_every_format_is_written_or_the_one_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Address and day reach the reviews: they are those with which `made` was published.
    given = ["--address", "https://example.org/x/", "--date", "2024-01-31", "--to", str(tmp_path)]
    assert main(["export", "example", "--format", "places", *given]) == 0
    folder = tmp_path / "example" / "export"
    assert [path.name for path in folder.iterdir()] == [FILES["places"]]
    assert main(["export", "example", *given]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        file: made(name, "example") for name, file in FILES.items()
    }
    told = capsys.readouterr().out.splitlines()
    assert told == [f"wrote {folder / FILES[name]}" for name in ("places", *FILES)]


def test_an_unknown_format_lists_the_known_ones_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["export", "example", "--format", "places", "--format", "xml", "--to", str(tmp_path)]
    assert main(given) == 2
    known = "known formats: claims, annotations, package, places, reviews"
    assert f"no format is called xml; {known}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_story_with_problems_is_not_exported_and_what_stands_of_it_is_told(
    project: Path,
    reopen: Reopen,
    change: Callable[..., None],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sound = reopen()
    change("claims", "c003", speaker="nobody-known")
    target = tmp_path / "out"
    asked = ["--root", str(project), "export", "example", "--to", str(target)]
    assert main(asked) == 1
    told = capsys.readouterr()
    assert "nobody-known" in told.out
    assert f"no export was written, since an export says that its rows were checked; {target}" in (
        told.err
    )
    assert "holds nothing of example yet" in told.err
    assert "make charts STORY=example  once more" in told.err
    assert "story charts example  draws the charts meanwhile" in told.err
    assert not target.exists()
    before = write_exports(sound, target, ["claims", "places"])
    failed = Report("example", (Problem("claims.csv", "c003", "", "x", "y", "z"),), 0, "")
    monkeypatch.setattr("helpers.story.check.check", lambda *_, **__: failed)
    assert main(asked) == 1
    assert "holds 2 exports of an earlier run" in capsys.readouterr().err
    assert all(path.is_file() for path in before)


def test_one_format_that_fails_leaves_all_old_files_as_they_were(
    reopen: Reopen, change: Callable[..., None], tmp_path: Path
) -> None:
    write_exports(reopen(), tmp_path, ["claims", "places"])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*json*")}
    change("claims", "c003", paraphrase="Something else altogether.")
    change("places", "quillhaven", latitude="91")
    with pytest.raises(PublishError):
        write_exports(reopen(), tmp_path, ["claims", "places"])
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    ("address", "day", "told"),
    [
        ("example.org", None, "address"),
        ("ftp://a.org", None, "address"),
        ("https://a.org/#x", None, "address"),
        ("https://a.org/?x=1", None, "address"),
        ("https://", None, "address"),
        (None, "2024", "date"),
        (None, "2024-02-30", "date"),
        (None, "20240201", "date"),
        (None, "yesterday", "date"),
    ],
)
def test_an_address_or_a_day_that_is_not_one_is_refused(
    address: str | None, day: str | None, told: str
) -> None:
    with pytest.raises(PublishError, match=told):
        publication(address, day)


@pytest.mark.usefixtures("faceless")
def test_markup_quotes_and_other_scripts_arrive_as_they_are_and_end_no_script_element(
    reopen: Reopen, change: Callable[..., None]
) -> None:
    change("claims", "c003", paraphrase=STRANGE)
    change("claims", "c011", paraphrase=STRANGE)
    change("places", "quillhaven", name=STRANGE)
    story = reopen()
    for name in ("claims", "annotations", "places"):
        written = content(name, story)
        assert not re.search(rb"[<>&]", written)
        assert "שלום".encode() in written
        assert any(STRANGE in node.values() for node in nodes(json.loads(written)))
    page = content("reviews", story).decode()
    assert page.count("<script") == page.count("</script") == 1
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("story_id", story_ids())
def test_every_id_is_defined_once_and_everything_that_is_cited_is_defined(story_id: str) -> None:
    graph = exported("claims", story_id)["@graph"]
    defined = [node["@id"] for node in graph]
    assert len(set(defined)) == len(defined)
    assert all(re.match("urn:uuid:|https?://", address) for address in defined)
    assert {node["@id"] for node in nodes(graph) if "@id" in node} == set(defined)


def test_exports_hold_the_articles_words_no_more_than_the_tables(article_copy: Path) -> None:
    story = open_story("isis-baghdad-2014", words=article_copy)
    text = "\n".join(read_copy(article_copy).splitlines())
    for name in EXPORTS:
        for written in _texts(content(name, story)):
            assert [r for r in shared_runs(text, written) if r not in _cited(story)] == [], name


def _cited(story: Story) -> str:
    """The headline, which is cited, as `shared_runs` prints it."""
    return " ".join(shared_runs(story.article.headline, story.article.headline, 1))


def _texts(written: bytes) -> list[str]:
    if not written.startswith(b"PK"):
        return [written.decode()]
    with ZipFile(BytesIO(written)) as archive:
        return [archive.read(name).decode("utf-8") for name in archive.namelist()]
