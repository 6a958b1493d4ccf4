"""What is wrong with a file: where it stands, what was found and expected, how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from helpers.values.cells import shown

LONGEST = 600
"""So many characters has a part of a problem: a person reads it, and what was found may be long."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what was found and expected, how to mend it.

    Each part is one line of bounded length, whatever stands in the file.
    """

    file: str
    row: str
    column: str
    found: str
    expected: str
    mend: str

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, shown(getattr(self, field.name), LONGEST))

    def __str__(self) -> str:
        """The problem in one line: place, what was found and expected, the remedy."""
        place = ", ".join(part for part in (self.file, self.row, self.column) if part)
        return f"{place}: found {self.found}; expected {self.expected}. {self.mend}"


class StoryError(Exception):
    """A story that can't be opened; `problems` says what is wrong, one line each."""

    def __init__(self, problems: Sequence[Problem | str]) -> None:
        """Take what is wrong, as problems or as ready lines."""
        self.problems: tuple[Problem, ...] = tuple(
            problem for problem in problems if isinstance(problem, Problem)
        )
        told = (str(one) if isinstance(one, Problem) else shown(one, LONGEST) for one in problems)
        super().__init__("\n".join(told))
