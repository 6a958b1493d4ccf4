"""What kind of paragraph a line is, by its words and its place; and the days and names in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from helpers.story.locators import fold
from helpers.story.making.found import Paragraph

MOST_WORDS = 14
"""A byline, a dateline or a line of page furniture has no more words; a paragraph may."""

_DAY = re.compile(
    r"(?<!\w)(?:\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]{3,9}\.?,? \d{4}"
    r"|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})(?!\w)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?![\d.])")
_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_STAMP = re.compile(
    r"(?:(?:posted|updated|published|last updated|at) )?(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?"
    r"|\d{1,2} ?[ap]\.?m\.?(?: [A-Z]{2,4})?"
    r"|\d+ ?(?:min|minute|hour|hr|h|m)s? ago",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:words|story|report|reporting|written|analysis) )?by (?P<name>\S.*)", re.IGNORECASE
)
_PAR = re.compile(r"par (?P<name>(?-i:[^\W\d_a-z])[^.!?:;]*)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\da-z][\w'’.-]+(?: (?:and|de|van|von|al))?(?: [^\W\da-z][\w'’.-]*){1,4}")
_CAPTION = re.compile(
    r"(?:photo|photograph|picture|image|caption|video)(?: by|s by|graph by)?\s*:.*"
    r"|.*\((?:[^()]*/)?(?:getty(?: images)?|ap|afp|reuters|epa|pa|rex|alamy|shutterstock)(?:/[^()]*)?\)\.?"
    r"|.*(?:photo(?:graph)?|picture|image|credit)s?\s*:\s*[^.]{2,60}",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:read (?:more|next|also|our)|related|more (?:on this|stories|news|from)|see also|sign up|subscribe|"
    r"follow us|share (?:this|on)|join the conversation|advertisement|recommended|topics|tags|comments?|"
    r"most (?:read|viewed)|click here|cookies?|newsletter|download (?:the|our) app|print this|"
    r"back to top)\b.*",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:copyright|©|\(c\)).*|.*all rights reserved\.?", re.IGNORECASE)
_ENDED = re.compile(r"[.!?][’”\"')]*$")


def day_in(line: str) -> str:
    """The first day that stands in a line, as 2014-09-29; "" for none, or none of the calendar.

    Read are 2014-09-29, 29 September 2014 and September 29, 2014. Days written in numbers alone
    are left: 9/8/2014 is in August or in September.
    """
    for found in _DAY.findall(line):
        plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)| of\b|[.,]|(?<=sep)t\b", "", found.lower())
        for form in _FORMS:
            with suppress(ValueError):
                return datetime.strptime(plain, form).date().isoformat()
    return ""


def undecided_day(line: str) -> str:
    """What a day in numbers alone may mean, the first in a line: "" for none."""
    found = _NUMBERS.search(line)
    if found is None:
        return ""
    one, other, year = (int(part) for part in found.groups())
    year += 2000 if year < 100 else 0
    read = (_day(year, month, day) for day, month in ((one, other), (other, one)))
    senses = [f"{day.day} {day:%B}" for day in dict.fromkeys(filter(None, read))]
    told = f"{' or '.join(senses)} {year}" if senses else "no day of the calendar"
    verb = "may be" if len(senses) > 1 else "is"
    return f"{found[0]} {verb} {told}: write the month as a word"


def _day(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def name_in_byline(line: str) -> str:
    """Who wrote it, in a line like "By Ann Example" or "Par Anne Exemple"; "" for any other line."""
    found = (_BYLINE.fullmatch(line) or _PAR.fullmatch(line)) if _is_short(line) else None
    return re.split(r"\s*(?:\||\d)", found["name"])[0].rstrip(" ,.-–—") if found else ""


def _is_short(line: str) -> bool:
    return len(line.split()) <= MOST_WORDS


def _is_dateline(line: str) -> bool:
    return _is_short(line) and bool(
        _STAMP.fullmatch(line)
        or ((day_in(line) or _NUMBERS.search(line)) and line[-1] not in ".!?")
    )


def kind_of(line: str, *, above: bool) -> str:
    """The kind of a line by its words alone; "body" where nothing speaks for another.

    Input: the line; whether the running text has not begun yet, as only there is a byline.
    """
    if above and name_in_byline(line):
        return "byline"
    if _is_dateline(line):
        return "dateline"
    if len(line.split()) <= 4 * MOST_WORDS and _CAPTION.fullmatch(line):
        return "caption"
    # A sentence may begin with the same words.
    if _is_short(line) and (
        _RIGHTS.fullmatch(line) or (_FURNITURE.fullmatch(line) and not _ENDED.search(line))
    ):
        return "boilerplate"
    return "body"


def sorted_out(lines: Iterable[str], headline: str = "") -> Iterator[Paragraph]:
    """The lines of a text as paragraphs of their kinds.

    Input: the lines, none blank; the headline, if it is known. The first line is the headline
    unless another one is; what stands between it and a byline or dateline is the standfirst, or
    the byline, if it is a name alone above the dateline.
    """
    held = list(lines)
    known = fold(headline)
    at = next((at for at, line in enumerate(held) if fold(line) == known), None) if known else 0
    if at is None:
        yield Paragraph("headline", headline)
    first = 0 if at is None else at + 1
    head = _head(held, first)
    for number, line in enumerate(held):
        if number == at:
            yield Paragraph("headline", line)
            continue
        kind = kind_of(line, above=number < head)
        if kind == "body" and first <= number < head:
            named = _NAME.fullmatch(line) and kind_of(held[number + 1], above=True) == "dateline"
            kind = "byline" if named else "standfirst"
        yield Paragraph(kind, line)


CROSSHEAD = 8
"""So many words has a crosshead at most."""


def without_full_stop(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs of a plain text, those of its running text that end in no full stop told apart.

    Behind the last sentence of all they are page furniture; above it a long one is a caption, and
    a short one, a crosshead, stays running text. A row of a table, which has digits, stays too.
    """
    body = [at for at, one in enumerate(paragraphs) if one.kind == "body"]
    ended = {at for at in body if re.search(r"[.!?:;,…][’”\"')\]]*$", paragraphs[at].text)}
    for at, one in enumerate(paragraphs):
        if at not in body or at in ended or not ended:
            yield one
        elif at > max(ended):
            yield replace(one, kind="boilerplate")
        else:
            long = len(one.text.split()) > CROSSHEAD and not re.search(r"\d", one.text)
            yield replace(one, kind="caption") if long else one


_STANDFIRST = 2
"""So many lines may a standfirst have."""


def _head(lines: list[str], first: int) -> int:
    """The line with which the running text begins, below the first bylines and datelines.

    Where there are none, or only further down, it begins at once.
    """
    credit = [kind_of(line, above=True) in ("byline", "dateline") for line in lines]
    at = first
    while at < len(lines) and not credit[at]:
        at += 1
    if at == len(lines) or at - first > _STANDFIRST:
        return first
    while at < len(lines) and credit[at]:
        at += 1
    return at


ENGLISH = ("the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "said", "by")


def looks_english(text: str) -> bool:
    """Whether a text is English by its commonest words, which are a fifth of all in English prose."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return len(words) >= 20 and sum(word in ENGLISH for word in words) / len(words) > 0.15
