"""Every chart that each story gets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from helpers.charts.figure import ChartFigure
from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.topics.actors import charts as actors
from helpers.topics.casualties import charts as casualties
from helpers.topics.claims import charts as claims
from helpers.topics.crosscheck import charts as crosscheck
from helpers.topics.places import charts as places
from helpers.topics.timeline import charts as timeline

Made = TypeVar("Made")


@dataclass(frozen=True)
class Spec(Generic[Made]):
    """What is published for each story: its name, its topic, and what makes it."""

    name: str
    topic: str
    build: Callable[[Story], Made]


ChartSpec = Spec[ChartFigure]

CHARTS: tuple[ChartSpec, ...] = (
    ChartSpec("claims-wording", "claims", claims.wording),
    ChartSpec("claims-voices", "claims", claims.voices),
    ChartSpec("claims-chains", "claims", claims.chains),
    ChartSpec("claims-distances", "claims", claims.distances),
    ChartSpec("claims-xray", "claims", claims.xray),
    ChartSpec("actors-voices", "actors", actors.voices),
    ChartSpec("actors-ties", "actors", actors.ties),
    ChartSpec("casualties-references", "casualties", casualties.references),
    ChartSpec("casualties-months", "casualties", casualties.months),
    ChartSpec("timeline-years", "timeline", timeline.years),
    ChartSpec("timeline-last-days", "timeline", timeline.last_days),
    ChartSpec("places-distances", "places", places.distances),
    ChartSpec("places-surroundings", "places", places.surroundings),
    ChartSpec("places-map", "places", places.map),
    ChartSpec("crosscheck-standing", "crosscheck", crosscheck.standing),
    ChartSpec("crosscheck-verdicts", "crosscheck", crosscheck.verdicts),
)
"""Every chart that is published, in the order of the index."""


def chart(story: Story, name: str) -> ChartFigure:
    """Draw a chart of the catalogue for a story.

    Raises: StoryError naming the charts that there are, for any other name.
    """
    known = {spec.name: spec for spec in CHARTS}
    if name not in known:
        raise StoryError([f"no chart is called {name!r}; the charts are {', '.join(known)}"])
    return known[name].build(story)
