"""The dateline of a paragraph as spans of the article."""

from dataclasses import dataclass

from helpers.draft.text import Paragraph, Span
from helpers.values.datelines import opening


@dataclass(frozen=True)
class Dateline:
    """Where a dispatch comes from: the place, day and agency if they are told, where its words begin."""

    place: Span
    day: Span | None
    agency: Span | None
    end: int


def dateline(paragraph: Paragraph) -> Dateline | None:
    """The dateline at the beginning of a paragraph, as "BOSTON, April 15.--" or "PARIS (Agency) -"."""
    found = opening(paragraph.printed)
    if found is None:
        return None
    day, agency = (
        Span(paragraph.number, *ends) if ends else None for ends in (found.day, found.agency)
    )
    return Dateline(Span(paragraph.number, *found.place), day, agency, found.end)
