"""Cells of a table, whatever stands for a blank in them."""

from decimal import Decimal


def is_blank(cell: object) -> bool:
    """Whether nothing is stated: None, "", NaN, pandas.NA or pandas.NaT.

    pandas is not imported for it, so that whoever needs no table starts at once.
    """
    if cell is None or type(cell).__name__ in ("NAType", "NaTType") or cell == "":
        return True
    return isinstance(cell, float | Decimal) and cell != cell
