"""Whether the picture in a stored output is the one that its words describe, and the one drawn now.

Pixels may differ a little between builds of the drawing library. So both pictures are looked at from
afar, in squares; a bar of another length, or another chart, changes whole squares.
"""

import base64
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from ..parsed_html import Parsed

SQUARE = 12  # pixels
# Share of full black by which the mean of a square may differ. Smoothed edges stay far below it;
# a bar one square longer is above it.
TOLERANCE = 0.25


def pictures(outputs: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """The PNG files in the outputs of a cell."""
    shown = (output.get("data", {}).get("image/png") for output in outputs)
    return [base64.b64decode("".join(picture)) for picture in shown if picture]


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same, seen from afar."""
    if one == other:
        return True
    first, second = _seen_from_afar(one), _seen_from_afar(other)
    return first.shape == second.shape and bool(np.abs(first - second).max() <= TOLERANCE)


def _seen_from_afar(png: bytes) -> npt.NDArray[np.float64]:
    """The mean darkness of each square, 0 to 1."""
    with Image.open(io.BytesIO(png)) as image:
        grey = np.asarray(image.convert("L"), dtype=float) / 255
    rows, columns = (side // SQUARE for side in grey.shape)
    cut = grey[: rows * SQUARE, : columns * SQUARE]
    return cut.reshape(rows, SQUARE, columns, SQUARE).mean(axis=(1, 3))


def picture_problems(output: Mapping[str, Any]) -> Iterator[str]:
    """Input: an output of a notebook. Output: one line per problem with its chart or picture."""
    data = {kind: "".join(value) for kind, value in output.get("data", {}).items()}
    shown = Parsed(data.get("text/html", ""))
    images = shown.of("img")
    charts = [figure["data-chart"] for figure in shown.of("figure") if "data-chart" in figure]
    if not charts:
        if images or "image/png" in data:
            yield "a picture without a chart around it"
        return
    name = charts[0]
    if not len(charts) == len(images) == 1:
        yield f"{name}: one chart with one image is expected in an output"
        return
    [image] = images
    inline = _png(image.get("src", "").removeprefix("data:image/png;base64,"))
    beside, alt = _png(data.get("image/png", "")), image.get("alt", "")
    if inline is None or beside is None:
        yield f"{name}: the picture is missing, or no PNG"
        return
    title, told = inline.info.get("Title"), inline.info.get("Description")
    faults = {
        "its image has no alt text": not alt.strip(),
        "the picture in its HTML is another than the one beside it": inline != beside,
        f"its picture says it is the chart {title!r}": title != name,
        "its picture carries another alt text than its HTML": told != alt,
        "its plain text is not its alt text": data.get("text/plain", "") != alt,
    }
    yield from (f"{name}: {fault}" for fault, found in faults.items() if found)


def _png(encoded: str) -> Image.Image | None:
    """The picture behind base64, None if it is missing, broken or of another kind."""
    try:
        picture = Image.open(io.BytesIO(base64.b64decode(encoded)), formats=["PNG"])
        picture.load()
    except (ValueError, OSError):
        return None
    return picture
