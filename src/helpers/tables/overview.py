"""The article as a whole: which tables hold it."""

import pandas as pd

from helpers.contract import TABLES, table
from helpers.story import Story


def sizes(story: Story) -> pd.DataFrame:
    """How many rows each table of the story has.

    Output: table, one_row_is, rows; in the contract's order.
    """
    rows = [(name, table(name).description, len(story.table(name))) for name in TABLES]
    types = {"table": "string", "one_row_is": "string", "rows": "Int64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)
