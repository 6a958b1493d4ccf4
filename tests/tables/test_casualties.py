"""Tolls: how they are put, how they nest, and which sums are refused."""

import pandas as pd
import pytest

from helpers.bounds import Quantity
from helpers.contract import dtypes
from helpers.story import Story, open_story, story_ids
from helpers.tables import casualties


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
    assert casualties.number(lower, best, upper, bound) == words


def test_a_number_a_word_of_quantity_and_a_mere_name_are_told_apart() -> None:
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


def test_a_reporter_with_one_interested_toll_is_marked_as_a_party() -> None:
    table = tolls(
        toll("d001", 7, reported_by="the company", interested_party=False, paragraph=6),
        {"casualty_id": "d002", "reported_by": "the company", "interested_party": True},
        {"casualty_id": "d003", "interested_party": False, "paragraph": 2},
    )
    found = casualties.reporters(table)
    first = found.iloc[0]
    assert (first["reported_by"], first["tolls"], first["counted"]) == ("the company", 2, 1)
    assert first["interested_party"]
    assert first["paragraphs"] == "1, 6"
    assert not found.iloc[1]["interested_party"]


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


def test_tolls_of_one_scope_add_with_their_bounds() -> None:
    table = tolls(
        {"casualty_id": "d001", "lower": 3000, "bound": "more_than"},
        {"casualty_id": "d002", "lower": 2, "bound": "at_least"},
    )
    assert casualties.add(table, ["d001", "d002"]) == Quantity.of("more_than", 3002)


def test_a_toll_is_never_added_to_its_part_or_to_a_part_of_its_part() -> None:
    table = tolls(
        toll("d001", 9),
        toll("d002", 4, included_in="d001"),
        toll("d003", 1, included_in="d002"),
    )
    for pair in (["d001", "d002"], ["d001", "d003"], ["d003", "d002"]):
        with pytest.raises(casualties.NestingError, match="is part of"):
            casualties.add(table, pair)


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("period", "2014"),
        ("outcome", "injured"),
        ("ref_id", "another-report"),
        ("reported_by", "somebody else"),
    ],
)
def test_tolls_of_another_scope_are_never_added(column: str, other: str) -> None:
    table = tolls(toll("d001", 9), toll("d002", 4, **{column: other}))
    with pytest.raises(casualties.NestingError, match=f"differ in {column}"):
        casualties.add(table, ["d001", "d002"])


@pytest.mark.parametrize(
    "whole", [{"upper": 10, "bound": "at_most"}, {"best": 10, "bound": "about"}]
)
def test_parts_that_exceed_their_whole_are_refused(whole: dict[str, object]) -> None:
    table = tolls(
        {"casualty_id": "d001", **whole},
        toll("d002", 6, included_in="d001"),
        toll("d003", 5, included_in="d001"),
        toll("d004", 4, included_in="d001"),
    )
    with pytest.raises(casualties.NestingError, match="they overlap"):
        casualties.add(table, ["d002", "d003"])
    assert casualties.add(table, ["d002", "d004"]) == Quantity.of("exact", 10)


def test_an_unknown_or_repeated_toll_is_refused_by_name() -> None:
    table = tolls(toll("d001", 9))
    with pytest.raises(KeyError, match="d404"):
        casualties.add(table, ["d001", "d404"])
    with pytest.raises(casualties.NestingError, match="twice"):
        casualties.add(table, ["d001", "d001"])


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
    assert casualties.comparison(tolls(), checks).empty


def test_dates_and_words_without_a_number_are_counted_apart() -> None:
    types = dtypes("figures")
    rows = [
        {"figure_id": "f001", "kind": "date", "when": "2014-06"},
        {"figure_id": "f002", "kind": "vague", "bound": "vague"},
        {
            "figure_id": "f003",
            "kind": "count",
            "bound": "exact",
            "value": 2,
            "lower": 2,
            "upper": 2,
        },
    ]
    figures = pd.DataFrame(rows, columns=list(types)).astype(types)
    assert list(casualties.expressions(figures)["means"]) == ["June 2014", "number not given", "2"]
    counts = casualties.figures_by_kind(figures)
    assert list(counts.columns) == ["kind", "exact", "vague", "no_bound", "all"]
    assert counts["all"].sum() == 3


@pytest.mark.parametrize("story_id", story_ids())
def test_no_real_toll_is_lost_or_added_to_its_own_whole(story_id: str) -> None:
    story: Story = open_story(story_id)
    table = story.casualties
    assert set(casualties.nested(table)["casualty_id"]) == set(table["casualty_id"])
    refused = casualties.refusals(table)
    assert len(refused) == table["included_in"].notna().sum()
    assert refused["answer"].str.contains("counts people twice").all()


def test_nothing_handed_in_is_changed() -> None:
    table = tolls(toll("d001", 9), toll("d002", 4, included_in="d001"))
    before = table.copy()
    casualties.nested(table)
    casualties.refusals(table)
    pd.testing.assert_frame_equal(table, before)


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
    assert casualties.by_month(tolls()).empty
    assert casualties.other_months(tolls()).empty


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
