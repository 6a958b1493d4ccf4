"""Where labels stand: beside their points, on nothing else if there is such a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from helpers.charts.figure import ChartError, ChartFigure, settle
from helpers.charts.layout_problems import overlap
from helpers.charts.measured_text import wrap
from helpers.charts.pen import is_mark
from helpers.charts.sizes import px
from helpers.charts.style import TICK, theme

Side = Literal["right", "left", "above", "below"]


@dataclass(frozen=True)
class Label:
    """A text that belongs to a point of the plot, in data coordinates."""

    x: float
    y: float
    text: str
    colour: str | None = None
    bold: bool = False


@dataclass(frozen=True)
class PlacedLabel:
    """A label as it was drawn, on which side of its point."""

    text: str
    side: str
    artist: Annotation


Point = tuple[float, float]

_ALIGNED: dict[
    Side, tuple[Literal["left", "center", "right"], Literal["bottom", "center", "top"]]
] = {
    "right": ("left", "center"),
    "left": ("right", "center"),
    "above": ("center", "bottom"),
    "below": ("center", "top"),
}


def labels(
    ax: Axes,
    items: Sequence[Label],
    *,
    sides: Sequence[Side] = ("right", "left", "above", "below"),
    width: float = 220,
) -> list[PlacedLabel]:
    """Write each label beside its point, where it lies on nothing else if there is such a place.

    Input: the labels, most important first; the sides in the order in which they are tried;
    the width in px at which they wrap.
    Output: the labels as drawn, in the same order. One that has moved away is tied to its point
    by a thin line. Call this last: it needs the final layout.
    """
    figure = ax.get_figure(root=True)
    if not isinstance(figure, ChartFigure):
        raise ChartError("labels are placed in a figure from helpers.charts.figure.frame")
    settle(figure)
    marks = [child.get_window_extent() for child in ax.get_children() if is_mark(child)]
    points = [ax.transData.transform((item.x, item.y)) for item in items]
    taken = [*marks, *(Bbox.from_bounds(x - 5, y - 5, 10, 10) for x, y in points)]
    taken += [text.get_window_extent() for text in ax.texts if text.get_text().strip()]
    placed = []
    for item, (x, y) in zip(items, points, strict=True):
        words = "\n".join(wrap(item.text, width, TICK, bold=item.bold))
        own = _around((float(x), float(y)), marks)
        note, side = _place_label(ax, item, words, own, taken, sides)
        taken.append(note.get_window_extent())
        placed.append(PlacedLabel(item.text, side, note))
    return placed


def _around(point: Point, marks: Sequence[Bbox]) -> Bbox:
    """What the label has to clear on its own point: the point, and every mark that lies on it."""
    x, y = point
    here = Bbox.from_bounds(x - 5, y - 5, 10, 10)
    touching = [
        box
        for box in marks
        if box.x0 - 2 <= x <= box.x1 + 2 and box.y0 - 2 <= y <= box.y1 + 2 and box.height < 40
    ]
    return Bbox.union([here, *touching])


def _place_label(
    ax: Axes,
    item: Label,
    words: str,
    own: Bbox,
    taken: Sequence[Bbox],
    sides: Sequence[Side],
) -> tuple[Annotation, str]:
    note = ax.annotate(
        words,
        xy=(item.x, item.y),
        xytext=(0, 0),
        textcoords="offset points",
        annotation_clip=False,
        fontsize=px(TICK),
        fontweight="bold" if item.bold else "normal",
        color=item.colour or theme().ink,
        linespacing=1.15,
        zorder=6,
    )
    note.set_in_layout(False)
    x, y = (float(n) for n in ax.transData.transform((item.x, item.y)))
    room = ax.get_window_extent()
    best: tuple[float, int, Side, float] | None = None
    # The first place with nothing on it; otherwise the one with least on it.
    for order, (distance, side) in enumerate(
        (d, s) for d in (5.0, 20.0, 38.0, 58.0) for s in sides
    ):
        _write(note, own, (x, y), side, distance)
        cost = _cost(note.get_window_extent(), taken, room)
        if best is None or (cost, order) < best[:2]:
            best = (cost, order, side, distance)
        if cost == 0:
            break
    assert best is not None
    _, _, side, distance = best
    _write(note, own, (x, y), side, distance)
    if distance > 5:
        _leader(ax, (x, y), note.get_window_extent())
    return note, side


def _write(note: Annotation, own: Bbox, point: Point, side: Side, distance: float) -> None:
    """Move a label to one side of its point. Positions in px, offsets in points."""
    x, y = point
    middle = {"right": (own.x1 + distance, y), "left": (own.x0 - distance, y)}
    stacked = {"above": (x, own.y1 + distance - 3), "below": (x, own.y0 - distance + 3)}
    to_x, to_y = (middle | stacked)[side]
    note.set_position((px(to_x - x), px(to_y - y)))
    note.set_horizontalalignment(_ALIGNED[side][0])
    note.set_verticalalignment(_ALIGNED[side][1])


def _cost(box: Bbox, taken: Sequence[Bbox], room: Bbox) -> float:
    """How much of a label lies on other things, in square px; outside the plot counts threefold."""
    covered = sum(
        _shared(box, other) for other in taken if overlap(box, other) or _covers(box, other)
    )
    outside = box.width * box.height - _shared(box, room)
    return covered + 3 * (outside if outside > 1 else 0)


def _covers(box: Bbox, other: Bbox) -> bool:
    """Whether a label covers the better part of a small mark."""
    return _shared(box, other) > 0.25 * other.width * other.height


def _shared(one: Bbox, other: Bbox) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return float(max(width, 0.0) * max(height, 0.0))


def _leader(ax: Axes, point: Point, box: Bbox) -> None:
    """A thin line from a point to the nearest edge of its label."""
    x, y = point
    near = (min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1))
    ends = ax.transData.inverted().transform([point, near])
    line = Line2D(
        ends[:, 0], ends[:, 1], color=theme().faint, linewidth=px(0.8), zorder=2, clip_on=False
    )
    line.set_in_layout(False)
    ax.add_artist(line)
