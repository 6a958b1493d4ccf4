"""The findings that are computed for a story without written ones: plain sentences from its rows."""

import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from helpers.story import notes
from helpers.story.contract import TABLES
from helpers.story.project import story_ids
from helpers.topics import findings
from helpers.topics.crosscheck import findings as crosscheck
from helpers.topics.crosscheck import tables

from ..stories import opened
from .made import Cells, checked, exact, story

TOPICS = ("actors", "claims", "casualties", "timeline", "places")

PEOPLE: list[Cells] = [
    {"actor_id": "paper", "name": "The Paper"},
    {"actor_id": "guard", "name": "The Guard"},
    {"actor_id": "fleet", "name": "The Fleet"},
    {"actor_id": "post", "name": "The Post"},
    {"actor_id": "clerk", "name": "A clerk", "kind": "unnamed", "part_of": "fleet"},
]
CLERK: Cells = {"speaker": "clerk", "voice": "indirect", "chain": "clerk|fleet|guard|paper"}
LONGER: Cells = {**CLERK, "chain": "clerk|guard|post|paper"}
TIE: Cells = {"source": "guard", "target": "fleet"}
TOLL: Cells = {"victims": "People aboard"}
TOLLS: list[Cells] = [
    {**TOLL, "lower": 3000, "bound": "more_than", "claim_id": "c001"},
    {**TOLL, "victims": "Children"},
    {**TOLL, "included_in": "d001"},
    {**TOLL, "ref_id": "post", "period": "2013", **exact(9)},
]
HELD: list[Cells] = [{"claim_id": "c001", "ref_ids": "post"}]
AHEAD: Cells = {"when": "2014-09-29/..", "status": "possible"}

# Per case its topic, the rows of a story, and each sentence with the rows that it rests on.
CASES: dict[str, tuple[str, dict[str, list[Cells]], list[tuple[str, str]]]] = {
    "whoever has a part that speaks is heard, and others are not": (
        "actors",
        {
            "actors": PEOPLE,
            "mentions": [{"actor_id": "guard"}, {"actor_id": "fleet"}],
            "claims": [CLERK],
        },
        [
            ("One is spoken of and never heard: The Guard.", "guard"),
            ("The Paper relies on one source without a name: a clerk.", "clerk"),
        ],
    ),
    "the ties of a pair are counted by what the article states as fact": (
        "actors",
        {
            "actors": PEOPLE,
            "relations": [
                {**TIE, "kind": "fights"},
                {**TIE, "kind": "meets", "status": "reported"},
                {**TIE, "kind": "rivals"},
                {**TIE, "kind": "joins"},
            ],
        },
        [
            (
                "As fact, the article gives The Fleet and The Guard one tie of cooperation and two"
                " ties of conflict.",
                "r001 r003 r004 r002",
            )
        ],
    ),
    "assertions are counted, and the longest way is told by hands": (
        "claims",
        {"actors": PEOPLE, "claims": [CLERK, {}, {"content": "naming"}]},
        [
            (
                "Of two assertions The Paper makes one in its own voice; one comes from a source"
                " without a name.",
                "c001 c002",
            ),
            (
                "One assertion comes at second hand: a clerk, through The Fleet and The Guard.",
                "c001",
            ),
        ],
    ),
    "all assertions that come through others are counted": (
        "claims",
        {"actors": PEOPLE, "claims": [CLERK, CLERK, {**CLERK, "content": "naming"}]},
        [
            (
                "Of two assertions The Paper makes none in its own voice; two come from a source"
                " without a name.",
                "c001 c002",
            ),
            (
                "Two assertions come at second hand, one of them from a clerk, through The Fleet"
                " and The Guard.",
                "c001 c002",
            ),
        ],
    ),
    "of ways of several lengths the longest is told": (
        "claims",
        {"actors": PEOPLE, "claims": [{**CLERK, "chain": "clerk|guard|paper"}, LONGER]},
        [
            (
                "Of two assertions The Paper makes none in its own voice; two come from a source"
                " without a name.",
                "c001 c002",
            ),
            (
                "Two assertions come at second hand or further, one of them at third hand: a"
                " clerk, through The Guard and The Post.",
                "c002 c001",
            ),
        ],
    ),
    "two claims that exclude each other are told by what they speak of": (
        "claims",
        {
            "actors": PEOPLE,
            "claims": [
                {"paragraph": 1, "content": "naming"},
                {"paragraph": 7, "content": "naming"},
            ],
            "claim_links": [
                {"claim_id": "c002", "other_id": "c001", "kind": "contradicts"}
                | {"thing": "whether it rains"}
            ],
        },
        [("Paragraphs 1 and 7 exclude each other on one thing: whether it rains.", "c002 c001")],
    ),
    "a toll keeps its bound and says when it has no source": (
        "casualties",
        {"casualties": TOLLS, "checks": HELD, "claims": [{}]},
        [
            (
                "The article's largest toll of people killed is more than 3,000, and it names no"
                " source: people aboard.",
                "d001",
            ),
            ("A reference counts 9, 2013: people aboard (The Guard).", "d004"),
            ("The article gives no exact number for children.", "d002"),
        ],
    ),
    "a toll has its source": (
        "casualties",
        {"casualties": TOLLS[:1], "claims": [{"speaker": "guard"}]},
        [
            (
                "The article's largest toll of people killed is more than 3,000 (The Guard): people"
                " aboard.",
                "d001",
            )
        ],
    ),
    "the earliest date, a date by a reference, and what lay ahead are told": (
        "timeline",
        {
            "events": [
                {"when": "2014", "surface": "this year", "description": "It rains."},
                {"when": "2013", "surface": "last year", "description": "It pours."},
                {"when": "2013-11", "surface": "in November", "description": "It snows."},
                {"when": "/2014", "established_when": "2014-02-03", "ref_id": "post"},
                {"established_when": "2012", "ref_id": "post", "description": "It hails."},
                {**AHEAD, "description": "It freezes."},
                {**AHEAD, "description": "It thaws."},
            ],
            "references": [{"ref_id": "post", "publisher": "The Post"}],
        },
        [
            ("The earliest date in the article is 2013: It pours.", "e002"),
            (
                "A reference has a date that the article lacks, 3 February 2014: It happens (The"
                " Post).",
                "e004",
            ),
            ("Two things in the article had not happened, among them: It freezes.", "e006 e007"),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_computed_finding_is_told_as_its_rows_have_it_and_rests_on_them(case: str) -> None:
    topic, given, told = CASES[case]
    found = findings.NOTES[topic].computed(story(**given))
    assert [(one.text, " ".join(one.rows)) for one in found] == told


@pytest.mark.parametrize("note", findings.NOTES)
def test_a_story_without_rows_has_no_findings(note: str) -> None:
    assert findings.NOTES[note].computed(story()) == []


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (exact(100), "10.6 km more than stated"),
        ({"upper": 120, "bound": "less_than"}, "which is what the words allow"),
        ({"lower": 120, "bound": "at_least"}, "9.4 km less than stated"),
        (
            {"value": 100, "bound": "about"},
            "10.6 km from the number, to which the words set no limits",
        ),
    ],
)
def test_a_distance_is_told_as_stated_and_as_measured(words: Cells, verdict: str) -> None:
    figure: Cells = {"surface": "so far", "from_place": "origin", **words}
    told = story(
        actors=PEOPLE,
        claims=[{}],
        places=[
            {"place_id": "origin", "name": "Origin", "latitude": 0, "longitude": 0},
            {"place_id": "north", "name": "North", "latitude": 1, "longitude": 0},
        ],
        figures=[{**figure, "to_place": "north"}, figure],
    )
    assert [one.text for one in findings.NOTES["places"].computed(told)] == [
        "The article puts North so far from Origin (The Paper); between the two points lie 110.6 km"
        f" (68.7 miles), {verdict}.",
        "No map can test the distance “so far”, because one end is not a place.",
        "Of the article's places on the map North lies furthest from Origin: 111 km to the north.",
    ]


# --- the sentences of the checks ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("checks", "in_short", "supported", "hindsight"),
    [
        # Contradictions come first; what is borne out, and what came later, stands apart.
        ("c001 refines a, c002 conflicts b, c003 supports a", ["b 2", "a 1"], ["a 3"], []),
        ("c001 refines a, c003 supports a, c002 supports own", ["a 1"], ["a 2"], []),
        ("c001 conflicts late, c002 conflicts a", ["a 2"], [], ["late 1"]),
        ("c001 not_found a, c002 cannot_settle b", [], [], []),
        # A list is short.
        (
            ", ".join(f"c00{n} refines a" for n in range(1, 8)),
            [f"a {n}" for n in range(1, 6)],
            [],
            [],
        ),
    ],
)
def test_the_checks_are_told_in_their_own_sentences(
    checks: str, in_short: list[str], supported: list[str], hindsight: list[str]
) -> None:
    told = many(checks, 7)
    for note, expected in (
        (crosscheck.in_short, in_short),
        (crosscheck.supported, supported),
        (crosscheck.hindsight, hindsight),
    ):
        sentences = [one.replace(" ", " says ") + "." for one in expected]
        assert [one.text for one in note.computed(told)] == sentences


def many(checks: str, claims: int) -> Any:
    """A story of so many claims, with checks as "claim verdict references"."""
    given = [tuple(one.split()) for one in checks.split(", ") if one]
    return checked(*given, claims=[{"paragraph": n} for n in range(1, claims + 1)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("checks", "told"),
    [
        ("c001 conflicts late", "one assertion is known only from later sources."),
        (
            "c001 conflicts late, c002 supports late",
            "two assertions are known only from later sources.",
        ),
    ],
)
def test_what_only_later_sources_tell_is_said_where_nobody_differed_on_the_day(
    checks: str, told: str
) -> None:
    (found,) = crosscheck.in_short.computed(many(checks, 3))
    assert found.text == f"On the day, no other source is shown to differ; {told}"


def test_a_check_rests_on_its_claim_and_itself_and_a_sentence_is_told_once() -> None:
    told = many("c001 refines a, c002 refines a", 2)
    assert [one.rows for one in crosscheck.in_short.computed(told)] == [
        ("c001", "k001"),
        ("c002", "k002"),
    ]
    checks = told.checks.assign(finding=pd.array(["The same."] * 2, "string"))
    same = replace(told, _tables={**told._tables, "checks": checks})
    assert [one.text for one in crosscheck.in_short.computed(same)] == ["The same."]


@pytest.mark.parametrize(
    ("checks", "claims", "sentences"),
    [
        (
            "c001 refines a, c002 supports own",
            3,
            "Two of three assertions that can be checked were looked up. Of them one is refined and"
            " one is shown only to have been said.",
        ),
        (
            "c001 refines a",
            1,
            "The one assertion that can be checked was looked up. It is refined.",
        ),
        (
            "c001 refines a, c002 refines a",
            2,
            "All two assertions that can be checked were looked up. Of them two are refined.",
        ),
        ("", 3, "None of three assertions that can be checked was looked up."),
        ("", 1, "The one assertion that can be checked was not looked up."),
        ("", 0, ""),
    ],
)
def test_coverage_counts_each_assertion_once(checks: str, claims: int, sentences: str) -> None:
    told = crosscheck.coverage(many(checks, claims))
    assert " ".join(one.text for one in told) == sentences


# --- real stories -------------------------------------------------------------------------------


@pytest.mark.parametrize("story_id", story_ids())
def test_every_check_that_the_note_cites_has_its_evidence(story_id: str) -> None:
    real = opened(story_id)
    shown = tables.cited(real)
    for part in notes.sections(real, "crosscheck"):
        assert set(part.check_ids) <= set(shown.index)
        assert shown.loc[list(part.check_ids)].notna().all(axis=None)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("story_id", story_ids())
def test_real_findings_are_whole_sentences_that_rest_on_rows(story_id: str, topic: str) -> None:
    real = opened(story_id)
    known = {str(cell) for name in TABLES for cell in real.table(name).iloc[:, 0]}
    found = findings.computed(real, topic)
    # An article that tells of nobody harmed leaves nothing to find about tolls.
    told = topic != "casualties" or real.casualties["claim_id"].notna().any()
    assert (2 if told else 0) <= len(found) <= 3
    for finding in found:
        assert re.fullmatch(r"[A-Z].*[\w”)]\.", finding.text), finding.text
        assert not re.search(r"\bnan\b|<NA>|\bNone\b|  |\.\.", finding.text), finding.text
        assert finding.rows
        assert set(finding.rows) <= known, finding.text
