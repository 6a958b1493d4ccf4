"""The questions of the trade that come with a corpus: a title, what one row is, its unit, its SQL."""

import re
from dataclasses import dataclass
from pathlib import Path

from helpers.story.problem import StoryError

FOLDER = Path(__file__).parent / "questions"
_HEADER = re.compile(r"-- (title|row|unit): (.+)")


@dataclass(frozen=True)
class Question:
    """A named query.

    `row` says what one row of its answer is, `unit` what is counted. An answer has the columns
    `block` and `label`, under which a row is drawn, the number `best` with `lower`, `upper` and
    `bound` as the contract has them, `stories` and `rows`, the ids that a row rests on
    ("STORY/c001").
    """

    name: str
    title: str
    row: str
    unit: str
    sql: str


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    return Question(path.stem, **dict(_HEADER.findall(text)), sql=text)


QUESTIONS = {path.stem: _read(path) for path in sorted(FOLDER.glob("*.sql"))}
"""The named questions, by name."""


def question(name: str) -> Question:
    """The question of that name.

    Raises:
        StoryError: there is none; the message names those there are.
    """
    if name not in QUESTIONS:
        raise StoryError([f"no question is called {name!r}; the questions: {', '.join(QUESTIONS)}"])
    return QUESTIONS[name]
