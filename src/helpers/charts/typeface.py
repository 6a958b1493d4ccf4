"""The house typeface for the web: the glyphs that a picture or a page uses, packed to go with it."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.charts.glyphs import BOLD, by_font, cut, house_font
from helpers.charts.style import FAMILY

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
    """A font face for a page: its glyphs as WOFF2 in base64.

    characters are those for which it is taken before any other, as CSS writes them in
    unicode-range; "" for the house's own face.
    """

    characters: str
    weight: int
    italic: bool
    woff2: str

    def rule(self, family: str) -> str:
        """The face as a rule of CSS, for a family with this name."""
        only = f" unicode-range: {self.characters};" if self.characters else ""
        return (
            f"@font-face {{ font-family: {family}; font-weight: {self.weight};"
            f" font-style: {'italic' if self.italic else 'normal'};{only}"
            f" src: url(data:font/woff2;base64,{self.woff2}) format('woff2'); }}"
        )


def faces(letters: Iterable[Letters]) -> list[Face]:
    """The font faces that hold every glyph of some text, and no other.

    Input: what is set in which weight and slope. Output: per weight and slope the house's face,
    and one for each other font that has what the house lacks; none twice, in a fixed order, and
    none for blanks alone.
    """
    wanted: dict[tuple[bool, bool], set[str]] = {}
    for one in letters:
        wanted.setdefault((one.weight >= BOLD, one.italic), set()).update(one.text)
    found = []
    for (bold, italic), text in wanted.items():
        own = house_font(bold=bold, italic=italic)
        for font, used in by_font(text, bold=bold, italic=italic).items():
            characters, weight = "".join(sorted(used)), 700 if bold else 400
            packed = base64.b64encode(cut(font, characters, weight)).decode()
            only = "" if font == own else ", ".join(f"U+{ord(one):X}" for one in characters)
            found.append(Face(only, weight, italic, packed))
    return sorted(found)


def font_faces(letters: Iterable[Letters]) -> str:
    """The typeface as rules of CSS, cut down to the letters of some text.

    Input: what is set in which weight and slope. Output: one @font-face a line, all of the family
    of the house; each carries its font, so that a page asks nobody for it.
    """
    return "\n".join(face.rule(f"'{FAMILY[0]}'") for face in faces(letters))


def page_faces(text: str, *, italic: bool = False) -> str:
    """The typeface for a page that holds some text in regular and bold, as rules of CSS.

    Input: the text, or the page itself: what it uses is a part of what it holds; whether it has
    words in italics. Output: as `font_faces`.
    """
    used = "".join(sorted({*text, *PLAIN}))
    looks = [Letters(used), Letters(used, BOLD)]
    return font_faces([*looks, Letters(PLAIN, italic=True)] if italic else looks)
