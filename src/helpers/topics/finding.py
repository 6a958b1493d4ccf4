"""One finding: a sentence, the rows it rests on, and their sources in a line.

A sentence is declared by its form, with braces where the cells of rows go, and the rows that fill it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.story.story import Story
from helpers.topics.evidence_line import evidence_line
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
