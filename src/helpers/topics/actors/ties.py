"""The chart of the ties: who is tied to whom by cooperation and by conflict."""

from collections.abc import Sequence

import pandas as pd

from helpers.charts import network
from helpers.charts.expected import by_contract, expect, keys
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.sizes import SIZES, size
from helpers.story.credits import Sources
from helpers.topics.actors import tables
from helpers.values.english import counted, in_words, listed
from helpers.values.records import records

WIDE = SIZES["web"].inner
NODES = 16


@chart
def draw_ties(
    relations: pd.DataFrame, actors: pd.DataFrame, *, source: str | Sources, limit: int = NODES
) -> ChartFigure:
    """The network of cooperation and conflict among the actors that have most such ties.

    Firm ties are solid, reported ones dashed, contested, denied and rejected ones dotted with a
    mark; arrows where a tie goes one way. Positions come from a seeded layout, refined until no
    name covers another.

    Input: relations, actors (contract); the source line; how many actors to draw at most.
    Output: the figure; its rows are those of `tables.actors.bonds` that are drawn.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    known = keys(actors, "actor_id")
    expect(
        by_contract(
            "relations",
            relations,
            "relation_id paragraph start source target kind status when claim_id",
            keys={"source": known, "target": known},
        ),
        by_contract("actors", actors, "actor_id name"),
    )
    bonds = tables.bonds(relations, actors)
    bonds = bonds[bonds["family"].isin(tables.PULLING)]
    table = tables.core(bonds, limit)
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    nodes = sorted({*table["first"], *table["second"]})
    # A narrow plot is higher, though not by as much as it is narrower: lines would grow too long.
    height = max((130.0 + 27.0 * len(nodes)) * (WIDE / size().inner) ** 0.55, 200.0)
    fig, ax = frame(
        "actors-ties",
        _ties_title(bonds),
        _ties_subtitle(bonds, table, len(nodes)),
        source,
        rows=table,
        alt=_ties_alt(table, _ties_title(bonds)),
        height=height,
        least=0.8 * height,
    )
    drawn = [
        network.Bond(
            str(row.first),
            str(row.second),
            str(row.family),
            str(row.status),
            str(row.firmness),
            int(row.ties),
            str(row.towards),
        )
        for row in records(table)
    ]
    network.draw(ax, {node: names.get(node, node) for node in nodes}, drawn, height=fig.plot)
    return fig


def _ties_title(bonds: pd.DataFrame) -> str:
    """What the article states as fact of the pair with most ties of both families, or of all."""
    if bonds.empty:
        return "No ties of cooperation or conflict"
    pairs = bonds.groupby(["first_name", "second_name"], sort=False).agg(
        families=("family", "nunique"), ties=("ties", "sum"), paragraph=("paragraph", "min")
    )
    both = pairs[pairs["families"] > 1].sort_values(
        ["ties", "paragraph"], ascending=[False, True], kind="stable"
    )
    if len(both):
        one, other = both.index[0]
        here = bonds[(bonds["first_name"] == one) & (bonds["second_name"] == other)]
        return f"{one} and {other}: {_stated(here)}"
    return f"Between them: {_stated(bonds)}"


def _stated(bonds: pd.DataFrame) -> str:
    """The ties that are stated as fact, by family, and how many are not."""
    fact = bonds[bonds["status"] == "asserted"]
    held = {
        family: int(part["ties"].sum())
        for family in tables.PULLING
        if len(part := fact[fact["family"] == family])
    }
    counts = [
        f"{in_words(number) if at else counted(number, 'tie')} of {family}"
        for at, (family, number) in enumerate(held.items())
    ]
    rest = int(bonds.loc[bonds["status"] != "asserted", "ties"].sum())
    if not counts:
        return f"no tie stated as fact, {in_words(rest)} reported or disputed"
    more = f"; {in_words(rest)} reported or disputed" if rest else ""
    return f"{listed(counts)} stated as fact{more}"


def _ties_subtitle(bonds: pd.DataFrame, table: pd.DataFrame, nodes: int) -> str:
    total, here = int(bonds["ties"].sum()), int(table["ties"].sum())
    text = "Who helps and who fights whom"
    if here < total:
        text += (
            f": the {in_words(nodes)} with most ties, {in_words(here)} of {in_words(total)} ties"
        )
    return f"{text}. Thick lines: several ties; arrows: from whom to whom"


def _ties_alt(table: pd.DataFrame, title: str) -> str:
    if table.empty:
        return "Network without a tie."
    counts = table.groupby("firmness")["ties"].sum()
    kinds = {
        "firm": "put as fact",
        "reported": "reported",
        "disputed": "contested, denied or rejected",
    }
    put = [
        f"{in_words(int(counts[name]))} {words}" for name, words in kinds.items() if name in counts
    ]
    strongest = table.sort_values("ties", ascending=False, kind="stable").head(8)
    lines = [
        f"{row.first_name} and {row.second_name}: {counted(int(row.ties), 'tie')} of {row.family},"
        f" {row.status}"
        for row in records(strongest)
    ]
    names: Sequence[str] = sorted({*table["first_name"], *table["second_name"]})
    return (
        f"{title}. Network of {counted(len(names), 'actor')} and {counted(int(table['ties'].sum()), 'tie')}:"
        f" {listed(put)}. {'; '.join(lines)}."
    )
