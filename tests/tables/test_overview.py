"""The article as a whole: layout, sizes, density."""

from helpers.contract import TABLES
from helpers.story import Story
from helpers.tables import overview


def test_layout_counts_every_paragraph_but_boilerplate(example: Story) -> None:
    table = overview.layout(example.paragraphs)
    kinds = example.paragraphs["kind"].astype("string")
    assert table["paragraphs"].sum() == (kinds != "boilerplate").sum()
    assert "boilerplate" not in set(table["kind"])
    assert table["kind"].iloc[0] == "headline"
    assert round(float(table["share"].sum()), 9) == 1


def test_layout_of_nothing_is_empty(example: Story) -> None:
    assert overview.layout(example.paragraphs.head(0)).empty


def test_sizes_has_a_row_for_each_table_of_the_contract(example: Story) -> None:
    table = overview.sizes(example)
    assert tuple(table["table"]) == TABLES
    rows = dict(zip(table["table"], table["rows"], strict=True))
    assert rows["claims"] == len(example.claims)


def test_density_adds_up_to_the_rows_of_each_table(example: Story) -> None:
    table = overview.density(example)
    for name in overview.LOCATED:
        rows = example.table(name)
        in_order = rows["paragraph"].isin(table["paragraph"])
        assert table[name].sum() == in_order.sum()
    assert list(table["paragraph"]) == sorted(table["paragraph"])
