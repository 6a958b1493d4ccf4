"""Words that quantify without a number: "dozens of", "a few", "mostly", "near"."""

import re
from collections.abc import Iterator

from helpers.draft.nouns import counted_noun, singular
from helpers.draft.stated import Stated
from helpers.draft.text import Paragraph, Span
from helpers.values.quantities import Quantity

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
