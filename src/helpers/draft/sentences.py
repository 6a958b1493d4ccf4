"""Sentences of a paragraph, split by sentencex, which knows English abbreviations."""

import re
from collections.abc import Iterator, Sequence

from sentencex import get_sentence_boundaries

from helpers.draft.datelines import dateline
from helpers.draft.text import Paragraph, Span

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
