"""The charts of the casualties, each from a story: counts beside one another, and by month."""

from helpers.charts.drafts import tells_drafts
from helpers.charts.figure import ChartFigure
from helpers.story import weighing
from helpers.story.credits import of_rows, sources
from helpers.story.story import Story
from helpers.topics.casualties import tables
from helpers.topics.casualties.months import draw_months
from helpers.topics.casualties.references import draw_references


@tells_drafts
def references(story: Story) -> ChartFigure:
    """The article's largest count beside the counts held against it: casualties-references."""
    later = weighing.published_later(
        story.references, story.actors, published=story.article.published
    )
    table = tables.comparison(story.casualties, story.checks, later)
    return draw_references(table, source=of_rows(story, table["ref_id"]))


@tells_drafts
def months(story: Story) -> ChartFigure:
    """What references count month by month: casualties-months."""
    table = tables.by_month(story.casualties)
    return draw_months(
        table,
        published=story.article.published,
        source=sources(None, story.references, table["ref_id"]),
    )
