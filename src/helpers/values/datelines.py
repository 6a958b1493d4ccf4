"""What opens a dispatch: a place, mostly in capitals, perhaps the day and the agency, and a dash."""

import re
from dataclasses import dataclass

Ends = tuple[int, int]

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DAY = rf"(?:{_MONTHS}) \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?"
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z'’./]{2,}(?:-[A-Z]+)*(?: [A-Z][A-Z'’./]+)*"
    # An agency in brackets makes a place of one without capitals: "Beirut (AFP) -".
    r"|[A-Z][\w'’.]+(?: [A-Z][\w'’.]+){0,2}"
    rf"(?=(?:,? (?:{_DAY}))? \([A-Z][\w/ ]+\) ?[-–—]))"
    rf"(?:, (?!(?:{_MONTHS})\b)[A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}})?"
    rf"(?:,? (?P<day>{_DAY}))?"
    r"(?: \((?P<agency>[\w/ ]+)\))?[.,]? ?(?:-{2,3}|[–—]|-(?= )) ?"
)
# "Khartoum, Sudan —": in small letters only with the country, and only before a sentence.
_SMALL = re.compile(
    r"(?P<place>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2}), [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
    r"(?P<day>)?(?P<agency>)? [–—] (?=[\"“‘]?[A-Z])"
)


@dataclass(frozen=True)
class Opening:
    """Where the parts of a dateline stand in its text, None for what it lacks; `end` is its own."""

    place: Ends
    day: Ends | None
    agency: Ends | None
    end: int


def opening(text: str) -> Opening | None:
    """The dateline at the beginning of a text, as "BOSTON, April 15.--" or "PARIS (Agency) -"."""
    found = _DATELINE.match(text) or _SMALL.match(text)
    if found is None:
        return None
    day, agency = (found.span(part) if found[part] else None for part in ("day", "agency"))
    return Opening(found.span("place"), day, agency, found.end())
