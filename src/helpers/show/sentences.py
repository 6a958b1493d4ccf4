"""What a notebook tells in sentences: findings, the story's notes, and the map of notebooks."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from helpers.show.figures import show
from helpers.show.html import fill
from helpers.show.output import put
from helpers.show.tables import folded_table
from helpers.story import notes
from helpers.story.story import Story
from helpers.topics.catalogue import chart
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.finding import Finding
from helpers.topics.findings import in_short

NOTHING = "These rows hold nothing to report."

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


def findings(told: Sequence[Finding]) -> None:
    """Show findings as a list: each with its sources in the next line, and its rows folded away.

    The fold is a `details` element, which needs no script.
    """
    if not told:
        put(fill("sentence", text=NOTHING), NOTHING)
        return
    lines = [(one.text, one.evidence, runs(one.rows)) for one in told]
    put(fill("findings", findings=lines), "\n".join(line for one in lines for line in _plain(*one)))


def _plain(text: str, evidence: str, rows: str) -> Iterator[str]:
    """A finding without HTML: a line each for the sentence, its sources and its rows."""
    yield f"- {text}"
    yield from (f"  {line}" for line in (evidence, rows and f"Rows: {rows}") if line)


def runs(ids: Sequence[str]) -> str:
    """Row ids as a reader sees them: three or more in a row as a run, "c001 to c004, c009".

    Input: ids; those with a number at their end are put in order.
    """
    ordered = sorted(map(_numbered, set(ids)))
    parts = []
    # In a run the number grows as the position does.
    for _, run in groupby(enumerate(ordered), lambda one: (one[1][0], one[1][1] - one[0])):
        names = [name for _, (_, _, name) in run]
        parts += [f"{names[0]} to {names[-1]}"] if len(names) > 2 else names
    return ", ".join(parts)


def _numbered(row_id: str) -> tuple[str, float, str]:
    """The id in two parts, letters and number (minus infinity without one), and as it is."""
    stem = row_id.rstrip("0123456789")
    digits = row_id[len(stem) :]
    return stem, int(digits) if digits else float("-inf"), row_id


# ------------------------------------------------------------------------------ notes


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


# ------------------------------------------------------------------------------ the other notebooks


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
