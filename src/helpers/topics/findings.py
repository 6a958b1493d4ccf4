"""The findings of a story by the name of the note that tells them."""

from collections.abc import Mapping

from helpers.story.story import Story
from helpers.topics.actors import findings as actors
from helpers.topics.casualties import findings as casualties
from helpers.topics.claims import findings as claims
from helpers.topics.crosscheck import findings as crosscheck
from helpers.topics.crosscheck.findings import main
from helpers.topics.finding import Finding, InShort
from helpers.topics.places import findings as places
from helpers.topics.timeline import findings as timeline

__all__ = ["NOTES", "computed", "in_short", "main"]

NOTES: Mapping[str, InShort] = {
    one.note: one
    for one in (
        actors.in_short,
        claims.in_short,
        casualties.in_short,
        timeline.in_short,
        places.in_short,
        crosscheck.in_short,
        crosscheck.supported,
        crosscheck.hindsight,
    )
}
"""The notes that tell findings, each with what computes them where nobody has written any."""


def in_short(story: Story, note: str) -> list[Finding]:
    """The findings of a note, such as "claims", "crosscheck" or "hindsight".

    Raises: StoryError naming note, line and row for a written finding that its rows do not bear.
    """
    return NOTES.get(note, InShort(note))(story)


def computed(story: Story, note: str) -> list[Finding]:
    """The findings of a note computed from the rows; [] for a note that nothing computes."""
    return NOTES.get(note, InShort(note)).computed(story)
