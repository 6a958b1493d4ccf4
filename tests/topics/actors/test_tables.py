"""Ties: pairs, families and counts against rows written by hand, and against the real tables."""

import pytest

from helpers.story.project import story_ids
from helpers.topics.actors import tables

from ...stories import opened
from ..made import actors, relations

PEOPLE = actors(a="A", b="B", c="C", d="D", e="E")


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("fights", "denied", ["A", "B", "conflict", "disputed", True]),
        ("meets", "asserted", ["A", "B", "cooperation", "firm", True]),
        ("meets", "reported", ["A", "B", "cooperation", "reported", True]),
        ("attacks", "contested", ["A", "B", "conflict", "disputed", False]),
        ("leads", "rejected", ["A", "B", "structure", "disputed", False]),
        ("informs", "asserted", ["A", "B", "speech", "firm", False]),
    ],
)
def test_ties_say_names_family_and_firmness(kind: str, status: str, expected: list[object]) -> None:
    found = tables.ties(relations(f"a b {kind} {status}"), PEOPLE)
    columns = ["source_name", "target_name", "family", "firmness", "mutual"]
    assert found[columns].to_numpy().tolist() == [expected]


def test_bonds_put_the_ties_of_a_pair_together_whichever_way_they_go() -> None:
    table = relations("b a attacks asserted", "a b threatens asserted", "a b attacks reported")
    found = tables.bonds(table, PEOPLE)
    columns = ["first_name", "second_name", "status", "ties", "kinds", "towards", "relation_ids"]
    assert found[columns].to_numpy().tolist() == [
        ["A", "B", "asserted", 2, "attacks|threatens", "both", "r001|r002"],
        ["A", "B", "reported", 1, "attacks", "second", "r003"],
    ]


@pytest.mark.parametrize(
    ("limit", "kept"), [(2, ["a b"]), (3, ["a b", "a c"]), (5, ["a b", "a c", "d e"])]
)
def test_the_core_keeps_the_most_tied_and_nobody_alone(limit: int, kept: list[str]) -> None:
    table = relations(
        "a b fights asserted", "a b attacks asserted", "a c fights asserted", "d e fights asserted"
    )
    found = tables.core(tables.bonds(table, PEOPLE), limit)
    assert list(dict.fromkeys(found["first"] + " " + found["second"])) == kept


@pytest.mark.parametrize(
    ("ties", "pairs"),
    [
        (["a b fights asserted", "b a meets reported"], [[2, 1, 1, 1, 1, 0, True, False]]),
        (["a b meets reported", "b a merges_with rejected"], [[2, 2, 0, 0, 1, 1, False, True]]),
        (["a b fights asserted", "b a attacks reported"], []),
        (["a b fights asserted", "a c meets asserted"], []),
        (["a b leads asserted", "a b joins rejected"], []),
    ],
    ids=[
        "friends and enemies",
        "reported and rejected",
        "of one mind",
        "other partners",
        "neither",
    ],
)
def test_a_pair_is_torn_by_friendship_and_enmity_or_by_ties_that_stand_and_do_not(
    ties: list[str], pairs: list[list[object]]
) -> None:
    found = tables.torn(relations(*ties), PEOPLE)
    columns = ["ties", "cooperation", "conflict", "firm", "reported", "disputed"]
    assert found[[*columns, "both_ways", "against_itself"]].to_numpy().tolist() == pairs


def test_the_ties_of_a_torn_pair_are_put_in_words_in_reading_order() -> None:
    table = relations("a b pledges_to reported", "c b fights asserted", "b a fights asserted")
    found = tables.of_the_torn(table, PEOPLE)
    assert found[["source_name", "kind", "target_name", "put"]].to_numpy().tolist() == [
        ["A", "pledges to", "B", "reported or hedged"],
        ["B", "fights", "A", "as fact"],
    ]


def test_statuses_add_up_to_all_ties_of_the_family() -> None:
    table = relations("a b fights asserted", "a b fights denied", "a b leads asserted")
    found = tables.statuses(table, PEOPLE)
    assert found[["family", "asserted", "denied", "all"]].to_numpy().tolist() == [
        ["structure", 1, 0, 1],
        ["conflict", 1, 1, 2],
    ]


@pytest.mark.parametrize("story_id", story_ids())
def test_real_ties_lose_no_row(story_id: str) -> None:
    story = opened(story_id)
    found = tables.ties(story.relations, story.actors)
    assert set(found["relation_id"]) == set(story.relations["relation_id"])
    assert found[["source_name", "target_name", "family", "firmness"]].notna().all(axis=None)
    assert tables.bonds(story.relations, story.actors)["ties"].sum() == len(story.relations)
    torn = tables.torn(story.relations, story.actors)
    # Of the ships of 1912 none both helps and fights another.
    assert torn.empty == (story_id == "titanic-1912")
    assert len(tables.of_the_torn(story.relations, story.actors)) == torn["ties"].head(1).sum()
