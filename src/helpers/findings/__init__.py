"""What a story's tables come to, in whole sentences: written in its notes, or else computed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from helpers.story import Story

__all__ = ["COMPUTED", "Finding", "computed", "in_short", "main", "with_evidence"]


@dataclass(frozen=True)
class Finding:
    """One finding: a whole sentence, the rows it rests on, their sources, and a chart of it.

    `rows` holds the keys of those rows ("c004", "r012", "isis"), so that a reader can go from the
    sentence to the words of the article. `evidence` names article and references in a line;
    `chart` is the name of a chart in the catalogue.
    """

    text: str
    rows: tuple[str, ...]
    evidence: str = ""
    chart: str | None = None


def in_short(story: Story, topic: str) -> list[Finding]:
    """The findings on a topic: those of the story's note, else a few computed from its rows.

    Input: the story; the name of a note, such as "claims", "crosscheck" or "hindsight".
    Raises: StoryError naming note, line and row for a written finding that its rows do not bear.
    """
    from helpers.findings import written

    found = written.in_short(story, topic)
    return found or with_evidence(story, computed(story, topic))


def main(story: Story) -> list[Finding]:
    """The main findings: those told heading by heading in notes/crosscheck.md, else computed ones.

    Raises: as `in_short`.
    """
    from helpers.findings import written

    return written.main(story) or in_short(story, "crosscheck")


def with_evidence(story: Story, found: Sequence[Finding]) -> list[Finding]:
    """Findings with the line that names article and references, computed from their rows."""
    from helpers.findings.sources import evidence_line

    return [replace(one, evidence=evidence_line(story, one.rows)) for one in found]


COMPUTED = {
    "actors": "actors.in_short",
    "claims": "claims.in_short",
    "casualties": "casualties.in_short",
    "timeline": "timeline.in_short",
    "places": "places.in_short",
    "crosscheck": "crosscheck.in_short",
    "supported": "crosscheck.supported",
    "hindsight": "crosscheck.hindsight",
}
"""What computes the findings of a topic where nobody has written any."""


def computed(story: Story, topic: str) -> list[Finding]:
    """The findings on a topic computed from the rows; [] for a topic that nothing computes."""
    if topic not in COMPUTED:
        return []
    module, _, function = COMPUTED[topic].partition(".")
    compute = getattr(import_module(f"helpers.findings.{module}"), function)
    found: list[Finding] = compute(story)
    return found
