"""What is told of a file is one line of bounded length, whatever stands in the file."""

import pytest

from helpers.story.problem import Problem, StoryError
from helpers.values.cells import shown


def test_a_problem_is_short_and_moves_no_terminal() -> None:
    problem = Problem("claims.csv", "c\x1b[2J01", "", "a" * 100_000, "a word", "Write\none.")
    assert len(str(problem)) < 1_000
    assert str(problem).startswith("claims.csv, c\\x1b[2J01: found aaaa")
    assert str(problem).endswith("…; expected a word. Write\\none.")


def test_a_line_that_is_no_problem_is_as_short() -> None:
    problem = Problem("claims.csv", "", "", "nothing", "a word", "Write one.")
    error = StoryError([problem, "b" * 100_000])
    assert str(error).splitlines()[0] == str(problem)
    assert len(str(error)) < 1_000
    assert error.problems == (problem,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("“Nî”", "“Nî”"),
        ("abcd", "abcd"),
        ("abcde", "abcd…"),
        ("a\u202eb", "a\\u202eb"),
        ("a\ud800b", "a\\ud800b"),
    ],
)
def test_a_text_is_cut_and_what_cannot_be_printed_is_its_escape(text: str, told: str) -> None:
    assert shown(text, 4) == told
