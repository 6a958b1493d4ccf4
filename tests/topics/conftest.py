"""What several topics' tests need: marks as they are drawn."""

from typing import Any

import pytest

from helpers.charts import row_chart
from helpers.topics.casualties import charts as casualties


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Each mark of a number or a date, with what it was drawn from."""
    found: list[dict[str, Any]] = []

    def watch(module: Any, name: str) -> None:
        real = getattr(module, name)

        def spy(ax: Any, at: float, *span: Any, **cells: Any) -> Any:
            mark = real(ax, at, *span, **cells)
            found.append({"at": at, "mark": mark, **cells})
            return mark

        monkeypatch.setattr(module, name, spy)

    watch(row_chart, "bounded")
    watch(row_chart, "span")
    watch(casualties, "bounded")
    return found
