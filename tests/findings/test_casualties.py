"""Findings on casualties: whole sentences that follow the rows."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from helpers.contract import dtypes
from helpers.findings import Finding, casualties
from helpers.story import Story, open_story, story_ids


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def story(**tables: pd.DataFrame) -> Any:
    """A story of a few tables; all others are empty."""
    names = ("casualties", "claims", "checks", "figures", "events", "actors", "places")
    article = SimpleNamespace(outlet="The Paper", outlet_id="the-paper", published="2014-09-29")
    return SimpleNamespace(article=article, **{name: rows(name) for name in names} | tables)


def toll(key: str, **cells: object) -> dict[str, object]:
    plain = {"casualty_id": key, "paragraph": 1, "claim_id": "c001", "victims": "People aboard"}
    return {**plain, "outcome": "killed", "bound": "vague", "reported_by": "The Guard", **cells}


def number(count: int) -> dict[str, object]:
    return {"lower": count, "best": count, "upper": count, "bound": "exact"}


def test_a_story_without_rows_has_no_findings() -> None:
    assert casualties.in_short(story()) == []


def test_one_named_group_is_spoken_of_in_the_singular() -> None:
    (finding,) = casualties.in_short(story(casualties=rows("casualties", toll("d001"))))
    assert finding.text == "The article reports one toll of people harmed: it is only named."
    assert finding.rows == ("d001",)


def test_counted_and_named_groups_are_told_apart() -> None:
    table = rows("casualties", toll("d001", **number(7)), toll("d002"), toll("d003"))
    (finding,) = casualties.how_put(story(casualties=table))
    assert finding.text == (
        "The article reports three tolls of people harmed: one is counted and two are only named."
    )


def test_the_largest_count_keeps_its_bound_its_reporter_and_its_period() -> None:
    table = rows(
        "casualties",
        toll("d001", lower=3000, bound="more_than", period="2013-21/2014-09-29"),
        toll("d002", **number(7)),
    )
    (finding,) = casualties.largest(story(casualties=table))
    assert finding.text == (
        "The article's largest count of people killed is more than 3,000, reported by The Guard"
        " (from spring 2013 to 29 September 2014): people aboard."
    )
    assert finding.rows == ("d001",)


def test_references_are_named_as_a_range_of_whole_counts_and_never_as_a_sum() -> None:
    held = {"paragraph": None, "claim_id": None, "ref_id": "held"}
    table = rows(
        "casualties",
        toll("d001", **number(9)),
        toll("d002", **held, **number(12), reported_by="A monitor"),
        toll("d003", **held, **number(4), included_in="d002"),
        toll("d004", **held, best=30, bound="about"),
    )
    checks = rows("checks", {"check_id": "k001", "claim_id": "c001", "ref_ids": "held"})
    (finding,) = casualties.held_against(story(casualties=table, checks=checks))
    assert "two whole counts, from 12 (A monitor) to about 30 (The Guard)" in finding.text
    assert "42" not in finding.text
    assert finding.rows == ("d001", "d002", "d004")


def test_the_outlet_s_own_word_and_an_interested_party_are_pointed_out() -> None:
    table = rows(
        "casualties",
        toll("d001"),
        toll("d002", claim_id="c002", interested_party=True),
        toll("d003", claim_id="c002"),
    )
    claims = rows(
        "claims",
        {"claim_id": "c001", "speaker": "the-paper"},
        {"claim_id": "c002", "speaker": "a-guard"},
    )
    (finding,) = casualties.whose_word(story(casualties=table, claims=claims))
    assert finding.text == (
        "One of the three tolls rests on The Paper's own word and one comes from a party to the"
        " matter."
    )
    assert finding.rows == ("d001", "d002")


@pytest.mark.parametrize("story_id", story_ids())
def test_real_findings_are_few_whole_sentences_that_rest_on_rows(story_id: str) -> None:
    real: Story = open_story(story_id)
    found = casualties.in_short(real)
    assert 3 <= len(found) <= 6
    known = {*real.casualties["casualty_id"], *real.figures["figure_id"]}
    for finding in found:
        assert finding.text[0].isupper()
        assert finding.text.endswith(".")
        assert "nan" not in finding.text.lower().split()
        assert "<NA>" not in finding.text
        assert finding.rows
        assert set(finding.rows) <= known


def test_the_monthly_series_is_told_with_its_worst_month_and_that_of_the_article() -> None:
    (told,) = casualties.by_month(open_story("isis-baghdad-2014"))
    assert "most dead in June 2014: 3,219 (3,219 to 3,493)" in told.text
    assert "September 2014, the month of the article" in told.text
    assert len(told.rows) == 2


def test_a_story_without_a_monthly_series_says_so() -> None:
    (told,) = casualties.by_month(open_story("example"))
    assert told == Finding("No reference of this story counts the dead month by month.", ())
