"""The generated parts of the README: the map of notebooks with a finding each, and the picture."""

import io
import re
from collections.abc import Callable, Mapping
from html import escape

from PIL import Image

from helpers.catalogue import CHARTS
from helpers.charts.frame import ChartFigure
from helpers.findings import Finding, actors, casualties, claims, crosscheck, places, timeline
from helpers.story import Story

# The chart that stands in the README, and where its picture is kept.
CHART = "claims-wording"
PICTURE = "docs/picture.png"


def _waits(_story: Story) -> list[Finding]:
    """The explorer answers what it is asked, and reports nothing by itself."""
    return []


MAP: tuple[tuple[str, str, Callable[[Story], list[Finding]]], ...] = (
    ("01-actors", "Who is in the story?", actors.in_short),
    ("02-claims", "Who claims what, on whose word?", claims.in_short),
    ("03-casualties", "What is counted, and what only named?", casualties.in_short),
    ("04-timeline", "When did it happen, and how surely?", timeline.in_short),
    ("05-places", "Where, and how far?", places.in_short),
    ("06-cross-check", "How do the claims stand against other sources?", crosscheck.in_short),
    ("07-explore", "Who says it, where, how surely, and who disagrees?", _waits),
)


def story_of(text: str) -> str | None:
    """The story that the README speaks of, by its own mark `<!-- story: ID -->`; None without."""
    mark = re.search(r"<!-- story: (\S+) -->", text)
    return mark[1] if mark else None


def notebook_map(story: Story) -> str:
    """The map of notebooks as a Markdown list, each with its first finding on the story."""
    lines = [
        "- [00-overview](notebooks/00-overview.ipynb): What does the article say, at a glance?"
    ]
    for name, question, in_short in MAP:
        found = in_short(story)
        told = f" {found[0].text}" if found else ""
        lines.append(f"- [{name}](notebooks/{name}.ipynb): {question}{told}")
    return "\n".join(lines)


def chart_of(story: Story) -> ChartFigure:
    """The chart of the README, drawn for a story."""
    return next(spec for spec in CHARTS if spec.name == CHART).build(story)


def picture(chart: ChartFigure) -> str:
    """The chart of the README as HTML, with its alt text."""
    return f'<img src="{PICTURE}" width="620" alt="{escape(chart.alt)}">'


def shows(png: bytes, chart: ChartFigure) -> bool:
    """Whether a stored picture is of this chart and says the same.

    A picture carries its chart's name and alt text; its pixels may differ between machines, and
    do not count.
    """
    with Image.open(io.BytesIO(png)) as image:
        said = dict(image.info)
    return said.get("Title") == chart.name and said.get("Description") == chart.alt


def filled(text: str, parts: Mapping[str, str]) -> str:
    """Put generated parts into a text, each between its two marks.

    Input: the text; per part its name and what stands between `<!-- generated: NAME -->` and
    `<!-- end: NAME -->`.

    Raises:
        ValueError: a part has no marks in the text.
    """
    for name, part in parts.items():
        begins, ends = f"<!-- generated: {name} -->\n", f"<!-- end: {name} -->"
        before, mark, rest = text.partition(begins)
        _, end_mark, after = rest.partition(ends)
        if not mark or not end_mark:
            raise ValueError(
                f"README.md: no part '{name}'; put it between {begins.strip()} and {ends}"
            )
        text = f"{before}{begins}{part}\n{ends}{after}"
    return text
