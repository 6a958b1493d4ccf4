"""Reviews as search engines ask for them, each at a place of its own on the page of reviews.

The rules are those of "Fact check (ClaimReview) structured data", Google Search Central,
https://developers.google.com/search/docs/appearance/structured-data/factcheck, read in November
2026: search_engines.csv has its rules, the cell of a review at stake, and what breaks each.
"""

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

from helpers.desk.export import content
from helpers.story.project import story_ids

from ...parsed_html import Parsed
from .conftest import exported, made, opened

SITE = "https://example.org/x/"
Review = dict[str, Any]

with (Path(__file__).parent / "search_engines.csv").open(encoding="utf-8", newline="") as file:
    RULES = list(csv.DictReader(file))


@cache
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


def at(value: Any, where: str) -> str:
    """The cell to which a path leads; "" where there is none."""
    for name in where.split("."):
        held = dict(enumerate(value)) if isinstance(value, list) else value
        value = held.get(int(name) if name.isdigit() else name, {})
    return str(value or "")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["rule"])
def test_every_review_keeps_what_search_engines_ask_and_a_cell_that_does_not_is_found(
    rule: dict[str, str],
) -> None:
    for story_id in story_ids():
        found = [at(review, rule["where"]) for review in reviews(story_id)]
        assert len(found) >= 3
        assert [cell for cell in found if not re.fullmatch(rule["matches"], cell, re.I)] == []
    assert not re.fullmatch(rule["matches"], rule["broken"], re.I)


def test_there_is_one_review_of_a_claim_and_one_place_for_each() -> None:
    for story_id in story_ids():
        found = reviews(story_id)
        assert len({one["itemReviewed"]["@id"] for one in found}) == len(found)
        assert (
            len({one["url"] for one in found}) == len({one["@id"] for one in found}) == len(found)
        )


# ------------------------------------------------------------------------------ the page


def astray(graph: list[Review], base: str, html: dict[str, str]) -> list[str]:
    """Reviews that lead to no place of their own, or to one that tells something else.

    Input: the exported claims; where that file is published; the pages beside it, by address.
    """
    found = [node for node in graph if node["@type"] == "ClaimReview"]
    assert len(found) >= 3
    wrong = []
    for review in found:
        page, anchor = urldefrag(urljoin(base, review["url"]))
        place = rf'<section [^>]*id="{anchor}".*?</section>'
        sections = re.findall(place, html[page], re.DOTALL)
        told = "".join(Parsed(sections[0]).texts) if sections else ""
        rating = review["reviewRating"]
        texts = (review["claimReviewed"], rating["alternateName"], review["reviewBody"])
        once = len(sections) == html[page].count(f'id="{anchor}"') == 1
        wrong += [] if once and all(text in told for text in texts) else [review["url"]]
    return wrong


@pytest.mark.parametrize("story_id", story_ids())
def test_the_page_has_the_place_to_which_each_review_leads(story_id: str) -> None:
    folder = f"{SITE}{story_id}/export/{story_id}"
    pages = {f"{folder}-reviews.html": made("reviews", story_id).decode()}
    graph = exported("claims", story_id)["@graph"]
    assert astray(graph, f"{folder}-claims.jsonld", pages) == []
    # It would be found: a place that is gone, and one that tells of another claim.
    first, second, *_ = re.findall(r'<section [^>]*id="([^"]+)"', pages[f"{folder}-reviews.html"])
    for damage in ({first: "gone"}, {first: second, second: first}):
        damaged = {
            page: re.sub(
                r'id="([^"]+)"', lambda at, to=damage: f'id="{to.get(at[1], at[1])}"', html
            )
            for page, html in pages.items()
        }
        assert astray(graph, f"{folder}-claims.jsonld", damaged)


@pytest.mark.usefixtures("faceless")
def test_without_an_address_a_review_leads_to_the_page_beside_it_and_has_no_day() -> None:
    # So `make charts` runs the command: tests/desk/test_outputs.py holds that.
    graph = json.loads(content("claims", opened("example")))["@graph"]
    page = content("reviews", opened("example")).decode()
    html = {"https://anywhere.org/example-reviews.html": page}
    assert astray(graph, "https://anywhere.org/example-claims.jsonld", html) == []
    bare = [node for node in graph if node["@type"] == "ClaimReview"]
    assert bare[0]["url"] == "example-reviews.html#c001"
    assert not any("datePublished" in review for review in bare)


def test_the_page_carries_the_export_that_its_reviews_are_told_from() -> None:
    for story_id in story_ids():
        html = made("reviews", story_id).decode()
        linked = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        assert [json.loads(one) for one in linked] == [exported("claims", story_id)]
