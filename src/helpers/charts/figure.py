"""The frame of a chart: title, subtitle, plot, source and credit, laid out so that nothing is cut.

A chart is made without pyplot, in the house style whatever the reader's own settings are, and
the same inputs give the same bytes in any process.
"""

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache, wraps
from inspect import signature
from pathlib import Path
from typing import Any, Literal, ParamSpec
from unittest.mock import patch

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontManager, FontProperties, fontManager
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.text import Text

from helpers.charts.drafts import as_draft
from helpers.charts.letters import (
    Alphabet,
    alphabet,
    alphabet_of,
    know_typeface,
    unseen,
    use_alphabet,
)
from helpers.charts.measured_text import Canvas, plain, text_width, wrap
from helpers.charts.sizes import DPI, MARGIN, Size, attempts, px, size, use_size
from helpers.charts.style import SMALL, SUBTITLE, THEMES, theme, use_theme
from helpers.story.credits import Sources
from helpers.story.project import NAME
from helpers.values.dates import describe

LEADING = 1.28
CREDIT = "Chart: Claim by Claim"
Drawing = ParamSpec("Drawing")

_FOLDER = Path(__file__).parent


class ChartError(ValueError):
    """A chart that can't be drawn as asked; the message says what to change."""


class NoRoomError(ChartError):
    """A chart that does not fit a fixed height; a wider one of the same shape may."""


class ChartFigure(Figure):
    """A figure that carries what a page needs beside the picture.

    name is its slug, rows the table of what is drawn with the ids of its rows, alt the text for
    whoever does not see it; title, subtitle, source (the first names) and credit stand on the
    picture too, sources are all the names. size and
    theme are those in which it was drawn, scale the device pixels per px of its PNG at 1x, plot
    the height in px that the frame left for the plot, layout what settles that (None: it is
    settled). unseen says where letters stand that no typeface has and that are drawn as boxes.
    """

    name: str
    title: str
    subtitle: str
    alt: str
    source: str
    sources: tuple[str, ...]
    credit: str
    size: str
    theme: str
    scale: float
    plot: float
    layout: ConstrainedLayoutEngine | None
    rows: pd.DataFrame
    alphabet: Alphabet
    unseen: tuple[str, ...] = ()


@cache
def _settings() -> Any:
    """The style sheet, begun from matplotlib's own defaults.

    So a matplotlibrc on this machine changes nothing. The backend is left out: no window is ever
    opened here.
    """
    defaults = {
        key: mpl.rcParamsDefault[key] for key in mpl.rcParamsDefault if "backend" not in key
    }
    sheet: Any = mpl.rc_params_from_file(_FOLDER / "house.mplstyle", use_default_template=False)
    return {**defaults, **sheet}


@contextmanager
def house(name: str = "chart") -> Iterator[None]:
    """The house style for the length of a with block; the settings before it come back after it.

    Input: a name for the chart, its size and its theme, from which the ids in its SVG are made.
    """
    know_typeface()
    now = theme()
    colours: Any = {
        "text.color": now.ink,
        "axes.labelcolor": now.ink,
        "axes.edgecolor": now.faint,
        "axes.facecolor": now.ground,
        "figure.facecolor": now.ground,
        "savefig.facecolor": now.ground,
        "grid.color": now.grid,
        "hatch.color": now.ground,
        "xtick.color": now.faint,
        "ytick.color": now.faint,
        "xtick.labelcolor": now.ink,
        "ytick.labelcolor": now.ink,
        "svg.hashsalt": name,
        "font.family": list(alphabet().families),
    }
    with mpl.rc_context(), patch.object(fontManager, "_find_fonts_by_props", _font_files):
        mpl.rcParams.update(_settings())
        mpl.rcParams.update(colours)
        yield


@lru_cache(maxsize=1024)
def _font_files(font: FontProperties, *which: Any, **more: Any) -> list[str]:
    """The files of a font, as matplotlib finds them anew for each text, though they stay the same.

    A tenth of what a picture costs.
    """
    find: Any = FontManager._find_fonts_by_props
    files: list[str] = find(fontManager, font, *which, **more)
    return files


@contextmanager
def as_drawn(figure: ChartFigure) -> Iterator[None]:
    """The house style and the theme in which a figure was drawn, for the length of a with block."""
    ids = "-".join((figure.name, figure.size, figure.theme))
    letters, ground = use_alphabet(figure.alphabet), use_theme(THEMES[figure.theme])
    with letters, ground, house(ids), _boxes_drawn(figure):
        yield


@contextmanager
def _boxes_drawn(figure: ChartFigure) -> Iterator[None]:
    """What no typeface has is drawn as a box without a word: unseen names it."""
    with warnings.catch_warnings():
        for letter in figure.alphabet.boxes:
            warnings.filterwarnings("ignore", f"Glyph {ord(letter)} ", UserWarning)
        yield


def chart(draw: Callable[Drawing, ChartFigure]) -> Callable[Drawing, ChartFigure]:
    """Decorate a function that draws a chart: all of it happens in the house style.

    A chart that has no room in a fixed height is drawn again in the next wider one of its size.
    Output: the same function; the figure it returns is laid out, and stays as it was laid out;
    what it is given in other scripts is drawn in typefaces of these.
    Raises: ChartError if there is no room.
    """

    @wraps(draw)
    def drawn(*args: Drawing.args, **kwargs: Drawing.kwargs) -> ChartFigure:
        *tries, last = attempts(size())
        given = signature(draw).bind(*args, **kwargs).arguments
        with use_alphabet(alphabet_of(given)):
            for attempt in tries:
                try:
                    return once(attempt, given, *args, **kwargs)
                except NoRoomError:
                    continue
            return once(last, given, *args, **kwargs)

    def once(
        attempt: Size, given: Mapping[str, Any], *args: Drawing.args, **kwargs: Drawing.kwargs
    ) -> ChartFigure:
        with use_size(attempt), house():
            figure = draw(*args, **kwargs)
            settle(figure)
        # Drawing it, larger or in another format, must not move anything.
        figure.layout = None
        if figure.alphabet.boxes:
            texts = (text.get_text() for text in figure.findobj(Text) if isinstance(text, Text))
            figure.unseen = tuple(unseen(texts, given))
        return figure

    return drawn


def frame(
    name: str,
    title: str,
    subtitle: str,
    source: str | Sources,
    *,
    rows: pd.DataFrame,
    alt: str,
    height: float = 360,
    least: float | None = None,
    credit: str = CREDIT,
) -> tuple[ChartFigure, Axes]:
    """Begin a chart: everything around the plot, and the axes to draw in.

    Input: the chart's name (lower-case words joined by hyphens), the finding as its title, unit
    as its subtitle, to which the day of the article is added if it is not there, the source or
    sources; rows = what is drawn, with the ids of its rows; alt = the text for whoever does not
    see it; height = px of the plot area that the content asks for,
    where the size lets it grow; least = px below which it can't be drawn, height unless given.
    Output: the figure and its axes, which fill the plot area with their labels inside it.
    Rows that are only proposed are told in title, alt text and footer (`charts.drafts`).
    Raises: ChartError for a name that is none or a missing text; NoRoomError if a size of fixed height
    leaves less than the least.
    """
    given = source if isinstance(source, Sources) else Sources((source,))
    _refuse(name, {"title": title, "source": given.short, "alt": alt})
    now = size()
    subtitle, (title, alt, note) = _dated(subtitle, given.day), as_draft(title, alt, rows)
    title, subtitle, source, credit, alt = map(plain, (title, subtitle, given.short, credit, alt))
    head = [(line, now.title, True) for line in wrap(title, now.inner, now.title, bold=True)]
    head += [(line, SUBTITLE, False) for line in wrap(subtitle, now.inner, SUBTITLE) if line]
    foot = [line for line in wrap(note, now.inner, SMALL) if line]
    foot += wrap(f"{given.label}: {source}", now.inner, SMALL)
    if text_width(f"{foot[-1]}    {credit}", SMALL) > now.inner:
        foot = [*foot, ""]
    top = MARGIN + sum(step * LEADING for _, step, _ in head) + 15
    bottom = MARGIN + len(foot) * SMALL * LEADING + 10
    plot = _plot_height(name, now, top + bottom, height, height if least is None else least)
    figure = ChartFigure(figsize=(now.width / DPI, (top + plot + bottom) / DPI), dpi=DPI)
    Canvas(figure)
    figure.name, figure.title, figure.subtitle, figure.alt = name, title, subtitle, alt
    figure.source, figure.sources = source, tuple(map(plain, given.names))
    figure.credit, figure.rows = credit, rows.copy()
    figure.size, figure.theme, figure.scale = now.name, theme().name, now.scale
    figure.plot, figure.alphabet = plot, alphabet()
    _write_around(figure, head, foot)
    # Not the figure's own engine, which would draw it once more for each file.
    figure.layout = _engine(figure, top, bottom)
    return figure, figure.add_subplot()


def _dated(subtitle: str, day: str) -> str:
    """A subtitle with the day of the article, unless it says that day already."""
    words = describe(day) if day else ""
    if not words or words in subtitle:
        return subtitle
    return f"{subtitle.rstrip('.')}. Article of {words}" if subtitle else f"Article of {words}"


def _refuse(name: str, texts: dict[str, str]) -> None:
    if not NAME.fullmatch(name):
        raise ChartError(
            f"chart name {name!r}: lower-case words joined by hyphens are expected, "
            "because files are named after it"
        )
    for part, text in texts.items():
        if not plain(text):
            raise ChartError(f"chart {name}: its {part} is empty; every chart needs one")


def _plot_height(name: str, now: Size, around: float, wanted: float, least: float) -> float:
    """The height of the plot area, given what title and source around it take up."""
    if now.height is None:
        return wanted
    left = now.height - around
    if left < least:
        raise NoRoomError(
            f"chart {name}: in the size {now.name}, title and source leave {left:.0f} px, and the "
            f"plot needs {least:.0f}; shorten the title or show fewer rows"
        )
    return left


def _engine(figure: ChartFigure, top: float, bottom: float) -> ConstrainedLayoutEngine:
    width, height = figure.get_size_inches() * DPI
    sides = (MARGIN / width, bottom / height)
    area = (*sides, 1 - 2 * MARGIN / width, 1 - (top + bottom) / height)
    return ConstrainedLayoutEngine(rect=area, w_pad=0, h_pad=0, wspace=0.04, hspace=0.06)


def _write_around(figure: ChartFigure, head: list[tuple[str, int, bool]], foot: list[str]) -> None:
    """Title and subtitle above the plot, sources and credit below it, all on their baselines."""
    width, height = figure.get_size_inches() * DPI
    ends, step = [MARGIN / width, 1 - MARGIN / width], SMALL * LEADING

    def write(
        y: float, words: str, high: int, side: Literal["left", "right"] = "left", **looks: Any
    ) -> None:
        looks = {"color": theme().muted, "verticalalignment": "baseline", **looks}
        x = ends[side == "right"]
        figure.text(x, y, words, fontsize=px(high), horizontalalignment=side, **looks)

    down = MARGIN - 2.0
    for at, (line, high, bold) in enumerate(head):
        first_of_subtitle = at > 0 and head[at - 1][2] and not bold
        down += high * LEADING + (3 if first_of_subtitle else 0)
        looks: dict[str, Any] = {"fontweight": "bold", "color": theme().ink} if bold else {}
        write(1 - (down - high * 0.24) / height, line, high, **looks)
    rule = (MARGIN + len(foot) * step - 1) / height
    figure.add_artist(Line2D(ends, [rule, rule], color=theme().grid, linewidth=px(1)))
    for back, line in enumerate(reversed(foot)):
        write((MARGIN + back * step - 2) / height, line, SMALL)
    write((MARGIN - 2) / height, figure.credit, SMALL, "right")


def settle(figure: ChartFigure) -> None:
    """Give the plot the room that its labels leave, so that every position in px is final.

    Nothing is drawn. Raises: ChartError if the plot has no room left.
    """
    if figure.layout is None:
        return
    with _boxes_drawn(figure):
        # Behind those for boxes.
        warnings.filterwarnings("error", category=UserWarning, append=True)
        try:
            figure.layout.execute(figure)
        except UserWarning as problem:
            raise ChartError(f"chart {figure.name} can't be drawn right: {problem}") from None
    for axes in figure.axes:
        _round_position(axes)
        axes.apply_aspect()
        box = axes.get_window_extent()
        if box.width < 60 or box.height < 16:
            raise ChartError(
                f"chart {figure.name}: {box.width:.0f} by {box.height:.0f} px are left for the "
                "plot; shorten or wrap the labels, or make it higher"
            )


def _round_position(axes: Axes) -> None:
    """Leave out the last digits of where axes stand: they depend on what was laid out before.

    A billionth of a px: files name what they cut by such numbers, and must be the same in any
    process.
    """
    kept, bounds = axes.get_in_layout(), axes.get_position(original=True).bounds
    left, bottom, width, height = (round(float(one), 12) for one in bounds)
    axes.set_position((left, bottom, width, height))
    axes.set_in_layout(kept)
