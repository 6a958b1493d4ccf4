"""Every rule of hygiene is broken once on purpose; then all rules hold for the real notebooks."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from helpers.show.figures import chart_output

from . import hygiene as rules
from .conftest import Cell, bars, code, notebook, prose
from .hygiene import (
    NOTEBOOKS,
    RULES,
    STORY,
    Book,
    Rule,
    bare_prose,
    faults,
    form_faults,
    list_faults,
    sentences,
)

NAME = "03-casualties"
Breaking = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """A small notebook that keeps every rule."""
    text = {"text/html": "<p>3 of 9 claims.</p>", "text/plain": "3 of 9 claims."}
    chart = chart_output(bars())
    first = code("parameters", f'# The story.\nSTORY = "{STORY}"')
    return notebook(
        prose("question", "# Who is counted?\n\nSee 03-casualties and `f001`."),
        {**first, "metadata": {"tags": ["parameters"]}},
        code("setup", "from helpers import open_story\n\nstory = open_story(STORY)"),
        code("header", "header(story)", text),
        prose("in-short-heading", "## In short"),
        code("in-short", "findings(in_short(story))", text),
        prose("counted", "## What is counted?"),
        code("show-counted", "show(counted(story))", chart),
        code("show-named", 'figure = counted(story)\nshow(named(story, "f001"))', chart),
        *(prose(f"reading-{number}", "Read it so.") for number in range(1, 7)),
        *(code(f"look-{number}", "table(story.claims)", text) for number in range(1, 7)),
        prose("limits", "## Limits"),
        prose("carry-on", "## Carry on\n\n[Next](04-timeline.ipynb)"),
    )


@pytest.fixture
def good(kept: dict[str, Any]) -> dict[str, Any]:
    """The notebook that keeps every rule, to be broken."""
    return copy.deepcopy(kept)


def at(data: dict[str, Any], identity: str) -> Cell:
    return next(cell for cell in data["cells"] if cell["id"] == identity)


def put(identity: str, **fields: Any) -> Breaking:
    """Change fields of one cell."""
    return lambda data: at(data, identity).update(fields)


def source(text: str) -> Breaking:
    return put("look-1", source=text)


def words(text: str) -> Breaking:
    return put("reading-1", source=text)


def output(**fields: Any) -> Breaking:
    """Store an output with the cell look-1."""
    return put("look-1", outputs=[{"output_type": "display_data", "metadata": {}, **fields}])


def stream(name: str, text: str) -> Breaking:
    return put("look-1", outputs=[{"output_type": "stream", "name": name, "text": text}])


def html(text: str) -> Breaking:
    return output(data={"text/html": text})


def drop(*identities: str) -> Breaking:
    def dropping(data: dict[str, Any]) -> None:
        data["cells"] = [cell for cell in data["cells"] if cell["id"] not in identities]

    return dropping


def every_code(**fields: Any) -> Breaking:
    return lambda data: [c.update(fields) for c in data["cells"] if c["cell_type"] == "code"]


def top(**fields: Any) -> Breaking:
    return lambda data: data.update(fields)


class Broken(NamedTuple):
    """What is done, the cell that is named ("" for the whole notebook), words of what is found."""

    breaking: Breaking
    cell: str
    found: str


NUMBERED = [f"{kind}-{number}" for kind in ("reading", "look") for number in range(1, 7)]
ERROR = {"output_type": "error", "ename": "KeyError", "evalue": "'x'"}

BROKEN: dict[Rule, dict[str, Broken]] = {
    rules.executed_in_order: {
        "never run": Broken(every_code(execution_count=None), "parameters", "was never run"),
        "one skipped": Broken(put("look-1", execution_count=None), "look-1", "was never run"),
        "out of order": Broken(put("look-1", execution_count=9), "look-1", "ran as number 9"),
        "run twice": Broken(put("look-6", execution_count=40), "look-6", "number 40"),
    },
    rules.outputs_stored: {
        "a chart": Broken(put("show-counted", outputs=[]), "show-counted", "missing"),
        "a value": Broken(put("look-1", source="story", outputs=[]), "look-1", "missing"),
    },
    rules.nothing_went_wrong: {
        "an error": Broken(put("look-1", outputs=[ERROR]), "look-1", "error KeyError: 'x'"),
        "stderr": Broken(stream("stderr", "slow\n"), "look-1", "stderr: slow"),
        "a warning": Broken(stream("stdout", "FutureWarning: soon"), "look-1", "FutureWarning"),
    },
    rules.nothing_switched_off: {
        "a skip": Broken(source("# NBVAL_SKIP\nshow(x)"), "look-1", "NBVAL_SKIP"),
        "an ignored output": Broken(source("x\n## NBVAL_IGNORE_OUTPUT"), "look-1", "IGNORE_OUT"),
        "a raise": Broken(source("#NBVAL_RAISES_EXCEPTION"), "look-1", "NBVAL_RAISES_EXCEPTION"),
        "the linter": Broken(source("show(x)  # noqa: F821"), "look-1", "noqa: F821"),
        "the types": Broken(source("show(x)  # type: ignore"), "look-1", "type: ignore"),
    },
    rules.form: {
        "a raises tag": Broken(put("look-1", metadata={"tags": ["raises-x"]}), "look-1", "raises"),
        "times of execution": Broken(put("look-1", metadata={"at": "9"}), "look-1", '"at"'),
        "an id of an editor": Broken(put("look-1", id="4f1c2a9e"), "4f1c2a9e", "words with"),
        "an id of hex letters": Broken(put("look-1", id="deadbeef"), "deadbeef", "words with"),
        "an id in capitals": Broken(put("look-1", id="Look-1"), "Look-1", "words with"),
        "no id": Broken(lambda data: at(data, "look-1").pop("id"), "without an id", "an id"),
        "a raw cell": Broken(put("reading-1", cell_type="raw"), "reading-1", '"raw"'),
        "a file": Broken(put("reading-1", attachments={"x.png": {}}), "reading-1", "no file"),
        "a script": Broken(output(data={"application/javascript": "x"}), "look-1", "javascript"),
        "output metadata": Broken(output(data={}, metadata={"x": 1}), "look-1", "no output meta"),
        "a kernel of one machine": Broken(top(metadata={"kernelspec": "my"}), "", '"my"'),
        "widgets": Broken(lambda data: data["metadata"].update(widgets={}), "", "widgets"),
        "an old format": Broken(top(nbformat_minor=4), "", "format 4.5"),
        "another format": Broken(top(nbformat=3), "", "format 4.5"),
    },
    rules.each_id_once: {"twice": Broken(put("look-1", id="look-2"), "look-2", "twice")},
    rules.plain_code: {
        "a bare except": Broken(source("try:\n    x\nexcept:\n    y"), "look-1", "catches errors"),
        "suppressed": Broken(source("from contextlib import suppress"), "look-1", "contextlib"),
        "a function": Broken(source("def f():\n    return x"), "look-1", "the function f"),
        "a class": Broken(source("class A:\n    x = y"), "look-1", "the class A"),
        "a lambda": Broken(source("show((lambda: x)())"), "look-1", "lambda"),
        "a path trick": Broken(source("import sys\nsys.path.append(x)"), "look-1", "sys.path"),
        "another folder": Broken(source("import os\nos.chdir(x)"), "look-1", "os.chdir"),
        "silence": Broken(source("import warnings"), "look-1", "imports warnings"),
        "a call": Broken(source("eval(x)"), "look-1", "calls eval"),
        "a magic": Broken(source("%matplotlib inline"), "look-1", "no plain Python"),
        "a shell line": Broken(source("!ls"), "look-1", "no plain Python"),
    },
    rules.absolute_paths: {
        "in the code": Broken(source('open_csv("/data/x.csv")'), "look-1", "/data/x"),
        "in the prose": Broken(words("It is in /home/ann/x."), "reading-1", "/home/ann"),
        "in an output": Broken(stream("stdout", "/Users/ann/x"), "look-1", "/Users/ann"),
        "in a table": Broken(html("<td>file:///x</td>"), "look-1", "file:///x"),
    },
    rules.digits_in_prose: {
        "a digit": Broken(words("About 30 were hurt."), "reading-1", "About 30"),
        "a year": Broken(words("Since *2013*."), "reading-1", "2013"),
        "passed off as code": Broken(words("It was `3,000`."), "reading-1", "3,000"),
        "a fraction": Broken(words("Some ½ of it."), "reading-1", "½"),
    },
    rules.digits_in_strings: {
        "a finding": Broken(source('Finding("3 of them", ("c001",))'), "look-1", "'3 of them'"),
        "an f-string": Broken(source('f"{x} of 9"'), "look-1", "of 9"),
        "put into an f-string": Broken(source('f"{9} claims"'), "look-1", "a text: 9"),
    },
    rules.parameters: {
        "none": Broken(drop("parameters"), "", "0 cells"),
        "two": Broken(put("look-1", metadata={"tags": ["parameters"]}), "", "2 cells"),
        "more in it": Broken(put("parameters", source="STORY = x\nN = 9"), "parameters", "N = 9"),
        "another": Broken(put("parameters", source='STORY = "example"'), "parameters", "example"),
    },
    rules.one_story: {
        "named later": Broken(source('open_story("example")'), "look-1", "story example"),
        "its folder": Broken(source('x = "data/stories/example"'), "look-1", "story example"),
        "in the prose": Broken(words(f"As in {STORY}."), "reading-1", STORY),
        "in a text": Broken(source(f'"as in {STORY}"'), "look-1", STORY),
        "set again": Broken(source("STORY = other"), "look-1", "sets STORY again"),
    },
    rules.anatomy: {
        "no question": Broken(put("question", source="# Places"), "", "# Places"),
        "code before it": Broken(
            lambda data: data["cells"].insert(0, data["cells"].pop(1)), "", "opens with"
        ),
        "a second title": Broken(words("# And another?"), "", "opens with"),
        "no header": Broken(drop("header"), "", "header(...)"),
        "findings too early": Broken(put("header", source="header(x)\nfindings(y)"), "", "order"),
        "no In short": Broken(drop("in-short-heading"), "", "sections are ## What"),
        "no findings": Broken(drop("in-short"), "", "findings(...)"),
        "no Limits": Broken(drop("limits"), "", "its sections are"),
        "no Carry on": Broken(drop("carry-on"), "", "its sections are"),
        "no question between": Broken(drop("counted"), "", "no section"),
    },
    rules.charts_shown: {"one": Broken(drop("show-named"), "", "1 charts")},
    rules.proportions: {
        "few cells": Broken(drop(*NUMBERED), "", "11 cells, expected 12 to 24"),
        "many cells": Broken(
            lambda data: data["cells"].extend([prose("one", ""), prose("two", "")]), "", "25 cells"
        ),
        "little prose": Broken(drop(*NUMBERED[:5]), "", "are prose"),
        "much prose": Broken(drop(*NUMBERED[6:], "show-named"), "", "are prose"),
        "a long cell": Broken(source("table(story.claims)\n" * 11), "look-1", "11 lines"),
        "long cells": Broken(every_code(source="x = y\n" * 5), "", "more than 4 lines"),
    },
    rules.short: {
        "prose": Broken(words("word " * 1201), "", "expected at most 1200"),
        "findings": Broken(html(f"<li>{'word ' * 1201}</li>"), "", "expected at most 1200"),
    },
    rules.ids_folded: {
        "prose": Broken(words("So says c012."), "reading-1", "row c012"),
        "a finding": Broken(html("<li>It sank (k003).</li>"), "look-1", "row k003"),
    },
    rules.pictures: {
        "without its chart": Broken(output(data={"image/png": "aGVsbG8="}), "look-1", "without a"),
        "pasted in": Broken(html('<img src="x.png">'), "look-1", "without a chart"),
        "swapped": Broken(
            lambda data: at(data, "show-counted")["outputs"][0]["data"].update(
                {"image/png": chart_output(bars(long=2))["image/png"]}
            ),
            "show-counted",
            "another than the one beside it",
        ),
    },
}


def test_a_good_notebook_has_no_faults(good: dict[str, Any]) -> None:
    assert [str(fault) for fault in faults(Book(NAME, good))] == []


@pytest.mark.parametrize(
    ("rule", "case"), [(rule, case) for rule in BROKEN for case in BROKEN[rule]]
)
def test_a_broken_rule_is_noticed_and_says_where(
    rule: Rule, case: str, good: dict[str, Any]
) -> None:
    broken = BROKEN[rule][case]
    broken.breaking(good)
    found = faults(Book(NAME, good), [rule])
    assert broken.cell in [fault.cell for fault in found if broken.found in fault.found], found


def test_every_rule_is_broken_at_least_once() -> None:
    assert set(RULES) == set(BROKEN)


def test_a_message_names_notebook_cell_find_expectation_and_remedy(good: dict[str, Any]) -> None:
    words("About 30 were hurt.")(good)
    (fault,) = faults(Book(NAME, good))
    assert str(fault) == (
        "notebooks/03-casualties.ipynb, cell reading-1: a number is typed into the prose: "
        "'About 30 were hurt.'. Expected: No digit in Markdown: a number that is typed does not "
        "move when a row does. Let findings(), note() or table() write it from the rows."
    )
    drop("show-named")(good)
    told = [str(fault) for fault in faults(Book(NAME, good), [rules.charts_shown])]
    assert told[0].startswith("notebooks/03-casualties.ipynb: 1 charts are shown")


@pytest.mark.parametrize(
    ("rule", "breaking", "names"),
    [
        (rules.charts_shown, drop("show-named"), {"99-template", "07-explore", "98-annotate"}),
        (rules.charts_shown, drop("show-named", "show-counted"), {"07-explore", "98-annotate"}),
        (rules.short, words("word " * 1500), {"06-cross-check"}),
    ],
)
def test_some_notebooks_are_allowed_more_and_no_other(
    rule: Rule, breaking: Breaking, names: set[str], good: dict[str, Any]
) -> None:
    breaking(good)
    assert {name for name in NOTEBOOKS if not faults(Book(name, good), [rule])} == names


def test_tables_charts_and_folded_rows_are_no_running_text(good: dict[str, Any]) -> None:
    html(
        "<li>Told.<details><summary>Rows</summary>c001</details></li>"
        "<figure>c002<details>c003</details></figure><table><td>c004</td></table>"
    )(good)
    assert faults(Book(NAME, good), [rules.ids_folded]) == []
    assert sentences(at(good, "look-1"))[0].split() == ["Told."]


@pytest.mark.parametrize(
    "allowed",
    ["See 03-casualties.", "Column `f001` and `24_days`.", "[here](x-2014.html)", "```\n12\n```"],
)
def test_code_links_and_names_of_notebooks_may_hold_digits(allowed: str) -> None:
    assert not any(sign.isdigit() for sign in bare_prose(allowed))


@pytest.mark.parametrize(
    "allowed", ['words(story, "claims", "c001")', "x.head(10)", 'x = "for example"']
)
def test_row_ids_and_arguments_are_no_typed_findings(allowed: str, good: dict[str, Any]) -> None:
    source(allowed)(good)
    assert faults(Book(NAME, good), [rules.digits_in_strings, rules.one_story]) == []


# --- the list and the files ----------------------------------------------------------------------


def test_a_missing_and_an_extra_notebook_are_named() -> None:
    files = [*(f"{name}.ipynb" for name in NOTEBOOKS if name != "05-places"), "scratch.ipynb"]
    missing, extra = list_faults(files)
    assert "05-places.ipynb is missing" in missing
    assert "scratch.ipynb is not a notebook" in extra


def test_a_file_written_another_way_is_named(good: dict[str, Any]) -> None:
    written = json.dumps(good, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    assert form_faults(NAME, written) == []
    for other in (written.rstrip(), json.dumps(good)):
        assert "make notebooks" in form_faults(NAME, other)[0]


def test_the_list_of_notebooks_is_complete(root: Path) -> None:
    # JupyterLab keeps its checkpoints there while it is open; git ignores them.
    found = [path.name for path in (root / "notebooks").iterdir() if path.name[0] != "."]
    assert list_faults(found) == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_notebook_keeps_every_rule(name: str, root: Path) -> None:
    text = (root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")
    problems = [str(fault) for fault in faults(Book(name, json.loads(text)))]
    assert not problems + form_faults(name, text), "\n".join(problems)
