"""The article as a whole: its tables."""

from helpers.contract import TABLES
from helpers.story import Story
from helpers.tables import overview


def test_sizes_has_a_row_for_each_table_of_the_contract(example: Story) -> None:
    table = overview.sizes(example)
    assert tuple(table["table"]) == TABLES
    rows = dict(zip(table["table"], table["rows"], strict=True))
    assert rows["claims"] == len(example.claims)
