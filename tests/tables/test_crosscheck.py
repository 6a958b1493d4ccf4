"""Verdicts beside claims: several, none, and none possible."""

import pandas as pd
import pytest

from helpers.contract import dtypes
from helpers.story import open_story, story_ids
from helpers.tables import crosscheck as tables


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


CLAIMS = rows(
    "claims",
    {"claim_id": "c001", "topic": "rain", "checkable": True},
    {"claim_id": "c002", "topic": "rain", "checkable": True},
    {"claim_id": "c003", "topic": "snow", "checkable": False},
)
CHECKS = rows(
    "checks",
    {"check_id": "k001", "claim_id": "c001", "verdict": "conflicts", "ref_ids": "a|b"},
    {
        "check_id": "k002",
        "claim_id": "c001",
        "verdict": "supports",
        "ref_ids": "b",
        "finding": "X.",
    },
)


def test_a_claim_keeps_all_its_verdicts_in_the_order_of_the_contract() -> None:
    found = tables.verdicts(CLAIMS, CHECKS).set_index("claim_id").loc["c001"]
    assert found["verdicts"] == "supports|conflicts"
    assert found["check_ids"] == "k001|k002"
    assert found["checks"] == 2
    assert found["references"] == 2
    assert found["findings"] == "X."


def test_a_checkable_claim_without_a_check_says_so() -> None:
    found = tables.verdicts(CLAIMS, CHECKS).set_index("claim_id")["verdicts"]
    assert found["c002"] == "not_checked"
    assert pd.isna(found["c003"])


def test_verdicts_stand_in_words_beside_any_rows_that_cite_a_claim() -> None:
    cited = pd.DataFrame({"claim_id": ["c003", "c001", "c002"], "x": [1, 2, 3]})
    found = tables.beside(cited, CLAIMS, CHECKS)
    assert found["verdict"].tolist() == ["not checkable", "supports; conflicts", "not checked"]
    assert found["x"].tolist() == [1, 2, 3]


def test_coverage_counts_claims_that_were_held_against_a_reference() -> None:
    found = tables.coverage(CLAIMS, CHECKS).set_index("topic")
    assert found.loc["rain"].tolist() == [2, 2, 1, 2]
    assert found.loc["snow"].tolist() == [1, 0, 0, 0]


def test_a_check_that_was_not_made_is_no_coverage() -> None:
    checks = rows("checks", {"check_id": "k001", "claim_id": "c001", "verdict": "not_checked"})
    assert tables.coverage(CLAIMS, checks)["checked"].sum() == 0
    assert tables.verdicts(CLAIMS, checks)["verdicts"].tolist()[0] == "not_checked"


def test_no_claims_and_no_checks_give_empty_tables() -> None:
    assert tables.verdicts(rows("claims"), rows("checks")).empty
    assert tables.coverage(rows("claims"), rows("checks")).empty


@pytest.mark.parametrize("story_id", story_ids())
def test_every_real_check_stands_beside_its_claim(story_id: str) -> None:
    story = open_story(story_id)
    found = tables.verdicts(story.claims, story.checks)
    assert found["checks"].sum() == len(story.checks)
    assert found["claim_id"].tolist() == story.claims["claim_id"].tolist()
    blank = found["verdicts"].isna()
    assert not found.loc[blank, "checkable"].any()
