"""The charts of the claims, each from a story: whose words, through whom, how surely, where."""

from helpers.charts.drafts import tells_drafts
from helpers.charts.figure import ChartFigure
from helpers.story.credits import of_rows
from helpers.story.story import Story
from helpers.topics.claims.chains import draw_chains
from helpers.topics.claims.distances import draw_distances
from helpers.topics.claims.voices import draw_voices
from helpers.topics.claims.wording import draw_wording
from helpers.topics.claims.xray import draw_xray
from helpers.topics.places import stated


@tells_drafts
def wording(story: Story) -> ChartFigure:
    """Which claims contradict or limit each other: claims-wording."""
    return draw_wording(
        story.claim_links,
        story.claims,
        story.paragraphs,
        source=of_rows(story),
        topics=story.article.topics,
    )


@tells_drafts
def voices(story: Story) -> ChartFigure:
    """In whose voice the article asserts what it asserts: claims-voices."""
    return draw_voices(story.claims, story.actors, source=of_rows(story))


@tells_drafts
def chains(story: Story) -> ChartFigure:
    """Through whom the claims come to the reader: claims-chains."""
    return draw_chains(story.claims, story.actors, source=of_rows(story))


@tells_drafts
def distances(story: Story) -> ChartFigure:
    """Every figure for how far the news is from the centre: claims-distances."""
    table = stated.of_the_news(stated.every_distance(story))
    return draw_distances(table, source=of_rows(story, table["ref_ids"]))


@tells_drafts
def xray(story: Story) -> ChartFigure:
    """The article as it is read, with every claim in its place: claims-xray."""
    return draw_xray(story, source=of_rows(story))
