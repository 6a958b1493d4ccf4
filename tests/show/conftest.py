"""What has been shown."""

import pandas as pd
import pytest

from helpers.charts.figure import ChartFigure, chart, frame


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What has been shown, by media type."""
    put: list[dict[str, str]] = []

    def display(output: dict[str, str], *, raw: bool) -> None:
        assert raw
        put.append(output)

    monkeypatch.setattr("helpers.show.output.display", display)
    return put


@chart
def figure(title: str = "Three claims", alt: str = "Bars of 3 and 9.") -> ChartFigure:
    rows = pd.DataFrame({"claim_id": ["c001", "c002"], "count": pd.array([3, None], "Int64")})
    fig, ax = frame("test-chart", title, "Claims", "The Paper", rows=rows, alt=alt)
    ax.barh([0, 1], [3, 9])
    return fig
