"""The chart of the chains: through whom claims come to the page.

The ways of the words form a tree whose root is the page. Where there is room it runs from the first
speakers at the left to the page at the right; else it is an outline, the page on top.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import pandas as pd

from helpers.charts import style
from helpers.charts.canvas import TIGHT, Canvas, in_px
from helpers.charts.expected import reads
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import short, wrap
from helpers.charts.sizes import rows_to_draw, size
from helpers.story.credits import Sources
from helpers.topics.claims import tables
from helpers.values.english import capital, counted, in_words, sentences
from helpers.values.records import lookup, records

# How many ways the alt text tells one by one.
ALT = 10
# How many ways to the page are drawn: the first that has room.
CHAINS = (24, 18, 14, 10, 7, 5, 3)
MORE = "more:"
"""How the key of a step begins that stands for several ways."""

ROW, LINE, LINES = 37.0, 15.5, 2
PAGE = 116.0
"""Px at the right for the page."""
BEND, THINNEST, THICKEST = 30.0, 1.6, 22.0
COLUMN = 130.0
"""The width in px that a step needs to stand beside the next."""
INDENT, DOT = 20.0, 6.0
"""How far a step of the outline stands to the right of the one above, and its dot within it, in px."""

Way = tuple[tuple[str, ...], int, int]


@chart
@reads(
    claims="claim_id paragraph content speaker chain hedges", actors="actor_id name kind part_of"
)
def draw_chains(
    claims: pd.DataFrame, actors: pd.DataFrame, *, source: str | Sources
) -> ChartFigure:
    """The ways of the words to the page: from first speakers at the left, through relays.

    Input: claims, actors (contract); the source line. Chains that share their last steps run
    together; a line is as thick as the claims it carries.
    Output: the figure; its rows are those of `topics.claims.tables.chains`, of the assertions.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    table = tables.chains(tables.assertions(claims), actors)
    names = lookup(actors, "actor_id", "name")
    outlined = size().narrow or _Tree(_steps(table, names, len(table))).column < COLUMN
    kind = _Outline if outlined else _Tree
    limit = rows_to_draw(CHAINS, lambda most: kind(_steps(table, names, most)).height)
    drawing = kind(_steps(table, names, limit))
    fig, ax = frame(
        "claims-chains",
        _chains_title(table, actors),
        _chains_subtitle(table, limit, outlined=outlined),
        source,
        rows=table,
        alt=_chains_alt(table, _chains_title(table, actors)),
        height=drawing.height,
    )
    with in_px(ax, drawing.height) as canvas:
        drawing.draw(canvas)
    return fig


# ------------------------------------------------------------------------------ the steps


@dataclass(frozen=True)
class Step:
    """One actor on the way of words to the page: what it says itself, and what it passes on.

    depth is 0 for the outlet at the end; before are the steps whose words it passes on.
    """

    actor: str
    name: str
    depth: int
    own: int
    hedged: int
    before: tuple["Step", ...]

    @property
    def claims(self) -> int:
        """All claims that come through this step."""
        return self.own + sum(step.claims for step in self.before)

    @property
    def drawn(self) -> int:
        """The claims that its line carries: of an outlet its own, whose others have lines."""
        return self.claims if self.depth else self.own


def joined(ways: Sequence[Way], names: Mapping[str, str], depth: int = 0) -> tuple[Step, ...]:
    """Join chains that share their last steps.

    Input: per way its actors, first speaker first, its claims and how many are hedged; actor ->
    name.
    Output: per outlet at the end of a chain one step, with the steps before it: the most claims
    on top, equal ones in alphabetical order, what stands for several last.
    """
    steps = []
    for actor in dict.fromkeys(chain[-1] for chain, _, _ in ways):
        here = [(chain[:-1], said, unsure) for chain, said, unsure in ways if chain[-1] == actor]
        before = joined([way for way in here if way[0]], names, depth + 1)
        own = sum(said for rest, said, _ in here if not rest)
        hedged = sum(unsure for rest, _, unsure in here if not rest)
        ranked = sorted(before, key=lambda one: (one.actor.startswith(MORE), -one.claims, one.name))
        steps.append(Step(actor, names.get(actor, actor), depth, own, hedged, tuple(ranked)))
    return tuple(steps)


def _steps(table: pd.DataFrame, names: Mapping[str, str], most: int) -> tuple[Step, ...]:
    """The ways to the page joined; what an outlet says itself and the longest ones come first.

    Beyond the most, the rest of the ways to an outlet are one step.
    """
    own_first = table.iloc[(table["steps"] != 1).to_numpy(dtype=bool).argsort(kind="stable")]
    ways = [
        (tuple(str(row.chain).split("|")), int(row.claims), int(row.hedged))
        for row in records(own_first)
    ]
    rest = Counter[str](chain[-1] for chain, _, _ in ways[most:])
    told = {f"{MORE}{outlet}": counted(number, "more way") for outlet, number in rest.items()}
    more = [
        ((f"{MORE}{chain[-1]}", chain[-1]), said, hedged) for chain, said, hedged in ways[most:]
    ]
    return joined([*ways[:most], *more], {**names, **told})


def _deepest(steps: Sequence[Step]) -> int:
    """How many steps the longest way has before the page."""
    return max((max(step.depth, _deepest(step.before)) for step in steps), default=0)


def _said(step: Step) -> str:
    """What a step says itself, and how many claims it passes on."""
    own = _counted(step.own) if step.own else ""
    if step.own and step.hedged:
        own += ", hedged" if step.hedged == step.own else f", {step.hedged} hedged"
    passed = step.claims - step.own if step.depth else 0
    return "; ".join(part for part in (own, f"passes on {passed}" if passed else "") if part)


def _said_on_the_page(root: Step) -> str:
    """What an outlet prints in all, and what of it in its own voice."""
    number = _counted(root.claims)
    if not root.own:
        return f"{number}, none in its own voice"
    hedged = f", {root.hedged} hedged" if root.hedged else ""
    return f"{number}; {root.own} in its own voice{hedged}"


def _counted(claims: int) -> str:
    return f"{claims} claim{'' if claims == 1 else 's'}"


def _dot(canvas: Canvas, x: float, y: float, *, own: bool) -> None:
    colour = style.look("voice", "narrator" if own else "direct").colour
    canvas.mark(x, y, "o", 9, fill=colour, edge=style.theme().ground, width=1, zorder=5)


# ------------------------------------------------------------------------------ side by side


class _Tree:
    """The ways from left to right, one row each, and the page as a bar at the right."""

    def __init__(self, roots: Sequence[Step]) -> None:
        self.roots = roots
        self.right = size().inner - PAGE
        self.column = self.right / max(_deepest(roots), 1)
        # Per outlet its own word, then the ways to it.
        self.ways = [
            way for root in roots for way in (*((root,) if root.own else ()), *root.before)
        ]
        self.most = max((way.drawn for way in self.ways), default=1)
        self.at: dict[int, float] = {}
        top = 8.0
        for way in self.ways:
            top = self._stand(way, top, 1)
        self.height = max(top + 16, 100.0)

    def _stand(self, way: Step, top: float, above: int) -> float:
        """Give each step its height; a relay stands amid those it passes on. Output: what is left."""
        lines = max(above, len(self._name(way)))
        if way.depth == 0 or not way.before:
            below = ROW / 2 + self._thickness(way) / 2
            self.at[id(way)] = top + (lines - 1) * LINE + below
            return self.at[id(way)] + below
        for before in way.before:
            top = self._stand(before, top, lines)
        self.at[id(way)] = fmean(self.at[id(before)] for before in way.before)
        return top

    def _name(self, step: Step) -> list[str]:
        name = step.name if step.depth else "In its own voice"
        return short(name, self.column - BEND - 10, style.TICK, lines=LINES, bold=True)

    def _thickness(self, step: Step) -> float:
        return THINNEST + (THICKEST - THINNEST) * step.drawn / self.most

    def draw(self, canvas: Canvas) -> None:
        """Draw the ways and the page."""
        if not self.roots:
            return
        for way in self.ways:
            self._way(canvas, way)
        ink, left, bottom = style.theme().ink, self.right, self.height
        canvas.ax.fill_between([left, left + 7], 4, bottom - 8, color=ink, linewidth=0)
        outlets = " and ".join(root.name for root in self.roots)
        lines = short(outlets, PAGE - 18, style.LABEL, lines=4, bold=True)
        total = _counted(sum(root.claims for root in self.roots))
        canvas.write(
            left + 16, bottom / 2 - 2, "\n".join([*lines, total]), bold=True, linespacing=TIGHT
        )

    def _way(self, canvas: Canvas, step: Step) -> None:
        """A step's line to the right, and the lines that run into it from the left."""
        end = self.right - max(step.depth - 1, 0) * self.column
        start, y, thick = end - self.column + BEND, self.at[id(step)], self._thickness(step)
        hue = style.look("voice", "direct" if step.depth else "narrator").colour
        how: dict[str, object] = {"capstyle": "butt", "snap": False}
        canvas.line([(start, y), (end, y)], hue, thick, solid_capstyle="butt", snap=False)
        lift = thick / 2 + 1
        name = "\n".join(self._name(step))
        canvas.write(
            start + 8, y - lift, name, high=style.TICK, bold=True, up="bottom", linespacing=TIGHT
        )
        canvas.note(start + 8, y + lift, _said(step), up="top", linespacing=TIGHT)
        if step.own:
            _dot(canvas, start, y, own=not step.depth)
        for before in step.before if step.depth else ():
            self._way(canvas, before)
            # A line from one column to the next, which ends at the height of the step there.
            low, middle = self.at[id(before)], start - BEND / 2
            points = [(start - BEND, low), (middle, low), (middle, y), (start, y)]
            canvas.curve(points, hue, self._thickness(before), **how)


# ------------------------------------------------------------------------------ below each other


@dataclass(frozen=True)
class _Row:
    """One row of the outline: a step, the middle of its first line and of the one above, its words."""

    step: Step
    above: float
    middle: float
    bottom: float
    name: list[str]
    said: list[str]


class _Outline:
    """The page on top, and speakers indented below the one who passes their words on."""

    def __init__(self, roots: Sequence[Step]) -> None:
        self.width = float(size().inner)
        # Names keep half of the width.
        self.indent = min(INDENT, self.width / 2 / max(_deepest(roots), 1))
        self.rows: list[_Row] = []
        for root in roots:
            self._place(root, 0.0)
        self.height = self.rows[-1].bottom + 6 if roots else 100.0

    def _place(self, step: Step, above: float) -> None:
        room = self.width - step.depth * self.indent - 20
        name = short(step.name, room, style.TICK, lines=LINES, bold=True)
        said = wrap(_said(step) if step.depth else _said_on_the_page(step), room, style.SMALL)
        top = self.rows[-1].bottom if self.rows else 4.0
        middle = top + LINE / 2 + 1
        bottom = top + (len(name) * LINE + len(said) * (LINE - 1) + 11)
        self.rows.append(_Row(step, above, middle, bottom, name, said))
        for before in step.before:
            self._place(before, middle)

    def draw(self, canvas: Canvas) -> None:
        """Draw the rows, each tied to the one that it stands below."""
        hue = style.look("voice", "direct").colour
        for row in self.rows:
            x, y = row.step.depth * self.indent + DOT, row.middle
            if row.step.depth:
                trunk = x - self.indent
                corners = [(trunk, row.above), (trunk, y), (x, y)]
                canvas.line(corners, hue, 1.6, solid_joinstyle="miter")
            if row.step.own:
                _dot(canvas, x, y, own=not row.step.depth)
            below = canvas.lines(x + 10, y, row.name, LINE, high=style.TICK, bold=True)
            canvas.note(x + 10, below, *row.said, step=LINE)


# ------------------------------------------------------------------------------ what it says


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
    through = {"another outlet": between & outlets, "another speaker": between - outlets}
    whom = " or ".join(words for words, those in through.items() if those)
    passed = f"{in_words(number)} of {in_words(total)} assertions"
    return capital(f"{passed} {'comes' if number == 1 else 'come'} through {whom}")


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
    ways += [f"and {counted(len(table) - ALT, 'more way')}"] if len(table) > ALT else []
    own = int(table.loc[table["steps"] == 1, "claims"].sum())
    reach = (
        f"{capital(counted(len(table), 'way'))} by which"
        f" {counted(int(table['claims'].sum()), 'assertion')} reach the page;"
        f" {in_words(own) if own else 'none'} {'is' if own < 2 else 'are'} the outlet's own"
    )
    first = "The ways, first speaker first"
    return sentences("Flow chart", title, reach, first, "; ".join(ways))
