"""The widget that holds the rows of a notebook's tables, for the script that draws them."""

from functools import cache
from pathlib import Path

import anywidget
import traitlets
from itables.utils import read_package_file

from helpers.show.live_tables.rows import Rows, arguments, below, table_id

FOLDER = Path(__file__).parent


class LiveTables(anywidget.AnyWidget):
    """The tables of one kernel. It is never displayed: its script finds their places by itself."""

    _esm = (FOLDER / "script.js").read_text(encoding="utf-8")
    _css = read_package_file("html", "dt_bundle.css") + (FOLDER / "style.css").read_text("utf-8")
    bundle = traitlets.Unicode().tag(sync=True)
    tables = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(bundle=read_package_file("html", "dt_bundle.js"), tables={})

    def hold(self, rows: Rows) -> str:
        """Take a table in.

        Output: its id, under which the script looks for its place in the notebook.
        """
        name = table_id(rows)
        if name not in self.tables:
            held = {"arguments": arguments(rows), "below": below(rows)}
            self.tables = {**self.tables, name: held}
        return name


@cache
def live_tables() -> LiveTables:
    """The one widget of this kernel."""
    return LiveTables()
