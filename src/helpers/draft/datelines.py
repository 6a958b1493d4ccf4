"""What opens a dispatch: a place, mostly in capitals, perhaps the day and the agency, and a dash."""

import re
from dataclasses import dataclass

from helpers.draft.date_expressions import MONTHS
from helpers.draft.text import Paragraph, Span

_MONTH = "|".join(
    rf"{month[:3].title()}\.?|{month[:4].title()}\.|{month.title()}" for month in MONTHS
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z'’./]{2,}(?: [A-Z][A-Z'’./]+)*"
    # An agency in brackets makes a place of one without capitals: "Beirut (AFP) -".
    r"|[A-Z][\w'’.]+(?: [A-Z][\w'’.]+){0,2}(?= \([A-Z][\w/ ]+\) ?[-–—]))"
    rf"(?:, (?!(?:{_MONTH})\b)[A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}})?"
    rf"(?:,? (?P<day>(?:{_MONTH}) \d{{1,2}}|\d{{1,2}} (?:{_MONTH})))?"
    r"(?: \((?P<agency>[\w/ ]+)\))?[.,]? ?(?:-{2,3}|[–—]|-(?= )) ?"
)


# "Khartoum, Sudan —": in small letters only with the country, and only before a sentence.
_SMALL = re.compile(
    r"(?P<place>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2}), [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
    r"(?P<day>)?(?P<agency>)? [–—] (?=[\"“‘]?[A-Z])"
)


@dataclass(frozen=True)
class Dateline:
    """Where a dispatch comes from: the place, the day and the agency if told, where its words begin."""

    place: Span
    day: Span | None
    agency: Span | None
    end: int


def dateline(paragraph: Paragraph) -> Dateline | None:
    """The dateline at the beginning of a paragraph, as "BOSTON, April 15.--" or "PARIS (Agency) -"."""
    found = _DATELINE.match(paragraph.printed) or _SMALL.match(paragraph.printed)
    if found is None:
        return None
    day = Span(paragraph.number, *found.span("day")) if found["day"] else None
    agency = Span(paragraph.number, *found.span("agency")) if found["agency"] else None
    return Dateline(Span(paragraph.number, *found.span("place")), day, agency, found.end())
