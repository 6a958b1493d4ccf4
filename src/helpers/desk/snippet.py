"""A chart as a piece of HTML that is ready to be pasted into a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from helpers.desk.outputs import DARK, LIGHT
from helpers.show.html import fill

PHONE = "(max-width: 30em)"
NIGHT = "(prefers-color-scheme: dark)"

Drawing = Mapping[str, Any]


def snippet(facts: Mapping[str, Any], drawing: Drawing, drawings: Sequence[Drawing]) -> bytes:
    """The HTML of one drawing: a figure with its picture, alt text, sources and credit.

    Input: the facts of the chart, the drawing, and every drawing of the chart, as in chart.json.
    Output: UTF-8 text, all that is filled in escaped. A light drawing brings the dark one with it
    for readers who ask for dark, and one made for wide pages the one for phones, where those
    were drawn.
    """
    sources = [
        {"media": media, "file": _svg(other), "width": other["width"], "height": other["height"]}
        for media, other in others(drawing, drawings, PHONE, NIGHT, f"{PHONE} and {NIGHT}")
    ]
    html = fill(
        "snippet",
        sources=sources,
        file=_svg(drawing),
        width=drawing["width"],
        height=drawing["height"],
        alt=facts["alt"],
        source_line=facts["source"].rstrip("."),
        publishers=facts["sources"],
        credit=facts["credit"].rstrip("."),
    )
    return html.encode() + b"\n"


def others(
    drawing: Drawing, drawings: Sequence[Drawing], phone: str, night: str, both: str
) -> list[tuple[str, Drawing]]:
    """The drawings to show instead, the most particular first, each with when.

    Input: the drawing that is shown otherwise; every drawing of its chart; the media queries for
    phones, for the dark, and for phones in the dark. A window without its own drawing in the dark
    gets the light one: what is shown has the right shape before it has the right ground.
    """
    found = {(one["size"], one["theme"]): one for one in drawings}
    size, theme = drawing["size"], drawing["theme"]
    wide, light = size == "web", theme == LIGHT
    wanted = (
        (both, ("mobile", DARK), wide and light),
        (phone, ("mobile", theme), wide),
        (night, (size, DARK), light),
    )
    return [(media, found[key]) for media, key, fits in wanted if fits and key in found]


def _svg(drawing: Drawing) -> str:
    return next(str(one["file"]) for one in drawing["files"] if one["kind"] == "svg")
