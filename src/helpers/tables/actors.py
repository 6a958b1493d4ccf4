"""Who is in the story, where in it, and who is tied to whom."""

from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.contract import families, labels
from helpers.story import split
from helpers.tables import reading_order

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
    "put": "how the article puts it",
    "verdict": "how the claim stands",
    "claim_id": "claim",
    "claim_ids": "claims",
    "family": "what binds them",
    **STATUSES,
}
"""What a reader sees above the columns of these tables."""


def presence(
    actors: pd.DataFrame, mentions: pd.DataFrame, paragraphs: pd.DataFrame
) -> pd.DataFrame:
    """How often each actor is mentioned, how, and where in the article.

    Input: actors, mentions, paragraphs (contract).
    Output: actor_id, name, kind, mentions, by_name, by_description, paragraphs (how many mention
        it), first, last (paragraphs), share_first, share_last (part of the article read before
        them, 0 to 1); most mentioned first, then in reading order. Actors without a mention
        come last, with blanks for where they stand.
    """
    rows = reading_order.placed(mentions, paragraphs)
    by_name = rows["form"].astype("string") == "name"
    groups = rows.assign(by_name=by_name).groupby("actor_id", observed=True)
    found = groups.agg(
        mentions=("paragraph", "size"),
        by_name=("by_name", "sum"),
        paragraphs=("paragraph", "nunique"),
        first=("paragraph", "min"),
        last=("paragraph", "max"),
        share_first=("share", "min"),
        share_last=("share", "max"),
    )
    table = actors[["actor_id", "name", "kind"]].join(found, on="actor_id")
    counts = ["mentions", "by_name", "paragraphs"]
    table[counts] = table[counts].astype("Int64").fillna(0)
    table[["first", "last"]] = table[["first", "last"]].astype("Int64")
    table.insert(5, "by_description", table["mentions"] - table["by_name"])
    return table.sort_values(
        ["mentions", "share_first", "actor_id"], ascending=[False, True, True], ignore_index=True
    )


def strips(
    actors: pd.DataFrame, mentions: pd.DataFrame, paragraphs: pd.DataFrame, limit: int | None = None
) -> pd.DataFrame:
    """Every mention in reading order, with the rank of its actor.

    Input: actors, mentions, paragraphs (contract); how many actors to keep (None: all).
    Output: actor_id, name, kind, rank (1 = most mentioned), mentions (of that actor), paragraph,
        start, end, form, begins, ends, share; by rank, then in reading order.
    """
    ranked = presence(actors, mentions, paragraphs)
    ranked = ranked[ranked["mentions"] > 0][["actor_id", "name", "kind", "mentions"]]
    ranked.insert(3, "rank", range(1, len(ranked) + 1))
    if limit is not None:
        ranked = ranked.head(limit)
    rows = reading_order.placed(mentions, paragraphs).drop(columns="sha256", errors="ignore")
    table = ranked.merge(rows, on="actor_id", how="inner", validate="one_to_many")
    return table.sort_values(["rank", "begins", "ends"], ignore_index=True)


def nameless_sources(actors: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The sources that the text cites and does not name, with what they are cited for.

    Input: actors, claims (contract).
    Output: name, cited_for (the first paraphrase, and how many more there are), paragraph (of that
        claim), reaches_through (names of those who passed it on, before the outlet; blank if nobody
        did), claim_ids; in reading order.
    """
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    unnamed = actors.loc[actors["kind"].astype("string") == "unnamed", "actor_id"]
    rows = []
    for speaker, said in claims[claims["speaker"].isin(set(unnamed))].groupby("speaker"):
        first = said.sort_values(["paragraph", "start"]).iloc[0]
        more = f" ({len(said) - 1} more)" if len(said) > 1 else ""
        rows.append(
            {
                "name": names[str(speaker)],
                "cited_for": f"{first['paraphrase']}{more}",
                "paragraph": first["paragraph"],
                "reaches_through": "|".join(names[step] for step in split(first["chain"])[1:-1]),
                "claim_ids": "|".join(said["claim_id"]),
            }
        )
    types = dict.fromkeys(("name", "cited_for", "reaches_through", "claim_ids"), "string")
    columns = ["name", "cited_for", "paragraph", "reaches_through", "claim_ids"]
    table = pd.DataFrame(rows, columns=columns).astype({**types, "paragraph": "Int64"})
    table = table.assign(reaches_through=table["reaches_through"].replace("", pd.NA))
    return table.sort_values(["paragraph", "name"], ignore_index=True)


def ties(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Every tie with the names of its two ends, its family and how firmly it stands.

    Input: relations, actors (contract).
    Output: relation_id, paragraph, source, source_name, kind, family, target, target_name,
        status, firmness (firm, reported, disputed: see FIRMNESS), mutual, when, claim_id; in
        reading order.
    """
    names = actors.set_index("actor_id")["name"]
    kind = relations["kind"].astype("string")
    status = relations["status"].astype("string")
    table = relations.assign(
        source_name=relations["source"].map(names).astype("string"),
        target_name=relations["target"].map(names).astype("string"),
        kind=kind,
        family=kind.map(families("relations", "kind")).astype("string"),
        status=status,
        firmness=status.map(FIRMNESS).astype("string"),
        mutual=kind.isin(MUTUAL).astype("boolean"),
    ).sort_values(["paragraph", "start", "relation_id"], ignore_index=True)
    columns = ["relation_id", "paragraph", "source", "source_name", "kind", "family", "target"]
    return table[[*columns, "target_name", "status", "firmness", "mutual", "when", "claim_id"]]


def bonds(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The ties of each pair, taken together by family and status.

    Input: relations, actors (contract).
    Output: first, first_name, second, second_name (the pair, ids in alphabetical order), family,
        status, firmness, ties, kinds (joined by "|"), towards ("second" or "first" if every one of
        them goes there, "both" otherwise), relation_ids, claim_ids, paragraph (the first one).
    """
    table = ties(relations, actors)
    names = actors.set_index("actor_id")["name"]
    first = table[["source", "target"]].min(axis=1)
    second = table[["source", "target"]].max(axis=1)
    forward = (table["source"] == first).map({True: "second", False: "first"})
    table = table.assign(
        first=first, second=second, towards=forward.where(~table["mutual"].astype(bool), "both")
    )
    keys = ["first", "second", "family", "status", "firmness"]
    found = table.groupby(keys, as_index=False, sort=False).agg(
        ties=("relation_id", "size"),
        kinds=("kind", _joined),
        towards=("towards", _agreed),
        relation_ids=("relation_id", _joined),
        claim_ids=("claim_id", _joined),
        paragraph=("paragraph", "min"),
    )
    text = dict.fromkeys([*keys, "kinds", "towards", "relation_ids", "claim_ids"], "string")
    found = found.astype({**text, "ties": "Int64"})
    found.insert(1, "first_name", found["first"].map(names).astype("string"))
    found.insert(3, "second_name", found["second"].map(names).astype("string"))
    order = {value: place for place, value in enumerate(labels("relations", "status"))}
    place = found["status"].map(order)
    found = found.assign(place=place).sort_values(["first", "second", "family", "place"])
    return found.drop(columns="place").reset_index(drop=True)


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
    """The pairs whose ties pull against each other.

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
    table = table.assign(**counted)
    keys = ["first", "first_name", "second", "second_name"]
    found = table.groupby(keys, as_index=False).agg(
        ties=("ties", "sum"),
        **{name: (name, "sum") for name in counted},
        relation_ids=("relation_ids", _joined),
        claim_ids=("claim_ids", _joined),
        paragraph=("paragraph", "min"),
    )
    divided = _split_pairs(table)
    pairs = list(zip(found["first"], found["second"], strict=True))
    found.insert(10, "both_ways", (found["cooperation"] > 0) & (found["conflict"] > 0))
    found.insert(
        11, "against_itself", pd.Series([pair in divided for pair in pairs], found.index, "boolean")
    )
    found = found[found["both_ways"] | found["against_itself"]]
    found = found.astype({"relation_ids": "string", "claim_ids": "string"})
    return found.sort_values(["ties", "paragraph"], ascending=[False, True], ignore_index=True)


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


def _split_pairs(table: pd.DataFrame) -> set[tuple[str, str]]:
    """The pairs of which one family of ties both stands and is disputed."""
    disputed = table["firmness"] == "disputed"
    keys = [
        set(zip(rows["first"], rows["second"], rows["family"], strict=True))
        for rows in (table[disputed], table[~disputed])
    ]
    return {(first, second) for first, second, _ in keys[0] & keys[1]}


def statuses(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How many ties there are of each family, by status.

    Input: relations, actors (contract).
    Output: family, one column per status in the contract's order, all; families that occur, in
        the contract's order.
    """
    table = ties(relations, actors)
    columns = list(labels("relations", "status"))
    rows = [
        {
            "family": family,
            **{
                name: int(((table["family"] == family) & (table["status"] == name)).sum())
                for name in columns
            },
            "all": int((table["family"] == family).sum()),
        }
        for family in dict.fromkeys(families("relations", "kind").values())
        if (table["family"] == family).any()
    ]
    found = pd.DataFrame(rows, columns=["family", *columns, "all"])
    return found.astype({"family": "string", **dict.fromkeys([*columns, "all"], "Int64")})


def _joined(values: Iterable[str]) -> str:
    """The distinct items of lists joined by "|", in their order."""
    return "|".join(dict.fromkeys(item for value in values for item in str(value).split("|")))


def _agreed(values: Iterable[str]) -> str:
    found = set(values)
    return found.pop() if len(found) == 1 else "both"
