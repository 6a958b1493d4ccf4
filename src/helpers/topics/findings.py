"""The findings of a story by the name of the note that tells them."""

from collections.abc import Callable, Mapping

from helpers.story.story import Story
from helpers.topics.actors import findings as actors
from helpers.topics.casualties import findings as casualties
from helpers.topics.claims import findings as claims
from helpers.topics.crosscheck import findings as crosscheck
from helpers.topics.finding import Finding
from helpers.topics.places import findings as places
from helpers.topics.timeline import findings as timeline
from helpers.topics.written import written_or

COMPUTED: Mapping[str, Callable[[Story], list[Finding]]] = {
    "actors": actors.computed,
    "claims": claims.computed,
    "casualties": casualties.computed,
    "timeline": timeline.computed,
    "places": places.computed,
    "crosscheck": crosscheck.computed_in_short,
    "supported": crosscheck.computed_supported,
    "hindsight": crosscheck.computed_hindsight,
}
"""What computes the findings of a note where nobody has written any."""


def main(story: Story) -> list[Finding]:
    """The main findings of a story. Raises: as `in_short`."""
    return crosscheck.main(story)


def in_short(story: Story, note: str) -> list[Finding]:
    """The findings of a note, such as "claims", "crosscheck" or "hindsight".

    Raises: StoryError naming note, line and row for a written finding that its rows do not bear.
    """
    return written_or(story, note, lambda told: computed(told, note))


def computed(story: Story, note: str) -> list[Finding]:
    """The findings of a note computed from the rows; [] for a note that nothing computes."""
    return COMPUTED[note](story) if note in COMPUTED else []
