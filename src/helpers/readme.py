"""The generated parts of the README: the map of notebooks with a finding each, and the picture."""

import re
from collections.abc import Callable, Mapping

from helpers.charts.frame import ChartFigure
from helpers.findings import Finding, actors, casualties, claims, places, timeline
from helpers.story import Story

PICTURE = "docs/picture.png"

MAP: tuple[tuple[str, str, Callable[[Story], list[Finding]]], ...] = (
    ("01-actors", "Who is in the story?", actors.in_short),
    ("02-claims", "Who claims what, on whose word?", claims.in_short),
    ("03-casualties", "What is counted, and what only named?", casualties.in_short),
    ("04-timeline", "When did it happen, and how surely?", timeline.in_short),
    ("05-places", "Where, and how far?", places.in_short),
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


def picture(chart: ChartFigure) -> str:
    """The chart of the README as Markdown, with its alt text."""
    return f"![{_in_brackets(chart.alt)}]({PICTURE})"


def filled(text: str, parts: Mapping[str, str]) -> str:
    """Put generated parts into a text, each between its two marks.

    Input: the text; per part its name and what stands between `<!-- generated: NAME -->` and
    `<!-- end: NAME -->`.

    Raises:
        ValueError: a part has no marks in the text.
    """
    for name, part in parts.items():
        marks = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- end: {name} -->)", re.DOTALL)
        if not marks.search(text):
            raise ValueError(
                f"README.md: no part '{name}'; put it between <!-- generated: {name} --> "
                f"and <!-- end: {name} -->"
            )
        text = marks.sub(lambda found, part=part: f"{found[1]}{part}\n{found[2]}", text)
    return text


def _in_brackets(text: str) -> str:
    return text.replace("[", "(").replace("]", ")")
