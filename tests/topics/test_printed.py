"""The styled tables of both stories: what they say is what their rows say."""

import re

import pytest
from great_tables import GT
from syrupy.assertion import SnapshotAssertion

from helpers.story.credits import Sources
from helpers.story.project import story_ids
from helpers.story.story import Story
from helpers.topics.casualties import printed as casualties
from helpers.topics.casualties.tables import comparison
from helpers.topics.crosscheck import printed as crosscheck
from helpers.topics.crosscheck.tables import scoreboard
from helpers.topics.printed import TABLES, TableSpec

from ..parsed_html import Parsed
from ..stories import opened
from .made import Cells, exact, rows, tolls

PAPER = Sources(("The Paper",), "2014")


def texts(table: GT) -> list[str]:
    """What stands in each cell and line of a table, its style left out."""
    found = Parsed(re.sub(r"<style>.*?</style>", "", table.as_raw_html(), flags=re.DOTALL)).texts
    return [" ".join(one.split()) for one in found if one.strip()]


def text(table: GT) -> str:
    return " ".join(texts(table))


def cells(table: GT, column: str) -> list[str]:
    found = re.findall(rf'<td [^>]*headers="[^"]*-{column}"[^>]*>(.*?)</td>', table.as_raw_html())
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in found]


@pytest.fixture(params=story_ids())
def story(request: pytest.FixtureRequest) -> Story:
    return opened(request.param)


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_every_story_has_every_table_the_same_each_time(story: Story, spec: TableSpec) -> None:
    first = spec.build(story).as_raw_html()
    assert first == spec.build(story).as_raw_html()
    assert first.startswith(f'<div id="{spec.name}"')
    assert "Table: Claim by Claim." in first


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_a_table_of_the_small_story_says_what_it_said(
    spec: TableSpec, snapshot: SnapshotAssertion
) -> None:
    assert texts(spec.build(opened("example"))) == snapshot


def test_the_scoreboard_counts_every_checkable_claim_once(story: Story) -> None:
    table = scoreboard(story)
    shown = crosscheck.set_standing(table, source=PAPER)
    assert cells(shown, "claims") == [str(count) for count in table["claims"] if count]
    assert f"Of {table['claims'].sum()} assertions that can be checked" in text(shown)


def test_the_evidence_is_that_which_the_note_cites(story: Story) -> None:
    cited = crosscheck.main_evidence(story)
    assert len(cited) > 3
    shown = text(crosscheck.set_evidence(cited, source=PAPER))
    for column in ("check_id", "finding", "paraphrase", "stands_as"):
        assert all(str(cell) in shown for cell in cited[column])


def test_a_table_without_a_row_says_so(example: Story) -> None:
    compared = comparison(example.casualties, example.checks)
    for set_table, table, told in (
        (crosscheck.set_standing, scoreboard(example), "asserts nothing"),
        (crosscheck.set_evidence, crosscheck.main_evidence(example), "No main finding"),
        (casualties.set_references, compared, "counts nobody"),
    ):
        assert told in text(set_table(table.head(0), source=PAPER))


def references(*held: Cells, later: tuple[str, ...] = (), **own: object) -> GT:
    """The table of the article's toll of 12, or another, and of those held against it."""
    first: Cells = {"claim_id": "c001", "period": "2014", **exact(12), **own}
    others = [{"ref_id": "held", "period": "2014", **one} for one in held]
    checks = rows("checks", {"claim_id": "c001", "ref_ids": "held"})
    return casualties.set_references(comparison(tolls(first, *others), checks, later), source=PAPER)


@pytest.mark.parametrize(
    ("bound", "lower", "best", "upper", "told"),
    [
        ("more_than", 3000, None, None, "The limit itself is not included, and no upper one"),
        ("at_least", 9, None, None, "No upper limit is stated."),
        ("less_than", None, None, 20, "The limit itself is not included, and no lower one"),
        ("at_most", None, None, 20, "No lower limit is stated."),
        ("about", None, 7000, None, "A round figure, without limits."),
    ],
)
def test_an_open_end_stays_open_and_is_told(
    bound: str, lower: int | None, best: int | None, upper: int | None, told: str
) -> None:
    shown = references(bound=bound, lower=lower, best=best, upper=upper)
    assert told in text(shown)
    expected = ["–" if end is None else f"{end:,}" for end in (lower, best, upper)]
    assert [cells(shown, name)[0] for name in ("lower", "best", "upper")] == expected


def test_a_closed_count_has_no_footnote_about_its_ends() -> None:
    shown = text(references())
    assert "limit" not in shown
    assert "counts 12 killed; no reference counts the same" in shown


def test_a_party_is_marked_and_a_part_stands_under_its_whole() -> None:
    party: Cells = {"interested_party": True}
    shown = references(exact(30, **party), exact(9, **party, included_in="d002"))
    assert "A party to the matter." in text(shown)
    assert casualties.PART in text(shown)
    assert "gt_indent_1" in shown.as_raw_html().split("</style>")[1]
    assert "another count has 30 (The Guard)" in text(shown)


def test_a_count_that_was_published_later_says_so() -> None:
    assert text(references(exact(40), later=("held",))).count("2014; published later") == 1


def test_tolls_are_those_of_the_comparison(story: Story) -> None:
    table = comparison(story.casualties, story.checks)
    shown = casualties.set_references(table, source=PAPER)
    assert len(cells(shown, "number")) == len(table)
    assert [cell == "–" for cell in cells(shown, "upper")] == list(table["upper"].isna())
