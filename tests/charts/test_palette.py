"""Few colours: those that mean something stay what they are."""

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from helpers.charts.figure import ChartFigure
from helpers.charts.palette import COLOURS, few_colours
from helpers.charts.pictures import pixels
from helpers.charts.style import LIGHT


@given(st.lists(st.integers(0, 2**24 - 1), min_size=1, max_size=COLOURS))
def test_a_picture_of_few_colours_is_not_changed_at_all(colours: list[int]) -> None:
    cells = np.array([[c >> 16, c >> 8 & 255, c & 255] for c in colours], dtype=np.uint8)
    image = Image.fromarray(cells[np.newaxis])
    small = few_colours(image)
    assert small.mode == "P"
    assert np.array_equal(np.asarray(small.convert("RGB")), np.asarray(image))


def test_a_rare_colour_is_kept_among_many_shades_of_another() -> None:
    shades = np.zeros((256, 400, 3), dtype=np.uint8)
    shades[..., 2] = np.arange(256)[:, np.newaxis]
    shades[..., 1] = np.arange(400)[np.newaxis] // 8
    teal = (31, 122, 114)
    shades[100, 100] = teal
    assert few_colours(Image.fromarray(shades)).convert("RGB").getpixel((100, 100)) == teal


def test_in_a_real_chart_no_pixel_is_far_from_what_was_drawn(
    drawn: Callable[..., ChartFigure],
) -> None:
    for name in ("claims-wording", "crosscheck-verdicts"):
        image = pixels(drawn("example", name), 1)
        small = np.asarray(few_colours(image).convert("RGB")).astype(int)
        full = np.asarray(image.convert("RGB")).astype(int)
        assert np.abs(small - full).max() <= 16
        ground = [int(LIGHT.ground[at : at + 2], 16) for at in (1, 3, 5)]
        assert small[0, 0].tolist() == ground
