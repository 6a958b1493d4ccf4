"""The chart of an answer: what is drawn is what was answered, bounds as bounds, and said in words."""

import pandas as pd
import pytest

from helpers.charts import row_chart
from helpers.charts.layout_problems import layout_problems
from helpers.charts.sizes import use_size
from helpers.corpus.charts import MOST, answer, draw_answer
from helpers.corpus.corpus import Corpus
from helpers.corpus.questions import question


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kind of each mark of a number as it is drawn."""
    found: list[str] = []
    real = row_chart.bounded

    def watch(*args: object, **cells: object) -> object:
        mark = real(*args, **cells)  # type: ignore[arg-type]
        found.append(mark.kind)
        return mark

    monkeypatch.setattr(row_chart, "bounded", watch)
    return found


def test_a_toll_is_drawn_as_open_as_it_was_printed_and_never_summed(
    kinds: list[str], both: Corpus
) -> None:
    figure = answer(both, "tolls")
    assert kinds == ["above", "point"]
    assert figure.name == "corpus-tolls"
    assert figure.title.startswith("The highest toll is more than 3,000 (The Morning")
    assert "people, killed (The Morning, 29 September 2014): more than 3,000" in figure.alt
    assert figure.rows["rows"].tolist() == ["one/d001", "other/d001"]
    assert figure.rows["upper"].isna().tolist() == [True, False]
    assert figure.sources == ("The Evening", "The Morning")
    assert "3,012" not in figure.alt


def test_a_share_says_of_how_many(kinds: list[str], both: Corpus) -> None:
    figure = answer(both, "hedges")
    assert "The Morning: 17 %, 1 of 6; The Evening: 0 of 2" in figure.alt
    assert kinds == ["point", "point"]


def test_of_many_rows_the_first_are_drawn_and_the_others_counted() -> None:
    many = pd.DataFrame(
        {
            "block": "",
            "label": [f"A speaker with a name that is long enough to wrap, {n}" for n in range(45)],
            "best": pd.array(range(45, 0, -1), "Int64"),
            "stories": 2,
            "rows": [[f"one/c{n:03}"] for n in range(45)],
        }
    )
    with use_size("mobile"):
        figure = draw_answer(question("speakers"), many, 2, source="The Paper")
    assert f"the first {MOST} of 45 rows" in figure.subtitle.replace("\n", " ")
    assert len(figure.rows) == 45
    assert layout_problems(figure) == []
