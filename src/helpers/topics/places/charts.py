"""The charts of the places, each from a story: distances, the surroundings of a centre, the map."""

from collections.abc import Iterable

import pandas as pd

from helpers.charts.drafts import tells_drafts
from helpers.charts.figure import ChartFigure
from helpers.story.credits import of_rows
from helpers.story.story import Story
from helpers.topics.places import stated, tables
from helpers.topics.places.distances import draw_distances
from helpers.topics.places.map import draw_map
from helpers.topics.places.surroundings import draw_surroundings, ringed


@tells_drafts
def distances(story: Story) -> ChartFigure:
    """How far places are said to be, and how far they are measured to be: places-distances."""
    table = stated.towards_places(stated.every_distance(story))
    lengths = story.figures[story.figures["kind"] == "distance"]
    incomplete = int(lengths[["from_place", "to_place"]].isna().any(axis=1).sum())
    return draw_distances(table, source=of_rows(story, table["ref_ids"]), incomplete=incomplete)


@tells_drafts
def surroundings(story: Story) -> ChartFigure:
    """What lies around the centre, with the distances that are said of it: places-surroundings."""
    around = tables.from_centre(_of_a_kind(story), story.article.centre)
    table = stated.every_distance(story)
    shown = ringed(table, around)
    used = [*_points(story, around["place_id"]), *shown["ref_ids"]]
    return draw_surroundings(around, table, source=of_rows(story, used))


@tells_drafts
def map(story: Story) -> ChartFigure:
    """Every place that has a point: places-map."""
    table = tables.gazetteer(_of_a_kind(story))
    used = _points(story, table.loc[table["located"], "place_id"])
    return draw_map(table, centre=story.article.centre, source=of_rows(story, used))


def _of_a_kind(story: Story) -> pd.DataFrame:
    """The places of which it is known what they are: of a proposed one it may be open."""
    return story.places.dropna(subset="kind")


def _points(story: Story, place_ids: Iterable[str]) -> list[object]:
    """The references from which the points of places come."""
    return list(story.places.set_index("place_id")["ref_id"].reindex(list(place_ids)))
