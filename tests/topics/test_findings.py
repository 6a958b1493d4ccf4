"""The findings that are computed for a story without written ones: plain sentences from its rows."""

import re
from types import ModuleType, SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from helpers.story.contract import TABLES, dtypes
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.actors import findings as actors
from helpers.topics.casualties import findings as casualties
from helpers.topics.claims import findings as claims
from helpers.topics.places import findings as places
from helpers.topics.timeline import findings as timeline

TOPICS = (actors, claims, casualties, timeline, places)


def story(**tables: list[dict[str, object]]) -> Any:
    """A story of a few rows; each row is filled up with what every row of its table needs."""
    plain: dict[str, dict[str, object]] = {
        "actors": {"kind": "group"},
        "claims": {
            **{"paragraph": 1, "start": 0, "content": "assertion", "speaker": "paper"},
            **{"chain": "paper", "voice": "narrator", "paraphrase": "It rains."},
        },
        "relations": {"claim_id": "c001", "paragraph": 2, "start": 0},
        "mentions": {"paragraph": 1, "start": 0, "end": 2, "form": "name"},
        "casualties": {"paragraph": 1, "outcome": "killed", "bound": "vague"},
        "events": {"paragraph": 1, "status": "asserted", "description": "It happens."},
        "figures": {"kind": "distance", "unit": "km", "claim_id": "c001"},
        "places": {"paragraph": 1, "kind": "town"},
    }
    made = {}
    for name in TABLES:
        types = dtypes(name)
        rows = [{**plain.get(name, {}), **row} for row in tables.get(name, [])]
        made[name] = pd.DataFrame(rows, columns=list(types)).astype(types)
    article = SimpleNamespace(
        outlet="The Paper", outlet_id="paper", published="2014-09-29", centre="origin"
    )
    return SimpleNamespace(article=article, **made)


def texts(topic: ModuleType, told: Any) -> list[str]:
    return [finding.text for finding in topic.in_short.computed(told)]


def exact(number: int) -> dict[str, object]:
    return {"lower": number, "best": number, "upper": number, "bound": "exact"}


PEOPLE: list[dict[str, object]] = [
    {"actor_id": "paper", "name": "The Paper"},
    {"actor_id": "guard", "name": "The Guard"},
    {"actor_id": "fleet", "name": "The Fleet"},
    {"actor_id": "clerk", "name": "A clerk", "kind": "unnamed", "part_of": "fleet"},
]
HEARD: dict[str, object] = {"claim_id": "c001", "speaker": "clerk", "voice": "indirect"}
HEARD |= {"chain": "clerk|fleet|guard|paper"}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_story_without_rows_has_no_findings(topic: ModuleType) -> None:
    assert topic.in_short.computed(story()) == []


def test_whoever_has_a_part_that_speaks_is_heard_and_others_are_not() -> None:
    mentions: list[dict[str, object]] = [{"actor_id": "guard"}, {"actor_id": "fleet"}]
    found = texts(actors, story(actors=PEOPLE, mentions=mentions, claims=[HEARD]))
    assert found == [
        "One is spoken of and never heard: The Guard.",
        "The Paper relies on one source without a name: A clerk.",
    ]


def test_the_ties_of_a_pair_are_counted_by_what_the_article_states_as_fact() -> None:
    tie: dict[str, object] = {"source": "guard", "target": "fleet", "status": "asserted"}
    ties = [
        {**tie, "relation_id": "r001", "kind": "fights"},
        {**tie, "relation_id": "r002", "kind": "meets", "status": "reported"},
        {**tie, "relation_id": "r003", "kind": "rivals"},
        {**tie, "relation_id": "r004", "kind": "joins"},
    ]
    (finding,) = actors.in_short.computed(story(actors=PEOPLE, relations=ties))
    assert finding.text == (
        "As fact, the article gives The Fleet and The Guard one tie of cooperation and two ties of"
        " conflict."
    )
    assert set(finding.rows) == {"r001", "r002", "r003", "r004"}


def test_assertions_are_counted_and_the_longest_way_is_told_by_hands() -> None:
    said: list[dict[str, object]] = [
        HEARD,
        {"claim_id": "c002"},
        {"claim_id": "c003", "content": "naming"},
    ]
    assert texts(claims, story(actors=PEOPLE, claims=said)) == [
        "Of two assertions The Paper makes one in its own voice; one comes from a source without a"
        " name.",
        "One claim comes at second hand: A clerk, through The Fleet and The Guard.",
    ]


def test_two_claims_that_exclude_each_other_are_told_by_what_they_speak_of() -> None:
    said: list[dict[str, object]] = [{"claim_id": "c001"}, {"claim_id": "c002", "paragraph": 7}]
    link: dict[str, object] = {"claim_id": "c002", "other_id": "c001", "kind": "contradicts"}
    link |= {"thing": "whether it rains", "note": "."}
    found = texts(claims, story(actors=PEOPLE, claims=said, claim_links=[link]))
    assert found[-1] == "Paragraphs 1 and 7 exclude each other on one thing: whether it rains."


def test_a_toll_keeps_its_bound_and_says_when_it_has_no_source() -> None:
    toll: dict[str, object] = {"victims": "People aboard", "reported_by": "The Guard"}
    tolls: list[dict[str, object]] = [
        {**toll, "casualty_id": "d001", "lower": 3000, "bound": "more_than", "claim_id": "c001"},
        {**toll, "casualty_id": "d002", "victims": "Children"},
        {**toll, "casualty_id": "d003", "included_in": "d001"},
        {**toll, "casualty_id": "d004", "ref_id": "post", "period": "2013", **exact(9)},
    ]
    check: dict[str, object] = {"check_id": "k001", "claim_id": "c001", "ref_ids": "post"}
    told: dict[str, list[dict[str, object]]] = {
        "casualties": tolls,
        "checks": [check],
        "claims": [{"claim_id": "c001"}],
    }
    assert texts(casualties, story(**told)) == [
        "The article's largest toll of people killed is more than 3,000, and it names no source:"
        " people aboard.",
        "A reference counts 9, 2013: people aboard (The Guard).",
        "The article gives no number for children.",
    ]
    told["claims"] = [{"claim_id": "c001", "speaker": "guard"}]
    assert "more than 3,000 (The Guard): people aboard." in texts(casualties, story(**told))[0]


def test_the_earliest_date_a_date_by_a_reference_and_what_lay_ahead_are_told() -> None:
    happened: list[dict[str, object]] = [
        {"event_id": "e001", "when": "2014", "surface": "this year"},
        {"event_id": "e002", "when": "2013", "surface": "last year"},
        {"event_id": "e003", "when": "/2014", "established_when": "2014-02-03", "ref_id": "post"},
        {"event_id": "e004", "when": "2014-09-29/..", "status": "possible"},
        {"event_id": "e005", "when": "2014-09-29/..", "status": "possible"},
    ]
    references: list[dict[str, object]] = [{"ref_id": "post", "publisher": "The Post"}]
    assert texts(timeline, story(events=happened, references=references)) == [
        "The earliest date in the article is 2013: It happens.",
        "A reference has a date that the article lacks, 3 February 2014: It happens (The Post).",
        "Two things in the article had not happened, among them: It happens.",
    ]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ({"value": 100, "lower": 100, "upper": 100, "bound": "exact"}, "10.6 km more than stated"),
        ({"upper": 120, "bound": "less_than"}, "which is what the words allow"),
        ({"lower": 120, "bound": "at_least"}, "9.4 km less than stated"),
        (
            {"value": 100, "bound": "about"},
            "10.6 km from the number, to which the words set no limits",
        ),
    ],
)
def test_a_distance_is_told_as_stated_and_as_measured(
    words: dict[str, object], verdict: str
) -> None:
    origin: dict[str, object] = {"place_id": "origin", "name": "Origin"}
    north: dict[str, object] = {"place_id": "north", "name": "North"}
    figure: dict[str, object] = {"figure_id": "f001", "surface": "so far", "from_place": "origin"}
    told = story(
        actors=PEOPLE,
        claims=[{"claim_id": "c001"}],
        places=[
            {**origin, "latitude": 0, "longitude": 0},
            {**north, "latitude": 1, "longitude": 0},
        ],
        figures=[
            {**figure, "to_place": "north", **words},
            {**figure, "figure_id": "f002", **words},
        ],
    )
    assert texts(places, told) == [
        "The article puts North so far from Origin (The Paper); between the two points lie 110.6 km"
        f" (68.7 miles), {verdict}.",
        "No map can test the distance “so far”, because one end is not a place.",
        "Of the article's places on the map North lies furthest from Origin: 111 km to the north.",
    ]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("story_id", story_ids())
def test_real_findings_are_whole_sentences_that_rest_on_rows(
    story_id: str, topic: ModuleType
) -> None:
    real = open_story(story_id)
    known = {str(cell) for name in TABLES for cell in real.table(name).iloc[:, 0]}
    found = topic.in_short.computed(real)
    assert 2 <= len(found) <= 3
    for finding in found:
        assert re.fullmatch(r"[A-Z].*[\w”)]\.", finding.text), finding.text
        assert not re.search(r"\bnan\b|<NA>|\bNone\b|  |\.\.", finding.text), finding.text
        assert finding.rows
        assert set(finding.rows) <= known, finding.text
