"""The claims of a story for the explorer, each with the ids of all that belongs to it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.explore.columns import Columns, Json, days, items, objects, text
from helpers.story import evidence
from helpers.story.story import Story
from helpers.topics.claims import tables as claim_tables
from helpers.topics.crosscheck import tables as crosscheck
from helpers.values.dates import describe
from helpers.values.records import in_order, lookup, records

READING_ORDER = ("paragraph", "start", "claim_id")
KINDS = ("claim", "figure", "date", "event", "place", "actor")
"""Every kind of span, the widest first: so the inner ones are drawn over the outer ones."""

NOT_CHECKABLE = "not_checkable"
"""What stands for the verdict on a claim that nothing could settle."""

CLAIM: Columns = {
    "id": ("claim_id", text),
    "paragraph": ("paragraph", int),
    "start": ("start", int),
    "end": ("end", int),
    "sha256": ("sha256", text),
    "text": ("paraphrase", text),
    "content": ("content", text),
    "topic": ("topic", text),
    "speaker": ("speaker", text),
    "chain": ("chain", items),
    "voice": ("voiced", text),
    "hedges": ("hedges", items),
    "certainty": ("certainty", text),
    "verdict": ("standing", lambda standing: text(standing) or NOT_CHECKABLE),
    "note": ("note", text),
}
LINK: Columns = {
    "kind": ("kind", text),
    "converse": ("converse", bool),
    "claim": ("other_id", text),
    "about": ("about", text),
    "note": ("note", text),
}
CHECK: Columns = {
    "id": ("check_id", text),
    "verdict": ("standing", text),
    "later": ("known", lambda known: text(known) == evidence.LATER),
    "finding": ("finding", text),
    "rule": ("rule", text),
    "flags": ("flags", items),
    "basis": ("basis", text),
    "note": ("note", text),
    "references": ("ref_ids", items),
}
# Links that say most of a claim come first.
LINK_KINDS = ("contradicts", "answers", "qualifies", "restates", "supports")


def claims(story: Story, spans: pd.DataFrame) -> list[Json]:
    """Every claim in reading order, with the ids of what belongs to it, its links and its checks.

    Input: the story; the output of `located`.
    """
    standings = crosscheck.standings(story)[["claim_id", "standing"]]
    voiced = claim_tables.voiced(story.claims, story.actors).merge(standings, on="claim_id")
    ordered = in_order(voiced, *READING_ORDER)
    inside = {kind: _inside(ordered, spans[spans["kind"] == kind]) for kind in ("place", "actor")}
    named = (story.events, "place_id"), (story.figures, "from_place"), (story.figures, "to_place")
    dates = by_claim((story.events, "when"), (story.figures, "when"))
    belonging: dict[str, Mapping[str, list[Any]]] = {
        "places": by_claim(*named, (inside["place"], "row")),
        "days": {claim: _spans_of_days(when) for claim, when in dates.items()},
        "actors": by_claim((inside["actor"], "row")),
        "figures": by_claim((story.figures, "figure_id")),
        "events": by_claim((story.events, "event_id")),
        "links": links(story),
        "checks": checks(story),
    }
    return [
        {**claim, **{name: held.get(claim["id"], []) for name, held in belonging.items()}}
        for claim in objects(ordered, CLAIM)
    ]


def located(story: Story) -> pd.DataFrame:
    """Every span of the article for which a row stands.

    Output: kind (one of KINDS), row (its id), paragraph, start, end; in reading order, of those that
        begin together the longest first.
    """
    dated = story.figures["kind"].astype("string").eq("date").fillna(False)
    sources = (
        (story.claims, "claim_id"),
        (story.figures[~dated], "figure_id"),
        (story.figures[dated], "figure_id"),
        (story.events, "event_id"),
        (story.places, "place_id"),
        (story.mentions, "actor_id"),
    )
    columns = ["kind", "row", "paragraph", "start", "end"]
    spans = pd.concat(
        table.assign(kind=kind, row=table[key])[columns].dropna()
        for kind, (table, key) in zip(KINDS, sources, strict=True)
    )
    return in_order(spans, "paragraph", "start", "-end", "kind", "row", kind=KINDS)


def _inside(table: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """The pairs of a claim and a span that stands within its own: claim_id, row."""
    pairs = table.merge(spans, on="paragraph", suffixes=("", "_inside"))
    within = (pairs["start"] <= pairs["start_inside"]) & (pairs["end_inside"] <= pairs["end"])
    return pairs.loc[within, ["claim_id", "row"]]


def by_claim(*columns: tuple[pd.DataFrame, str]) -> dict[str, list[str]]:
    """The cells of some columns by the claim of their rows, each once, sorted; blanks left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for table, column in columns:
        for claim, cell in table[["claim_id", column]].dropna().itertuples(index=False):
            found[str(claim)].add(str(cell))
    return {claim: sorted(cells) for claim, cells in found.items()}


def _spans_of_days(dates: list[str]) -> list[list[str | None]]:
    """The spans of days that some dates can mean, each once; None where there is no limit."""
    spans = {days(when) for when in dates}
    return [list(span) for span in sorted(spans, key=lambda span: [day or "" for day in span])]


def links(story: Story) -> dict[str, list[Json]]:
    """How each claim stands to others, from both ends of every link, and what both speak of."""
    names = lookup(story.places, "place_id", "name")
    told = [
        (text(row.thing), text(names.get(row.place_id, row.place_id)), describe(row.when))
        for row in records(story.claim_links)
    ]
    forth = story.claim_links.assign(about=[", ".join(filter(None, parts)) for parts in told])
    back = forth.rename(columns={"claim_id": "other_id", "other_id": "claim_id"})
    both = pd.concat([forth.assign(converse=False), back.assign(converse=True)])
    return _objects_by_claim(in_order(both, "kind", "converse", "other_id", kind=LINK_KINDS), LINK)


def checks(story: Story) -> dict[str, list[Json]]:
    """What the references say of each claim, and what the rules of evidence make of it."""
    judged = crosscheck.judged(story)[["check_id", "standing", "known", "rule", "flags"]]
    said = story.checks[["check_id", "claim_id", "finding", "basis", "note", "ref_ids"]]
    return _objects_by_claim(said.merge(judged, on="check_id").sort_values("check_id"), CHECK)


def _objects_by_claim(table: pd.DataFrame, columns: Columns) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for claim, held in zip(table["claim_id"], objects(table, columns), strict=True):
        found[str(claim)].append(held)
    return found
