"""Notes of a story: Markdown whose facts are placeholders, and findings that rest on rows.

A note may open with its findings, one to a list item under `## In short`, or give each a heading of
its own. Two lines under a finding say what it needs, and no reader sees them:

    [rests on]: c001, f007, k013 = accounts_differ
    [chart]: claims-distances

The first names rows, and for some of them the state that the sentence takes for granted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt

from helpers.story.placeholders import fill
from helpers.story.problem import Problem, StoryError
from helpers.story.story import Story

IN_SHORT = re.compile(r"^##? *In short *$")
HEADING = re.compile(r"^#{1,6} ")
HIDDEN = re.compile(r"^\s*\[(rests on|chart)\]:(.*)$")
CITED = re.compile(r"""\bcheck\(\s*["'](\w+)["']""")


@dataclass(frozen=True)
class Guard:
    """A row that a finding rests on, and the state it takes for granted, if any; and its line."""

    row: str
    state: str | None
    line: int


@dataclass(frozen=True)
class Section:
    """A part of a note: its heading if it has one, its Markdown, and what its hidden lines name.

    `text` is filled and holds the heading; `check_ids` are the checks that it cites or rests on;
    `file` and `line` say where it begins.
    """

    heading: str
    text: str
    guards: tuple[Guard, ...]
    chart: str | None
    check_ids: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True)
class _Part:
    """Some lines of a note as they stand there; the number of the first."""

    lines: tuple[str, ...]
    first: int

    @property
    def shown(self) -> str:
        """The lines that a reader sees; a hidden one leaves a blank, so that lines keep numbers."""
        return "\n".join("" if HIDDEN.match(line) else line for line in self.lines)

    def hidden(self, kind: str) -> Iterator[tuple[str, int]]:
        """What the hidden lines of one kind say, each with its line number."""
        for number, line in enumerate(self.lines, start=self.first):
            hidden = HIDDEN.match(line)
            if hidden and hidden[1] == kind and hidden[2].strip():
                yield hidden[2].strip(), number

    @property
    def guards(self) -> tuple[Guard, ...]:
        """The rows named after `[rests on]:`, a state behind an equals sign."""
        found = []
        for words, line in self.hidden("rests on"):
            for item in words.split(","):
                row, _, state = (piece.strip() for piece in item.partition("="))
                if row:
                    found.append(Guard(row, state or None, line))
        return tuple(found)


def name(story: Story, topic: str) -> str:
    """How an error names a note: "story/notes/topic.md"."""
    return f"{story.id}/notes/{topic}.md"


def render(story: Story, topic: str) -> str | None:
    """The story's note on a topic as Markdown, its placeholders filled, without its findings.

    Output: None if the story has no such note, or none beside its findings.
    Raises: StoryError naming the note, the placeholder and the remedy.
    """
    return "\n\n".join(part.text for part in sections(story, topic) if part.text) or None


def items(story: Story, topic: str) -> tuple[Section, ...]:
    """The findings that stand under "In short" in the story's note, their placeholders filled.

    Raises: StoryError for one that rests on nothing, and as `render`.
    """
    where = name(story, topic)
    parts = (part for part in _parts(story, topic) if IN_SHORT.match(part.lines[0]))
    return tuple(_section(story, item, where) for part in parts for item in _items(part, where))


def sections(story: Story, topic: str) -> tuple[Section, ...]:
    """The story's note on a topic, heading by heading, its placeholders filled.

    Output: () if the story has no such note; what stands above the first heading comes first. The
        findings under "In short" are left out.
    Raises: StoryError as `render`.
    """
    where = name(story, topic)
    parts = (part for part in _parts(story, topic) if not IN_SHORT.match(part.lines[0]))
    return tuple(_section(story, part, where) for part in parts)


def below(story: Story, topic: str, heading: str) -> str | None:
    """What stands below a heading of the story's note on a topic, its placeholders filled.

    Output: None if the story has no such note, or no such heading in it.
    Raises: StoryError as `render`.
    """
    found = [part.text for part in sections(story, topic) if part.heading == heading]
    return found[0].partition("\n")[2].strip() or None if found else None


def to_html(markdown: str) -> str:
    """Markdown as HTML; HTML inside it is shown as it is written, and no link runs a script."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    html: str = reader.render(markdown)
    return html


def _parts(story: Story, topic: str) -> Iterator[_Part]:
    """A note cut at its headings; parts without a word are left out."""
    lines = (story.note(topic) or "").splitlines()
    cuts = [0, *(at for at, line in enumerate(lines) if at and HEADING.match(line)), len(lines)]
    for begins, ends in pairwise(cuts):
        if any(line.strip() for line in lines[begins:ends]):
            yield _Part(tuple(lines[begins:ends]), begins + 1)


def _items(part: _Part, where: str) -> Iterator[_Part]:
    """The list items of a part under "In short", each without its mark."""
    starts = [at for at, line in enumerate(part.lines) if line.startswith("- ")]
    for begins, ends in pairwise([*starts, len(part.lines)]):
        lines = [line.strip() for line in part.lines[begins:ends]]
        item = _Part((lines[0].removeprefix("- "), *lines[1:]), part.first + begins)
        if not item.guards:
            found, expected = "a finding that rests on nothing", "the rows it rests on"
            mend = 'Add a line below it like "[rests on]: c001, k013 = conflicts".'
            raise StoryError([Problem(where, f"line {item.first}", "", found, expected, mend)])
        yield item


def _section(story: Story, part: _Part, where: str) -> Section:
    text = fill(story, part.shown, where, part.first)
    first = next(iter(text.strip().splitlines()), "")
    cited = [*CITED.findall("\n".join(part.lines)), *(guard.row for guard in part.guards)]
    checks = set(story.checks["check_id"])
    return Section(
        heading=HEADING.sub("", first).strip() if HEADING.match(first) else "",
        text=re.sub(r"\n{3,}", "\n\n", text).strip(),
        guards=part.guards,
        chart=next((words for words, _ in part.hidden("chart")), None),
        check_ids=tuple(key for key in dict.fromkeys(cited) if key in checks),
        file=where,
        line=part.first,
    )
