"""Claims: voices, chains, hedges and links against rows written by hand and the real tables."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.claims import tables

from .made import claims, rows

ACTORS = rows(
    "actors",
    {"actor_id": "paper", "name": "The Paper"},
    {"actor_id": "agency", "name": "The Agency"},
    {"actor_id": "guard", "name": "The Guard"},
)


def links(*cells: tuple[str, str, str]) -> pd.DataFrame:
    return rows(
        "claim_links",
        *({"claim_id": a, "other_id": b, "kind": kind, "note": "."} for a, b, kind in cells),
    )


RELAYED = {"speaker": "guard", "chain": "guard|agency|paper", "voice": "direct"}
DIRECT = {"speaker": "guard", "chain": "guard|paper", "voice": "indirect"}


def test_relays_are_those_between_speaker_and_page() -> None:
    found = tables.listed(claims({}, DIRECT, RELAYED), ACTORS)
    assert found["relays"].tolist() == [0, 0, 1]
    assert found["speaker_name"].tolist() == ["The Paper", "The Guard", "The Guard"]


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
    story = open_story("isis-baghdad-2014")
    found = tables.listed(tables.assertions(story.claims), story.actors)
    known = found.set_index("claim_id")["relays"]
    # A spokesperson for the charity, the BBC's own man; Obama through the spokesperson.
    assert known[["c011", "c019", "c014"]].tolist() == [0, 0, 1]


def test_only_news_is_an_assertion() -> None:
    table = claims({}, {"content": "background"}, {"content": "naming"}, {"hedges": "perhaps"})
    assert tables.assertions(table)["claim_id"].tolist() == ["c001", "c004"]


def test_the_voice_of_a_claim_is_told_by_its_marks_and_by_whether_its_speaker_is_named() -> None:
    people = rows(
        "actors",
        {"actor_id": "paper", "name": "The Paper", "kind": "outlet"},
        {"actor_id": "guard", "name": "The Guard", "kind": "force"},
        {"actor_id": "somebody", "name": "A source", "kind": "unnamed"},
    )
    somebody = {"speaker": "somebody", "chain": "somebody|paper"}
    table = claims(
        {},
        DIRECT,
        RELAYED,
        {**somebody, "voice": "indirect"},
        {**somebody, "voice": "direct"},
        {**somebody, "chain": "somebody|guard|paper", "voice": "indirect"},
    )
    found = tables.voiced(table, people)
    assert found["voiced"].tolist() == ["outlet", "named", "quoted", "unnamed", "quoted", "unnamed"]
    assert set(found["voiced"]) == set(tables.VOICES)
    assert found["claim_id"].tolist() == table["claim_id"].tolist()


def test_assertions_are_counted_by_speaker_in_each_voice_and_background_is_left_out() -> None:
    hedged = {"hedges": "perhaps|maybe"}
    table = claims({}, hedged, DIRECT, {**RELAYED, **hedged}, {**DIRECT, "content": "background"})
    found = tables.speakers(table, ACTORS)
    assert found[["voiced", "speaker", "claims", "hedged", "claim_ids"]].to_numpy().tolist() == [
        ["outlet", "paper", 2, 1, "c001|c002"],
        ["named", "guard", 1, 0, "c003"],
        ["quoted", "guard", 1, 1, "c004"],
    ]


def test_the_kinds_of_voice_share_out_all_assertions() -> None:
    found = tables.by_voice(claims({}, {}, DIRECT, RELAYED, {"content": "naming"}), ACTORS)
    assert found["voiced"].tolist() == ["outlet", "named", "quoted"]
    assert found["share"].tolist() == [0.5, 0.25, 0.25]
    assert found["label"].tolist()[0] == "in the outlet's own voice"


def test_who_is_quoted_without_a_name_is_counted_among_the_unnamed() -> None:
    people = rows(
        "actors",
        {"actor_id": "paper", "name": "The Paper", "kind": "outlet"},
        {"actor_id": "guard", "name": "A guard", "kind": "unnamed"},
    )
    found = tables.by_voice(claims({}, DIRECT, {**DIRECT, "voice": "direct"}), people)
    assert found["voiced"].tolist() == ["outlet", "unnamed", "quoted"]
    assert found["unnamed"].tolist() == [0, 1, 1]


def test_chains_are_written_with_names_the_longest_first() -> None:
    found = tables.chains(claims({}, DIRECT, RELAYED, RELAYED), ACTORS)
    assert found["written"].tolist() == [
        "The Guard → The Agency → The Paper",
        "The Guard → The Paper",
        "The Paper",
    ]
    assert found["relays"].tolist() == [1, 0, 0]
    assert found["claims"].tolist() == [2, 1, 1]
    assert found["claim_ids"].tolist() == ["c003|c004", "c002", "c001"]


def test_links_bring_what_both_claims_say_and_where() -> None:
    table = claims({"paraphrase": "A.", "paragraph": 1}, {"paraphrase": "B.", "paragraph": 7})
    found = tables.links(links(("c002", "c001", "contradicts")), table)
    columns = ["paraphrase", "other_paraphrase", "paragraph", "other_paragraph", "apart", "tension"]
    assert found[columns].to_numpy().tolist() == [["B.", "A.", 7, 1, 6, True]]


@pytest.mark.parametrize(
    ("kind", "tension"),
    [("contradicts", 1), ("qualifies", 1), ("answers", 1), ("supports", 0), ("restates", 0)],
)
def test_only_links_that_pull_apart_are_tensions(kind: str, tension: int) -> None:
    assert len(tables.tensions(links(("c002", "c001", kind)), claims({}, {}))) == tension


def test_contradictions_come_first_among_tensions() -> None:
    table = links(("c002", "c001", "answers"), ("c003", "c001", "contradicts"))
    assert tables.tensions(table, claims({}, {}, {}))["claim_id"].tolist() == ["c003", "c002"]


def test_the_claim_pulled_at_most_counts_claims_not_links() -> None:
    table = links(
        ("c003", "c001", "contradicts"),
        ("c003", "c001", "qualifies"),
        ("c002", "c001", "answers"),
        ("c003", "c002", "qualifies"),
    )
    found = tables.pulled_at(table, claims({}, {}, {}))
    assert found["claim_id"].tolist() == ["c001", "c002"]
    assert found["tensions"].tolist() == [2, 1]
    assert found.loc[0, ["contradicts", "qualifies", "answers"]].tolist() == [1, 1, 1]


def test_a_topic_is_contested_by_links_that_touch_it() -> None:
    table = claims({"topic": "rain"}, {"topic": "snow"}, {"topic": "snow"}, {"topic": "fog"})
    found = tables.contested_topics(
        links(("c002", "c001", "qualifies"), ("c003", "c002", "contradicts")), table
    )
    assert found["topic"].tolist() == ["snow", "rain"]
    assert found["tensions"].tolist() == [2, 1]


def test_equal_topics_are_settled_by_the_claim_most_pulled_at_then_by_reading_order() -> None:
    table = claims(*({"topic": topic} for topic in ("rain", "rain", "snow", "snow", "snow", "fog")))
    both = tables.contested_topics(
        links(
            ("c002", "c001", "qualifies"),
            ("c001", "c002", "qualifies"),
            ("c004", "c003", "qualifies"),
            ("c005", "c003", "qualifies"),
        ),
        table,
    )
    assert both["topic"].tolist() == ["snow", "rain"]
    even = tables.contested_topics(
        links(("c004", "c003", "qualifies"), ("c002", "c001", "qualifies")), table
    )
    assert even["topic"].tolist() == ["rain", "snow"]


def test_claims_of_other_topics_join_where_they_pull_at_the_topic() -> None:
    table = claims({"topic": "rain"}, {"topic": "snow"}, {"topic": "rain"}, {"topic": "fog"})
    pulls = links(("c002", "c001", "contradicts"), ("c004", "c002", "qualifies"))
    assert tables.in_tension(pulls, table, "rain")["claim_id"].tolist() == ["c001", "c002"]
    assert tables.in_tension(pulls, table)["claim_id"].tolist() == ["c001", "c002", "c004"]


def test_only_news_with_a_hedge_is_listed_as_hedged_with_the_words_as_printed() -> None:
    hedged = {"hedges": "reportedly|may", "paraphrase": "It is so.", "paragraph": 1}
    found = tables.hedged(claims({}, {**DIRECT, **hedged}, {**hedged, "content": "naming"}), ACTORS)
    assert found.to_numpy().tolist() == [["reportedly|may", "It is so.", "The Guard", 1, "c002"]]


@pytest.mark.parametrize("story_id", story_ids())
def test_real_claims_are_counted_once_by_every_table(story_id: str, root: Path) -> None:
    path = root / "data" / "stories" / story_id / "claims.csv"
    with path.open(encoding="utf-8", newline="") as file:
        source = list(csv.DictReader(file))
    news = [row for row in source if row["content"] == "assertion"]
    story = open_story(story_id)
    counted = {
        "speakers": (tables.speakers(story.claims, story.actors), news),
        "voices": (tables.by_voice(story.claims, story.actors), news),
        "chains": (tables.chains(story.claims, story.actors), source),
    }
    for table, rows_of in counted.values():
        assert table["claims"].sum() == len(rows_of)
        assert table["hedged"].sum() == sum(1 for row in rows_of if row["hedges"])
        ids = [key for cell in table["claim_ids"] for key in cell.split("|")]
        assert sorted(ids) == sorted(row["claim_id"] for row in rows_of)
    hedged = [row for row in news if row["hedges"]]
    assert len(tables.hedged(story.claims, story.actors)) == len(hedged)
