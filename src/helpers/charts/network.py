"""A network whose nodes are names: a seeded layout, refined until nothing covers a name.

Positions and sizes are in px of the plot area, y downwards. The same nodes and bonds give the
same layout in any process.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from numpy.typing import NDArray

from helpers.charts import legend, style
from helpers.charts.measured_text import short, text_width
from helpers.charts.sizes import px, size

SEEDS = 16
REFINED = 5
ROUNDS = 8
ACROSS = 10
LABEL_WIDTH = 118.0
PAD = 7.0
GAP = 16.0
LINE_GAP = 7.0
BARRED = 0.28
"""Where on a line of conflict its bar stands, as a share of its length."""
LEADING = 16.7
SPACING = 0.9
KEY_LINE = 24.0
COMFORT = 150.0

# Tighter than the dashes of style, because these lines are thick; firm ties are solid.
LINES: Mapping[str, style.Dash] = {
    "reported": (0, (3.2, 1.6)),
    "disputed": (0, (1, 1.2)),
}

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Bond:
    """The ties of one family and status between two nodes; towards is first, second or both."""

    first: str
    second: str
    family: str
    status: str
    firmness: str
    ties: int
    towards: str


@dataclass(frozen=True)
class Layout:
    """Where each node stands: the middle of its box and the box's width and height."""

    nodes: tuple[str, ...]
    middles: Points
    sizes: Points


def draw(ax: Axes, names: Mapping[str, str], bonds: Sequence[Bond], *, height: float) -> Layout:
    """Draw the names of the nodes in boxes, and the bonds between them.

    Input: axes from frame(); id -> name; the bonds; the height of the plot area in px.
    Output: the layout that was drawn.
    """
    width = float(size().inner)
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.set_axis_off()
    labels = {
        node: short(name, LABEL_WIDTH, style.LABEL, lines=3, bold=True)
        for node, name in names.items()
    }
    entries = _entries(bonds)
    room = height - KEY_LINE * legend.lines(entries) - 12
    layout = arrange(labels, bonds, width, room)
    place = {node: at for at, node in enumerate(layout.nodes)}
    for pair, together in _pairs(bonds).items():
        one, other = place[pair[0]], place[pair[1]]
        doubts = [bond for bond in together if bond.firmness == "disputed"]
        for step, bond in enumerate(together):
            shift = (step - (len(together) - 1) / 2) * LINE_GAP
            at = (doubts.index(bond) + 1) / (len(doubts) + 1) if bond in doubts else 0.5
            _line(ax, layout, one, other, bond, shift, doubt_at=at)
    for node, lines in labels.items():
        _box(ax, layout, place[node], lines)
    legend.place(ax, entries, at="bottom")
    return layout


def arrange(
    labels: Mapping[str, Sequence[str]], bonds: Sequence[Bond], width: float, height: float
) -> Layout:
    """Find places for the nodes, so that no box covers another and few lines cross.

    Input: id -> lines of its label; the bonds; width and height in px.
    Output: the best of the layouts that the seeds 0, 1, 2 ... lead to.
    """
    nodes = tuple(sorted(labels))
    pairs = _pairs(bonds)
    bundle = max((len(together) for together in pairs.values()), default=1)
    wide = {
        node: max((len(both) for pair, both in pairs.items() if node in pair), default=1)
        for node in nodes
    }
    sizes = np.array([_size(labels[node], wide[node]) for node in nodes]).reshape(-1, 2)
    if not nodes:
        return Layout(nodes, sizes, sizes)
    place = {node: at for at, node in enumerate(nodes)}
    edges = np.array([(place[one], place[other]) for one, other in pairs], np.int64).reshape(-1, 2)
    half = np.array([len(both) for both in pairs.values()]) * LINE_GAP / 2 + 4
    graph = nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    graph.add_edges_from(edges.tolist())
    graph.add_edges_from(_threads(graph))
    board = _Board(sizes, edges, half, np.array([width, height]), min(COMFORT, 40.0 * bundle + 90))
    starts = np.stack([_sprung(graph, seed, board) for seed in range(SEEDS)])
    best = np.argsort(board.costs(starts), kind="stable")[:REFINED]
    refined = np.stack([board.refine(starts[at]) for at in best])
    middles = refined[int(board.costs(refined).argmin())]
    return Layout(nodes, middles, sizes)


def _threads(graph: nx.Graph) -> list[tuple[int, int]]:
    """Lines that are not drawn, but keep parts of the network without a tie near the rest."""
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    heads = [max(part, key=lambda node: (graph.degree[node], -node)) for part in parts]
    return [(heads[0], head) for head in heads[1:]]


def _sprung(graph: nx.Graph, seed: int, board: "_Board") -> Points:
    """A first layout by springs, spread over the room."""
    found = nx.spring_layout(graph, seed=seed, k=2.2 / len(graph) ** 0.5, iterations=60)
    return board.spread(np.array([found[at] for at in range(len(graph))]))


@dataclass(frozen=True)
class _Board:
    """What a layout is judged by: box sizes, lines with half their breadth, room, and comfort.

    comfort is the distance in px from one middle to another below which boxes feel crowded.
    """

    sizes: Points
    edges: NDArray[np.int64]
    half: Points
    room: Points
    comfort: float

    def spread(self, points: Points) -> Points:
        """Stretch points over the room, and push boxes apart that touch."""
        low, high = points.min(axis=0), points.max(axis=0)
        share = np.where(high > low, (points - low) / np.where(high > low, high - low, 1), 0.5)
        middles: Points = self.sizes / 2 + share * (self.room - self.sizes)
        need = (self.sizes[:, None] + self.sizes[None]) / 2 + GAP
        away = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None])
        for _ in range(40):
            apart = middles[:, None] - middles[None]
            lack = need - np.abs(apart)
            touching = (lack > 0).all(axis=2) & (away != 0)
            if not touching.any():
                break
            sign = np.where(apart == 0, away[:, :, None], np.sign(apart))
            least = lack.argmin(axis=2)[:, :, None] == np.arange(2)
            step = np.where(touching[:, :, None] & least, sign * lack * 0.45, 0).sum(axis=1)
            middles = self.clip(middles + step)
        return middles

    def clip(self, middles: Points) -> Points:
        """Keep the boxes in the room."""
        kept: Points = np.clip(middles, self.sizes / 2, self.room - self.sizes / 2)
        return kept

    def refine(self, points: Points) -> Points:
        """Move single nodes as long as that lowers the cost; one that lies on a line may jump."""
        found = self._jumped(self._stepped(points, 140.0))
        return self._stepped(found, 40.0)

    def _jumped(self, points: Points) -> Points:
        """Let each node with a line on it, or that such a line leads to, look for another place."""
        middles = points
        share = np.linspace(0, 1, ACROSS)
        places = np.stack(np.meshgrid(share, share), axis=-1).reshape(-1, 2) * self.room
        hits = self._hits(middles[None])[0]
        ends = self.edges[hits.any(axis=1)].ravel()
        for node in np.unique([*np.flatnonzero(hits.any(axis=0)), *ends]):
            middles = self._best_of(middles, int(node), places)
        return middles

    def _stepped(self, points: Points, farthest: float) -> Points:
        """Move each node in ever smaller steps, the first of them of the given px."""
        middles = points
        steps = np.array([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0)])
        for round_ in range(ROUNDS):
            reach = farthest * 0.68**round_
            for node in range(len(middles)):
                middles = self._best_of(middles, node, middles[node] + reach * steps)
        return middles

    def _best_of(self, middles: Points, node: int, places: Points) -> Points:
        """The layout with one node at the best of the places, or as it is if none is better."""
        tried = np.repeat(middles[None], len(places) + 1, axis=0)
        tried[1:, node] = places
        tried = self.clip(tried)
        best: Points = tried[int(self.costs(tried).argmin())]
        return best

    def costs(self, tried: Points) -> Points:
        """How bad layouts are: boxes that touch, lines through boxes, lines that cross, length.

        Input: the middles of the boxes, one layout after the other. Output: a number for each.
        """
        first, second = self.edges[:, 0], self.edges[:, 1]
        starts, ends = tried[:, first], tried[:, second]
        apart = np.abs(tried[:, :, None] - tried[:, None])
        clear = apart - (self.sizes[:, None] + self.sizes[None]) / 2
        # Every pair stands here twice, and every box once with itself.
        touching = ((clear < GAP).all(axis=3).sum(axis=(1, 2)) - tried.shape[1]) / 2
        crowded = np.clip(1 - np.hypot(apart[..., 0], apart[..., 1]) / self.comfort, 0, None)
        gaps = np.clip(clear[:, first, second], 0, None).max(axis=2)
        short = np.clip(1 - gaps / 64, 0, None).sum(axis=1)
        spans = ends - starts
        length = np.hypot(spans[..., 0], spans[..., 1]).sum(axis=1)
        total: Points = (
            1000 * touching
            + 60 * self._hits(tried).sum(axis=(1, 2))
            + 14 * _crossings(starts, ends, first, second)
            + 10 * short
            + 2.5 * (crowded.sum(axis=(1, 2)) - tried.shape[1])
            + length / 300
        )
        return total

    def _hits(self, tried: Points) -> NDArray[np.bool_]:
        """Which lines run through which boxes that they do not end at, per layout.

        Source of the test: the slab method for a line and a box (Kay and Kajiya, 1986).
        """
        starts, ends = tried[:, self.edges[:, 0]], tried[:, self.edges[:, 1]]
        along = (ends - starts)[:, :, None, :]
        along = np.where(np.abs(along) < 1e-9, 1e-9, along)
        reach = self.sizes / 2 + self.half[:, None, None]
        away = tried[:, None] - starts[:, :, None, :]
        near, far = (away - reach) / along, (away + reach) / along
        enters = np.maximum(np.minimum(near, far).max(axis=3), 0.0)
        leaves = np.minimum(np.maximum(near, far).min(axis=3), 1.0)
        hits = np.asarray(enters < leaves)
        lines = np.arange(len(self.edges))
        hits[:, lines, self.edges[:, 0]] = False
        hits[:, lines, self.edges[:, 1]] = False
        return hits


def _size(lines: Sequence[str], bonds: int) -> tuple[float, float]:
    """The box of a label, wide and high enough for the lines that end at it."""
    widest = max(text_width(line, style.LABEL, bold=True) for line in lines)
    room = bonds * LINE_GAP + 6
    return max(widest + 2 * PAD, room), max(len(lines) * LEADING + 2 * PAD - 4, room)


def _crossings(
    starts: Points, ends: Points, first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many pairs of lines cross that share no end, per layout."""

    def side(a: Points, b: Points, c: Points) -> NDArray[np.bool_]:
        left: NDArray[np.bool_] = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) > (
            b[..., 1] - a[..., 1]
        ) * (c[..., 0] - a[..., 0])
        return left

    a, b, c, d = starts[:, :, None], ends[:, :, None], starts[:, None], ends[:, None]
    # Whether the ends of one line lie on different sides of the other, and the other way round.
    parted = side(a, b, c) != side(a, b, d)
    cross = parted & parted.swapaxes(1, 2)
    ends_met = [one[:, None] == other[None] for one in (first, second) for other in (first, second)]
    return np.asarray((cross & ~np.logical_or.reduce(ends_met)).sum(axis=(1, 2)) // 2)


def _pairs(bonds: Sequence[Bond]) -> dict[tuple[str, str], list[Bond]]:
    together: dict[tuple[str, str], list[Bond]] = {}
    for bond in bonds:
        together.setdefault((bond.first, bond.second), []).append(bond)
    return together


def _line(
    ax: Axes, layout: Layout, one: int, other: int, bond: Bond, shift: float, *, doubt_at: float
) -> None:
    """One bond, moved sideways so that several of a pair run beside each other."""
    start, end = layout.middles[one], layout.middles[other]
    way = (end - start) / max(float(np.hypot(*(end - start))), 1e-9)
    aside = np.array([-way[1], way[0]]) * shift
    start = _edge(start + aside, way, layout.middles[one], layout.sizes[one])
    end = _edge(end + aside, -way, layout.middles[other], layout.sizes[other])
    look = style.look("relation_family", bond.family)
    ax.plot(
        [start[0], end[0]],
        [start[1], end[1]],
        color=look.colour,
        linewidth=px(min(1.2 + 0.9 * bond.ties, 5)),
        linestyle=LINES.get(bond.firmness, "-"),
        solid_capstyle="butt",
        dash_capstyle="butt",
        zorder=2,
    )
    if bond.family == "conflict":
        _bar(ax, start + (end - start) * BARRED, way, look.colour)
    if bond.towards != "both":
        tip, back = (end, -way) if bond.towards == "second" else (start, way)
        _arrow(ax, tip, back, look.colour)
    if bond.firmness == "disputed":
        _doubt(ax, start + (end - start) * doubt_at, bond.status, look.colour)


def _edge(point: Points, way: Points, middle: Points, size: Points) -> Points:
    """Where a line that starts inside a box leaves it."""
    half = size / 2 + 2
    steps = [
        ((half[axis] if way[axis] > 0 else -half[axis]) - (point[axis] - middle[axis])) / way[axis]
        for axis in (0, 1)
        if abs(way[axis]) > 1e-9
    ]
    found: Points = point + way * max(min(steps), 0.0)
    return found


def _bar(ax: Axes, middle: Points, way: Points, colour: str) -> None:
    """A short bar across a line of conflict, by which it is told from cooperation in grey."""
    aside = np.array([-way[1], way[0]]) * 5.5
    ends = np.array([middle - aside, middle + aside])
    ax.plot(
        ends[:, 0], ends[:, 1], color=colour, linewidth=px(2.4), solid_capstyle="butt", zorder=3
    )


def _arrow(ax: Axes, tip: Points, back: Points, colour: str) -> None:
    aside = np.array([-back[1], back[0]])
    corners = np.array([tip, tip + back * 10 + aside * 4.5, tip + back * 10 - aside * 4.5])
    ax.fill(corners[:, 0], corners[:, 1], facecolor=colour, linewidth=0, zorder=3)


def _doubt(ax: Axes, middle: Points, status: str, colour: str) -> None:
    ax.plot(
        [middle[0]],
        [middle[1]],
        marker=style.look("status", status).marker,
        markersize=px(11),
        markerfacecolor=style.theme().ground,
        markeredgecolor=colour,
        markeredgewidth=px(1.6),
        linestyle="none",
        zorder=4,
    )


def _box(ax: Axes, layout: Layout, at: int, lines: Sequence[str]) -> None:
    middle, size = layout.middles[at], layout.sizes[at]
    corner = middle - size / 2
    ax.add_patch(
        FancyBboxPatch(
            (corner[0], corner[1]),
            size[0],
            size[1],
            boxstyle="round,pad=0,rounding_size=6",
            facecolor=style.theme().ground,
            edgecolor=style.theme().faint,
            linewidth=px(1),
            clip_on=False,
            zorder=5,
        )
    )
    ax.text(
        middle[0],
        middle[1],
        "\n".join(lines),
        fontsize=px(style.LABEL),
        fontweight="bold",
        linespacing=SPACING,
        horizontalalignment="center",
        verticalalignment="center",
        zorder=6,
    )


def _entries(bonds: Sequence[Bond]) -> list[Artist]:
    """What the key explains: the families and the ways of standing that occur."""
    families = {bond.family for bond in bonds}
    firmness = {bond.firmness for bond in bonds}
    statuses = {bond.status for bond in bonds if bond.firmness == "disputed"}
    muted = style.theme().muted
    entries = [
        legend.line(look.label, look.colour, marker="|" if family == "conflict" else "")
        for family, look in style.GROUPS["relation_family"].items()
        if family in families
    ]
    if "reported" in firmness:
        entries.append(legend.line("reported or hedged", muted, LINES["reported"]))
    entries += [
        legend.line(look.label, muted, LINES["disputed"], look.marker)
        for status, look in style.GROUPS["status"].items()
        if status in statuses
    ]
    return entries
