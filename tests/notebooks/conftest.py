"""Notebooks made by hand, and a chart as `show` puts it out."""

from typing import Any

import pandas as pd

from helpers.charts.figure import ChartFigure, chart, frame

Cell = dict[str, Any]
ROWS = pd.DataFrame({"event_id": ["e001", "e002"], "date": ["2014-09-27", "2014-09-29"]})


@chart
def bars(name: str = "test-bars", long: int = 12, alt: str = "") -> ChartFigure:
    """A small chart of two bars, the first of them so long."""
    said = alt or f"Bars of {long} and 30."
    source = "The Paper, 29 September 2014"
    fig, ax = frame(name, "Two days", "Days", source, rows=ROWS, alt=said)
    ax.barh(range(2), [long, 30])
    return fig


def prose(identity: str, source: str) -> Cell:
    return {"cell_type": "markdown", "id": identity, "metadata": {}, "source": source}


def code(identity: str, source: str, output: dict[str, str] | None = None) -> Cell:
    shown = {"output_type": "display_data", "metadata": {}, "data": output}
    return {
        "cell_type": "code",
        "id": identity,
        "metadata": {},
        "source": source,
        "execution_count": None,
        "outputs": [shown] if output else [],
    }


def notebook(*cells: Cell) -> dict[str, Any]:
    """A notebook of some cells that ran from the top."""
    for count, cell in enumerate((one for one in cells if one["cell_type"] == "code"), start=1):
        cell["execution_count"] = count
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return {
        "cells": list(cells),
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
