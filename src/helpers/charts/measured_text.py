"""Text as the charts set it: how wide it is, where it breaks, and where it is cut short."""

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any
from unicodedata import category, combining, normalize

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.font_manager import FontProperties

from helpers.charts.letters import alphabet, know_typeface
from helpers.charts.sizes import DPI, px

ELLIPSIS = " …"
JOINERS = "\u200c\u200d"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}]+(?:[^A-Za-z{_RIGHT_TO_LEFT}]+[{_RIGHT_TO_LEFT}]+)*")
VIRAMA = 9
"""The combining class of the sign that joins two consonants in the scripts of India."""
ISOLATED = "\u2068{}\u2069"
"""Around words that run from right to left, so that what follows them stays behind them (Unicode
Standard Annex 9, "Explicit Directional Isolates")."""


class Pen(RendererAgg):
    """Draws as matplotlib does, and measures each text once for all charts of a process."""

    def __init__(self, width: float, height: float, dpi: float) -> None:
        super().__init__(width, height, dpi)  # type: ignore[no-untyped-call]

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Width, height and depth of a text in device pixels."""
        return _measured(s, prop, ismath, self.dpi, str(mpl.rcParams["text.hinting"]))


@lru_cache(maxsize=16_384)
def _measured(
    text: str, font: FontProperties, ismath: Any, dpi: float, _hinting: str
) -> tuple[float, float, float]:
    measure: Any = _plain_pen(dpi).get_text_width_height_descent
    measured: tuple[float, float, float] = measure(text, font, ismath)
    return measured


@cache
def _plain_pen(dpi: float) -> RendererAgg:
    return RendererAgg(1, 1, dpi)  # type: ignore[no-untyped-call]


class Canvas(FigureCanvasAgg):
    """What a chart is drawn on: its texts are measured by `Pen`."""

    def get_renderer(self) -> RendererAgg:
        """The renderer of the figure in its size, kept while that stays."""
        key = (*self.get_width_height(physical=True), self.figure.dpi)
        if self._lastKey != key:
            self.renderer, self._lastKey = Pen(*key), key
        renderer: RendererAgg = self.renderer
        return renderer


@cache
def _pen() -> RendererAgg:
    """Something to measure text with."""
    return Pen(1, 1, DPI)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is drawn.

    Input: the text, its size in px. Output: px at 100 dpi, in the typeface of the charts.
    """
    return _width(text, size, bold, alphabet().families)


@lru_cache(maxsize=8192)
def _width(text: str, size: float, bold: bool, family: tuple[str, ...]) -> float:
    know_typeface()
    font = FontProperties(family=list(family), size=px(size), weight="bold" if bold else "normal")
    pen: Any = _pen()
    with _unhinted(), warnings.catch_warnings():
        # Named by settle, if it is drawn.
        warnings.filterwarnings("ignore", "Glyph", UserWarning)
        width, _, _ = pen.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


@contextmanager
def _unhinted() -> Iterator[None]:
    """Widths that grow in proportion; to change the settings takes longer than to measure."""
    if mpl.rcParams["text.hinting"] == "none":
        yield
    else:
        with mpl.rc_context({"text.hinting": "none"}):
            yield


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit, by its measured width.

    Input: the text, the width and the type size in px. Output: the lines, at least one; a word
    that is wider than a line is broken too, and lines are of like length. Words that run from
    right to left stand in isolates.
    """
    with _unhinted():
        lines = _balanced(plain(text).split(), width, size, bold)
    return [_RUN.sub(lambda run: ISOLATED.format(run[0]), line) for line in lines]


def _balanced(words: list[str], width: float, size: float, bold: bool) -> list[str]:
    lines = _fill(words, width, size, bold)
    if len(lines) == 1:
        return lines
    # No narrower than its longest word, which would be cut for the sake of balance.
    longest = max(text_width(word, size, bold=bold) for word in words)
    balanced = _fill(words, min(width, max(width * 0.8, longest)), size, bold)
    return balanced if len(balanced) == len(lines) else lines


def _fill(words: list[str], width: float, size: float, bold: bool) -> list[str]:
    lines, reach = [""], 0.0
    for word in words:
        joined, further = f"{lines[-1]} {word}".strip(), _advance(word, size, bold)
        if _fits(joined, reach + further, width, size, bold):
            lines[-1], reach = joined, reach + further + _advance(" ", size, bold)
            continue
        whole = _fits(word, further, width, size, bold)
        pieces = [word] if whole else _pieces(word, width, size, bold)
        lines = [*lines, *pieces] if lines[-1] else pieces
        reach = _advance(f"{pieces[-1]} ", size, bold)
    return lines


def _fits(line: str, reach: float, width: float, size: float, bold: bool) -> bool:
    """Whether a line that moves the pen so far is no wider than that."""
    # It is as wide, but for the room that its first and last letter leave beside them, or take.
    near = abs(reach - width) <= size / 2
    return text_width(line, size, bold=bold) <= width if near else reach < width


def _advance(text: str, size: float, bold: bool) -> float:
    """How far a text moves the pen, in px, blanks at its ends included."""
    return _advance_in_em(text, bold, alphabet().families) * size


@lru_cache(maxsize=16_384)
def _advance_in_em(text: str, bold: bool, family: tuple[str, ...]) -> float:
    large = 100.0
    return (_width(f"|{text}|", large, bold, family) - _width("||", large, bold, family)) / large


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A word that is too wide for a line, cut where it no longer fits."""

    def reach(count: int) -> float:
        return text_width("".join(letters[:count]), size, bold=bold)

    letters, pieces = _letters(word), []
    while letters:
        fitting = max(1, bisect_right(range(1, len(letters) + 1), width, key=reach))
        pieces.append("".join(letters[:fitting]))
        letters = letters[fitting:]
    return pieces


def _letters(word: str) -> list[str]:
    """What a reader takes for a letter: with its accents and vowel signs, and what it is joined to.

    After Unicode Standard Annex 29, "Grapheme Cluster Boundaries", for the scripts in use.
    """
    found: list[str] = []
    for one in word:
        joined = bool(found) and (found[-1][-1] in JOINERS or combining(found[-1][-1]) == VIRAMA)
        if found and (joined or category(one).startswith("M") or one in JOINERS):
            found[-1] += one
        else:
            found.append(one)
    return found


def plain(text: str) -> str:
    """A text on one line and composed (NFC), without characters that can't be printed."""
    composed = normalize("NFC", text)
    printed = composed if composed.isprintable() else "".join(map(_printed, composed))
    return " ".join(printed.split())


def _printed(character: str) -> str:
    """A character; nothing for marks of direction and soft hyphens, a blank for other controls."""
    kind = category(character)
    if character.isprintable() or character in JOINERS or kind in ("Co", "Cn"):
        return character
    return "" if kind == "Cf" else " "


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
