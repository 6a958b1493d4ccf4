"""How `story check` tells what it found: as a table for people, as JSON for machines."""

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict, fields

from helpers.story.check import Report
from helpers.story.contract import TABLES, table
from helpers.story.problem import Problem
from helpers.values.english import listed, plural

COLUMNS = tuple(field.name for field in fields(Problem))
# How the width of the page is shared out: the wide columns are those that hold sentences.
SHARES = {"file": 14, "row": 17, "column": 13, "found": 19, "expected": 21, "mend": 24}
GAP = "  "
NARROWEST = 90


def as_table(problems: Sequence[Problem], width: int = 150) -> str:
    """The problems as a table with a header row, cells wrapped to fit the width in characters."""
    usable = max(width, NARROWEST) - len(GAP) * (len(COLUMNS) - 1)
    widths = [usable * SHARES[column] // sum(SHARES.values()) for column in COLUMNS]
    mend = {"mend": "how to mend"}
    lines = _row([mend.get(column, column) for column in COLUMNS], widths)
    lines.append(GAP.join("-" * size for size in widths))
    for problem in problems:
        lines += _row([getattr(problem, column) for column in COLUMNS], widths)
    return "\n".join(lines)


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """One row of the table as lines of text."""
    wrapped = [
        textwrap.wrap(cell, size, break_on_hyphens=False) or [""]
        for cell, size in zip(cells, widths, strict=True)
    ]
    height = max(map(len, wrapped))
    return [
        GAP.join(
            (cell[line] if line < len(cell) else "").ljust(size)
            for cell, size in zip(wrapped, widths, strict=True)
        ).rstrip()
        for line in range(height)
    ]


def as_json(reports: Sequence[Report]) -> str:
    """The reports as JSON: a list of stories, each with its rows, words and problems."""
    stories = [
        {
            "story": report.story,
            "clean": report.clean,
            "rows": report.rows,
            "words": report.proved,
            "proposed": report.proposed,
            "proposals": dict(report.proposals),
            "open": report.open,
            "problems": [asdict(problem) for problem in report.problems],
        }
        for report in reports
    ]
    # In ASCII it reads the same through any terminal.
    return json.dumps(stories, indent=2)


def summary(report: Report) -> str:
    """The story, its problems, rows and tables, and whether words were proved; a line on its draft."""
    fine = "a draft, nothing wrong so far" if report.proposed else "clean"
    found = fine if report.clean else _many(len(report.problems), "problem")
    rows = f"{report.rows} rows in {len(TABLES)} tables"
    return f"{report.story}: {found}; {rows}; {report.proved}{_draft(report)}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else plural(noun)}"


def _draft(report: Report) -> str:
    """What is only proposed, by table, and that nothing of it is published; "" without any."""
    if not report.proposed:
        return ""
    tables = listed([f"{count} in {table(name).path}" for name, count in report.proposals.items()])
    are, wait = ("is", "it waits") if report.proposed == 1 else ("are", "they wait")
    return (
        f"\n  {_many(report.proposed, 'proposal')} {are} open, with {_many(report.open, 'blank cell')}:"
        f" {tables}\n  no finding and no export tells of them: {wait} for a person to accept, change or"
        f" drop in story edit {report.story}"
    )
