"""The data of the explorer: tables in, one piece of JSON out."""

import json
from typing import Any

import pandas as pd
import pytest

from helpers.explore.data import explorer_data, listed_claims, ways, without_words
from helpers.explore.map import story_map
from helpers.explore.page import as_script
from helpers.story.contract import TABLES
from helpers.story.project import story_ids
from helpers.story.story import Story
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.finding import Finding
from helpers.topics.findings import main

from ..stories import opened
from .conftest import Change, with_tables

Json = dict[str, Any]


ROWS: dict[str, Json] = {
    "claim": {
        "id": "c026",
        "paragraph": 13,
        "start": 0,
        "end": 66,
        "sha256": "7e252890baae80f5bb34dbc3522a0d0c1f724e43b986d35c413b358a4fb19c58",
        "text": "Ministry and company are thought to have talked early in the month.",
        "content": "assertion",
        "topic": "operators",
        "speaker": "unnamed-observers-ministry",
        "chain": ["unnamed-observers-ministry", "quillhaven-lantern"],
        "voice": "unnamed",
        "hedges": ["is believed to"],
        "certainty": "probable",
        "verdict": "known_later",
        "note": "Who believes it is not said.",
        "places": [],
        "days": [["2019-03-05", "2019-03-05"]],
        "actors": ["transport-ministry", "unnamed-observers-ministry", "wimbel-ferries"],
        "figures": ["f020"],
        "events": ["e013"],
        "links": [],
        "checks": [
            {
                "id": "k011",
                "verdict": "not_found",
                "later": True,
                "finding": "The report says nothing of a meeting before the collision.",
                "rule": "",
                "flags": ["known only later"],
                "basis": "read_in_copy",
                "note": "",
                "references": ["river-board-report"],
            }
        ],
    },
    "event": {
        "id": "e010",
        "claim": "c023",
        "paragraph": 12,
        "text": "A merger is declared",
        "when": "June 2018",
        "from": "2018-06-01",
        "to": "2018-06-30",
        "about": False,
        "surface": "June 2018",
        "place": "",
        "actors": ["odo-fennimore", "marsh-line", "wimbel-ferries"],
        "status": "asserted",
    },
    "figure": {
        "claim": "c001",
        "paragraph": 1,
        "surface": "just a mile",
        "kind": "distance",
        "words": "1 mile",
        "measures": "How far from Quillhaven the ferry went down",
    },
    "reference": {
        "publisher": "Brindle Wire",
        "title": "Report on the sinking, from the morning after",
        "address": "",
        "published": "13 March 2019",
    },
    "place": {
        "id": "quillhaven",
        "name": "Quillhaven",
        "aliases": ["the city"],
        "kind": "city",
        "holds": [],
    },
    "link": {
        "kind": "supports",
        "converse": True,
        "claim": "c010",
        "about": "",
        "note": "More than forty people are dozens.",
    },
}


@pytest.fixture(scope="module", params=story_ids())
def story(request: pytest.FixtureRequest) -> Story:
    """Each story of the project."""
    return opened(request.param)


@pytest.fixture(scope="module")
def data(story: Story) -> Json:
    """What the explorer shows of it."""
    return explorer_data(story)


@pytest.fixture(scope="module")
def shown() -> Json:
    """What the explorer shows of the example."""
    return explorer_data(opened("example"))


# ------------------------------------------------------------------------------ rows


def test_every_row_of_the_story_is_there(story: Story, data: Json) -> None:
    claims = [claim["id"] for claim in data["claims"]]
    assert claims == list(listed_claims(story)["claim_id"])
    for name, key in (("events", "event_id"), ("places", "place_id")):
        assert {one["id"] for one in data[name]} == set(story.table(name)[key])
    for name, key in (("figures", "figure_id"), ("references", "ref_id"), ("actors", "actor_id")):
        assert set(data[name]) == set(story.table(name)[key])
    for name, count in (("checks", len(story.checks)), ("links", 2 * len(story.claim_links))):
        assert sum(len(claim[name]) for claim in data["claims"]) == count


def test_every_reference_from_row_to_row_leads_somewhere(data: Json) -> None:
    known = {name: {one["id"] for one in data[name]} for name in ("claims", "places", "events")}
    known |= {name: set(data[name]) for name in ("actors", "figures", "references")}
    labels = data["labels"]
    for claim in data["claims"]:
        assert set(claim["chain"]) <= known["actors"]
        for name in ("actors", "places", "events", "figures"):
            assert set(claim[name]) <= known[name]
            assert claim[name] == sorted(set(claim[name]))
        assert {link["claim"] for link in claim["links"]} <= known["claims"]
        for check in claim["checks"]:
            assert set(check["references"]) <= known["references"]
            assert check["basis"] in {"", *labels["basis"]}
            assert check["rule"] in {"", *labels["rule"]}
            assert check["verdict"] in labels["verdict"]
        for name in ("verdict", "content", "voice"):
            assert claim[name] in labels[name]
        assert claim["topic"] in data["topics"]


def test_a_row_of_each_table_goes_over_cell_by_cell(shown: Json) -> None:
    claims = {claim["id"]: claim for claim in shown["claims"]}
    assert {
        "claim": claims["c026"],
        "link": claims["c003"]["links"][0],
        "event": shown["events"][0],
        "figure": shown["figures"]["f001"],
        "reference": shown["references"]["brindle-wire-report"],
        "place": shown["places"][0],
    } == ROWS


def test_spans_stand_in_reading_order_the_widest_first(story: Story, data: Json) -> None:
    order = [
        (at, start, -end, data["kinds"].index(kind)) for kind, _, at, start, end in data["spans"]
    ]
    assert order == sorted(order)
    counted = pd.Series([span[0] for span in data["spans"]]).value_counts().to_dict()
    dated = int((story.figures["kind"].astype("string") == "date").sum())
    located = {"claim": story.claims, "event": story.events, "place": story.places}
    located |= {"actor": story.mentions}
    assert counted == {
        **{kind: int(table["start"].notna().sum()) for kind, table in located.items()},
        "date": dated,
        "figure": len(story.figures) - dated,
    }


def test_the_verdicts_are_those_of_the_rules_of_evidence_and_later_sources_are_told_apart(
    story: Story, data: Json
) -> None:
    standings = crosscheck.standings(story).set_index("claim_id")["standing"]
    for claim in data["claims"]:
        cell = standings[claim["id"]]
        assert claim["verdict"] == ("not_checkable" if pd.isna(cell) else str(cell))
        if claim["checks"] and all(check["later"] for check in claim["checks"]):
            assert claim["verdict"] in {"known_later", "not_checked", "not_found"}
    known = crosscheck.judged(story).set_index("check_id")["known"]
    checks = [check for claim in data["claims"] for check in claim["checks"]]
    assert {check["id"] for check in checks if check["later"]} == set(known[known == "later"].index)


def test_bounds_go_over_as_words_and_dates_without_made_up_ends(
    example: Story, shown: Json
) -> None:
    vague = [one["words"] for one in shown["figures"].values() if one["kind"] == "vague"]
    assert set(vague) == {"number not given"}
    when = example.events.set_index("event_id")["when"]
    for event in shown["events"]:
        open_start = pd.isna(when[event["id"]]) or when[event["id"]].startswith(("/", ".."))
        assert (event["from"] is None) == open_start
        assert (event["when"] == "not dated") == pd.isna(when[event["id"]])
    starts = [event["from"] or "9999" for event in shown["events"]]
    assert starts == sorted(starts)


def test_a_link_is_told_from_both_its_ends_the_loudest_first(story: Story, data: Json) -> None:
    links = {claim["id"]: claim["links"] for claim in data["claims"]}
    for row in story.claim_links.itertuples():
        for claim, other, converse in (
            (row.claim_id, row.other_id, False),
            (row.other_id, row.claim_id, True),
        ):
            told = [(one["kind"], one["converse"], one["claim"]) for one in links[claim]]
            assert told.count((str(row.kind), converse, other)) == 1
    loudest = ["contradicts", "answers", "qualifies", "restates", "supports"]
    for told in links.values():
        assert told == sorted(
            told, key=lambda one: (loudest.index(one["kind"]), one["converse"], one["claim"])
        )


def test_a_place_is_told_with_all_that_lies_in_it_and_a_ring_comes_to_an_end(
    example: Story, shown: Json
) -> None:
    places = example.places
    within = dict(zip(places["place_id"], places["within"].fillna(""), strict=True))

    def outwards(place: str) -> list[str]:
        outer = within.get(place, "")
        return [outer, *outwards(outer)] if outer else []

    for place in shown["places"]:
        assert place["holds"] == sorted(one for one in within if place["id"] in outwards(one))
    first, second = places["place_id"].iloc[:2]
    ring = places["place_id"].map({first: second, second: first}).fillna(places["within"])
    turned = explorer_data(with_tables(example, places=places.assign(within=ring)))["places"]
    holds = {place["id"]: place["holds"] for place in turned}
    assert second in holds[first]
    assert first not in holds[first]


def test_only_addresses_of_the_web_become_links(example: Story) -> None:
    references = example.references.assign(address="javascript:alert(1)")
    data = explorer_data(with_tables(example, references=references))
    assert {source["address"] for source in data["references"].values()} == {""}


# ------------------------------------------------------------------------------ the ways in


def test_a_way_in_holds_the_claims_of_its_rows_and_of_its_checks_in_reading_order(
    example: Story,
) -> None:
    check = example.checks.iloc[-1]
    rows = ("c003", str(check["check_id"]), "f001", "quillhaven", "c001", "c001")
    bare = Finding("Nobody is asked.", ("f001",))
    told = ways([Finding("Two differ.", rows, "The article, paragraph 1"), bare], example)
    order = list(listed_claims(example)["claim_id"])
    claims = sorted({"c001", "c003", str(check["claim_id"])}, key=order.index)
    assert told == [
        {"text": "Two differ.", "evidence": "The article, paragraph 1", "claims": claims},
        {"text": "Nobody is asked.", "evidence": "", "claims": []},
    ]


def test_the_ways_in_are_the_main_findings(story: Story, data: Json) -> None:
    assert [way["text"] for way in data["ways"]] == [one.text for one in main(story)] != []


# ------------------------------------------------------------------------------ any tables


def test_the_order_of_rows_does_not_matter_and_no_table_is_changed(
    example: Story, shown: Json
) -> None:
    names = ("claims", "events", "figures", "places", "mentions", "checks", "references")
    turned = {name: example.table(name).iloc[::-1].reset_index(drop=True) for name in names}
    story = with_tables(example, **turned)
    assert as_script(explorer_data(story)) == as_script(shown)
    for name in names:
        assert story.table(name).equals(turned[name])


@pytest.mark.parametrize(
    "names",
    [
        ("places",),
        ("events",),
        ("checks", "references"),
        ("figures", "claim_links", "mentions"),
        ("claims", "claim_links", "checks", "events", "figures", "places", "mentions"),
    ],
    ids="+".join,
)
def test_a_story_without_some_rows_is_shown_all_the_same(
    emptied: Change, names: tuple[str, ...]
) -> None:
    data = explorer_data(emptied(*names))
    assert json.loads(as_script(data)) == data
    assert set(names) <= set(TABLES)


# ------------------------------------------------------------------------------ words


def test_words_go_along_only_where_they_are_asked_for_and_at_hand(
    example: Story, torn: Story, shown: Json
) -> None:
    assert example.words is not None
    assert shown["article"]["words"] == "included"
    assert shown["paragraphs"][0]["text"] == example.words.paragraphs[1]
    data = explorer_data(torn)
    assert data["article"]["words"] == "attached"
    assert data["article"]["missing"] == [5, 7]
    assert [one["number"] for one in data["paragraphs"] if one["text"] is None] == [5, 7]
    # What is passed on keeps the words that are ours, and no others.
    bare = explorer_data(torn, words=False)
    assert without_words(data) == bare
    assert {paragraph["text"] for paragraph in bare["paragraphs"]} == {None}
    assert (bare["article"]["words"], bare["article"]["missing"]) == ("absent", [])
    assert without_words(shown) == shown


# ------------------------------------------------------------------------------ the map


def test_every_point_lies_on_the_map_and_the_centre_in_its_middle_of_measure(story: Story) -> None:
    found = story_map(story.places, story.article.centre)
    assert found is not None
    left, top, width, height = found["box"]
    for x, y in found["points"].values():
        assert left < x < left + width
        assert top < y < top + height
    assert found["points"][found["centre"]] == [0.0, 0.0]


def test_a_story_without_points_has_no_map_and_one_place_alone_has(example: Story) -> None:
    places = example.places.assign(latitude=None, longitude=None)
    assert explorer_data(with_tables(example, places=places))["ground"] is None
    assert story_map(example.places.head(0), None) is None
    alone = story_map(example.places.dropna(subset=["latitude"]).head(1), None)
    assert alone is not None
    assert alone["box"][2] >= 60


@pytest.mark.parametrize(("degrees", "whole"), [(0.3, False), (4.0, True)])
def test_a_small_map_of_the_explorer_has_no_rivers_and_no_borders(
    degrees: float, whole: bool
) -> None:
    places = pd.DataFrame(
        {"place_id": ["a", "b"], "latitude": [33.3, 33.3 + degrees], "longitude": [44.4, 44.0]}
    )
    found = story_map(places, "a")
    assert found is not None
    assert bool(found["layers"]["rivers"]) is whole
    assert bool(found["names"]) is whole
