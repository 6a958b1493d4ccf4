"""Whether the picture in a stored output is the one that its words describe."""

import base64
import io
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image

from ..parsed_html import Parsed


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
