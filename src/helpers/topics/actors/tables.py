"""Who is in the story, where in it, and who is tied to whom."""

from collections.abc import Mapping

import pandas as pd

from helpers.story.contract import families, labels
from helpers.story.csv_tables import split
from helpers.story.weighing import UNNAMED, house
from helpers.topics.claims.tables import assertions
from helpers.values.records import columns, in_order, joined, lookup, strings

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
    "paraphrase": "the claim says",
    "verdict": "how the claim stands",
    "claim_id": "claim",
    "claim_ids": "claims",
    "family": "what binds them",
    **STATUSES,
}
"""What a reader sees above the columns of these tables."""


@columns("actor_id name kind of heard says# quoted# hedged# spoken_of# first# claim_ids")
def voices(actors: pd.DataFrame, claims: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Who has a voice in the article, and who is only spoken of.

    Somebody has a voice who is said to know an assertion that is not in the outlet's own voice, or
    through whom it comes, or one who belongs to them: a spokesperson is the voice of a group. A set
    of people that speaks is the voice of each who is counted in it.
    Somebody is spoken of in an assertion if its words name or describe them and it is not theirs.

    Input: actors, claims, mentions (contract).
    Output: of = name of the actor that it belongs to; heard = self, through (only by others who
        belong to it, hold it or pass its words on) or none; says = assertions of its own, quoted in
        quotation marks; spoken_of = assertions; claim_ids = those it says, if it is heard itself,
        else those that speak of it. Those heard first, the most assertions first. Whoever neither
        speaks nor is spoken of is left out.
    """
    news = assertions(claims)
    told = news[news["voice"] != "narrator"]
    said = told.assign(quoted=told["voice"] == "direct", hedged=told["hedges"].notna())
    own = said.groupby("speaker").agg(
        says=("claim_id", "size"),
        quoted=("quoted", "sum"),
        hedged=("hedged", "sum"),
        first=("paragraph", "min"),
        claim_ids=("claim_id", joined),
    )
    about = _spoken_of(news, mentions).groupby("actor_id")
    others = about.agg(first=("paragraph", "min"), claim_ids=("claim_id", joined))
    names = lookup(actors, "actor_id", "name")
    above = lookup(actors.dropna(subset="part_of"), "actor_id", "part_of")
    speaking = set(actors.loc[actors["kind"] == "people", "actor_id"]) & set(told["speaker"])
    through = house((step for chain in told["chain"] for step in split(chain)[:-1]), above)
    through |= {member for member, held in above.items() if held in speaking}
    found = actors.join(own.combine_first(others), on="actor_id")
    counts = found[["says", "quoted", "hedged"]].fillna(0)
    heard = found["actor_id"].isin(through).map({True: "through", False: "none"})
    found = found.assign(
        **counts,
        of=found["part_of"].map(names),
        heard=heard.mask(counts["says"] > 0, "self"),
        spoken_of=found["actor_id"].map(about.size()).fillna(0),
    ).dropna(subset="claim_ids")
    return in_order(found, "heard", "-says", "-spoken_of", "first", "actor_id", heard=HEARD)


def _spoken_of(news: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Each actor beside each of the assertions whose words mention it and that are not its own."""
    pairs = news.merge(mentions, on="paragraph", suffixes=("", "_of"))
    inside = (pairs["start"] <= pairs["start_of"]) & (pairs["end_of"] <= pairs["end"])
    pairs = pairs[inside & (pairs["actor_id"] != pairs["speaker"])]
    return pairs.drop_duplicates(["actor_id", "claim_id"])


@columns("name cited_for paragraph# reaches_through claim_ids")
def nameless_sources(actors: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The sources that the text cites and does not name, with what they are cited for.

    Input: actors, claims (contract).
    Output: cited_for = the first paraphrase, and how many more there are; reaches_through = names
        of those who passed it on, before the outlet. In reading order.
    """
    names = lookup(actors, "actor_id", "name")
    said = claims[claims["speaker"].isin(actors.loc[actors["kind"] == UNNAMED, "actor_id"])]
    first = in_order(said, "paragraph", "start").drop_duplicates("speaker")
    more = first["speaker"].map(said["speaker"].value_counts()) - 1
    found = first.assign(
        name=first["speaker"].map(names),
        cited_for=first["paraphrase"]
        + (" (" + more.astype("string") + " more)").mask(more < 1, ""),
        reaches_through=strings(
            (joined(names[step] for step in split(chain)[1:-1]) for chain in first["chain"]),
            first.index,
        ),
        claim_ids=first["speaker"].map(said.groupby("speaker")["claim_id"].agg(joined)),
    )
    return in_order(found, "paragraph", "name")


@columns(
    "relation_id paragraph# source source_name kind family target target_name status firmness mutual?"
    " when claim_id"
)
def ties(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Every tie with the names of its two ends, its family and how firmly it stands.

    Input: relations, actors (contract).
    Output: firmness as FIRMNESS has it; in reading order.
    """
    names = lookup(actors, "actor_id", "name")
    table = in_order(relations, "paragraph", "start", "relation_id")
    kind = table["kind"].astype("string")
    return table.assign(
        source_name=table["source"].map(names),
        target_name=table["target"].map(names),
        family=kind.map(families("relations", "kind")),
        firmness=table["status"].astype("string").map(FIRMNESS),
        mutual=kind.isin(MUTUAL),
    )


@columns(
    "first first_name second second_name family status firmness ties# kinds towards relation_ids"
    " claim_ids paragraph#"
)
def bonds(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The ties of each pair, taken together by family and status.

    Input: relations, actors (contract).
    Output: first, second = the pair, ids in alphabetical order; towards = "second" or "first" if
        every one of the ties goes there, "both" otherwise; paragraph = the first one.
    """
    table = ties(relations, actors)
    names = lookup(actors, "actor_id", "name")
    ends = table[["source", "target"]]
    table = table.assign(first=ends.min(axis=1), second=ends.max(axis=1))
    forward = (table["source"] == table["first"]).map({True: "second", False: "first"})
    table = table.assign(towards=forward.mask(table["mutual"], "both"))
    keys = ["first", "second", "family", "status", "firmness"]
    found = table.groupby(keys, as_index=False, sort=False).agg(
        ties=("relation_id", "size"),
        kinds=("kind", joined),
        towards=("towards", lambda ways: ways.iloc[0] if len(set(ways)) == 1 else "both"),
        relation_ids=("relation_id", joined),
        claim_ids=("claim_id", joined),
        paragraph=("paragraph", "min"),
    )
    found = found.assign(**{f"{end}_name": found[end].map(names) for end in ("first", "second")})
    order = labels("relations", "status")
    return in_order(found, "first", "second", "family", "status", status=order)


def core(bonds: pd.DataFrame, limit: int) -> pd.DataFrame:
    """The bonds among the actors that have most of these ties.

    Input: rows of `bonds`; how many actors to keep at most.
    Output: the rows whose both ends are kept, an actor that would stand alone left out.
    """
    ends = pd.concat([bonds.set_index(end)["ties"] for end in ("first", "second")])
    counts = ends.groupby(level=0).sum().sort_values(ascending=False, kind="stable")
    kept = counts.index[:limit]
    return bonds[bonds["first"].isin(kept) & bonds["second"].isin(kept)].reset_index(drop=True)


@columns(
    "first first_name second second_name ties# cooperation# conflict# firm# reported# disputed#"
    " both_ways? against_itself? relation_ids claim_ids paragraph#"
)
def torn(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The pairs that are shown both as friends and as enemies, or whose ties are disputed.

    A pair is torn if the article gives it both cooperation and conflict, or if one tie of a
    family is firm or reported while another of the same family is contested, denied or rejected.

    Input: relations, actors (contract).
    Output: both_ways = cooperation and conflict; against_itself = a family that both stands and is
        disputed; paragraph = the first one. Most ties first.
    """
    table = bonds(relations, actors)
    table = table[table["family"].isin(PULLING)]
    sides = (*PULLING, *dict.fromkeys(FIRMNESS.values()))
    table = table.assign(
        **{
            name: table["ties"].where((table["family"] == name) | (table["firmness"] == name), 0)
            for name in sides
        },
        sure=table["firmness"] != "disputed",
    )
    pair = ["first", "second"]
    sure = table.groupby([*pair, "family"])["sure"].agg(lambda sure: len(set(sure)) > 1)
    found = table.groupby([*pair, "first_name", "second_name"], as_index=False).agg(
        **{name: (name, "sum") for name in ("ties", *sides)},
        relation_ids=("relation_ids", joined),
        claim_ids=("claim_ids", joined),
        paragraph=("paragraph", "min"),
    )
    found = found.assign(both_ways=(found[[*PULLING]] > 0).all(axis=1))
    found = found.join(sure.groupby(level=pair).any().rename("against_itself"), on=pair)
    shown = found["both_ways"] | found["against_itself"].astype(bool)
    return in_order(found[shown], "-ties", "paragraph")


@columns("source_name kind target_name put paragraph# claim_id")
def of_the_torn(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The ties of the pair that `torn` puts first, one by one.

    Input: relations, actors (contract).
    Output: kind in words, put as STATUSES has it; in reading order.
    """
    pair = torn(relations, actors)["relation_ids"].head(1)
    table = ties(relations, actors)
    table = table[table["relation_id"].isin(split("|".join(pair)))].reset_index(drop=True)
    return table.assign(kind=table["kind"].str.replace("_", " "), put=table["status"].map(STATUSES))


@columns(f"family {' '.join(f'{name}#' for name in (*labels('relations', 'status'), 'all'))}")
def statuses(relations: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How many ties there are of each family, by status.

    Input: relations, actors (contract).
    Output: a column for each status; the families that occur, in the contract's order.
    """
    table, known = ties(relations, actors), [*labels("relations", "status")]
    counts = pd.crosstab(table["family"], table["status"]).reindex(columns=known, fill_value=0)
    found = counts.assign(all=counts.sum(axis=1)).reset_index()
    order = dict.fromkeys(families("relations", "kind").values())
    return in_order(found, "family", family=order)
