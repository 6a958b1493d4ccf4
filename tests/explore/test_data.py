"""The data of the explorer: tables in, one piece of JSON out."""

import json
import subprocess
import sys

import pandas as pd
import pytest

from helpers import open_story
from helpers.explore.data import explorer_data, listed_claims, ways, without_words
from helpers.explore.ground import ground
from helpers.explore.page import as_script
from helpers.story.project import story_ids
from helpers.story.story import Story
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.finding import Finding
from helpers.topics.findings import main

from .conftest import Change, with_tables

MAKE = """
from helpers import open_story
from helpers.explore.data import explorer_data
from helpers.explore.page import as_script
print(as_script(explorer_data(open_story("example"))))
"""


@pytest.fixture(scope="module", params=story_ids())
def story(request: pytest.FixtureRequest) -> Story:
    """Each story of the project."""
    return open_story(request.param)


def test_every_row_of_the_story_is_there(story: Story) -> None:
    data = explorer_data(story)
    assert [claim["id"] for claim in data["claims"]] == [
        str(one) for one in listed_claims(story)["claim_id"]
    ]
    assert {event["id"] for event in data["events"]} == set(story.events["event_id"])
    assert {place["id"] for place in data["places"]} == set(story.places["place_id"])
    assert set(data["figures"]) == set(story.figures["figure_id"])
    assert sum(len(claim["checks"]) for claim in data["claims"]) == len(story.checks)
    assert sum(len(claim["links"]) for claim in data["claims"]) == 2 * len(story.claim_links)


def test_every_reference_from_row_to_row_leads_somewhere(story: Story) -> None:
    data = explorer_data(story)
    claims = {claim["id"] for claim in data["claims"]}
    places = {place["id"] for place in data["places"]}
    events = {event["id"] for event in data["events"]}
    for claim in data["claims"]:
        assert set(claim["chain"]) | set(claim["actors"]) <= set(data["actors"])
        assert set(claim["places"]) <= places
        assert set(claim["events"]) <= events
        assert set(claim["figures"]) <= set(data["figures"])
        assert {link["claim"] for link in claim["links"]} <= claims
        for check in claim["checks"]:
            assert set(check["references"]) <= set(data["references"])
            assert check["basis"] in {"", *data["labels"]["basis"]}
            assert check["rule"] in {"", *data["labels"]["rule"]}
            assert check["verdict"] in data["labels"]["verdict"]
        assert claim["verdict"] in data["labels"]["verdict"]
        assert claim["content"] in data["labels"]["content"]
        assert claim["voice"] in data["labels"]["voice"]
        assert claim["topic"] in data["topics"]


def test_spans_stand_in_reading_order_the_widest_first(story: Story) -> None:
    spans = explorer_data(story)["spans"]
    places = [(paragraph, start, -end) for _, _, paragraph, start, end in spans]
    assert places == sorted(places)


def test_the_verdicts_are_those_of_the_rules_of_evidence_and_one_a_claim(story: Story) -> None:
    standings = crosscheck.standings(story).set_index("claim_id")["standing"]
    for claim in explorer_data(story)["claims"]:
        cell = standings[claim["id"]]
        assert claim["verdict"] == ("not_checkable" if pd.isna(cell) else str(cell))


def test_what_only_later_sources_say_is_told_apart(story: Story) -> None:
    known = crosscheck.judged(story).set_index("check_id")["known"]
    checks = [check for claim in explorer_data(story)["claims"] for check in claim["checks"]]
    assert {check["id"] for check in checks if check["later"]} == set(known[known == "later"].index)
    for claim in explorer_data(story)["claims"]:
        if claim["checks"] and all(check["later"] for check in claim["checks"]):
            assert claim["verdict"] in {"known_later", "not_checked", "not_found"}


def test_a_way_in_holds_the_claims_of_its_rows_and_of_its_checks_in_reading_order(
    example: Story,
) -> None:
    check = example.checks.iloc[-1]
    rows = ("c003", str(check["check_id"]), "f001", "quillhaven", "c001", "c001")
    bare = Finding("Nobody is asked.", ("f001",))
    told = ways([Finding("Two differ.", rows, "The article, paragraph 1"), bare], example)
    order = [str(one) for one in listed_claims(example)["claim_id"]]
    assert told == [
        {
            "text": "Two differ.",
            "evidence": "The article, paragraph 1",
            "claims": sorted({"c001", "c003", str(check["claim_id"])}, key=order.index),
        },
        {"text": "Nobody is asked.", "evidence": "", "claims": []},
    ]


def test_the_ways_in_are_the_main_findings(story: Story) -> None:
    told = explorer_data(story)["ways"]
    assert [way["text"] for way in told] == [one.text for one in main(story)] != []


def test_the_same_tables_give_the_same_bytes_in_any_process() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", MAKE],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != ""


def test_the_order_of_rows_does_not_matter(example: Story) -> None:
    turned = with_tables(
        example,
        **{
            name: example.table(name).iloc[::-1].reset_index(drop=True)
            for name in (
                "claims",
                "events",
                "figures",
                "places",
                "mentions",
                "checks",
                "references",
            )
        },
    )
    assert as_script(explorer_data(turned)) == as_script(explorer_data(example))


def test_nothing_is_changed_in_the_tables(example: Story) -> None:
    before = {name: example.table(name) for name in ("claims", "events", "places")}
    explorer_data(example)
    for name, table in before.items():
        assert example.table(name).equals(table)


def test_bounds_go_over_as_words_and_dates_without_made_up_ends(example: Story) -> None:
    data = explorer_data(example)
    assert {
        figure["words"] for figure in data["figures"].values() if figure["kind"] == "vague"
    } == {"number not given"}
    for event, when in zip(
        sorted(data["events"], key=lambda one: one["id"]),
        example.events.sort_values("event_id")["when"],
        strict=True,
    ):
        assert (event["from"] is None) == (pd.isna(when) or str(when).startswith(("/", "..")))


def test_a_link_is_told_from_both_its_ends(example: Story) -> None:
    data = explorer_data(example)
    by_id = {claim["id"]: claim for claim in data["claims"]}
    for row in example.claim_links.itertuples():
        forth = {"kind": str(row.kind), "converse": False, "claim": row.other_id}
        back = {"kind": str(row.kind), "converse": True, "claim": row.claim_id}
        for claim, link in ((row.claim_id, forth), (row.other_id, back)):
            told = [
                {k: v for k, v in one.items() if k not in ("note", "about")}
                for one in by_id[claim]["links"]
            ]
            assert link in told


def test_without_a_copy_no_paragraph_has_words(example: Story) -> None:
    data = explorer_data(example, words=False)
    assert {paragraph["text"] for paragraph in data["paragraphs"]} == {None}
    assert data["article"]["words"] == "absent"


def test_a_torn_copy_says_which_paragraphs_it_lacks(torn: Story) -> None:
    data = explorer_data(torn)
    assert data["article"]["missing"] == [5, 7]
    lacking = [one["number"] for one in data["paragraphs"] if one["text"] is None]
    assert lacking == [5, 7]


def test_foreign_words_are_taken_out_and_own_ones_stay(example: Story, torn: Story) -> None:
    kept = without_words(explorer_data(torn))
    assert {paragraph["text"] for paragraph in kept["paragraphs"]} == {None}
    assert kept == explorer_data(torn, words=False)
    own = explorer_data(example)
    assert without_words(own) == own


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


def test_only_addresses_of_the_web_become_links(example: Story) -> None:
    references = example.references
    references["address"] = "javascript:alert(1)"
    data = explorer_data(with_tables(example, references=references))
    assert {source["address"] for source in data["references"].values()} == {""}


def test_a_place_is_told_with_all_that_lies_in_it(example: Story) -> None:
    data = explorer_data(example)
    rows = example.places.dropna(subset=["within"])
    within = dict(zip(rows["place_id"], rows["within"], strict=True))
    for place in data["places"]:
        direct = {one for one, outer in within.items() if outer == place["id"]}
        assert direct <= set(place["holds"])


def test_places_in_a_ring_come_to_an_end(example: Story) -> None:
    places = example.places
    first, second = places["place_id"].iloc[:2]
    places.loc[places["place_id"] == first, "within"] = second
    places.loc[places["place_id"] == second, "within"] = first
    data = explorer_data(with_tables(example, places=places))
    assert len(data["places"]) == len(places)


# ------------------------------------------------------------------------------ the map


def test_every_point_lies_on_the_map_and_the_centre_in_its_middle_of_measure(story: Story) -> None:
    found = ground(story.places, story.article.centre)
    assert found is not None
    left, top, width, height = found["box"]
    for x, y in found["points"].values():
        assert left < x < left + width
        assert top < y < top + height
    assert found["points"][found["centre"]] == [0.0, 0.0]


def test_a_story_without_points_has_no_map(example: Story) -> None:
    places = example.places.assign(latitude=None, longitude=None)
    assert explorer_data(with_tables(example, places=places))["ground"] is None
    assert ground(example.places.head(0), None) is None


def test_one_place_alone_still_gets_a_map(example: Story) -> None:
    located = example.places.dropna(subset=["latitude"]).head(1)
    found = ground(located, None)
    assert found is not None
    assert found["box"][2] >= 60
