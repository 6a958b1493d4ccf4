"""A quantity as it was found in an article, and the noun that its number counts."""

import re
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


IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "police": "police_officer",
    "bodies": "body", "lives": "life", "feet": "foot", "wives": "wife", "knives": "knife",
    "troops": "soldier", "dead": "person", "injured": "person", "wounded": "person",
    "countrymen": "countryman", "fishermen": "fisherman", "policemen": "policeman",
    "gunmen": "gunman", "firemen": "fireman", "media": "medium", "buses": "bus", "aircraft": "aircraft",
    "kronor": "krona", "kroner": "krone", "movies": "movie", "series": "series", "news": "news", "gas": "gas",
}  # fmt: skip
_STOP = re.compile(
    r"(?:of|in|on|at|to|and|or|but|for|from|with|as|by|than|that|which|who|whom|where|when|while|after"
    r"|before|since|until|over|under|near|is|are|was|were|be|been|being|has|have|had|will|would|could"
    r"|can|may|might|should|said|says|told|the|a|an|this|these|those|its|his|her|their|it|he|she|they"
    r"|we|you|i|them|us|me|two|three|four|five|six|seven|eight|nine|ten|twelve|not|no|so|if|into|out|up|down|off|about|around|between|during|against|died|killed"
    r"|per|next|early|later|ago|begins|began|starts|started|opens|opened|ends|ended|injured|wounded|dead|missing|hurt|took|ran|went|came|left|lost|won)"
)
_WORD = re.compile(r" ?([^\W\d_]+(?:['-][^\W\d_]+)*)")
_PASSED = re.compile(
    r"more|fewer|less|higher|lower|larger|smaller|still|also|already|now|yet|others?|further|additional|new|old|of|the|its|his|her|their|those|our|last|\w+ly"
)
LONGEST = 4
"""So many words behind a number are looked at for its noun."""


def singular(noun: str) -> str:
    """The singular of an English noun, by its ending: "countries", "boxes", "people"."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith("children"):
        return noun[:-3]
    if noun.endswith("oes") and noun not in ("shoes", "toes", "foes", "canoes"):
        return noun[:-2]
    if noun.endswith(("ches", "shes", "sses", "xes", "zes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def counted_noun(text: str, behind: int, *, of_one: bool = False) -> tuple[int, int, str] | None:
    """The noun that a number counts: where it stands and its singular; None where none is near.

    Of the words behind the number the first plural is taken, without its adjectives; where none is,
    the first word. Of one thing it is the last word before the next that can be no noun.
    """
    at, first, last = behind, None, None
    for _ in range(LONGEST):
        match = _WORD.match(text, at)
        if match is None:
            break
        word = match[1].lower()
        if _PASSED.fullmatch(word) and not first:
            at = match.end()
            continue
        if _STOP.fullmatch(word) and word not in ("dead", "injured", "wounded"):
            break
        plural = word in IRREGULAR or (
            len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "'s", "is"))
        )
        here = (match.start(1), match.end(), _named(singular(word)))
        if plural and not of_one:
            return here if here[2] else None
        if match[1][0].islower() and not word.endswith("ed"):
            first, last = first or here, here
        at = match.end()
    found = last if of_one else first
    return found if found and found[2] else None


def _named(word: str) -> str:
    """A word as the tables name a unit: plain letters, joined by "_"."""
    return "_".join(part for part in re.split(r"[^a-z]+", word) if part)
