"""Every chart that each story gets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from helpers import evidence
from helpers.charts import actors, casualties, claims, crosscheck, distances, places, timeline
from helpers.charts.frame import ChartFigure
from helpers.charts.xray import xray
from helpers.story import Story, StoryError
from helpers.tables import casualties as toll_tables
from helpers.tables import crosscheck as check_tables
from helpers.tables import distances as distance_tables
from helpers.tables import places as place_tables
from helpers.tables import timeline as event_tables
from helpers.wording import Sources, sources


@dataclass(frozen=True)
class ChartSpec:
    """A chart that is published: its name, its topic, and what draws it for a story."""

    name: str
    topic: str
    build: Callable[[Story], ChartFigure]


def _drawn(story: Story, ref_ids: Iterable[object] = ()) -> Sources:
    """The outlet, and the publishers of the references that a chart draws."""
    return sources(story.article, story.references, ref_ids)


def _xray(story: Story) -> ChartFigure:
    return xray(story, source=_drawn(story))


def _has_voice(story: Story) -> ChartFigure:
    return actors.voices(story.actors, story.claims, story.mentions, source=_drawn(story))


def _ties(story: Story) -> ChartFigure:
    return actors.ties(story.relations, story.actors, source=_drawn(story))


def _voices(story: Story) -> ChartFigure:
    return claims.voices(story.claims, story.actors, source=_drawn(story))


def _chains(story: Story) -> ChartFigure:
    return claims.chains(story.claims, story.actors, source=_drawn(story))


def _wording(story: Story) -> ChartFigure:
    return claims.wording(
        story.claim_links,
        story.claims,
        story.paragraphs,
        source=_drawn(story),
        topics=story.article.topics,
    )


def _references(story: Story) -> ChartFigure:
    later = evidence.published_later(
        story.references, story.actors, published=story.article.published
    )
    table = toll_tables.comparison(story.casualties, story.checks, later)
    return casualties.against_references(table, source=_drawn(story, table["ref_id"]))


def _months(story: Story) -> ChartFigure:
    table = toll_tables.by_month(story.casualties)
    return casualties.by_month(
        table,
        published=story.article.published,
        source=sources(None, story.references, table["ref_id"]),
    )


def _years(story: Story) -> ChartFigure:
    table = event_tables.resolved(story.events)
    published = story.article.published
    shown = timeline.drawn_as(table, published)["drawn_as"] == timeline.OWN
    dated = story.events.set_index("event_id")["ref_id"].reindex(table.loc[shown, "event_id"])
    return timeline.years(table, published=published, source=_drawn(story, dated))


def _last_days(story: Story) -> ChartFigure:
    published = story.article.published
    table = event_tables.last_days(story.events, story.claims, story.actors, published)
    return timeline.last_days(table, published=published, source=_drawn(story))


def _every_distance(story: Story) -> ChartFigure:
    table = distance_tables.of_the_news(distance_tables.every_distance(story))
    return distances.every_distance(table, source=_drawn(story, table["ref_ids"]))


def _distances(story: Story) -> ChartFigure:
    table = distance_tables.towards_places(distance_tables.every_distance(story))
    return distances.towards_places(table, source=_drawn(story, table["ref_ids"]))


def _surroundings(story: Story) -> ChartFigure:
    around = place_tables.from_centre(story.places, story.article.centre)
    table = distance_tables.every_distance(story)
    shown = places.ringed(table, around)
    used = [*_points(story, around["place_id"]), *shown["ref_ids"]]
    return places.surroundings(around, table, source=_drawn(story, used))


def _map(story: Story) -> ChartFigure:
    table = place_tables.gazetteer(story.places)
    used = _points(story, table.loc[table["located"], "place_id"])
    return places.overview(table, centre=story.article.centre, source=_drawn(story, used))


def _points(story: Story, place_ids: Iterable[str]) -> list[object]:
    """The references from which the points of places come."""
    return list(story.places.set_index("place_id")["ref_id"].reindex(list(place_ids)))


def _standing(story: Story) -> ChartFigure:
    return crosscheck.standing(check_tables.scoreboard(story), source=_checked(story))


def _verdicts(story: Story) -> ChartFigure:
    return crosscheck.verdicts(check_tables.matrix(story), source=_checked(story))


def _checked(story: Story) -> Sources:
    """The publishers of the references against which checkable claims are held."""
    checkable = story.claims.loc[story.claims["checkable"], "claim_id"]
    return _drawn(story, story.checks.loc[story.checks["claim_id"].isin(checkable), "ref_ids"])


CHARTS: tuple[ChartSpec, ...] = (
    ChartSpec("claims-wording", "claims", _wording),
    ChartSpec("claims-voices", "claims", _voices),
    ChartSpec("claims-chains", "claims", _chains),
    ChartSpec("claims-distances", "claims", _every_distance),
    ChartSpec("claims-xray", "claims", _xray),
    ChartSpec("actors-voices", "actors", _has_voice),
    ChartSpec("actors-ties", "actors", _ties),
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
