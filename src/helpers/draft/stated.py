"""A quantity as it was found in an article."""

from dataclasses import dataclass

from helpers.draft.text import Span
from helpers.values.quantities import Quantity


@dataclass(frozen=True)
class Stated:
    """One quantity in the text: where, what it states, its kind in figures.csv, what found it.

    `quantity.unit` is in the singular, words joined by "_", as figures.csv has it. `noun` is where
    the things counted are named, None where they are not.
    """

    span: Span
    quantity: Quantity
    kind: str
    rule: str
    noun: Span | None = None
