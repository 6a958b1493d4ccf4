"""The rules that the contract's schemas can't express: declared in rules.toml, run here."""

import ast
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import CodeType
from typing import Any

import pandas as pd

from helpers.story.check import cells, claims, quantities, spans, times
from helpers.story.check.tables import Tables, UnreadableError
from helpers.story.problem import Problem

MADE: Mapping[str, Callable[[Tables], pd.DataFrame]] = {
    f"{module.__name__.rpartition('.')[2]}.{name}": make
    for module in (cells, claims, quantities, spans, times)
    for name, make in vars(module).items()
    if getattr(make, "__module__", "") == module.__name__
}


@dataclass(frozen=True)
class Fault:
    """What a rule finds: rows of a table, picked by a query, and what is told of each.

    rules.toml says what each entry means.
    """

    says: str
    table: str
    column: str
    found: str
    expected: str
    mend: str
    where: str = ""

    def problems(self, tables: Tables) -> Iterator[tuple[Any, Problem]]:
        """The problems, each with the number of its row.

        Raises:
            UnreadableError: a file that this needs could not be read.
        """
        make = MADE.get(self.table)
        rows = tables.once(make) if make else tables.rows(self.table)
        for index, row in self._at_fault(rows, tables).iterrows():
            cells = {**row, "tables": tables}
            told = (self.column, self.found, self.expected, self.mend)
            yield (
                index,
                Problem(row["file"], row["row"], *(text.format_map(cells) for text in told)),
            )

    def _at_fault(self, rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        if not self.where or rows.empty:
            return rows
        columns: Any = rows
        known = {"__builtins__": {}, "tables": tables}
        at_fault: pd.Series[bool] = eval(_query(self.where), known, columns)
        # In a sound story no row is: nothing is then taken out of a wide table.
        return rows[at_fault] if at_fault.any() else rows[:0]


@cache
def _query(where: str) -> CodeType:
    """A query in the manner of pandas, compiled: pandas takes 3 ms to parse it, for each story."""
    tree = _OfColumns().visit(ast.parse(where, mode="eval"))
    return compile(ast.fix_missing_locations(tree), where, "eval")


class _OfColumns(ast.NodeTransformer):
    """Makes of "and", "or", "not" and "in" what does the same with whole columns."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        self.generic_visit(node)
        joint = ast.BitAnd() if isinstance(node.op, ast.And) else ast.BitOr()
        return reduce(lambda left, right: ast.BinOp(left, joint, right), node.values)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        self.generic_visit(node)
        return ast.UnaryOp(ast.Invert(), node.operand) if isinstance(node.op, ast.Not) else node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(node.ops[0], ast.In | ast.NotIn):
            return node
        is_in = ast.Call(ast.Attribute(node.left, "isin", ast.Load()), node.comparators, [])
        return is_in if isinstance(node.ops[0], ast.In) else ast.UnaryOp(ast.Invert(), is_in)


Rule = Sequence[Fault]


@cache
def rules() -> Mapping[str, Rule]:
    """The rules by name, in the order in which they are told."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {
        name: tuple(Fault(**fault) for fault in faults)
        for name, faults in tomllib.loads(text).items()
    }


def run_rules(tables: Tables) -> list[Problem]:
    """What the rules find; what needs a file that could not be read is left out."""
    return [problem for rule in rules().values() for problem in problems(rule, tables)]


def problems(rule: Rule, tables: Tables) -> Iterator[Problem]:
    """What a rule finds, row by row."""
    for _, faults in groupby(rule, lambda fault: fault.table):
        try:
            told = [each for fault in faults for each in fault.problems(tables)]
        except UnreadableError:
            continue
        yield from (problem for _, problem in sorted(told, key=itemgetter(0)))
