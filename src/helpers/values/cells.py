"""Cells of a table: whatever stands for a blank in them, and how a message shows one."""

from decimal import Decimal

LONGEST = 200
"""So many characters of a cell are shown."""


def is_blank(cell: object) -> bool:
    """Whether nothing is stated: None, "", NaN, pandas.NA or pandas.NaT.

    pandas is not imported for it, so that whoever needs no table starts at once.
    """
    if cell is None or type(cell).__name__ in ("NAType", "NaTType") or cell == "":
        return True
    return isinstance(cell, float | Decimal) and cell != cell


def shown(text: str, longest: int = LONGEST) -> str:
    """A text as a message has it: cut where it is long, what moves a terminal as its escape."""
    cut = text if len(text) <= longest else f"{text[:longest]}…"
    if cut.isprintable():
        return cut
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in cut
    )
