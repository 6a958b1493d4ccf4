"""Reviews as search engines ask for them, each at a place of its own on the page of reviews.

The rules are those of "Fact check (ClaimReview) structured data", Google Search Central,
https://developers.google.com/search/docs/appearance/structured-data/factcheck, read in November
2026. Of what it only recommends, numbers are left out: our verdicts are words, on no scale.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

from helpers.cli import main
from helpers.desk.export import content
from helpers.story import evidence
from helpers.story.project import story_ids

from ..parsed_html import Parsed
from .conftest import exported, made, opened

SITE = "https://example.org/x/"
PARTIES = {"Person", "Organization", "GovernmentOrganization", "NewsMediaOrganization"}
Review = dict[str, Any]


def numbers(rating: dict[str, Any]) -> bool:
    """All three or none, from 1, and the rating between."""
    given = [rating.get(name) for name in ("worstRating", "ratingValue", "bestRating")]
    if given == [None] * 3:
        return True
    return None not in given and 1 <= given[0] <= given[1] <= given[2] > given[0]


def begins_with_a_verdict(text: str) -> bool:
    return any(text.lower().startswith(label) for label in evidence.LABELS.values())


def is_party(node: dict[str, Any] | None) -> bool:
    return node is None or (node["@type"] in PARTIES and bool(node["name"]))


def is_day(text: str) -> bool:
    return date.fromisoformat(text).isoformat() == text


@dataclass(frozen=True)
class Rule:
    """A sentence of the page, whether a review keeps it, and a cell that breaks it: where, what."""

    says: str
    kept: Callable[[Review], Any]
    where: str
    broken: Any = None


RULES = (
    Rule(
        "claimReviewed is required: a summary of the claim",
        lambda r: len(r["claimReviewed"]) > 10,
        "claimReviewed",
    ),
    Rule(
        "claimReviewed doesn't include the rating",
        lambda r: r["reviewRating"]["alternateName"].lower() not in r["claimReviewed"].lower(),
        "claimReviewed",
        "A mile from Quillhaven: contradicted",
    ),
    Rule(
        "reviewRating is required: a Rating",
        lambda r: r["reviewRating"]["@type"] == "Rating",
        "reviewRating @type",
        "Number",
    ),
    Rule(
        "alternateName is required, and its beginning expresses the meaning",
        lambda r: begins_with_a_verdict(r["reviewRating"]["alternateName"]),
        "reviewRating alternateName",
        "By a side: contradicted",
    ),
    Rule(
        "a numeric rating lies between the worst, from 1, and the best",
        lambda r: numbers(r["reviewRating"]),
        "reviewRating ratingValue",
        3,
    ),
    Rule(
        "url is required: a page on the domain of the one with the review",
        lambda r: r["url"].startswith(SITE),
        "url",
        "https://elsewhere.org/#c001",
    ),
    Rule(
        "url points to an anchor where a page has several reviews",
        lambda r: urldefrag(r["url"])[1],
        "url",
        f"{SITE}example/export/example-reviews.html",
    ),
    Rule(
        "author, recommended, is an organisation or person with a name",
        lambda r: r["author"]["@type"] in PARTIES and r["author"]["name"],
        "author @type",
        "Thing",
    ),
    Rule(
        "datePublished is a date",
        lambda r: is_day(r["datePublished"]),
        "datePublished",
        "2024-02-30",
    ),
    Rule(
        "itemReviewed, recommended, is a Claim",
        lambda r: r["itemReviewed"]["@type"] == "Claim",
        "itemReviewed",
    ),
    Rule(
        "the claim's author is a person or organisation with a name, or there is none",
        lambda r: is_party(r["itemReviewed"].get("author")),
        "itemReviewed author",
        {"@type": "Thing", "name": "Some"},
    ),
    Rule(
        "the claim's datePublished, recommended, is a date",
        lambda r: is_day(r["itemReviewed"]["datePublished"]),
        "itemReviewed datePublished",
    ),
    Rule(
        "the claim's appearance, recommended, is a work with its url",
        lambda r: r["itemReviewed"]["appearance"]["url"].startswith("https://"),
        "itemReviewed appearance url",
    ),
    Rule(
        "the claim is attributed to an origin apart from this site",
        lambda r: r["itemReviewed"]["creditText"] and SITE not in str(r["itemReviewed"]),
        "itemReviewed creditText",
    ),
    Rule(
        "the check is traceable, with citations",
        lambda r: r["citation"] and all(one["publisher"]["name"] for one in r["citation"]),
        "citation",
        [],
    ),
)


def reviews(story_id: str) -> list[Review]:
    """The reviews of a story, with what they link to in the place of the links."""
    graph = {node["@id"]: node for node in exported("claims", story_id)["@graph"]}

    def joined(value: Any) -> Any:
        if isinstance(value, list):
            return [joined(held) for held in value]
        if not isinstance(value, dict):
            return value
        node = graph[value["@id"]] if set(value) == {"@id"} else value
        # The set of claims leads back to the article, and is no part of a review.
        return {name: joined(held) for name, held in node.items() if name != "isPartOf"}

    return [joined(node) for node in graph.values() if node["@type"] == "ClaimReview"]


def keeps(review: Review, rule: Rule) -> bool:
    try:
        return bool(rule.kept(review))
    except (KeyError, ValueError):
        return False


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
def test_every_review_keeps_the_rules_of_search_engines_and_a_broken_one_is_found(
    rule: Rule,
) -> None:
    for story_id in story_ids():
        found = reviews(story_id)
        assert len(found) >= 4
        assert [one["claimReviewed"] for one in found if not keeps(one, rule)] == []
    review = node = reviews("example")[0]
    *path, last = rule.where.split()
    for name in path:
        node = node[name]
    node.pop(last, None)
    if rule.broken is not None:
        node[last] = rule.broken
    assert not keeps(review, rule)


def test_there_is_one_review_of_a_claim_and_one_place_for_each() -> None:
    for story_id in story_ids():
        found = reviews(story_id)
        assert len({one["itemReviewed"]["@id"] for one in found}) == len(found)
        assert (
            len({one["url"] for one in found}) == len({one["@id"] for one in found}) == len(found)
        )


# ------------------------------------------------------------------------------ the page


@pytest.mark.parametrize("story_id", story_ids())
@pytest.mark.parametrize("address", [None, SITE])
def test_the_page_that_make_charts_writes_has_the_place_to_which_each_review_leads(
    story_id: str, address: str | None, tmp_path: Path
) -> None:
    # `make charts` runs the command without an address: tests/desk/test_outputs.py holds that.
    given = ["--address", address] if address else []
    assert main(["export", story_id, *given, "--to", str(tmp_path)]) == 0
    folder = tmp_path / story_id / "export"
    graph = json.loads((folder / f"{story_id}-claims.jsonld").read_text("utf-8"))["@graph"]
    base = f"{address or 'https://anywhere.org/'}{story_id}/export/{story_id}-claims.jsonld"
    found = [node for node in graph if node["@type"] == "ClaimReview"]
    assert len(found) >= 4
    for review in found:
        page, anchor = urldefrag(urljoin(base, review["url"]))
        assert page.startswith(address or "https://anywhere.org/")
        html = (tmp_path / story_id / "export" / page.rpartition("/")[2]).read_text("utf-8")
        sections = re.findall(rf'<section [^>]*id="{anchor}".*?</section>', html, re.DOTALL)
        assert len(sections) == html.count(f'id="{anchor}"') == 1
        told = "".join(Parsed(sections[0]).texts)
        rating = review["reviewRating"]
        for text in (review["claimReviewed"], rating["alternateName"], review["reviewBody"]):
            assert text in told


def test_the_page_carries_the_export_that_its_reviews_are_told_from() -> None:
    for story_id in story_ids():
        html = made("reviews", story_id).decode()
        linked = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        assert [json.loads(one) for one in linked] == [exported("claims", story_id)]


def test_without_an_address_a_review_leads_to_the_page_beside_it_and_has_no_day() -> None:
    graph = json.loads(content("claims", opened("example")))["@graph"]
    bare = [node for node in graph if node["@type"] == "ClaimReview"]
    assert bare[0]["url"] == "example-reviews.html#c001"
    assert not any("datePublished" in review for review in bare)
