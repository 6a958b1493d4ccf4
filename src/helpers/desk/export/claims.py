"""Claims as schema.org says them: `Claim` for each, `ClaimReview` where a verdict was reached.

The terms are those of schema.org. How they are used here:

- `text` is our paraphrase, `author` whoever says it first, `claimInterpreter` the project, which
  read the claim out of the article, `appearance` the article, `creditText` the whole chain.
- `firstAppearance` is never given: the chain names people, not works, and that an article is the
  first one known to print a claim is nothing that the tables show.
- A `ClaimReview` stands for a claim, not for a check: one claim, one verdict, the one under which
  it counts in the scoreboard. There is one if and only if that verdict rests on a source that is
  independent of the claim's own chain. What can't be settled, was not found, was not checked, or
  was only shown to have been said, is no verdict, and has no review.
- Verdicts are words. "Refined" is neither better nor worse than "upheld in part", so a rating has
  no number and no scale: `alternateName` holds the verdict, with what qualifies it ("in hindsight",
  "by a side only"), `ratingExplanation` what it means.
- A date is written where it is a day, a month or a year; any other is told in words.
- A set of people without an organisation ("some analysts") is neither a person nor an organisation,
  so its type is `Thing`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.desk.export.linked import PROJECT, cell, filled, link, project_urn, urn
from helpers.story import evidence
from helpers.story.contract import labels
from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics.crosscheck import tables as crosscheck
from helpers.values import dates
from helpers.values.english import capital, listed

CONTEXT = "https://schema.org"

AGENTS: Mapping[str, str] = {
    "person": "Person",
    "group": "Organization",
    "state": "GovernmentOrganization",
    "force": "Organization",
    "outlet": "NewsMediaOrganization",
    "organisation": "Organization",
    "people": "Thing",
    "unnamed": "Thing",
}
"""Kind of actor -> its type in schema.org."""

WORKS: Mapping[str, str] = {
    "news_report": "NewsArticle",
    "agency_report": "NewsArticle",
    "official_release": "Report",
    "dataset": "Dataset",
    "gazetteer": "Dataset",
    "monitor": "Report",
    "study": "Article",
}
"""Kind of reference -> its type in schema.org."""

REVIEWS_PAGE = "notebooks/06-cross-check.html"
"""Where in a published folder of a story its reviews are told in full."""

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
    reviews = [_review(story, row, publication) for row in reviewed(story)]
    return {
        "@context": CONTEXT,
        "@graph": [
            _whole(story, len(reviews)),
            {"@id": project_urn(), "@type": "Organization", "name": PROJECT},
            _article(story),
            *(_actor(story, row) for row in story.actors.to_dict("records")),
            *_references(story, reviews),
            *_claims(story),
            *reviews,
        ],
    }


# ------------------------------------------------------------------------------ the article


def _whole(story: Story, reviews: int) -> dict[str, Any]:
    article = story.article
    return {
        "@id": urn(story.id, "claims"),
        "@type": "Dataset",
        "name": f"Claims of an article: {article.headline}",
        "description": (
            f"{len(story.claims)} claims, each in the project's own words, with whose word it is;"
            f" {reviews} of them were checked against other sources and reviewed. A claim"
            " without a review was not found true, and not found false."
        ),
        "creator": link(project_urn()),
        "about": link(article.url),
        "inLanguage": "en-GB",
    }


def _article(story: Story) -> dict[str, Any]:
    article = story.article
    return {
        "@id": article.url,
        "@type": "NewsArticle",
        "url": article.url,
        "headline": article.headline,
        "datePublished": article.published,
        "author": {"@type": "Person", "name": article.byline},
        "publisher": link(urn(story.id, "actors", article.outlet_id)),
        "inLanguage": article.language,
    }


def _actor(story: Story, row: Mapping[Any, Any]) -> dict[str, Any]:
    return filled(
        {
            "@id": urn(story.id, "actors", row["actor_id"]),
            "@type": AGENTS[str(row["kind"])],
            "identifier": row["actor_id"],
            "name": row["name"],
            "alternateName": list(split(row["aliases"])),
            "description": cell(row["role"]),
        }
    )


# ------------------------------------------------------------------------------ claims


def _claims(story: Story) -> Iterable[dict[str, Any]]:
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    for row in story.claims.to_dict("records"):
        yield {
            "@id": urn(story.id, "claims", row["claim_id"]),
            "@type": "Claim",
            "identifier": _locator(row),
            "text": row["paraphrase"],
            "inLanguage": "en-GB",
            "description": _manner(row),
            "about": {
                "@type": "Thing",
                "name": story.article.topics.get(row["topic"], row["topic"]),
            },
            "author": link(urn(story.id, "actors", row["speaker"])),
            "creditText": _credit([names[actor] for actor in split(row["chain"])]),
            "claimInterpreter": link(project_urn()),
            "appearance": link(story.article.url),
            "isPartOf": link(urn(story.id, "claims")),
        }


def _locator(row: Mapping[Any, Any]) -> list[dict[str, Any]]:
    """Where the claim stands in the article, by which a holder of the text can prove it."""
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": row[name]}
        for name in ("claim_id", "paragraph", "start", "end", "sha256")
    ]


def _manner(row: Mapping[Any, Any]) -> str:
    """In whose voice a claim is printed, how sure it is put, and the hedges, as printed."""
    told = [
        labels("claims", "voice")[str(row["voice"])],
        labels("claims", "certainty")[str(row["certainty"])],
    ]
    hedges = [f"“{hedge}”" for hedge in split(row["hedges"])]
    if hedges:
        told.append(f"Hedges, as printed: {listed(hedges)}.")
    if not pd.isna(row["checkable"]) and not row["checkable"]:
        told.append("No independent evidence could support or refute it.")
    return " ".join(told)


def _credit(chain: list[str]) -> str:
    """The chain of a claim in words: who says it, who relays it, who printed it."""
    if len(chain) < 2:
        return f"Said and printed by {''.join(chain)}."
    first, *relays, outlet = chain
    relayed = f", relayed by {listed(relays)}" if relays else ""
    return f"Said by {first}{relayed}, printed by {outlet}."


# ------------------------------------------------------------------------------ reviews


def reviewed(story: Story) -> list[dict[str, Any]]:
    """The claims about which other sources allow a verdict.

    Output: one entry for each, in the order of claims: the cells of `crosscheck.standings`, verdict
    (in words, with what qualifies it), checks (those of the day that reach a verdict: rows of
    `crosscheck.judged` with finding and ref_ids).
    """
    table = crosscheck.with_verdicts(crosscheck.standings(story), story)
    ours = table[table["standing"].isin(evidence.VERDICTS).fillna(False).astype(bool)]
    by_claim: dict[str, list[dict[Any, Any]]] = {}
    kept = story.checks[["check_id", "finding", "ref_ids"]]
    for row in crosscheck.judged(story).merge(kept, on="check_id").to_dict("records"):
        by_claim.setdefault(str(row["claim_id"]), []).append(row)
    found = []
    for claim in ours.to_dict("records"):
        decide = crosscheck.deciding(by_claim[str(claim["claim_id"])])
        checks = [row for row in decide if row["standing"] in evidence.VERDICTS]
        found.append({**{str(name): value for name, value in claim.items()}, "checks": checks})
    return found


def counted(check: Mapping[Any, Any]) -> tuple[str, ...]:
    """The references on which the verdict of a check rests, by ref_id.

    Input: ref_ids, own, coarse (rows of `reviewed`). Those that only relay the claim's own source
    and those that are too coarse are left out: a review does not cite them as evidence.
    """
    aside = {*split(check["own"]), *split(check["coarse"])}
    return tuple(ref for ref in split(check["ref_ids"]) if ref not in aside)


def _review(story: Story, row: Mapping[str, Any], publication: Publication) -> dict[str, Any]:
    claim = row["claim_id"]
    cited = dict.fromkeys(ref for check in row["checks"] for ref in counted(check))
    page = f"{publication.address}/{story.id}/{REVIEWS_PAGE}" if publication.address else None
    return filled(
        {
            "@id": urn(story.id, "reviews", claim),
            "@type": "ClaimReview",
            "identifier": [str(check["check_id"]) for check in row["checks"]],
            "url": page,
            "datePublished": publication.day,
            "author": link(project_urn()),
            "claimReviewed": row["paraphrase"],
            "itemReviewed": link(urn(story.id, "claims", claim)),
            "reviewRating": {
                "@type": "Rating",
                "alternateName": capital(row["verdict"]),
                "ratingExplanation": explanation(row),
            },
            "reviewBody": _body(row),
            "inLanguage": "en-GB",
            "citation": [link(urn(story.id, "references", ref)) for ref in cited],
        }
    )


def explanation(row: Mapping[str, Any]) -> str:
    """What the verdict of a claim means, and what a reader should know of the evidence.

    Input: standing, flags (a row of `reviewed`).
    """
    flags = split(row["flags"])
    told = f" Of the evidence: {'; '.join(flags)}." if flags else ""
    return evidence.MEANINGS[row["standing"]] + told


def _body(row: Mapping[str, Any]) -> str:
    """The findings behind a verdict, each once."""
    findings = (cell(check["finding"]) for check in row["checks"])
    return " ".join(dict.fromkeys(finding for finding in findings if finding is not None))


# ------------------------------------------------------------------------------ references


def _references(story: Story, reviews: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """The references that reviews cite, and those whose report they reprint."""
    rows = {str(row["ref_id"]): row for row in story.references.to_dict("records")}
    wanted = {link["@id"] for review in reviews for link in review.get("citation", [])}
    cited = [ref for ref in rows if urn(story.id, "references", ref) in wanted]
    originals = {str(rows[ref]["origin"]) for ref in cited}
    for ref, row in rows.items():
        if ref in cited or ref in originals:
            yield _reference(story, row, known=rows)


def _reference(story: Story, row: Mapping[Any, Any], known: Iterable[str]) -> dict[str, Any]:
    published, origin = cell(row["published"]), str(row["origin"])
    plain = published is not None and DATE.fullmatch(published) is not None
    told = None if plain or published is None else f"Published: {dates.describe(published)}."
    reprint = origin != row["ref_id"] and origin in known
    return filled(
        {
            "@id": urn(story.id, "references", row["ref_id"]),
            "@type": WORKS[str(row["kind"])],
            "identifier": row["ref_id"],
            "name": row["title"],
            "url": cell(row["address"]),
            "publisher": {"@type": "Organization", "name": row["publisher"]},
            "datePublished": published if plain else None,
            "description": told,
            "isBasedOn": link(urn(story.id, "references", origin)) if reprint else None,
        }
    )
