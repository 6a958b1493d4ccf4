"""`story draft`: a draft that the check finds nothing wrong with, written whole or not at all."""

import csv
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import cli
from helpers.cli.draft_commands import BY_HAND, SHOWN
from helpers.story.article import read_article
from helpers.story.check import check
from helpers.story.contract import TABLES, table
from helpers.story.csv_tables import read_table
from helpers.story.story import open_story

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bare(folder: Path) -> Path:
    """The copied example with its text and paragraphs alone."""
    for name in TABLES:
        if name != "paragraphs":
            (folder / f"{name}.csv").write_text(f"{','.join(table(name).columns)}\n", "utf-8")
    for note in (folder / "notes").iterdir():
        note.unlink()
    article = folder / "article.toml"
    article.write_text(article.read_text("utf-8").partition("[places]")[0], "utf-8")
    return folder


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*words: str) -> tuple[int, str, str]:
        code = cli.main(["--root", str(project), *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_it


def _files(folder: Path) -> dict[str, bytes]:
    """What stands there, without what a save needs for itself."""
    found = (path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")
    return {path.name: path.read_bytes() for path in found}


def _write(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, table(name).columns, lineterminator="\n")
        lines.writeheader()
        lines.writerows(rows)


def test_a_draft_is_clean_counted_and_shown_as_one(bare: Path, project: Path, run: Run) -> None:
    code, out, err = run("draft", "example")
    assert (code, err) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert lines[1:9] == [
        ["claims", "20", "proposed"],
        ["figures", "22", "proposed"],
        ["casualties", "4", "proposed"],
        ["events", "9", "proposed"],
        ["actors", "17", "proposed"],
        ["mentions", "25", "proposed"],
        ["places", "5", "proposed"],
        ["references", "0", "proposed"],
    ]
    report = check("example", root=project)
    assert report.problems == ()
    assert report.proposed == 102
    code, checked, _ = run("check", "example")
    assert code == 0
    assert "clean" not in checked
    assert "102 proposals are open" in checked
    told = [" ".join(line) for line in lines]
    assert "claims 20 paraphrase, 20 topic, 20 checkable" in told
    by_hand = told[told.index("never proposed, for you to enter:") + 1 : told.index("next:")]
    assert by_hand == [
        "relations 0 so far: what is between two actors",
        "claim_links 0 so far: claims that restate, limit or contradict each other",
        "coordinates 0 so far: places as references place them",
        "checks 0 so far: what other pages say of each claim, each page a row of references",
    ]
    # Every table but the paragraphs and the proposals themselves is told in one of the two lists.
    assert {*SHOWN, *BY_HAND} == {*TABLES} - {"paragraphs", "proposals"}
    assert "make charts STORY=example charts it, and calls a draft what is one" in told
    assert report.open > 20 * 3
    story = open_story("example", root=project)
    assert all(story.claims["paraphrase"].str.startswith("draft: claim c0"))
    assert len(story.accepted.claims) == len(story.accepted.figures) == 0
    article, _ = read_article(bare)
    assert article is not None
    assert set(story.claims["chain"].str.split("|").str[-1]) == {article.outlet_id}


def test_drafts_hold_bounds_dates_and_outcomes_as_printed(bare: Path, run: Run) -> None:
    run("draft", "example")
    figures = {row.text("surface"): row.cells for row in read_table(bare, "figures").rows}
    dead = figures["At least nine"]
    told = ("kind", "value", "lower", "upper", "bound", "unit", "measures")
    assert [dead[column] for column in told] == [
        "casualties",
        "",
        "9",
        "",
        "at_least",
        "person",
        "",
    ]
    assert figures["since autumn last year"]["when"] == "2018-10~/2019-03-14"
    away = figures["about 25 miles"]
    assert (away["kind"], away["from_place"]) == ("distance", "quillhaven")
    tolls = [row.cells for row in read_table(bare, "casualties").rows]
    assert [(one["outcome"], one["period"], one["victims"]) for one in tolls] == [
        ("missing", "", ""), ("killed", "2019-03-12", ""), ("injured", "", ""), ("killed", "", ""),
    ]  # fmt: skip
    events = {row.text("surface"): row.cells for row in read_table(bare, "events").rows}
    assert events["April"]["status"] == "possible"
    assert events["Tuesday night"]["when"] == "2019-03-12"


def test_a_status_changed_in_a_spreadsheet_is_enough(bare: Path, project: Path, run: Run) -> None:
    run("draft", "example")
    proposals = [dict(row.cells) for row in read_table(bare, "proposals").rows]
    for one in proposals:
        if (one["table"], one["row_id"]) == ("places", "saltmoss"):
            one["status"] = "accepted"
        if (one["table"], one["row_id"]) == ("figures", "f021"):
            one["status"] = "dropped"
    _write(bare, "proposals", proposals)
    code, out, _ = run("draft", "example")
    assert code == 0
    assert "figures       21 proposed, 1 dropped" in out
    assert "places         4 proposed, 1 kept" in out
    assert "f021" not in {row.text("figure_id") for row in read_table(bare, "figures").rows}
    assert check("example", root=project).problems == ()
    before = _files(bare)
    run("draft", "example")
    assert _files(bare) == before


def test_a_story_made_by_hand_gets_only_what_it_lacks(folder: Path, run: Run) -> None:
    before = {name: read_table(folder, name).rows for name in TABLES}
    assert run("draft", "example")[0] == 0
    for name, rows in before.items():
        after = [row.cells for row in read_table(folder, name).rows]
        assert all(row.cells in after for row in rows)
    figures = {(row.text("paragraph"), row.text("start")) for row in before["figures"]}
    added = read_table(folder, "figures").rows
    assert len(added) == len({(row.text("paragraph"), row.text("start")) for row in added})
    assert figures <= {(row.text("paragraph"), row.text("start")) for row in added}


def test_without_the_whole_text_nothing_is_drafted(bare: Path, attachable: Path, run: Run) -> None:
    code, _, err = run("draft", "example")
    assert code == 1
    assert "attached.txt" in err
    assert "no copy" in err
    assert "story attach PATH" in err
    whole = attachable.read_text("utf-8")
    (bare / "attached.txt").write_text(whole.partition("Wimbel Ferries counted")[0], "utf-8")
    before = _files(bare)
    code, _, err = run("draft", "example")
    assert code == 1
    assert "a copy without 9, 10, 11" in err
    assert _files(bare) == before


def test_a_text_that_is_not_english_is_refused_by_its_language(bare: Path, run: Run) -> None:
    article = bare / "article.toml"
    article.write_text(article.read_text("utf-8").replace('"en-GB"', '"fr"'), "utf-8")
    code, _, err = run("draft", "example")
    assert code == 1
    assert "'fr'" in err
    assert "story edit example" in err


def test_a_table_that_cannot_be_read_is_named_and_nothing_is_written(bare: Path, run: Run) -> None:
    (bare / "events.csv").write_text("event_id\n", "utf-8")
    before = _files(bare)
    code, _, err = run("draft", "example")
    assert code == 1
    assert "events.csv" in err
    assert _files(bare) == before


@pytest.mark.parametrize("nth", [1, 4])
def test_what_a_full_disk_broke_off_the_next_run_makes_whole(
    bare: Path, run: Run, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    before, write, reached = _files(bare), Path.write_bytes, []

    def write_bytes(path: Path, content: bytes) -> int:
        reached.append(path)
        if len(reached) == nth:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", write_bytes)
        code, _, err = run("draft", "example")
    assert code == 1
    assert "No space left" in err
    assert (_files(bare) == before) == (nth == 1)
    code, out, _ = run("draft", "example")
    assert code == 0
    assert "claims        20 proposed\n" in out
    after = _files(bare)
    run("draft", "example")
    assert _files(bare) == after


def test_who_speaks_is_the_person_and_not_what_they_speak_for(bare: Path, run: Run) -> None:
    run("draft", "example")
    claims = {row.text("claim_id"): row.cells for row in read_table(bare, "claims").rows}
    chains = [one["chain"] for one in claims.values()]
    assert "zoe-thrushwell|quillhaven-lantern" in chains
    assert "unnamed-engineer|brindle-wire|quillhaven-lantern" in chains
    assert "families|ivo-larkmere|quillhaven-lantern" in chains
    actors = {row.text("actor_id"): row.cells for row in read_table(bare, "actors").rows}
    assert actors["unnamed-engineer"]["kind"] == "unnamed"
    assert {one["role"] for one in actors.values()} == {""}
