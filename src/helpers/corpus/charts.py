"""The chart of an answer: one for every question, drawn by the one chart of rows."""

from typing import Any

import pandas as pd

from helpers.charts.bounded_marks import number
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart
from helpers.charts.row_chart import Number, Row, grouped, number_axis, row_chart
from helpers.charts.style import look
from helpers.corpus.corpus import Corpus
from helpers.corpus.findings import finding, outlets
from helpers.corpus.questions import Question, question
from helpers.story.credits import Sources
from helpers.values.cells import is_blank
from helpers.values.english import capital, counted, sentences
from helpers.values.quantities import BOUNDS
from helpers.values.quantity_columns import toll
from helpers.values.records import records

MOST = 20
"""So many rows are drawn, the first of the answer; the table holds all."""

TOLD = 8
"""So many rows are told to whoever sees no picture."""

SHARE = 0.4
"""Share of the width for labels."""

AIR = 1.2
"""The least that the axis reaches, in the highest number."""


def answer(corpus: Corpus, name: str) -> ChartFigure:
    """Ask a corpus one of the named questions, and draw what it answers.

    Raises:
        StoryError: there is no such question, or the corpus can't be read.
    """
    source = Sources(outlets(corpus))
    return draw_answer(question(name), corpus.ask(name), len(corpus.stories), source=source)


@chart
def draw_answer(
    asked: Question, rows: pd.DataFrame, stories: int, *, source: str | Sources
) -> ChartFigure:
    """The answer to a question: a row for each of its rows, in its blocks, with its number.

    Input: the question; its answer, with the columns that `Question` says; the number of stories
        asked; source, the line for the footer.
    Output: the figure corpus-NAME; its rows are the answer, lists joined by "|".
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    table = _whole(rows)
    expect(Given("answer", table, "label look bound stories", "best", known={"bound": BOUNDS}))
    drawn, blocks = grouped(table.head(MOST), lambda row: str(row.block))
    title = finding(asked.name, rows, stories).text.rstrip(".")
    groups = [
        (head, [Row(capital(row.label), [_mark(row)]) for row in records(part)])
        for head, part in blocks
    ]
    marks = [_mark(row) for row in records(drawn)]
    return row_chart(
        f"corpus-{asked.name}",
        groups,
        title=title,
        subtitle=_subtitle(asked, len(rows), stories),
        source=source,
        alt=_alt(asked, drawn, title),
        table=table[[name for name in rows if name != "look"]],
        axis=lambda ax: number_axis(ax, marks, asked.unit, share=SHARE, air=AIR),
        extra=48,
        share=SHARE,
    )


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """An answer with all the columns that are drawn, lists joined by "|"."""
    table = rows.assign(rows=rows["rows"].map("|".join, na_action="ignore"))
    if "bound" not in rows:
        # A count is as exact as any: both its limits are the number itself.
        table = table.assign(lower=rows["best"], upper=rows["best"], bound="exact")
    if "part" not in rows:
        table = table.assign(part=None, whole=None)
    if "look" not in rows:
        table = table.assign(look="status/asserted")
    return table


def _mark(row: Any) -> Number:
    best, lower, upper = map(number, (row.best, row.lower, row.upper))
    return Number(best, lower, upper, str(row.bound), look(*str(row.look).split("/")), _words(row))


def _words(row: Any) -> str:
    """What stands beside a mark: the number with its bound, or the share with its counts."""
    if is_blank(row.part):
        return toll(row.lower, row.best, row.upper, row.bound)
    counts = f"{row.part:,} of {row.whole:,}"
    return counts if row.best == row.part else f"{row.best:.0f} %, {counts}"


def _subtitle(asked: Question, rows: int, stories: int) -> str:
    """What one row is, of how many stories, and how many rows are not drawn."""
    told = f"Each row is {asked.row}. From {counted(stories, 'story', 'stories')}"
    return told if rows <= MOST else f"{told}; the first {MOST} of {rows:,} rows"


def _alt(asked: Question, drawn: pd.DataFrame, title: str) -> str:
    rows = [
        f"{row.label.rstrip('.')}{f' ({row.block})' if row.block else ''}: {_words(row)}"
        for row in records(drawn.head(TOLD))
    ]
    return sentences(f"Chart in {asked.unit}", title, "; ".join(rows))
