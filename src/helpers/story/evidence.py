"""The rules of evidence: what verdict the references of a check allow.

A check records what its references say. How far that carries is decided here, by rules that know
no story: whoever only repeats the claim's own source proves that it was said, not that it is so.
Where the recorded verdict and the rules disagree, the rules win, and both are shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from helpers.story.csv_tables import split
from helpers.values import dates
from helpers.values.quantities import METRES
from helpers.values.quantity_columns import quantities

UPHELD = "supports"
IN_PART = "supports_in_part"
REFINED = "refines"
CONTRADICTED = "conflicts"
DIFFER = "accounts_differ"
SAID = "said"
SAID_OTHERWISE = "said_otherwise"
CANNOT_SETTLE = "cannot_settle"
KNOWN_LATER = "known_later"
NOT_FOUND = "not_found"
NOT_CHECKED = "not_checked"

LABELS: Mapping[str, str] = {
    CONTRADICTED: "contradicted",
    DIFFER: "accounts differ",
    REFINED: "refined",
    IN_PART: "upheld in part",
    UPHELD: "upheld",
    SAID_OTHERWISE: "said differently",
    SAID: "said, not shown",
    CANNOT_SETTLE: "can't be settled",
    KNOWN_LATER: "known only later",
    NOT_FOUND: "not found",
    NOT_CHECKED: "not checked",
}
"""How a claim can stand, in words. The order is that of weight: a claim with several checks counts
once, under the first of these that one of them allows, since that is what an editor has to act on."""

MEANINGS: Mapping[str, str] = {
    CONTRADICTED: "A source that is no party speaks against it, or two sources do.",
    DIFFER: "Sources say different things, and none of them settles it.",
    REFINED: "Another source makes it more precise, or changes its scope.",
    IN_PART: "Another source bears out a part of it.",
    UPHELD: "Another source bears it out.",
    SAID_OTHERWISE: "Its own source is on record, and put it differently.",
    SAID: "It is on record that this was said; nobody else bears it out.",
    CANNOT_SETTLE: "What there is is too coarse to decide.",
    KNOWN_LATER: "Only sources published after the article speak to it.",
    NOT_FOUND: "It was looked for, and nothing was found.",
    NOT_CHECKED: "Nobody has looked.",
}

VERDICTS = frozenset({UPHELD, IN_PART, REFINED, DIFFER, CONTRADICTED})
"""Verdicts that say something of the matter itself, and so need a reference beyond the claim."""

MEASURES = frozenset({"dataset", "gazetteer"})
"""Kinds of reference that measure: no origin of a claim about events."""

UNNAMED = "unnamed"
"""The kind of an actor whom the article cites and does not name."""

ON_THE_DAY, LATER, UNDATED = "on the day", "later", "not dated"


@dataclass(frozen=True)
class Rule:
    """A rule of evidence: its name, its heading, and one sentence that says what it does."""

    name: str
    title: str
    explanation: str


RULES: tuple[Rule, ...] = (
    Rule(
        "looked_up",
        "Nothing looked up is nothing checked",
        "A row for which nothing was looked up counts as not checked, whatever it says.",
    ),
    Rule(
        "independent",
        "No source vouches for itself",
        "A reference that has its word from somebody through whom the claim itself came, or from an"
        " unnamed source who may be the claim's own, proves that it was said, never that it is so.",
    ),
    Rule(
        "saying",
        "That it was reported is not that it happened",
        "References that show only that a thing was said or reported support the saying alone.",
    ),
    Rule(
        "coarse",
        "A coarse measure can't settle a fine claim",
        "A dataset whose points are coarser than the distance that the claim states cannot settle"
        " it, whichever way its rows point.",
    ),
    Rule(
        "one_account",
        "One party's word is no contradiction",
        "A claim is contradicted by a source that is no party to the matter, or by two sources;"
        " else the accounts differ.",
    ),
    Rule(
        "one_origin",
        "A reprint is no second source",
        "References that go back to one origin count once, however many outlets printed it.",
    ),
    Rule(
        "measure",
        "A measure is no witness",
        "A gazetteer or a dataset measures and records; it is never counted among those who know"
        " what happened.",
    ),
    Rule(
        "stake",
        "A party is called a party",
        "What a party to the matter says is kept, marked as a party's, and never called"
        " independent.",
    ),
    Rule(
        "hindsight",
        "Hindsight stands apart",
        "A check whose references were all published after the article's day is told apart, and"
        " decides nothing about the claim.",
    ),
)
"""The rules, those that can change a verdict first."""

COLUMNS: Mapping[str, str] = {
    "check_id": "string",
    "claim_id": "string",
    "recorded": "string",
    "standing": "string",
    "changed": "boolean",
    "rule": "string",
    "rules": "string",
    "references": "Int64",
    "independent": "Int64",
    "parties": "Int64",
    "measures": "Int64",
    "origins": "string",
    "own": "string",
    "coarse": "string",
    "stakes": "string",
    "known": "string",
    "side_only": "boolean",
    "flags": "string",
    "stands_as": "string",
}


@dataclass(frozen=True)
class Source:
    """One reference as the rules see it: whose word it relays, what it can resolve, since when.

    `speaks_for` holds the actors whose word it relays, its publisher among them if that is one.
    """

    ref_id: str
    origin: str
    speaks_for: frozenset[str]
    interested: bool
    measures: bool
    resolution_km: float | None
    published: dates.Span | None


def in_words(standing: object) -> str:
    """A standing in words: "said, not shown"; "not checkable" for a blank."""
    return LABELS.get(str(standing), "not checkable")


# ------------------------------------------------------------------------------ the rules


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
    unnamed: frozenset[str] = frozenset(),
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
    known = source.resolution_km is not None and stated_km is not None
    return known and float(source.resolution_km or 0) > float(stated_km or 0)


def origins(sources: Iterable[Source]) -> tuple[str, ...]:
    """The origins of references, each once, in the order in which they come."""
    return tuple(dict.fromkeys(source.origin for source in sources))


def known_when(sources: Iterable[Source], day: date) -> str:
    """When a reader could have known: on the day, later, or not dated; "" without references.

    Later only if every reference was certainly published after the day. One without a date, such
    as a gazetteer, keeps a check out of hindsight, and is called not dated unless another one was
    there on the day.
    """
    spans = [source.published for source in sources]
    if not spans:
        return ""
    late = [
        span is not None and span.earliest is not None and span.earliest > day for span in spans
    ]
    if all(late):
        return LATER
    there = any(span is not None and not after for span, after in zip(spans, late, strict=True))
    return ON_THE_DAY if there else UNDATED


def published_later(
    references: pd.DataFrame, actors: pd.DataFrame, *, published: str
) -> frozenset[str]:
    """The references that were certainly published after the article's day.

    Input: references, actors (contract); published, the article's day as EDTF. Output: ref_ids.
    """
    day = _last_day(published)
    known = sources(references, actors).values()
    return frozenset(one.ref_id for one in known if known_when([one], day) == LATER)


@dataclass(frozen=True)
class Grounds:
    """What a check has to go on, counted.

    `free` references are neither the claim's own nor too coarse; `witnesses` are the origins among
    them that know the matter, `apart` those of the witnesses that are no party to it.
    """

    looked_up: bool
    saying: bool
    free: int
    own: int
    coarse: int
    witnesses: int
    apart: int


def allowed(recorded: str, grounds: Grounds) -> tuple[str, str]:
    """The standing that the rules allow, and the name of the rule that changed it ("" for none).

    Input: the recorded verdict; what the check has to go on.
    """
    if not grounds.looked_up:
        return NOT_CHECKED, "looked_up" if recorded != NOT_CHECKED else ""
    if recorded not in VERDICTS:
        return recorded, ""
    # Against its own printed words a source may testify; for their truth it may not.
    said = SAID if recorded in (UPHELD, IN_PART) else SAID_OTHERWISE
    if grounds.saying and (grounds.free or grounds.own):
        return said, "saying"
    if grounds.free:
        if recorded == CONTRADICTED and not grounds.apart and grounds.witnesses < 2:
            return DIFFER, "one_account"
        return recorded, ""
    if grounds.coarse:
        return CANNOT_SETTLE, "coarse"
    if grounds.own:
        return said, "independent"
    return NOT_CHECKED, "looked_up"


# ------------------------------------------------------------------------------ over the tables


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
    chains = {
        str(key): split(cell) for key, cell in zip(claims["claim_id"], claims["chain"], strict=True)
    }
    stated = stated_km(figures)
    part_of = _text_by(actors, "actor_id", "part_of")
    unnamed = frozenset(actors.loc[actors["kind"].astype("string") == UNNAMED, "actor_id"])
    day = _last_day(published)
    columns = ("check_id", "claim_id", "verdict", "shows", "ref_ids", "basis")
    rows = []
    for check, claim, verdict, shows, refs, basis in zip(
        *(checks[name] for name in columns), strict=True
    ):
        cited = [known[ref] for ref in split(refs)]
        chain = chains[str(claim)]
        own = [source for source in cited if shares_the_chain(source, chain, part_of, unnamed)]
        rest = [source for source in cited if source not in own]
        coarse = [source for source in rest if too_coarse(source, stated.get(str(claim)))]
        free = [source for source in rest if source not in coarse]
        found = _Weighed(
            cited,
            free,
            own,
            coarse,
            known=known_when(free or cited, day),
            looked_up=str(basis) != "not_looked_up",
            saying=str(shows) == "saying",
            measurable=str(claim) in stated,
        )
        rows.append({"check_id": check, "claim_id": claim, **found.cells(str(verdict))})
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict(COLUMNS))


@dataclass(frozen=True)
class _Weighed:
    """The references of one check, sorted by what the rules make of them."""

    cited: list[Source]
    free: list[Source]
    own: list[Source]
    coarse: list[Source]
    known: str
    looked_up: bool
    saying: bool
    measurable: bool

    def witnesses(self) -> list[Source]:
        """The free references that know the matter; of a stated length also those that measure."""
        return [source for source in self.free if self.measurable or not source.measures]

    def apart(self) -> list[Source]:
        """The witnesses that are no party to the matter."""
        return [source for source in self.witnesses() if not source.interested]

    def independent(self) -> tuple[str, ...]:
        """The origins that are no party and no measure; none where only the saying is shown."""
        if self.saying:
            return ()
        return origins(one for one in self.free if not one.interested and not one.measures)

    def parties(self) -> tuple[str, ...]:
        """The origins beyond the claim's own that are parties to the matter."""
        return origins(one for one in self.free if one.interested)

    def grounds(self) -> Grounds:
        """What the check has to go on, counted."""
        return Grounds(
            self.looked_up,
            self.saying,
            len(self.free),
            len(self.own),
            len(self.coarse),
            witnesses=len(origins(self.witnesses())),
            apart=len(origins(self.apart())),
        )

    def fired(self, rule: str) -> tuple[str, ...]:
        """The names of the rules that had something to say, in the order of RULES."""
        answers = {
            "looked_up": not self.looked_up,
            "independent": bool(self.own),
            "saying": self.saying,
            "coarse": bool(self.coarse),
            "one_account": rule == "one_account",
            "one_origin": len(origins(self.cited)) < len(self.cited),
            "measure": any(source.measures for source in self.cited),
            "stake": bool(self.stakes()),
            "hindsight": self.known == LATER,
        }
        return tuple(rule.name for rule in RULES if answers[rule.name])

    def stakes(self) -> list[Source]:
        """The references that belong to a party to the matter."""
        return [source for source in self.cited if source.interested]

    def side_only(self, standing: str) -> bool:
        """Whether a verdict on the matter rests on parties alone."""
        return standing in VERDICTS and all(source.interested for source in self.free)

    def flags(self, standing: str) -> Iterator[str]:
        """What a reader should know of the evidence, in words."""
        settles = standing in VERDICTS
        known = origins(source for source in self.free if not source.measures)
        if self.own and settles:
            yield "the claim's own source is among those cited"
        if settles and self.free and not known:
            yield "measured, by nobody who was there"
        if settles and len(known) == 1:
            several = sum(not source.measures for source in self.free) > 1
            yield "one voice, printed more than once" if several else "one voice"
        if self.side_only(standing):
            yield "parties to the matter alone"
        elif self.stakes():
            yield "a party among them"
        if self.known == LATER:
            yield "known only later"

    def cells(self, recorded: str) -> dict[str, Any]:
        """The row of the check, but for its keys."""
        standing, rule = allowed(recorded, self.grounds())
        # A check that shows the saying alone is recorded as such: nothing was overruled.
        changed = standing != recorded and rule != "saying"
        words = recorded.replace("_", " ")
        said = f"recorded as {words}; counts as: {in_words(standing)}"
        return {
            "recorded": recorded,
            "standing": standing,
            "changed": changed,
            "rule": rule or None,
            "rules": "|".join(self.fired(rule)) or None,
            "references": len(self.cited),
            "independent": len(self.independent()),
            "parties": len(self.parties()),
            "measures": sum(source.measures for source in self.free),
            "origins": "|".join(self.independent()) or None,
            "own": _ids(self.own),
            "coarse": _ids(self.coarse),
            "stakes": _ids(self.stakes()),
            "known": self.known or None,
            "side_only": self.side_only(standing),
            "flags": "|".join(self.flags(standing)) or None,
            "stands_as": said if changed else in_words(standing),
        }


def sources(references: pd.DataFrame, actors: pd.DataFrame) -> dict[str, Source]:
    """The references as the rules see them, by ref_id.

    Input: references, actors (contract; resolution in km). A publisher that is itself an actor of
    the story, by name or alias, speaks for itself; what follows a comma after its name ("in a copy
    at ...") says only where it was read.
    """
    known = _by_name(actors)
    names = ("ref_id", "origin", "publisher", "speaks_for", "interested_party", "kind")
    cells = zip(*(references[name] for name in (*names, "resolution", "published")), strict=True)
    found = {}
    for ref, origin, publisher, voices, side, kind, resolution, published in cells:
        own = known.get(str(publisher).split(",")[0].strip().casefold())
        found[str(ref)] = Source(
            str(ref),
            str(origin),
            frozenset([*split(voices), *([own] if own else [])]),
            bool(pd.notna(side) and side),
            str(kind) in MEASURES,
            None if pd.isna(resolution) else float(resolution),
            dates.resolve(published),
        )
    return found


def _by_name(actors: pd.DataFrame) -> dict[str, str]:
    """Actors by their names and aliases, in small letters."""
    found: dict[str, str] = {}
    for actor, name, aliases in zip(
        actors["actor_id"], actors["name"], actors["aliases"], strict=True
    ):
        for known in (str(name), *split(aliases)):
            found.setdefault(known.casefold(), str(actor))
    return found


def stated_km(figures: pd.DataFrame) -> dict[str, float]:
    """The shortest distance that each claim states, in km, by claim_id.

    Input: figures (contract). A bound counts by its limit: "less than 2 km" is 2. Distances
    without a number, such as "nearby", are left out.
    """
    rows = figures[(figures["kind"] == "distance") & figures["claim_id"].notna()]
    found: dict[str, float] = {}
    for claim, quantity in zip(
        rows["claim_id"], quantities(rows.reset_index(drop=True)), strict=True
    ):
        if quantity.unit not in METRES:
            continue
        length = quantity.to("km")
        limit = next((n for n in (length.value, length.upper, length.lower) if n is not None), None)
        if limit is not None:
            found[str(claim)] = min(float(limit), found.get(str(claim), float(limit)))
    return found


def _last_day(published: str) -> date:
    span = dates.resolve(published)
    if span is None or span.latest is None:
        raise dates.DateError(f"the article's day is {published!r}: write it as in 2014-09-27")
    return span.latest


def _text_by(table: pd.DataFrame, key: str, column: str) -> dict[str, str]:
    cells = zip(table[key], table[column], strict=True)
    return {str(name): "" if pd.isna(cell) else str(cell) for name, cell in cells}


def _ids(found: Iterable[Source]) -> str | None:
    return "|".join(source.ref_id for source in found) or None
