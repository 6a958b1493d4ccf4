"""Names of other scripts: who has their letters, how they are shaped and ordered, what is named."""

import io
import re
import tomllib
from base64 import b64decode
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.charts import glyphs
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.glyphs import Font, by_font, lacking
from helpers.charts.layout_problems import layout_problems
from helpers.charts.letters import Alphabet, alphabet_of, use_alphabet
from helpers.charts.measured_text import plain, short, text_width, wrap
from helpers.charts.style import FONTS
from helpers.charts.typeface import Letters, faces
from helpers.desk.formats import to_pdf, to_svgs

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("scripts.toml").read_text(encoding="utf-8")
)["name"]
NAMES = [case["text"] for case in CASES]
SHOWN = [name for name in NAMES if not lacking(plain(name))]


def told(font: Font) -> str:
    number = f" {font.number}" if font.path.suffix == ".ttc" else ""
    return re.sub(r"(\[.*|-VF.*|\.ttf)$", "", font.path.name) + number


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_each_letter_comes_from_the_house_a_font_of_its_script_or_the_reserve(
    case: dict[str, Any],
) -> None:
    text = plain(case["text"])
    found = by_font(text, bold=False, italic=False)
    assert [told(one) for one in found if one.path.parent != FONTS] == case["fonts"]
    assert lacking(text) == frozenset(case.get("lacking", ""))
    # A letter that is seen comes from one font alone.
    held = [one for letters in found.values() for one in letters if one in text and one.isalpha()]
    assert len(held) == len(set(held))


@chart
def rows_of(actors: pd.DataFrame, *, source: str) -> ChartFigure:
    title = f"{actors['name'].iloc[0]} and {len(actors) - 1} others"
    fig, ax = frame(
        "test-names", title, "", source, rows=actors, alt="Names.", height=60 + 26 * len(actors)
    )
    ax.set_ylim(len(actors), -1)
    ax.set_yticks(range(len(actors)), [" ".join(wrap(one, 300, 13)) for one in actors["name"]])
    return fig


def table(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"actor_id": [f"a{at}" for at in range(len(names))], "name": names})


@pytest.fixture(scope="module")
def drawn() -> ChartFigure:
    """All names that can be shown, in one chart."""
    return rows_of(table(*SHOWN), source="A paper")


def test_names_of_all_scripts_are_drawn_clear_of_each_other_without_a_box(
    drawn: ChartFigure,
) -> None:
    assert drawn.unseen == ()
    assert layout_problems(drawn) == []


def test_a_web_picture_brings_the_glyphs_of_each_letter_once_for_its_range(
    drawn: ChartFigure,
) -> None:
    svg = to_svgs(drawn)[0].decode()
    rules = re.findall(
        r"font-weight: 400; font-style: normal; (?:unicode-range: ([^;]*); )?src:[^,]*,([^)]*)", svg
    )
    fonts = [(only, TTFont(io.BytesIO(b64decode(font))).getBestCmap()) for only, font in rules]
    held: set[int] = set()
    for only, letters in fonts:
        named = {int(one[2:], 16) for one in only.split(", ") if one}
        assert named == set(letters) or not named
        held |= set(letters)
    seen = {ord(one) for name in SHOWN for one in plain(name) if one > " "}
    assert seen <= held
    assert sum(1 for only, _ in fonts if not only) == 1


def test_a_pdf_embeds_the_letters_of_each_script_as_truetype(drawn: ChartFigure) -> None:
    pdf = to_pdf(drawn)
    fonts = {name.decode() for name in re.findall(rb"/BaseFont /[A-Z]{6}\+(\w+)", pdf)}
    for case in CASES:
        for font in case["fonts"]:
            assert any(one.startswith(font.split()[0]) for one in fonts), font
    assert b"/Type3" not in pdf


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("name", ["काठमाण्डौ", "北京", "بغداد"])
def test_a_bold_name_is_bold_and_the_same_text_gives_the_same_bytes(name: str, weight: int) -> None:
    [one] = [face for face in faces([Letters(name, weight)]) if face.characters]
    assert faces([Letters(name, weight)]) == faces([Letters(name, weight)])
    other = faces([Letters(name, 1100 - weight)])
    assert one.woff2 not in [face.woff2 for face in other]
    font = TTFont(io.BytesIO(b64decode(one.woff2)))
    assert font["OS/2"].usWeightClass == weight
    assert "fvar" not in font
    # The licence asks for both beside every copy.
    assert {0, 14} <= {record.nameID for record in font["name"].names}


# --- shaping and order ---------------------------------------------------------------------------

SHAPED = [  # narrower, as letters are joined or stand on top of each other; than letter by letter
    *("क्षत्रिय", "মন্ত্রী", "မန္တလေး", "ភ្នំ", "ශ්‍රී", "بغداد", "لا", "សម្តេច", "ક્ષત્રિય"),
    *("👩‍👩‍👧", "🇫🇷", "👍🏽", "కర్ణాటక", "ക്ഷേ", "ਸ੍ਰੀ", "ಕ್ಷೇತ್ರ", "می‌خواهم", "شعب", "كتاب"),
]


@pytest.fixture(scope="module")
def shaping() -> Alphabet:
    """What all of them are drawn with."""
    return alphabet_of(SHAPED)


@pytest.mark.parametrize("name", SHAPED)
def test_letters_are_shaped_together(name: str, shaping: Alphabet) -> None:
    with use_alphabet(shaping):
        assert text_width(name, 40) < sum(text_width(letter, 40) for letter in name) - 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("بغداد, 12 km", ["\u2068بغداد\u2069, 12 km"]),
        ("12 km to ירושלים", ["12 km to \u2068ירושלים\u2069"]),
        ("ירושלים העתיקה (old)", ["\u2068ירושלים העתיקה\u2069 (old)"]),
        ("بغداد and ירושלים", ["\u2068بغداد\u2069 and \u2068ירושלים\u2069"]),
        ("No such word", ["No such word"]),
        ("a \u200fb\u200e \u202ac\u202c", ["a b c"]),
        ("Bag\u00addad", ["Bagdad"]),
        ("می‌خواهم", ["\u2068می‌خواهم\u2069"]),
        ("ﷺ", ["\u2068ﷺ\u2069"]),
        ("北京 12", ["北京 12"]),
    ],
)
def test_what_runs_from_right_to_left_keeps_its_place_in_an_english_line(
    text: str, lines: list[str]
) -> None:
    assert wrap(text, 400, 13) == lines


CLUSTERS = ["क्षि", "त्र", "น้ำ"[:2], "é̂", "ကြ", "لا"[0], "A", " ", "北", "👍"]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=30))
def test_no_line_begins_with_a_sign_that_belongs_to_the_letter_before(parts: list[str]) -> None:
    text = "".join(parts)
    lines = [re.sub("[\u2068\u2069]", "", line) for line in wrap(text, 60, 13)]
    assert "".join(lines).replace(" ", "") == normalize("NFC", text).replace(" ", "")
    whole = {normalize("NFC", part)[0] for part in CLUSTERS}
    assert all(line[0] in whole for line in lines if line)


def test_a_long_name_without_blanks_is_cut_and_ends_in_an_ellipsis() -> None:
    with use_alphabet(alphabet_of("東京電力ホールディングス株式会社")):
        lines = short("東京電力ホールディングス株式会社" * 3, 120, 13, lines=2)
        assert len(lines) == 2
        assert lines[1].endswith(" …")
        assert all(text_width(line, 13) <= 120 for line in lines)


# --- what nobody has -----------------------------------------------------------------------------


def test_boxes_are_named_by_row_column_and_letter() -> None:
    rows = table("Ann", "ᏣᎳᎩ nation", "Bo\ue000")
    assert rows_of(rows, source="The 𞤀 paper").unseen == (
        "actors, row 2 (a1), column name: no typeface has Ꭹ (CHEROKEE LETTER GI),"
        " Ꮃ (CHEROKEE LETTER LA), Ꮳ (CHEROKEE LETTER TSA)",
        "actors, row 3 (a2), column name: no typeface has \ue000 (U+E000)",
        "source: no typeface has 𞤀 (ADLAM CAPITAL LETTER ALIF)",
    )


def test_without_the_packages_the_reserve_serves_and_the_rest_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(glyphs, "_noto", dict)
    monkeypatch.setattr(glyphs, "_east_asian", lambda _: iter(()))
    assert lacking("بغداد שלום საქართველო") == frozenset()
    assert lacking("北京 กรุง") == frozenset("北京กรุง")
    figure = rows_of(table("北京"), source="A paper")
    assert figure.unseen == (
        "actors, row 1 (a0), column name: no typeface has 京 (CJK UNIFIED IDEOGRAPH-4EAC),"
        " 北 (CJK UNIFIED IDEOGRAPH-5317)",
    )
    assert to_svgs(figure)[0]


def test_a_chart_in_the_letters_of_the_house_asks_for_no_other_font() -> None:
    assert rows_of(table("Ann", "Đặng", "Київ"), source="A paper").alphabet.families == (
        "Source Sans 3",
        "DejaVu Sans",
    )
