"""What spares frictionless a look at every row never spares it one at fault."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.story.check import validation
from helpers.story.check.validation import validate
from helpers.story.contract import table
from helpers.story.csv_tables import read_table, table_text
from helpers.story.problem import Problem
from helpers.story.project import STORIES

ODD = "0 01 1_0 -1 1.5 1e3 nan inf NA true True c1 c001 C001 | a||b e001 exact"
CELLS = st.sampled_from([*ODD.split(" "), "", " ", "\u00a0", " 1", "1 ", "c001 "]) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=5
)


@pytest.mark.hypothesis
@pytest.mark.parametrize("name", ["claims", "figures", "places", "paragraphs", "casualties"])
def test_a_table_is_taken_as_sound_only_if_frictionless_finds_nothing(
    name: str, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("story") / table(name).path
    cells = [row.cells for row in read_table(root / STORIES / "example", name).rows]

    def found() -> list[Problem]:
        return validate(path.parent, {name: read_table(path.parent, name)}, described=False)

    @settings(max_examples=settings.default.max_examples // 8)
    @given(st.integers(0, len(cells) - 1), st.sampled_from(table(name).columns), CELLS)
    def holds(at: int, column: str, cell: str) -> None:
        changed = [
            {**row, column: cell} if at == row_at else row for row_at, row in enumerate(cells)
        ]
        path.write_text(table_text(name, changed), "utf-8", newline="")
        quickly = found()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(validation, "_is_sound", lambda _: False)
            assert found() == quickly

    holds()
