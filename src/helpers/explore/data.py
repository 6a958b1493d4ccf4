"""A story as one piece of JSON for the explorer: tables in, a dict of plain values out.

Everything is sorted and nothing is random, so that the same tables give the same bytes. What has to
be put into words (bounds, dates, verdicts) is put into words here, by the rules that every notebook
uses; the script only shows it. A bound stays a bound: numbers go over as words, never as a guess.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.charts.style import GROUPS
from helpers.explore.ground import ground
from helpers.story import evidence
from helpers.story.contract import labels
from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics import findings
from helpers.topics.claims import tables as claim_tables
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.finding import Finding
from helpers.values.dates import describe, resolve
from helpers.values.quantities import Quantity
from helpers.values.quantity_columns import quantities
from helpers.values.records import records

Json = dict[str, Any]

KINDS = ("claim", "figure", "date", "event", "place", "actor")
"""Every kind of span, the widest first: so the inner ones are drawn over the outer ones."""

NOT_CHECKABLE = "not_checkable"
"""What stands for the verdict on a claim that nothing could settle."""

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
    located = _Located(story)
    return {
        "story": story.id,
        "article": _article(story, words=words),
        "ways": ways(findings.main(story), story),
        "kinds": list(KINDS),
        "labels": _labels(),
        "topics": dict(story.article.topics),
        "paragraphs": _paragraphs(story, words=words),
        "spans": located.spans,
        "claims": _claims(story, located),
        "figures": _figures(story.figures),
        "events": _events(story.events),
        "places": _places(story.places),
        "actors": {str(row.actor_id): str(row.name) for row in records(story.actors)},
        "references": _references(story.references),
        "ground": ground(story.places, story.article.centre),
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

    Output: the columns of `tables.claims.listed`, content, voiced (one of the four voices), and
        verdict (in words).
    """
    ordered = claim_tables.voiced(story.claims, story.actors).sort_values(
        ["paragraph", "start", "claim_id"], kind="stable", ignore_index=True
    )
    told = claim_tables.listed(ordered, story.actors).assign(
        content=ordered["content"].astype("string"), voiced=ordered["voiced"]
    )
    return crosscheck.beside(told, story)


# ------------------------------------------------------------------------------ the ways in


def ways(told: Iterable[Finding], story: Story) -> list[Json]:
    """Findings as ways into the claims.

    Input: findings; the story. Output: text, evidence and claims of each: those among its rows, and
    those that its checks are of, in reading order. A finding without any is there all the same.
    """
    order = ["paragraph", "start", "claim_id"]
    reading = [str(one) for one in story.claims.sort_values(order)["claim_id"]]
    checked = dict(zip(story.checks["check_id"], story.checks["claim_id"], strict=True))
    found = []
    for finding in told:
        meant = {str(checked.get(row, row)) for row in finding.rows}
        claims = [claim for claim in reading if claim in meant]
        found.append({"text": finding.text, "evidence": finding.evidence, "claims": claims})
    return found


# ------------------------------------------------------------------------------ the article


def _article(story: Story, *, words: bool) -> Json:
    article = story.article
    return {
        "headline": article.headline,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": article.published,
        "publishedWords": describe(article.published),
        "address": web_address(article.url),
        "language": article.language,
        "words": _words_state(story, words=words),
        "missing": list(story.words.missing) if words and story.words else [],
    }


def _words_state(story: Story, *, words: bool) -> str:
    """Whose the words are that are shown: "included", "attached", or "absent" if there are none."""
    if story.words is None or not words:
        return "absent"
    return "included" if story.article.text == "included" else "attached"


def web_address(text: object) -> str:
    """An address of the web as it is, "" for anything else: it may become a link."""
    return text if isinstance(text, str) and text.startswith(("https://", "http://")) else ""


def _paragraphs(story: Story, *, words: bool) -> list[Json]:
    held = story.words if words else None
    return [
        {
            "number": int(row.paragraph),
            "kind": str(row.kind),
            "length": int(row.length),
            "text": held.paragraphs.get(int(row.paragraph)) if held else None,
        }
        for row in records(story.paragraphs.sort_values("paragraph"))
        if row.kind != "boilerplate"
    ]


def _labels() -> dict[str, dict[str, str]]:
    """Short names of the categories, the same as in the charts, and what verdicts mean."""
    groups = ("certainty", "link_kind", "event_status", "paragraph_kind")
    found = {
        group: {value: look.label for value, look in GROUPS[group].items()} for group in groups
    }
    return found | {
        "content": dict(CONTENT),
        "voice": dict(claim_tables.VOICES),
        "verdict": {**evidence.LABELS, NOT_CHECKABLE: evidence.in_words(None)},
        "verdict_meaning": dict(evidence.MEANINGS),
        "basis": labels("checks", "basis"),
        "rule": {rule.name: rule.title for rule in evidence.RULES},
        "converse": dict(CONVERSE),
    }


# ------------------------------------------------------------------------------ spans


@dataclass(frozen=True)
class _Span:
    """A stretch of a paragraph that a row stands for."""

    paragraph: int
    start: int
    end: int
    kind: str
    row: str

    def within(self, other: "_Span") -> bool:
        """Whether it lies inside another one."""
        same = self.paragraph == other.paragraph
        return same and other.start <= self.start and self.end <= other.end


class _Located:
    """The spans of all tables, and which places and actors lie inside which claim."""

    def __init__(self, story: Story) -> None:
        dated = (story.figures["kind"].astype("string") == "date").fillna(False)
        found = [
            *_spans(story.claims, "claim", "claim_id"),
            *_spans(story.figures[~dated], "figure", "figure_id"),
            *_spans(story.figures[dated], "date", "figure_id"),
            *_spans(story.events, "event", "event_id"),
            *_spans(story.places, "place", "place_id"),
            *_spans(story.mentions, "actor", "actor_id"),
        ]
        order = {kind: rank for rank, kind in enumerate(KINDS)}
        found.sort(key=lambda s: (s.paragraph, s.start, -s.end, order[s.kind], s.row))
        self._by_paragraph: dict[int, list[_Span]] = {}
        for span in found:
            self._by_paragraph.setdefault(span.paragraph, []).append(span)
        self.spans = [[s.kind, s.row, s.paragraph, s.start, s.end] for s in found]

    def inside(self, claim: _Span, kind: str) -> list[str]:
        """The rows of a kind that stand within a claim's span, each once, sorted."""
        here = self._by_paragraph.get(claim.paragraph, [])
        return sorted({s.row for s in here if s.kind == kind and s.within(claim)})


def _spans(table: pd.DataFrame, kind: str, key: str) -> Iterator[_Span]:
    names = ["paragraph", "start", "end", key]
    for paragraph, start, end, row in table[names].dropna().itertuples(index=False):
        yield _Span(int(paragraph), int(start), int(end), kind, str(row))


# ------------------------------------------------------------------------------ claims


def _claims(story: Story, located: _Located) -> list[Json]:
    """One entry per claim in reading order, with the ids of all that belongs to it."""
    events = _by_claim(story.events, "event_id")
    figures = _by_claim(story.figures, "figure_id")
    checks = _checks(story)
    links = _links(story)
    standings = crosscheck.standings(story).set_index("claim_id")["standing"].to_dict()
    where, when = _claim_places(story), _claim_days(story)
    order = ["paragraph", "start", "claim_id"]
    found = []
    voiced = claim_tables.voiced(story.claims, story.actors)
    for row in records(voiced.sort_values(order, kind="stable")):
        key = str(row.claim_id)
        span = _Span(int(row.paragraph), int(row.start), int(row.end), "claim", key)
        places = {*where.get(key, ()), *located.inside(span, "place")}
        found.append(
            {
                "id": key,
                "paragraph": span.paragraph,
                "start": span.start,
                "end": span.end,
                "sha256": str(row.sha256),
                "text": str(row.paraphrase),
                "content": str(row.content),
                "topic": str(row.topic),
                "speaker": _text(row.speaker),
                "chain": list(split(row.chain)),
                "voice": str(row.voiced),
                "hedges": list(split(row.hedges)),
                "certainty": _text(row.certainty),
                "verdict": _text(standings.get(key)) or NOT_CHECKABLE,
                "note": _text(row.note),
                "places": sorted(places),
                "days": when.get(key, []),
                "actors": located.inside(span, "actor"),
                "figures": figures.get(key, []),
                "events": events.get(key, []),
                "links": links.get(key, []),
                "checks": checks.get(key, []),
            }
        )
    return found


def _by_claim(table: pd.DataFrame, key: str) -> dict[str, list[str]]:
    """The rows of a table that belong to each claim."""
    found: dict[str, list[str]] = {}
    for claim, row in table[["claim_id", key]].dropna().itertuples(index=False):
        found.setdefault(str(claim), []).append(str(row))
    return {claim: sorted(rows) for claim, rows in found.items()}


def _claim_places(story: Story) -> dict[str, set[str]]:
    """The places that each claim's events and figures name."""
    found: dict[str, set[str]] = {}
    tables = (
        (story.events, "place_id"),
        (story.figures, "from_place"),
        (story.figures, "to_place"),
    )
    for table, column in tables:
        for claim, place in table[["claim_id", column]].dropna().itertuples(index=False):
            found.setdefault(str(claim), set()).add(str(place))
    return found


def _claim_days(story: Story) -> dict[str, list[list[str | None]]]:
    """The spans of days that each claim's events and figures can mean; None where there is no limit."""
    found: dict[str, set[tuple[str, str]]] = {}
    for table in (story.events, story.figures):
        for claim, when in table[["claim_id", "when"]].dropna().itertuples(index=False):
            first, last = _days(when)
            found.setdefault(str(claim), set()).add((first or "", last or ""))
    return {
        claim: [[first or None, last or None] for first, last in sorted(spans)]
        for claim, spans in found.items()
    }


def _days(when: object) -> tuple[str | None, str | None]:
    """First and last day of a date as ISO 8601 text; None where there is no limit."""
    span = resolve(when)
    if span is None:
        return None, None
    first = span.earliest.isoformat() if span.earliest else None
    return first, span.latest.isoformat() if span.latest else None


def _links(story: Story) -> dict[str, list[Json]]:
    """How each claim stands to others, from both ends of every link, and what both speak of."""
    places = {str(row.place_id): str(row.name) for row in records(story.places)}
    found: dict[str, list[Json]] = {}
    for row in records(story.claim_links):
        one, other, kind = str(row.claim_id), str(row.other_id), str(row.kind)
        where = places.get(_text(row.place_id), _text(row.place_id))
        both = [part for part in (_text(row.thing), where, describe(row.when)) if part]
        told = {"about": ", ".join(both), "note": _text(row.note)}
        for here, there, converse in ((one, other, False), (other, one, True)):
            entry = {"kind": kind, "converse": converse, "claim": there, **told}
            found.setdefault(here, []).append(entry)
    rank = {kind: place for place, kind in enumerate(("contradicts", "answers", "qualifies"))}
    for entries in found.values():
        entries.sort(key=lambda e: (rank.get(e["kind"], 9), e["kind"], e["converse"], e["claim"]))
    return found


def _checks(story: Story) -> dict[str, list[Json]]:
    """What the references say of each claim, and what the rules of evidence make of it."""
    judged = {str(row.check_id): row for row in records(crosscheck.judged(story))}
    found: dict[str, list[Json]] = {}
    for row in records(story.checks.sort_values("check_id", kind="stable")):
        weighed = judged[str(row.check_id)]
        found.setdefault(str(row.claim_id), []).append(
            {
                "id": str(row.check_id),
                "verdict": str(weighed.standing),
                "later": _text(weighed.known) == evidence.LATER,
                "finding": _text(row.finding),
                "rule": _text(weighed.rule),
                "flags": list(split(weighed.flags)),
                "basis": _text(row.basis),
                "note": _text(row.note),
                "references": list(split(row.ref_ids)),
            }
        )
    return found


# ------------------------------------------------------------------------------ what claims cite


def _figures(table: pd.DataFrame) -> dict[str, Json]:
    """Every figure by id, its bound in words."""
    rows = table.sort_values("figure_id", kind="stable")
    found = {}
    for row, quantity in zip(records(rows), quantities(rows), strict=True):
        found[str(row.figure_id)] = {
            "claim": _text(row.claim_id),
            "paragraph": int(row.paragraph),
            "surface": _text(row.surface),
            "kind": str(row.kind),
            "words": describe(row.when) if _text(row.when) else _amount(row.bound, quantity),
            "measures": _text(row.measures),
        }
    return found


def _amount(bound: object, quantity: Quantity) -> str:
    """A bounded number in words; "" for a figure that is none, such as an ordinal."""
    return str(quantity) if _text(bound) else ""


def _events(table: pd.DataFrame) -> list[Json]:
    """Every event, known starts first, by the days it can mean."""
    found = []
    for row in records(table):
        first, last = _days(row.when)
        span = resolve(row.when)
        found.append(
            {
                "id": str(row.event_id),
                "claim": _text(row.claim_id),
                "paragraph": int(row.paragraph),
                "text": _text(row.description),
                "when": describe(row.when) or "not dated",
                "from": first,
                "to": last,
                "about": span is not None and (span.approximate or span.uncertain),
                "surface": _text(row.surface),
                "place": _text(row.place_id),
                "actors": list(split(row.actors)),
                "status": _text(row.status),
            }
        )
    # "9999" sorts after every day: whatever has no start known stands last.
    found.sort(key=lambda e: (e["from"] or "9999", e["to"] or "9999", e["id"]))
    return found


def _places(table: pd.DataFrame) -> list[Json]:
    """Every place in the order of the article, with what lies in it, directly or further down."""
    parents = {str(row.place_id): _text(row.within) for row in records(table) if _text(row.within)}
    holds: dict[str, set[str]] = {}
    for place in parents:
        for outer in _outwards(place, parents):
            holds.setdefault(outer, set()).add(place)
    order = table.sort_values(["paragraph", "start", "place_id"], na_position="last")
    return [
        {
            "id": str(row.place_id),
            "name": str(row.name),
            "aliases": list(split(row.aliases)),
            "kind": str(row.kind),
            "holds": sorted(holds.get(str(row.place_id), ())),
        }
        for row in records(order)
    ]


def _outwards(place: str, parents: Mapping[str, str]) -> Iterable[str]:
    """The places around a place; a ring of places that contain each other is left after one turn."""
    seen = {place}
    while (place := parents.get(place, "")) and place not in seen:
        seen.add(place)
        yield place


def _references(table: pd.DataFrame) -> dict[str, Json]:
    return {
        str(row.ref_id): {
            "publisher": _text(row.publisher),
            "title": _text(row.title),
            "address": web_address(row.address),
            "published": describe(row.published),
        }
        for row in records(table.sort_values("ref_id", kind="stable"))
    }


def _text(cell: object) -> str:
    """A cell as text, "" for a blank one."""
    return "" if cell is None or pd.isna(cell) else str(cell)  # type: ignore[call-overload]


def unknown_ids(ids: Sequence[str], known: Iterable[str]) -> list[str]:
    """The ids that are not among the known ones, each once, in their order."""
    there = set(known)
    return [one for one in dict.fromkeys(ids) if one not in there]
