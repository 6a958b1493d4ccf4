"""What is wrong with a file: where it stands, what was found and expected, how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what was found and expected, how to mend it."""

    file: str
    row: str
    column: str
    found: str
    expected: str
    mend: str

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
        super().__init__("\n".join(map(str, problems)))
