"""Which typeface has a character: the house's own, Noto for other scripts, DejaVu in reserve.

Noto comes with the packages of the group `scripts` in pyproject.toml; what is missing of them is
done without. matplotlib is imported only for a text with letters that the house does not have, and
what cuts a font, which takes a while to import, only where one is cut.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

from fontTools import unicodedata
from fontTools.ttLib import TTFont

from helpers.charts.style import FONTS

# What text on a page is set with unless it asks for more: ligatures, kerning, accents on their
# letters, and the forms of letters that join, as in Arabic. Noto's fonts keep all that they have.
# Source: OpenType specification, registered features that are to be on by default.
FEATURES = (
    *("ccmp", "locl", "rlig", "liga", "clig", "calt", "kern", "mark", "mkmk"),
    *("curs", "isol", "init", "medi", "fina"),
)
# Copyright and the address of the licence: the licence asks for both beside every copy.
NAMES = (0, 14)
BOLD = 600
# Western letters and the signs that go with them.
COMMON = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | set("–—‘’“”…•−×≤≥")
# Where Noto's file for Chinese, Japanese and Korean has the forms of each.
JAPANESE, KOREAN, CHINESE = range(3)
EAST_ASIA = {"Hani", "Hira", "Kana", "Bopo", "Hang"}
# Faces and other pictures, which Noto draws better than the reserve does.
PICTURES = "\U0001f000"


@dataclass(frozen=True, order=True)
class Font:
    """A font that has what the house lacks: its file, and its place where that holds several.

    made says that it comes in all weights at once: what is used of it is made into a font of one.
    """

    path: Path
    number: int = 0
    made: bool = True


def house_font(*, bold: bool, italic: bool) -> Font:
    """The house's own font in a weight and slope: it has no bold italic, which stands upright."""
    look = "Bold" if bold else "Italic" if italic else "Regular"
    return Font(FONTS / f"SourceSans3-{look}.ttf", made=False)


def reserve(*, bold: bool) -> Font:
    """The font of matplotlib, for signs that neither the house nor Noto's scripts have."""
    from matplotlib import get_data_path

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Font(Path(get_data_path(), "fonts", "ttf", name), made=False)


def by_font(characters: Iterable[str], *, bold: bool, italic: bool) -> dict[Font, frozenset[str]]:
    """Which fonts have the characters of some text.

    Output: the house's font, those of other scripts, the reserve, each with what it is taken for,
    and with the parts of that; none for blanks alone. What no font has is left out.
    """
    wanted = frozenset(characters)
    house = house_font(bold=bold, italic=italic)
    own = {letter for letter in wanted if ord(letter) in _known(house)}
    found: dict[Font, set[str]] = {house: own}
    scripts = {unicodedata.script(letter) for letter in wanted}
    for letter in sorted(filter(_has_ink, wanted - own)):
        for font in _candidates(letter, scripts, bold=bold):
            if ord(letter) in _known(font):
                found.setdefault(font, set()).add(letter)
                break
    held = {font: _closed(font, letters, wanted) for font, letters in found.items()}
    # Browsers refuse a font without an outline.
    inked = {font: letters for font, letters in held.items() if any(map(_has_ink, letters))}
    return dict(sorted(inked.items(), key=_rank))


def _rank(one: tuple[Font, object]) -> tuple[bool, bool, Font]:
    font = one[0]
    return font.path.parent != FONTS, not font.made, font


def lacking(characters: Iterable[str]) -> frozenset[str]:
    """The characters that no font has, and that ought to be seen."""
    wanted = frozenset(filter(_has_ink, characters))
    return wanted.difference(*by_font(wanted, bold=False, italic=False).values())


def _has_ink(character: str) -> bool:
    """Whether a character is seen by itself: no blank, no joiner, no choice between two looks."""
    chooses = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return not (character.isspace() or chooses or category(character) in ("Cc", "Cf"))


def _candidates(letter: str, scripts: set[str], *, bold: bool) -> Iterator[Font]:
    """The fonts to be asked for a character, in order, in a text of some scripts."""
    noto = _noto()
    used = unicodedata.script_extension(letter)
    for script in sorted(used & scripts or used):
        if script in EAST_ASIA:
            yield from _east_asian(scripts)
        name = f"NotoSans{unicodedata.script_name(script).replace('_', '')}"
        yield from (noto[one] for one in [name] if one in noto)
    if letter >= PICTURES:
        yield from (noto[one] for one in ["NotoEmoji"] if one in noto)
    yield reserve(bold=bold)
    yield from (noto[one] for one in ("NotoSans", "NotoSansSymbols", "NotoEmoji") if one in noto)
    yield from _east_asian(scripts)


def _east_asian(scripts: set[str]) -> Iterator[Font]:
    """Chinese characters look as the rest of the text asks: Japanese beside kana, and so on."""
    kana, hangul = scripts & {"Hira", "Kana"}, "Hang" in scripts
    for path in _files("manimgx_fonts_cjk", "*.ttc"):
        yield Font(path, JAPANESE if kana else KOREAN if hangul else CHINESE)


@cache
def _noto() -> dict[str, Font]:
    """Noto's fonts by their names: NotoSansThai."""
    paths = _files("manimgx_fonts", "*.ttf")
    return {path.stem.partition("[")[0]: Font(path) for path in paths}


@cache
def _files(package: str, pattern: str) -> tuple[Path, ...]:
    """The files of a package of fonts; none where it is not installed."""
    found = find_spec(package)
    folders = (found and found.submodule_search_locations) or ()
    return tuple(path for folder in folders for path in sorted(Path(folder).glob(pattern)))


def _closed(font: Font, letters: set[str], text: frozenset[str]) -> frozenset[str]:
    """The characters that a font is taken for, with those into which they may be taken apart.

    Thai's am is set as two, and joiners and variation selectors belong to what they stand between.
    """
    if not font.made:
        return frozenset(letters)
    parts = {*normalize("NFKD", "".join(letters)), *normalize("NFD", "".join(letters))}
    signs = {one for one in text if not (_has_ink(one) or one.isspace())}
    return frozenset(letters | {one for one in parts | signs if ord(one) in _known(font)})


@cache
def _known(font: Font) -> frozenset[int]:
    """The characters that a font has."""
    if font.number or font.path.suffix == ".ttc":
        # fontTools takes two seconds to read the map of all of East Asia.
        from matplotlib.ft2font import FT2Font

        return frozenset(FT2Font(font.path, face_index=font.number).get_charmap())
    with TTFont(font.path, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


# ------------------------------------------------------------------------------ cutting


@lru_cache(maxsize=512)
def cut(font: Font, characters: str, weight: int, *, web: bool = True) -> bytes:
    """A font with only these characters, in one weight; the same ones give the same bytes.

    Input: one that comes in all weights is made into one of this weight, any other has its own;
    web = packed as WOFF2, else as TrueType.
    """
    if font.path.suffix == ".ttc":
        made = _outlined(font, characters, weight)
    elif font.made:
        made = _cut(font.path.read_bytes(), characters, weight=weight)
    elif set(characters) <= COMMON:
        # Its names have been chosen; to choose them again would take a third of the time.
        return _cut(_common(font.path), characters, "woff2" if web else None, names=("*",))
    else:
        return _cut(font.path.read_bytes(), characters, "woff2" if web else None)
    if not web:
        return made
    with TTFont(io.BytesIO(made), recalcTimestamp=False) as opened:
        opened.flavor = "woff2"
        return _saved(opened)


@cache
def _common(path: Path) -> bytes:
    """A font cut down to the common characters: to cut that one further takes half the time."""
    return _cut(path.read_bytes(), "".join(sorted(COMMON)))


def _cut(
    font: bytes,
    characters: str,
    flavour: str | None = None,
    *,
    names: tuple[int | str, ...] = NAMES,
    weight: int | None = None,
) -> bytes:
    from fontTools import subset
    from fontTools.varLib.instancer import instantiateVariableFont

    options = subset.Options()
    options.flavor = flavour
    if weight is None:
        options.layout_features = list(FEATURES)
    options.name_IDs = list(names)
    options.drop_tables += ["FFTM", "STAT"]  # when the font was made; which weights there are
    options.hinting = False
    options.recalc_timestamp = False
    packed = io.BytesIO()
    with subset.load_font(io.BytesIO(font), options, dontLoadGlyphNames=True) as opened:
        cutter = subset.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(opened)
        if weight is not None:
            instantiateVariableFont(opened, {"wght": weight}, inplace=True)
        subset.save_font(opened, packed, options)
    return packed.getvalue()


@cache
def _opened(font: Font) -> TTFont:
    return TTFont(font.path, fontNumber=font.number, lazy=True)


def _outlined(font: Font, characters: str, weight: int) -> bytes:
    """A font of bare outlines, which is all that the characters of East Asia need.

    fontTools can't make one weight of such a font as Noto's, and takes long to cut it.
    """
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    whole = _opened(font)
    names = whole.getBestCmap()
    used = {ord(one): names[ord(one)] for one in characters if ord(one) in names}
    drawn = whole.getGlyphSet(location={"wght": weight})
    glyphs: dict[str, Any] = {}
    for name in dict.fromkeys([".notdef", *used.values()]):
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    made = FontBuilder(whole["head"].unitsPerEm, isTTF=True)
    made.setupGlyphOrder(list(glyphs))
    made.setupCharacterMap(used)
    made.setupGlyf(glyphs)
    outlines = made.font["glyf"]
    made.setupHorizontalMetrics(
        {name: (round(drawn[name].width), getattr(outlines[name], "xMin", 0)) for name in glyphs}
    )
    lines = whole["hhea"]
    made.setupHorizontalHeader(ascent=lines.ascent, descent=lines.descent)
    made.setupNameTable({})
    made.font["name"].names = [one for one in whole["name"].names if one.nameID in NAMES]
    made.setupOS2(sTypoAscender=lines.ascent, sTypoDescender=lines.descent, usWeightClass=weight)
    made.setupPost(keepGlyphNames=False)
    for at in ("created", "modified"):
        setattr(made.font["head"], at, getattr(whole["head"], at))
    made.font.recalcTimestamp = False
    return _saved(made.font)


def _saved(font: TTFont) -> bytes:
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()
