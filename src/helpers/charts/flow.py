"""Ways of words to the page, drawn as a tree whose root is the page at the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.charts import style
from helpers.charts.measured_text import short, wrap
from helpers.charts.sizes import px
from helpers.charts.style import Dash

ROW = 37.0
LINE = 15.5
SPACING = 0.9
PAGE = 116.0
BEND = 30.0
THICKEST = 22.0
LINES = 2
INDENT = 20.0
COLUMN = 130.0
"""The width in px that a step needs to stand beside the next."""
DOT = 6.0
"""Where the dot of a step lies in the outline, in px from its left."""
MORE = "more:"
"""How the key of a step begins that stands for several ways."""


@dataclass
class Step:
    """One actor on the way of words to the page: what it says itself, and what it passes on."""

    actor: str
    name: str
    depth: int
    own: int = 0
    hedged: int = 0
    before: list["Step"] = field(default_factory=list)
    at: float = 0.0

    @property
    def claims(self) -> int:
        """All claims that come through this step."""
        return self.own + sum(step.claims for step in self.before)


def grow(
    chains: Sequence[tuple[tuple[str, ...], int, int]], names: Mapping[str, str]
) -> list[Step]:
    """Join chains that share their last steps.

    Input: per chain its actors, first speaker first, its claims and how many are hedged;
    actor -> name.
    Output: per outlet at the end of a chain one step, depth 0, with the steps before it.
    """
    roots: list[Step] = []
    for actors, claims, hedged in chains:
        level = roots
        for place, actor in enumerate(reversed(actors)):
            known = [step for step in level if step.actor == actor]
            step = known[0] if known else Step(actor, names.get(actor, actor), place)
            if not known:
                level.append(step)
            level = step.before
            if place == len(actors) - 1:
                step.own += claims
                step.hedged += hedged
    for root in roots:
        _order(root)
    return roots


def _order(step: Step) -> None:
    """The most claims on top, equal ones in alphabetical order; what stands for several last."""
    for before in step.before:
        _order(before)
    step.before.sort(key=lambda one: (one.actor.startswith(MORE), -one.claims, one.name))


def depth(steps: Sequence[Step]) -> int:
    """How many steps the longest way has before the page."""
    return max((max(step.depth, depth(step.before)) for step in steps), default=0)


def _leaves(step: Step) -> list[Step]:
    if not step.before:
        return [step]
    return [leaf for before in step.before for leaf in _leaves(before)]


def _ways(roots: Sequence[Step]) -> list[Step]:
    """The rows of the chart from the top: per outlet its own word, then the ways to it."""
    return [way for root in roots for way in (*((root,) if root.own else ()), *root.before)]


def _columns(roots: Sequence[Step], width: float) -> float:
    return (width - PAGE) / max(depth(roots), 1)


def _most(roots: Sequence[Step]) -> int:
    return max((way.own if way.depth == 0 else way.claims for way in _ways(roots)), default=1)


def height(roots: Sequence[Step], width: float) -> float:
    """Height of the plot area in px, for a width in px; places the steps."""
    top, room = 8.0, _columns(roots, width) - BEND - 10
    for way in _ways(roots):
        top = _stand(way, top, 1, room, _most(roots))
    return max(top + 16, 100.0)


def _name(step: Step, room: float) -> list[str]:
    """The name in as many lines as there is room for; the rows of the chart have it whole."""
    name = step.name if step.depth else "In its own voice"
    return short(name, room, style.TICK, lines=LINES, bold=True)


def draw(ax: Axes, roots: Sequence[Step], *, width: float) -> None:
    """Draw the ways, one row each, and the page as a bar at the right.

    Input: axes from frame(), the steps at the end of the chains, the width of the plot in px.
    """
    bottom = height(roots, width)
    ax.set(xlim=(0, width), ylim=(bottom, 0))
    ax.set_axis_off()
    if not roots:
        return
    column, most, right = _columns(roots, width), _most(roots), width - PAGE
    for way in _ways(roots):
        if way.depth == 0:
            _own(ax, way, right, column, most)
        else:
            _way(ax, way, right, column, most)
    page = style.theme().ink
    ax.fill_between([width - PAGE, width - PAGE + 7], 4, bottom - 8, color=page, linewidth=0)
    total = sum(root.claims for root in roots)
    outlets = " and ".join(root.name for root in roots)
    lines = short(outlets, PAGE - 18, style.LABEL, lines=4, bold=True)
    ax.text(
        width - PAGE + 16,
        bottom / 2 - 2,
        "\n".join([*lines, f"{total} claim{'' if total == 1 else 's'}"]),
        fontsize=px(style.LABEL),
        fontweight="bold",
        linespacing=SPACING,
        verticalalignment="center",
    )
    hold(ax)


def hold(ax: Axes) -> None:
    """Leave the axes as they are: what is drawn in px of the plot takes up no room around it.

    It need not be measured either, which is most of what a layout costs.
    """
    for artist in ax.get_children():
        artist.set_in_layout(False)


def too_deep(roots: Sequence[Step], width: float) -> bool:
    """Whether the ways have too many steps to stand side by side in a width in px."""
    return _columns(roots, width) < COLUMN


def outline_height(roots: Sequence[Step], width: float) -> float:
    """Height of the plot area in px for the outline, for a width in px."""
    rows = _outline(roots, width)
    return rows[-1].top + rows[-1].height + 6 if rows else 100.0


def outline(ax: Axes, roots: Sequence[Step], *, width: float) -> None:
    """Draw the ways as an outline, for narrow sizes: the page on top, speakers indented below it.

    Input: axes from frame(), the steps at the end of the chains, the width of the plot in px.
    """
    ax.set(xlim=(0, width), ylim=(outline_height(roots, width), 0))
    ax.set_axis_off()
    at: dict[int, float] = {}
    indent = _indent(roots, width)
    for row in _outline(roots, width):
        x, y = row.step.depth * indent, row.top + LINE / 2 + 1
        at[id(row.step)] = y
        if row.above is not None:
            trunk = x - indent + DOT
            _thin(ax, [(trunk, at[id(row.above)]), (trunk, y), (x + DOT, y)])
        if row.step.own:
            _dot(ax, x + DOT, y, own=row.step.depth == 0)
        _write_step(ax, row, x + DOT + 10)
    hold(ax)


@dataclass(frozen=True)
class _Row:
    """One row of the outline: a step, the one it passes its words to, and where it lies."""

    step: Step
    above: Step | None
    name: tuple[str, ...]
    said: tuple[str, ...]
    top: float

    @property
    def height(self) -> float:
        return len(self.name) * LINE + len(self.said) * (LINE - 1) + 11


def _indent(roots: Sequence[Step], width: float) -> float:
    """How far a step stands to the right of the one above; names keep half of the width."""
    return min(INDENT, width / 2 / max(depth(roots), 1))


def _outline(roots: Sequence[Step], width: float) -> list[_Row]:
    """The rows from the top: each step above those whose words it passes on."""
    rows: list[_Row] = []
    indent = _indent(roots, width)

    def place(step: Step, above: Step | None) -> None:
        room = width - step.depth * indent - 20
        top = rows[-1].top + rows[-1].height if rows else 4.0
        name = tuple(short(step.name, room, style.TICK, lines=LINES, bold=True))
        told = _said(step) if step.depth else _said_on_the_page(step)
        rows.append(_Row(step, above, name, tuple(wrap(told, room, style.SMALL)), top))
        for before in step.before:
            place(before, step)

    for root in roots:
        place(root, None)
    return rows


def _said_on_the_page(root: Step) -> str:
    """What an outlet prints in all, and what of it in its own voice."""
    number = f"{root.claims} claim{'' if root.claims == 1 else 's'}"
    if not root.own:
        return f"{number}, none in its own voice"
    hedged = f", {root.hedged} hedged" if root.hedged else ""
    return f"{number}; {root.own} in its own voice{hedged}"


def _thin(ax: Axes, points: Sequence[tuple[float, float]]) -> None:
    ax.plot(
        [x for x, _ in points],
        [y for _, y in points],
        color=style.look("voice", "direct").colour,
        linewidth=px(1.6),
        solid_joinstyle="miter",
        zorder=2,
    )


def _write_step(ax: Axes, row: _Row, x: float) -> None:
    lines = [(line, style.TICK, "bold", style.theme().ink) for line in row.name]
    lines += [(line, style.SMALL, "normal", style.theme().muted) for line in row.said]
    for at, (line, size, weight, colour) in enumerate(lines):
        ax.text(
            x,
            row.top + LINE / 2 + 1 + at * LINE,
            line,
            fontsize=px(size),
            fontweight=weight,
            color=colour,
            verticalalignment="center",
        )


def _stand(way: Step, top: float, above: int, room: float, most: int) -> float:
    """Give each step its height on the page; a relay stands amid those it passes on."""
    lines = max(above, len(_name(way, room)))
    if way.depth == 0 or not way.before:
        thick = _thickness(way.own if way.depth == 0 else way.claims, most)
        below = ROW / 2 + thick / 2
        way.at = top + (lines - 1) * LINE + below
        return way.at + below
    for before in way.before:
        top = _stand(before, top, lines, room, most)
    way.at = float(np.mean([before.at for before in way.before]))
    return top


def _thickness(claims: int, most: int) -> float:
    return 1.6 + (THICKEST - 1.6) * claims / most


def _own(ax: Axes, root: Step, right: float, column: float, most: int) -> None:
    _stroke(ax, [(right - column + BEND, root.at), (right, root.at)], root.own, most, own=True)
    _label(ax, right - column + BEND, root, column, root.own, most)
    _dot(ax, right - column + BEND, root.at, own=True)


def _way(ax: Axes, step: Step, right: float, column: float, most: int) -> None:
    """A step's line to the right, and the lines that run into it from the left."""
    end = right - (step.depth - 1) * column
    start = end - column + BEND
    _stroke(ax, [(start, step.at), (end, step.at)], step.claims, most)
    _label(ax, start, step, column, step.claims, most)
    if step.own:
        _dot(ax, start, step.at)
    for before in step.before:
        _way(ax, before, right, column, most)
        _bend(ax, (start - BEND, before.at), (start, step.at), before.claims, most)


def _said(step: Step) -> str:
    own = f"{step.own} claim{'' if step.own == 1 else 's'}" if step.own else ""
    if step.own and step.hedged:
        own += ", hedged" if step.hedged == step.own else f", {step.hedged} hedged"
    passed = step.claims - step.own if step.depth else 0
    if passed and own:
        return f"{own}; passes on {passed}"
    return f"passes on {passed}" if passed else own


def _label(ax: Axes, x: float, step: Step, column: float, claims: int, most: int) -> None:
    """The name above the line, and what it says below it."""
    lift = _thickness(claims, most) / 2 + 1
    ax.text(
        x + 8,
        step.at - lift,
        "\n".join(_name(step, column - BEND - 10)),
        fontsize=px(style.TICK),
        fontweight="bold",
        verticalalignment="bottom",
        linespacing=SPACING,
    )
    ax.text(
        x + 8,
        step.at + lift,
        _said(step),
        fontsize=px(style.SMALL),
        color=style.theme().muted,
        verticalalignment="top",
        linespacing=SPACING,
    )


def _dot(ax: Axes, x: float, y: float, *, own: bool = False) -> None:
    hue = style.look("voice", "narrator" if own else "direct")
    ax.plot(
        [x],
        [y],
        marker="o",
        markersize=px(9),
        color=hue.colour,
        linestyle="none",
        markeredgecolor=style.theme().ground,
        markeredgewidth=px(1),
        zorder=5,
    )


def _stroke(
    ax: Axes, points: Sequence[tuple[float, float]], claims: int, most: int, *, own: bool = False
) -> None:
    ax.plot(
        [x for x, _ in points],
        [y for _, y in points],
        color=style.look("voice", "narrator" if own else "direct").colour,
        linewidth=px(_thickness(claims, most)),
        solid_capstyle="butt",
        snap=False,
        zorder=2,
    )


def _bend(
    ax: Axes, start: tuple[float, float], end: tuple[float, float], claims: int, most: int
) -> None:
    """The line from one column to the next, which ends at the height of the step there."""
    (x, y), (to_x, to_y) = start, end
    middle = (x + to_x) / 2
    path = Path(
        [(x, y), (middle, y), (middle, to_y), (to_x, to_y)],
        [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
    )
    ax.add_patch(
        PathPatch(
            path,
            facecolor="none",
            edgecolor=style.look("voice", "direct").colour,
            linewidth=px(_thickness(claims, most)),
            capstyle="butt",
            snap=False,
            zorder=2,
        )
    )


def arc(
    ax: Axes, left: float, start: float, end: float, depth: float, colour: str, dash: Dash
) -> None:
    """An arc that leaves the line x = left to the right and comes back to it.

    Input: heights of its two ends, how far out it swings (all px), colour and dashes.
    """
    out = left + depth * 4 / 3
    path = Path(
        [(left, start), (out, start), (out, end), (left, end)],
        [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
    )
    ax.add_patch(
        PathPatch(
            path, facecolor="none", edgecolor=colour, linestyle=dash, linewidth=px(1.6), zorder=2
        )
    )
