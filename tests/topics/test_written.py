"""Findings written in notes: told as they stand, and refused once their rows say otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.story import evidence
from helpers.story.problem import StoryError
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story
from helpers.topics import findings, written
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.evidence_line import evidence_line

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


# The states that rows of the example story have, by the table they stand in.
STATES = {
    "claims": ("claims", "claim_id", "content"),
    "figures": ("figures", "figure_id", "bound"),
    "tolls": ("casualties", "casualty_id", "bound"),
    "ties": ("relations", "relation_id", "status"),
    "events": ("events", "event_id", "status"),
    "places": ("places", "place_id", "kind"),
    "actors": ("actors", "actor_id", "kind"),
    "references": ("references", "ref_id", "kind"),
}


@pytest.mark.parametrize("which", STATES)
def test_a_guard_holds_while_its_row_has_the_state_and_breaks_once_it_has_another(
    noted: Noted, example: Story, which: str
) -> None:
    table, key, column = STATES[which]
    rows = example.table(table).dropna(subset=[column])
    row, state = str(rows[key].iloc[0]), str(rows[column].iloc[0])
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
    for state in (
        standing,
        standing.upper().replace("_", " "),
        evidence.in_words(standing),
    ):
        if "," not in state:
            assert findings.in_short(noted(one(f"{row} = {state}")), "claims")
    other = next(name for name in evidence.LABELS if name != standing)
    with pytest.raises(StoryError, match=f"{row}: found {standing}.*expected {other}"):
        findings.in_short(noted(one(f"{row} = {other}")), "claims")


def test_a_finding_on_a_row_that_is_gone_is_refused(noted: Noted) -> None:
    with pytest.raises(StoryError, match=r"line 4, k999: found no such row; expected a row"):
        findings.in_short(noted(one("c001, k999")), "claims")


def test_a_finding_with_a_chart_that_is_none_is_refused(noted: Noted) -> None:
    with pytest.raises(StoryError, match=r"line 3, chart: found no-such-chart; expected one of .*"):
        findings.in_short(noted(one("c001", "no-such-chart")), "claims")


def test_everything_that_is_wrong_is_told_at_once(noted: Noted) -> None:
    with pytest.raises(StoryError) as refused:
        findings.in_short(noted(one("c998, c999 = upheld", "none")), "claims")
    assert len(str(refused.value).splitlines()) == 3


@pytest.mark.parametrize("story_id", story_ids())
def test_no_note_of_any_story_has_a_problem(story_id: str) -> None:
    assert written.problems(open_story(story_id)) == []


def test_a_broken_note_is_named_among_the_problems(noted: Noted) -> None:
    (told,) = written.problems(noted(one("c999")))
    assert "example/notes/claims.md" in str(told)
    (told,) = written.problems(noted('{{ claim("c999") }}\n'))
    assert "example/notes/claims.md" in str(told)


def test_the_sources_are_named_in_words_and_a_long_list_is_cut(example: Story) -> None:
    every = list(example.claims["claim_id"])
    assert evidence_line(example, ["c001"]) == "The article, headline"
    assert evidence_line(example, every).endswith(" paragraphs")
    reference = example.references.iloc[0]
    line = evidence_line(example, [str(reference["ref_id"])])
    assert str(reference["publisher"]) in line
    assert evidence_line(example, []) == ""
    assert evidence_line(example, ["nothing-of-the-kind"]) == ""
