"""The rules that the contract's schemas can't express: declared in rules.toml, run here."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
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
        # Of few columns, those asked for are found in a third of the time.
        asked = rows[[name for name in rows if name in re.findall(r"\w+", self.where)]]
        mask: Any = asked.eval(self.where, engine="python", local_dict={"tables": tables})
        chosen: pd.DataFrame = rows[mask]
        return chosen


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
