"""Every chart that each story gets."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from helpers.charts import actors, casualties, claims, crosscheck, distances, places, timeline
from helpers.charts.frame import ChartFigure
from helpers.charts.xray import xray
from helpers.story import Story, StoryError
from helpers.tables import casualties as toll_tables
from helpers.tables import crosscheck as check_tables
from helpers.tables import distances as distance_tables
from helpers.tables import places as place_tables
from helpers.tables import timeline as event_tables
from helpers.wording import reference_line, source_line


@dataclass(frozen=True)
class ChartSpec:
    """A chart that is published: its name, its topic, and what draws it for a story."""

    name: str
    topic: str
    build: Callable[[Story], ChartFigure]


def _xray(story: Story) -> ChartFigure:
    return xray(story, source=source_line(story.article))


def _presence(story: Story) -> ChartFigure:
    return actors.presence(
        story.actors, story.mentions, story.paragraphs, source=source_line(story.article)
    )


def _ties(story: Story) -> ChartFigure:
    return actors.ties(story.relations, story.actors, source=source_line(story.article))


def _speakers(story: Story) -> ChartFigure:
    return claims.speakers(story.claims, story.actors, source=source_line(story.article))


def _chains(story: Story) -> ChartFigure:
    return claims.chains(story.claims, story.actors, source=source_line(story.article))


def _wording(story: Story) -> ChartFigure:
    return claims.wording(
        story.claim_links,
        story.claims,
        story.paragraphs,
        source=source_line(story.article),
        topics=story.article.topics,
    )


def _counted(story: Story) -> ChartFigure:
    table = toll_tables.reported(story.casualties, story.claims)
    return casualties.counted_and_named(table, source=source_line(story.article))


def _references(story: Story) -> ChartFigure:
    table = toll_tables.comparison(story.casualties, story.checks)
    return casualties.against_references(table, source=source_line(story.article))


def _months(story: Story) -> ChartFigure:
    table = toll_tables.by_month(story.casualties)
    return casualties.by_month(
        table,
        published=story.article.published,
        source=reference_line(story.references, list(table["ref_id"])),
    )


def _years(story: Story) -> ChartFigure:
    return timeline.years(
        event_tables.resolved(story.events),
        published=story.article.published,
        source=source_line(story.article),
    )


def _last_days(story: Story) -> ChartFigure:
    published = story.article.published
    table = event_tables.last_days(story.events, story.claims, story.actors, published)
    return timeline.last_days(table, published=published, source=source_line(story.article))


def _measured(story: Story) -> pd.DataFrame:
    stated = place_tables.stated_distances(story.figures, story.places, story.claims, story.actors)
    return place_tables.against_measured(stated, story.places)


def _every_distance(story: Story) -> ChartFigure:
    table = distance_tables.every_distance(story)
    return distances.every_distance(table, source=source_line(story.article))


def _distances(story: Story) -> ChartFigure:
    return distances.stated_distances(_measured(story), source=source_line(story.article))


def _surroundings(story: Story) -> ChartFigure:
    around = place_tables.from_centre(story.places, story.article.centre)
    table = distance_tables.every_distance(story)
    return places.surroundings(around, table, source=source_line(story.article))


def _map(story: Story) -> ChartFigure:
    return places.overview(
        place_tables.gazetteer(story.places),
        centre=story.article.centre,
        source=source_line(story.article),
    )


def _standing(story: Story) -> ChartFigure:
    return crosscheck.standing(check_tables.scoreboard(story), source=source_line(story.article))


def _verdicts(story: Story) -> ChartFigure:
    return crosscheck.verdicts(check_tables.matrix(story), source=source_line(story.article))


CHARTS: tuple[ChartSpec, ...] = (
    ChartSpec("claims-wording", "claims", _wording),
    ChartSpec("claims-speakers", "claims", _speakers),
    ChartSpec("claims-chains", "claims", _chains),
    ChartSpec("claims-distances", "claims", _every_distance),
    ChartSpec("claims-xray", "claims", _xray),
    ChartSpec("actors-presence", "actors", _presence),
    ChartSpec("actors-ties", "actors", _ties),
    ChartSpec("casualties-counted", "casualties", _counted),
    ChartSpec("casualties-references", "casualties", _references),
    ChartSpec("casualties-months", "casualties", _months),
    ChartSpec("timeline-years", "timeline", _years),
    ChartSpec("timeline-last-days", "timeline", _last_days),
    ChartSpec("places-distances", "places", _distances),
    ChartSpec("places-surroundings", "places", _surroundings),
    ChartSpec("places-map", "places", _map),
    ChartSpec("crosscheck-standing", "crosscheck", _standing),
    ChartSpec("crosscheck-verdicts", "crosscheck", _verdicts),
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

