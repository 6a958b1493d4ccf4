"""The whole check: frictionless and rules together, on the stories and on broken copies."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.story.check import Report, check
from helpers.story.check.report import COLUMNS, as_json, as_table, summary
from helpers.story.check.validation import validate
from helpers.story.contract import TABLES
from helpers.story.csv_tables import read_table
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_ids
from helpers.story.story import open_story

from ...stories import rewrite


def checked(project: Path) -> Report:
    """The report on the copied example, which must leave every file as it was."""
    before = content(project)
    report = check("example", root=project)
    assert content(project) == before
    return report


def content(project: Path) -> dict[Path, bytes]:
    """Every file of a project with what it holds."""
    return {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}


def told(report: Report) -> set[tuple[str, str, str]]:
    """Where the problems of a report stand."""
    return {(problem.file, problem.row, problem.column) for problem in report.problems}


# ------------------------------------------------------------------------------ sound stories


def test_the_stories_are_clean_with_the_article_at_hand(root: Path, article_copy: Path) -> None:
    reports = [
        check(name, words=article_copy)
        for name in story_ids(root)
        if open_story(name).article.text == "attached"
    ]
    assert any(report.clean and report.proved == "words proved" for report in reports), reports


def test_a_sound_story_is_clean_its_rows_counted_and_its_words_proved(project: Path) -> None:
    report = checked(project)
    assert (report.problems, report.proved) == ((), "words proved")
    assert report.rows == sum(len(open_story("example").table(name)) for name in TABLES)


def test_a_check_without_a_copy_says_how_to_get_one(project: Path, attachable: Path) -> None:
    rewritten(project)
    report = checked(project)
    assert report.clean
    assert report.proved.endswith("needs a copy of the article: story attach PATH")
    assert check("example", root=project, words=attachable).proved == "words proved"


def test_hidden_words_are_said_to_be_hidden(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIM_WORDS", "hide")
    report = checked(project)
    assert report.clean
    assert report.proved == "words hidden, not proved"


def test_a_part_of_the_article_proves_a_part_of_the_words(project: Path, attachable: Path) -> None:
    rewritten(project)
    lines = attachable.read_text(encoding="utf-8").splitlines()
    attachable.write_text("\n".join(lines[:-1]), encoding="utf-8")
    report = check("example", root=project, words=attachable)
    assert report.clean
    assert report.proved == "words proved in 14 of 15 paragraphs"


def rewritten(project: Path) -> None:
    """Generate the files of the copied project anew, after article.toml was changed."""
    from helpers.desk.generate import write

    write(project)


# ------------------------------------------------------------------------------ broken stories


def test_what_the_schemas_demand_is_told_with_row_column_and_remedy(
    project: Path, change: Callable[..., None]
) -> None:
    change("actors", "rescued", part_of="nobody")
    change("actors", "people-inside", actor_id="people-aboard")
    change("claims", "c002", topic="", checkable="yes")
    change("figures", "f010", start="four", bound="above")
    change("casualties", "d007", lower="-14")
    change("events", "e002", paragraph="99")
    change("events", "e003", paragraph="05")
    change("places", "lantern-quay", latitude="94", longitude="west")
    change("references", "river-board-report", origin="River Board")
    report = checked(project)
    by_place = {(p.file, p.row, p.column): p for p in report.problems}
    dangling = by_place["actors.csv", "rescued, line 17", "part_of"]
    assert (dangling.found, dangling.expected) == ("'nobody'", "one of the actor_ids in actors.csv")
    dangling = by_place["events.csv", "e002, line 3", "paragraph"]
    assert dangling.expected == "one of the paragraphs in paragraphs.csv"
    # A number is what it counts, however it is written.
    assert ("events.csv", "e003, line 4", "paragraph") not in by_place
    twice = by_place["actors.csv", "people-aboard, line 15", "actor_id"]
    assert "in lines 14, 15" in twice.found
    required = by_place["claims.csv", "c002, line 3", "topic"]
    assert (required.found, required.mend) == ("a blank cell", "Fill in the cell.")
    assert by_place["claims.csv", "c002, line 3", "checkable"].expected == "true or false"
    assert by_place["figures.csv", "f010, line 11", "start"].expected == "a whole number"
    assert "less_than" in by_place["figures.csv", "f010, line 11", "bound"].expected
    assert by_place["casualties.csv", "d007, line 8", "lower"].expected.endswith("minimum 0")
    assert by_place["places.csv", "lantern-quay, line 3", "latitude"].found == "'94'"
    assert by_place["places.csv", "lantern-quay, line 3", "longitude"].expected == "a number"
    reference = by_place["references.csv", "river-board-report, line 5", "origin"]
    assert "[a-z0-9]+" in reference.expected
    assert all(p.found and p.expected and p.mend for p in report.problems)


def test_files_that_cannot_be_read_hide_no_other_problem(
    project: Path, folder: Path, change: Callable[..., None]
) -> None:
    change("claims", "c010", speaker="families")
    change("relations", "r003", source="nobody")
    (folder / "places.csv").unlink()
    (folder / "checks.csv").write_text("check,claim\n", encoding="utf-8")
    rewrite(folder / "article.toml", "[places]", "[positions]")
    (folder / "events.csv").write_text(
        (folder / "events.csv").read_text(encoding="utf-8"), encoding="utf-16"
    )
    # Rules that need article.toml are left out; keys into the tables that are gone are not told.
    assert told(checked(project)) == {
        ("article.toml", "", "positions"),
        ("places.csv", "", ""),
        ("events.csv", "", ""),
        ("checks.csv", "line 1", ""),
        ("claims.csv", "c010, line 11", "speaker, chain"),
        ("relations.csv", "r003, line 4", "source"),
    }


def test_a_story_whose_every_file_is_gone_is_told_file_by_file(project: Path, folder: Path) -> None:
    for path in folder.glob("*.*"):
        path.unlink()
    report = checked(project)
    assert [p.found for p in report.problems] == ["no such file"] * (len(TABLES) + 1)


@pytest.mark.parametrize(
    "fillers", [["", "x", "|", "../", "Ünïcode"], ["0", "-1", "99999999", "nan"]]
)
def test_no_cell_whatever_it_holds_ends_in_a_traceback(
    project: Path, folder: Path, fillers: list[str]
) -> None:
    for name in TABLES:
        path = folder / f"{name}.csv"
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        filled = [",".join([filler] * (header.count(",") + 1)) for filler in fillers]
        path.write_text("\n".join([header, *rows, *filled, ""]), encoding="utf-8")
    report = checked(project)
    assert {problem.file for problem in report.problems} >= {"claims.csv", "figures.csv"}
    assert as_table(report.problems)


def test_each_cell_is_told_once_where_frictionless_and_a_rule_both_find_it(
    project: Path, change: Callable[..., None]
) -> None:
    change("casualties", "d002", lower="nine")
    problems = checked(project).problems
    assert len([problem for problem in problems if problem.row.startswith("d002,")]) == 1


def test_a_data_package_that_was_changed_by_hand_is_told(project: Path, folder: Path) -> None:
    rewrite(folder / "datapackage.json", '"name": "example"', '"name": "sample"')
    [problem] = checked(project).problems
    assert (problem.file, problem.mend) == (
        "datapackage.json",
        "Write it anew with: story generate.",
    )


def test_a_copy_of_another_article_is_told(project: Path, attachable: Path) -> None:
    rewritten(project)
    attachable.write_text("Something else altogether.\n", encoding="utf-8")
    [problem] = check("example", root=project, words=attachable).problems
    assert (problem.file, problem.found) == ("copy.txt", "0 of 15 paragraphs")
    attachable.write_bytes("text".encode("utf-16"))
    [problem] = check("example", root=project, words=attachable).problems
    assert "UTF-16" in problem.found


def test_an_included_text_that_is_gone_is_told(project: Path, folder: Path) -> None:
    (folder / "article.txt").unlink()
    assert told(checked(project)) == {("article.txt", "", "")}


def test_an_unknown_story_is_refused(project: Path) -> None:
    with pytest.raises(StoryError, match="known stories: example"):
        check("another", root=project)


def test_frictionless_is_loaded_without_the_grammars_that_cost_a_second(folder: Path) -> None:
    validate(folder, {name: read_table(folder, name) for name in TABLES})
    # Whoever needs the grammars later can still load them.
    assert sys.modules.get("rfc3987_syntax", "not loaded") is not None


# ------------------------------------------------------------------------------ the report

PROBLEM = Problem(
    "claims.csv", "c010, line 11", "topic", "'weather'", "one of toll, sinking", "Choose one."
)


def test_the_table_names_its_columns_and_shows_every_word() -> None:
    for width in (10, 100, 200):
        text = as_table([PROBLEM], width)
        header, rule, *lines = text.splitlines()
        assert header.split() == [*COLUMNS[:-1], "how", "to", "mend"]
        assert set(rule) == {"-", " "}
        words = " ".join(lines).split()
        for column in COLUMNS:
            assert set(getattr(PROBLEM, column).split()) <= set(words)
        assert all(len(line) <= max(width, 90) for line in text.splitlines())


def test_json_holds_what_the_table_shows() -> None:
    report = Report("example", (PROBLEM,), 203, "words proved")
    [story] = json.loads(as_json([report]))
    assert (story["story"], story["clean"], story["rows"]) == ("example", False, 203)
    assert story["problems"] == [{column: getattr(PROBLEM, column) for column in COLUMNS}]


def test_the_summary_is_one_line() -> None:
    clean = Report("example", (), 203, "words proved")
    assert summary(clean) == f"example: clean; 203 rows in {len(TABLES)} tables; words proved"
    assert summary(Report("example", (PROBLEM,), 2, "x")).startswith("example: 1 problem; 2 rows")
    assert "2 problems" in summary(Report("example", (PROBLEM, PROBLEM), 2, "x"))
