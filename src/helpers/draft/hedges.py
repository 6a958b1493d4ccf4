"""Words that weaken a claim, and how sure they leave it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from helpers.draft.text import Paragraph, Span, Text
from helpers.draft.word_lists import listed

CERTAINTIES = ("certain", "probable", "possible", "unknown")
"""As in claims.csv, from the surest."""
LONGEST = 6
"""Words of a hedge, as the contract has it."""
_FORMS = {
    "<be>": r"(?:is|are|was|were|be|been|being|has been|have been|had been)",
    "<adverb>": r"(?:\w+ly|also|now|still|widely)",
    "<word>": r"[\w-]+",
}
# "May" is a month; "could not", "what he could" and "couldn't" tell of an ability.
_ABILITY = re.compile(r"could (?:not|only|never)\b(?! be )|could be (?:seen|heard|reached|found)")
_WHAT = re.compile(r"\b(?:what|as \w+ as|everything|all|whatever|so \w+) (?:[\w']+ ){1,4}$")


@dataclass(frozen=True)
class Hedge:
    """A hedge where it stands, the certainty that it leaves, and its rule: hedge. and the phrase."""

    span: Span
    certainty: str
    rule: str


def hedges(text: Text, within: Iterable[Span] | None = None) -> tuple[Hedge, ...]:
    """The hedges of a text, none within another, in reading order.

    Input: the text; the spans that are wanted, all of it where none are given.
    """
    spans = [one.span for one in text.paragraphs] if within is None else within
    return tuple(hedge for span in spans for hedge in _within(text.paragraph(span.paragraph), span))


def certainty(found: Iterable[Hedge]) -> str:
    """How sure a claim is put that has these hedges: as the weakest leaves it."""
    places = [CERTAINTIES.index(one.certainty) for one in found]
    return CERTAINTIES[max(places, default=0)]


def _within(paragraph: Paragraph, span: Span) -> Iterable[Hedge]:
    pattern, meanings = _lexicon()
    for match in pattern.finditer(paragraph.text, span.start, span.end):
        phrase = next(name for name, words in match.groupdict().items() if words)
        words = match.group()
        if words == "May" or (
            words.lower() == "could" and _is_ability(paragraph.text, match.start())
        ):
            continue
        if words.lower().endswith(" of") and paragraph.text[: match.start()].endswith(" for "):
            continue  # "It took a day for reports of it to emerge" tells of the reports.
        level, written = meanings[phrase]
        yield Hedge(Span(span.paragraph, *match.span()), level, f"hedge.{written}")


def _is_ability(text: str, place: int) -> bool:
    """Whether "could" tells what somebody was able to do."""
    return bool(_ABILITY.match(text, place) or _WHAT.search(text[max(0, place - 60) : place]))


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern of all phrases, the longest first; of each its certainty and its wording."""
    phrases = sorted(
        ((phrase, level) for level, some in listed("hedges").items() for phrase in some),
        key=lambda each: (-len(each[0].split()), -len(each[0])),
    )
    meanings = {
        f"p{number}": (level, re.sub(r"<adverb> ", "", phrase).replace(" ", "_").strip("<>"))
        for number, (phrase, level) in enumerate(phrases)
    }
    parts = [f"(?P<p{number}>{_as_pattern(phrase)})" for number, (phrase, _) in enumerate(phrases)]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE), meanings


def _as_pattern(phrase: str) -> str:
    pattern = re.escape(phrase).replace(r"\ ", " ")
    pattern = pattern.replace("<adverb> ", f"(?:{_FORMS['<adverb>']} )?")
    for form, words in _FORMS.items():
        pattern = pattern.replace(form, words)
    return pattern
