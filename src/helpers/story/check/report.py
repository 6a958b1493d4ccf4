"""How `story check` tells what it found: as a table for people, as JSON for machines."""

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict, fields

from helpers.story.check import Report
from helpers.story.contract import TABLES
from helpers.story.problem import Problem

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
            "open": report.open,
            "problems": [asdict(problem) for problem in report.problems],
        }
        for report in reports
    ]
    # In ASCII it reads the same through any terminal.
    return json.dumps(stories, indent=2)


def summary(report: Report) -> str:
    """One line: the story, its problems, rows, tables and drafts, and whether words were proved."""
    count = len(report.problems)
    found = "clean" if report.clean else f"{count} problem{'s' if count > 1 else ''}"
    drafts = (
        f", {report.proposed} of them proposed with {report.open} cells open"
        if report.proposed
        else ""
    )
    rows = f"{report.rows} rows in {len(TABLES)} tables{drafts}"
    return f"{report.story}: {found}; {rows}; {report.proved}"
