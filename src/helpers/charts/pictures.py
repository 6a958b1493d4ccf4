"""Figures as files: PNG that says what it shows, SVG whose text is text."""

import io
from typing import Any

from PIL import Image, PngImagePlugin

from helpers.charts.figure import ChartFigure, as_drawn
from helpers.charts.palette import few_colours
from helpers.charts.sizes import DPI


def to_png(figure: ChartFigure, scale: float = 1.6) -> bytes:
    """The chart as a PNG that says in its metadata what it shows.

    Input: the figure, and how many pixels it has per px of its size.
    Output: the file's bytes; Title is the chart's name and Description its alt text.
    """
    return packed(pixels(figure, scale), figure)


def pixels(figure: ChartFigure, scale: float) -> Image.Image:
    """The chart as pixels.

    Input: the figure, and how many pixels it has per px of its size. Output: an RGBX image.
    """
    canvas: Any = figure.canvas
    usual = figure.get_dpi()
    figure.set_dpi(DPI * scale)
    try:
        with as_drawn(figure):
            drawn, size = canvas.print_to_buffer()
    finally:
        figure.set_dpi(usual)
    return Image.frombuffer("RGBX", size, drawn)


def packed(image: Image.Image, figure: ChartFigure, *, dpi: float | None = None) -> bytes:
    """Pixels of a chart as a PNG.

    Input: its resolution, if it is to say one. To look for the smallest file takes ten times as
    long for five per cent.
    """
    facts = PngImagePlugin.PngInfo()
    facts.add_itxt("Title", figure.name)
    facts.add_itxt("Description", figure.alt)
    small = few_colours(image)
    resolution: dict[str, Any] = {} if dpi is None else {"dpi": (dpi, dpi)}
    file = io.BytesIO()
    small.save(file, format="PNG", pnginfo=facts, **resolution)
    return file.getvalue()


def to_svg(figure: ChartFigure) -> bytes:
    """The chart as an SVG whose text is text.

    Output: the file's bytes, with the title and the alt text in its metadata and no date.
    """
    drawn = io.BytesIO()
    about = {
        "Date": None,
        "Creator": None,
        "Title": figure.title,
        "Description": figure.alt,
    }
    with as_drawn(figure):
        figure.savefig(drawn, format="svg", metadata=about)
    return drawn.getvalue()
