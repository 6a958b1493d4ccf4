"""A paragraph as sentences, and these as tokens: words, marks of punctuation, each quotation as one."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sentencex import get_sentence_boundaries

from helpers.draft import cues
from helpers.draft import function_words as words
from helpers.draft.text import Paragraph, Span, dateline

# "5 a.m. Monday", "3 p.m. EST": the sentence goes on behind the abbreviation's point.
_HOUR = re.compile(r"\b[ap]\.m\.$")
_ENDED = re.compile(r"\.['\"] [A-Z]")
_GOES_ON = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}\b")


def sentences(
    paragraph: Paragraph, quoted: Sequence[Span] = (), within: Span | None = None
) -> tuple[Span, ...]:
    """The sentences of a paragraph, without the space between them and without its dateline.

    Input: the paragraph; the spans within quotation marks, none of which is cut; the part of the
    paragraph that is wanted, all of it where none is given.
    """
    within, opening = within or paragraph.span, dateline(paragraph)
    if opening and within.start < opening.end < within.end:
        within = Span(paragraph.number, opening.end, within.end)
    text = paragraph.text
    spans: list[Span] = []
    for boundary in get_sentence_boundaries("en", paragraph.printed[within.start : within.end]):
        first = within.start + boundary["start_index"]
        words = text[first : within.start + boundary["end_index"]]
        start = first + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start >= end:
            continue
        if spans and _belongs(text, spans[-1], start, quoted):
            start = spans.pop().start
        spans.append(Span(paragraph.number, start, end))
    return tuple(piece for span in spans for piece in _parted(text, span, quoted))


def _parted(text: str, span: Span, quoted: Sequence[Span]) -> Iterator[Span]:
    """A sentence cut behind words in marks that end in a point, where another one begins."""
    start = span.start
    for one in quoted:
        if start < one.end < span.end and _ENDED.match(text, one.end - 2):
            yield Span(span.paragraph, start, one.end)
            start = one.end + 1
    yield Span(span.paragraph, start, span.end)


def _belongs(text: str, last: Span, start: int, quoted: Sequence[Span]) -> bool:
    """Whether what starts here still belongs to the last sentence."""
    if any(one.start < start < one.end for one in quoted):
        return True
    hour = _HOUR.search(text, last.start, last.end)
    return hour is not None and _GOES_ON.match(text, start) is not None


_TOKEN = re.compile(
    r"[$£€]?\d[\d,.:/]*\d%?(?![-\w])|(?:[^\W\d_]\.){2,}|(?:Mrs?|Ms|Dr|Sen|Rep|Gen|Col|Capt|Lt|Sgt|Gov|Prof|St|Rev|Jr"
    r"|Sr|Hon|Maj|Cmdr|Insp|Supt|Co|Corp|Inc|Ltd|No)\.|\w+(?:[-'&./]\w+)*'?|[^\w\s]"
)

LONGEST = 200
"""No sentence has more tokens: a list without points is cut, so that no rule takes long over it."""


@dataclass(frozen=True)
class Token:
    """A word, a mark of punctuation, or all of a quotation.

    `lower` is "" for a quotation, so that it is no word of any list.
    """

    text: str
    start: int
    end: int
    quoted: bool = False

    @cached_property
    def lower(self) -> str:
        """The token in lower case."""
        return "" if self.quoted else self.text.lower()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number outside of quotations."""
        return not self.quoted and self.text[:1].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return not self.quoted and self.text[:1].isupper()


Tokens = tuple[Token, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence and its tokens."""

    span: Span
    tokens: Tokens

    def between(self, first: int, last: int) -> Span:
        """The span from one token to another, both included."""
        return Span(self.span.paragraph, self.tokens[first].start, self.tokens[last].end)


def is_title(tokens: Tokens) -> bool:
    """Whether words begin with capitals, as in the headlines of American papers."""
    long = [token for token in tokens if token.is_word and len(token.text) > 3]
    return len(long) > 2 and 3 * sum(token.is_capital for token in long) > 2 * len(long)


def word(tokens: Tokens, place: int) -> str:
    """The token at a place in lower case; "" for a quotation, and where no token stands."""
    return tokens[place].lower if 0 <= place < len(tokens) else ""


def find(tokens: Tokens, texts: Container[str], start: int, end: int | None = None) -> int:
    """The first place from a start on whose token, in lower case, is among some; else the end.

    Input: `end` is exclusive, and that of the tokens where none is given.
    """
    end = len(tokens) if end is None else min(end, len(tokens))
    return next((place for place in range(start, end) if tokens[place].lower in texts), end)


def tokenised(
    paragraph: Paragraph, quoted: Sequence[Span], within: Span | None = None
) -> tuple[Sentence, ...]:
    """The sentences of a paragraph as tokens.

    Input: the paragraph; the quotations in it, in order, none within another; the part that is
    wanted, all of it where none is given.
    """
    spans = sentences(paragraph, quoted, within)
    found: list[Sentence] = []
    for tokens in _joined([_tokens(paragraph.text, span, quoted) for span in spans]):
        for first in range(0, len(tokens), LONGEST):
            part = tuple(tokens[first : first + LONGEST])
            found.append(Sentence(Span(paragraph.number, part[0].start, part[-1].end), part))
    return tuple(found)


def _joined(parts: Sequence[list[Token]]) -> list[list[Token]]:
    """The sentences' tokens, "Ann Vole asked." joined to the quotation in front of it."""
    found: list[list[Token]] = []
    for tokens in parts:
        if found and found[-1][-1:] and found[-1][-1].quoted and _only_says(tokens):
            found[-1] = [*found[-1], *tokens]
        else:
            found.append(tokens)
    return found


_TOLD_ON = words.SUBORDINATORS | words.AUXILIARIES | {"to", "of", "about", ""}


def _only_says(tokens: Sequence[Token]) -> bool:
    """Whether tokens are a name and a verb that gives its words, which stand elsewhere."""
    known = cues.verbs()
    for place, token in enumerate(tokens[:9]):
        verb = known.get(token.lower)
        if verb and "says" in verb.kinds and verb.form in ("past", "s") and token.text.islower():
            following = tokens[place + 1].lower if place + 1 < len(tokens) else "."
            ends = following in ".," or following in words.PREPOSITIONS | words.TIMES
            return place > 0 and ends
        if verb and verb.base == "tell" and verb.form in ("past", "s"):
            behind = {one.lower for one in tokens[place + 1 :]}
            return place > 0 and not behind & _TOLD_ON and not any(map(words.is_finite, behind))
        if token.quoted or token.lower in words.AUXILIARIES or token.lower in words.SUBORDINATORS:
            return False
    return False


def _tokens(text: str, span: Span, quoted: Sequence[Span]) -> list[Token]:
    found: list[Token] = []
    start = span.start
    for one in (*(one for one in quoted if span.start <= one.start < span.end), None):
        end = one.start if one else span.end
        found += [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
        if one:
            found.append(Token(text[one.start : one.end], one.start, one.end, quoted=True))
            start = one.end
    return found
