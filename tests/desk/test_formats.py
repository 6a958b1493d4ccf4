"""Files of a chart: for a page, a designer and a press, each whole, telling, and its own."""

import base64
import io
import re
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image

from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.pictures import pixels
from helpers.charts.sizes import use_size
from helpers.charts.style import THEMES, use_theme
from helpers.charts.typeface import Letters, faces
from helpers.desk.formats import picture_id, to_pdf, to_pngs, to_svgs

SVG = "{http://www.w3.org/2000/svg}"
NASTY = 'A <script>alert("1")</script> & a $ of "5" {x}'


@cache
def drawn(size: str = "web", theme: str = "light", **texts: str) -> ChartFigure:
    """A small chart, drawn once for all tests; none may change it."""
    told = {"title": NASTY, "alt": f"Alt: {NASTY}", "source": "Source & sons", **texts}

    @chart
    def draw() -> ChartFigure:
        rows = pd.DataFrame({"claim_id": ["c001"], "n": [3]})
        fig, ax = frame(
            "claims-one",
            told["title"],
            "With × 3, ☂ and αβγ",
            told["source"],
            rows=rows,
            alt=told["alt"],
            least=50,
        )
        ax.barh([0, 1], [3, 9], hatch="//")
        ax.plot([1, 2, 3], [0, 1, 0], marker="o")
        return fig

    with use_size(size), use_theme(THEMES[theme]):
        return draw()


@pytest.fixture(scope="module")
def made() -> ChartFigure:
    return drawn()


@pytest.fixture(scope="module")
def svgs(made: ChartFigure) -> tuple[bytes, bytes]:
    """The chart for a page and for a designer, drawn once for all tests."""
    return to_svgs(made)


@pytest.fixture(scope="module")
def page(svgs: tuple[bytes, bytes]) -> ET.Element:
    return ET.fromstring(svgs[0])


def embedded(svg: bytes) -> dict[tuple[str, str, str], TTFont]:
    """The fonts inside an SVG by family, weight and the letters for which alone each is taken."""
    found = re.findall(
        r"@font-face \{ font-family: ([^;]+); font-weight: (\d+); font-style: normal;"
        r"(?: unicode-range: ([^;]+);)? src: [^}]*?base64,([^)]+)\)",
        svg.decode(),
    )
    return {tuple(told): TTFont(io.BytesIO(base64.b64decode(font))) for *told, font in found}


# ------------------------------------------------------------------------------ for a page


def test_it_says_what_it_is_and_scales_and_all_of_its_text_is_text(
    page: ET.Element, made: ChartFigure
) -> None:
    title, desc, style = list(page)[:3]
    assert page.get("role") == "img"
    assert page.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert (title.tag, title.text) == (f"{SVG}title", made.title)
    assert (desc.tag, desc.text) == (f"{SVG}desc", made.alt)
    left, top, width, height = map(float, page.get("viewBox", "").split())
    assert (left, top, page.get("width")) == (0, 0, "760")
    assert int(page.get("height", "")) / 760 == pytest.approx(height / width, abs=0.001)
    told = " ".join(text.text or "" for text in page.iter(f"{SVG}text"))
    assert NASTY in told
    assert made.credit in told
    assert not any("font-family" in (text.get("style") or "") for text in page.iter())
    # Its style binds nothing else on the page.
    assert [style] == list(page.iter(f"{SVG}style"))
    assert re.sub(r"@font-face \{[^}]*\}", "", style.text or "") == ""


def test_it_runs_nothing_and_fetches_nothing(svgs: tuple[bytes, bytes]) -> None:
    svg = svgs[0].decode()
    assert svg.startswith("<svg ")
    assert not re.search(r"<(script|foreignObject|image|a|metadata)\b|\son\w+=", svg)
    addresses = re.findall(r"https?://[^\"')\s]+", svg)
    assert addresses == ["http://www.w3.org/2000/svg"]
    assert {ref[:5] for ref in re.findall(r"url\(([^)]+)\)", svg)} == {"#char", "data:"}


def test_it_holds_the_glyphs_that_it_uses_and_no_others(
    page: ET.Element, svgs: tuple[bytes, bytes], made: ChartFigure
) -> None:
    fonts = embedded(svgs[0])
    used = {weight: set() for weight in ("400", "700")}
    for text in page.iter(f"{SVG}text"):
        weight = "700" if "font-weight: 700" in text.get("style", "") else "400"
        used[weight] |= set(text.text or "")
    own = picture_id(made)
    assert set(fonts) == {(own, "400", ""), (own, "700", ""), (own, "400", "U+2602")}
    assert {chr(c) for c in fonts[own, "700", ""].getBestCmap()} == used["700"]
    both = {*fonts[own, "400", ""].getBestCmap(), *fonts[own, "400", "U+2602"].getBestCmap()}
    assert {chr(c) for c in both} == used["400"]
    assert {chr(c) for c in fonts[own, "400", "U+2602"].getBestCmap()} == {"☂"}
    assert all(font.flavor == "woff2" for font in fonts.values())
    # Letters stand as close as they were laid out.
    kerned = fonts[own, "400", ""]["GPOS"].table
    assert "kern" in {record.FeatureTag for record in kerned.FeatureList.FeatureRecord}


def test_blanks_alone_bring_no_font_because_browsers_refuse_one_without_an_outline() -> None:
    assert faces([Letters(" \u00a0", 700), Letters(" ", italic=True)]) == []
    assert len(faces([Letters("a ", 700), Letters(" ")])) == 1


def test_every_reference_is_met_and_no_two_pictures_share_an_id() -> None:
    ids: list[str] = []
    pictures = [
        drawn(),
        drawn(theme="dark"),
        drawn("mobile"),
        drawn(source="The same chart of another story"),
    ]
    for picture in pictures:
        svg = to_svgs(picture)[0].decode()
        own = re.findall(r'\sid="([^"]+)"', svg)
        refs = re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', svg)
        assert {one or other for one, other in refs} <= set(own)
        assert refs
        ids += own
    assert len(ids) == len(set(ids))


def test_dark_is_drawn_on_dark() -> None:
    dark = to_svgs(drawn(theme="dark"))[0].decode()
    assert THEMES["dark"].ground in dark
    assert THEMES["light"].ground not in dark


# ------------------------------------------------------------------------------ for a designer


def test_a_designer_gets_the_same_marks_editable_text_and_the_typeface_by_name(
    svgs: tuple[bytes, bytes], page: ET.Element, made: ChartFigure
) -> None:
    svg = svgs[1].decode()
    root = ET.fromstring(svg)
    assert NASTY in [text.text for text in root.iter(f"{SVG}text")]
    styles = [text.get("style", "") for text in root.iter(f"{SVG}text")]
    assert all("font-family: 'Source Sans 3';" in style for style in styles)
    assert "DejaVu" not in svg
    assert "base64" not in svg
    assert "<script" not in svg
    assert made.alt in [element.text for element in root.iter()]
    assert not re.search(r"\d{4}-\d\d-\d\dT", svg)
    for tag in ("path", "text", "use"):
        both = [sum(1 for _ in one.iter(SVG + tag)) for one in (page, root)]
        assert both[0] == both[1] > 0, tag


# ------------------------------------------------------------------------------ for a press


def inflated(pdf: bytes) -> Iterator[bytes]:
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            yield stream


def test_a_pdf_embeds_truetype_alone_says_what_it_shows_and_not_when_it_was_made(
    made: ChartFigure,
) -> None:
    before = subset.load_font
    pdf = to_pdf(made)
    assert subset.load_font is before
    fonts = [one for one in inflated(pdf) if one.startswith((b"\x00\x01\x00\x00", b"true"))]
    assert pdf.count(b"/FontFile2") == len(fonts) >= 3
    assert b"/Type3" not in pdf
    for font in fonts:
        tables = set(TTFont(io.BytesIO(font)).keys())
        assert "glyf" in tables
        assert not {"GSUB", "GPOS", "GDEF"} & tables
    for key in (b"/Title", b"/Author", b"/Subject", b"/Keywords", b"Source & sons"):
        assert key in pdf
    assert b"Date" not in pdf


# ------------------------------------------------------------------------------ sizes


@pytest.mark.parametrize(
    ("size", "width", "dpi", "points"),
    [
        ("web", 760, 96, None),
        ("square", 1080, 96, None),
        ("column", 531, 150, 255),
        ("spread", 1653, 150, 794),
    ],
)
def test_pixels_come_once_and_twice_with_their_resolution_and_a_pdf_as_wide_as_its_column(
    size: str, width: int, dpi: int, points: int | None
) -> None:
    figure = drawn(size)
    (once, wide, high), (twice, wider, higher) = to_pngs(figure)
    assert abs(wide - width) <= 1
    assert (wider, higher) == (2 * wide, higher)
    assert abs(higher - 2 * high) <= 1
    for content, box, resolution in ((once, (wide, high), dpi), (twice, (wider, higher), 2 * dpi)):
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            assert image.size == box
            assert image.info["dpi"][0] == pytest.approx(resolution, abs=0.1)
            assert image.info["Description"] == figure.alt
            assert image.mode == "P"
    if points:
        media = re.search(rb"/MediaBox \[\s*0 0 ([\d.]+)", to_pdf(figure))
        assert media is not None
        assert float(media[1]) == pytest.approx(points, abs=1)


def test_the_smaller_picture_is_as_sharp_as_one_drawn_for_itself(made: ChartFigure) -> None:
    (once, *_), _ = to_pngs(made)
    drawn_alone = np.asarray(pixels(made, 1).convert("L")).astype(int)
    with Image.open(io.BytesIO(once)) as image:
        reduced = np.asarray(image.convert("L")).astype(int)
    high = min(len(drawn_alone), len(reduced))
    edges = [np.abs(np.diff(one[:high], axis=1)).mean() for one in (drawn_alone, reduced)]
    assert edges[1] >= 0.9 * edges[0]


# ------------------------------------------------------------------------------ all of them


def test_the_same_chart_gives_the_same_bytes() -> None:
    one, two = drawn(theme="dark"), drawn.__wrapped__(theme="dark")
    assert to_svgs(one) == to_svgs(two)
    assert to_pdf(one) == to_pdf(two)
    assert to_pngs(one) == to_pngs(two)
