"""Findings on the cross-check: whole sentences that follow the rows."""

import re
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from helpers import notes
from helpers.contract import dtypes
from helpers.findings import crosscheck as findings
from helpers.story import open_story, story_ids
from helpers.tables import crosscheck as tables


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def story(*checks: tuple[str, str, str], claims: int = 3, links: Any = (), **tables_: Any) -> Any:
    """A story of so many claims; the first one is the headline."""
    plain = {"topic": "rain", "speaker": "paper", "chain": "paper", "checkable": True}
    refs = {"a": {}, "b": {}, "late": {"published": "2021"}, "side": {"interested_party": True}}
    told = SimpleNamespace(
        article=SimpleNamespace(published="2020-05-05", topics={"rain": "The rain"}),
        actors=rows("actors", {"actor_id": "paper", "name": "The Paper"}),
        paragraphs=rows("paragraphs", {"paragraph": 1, "kind": "headline"}),
        references=rows(
            "references",
            *(
                {"ref_id": key, "publisher": key, "origin": key, "published": "2020", **cells}
                for key, cells in refs.items()
            ),
            {"ref_id": "own", "publisher": "own", "origin": "own", "speaks_for": "paper"},
        ),
        claims=rows(
            "claims",
            *({"claim_id": f"c{n:03}", "paragraph": n, **plain} for n in range(1, claims + 1)),
        ),
        checks=rows(
            "checks",
            *(
                {"check_id": f"k{n:03}", "claim_id": claim, "verdict": verdict, "ref_ids": ref}
                | {"basis": "read_in_copy"}
                for n, (claim, verdict, ref) in enumerate(checks, start=1)
            ),
        ),
        claim_links=rows(
            "claim_links",
            *({"claim_id": one, "other_id": two, "kind": kind} for one, two, kind in links),
        ),
        figures=rows("figures"),
        places=rows("places"),
        coordinates=rows("coordinates"),
    )
    for name, table in tables_.items():
        setattr(told, name, table)
    return told


def only(found: list[Any]) -> str:
    (finding,) = found
    return str(finding.text)


def test_the_scoreboard_says_what_was_looked_up_and_what_was_not() -> None:
    told = story(("c001", "conflicts", "a"), ("c002", "supports", "own"))
    assert only(findings.scoreboard(told)) == (
        "Of three claims that can be checked, two have been looked up: one is contradicted and one"
        " is settled only as to what was said; one was not."
    )
    assert only(findings.scoreboard(story())) == (
        "None of the three claims that can be checked has been looked up."
    )


def test_strength_tells_one_source_and_sides_apart() -> None:
    told = story(
        ("c001", "supports", "a|b"), ("c002", "supports", "side"), ("c003", "supports", "a")
    )
    assert only(findings.strength(told)) == (
        "Of the three claims upheld, two rest on one independent source and one only on sources"
        " with a stake in the matter."
    )
    assert only(findings.strength(story(("c001", "supports", "side")))) == (
        "The one claim upheld rests on one independent source and only on sources with a stake in"
        " the matter."
    )
    assert findings.strength(story(("c001", "conflicts", "a"))) == []


def test_contradictions_say_where_they_stand_and_who_contradicts() -> None:
    told = story(("c001", "conflicts", "side"), ("c002", "conflicts", "a"))
    assert only(findings.against(told)) == (
        "Two claims are contradicted, one of them in headline or standfirst and one by a side in"
        " the matter alone."
    )
    assert only(findings.against(story(("c001", "conflicts", "a")))) == "One claim is contradicted."


def test_overruled_verdicts_are_told_with_their_reason() -> None:
    told = story(("c001", "supports", "own"), ("c002", "supports", "a"))
    assert only(findings.own_word(told)) == (
        "The rules of evidence overrule one recorded verdict of two because the reference goes"
        " back to the claim's own source."
    )
    assert findings.own_word(story(("c002", "supports", "a"))) == []


def test_hindsight_is_told_apart() -> None:
    told = story(
        ("c001", "supports", "a"), ("c001", "conflicts", "late"), ("c002", "refines", "late")
    )
    assert only(findings.hindsight(told)) == (
        "References published after the article add to one claim what could not be known on the"
        " day, in one of them a contradiction; they alone settle one claim."
    )


def test_the_article_against_itself_is_settled_where_one_side_is_upheld() -> None:
    links = [("c001", "c002", "contradicts"), ("c001", "c003", "contradicts")]
    told = story(("c001", "supports", "a"), ("c002", "conflicts", "b"), links=links)
    found = findings.tensions(told)
    assert only(found) == (
        "In two places the article contradicts itself; in one the references uphold one side and"
        " contradict the other."
    )
    assert found[0].rows == ("c001", "c002")


def test_rules_name_the_one_that_fired_most() -> None:
    told = story(
        ("c001", "supports", "own"), ("c002", "supports", "own"), ("c003", "supports", "side")
    )
    assert only(findings.rules(told)) == (
        "Most often a rule had to say that no source vouches for itself: in two of three checks."
        " Two verdicts were changed by “no source vouches for itself”."
    )


def test_what_was_never_looked_up_is_counted() -> None:
    assert only(findings.unchecked(story(("c001", "supports", "a")))) == (
        "Two claims that can be checked were never looked up."
    )


PLACES = rows(
    "places",
    {"place_id": "city", "name": "City", "kind": "city"},
    {"place_id": "town", "name": "Town", "kind": "town"},
)
COORDINATES = rows(
    "coordinates",
    {"place_id": "city", "ref_id": "a", "latitude": 0.0, "longitude": 0.0},
    {"place_id": "town", "ref_id": "a", "latitude": 1.0, "longitude": 0.0},
)


def stated(to_place: str | None, *checks: dict[str, object]) -> Any:
    figure = {"figure_id": "f001", "claim_id": "c001", "kind": "distance", "bound": "exact"}
    figure |= {"value": 100, "lower": 100, "upper": 100, "unit": "km", "surface": "100 km"}
    told = story(places=PLACES, coordinates=COORDINATES)
    told.figures = rows("figures", {**figure, "from_place": "city", "to_place": to_place})
    told.checks = rows("checks", *({"check_id": "k001", "claim_id": "c001", **c} for c in checks))
    return told


def test_the_sentence_on_edge_and_centre_comes_from_the_numbers() -> None:
    near = {"value": 98, "unit": "km_from_edge"}
    assert only(findings.distances(stated("town", near))) == (
        "“100 km” comes closer to the edge of City than to its centre: one gazetteer gives 110.6"
        " km (68.7 miles) from the centre of City to Town, north, which is 10.6 km more than"
        " stated at the nearest; from its edge a reference gives 98 km (60.9 miles), which is 2.0"
        " km less than stated at the nearest."
    )
    far = {"value": 60, "unit": "km_from_edge"}
    assert "comes closer to the centre of City than to its edge" in only(
        findings.distances(stated("town", far))
    )


def test_a_missing_edge_and_a_missing_end_are_said() -> None:
    assert only(findings.distances(stated("town"))).endswith(
        "no reference gives the distance from the edge of City."
    )
    assert "cannot be measured" in only(findings.distances(stated(None)))


@pytest.mark.parametrize("story_id", story_ids())
def test_findings_on_real_stories_are_sentences_on_rows_that_exist(story_id: str) -> None:
    real = open_story(story_id)
    known = {*real.claims["claim_id"], *real.checks["check_id"], *real.figures["figure_id"]}
    functions = (findings.in_short, findings.rules, findings.unchecked, findings.distances)
    for found in (one for function in functions for one in function(real)):
        assert re.fullmatch(r"[A-Z0-9“].*[.]", found.text)
        assert "  " not in found.text
        assert set(found.rows) <= known


def test_a_story_without_claims_has_no_findings() -> None:
    empty = story(claims=0)
    assert findings.in_short(empty) == []
    for one in (findings.rules, findings.unchecked, findings.distances):
        assert one(empty) == []


@pytest.mark.parametrize("story_id", story_ids())
def test_every_check_that_the_note_cites_has_its_evidence(story_id: str) -> None:
    real = open_story(story_id)
    shown = tables.cited(real)
    for part in notes.sections(real, "crosscheck"):
        assert set(part.check_ids) <= set(shown.index)
        assert shown.loc[list(part.check_ids)].notna().all(axis=None)
