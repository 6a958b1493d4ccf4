"""What leads into the notebooks: their map with a finding each, and the picture of the README."""

import io
import re
from collections.abc import Mapping
from html import escape

from PIL import Image

from helpers import findings
from helpers.catalogue import chart
from helpers.charts.frame import ChartFigure
from helpers.story import Story

# The chart that stands in the README, and where its picture is kept.
CHART = "claims-distances"
PICTURE = "docs/picture.png"

MAP: tuple[tuple[str, str, str | None], ...] = (
    ("01-actors", "Who has a voice, and who is only spoken of?", "actors"),
    ("02-claims", "Who says what, and how surely?", "claims"),
    ("03-casualties", "Whose dead are counted, and by whom?", "casualties"),
    ("04-timeline", "When did it happen, and what is not known?", "timeline"),
    ("05-places", "Where did it happen, and how far is it?", "places"),
    ("06-cross-check", "What do other sources say?", "crosscheck"),
    ("07-explore", "Where can I look for myself?", None),
)
"""The notebooks with their questions, and the note whose first finding is told of each."""


def story_of(text: str) -> str | None:
    """The story that the README speaks of, by its own mark `<!-- story: ID -->`; None without."""
    mark = re.search(r"<!-- story: (\S+) -->", text)
    return mark[1] if mark else None


def main_findings(story: Story) -> str:
    """The main findings as a Markdown list, a sentence each."""
    return "\n".join(f"- {one.text}" for one in findings.main(story))


def notebook_map(story: Story, folder: str = "notebooks/") -> str:
    """The map of notebooks as a Markdown list, each with its question and its first finding.

    Input: the story; the folder of the notebooks, as seen from where the map stands.
    """
    lines = []
    for name, question, topic in MAP:
        found = findings.in_short(story, topic)[:1] if topic else []
        told = f" {found[0].text}" if found else ""
        lines.append(f"- [{name}]({folder}{name}.ipynb): {question}{told}")
    return "\n".join(lines)


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
