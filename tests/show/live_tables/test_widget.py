"""The widget behind live tables: one per kernel, and nothing in it asks a server."""

import re

from helpers.show.live_tables.rows import Rows, table_id
from helpers.show.live_tables.widget import LiveTables, live_tables

ROWS = Rows("Claims", ["claim"], [False], [["c001"]], [["c001"]])


def test_a_table_is_held_once_under_its_id() -> None:
    widget = LiveTables()
    assert widget.hold(ROWS) == widget.hold(ROWS) == table_id(ROWS)
    assert list(widget.tables) == [table_id(ROWS)]
    assert widget.tables[table_id(ROWS)]["below"] == ""


def test_a_kernel_has_one_widget() -> None:
    assert live_tables() is live_tables()


def test_script_and_style_name_no_server() -> None:
    widget = LiveTables()
    code = re.sub(r"/\*.*?\*/", "", widget.bundle + widget._css, flags=re.DOTALL)
    assert "unpkg" not in code
    assert not re.findall(r"""(?:import|fetch)\(["']https?:|url\(["']?https?:""", code)
