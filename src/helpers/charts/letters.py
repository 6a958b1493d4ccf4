"""The letters that a chart is given to draw: who has them, and where those stand that nobody has.

For another script than the house's, a font of just its letters is made and handed to matplotlib,
which shapes and orders them itself (HarfBuzz, by libraqm).
"""

import atexit
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import name as character_name
from unicodedata import normalize

import pandas as pd
from fontTools.ttLib import TTFont
from matplotlib.font_manager import fontManager

from helpers.charts.glyphs import Font, by_font, cut, lacking
from helpers.charts.style import FAMILY, FONTS

WEIGHTS = {400: "Regular", 700: "Bold"}


@dataclass(frozen=True)
class Alphabet:
    """What a chart is drawn with: the families that have its letters, and those that none has."""

    families: tuple[str, ...] = FAMILY
    boxes: frozenset[str] = frozenset()


HOUSE = Alphabet()
_alphabet: ContextVar[Alphabet] = ContextVar("alphabet", default=HOUSE)


def alphabet() -> Alphabet:
    """What is being drawn with: that of the nearest use_alphabet, the house's outside of any."""
    return _alphabet.get()


@contextmanager
def use_alphabet(chosen: Alphabet) -> Iterator[None]:
    """Draw with another alphabet for the length of a with block."""
    token = _alphabet.set(chosen)
    try:
        yield
    finally:
        _alphabet.reset(token)


def alphabet_of(given: object) -> Alphabet:
    """What the letters of some texts and tables need; its fonts are made known to matplotlib.

    Output: the house's family, those of other scripts, the one in reserve.
    """
    # Composed, as they are drawn.
    letters = {*normalize("NFC", " ".join(_texts(given)))}
    found = by_font(letters, bold=False, italic=False)
    others = [_family(font, "".join(sorted(held))) for font, held in found.items() if font.made]
    return Alphabet((FAMILY[0], *others, FAMILY[1]), lacking(letters))


def _texts(given: object) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, pd.DataFrame):
        # Blanks too, whose words are in letters of the house.
        yield " ".join(map(str, given.select_dtypes(exclude="number").to_numpy(dtype=object).flat))
    elif isinstance(given, Mapping):
        yield from _texts([*given.keys(), *given.values()])
    elif isinstance(given, Iterable):
        for one in given:
            yield from _texts(one)
    elif is_dataclass(given):
        yield from _texts([getattr(given, one.name) for one in fields(given)])


# ------------------------------------------------------------------------------ matplotlib's fonts


@cache
def know_typeface() -> None:
    """Make the typeface in fonts/ known to matplotlib, once; nothing else is changed by it."""
    known = {entry.fname for entry in fontManager.ttflist}
    for path in sorted(FONTS.glob("*.ttf")):
        if str(path) not in known:
            fontManager.addfont(path)


@cache
def _family(font: Font, characters: str) -> str:
    """Make a font of these characters in both weights, for this process; its family's name."""
    told = f"{font.path.name} {font.number} {characters}"
    family = f"{font.path.stem.partition('[')[0]} {sha256(told.encode()).hexdigest()[:8]}"
    for weight, style in WEIGHTS.items():
        path = _folder() / f"{family} {style}.ttf"
        with TTFont(io.BytesIO(cut(font, characters, weight, web=False))) as made:
            for number, words in ((1, family), (2, style), (4, f"{family} {style}")):
                made["name"].setName(words, number, 3, 1, 0x409)
            made["name"].setName(f"{family}-{style}".replace(" ", ""), 6, 3, 1, 0x409)
            made["OS/2"].usWeightClass = weight
            made.recalcTimestamp = False
            made.save(path)
        fontManager.addfont(path)
    return family


@cache
def _folder() -> Path:
    folder = TemporaryDirectory(prefix="typefaces-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)


# ------------------------------------------------------------------------------ what nobody has


def unseen(drawn: Iterable[str], given: Mapping[str, object]) -> list[str]:
    """Where the letters stand that are drawn as boxes: a line for each cell or text.

    Input: the texts drawn; what the chart was given, by its name.
    """
    boxes = alphabet().boxes & {*"".join(drawn)}
    if not boxes:
        return []
    found = []
    for name, value in given.items():
        if not isinstance(value, pd.DataFrame):
            found.append((name, "".join(_texts(value))))
            continue
        for column in value.select_dtypes(exclude="number"):
            for at, cell in enumerate(value[column].astype("string").fillna("")):
                row = f"{name}, row {at + 1} ({value.iloc[at, 0]!s}), column {column}"
                found.append((row, cell))
    told = ((where, sorted(boxes & set(normalize("NFC", text)))) for where, text in found)
    return [
        f"{where}: no typeface has {', '.join(map(_named, letters))}"
        for where, letters in told
        if letters
    ]


def _named(letter: str) -> str:
    return f"{letter} ({character_name(letter, f'U+{ord(letter):04X}')})"
