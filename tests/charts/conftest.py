"""What several charts' tests need."""

from typing import Any

import pytest

from helpers.charts import bounded_marks


@pytest.fixture
def bounded(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is handed to the bounded marks while a chart is drawn."""
    calls: list[dict[str, Any]] = []
    real = bounded_marks.bounded

    def spy(ax: Any, at: float, **cells: Any) -> Any:
        mark = real(ax, at, **cells)
        calls.append({"at": at, "mark": mark, **cells})
        return mark

    monkeypatch.setattr(bounded_marks, "bounded", spy)
    return calls
