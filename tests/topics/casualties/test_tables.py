"""Tolls: how they are put, how they nest, and what is held against what."""

import pandas as pd
import pytest

from helpers.story.project import story_ids
from helpers.topics.casualties import tables as casualties
from helpers.topics.casualties.charts import references_title

from ...stories import opened
from ..made import Cells, claims, exact, rows, tolls

NO_CLAIMS, NO_CHECKS, NO_FIGURES = claims(), rows("checks"), rows("figures")


def test_the_articles_tolls_are_told_by_number_word_and_name_and_those_of_references_apart() -> (
    None
):
    table = tolls(
        {"paragraph": 4},
        {"paragraph": 3, "figure_id": "f001"},
        exact(7, paragraph=9, figure_id="f002"),
        exact(9, ref_id="a-report"),
    )
    found = casualties.reported(table, NO_CLAIMS)
    assert found[["casualty_id", "stated"]].to_numpy().tolist() == [
        ["d003", "number"],
        ["d002", "word"],
        ["d001", "named"],
    ]
    assert list(casualties.tolls(table)["origin"]) == [*["article"] * 3, "reference"]


def test_a_group_of_people_is_told_once_and_counted_groups_come_first() -> None:
    table = tolls(
        {"victims": "hostages", "outcome": "struck"},
        {"victims": "hostages of one nation", "included_in": "d001"},
        exact(7, paragraph=4),
    )
    found = casualties.groups(table, NO_CLAIMS, NO_FIGURES)
    assert found[["casualty_id", "outcome"]].to_numpy().tolist() == [
        ["d003", "killed"],
        ["d001", "hit"],
    ]


def test_a_quantity_in_words_stays_as_it_is_printed_and_a_share_is_no_number() -> None:
    figures = rows(
        "figures",
        {"figure_id": "f001", "surface": "hundreds", "kind": "vague"},
        {"figure_id": "f002", "surface": "mostly", "kind": "casualties"},
    )
    table = tolls({"figure_id": "f001"}, {"figure_id": "f002"}, {}, exact(7))
    found = casualties.groups(table, NO_CLAIMS, figures).set_index("casualty_id")["number"]
    assert found.to_dict() == {
        "d001": "“hundreds”",
        "d002": "number not given",
        "d003": "number not given",
        "d004": "7",
    }


def test_people_who_survived_are_counted_and_are_not_among_those_harmed() -> None:
    table = tolls(
        exact(705, outcome="survived", claim_id="c001"), {"outcome": "missing", "victims": "crew"}
    )
    found = casualties.groups(table, NO_CLAIMS, NO_FIGURES)
    assert found[["victims", "outcome"]].to_numpy().tolist() == [["crew", "missing"]]
    compared = casualties.comparison(table, NO_CHECKS)
    assert references_title(compared).startswith("The article counts 705 survivors;")


def test_only_the_dead_are_counted_month_by_month() -> None:
    monthly: Cells = {"ref_id": "monthly", "period": "2013-05"}
    found = casualties.by_month(tolls(exact(5, **monthly), exact(9, **monthly, outcome="missing")))
    assert list(found["casualty_id"]) == ["d001"]


def test_parts_stand_below_their_whole_however_deep_and_a_circle_is_refused() -> None:
    found = casualties.nested(
        tolls(exact(1, included_in="d003"), exact(9), exact(4, included_in="d002"))
    )
    assert found[["casualty_id", "depth", "whole"]].to_numpy().tolist() == [
        ["d002", 0, "d002"],
        ["d003", 1, "d002"],
        ["d001", 2, "d002"],
    ]
    with pytest.raises(casualties.NestingError, match="circle"):
        casualties.nested(tolls(exact(1, included_in="d002"), exact(1, included_in="d001")))


def test_the_counts_are_of_the_first_outcome_and_beside_checked_references_only() -> None:
    held: Cells = {"ref_id": "held"}
    table = tolls(
        exact(9, claim_id="c001"),
        exact(90, claim_id="c002", outcome="injured"),
        exact(4, claim_id="c003"),
        exact(12, **held),
        exact(3, **held, included_in="d004"),
        exact(50, **held, outcome="injured"),
        exact(99, ref_id="elsewhere"),
    )
    checks = pd.DataFrame(
        {"claim_id": ["c001", "c003"], "ref_ids": ["other|held", "elsewhere"]}, dtype="string"
    )
    found = list(casualties.comparison(table, checks)["casualty_id"])
    assert found == ["d001", "d003", "d004", "d005", "d007"]
    # A range counts by its highest number.
    wide = tolls(exact(9, claim_id="c001"), {"lower": 4, "upper": 12, "bound": "exact"})
    assert list(casualties.comparison(wide, NO_CHECKS)["casualty_id"]) == ["d002", "d001"]
    # An article that counts nobody has nothing to compare.
    assert casualties.comparison(tolls({}), NO_CHECKS).empty


def test_months_come_in_order_each_whole_above_its_part_and_from_one_reference_only() -> None:
    monthly: Cells = {"ref_id": "monthly"}
    table = tolls(
        exact(9, **monthly, period="2013-02"),
        exact(4, **monthly, period="2013-02", included_in="d001"),
        exact(7, **monthly, period="2013-01"),
        exact(8, ref_id="once", period="2013-01"),
        exact(3, **monthly, period="2013-21"),
        exact(2, **monthly, period="2013-01-05"),
        exact(1, period="2013-03"),
        {**monthly, "period": "2013-04"},
        exact(5, **monthly, period="2013-05", outcome="injured"),
        exact(2, ref_id="once", period="2013-01", included_in="d004"),
    )
    found = casualties.by_month(table)
    assert list(found["casualty_id"]) == ["d003", "d001", "d002"]
    assert [f"{month:%Y-%m}" for month in found["month"]] == ["2013-01", "2013-02", "2013-02"]
    # What others count for the same months stands beside it, and the months of others do not.
    assert list(casualties.other_months(table)["casualty_id"]) == ["d004"]
    assert casualties.by_month(tolls(exact(3))).empty


@pytest.mark.parametrize("story_id", story_ids())
def test_no_real_toll_is_lost_each_is_told_once_and_no_part_exceeds_its_whole(
    story_id: str,
) -> None:
    story = opened(story_id)
    table = story.casualties
    assert set(casualties.nested(table)["casualty_id"]) == set(table["casualty_id"])
    own = table[table["ref_id"].isna()]
    found = casualties.groups(table, story.claims, story.figures)
    harmed = own[own["included_in"].isna() & (own["outcome"] != "survived")]
    assert set(found["casualty_id"]) == set(harmed["casualty_id"])
    months = casualties.by_month(table)
    whole, inner = months[months["depth"] == 0], months[months["depth"] > 0]
    assert whole["month"].is_unique
    best = dict(zip(whole["casualty_id"], whole["best"], strict=True))
    for part, held in zip(inner["included_in"], inner["best"], strict=True):
        assert held <= best[part]


def test_several_tolls_of_an_article_stand_side_by_side_with_who_says_so() -> None:
    story = opened("example")
    own = story.casualties
    more = own[own["casualty_id"] == "d002"].assign(
        casualty_id="d099", lower=None, best=None, upper=70, bound="at_most", reported_by="Farmers"
    )
    found = casualties.comparison(pd.concat([own, more], ignore_index=True), story.checks)
    told = found[found["origin"] == "article"]
    assert list(told["casualty_id"]) == ["d099", "d002"]
    assert [victims.rpartition(", by ")[2] for victims in told["victims"]] == [
        "Farmers",
        "River Guard of Brindlemark",
    ]
    assert references_title(found).startswith(
        "The article's highest count is at most 70 killed, by Farmers"
    )
