"""Every distance from the centre: who gives it, with which bound, and once each."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import pytest

from helpers.story.contract import TABLES
from helpers.story.project import story_ids
from helpers.story.story import Story
from helpers.topics.places import stated as distances
from helpers.topics.places import tables as places

from ...stories import opened


def changed(change: Callable[[str, pd.DataFrame], pd.DataFrame]) -> Story:
    """The small story with its tables changed."""
    story = opened("example")
    tables = {name: change(name, story.table(name)) for name in TABLES}
    return replace(story, _tables=MappingProxyType(tables))


def with_check(key: str, **cells: object) -> Story:
    """The small story with one check changed."""

    def change(name: str, table: pd.DataFrame) -> pd.DataFrame:
        if name != "checks":
            return table
        copy = table.copy()
        for column, cell in cells.items():
            copy.loc[copy["check_id"] == key, column] = cell
        return copy

    return changed(change)


def of(table: pd.DataFrame, given_by: str) -> pd.DataFrame:
    return table[table["given_by"] == given_by].reset_index(drop=True)


@pytest.mark.parametrize("story_id", story_ids())
def test_every_stated_distance_from_the_centre_is_there_with_its_bound(story_id: str) -> None:
    story = opened(story_id)
    stated = places.stated_distances(story.figures, story.places, story.claims, story.actors)
    here = stated[stated["from_place"] == story.article.centre]
    found = of(distances.every_distance(story), "article")
    ids = [key for cell in found["figure_ids"] for key in cell.split("|")]
    assert sorted(ids) == sorted(here["figure_id"])
    bounds = dict(zip(here["figure_id"], here["bound"], strict=True))
    for cell, bound in zip(found["figure_ids"], found["bound"], strict=True):
        assert {bounds[key] for key in cell.split("|")} == {bound}


def test_a_number_that_one_speaker_gives_twice_is_one_row() -> None:
    found = of(distances.every_distance(opened("isis-baghdad-2014")), "article")
    assert found.loc[0, "figure_ids"] == "f001|f004"
    assert found.loc[0, "claim_ids"] == "c001|c008"
    assert found.loc[0, "paragraph"] == "1|7"


def test_the_claims_own_source_is_told_apart_from_others() -> None:
    found = distances.every_distance(opened("isis-baghdad-2014"))
    own, parties = of(found, "own"), of(found, "party")
    assert len(own)
    assert not set(own["check_ids"]) & set(parties["check_ids"])
    office = parties.iloc[0]
    assert office["who"] == "British Foreign Office, in the Evening Standard"
    assert office["miles"].endswith("40 miles")


def test_an_approximate_number_is_not_made_to_look_exact_by_being_converted() -> None:
    found = distances.every_distance(opened("example"))
    about = found[found["bound"] == "about"].iloc[0]
    assert (about["miles"], about["kilometres"]) == ("about 25 miles", "about 40 km")


def test_a_bound_keeps_the_other_side_blank() -> None:
    found = distances.every_distance(opened("isis-baghdad-2014"))
    limit = found[found["check_ids"] == "k096"].iloc[0]
    assert limit["upper_km"] == 10
    assert pd.isna(limit["lower_km"])
    assert pd.isna(limit["value_km"])


def test_a_range_that_a_reference_gives_keeps_both_its_ends() -> None:
    story = with_check("k003", value=pd.NA, lower=3.0, upper=4.0, basis="read_in_copy")
    found = distances.every_distance(story)
    [row] = found[found["check_ids"] == "k003"].to_dict("records")
    assert (row["lower_km"], row["upper_km"], pd.isna(row["value_km"])) == (3, 4, True)
    assert row["kilometres"] == "3 to 4 km"


def test_from_the_edge_a_range_counts_by_its_lower_end() -> None:
    found = places.from_edge(with_check("k003", lower=3.0, upper=4.0, unit="km_from_edge").checks)
    assert found[["check_id", "km"]].to_numpy().tolist() == [["k003", 3.0]]


def test_a_distance_from_the_edge_is_marked_as_one() -> None:
    found = distances.every_distance(opened("isis-baghdad-2014"))
    assert list(found.loc[found["from_edge"], "check_ids"]) == ["k095"]
    assert list(found.loc[found["from_edge"], "value_km"]) == [35]


def test_gazetteers_measure_where_both_ends_are_places() -> None:
    story = opened("isis-baghdad-2014")
    found = of(distances.every_distance(story), "measured").set_index("who")
    dataset = found[found["to_place"].notna()].loc["Uppsala Conflict Data Program"]
    assert dataset["lower_km"] == pytest.approx(49.5, abs=0.05)
    assert dataset["upper_km"] == pytest.approx(53.5, abs=0.05)
    assert dataset["kilometres"] == "49.5 to 53.5 km"
    # k009 was computed from the same points and would say it twice.
    assert "k009" not in set(found["check_ids"].dropna())


def test_a_computed_length_that_settles_nothing_is_no_answer() -> None:
    found = distances.every_distance(opened("isis-baghdad-2014"))
    shown = {key for cell in found["check_ids"].dropna() for key in cell.split("|")}
    # The nearest event with deaths: not how far anybody was.
    assert not shown & {"k007", "k015", "k024"}
    for basis, there in (("read_in_copy", True), ("computed", False)):
        story = with_check("k001", verdict="cannot_settle", basis=basis)
        assert ("k001" in set(distances.every_distance(story)["check_ids"])) is there


def test_a_changed_check_changes_its_row() -> None:
    before = distances.every_distance(opened("example"))
    story = with_check("k001", value=5.0, bound="at_least", basis="read_in_copy")
    after = distances.every_distance(story)
    assert list(before.loc[before["check_ids"] == "k001", "miles"]) == ["2.1 miles"]
    row = after[after["check_ids"] == "k001"].iloc[0]
    assert (row["given_by"], row["miles"]) == ("reference", "at least 5 miles")


def test_a_check_of_another_measure_is_no_distance() -> None:
    found = distances.every_distance(with_check("k001", unit="person"))
    assert "k001" not in set(found["check_ids"].dropna())
