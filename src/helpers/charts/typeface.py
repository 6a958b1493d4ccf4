"""The house typeface for the web: the glyphs that a picture or a page uses, packed to go with it.

Neither pandas nor matplotlib is imported unless a text has letters that the house does not have.
"""

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from helpers.charts.style import FAMILY, FONTS

# What text on a page is set with unless it asks for more: ligatures, kerning, accents on their
# letters, and the forms of letters that join, as in Arabic.
# Source: OpenType specification, registered features that are to be on by default.
FEATURES = (
    "ccmp",
    "locl",
    "rlig",
    "liga",
    "clig",
    "calt",
    "kern",
    "mark",
    "mkmk",
    "curs",
    "isol",
    "init",
    "medi",
    "fina",
)
# Copyright and the address of the licence: the licence asks for both beside every copy.
NAMES = (0, 14)
BOLD = 600
# Western letters and the signs that go with them.
COMMON = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | set("–—‘’“”…•−×≤≥")
# What a page gets in any case, so that two pages of plain English need one font between them.
PLAIN = "".join(map(chr, range(0x20, 0x7F))) + "–—‘’“”…"


@dataclass(frozen=True, order=True)
class Letters:
    """A stretch of text in one weight (400 = regular, 700 = bold) and slope."""

    text: str
    weight: int = 400
    italic: bool = False


@dataclass(frozen=True, order=True)
class Face:
    """A font face for a page: the family it extends, and its glyphs as WOFF2 in base64.

    spare says that it stands in for characters that the house's typeface does not have.
    """

    spare: bool
    weight: int
    italic: bool
    woff2: str


def faces(letters: Iterable[Letters]) -> list[Face]:
    """The font faces that hold every glyph of some text, and no other.

    Input: what is set in which weight and slope. Output: one face per weight and slope, and one
    more for characters that only the typeface in reserve has; none twice, in a fixed order, and
    none for blanks alone: a font without an outline is one that browsers refuse.
    """
    wanted: dict[tuple[bool, bool], set[str]] = {}
    for one in letters:
        wanted.setdefault((one.weight >= BOLD, one.italic), set()).update(one.text)
    found = []
    for (bold, italic), characters in wanted.items():
        house = _file(bold, italic, spare=False)
        own = {letter for letter in characters if ord(letter) in _known(house)}
        weight = 700 if bold else 400
        if _inked(own):
            found.append(Face(False, weight, italic, _packed(house, "".join(sorted(own)))))
        if not _inked(characters - own):
            continue
        spare = _file(bold, italic, spare=True)
        other = {letter for letter in characters - own if ord(letter) in _known(spare)}
        if _inked(other):
            found.append(Face(True, weight, italic, _packed(spare, "".join(sorted(other)))))
    return sorted(found)


def font_faces(letters: Iterable[Letters]) -> str:
    """The typeface as rules of CSS, cut down to the letters of some text.

    Input: what is set in which weight and slope. Output: one @font-face a line, for the families
    in FAMILY; each carries its font, so that a page asks nobody for it.
    """
    return "\n".join(
        f"@font-face {{ font-family: '{FAMILY[face.spare]}'; font-weight: {face.weight};"
        f" font-style: {'italic' if face.italic else 'normal'};"
        f" src: url(data:font/woff2;base64,{face.woff2}) format('woff2'); }}"
        for face in faces(letters)
    )


def page_faces(text: str, *, italic: bool = False) -> str:
    """The typeface for a page that holds some text in regular and bold, as rules of CSS.

    Input: the text, or the page itself: what it uses is a part of what it holds; whether it has
    words in italics. Output: as `font_faces`.
    """
    used = "".join(sorted({*text, *PLAIN}))
    looks = [Letters(used), Letters(used, BOLD)]
    return font_faces([*looks, Letters(PLAIN, italic=True)] if italic else looks)


def _inked(characters: set[str]) -> bool:
    return any(not letter.isspace() for letter in characters)


def _file(bold: bool, italic: bool, *, spare: bool) -> Path:
    if spare:
        from matplotlib import get_data_path

        name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
        return Path(get_data_path(), "fonts", "ttf", name)
    # The house has no bold italic; matplotlib draws it upright too.
    return FONTS / f"SourceSans3-{'Bold' if bold else 'Italic' if italic else 'Regular'}.ttf"


@cache
def _known(path: Path) -> frozenset[int]:
    """The characters that a font has."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=512)
def _packed(path: Path, characters: str) -> str:
    """A font with only these characters, as WOFF2 in base64; the same ones give the same bytes."""
    if set(characters) <= COMMON:
        # Its names have been chosen; to choose them again would take a third of the time.
        cut = _cut(_common(path), characters, "woff2", names=("*",))
    else:
        cut = _cut(path.read_bytes(), characters, "woff2")
    return base64.b64encode(cut).decode()


@cache
def _common(path: Path) -> bytes:
    """A font cut down to the common characters: to cut that one further takes half the time."""
    return _cut(path.read_bytes(), "".join(sorted(COMMON)), None)


def _cut(
    font: bytes,
    characters: str,
    flavour: str | None,
    *,
    names: tuple[int | str, ...] = NAMES,
) -> bytes:
    options = subset.Options()
    options.flavor = flavour
    options.layout_features = list(FEATURES)
    options.name_IDs = list(names)
    options.drop_tables += ["FFTM"]  # when the font was made
    options.hinting = False
    options.recalc_timestamp = False
    packed = io.BytesIO()
    with subset.load_font(io.BytesIO(font), options, dontLoadGlyphNames=True) as opened:
        cutter = subset.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(opened)
        subset.save_font(opened, packed, options)
    return packed.getvalue()
