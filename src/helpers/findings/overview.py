"""The article at a glance: its size, and the first finding of each topic."""

from helpers.findings import Finding, actors, casualties, claims, crosscheck, places, timeline
from helpers.story import Story
from helpers.tables.overview import density, layout
from helpers.wording import counted

TOPICS = (actors, claims, casualties, timeline, places, crosscheck)


def in_short(story: Story) -> list[Finding]:
    """The findings of the overview, computed from the rows of the story.

    Output: the size of the article and what it holds, then the first finding of each topic that
        has one.
    """
    found = [topic.in_short(story)[:1] for topic in TOPICS]
    return [*size(story), *(first for topic in found for first in topic)]


def size(story: Story) -> list[Finding]:
    """How long the article is, and how much it holds.

    Output: one finding; none if the story has no claims.
    """
    if story.claims.empty:
        return []
    laid_out = layout(story.paragraphs)
    text = (
        f"In {counted(int(laid_out['paragraphs'].sum()), 'paragraph')} and"
        f" {int(laid_out['characters'].sum()):,} characters the article makes"
        f" {counted(len(story.claims), 'claim')}, puts {counted(len(story.figures), 'expression')}"
        f" in figures or words of quantity, and names or means {counted(len(story.actors), 'actor')}."
    )
    return [Finding(text, ())]


def densest(story: Story) -> list[Finding]:
    """Which paragraph makes the most claims.

    Output: one finding; none if the story has no claims.
    """
    if story.claims.empty:
        return []
    rows = density(story)
    top = rows.sort_values(["claims", "paragraph"], ascending=[False, True]).iloc[0]
    held = story.claims.loc[story.claims["paragraph"] == top["paragraph"], "claim_id"]
    text = (
        f"The fullest paragraph is number {top['paragraph']}:"
        f" {counted(int(top['claims']), 'claim')} in {int(top['length'])} characters."
    )
    return [Finding(text, tuple(held))]
