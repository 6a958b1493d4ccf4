"""Changes of the code that reads and reckons, as cosmic-ray makes them."""

import ast
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from .mutant import Mutant

FOLDERS = ("values", "story", "topics")
# A decorator less is no fault of a cache and breaks all else; identity and equality are the same
# for most values.
LEFT_OUT = re.compile(
    r"RemoveDecorator|Variable|ComparisonOperator_(?!Is_IsNot|IsNot_Is)(.*_Is|.*_IsNot|Is_.*|IsNot_.*)$"
)
# What no valid input meets: zip(strict=True), dataclass(frozen=True, slots=True)
GUARDS = ("strict", "frozen", "slots")
Place = tuple[int, int]


def mutants(root: Path) -> Iterator[Mutant]:
    """Every change of every module."""
    for folder in FOLDERS:
        for path in sorted((root / "src/helpers" / folder).rglob("*.py")):
            yield from _of_module(path, path.relative_to(root).as_posix())


def _of_module(path: Path, file: str) -> Iterator[Mutant]:
    # Here, so that everything else runs without cosmic-ray.
    from cosmic_ray.ast import ast_nodes, get_ast_from_path
    from cosmic_ray.plugins import get_operator, operator_names

    ignored = list(_ignored(ast.parse(path.read_text(encoding="utf-8"))))
    nodes = list(ast_nodes(get_ast_from_path(path)))
    for operator in operator_names():
        if LEFT_OUT.search(operator):
            continue
        makes: Any = get_operator(operator)()
        spots = [spot for node in nodes for spot in makes.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(spots):
            if not any(begin <= start < end for begin, end in ignored):
                kind, _, change = operator.removeprefix("core/").partition("_")
                place = f"line {start[0]}, column {start[1]}"
                edit = partial(_edited, operator, occurrence)
                yield Mutant(
                    "code", kind, file, place, f"{change} {occurrence}".strip(), edit, start[0]
                )


def _edited(operator: str, occurrence: int, text: str) -> str:
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    mutate: Any = mutate_code
    return str(mutate(text, get_operator(operator)(), occurrence) or text)


def _ignored(tree: ast.Module) -> Iterator[tuple[Place, Place]]:
    """Where types are told, which no test runs."""
    for node in ast.walk(tree):
        found: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef):
            found = [node.returns]
        elif isinstance(node, ast.arg | ast.AnnAssign):
            found = [node.annotation]
        elif (
            (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
            or (isinstance(node, ast.keyword) and node.arg in GUARDS)
            or (isinstance(node, ast.Assign) and _is_type(node.value))
        ):
            found = [node]
        for one in found:
            if one is not None:
                yield (one.lineno, one.col_offset), (one.end_lineno, one.end_col_offset)  # type: ignore[attr-defined]


def _is_type(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _is_type(node.left) and _is_type(node.right)
    return isinstance(node, ast.Subscript | ast.Name) or (
        isinstance(node, ast.Constant) and node.value is None
    )
