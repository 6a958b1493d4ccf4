"""The chart of the ties: who is tied to whom by cooperation and by conflict."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

import pandas as pd
from matplotlib.artist import Artist

from helpers.charts import legend, style
from helpers.charts.canvas import TIGHT, Canvas, arc_depth, arc_ends, arc_point, in_px
from helpers.charts.expected import reads
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import short
from helpers.charts.sizes import size
from helpers.story.credits import Sources
from helpers.topics.actors import tables
from helpers.values.english import capital, counted, in_words, inside, listed, sentences
from helpers.values.records import in_order, lookup, records

NODES = 16
LINE, PAD = 15.5, 12.0
BETWEEN = 9.0
"""Px between two boxes."""
HEADING, KEY_LINE = 26.0, 24.0
GAP, MOST = 9.0, 130.0
"""Px between the ends of two arcs at a box, and the most that all of them take up."""
NEAR, FAR = 24.0, 300.0
"""Px by which the shortest and the longest arc swing out, where there is room."""
ARROW = 10.0

# Tighter than the dashes of style, because these lines are thick.
DASHES: Mapping[str, style.Dash] = {
    "firm": style.SOLID,
    "reported": (0, (3.2, 1.6)),
    "disputed": (0, (1, 1.2)),
}

WORDS = {"firm": "stated as fact", "reported": "reported or hedged"}
"""What the key says of ties that nobody disputes."""

PUT = {
    "firm": "put as fact",
    "reported": "reported",
    "disputed": "contested, denied or rejected",
}
"""How firmly ties stand, in the words of the alt text."""


@chart
@reads(
    relations="relation_id paragraph start source target kind status when claim_id",
    actors="actor_id name",
)
def draw_ties(
    relations: pd.DataFrame, actors: pd.DataFrame, *, source: str | Sources, limit: int = NODES
) -> ChartFigure:
    """The network of cooperation and conflict among the actors that have most such ties.

    Actors that are tied stand near each other in one column. Arcs join them, to the left for
    cooperation, to the right for conflict: firm ties are solid, reported ones dashed, contested,
    denied and rejected ones dotted with a mark; arrows where a tie goes one way.

    Input: relations, actors (contract); the source line; how many actors to draw at most.
    Output: the figure; its rows are those of `topics.actors.tables.bonds` that are drawn.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    bonds = tables.bonds(relations, actors)
    bonds = bonds[bonds["family"].isin(tables.PULLING)]
    table = tables.core(bonds, limit)
    names = lookup(actors, "actor_id", "name")
    boxes = {
        actor: short(names.get(actor, actor), _width() - PAD, style.LABEL, lines=2, bold=True)
        for actor in _tied_together(table)
    }
    entries, heights = _entries(table), _heights(table, boxes)
    key = KEY_LINE * legend.lines(entries) + 8
    height = HEADING + sum(heights) + BETWEEN * len(heights) + key
    fig, ax = frame(
        "actors-ties",
        _ties_title(bonds),
        _ties_subtitle(bonds, table, len(boxes)),
        source,
        rows=table,
        alt=_ties_alt(table, _ties_title(bonds)),
        height=height,
        least=height - (BETWEEN - 3) * len(heights),
    )
    with in_px(ax, fig.plot) as canvas:
        apart = BETWEEN + (fig.plot - height) / max(len(heights), 1)
        tops = accumulate(heights, lambda top, high: top + high + apart, initial=HEADING)
        middles = [top + high / 2 for top, high in zip(tops, heights, strict=False)]
        for family, side in zip(tables.PULLING, (-1, 1), strict=True):
            _arcs(canvas, table[table["family"] == family], side, list(boxes), middles, heights)
        for lines, middle, high in zip(boxes.values(), middles, heights, strict=True):
            x = canvas.width / 2
            canvas.box(x, middle, _width(), high)
            words = "\n".join(lines)
            canvas.write(x, middle, words, across="center", bold=True, linespacing=TIGHT)
        legend.place(ax, entries, at="bottom")
    return fig


def _width() -> float:
    """The width of the boxes in px."""
    return 122.0 if size().narrow else 178.0


def _tied_together(bonds: pd.DataFrame) -> list[str]:
    """The actors in an order in which those that are tied stand near each other.

    Source: the algorithm of Cuthill and McKee, reversed, which keeps the longest tie short. Parts
    of the network that no tie joins follow each other, the largest first.
    """
    import networkx as nx  # takes a while, and no other chart asks for it

    actors = sorted({*bonds["first"], *bonds["second"]})
    # Numbers, because names would be walked in the order of a set, another in each process.
    numbers = {actor: at for at, actor in enumerate(actors)}
    graph = nx.Graph(zip(bonds["first"].map(numbers), bonds["second"].map(numbers), strict=True))
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return [
        actors[number]
        for part in parts
        for number in nx.utils.reverse_cuthill_mckee_ordering(graph.subgraph(part))
    ]


def _heights(bonds: pd.DataFrame, boxes: Mapping[str, Sequence[str]]) -> list[float]:
    """The height of each box in px: of its name, or of the arcs that end at one side of it."""
    ends = pd.concat([bonds.groupby(["family", end]).size() for end in ("first", "second")])
    most = ends.groupby(level=[0, 1]).sum().groupby(level=1).max()
    return [
        PAD + max(len(lines) * LINE, min(int(most[actor]) * GAP, MOST))
        for actor, lines in boxes.items()
    ]


def _arcs(
    canvas: Canvas,
    bonds: pd.DataFrame,
    side: int,
    order: Sequence[str],
    middles: Sequence[float],
    heights: Sequence[float],
) -> None:
    """The ties of one family beside the boxes: side is -1 to their left, 1 to their right."""
    if bonds.empty:
        return
    look = style.look("relation_family", str(bonds["family"].iloc[0]))
    half = _width() / 2 + 2
    x = canvas.width / 2 + side * half
    across: Any = "right" if side < 0 else "left"
    canvas.write(
        x, 14, capital(look.label), colour=look.colour, across=across, up="baseline", bold=True
    )
    pairs = [(order.index(bond.first), order.index(bond.second)) for bond in records(bonds)]
    ends = [
        (middles[one] + shift, middles[other] + other_shift)
        for (one, other), (shift, other_shift) in zip(
            pairs, arc_ends(pairs, [high - PAD for high in heights], GAP), strict=True
        )
    ]
    longest = max(abs(start - end) for start, end in ends)
    room = min(canvas.width / 2 - half - 8, FAR)
    disputed = bonds[bonds["firmness"] == "disputed"].groupby(["first", "second"])["status"]
    # Marks between the same two actors stand side by side, each further along its arc.
    along = (disputed.cumcount() + 1) / (disputed.transform("size") + 1)
    for at, bond, (start, end) in zip(bonds.index, records(bonds), ends, strict=True):
        depth = side * arc_depth(abs(start - end), longest, NEAR, room)
        gaps = {to: side * (ARROW - 1) for to in ("first", "second") if bond.towards == to}
        looks: dict[str, Any] = {"linestyle": DASHES[str(bond.firmness)], "capstyle": "butt"}
        looks |= {"gaps": (gaps.get("first", 0), gaps.get("second", 0))}
        thick = min(1.2 + 0.9 * int(bond.ties), 5)
        canvas.arc(x, (start, end), depth, look.colour, thick, **looks)
        if bond.towards != "both":
            _arrow(canvas, x, end if bond.towards == "second" else start, side, look.colour)
        if at in along.index:
            spot = arc_point(x, (start, end), depth, float(along[at]))
            marker = style.look("status", str(bond.status)).marker
            ground = style.theme().ground
            canvas.mark(*spot, marker, 9.5, fill=ground, edge=look.colour, width=1.6)


def _arrow(canvas: Canvas, x: float, y: float, side: int, colour: str) -> None:
    """The head of an arc that ends at a box."""
    back = x + side * ARROW
    canvas.ax.fill([x, back, back], [y, y - 4.5, y + 4.5], facecolor=colour, linewidth=0, zorder=3)


def _entries(bonds: pd.DataFrame) -> list[Artist]:
    """What the key explains: the ways of standing that occur."""
    entries = []
    for status, look in style.GROUPS["status"].items():
        if (bonds["status"] == status).any():
            firmness = tables.FIRMNESS[status]
            words, marker = WORDS.get(firmness, look.label), look.marker * (firmness == "disputed")
            entries.append(legend.line(words, style.theme().muted, DASHES[firmness], marker))
    return entries


def _ties_title(bonds: pd.DataFrame) -> str:
    """What the article states as fact of the pair with most ties of both families, or of all."""
    if bonds.empty:
        return "No ties of cooperation or conflict"
    pair = ["first_name", "second_name"]
    pairs = bonds.groupby(pair, as_index=False, sort=False).agg(
        families=("family", "nunique"), ties=("ties", "sum"), paragraph=("paragraph", "min")
    )
    told = pairs["families"] > 1 if len(pairs) > 1 else pairs["families"] > 0
    both = in_order(pairs[told], "-ties", "paragraph").head(1)
    for one, other in zip(*(both[name] for name in pair), strict=True):
        return f"{one} and {inside(other)}: {_stated(bonds.merge(both[pair]))}"
    return capital(_stated(bonds))


def _stated(bonds: pd.DataFrame) -> str:
    """The ties that are stated as fact, by family, and how many are not."""
    fact = bonds["status"] == "asserted"
    held = bonds[fact].groupby("family")["ties"].sum().reindex(list(tables.PULLING)).dropna()
    counts = [
        f"{in_words(number) if at else counted(number, 'tie')} of {family}"
        for at, (family, number) in enumerate(held.items())
    ]
    rest = int(bonds.loc[~fact, "ties"].sum())
    if not counts:
        return f"no tie stated as fact, {in_words(rest)} reported or disputed"
    more = f"; {in_words(rest)} reported or disputed" if rest else ""
    return f"{listed(counts)} stated as fact{more}"


def _ties_subtitle(bonds: pd.DataFrame, table: pd.DataFrame, nodes: int) -> str:
    total, here = int(bonds["ties"].sum()), int(table["ties"].sum())
    part = f": the {in_words(nodes)} with most ties, {in_words(here)} of {in_words(total)} ties"
    text = f"Who helps, and who fights or harms whom{part if here < total else ''}"
    return f"{text}. Thick lines: several ties; arrows: from whom to whom"


def _ties_alt(table: pd.DataFrame, title: str) -> str:
    if table.empty:
        return "Network without a tie."
    counts = table.groupby("firmness")["ties"].sum()
    put = [
        f"{in_words(int(counts[name]))} {words}" for name, words in PUT.items() if name in counts
    ]
    lines = [
        f"{row.first_name} and {row.second_name}: {counted(int(row.ties), 'tie')} of {row.family},"
        f" {row.status}"
        for row in records(in_order(table, "-ties").head(8))
    ]
    names = {*table["first_name"], *table["second_name"]}
    drawn = f"{counted(len(names), 'actor')} and {counted(int(counts.sum()), 'tie')}"
    return sentences(title, f"Network of {drawn}: {listed(put)}", "; ".join(lines))
