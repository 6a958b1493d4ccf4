"""Findings on claims: whole sentences that follow the rows."""

import re
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from helpers.contract import dtypes
from helpers.findings import claims
from helpers.story import open_story, story_ids


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


PLAIN = {
    "paragraph": 2,
    "start": 0,
    "paraphrase": "It rains.",
    "topic": "rain",
    "speaker": "the-paper",
    "chain": "the-paper",
    "voice": "narrator",
    "certainty": "certain",
    "checkable": True,
}
QUOTED = {"speaker": "guard", "chain": "guard|agency|the-paper", "voice": "direct"}


def story(
    *cells: dict[str, object],
    links: list[tuple[str, str, str]] | None = None,
    checks: list[tuple[str, str]] | None = None,
) -> Any:
    return SimpleNamespace(
        article=SimpleNamespace(outlet="The Paper", outlet_id="the-paper", published="2020-05-05"),
        references=rows("references", {"ref_id": "x", "publisher": "X", "origin": "x"}),
        figures=rows("figures"),
        actors=rows(
            "actors",
            {"actor_id": "the-paper", "name": "The Paper"},
            {"actor_id": "agency", "name": "The Agency"},
            {"actor_id": "guard", "name": "The Guard"},
        ),
        paragraphs=rows(
            "paragraphs",
            {"paragraph": 1, "kind": "headline", "length": 10},
            {"paragraph": 2, "kind": "body", "length": 90},
        ),
        claims=rows(
            "claims",
            *({"claim_id": f"c{n:03}", **PLAIN, **c} for n, c in enumerate(cells, start=1)),
        ),
        claim_links=rows(
            "claim_links",
            *({"claim_id": a, "other_id": b, "kind": kind} for a, b, kind in links or []),
        ),
        checks=rows(
            "checks",
            *(
                {"check_id": f"k{n:03}", "claim_id": claim, "verdict": verdict, "ref_ids": "x"}
                for n, (claim, verdict) in enumerate(checks or [], start=1)
            ),
        ),
    )


def only(found: list[Any]) -> str:
    (finding,) = found
    return str(finding.text)


def test_a_story_without_claims_has_no_findings() -> None:
    empty = story()
    assert claims.in_short(empty) == []
    for finding in (claims.speakers, claims.hedged_by_voice, claims.certainty, claims.checks):
        assert finding(empty) == []


def test_one_claim_of_the_outlet_is_spoken_of_in_the_singular() -> None:
    found = claims.in_short(story({}))
    assert [finding.text for finding in found] == [
        "The article makes one claim, in The Paper's own voice.",
        "The one claim that can be checked has not been held against a reference.",
    ]


def test_voices_are_told_apart() -> None:
    assert only(claims.voices(story({}, {}, QUOTED))) == (
        "The article makes three claims, two of them in The Paper's own voice, and the words of"
        " others in the rest: one in quotation marks."
    )


def test_an_article_that_only_quotes_claims_nothing_itself() -> None:
    assert only(claims.voices(story(QUOTED, QUOTED))) == (
        "The article makes two claims, all of them the words of others: two in quotation marks."
    )


def test_the_longest_way_is_written_out() -> None:
    assert only(claims.relays(story({}, QUOTED))) == (
        "One claim reaches the page through at least one relay between the first speaker and the"
        " outlet; the longest way is The Guard → The Agency → The Paper."
    )


def test_hedges_are_counted_and_the_headline_is_looked_at_apart() -> None:
    told = story({"paragraph": 1}, {"paragraph": 1, "hedges": "may"}, {"hedges": "may"}, {})
    assert only(claims.hedges(told)) == (
        "Two of the four claims carry a word that weakens the claim, most often “may” (in two"
        " claims); of the two in headline and standfirst, one is without one."
    )


def test_no_most_frequent_hedge_is_named_where_each_stands_once() -> None:
    assert "most often" not in only(claims.hedges(story({"hedges": "may"}, {"hedges": "about"})))


def test_tensions_count_contradictions_apart() -> None:
    links = [("c002", "c001", "contradicts"), ("c003", "c001", "qualifies")]
    told = story({"paragraph": 1}, {}, {}, links=links)
    assert only(claims.tensions(told)) == (
        "In two places one claim contradicts, qualifies or answers another; one of these is a"
        " contradiction."
    )
    assert only(claims.most_pulled(told)) == (
        "The claim that most others pull against, two of them, stands in the headline, in the"
        " outlet's own voice: “It rains”; no reference has been held against it."
    )


def test_the_verdict_stands_beside_the_claim_that_is_quoted() -> None:
    links = [("c002", "c001", "contradicts"), ("c003", "c001", "qualifies")]
    told = story(QUOTED, {}, {}, links=links, checks=[("c001", "conflicts")])
    assert only(claims.most_pulled(told)) == (
        "The claim that most others pull against, two of them, stands in paragraph 2, on the word"
        " of The Guard: “It rains”; held against references it stands as: contradicted."
    )


def test_checks_count_claims_once_however_often_they_are_checked() -> None:
    told = story({}, {}, {}, checks=[("c001", "conflicts"), ("c001", "supports")])
    assert only(claims.checks(told)) == (
        "One of the three claims that can be checked has been held against a reference; it"
        " is contradicted."
    )


def test_besides_the_outlet_the_busiest_speaker_is_named() -> None:
    other = {**QUOTED, "speaker": "agency", "chain": "agency|the-paper"}
    assert only(claims.speakers(story({}, QUOTED, QUOTED, other))) == (
        "Besides the outlet, two speakers make three claims, The Guard the most: two."
    )


def test_hedging_is_compared_between_voices() -> None:
    assert only(claims.hedged_by_voice(story({"hedges": "may"}, {}, QUOTED))) == (
        "Hedged are one of the two claims in the outlet's own voice and none of the one claim in"
        " quotation marks."
    )


@pytest.mark.parametrize("story_id", story_ids())
def test_real_findings_are_whole_sentences_that_rest_on_rows(story_id: str) -> None:
    real = open_story(story_id)
    found = claims.in_short(real)
    assert 3 <= len(found) <= 6
    more = [*claims.speakers(real), *claims.hedged_by_voice(real), *claims.certainty(real)]
    for finding in [*found, *more]:
        assert re.fullmatch(r"[A-Z0-9].*[a-z0-9”]\.", finding.text), finding.text
        assert not re.search(r"nan|<NA>|  ", finding.text), finding.text
        assert finding.rows
        assert set(finding.rows) <= set(real.claims["claim_id"]), finding.text
