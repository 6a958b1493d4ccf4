"""Text as the charts set it: how wide it is, where it breaks, and where it is cut short."""

import warnings
from functools import cache, lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, fontManager

from helpers.charts.sizes import DPI, px
from helpers.charts.style import FAMILY, FONTS

ELLIPSIS = " …"


@cache
def know_typeface() -> None:
    """Make the typeface in fonts/ known to matplotlib, once; nothing else is changed by it."""
    known = {entry.fname for entry in fontManager.ttflist}
    for path in sorted(FONTS.glob("*.ttf")):
        if str(path) not in known:
            fontManager.addfont(path)


@cache
def _pen() -> RendererAgg:
    """Something to measure text with."""
    return RendererAgg(1, 1, DPI)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is drawn.

    Input: the text, its size in px. Output: px at 100 dpi, in the typeface of the charts.
    """
    know_typeface()
    weight = "bold" if bold else "normal"
    font = FontProperties(family=list(FAMILY), size=px(size), weight=weight)
    if mpl.rcParams["text.hinting"] == "none":
        return _measure(text, font)
    with mpl.rc_context({"text.hinting": "none"}):
        return _measure(text, font)


def _measure(text: str, font: FontProperties) -> float:
    pen: Any = _pen()
    with warnings.catch_warnings():
        # Named by settle, if it is drawn.
        warnings.filterwarnings("ignore", "Glyph", UserWarning)
        width, _, _ = pen.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit, by its measured width.

    Input: the text, the width and the type size in px. Output: the lines, at least one; a word
    that is wider than a line is broken too, and lines are of like length.
    """
    words = plain(text).split()
    if mpl.rcParams["text.hinting"] == "none":
        return _balanced(words, width, size, bold)
    with mpl.rc_context({"text.hinting": "none"}):
        return _balanced(words, width, size, bold)


def _balanced(words: list[str], width: float, size: float, bold: bool) -> list[str]:
    lines = _fill(words, width, size, bold)
    if len(lines) == 1:
        return lines
    # No narrower than its longest word, which would be cut for the sake of balance.
    longest = max(text_width(word, size, bold=bold) for word in words)
    balanced = _fill(words, min(width, max(width * 0.8, longest)), size, bold)
    return balanced if len(balanced) == len(lines) else lines


def _fill(words: list[str], width: float, size: float, bold: bool) -> list[str]:
    lines = [""]
    for word in words:
        joined = f"{lines[-1]} {word}".strip()
        if text_width(joined, size, bold=bold) <= width:
            lines[-1] = joined
            continue
        pieces = _pieces(word, width, size, bold)
        lines = [*lines, *pieces] if lines[-1] else pieces
    return lines


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A word cut where it no longer fits, mostly in one piece."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def plain(text: str) -> str:
    """A text on one line, without characters that can't be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def short(name: str, width: float, size: float, *, lines: int, bold: bool = False) -> list[str]:
    """A name in as many lines as there is room for; a name that is cut ends in an ellipsis.

    Input: the name, the width of a line and the type size in px, the lines there is room for.
    Output: one line or more; the chart's rows have the name whole.
    """
    wrapped = wrap(name, width, size, bold=bold)
    if len(wrapped) <= lines:
        return wrapped
    kept = wrapped[lines - 1]
    while len(kept) > 1 and text_width(kept + ELLIPSIS, size, bold=bold) > width:
        head, blank, _ = kept.rpartition(" ")
        kept = head if blank else kept[:-1]
    return [*wrapped[: lines - 1], kept + ELLIPSIS]
