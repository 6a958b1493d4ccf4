"""A chart as the files that a page, a designer and a press need; each says what it shows."""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from unittest.mock import patch

from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib import _text_helpers
from matplotlib.backends.backend_pdf import RendererPdf

from helpers.charts.figure import ChartFigure, as_drawn
from helpers.charts.pictures import packed, pixels, to_svg
from helpers.charts.sizes import DPI, SIZES
from helpers.charts.style import FAMILY
from helpers.charts.typeface import Letters, faces

AUTHOR = "Claim by Claim"
# A CSS pixel is a 96th of an inch: what a picture for a screen says of its own size.
SCREEN_DPI = 96
SVG = "http://www.w3.org/2000/svg"
LINK = "{http://www.w3.org/1999/xlink}href"
# Parts of a font that place glyphs. In a PDF every glyph has its place already.
LAYOUT_TABLES = ("GDEF", "GPOS", "GSUB")
COORDINATES = ("d", "x", "y", "width", "height", "points")

_FAMILY_LIST = re.compile(r"""(<text [^>]*?font-family: )'[^"]*?(;|")""")
_DECIMALS = re.compile(r"-?\d+\.\d{3,}")
_REFERRED = re.compile(r"url\(#([^)]+)\)")
_UNTURNED = re.compile(r"rotate\(-?0( [^)]*)?\)")


# ------------------------------------------------------------------------------ vector


def to_svgs(figure: ChartFigure) -> tuple[bytes, bytes]:
    """The chart as SVG, for a page and for a designer's program; drawn once.

    Output: for a page, text as text with the glyphs that it uses embedded, a role, a title and a
    description, ids that no other picture has, no script, nothing to fetch; for a designer, text
    that can be edited, its typeface by its name alone.
    """
    drawn = to_svg(figure).decode()
    return _for_page(figure, drawn), _FAMILY_LIST.sub(rf"\1'{FAMILY[0]}'\2", drawn).encode()


def _for_page(figure: ChartFigure, drawn: str) -> bytes:
    """The drawn SVG made fit to be pasted into a page, or shown by an <img>."""
    own = picture_id(figure)
    root = ET.fromstring(drawn)
    for element in list(root):
        # What stays is drawn, or referred to: hatches and clips stand in definitions of their own.
        drawn_or_referred_to = element.tag in {f"{{{SVG}}}g", f"{{{SVG}}}defs"}
        if not drawn_or_referred_to or element.find(f"{{{SVG}}}style") is not None:
            root.remove(element)
    _make_ids_own(root, own)
    _unwrap(root)
    letters = [_freed_text(text) for text in root.iter(f"{{{SVG}}}text")]
    for element in root.iter():
        _make_short(element)
    width, height = layout_size(figure)
    box = root.get("viewBox", "")
    root.attrib.clear()
    root.attrib.update(
        {
            "xmlns": SVG,
            "width": str(width),
            "height": str(height),
            "viewBox": box,
            "role": "img",
            "aria-labelledby": f"{own}-title {own}-desc",
            "lang": "en",
            # All that matplotlib's style sheet says. As one it would bind the whole page.
            "stroke-linejoin": "round",
            "stroke-linecap": "butt",
            "font-family": f"{own}, '{FAMILY[0]}', '{FAMILY[1]}', sans-serif",
        }
    )
    style = "".join(face.rule(own) for face in faces(letters))
    for at, (tag, text) in enumerate((("title", figure.title), ("desc", figure.alt))):
        element = ET.Element(tag, {"id": f"{own}-{tag}"})
        element.text = text
        root.insert(at, element)
    fonts = ET.Element("style")
    fonts.text = style
    root.insert(2, fonts)
    return ET.tostring(root, encoding="unicode").encode()


def picture_id(figure: ChartFigure) -> str:
    """What no other picture on a page is called, be it of another size, theme or story."""
    told = (figure.name, figure.size, figure.theme, figure.title, figure.source, figure.alt)
    return f"chart-{figure.name}-{sha256(chr(0).join(told).encode()).hexdigest()[:8]}"


def layout_size(figure: ChartFigure) -> tuple[int, int]:
    """Width and height of the chart on a page, in px."""
    width, height = (round(side * DPI) for side in figure.get_size_inches())
    return width, height


def _make_ids_own(root: ET.Element, own: str) -> None:
    """Put the picture's own name before the ids that are referred to; take the others away."""
    referred = {link[1:] for element in root.iter() if (link := element.get(LINK))}
    for element in root.iter():
        for value in element.attrib.values():
            referred.update(_REFERRED.findall(value))
    for element in root.iter():
        attributes = {}
        for name, value in element.attrib.items():
            if name == "id":
                if value in referred:
                    attributes["id"] = f"{own}-{value}"
            elif name == LINK:
                attributes["href"] = f"#{own}-{value[1:]}"
            else:
                attributes[name] = _REFERRED.sub(rf"url(#{own}-\1)", value)
        element.attrib.clear()
        element.attrib.update(attributes)


def _unwrap(element: ET.Element) -> None:
    """Put what stands in groups without any meaning in their place."""
    children: list[ET.Element] = []
    for child in list(element):
        _unwrap(child)
        bare = child.tag == f"{{{SVG}}}g" and not child.attrib
        children += list(child) if bare else [child]
    element[:] = children


def _freed_text(text: ET.Element) -> Letters:
    """Take the typeface out of a text, which has it from the root; tell what is set in it how."""
    style = dict(part.split(": ", 1) for part in text.get("style", "").split("; ") if part)
    style.pop("font-family", None)
    if "  " in (text.text or ""):
        style["white-space"] = "pre"
    text.set("style", "; ".join(f"{name}: {value}" for name, value in style.items()))
    if _UNTURNED.fullmatch(text.get("transform", "")):
        del text.attrib["transform"]
    weight = int(style.get("font-weight", "400"))
    return Letters(text.text or "", weight, style.get("font-style", "normal") != "normal")


def _make_short(element: ET.Element) -> None:
    """Leave out what no eye can see: line breaks between tags, thousandths of a point."""
    element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    if element.tag != "text" and not (element.text or "").strip():
        element.text = None
    element.tail = None
    for name in COORDINATES:
        if name in element.attrib:
            value = " ".join(element.attrib[name].split())
            element.set(name, _DECIMALS.sub(_rounded, value))


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def to_pdf(figure: ChartFigure) -> bytes:
    """The chart as PDF with TrueType fonts embedded, and no date.

    Output: the file's bytes; title, author, alt text (as its subject) and source (as a keyword)
    stand in its properties.
    """
    about = {
        "Title": figure.title,
        "Author": AUTHOR,
        "Subject": figure.alt,
        "Keywords": f"{figure.name}, {figure.source}",
        "Creator": AUTHOR,
        "CreationDate": None,
    }
    drawn = io.BytesIO()
    with as_drawn(figure), _plain_fonts(), _true_places():
        figure.savefig(drawn, format="pdf", metadata=about)
    return drawn.getvalue()


@contextmanager
def _plain_fonts() -> Iterator[None]:
    """Fonts without the tables that place glyphs, for the length of a with block.

    matplotlib has no setting for it and keeps them, though a PDF has no use for them: they are
    most of the size of its fonts, and of the time that they take.
    """
    load = subset.load_font

    def load_plain(*args: Any, **options: Any) -> TTFont:
        font = load(*args, **options)
        for table in LAYOUT_TABLES:
            if table in font:
                del font[table]
        return font

    with patch.object(subset, "load_font", load_plain):
        yield


@contextmanager
def _true_places() -> Iterator[None]:
    """Glyphs of a second font where they belong, for the length of a with block.

    Where a text goes on in another font, matplotlib 3.11 sets the pen where its first glyph lies,
    and then moves it by the kerning that has led there: names in other scripts run into each other.
    """
    layout, pen = _text_helpers.layout, RendererPdf
    move: Any = pen._setup_textpos
    kern = start = 0.0

    def noted(*args: Any, **options: Any) -> Iterator[Any]:
        nonlocal kern, start
        start = 0.0
        for item in layout(*args, **options):
            kern = item.prev_kern or 0.0
            yield item

    def moved(self: Any, x: float, y: float, angle: float, *_: float) -> None:
        nonlocal start
        move(self, x - kern, y, angle, start)
        start = x - kern

    with patch.object(_text_helpers, "layout", noted), patch.object(pen, "_setup_textpos", moved):
        yield


# ------------------------------------------------------------------------------ pixels


def to_pngs(figure: ChartFigure) -> tuple[tuple[bytes, int, int], tuple[bytes, int, int]]:
    """The chart as PNG at 1x and at 2x, drawn once: the smaller one is reduced from the larger.

    Output: for each the file's bytes, its width and its height in pixels. Their resolution is 150
    and 300 dpi for the press, 96 and 192 for a screen.
    """
    large = pixels(figure, 2 * figure.scale)
    size = SIZES[figure.size]
    dpi = DPI * figure.scale if size.press else SCREEN_DPI
    small = large.reduce(2)
    return (
        (packed(small, figure, dpi=dpi), *small.size),
        (packed(large, figure, dpi=2 * dpi), *large.size),
    )
