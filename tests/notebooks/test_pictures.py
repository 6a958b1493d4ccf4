"""Stored pictures show what their rows say: each is compared with the chart drawn anew.

Pixels may differ a little between builds of the drawing library. So both pictures are looked at from
afar, in squares; a bar of another length, or another chart, changes whole squares.
"""

import base64
import io
import re
from functools import cache
from pathlib import Path

import nbformat
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from helpers import open_story
from helpers.charts.pictures import to_png
from helpers.topics.catalogue import CHARTS

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SQUARE = 12  # pixels
# Share of full black by which the mean of a square may differ. Smoothed edges stay far below it;
# a bar one square longer is above it.
TOLERANCE = 0.25
STORY = re.compile(r'^STORY = "([^"]+)"', re.MULTILINE)
CHART = re.compile(r'data-chart="([^"]+)"')


def seen_from_afar(png: bytes) -> npt.NDArray[np.float64]:
    """The mean darkness of each square, 0 to 1."""
    with Image.open(io.BytesIO(png)) as image:
        grey = np.asarray(image.convert("L"), dtype=float) / 255
    rows, columns = (side // SQUARE for side in grey.shape)
    cut = grey[: rows * SQUARE, : columns * SQUARE]
    return cut.reshape(rows, SQUARE, columns, SQUARE).mean(axis=(1, 3))


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same, seen from afar."""
    first, second = seen_from_afar(one), seen_from_afar(other)
    return first.shape == second.shape and bool(np.abs(first - second).max() <= TOLERANCE)


@cache
def drawn(story_id: str, name: str) -> bytes:
    spec = next(spec for spec in CHARTS if spec.name == name)
    return to_png(spec.build(open_story(story_id, root=ROOT)))


def stored(path: Path) -> list[tuple[str, str, str, bytes]]:
    """Cell, story, chart and picture of every chart that a notebook stores."""
    notebook = nbformat.read(path, as_version=4)
    story = STORY.search("\n".join(cell.source for cell in notebook.cells))
    assert story, f"{path.name} names no story"
    return [
        (cell.id, story[1], CHART.search(output.data["text/html"])[1], base64.b64decode(picture))  # type: ignore[index]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if (picture := output.get("data", {}).get("image/png"))
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_stored_picture_is_that_of_its_chart(path: Path) -> None:
    wrong = [
        f"{path.name}, cell {cell}: the picture is not that of {chart} as drawn from the tables; "
        "store it anew with: make notebooks"
        for cell, story_id, chart, picture in stored(path)
        if not alike(picture, drawn(story_id, chart))
    ]
    assert wrong == []


def test_a_picture_with_a_bar_changed_is_found() -> None:
    real = drawn("example", "claims-voices")
    with Image.open(io.BytesIO(real)) as image:
        changed = image.convert("RGB")
    width, height = changed.size
    ImageDraw.Draw(changed).rectangle(
        (width * 0.6, height * 0.5, width * 0.6 + 60, height * 0.5 + 20), fill="#1f3f66"
    )
    kept = io.BytesIO()
    changed.save(kept, format="PNG")
    assert not alike(real, kept.getvalue())


def test_a_picture_that_differs_by_smoothing_only_is_the_same() -> None:
    real = drawn("example", "claims-voices")
    with Image.open(io.BytesIO(real)) as image:
        grey = np.asarray(image.convert("L"), dtype=float)
    shifted = grey.copy()
    shifted[:, 1:] = grey[:, 1:] * 0.7 + grey[:, :-1] * 0.3
    kept = io.BytesIO()
    Image.fromarray(shifted.astype("uint8")).save(kept, format="PNG")
    assert alike(real, kept.getvalue())


def test_another_chart_is_another_picture() -> None:
    assert not alike(drawn("example", "claims-voices"), drawn("example", "claims-chains"))
