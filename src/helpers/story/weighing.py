"""The references of each check weighed: what the rules of evidence make of a story's tables."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from helpers.story.csv_tables import split
from helpers.story.evidence import (
    LATER,
    RULES,
    Grounds,
    Source,
    allowed,
    flags,
    in_words,
    known_when,
    side_only,
)
from helpers.values import dates
from helpers.values.quantities import METRES
from helpers.values.quantity_columns import quantities
from helpers.values.records import joined, lookup, records, typed

MEASURES = frozenset({"dataset", "gazetteer"})
"""Kinds of reference that measure: no origin of a claim about events."""

UNNAMED = "unnamed"
"""The kind of an actor whom the article cites and does not name."""

COLUMNS = (
    "check_id claim_id recorded standing changed? rule rules references# independent# parties#"
    " measures# origins own coarse stakes known side_only? flags stands_as"
)


def judged(
    checks: pd.DataFrame,
    claims: pd.DataFrame,
    references: pd.DataFrame,
    figures: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    published: str,
) -> pd.DataFrame:
    """Every check under the rules of evidence.

    Input: the tables (contract); published, the article's day as EDTF.
    Output: check_id, claim_id, recorded (its verdict), standing (one of LABELS), changed, rule
        (the one that changed it, blank if none did), rules (all that fired, joined by "|"),
        references (how many), independent (how many origins are no party, are not of the claim's
        chain, and know the matter), parties (how many origins of the rest are parties), measures
        (how many datasets and gazetteers are fine enough), origins (the independent ones,
        joined by "|"), own, coarse, stakes (ref_ids that share the claim's chain, are too coarse,
        belong to a party), known (on the day, later, not dated, blank without references),
        side_only (whether a verdict on the matter rests on parties alone), flags (in words, joined
        by "|"), stands_as (in words); in file order.

    Raises:
        KeyError: a check of a claim, or with a reference, that the tables lack.
    """
    known = sources(references, actors)
    chains = lookup(claims, "claim_id", "chain")
    stated = stated_km(figures)
    part_of = lookup(actors[actors["part_of"].notna()], "actor_id", "part_of")
    unnamed = frozenset(actors.loc[actors["kind"] == UNNAMED, "actor_id"])
    day = _last_day(published)
    rows = []
    for check in records(checks):
        chain, km = split(chains[check.claim_id]), stated.get(check.claim_id)
        cited = [known[ref] for ref in split(check.ref_ids)]
        own = [one for one in cited if shares_the_chain(one, chain, part_of, unnamed)]
        grounds = Grounds(
            str(check.verdict),
            day,
            tuple(cited),
            tuple(own),
            tuple(one for one in cited if one not in own and too_coarse(one, km)),
            looked_up=check.basis != "not_looked_up",
            saying=check.shows == "saying",
            measurable=km is not None,
        )
        rows.append({"check_id": check.check_id, "claim_id": check.claim_id, **_cells(grounds)})
    return typed(rows, COLUMNS)


def _cells(grounds: Grounds) -> dict[str, Any]:
    """The row of a check, but for its keys."""
    recorded = grounds.recorded
    standing, rule = allowed(grounds)
    # A check that shows the saying alone is recorded as such: nothing was overruled.
    changed = standing != recorded and rule != "saying"
    said = f"recorded as {recorded.replace('_', ' ')}; counts as: {in_words(standing)}"
    return {
        "recorded": recorded,
        "standing": standing,
        "changed": changed,
        "rule": rule or None,
        "rules": joined(rule.name for rule in RULES if rule.fires(grounds)),
        "references": len(grounds.cited),
        "independent": len(grounds.independent),
        "parties": len(grounds.parties),
        "measures": sum(source.measures for source in grounds.free),
        "origins": joined(grounds.independent),
        "own": joined(source.ref_id for source in grounds.own),
        "coarse": joined(source.ref_id for source in grounds.coarse),
        "stakes": joined(source.ref_id for source in grounds.stakes),
        "known": grounds.known or None,
        "side_only": side_only(grounds, standing),
        "flags": joined(flags(grounds, standing)),
        "stands_as": said if changed else in_words(standing),
    }


# ------------------------------------------------------------------------------ one reference


def house(chain: Iterable[str], part_of: Mapping[str, str]) -> frozenset[str]:
    """Everybody through whom a claim came, with the bodies that they are part of.

    Input: the claim's chain (actor_ids); part_of, actor_id -> the actor it belongs to.
    """
    found: set[str] = set()
    for actor in chain:
        here = actor
        while here and here not in found:
            found.add(here)
            here = part_of.get(here, "")
    return frozenset(found)


def shares_the_chain(
    source: Source,
    chain: Iterable[str],
    part_of: Mapping[str, str],
    unnamed: frozenset[str],
) -> bool:
    """Whether a reference has its word from somebody through whom the claim itself came.

    Meant are the actors of the chain, the bodies that they are part of, and the parts of those in
    the chain. An unnamed source that the article ties to nobody may be anyone: where the chain
    has one, a reference that rests on unnamed sources alone may rest on the same.
    Input: the reference; the claim's chain; part_of, actor_id -> the actor it belongs to; the
    actors of kind unnamed.
    """
    steps = frozenset(chain)
    near = house(steps, part_of)
    if any(actor in near or house([actor], part_of) & steps for actor in source.speaks_for):
        return True
    anyone = any(step in unnamed and not part_of.get(step) for step in steps)
    return anyone and bool(source.speaks_for) and source.speaks_for <= unnamed


def too_coarse(source: Source, stated_km: float | None) -> bool:
    """Whether a reference's points are coarser than the distance that the claim states."""
    if source.resolution_km is None or stated_km is None:
        return False
    return source.resolution_km > stated_km


def published_later(
    references: pd.DataFrame, actors: pd.DataFrame, *, published: str
) -> frozenset[str]:
    """The references that were certainly published after the article's day.

    Input: references, actors (contract); published, the article's day as EDTF. Output: ref_ids.
    """
    day = _last_day(published)
    known = sources(references, actors).values()
    return frozenset(one.ref_id for one in known if known_when([one], day) == LATER)


# ------------------------------------------------------------------------------ from the tables


def sources(references: pd.DataFrame, actors: pd.DataFrame) -> dict[str, Source]:
    """The references as the rules see them, by ref_id.

    Input: references, actors (contract; resolution in km). A publisher that is itself an actor of
    the story, by name or alias, speaks for itself; what follows a comma after its name ("in a copy
    at ...") says only where it was read.
    """
    by_name: dict[str, str] = {}
    for actor in records(actors):
        for name in (actor.name, *split(actor.aliases)):
            by_name.setdefault(str(name).casefold(), actor.actor_id)
    found = {}
    for row in records(references):
        own = by_name.get(str(row.publisher).split(",")[0].strip().casefold())
        found[row.ref_id] = Source(
            row.ref_id,
            str(row.origin),
            frozenset([*split(row.speaks_for), *([own] if own else [])]),
            interested=bool(pd.notna(row.interested_party) and row.interested_party),
            measures=row.kind in MEASURES,
            resolution_km=None if pd.isna(row.resolution) else float(row.resolution),
            published=dates.resolve(row.published),
        )
    return found


def stated_km(figures: pd.DataFrame) -> dict[str, float]:
    """The shortest distance that each claim states, in km, by claim_id.

    Input: figures (contract). A bound counts by its limit: "less than 2 km" is 2. Distances
    without a number, such as "nearby", are left out.
    """
    stated = figures[(figures["kind"] == "distance") & figures["claim_id"].notna()]
    found: dict[str, float] = {}
    for claim, quantity in zip(
        stated["claim_id"], quantities(stated.reset_index(drop=True)), strict=True
    ):
        if quantity.unit in METRES:
            km = quantity.to("km")
            for limit in [n for n in (km.value, km.upper, km.lower) if n is not None][:1]:
                found[claim] = min(float(limit), found.get(claim, float(limit)))
    return found


def _last_day(published: str) -> date:
    span = dates.resolve(published)
    if span is None or span.latest is None:
        raise dates.DateError(f"the article's day is {published!r}: write it as in 2014-09-27")
    return span.latest
