"""Claims as schema.org says them: `Claim` for each, `ClaimReview` where a verdict was reached.

claims.toml says what each term holds. A `ClaimReview` stands for a claim, not for a check: one
claim, one verdict, the one under which it counts in the scoreboard. There is one if and only if
that verdict rests on a source that is independent of the claim's own chain. What can't be settled,
was not found, was not checked, or was only shown to have been said, is no verdict, and has no
review.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from helpers.desk.export.terms import article_id, as_json, declared, fill_in, knowing, rows
from helpers.desk.pages import fill_page
from helpers.show.html import web_address
from helpers.story import evidence
from helpers.story.contract import labels
from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics.crosscheck import tables as crosscheck
from helpers.values.dates import describe
from helpers.values.english import capital, listed
from helpers.values.records import lookup

REVIEWS = "reviews.html"
"""How the name of the page of reviews ends; it stands beside the other exports."""

# EDTF that is a schema.org Date as it stands: a year, a month or a day, and no season.
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")


@dataclass(frozen=True)
class Publication:
    """Where and when the project publishes its reviews; None for what is not known.

    `address` is where the folder of all stories will be read, without a slash at its end; `day` is
    a day as in 2014-09-29.
    """

    address: str | None = None
    day: str | None = None


UNPUBLISHED = Publication()


def document(story: Story, publication: Publication = UNPUBLISHED) -> dict[str, Any]:
    """The claims of a story and the reviews of them, as a graph of schema.org.

    Output: "@context" and "@graph", in which every "@id" that is cited is defined: the set as a
    whole, the project, the article, the actors, the references that reviews cite, the claims in
    reading order, the reviews in the order of their claims.
    """
    terms = declared("claims")
    verdicts = reviewed(story)
    folder = f"{publication.address}/{story.id}/export/" if publication.address else ""
    names = knowing(
        story.id,
        **{name: terms[name] for name in ("agents", "works")},
        article=story.article,
        article_id=article_id(story),
        writer={"@type": "Person", "name": story.article.byline} if story.article.byline else None,
        claims=len(story.claims),
        reviews=len(verdicts),
        page=f"{folder}{story.id}-{REVIEWS}",
        day=publication.day,
        describe=describe,
        capital=capital,
        meanings=evidence.MEANINGS,
        voices=labels("claims", "voice"),
        certainties=labels("claims", "certainty"),
        types={actor["actor_id"]: terms["agents"][actor["kind"]] for actor in rows(story.actors)},
        quoted=lambda hedges: listed([f"“{hedge}”" for hedge in split(hedges)]),
        credit=_credit(lookup(story.actors, "actor_id", "name")),
        **_cited(story, verdicts),
    )
    graph = {
        "whole": [{}],
        "project": [{}],
        "article": [{}],
        "actor": rows(story.actors),
        "reference": names["references"],
        "claim": rows(story.claims),
        "review": verdicts,
    }
    return {
        "@context": "https://schema.org",
        "@graph": [
            fill_in(terms[kind], {**names, **row}) for kind, found in graph.items() for row in found
        ],
    }


def _credit(names: Mapping[str, str]) -> Any:
    """What tells the chain of a claim in words: who says it, who relays it, who printed it."""

    def told(chain: str) -> str:
        said = [names[actor] for actor in split(chain)]
        if len(said) < 2:
            return f"Said and printed by {''.join(said)}."
        first, *relays, outlet = said
        relayed = f", relayed by {listed(relays)}" if relays else ""
        return f"Said by {first}{relayed}, printed by {outlet}."

    return told


def reviewed(story: Story) -> list[dict[str, Any]]:
    """The claims about which other sources allow a verdict.

    Output: one entry for each, in the order of claims: the cells of `crosscheck.standings`, verdict
    (in words, with what qualifies it), and of the checks of the day that reach a verdict check_ids,
    findings, and cited (the ref_ids on which the verdict rests).
    """
    table = crosscheck.with_verdicts(crosscheck.standings(story), story)
    checks = crosscheck.judged(story).merge(
        story.checks[["check_id", "finding", "ref_ids"]], on="check_id"
    )
    by_claim = {str(claim): rows(found) for claim, found in checks.groupby("claim_id")}
    told = []
    for claim in rows(table[table["standing"].isin(evidence.VERDICTS).fillna(False).astype(bool)]):
        decide = crosscheck.deciding(by_claim[claim["claim_id"]])
        found = [check for check in decide if check["standing"] in evidence.VERDICTS]
        told.append(
            {
                **claim,
                "check_ids": [check["check_id"] for check in found],
                "findings": [check["finding"] for check in found if check["finding"]],
                "cited": list(dict.fromkeys(ref for check in found for ref in counted(check))),
            }
        )
    return told


def counted(check: Mapping[str, Any]) -> tuple[str, ...]:
    """The references on which the verdict of a check rests, by ref_id.

    Input: ref_ids, own, coarse (of a check under the rules of evidence). Those that only relay the
    claim's own source and those that are too coarse are left out: no review cites them as evidence.
    """
    aside = {*split(check["own"]), *split(check["coarse"])}
    return tuple(ref for ref in split(check["ref_ids"]) if ref not in aside)


def _cited(story: Story, verdicts: list[dict[str, Any]]) -> dict[str, Any]:
    """The references that reviews cite and those whose report they reprint, and all by ref_id."""
    known = {row["ref_id"]: row for row in rows(story.references)}
    cited = {ref for verdict in verdicts for ref in verdict["cited"]}
    cited |= {known[ref]["origin"] for ref in cited}
    found = [
        {**row, "plain": bool(row["published"] and DATE.fullmatch(row["published"]))}
        for ref, row in known.items()
        if ref in cited
    ]
    return {"references": found, "known": known}


def reviews_page(story: Story, publication: Publication = UNPUBLISHED) -> bytes:
    """The reviews of a story as a page, each at the place to which its `url` leads.

    Output: UTF-8; the page carries the export of claims in it, where search engines look for it.
    """
    made = document(story, publication)
    return fill_page(
        "reviews",
        title=f"Claims reviewed: {story.article.headline}",
        reviews=[node for node in made["@graph"] if node["@type"] == "ClaimReview"],
        nodes={node["@id"]: node for node in made["@graph"]},
        places=dict(zip(story.claims["claim_id"], story.claims["paragraph"], strict=True)),
        article=story.article,
        published=describe(story.article.published),
        address=web_address,
        linked=Markup(as_json(made).decode()),
    )
