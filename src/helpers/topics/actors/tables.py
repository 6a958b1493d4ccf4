"""Who is in the story, where in it, and who is tied to whom."""

from collections.abc import Mapping

import pandas as pd

from helpers.story.contract import families, labels
from helpers.story.csv_tables import split
from helpers.story.weighing import UNNAMED, house
from helpers.topics.claims.tables import assertions
from helpers.values.records import in_order, joined, lookup, records, typed

# How firmly a status lets a tie stand: stated as fact, passed on or hedged, or spoken against.
FIRMNESS: Mapping[str, str] = {
    "asserted": "firm",
    "reported": "reported",
    "contested": "disputed",
    "denied": "disputed",
    "rejected": "disputed",
}
# Ties that hold in both directions; all others go from source to target.
MUTUAL = ("meets", "allied_with", "cooperates_with", "merges_with", "rivals", "fights")
PULLING = ("cooperation", "conflict")
HEARD = ("self", "through", "none")

STATUSES: Mapping[str, str] = {
    "asserted": "as fact",
    "reported": "reported or hedged",
    "contested": "doubted in the article",
    "denied": "denied by somebody",
    "rejected": "offered, and refused",
}
"""How the article puts a tie, in words that stand in a table."""

HEADINGS: Mapping[str, str] = {
    "name": "source",
    "cited_for": "what it is cited for",
    "reaches_through": "through whom",
    "source_name": "who",
    "kind": "does what",
    "target_name": "to whom",
    "put": "in the article",
    "verdict": "how the claim stands",
    "claim_id": "claim",
    "claim_ids": "claims",
    "family": "what binds them",
    **STATUSES,
}
"""What a reader sees above the columns of these tables."""


VOICES: Mapping[str, str] = {
    **dict.fromkeys(("actor_id", "name", "kind", "of", "heard"), "string"),
    **dict.fromkeys(("says", "quoted", "hedged", "spoken_of", "first"), "Int64"),
    "claim_ids": "string",
}
NAMELESS: Mapping[str, str] = {
    **{"name": "string", "cited_for": "string", "paragraph": "Int64"},
    **{"reaches_through": "string", "claim_ids": "string"},
}


def voices(actors: pd.DataFrame, claims: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Who has a voice in the article, and who is only spoken of.

    Somebody has a voice who is said to know an assertion that is not in the outlet's own voice, or
    through whom it comes, or one who belongs to them: a spokesperson is the voice of a group. A set
    of people that speaks is the voice of each who is counted in it.
    Somebody is spoken of in an assertion if its words name or describe them and it is not theirs.

    Input: actors, claims, mentions (contract).
    Output: actor_id, name, kind, of (name of the actor that it belongs to), heard (self, through =
        only by others who belong to it, hold it or pass its words on, none), says (assertions of its own),
        quoted (of these, in quotation marks), hedged, spoken_of (assertions), first (paragraph),
        claim_ids (those it says, if it is heard itself, else those that speak of it); those
        heard first, the most assertions first. Whoever neither speaks nor is spoken of is left out.
    """
    news = assertions(claims)
    told = news[news["voice"] != "narrator"]
    about = _spoken_of(news, mentions)
    names = lookup(actors, "actor_id", "name")
    above = lookup(actors.dropna(subset="part_of"), "actor_id", "part_of")
    speaking = set(actors.loc[actors["kind"] == "people", "actor_id"]) & set(told["speaker"])
    through = house((step for chain in told["chain"] for step in split(chain)[:-1]), above)
    through |= {member for member, held in above.items() if held in speaking}
    rows = []
    for actor in records(actors):
        key = actor.actor_id
        own, of_it = told[told["speaker"] == key], about.get(key, [])
        ids = list(own["claim_id"]) or of_it
        if not ids:
            continue
        rows.append(
            {
                "actor_id": key,
                "name": actor.name,
                "kind": actor.kind,
                "of": names.get(above.get(key, "")),
                "heard": "self" if len(own) else "through" if key in through else "none",
                "says": len(own),
                "quoted": (own["voice"] == "direct").sum(),
                "hedged": own["hedges"].notna().sum(),
                "spoken_of": len(of_it),
                "first": news.loc[news["claim_id"].isin(ids), "paragraph"].min(),
                "claim_ids": joined(ids),
            }
        )
    found = typed(rows, VOICES)
    return in_order(found, "heard", "-says", "-spoken_of", "first", "actor_id", heard=HEARD)


def _spoken_of(news: pd.DataFrame, mentions: pd.DataFrame) -> dict[str, list[str]]:
    """By actor, the assertions whose words mention them and that are not their own."""
    pairs = news.merge(mentions, on="paragraph", suffixes=("", "_of"))
    inside = (pairs["start"] <= pairs["start_of"]) & (pairs["end_of"] <= pairs["end"])
    pairs = pairs[inside & (pairs["actor_id"] != pairs["speaker"])]
    pairs = pairs.drop_duplicates(["actor_id", "claim_id"])
    return {str(actor): list(part["claim_id"]) for actor, part in pairs.groupby("actor_id")}


def nameless_sources(actors: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The sources that the text cites and does not name, with what they are cited for.

    Input: actors, claims (contract).
    Output: name, cited_for (the first paraphrase, and how many more there are), paragraph (of that
        claim), reaches_through (names of those who passed it on, before the outlet; blank if nobody
        did), claim_ids; in reading order.
    """
    names = lookup(actors, "actor_id", "name")
    unnamed = actors.loc[actors["kind"] == UNNAMED, "actor_id"]
    rows = []
    for speaker, said in claims[claims["speaker"].isin(unnamed)].groupby("speaker"):
        first = said.sort_values(["paragraph", "start"]).iloc[0]
        more = f" ({len(said) - 1} more)" if len(said) > 1 else ""
        rows.append(
            {
                "name": names[speaker],
                "cited_for": f"{first['paraphrase']}{more}",
                "paragraph": first["paragraph"],
                "reaches_through": joined(names[step] for step in split(first["chain"])[1:-1]),
                "claim_ids": joined(said["claim_id"]),
            }
        )
    return in_order(typed(rows, NAMELESS), "paragraph", "name")


def ties(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Every tie with the names of its two ends, its family and how firmly it stands.

    Input: relations, actors (contract).
    Output: relation_id, paragraph, source, source_name, kind, family, target, target_name,
        status, firmness (firm, reported, disputed: see FIRMNESS), mutual, when, claim_id; in
        reading order.
    """
    names = lookup(actors, "actor_id", "name")
    kind, status = relations["kind"].astype("string"), relations["status"].astype("string")
    table = relations.assign(
        source_name=relations["source"].map(names).astype("string"),
        target_name=relations["target"].map(names).astype("string"),
        kind=kind,
        family=kind.map(families("relations", "kind")).astype("string"),
        status=status,
        firmness=status.map(FIRMNESS).astype("string"),
        mutual=kind.isin(MUTUAL).astype("boolean"),
    )
    columns = ["relation_id", "paragraph", "source", "source_name", "kind", "family", "target"]
    columns += ["target_name", "status", "firmness", "mutual", "when", "claim_id"]
    return in_order(table, "paragraph", "start", "relation_id")[columns]


def bonds(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The ties of each pair, taken together by family and status.

    Input: relations, actors (contract).
    Output: first, first_name, second, second_name (the pair, ids in alphabetical order), family,
        status, firmness, ties, kinds (joined by "|"), towards ("second" or "first" if every one of
        them goes there, "both" otherwise), relation_ids, claim_ids, paragraph (the first one).
    """
    table = ties(relations, actors)
    names = lookup(actors, "actor_id", "name")
    first = table[["source", "target"]].min(axis=1)
    second = table[["source", "target"]].max(axis=1)
    forward = (table["source"] == first).map({True: "second", False: "first"})
    table = table.assign(
        first=first, second=second, towards=forward.where(~table["mutual"].astype(bool), "both")
    )
    keys = ["first", "second", "family", "status", "firmness"]
    found = table.groupby(keys, as_index=False, sort=False).agg(
        ties=("relation_id", "size"),
        kinds=("kind", joined),
        towards=("towards", lambda ways: ways.iloc[0] if len(set(ways)) == 1 else "both"),
        relation_ids=("relation_id", joined),
        claim_ids=("claim_id", joined),
        paragraph=("paragraph", "min"),
    )
    text = dict.fromkeys([*keys, "kinds", "towards", "relation_ids", "claim_ids"], "string")
    found = found.astype({**text, "ties": "Int64"})
    found.insert(1, "first_name", found["first"].map(names).astype("string"))
    found.insert(3, "second_name", found["second"].map(names).astype("string"))
    return in_order(
        found, "first", "second", "family", "status", status=labels("relations", "status")
    )


def core(bonds: pd.DataFrame, limit: int) -> pd.DataFrame:
    """The bonds among the actors that have most of these ties.

    Input: rows of `bonds`; how many actors to keep at most.
    Output: the rows whose both ends are kept, an actor that would stand alone left out.
    """
    ends = pd.concat([bonds["first"], bonds["second"]])
    ties = pd.concat([bonds["ties"], bonds["ties"]]).groupby(ends.to_numpy()).sum()
    ranked = sorted(ties.index, key=lambda actor: (-int(ties[actor]), str(actor)))
    kept = set(ranked[:limit])
    return bonds[bonds["first"].isin(kept) & bonds["second"].isin(kept)].reset_index(drop=True)


def torn(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The pairs that are shown both as friends and as enemies, or whose ties are disputed.

    A pair is torn if the article gives it both cooperation and conflict, or if one tie of a
    family is firm or reported while another of the same family is contested, denied or rejected.

    Input: relations, actors (contract).
    Output: first, first_name, second, second_name, ties, cooperation, conflict, firm, reported,
        disputed (counts), both_ways (cooperation and conflict), against_itself (a family that
        both stands and is disputed), relation_ids, claim_ids, paragraph (the first one);
        most ties first.
    """
    table = bonds(relations, actors)
    table = table[table["family"].isin(PULLING)]
    counted = {name: table["ties"].where(table["family"] == name, 0) for name in PULLING} | {
        name: table["ties"].where(table["firmness"] == name, 0)
        for name in dict.fromkeys(FIRMNESS.values())
    }
    table = table.assign(**counted, unsure=table["firmness"] == "disputed")
    pair = ["first", "first_name", "second", "second_name"]
    sides = table.groupby(["first", "second", "family"])["unsure"].agg(["min", "max"])
    divided = sides[sides["min"] != sides["max"]].reset_index()
    against_itself = set(zip(divided["first"], divided["second"], strict=True))
    found = table.groupby(pair, as_index=False).agg(
        ties=("ties", "sum"),
        **{name: (name, "sum") for name in counted},
        relation_ids=("relation_ids", joined),
        claim_ids=("claim_ids", joined),
        paragraph=("paragraph", "min"),
    )
    pairs = zip(found["first"], found["second"], strict=True)
    disputed = pd.Series([ends in against_itself for ends in pairs], found.index, "boolean")
    found.insert(10, "both_ways", (found["cooperation"] > 0) & (found["conflict"] > 0))
    found.insert(11, "against_itself", disputed)
    found = found[found["both_ways"] | found["against_itself"]]
    found = found.astype({"relation_ids": "string", "claim_ids": "string"})
    return in_order(found, "-ties", "paragraph")


def of_the_torn(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The ties of the pair that `torn` puts first, one by one.

    Input: relations, actors (contract).
    Output: source_name, kind (in words), target_name, put (see STATUSES), paragraph, claim_id; in
        reading order.
    """
    pairs = torn(relations, actors)
    ids = split(pairs["relation_ids"].iloc[0]) if len(pairs) else ()
    table = ties(relations, actors)
    table = table[table["relation_id"].isin(ids)].reset_index(drop=True)
    table = table.assign(
        kind=table["kind"].str.replace("_", " "), put=table["status"].map(STATUSES).astype("string")
    )
    return table[["source_name", "kind", "target_name", "put", "paragraph", "claim_id"]]


def statuses(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How many ties there are of each family, by status.

    Input: relations, actors (contract).
    Output: family, one column per status in the contract's order, all; families that occur, in
        the contract's order.
    """
    table = ties(relations, actors)
    known = dict.fromkeys(families("relations", "kind").values())
    columns = list(labels("relations", "status"))
    counts = pd.crosstab(table["family"], table["status"])
    counts = counts.reindex(
        index=[family for family in known if family in counts.index], columns=columns, fill_value=0
    )
    found = counts.assign(all=counts.sum(axis=1)).rename_axis(None, axis="columns")
    found = found.rename_axis("family").reset_index()
    return found.astype({"family": "string", **dict.fromkeys([*columns, "all"], "Int64")})
