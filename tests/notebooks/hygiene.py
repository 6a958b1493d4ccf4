"""What every notebook must keep, as pure functions over its JSON.

nbval proves that a notebook still says what it said. These rules prove what nbval never looks at:
that every cell ran, in order, that the outputs are there, that nothing is switched off, that the
prose holds no number, and that a reader finds the same anatomy everywhere.

A rule is a function that finds faults in a notebook. Its docstring says what is expected, `@rule`
how to mend it. Rules read; they change nothing.
"""

import ast
import json
import re
import statistics
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any, NamedTuple

import jsonschema

from .stored_pictures import picture_problems

NOTEBOOKS = (
    "00-overview",
    "01-actors",
    "02-claims",
    "03-casualties",
    "04-timeline",
    "05-places",
    "06-cross-check",
    "07-explore",
    "08-archive",
    "98-annotate",
    "99-template",
)
"""The notebooks, in order: the only list of them."""

STORY = "isis-baghdad-2014"
"""The story whose outputs are stored."""

CELLS = range(12, 25)
WORDS = 1200
MORE_WORDS = {"06-cross-check": 2000}
"""A notebook that is given more words than the others: it tells the main findings whole."""
PROSE_SHARE = (0.40, 0.65)
LONGEST_CODE, MEDIAN_CODE = 10, 4
CHARTS, FEWER_CHARTS = 2, {"99-template": 1, "07-explore": 0, "98-annotate": 0}
DISPLAYING = frozenset(
    {"show", "table", "findings", "header", "note", "words", "told", "contents", "display", "print"}
)
SYSTEM = frozenset({"contextlib", "importlib", "os", "subprocess", "sys", "warnings"})
FORBIDDEN_CALLS = frozenset({"eval", "exec", "get_ipython", "input", "exit", "quit"})
MARKER = re.compile(r"#\s*((?:NBVAL|PYTEST_VALIDATE)_\w+|noqa\b.*|type: ignore.*)")
PATH = re.compile(
    r"file://\S*|\b[A-Za-z]:\\\\?\w\S*"
    r"|(?<![\w.:/<-])/(?:home|Users|root|tmp|work|var|opt|usr|mnt|private|srv|builds?)/\S*"
)
PATH_IN_CODE = re.compile(r"(/|~|\.\./)\w.*")
ROW_ID = re.compile(r"\b[cfredk]\d{3}\b")

# No clock, no machine, no editor's state: nothing that changes without a reason. Each part says in
# its title what is expected.
FORM: dict[str, Any] = {
    "properties": {
        "nbformat": {"title": "format 4.5", "const": 4},
        "nbformat_minor": {"title": "format 4.5", "const": 5},
        "metadata": {
            "title": "the kernel python3, and nothing else",
            "const": {
                "kernelspec": {
                    "display_name": "Python 3 (ipykernel)",
                    "language": "python",
                    "name": "python3",
                },
                "language_info": {"name": "python"},
            },
        },
        "cells": {
            "items": {
                "title": "an id, and no file attached",
                "required": ["id"],
                "not": {"required": ["attachments"]},
                "properties": {
                    "id": {
                        "title": "what the cell does, in words with hyphens: stated-distances",
                        "pattern": r"^(?![0-9a-f-]{8,}$)[a-z]{2,}(-[a-z]+)*(-\d{1,2})?$",
                    },
                    "cell_type": {"title": "code or prose", "enum": ["code", "markdown"]},
                    "metadata": {
                        "title": "no metadata but the tag parameters",
                        "additionalProperties": False,
                        "properties": {
                            "tags": {"items": {"title": "no other tag", "const": "parameters"}}
                        },
                    },
                    "outputs": {
                        "items": {
                            "properties": {
                                "metadata": {"title": "no output metadata", "maxProperties": 0},
                                "data": {
                                    "propertyNames": {
                                        "title": "text, HTML and PNG, which every reader shows",
                                        "enum": ["text/plain", "text/html", "image/png"],
                                    }
                                },
                            }
                        }
                    },
                },
            }
        },
    }
}

Cell = dict[str, Any]
Find = tuple[Cell | None, str]
"""What was found, and in which cell; None for a fault of the whole notebook."""


class Book:
    """A notebook: its name without the ending, and its JSON."""

    def __init__(self, name: str, data: dict[str, Any]) -> None:
        self.name, self.data = name, data
        self.cells: list[Cell] = data.get("cells", [])
        self.code = [cell for cell in self.cells if cell["cell_type"] == "code"]
        self.prose = [cell for cell in self.cells if cell["cell_type"] == "markdown"]


class Fault(NamedTuple):
    """One broken rule: where, what was found, what was expected, and how to mend it."""

    notebook: str
    cell: str
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        where = f"notebooks/{self.notebook}.ipynb" + (f", cell {self.cell}" if self.cell else "")
        return f"{where}: {self.found}. Expected: {self.expected} {self.mend}."


Rule = Callable[[Book], Iterator[Find]]
RULES: dict[Rule, str] = {}
"""Every rule, and how to mend what it finds."""


def rule(mend: str) -> Callable[[Rule], Rule]:
    """Make a function one of the rules."""

    def add(found: Rule) -> Rule:
        RULES[found] = mend
        return found

    return add


def faults(book: Book, rules: Iterable[Rule] = ()) -> list[Fault]:
    """All that is wrong with a notebook under some rules, or under all."""
    return [
        Fault(
            book.name,
            str(cell.get("id", "without an id")) if cell else "",
            found,
            (check.__doc__ or "").strip(),
            RULES[check],
        )
        for check in rules or RULES
        for cell, found in check(book)
    ]


# --- reading a notebook ------------------------------------------------------------------------


def joined(value: str | list[str]) -> str:
    """A multi-line field of the notebook format as one string."""
    return value if isinstance(value, str) else "".join(value)


def source(cell: Cell) -> str:
    return joined(cell.get("source", ""))


def is_parameters(cell: Cell) -> bool:
    return "parameters" in cell["metadata"].get("tags", [])


def tree(cell: Cell) -> ast.Module | None:
    """The parsed code of a cell, None where it is no plain Python."""
    try:
        return ast.parse(source(cell))
    except SyntaxError:
        return None


def nodes(cell: Cell) -> list[ast.AST]:
    """Every syntax node of a code cell; none where it does not parse (`plain_code` says so)."""
    parsed = tree(cell)
    return [] if parsed is None else list(ast.walk(parsed))


def calls(cell: Cell) -> list[str]:
    """The names of the functions that a code cell calls: `show` for show(...) and charts.show."""
    called = [node.func for node in nodes(cell) if isinstance(node, ast.Call)]
    return [getattr(name, "id", getattr(name, "attr", "")) for name in called]


def strings(cell: Cell) -> list[str]:
    """Every string literal of a code cell, the fixed parts of f-strings included."""
    constants = [node.value for node in nodes(cell) if isinstance(node, ast.Constant)]
    return [value for value in constants if isinstance(value, str)]


def lines(cell: Cell) -> list[str]:
    """The lines of code in a cell, without blank ones and comments."""
    return [line for line in source(cell).splitlines() if line.strip() and line.lstrip()[0] != "#"]


def texts(cell: Cell) -> list[str]:
    """What the outputs of a cell say in words: pictures left out, embedded ones too."""
    said = [joined(output.get("text", "")) for output in cell.get("outputs", [])]
    said += [
        joined(value)
        for output in cell.get("outputs", [])
        for kind, value in output.get("data", {}).items()
        if not kind.startswith("image/")
    ]
    return [re.sub(r"base64,[A-Za-z0-9+/=\s]+", "base64,", text) for text in said]


def sentences(cell: Cell) -> list[str]:
    """What a cell tells in running text: prose, findings and notes.

    Tables, charts and whatever is folded away are left out.
    """
    if cell["cell_type"] == "markdown":
        return [source(cell)]
    shown = [joined(one.get("data", {}).get("text/html", "")) for one in cell.get("outputs", [])]
    apart = re.compile(r"<(figure|details|table)\b.*?</\1>|<[^>]+>", re.DOTALL)
    # An element may stand in another: what is left of the outer one goes in the second round.
    return [unescape(apart.sub(" ", apart.sub(" ", html))) for html in shown]


def bare_prose(markdown: str) -> str:
    """Markdown without what may hold digits: code, link targets, names of notebooks."""
    text = re.sub(r"^```.*?^```\s*?$", " ", markdown, flags=re.MULTILINE | re.DOTALL)
    # A span of code may hold digits, unless it is nothing but a number in disguise.
    text = re.sub(r"`[^`\n]*[A-Za-z_][^`\n]*`", " ", text)
    text = re.sub(r"\]\([^)\s]*\)", "] ", text)
    for name in NOTEBOOKS:
        text = text.replace(f"{name}.ipynb", " ").replace(name, " ")
    return text


# --- the whole folder --------------------------------------------------------------------------


def list_faults(files: Iterable[str]) -> list[str]:
    """Input: the names in notebooks/. Output: one line per missing or unexpected file."""
    found, expected = set(files), {f"{name}.ipynb" for name in NOTEBOOKS}
    place = "NOTEBOOKS in tests/notebooks/hygiene.py"
    return [
        *(
            f"notebooks/{name} is missing. Put it back, or take it out of {place}."
            for name in sorted(expected - found)
        ),
        *(
            f"notebooks/{name} is not a notebook of the collection. Add it to {place}, or move it away."
            for name in sorted(found - expected)
        ),
    ]


def form_faults(name: str, text: str) -> list[str]:
    """Input: a notebook's file as text. Output: a line if it isn't written the canonical way."""
    if text == json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True) + "\n":
        return []
    return [
        f"notebooks/{name}.ipynb is not written as `make notebooks` writes it "
        "(indent 1, sorted keys, newline at the end). Run `make notebooks`."
    ]


# --- a clean run, stored -----------------------------------------------------------------------


@rule("Run `make notebooks`")
def executed_in_order(book: Book) -> Iterator[Find]:
    """Every code cell ran, from 1 to n, from top to bottom."""
    for expected, cell in enumerate(book.code, start=1):
        count = cell.get("execution_count")
        if count != expected:
            found = "was never run" if count is None else f"ran as number {count}"
            yield cell, f"{found}, expected number {expected}"


@rule("Run `make notebooks`")
def outputs_stored(book: Book) -> Iterator[Find]:
    """Every cell that shows something holds what it showed."""
    for cell in book.code:
        parsed = tree(cell)
        ends_on_value = bool(parsed and parsed.body and isinstance(parsed.body[-1], ast.Expr))
        if (ends_on_value or DISPLAYING.intersection(calls(cell))) and not cell.get("outputs"):
            yield cell, "its output is missing"


@rule("Mend the cause, do not silence it")
def nothing_went_wrong(book: Book) -> Iterator[Find]:
    """No error, nothing on stderr, no warning among the stored outputs."""
    for cell in book.code:
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                yield cell, f"stores the error {output.get('ename')}: {output.get('evalue')}"
            if output.get("name") == "stderr":
                yield cell, f"wrote to stderr: {joined(output.get('text', '')).strip()[:80]}"
        for text in texts(cell):
            if warning := re.search(r"\b\w*Warning: .*", text):
                yield cell, f"stores a warning: {warning.group()[:80]}"


@rule("Take it away and mend what it hides")
def nothing_switched_off(book: Book) -> Iterator[Find]:
    """No comment that makes a check look away."""
    for cell in book.code:
        for marker in MARKER.findall(source(cell)):
            yield cell, f"carries the marker {marker}"


@rule("Run `make notebooks`, or name the cell by what it does")
def form(book: Book) -> Iterator[Find]:
    """A form that changes with nothing but what the notebook says, and that every reader shows."""
    for error in jsonschema.Draft202012Validator(FORM).iter_errors(book.data):
        path = list(error.absolute_path)
        cell = book.cells[int(path[1])] if path[:1] == ["cells"] else None
        where = ".".join(map(str, path[2:] if cell else path)) or "cell"
        found = json.dumps(error.instance, ensure_ascii=False)[:300]
        yield cell, f"{where}: {error.schema['title']} is expected, not {found}"


@rule("Name it by what it does")
def each_id_once(book: Book) -> Iterator[Find]:
    """Every cell has an id of its own."""
    ids = [cell.get("id") for cell in book.cells]
    yield from (
        (cell, "its id stands twice") for cell in book.cells if ids.count(cell.get("id")) > 1
    )


# --- plain code --------------------------------------------------------------------------------


def construction(node: ast.AST) -> str | None:
    """The name of a construction that has no place in a cell, None for all others."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return f"defines the function {name}"
        case ast.ClassDef():
            return f"defines the class {node.name}"
        case ast.Lambda():
            return "holds a lambda"
        case ast.Try() | ast.TryStar():
            return "catches errors"
        case ast.Import(names=names) if found := SYSTEM & {name.name for name in names}:
            return f"imports {', '.join(sorted(found))}"
        case ast.ImportFrom(module=str(module)) if module in SYSTEM:
            return f"imports from {module}"
        case ast.Attribute(value=ast.Name(id=("sys" | "os" | "warnings") as module), attr=attr):
            return f"touches {module}.{attr}"
        case ast.Call(func=ast.Name(id=called)) if called in FORBIDDEN_CALLS:
            return f"calls {called}"
    return None


@rule("Move it to src/helpers, with a test")
def plain_code(book: Book) -> Iterator[Find]:
    """Short, plain Python: no definitions, no caught errors, no magics, no path tricks."""
    for cell in book.code:
        if tree(cell) is None:
            yield cell, "is no plain Python (a magic, a shell line, a slip?)"
        yield from ((cell, found) for node in nodes(cell) if (found := construction(node)))


@rule("Let open_story() find the files")
def absolute_paths(book: Book) -> Iterator[Find]:
    """No path of one machine, in sources or outputs."""
    for cell in book.cells:
        found = [PATH.search(text) for text in (source(cell), *texts(cell))]
        if cell["cell_type"] == "code":
            found += [PATH_IN_CODE.match(literal) for literal in strings(cell)]
        yield from ((cell, f"holds the path {path.group()[:60]}") for path in found if path)


# --- numbers come from rows --------------------------------------------------------------------


def holds_number(text: str) -> bool:
    return any(sign.isnumeric() for sign in bare_prose(text))


@rule("Let findings(), note() or table() write it from the rows")
def digits_in_prose(book: Book) -> Iterator[Find]:
    """No digit in Markdown: a number that is typed does not move when a row does."""
    for cell in book.prose:
        for line in bare_prose(source(cell)).splitlines():
            if holds_number(line):
                yield cell, f"a number is typed into the prose: {line.strip()[:70]!r}"


@rule("Compute it from the rows")
def digits_in_strings(book: Book) -> Iterator[Find]:
    """No digit in a string of the code either, but for row ids and names of notebooks."""
    for cell in book.code:
        typed = [f"{text[:70]!r}" for text in strings(cell) if holds_number(text)]
        typed = [text for text in typed if not re.fullmatch(r"'[a-z]{1,3}\d{1,4}'", text)]
        for node in nodes(cell):
            match node:
                case ast.FormattedValue(value=ast.Constant(value=int() | float() as number)):
                    typed.append(str(number))
        if not is_parameters(cell):
            yield from ((cell, f"a number is typed into a text: {text}") for text in typed)


# --- the same anatomy everywhere ---------------------------------------------------------------


@rule(f'Tag the one cell that sets STORY, and let it hold only STORY = "{STORY}"')
def parameters(book: Book) -> Iterator[Find]:
    """One cell names the story, and only that."""
    tagged = [cell for cell in book.code if is_parameters(cell)]
    if len(tagged) != 1:
        yield None, f"{len(tagged)} cells are tagged parameters"
    for cell in tagged:
        if lines(cell) != [f'STORY = "{STORY}"']:
            yield cell, f"holds {' / '.join(lines(cell))[:80]!r}"


@rule("Write STORY, or put what is particular to the story into its notes/")
def one_story(book: Book) -> Iterator[Find]:
    """No story is named outside the parameters cell."""
    for cell in book.code:
        if is_parameters(cell):
            continue
        for story in (STORY, "example"):
            # "for example" in a caption means no story.
            path = re.compile(rf"{story}|.*stories/{story}.*" + f"|.*{STORY}.*", re.DOTALL)
            if any(path.fullmatch(literal) for literal in strings(cell)):
                yield cell, f"names the story {story}"
        for node in nodes(cell):
            if isinstance(node, ast.Name) and (node.id, type(node.ctx)) == ("STORY", ast.Store):
                yield cell, "sets STORY again"
    yield from ((cell, f"names the story {STORY}") for cell in book.prose if STORY in source(cell))


@rule("Open with # and the question?, header(...), ## In short; end with ## Limits, ## Carry on")
def anatomy(book: Book) -> Iterator[Find]:
    """Question, header, In short, sections, Limits, Carry on: in this order."""
    written = [
        (position, line.strip())
        for position, cell in enumerate(book.cells)
        if cell["cell_type"] == "markdown"
        for line in source(cell).splitlines()
        if re.match("##? ", line)
    ]
    top = [title for _, title in written if title.startswith("# ")]
    opens = source(book.cells[0]).splitlines()[:1]
    if len(top) != 1 or opens != top or not top[0].endswith("?"):
        yield None, f"the notebook opens with {' '.join(opens)[:60]!r}"
    sections = [title for _, title in written if title.startswith("## ")]
    if sections[:1] != ["## In short"] or sections[-2:] != ["## Limits", "## Carry on"]:
        yield None, f"its sections are {', '.join(sections) or 'none'}"
    elif len(sections) < 4:
        yield None, "no section asks a question"
    called = {name: at for at, cell in reversed([*enumerate(book.cells)]) for name in calls(cell)}
    short = {title: at for at, title in written}.get("## In short", -1)
    if not 0 <= called.get("header", -1) <= short <= called.get("findings", -1):
        yield None, "header(...), ## In short and findings(...) do not stand in this order"


@rule("Show a chart where the question is answered")
def charts_shown(book: Book) -> Iterator[Find]:
    """At least two charts; the template needs one, explorer and editor draw their own."""
    least = FEWER_CHARTS.get(book.name, CHARTS)
    count = sum(calls(cell).count("show") for cell in book.code)
    if count < least:
        yield None, f"{count} charts are shown with show(...), expected {least} or more"


@rule("Say less, say why before each step, and move the mechanics to src/helpers")
def proportions(book: Book) -> Iterator[Find]:
    """Short enough to read, about half prose, small cells of code."""
    total = len(book.cells)
    if total not in CELLS:
        yield None, f"the notebook has {total} cells, expected {CELLS[0]} to {CELLS[-1]}"
    share = len(book.prose) / total
    if not PROSE_SHARE[0] <= share <= PROSE_SHARE[1]:
        yield None, f"{share:.0%} of the cells are prose, expected 40 % to 65 %"
    sizes = [len(lines(cell)) for cell in book.code]
    for cell, size in zip(book.code, sizes, strict=True):
        if size > LONGEST_CODE:
            yield cell, f"has {size} lines of code, expected at most {LONGEST_CODE}"
    if statistics.median(sizes) > MEDIAN_CODE:
        yield None, f"half of the code cells have more than {MEDIAN_CODE} lines"


@rule("Cut what no reader would miss")
def short(book: Book) -> Iterator[Find]:
    """Few enough words of prose, findings and notes to be read at one sitting."""
    count = sum(len(text.split()) for cell in book.cells for text in sentences(cell))
    allowed = MORE_WORDS.get(book.name, WORDS)
    if count > allowed:
        yield None, f"it has {count} words of prose, findings and notes, expected at most {allowed}"


@rule("Leave the id to findings(...), which folds it away, or to a table")
def ids_folded(book: Book) -> Iterator[Find]:
    """No row id inside a sentence: ids fold away behind it, or stand in a table."""
    for cell in book.cells:
        for text in sentences(cell):
            if row := ROW_ID.search(bare_prose(text) if cell in book.prose else text):
                yield cell, f"names the row {row.group()} in a sentence"


@rule("Show it with show(...), and run `make notebooks`")
def pictures(book: Book) -> Iterator[Find]:
    """Every picture is that of a chart, and the one that its alt text describes."""
    for cell in book.code:
        for output in cell.get("outputs", []):
            yield from ((cell, problem) for problem in picture_problems(output))
