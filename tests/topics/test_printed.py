"""The styled tables of both stories: what they say is what their rows say."""

import re
from html import unescape

import pandas as pd
import pytest
from great_tables import GT

from helpers.story.credits import Sources
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story
from helpers.topics.casualties import printed as casualties
from helpers.topics.casualties import tables as tolls
from helpers.topics.crosscheck import printed as crosscheck
from helpers.topics.crosscheck.tables import scoreboard
from helpers.topics.printed import TABLES, TableSpec

PAPER = Sources(("The Paper",), "2014")


def text(table: GT) -> str:
    html = table.as_raw_html()
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def cells(table: GT, column: str) -> list[str]:
    found = re.findall(rf'<td [^>]*headers="[^"]*-{column}"[^>]*>(.*?)</td>', table.as_raw_html())
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in found]


@pytest.fixture(params=story_ids())
def story(request: pytest.FixtureRequest) -> Story:
    return open_story(request.param)


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_every_story_has_every_table_the_same_each_time(story: Story, spec: TableSpec) -> None:
    first = spec.build(story).as_raw_html()
    assert first == spec.build(story).as_raw_html()
    assert first.startswith(f'<div id="{spec.name}"')
    assert "Table: Claim by Claim." in first


def test_the_scoreboard_counts_every_checkable_claim_once(story: Story) -> None:
    table = scoreboard(story)
    shown = crosscheck.set_standing(table, source=PAPER)
    assert [int(cell) for cell in cells(shown, "claims")] == [
        int(count) for count in table["claims"] if count
    ]
    assert f"Of {table['claims'].sum()} assertions that can be checked" in text(shown)


def test_a_scoreboard_of_nothing_says_so(story: Story) -> None:
    assert "asserts nothing" in text(
        crosscheck.set_standing(scoreboard(story).head(0), source=PAPER)
    )


def test_the_evidence_is_that_which_the_note_cites(story: Story) -> None:
    rows = crosscheck.main_evidence(story)
    assert len(rows) > 3
    shown = text(crosscheck.set_evidence(rows, source=PAPER))
    for column in ("check_id", "finding", "paraphrase", "stands_as"):
        for cell in rows[column]:
            assert str(cell) in shown


def test_evidence_without_a_note_says_so(story: Story) -> None:
    assert "No main finding" in text(
        crosscheck.set_evidence(crosscheck.main_evidence(story).head(0), source=PAPER)
    )


def row(**cells: object) -> dict[str, object]:
    given = {"origin": "article", "victims": "miners", "number": "12", "outcome": "killed"}
    counted = {"lower": 12, "best": 12, "upper": 12, "bound": "exact", "period_text": "2014"}
    rest = {"reported_by": "The Paper", "interested_party": False, "included_in": None, "depth": 0}
    rest |= {"casualty_id": "d001", "later": False}
    return {**given, **counted, **rest, **cells}


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    whole = dict.fromkeys(("lower", "best", "upper", "depth"), "Int64")
    return pd.DataFrame(list(rows)).astype({**whole, "interested_party": "boolean"})


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
    rows = frame(row(bound=bound, lower=lower, best=best, upper=upper, number="as printed"))
    shown = casualties.set_references(rows, source=PAPER)
    assert told in text(shown)
    expected = ["–" if end is None else f"{end:,}" for end in (lower, best, upper)]
    assert [cells(shown, name)[0] for name in ("lower", "best", "upper")] == expected


def test_a_closed_count_has_no_footnote_about_its_ends() -> None:
    shown = text(casualties.set_references(frame(row()), source=PAPER))
    assert "limit" not in shown
    assert "counts 12 killed; no reference counts the same" in shown


def test_a_side_is_marked_and_a_part_stands_under_its_whole() -> None:
    held = row(origin="reference", interested_party=True, number="30", casualty_id="d2")
    part = {**held, "casualty_id": "d3", "included_in": "d2", "depth": 1, "number": "9"}
    rows = frame(row(), held, part)
    shown = casualties.set_references(rows, source=PAPER)
    assert "A party to the matter." in text(shown)
    assert casualties.PART in text(shown)
    assert "gt_indent_1" in shown.as_raw_html().split("</style>")[1]
    assert "another count has 30" in text(shown)


def test_tolls_are_those_of_the_comparison(story: Story) -> None:
    rows = tolls.comparison(story.casualties, story.checks)
    shown = casualties.set_references(rows, source=PAPER)
    assert len(cells(shown, "number")) == len(rows)
    assert [cell == "–" for cell in cells(shown, "upper")] == list(rows["upper"].isna())


def test_no_toll_is_told_without_a_row(story: Story) -> None:
    rows = tolls.comparison(story.casualties, story.checks).head(0)
    assert "counts nobody" in text(casualties.set_references(rows, source=PAPER))


def test_a_count_that_was_published_later_says_so() -> None:
    held = row(origin="reference", number="40", casualty_id="d002", later=True)
    shown = text(casualties.set_references(frame(row(), held), source=PAPER))
    assert shown.count("2014; published later") == 1
