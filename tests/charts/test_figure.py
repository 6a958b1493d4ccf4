"""The frame: texts laid out and never cut, in the house style, the same bytes every time."""

import io
import itertools
import math
import subprocess
import sys

import matplotlib as mpl
import matplotlib.colors as mcolors
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from PIL import Image

from helpers.charts.figure import CREDIT, ChartError, ChartFigure, NoRoomError, chart, frame, settle
from helpers.charts.layout_problems import layout_problems
from helpers.charts.measured_text import Pen, text_width, wrap
from helpers.charts.pictures import to_png, to_svg
from helpers.charts.sizes import DPI, MARGIN, SizeError, size, use_size
from helpers.charts.style import DARK, use_theme

from ..stories import Drawn

ROWS = pd.DataFrame({"claim_id": ["c001", "c002", "c003"], "count": [3, 9, 5]})


@chart
def bars(
    title: str = "Three bars",
    subtitle: str = "Number of claims",
    source: str = "The Paper, 1 May 2020",
    names: tuple[str, ...] = ("one", "two", "three"),
    height: float = 360,
) -> ChartFigure:
    fig, ax = frame(
        "test-bars", title, subtitle, source, rows=ROWS, alt="Bars of 3, 9 and 5.", height=height
    )
    ax.barh(range(3), ROWS["count"])
    ax.set_yticks(range(3), names)
    return fig


def test_a_chart_carries_its_texts_and_its_rows() -> None:
    fig = bars()
    assert (fig.name, fig.title, fig.alt) == ("test-bars", "Three bars", "Bars of 3, 9 and 5.")
    assert (fig.source, fig.credit) == ("The Paper, 1 May 2020", CREDIT)
    pd.testing.assert_frame_equal(fig.rows, ROWS)
    assert fig.rows is not ROWS


def test_a_chart_says_on_its_face_what_it_carries() -> None:
    drawn = " ".join(text.get_text() for text in bars().texts)
    for words in ("Three bars", "Number of claims", "Source: The Paper, 1 May 2020", CREDIT):
        assert words in drawn


@pytest.mark.parametrize(
    ("title", "source", "name"),
    [
        ("Short", "Short", "one"),
        ("A title of very many words " * 12, "A source of many words; " * 20, "one"),
        ("Onewordthatdoesnotend" * 15, "S" * 300, "A name of many words " * 3),
        ("From $5m to $9m, {x} <b> & 100 %", "A $ed source_with^marks", "$a_1$ {b} <i>"),
        ("عنوان باللغة العربية", "مصدر", "مرحبا بالعالم"),
    ],
    ids=["short", "long", "unbroken", "marks", "arabic"],
)
def test_any_text_is_drawn_whole_and_clear_of_the_others(
    title: str, source: str, name: str
) -> None:
    assert layout_problems(bars(title=title, source=source, names=(name, "two", "three"))) == []


def test_a_chart_of_which_a_picture_was_made_is_looked_through_as_before(drawn: Drawn) -> None:
    # Its widest texts are nearly as wide as the chart: none of them is measured at a picture's scale.
    figure = drawn("example", "claims-voices")
    to_png(figure)
    assert layout_problems(figure) == []


def test_a_long_title_makes_the_page_longer_and_leaves_the_plot_its_height() -> None:
    short, long = bars(), bars(title="A title of very many words " * 8)
    assert long.get_size_inches()[1] > short.get_size_inches()[1]
    assert long.get_size_inches()[0] == short.get_size_inches()[0] == 7.6
    heights = [fig.axes[0].get_window_extent().height for fig in (short, long)]
    assert heights[0] == pytest.approx(heights[1], abs=1)


def test_dollar_signs_are_printed_as_they_are() -> None:
    svg = to_svg(bars(title="From $5m to $9m")).decode()
    assert "From $5m to $9m" in svg


def test_a_character_that_no_typeface_has_is_drawn_as_a_box_and_named_with_its_row() -> None:
    rows = pd.DataFrame({"actor_id": ["a1", "a2"], "name": ["Ann", "B\U0001e900b"]})

    @chart
    def draw(actors: pd.DataFrame, *, source: str) -> ChartFigure:
        fig, ax = frame("test-bars", "Two bars", "", source, rows=actors, alt="Bars.")
        ax.set_yticks(range(len(actors)), actors["name"])
        return fig

    figure = draw(rows, source="Paper")
    assert figure.unseen == (
        "actors, row 2 (a2), column name: no typeface has \U0001e900 (ADLAM CAPITAL LETTER ALIF)",
    )
    assert to_png(figure)
    assert draw(rows.head(1), source="Paper").unseen == ()


def test_the_title_starts_at_the_left_margin_and_so_do_subtitle_and_source() -> None:
    fig = bars(title="A title of very many words " * 6)
    left = [text.get_window_extent().x0 for text in fig.texts[:-1]]
    assert left == pytest.approx([MARGIN] * len(left), abs=2)


@pytest.mark.parametrize("name", ["", "Upper", "with space", "../out", "a--b", "a/b", "-a"])
def test_a_name_that_is_no_file_name_is_refused(name: str) -> None:
    with pytest.raises(ChartError, match="hyphens"):
        frame(name, "t", "s", "src", rows=ROWS, alt="a")


@pytest.mark.parametrize("missing", ["title", "source", "alt"])
def test_a_missing_text_is_refused_by_name(missing: str) -> None:
    texts = {"title": "t", "source": "s", "alt": "a", missing: " \n"}
    with pytest.raises(ChartError, match=missing):
        frame("x", texts["title"], "", texts["source"], rows=ROWS, alt=texts["alt"])


def test_an_unknown_size_lists_the_known_ones() -> None:
    with pytest.raises(SizeError, match="known sizes: web, mobile"), use_size("huge"):
        pass


def test_a_figure_remembers_the_size_and_the_theme_it_was_drawn_in() -> None:
    with use_size("mobile"), use_theme(DARK):
        fig = bars()
    assert (fig.size, fig.theme, fig.get_size_inches()[0]) == ("mobile", "dark", 3.75)
    assert mcolors.to_hex(fig.get_facecolor()) == DARK.ground
    # Written outside of the block, it is still what it was drawn as.
    assert DARK.ground.encode() in to_svg(fig)
    assert size().name == "web"


def test_a_fixed_height_gives_up_plot_area_and_grows_in_both_directions_if_that_is_not_enough() -> (
    None
):
    @chart
    def draw(least: float) -> ChartFigure:
        fig, _ = frame("x", "t", "s", "src", rows=ROWS, alt="a", height=300, least=least)
        return fig

    with use_size("square"):
        assert [round(side * DPI) for side in draw(300).get_size_inches()] == [600, 600]
        assert [round(side * DPI) for side in draw(700).get_size_inches()] == [860, 860]
        assert draw(700).scale == pytest.approx(1080 / 860)
        with pytest.raises(NoRoomError, match="shorten"):
            draw(2000)


def test_a_plot_without_room_is_refused() -> None:
    with pytest.raises(ChartError, match="test-bars"):
        bars(names=("a name of many words " * 8, "two", "three"))


def test_drawing_leaves_the_reader_s_settings_alone() -> None:
    before = dict(mpl.rcParams)
    to_png(bars())
    to_svg(bars())
    assert dict(mpl.rcParams) == before


def test_the_reader_s_settings_do_not_change_a_chart() -> None:
    plain = to_svg(bars())
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "axes.spines.top": True}):
        assert to_svg(bars()) == plain


def test_a_function_that_is_not_decorated_is_told_so() -> None:
    fig, ax = frame("x", "t", "s", "src", rows=ROWS, alt="a")
    ax.text(0.5, 0.5, "not in the house's typeface")
    assert any("@chart" in problem for problem in layout_problems(fig))


def test_problems_are_found_and_named() -> None:
    fig = bars()
    fig.text(0.99, 0.5, "cut off on the right", fontsize=9)
    fig.text(0.5, 0.5, "on top", fontsize=9)
    fig.text(0.5, 0.5, "of this", fontsize=9)
    fig.text(0.3, 0.6, "tiny", fontsize=4)
    found = "\n".join(layout_problems(fig))
    assert "'cut off on the right': is cut off" in found
    assert "'on top' and 'of this' overlap" in found
    assert "'tiny': is 5.6 px high" in found


def test_a_settled_chart_does_not_move_when_it_is_drawn_larger() -> None:
    fig = bars(names=("a rather long name for a bar", "two", "three"))
    before = fig.axes[0].get_position().bounds
    to_png(fig, scale=3)
    settle(fig)
    assert fig.axes[0].get_position().bounds == before


def test_the_last_digit_of_the_layout_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    before, execute = to_svg(bars()), ConstrainedLayoutEngine.execute

    def nudged(engine: ConstrainedLayoutEngine, fig: ChartFigure) -> None:
        execute(engine, fig)
        for axes in fig.axes:
            left, bottom, width, height = axes.get_position().bounds
            axes.set_position((left, bottom, math.nextafter(width, 0), height))

    monkeypatch.setattr(ConstrainedLayoutEngine, "execute", nudged)
    assert to_svg(bars()) == before


def test_a_png_says_what_it_shows_and_nothing_of_the_machine() -> None:
    with Image.open(io.BytesIO(to_png(bars(), scale=1.6))) as image:
        image.load()
        assert image.info["Title"] == "test-bars"
        assert image.info["Description"] == "Bars of 3, 9 and 5."
        assert "Software" not in image.info
        assert image.size[0] == 1216


def test_a_png_is_small() -> None:
    assert len(to_png(bars())) < 90_000


def test_an_svg_keeps_text_as_text_and_has_no_date() -> None:
    svg = to_svg(bars()).decode()
    assert ">Three bars</text>" in svg
    assert "<dc:date>" not in svg
    assert "matplotlib.org" not in svg


def test_no_window_system_is_touched() -> None:
    script = (
        "import sys; import helpers.charts.row_chart; print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=40), min_size=1, max_size=20))
def test_wrapping_keeps_every_letter_and_every_line_fits(words: list[str]) -> None:
    lines = wrap(" ".join(words), 120, 13)
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(text_width(line, 13) <= 120 for line in lines)


def filled(words: list[str], width: float) -> list[str]:
    """Lines that each take words for as long as they fit, every one of them measured."""
    lines = [""]
    for word in words:
        joined = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], joined] if text_width(joined, 13) <= width else [*lines, word]
    return lines


@given(
    st.lists(st.text("AVTWfjilo.,“”é—Жλ1", min_size=1, max_size=9), min_size=3, max_size=20),
    st.sampled_from([-0.1, 0, 0.1]),
)
def test_a_line_breaks_where_it_with_the_next_word_would_be_measured_as_too_wide(
    words: list[str], more: float
) -> None:
    # As wide as some of the words are side by side, or a hair more or less.
    width = text_width(" ".join(words[: len(words) // 2 + 1]), 13) + more
    width = max(width, *(text_width(word, 13) for word in words))
    lines, longest = filled(words, width), max(text_width(word, 13) for word in words)
    balanced = filled(words, min(width, max(width * 0.8, longest)))
    assert wrap(" ".join(words), width, 13) == (balanced if len(balanced) == len(lines) else lines)


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 100, 13) == [""]


def test_width_is_measured_in_the_typeface_of_the_charts() -> None:
    assert text_width("iiii", 13) < text_width("mmmm", 13)
    assert text_width("wide", 26) == pytest.approx(2 * text_width("wide", 13), rel=0.02)
    assert text_width("bold", 13, bold=True) > text_width("bold", 13)


def test_a_text_is_measured_as_matplotlib_does_in_every_font_resolution_and_hinting() -> None:
    font = FontProperties(family="Source Sans 3")
    for points, dpi, hinting in itertools.product((9, 17), (100, 160), ("none", "default")):
        font.set_size(points)
        with mpl.rc_context({"text.hinting": hinting}):
            own = RendererAgg(1, 1, dpi).get_text_width_height_descent("Wide eyes", font, False)
            for _ in range(2):
                assert Pen(1, 1, dpi).get_text_width_height_descent("Wide eyes", font, False) == own
