"""What an edit would make wrong: the check of the story as it would be, beside the check as it is."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from helpers.edit.sheets import Sheets
from helpers.edit.tables import table
from helpers.story.atomic_write import temporary_folder
from helpers.story.check import check
from helpers.story.problem import Problem
from helpers.story.project import STORIES
from helpers.story.story import open_story
from helpers.topics.finding import problems as problems_of_notes

LINE = re.compile(r", line \d+")
"""Where a row stands in its file, which is no part of what is wrong with it."""


def faults(folder: Path, sheets: Sheets) -> tuple[Problem, ...]:
    """Everything that `story check` would say of a story with these tables.

    Input: the folder of the story, which stays as it is. The check looks at a copy of it.
    """
    with temporary_folder("claim-edit-") as place:
        copy = place / STORIES / folder.name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".*"))
        for name, one in sheets.items():
            (copy / table(name).path).write_bytes(one.content)
        report = check(folder.name, root=place)
        if not report.clean or not (copy / "notes").is_dir():
            return report.problems
        return tuple(problems_of_notes(open_story(folder.name, root=place)))


def brought(before: tuple[Problem, ...], after: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that were not there before; a row that only moved in its file has no new ones."""
    known = {_said(problem) for problem in before}
    return tuple(problem for problem in after if _said(problem) not in known)


def _said(problem: Problem) -> tuple[str, ...]:
    parts = (problem.file, problem.row, problem.column, problem.found, problem.expected)
    return tuple(LINE.sub("", part) for part in parts)


def told(problem: Problem) -> Mapping[str, str]:
    """A problem as plain values for the page: its table and row, and what to tell of it."""
    return {
        "file": problem.file,
        "row": LINE.sub("", problem.row),
        "column": problem.column,
        "found": problem.found,
        "expected": problem.expected,
        "mend": problem.mend,
    }
