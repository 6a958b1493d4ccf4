"""Whose word the article rests on, through whom it comes, and where it hedges."""

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

import pandas as pd

from helpers.story.contract import labels
from helpers.story.csv_tables import split
from helpers.story.weighing import house

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
    return claims[claims["content"].astype("string") == "assertion"].reset_index(drop=True)


def voiced(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The claims with the kind of voice in which each is printed.

    Input: claims, actors (contract). A speaker who is no actor counts as named.
    Output: claims with a column `voiced` behind the others, one of VOICES: narrator is outlet,
        direct is quoted, indirect is unnamed if the speaker's kind is `unnamed`, else named.
    """
    unnamed = set(actors.loc[actors["kind"].astype("string") == "unnamed", "actor_id"])
    kinds = {"narrator": "outlet", "direct": "quoted"}
    found = [
        kinds.get(str(voice), "unnamed" if speaker in unnamed else "named")
        for voice, speaker in zip(claims["voice"], claims["speaker"], strict=True)
    ]
    return claims.assign(voiced=pd.Series(found, claims.index, "string"))


def listed(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Every claim with the name of its speaker, and whether it is hedged.

    Input: claims, actors (contract).
    Output: claim_id, paragraph, paraphrase, topic, speaker, speaker_name, voice, relays (as
        `relays` counts them), hedges, hedged, certainty, checkable; in the
        order of claims.
    """
    names = actors.set_index("actor_id")["name"]
    table = claims.assign(
        speaker_name=claims["speaker"].map(names).astype("string"),
        relays=relays(claims["chain"], actors),
        hedged=claims["hedges"].notna().astype("boolean"),
        voice=claims["voice"].astype("string"),
        certainty=claims["certainty"].astype("string"),
    )
    columns = ["claim_id", "paragraph", "paraphrase", "topic", "speaker", "speaker_name", "voice"]
    return table[[*columns, "relays", "hedges", "hedged", "certainty", "checkable"]]


def speakers(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How many assertions each speaker makes, by kind of voice, and how many of them are hedged.

    Input: claims, actors (contract).
    Output: voiced (one of VOICES), speaker, speaker_name, unnamed (whether the text gives no name),
        claims, hedged, first (paragraph), claim_ids; voices in order, most claims first.
    """
    table = voiced(assertions(claims), actors)
    names = actors.set_index("actor_id")["name"]
    nameless = set(actors.loc[actors["kind"].astype("string") == "unnamed", "actor_id"])
    table = table.assign(
        speaker_name=table["speaker"].map(names).astype("string"),
        unnamed=table["speaker"].isin(nameless).astype("boolean"),
        hedged=table["hedges"].notna().astype("Int64"),
    )
    keys = ["voiced", "speaker", "speaker_name", "unnamed"]
    found = table.groupby(keys, as_index=False).agg(
        claims=("claim_id", "size"),
        hedged=("hedged", "sum"),
        first=("paragraph", "min"),
        claim_ids=("claim_id", "|".join),
    )
    found = found.astype({"claims": "Int64", "claim_ids": "string"})
    place = found["voiced"].map({name: place for place, name in enumerate(VOICES)})
    found = found.assign(place=place).sort_values(
        ["place", "claims", "first", "speaker"], ascending=[True, False, True, True]
    )
    return found.drop(columns="place").reset_index(drop=True)


def by_voice(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How many assertions are printed in each kind of voice, and how many of them are hedged.

    Input: claims, actors (contract).
    Output: voiced, label (its words), claims, share (of all assertions, 0 to 1), hedged, unnamed
        (those whose speaker has no name), claim_ids; the voices that occur, in order.
    """
    table = speakers(claims, actors)
    total = int(table["claims"].sum())
    rows = [
        {
            "voiced": name,
            "label": words,
            "claims": int(here["claims"].sum()),
            "share": int(here["claims"].sum()) / total,
            "hedged": int(here["hedged"].sum()),
            "unnamed": int(here.loc[here["unnamed"], "claims"].sum()),
            "claim_ids": "|".join(here["claim_ids"]),
        }
        for name, words in VOICES.items()
        if len(here := table[table["voiced"] == name])
    ]
    types = {
        **dict.fromkeys(("voiced", "label"), "string"),
        "claims": "Int64",
        "share": "Float64",
        **dict.fromkeys(("hedged", "unnamed"), "Int64"),
        "claim_ids": "string",
    }
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def relays(chains: pd.Series, actors: pd.DataFrame) -> pd.Series:
    """Through how many others the words of each chain come to the page.

    A body that passes on the words of its own part is nobody else: neither a spokesperson's charity
    nor a correspondent's outlet makes hearsay.

    Input: chains (claims.chain); actors (contract).
    Output: the number of steps between the first and the last that the one before is no part of.
    """
    parts = zip(actors["actor_id"], actors["part_of"], strict=True)
    part_of = {str(part): str(whole) for part, whole in parts if pd.notna(whole)}
    counts = []
    for chain in chains:
        steps = split(chain)
        others = [
            relay for before, relay in pairwise(steps[:-1]) if relay not in house([before], part_of)
        ]
        counts.append(len(others))
    return pd.Series(counts, chains.index, "Int64")


def chains(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The ways by which words reach the page, written with names.

    Input: claims, actors (contract).
    Output: chain (actor_ids, joined by "|"), written ("A → B → the page"), speaker, steps (how many
        the chain names), relays (as `relays` counts them), claims, hedged, first
        (paragraph), claim_ids; longest chain first, then most claims.
    """
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    hedged = claims["hedges"].notna().astype("Int64")
    found = (
        claims.assign(hedged=hedged)
        .groupby("chain", as_index=False)
        .agg(
            claims=("claim_id", "size"),
            hedged=("hedged", "sum"),
            first=("paragraph", "min"),
            claim_ids=("claim_id", "|".join),
        )
    )
    steps = [split(chain) for chain in found["chain"]]
    written = [" → ".join(names.get(step, step) for step in chain) for chain in steps]
    found.insert(1, "written", pd.Series(written, found.index, "string"))
    found.insert(2, "speaker", pd.Series([chain[0] for chain in steps], found.index, "string"))
    found.insert(3, "steps", pd.Series([len(chain) for chain in steps], found.index, "Int64"))
    found.insert(4, "relays", relays(found["chain"], actors))
    found = found.astype({"chain": "string", "claims": "Int64", "claim_ids": "string"})
    return found.sort_values(
        ["steps", "claims", "first"], ascending=[False, False, True], ignore_index=True
    )


def hedged(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The assertions that a word weakens, with the word as printed.

    Input: claims, actors (contract).
    Output: hedges, paraphrase, speaker_name, paragraph, claim_id; in reading order.
    """
    table = listed(assertions(claims), actors)
    table = table[table["hedged"]]
    columns = ["hedges", "paraphrase", "speaker_name", "paragraph", "claim_id"]
    return table[columns].reset_index(drop=True)


def links(claim_links: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The links between claims, with what both of them say and where.

    Input: claim_links, claims (contract).
    Output: claim_id, paragraph, topic, paraphrase, kind, other_id, other_paragraph, other_topic,
        other_paraphrase, thing, place_id, when (of a contradiction: what both speak of, where and
        when), note, tension (whether one limits the other), apart (how many paragraphs lie from
        one to the other); in the order of claim_links.
    """
    said = claims.set_index("claim_id")[["paragraph", "topic", "paraphrase"]]
    # A chart that does not tell them hands over links without these three.
    about = [name for name in ("thing", "place_id", "when") if name in claim_links]
    kind = claim_links["kind"].astype("string")
    table = claim_links.assign(kind=kind, tension=kind.isin(TENSIONS).astype("boolean"))
    table = table.join(said, on="claim_id").join(said.add_prefix("other_"), on="other_id")
    table = table.assign(apart=(table["paragraph"] - table["other_paragraph"]).abs())
    here = ["claim_id", "paragraph", "topic", "paraphrase"]
    there = ["other_id", "other_paragraph", "other_topic", "other_paraphrase"]
    return table[[*here, "kind", *there, *about, "note", "tension", "apart"]]


def tensions(claim_links: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The links in which a claim contradicts, qualifies or answers another.

    Input: claim_links, claims (contract).
    Output: the columns of `links`, contradictions first, then in the order of claim_links.
    """
    table = links(claim_links, claims)
    table = table[table["tension"]]
    place = table["kind"].map({kind: place for place, kind in enumerate(TENSIONS)})
    order = place.sort_values(kind="stable").index
    return table.loc[order].reset_index(drop=True)


def pulled_at(claim_links: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that others contradict, qualify or answer.

    Input: claim_links, claims (contract).
    Output: claim_id, paragraph, topic, paraphrase, tensions (how many claims do so), contradicts,
        qualifies, answers (counts), by (their ids, joined by "|"); most first, then in reading
        order.
    """
    table = tensions(claim_links, claims)
    table = table.assign(**{kind: (table["kind"] == kind).astype("Int64") for kind in TENSIONS})
    keys = ["other_id", "other_paragraph", "other_topic", "other_paraphrase"]
    found = table.groupby(keys, as_index=False).agg(
        tensions=("claim_id", "nunique"),
        **{kind: (kind, "sum") for kind in TENSIONS},
        by=("claim_id", lambda ids: "|".join(dict.fromkeys(ids))),
    )
    found = found.rename(
        columns={
            "other_id": "claim_id",
            "other_paragraph": "paragraph",
            "other_topic": "topic",
            "other_paraphrase": "paraphrase",
        }
    ).astype({"tensions": "Int64", "by": "string"})
    return found.sort_values(
        ["tensions", "paragraph", "claim_id"], ascending=[False, True, True], ignore_index=True
    )


def contested_topics(claim_links: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The topics on which the article's claims limit each other.

    Input: claim_links, claims (contract).
    Output: topic, tensions (links with at least one end in the topic), claims (of the topic),
        pulled_at (the claim of the topic that most others limit; blank if none does), by
        (how many); most tensions first; of topics with as many, first the one with the claim that
        most others limit, then the one that is read first.
    """
    table = tensions(claim_links, claims)
    targets = pulled_at(claim_links, claims)
    rows = []
    for topic in claims.sort_values(["paragraph", "start"])["topic"].unique():
        touching = (table["topic"] == topic) | (table["other_topic"] == topic)
        own = targets[targets["topic"] == topic].head(1)
        if touching.any():
            rows.append(
                {
                    "topic": topic,
                    "tensions": int(touching.sum()),
                    "claims": int((claims["topic"] == topic).sum()),
                    "pulled_at": own["claim_id"].iloc[0] if len(own) else None,
                    "by": int(own["tensions"].iloc[0]) if len(own) else 0,
                }
            )
    types = {
        "topic": "string",
        "tensions": "Int64",
        "claims": "Int64",
        "pulled_at": "string",
        "by": "Int64",
    }
    found = pd.DataFrame(rows, columns=list(types)).astype(types)
    found = found.assign(place=range(len(found))).sort_values(
        ["tensions", "by", "place"], ascending=[False, False, True], ignore_index=True
    )
    return found.drop(columns="place")


def in_tension(
    claim_links: pd.DataFrame, claims: pd.DataFrame, topic: str | None = None
) -> pd.DataFrame:
    """The claims of a topic that limit others, and those others, in reading order.

    Input: claim_links, claims (contract); the topic (None: the one with the most tensions).
    Output: claim_id, paragraph, start, topic, paraphrase, voice, certainty, hedges, hedged, tensions
        (how many links of the topic it takes part in).
    """
    if topic is None:
        contested = contested_topics(claim_links, claims)
        topic = str(contested["topic"].iloc[0]) if len(contested) else ""
    table = tensions(claim_links, claims)
    table = table[(table["topic"] == topic) | (table["other_topic"] == topic)]
    ends = pd.concat([table["claim_id"], table["other_id"]])
    counts = ends.value_counts()
    found = claims[claims["claim_id"].isin(counts.index)]
    found = found.assign(
        voice=found["voice"].astype("string"),
        certainty=found["certainty"].astype("string"),
        hedged=found["hedges"].notna().astype("boolean"),
        tensions=found["claim_id"].map(counts).astype("Int64"),
    )
    columns = ["claim_id", "paragraph", "start", "topic", "paraphrase", "voice", "certainty"]
    found = found[[*columns, "hedges", "hedged", "tensions"]]
    return found.sort_values(["paragraph", "start", "claim_id"], ignore_index=True)


def _places(column: str) -> dict[str, int]:
    """The values of an enumerated column of claims, with their place in the contract's order."""
    return {value: place for place, value in enumerate(labels("claims", column))}
