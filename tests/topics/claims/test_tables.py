"""Claims: voices, chains, hedges and links against rows written by hand and the real tables."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from helpers.story.project import story_ids
from helpers.topics.claims import tables

from ...stories import opened
from ..made import NAMED, NAMELESS, RELAYED, Cells, actors, claims, links, rows

ACTORS = actors()


@pytest.mark.parametrize(
    ("chain", "others"),
    [
        ("paper", 0),
        ("guard|paper", 0),
        ("speaker|guard|paper", 0),
        ("reporter|desk|agency|paper", 0),
        ("guard|speaker|paper", 1),
        ("chief|speaker|guard|paper", 1),
        ("guard|reporter|agency|paper", 1),
        ("chief|guard|agency|paper", 2),
    ],
)
def test_a_body_that_passes_on_the_words_of_its_own_part_is_nobody_else(
    chain: str, others: int
) -> None:
    people = rows(
        "actors",
        *({"actor_id": one} for one in ("paper", "agency", "guard", "chief")),
        {"actor_id": "speaker", "part_of": "guard"},
        {"actor_id": "desk", "part_of": "agency"},
        {"actor_id": "reporter", "part_of": "desk"},
    )
    assert tables.relays(pd.Series([chain]), people).tolist() == [others]


def test_only_what_the_article_has_through_somebody_else_is_relayed() -> None:
    story = opened("isis-baghdad-2014")
    found = tables.listed(tables.assertions(story.claims), story.actors)
    known = found.set_index("claim_id")["relays"]
    # A spokesperson for the charity, the BBC's own man; Obama through the spokesperson.
    assert known[["c011", "c019", "c014"]].tolist() == [0, 0, 1]


def test_only_news_is_an_assertion() -> None:
    table = claims({}, {"content": "background"}, {"content": "naming"}, {"hedges": "perhaps"})
    assert tables.assertions(table)["claim_id"].tolist() == ["c001", "c004"]


def test_the_voice_of_a_claim_is_told_by_its_marks_and_by_whether_its_speaker_is_named() -> None:
    relayed = {**NAMELESS, "chain": "somebody|guard|paper"}
    table = claims({}, NAMED, RELAYED, NAMELESS, {**NAMELESS, "voice": "direct"}, relayed)
    found = tables.voiced(table, ACTORS)
    assert found["voiced"].tolist() == ["outlet", "named", "quoted", "unnamed", "quoted", "unnamed"]
    assert set(found["voiced"]) == set(tables.VOICES)
    assert found["claim_id"].tolist() == table["claim_id"].tolist()


def test_assertions_are_counted_by_speaker_in_each_voice_and_background_is_left_out() -> None:
    hedged: Cells = {"hedges": "perhaps|maybe"}
    table = claims({}, hedged, NAMED, {**RELAYED, **hedged}, {**NAMED, "content": "background"})
    found = tables.speakers(table, ACTORS)
    columns = ["voiced", "speaker_name", "claims", "hedged", "claim_ids"]
    assert found[columns].to_numpy().tolist() == [
        ["outlet", "The Paper", 2, 1, "c001|c002"],
        ["named", "The Guard", 1, 0, "c003"],
        ["quoted", "The Guard", 1, 1, "c004"],
    ]


def test_the_kinds_of_voice_share_out_all_assertions_and_count_the_quoted_without_a_name() -> None:
    quoted = {**NAMELESS, "voice": "direct"}
    found = tables.by_voice(claims({}, {}, NAMELESS, quoted, {"content": "naming"}), ACTORS)
    assert found[["voiced", "share", "unnamed"]].to_numpy().tolist() == [
        ["outlet", 0.5, 0],
        ["unnamed", 0.25, 1],
        ["quoted", 0.25, 1],
    ]
    assert found["label"].tolist()[0] == "in the outlet's own voice"


def test_chains_are_written_with_names_the_longest_first() -> None:
    found = tables.chains(claims({}, NAMED, RELAYED, RELAYED), ACTORS)
    columns = ["written", "relays", "claims", "claim_ids"]
    assert found[columns].to_numpy().tolist() == [
        ["The Guard → The Agency → The Paper", 1, 2, "c003|c004"],
        ["The Guard → The Paper", 0, 1, "c002"],
        ["The Paper", 0, 1, "c001"],
    ]


def test_links_bring_what_both_claims_say_and_where() -> None:
    table = claims({"paraphrase": "A.", "paragraph": 1}, {"paraphrase": "B.", "paragraph": 7})
    found = tables.tensions(links(("c002", "contradicts", "c001")), table)
    columns = ["paraphrase", "other_paraphrase", "paragraph", "other_paragraph"]
    assert found[columns].to_numpy().tolist() == [["B.", "A.", 7, 1]]


def test_only_links_that_limit_are_tensions_and_contradictions_come_first() -> None:
    kinds = ("answers", "supports", "qualifies", "restates", "contradicts")
    table = links(*((f"c00{n}", kind, "c001") for n, kind in enumerate(kinds, start=2)))
    found = tables.tensions(table, claims({}, {}, {}, {}, {}, {}))
    assert found["claim_id"].tolist() == ["c006", "c004", "c002"]


def test_the_claim_pulled_at_most_counts_claims_not_links() -> None:
    table = links(
        ("c003", "contradicts", "c001"),
        ("c003", "qualifies", "c001"),
        ("c002", "answers", "c001"),
        ("c003", "qualifies", "c002"),
    )
    found = tables.pulled_at(table, claims({}, {}, {}))
    columns = ["claim_id", "tensions", "contradicts", "qualifies", "answers", "by"]
    assert found[columns].to_numpy().tolist() == [
        ["c001", 2, 1, 1, 1, "c003|c002"],
        ["c002", 1, 0, 1, 0, "c003"],
    ]


@pytest.mark.parametrize(
    ("pulls", "topics"),
    [
        ([("c003", "c001"), ("c004", "c003")], [("snow", 2), ("rain", 1)]),
        ([("c002", "c001"), ("c001", "c002"), ("c004", "c003"), ("c005", "c003")],
         [("snow", 2), ("rain", 2)]),
        ([("c004", "c003"), ("c002", "c001")], [("rain", 1), ("snow", 1)]),
    ],
    ids=["by links that touch it", "then by the claim most pulled at", "then in reading order"],
)  # fmt: skip
def test_a_topic_is_contested_by_the_links_at_its_claims(
    pulls: list[tuple[str, str]], topics: list[tuple[str, int]]
) -> None:
    table = claims(*({"topic": topic} for topic in ("rain", "rain", "snow", "snow", "snow", "fog")))
    found = tables.contested_topics(links(*((a, "qualifies", b) for a, b in pulls)), table)
    assert list(zip(found["topic"], found["tensions"], strict=True)) == topics


def test_claims_of_other_topics_join_where_they_pull_at_the_topic() -> None:
    table = claims({"topic": "rain"}, {"topic": "snow"}, {"topic": "rain"}, {"topic": "fog"})
    pulls = links(("c002", "contradicts", "c001"), ("c004", "qualifies", "c002"))
    assert tables.in_tension(pulls, table, "rain")["claim_id"].tolist() == ["c001", "c002"]
    assert tables.in_tension(pulls, table)["claim_id"].tolist() == ["c001", "c002", "c004"]


def test_only_news_with_a_hedge_is_listed_as_hedged_with_the_words_as_printed() -> None:
    hedged: Cells = {"hedges": "reportedly|may", "paraphrase": "It is so.", "paragraph": 1}
    found = tables.hedged(claims({}, {**NAMED, **hedged}, {**hedged, "content": "naming"}), ACTORS)
    assert found.to_numpy().tolist() == [["reportedly|may", "It is so.", "The Guard", 1, "c002"]]


@pytest.mark.parametrize("story_id", story_ids())
def test_real_claims_are_counted_once_by_every_table(story_id: str, root: Path) -> None:
    path = root / "data" / "stories" / story_id / "claims.csv"
    with path.open(encoding="utf-8", newline="") as file:
        source = list(csv.DictReader(file))
    news = [row for row in source if row["content"] == "assertion"]
    story = opened(story_id)
    for make, kept in ((tables.speakers, news), (tables.by_voice, news), (tables.chains, source)):
        table = make(story.claims, story.actors)
        assert table["claims"].sum() == len(kept)
        assert table["hedged"].sum() == sum(1 for row in kept if row["hedges"])
        ids = [key for cell in table["claim_ids"] for key in cell.split("|")]
        assert sorted(ids) == sorted(row["claim_id"] for row in kept)
    hedged = [row for row in news if row["hedges"]]
    assert len(tables.hedged(story.claims, story.actors)) == len(hedged)
