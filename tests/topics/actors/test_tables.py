"""Actors and ties: counts and places against rows written by hand, and against the real tables."""

import pandas as pd
import pytest

from helpers.story.contract import dtypes
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.actors import tables


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def actors(*names: str, **part_of: str) -> pd.DataFrame:
    return rows(
        "actors",
        *(
            {"actor_id": name, "name": name.title(), "kind": "group", "part_of": part_of.get(name)}
            for name in names
        ),
    )


def mention(actor: str, paragraph: int, start: int, form: str = "name") -> dict[str, object]:
    cells = {"actor_id": actor, "paragraph": paragraph, "start": start, "end": start + 5}
    return {**cells, "form": form}


def tie(number: int, source: str, target: str, kind: str, status: str) -> dict[str, object]:
    cells = {"relation_id": f"r{number:03}", "source": source, "target": target, "kind": kind}
    return {**cells, "status": status, "claim_id": "c001", "paragraph": number, "start": 0}


def relations(*cells: tuple[str, str, str, str]) -> pd.DataFrame:
    return rows("relations", *(tie(n, *cell) for n, cell in enumerate(cells, start=1)))


def test_whoever_is_heard_comes_first_then_who_is_heard_through_a_part() -> None:
    people = actors("a", "b", "c", "d", b="c")
    told = {"content": "assertion", "paragraph": 3, "start": 0, "end": 50, "voice": "direct"}
    said = rows(
        "claims",
        {**told, "claim_id": "c001", "speaker": "b", "chain": "b|paper"},
        {**told, "claim_id": "c002", "speaker": "b", "chain": "b|paper", "voice": "indirect"},
        {**told, "claim_id": "c003", "speaker": "b", "chain": "b|paper", "content": "naming"},
    )
    named = rows("mentions", *(mention(actor, 3, at) for at, actor in enumerate("abcd")))
    found = tables.voices(people, said, named).set_index("actor_id")
    assert found["heard"].to_dict() == {"b": "self", "c": "through", "a": "none", "d": "none"}
    assert found.loc["b", ["says", "quoted", "spoken_of"]].tolist() == [2, 1, 0]
    assert found.loc["a", ["says", "spoken_of", "claim_ids"]].tolist() == [0, 2, "c001|c002"]


@pytest.mark.parametrize(("kind", "heard"), [("people", "through"), ("group", "none")])
def test_a_set_of_people_speaks_for_its_members_and_a_group_does_not(kind: str, heard: str) -> None:
    known = actors("a", "b", a="b")
    known = known.assign(kind=known["kind"].astype("string").where(known["actor_id"] != "b", kind))
    said = rows(
        "claims",
        {"claim_id": "c001", "content": "assertion", "paragraph": 3, "start": 0, "end": 50}
        | {"voice": "indirect", "speaker": "b", "chain": "b|paper"},
    )
    named = rows("mentions", mention("a", 3, 0), mention("b", 3, 10))
    found = tables.voices(known, said, named).set_index("actor_id")
    assert found.loc["a", "heard"] == heard


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("fights", "denied", ["A", "B", "conflict", "disputed", True]),
        ("meets", "asserted", ["A", "B", "cooperation", "firm", True]),
        ("meets", "reported", ["A", "B", "cooperation", "reported", True]),
        ("attacks", "contested", ["A", "B", "conflict", "disputed", False]),
    ],
)
def test_ties_say_names_family_and_firmness(kind: str, status: str, expected: list[object]) -> None:
    found = tables.ties(relations(("a", "b", kind, status)), actors("a", "b"))
    columns = ["source_name", "target_name", "family", "firmness", "mutual"]
    assert found[columns].to_numpy().tolist() == [expected]


def test_bonds_put_the_ties_of_a_pair_together_whichever_way_they_go() -> None:
    table = relations(
        ("b", "a", "attacks", "asserted"),
        ("a", "b", "threatens", "asserted"),
        ("a", "b", "attacks", "reported"),
    )
    found = tables.bonds(table, actors("a", "b"))
    assert found[["status", "ties", "towards"]].to_numpy().tolist() == [
        ["asserted", 2, "both"],
        ["reported", 1, "second"],
    ]
    assert found["relation_ids"].tolist() == ["r001|r002", "r003"]


def test_the_core_keeps_the_most_tied_and_nobody_alone() -> None:
    table = relations(
        ("a", "b", "fights", "asserted"),
        ("a", "c", "fights", "asserted"),
        ("d", "e", "fights", "asserted"),
    )
    found = tables.core(tables.bonds(table, actors("a", "b", "c", "d", "e")), limit=3)
    assert set(found["first"]) | set(found["second"]) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("ties", "pairs"),
    [
        (
            [("a", "b", "fights", "asserted"), ("b", "a", "meets", "reported")],
            [[1, 1, True, False]],
        ),
        (
            [("a", "b", "meets", "reported"), ("b", "a", "merges_with", "rejected")],
            [[2, 0, False, True]],
        ),
        ([("a", "b", "fights", "asserted"), ("b", "a", "attacks", "reported")], []),
        ([("a", "b", "fights", "asserted"), ("a", "c", "meets", "asserted")], []),
    ],
    ids=["friends and enemies", "reported and rejected", "of one mind", "other partners"],
)
def test_a_pair_is_torn_by_friendship_and_enmity_or_by_ties_that_stand_and_do_not(
    ties: list[tuple[str, str, str, str]], pairs: list[list[object]]
) -> None:
    found = tables.torn(relations(*ties), actors("a", "b", "c"))
    columns = ["cooperation", "conflict", "both_ways", "against_itself"]
    assert found[columns].to_numpy().tolist() == pairs


def test_the_ties_of_a_torn_pair_are_put_in_words_in_reading_order() -> None:
    table = relations(
        ("a", "b", "pledges_to", "reported"),
        ("c", "b", "fights", "asserted"),
        ("b", "a", "fights", "asserted"),
    )
    found = tables.of_the_torn(table, actors("a", "b", "c"))
    assert found[["source_name", "kind", "target_name", "put"]].to_numpy().tolist() == [
        ["A", "pledges to", "B", "reported or hedged"],
        ["B", "fights", "A", "as fact"],
    ]


def test_a_source_without_a_name_is_told_with_what_it_says_and_who_passed_it_on() -> None:
    people = rows(
        "actors",
        {"actor_id": "a", "name": "Some officials", "kind": "unnamed"},
        {"actor_id": "b", "name": "Officials who said nothing", "kind": "unnamed"},
        {"actor_id": "c", "name": "The Agency", "kind": "outlet"},
    )
    plain = {"speaker": "a", "chain": "a|c|paper", "start": 0}
    said = rows(
        "claims",
        {"claim_id": "c001", "paragraph": 5, "paraphrase": "It rains.", **plain},
        {"claim_id": "c002", "paragraph": 4, "paraphrase": "It pours.", **plain},
        {"claim_id": "c003", "paragraph": 1, "paraphrase": "It is dry.", "speaker": "c"},
    )
    (found,) = tables.nameless_sources(people, said).to_dict("records")
    assert found == {
        "name": "Some officials",
        "cited_for": "It pours. (1 more)",
        "paragraph": 4,
        "reaches_through": "The Agency",
        "claim_ids": "c001|c002",
    }


def test_statuses_add_up_to_all_ties_of_the_family() -> None:
    table = relations(("a", "b", "fights", "asserted"), ("a", "b", "fights", "denied"))
    found = tables.statuses(table, actors("a", "b"))
    assert found[["family", "asserted", "denied", "all"]].to_numpy().tolist() == [
        ["conflict", 1, 1, 2]
    ]


@pytest.mark.parametrize("story_id", story_ids())
def test_real_ties_lose_no_row(story_id: str) -> None:
    story = open_story(story_id)
    found = tables.ties(story.relations, story.actors)
    assert set(found["relation_id"]) == set(story.relations["relation_id"])
    assert found[["source_name", "target_name", "family", "firmness"]].notna().all(axis=None)
    assert tables.bonds(story.relations, story.actors)["ties"].sum() == len(story.relations)
    pair = tables.torn(story.relations, story.actors).iloc[0]
    assert len(tables.of_the_torn(story.relations, story.actors)) == pair["ties"]
