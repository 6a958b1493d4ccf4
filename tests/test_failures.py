"""What is told of a failure: rows and words that differ, pictures side by side, and how to repeat."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from . import failures
from .differences import changed, difference, outputs_differ
from .side_by_side import GAP, LABEL, side_by_side

ROW = "<table><tr><th>{}</th><td>{}</td></tr><tr><th>all</th><td>9</td></tr></table>"
LONG = " ".join(f"word{number}" for number in range(30))


def shown(html: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/html": html, "image/png": "x"}}


def printed(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            ROW.format("dead", "12"),
            ROW.format("dead", "13"),
            ["stored: dead | «12»", "now:    dead | «13»"],
        ),
        ("<p>One</p>", "<p>One</p><p>Two</p>", ["only now: Two"]),
        ("<p>One</p><p>Two</p>", "<p>One</p>", ["only stored: Two"]),
        (
            '<img alt="Bars of 2">',
            '<img alt="Bars of 3">',
            ["stored: [picture: Bars of «2]»", "now:    [picture: Bars of «3]»"],
        ),
        (
            '<p lang="en">One</p>',
            '<p lang="de">One</p>',
            [
                "the words are the same, the HTML differs:",
                'stored: <p «lang="en">One»',
                'now:    <p «lang="de">One»',
            ],
        ),
        (
            f"<p>{LONG} old {LONG}</p>",
            f"<p>{LONG} new {LONG}</p>",
            [
                f"{who} word0 word1 word2 word3 word4 word5 ... word25 word26 word27 word28 word29 "
                f"«{word}» word0 word1 word2 word3 word4 ..."
                for who, word in (("stored:", "old"), ("now:   ", "new"))
            ],
        ),
        ('<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,BB==">', []),
    ],
)
def test_html_differs_in_rows_and_words(old: str, new: str, told: list[str]) -> None:
    assert difference("text/html", old, new) == told


def test_of_many_lines_the_rest_is_counted() -> None:
    *told, last = changed([f"a{n}" for n in range(20)], [f"b{n}" for n in range(20)])
    assert (len(told), last) == (24, "... and 8 more lines")


def test_outputs_are_told_apart_by_what_they_are() -> None:
    old = [printed("A warning\n"), shown("<p>One</p>")]
    assert [*outputs_differ(old, [shown("<p>Two</p>")])] == [
        "only stored: stdout: A warning",
        "output 2, text/html:",
        "  stored: «One»",
        "  now:    «Two»",
    ]
    assert [*outputs_differ([], [shown("<p>Two</p>")])] == ["only now: text/html: Two"]
    assert [*outputs_differ(old, old)] == []


def png(colour: str, size: tuple[int, int] = (30, 20)) -> bytes:
    kept = io.BytesIO()
    picture = Image.new("RGB", size, "white")
    picture.paste(colour, (0, 0, 10, 10))
    picture.save(kept, "PNG")
    return kept.getvalue()


def test_pictures_lie_side_by_side_and_what_moved_is_red() -> None:
    sheet = Image.open(io.BytesIO(side_by_side(png("black"), png("white", (40, 10)))))
    assert sheet.size == (3 * 40 + 2 * GAP, 20 + LABEL)
    old, new, marked = (at * (40 + GAP) for at in range(3))
    assert sheet.getpixel((old + 5, LABEL + 5)) == (0, 0, 0)
    assert sheet.getpixel((new + 5, LABEL + 5)) == (255, 255, 255)
    assert sheet.getpixel((marked + 5, LABEL + 5)) == (208, 0, 0)
    assert sheet.getpixel((marked + 25, LABEL + 5)) == (255, 255, 255)


def test_every_failure_is_noted_with_the_command_that_repeats_it(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failures, "FOLDER", tmp_path / "failures")
    failures.note("tests/a.py::test_b", "pytest tests/a.py::test_b")
    failures.note("cell 3", "again", "12 is 13")
    assert (tmp_path / "failures" / failures.LIST).read_text("utf-8") == (
        "tests/a.py::test_b\n  repeat: pytest tests/a.py::test_b\n"
        "cell 3\n  12 is 13\n  repeat: again\n"
    )


def unwritable(*_: object, **__: object) -> None:
    raise PermissionError("read-only")


@pytest.mark.parametrize("attempt", ["note", "picture"])
def test_where_nothing_can_be_written_the_report_still_tells(
    attempt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathlib.Path.mkdir", unwritable)
    tell: dict[str, Callable[[], str]] = {
        "note": lambda: failures.note("cell 3", "again", "12 is 13"),
        "picture": lambda: failures.beside_each_other("a", png("red"), png("blue")),
    }
    told = {"note": "cell 3\n  12 is 13\n  repeat: again", "picture": "could be kept: read-only"}
    assert told[attempt] in tell[attempt]()


def test_the_question_of_a_cell_is_the_nearest_heading_above_it() -> None:
    class Cell:
        def __init__(self, cell_type: str, source: str = "") -> None:
            self.cell_type, self.source = cell_type, source

    asked = Cell("code")
    above = [Cell("markdown", "# First"), Cell("markdown", "## How many?\nWords.\n")]
    after = Cell("markdown", "## Later")
    assert failures.heading([*above, Cell("code"), asked, after], asked) == "How many?"
    assert failures.heading([asked], asked) == "no heading"
