"""Rows as CSV: nothing in it runs, nothing in it is lost."""

import csv
import io

import pandas as pd

from helpers.values.spreadsheet import rows_as_csv


def test_rows_open_in_a_spreadsheet_without_running_anything() -> None:
    rows = pd.DataFrame(
        {
            "text": ["=2+5", "+1", "-1", "@x", "\tx", "plain", None, "\n=1", "\uff1d1"],
            "number": [-1.5, 3000.0, None, 0, 1, 2, 3, 4, 5],
            "list": [["a", "b"], ["=c"], [], *([one] for one in "defghi")],
            "flag": pd.array([True, False, None, *[True] * 6], "boolean"),
        }
    )
    header, *cells = csv.reader(io.StringIO(rows_as_csv(rows)))
    assert header == ["text", "number", "list", "flag"]
    assert [row[0] for row in cells] == [
        *("'=2+5", "'+1", "'-1", "'@x", "'\tx", "plain", "", "'\n=1", "'\uff1d1")
    ]
    assert [row[1] for row in cells] == ["-1.5", "3000", "", *"012345"]
    assert [row[2] for row in cells][:3] == ["a|b", "'=c", ""]
    assert [row[3] for row in cells][:3] == ["true", "false", ""]
