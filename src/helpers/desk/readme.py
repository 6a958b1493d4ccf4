"""What leads into the notebooks: their map with a finding each, and the picture of the README."""

import io
import re
from collections.abc import Mapping
from html import escape

from PIL import Image

from helpers.charts.figure import ChartFigure
from helpers.story.story import Story
from helpers.topics import findings
from helpers.topics.catalogue import chart

# The chart that stands in the README, and where its picture is kept.
CHART = "claims-distances"
PICTURE = "docs/picture.png"


def story_of(text: str) -> str | None:
    """The story that the README speaks of, by its own mark `<!-- story: ID -->`; None without."""
    mark = re.search(r"<!-- story: (\S+) -->", text)
    return mark[1] if mark else None


def main_findings(story: Story) -> str:
    """The main findings as a Markdown list, a sentence each."""
    return "\n".join(f"- {one.text}" for one in findings.main(story))


def chart_of(story: Story) -> ChartFigure:
    """The chart of the README, drawn for a story."""
    return chart(story, CHART)


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
