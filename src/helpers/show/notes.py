"""The notes of a story, where a notebook shows them; a story without one shows nothing."""

from helpers.show.figures import show
from helpers.show.output import put
from helpers.show.tables import folded_table
from helpers.story import notes
from helpers.story.story import Story
from helpers.topics.catalogue import chart
from helpers.topics.crosscheck import tables as crosscheck


def put_markdown(text: str) -> None:
    """Put out Markdown, which is its own plain text."""
    put(notes.to_html(text), text)


def note(story: Story, topic: str, heading: str | None = None) -> None:
    """Show what the story's own note says on a topic besides its findings; nothing if it has none.

    Input: the story; the topic; a heading of the note, to show only what stands below it.
    Raises: StoryError, naming note and placeholder, for one that can't be filled.
    """
    text = notes.render(story, topic) if heading is None else notes.below(story, topic, heading)
    if text is not None:
        put_markdown(text)


def told(story: Story, topic: str) -> None:
    """Show the story's note on a topic heading by heading, each with its chart and its evidence.

    Below each part stands the chart that it asks for, and folded away the checks that it cites,
    under the rules of evidence. Nothing is shown if the story has no such note.
    Raises: StoryError as `note`, and for a chart that is none.
    """
    evidence = crosscheck.cited(story)
    for part in notes.sections(story, topic):
        put_markdown(part.text)
        if part.chart:
            show(chart(story, part.chart))
        cited = evidence.loc[[check for check in part.check_ids if check in evidence.index]]
        if len(cited):
            folded_table(cited.reset_index(), "The evidence, check by check")
