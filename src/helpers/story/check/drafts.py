"""What a machine proposed and nobody has looked at yet: open cells are counted, and are no fault."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.story.csv_tables import CsvTable
from helpers.story.problem import Problem
from helpers.story.proposals import open_cells, proposed_rows


@dataclass(frozen=True)
class Drafts:
    """What stands as a draft: so many rows by table, so many cells open, and what else is wrong."""

    rows: Mapping[str, int]
    open: int
    problems: tuple[Problem, ...]


def without_drafts(problems: Sequence[Problem], sheets: Mapping[str, CsvTable]) -> Drafts:
    """Tell what is wrong from what is only open.

    A cell of a proposed row is open if it is blank and the contract or a rule asks for it.
    """
    rows = {name: sheet.rows for name, sheet in sheets.items()}
    drafts = {(row.file, row.place): row for row in proposed_rows(rows)}
    still_open = {(row.file, row.place, column) for row, column in open_cells(rows)}
    wrong = []
    for problem in dict.fromkeys(problems):
        row = drafts.get((problem.file, problem.row))
        columns = problem.column.split(", ") if problem.column else []
        if row and columns and not any(map(row.cells.get, columns)):
            still_open |= {(row.file, row.place, column) for column in columns}
        else:
            wrong.append(problem)
    counts = Counter(row.table for row in drafts.values())
    return Drafts(counts, len(still_open), tuple(wrong))
