"""Whose word the article rests on, through whom it comes, and where it hedges."""

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

import pandas as pd

from helpers.story.csv_tables import split
from helpers.story.weighing import UNNAMED, house
from helpers.values.records import columns, in_order, joined, lookup

ASSERTION = "assertion"
"""The content of a claim that is news: counts and shares count these."""

# Kinds of link in which one claim limits another; the others bear each other out.
TENSIONS = ("contradicts", "qualifies", "answers")

VOICES: Mapping[str, str] = MappingProxyType(
    {
        "outlet": "in the outlet's own voice",
        "unnamed": "from unnamed sources",
        "named": "from named sources",
        "quoted": "in quotation marks",
    }
)
"""The four kinds of voice in which a claim is printed, with their words, in order of display."""

HEADINGS: Mapping[str, str] = {
    "hedges": "printed",
    "paraphrase": "what it weakens, in our words",
    "speaker_name": "who says it",
    "claim_id": "claim",
    "thing": "what both speak of",
    "said": "this claim",
    "kind": "does what",
    "other_said": "to that one",
    "why": "why",
}
"""What a reader sees above the columns of these tables."""


def assertions(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that are news; counts and shares of claims count these.

    Input: claims (contract). Output: the rows whose content is `assertion`, with their columns.
    """
    return claims[claims["content"] == ASSERTION].reset_index(drop=True)


def voiced(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The claims with the kind of voice in which each is printed.

    Input: claims, actors (contract). A speaker who is no actor counts as named.
    Output: claims with a column `voiced` behind the others, one of VOICES: narrator is outlet,
        direct is quoted, indirect is unnamed if the speaker's kind is `unnamed`, else named.
    """
    nameless = claims["speaker"].isin(_nameless(actors)).map({True: "unnamed", False: "named"})
    marked = claims["voice"].astype("string").map({"narrator": "outlet", "direct": "quoted"})
    return claims.assign(voiced=marked.fillna(nameless).astype("string"))


@columns(
    "claim_id paragraph# paraphrase topic speaker speaker_name voice relays# hedges hedged? certainty"
    " checkable?"
)
def listed(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Every claim with the name of its speaker, and whether it is hedged.

    Input: claims, actors (contract).
    Output: relays as `relays` counts them; in the order of claims.
    """
    return claims.assign(
        speaker_name=claims["speaker"].map(lookup(actors, "actor_id", "name")),
        relays=relays(claims["chain"], actors),
        hedged=claims["hedges"].notna(),
    )


def _nameless(actors: pd.DataFrame) -> set[str]:
    """The actors whom the text cites and does not name."""
    return set(actors.loc[actors["kind"] == UNNAMED, "actor_id"])


def _counted(claims: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Claims counted by their keys: claims, hedged, first (paragraph), claim_ids."""
    table = claims.assign(hedged=claims["hedges"].notna())
    return table.groupby(keys, as_index=False).agg(
        claims=("claim_id", "size"),
        hedged=("hedged", "sum"),
        first=("paragraph", "min"),
        claim_ids=("claim_id", joined),
    )


@columns("voiced speaker speaker_name unnamed? claims# hedged# first# claim_ids")
def speakers(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How many assertions each speaker makes, by kind of voice, and how many of them are hedged.

    Input: claims, actors (contract).
    Output: voiced = one of VOICES; unnamed = whether the text gives no name; first = the first
        paragraph. Voices in order, most claims first.
    """
    table = voiced(assertions(claims), actors)
    table = table.assign(
        speaker_name=table["speaker"].map(lookup(actors, "actor_id", "name")),
        unnamed=table["speaker"].isin(_nameless(actors)),
    )
    found = _counted(table, ["voiced", "speaker", "speaker_name", "unnamed"])
    return in_order(found, "voiced", "-claims", "first", "speaker", voiced=VOICES)


@columns("voiced label claims# share~ hedged# unnamed# claim_ids")
def by_voice(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How many assertions are printed in each kind of voice, and how many of them are hedged.

    Input: claims, actors (contract).
    Output: label = the words of the voice; share of all assertions, 0 to 1; unnamed = those whose
        speaker has no name. The voices that occur, in order.
    """
    table = speakers(claims, actors)
    table = table.assign(unnamed=table["claims"].where(table["unnamed"], 0))
    found = table.groupby("voiced", as_index=False, sort=False).agg(
        claims=("claims", "sum"),
        hedged=("hedged", "sum"),
        unnamed=("unnamed", "sum"),
        claim_ids=("claim_ids", joined),
    )
    share = found["claims"] / found["claims"].sum()
    return found.assign(label=found["voiced"].map(VOICES), share=share)


def relays(chains: pd.Series, actors: pd.DataFrame) -> pd.Series:
    """Through how many others the words of each chain come to the page.

    A body that passes on the words of its own part is nobody else: neither a spokesperson's charity
    nor a correspondent's outlet makes hearsay.

    Input: chains (claims.chain); actors (contract).
    Output: the number of steps between the first and the last that the one before is no part of.
    """
    part_of = lookup(actors.dropna(subset="part_of"), "actor_id", "part_of")
    counts = [
        sum(relay not in house([before], part_of) for before, relay in pairwise(split(chain)[:-1]))
        for chain in chains
    ]
    return pd.Series(counts, chains.index, "Int64")


@columns("chain written speaker steps# relays# claims# hedged# first# claim_ids")
def chains(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The ways by which words reach the page, written with names.

    Input: claims, actors (contract).
    Output: chain = actor_ids, joined by "|"; written = "A → B → the page"; steps = how many the chain
        names; relays as `relays` counts them; first = the first paragraph. Longest chain first,
        then most claims.
    """
    names = lookup(actors, "actor_id", "name")
    found = _counted(claims, ["chain"])
    steps = [split(chain) for chain in found["chain"]]
    found = found.assign(
        written=[" → ".join(names.get(step, step) for step in chain) for chain in steps],
        speaker=[chain[0] for chain in steps],
        steps=[len(chain) for chain in steps],
        relays=relays(found["chain"], actors),
    )
    return in_order(found, "-steps", "-claims", "first")


@columns("hedges paraphrase speaker_name paragraph# claim_id")
def hedged(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The assertions that a word weakens, with the word as printed.

    Input: claims, actors (contract).
    Output: in reading order.
    """
    table = listed(assertions(claims), actors)
    return table[table["hedged"]].reset_index(drop=True)


@columns(
    "claim_id paragraph# topic paraphrase kind other_id other_paragraph# other_topic other_paraphrase"
    " thing place_id when note"
)
def tensions(claim_links: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The links in which a claim contradicts, qualifies or answers another.

    Input: claim_links, claims (contract).
    Output: what both of them say and where; thing, place_id, when = of a contradiction what both
        speak of, where and when. Contradictions first, then in the order of claim_links.
    """
    said = claims.set_index("claim_id")[["paragraph", "topic", "paraphrase"]]
    table = claim_links[claim_links["kind"].isin(TENSIONS)].join(said, on="claim_id")
    return in_order(table.join(said.add_prefix("other_"), on="other_id"), "kind", kind=TENSIONS)


@columns("claim_id paragraph# topic paraphrase tensions# contradicts# qualifies# answers# by")
def pulled_at(claim_links: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that others contradict, qualify or answer.

    Input: claim_links, claims (contract).
    Output: tensions = how many claims do so; by = their ids, joined by "|". Most first, then in
        reading order.
    """
    table = tensions(claim_links, claims)
    counts = {kind: table["kind"] == kind for kind in TENSIONS}
    other = ["other_id", "other_paragraph", "other_topic", "other_paraphrase"]
    found = (
        table.assign(**counts)
        .groupby(other, as_index=False)
        .agg(
            tensions=("claim_id", "nunique"),
            **{kind: (kind, "sum") for kind in TENSIONS},
            by=("claim_id", joined),
        )
    )
    found = found.rename(columns={"other_id": "claim_id"})
    found = found.rename(columns=lambda name: name.removeprefix("other_"))
    return in_order(found, "-tensions", "paragraph", "claim_id")


@columns("topic tensions# claims# pulled_at by#")
def contested_topics(claim_links: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The topics on which the article's claims limit each other.

    Input: claim_links, claims (contract).
    Output: tensions = links with at least one end in the topic; pulled_at = the claim of the topic
        that most others limit, by = how many. Most tensions first; of topics with as many, first
        the one with the claim that most others limit, then the one that is read first.
    """
    table = tensions(claim_links, claims)
    touched = pd.concat(
        [table["topic"], table["other_topic"].mask(table["topic"] == table["other_topic"])]
    )
    most = pulled_at(claim_links, claims).drop_duplicates("topic").set_index("topic")
    topics = in_order(claims, "paragraph", "start")["topic"].drop_duplicates()
    found = pd.DataFrame(
        {
            "topic": topics,
            "tensions": topics.map(touched.value_counts()),
            "claims": topics.map(claims["topic"].value_counts()),
            "pulled_at": topics.map(most["claim_id"]),
            "by": topics.map(most["tensions"]).fillna(0),
        }
    )
    return in_order(found.dropna(subset="tensions"), "-tensions", "-by")


@columns("claim_id paragraph# start# topic paraphrase voice certainty hedges hedged? tensions#")
def in_tension(
    claim_links: pd.DataFrame, claims: pd.DataFrame, topic: str | None = None
) -> pd.DataFrame:
    """The claims of a topic that limit others, and those others, in reading order.

    Input: claim_links, claims (contract); the topic (None: the one with the most tensions).
    Output: tensions = how many links of the topic it takes part in.
    """
    if topic is None:
        topic = "".join(contested_topics(claim_links, claims)["topic"].head(1))
    table = tensions(claim_links, claims)
    table = table[(table["topic"] == topic) | (table["other_topic"] == topic)]
    counts = pd.concat([table["claim_id"], table["other_id"]]).value_counts()
    found = claims[claims["claim_id"].isin(counts.index)]
    found = found.assign(hedged=found["hedges"].notna(), tensions=found["claim_id"].map(counts))
    return in_order(found, "paragraph", "start", "claim_id")
