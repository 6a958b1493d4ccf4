"""The charts of the cross-check, each from a story: how claims stand, and by what verdicts."""

from helpers.charts.drafts import tells_drafts
from helpers.charts.figure import ChartFigure
from helpers.story.story import Story
from helpers.topics.crosscheck import tables
from helpers.topics.crosscheck.standing import draw_standing
from helpers.topics.crosscheck.verdicts import draw_verdicts


@tells_drafts
def standing(story: Story) -> ChartFigure:
    """How the assertions stand that can be checked: crosscheck-standing."""
    return draw_standing(tables.scoreboard(story), source=tables.sources_of_checks(story))


@tells_drafts
def verdicts(story: Story) -> ChartFigure:
    """The verdicts of each kind of source: crosscheck-verdicts."""
    return draw_verdicts(tables.matrix(story), source=tables.sources_of_checks(story))
