"""What has been shown, and HTML taken apart."""

from html.parser import HTMLParser

import pandas as pd
import pytest

from helpers.charts.figure import ChartFigure, chart, frame


class Outline(HTMLParser):
    """Tags with their attributes, and the text inside each kind of tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("img", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes another tag"

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.texts.setdefault(self._open[-1], []).append(data.strip())

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]


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
