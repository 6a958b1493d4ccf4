"""What every notebook must keep, as pure functions over its JSON.

nbval proves that a notebook still says what it said. These rules prove what nbval never looks at:
that every cell ran, in order, that the outputs are there, that nothing is switched off, that the
prose holds no number, and that a reader finds the same anatomy everywhere.

A rule takes a Book and yields Faults. Rules read; they change nothing.
"""

import ast
import json
import re
import statistics
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from helpers.show.display import picture_problems

NOTEBOOKS = (
    "00-overview",
    "01-actors",
    "02-claims",
    "03-casualties",
    "04-timeline",
    "05-places",
    "06-cross-check",
    "07-explore",
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
LONGEST_CODE = 10
MEDIAN_CODE = 4
DISPLAYING = frozenset(
    {"show", "table", "findings", "header", "note", "words", "told", "contents", "display", "print"}
)

SYSTEM = frozenset({"contextlib", "importlib", "os", "subprocess", "sys", "warnings"})
FORBIDDEN_CALLS = frozenset({"eval", "exec", "get_ipython", "input", "exit", "quit"})
SHOWN_AS = frozenset({"text/plain", "text/html", "image/png"})

Cell = dict[str, Any]


@dataclass(frozen=True)
class Book:
    """A notebook: its name without the ending, and its JSON."""

    name: str
    data: dict[str, Any]

    @property
    def cells(self) -> list[Cell]:
        """All cells, in order."""
        return list(self.data.get("cells", []))

    @property
    def code(self) -> list[Cell]:
        """The code cells, in order."""
        return [cell for cell in self.cells if cell["cell_type"] == "code"]

    @property
    def prose(self) -> list[Cell]:
        """The Markdown cells, in order."""
        return [cell for cell in self.cells if cell["cell_type"] == "markdown"]


@dataclass(frozen=True)
class Fault:
    """One broken rule: where, what was found, how to mend it, and what the rule expects.

    cell is None where the fault is one of the whole notebook.
    """

    notebook: str
    cell: str | None
    found: str
    mend: str
    expected: str = ""

    def __str__(self) -> str:
        """One line for a person."""
        where = f"notebooks/{self.notebook}.ipynb" + (f", cell {self.cell}" if self.cell else "")
        expected = f" Expected: {self.expected}" if self.expected else ""
        return f"{where}: {self.found}.{expected} {self.mend}."


Rule = Callable[[Book], Iterator[Fault]]


# --- reading a notebook ------------------------------------------------------------------------


def joined(value: str | list[str]) -> str:
    """A multi-line field of the notebook format as one string."""
    return value if isinstance(value, str) else "".join(value)


def source(cell: Cell) -> str:
    """The source of a cell."""
    return joined(cell.get("source", ""))


def name_of(cell: Cell) -> str:
    """What a message calls the cell."""
    return str(cell.get("id", "without an id"))


def tags(cell: Cell) -> list[str]:
    """The tags of a cell."""
    return list(cell.get("metadata", {}).get("tags", []))


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
    """The names of the functions that a code cell calls: `show` for show(...) and display.show."""
    names = [node.func for node in nodes(cell) if isinstance(node, ast.Call)]
    plain = [name.id for name in names if isinstance(name, ast.Name)]
    return plain + [name.attr for name in names if isinstance(name, ast.Attribute)]


def strings(cell: Cell) -> list[str]:
    """Every string literal of a code cell, the fixed parts of f-strings included."""
    constants = [node.value for node in nodes(cell) if isinstance(node, ast.Constant)]
    return [value for value in constants if isinstance(value, str)]


def code_lines(cell: Cell) -> int:
    """Lines of code in a cell; blank lines and comments do not count."""
    lines = (line.strip() for line in source(cell).splitlines())
    return sum(1 for line in lines if line and not line.startswith("#"))


def texts(cell: Cell) -> list[str]:
    """What the outputs of a cell say in words: pictures left out, embedded ones too."""
    found: list[str] = []
    for output in cell.get("outputs", []):
        found.append(joined(output.get("text", "")))
        found += [
            joined(value)
            for kind, value in output.get("data", {}).items()
            if not kind.startswith("image/") and isinstance(value, str | list)
        ]
    return [re.sub(r"base64,[A-Za-z0-9+/=\s]+", "base64,", text) for text in found if text]


def headings(book: Book) -> list[tuple[int, str]]:
    """Every Markdown heading with the position of its cell, as it is written."""
    return [
        (position, line.strip())
        for position, cell in enumerate(book.cells)
        if cell["cell_type"] == "markdown"
        for line in source(cell).splitlines()
        if re.match(r"#{1,6} ", line)
    ]


# --- the whole folder --------------------------------------------------------------------------


def list_faults(files: Iterable[str]) -> list[str]:
    """Input: the names in notebooks/. Output: one line per missing or unexpected file."""
    expected = {f"{name}.ipynb" for name in NOTEBOOKS}
    found = set(files)
    missing = [
        f"notebooks/{name} is missing. Put it back, or take it out of NOTEBOOKS in "
        "tests/notebooks/hygiene.py."
        for name in sorted(expected - found)
    ]
    unexpected = [
        f"notebooks/{name} is not a notebook of the collection. Add it to NOTEBOOKS in "
        "tests/notebooks/hygiene.py, or move it away."
        for name in sorted(found - expected)
    ]
    return missing + unexpected


def form_faults(name: str, text: str) -> list[str]:
    """Input: a notebook's file as text. Output: a line if it isn't written the canonical way."""
    canonical = json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if text == canonical:
        return []
    return [
        f"notebooks/{name}.ipynb is not written as `make notebooks` writes it "
        "(indent 1, sorted keys, newline at the end). Run `make notebooks`."
    ]


# --- a clean run, stored -----------------------------------------------------------------------


def executed_in_order(book: Book) -> Iterator[Fault]:
    """Every code cell ran, from 1 to n, from top to bottom."""
    for expected, cell in enumerate(book.code, start=1):
        count = cell.get("execution_count")
        if count != expected:
            found = "was never run" if count is None else f"ran as number {count}"
            yield Fault(
                book.name,
                name_of(cell),
                f"{found}, expected number {expected}",
                "Run `make notebooks`",
            )


def outputs_stored(book: Book) -> Iterator[Fault]:
    """Every cell that shows something holds what it showed."""
    for cell in book.code:
        parsed = tree(cell)
        ends_on_value = bool(parsed and parsed.body and isinstance(parsed.body[-1], ast.Expr))
        shows = ends_on_value or bool(DISPLAYING.intersection(calls(cell)))
        if shows and not cell.get("outputs"):
            yield Fault(book.name, name_of(cell), "its output is missing", "Run `make notebooks`")


def nothing_went_wrong(book: Book) -> Iterator[Fault]:
    """No error, nothing on stderr, no warning among the stored outputs."""
    for cell in book.code:
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                found = f"stores the error {output.get('ename')}: {output.get('evalue')}"
                yield Fault(book.name, name_of(cell), found, "Mend the cell, then run it again")
            if output.get("name") == "stderr":
                said = joined(output.get("text", "")).strip().splitlines()
                found = f"wrote to stderr: {said[0] if said else ''}"
                yield Fault(book.name, name_of(cell), found, "Mend the cause, do not silence it")
        for text in texts(cell):
            if warning := re.search(r"\b\w*Warning: .*", text):
                found = f"stores a warning: {warning.group()[:80]}"
                yield Fault(book.name, name_of(cell), found, "Mend the cause, do not silence it")


def nothing_switched_off(book: Book) -> Iterator[Fault]:
    """No tag and no comment that makes a check look away."""
    for cell in book.cells:
        for tag in tags(cell):
            if tag != "parameters":
                yield Fault(book.name, name_of(cell), f"carries the tag {tag}", "Take it away")
    for cell in book.code:
        marker = re.search(
            r"#\s*((?:NBVAL|PYTEST_VALIDATE)_\w+|noqa\b.*|type: ignore.*)", source(cell)
        )
        if marker:
            found = f"carries the marker {marker.group(1)}"
            yield Fault(book.name, name_of(cell), found, "Take it away and mend what it hides")


# --- plain code --------------------------------------------------------------------------------


def construction(node: ast.AST) -> str | None:
    """The name of a construction that has no place in a cell, None for all others."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return f"defines the function {node.name}"
        case ast.ClassDef():
            return f"defines the class {node.name}"
        case ast.Lambda():
            return "holds a lambda"
        case ast.Try() | ast.TryStar():
            return "catches errors"
        case ast.Attribute(value=ast.Name(id="sys"), attr="path"):
            return "touches sys.path"
        case ast.Attribute(value=ast.Name(id="os"), attr="chdir" | "environ"):
            return f"touches os.{node.attr}"
        case ast.Attribute(value=ast.Name(id="warnings"), attr=attr):
            return f"calls warnings.{attr}"
        case ast.Import(names=names) if found := SYSTEM & {name.name for name in names}:
            return f"imports {', '.join(sorted(found))}"
        case ast.ImportFrom(module=str(module)) if module in SYSTEM:
            return f"imports from {module}"
        case ast.Call(func=ast.Name(id=called)) if called in FORBIDDEN_CALLS:
            return f"calls {called}"
    return None


def plain_code(book: Book) -> Iterator[Fault]:
    """Short, plain Python: no definitions, no caught errors, no magics, no path tricks."""
    mend = "Move it to src/helpers, with a test"
    for cell in book.code:
        if tree(cell) is None:
            found = "is no plain Python (a magic, a shell line, a slip?)"
            yield Fault(book.name, name_of(cell), found, "Write it as Python")
        for node in nodes(cell):
            if found_here := construction(node):
                yield Fault(book.name, name_of(cell), found_here, mend)


def absolute_paths(book: Book) -> Iterator[Fault]:
    """No path of one machine, in sources or outputs."""
    machine = re.compile(
        r"file://\S*|\b[A-Za-z]:\\\\?\w\S*"
        r"|(?<![\w.:/<-])/(?:home|Users|root|tmp|work|var|opt|usr|mnt|private|srv|builds?)/\S*"
    )
    for cell in book.cells:
        for text in [source(cell), *texts(cell)]:
            if path := machine.search(text):
                found = f"holds the path {path.group()[:60]}"
                yield Fault(book.name, name_of(cell), found, "Let open_story() find the files")
        if cell["cell_type"] == "code":
            for literal in strings(cell):
                if re.match(r"(/|~|\.\./)\w", literal):
                    found = f"holds the path {literal[:60]}"
                    yield Fault(book.name, name_of(cell), found, "Let open_story() find the files")


# --- numbers come from rows --------------------------------------------------------------------


def bare_prose(markdown: str) -> str:
    """Markdown without what may hold digits: code, link targets, names of notebooks."""
    text = re.sub(r"^```.*?^```\s*?$", " ", markdown, flags=re.MULTILINE | re.DOTALL)
    # A span of code may hold digits, unless it is nothing but a number in disguise.
    text = re.sub(r"`[^`\n]*[A-Za-z_][^`\n]*`", " ", text)
    text = re.sub(r"\]\([^)\s]*\)", "] ", text)
    for name in NOTEBOOKS:
        text = text.replace(f"{name}.ipynb", " ").replace(name, " ")
    return text


def digits_in_prose(book: Book) -> Iterator[Fault]:
    """No digit in Markdown: a number that is typed does not move when a row does."""
    for cell in book.prose:
        for line in bare_prose(source(cell)).splitlines():
            if any(sign.isnumeric() for sign in line):
                found = f"a number is typed into the prose: {line.strip()[:70]!r}"
                mend = "Let findings(), note() or table() write it from the rows"
                yield Fault(book.name, name_of(cell), found, mend)


def digits_in_strings(book: Book) -> Iterator[Fault]:
    """No digit in a string of the code either, but for row ids and names of notebooks."""
    row_id = re.compile(r"[a-z]{1,3}\d{1,4}")
    for cell in book.code:
        if "parameters" in tags(cell):
            continue
        for literal in strings(cell):
            bare = bare_prose(literal)
            if any(sign.isnumeric() for sign in bare) and not row_id.fullmatch(literal):
                found = f"a number is typed into a text: {literal[:70]!r}"
                yield Fault(book.name, name_of(cell), found, "Compute it from the rows")
        for node in nodes(cell):
            match node:
                case ast.FormattedValue(value=ast.Constant(value=int() | float() as number)):
                    found = f"a number is typed into a text: {number}"
                    yield Fault(book.name, name_of(cell), found, "Compute it from the rows")


# --- the same anatomy everywhere ---------------------------------------------------------------


def cell_ids(book: Book) -> Iterator[Fault]:
    """Ids that a person can read, each once."""
    seen: set[str] = set()
    for position, cell in enumerate(book.cells, start=1):
        identity = str(cell.get("id", ""))
        mend = "Name it by what it does, in lower-case words with hyphens: stated-distances"
        readable = re.fullmatch(r"[a-z]{2,}(-[a-z]+)*(-\d{1,2})?", identity)
        random = re.fullmatch(r"[0-9a-f-]{8,}", identity)
        if not readable or random:
            found = f"number {position} from the top has no readable id"
            yield Fault(book.name, identity or "without an id", found, mend)
        if identity in seen:
            yield Fault(book.name, identity, "its id stands twice", mend)
        seen.add(identity)


def parameters(book: Book) -> Iterator[Fault]:
    """One cell names the story, and only that."""
    tagged = [cell for cell in book.code if "parameters" in tags(cell)]
    if len(tagged) != 1:
        found = f"{len(tagged)} cells are tagged parameters"
        yield Fault(book.name, None, found, "Tag the one cell that sets STORY")
    for cell in tagged:
        lines = [line for line in source(cell).splitlines() if not line.startswith("#")]
        if [line for line in lines if line.strip()] != [f'STORY = "{STORY}"']:
            found = f"holds {' / '.join(lines)[:80]!r}"
            yield Fault(book.name, name_of(cell), found, f'Let it hold only STORY = "{STORY}"')


def names_story(literal: str, story: str) -> bool:
    """Whether a string of the code means a story; "for example" in a caption means none."""
    return literal == story or f"stories/{story}" in literal or ("-" in story and story in literal)


def one_story(book: Book, known: tuple[str, ...] = (STORY, "example")) -> Iterator[Fault]:
    """No story is named outside the parameters cell."""
    mend = "Write STORY, or put what is particular to the story into its notes/"
    for cell in book.code:
        if "parameters" in tags(cell):
            continue
        for name in known:
            if any(names_story(literal, name) for literal in strings(cell)):
                yield Fault(book.name, name_of(cell), f"names the story {name}", mend)
        for node in nodes(cell):
            if (
                isinstance(node, ast.Name)
                and node.id == "STORY"
                and isinstance(node.ctx, ast.Store)
            ):
                yield Fault(book.name, name_of(cell), "sets STORY again", mend)
    for cell in book.prose:
        # A name that is also a word of the language, such as "example", is fine in a sentence.
        for name in known:
            if "-" in name and name in source(cell):
                yield Fault(book.name, name_of(cell), f"names the story {name}", mend)


def first(book: Book, call: str) -> int | None:
    """The position of the first cell that calls a function."""
    for position, cell in enumerate(book.cells):
        if cell["cell_type"] == "code" and call in calls(cell):
            return position
    return None


def anatomy(book: Book) -> Iterator[Fault]:
    """Question, header, In short, sections, Limits, Carry on: in this order."""
    titles = headings(book)
    top = [title for _, title in titles if title.startswith("# ")]
    opens = source(book.cells[0]).splitlines()[:1] if book.cells else []
    if len(top) != 1 or opens != top or not top[0].endswith("?"):
        found = f"the notebook opens with {' '.join(opens)[:60]!r}"
        yield Fault(book.name, None, found, "Open with one heading: # and the question?")
    sections = [title for _, title in titles if title.startswith("## ")]
    if sections[:1] != ["## In short"] or sections[-2:] != ["## Limits", "## Carry on"]:
        found = f"its sections are {', '.join(sections) or 'none'}"
        mend = "Begin with ## In short, end with ## Limits and ## Carry on"
        yield Fault(book.name, None, found, mend)
    elif len(sections) < 4:
        found = "no section asks a question"
        yield Fault(book.name, None, found, "Give each question a section of its own")
    short = next((position for position, title in titles if title == "## In short"), None)
    order = [first(book, "header"), short, first(book, "findings")]
    if None in order or order != sorted(position for position in order if position is not None):
        found = "header(...), ## In short and findings(...) do not stand in this order"
        yield Fault(book.name, None, found, "Bring them into this order")


def charts_shown(book: Book) -> Iterator[Fault]:
    """At least two charts; the template needs one, and the explorer draws its own."""
    least = {"99-template": 1, "07-explore": 0}.get(book.name, 2)
    count = sum(calls(cell).count("show") for cell in book.code)
    if count < least:
        found = f"{count} charts are shown with show(...), expected {least} or more"
        yield Fault(book.name, None, found, "Show a chart where the question is answered")


def proportions(book: Book) -> Iterator[Fault]:
    """Short enough to read, about half prose, small cells of code."""
    total = len(book.cells)
    if total not in CELLS:
        found = f"the notebook has {total} cells, expected {CELLS.start} to {CELLS.stop - 1}"
        yield Fault(book.name, None, found, "Say less, or join what belongs together")
    share = len(book.prose) / total if total else 0.0
    if not PROSE_SHARE[0] <= share <= PROSE_SHARE[1]:
        found = f"{share:.0%} of the cells are prose, expected 40 % to 65 %"
        yield Fault(book.name, None, found, "Say why before each step, what it shows after it")
    sizes = [code_lines(cell) for cell in book.code]
    for cell, size in zip(book.code, sizes, strict=True):
        if size > LONGEST_CODE:
            found = f"has {size} lines of code, expected at most {LONGEST_CODE}"
            yield Fault(book.name, name_of(cell), found, "Move the mechanics to src/helpers")
    if sizes and statistics.median(sizes) > MEDIAN_CODE:
        found = f"half of the code cells have more than {MEDIAN_CODE} lines"
        yield Fault(book.name, None, found, "Move the mechanics to src/helpers")


def sentences(cell: Cell) -> list[str]:
    """What a cell tells in running text: prose, findings and notes.

    Tables, charts and whatever is folded away are left out.
    """
    if cell["cell_type"] == "markdown":
        return [source(cell)]
    return [
        html_text(joined(output["data"]["text/html"]))
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]


def html_text(html: str) -> str:
    """The running text of HTML: no tables, no charts, nothing that is folded away."""
    for element in ("figure", "details", "table"):
        html = re.sub(rf"<{element}\b.*?</{element}>", " ", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", html))


def length(book: Book) -> int:
    """How many words a reader is given in running text."""
    return sum(len(text.split()) for cell in book.cells for text in sentences(cell))


def short(book: Book) -> Iterator[Fault]:
    """Few enough words of prose, findings and notes to be read at one sitting."""
    count, allowed = length(book), MORE_WORDS.get(book.name, WORDS)
    if count > allowed:
        found = f"it has {count} words of prose, findings and notes, expected at most {allowed}"
        yield Fault(book.name, None, found, "Cut what no reader would miss")


def ids_folded(book: Book) -> Iterator[Fault]:
    """No row id inside a sentence: ids fold away behind it, or stand in a table."""
    for cell in book.cells:
        for text in sentences(cell):
            bare = bare_prose(text) if cell["cell_type"] == "markdown" else text
            if row := re.search(r"\b[cfredk]\d{3}\b", bare):
                found = f"names the row {row.group()} in a sentence"
                mend = "Leave the id to findings(...), which folds it away, or to a table"
                yield Fault(book.name, name_of(cell), found, mend)


# --- what is stored beside ---------------------------------------------------------------------


def pictures(book: Book) -> Iterator[Fault]:
    """Every picture is the one that its alt text describes."""
    for cell in book.code:
        for output in cell.get("outputs", []):
            for problem in picture_problems(output):
                yield Fault(book.name, name_of(cell), problem, "Run `make notebooks`")
            html = joined(output.get("data", {}).get("text/html", ""))
            if "<img" in html and "data-chart=" not in html:
                found = "shows a picture that is no chart"
                yield Fault(book.name, name_of(cell), found, "Show it with display.show(...)")


def readable_outputs(book: Book) -> Iterator[Fault]:
    """Outputs are text, HTML and PNG, which every reader shows and nbval compares."""
    for cell in book.code:
        for output in cell.get("outputs", []):
            for kind in sorted(set(output.get("data", {})) - SHOWN_AS):
                found = f"stores an output of type {kind}"
                yield Fault(book.name, name_of(cell), found, "Show it with helpers.show")
            if output.get("metadata"):
                found = f"stores output metadata: {', '.join(sorted(output['metadata']))}"
                yield Fault(book.name, name_of(cell), found, "Run `make notebooks`")


def minimal_metadata(book: Book) -> Iterator[Fault]:
    """No clock, no machine, no editor state: nothing that changes without a reason."""
    mend = "Run `make notebooks`"
    expected = {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    if book.data.get("metadata") != expected:
        found = f"the notebook's metadata is {json.dumps(book.data.get('metadata'))[:300]}"
        yield Fault(book.name, None, found, mend)
    if (book.data.get("nbformat"), book.data.get("nbformat_minor")) != (4, 5):
        yield Fault(book.name, None, "the notebook is not of format 4.5", mend)
    for cell in book.cells:
        if cell["cell_type"] not in {"code", "markdown"}:
            yield Fault(book.name, name_of(cell), f"is a {cell['cell_type']} cell", "Make it prose")
        if extra := sorted(set(cell.get("metadata", {})) - {"tags"}):
            found = f"carries metadata: {', '.join(extra)}"
            yield Fault(book.name, name_of(cell), found, mend)
        if cell.get("attachments"):
            yield Fault(book.name, name_of(cell), "has a file attached", "Draw it with a chart")


RULES: tuple[Rule, ...] = (
    executed_in_order,
    outputs_stored,
    nothing_went_wrong,
    nothing_switched_off,
    plain_code,
    absolute_paths,
    digits_in_prose,
    digits_in_strings,
    cell_ids,
    parameters,
    one_story,
    anatomy,
    charts_shown,
    proportions,
    short,
    ids_folded,
    pictures,
    readable_outputs,
    minimal_metadata,
)


def expectation(rule: Rule) -> str:
    """What a rule expects: the first line of its own description."""
    return (rule.__doc__ or "").strip().splitlines()[0]


def faults(book: Book) -> list[Fault]:
    """Everything that is wrong with a notebook, rule after rule."""
    return [replace(fault, expected=expectation(rule)) for rule in RULES for fault in rule(book)]
