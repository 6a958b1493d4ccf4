"""The charts of the timeline, each from a story: the years before, and the last days."""

from helpers.charts.drafts import tells_drafts
from helpers.charts.figure import ChartFigure
from helpers.story.credits import of_rows
from helpers.story.story import Story
from helpers.topics.timeline import tables
from helpers.topics.timeline.last_days import draw_last_days
from helpers.topics.timeline.years import EARLIER, LATER, OWN, draw_years, drawn_as


@tells_drafts
def years(story: Story) -> ChartFigure:
    """Every event that has a date, over the years: timeline-years."""
    table = tables.resolved(story.events)
    published = story.article.published
    shown = drawn_as(table, published)["drawn_as"].isin([OWN, EARLIER, LATER])
    dated = story.events.set_index("event_id")["ref_id"].reindex(table.loc[shown, "event_id"])
    return draw_years(table, published=published, source=of_rows(story, dated))


@tells_drafts
def last_days(story: Story) -> ChartFigure:
    """The days before the article, by whoever tells of them: timeline-last-days."""
    published = story.article.published
    table = tables.last_days(story.events, story.claims, story.actors, published)
    return draw_last_days(table, published=published, source=of_rows(story))
