"""Quantities that an article tells without a number: nobody hurt, nearly a decade, dozens, mostly."""

import re
from collections.abc import Iterator
from dataclasses import replace

from helpers.draft.stated import IRREGULAR, Stated, counted_noun, singular
from helpers.draft.text import Paragraph, Span
from helpers.draft.tolls import OUTCOME
from helpers.values.quantities import Quantity
from helpers.values.quantity_parser import UnreadError, read

_BE = r"(?:(?:was|were|is|are|has|have|had|has been|have been|had been|being|be) )"
_NOBODY = re.compile(
    r"\b(?P<none>(?:no[ -]one|nobody|none(?: of (?:the|his|her|their|its|them|those|us)(?: [\w-]+){0,3}?)?|no (?!(?:fewer|more|less|longer)\b)(?:[a-z]+ ){0,2}?(?P<noun>people|men|women|children|[a-z]+[^s\W]s)))"
    rf"(?: else)?(?: (?:on|in|at|aboard) (?:[\w']+ ){{0,3}}?[\w']+)? {_BE}?"
    r"(?:reported |known to have been |believed to have been |reported to have been |seriously |badly )?$",
    re.IGNORECASE,
)
"""What stands before an outcome that befell nobody: "no one was", "no soldiers had been"."""
_NO_OUTCOME = re.compile(
    r"\b(?P<none>no|zero)(?: (?:reports? of|further|other|immediate|known|serious|civilian))* "
    r"(?:deaths|injuries|casualties|fatalities|survivors)\b",
    re.IGNORECASE,
)
_NO_REPORTS = re.compile(r"\bno (?:\w+ )?(?:reports?|word) of", re.IGNORECASE)
_TIMES = {"twice": "two", "double": "two", "thrice": "three"}
_MULTIPLE = re.compile(
    r"\b(?P<limit>(?:(?:far|well|just|a little|slightly) )?(?:more than|less than|nearly|almost|over|at least"
    r"|up to|about|around|roughly|close to|not quite)) (?P<times>twice|thrice|double)\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\b(?:only|just) one(?= of\b)", re.IGNORECASE)
_DURATION = re.compile(
    r"\b(?:(?P<limit>(?:(?:far|well|just|a little|slightly) )?(?:more than|less than|nearly|almost|under|at least|up to"
    r"|about|around|roughly|close to|not quite)) an?(?P<unit> (?:second|minute|hour|day|night|week|fortnight|month"
    r"|year|decade|century))|(?:for|of|over|after|in|within|took|lasted|lasting|spent|waited|nearly) an?(?P<long> (?:decade|century|fortnight)))\b"
    r"(?! (?:ago|earlier|later|before|and a half)\b|-|'s)",
    re.IGNORECASE,
)


def number_phrases(paragraph: Paragraph, start: int, end: int) -> Iterator[Stated]:
    """The numbers of a sentence that no number word tells, in no order.

    A zero is stated only where the words say that nobody came to harm; what is not told is none.
    """
    yield from _zeros(paragraph, start, end)
    text, number = paragraph.text, paragraph.number
    for found in _MULTIPLE.finditer(text, start, end):
        made = _read(f"{found['limit']} {_TIMES[found['times'].lower()]}")
        if made:
            yield Stated(
                Span(number, *found.span()), made, "count", f"quantity.multiple.{made.bound}"
            )
    for found in _ONE_OF.finditer(text, start, end):
        made = Quantity.of("exact", 1)
        yield Stated(Span(number, *found.span()), made, "count", "quantity.number.exact")
    for found in _DURATION.finditer(text, start, end):
        unit = (found["unit"] or found["long"]).strip().lower()
        first = found.start() if found["limit"] else found.start("long") - len("a")
        made = _read(f"{found['limit'] or ''} one", unit)
        if made:
            first -= text[first - 1 : first + 1].lower() == "an"
            yield Stated(
                Span(number, first, found.end()), made, "count", f"quantity.duration.{made.bound}"
            )


def _zeros(paragraph: Paragraph, start: int, end: int) -> Iterator[Stated]:
    text, number = paragraph.text, paragraph.number
    made = Quantity.of("exact", 0, "person")
    for outcome in OUTCOME.finditer(text, start, end):
        before = _NOBODY.search(text, start, outcome.start())
        if before and before.end() == outcome.start():
            noun = before["noun"]
            unit = "person" if noun is None else IRREGULAR.get(noun.lower(), singular(noun.lower()))
            yield Stated(
                Span(number, *before.span("none")),
                Quantity.of("exact", 0, unit),
                "count",
                "quantity.none",
            )
    for found in _NO_OUTCOME.finditer(text, start, end):
        if not _NO_REPORTS.match(found.group()):
            yield Stated(Span(number, *found.span("none")), made, "count", "quantity.none")


def _read(words: str, unit: str | None = None) -> Quantity | None:
    """What a limit and a number state, of that unit; None where the reader refuses them."""
    try:
        quantity = read(words.strip())
    except UnreadError:
        return None
    return replace(quantity, unit=unit)


_VAGUE = re.compile(
    r"(?P<number>(?:an? |the )?(?:very )?(?:small|large|growing|unknown|limited|significant|record"
    r"|great|huge|unspecified) numbers? of|a number of)|(?P<few>(?:just |only )?a few(?: dozen| hundred"
    r"| thousand)?|(?<!the )(?<!very )few(?= \w+s\b| of)|very few)|(?P<tens>(?:many |several |some )?(?:tens of"
    r" |hundreds of )?(?:dozens|scores|hundreds|thousands|(?:tens|hundreds) of (?:thousands|millions)"
    r"|millions|billions)(?= of|[ .,;]|$)(?: of)?)|(?P<several>several(?: dozen| hundred| thousand)?|"
    r"numerous|countless|multiple|various)(?= \w)|(?P<handful>(?:just |only )?a handful(?: of)?)|"
    r"(?P<couple>a couple of)|(?P<most>mostly|(?<!the )most(?! \w+ly\b)(?= of\b| (?:\w+ ){0,2}?(?:(?!(?:h|th)?is\b|[wha]{1,2}s\b|its\b)\w+s|people|men|women|children)\b)|(?:the |a )?"
    r"(?:vast )?(?:majority|minority) of)|(?P<many>(?<!how )(?<!as )(?:so |too |very )?many(?= of| \w)"
    r"(?! as)|much of)|(?P<some>some(?= of| (?:\w+ ){0,2}?\w+[^s\W]s\b| people\b| men\b| women\b)(?: of)?)|"
    r"(?P<near>near(?= (?:the )?[A-Z]|(?<=near) the\b)|nearby(?= \w))|(?P<long>"
    r"(?:hours|days|weeks|months|years|decades)(?= of\b))",
    re.IGNORECASE,
)

_COUNTED_ALREADY = re.compile(
    r"\b(?:several|few|many|some|early|small|opening|closing|final|first|recent|past|last|next|coming|of|\w+teen|\w+ty|\d+|the|these|those) $"
)


def vague(paragraph: Paragraph, start: int, end: int) -> Iterator[Stated]:
    """Words that quantify without a number: "dozens of", "a few", "mostly"."""
    at = start
    while match := _VAGUE.search(paragraph.text, at, end):
        at = match.end()
        if match.start() and paragraph.text[match.start() - 1] not in " \"'(-":
            continue
        if re.match(r"\w", paragraph.text[match.end() :][:1]):
            continue
        words = match.group()
        if match["long"] and _COUNTED_ALREADY.search(paragraph.text[: match.start()]):
            continue
        noun = counted_noun(paragraph.text, match.end())
        unit = noun[2] if noun and match.lastgroup not in ("near", "most") else None
        made = Quantity(unit=singular(match["long"].lower()) if match["long"] else unit)
        where = Span(paragraph.number, *noun[:2]) if noun else None
        span = Span(paragraph.number, match.start(), match.start() + len(words.removesuffix(" of")))
        yield Stated(
            span,
            made,
            "vague",
            f"quantity.vague.{match.lastgroup}",
            where,
        )
