"""`story new`: a folder that the check takes, whole or not at all, and never over another."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import cli
from helpers.desk.export import claims
from helpers.story.check import check
from helpers.story.contract import TABLES
from helpers.story.making import folder as making
from helpers.story.making.folder import SlugError, outlet_id, refuse_slug
from helpers.story.story import open_story

from .articles import BODY, HEAD, PLAIN

Run = Callable[..., int]
DETAILS = ("--outlet", "The Test Herald", "--address", "https://example.org/wall")


@pytest.fixture
def bare(root: Path, tmp_path: Path) -> Path:
    """A project without a story."""
    (tmp_path / "project" / "data" / "stories").mkdir(parents=True)
    shutil.copy(root / "data" / "contract.json", tmp_path / "project" / "data")
    return tmp_path / "project"


@pytest.fixture
def new(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `story new` on a text, without a terminal."""
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(slug: str, *options: str, text: str = PLAIN) -> int:
        path = tmp_path / "article.txt"
        path.write_text(text, encoding="utf-8")
        return cli.main(["--root", str(bare), "new", slug, "--article", str(path), *options])

    return run


def there(bare: Path) -> list[str]:
    return sorted(path.name for path in (bare / "data" / "stories").iterdir())


def test_a_new_story_is_whole_clean_and_says_what_comes_next(
    new: Run, bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("harbour-wall", *DETAILS) == 0
    told = capsys.readouterr().out
    assert "10 paragraphs (1 headline, 1 standfirst, 1 byline, 1 dateline, 3 body" in told
    assert "story draft harbour-wall" in told
    assert "make charts STORY=harbour-wall" in told
    report = check("harbour-wall", root=bare)
    assert report.problems == ()
    assert report.proved == "words proved"
    story = open_story("harbour-wall", root=bare)
    assert (story.article.headline, story.article.byline) == (HEAD, "Ann Example")
    assert (story.article.published, story.article.language) == ("2021-05-03", "en")
    assert story.article.text == "attached"
    assert story.actors["actor_id"].tolist() == [story.article.outlet_id] == ["the-test-herald"]
    assert all(story.table(name).empty for name in TABLES if name not in ("paragraphs", "actors"))
    # The marks stay as printed, where locators count the same.
    assert BODY[1] in (story.folder / "attached.txt").read_text(encoding="utf-8").splitlines()
    assert there(bare) == ["harbour-wall"]


def test_a_text_that_may_be_kept_stands_in_the_folder_with_its_licence(
    new: Run, bare: Path
) -> None:
    assert new("wall", *DETAILS, "--include-text") == 2
    assert there(bare) == []
    assert new("wall", *DETAILS, "--include-text", "--licence", "CC0-1.0") == 0
    article = open_story("wall", root=bare).article
    assert (article.text, article.licence) == ("included", "CC0-1.0")
    assert check("wall", root=bare).clean
    assert not (bare / "data/stories/wall/attached.txt").exists()


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("a/b", "slash"),
        ("..", "hidden"),
        ("a b", "space"),
        ("Wall", "capital"),
        ("con", "device"),
        ("com1", "device"),
        ("a_b", "other characters"),
        ("mauer-ö", "other characters"),
        ("-a", "other characters"),
        ("", "blank"),
        ("a" * 81, "more than 80"),
    ],
)
def test_a_name_that_no_story_can_have_is_refused_by_what_is_wrong(
    bare: Path, slug: str, told: str
) -> None:
    with pytest.raises(SlugError, match=told):
        refuse_slug(slug, bare)


def test_what_the_text_does_not_tell_is_named_with_its_options_and_nothing_is_written(
    new: Run, bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("Wall", *DETAILS) == 2
    assert new("wall", text=f"{HEAD}\n{BODY[0]}") == 2
    assert new("wall", *DETAILS, "--published", "yesterday") == 2
    assert new("wall", *DETAILS[:2], "--address", "here") == 2
    assert new("wall", *DETAILS, text="One line alone") == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 5
    missing = "outlet (--outlet), published (--published): name"
    assert missing in lines[1]
    assert "--published 'yesterday'" in lines[2]
    assert "--address 'here'" in lines[3]
    assert lines[4].endswith("Nothing was written")
    assert there(bare) == []


DISPATCH = "PORTO, {day} (Andes Press) - " + BODY[0]


def test_a_dispatch_without_author_and_address_makes_a_story_that_has_none(
    new: Run, bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("wall", text=f"{HEAD}\n\n{DISPATCH.format(day='3 March 2026')}") == 0
    told = capsys.readouterr().out
    assert "Andes Press, no author named, 2026-03-03" in told
    assert "no address on the web" in told
    assert "the dateline names PORTO" in told
    story = open_story("wall", root=bare)
    article = story.article
    assert (article.byline, article.url, article.written_by) == ("", "", "author not stated")
    assert check("wall", root=bare).problems == ()
    assert "homepage" not in (story.folder / "datapackage.json").read_text("utf-8")
    found = claims.document(story)["@graph"]
    [exported] = [node for node in found if node["@type"] == "NewsArticle"]
    assert exported["@id"].startswith("urn:uuid:")
    assert not {"author", "url"} & set(exported)
    assert "author not stated" in claims.reviews_page(story).decode()


def test_a_day_without_a_year_or_in_numbers_alone_is_not_taken_and_the_reason_is_told(
    new: Run, bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("wall", text=f"{HEAD}\n\n{DISPATCH.format(day='3 March')}") == 2
    assert "the dateline has 3 March, without a year" in capsys.readouterr().err
    assert new("wall", *DETAILS, text=f"{HEAD}\n12.3.2026\n{BODY[0]}") == 2
    assert new("wall", *DETAILS, "--published", "12.3.2026") == 2
    for line in capsys.readouterr().err.splitlines():
        assert "12.3.2026 may be 12 March or 3 December 2026" in line
    assert there(bare) == []


@pytest.mark.parametrize("day", ["12 March 2026", "March 12, 2026", "2026-03-12"])
def test_a_day_is_taken_as_people_write_it(new: Run, bare: Path, day: str) -> None:
    assert new("wall", *DETAILS, "--published", day) == 0
    assert open_story("wall", root=bare).article.published == "2026-03-12"


def test_a_story_that_is_there_stays_as_it_is(new: Run, bare: Path) -> None:
    assert new("wall", *DETAILS) == 0
    kept = {path: path.read_bytes() for path in (bare / "data").rglob("*") if path.is_file()}
    assert new("wall", *DETAILS, text=PLAIN.replace("June", "July")) == 1
    (bare / "data" / "stories" / "empty").mkdir()
    assert new("empty", *DETAILS) == 1
    assert {
        path: path.read_bytes() for path in (bare / "data").rglob("*") if path.is_file()
    } == kept


def test_a_run_that_fails_on_the_way_leaves_nothing_half_made(
    new: Run, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> str:
        raise OSError(28, "No space left on device")

    # What a killed run left, by a process that has ended.
    (bare / "data" / "stories" / ".wall.999999999.part").mkdir()
    monkeypatch.setattr(making, "package_text", full)
    assert new("wall", *DETAILS) == 1
    assert there(bare) == []


@pytest.mark.parametrize(
    ("typed", "said", "author", "address"),
    [
        # Enter says that there is none.
        ("The Test Herald\n\n3 May 2021\n\nen\n", "", "", ""),
        (
            "The Test Herald\nAnn Example\n3 May\n2021-05-03\nhttps://example.org\nen\n",
            "'3 May': expected a day",
            "Ann Example",
            "https://example.org",
        ),
    ],
)
def test_at_a_terminal_what_is_missing_is_asked_for_until_it_will_do(
    new: Run,
    bare: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    said: str,
    author: str,
    address: str,
) -> None:
    terminal = io.StringIO(typed)
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin", terminal)
    assert new("wall", text=f"{HEAD}\n{BODY[0]}") == 0
    assert said in capsys.readouterr().err
    article = open_story("wall", root=bare).article
    told = (article.outlet, article.byline, article.url, article.published, article.language)
    assert told == ("The Test Herald", author, address, "2021-05-03", "en")
    assert check("wall", root=bare).clean


@pytest.mark.parametrize(
    ("name", "key"),
    [("Le Monde", "le-monde"), ("L’Équipe", "l-equipe"), ("読売新聞", "the-outlet")],
)
def test_the_outlet_has_a_key_among_the_actors(name: str, key: str) -> None:
    assert outlet_id(name) == key


def test_words_that_toml_marks_are_kept_as_they_are(new: Run, bare: Path) -> None:
    name = 'The "Test" \\ Herald'
    assert new("wall", "--outlet", name, *DETAILS[2:]) == 0
    assert open_story("wall", root=bare).article.outlet == name
