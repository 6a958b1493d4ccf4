"""Tolls: how they are put, how they nest, and what is held against what."""

import pandas as pd
import pytest

from helpers.story.contract import dtypes
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story
from helpers.topics.casualties import tables as casualties
from helpers.values.quantity_columns import toll as toll_in_words


def tolls(*records: dict[str, object]) -> pd.DataFrame:
    """A casualties table of a few hand-written rows."""
    types = dtypes("casualties")
    plain = {"paragraph": 1, "victims": "people", "outcome": "killed", "bound": "vague"}
    rows = [{**plain, "reported_by": "a monitor", **record} for record in records]
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def toll(key: str, number: int, **cells: object) -> dict[str, object]:
    exact = {"lower": number, "best": number, "upper": number, "bound": "exact"}
    return {"casualty_id": key, **exact, **cells}


NO_CLAIMS = pd.DataFrame({"claim_id": [], "speaker": []}, dtype="string")


@pytest.mark.parametrize(
    ("lower", "best", "upper", "bound", "words"),
    [
        (3000, None, None, "more_than", "more than 3,000"),
        (None, None, 60, "at_most", "at most 60"),
        (None, 20, None, "about", "about 20"),
        (12, None, 14, "exact", "12 to 14"),
        (2850, 3018, 3239, "exact", "3,018 (2,850 to 3,239)"),
        (924, 924, 924, "exact", "924"),
        (None, None, None, "vague", "number not given"),
    ],
)
def test_a_toll_is_put_in_words_with_its_bound(
    lower: int | None, best: int | None, upper: int | None, bound: str, words: str
) -> None:
    assert toll_in_words(lower, best, upper, bound) == words


def test_a_number_a_word_of_quantity_and_neither_are_told_apart() -> None:
    table = tolls(
        {"casualty_id": "d001", "paragraph": 4},
        {"casualty_id": "d002", "paragraph": 3, "figure_id": "f001"},
        toll("d003", 7, paragraph=9, figure_id="f002"),
    )
    found = casualties.reported(table, NO_CLAIMS)
    assert list(zip(found["casualty_id"], found["stated"], strict=True)) == [
        ("d003", "number"),
        ("d002", "word"),
        ("d001", "named"),
    ]


def test_tolls_of_references_are_not_reported_by_the_article() -> None:
    table = tolls(toll("d001", 7), toll("d002", 9, paragraph=None, ref_id="a-report"))
    assert list(casualties.reported(table, NO_CLAIMS)["casualty_id"]) == ["d001"]
    assert list(casualties.tolls(table)["origin"]) == ["article", "reference"]


def test_a_group_of_people_is_told_once_and_counted_groups_come_first() -> None:
    table = tolls(
        {"casualty_id": "d001", "victims": "hostages", "outcome": "struck"},
        {"casualty_id": "d002", "victims": "hostages of one nation", "included_in": "d001"},
        toll("d003", 7, paragraph=4),
    )
    found = casualties.groups(table, NO_CLAIMS)
    assert found[["casualty_id", "outcome"]].to_numpy().tolist() == [
        ["d003", "killed"],
        ["d001", "hit"],
    ]


def test_parts_stand_below_their_whole_however_deep() -> None:
    table = tolls(
        toll("d001", 1, included_in="d003"),
        toll("d002", 9),
        toll("d003", 4, included_in="d002"),
    )
    found = casualties.nested(table)
    assert list(found["casualty_id"]) == ["d002", "d003", "d001"]
    assert list(found["depth"]) == [0, 1, 2]
    assert set(found["whole"]) == {"d002"}


def test_a_circle_of_parts_is_refused() -> None:
    table = tolls(toll("d001", 1, included_in="d002"), toll("d002", 1, included_in="d001"))
    with pytest.raises(casualties.NestingError, match="circle"):
        casualties.nested(table)


def test_the_largest_count_is_of_the_first_outcome_and_beside_checked_references_only() -> None:
    table = tolls(
        toll("d001", 9, claim_id="c001"),
        toll("d002", 90, claim_id="c002", outcome="injured"),
        toll("d003", 4, claim_id="c003"),
        toll("d004", 12, paragraph=None, ref_id="held"),
        toll("d005", 3, paragraph=None, ref_id="held", included_in="d004"),
        toll("d006", 50, paragraph=None, ref_id="held", outcome="injured"),
        toll("d007", 99, paragraph=None, ref_id="elsewhere"),
    )
    checks = pd.DataFrame(
        {"claim_id": ["c001", "c003"], "ref_ids": ["other|held", "elsewhere"]}, dtype="string"
    )
    found = casualties.comparison(table, checks)
    assert list(found["casualty_id"]) == ["d001", "d004", "d005"]


def test_an_article_that_counts_nobody_has_nothing_to_compare() -> None:
    checks = pd.DataFrame({"claim_id": [], "ref_ids": []}, dtype="string")
    assert casualties.comparison(tolls({"casualty_id": "d001"}), checks).empty


@pytest.mark.parametrize("story_id", story_ids())
def test_no_real_toll_is_lost_and_each_group_is_told_once(story_id: str) -> None:
    story: Story = open_story(story_id)
    table = story.casualties
    assert set(casualties.nested(table)["casualty_id"]) == set(table["casualty_id"])
    own = table[table["ref_id"].isna()]
    found = casualties.groups(table, story.claims)
    assert set(found["casualty_id"]) == set(own.loc[own["included_in"].isna(), "casualty_id"])


def test_months_come_in_order_each_whole_above_its_part_and_from_one_reference_only() -> None:
    table = tolls(
        toll("d001", 9, ref_id="monthly", period="2013-02"),
        toll("d002", 4, ref_id="monthly", period="2013-02", included_in="d001"),
        toll("d003", 7, ref_id="monthly", period="2013-01"),
        toll("d004", 8, ref_id="once", period="2013-01"),
        toll("d005", 3, ref_id="monthly", period="2013-21"),
        toll("d006", 2, ref_id="monthly", period="2013-01-05"),
        toll("d007", 1, period="2013-03"),
        {"casualty_id": "d008", "ref_id": "monthly", "period": "2013-04"},
        toll("d009", 5, ref_id="monthly", period="2013-05", outcome="injured"),
    )
    found = casualties.by_month(table)
    assert list(found["casualty_id"]) == ["d003", "d001", "d002"]
    assert [f"{month:%Y-%m}" for month in found["month"]] == ["2013-01", "2013-02", "2013-02"]
    # What others count for the same months stands beside it, and the months of others do not.
    assert list(casualties.other_months(table)["casualty_id"]) == ["d004"]


def test_a_story_without_monthly_counts_has_an_empty_series() -> None:
    assert casualties.by_month(tolls(toll("d001", 3))).empty


@pytest.mark.parametrize("story_id", story_ids())
def test_each_month_is_counted_once_and_no_part_exceeds_its_whole(story_id: str) -> None:
    found = casualties.by_month(open_story(story_id).casualties)
    whole = found[found["depth"] == 0]
    assert whole["month"].is_unique
    best = dict(zip(whole["casualty_id"], whole["best"], strict=True))
    inner = found[found["depth"] > 0]
    assert all(
        part <= best[key] for key, part in zip(inner["included_in"], inner["best"], strict=True)
    )
