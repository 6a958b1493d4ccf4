"""Table in, table out: pure functions over a story's tables.

Each row that comes out keeps the ids and the paragraph it came with, so that it can be traced.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["records"]


def records(table: "pd.DataFrame") -> Iterator[Any]:
    """The rows of a table from the top, each with its cells by name (row.claim_id).

    A cell is of the type of its column, which a type checker can't know.
    """
    yield from table.itertuples(index=False)
