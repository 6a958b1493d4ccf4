"""The editor in a notebook: the same page, which asks the kernel, and what is kept of it."""

from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
from markupsafe import Markup

from helpers.edit.editor import Editor
from helpers.edit.page import editor_script, editor_style
from helpers.edit.sheets import Sheets
from helpers.show.html import fill
from helpers.show.tables import table_html
from helpers.values.records import typed

COUNTED = ("claims", "figures", "mentions", "events", "places")
"""The tables whose rows are counted paragraph by paragraph."""


class EditorView(anywidget.AnyWidget):
    """A story to be edited in JupyterLab: its text, and the row that each of its words stands for.

    Saves go straight into the story's tables, each checked, and written whole or not at all. What a
    notebook keeps are the lengths of the paragraphs and the number of rows in each, never words.
    """

    _esm = editor_script("widget")
    _css = editor_style()

    def __init__(self, story_id: str, root: Path | None = None) -> None:
        """Take the story to be edited.

        Raises:
            StoryError: no such story, or files that can't be read.
        """
        self._editor = Editor(story_id, root)
        super().__init__()
        self.on_msg(self._asked)

    def _asked(self, _: object, content: dict[str, Any], __: object) -> None:
        self.send({"id": content["id"], "answer": self._editor.answer(content["asked"])})

    def __repr__(self) -> str:
        """What is edited, in words that are the same in every run."""
        sheets = self._editor.sheets
        return f"Editor of {self._editor.folder.name}: {len(sheets['claims'].lines)} claims"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The live view, with what a notebook keeps of it."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        live, metadata = bundle
        kept = {"text/html": kept_html(self._editor), "text/plain": repr(self)}
        return {**live, **kept}, metadata


def kept_html(editor: Editor) -> Markup:
    """What a notebook keeps of the editor: each paragraph's length and rows, without its words."""
    outlet = editor.article.outlet
    table = table_html(
        paragraphs(editor.sheets),
        f"Paragraphs of {editor.article.headline}",
        limit=None,
        headings={"open": "proposals open"},
    )
    return fill(
        "editor_output", outlet=outlet, included=editor.article.text == "included", table=table
    )


def paragraphs(sheets: Sheets) -> pd.DataFrame:
    """How many rows stand in each paragraph.

    Output: paragraph, kind, length (in characters), claims, figures, mentions, events, places, open
        (proposals that nobody has looked at yet).
    """
    rows = []
    for cells in sheets["paragraphs"].rows():
        number = cells["paragraph"]
        counts = {
            name: sum(each["paragraph"] == number for each in sheets[name].rows())
            for name in COUNTED
        }
        waiting = sum(
            each["paragraph"] == number and each["status"] == "proposed"
            for each in sheets["proposals"].rows()
        )
        length = int(cells["length"])
        rows.append(
            {
                "paragraph": int(number),
                "kind": cells["kind"],
                "length": length,
                **counts,
                "open": waiting,
            }
        )
    counted = " ".join(f"{name}#" for name in COUNTED)
    return typed(rows, f"paragraph# kind length# {counted} open#")
