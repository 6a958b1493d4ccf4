"""Stored pictures show what their rows and words say, and what the chart looks like now.

That those of the notebooks do is asked by tests/notebooks/ahead.py, which draws them anyway.
"""

import base64
import copy
import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from helpers.charts.pictures import to_png
from helpers.show.figures import chart_output

from ..stories import Drawn
from .conftest import bars
from .stored_pictures import alike, picture_problems


def longer_bar(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    left, top = width * 0.6, height * 0.5
    changed = picture.copy()
    ImageDraw.Draw(changed).rectangle((left, top, left + 60, top + 20), fill="#1f3f66")
    return changed


def smoothed(picture: Image.Image) -> Image.Image:
    grey = np.asarray(picture.convert("L"), dtype=float)
    shifted = grey.copy()
    shifted[:, 1:] = grey[:, 1:] * 0.7 + grey[:, :-1] * 0.3
    return Image.fromarray(shifted.astype("uint8"))


@pytest.mark.parametrize(("change", "same"), [(longer_bar, False), (smoothed, True)])
def test_a_changed_bar_is_found_and_smoothing_is_none(
    change: Callable[[Image.Image], Image.Image], same: bool, drawn: Drawn
) -> None:
    real = to_png(drawn("example", "claims-voices"))
    kept = io.BytesIO()
    change(Image.open(io.BytesIO(real)).convert("RGB")).save(kept, format="PNG")
    assert alike(real, kept.getvalue()) is same


def test_another_chart_is_another_picture(drawn: Drawn) -> None:
    assert not alike(
        *(to_png(drawn("example", name)) for name in ("claims-voices", "claims-chains"))
    )


# ------------------------------------------------------------------------------ picture and words

Swap = Callable[[dict[str, str]], object]


@pytest.fixture(scope="module")
def stored() -> dict[str, str]:
    """A chart as a notebook stores it, by media type."""
    return chart_output(bars())


def in_html(old: str, new: str) -> Swap:
    return lambda data: data.update({"text/html": data["text/html"].replace(old, new)})


def picture(png: bytes, *, html: bool = True, beside: bool = True) -> Swap:
    """Put another picture in the HTML, beside it, or both; the words about it stay."""
    other = base64.b64encode(png).decode()

    def swap(data: dict[str, str]) -> None:
        if html:
            data["text/html"] = data["text/html"].replace(data["image/png"], other)
        if beside:
            data["image/png"] = other

    return swap


def redrawn(**options: Any) -> bytes:
    return to_png(bars(**options))


def blank() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 40)).save(held, "PNG")
    return held.getvalue()


SWAPS: dict[str, tuple[Callable[[], Swap], str]] = {
    "beside": (lambda: picture(redrawn(long=2), html=False), "another than the one beside it"),
    "in the HTML": (lambda: picture(redrawn(long=2), beside=False), "another than the one beside"),
    "of another number": (lambda: picture(redrawn(long=2)), "another alt text"),
    "of another chart": (lambda: picture(redrawn(name="other-bars")), "chart 'other-bars'"),
    "of nobody": (lambda: picture(blank()), "says it is the chart None"),
    "a GIF": (lambda: picture(b"GIF89a"), "no PNG"),
    "none": (lambda: lambda data: data.pop("image/png"), "missing"),
    "broken": (lambda: lambda data: data.update({"image/png": "bm90IGEg"}), "no PNG"),
    "another alt text": (lambda: in_html("Bars of 12", "Bars of 2"), "another alt text"),
    "no alt text": (lambda: in_html("Bars of 12 and 30.", ""), "no alt text"),
    "another name": (lambda: in_html('"test-bars"', '"other"'), "says it is the chart 'test-bars'"),
    "two images": (lambda: in_html("<img", "<img><img"), "one chart with one image"),
    "other words": (lambda: lambda data: data.update({"text/plain": "else"}), "plain text"),
    "no chart": (lambda: in_html("data-chart", "data-none"), "without a chart"),
}


@pytest.mark.parametrize("case", SWAPS)
def test_a_swapped_picture_or_text_is_found(case: str, stored: dict[str, str]) -> None:
    swap, told = SWAPS[case]
    data = copy.deepcopy(stored)
    swap()(data)
    assert any(told in problem for problem in picture_problems({"data": data}))


def test_an_honest_picture_and_a_text_have_no_problem(stored: dict[str, str]) -> None:
    in_lines = {"text/html": stored["text/html"].splitlines(keepends=True)}
    ended = {"image/png": stored["image/png"] + "\n"}
    for output in (stored, {**stored, **in_lines, **ended}, {"text/plain": "3"}):
        assert [*picture_problems({"data": output})] == []
    assert [*picture_problems({"output_type": "stream", "text": "x"})] == []
