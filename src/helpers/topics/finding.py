"""One finding: a sentence, the rows it rests on, and their sources in a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpers.story.story import Story
from helpers.topics.evidence_line import evidence_line


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


def with_evidence(story: Story, found: Sequence[Finding]) -> list[Finding]:
    """Findings with the line that names article and references, computed from their rows."""
    return [replace(one, evidence=evidence_line(story, one.rows)) for one in found]
