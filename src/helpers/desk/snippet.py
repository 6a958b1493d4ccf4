"""A chart as a piece of HTML that is ready to be pasted into a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from helpers.desk.outputs import DARK, LIGHT
from helpers.show.html import fill

PHONE = "(max-width: 30em)"
NIGHT = "(prefers-color-scheme: dark)"


def snippet(
    facts: Mapping[str, Any], drawing: Mapping[str, Any], drawings: Sequence[Mapping[str, Any]]
) -> bytes:
    """The HTML of one drawing: a figure with its picture, alt text, sources and credit.

    Input: the facts of the chart, the drawing, and every drawing of the chart, as in chart.json.
    Output: UTF-8 text, all that is filled in escaped. A light drawing brings the dark one with it
    for readers who ask for dark, and one made for wide pages the one for phones, where those
    were drawn.
    """
    sources = [
        {"media": media, "file": _svg(other), "width": other["width"], "height": other["height"]}
        for media, other in _others(drawing, drawings)
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


def _others(
    drawing: Mapping[str, Any], drawings: Sequence[Mapping[str, Any]]
) -> list[tuple[str, Mapping[str, Any]]]:
    """The drawings to show instead, the most particular first, each with when."""
    found = {(one["size"], one["theme"]): one for one in drawings}
    size, theme = drawing["size"], drawing["theme"]
    night = theme == LIGHT
    wanted = []
    if size == "web":
        if night:
            wanted.append((f"{PHONE} and {NIGHT}", ("mobile", DARK)))
        wanted.append((PHONE, ("mobile", theme)))
    if night:
        wanted.append((NIGHT, (size, DARK)))
    return [(media, found[key]) for media, key in wanted if key in found]


def _svg(drawing: Mapping[str, Any]) -> str:
    return next(str(one["file"]) for one in drawing["files"] if one["kind"] == "svg")
