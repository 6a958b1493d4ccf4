"""The chart of the chains: through whom claims come to the page."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from helpers.charts import flow
from helpers.charts.expected import by_contract, expect, keys
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.sizes import rows_to_draw, size
from helpers.story.credits import Sources
from helpers.topics.claims import tables
from helpers.values.english import capital, counted, in_words
from helpers.values.records import records

# The columns that the tables behind this chart are made from.
READ = "claim_id paragraph content speaker chain hedges"
# How many ways the alt text tells one by one.
ALT = 10
# How many ways to the page are drawn: the first that has room.
CHAINS = (24, 18, 14, 10, 7, 5, 3)


@chart
def draw_chains(
    claims: pd.DataFrame, actors: pd.DataFrame, *, source: str | Sources
) -> ChartFigure:
    """The ways of the words to the page: from first speakers at the left, through relays.

    Input: claims, actors (contract); the source line. Chains that share their last steps run
    together; a line is as thick as the claims it carries.
    Output: the figure; its rows are those of `tables.claims.chains`, of the assertions.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    known = keys(actors, "actor_id")
    expect(
        by_contract("claims", claims, READ, keys={"speaker": known, "chain": known}),
        by_contract("actors", actors, "actor_id name kind part_of"),
    )
    table = tables.chains(tables.assertions(claims), actors)
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    width = float(size().inner)
    outlined = size().narrow or flow.too_deep(_tree(table, names, len(table)), width)
    height, draw = (flow.outline_height, flow.outline) if outlined else (flow.height, flow.draw)
    limit = rows_to_draw(CHAINS, lambda most: height(_tree(table, names, most), width))
    tree = _tree(table, names, limit)
    fig, ax = frame(
        "claims-chains",
        _chains_title(table, actors),
        _chains_subtitle(table, limit, outlined=outlined),
        source,
        rows=table,
        alt=_chains_alt(table, _chains_title(table, actors)),
        height=height(tree, width),
    )
    draw(ax, tree, width=width)
    return fig


def _tree(table: pd.DataFrame, names: Mapping[str, str], most: int) -> list[flow.Step]:
    """The ways to the page joined; what an outlet says itself and the longest ones come first.

    Beyond the most, the rest of the ways to an outlet are one step.
    """
    own_first = table.iloc[(table["steps"] != 1).to_numpy(dtype=bool).argsort(kind="stable")]
    ways = [
        (tuple(str(row.chain).split("|")), int(row.claims), int(row.hedged))
        for row in records(own_first)
    ]
    if len(ways) <= most:
        return flow.grow(ways, names)
    rest = Counter[str](chain[-1] for chain, _, _ in ways[most:])
    told = {f"{flow.MORE}{outlet}": counted(number, "more way") for outlet, number in rest.items()}
    more = [
        ((f"{flow.MORE}{chain[-1]}", chain[-1]), claims, hedged)
        for chain, claims, hedged in ways[most:]
    ]
    return flow.grow([*ways[:most], *more], {**names, **told})


def _chains_title(table: pd.DataFrame, actors: pd.DataFrame) -> str:
    """How many assertions come through somebody else, and through whom."""
    if table.empty:
        return "The article asserts nothing"
    relayed = table[table["relays"] > 0]
    total, number = int(table["claims"].sum()), int(relayed["claims"].sum())
    if not number:
        return "No assertion comes through somebody else"
    outlets = set(actors.loc[actors["kind"].astype("string") == "outlet", "actor_id"])
    between = {step for chain in relayed["chain"] for step in str(chain).split("|")[1:-1]}
    through = [
        *(["another outlet"] if between & outlets else []),
        *(["a speaker who quotes"] if between - outlets else []),
    ]
    passed = f"{in_words(number)} of {in_words(total)} assertions"
    return capital(f"{passed} {'comes' if number == 1 else 'come'} through {' or '.join(through)}")


def _chains_subtitle(table: pd.DataFrame, most: int, *, outlined: bool) -> str:
    text = (
        "Each first speaker (dot) stands below the one who passes the words on, up to the page"
        if outlined
        else "From the first speaker (dot) to the page; thicker lines carry more assertions"
    )
    if (table["relays"] < table["steps"] - 2).any():
        text += ". A speaker's own body or outlet is not counted"
    rest = len(table) - most
    return text if rest <= 0 else f"{text}. {capital(counted(rest, 'more way'))} drawn as one"


def _chains_alt(table: pd.DataFrame, title: str) -> str:
    if table.empty:
        return "Flow chart without a line: the article asserts nothing."
    ways = [
        f"{str(row.written).replace(' → ', ', then ')}: {counted(int(row.claims), 'assertion')}"
        for row in records(table.head(ALT))
    ]
    more = f"; and {counted(len(table) - ALT, 'more way')}" if len(table) > ALT else ""
    own = table.loc[table["steps"] == 1, "claims"].sum()
    return (
        f"Flow chart. {title}. {capital(counted(len(table), 'way'))} by which"
        f" {counted(int(table['claims'].sum()), 'assertion')} reach the page; {in_words(int(own))}"
        f" are the outlet's own. The ways, first speaker first. {'; '.join(ways)}{more}."
    )
