"""Findings written in notes: told as they stand, and refused once their rows say otherwise."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from helpers.story import evidence
from helpers.story.problem import StoryError
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story
from helpers.topics import finding, findings
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.evidence_line import evidence_line, period

from ..stories import opened
from .made import Cells, story

Noted = Callable[..., Story]


@pytest.fixture
def noted(folder: Path, project: Path) -> Noted:
    """The example story with a note of its own."""

    def write(text: str, topic: str = "claims") -> Story:
        (folder / "notes" / f"{topic}.md").write_text(text, encoding="utf-8")
        return open_story("example", root=project)

    return write


def one(guards: str, chart: str = "") -> str:
    """A note with one finding."""
    return f"## In short\n\n- The ferry sank.\n  [rests on]: {guards}\n  [chart]: {chart}\n"


def test_a_written_finding_has_its_rows_sources_and_chart(noted: Noted) -> None:
    (found,) = findings.in_short(noted(one("c001, k001", "crosscheck-standing")), "claims")
    assert found.text == "The ferry sank."
    assert found.rows == ("c001", "k001")
    assert found.evidence.startswith("The article, headline; ")
    assert found.chart == "crosscheck-standing"


def test_without_written_ones_findings_are_computed_with_their_sources(noted: Noted) -> None:
    found = findings.in_short(noted("Only prose.\n"), "claims")
    assert found
    assert any(finding.evidence.startswith("The article, ") for finding in found)
    assert findings.in_short(noted("Only prose.\n"), "nosuchtopic") == []


def test_main_findings_are_the_headings_that_rest_on_rows(noted: Noted) -> None:
    text = "Before.\n\n### It sank\n\n[rests on]: c001\n\nText.\n\n### By the way\n\nNo finding.\n"
    (found,) = findings.main(noted(text, "crosscheck"))
    assert found.text == "It sank."


def test_without_a_note_the_main_findings_are_computed(folder: Path, project: Path) -> None:
    (folder / "notes" / "crosscheck.md").unlink()
    story = open_story("example", root=project)
    assert findings.main(story) == findings.in_short(story, "crosscheck") != []


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table, columns in finding.STATES.items() for column in columns],
)
def test_a_guard_holds_while_its_row_has_the_state_and_breaks_once_it_has_another(
    noted: Noted, example: Story, table: str, column: str
) -> None:
    rows = example.table(table).dropna(subset=[column])
    row, state = str(rows.iloc[0, 0]), str(rows[column].iloc[0])
    assert findings.in_short(noted(one(f"{row} = {state}")), "claims")
    with pytest.raises(StoryError) as refused:
        findings.in_short(noted(one(f"{row} = otherwise")), "claims")
    told = str(refused.value)
    assert told.startswith(f"example/notes/claims.md, line 4, {row}: found ")
    assert state in told
    assert "expected otherwise. Read the finding again" in told
    assert "The ferry sank." in told


@pytest.mark.parametrize(("row", "table"), [("k001", "judged"), ("c001", "standings")])
def test_a_check_and_a_claim_are_held_to_how_they_stand_under_the_rules(
    noted: Noted, example: Story, row: str, table: str
) -> None:
    rows = getattr(crosscheck, table)(example)
    key = "check_id" if row.startswith("k") else "claim_id"
    standing = rows.loc[rows[key] == row, "standing"].iloc[0]
    for state in (standing, standing.upper().replace("_", " "), evidence.in_words(standing)):
        if "," not in state:
            assert findings.in_short(noted(one(f"{row} = {state}")), "claims")
    other = next(name for name in evidence.LABELS if name != standing)
    with pytest.raises(StoryError, match=f"{row}: found {standing}.*expected {other}"):
        findings.in_short(noted(one(f"{row} = {other}")), "claims")


@pytest.mark.parametrize(
    ("guards", "chart", "told"),
    [
        ("c001, k999", "", r"line 4, k999: found no such row; expected a row"),
        ("c001", "no-such-chart", r"line 3, chart: found no-such-chart; expected one of .*"),
        # Everything that is wrong is told at once.
        ("c998, c999 = upheld", "none", r".*c998.*\n.*c999.*\n.*none"),
    ],
)
def test_a_finding_on_what_is_not_there_is_refused(
    noted: Noted, guards: str, chart: str, told: str
) -> None:
    with pytest.raises(StoryError, match=told):
        findings.in_short(noted(one(guards, chart)), "claims")


@pytest.mark.parametrize("story_id", story_ids())
def test_no_note_of_any_story_has_a_problem(story_id: str) -> None:
    assert finding.problems(opened(story_id)) == []


def test_a_broken_note_is_named_among_the_problems(noted: Noted) -> None:
    (told,) = finding.problems(noted(one("c999")))
    assert "example/notes/claims.md" in str(told)
    (told,) = finding.problems(noted('{{ claim("c999") }}\n'))
    assert "example/notes/claims.md" in str(told)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2014-09-29", "2014-09-29", "29 September 2014"),
        ("2014-09-25", "2014-09-29", "25 to 29 September 2014"),
        ("2014-09-01", "2014-09-30", "September 2014"),
        ("2014-09-02", "2014-09-30", "2 to 30 September 2014"),
        ("2014-02-01", "2014-03-31", "1 February to 31 March 2014"),
        ("2013-01-01", "2013-12-31", "2013"),
        ("2013-01-02", "2013-12-31", "2 January to 31 December 2013"),
        ("2013-01-01", "2013-12-30", "1 January to 30 December 2013"),
        ("2012-01-01", "2014-12-31", "2012 to 2014"),
    ],
)
def test_days_from_one_to_another_are_told_as_shortly_as_they_can(
    first: str, last: str, told: str
) -> None:
    assert period(date.fromisoformat(first), date.fromisoformat(last)) == told


NAMES = ("A", "B", "C", "D", "E", "F", "G")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, "headline and paragraph 2"),
        (1, "headline and paragraph 2; A, 1 May 2014"),
        (2, "headline and paragraph 2; A and B, 1 to 2 May 2014"),
        # One more is named where that is all of them.
        (5, "headline and paragraph 2; A, B, C, D and E, 1 to 5 May 2014"),
        (6, "headline and paragraph 2; A, B, C, D and two more, 1 to 6 May 2014"),
        (7, "headline and paragraph 2; A, B, C, D and three more, 1 to 7 May 2014"),
    ],
)
def test_the_sources_are_named_the_earliest_first_and_a_long_list_is_cut(
    number: int, told: str
) -> None:
    references: list[Cells] = [
        {"ref_id": name, "publisher": f"{name}, in a copy", "published": f"2014-05-0{day}"}
        for day, name in enumerate(NAMES[:number], start=1)
    ]
    rows = story(
        paragraphs=[{"paragraph": 1, "kind": "headline"}, {"paragraph": 2, "kind": "body"}],
        claims=[{"paragraph": 2}, {"paragraph": 1}],
        references=references[::-1],
        checks=[{"claim_id": "c001", "ref_ids": "|".join(NAMES[:number])}],
    )
    line = evidence_line(rows, ["c001", "c002", "k001", "nothing-of-the-kind"])
    assert line == f"The article, {told}"


def test_a_day_is_told_of_those_references_alone_that_have_one() -> None:
    published = {
        "Report": "1912-07-30",
        "Gazetteer": None,
        "Wreck": "1985-09-01/..",
        "Inquiry": None,
    }
    rows = story(
        claims=[{}],
        references=[
            {"ref_id": name.lower(), "publisher": name, "published": day}
            for name, day in published.items()
        ],
        checks=[{"claim_id": "c001", "ref_ids": "gazetteer|report|wreck|inquiry"}],
    )
    assert evidence_line(rows, ["k001"]) == "Report, 30 July 1912; Gazetteer, Wreck and Inquiry"


@pytest.mark.parametrize(
    ("number", "told"),
    [(2, "paragraphs 2 and 3"), (6, "paragraphs 2, 3, 4, 5, 6 and 7"), (7, "7 paragraphs")],
)
def test_of_many_paragraphs_the_number_is_told(number: int, told: str) -> None:
    paragraphs = range(2, number + 2)
    rows = story(
        paragraphs=[{"paragraph": n, "kind": "body"} for n in paragraphs],
        claims=[{"paragraph": n} for n in paragraphs],
    )
    assert evidence_line(rows, list(rows.claims["claim_id"])) == f"The article, {told}"
    assert evidence_line(rows, []) == ""
