"""How claims stand: several checks on one claim, hindsight, what counts and what is beside it."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from helpers.story import evidence
from helpers.story.contract import dtypes
from helpers.story.csv_tables import split
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.crosscheck import tables


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


PLAIN = {
    "topic": "rain",
    "content": "assertion",
    "speaker": "paper",
    "chain": "paper",
    "checkable": True,
    "paragraph": 2,
}
REFERENCES = rows(
    "references",
    {"ref_id": "a", "publisher": "A", "origin": "a", "published": "2020-05-05"},
    {"ref_id": "b", "publisher": "B", "origin": "b", "published": "2020-05-05"},
    {"ref_id": "late", "publisher": "Late", "origin": "late", "published": "2021"},
    {"ref_id": "side", "publisher": "Side", "origin": "side", "published": "2020-05-05"}
    | {"interested_party": True},
    {"ref_id": "own", "publisher": "Own", "origin": "own", "published": "2020-05-05"}
    | {"speaks_for": "paper"},
)


def story(
    *checks: tuple[str, str, str], links: tuple[tuple[str, str, str], ...] = (), **cells: object
) -> Any:
    """A story of four claims: c003 can't be checked, c004 is on another topic."""
    claims = ({}, {}, {"checkable": False}, {"topic": "snow"})
    return SimpleNamespace(
        article=SimpleNamespace(published="2020-05-05", topics={"rain": "The rain"}),
        actors=rows("actors", {"actor_id": "paper", "name": "The Paper"}),
        references=REFERENCES,
        figures=rows("figures"),
        places=rows("places"),
        claims=rows(
            "claims",
            *(
                {"claim_id": f"c{n:03}", "paraphrase": f"No. {n}.", **PLAIN, **claim, **cells}
                for n, claim in enumerate(claims, start=1)
            ),
        ),
        claim_links=rows(
            "claim_links",
            *({"claim_id": one, "other_id": other, "kind": kind} for one, other, kind in links),
        ),
        checks=rows(
            "checks",
            *(
                {"check_id": f"k{n:03}", "claim_id": claim, "verdict": verdict, "ref_ids": refs}
                | {"basis": "read_in_copy", "finding": f"Finding {n}."}
                for n, (claim, verdict, refs) in enumerate(checks, start=1)
            ),
        ),
    )


def standing(*checks: tuple[str, str, str]) -> pd.Series:
    return tables.standings(story(*checks)).set_index("claim_id").loc["c001"]


def test_a_claim_counts_once_under_its_weightiest_standing() -> None:
    found = standing(("c001", "supports", "a"), ("c001", "conflicts", "b"))
    assert found["standing"] == "conflicts"
    assert found["standings"] == "conflicts|supports"
    assert found["label"] == "contradicted"
    assert found["independent"] == 2
    assert found["findings"] == "Finding 2."


def test_hindsight_decides_nothing_where_something_was_known_on_the_day() -> None:
    found = standing(("c001", "supports", "a"), ("c001", "conflicts", "late"))
    assert (found["standing"], found["later"], found["known"]) == (
        "supports",
        "conflicts",
        "on the day",
    )


def test_hindsight_decides_nothing_and_is_told_apart() -> None:
    found = standing(("c001", "cannot_settle", "a"), ("c001", "conflicts", "late"))
    assert (found["standing"], found["later"]) == ("cannot_settle", "conflicts")
    alone = standing(("c001", "conflicts", "late"))
    assert (alone["standing"], alone["label"]) == ("known_later", "known only later")
    assert pd.isna(alone["findings"])
    told = tables.hindsight(story(("c001", "supports", "a"), ("c001", "refines", "late")))
    assert told["check_id"].tolist() == ["k002"]


def test_what_was_only_said_settles_less_than_what_was_shown() -> None:
    found = standing(("c001", "supports", "own"), ("c001", "supports_in_part", "a"))
    assert (found["standing"], found["standings"]) == ("supports_in_part", "supports_in_part|said")


def test_a_claim_without_a_check_is_not_checked_and_one_beyond_checking_is_blank() -> None:
    table = tables.standings(story()).set_index("claim_id")
    assert table.loc["c001", "standing"] == "not_checked"
    assert pd.isna(table.loc["c003", "standing"])
    assert table.loc["c003", "label"] == "not checkable"


def test_how_a_claim_stands_is_said_beside_any_rows_that_cite_it() -> None:
    told = story(
        ("c001", "supports", "a"),
        ("c001", "refines", "side"),
        ("c001", "conflicts", "late"),
        ("c002", "conflicts", "late"),
    )
    cited = pd.DataFrame({"claim_id": ["c003", "c001", "c002", "c004", None], "x": range(5)})
    found = tables.with_verdicts(cited, told)
    assert found["verdict"].tolist()[:4] == [
        "not checkable",
        "refined, by parties alone (also: upheld)",
        "known only later",
        "not checked",
    ]
    assert pd.isna(found["verdict"].iloc[4])
    assert found["x"].tolist() == list(range(5))
    assert "verdict" not in cited.columns


def test_the_scoreboard_counts_each_checkable_claim_once() -> None:
    told = story(
        ("c001", "supports", "side"), ("c001", "supports", "own"), ("c002", "refines", "late")
    )
    found = tables.scoreboard(told).set_index("standing")
    assert list(found.index) == list(evidence.LABELS)
    assert found["claims"].sum() == 3
    assert found.loc["supports", ["claims", "by_parties"]].tolist() == [1, 1]
    assert found.loc["known_later", ["claims", "by_parties"]].tolist() == [1, 0]
    assert found.loc["not_checked", "claim_ids"] == "c004"


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
    found = tables.coverage(story(("c001", "not_found", "a"), ("c002", "not_checked", "")))
    assert found.set_index("topic").loc["rain"].tolist() == [3, 2, 1, 1]
    assert found.set_index("topic").loc["snow"].tolist() == [1, 1, 0, 0]


@pytest.mark.parametrize("story_id", story_ids())
def test_no_more_is_checked_than_can_be(story_id: str) -> None:
    found = tables.coverage(open_story(story_id))
    assert (found["checked"] <= found["checkable"]).all()
    assert (found["checkable"] <= found["claims"]).all()


def test_each_rule_says_how_often_it_fired_and_what_it_changed() -> None:
    told = story(
        ("c001", "supports", "own"), ("c002", "supports", "own|a"), ("c004", "refines", "late")
    )
    found = tables.rules_fired(told).set_index("rule")
    assert list(found.index) == [rule.name for rule in evidence.RULES]
    assert found.loc["independent", ["fired", "changed"]].tolist() == [2, 1]
    assert found.loc["hindsight", "check_ids"] == "k003"


def test_every_check_names_its_references() -> None:
    found = tables.checked_evidence(story(("c001", "supports", "a|b"))).iloc[0]
    assert found["publishers"] == "A|B"
    assert (found["finding"], found["paraphrase"]) == ("Finding 1.", "No. 1.")


def test_tensions_carry_both_speakers_and_how_both_stand() -> None:
    links = (
        ("c001", "c002", "qualifies"),
        ("c002", "c004", "contradicts"),
        ("c004", "c001", "supports"),
    )
    found = tables.tensions(story(("c002", "conflicts", "a"), links=links))
    assert found["kind"].tolist() == ["contradicts", "qualifies"]
    first = found.iloc[0]
    assert first["said"] == "The Paper, paragraph 2: No. 2."
    assert (first["verdict"], first["other_verdict"]) == ("contradicted", "not checked")


@pytest.mark.parametrize("story_id", story_ids())
def test_every_real_claim_stands_somewhere_and_no_check_is_lost(story_id: str) -> None:
    real = open_story(story_id)
    found = tables.standings(real)
    assert found["checks"].sum() == len(real.checks)
    assert found["claim_id"].tolist() == real.claims["claim_id"].tolist()
    assert not found.loc[found["standing"].isna(), "checkable"].any()
    score = tables.scoreboard(real)
    news = real.claims["content"].astype("string") == "assertion"
    stands = real.claims["checkable"] | real.claims["claim_id"].isin(real.checks["claim_id"])
    assert score["claims"].sum() == (news & stands).sum()
    assert tables.matrix(real)["claims"].sum() == score["claims"].sum()
    named = [key for cell in score["claim_ids"] for key in split(cell)]
    assert len(named) == len(set(named)) == score["claims"].sum()
