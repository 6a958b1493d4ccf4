"""Claims in the words of schema.org, and a review where a verdict was reached and nowhere else."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from helpers.desk.export import Publication, claims, content
from helpers.desk.export.claims import UNPUBLISHED
from helpers.desk.export.linked import urn
from helpers.story import evidence
from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics.crosscheck import tables as crosscheck

SCHEMA = "http://schema.org/"
# What schema.org's own context says of terms without an entry of their own.
CONTEXT = {"@context": {"@vocab": SCHEMA}}
TEXTS = {"Text", "URL", "CssSelectorType", "XPathType", "PronounceableText"}

Nodes = Callable[[Any], Iterator[dict[str, Any]]]
Terms = Callable[[str], dict[str, dict[str, set[str]]]]


def exported(story: Story, publication: Publication = UNPUBLISHED) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = json.loads(content("claims", story, publication))["@graph"]
    return graph


def of_type(graph: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [node for node in graph if node["@type"] == kind]


def with_id(graph: list[dict[str, Any]], address: str) -> dict[str, Any]:
    (found,) = (node for node in graph if node.get("@id") == address)
    return found


def review_of(story: Story, claim: str) -> dict[str, Any] | None:
    about = urn(story.id, "claims", claim)
    found = [
        r for r in of_type(exported(story), "ClaimReview") if r["itemReviewed"]["@id"] == about
    ]
    assert len(found) < 2
    return found[0] if found else None


# ------------------------------------------------------------------------------ the vocabulary


def misuse(document: dict[str, Any], vocabulary: dict[str, dict[str, set[str]]]) -> list[str]:
    """What a document says otherwise than schema.org defines it, one line each."""

    def above(kind: str) -> set[str]:
        parents = vocabulary.get(kind, {}).get("parents", set())
        return {kind}.union(*(above(parent) for parent in parents))

    types = {n["@id"]: n["@type"] for n in document["@graph"] if "@id" in n}
    found: list[str] = []

    def fits(value: Any, ranges: set[str]) -> bool:
        if isinstance(value, dict):
            kind = value.get("@type") or types.get(value.get("@id", ""), "")
            # A set of people is a Thing because neither range of an author fits: see the export.
            return kind == "Thing" or bool(above(kind) & ranges)
        if isinstance(value, str) and "Date" in ranges:
            return re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) is not None
        if isinstance(value, str):
            return bool(ranges & TEXTS)
        return isinstance(value, int) and bool(ranges & {"Number", "Integer"})

    def look(node: dict[str, Any]) -> None:
        if set(node) == {"@id"}:
            if node["@id"] not in types:
                found.append(f"{node['@id']} is cited and not defined")
            return
        if "Class" not in vocabulary.get(node["@type"], {}).get("types", set()):
            found.append(f"{node['@type']} is no type")
            return
        for name, held in node.items():
            if name.startswith("@"):
                continue
            values = held if isinstance(held, list) else [held]
            term = vocabulary.get(name)
            if term is None or "Property" not in term["types"]:
                found.append(f"{name} is no property")
                continue
            if not term["domains"] & above(node["@type"]):
                found.append(f"{name} is not for {node['@type']}")
            found.extend(
                f"{name} of {node['@type']} is {value!r}"
                for value in values
                if not fits(value, term["ranges"])
            )
            for value in values:
                if isinstance(value, dict):
                    look(value)

    for node in document["@graph"]:
        look(node)
    return found


def test_every_term_is_used_as_schema_org_defines_it(story: Story, terms: Terms) -> None:
    document = json.loads(
        content("claims", story, Publication("https://example.org/x", "2024-01-31"))
    )
    assert misuse(document, terms("schema-org")) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"@type": "Cliam"}, "Cliam is no type"),
        ({"texte": "x"}, "texte is no property"),
        ({"ratingValue": 3}, "ratingValue is not for Claim"),
        ({"author": "somebody"}, "author of Claim is 'somebody'"),
        ({"appearance": {"@id": "urn:nowhere"}}, "urn:nowhere is cited and not defined"),
        ({"datePublished": "spring 2013"}, "datePublished of Claim is 'spring 2013'"),
    ],
)
def test_a_term_used_otherwise_is_found(
    example: Story, terms: Terms, change: dict[str, Any], told: str
) -> None:
    document = claims.document(example)
    next(n for n in document["@graph"] if n["@type"] == "Claim").update(change)
    assert any(line.startswith(told) for line in misuse(document, terms("schema-org")))


def test_json_ld_expands_to_schema_org_and_loses_nothing(story: Story) -> None:
    document = json.loads(content("claims", story))
    assert document["@context"] == "https://schema.org"

    def load(address: str, _options: object) -> dict[str, Any]:
        assert address == "https://schema.org"
        return {"document": CONTEXT, "documentUrl": address, "contextUrl": None}

    expanded = jsonld.expand(document, {"documentLoader": load})
    assert len(expanded) == len(document["@graph"])
    for plain, full in zip(document["@graph"], expanded, strict=True):
        assert full["@type"] == [SCHEMA + plain["@type"]]
        names = {name for name in plain if not name.startswith("@")}
        assert {name for name in full if not name.startswith("@")} == {SCHEMA + n for n in names}


def test_every_id_is_an_address_defined_once(story: Story, nodes: Nodes) -> None:
    graph = exported(story)
    defined = [node["@id"] for node in graph]
    assert len(set(defined)) == len(defined)
    assert all(re.match("urn:uuid:|https?://", address) for address in defined)
    assert {node["@id"] for node in nodes(graph) if "@id" in node} == set(defined)


# ------------------------------------------------------------------------------ claims


def test_every_claim_is_there_with_its_speaker_its_chain_and_the_article(story: Story) -> None:
    graph = exported(story)
    found = of_type(graph, "Claim")
    rows = story.claims.to_dict("records")
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    assert [claim["text"] for claim in found] == [row["paraphrase"] for row in rows]
    for claim, row in zip(found, rows, strict=True):
        assert with_id(graph, claim["author"]["@id"])["identifier"] == row["speaker"]
        assert all(names[actor] in claim["creditText"] for actor in split(row["chain"]))
        assert all(f"“{hedge}”" in claim["description"] for hedge in split(row["hedges"]))
        article = with_id(graph, claim["appearance"]["@id"])
        assert article["url"] == story.article.url
        assert article["headline"] == story.article.headline
        assert article["datePublished"] == story.article.published
        assert article["author"]["name"] == story.article.byline
        assert with_id(graph, article["publisher"]["@id"])["name"] == story.article.outlet
        assert "firstAppearance" not in claim


def test_a_claim_carries_its_locator(example: Story) -> None:
    row = example.claims.iloc[0]
    first = of_type(exported(example), "Claim")[0]
    assert {entry["propertyID"]: entry["value"] for entry in first["identifier"]} == {
        name: row[name] for name in ("claim_id", "paragraph", "start", "end", "sha256")
    }


def test_the_interpreter_is_the_project_and_not_the_claimant(example: Story) -> None:
    graph = exported(example)
    for claim in of_type(graph, "Claim"):
        assert with_id(graph, claim["claimInterpreter"]["@id"])["name"] == "Claim by Claim"


def test_ids_do_not_change_when_other_rows_do(
    example: Story, reopen: Callable[[], Story], change: Callable[..., None]
) -> None:
    before = [claim["@id"] for claim in of_type(exported(example), "Claim")]
    change("claims", "c003", paraphrase="Something else altogether.")
    assert [claim["@id"] for claim in of_type(exported(reopen()), "Claim")] == before


def test_ids_are_those_that_were_given_out_before() -> None:
    assert urn("example", "claims", "c001") == "urn:uuid:9eafb7fc-7012-585f-b53f-daf285887d48"


# ------------------------------------------------------------------------------ reviews


def test_a_review_stands_where_a_verdict_was_reached_and_nowhere_else(story: Story) -> None:
    graph = exported(story)
    reached = {
        row["claim_id"]
        for row in crosscheck.standings(story).to_dict("records")
        if str(row["standing"])
        in ("supports", "supports_in_part", "refines", "accounts_differ", "conflicts")
    }
    about = [review["itemReviewed"]["@id"] for review in of_type(graph, "ClaimReview")]
    assert sorted(about) == sorted(urn(story.id, "claims", claim) for claim in reached)
    assert reached


def test_a_review_cites_what_its_verdict_rests_on_and_nothing_else(story: Story) -> None:
    graph = exported(story)
    refs = dict(zip(story.checks["check_id"], story.checks["ref_ids"], strict=True))
    expected: dict[str, set[str]] = {}
    for row in crosscheck.judged(story).to_dict("records"):
        if str(row["standing"]) in evidence.VERDICTS and row["known"] != evidence.LATER:
            kept = {*split(refs[row["check_id"]])} - {*split(row["own"]), *split(row["coarse"])}
            expected.setdefault(urn(story.id, "claims", row["claim_id"]), set()).update(kept)
    for review in of_type(graph, "ClaimReview"):
        cited = {with_id(graph, link["@id"])["identifier"] for link in review["citation"]}
        assert cited == expected[review["itemReviewed"]["@id"]]
        assert cited


def test_a_rating_is_words_and_never_a_number(story: Story) -> None:
    for review in of_type(exported(story), "ClaimReview"):
        rating = review["reviewRating"]
        assert set(rating) == {"@type", "alternateName", "ratingExplanation"}
        label = [
            w for w in evidence.LABELS.values() if rating["alternateName"].lower().startswith(w)
        ]
        assert label
        assert review["reviewBody"]


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
    case: str, reopen: Callable[[], Story], change: Callable[..., None]
) -> None:
    changes, words = CASES[case]
    rows = {"checks": "k005", "references": "brindlemark-gazetteer"}
    for table, cells in changes.items():
        change(table, rows[table], **cells)
    review = review_of(reopen(), "c011")
    assert (review["reviewRating"]["alternateName"] if review else None) == words


def test_a_reference_that_relays_the_claims_own_source_is_not_cited(
    reopen: Callable[[], Story], change: Callable[..., None]
) -> None:
    change("checks", "k005", ref_ids="brindlemark-gazetteer|river-board-report")
    change("references", "river-board-report", speaks_for="zoe-thrushwell")
    story = reopen()
    review = review_of(story, "c011")
    assert review is not None
    gazetteer = urn(story.id, "references", "brindlemark-gazetteer")
    assert review["citation"] == [{"@id": gazetteer}]


def test_a_reprint_says_on_what_it_is_based(
    reopen: Callable[[], Story], change: Callable[..., None]
) -> None:
    change("checks", "k005", ref_ids="marsh-gazette-reprint")
    # On the article's day, and no voice of the article's: else there is no review to cite it.
    change("references", "marsh-gazette-reprint", published="2019-03-14", speaks_for="")
    graph = exported(reopen())
    reprint = next(n for n in graph if n.get("identifier") == "marsh-gazette-reprint")
    assert with_id(graph, reprint["isBasedOn"]["@id"])["identifier"] == "brindle-wire-report"


def test_a_date_that_is_no_day_month_or_year_is_told_in_words(
    reopen: Callable[[], Story], change: Callable[..., None]
) -> None:
    change("references", "brindlemark-gazetteer", published="2017-21")
    graph = exported(reopen())
    gazetteer = next(n for n in graph if n.get("identifier") == "brindlemark-gazetteer")
    assert "datePublished" not in gazetteer
    assert gazetteer["description"] == "Published: spring 2017."


def test_address_and_day_are_written_only_where_they_are_known(example: Story) -> None:
    bare = of_type(exported(example), "ClaimReview")
    assert not any({"url", "datePublished"} & set(review) for review in bare)
    told = of_type(exported(example, Publication("https://a.org/x", "2024-01-31")), "ClaimReview")
    for review in told:
        assert review["url"] == "https://a.org/x/example/notebooks/06-cross-check.html"
        assert date.fromisoformat(review["datePublished"])
    assert [review["@id"] for review in told] == [review["@id"] for review in bare]


def test_a_story_without_checks_has_claims_and_no_reviews(
    folder: Path, reopen: Callable[[], Story]
) -> None:
    path = folder / "checks.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    graph = exported(reopen())
    assert of_type(graph, "Claim")
    assert not of_type(graph, "ClaimReview")
