"""Claims in the words of schema.org, and a review where a verdict was reached and nowhere else."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.desk.export import content
from helpers.desk.export.terms import urn
from helpers.story import evidence
from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics.crosscheck import tables as crosscheck

from .conftest import Reopen, exported

Graph = list[dict[str, Any]]


def graph_of(story: Story) -> Graph:
    graph: Graph = json.loads(content("claims", story))["@graph"]
    return graph


def of_type(graph: Graph, kind: str) -> Graph:
    return [node for node in graph if node["@type"] == kind]


def named(graph: Graph, identifier: str) -> dict[str, Any]:
    return next(node for node in graph if node.get("identifier") == identifier)


def review_of(story: Story, claim: str) -> dict[str, Any] | None:
    about = {"@id": urn(story.id, "claims", claim)}
    found = [one for one in of_type(graph_of(story), "ClaimReview") if one["itemReviewed"] == about]
    assert len(found) < 2
    return found[0] if found else None


# ------------------------------------------------------------------------------ claims


def test_every_claim_is_there_with_its_speaker_its_chain_and_the_article(story: Story) -> None:
    graph = exported("claims", story.id)["@graph"]
    known = {node["@id"]: node for node in graph}
    found = of_type(graph, "Claim")
    rows = story.claims.to_dict("records")
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    assert [claim["text"] for claim in found] == [row["paraphrase"] for row in rows]
    for claim, row in zip(found, rows, strict=True):
        # Whoever is neither a person nor an organisation is no author, and is named all the same.
        speaker = known[(claim.get("author") or claim["mentions"])["@id"]]
        assert speaker["identifier"] == row["speaker"]
        assert ("author" in claim) == ("mentions" not in claim) == (speaker["@type"] != "Thing")
        assert all(names[actor] in claim["creditText"] for actor in split(row["chain"]))
        assert all(f"“{hedge}”" in claim["description"] for hedge in split(row["hedges"]))
        assert {entry["propertyID"]: entry["value"] for entry in claim["identifier"]} == {
            name: row[name] for name in ("claim_id", "paragraph", "start", "end", "sha256")
        }
        assert known[claim["claimInterpreter"]["@id"]]["name"] == "Claim by Claim"
        assert claim["datePublished"] == story.article.published
        article = known[claim["appearance"]["@id"]]
        assert article["url"] == story.article.url
        assert article["headline"] == story.article.headline
        assert article["datePublished"] == story.article.published
        # An article that names nobody has no author there.
        assert article.get("author", {"name": ""})["name"] == story.article.byline
        assert known[article["publisher"]["@id"]]["name"] == story.article.outlet
        assert "firstAppearance" not in claim


def test_how_a_claim_is_printed_and_by_way_of_whom_is_told_in_words() -> None:
    claims = of_type(exported("claims")["@graph"], "Claim")
    told = {
        one["identifier"][0]["value"]: (one["creditText"], one["description"]) for one in claims
    }
    assert told["c009"][0] == (
        "Said by Unnamed engineer, relayed by Brindle Wire, printed by The Quillhaven Lantern."
    )
    assert told["c017"][0] == "Said and printed by The Quillhaven Lantern."
    assert told["c001"][1] == (
        "Reported as what somebody said, without quotation marks. Put as likely, or relayed with a"
        " hedge."
    )


def test_ids_do_not_change_when_other_cells_do(reopen: Reopen, change: Callable[..., None]) -> None:
    change("claims", "c003", paraphrase="Something else altogether.")
    ids = [claim["@id"] for claim in of_type(graph_of(reopen()), "Claim")]
    assert ids == [claim["@id"] for claim in of_type(exported("claims")["@graph"], "Claim")]
    assert ids[0] == "urn:uuid:9eafb7fc-7012-585f-b53f-daf285887d48"


# ------------------------------------------------------------------------------ reviews


def test_a_review_stands_where_a_verdict_was_reached_and_cites_what_it_rests_on(
    story: Story,
) -> None:
    graph = exported("claims", story.id)["@graph"]
    reached = {
        row["claim_id"]
        for row in crosscheck.standings(story).to_dict("records")
        if str(row["standing"])
        in ("supports", "supports_in_part", "refines", "accounts_differ", "conflicts")
    }
    refs = dict(zip(story.checks["check_id"], story.checks["ref_ids"], strict=True))
    expected: dict[str, set[str]] = {}
    for row in crosscheck.judged(story).to_dict("records"):
        if str(row["standing"]) in evidence.VERDICTS and row["known"] != evidence.LATER:
            kept = {*split(refs[row["check_id"]])} - {*split(row["own"]), *split(row["coarse"])}
            cited = {urn(story.id, "references", ref) for ref in kept}
            expected.setdefault(urn(story.id, "claims", row["claim_id"]), set()).update(cited)
    found = {
        review["itemReviewed"]["@id"]: {link["@id"] for link in review["citation"]}
        for review in of_type(graph, "ClaimReview")
    }
    assert len(found) == len(of_type(graph, "ClaimReview"))
    assert set(found) == {urn(story.id, "claims", claim) for claim in reached}
    assert found == {claim: expected[claim] for claim in found}


# The claim c011 has one check in the example, k005, which rests on a gazetteer.
CASES: dict[str, tuple[dict[str, dict[str, str]], str | None]] = {
    "a gazetteer bears it out": ({}, "Upheld"),
    "it speaks against it": ({"checks": {"verdict": "conflicts"}}, "Contradicted"),
    "it refines it": ({"checks": {"verdict": "refines"}}, "Refined"),
    "it bears out a part": ({"checks": {"verdict": "supports_in_part"}}, "Upheld in part"),
    "it can't settle it": ({"checks": {"verdict": "cannot_settle"}}, None),
    "nothing was found": ({"checks": {"verdict": "not_found"}}, None),
    "nothing was checked": ({"checks": {"verdict": "not_checked", "ref_ids": ""}}, None),
    "nothing was looked up": ({"checks": {"basis": "not_looked_up"}}, None),
    "it only relays the speaker": ({"references": {"speaks_for": "zoe-thrushwell"}}, None),
    "it only relays the outlet": ({"references": {"speaks_for": "quillhaven-lantern"}}, None),
    "it is coarser than the claim": ({"references": {"resolution": "50"}}, None),
    "it was published later": ({"references": {"published": "2020"}}, None),
    "it has a stake": ({"references": {"interested_party": "true"}}, "Upheld, by parties alone"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_review_appears_if_and_only_if_the_rules_allow_a_verdict(
    case: str, reopen: Reopen, change: Callable[..., None]
) -> None:
    changes, words = CASES[case]
    rows = {"checks": "k005", "references": "brindlemark-gazetteer"}
    for table, cells in changes.items():
        change(table, rows[table], **cells)
    review = review_of(reopen(), "c011")
    assert (review["reviewRating"]["alternateName"] if review else None) == words


@pytest.mark.parametrize("cells", [{"speaks_for": "zoe-thrushwell"}, {"resolution": "50"}])
def test_a_reference_that_relays_the_claims_own_source_or_is_too_coarse_is_not_cited(
    reopen: Reopen, change: Callable[..., None], cells: dict[str, str]
) -> None:
    change("checks", "k005", ref_ids="brindlemark-gazetteer|river-board-report")
    change("references", "river-board-report", **cells)
    review = review_of(reopen(), "c011")
    assert review is not None
    gazetteer = urn("example", "references", "brindlemark-gazetteer")
    assert review["citation"] == [{"@id": gazetteer}]


def test_a_reprint_says_on_what_it_is_based(reopen: Reopen, change: Callable[..., None]) -> None:
    change("checks", "k005", ref_ids="marsh-gazette-reprint")
    # On the article's day, and no voice of the article's: else there is no review to cite it.
    change("references", "marsh-gazette-reprint", published="2019-03-14", speaks_for="")
    graph = graph_of(reopen())
    based = named(graph, "marsh-gazette-reprint")["isBasedOn"]
    assert based == {"@id": named(graph, "brindle-wire-report")["@id"]}


def test_a_date_that_is_no_day_month_or_year_is_told_in_words(
    reopen: Reopen, change: Callable[..., None]
) -> None:
    change("references", "brindlemark-gazetteer", published="2017-21")
    gazetteer = named(graph_of(reopen()), "brindlemark-gazetteer")
    assert "datePublished" not in gazetteer
    assert gazetteer["description"] == "Published: spring 2017."


@pytest.mark.usefixtures("faceless")
def test_a_story_without_checks_has_claims_and_no_reviews(folder: Path, reopen: Reopen) -> None:
    path = folder / "checks.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    story = reopen()
    graph = graph_of(story)
    assert of_type(graph, "Claim")
    assert not of_type(graph, "ClaimReview")
    assert "No source lets a claim" in content("reviews", story).decode()
