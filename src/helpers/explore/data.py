"""A story as one piece of JSON for the explorer: tables in, a dict of plain values out.

Everything is sorted and nothing is random, so that the same tables give the same bytes.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.charts.style import GROUPS
from helpers.explore import columns
from helpers.explore.claims import KINDS, NOT_CHECKABLE, READING_ORDER, claims, located
from helpers.explore.columns import Json
from helpers.explore.map import story_map
from helpers.show.html import web_address
from helpers.story import evidence
from helpers.story.contract import labels
from helpers.story.story import Story
from helpers.topics import findings
from helpers.topics.claims import tables as claim_tables
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.finding import Finding
from helpers.values.dates import describe
from helpers.values.records import in_order, lookup

CONTENT: Mapping[str, str] = {
    "assertion": "News",
    "background": "Background",
    "naming": "Names and titles",
}
"""What sort of statement a claim is, in a word or two."""

# How a link reads from its other end.
CONVERSE: Mapping[str, str] = {
    "restates": "is restated by",
    "contradicts": "is contradicted by",
    "qualifies": "is qualified by",
    "answers": "is answered by",
    "supports": "is supported by",
}


def explorer_data(story: Story, *, words: bool = True) -> Json:
    """Everything that the explorer shows of a story, as plain values for JSON.

    Input: the story; whether the article's words go along where a copy is at hand. Words that are
    not the project's own should go into nothing that is passed on.
    Output: story, article, ways (the main findings, each with its claims), kinds, labels, topics,
    paragraphs, spans, claims, figures, events, places, actors, references, ground (the base map,
    None where no place has a point). Spans and claims are in reading order, all else by id.

    Raises:
        BoundError, DateError: a row that contradicts itself; `story check` names it.
        StoryError: a finding whose rows are not as its sentence says.
    """
    spans = located(story)
    return {
        "story": story.id,
        "article": _article(story, words=words),
        "ways": ways(findings.main(story), story),
        "kinds": list(KINDS),
        "labels": _labels(),
        "topics": dict(story.article.topics),
        "paragraphs": _paragraphs(story, words=words),
        "spans": spans.to_numpy().tolist(),
        "claims": claims(story, spans),
        "figures": columns.figures(story.figures),
        "events": columns.events(story.events),
        "places": columns.places(story.places),
        "actors": lookup(story.actors, "actor_id", "name"),
        "references": columns.references(story.references),
        "ground": story_map(story.places, story.article.centre),
    }


def without_words(data: Json) -> Json:
    """The same data without words that are not the project's own, for whatever is passed on.

    Input: the output of `explorer_data`. Output: the data themselves where the text is included
    with the story or no words are there, else a copy without them.
    """
    if data["article"]["words"] != "attached":
        return data
    article = {**data["article"], "words": "absent", "missing": []}
    paragraphs = [{**one, "text": None} for one in data["paragraphs"]]
    return {**data, "article": article, "paragraphs": paragraphs}


def listed_claims(story: Story) -> pd.DataFrame:
    """Every claim with the name of its speaker and how it stands, in reading order.

    Output: the columns of `topics.claims.tables.listed`, content, voiced (one of the four voices), and
        verdict (in words).
    """
    voiced = claim_tables.voiced(story.claims, story.actors)
    ordered = in_order(voiced, *READING_ORDER)
    told = claim_tables.listed(ordered, story.actors).assign(
        content=ordered["content"].astype("string"), voiced=ordered["voiced"]
    )
    return crosscheck.with_verdicts(told, story)


# ------------------------------------------------------------------------------ the ways in


def ways(told: Iterable[Finding], story: Story) -> list[Json]:
    """Findings as ways into the claims.

    Input: findings; the story. Output: text, evidence and claims of each: those among its rows, and
    those that its checks are of, in reading order. A finding without any is there all the same.
    """
    ordered = in_order(story.claims, *READING_ORDER)["claim_id"]
    checked = lookup(story.checks, "check_id", "claim_id")
    return [
        {
            "text": finding.text,
            "evidence": finding.evidence,
            "claims": ordered[
                ordered.isin([checked.get(row, row) for row in finding.rows])
            ].tolist(),
        }
        for finding in told
    ]


# ------------------------------------------------------------------------------ the article


def _article(story: Story, *, words: bool) -> Json:
    """What is said above the explorer, and whose words it shows."""
    article = story.article
    held = story.words if words else None
    return {
        "headline": article.headline,
        "outlet": article.outlet,
        "byline": article.written_by,
        "published": article.published,
        "publishedWords": describe(article.published),
        "address": web_address(article.url),
        "language": article.language,
        # "included" in the project, "attached" by whoever holds a copy, or "absent".
        "words": article.text if held else "absent",
        "missing": list(held.missing) if held else [],
    }


def _paragraphs(story: Story, *, words: bool) -> list[Json]:
    held = story.words if words else None
    shown = in_order(story.paragraphs[story.paragraphs["kind"] != "boilerplate"], "paragraph")
    texts = [held.paragraphs.get(int(number)) if held else None for number in shown["paragraph"]]
    return columns.objects(shown.assign(words=pd.Series(texts, dtype=object)), columns.PARAGRAPH)


def _labels() -> dict[str, dict[str, str]]:
    """Short names of the categories, the same as in the charts, and what verdicts mean."""
    groups = ("certainty", "link_kind", "event_status", "paragraph_kind")
    return {
        **{name: {key: look.label for key, look in GROUPS[name].items()} for name in groups},
        "content": dict(CONTENT),
        "voice": dict(claim_tables.VOICES),
        "verdict": {**evidence.LABELS, NOT_CHECKABLE: evidence.in_words(None)},
        "verdict_meaning": dict(evidence.MEANINGS),
        "basis": labels("checks", "basis"),
        "rule": {rule.name: rule.title for rule in evidence.RULES},
        "converse": dict(CONVERSE),
    }
