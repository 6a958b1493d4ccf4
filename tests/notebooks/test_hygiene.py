"""Every rule of hygiene is broken once on purpose; then all rules hold for the real notebooks."""

import base64
import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers.charts.figure import ChartFigure, chart, frame
from helpers.show.display import chart_output

from .hygiene import (
    NOTEBOOKS,
    RULES,
    STORY,
    Book,
    Cell,
    Fault,
    Rule,
    absolute_paths,
    anatomy,
    bare_prose,
    cell_ids,
    charts_shown,
    digits_in_prose,
    digits_in_strings,
    executed_in_order,
    faults,
    form_faults,
    ids_folded,
    list_faults,
    minimal_metadata,
    nothing_switched_off,
    nothing_went_wrong,
    one_story,
    outputs_stored,
    parameters,
    pictures,
    plain_code,
    proportions,
    readable_outputs,
    sentences,
    short,
)

Breaking = Callable[[dict[str, Any]], None]

ROWS = pd.DataFrame({"figure_id": ["f001", "f002"], "count": [3, 9]})


@chart
def bars(name: str = "test-bars", alt: str = "Bars of 3 and 9.") -> ChartFigure:
    fig, ax = frame(name, "Two bars", "Number of claims", "The Paper", rows=ROWS, alt=alt)
    ax.barh(range(2), ROWS["count"])
    return fig


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """What show(...) puts out for a small chart, by media type."""
    return chart_output(bars())


def prose(identity: str, source: str) -> Cell:
    return {"cell_type": "markdown", "id": identity, "metadata": {}, "source": source}


def code(identity: str, source: str, output: dict[str, str] | None = None) -> Cell:
    shown = {"output_type": "display_data", "metadata": {}, "data": dict(output or {})}
    return {
        "cell_type": "code",
        "id": identity,
        "metadata": {},
        "source": source,
        "execution_count": None,
        "outputs": [shown] if output else [],
    }


@pytest.fixture
def good(shown: dict[str, str]) -> dict[str, Any]:
    """A small notebook that keeps every rule."""
    text = {"text/html": "<p>3 of 9 claims.</p>", "text/plain": "3 of 9 claims."}
    first = code("parameters", f'# The story.\nSTORY = "{STORY}"')
    cells = [
        prose("question", "# Who is counted?\n\nSee 03-casualties and `f001`."),
        {**first, "metadata": {"tags": ["parameters"]}},
        code("setup", "from helpers import open_story\n\nstory = open_story(STORY)"),
        code("header", "header(story)", text),
        prose("in-short-heading", "## In short"),
        code("in-short", "findings(in_short(story))", text),
        prose("counted", "## What is counted?"),
        code("show-counted", "show(counted(story))", shown),
        code("show-named", 'figure = counted(story)\nshow(named(story, "f001"))', shown),
        *(prose(f"reading-{number}", "Read it so.") for number in range(1, 7)),
        *(code(f"look-{number}", "table(story.claims)", text) for number in range(1, 7)),
        prose("limits", "## Limits"),
        prose("carry-on", "## Carry on\n\n[Next](04-timeline.ipynb)"),
    ]
    for count, cell in enumerate((c for c in cells if c["cell_type"] == "code"), start=1):
        cell["execution_count"] = count
    return {
        "cells": copy.deepcopy(cells),
        "metadata": {
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def at(data: dict[str, Any], identity: str) -> Cell:
    return next(cell for cell in data["cells"] if cell["id"] == identity)


def put(identity: str, **fields: Any) -> Breaking:
    """Change fields of one cell."""
    return lambda data: at(data, identity).update(fields)


def output(**fields: Any) -> Breaking:
    """Store an output with the cell look-1."""
    return put("look-1", outputs=[{"output_type": "display_data", "metadata": {}, **fields}])


def stream(name: str, text: str) -> Breaking:
    return put("look-1", outputs=[{"output_type": "stream", "name": name, "text": text}])


def drop(*identities: str) -> Breaking:
    def dropping(data: dict[str, Any]) -> None:
        data["cells"] = [cell for cell in data["cells"] if cell["id"] not in identities]

    return dropping


def strip(data: dict[str, Any]) -> None:
    for cell in data["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)


def swap_code(data: dict[str, Any]) -> None:
    first, second = at(data, "look-1"), at(data, "look-2")
    first["execution_count"], second["execution_count"] = 9, 8
    assert first["execution_count"] != second["execution_count"]


def swap_cells(data: dict[str, Any]) -> None:
    data["cells"].insert(0, data["cells"].pop(1))


def source(text: str) -> Breaking:
    return put("look-1", source=text)


def words(text: str) -> Breaking:
    return put("reading-1", source=text)


def metadata(**fields: Any) -> Breaking:
    return lambda data: data["metadata"].update(fields)


LONG = "\n".join(["table(story.claims)"] * 11)

BROKEN: dict[str, tuple[Rule, Breaking, str, str]] = {
    # what is done: (the rule that must notice, how it is done, the cell named, words of the message)
    "outputs stripped": (executed_in_order, strip, "parameters", "was never run"),
    "a cell skipped": (executed_in_order, put("look-1", execution_count=None), "look-1", "never"),
    "run out of order": (executed_in_order, swap_code, "look-1", "ran as number 9"),
    "run twice": (executed_in_order, put("look-6", execution_count=40), "look-6", "number 40"),
    "one output lost": (outputs_stored, put("show-counted", outputs=[]), "show-counted", "missing"),
    "a shown value lost": (outputs_stored, put("look-1", source="story", outputs=[]), "look-1", ""),
    "an error stored": (
        nothing_went_wrong,
        put("look-1", outputs=[{"output_type": "error", "ename": "KeyError", "evalue": "'x'"}]),
        "look-1",
        "KeyError: 'x'",
    ),
    "stderr stored": (nothing_went_wrong, stream("stderr", "slow\n"), "look-1", "stderr: slow"),
    "a warning stored": (
        nothing_went_wrong,
        stream("stdout", "x.py:1: FutureWarning: soon\n"),
        "look-1",
        "FutureWarning: soon",
    ),
    "a skip marker": (
        nothing_switched_off,
        source("# NBVAL_SKIP\nshow(x)"),
        "look-1",
        "NBVAL_SKIP",
    ),
    "an ignore marker": (
        nothing_switched_off,
        source("show(x)\n## NBVAL_IGNORE_OUTPUT"),
        "look-1",
        "NBVAL_IGNORE_OUTPUT",
    ),
    "a raises marker": (
        nothing_switched_off,
        source("#NBVAL_RAISES_EXCEPTION\nshow(x)"),
        "look-1",
        "NBVAL_RAISES_EXCEPTION",
    ),
    "a raises tag": (
        nothing_switched_off,
        put("look-1", metadata={"tags": ["raises-exception"]}),
        "look-1",
        "raises-exception",
    ),
    "a skip tag": (
        nothing_switched_off,
        put("look-1", metadata={"tags": ["nbval-skip"]}),
        "look-1",
        "nbval-skip",
    ),
    "a bare except": (
        plain_code,
        source("try:\n    show(x)\nexcept:\n    pass"),
        "look-1",
        "catches errors",
    ),
    "errors suppressed": (
        plain_code,
        source("from contextlib import suppress"),
        "look-1",
        "context",
    ),
    "a function": (plain_code, source("def f():\n    return x"), "look-1", "the function f"),
    "a class": (plain_code, source("class A:\n    x = y"), "look-1", "the class A"),
    "a lambda": (plain_code, source("show((lambda: x)())"), "look-1", "lambda"),
    "a path trick": (plain_code, source("import sys\nsys.path.append(x)"), "look-1", "sys.path"),
    "another folder": (plain_code, source("import os\nos.chdir(x)"), "look-1", "os.chdir"),
    "warnings silenced": (plain_code, source("import warnings"), "look-1", "imports warnings"),
    "a magic": (plain_code, source("%matplotlib inline"), "look-1", "no plain Python"),
    "a shell line": (plain_code, source("!ls"), "look-1", "no plain Python"),
    "a path in the code": (absolute_paths, source('open_csv("/data/x.csv")'), "look-1", "/data/x"),
    "a path in the prose": (
        absolute_paths,
        words("It is in /home/ann/x."),
        "reading-1",
        "/home/ann",
    ),
    "a path in an output": (
        absolute_paths,
        stream("stdout", "/Users/ann/x"),
        "look-1",
        "/Users/ann",
    ),
    "a digit in the prose": (
        digits_in_prose,
        words("About 30 were hurt."),
        "reading-1",
        "About 30",
    ),
    "a year in the prose": (digits_in_prose, words("Since *2013*."), "reading-1", "2013"),
    "a number passed off as code": (
        digits_in_prose,
        words("It was `3,000`."),
        "reading-1",
        "3,000",
    ),
    "a fraction in the prose": (digits_in_prose, words("Some ½ of it."), "reading-1", "½"),
    "a digit in a finding": (
        digits_in_strings,
        source('findings([Finding("3 of them", ("c001",))])'),
        "look-1",
        "3 of them",
    ),
    "a digit in an f-string": (digits_in_strings, source('f"{x} of 9"'), "look-1", "of 9"),
    "a number put into an f-string": (digits_in_strings, source('f"{9} claims"'), "look-1", "9"),
    "an id of an editor": (cell_ids, put("look-1", id="4f1c2a9e"), "4f1c2a9e", "no readable id"),
    "an id of hex letters": (cell_ids, put("look-1", id="deadbeef"), "deadbeef", "no readable id"),
    "an id in capitals": (cell_ids, put("look-1", id="Look-1"), "Look-1", "no readable id"),
    "no id": (cell_ids, lambda data: at(data, "look-1").pop("id"), "without an id", "no readable"),
    "an id twice": (cell_ids, put("look-1", id="look-2"), "look-2", "twice"),
    "no parameters cell": (parameters, drop("parameters"), "", "0 cells"),
    "two parameters cells": (
        parameters,
        put("look-1", metadata={"tags": ["parameters"]}),
        "",
        "2 cells",
    ),
    "more than the story in it": (
        parameters,
        put("parameters", source=f'STORY = "{STORY}"\nLIMIT = 10'),
        "parameters",
        "LIMIT = 10",
    ),
    "another story in it": (
        parameters,
        put("parameters", source='STORY = "example"'),
        "parameters",
        "example",
    ),
    "a story named later": (one_story, source('open_story("example")'), "look-1", "story example"),
    "its folder named": (
        one_story,
        source('x = "data/stories/example"'),
        "look-1",
        "story example",
    ),
    "a story named in the prose": (one_story, words(f"As in {STORY}."), "reading-1", STORY),
    "the story set again": (one_story, source("STORY = other"), "look-1", "sets STORY again"),
    "a title without a question": (anatomy, put("question", source="# Places"), "", "# Places"),
    "code before the question": (anatomy, swap_cells, "", "opens with"),
    "a second title": (anatomy, words("# And another?"), "", "opens with"),
    "no header": (anatomy, drop("header"), "", "header(...)"),
    "no In short": (anatomy, drop("in-short-heading"), "", "## In short"),
    "no findings": (anatomy, drop("in-short"), "", "findings(...)"),
    "no Limits": (anatomy, drop("limits"), "", "its sections are"),
    "no Carry on": (anatomy, drop("carry-on"), "", "its sections are"),
    "no question in between": (anatomy, drop("counted"), "", "no section"),
    "one chart": (charts_shown, drop("show-named"), "", "1 charts"),
    "too few cells": (
        proportions,
        drop(*(f"{kind}-{number}" for kind in ("look", "reading") for number in range(1, 7))),
        "",
        "11 cells, expected 12 to 24",
    ),
    "too many cells": (
        proportions,
        lambda data: data["cells"].extend([prose("one", "One."), prose("two", "Two.")]),
        "",
        "25 cells, expected 12 to 24",
    ),
    "too many words": (short, words("word " * 1201), "", "expected at most 1200"),
    "too many words in findings": (
        short,
        output(data={"text/html": f"<li>{'word ' * 1201}</li>"}),
        "",
        "expected at most 1200",
    ),
    "a row id in the prose": (ids_folded, words("So says c012."), "reading-1", "row c012"),
    "a row id in a finding": (
        ids_folded,
        output(data={"text/html": "<li>It sank (k003).</li>"}),
        "look-1",
        "row k003",
    ),
    "too little prose": (
        proportions,
        drop(*(f"reading-{number}" for number in range(1, 6))),
        "",
        "are prose",
    ),
    "a long cell": (proportions, source(LONG), "look-1", "11 lines"),
    "long cells": (
        proportions,
        lambda data: [
            cell.update(source="x = y\n" * 5) for cell in data["cells"] if cell["id"] != "x"
        ],
        "",
        "more than 4 lines",
    ),
    "a picture without its chart": (
        pictures,
        output(data={"image/png": "aGVsbG8=", "text/plain": "x"}),
        "look-1",
        "without a chart",
    ),
    "a picture pasted in": (
        pictures,
        output(data={"text/html": '<img src="x.png">'}),
        "look-1",
        "no chart",
    ),
    "an output that few readers show": (
        readable_outputs,
        output(data={"application/javascript": "x"}),
        "look-1",
        "application/javascript",
    ),
    "output metadata": (
        readable_outputs,
        output(data={}, metadata={"isolated": True}),
        "look-1",
        "isolated",
    ),
    "a kernel of one machine": (minimal_metadata, metadata(kernelspec={"name": "my"}), "", "my"),
    "widgets": (minimal_metadata, metadata(widgets={}), "", "widgets"),
    "times of execution": (
        minimal_metadata,
        put("look-1", metadata={"execution": {"iopub.execute_input": "2026"}}),
        "look-1",
        "execution",
    ),
    "a raw cell": (minimal_metadata, put("reading-1", cell_type="raw"), "reading-1", "raw cell"),
    "a file attached": (
        minimal_metadata,
        put("reading-1", attachments={"x.png": {}}),
        "reading-1",
        "attached",
    ),
}


def test_a_good_notebook_has_no_faults(good: dict[str, Any]) -> None:
    assert [str(fault) for fault in faults(Book("03-casualties", good))] == []


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_rule_is_noticed_and_says_where(case: str, good: dict[str, Any]) -> None:
    rule, breaking, cell, words_of_it = BROKEN[case]
    breaking(good)
    found = [fault for fault in rule(Book("03-casualties", good)) if words_of_it in fault.found]
    assert cell in [fault.cell or "" for fault in found], [str(fault) for fault in found]


def test_every_rule_is_broken_at_least_once() -> None:
    assert set(RULES) == {rule for rule, _, _, _ in BROKEN.values()}


def test_a_message_names_notebook_cell_find_expectation_and_remedy(good: dict[str, Any]) -> None:
    words("About 30 were hurt.")(good)
    (fault,) = faults(Book("03-casualties", good))
    assert str(fault) == (
        "notebooks/03-casualties.ipynb, cell reading-1: a number is typed into the prose: "
        "'About 30 were hurt.'. Expected: No digit in Markdown: a number that is typed does not "
        "move when a row does. Let findings(), note() or table() write it from the rows."
    )


def test_a_fault_of_the_whole_notebook_names_no_cell() -> None:
    told = str(Fault("04-timeline", None, "it is too short", "Say more"))
    assert told == "notebooks/04-timeline.ipynb: it is too short. Say more."


def test_the_template_may_show_one_chart(good: dict[str, Any]) -> None:
    drop("show-named")(good)
    assert [*charts_shown(Book("99-template", good))] == []
    assert len([*charts_shown(Book("03-casualties", good))]) == 1
    drop("show-counted")(good)
    assert len([*charts_shown(Book("99-template", good))]) == 1
    assert [*charts_shown(Book("07-explore", good))] == []


def test_the_cross_check_is_given_more_words_and_no_one_else(good: dict[str, Any]) -> None:
    words("word " * 1500)(good)
    assert [*short(Book("06-cross-check", good))] == []
    assert len([*short(Book("05-places", good))]) == 1


def test_tables_charts_and_folded_rows_are_no_running_text(good: dict[str, Any]) -> None:
    html = (
        "<li>Told.<details><summary>Rows</summary>c001</details></li>"
        "<figure>c002<details>c003</details></figure><table><td>c004</td></table>"
    )
    output(data={"text/html": html})(good)
    assert [*ids_folded(Book("05-places", good))] == []
    assert sentences(at(good, "look-1"))[0].split() == ["Told."]


@pytest.mark.parametrize(
    "allowed",
    ["See 03-casualties.", "Column `f001` and `24_days`.", "[here](x-2014.html)", "```\n12\n```"],
)
def test_code_links_and_names_of_notebooks_may_hold_digits(allowed: str) -> None:
    assert not any(sign.isdigit() for sign in bare_prose(allowed))


@pytest.mark.parametrize(
    "source_text", ['words(story, "claims", "c001")', "x.head(10)", 'x = "for example"']
)
def test_row_ids_and_arguments_are_no_typed_findings(
    source_text: str, good: dict[str, Any]
) -> None:
    source(source_text)(good)
    book = Book("03-casualties", good)
    assert [*digits_in_strings(book), *one_story(book)] == []


# --- pictures ------------------------------------------------------------------------------------


def replace_pictures(data: dict[str, Any], picture: str, *, html: bool, beside: bool) -> None:
    """Put another picture into the output of a chart; the words about it stay."""
    stored = at(data, "show-counted")["outputs"][0]["data"]
    before = stored["image/png"]
    if html:
        stored["text/html"] = stored["text/html"].replace(before, picture)
    if beside:
        stored["image/png"] = picture


@pytest.mark.parametrize(("html", "beside"), [(True, True), (True, False), (False, True)])
def test_a_swapped_picture_is_noticed(html: bool, beside: bool, good: dict[str, Any]) -> None:
    other = chart_output(bars("other-bars", "Bars of 2 and 9."))["image/png"]
    replace_pictures(good, other, html=html, beside=beside)
    assert [fault.cell for fault in pictures(Book("03-casualties", good))]
    assert {fault.cell for fault in faults(Book("03-casualties", good))} == {"show-counted"}


def test_a_picture_drawn_from_another_number_is_noticed(good: dict[str, Any]) -> None:
    redrawn = chart_output(bars(alt="Bars of 2 and 9."))["image/png"]
    replace_pictures(good, redrawn, html=True, beside=True)
    (fault,) = pictures(Book("03-casualties", good))
    assert fault.cell == "show-counted"
    assert "another alt text" in fault.found


def test_a_picture_that_is_none_is_noticed(good: dict[str, Any]) -> None:
    replace_pictures(good, base64.b64encode(b"GIF89a").decode(), html=True, beside=True)
    assert ["no PNG" in fault.found for fault in pictures(Book("03-casualties", good))] == [True]


# --- the list and the files ----------------------------------------------------------------------


def test_a_missing_and_an_extra_notebook_are_named() -> None:
    files = [*(f"{name}.ipynb" for name in NOTEBOOKS if name != "05-places"), "scratch.ipynb"]
    missing, extra = list_faults(files)
    assert "05-places.ipynb is missing" in missing
    assert "scratch.ipynb is not a notebook" in extra


def test_a_file_written_another_way_is_named(good: dict[str, Any]) -> None:
    written = json.dumps(good, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    assert form_faults("03-casualties", written) == []
    for other in (written.rstrip(), json.dumps(good)):
        assert "make notebooks" in form_faults("03-casualties", other)[0]


# --- the real notebooks --------------------------------------------------------------------------


def test_the_list_of_notebooks_is_complete(root: Path) -> None:
    # JupyterLab keeps its checkpoints there while it is open; git ignores them.
    found = [path.name for path in (root / "notebooks").iterdir() if path.name[0] != "."]
    assert list_faults(found) == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_notebook_keeps_every_rule(name: str, root: Path) -> None:
    path = root / "notebooks" / f"{name}.ipynb"
    if not path.is_file():
        pytest.fail("\n".join(list_faults(file.name for file in path.parent.iterdir())))
    text = path.read_text(encoding="utf-8")
    problems = [str(fault) for fault in faults(Book(name, json.loads(text)))]
    assert not problems + form_faults(name, text), "\n".join(problems)
