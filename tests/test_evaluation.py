"""Nothing evaluates data: what could run words as a program never gets those of a table or note."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.story.check.rules import rules

RUNS = {"eval", "exec", "compile", "__import__", "system", "popen", "query", "run_path"}
"""Functions by which Python, pandas or a shell runs a text."""
LOADS = {"pickle", "marshal", "shelve", "yaml", "subprocess", "runpy", "code", "ctypes"}
"""Modules that run what they are given."""
KNOWN = [
    ("cli/corpus_commands.py", "opened.query(asked)"),
    ("corpus/corpus.py", "self.query(question(name).sql)"),
    ("corpus/findings.py", "corpus.query(SQL)"),
    ("corpus/findings.py", "corpus.query(SQL)"),
    ("story/check/rules.py", "compile(ast.fix_missing_locations(tree), where, 'eval')"),
    ("story/check/rules.py", "eval(_query(self.where), known, columns)"),
]
"""The rules of the check are expressions of ours, over the columns of a table. SQL is ours too, or
typed by whoever asks a corpus, which can only be read."""


def runners(text: str) -> Iterator[str]:
    """What a module calls or imports of them, as it stands there."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in RUNS and ast.unparse(node.func) != "re.compile":
                yield ast.unparse(node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None)
            named = [module or ""] if module else [one.name for one in node.names]
            if LOADS & {name.partition(".")[0] for name in named}:
                yield ast.unparse(node)


def plain(call: str) -> str:
    """A call without the SQL that stands in it word for word."""
    return re.sub(r"""\(['"]SELECT [^'"]*['"]\)$""", "(SQL)", call)


def test_no_module_runs_a_text_but_the_rules_of_the_check(root: Path) -> None:
    helpers = root / "src" / "helpers"
    found = [
        (path.relative_to(helpers).as_posix(), call)
        for path in sorted(helpers.rglob("*.py"))
        for call in runners(path.read_text(encoding="utf-8"))
    ]
    assert [(file, plain(call.partition("{")[0])) for file, call in found] == KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "eval(cell)",
        "rows.query(f'a == {cell}')",
        "rows.eval(cell)",
        "import pickle",
        "from yaml import load",
        "os.system(cell)",
        "builtins.compile(cell, '', 'exec')",
    ],
)
def test_one_that_did_would_be_found(text: str) -> None:
    assert len(list(runners(text))) == 1


def test_the_expressions_of_the_check_are_those_of_its_rules(root: Path) -> None:
    listed = root / "src" / "helpers" / "story" / "check" / "rules.toml"
    written = tomllib.loads(listed.read_text(encoding="utf-8"))
    assert {fault.where for rule in rules().values() for fault in rule} == {
        fault.get("where", "") for faults in written.values() for fault in faults
    }
