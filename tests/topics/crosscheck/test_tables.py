"""How claims stand: several checks on one claim, hindsight, what counts and what is beside it."""

from typing import Any

import pandas as pd
import pytest

from helpers.story import evidence
from helpers.story.csv_tables import split
from helpers.story.project import story_ids
from helpers.topics.crosscheck import tables

from ...stories import opened
from ..made import Cells, checked

Check = tuple[str, str, str]
# c003 can't be checked, c004 is on another topic.
CLAIMS: list[Cells] = [{}, {}, {"checkable": False}, {"topic": "snow"}]


def story(*checks: Check, **cells: object) -> Any:
    return checked(*checks, claims=[{**claim, **cells} for claim in CLAIMS])


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        # It counts once, under its weightiest standing.
        ("supports a, conflicts b", "conflicts conflicts|supports - 2"),
        # Hindsight decides nothing and is told apart, whatever was known on the day.
        ("supports a, conflicts late", "supports supports conflicts 1"),
        ("cannot_settle a, conflicts late", "cannot_settle cannot_settle conflicts 1"),
        ("conflicts late", "known_later known_later conflicts 0"),
        # What was only said settles less than what was shown.
        ("supports own, supports_in_part a", "supports_in_part supports_in_part|said - 1"),
        # Nothing found is outweighed by what settles something.
        ("not_found a, refines b", "refines refines - 1"),
        ("not_found a, cannot_settle b", "cannot_settle cannot_settle|not_found - 2"),
        ("", "not_checked not_checked - 0"),
    ],
)
def test_a_claim_counts_once_under_its_weightiest_standing_of_the_day(
    checks: str, expected: str
) -> None:
    given = [("c001", *one.split()) for one in checks.split(", ") if one]
    found = tables.standings(story(*given)).iloc[0]  # type: ignore[arg-type]
    cells = found[["standing", "standings", "later", "independent"]].fillna("-")
    assert " ".join(map(str, cells)) == expected
    assert found["label"] == evidence.in_words(found["standing"])


def test_a_claim_takes_the_findings_of_what_decides_and_one_beyond_checking_is_blank() -> None:
    told = (("c001", "supports", "a"), ("c001", "conflicts", "b"), ("c002", "refines", "late"))
    found = tables.standings(story(*told)).set_index("claim_id")
    assert found["findings"].fillna("").tolist() == ["b says 2.", "", "", ""]
    assert found["known"].fillna("").tolist() == ["on the day", "", "", ""]
    assert found["check_ids"].fillna("").tolist() == ["k001|k002", "k003", "", ""]
    assert pd.isna(found.loc["c003", "standing"])
    assert found.loc["c003", "label"] == "not checkable"


def test_how_a_claim_stands_is_said_beside_any_rows_that_cite_it() -> None:
    told = story(
        ("c001", "supports", "a"),
        ("c001", "refines", "side"),
        ("c001", "conflicts", "late"),
        ("c002", "conflicts", "late"),
    )
    cited = pd.DataFrame({"claim_id": ["c003", "c001", "c002", "c004", None], "x": range(5)})
    found = tables.with_verdicts(cited, told)
    assert found["verdict"].fillna("").tolist() == [
        "not checkable",
        "refined, by parties alone (also: upheld)",
        "known only later: contradicted",
        "not checked",
        "",
    ]
    assert found["x"].tolist() == list(range(5))
    assert "verdict" not in cited.columns


def test_what_later_sources_say_is_told_where_none_of_the_day_speaks_to_the_matter() -> None:
    words = tables.verdict_in_words
    assert words("said", "said", False, "supports") == "said, not shown (later: upheld)"
    assert words("said", "said|not_found", False, "conflicts") == (
        "said, not shown (also: not found; later: contradicted)"
    )
    assert words("supports", "supports", False, "conflicts") == "upheld"


def test_the_scoreboard_counts_each_checkable_claim_once() -> None:
    told = story(
        ("c001", "supports", "side"), ("c001", "supports", "own"), ("c002", "refines", "late")
    )
    found = tables.scoreboard(told)
    assert found["standing"].tolist() == list(evidence.LABELS)
    counts = found[found["claims"] > 0][["standing", "claims", "by_parties", "claim_ids"]]
    assert counts.to_numpy().tolist() == [
        ["supports", 1, 1, "c001"],
        ["known_later", 1, 0, "c002"],
        ["not_checked", 1, 0, "c004"],
    ]


@pytest.mark.parametrize("content", ["background", "naming"])
def test_background_and_naming_stand_somewhere_but_are_not_counted(content: str) -> None:
    told = story(("c001", "supports", "a"), content=content)
    assert tables.standings(told)["standing"].iloc[0] == "supports"
    assert tables.scoreboard(told)["claims"].sum() == 0
    assert tables.coverage(told).empty


def test_the_matrix_has_a_cell_for_every_topic_and_standing_that_occurs() -> None:
    found = tables.matrix(story(("c001", "supports", "a")))
    assert found[["topic_label", "label", "claims"]].to_numpy().tolist() == [
        ["The rain", "upheld", 1],
        ["The rain", "not checked", 1],
        ["snow", "upheld", 0],
        ["snow", "not checked", 1],
    ]


def test_coverage_counts_claims_that_were_looked_up() -> None:
    found = tables.coverage(story(("c001", "not_found", "a|b"), ("c002", "not_checked", "")))
    assert found.to_numpy().tolist() == [["rain", 3, 2, 1, 2], ["snow", 1, 1, 0, 0]]


def test_each_rule_says_how_often_it_fired_and_what_it_changed() -> None:
    told = story(
        ("c001", "supports", "own"),
        ("c002", "supports", "own|a"),
        ("c004", "refines", "late"),
        ("c004", "conflicts", "side"),
    )
    found = tables.rules_fired(told).set_index("rule")
    assert list(found.index) == [rule.name for rule in evidence.RULES]
    columns = ["fired", "changed", "check_ids"]
    assert found.loc["independent", columns].tolist() == [2, 1, "k001|k002"]
    assert found.loc["hindsight", "check_ids"] == "k003"
    assert found.loc["one_account", columns].tolist() == [1, 1, "k004"]


def test_every_check_names_its_references() -> None:
    found = tables.checked_evidence(story(("c001", "supports", "a|b"))).iloc[0]
    assert found[["publishers", "finding", "paraphrase"]].tolist() == [
        "A|B",
        "a|b says 1.",
        "No. 1.",
    ]


def test_tensions_carry_both_speakers_and_how_both_stand() -> None:
    pairs = (
        ("c001", "c002", "qualifies"),
        ("c002", "c004", "contradicts"),
        ("c004", "c001", "supports"),
    )
    links: list[Cells] = [{"claim_id": a, "other_id": b, "kind": kind} for a, b, kind in pairs]
    told = checked(("c002", "conflicts", "a"), claims=CLAIMS, claim_links=links)
    found = tables.tensions(told)
    assert found["kind"].tolist() == ["contradicts", "qualifies"]
    assert found[["said", "verdict", "other_said", "other_verdict"]].iloc[0].tolist() == [
        "The Paper, paragraph 2: No. 2.",
        "contradicted",
        "The Paper, paragraph 2: No. 4.",
        "not checked",
    ]


@pytest.mark.parametrize("story_id", story_ids())
def test_every_real_claim_stands_somewhere_and_no_check_is_lost(story_id: str) -> None:
    real = opened(story_id)
    found = tables.standings(real)
    assert found["checks"].sum() == len(real.checks)
    assert found["claim_id"].tolist() == real.claims["claim_id"].tolist()
    assert not found.loc[found["standing"].isna(), "checkable"].any()
    score, cover = tables.scoreboard(real), tables.coverage(real)
    news = real.claims["content"].astype("string") == "assertion"
    stands = real.claims["checkable"] | real.claims["claim_id"].isin(real.checks["claim_id"])
    assert score["claims"].sum() == (news & stands).sum()
    assert tables.matrix(real)["claims"].sum() == score["claims"].sum()
    named = [key for cell in score["claim_ids"] for key in split(cell)]
    assert len(named) == len(set(named)) == score["claims"].sum()
    assert (cover["checked"] <= cover["checkable"]).all()
    assert (cover["checkable"] <= cover["claims"]).all()
