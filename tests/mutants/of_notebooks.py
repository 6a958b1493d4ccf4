"""Changes of the notebooks: of what is stored below a cell, of the order of cells, of their code."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from .mutant import Mutant, negated

Cell = dict[str, Any]
APPENDED = {
    "cell raises": 'raise RuntimeError("changed")',
    "cell hangs": "import time\ntime.sleep(10**6)",
    "cell kills its kernel": "import os\nos.kill(os.getpid(), 9)",
    "cell exits": "import os\nos._exit(0)",
    "cell asks to exit": "raise SystemExit(0)",
    "cell warns": 'import warnings\nwarnings.warn("changed", stacklevel=1)',
    "cell prints": 'print("changed")',
}
NUMBER = re.compile(r"(?<![\w#.;-])\d+(?![\w;])")


def mutants(root: Path) -> Iterator[Mutant]:
    """Every change of every cell of code."""
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        file = path.relative_to(root).as_posix()
        places = [at for at, cell in enumerate(cells) if cell["cell_type"] == "code"]
        for at, following in zip(places, [*places[1:], None], strict=True):
            for kind, edit in _of_cell(cells, at, following):
                yield Mutant("notebooks", kind, file, f"cell {cells[at]['id']}", kind, edit)


def _of_cell(
    cells: list[Cell], at: int, following: int | None
) -> Iterator[tuple[str, Callable[[str], str]]]:
    cell = cells[at]
    if cell["outputs"]:
        yield "outputs stripped", partial(_with, at, {"outputs": []})
        yield "cell unexecuted", partial(_with, at, {"outputs": [], "execution_count": None})
        for kind, change in (("number in an output", _by_one), ("word in an output", negated)):
            outputs = _edited(cell["outputs"], change)
            if outputs != cell["outputs"]:
                yield kind, partial(_with, at, {"outputs": outputs})
    if following is not None:
        if cell["outputs"] != cells[following]["outputs"]:
            yield "outputs swapped", partial(_swapped, at, following, "outputs")
        yield "cells reordered", partial(_swapped, at, following, "")
    source = "".join(cell["source"])
    kept = [line for line in cell["source"] if not line.lstrip().startswith("assert ")]
    if kept != cell["source"]:
        yield "assertion removed", partial(_with, at, {"source": kept})
    for kind, line in APPENDED.items():
        lines = f"{source}\n{line}".splitlines(keepends=True)
        yield kind, partial(_with, at, {"source": lines})


def _edited(outputs: list[Any], change: Callable[[str], str]) -> list[Any]:
    """The outputs with the first text that the change changes, changed."""
    new = json.loads(json.dumps(outputs))
    for output in new:
        texts = output.get("data", output)
        for form in ("text", "text/plain", "text/markdown", "text/html"):
            if form in texts and (text := "".join(texts[form])) != (
                other := _in_text(text, change)
            ):
                texts[form] = other.splitlines(keepends=True)
                return list(new)
    return list(new)


def _in_text(text: str, change: Callable[[str], str]) -> str:
    """Change the first piece that a reader sees: no tag, no style, no data of a picture."""
    pieces = re.split(r"(<style.*?</style>|<[^>]*>)", text, flags=re.DOTALL)
    for at, piece in enumerate(pieces):
        if not piece.startswith("<") and " " in piece.strip() and change(piece) != piece:
            return "".join([*pieces[:at], change(piece), *pieces[at + 1 :]])
    return text


def _by_one(text: str) -> str:
    return NUMBER.sub(lambda found: str(int(found[0]) + 1), text, count=1)


def _with(at: int, new: Cell, text: str) -> str:
    notebook = json.loads(text)
    notebook["cells"][at].update(new)
    return printed(notebook)


def _swapped(at: int, other: int, what: str, text: str) -> str:
    notebook = json.loads(text)
    cells = notebook["cells"]
    if what:
        cells[at][what], cells[other][what] = cells[other][what], cells[at][what]
    else:
        cells[at], cells[other] = cells[other], cells[at]
    return printed(notebook)


def printed(notebook: Any) -> str:
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
