"""Findings: sentences that a person wrote in a story's notes, else those that its rows come to.

A computed sentence is declared by its form, with braces where the cells of rows go, and the rows
that fill it. A written one is news only as long as its rows say what they said when it was written:
each guard names a row, and for some the state that the sentence takes for granted. A row that is gone
or stands otherwise stops the notebook, and says which sentence has to be read again.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.story import evidence, notes
from helpers.story.notes import Guard, Section
from helpers.story.problem import Problem, StoryError
from helpers.story.story import Story
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.evidence_line import evidence_line, rows_of
from helpers.values.english import capital, in_words


@dataclass(frozen=True)
class Finding:
    """One finding: a whole sentence, the rows it rests on, their sources, and a chart of it.

    `rows` holds the keys of those rows ("c004", "r012", "isis"), so that a reader can go from the
    sentence to the words of the article. `evidence` names article and references in a line;
    `chart` is the name of a chart in the catalogue.
    """

    text: str
    rows: tuple[str, ...]
    evidence: str = ""
    chart: str | None = None


def with_evidence(story: Story, found: Sequence[Finding]) -> list[Finding]:
    """Findings with the line that names article and references, computed from their rows."""
    return [replace(one, evidence=evidence_line(story, one.rows)) for one in found]


def for_each(rows: pd.DataFrame, form: str, *keys: str, most: int = 1) -> list[Finding]:
    """A finding for each of the first rows, so many at most.

    Input: rows; the form, with the names of their columns in braces; the columns whose ids the
    finding rests on. Output: none without rows.
    """
    return [
        Finding(form.format_map(row), tuple(str(row[key]) for key in keys))
        for row in rows.head(most).to_dict("records")
    ]


def for_all(
    rows: pd.DataFrame, key: str, form: str, single: str = "", **words: str
) -> list[Finding]:
    """One finding that rests on all rows.

    Input: rows; the column of their ids; the form, and that of a single row if it is another, with
    {count} and {Count} for the number of rows and {...} for further words.
    Output: none without rows.
    """
    if rows.empty:
        return []
    count = in_words(len(rows))
    text = single if single and len(rows) == 1 else form
    told = text.format(count=count, Count=capital(count), **words)
    return [Finding(told, tuple(str(one) for one in rows[key]))]


STATES: Mapping[str, tuple[str, ...]] = {
    "claims": ("content", "voice", "certainty"),
    "checks": ("shows",),
    "figures": ("bound",),
    "casualties": ("bound",),
    "relations": ("status", "kind"),
    "events": ("status",),
    "references": ("kind",),
    "actors": ("kind",),
    "places": ("kind",),
}
"""The columns whose values are states of a row; claims and checks stand under the rules besides."""


@dataclass(frozen=True)
class InShort:
    """The findings of a note: what a person wrote under "In short", else what its rows come to.

    Each of the sentences gives the findings of a story, none where there is nothing to tell.
    """

    note: str
    sentences: tuple[Callable[[Story], list[Finding]], ...] = ()

    def __call__(self, story: Story) -> list[Finding]:
        """The findings with their sources.

        Nothing rests on a row that is only proposed.
        Raises: StoryError naming note, line and row, with everything that is wrong with a note.
        """
        story = story.accepted
        told = _findings(story, notes.items(story, self.note))
        return told or with_evidence(story, self.computed(story))

    def computed(self, story: Story) -> list[Finding]:
        """The findings computed from the rows, whether a person wrote any or not."""
        return [found for sentence in self.sentences for found in sentence(story.accepted)]


def main(story: Story) -> list[Finding]:
    """The findings that notes/crosscheck.md tells under a heading of their own; [] without.

    Raises: as `InShort`.
    """
    story = story.accepted
    told = [part for part in notes.sections(story, "crosscheck") if part.heading and part.guards]
    return _findings(story, told)


def problems(story: Story) -> list[Problem]:
    """All that is wrong with the notes of a story: placeholders, guards, charts."""
    found: list[Problem] = []
    story = story.accepted
    for path in sorted((story.folder / "notes").glob("*.md")):
        try:
            parts = [*notes.items(story, path.stem), *notes.sections(story, path.stem)]
        except StoryError as error:
            found += error.problems or [_unfilled(story, path.stem, str(error))]
        else:
            found += _wrong(story, parts)
    return found


def _unfilled(story: Story, topic: str, told: str) -> Problem:
    """A placeholder that can't be filled, as a problem of its note."""
    found = told.removeprefix(f"{notes.name(story, topic)}: ").rstrip(".")
    expected = "placeholders that name rows of the tables"
    return Problem(notes.name(story, topic), "", "", found, expected, "Mend it between {{ }}.")


def _findings(story: Story, parts: Sequence[Section]) -> list[Finding]:
    wrong = _wrong(story, parts)
    if wrong:
        raise StoryError(wrong)
    return with_evidence(story, [_finding(part) for part in parts])


def _finding(part: Section) -> Finding:
    text = part.heading or " ".join(part.text.split())
    if not text.endswith((".", "?", "!", "”")):
        text += "."
    return Finding(text, tuple(guard.row for guard in part.guards), chart=part.chart)


def _wrong(story: Story, parts: Sequence[Section]) -> list[Problem]:
    standing = _standings(story) if any(part.guards for part in parts) else {}
    found = [
        problem
        for part in parts
        for guard in part.guards
        for problem in _broken(story, part, guard, standing)
    ]
    return [*found, *_charts(parts)]


def _broken(
    story: Story, part: Section, guard: Guard, standing: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """What is wrong with one guard: a row that is gone, or one that stands otherwise."""
    line, sentence = f"line {guard.line}", _shortened(part)
    rows = rows_of(story, guard.row)
    if not rows:
        mend = f"Name a row that there is, or take it out, and read again: {sentence}"
        expected = "a row of a table, and not only a proposed one"
        yield Problem(part.file, line, guard.row, "no such row", expected, mend)
    elif guard.state is not None:
        states = [
            str(rows[name][column])
            for name, columns in STATES.items()
            for column in columns
            if name in rows and not pd.isna(rows[name].get(column))
        ]
        known = [*standing.get(guard.row, ()), *states]
        if _plain(guard.state) not in {_plain(state) for state in known}:
            mend = f"Read the finding again, mend it, then its guard: {sentence}"
            told = " or ".join(dict.fromkeys(known)) or "a row without a state"
            yield Problem(part.file, line, guard.row, told, guard.state, mend)


def _charts(parts: Sequence[Section]) -> Iterator[Problem]:
    if not any(part.chart for part in parts):
        return
    # The catalogue stands above the findings and loads what draws: not before a chart is named.
    from helpers.topics.catalogue import CHARTS

    known = [spec.name for spec in CHARTS]
    for part in parts:
        if part.chart and part.chart not in known:
            expected = f"one of {', '.join(known)}"
            mend = "Write the name of a chart, or take the line out."
            yield Problem(part.file, f"line {part.line}", "chart", part.chart, expected, mend)


def _standings(story: Story) -> dict[str, tuple[str, ...]]:
    """How each check and each claim stands under the rules: the name of it, and in words."""
    found: dict[str, tuple[str, ...]] = {}
    for key, rows in (
        ("check_id", crosscheck.judged(story)),
        ("claim_id", crosscheck.standings(story)),
    ):
        for row_id, standing in zip(rows[key], rows["standing"], strict=True):
            if not pd.isna(standing):
                found[str(row_id)] = (str(standing), evidence.in_words(standing))
    return found


def _plain(state: str) -> str:
    """A state without regard to case and joints: "accounts_differ" is "accounts differ"."""
    return re.sub(r"[\W_]+", " ", state).strip().lower()


def _shortened(part: Section) -> str:
    text = part.heading or " ".join(part.text.split())
    return f"“{text if len(text) <= 70 else text[:67].rstrip() + '...'}”"
