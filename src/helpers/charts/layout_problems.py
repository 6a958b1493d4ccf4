"""What a picture editor would send back: text cut, on top of text, too small, in another face."""

from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from helpers.charts.figure import ChartFigure, as_drawn, settle
from helpers.charts.measured_text import Pen
from helpers.charts.sizes import DPI, px
from helpers.charts.style import FAMILY, SMALLEST


def layout_problems(figure: ChartFigure) -> list[str]:
    """What a picture editor would send back: text cut, on top of text, too small, in another face.

    Output: one line per problem; empty if there is none.
    """
    settle(figure)
    with as_drawn(figure):
        _place_keys(figure)
        texts = [(text, text.get_window_extent()) for text in drawn_texts(figure)]
    problems = []
    for text, box in texts:
        problems += [f"{text.get_text()!r}: {what}" for what in _faults(figure, text, box)]
    for at, (text, box) in enumerate(texts):
        for other, other_box in texts[at + 1 :]:
            if overlap(box, other_box):
                problems.append(f"{text.get_text()!r} and {other.get_text()!r} overlap")
    return problems


def _place_keys(figure: ChartFigure) -> None:
    """Put what keys consist of where it belongs, which matplotlib does when it draws them."""
    nowhere = Pen(1, 1, DPI)
    for key in figure.findobj(Legend):
        key.draw(nowhere)


def drawn_texts(figure: ChartFigure) -> list[Text]:
    """The texts of a figure that can be seen."""
    hidden = {id(label) for axes in figure.axes for label in _labels_out_of_view(axes)}
    return [
        text
        for text in figure.findobj(Text)
        if isinstance(text, Text)
        and text.get_visible()
        and text.get_text().strip()
        and id(text) not in hidden
    ]


def _labels_out_of_view(axes: Axes) -> Iterator[Text]:
    """Tick labels that matplotlib keeps but does not draw."""
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        slack = (high - low) * 1e-6
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if not (low - slack <= tick.get_loc() <= high + slack and axes.axison):
                yield from (tick.label1, tick.label2)


def _faults(figure: ChartFigure, text: Text, box: Bbox) -> Iterator[str]:
    width, height = figure.get_size_inches() * DPI
    if box.x0 < -0.5 or box.y0 < -0.5 or box.x1 > width + 0.5 or box.y1 > height + 0.5:
        yield "is cut off at the edge"
    size = float(text.get_fontsize()) / px(1)
    if size < SMALLEST - 1e-6:
        yield f"is {size:.1f} px high, below {SMALLEST} px"
    if FAMILY[0] not in text.get_fontfamily():
        yield "is not in the house's typeface; is the function decorated with @chart?"
    if text.get_parse_math():
        yield "would turn dollar signs into formulas; is the function decorated with @chart?"


def overlap(one: Bbox, other: Bbox) -> bool:
    """Whether two texts stand on top of each other.

    Input: their boxes in px. The box of a line is higher than its letters: two lines touch only
    where their boxes share more than a third of the lower one's height.
    """
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    side_by_side = min(one.x1, other.x1) - max(one.x0, other.x0) <= 1
    return not side_by_side and bool(shared > min(one.height, other.height) / 3)
