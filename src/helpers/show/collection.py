"""The notebooks of a story with their questions, and the first finding of each."""

from helpers.show.notes import put_markdown
from helpers.story.story import Story
from helpers.topics.findings import in_short

MAP: tuple[tuple[str, str, str | None], ...] = (
    ("01-actors", "Who has a voice, and who is only spoken of?", "actors"),
    ("02-claims", "Who says what, and how surely?", "claims"),
    ("03-casualties", "Whose dead are counted, and by whom?", "casualties"),
    ("04-timeline", "When did it happen, and what is not known?", "timeline"),
    ("05-places", "Where did it happen, and how far is it?", "places"),
    ("06-cross-check", "What do other sources say?", "crosscheck"),
    ("07-explore", "Where can I look for myself?", None),
    ("08-archive", "What do many stories say together?", None),
    ("98-annotate", "How do I correct a row where it stands?", None),
)
"""The notebooks with their questions, and the note whose first finding is told of each."""


def contents(story: Story) -> None:
    """Show the other notebooks as links, each with its question and its first finding."""
    put_markdown(notebook_map(story, folder=""))


def notebook_map(story: Story, folder: str = "notebooks/") -> str:
    """The map of notebooks as a Markdown list, each with its question and its first finding.

    Input: the story; the folder of the notebooks, as seen from where the map stands.
    """
    lines = []
    for name, question, topic in MAP:
        found = in_short(story, topic)[:1] if topic else []
        answer = "".join(f" {finding.text}" for finding in found)
        lines.append(f"- [{name}]({folder}{name}.ipynb): {question}{answer}")
    return "\n".join(lines)
