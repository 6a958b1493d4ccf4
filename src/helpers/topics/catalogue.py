"""Every chart that each story gets."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import isfunction, signature
from types import ModuleType
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


def _of(topic: str, charts: ModuleType) -> list[ChartSpec]:
    """The charts of a topic: each public function of its charts.py that takes a story, by its name."""
    return [
        ChartSpec(f"{topic}-{name.replace('_', '-')}", topic, build)
        for name, build in vars(charts).items()
        if isfunction(build)
        and build.__module__ == charts.__name__
        and name[0] != "_"
        and [*signature(build).parameters] == ["story"]
    ]


CHARTS: tuple[ChartSpec, ...] = (
    *_of("claims", claims),
    *_of("actors", actors),
    *_of("casualties", casualties),
    *_of("timeline", timeline),
    *_of("places", places),
    *_of("crosscheck", crosscheck),
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
