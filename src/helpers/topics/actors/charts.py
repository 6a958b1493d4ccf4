"""The charts of the actors, each from a story: who has a voice, and who is tied to whom."""

from helpers.charts.drafts import tells_drafts
from helpers.charts.figure import ChartFigure
from helpers.story.credits import of_rows
from helpers.story.story import Story
from helpers.topics.actors.ties import draw_ties
from helpers.topics.actors.voices import draw_voices


@tells_drafts
def voices(story: Story) -> ChartFigure:
    """Who has a voice in the article, and who is only spoken of: actors-voices."""
    return draw_voices(story.actors, story.claims, story.mentions, source=of_rows(story))


@tells_drafts
def ties(story: Story) -> ChartFigure:
    """Who is tied to whom, and how firmly the article puts it: actors-ties."""
    return draw_ties(story.relations, story.actors, source=of_rows(story))
