"""Who is in the story, where in it, and who is tied to whom."""

from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.contract import families, labels
from helpers.tables import reading_order, records
from helpers.tables.claims import assertions

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


def voices(actors: pd.DataFrame, claims: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Who has a voice in the article, and who is only spoken of.

    Somebody has a voice who is said to know an assertion that is not in the outlet's own voice, or
    through whom it comes, or one who belongs to them: a spokesperson is the voice of a group.
    Somebody is spoken of in an assertion if its words name or describe them and it is not theirs.

    Input: actors, claims, mentions (contract).
    Output: actor_id, name, kind, of (name of the actor that it belongs to), heard (self, through =
        only by others who belong to it or pass its words on, none), says (assertions of its own),
        quoted (of these, in quotation marks), hedged, spoken_of (assertions), first (paragraph),
        claim_ids (those it says, if it is heard itself, else those that speak of it); those
        heard first, the most assertions first. Whoever neither speaks nor is spoken of is left out.
    """
    news = assertions(claims)
    told = news[news["voice"].astype("string") != "narrator"]
    about = _spoken_of(news, mentions)
    names, above = actors.set_index("actor_id")["name"], _parents(actors)
    through = {
        one
        for chain in told["chain"]
        for step in str(chain).split("|")[:-1]
        for one in (step, *_line(step, above))
    }
    rows = []
    for actor in records(actors):
        key = str(actor.actor_id)
        own, of_it = told[told["speaker"] == key], about.get(key, [])
        heard = "self" if len(own) else "through" if key in through else "none"
        ids = list(own["claim_id"]) if len(own) else of_it
        if not ids:
            continue
        here = news[news["claim_id"].isin(ids)]
        rows.append(
            {
                "actor_id": key,
                "name": actor.name,
                "kind": str(actor.kind),
                "of": names.get(above.get(key, "")),
                "heard": heard,
                "says": len(own),
                "quoted": int((own["voice"].astype("string") == "direct").sum()),
                "hedged": int(own["hedges"].notna().sum()),
                "spoken_of": len(of_it),
                "first": int(here["paragraph"].min()),
                "claim_ids": "|".join(ids),
            }
        )
    text = dict.fromkeys(("actor_id", "name", "kind", "of", "heard"), "string")
    numbers = dict.fromkeys(("says", "quoted", "hedged", "spoken_of", "first"), "Int64")
    types = {**text, **numbers, "claim_ids": "string"}
    found = pd.DataFrame(rows, columns=list(types)).astype(types)
    rank = found["heard"].map({name: at for at, name in enumerate(HEARD)})
    found = found.assign(rank=rank).sort_values(
        ["rank", "says", "spoken_of", "first", "actor_id"],
        ascending=[True, False, False, True, True],
    )
    return found.drop(columns="rank").reset_index(drop=True)


def _spoken_of(news: pd.DataFrame, mentions: pd.DataFrame) -> dict[str, list[str]]:
    """By actor, the assertions whose words mention them and that are not their own."""
    found: dict[str, dict[str, None]] = {}
    by_paragraph = {key: list(records(part)) for key, part in mentions.groupby("paragraph")}
    for claim in records(news):
        for mention in by_paragraph.get(claim.paragraph, []):
            inside = claim.start <= mention.start and mention.end <= claim.end
            if inside and mention.actor_id != claim.speaker:
                found.setdefault(str(mention.actor_id), {})[str(claim.claim_id)] = None
    return {key: list(ids) for key, ids in found.items()}


def _line(actor: str, above: Mapping[str, str]) -> list[str]:
    """The actors that one belongs to, from the nearest on."""
    found = []
    while actor := above.get(actor, ""):
        found.append(actor)
    return found


def kinds(actors: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """How many actors of each kind there are, and how many the article gives no name.

    Input: actors, mentions (contract).
    Output: kind, actors, unnamed (mentioned by description only), mentions, actor_ids; kinds in
        the contract's order, those without an actor left out.
    """
    counts = mentions["actor_id"].value_counts()
    nameless = set(unnamed(actors, mentions)["actor_id"])
    table = actors.assign(
        kind=actors["kind"].astype("string"),
        mentions=actors["actor_id"].map(counts).fillna(0).astype("Int64"),
        unnamed=actors["actor_id"].isin(nameless).astype("Int64"),
    )
    groups = table.groupby("kind")
    found = groups.agg(
        actors=("actor_id", "size"),
        unnamed=("unnamed", "sum"),
        mentions=("mentions", "sum"),
        actor_ids=("actor_id", _joined),
    ).astype({"actors": "Int64", "actor_ids": "string"})
    order = [kind for kind in labels("actors", "kind") if kind in found.index]
    return found.loc[order].reset_index().astype({"kind": "string"})


def unnamed(actors: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The actors that the article mentions by description only.

    Input: actors, mentions (contract).
    Output: actor_id, name (this project's), kind, role, paragraph (of the first mention), in
        reading order.
    """
    rows = mentions.assign(named=mentions["form"].astype("string") == "name")
    seen = rows.groupby("actor_id", as_index=False).agg(
        named=("named", "any"), paragraph=("paragraph", "min")
    )
    nameless = seen.loc[~seen["named"].astype(bool), ["actor_id", "paragraph"]]
    table = actors[["actor_id", "name", "kind", "role"]].merge(nameless, on="actor_id")
    return table.sort_values(["paragraph", "actor_id"], ignore_index=True)


def tree(actors: pd.DataFrame) -> pd.DataFrame:
    """Which actor belongs to which, each one directly below the one it belongs to.

    Input: actors (contract).
    Output: actor_id, name, kind, part_of, depth (0 = belongs to no other), parts (how many
        belong to it directly). An actor whose part_of is not in the table, or which would
        close a circle, stands at depth 0.
    """
    parent = _parents(actors)
    parts: dict[str, list[str]] = {}
    for key, above in parent.items():
        parts.setdefault(above, []).append(key)
    depths: dict[str, int] = {}
    for top in parts.get("", []):
        stack = [(top, 0)]
        while stack:
            key, depth = stack.pop()
            depths[key] = depth
            stack.extend((part, depth + 1) for part in reversed(parts.get(key, [])))
    rows = actors.set_index("actor_id").loc[list(depths)].reset_index()
    columns = rows[["actor_id", "name", "kind", "part_of"]]
    return columns.assign(
        depth=pd.Series(list(depths.values()), index=rows.index, dtype="Int64"),
        parts=pd.Series([len(parts.get(key, [])) for key in depths], rows.index, dtype="Int64"),
    )


def _parents(actors: pd.DataFrame) -> dict[str, str]:
    """The actor each one belongs to; "" for none, and where a circle would close."""
    known = set(actors["actor_id"])
    parent = {
        str(key): str(above) if pd.notna(above) and above in known else ""
        for key, above in zip(actors["actor_id"], actors["part_of"], strict=True)
    }
    for key in parent:
        seen, step = {key}, parent[key]
        while step and step not in seen:
            seen.add(step)
            step = parent[step]
        if step == key:
            parent[key] = ""
    return parent


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


def connections(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How many ties each actor has, by family, and how many of them are firm.

    Input: relations, actors (contract).
    Output: actor_id, name, ties, structure, speech, cooperation, conflict, firm, reported,
        disputed, relation_ids; most ties first, actors without a tie left out.
    """
    table = ties(relations, actors)
    ends = pd.concat(
        [
            table.rename(columns={"source": "actor_id", "source_name": "name"}),
            table[table["source"] != table["target"]].rename(
                columns={"target": "actor_id", "target_name": "name"}
            ),
        ]
    )
    wanted = [*dict.fromkeys(families("relations", "kind").values()), "firm", "reported"]
    wanted = [*wanted, "disputed"]
    counted = {name: (ends["family"] == name) | (ends["firmness"] == name) for name in wanted}
    ends = ends.assign(**{name: flags.astype("Int64") for name, flags in counted.items()})
    groups = ends.groupby(["actor_id", "name"], as_index=False)
    found = groups.agg(
        ties=("relation_id", "size"),
        **{name: (name, "sum") for name in wanted},
        relation_ids=("relation_id", _joined),
    ).astype({"ties": "Int64", "relation_ids": "string"})
    return found.sort_values(["ties", "actor_id"], ascending=[False, True], ignore_index=True)


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
    split = _split_pairs(table)
    pairs = list(zip(found["first"], found["second"], strict=True))
    found.insert(10, "both_ways", (found["cooperation"] > 0) & (found["conflict"] > 0))
    found.insert(
        11, "against_itself", pd.Series([pair in split for pair in pairs], found.index, "boolean")
    )
    found = found[found["both_ways"] | found["against_itself"]]
    found = found.astype({"relation_ids": "string", "claim_ids": "string"})
    return found.sort_values(["ties", "paragraph"], ascending=[False, True], ignore_index=True)


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
