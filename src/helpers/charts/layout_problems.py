"""What a picture editor would send back: text cut, on top of text, too small, in another face."""

from collections.abc import Iterator, Sequence

import numpy as np
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
        # A text that was drawn for a picture would measure itself with the pen of that picture.
        pen = Pen(1, 1, DPI)
        _place_keys(figure, pen)
        texts = [(text, text.get_window_extent(pen)) for text in drawn_texts(figure)]
    problems = [
        f"{text.get_text()!r}: {what}" for text, box in texts for what in _faults(figure, text, box)
    ]
    for one, other in _overlapping([box for _, box in texts]):
        problems.append(f"{texts[one][0].get_text()!r} and {texts[other][0].get_text()!r} overlap")
    return problems


def _place_keys(figure: ChartFigure, pen: Pen) -> None:
    """Put what keys consist of where it belongs, which matplotlib does when it draws them."""
    for key in figure.findobj(Legend):
        key.draw(pen)


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


def _overlapping(boxes: Sequence[Bbox]) -> list[tuple[int, int]]:
    """Which texts stand on top of each other, each pair once.

    Input: their boxes in px. The box of a line is higher than its letters: two lines touch only
    where their boxes share more than a third of the lower one's height.
    """
    x0, y0, x1, y1 = np.array([box.extents for box in boxes]).reshape(-1, 4).T
    across = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0)
    up = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0)
    lower = np.minimum.outer(y1 - y0, y1 - y0)
    pairs = np.argwhere(np.triu((across > 1) & (up > lower / 3), k=1))
    return [(int(one), int(other)) for one, other in pairs]
