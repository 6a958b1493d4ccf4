"""Each rule, on a copy of the example story in which one thing is broken: the cases of broken.toml."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.story.check import read_tables
from helpers.story.check.rules import problems, rules, run_rules
from helpers.story.locators import digest, normalise
from helpers.story.problem import Problem

from ...stories import rewrite

BROKEN: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("broken.toml").read_text(encoding="utf-8")
)
CASES = [(name, case) for name, cases in BROKEN.items() for case in cases]


def as_problem(told: dict[str, str]) -> Problem:
    """A problem as broken.toml writes it, which joins file, row and column."""
    return Problem(*told["at"].split(": "), told["found"], told["expected"], told["mend"])


@pytest.mark.parametrize(
    ("name", "case"),
    CASES,
    ids=[f"{name}-{at}" for at, (name, _) in enumerate(CASES)],
)
def test_a_rule_tells_exactly_what_is_broken(
    folder: Path,
    change: Callable[..., None],
    propose: Callable[..., None],
    name: str,
    case: dict[str, Any],
) -> None:
    for table, rows in case.get("change", {}).items():
        for key, cells in rows.items():
            change(table, key, **cells)
    for table, proposals in case.get("propose", {}).items():
        for row_id, status in proposals.items():
            propose(table, row_id, status=status)
    rewrite(folder / "article.toml", *case.get("article", ("", "")))
    tables, _, _ = read_tables(folder)
    assert list(problems(rules()[name], tables)) == [as_problem(told) for told in case["told"]]


def fits(template: str, text: str) -> bool:
    """Whether a text is a template with something in place of each cell."""
    pattern = ".*".join(map(re.escape, re.split(r"\{[^}]*\}", template)))
    return re.fullmatch(pattern, text, re.DOTALL) is not None


def test_every_part_of_every_rule_has_a_story_that_breaks_it() -> None:
    assert list(BROKEN) == list(rules())
    for name, faults in rules().items():
        told = [as_problem(problem) for case in BROKEN[name] for problem in case["told"]]
        for fault in faults:
            texts = ("column", "found", "expected", "mend")
            assert any(
                all(fits(getattr(fault, text), getattr(problem, text)) for text in texts)
                for problem in told
            ), fault.says


def test_what_can_be_told_without_a_copy_of_the_article_is_told(
    folder: Path, change: Callable[..., None]
) -> None:
    (folder / "article.txt").unlink()
    change("figures", "f008", surface="more than 41")
    tables, _, _ = read_tables(folder)
    assert tables.words is None
    assert {problem.row for problem in run_rules(tables)} == {"f008, line 9"}


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [
        ("Who warned the crew?", "body", False),
        ("\u2018Who warned the crew?\u2019", "body", False),
        ("The crew was warned", "body", True),
        ("Who warned the crew?", "caption", True),
        ("Who warned the crew of a ferry that had sailed this river for twenty years, and when?", "body", True),
    ],
)  # fmt: skip
def test_a_crosshead_that_asks_needs_no_claim(
    folder: Path, words: str, kind: str, told: bool
) -> None:
    [line] = normalise(words)
    with (folder / "paragraphs.csv").open("a", encoding="utf-8") as file:
        file.write(f"16,{kind},{len(line)},{digest(line)}\n")
    with (folder / "article.txt").open("a", encoding="utf-8") as file:
        file.write(f"\n{words}\n")
    found = list(problems(rules()["every_paragraph_claims"], read_tables(folder)[0]))
    assert [problem.row for problem in found] == (["16, line 17"] if told else [])
    (folder / "article.txt").unlink()
    # Whether it asks is not known without its words: it may.
    found = list(problems(rules()["every_paragraph_claims"], read_tables(folder)[0]))
    assert bool(found) == (kind != "body" or len(line) > 80)
