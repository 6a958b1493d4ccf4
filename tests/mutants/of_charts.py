"""Changes of what charts draw and say, found in their source by the calls that draw it."""

import ast
import re
from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path

from .mutant import VERBS, Mutant

FOLDERS = ("charts", "topics")
DRAWS_BARS = {"bar", "barh", "Rectangle"}
WRITES = {"write", "annotate", "text", "note", "aside", "beside", "set_xlabel", "set_ylabel"}
COLOURS = {"color", "colour", "facecolor"}
PLACES = ("plot.place", "forward")
GAP = re.compile(r"(?<=[a-z,]) (?=[a-z{])")

Change = tuple[str, ast.expr, str]


class Source:
    """The text of a module, and of each node in it."""

    def __init__(self, text: str) -> None:
        self.text = text.encode()
        self.lines = [0, *accumulate(map(len, self.text.splitlines(keepends=True)))]

    def begin(self, node: ast.expr) -> int:
        """How many bytes stand before a node."""
        return self.lines[node.lineno - 1] + node.col_offset

    def __call__(self, node: ast.expr) -> str:
        """A node as it is written."""
        end = self.lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        return self.text[self.begin(node) : end].decode()


def mutants(root: Path) -> Iterator[Mutant]:
    """Every change of every module that draws."""
    for folder in FOLDERS:
        for path in sorted((root / "src/helpers" / folder).rglob("*.py")):
            source = Source(path.read_text(encoding="utf-8"))
            file = path.relative_to(root).as_posix()
            tree = ast.parse(source.text)
            named = _named(tree)
            for kind, node, new in _of_module(tree, source):
                old = source(node)
                around = (name for name, lines in named if node.lineno in lines)
                place = f"{next(around, 'module')}, line {node.lineno}"
                change = f"{' '.join(old.split())} to {' '.join(new.split())}"
                edit = partial(_put, source.begin(node), old, new)
                yield Mutant("charts", kind, file, place, change, edit, node.lineno)


def _of_module(tree: ast.Module, of: Source) -> Iterator[Change]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for kind in {"alt", "title"} & set(node.name.split("_")):
                yield from ((f"template of {kind}", *found) for found in _texts(node, of))
        if isinstance(node, ast.Dict) and len({of(value) for value in node.values}) > 1:
            yield from _looks_swapped(node, of)
        if isinstance(node, ast.Call):
            yield from _of_call(node, of)


def _of_call(node: ast.Call, of: Source) -> Iterator[Change]:
    whole = of(node.func)
    called = whole.rpartition(".")[2]
    given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
    if called in DRAWS_BARS and len(node.args) > 1:
        yield "length of a bar", node.args[1], f"1.1 * ({of(node.args[1])})"
    if whole == "pen.line":
        yield "end of a bound", node.args[1], f"1.1 * ({of(node.args[1])})"
    if called == "limit" and node.args:
        yield "end of a bound", node.args[0], f"1.1 * ({of(node.args[0])})"
    if "filled" in given:
        yield "end of a bound", given["filled"], f"not ({of(given['filled'])})"
    if {"lower", "upper"} <= set(given):
        yield "end of a bound", given["lower"], of(given["upper"])
    if whole.endswith(PLACES) and len(node.args) > 1 and of(node.args[0]) != of(node.args[1]):
        yield "point of a map", node.args[0], of(node.args[1])
    for name in COLOURS & set(given):
        yield "colour of a category", given[name], '"#123456"'
    if called in WRITES:
        yield from (("label", *found) for found in _texts(node, of))


def _looks_swapped(node: ast.Dict, of: Source) -> Iterator[Change]:
    """A dictionary of looks or colours with its first two values swapped."""
    if not all(re.match(r'"#|\w*Look\(', of(value)) for value in node.values):
        return
    one, other = node.values[:2]
    text = of(node)
    new = text.replace(of(one), "\0", 1).replace(of(other), of(one), 1).replace("\0", of(other), 1)
    yield "colour of a category", node, new


def _texts(node: ast.AST, of: Source) -> Iterator[tuple[ast.expr, str]]:
    """The strings of two words and more, each with "not" put into it; docstrings left out."""
    nodes = list(ast.walk(node))
    templates = [one for one in nodes if isinstance(one, ast.JoinedStr)]
    literals = [
        one for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    inside = {id(part) for one in templates for part in ast.walk(one) if part is not one}
    documents = {id(one.value) for one in nodes if isinstance(one, ast.Expr)}
    for one in (*templates, *literals):
        if id(one) not in inside | documents and (new := _negated(of(one))) != of(one):
            yield one, new


def _negated(literal: str) -> str:
    """A string as it is written, with "not" at a gap between words, outside of any braces."""
    gaps = [
        gap.start()
        for gap in GAP.finditer(literal)
        if literal.count("{", 0, gap.start()) == literal.count("}", 0, gap.start())
    ]
    behind = [gap for gap in gaps if re.split(r"\W", literal[:gap])[-1] in VERBS]
    for gap in (behind or gaps)[:1]:
        return f"{literal[:gap]} not{literal[gap:]}"
    return literal


def _named(tree: ast.Module) -> list[tuple[str, range]]:
    """The functions and classes of a module with their lines, the innermost first."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    lines = [(node.name, range(node.lineno, (node.end_lineno or 0) + 1)) for node in found]
    return sorted(lines, key=lambda one: len(one[1]))


def _put(begin: int, old: str, new: str, text: str) -> str:
    """Put other code where the old begins, behind so many bytes."""
    source, was = text.encode(), old.encode()
    assert source.startswith(was, begin)
    return (source[:begin] + new.encode() + source[begin + len(was) :]).decode()
