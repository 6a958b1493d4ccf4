"""Who "he" is, and who goes on speaking: the person that a text named or quoted last."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from helpers.draft import cues
from helpers.draft.persons import (
    Described,
    Person,
    by_noun,
    described,
    gender,
    is_body,
    is_many,
    is_one_person,
    person_words,
    surname,
    whom,
)
from helpers.draft.quotation import Quotation
from helpers.draft.text import Span, Text, by_paragraph

_ISSUED = "released|published|issued|prepared|compiled|written|signed|posted|sent|drawn up|put out"
_FROM = "message|messages|statement|statements|letter|letters|dispatch|telegram|cable|note|memo"


@cache
def _issued() -> re.Pattern[str]:
    papers = "|".join(sorted(cues.PAPERS))
    return re.compile(
        rf"^(?:\S+ ){{0,4}}?(?:(?:{papers})(?: (?:{_ISSUED})(?: [A-Z]\w+| (?:on|in) \w+)?)? by"
        rf"|(?:{_FROM})(?: sent)? from) (.+)$",
        re.IGNORECASE,
    )


def issuer(text: Text, source: Span) -> Span | None:
    """Whoever issued the paper that a source is; None where it is none, or does not say.

    A paper seen or obtained by somebody is not theirs.
    """
    found = _issued().match(text.words(source).split(",")[0])
    if found is None:
        return None
    return Span(source.paragraph, source.start + found.start(1), source.start + found.end(1))


People = Mapping[int, Sequence[Person]]
"""The persons of a text by paragraph."""

_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_AGED = re.compile(r"the \d+-year-old")
_SUBJECT = re.compile(
    r"(?:^|[.?!] )((?:(?:The|An?) [\w'-]+|[A-Z][\w'&-]*)(?: [A-Z][\w'&-]*)*)"
    r" [^.?!]*[.?!]['\"]? (?:\"[^\"]*\" )?$"
)
"""What the sentence in front of another begins with: a name, or "The" and a noun."""
NEAR = 3
"""So many paragraphs above may a person stand whom "he" means, or who goes on speaking."""


@dataclass
class _Heard:
    """What a reader has in mind: who spoke last and where, who in marks, what all are, the sexes."""

    known: Mapping[str, Sequence[Described]]
    voices: list[tuple[Span, Span]] = field(default_factory=list)
    last: Span | None = None
    at: Span | None = None
    aloud: Span | None = None
    aloud_in: int = 0
    genders: dict[str, str] = field(default_factory=dict)


def with_speakers(
    text: Text, found: Sequence[Quotation], people: Sequence[Person]
) -> tuple[Quotation, ...]:
    """The quotations with their speakers.

    "He" is the person named last as a subject, or who spoke last, whoever stands nearer. Speech
    alone in its sentence goes on with whoever was quoted last in its paragraph; else it is of the
    person in the sentence in front of it, or of whoever spoke last.
    """
    heard, result, spans = _Heard(by_noun(described(text, people))), [], list[Span]()
    placed = by_paragraph(people, lambda one: one.span)
    for one in found:
        if one.within is not None:
            result.append(one)
            continue
        nested = one.cue is not None and any(span.holds(one.cue) for span in spans)
        spans = [*one.spans, *(span for span in spans if span.paragraph == one.spans[0].paragraph)]
        if one.source is not None:
            made = replace(one, speaker=_meant(text, one.source, heard, placed))
            if not nested and made.speaker:
                heard.last, heard.at = made.speaker, one.source
                heard.voices.append((one.source, made.speaker))
        else:
            made = _going_on(one, heard, placed)
        if made.voice == "direct" and made.speaker and _is_whole(text, one.spans[-1]):
            heard.aloud, heard.aloud_in = made.speaker, one.spans[-1].paragraph
        result.append(made)
    return tuple(result)


def _is_whole(text: Text, span: Span) -> bool:
    """Whether words in marks are a sentence, or a clause that a comma ends, and no mere part."""
    said = text.words(span).strip("'\"")
    return said[-1:] in ",.?!" or len(said.split()) > 6


def _going_on(one: Quotation, heard: _Heard, placed: People) -> Quotation:
    """Speech that nobody is said to say, with whoever goes on or is told of in front of it."""
    if one.rule not in ("quotation.alone", "quotation.no_cue"):
        return one
    here = one.spans[0]
    if heard.aloud and heard.aloud_in == here.paragraph:
        return replace(one, speaker=heard.aloud, rule=f"{one.rule}.carried_on")
    introduced = [
        person.span
        for person in placed.get(here.paragraph, [])
        if person.acts and person.span < here
    ]
    at = heard.at if heard.at and heard.at.paragraph == here.paragraph else None
    if heard.last and at and not (introduced and introduced[-1].start > at.end):
        return replace(one, speaker=heard.last, rule=f"{one.rule}.carried_on")
    if introduced:
        heard.last = heard.at = introduced[-1]
        return replace(one, speaker=introduced[-1], rule="quotation.introduced")
    above = [one.span for one in placed.get(here.paragraph - 1, []) if one.acts]
    if above and one.rule == "quotation.alone" and (not heard.at or heard.at < above[-1]):
        # A paragraph that tells of somebody and in which nobody speaks.
        heard.last = heard.at = above[0] if not heard.at or heard.at < above[0] else above[-1]
        return replace(one, speaker=heard.last, rule="quotation.introduced")
    near = heard.at is not None and here.paragraph - heard.at.paragraph <= NEAR
    if heard.last and (near or one.rule == "quotation.alone"):
        return replace(one, speaker=heard.last, rule=f"{one.rule}.carried_on")
    return one


def _meant(text: Text, source: Span, heard: _Heard, placed: People) -> Span:
    """The words that tell who a source is; the source itself where it is no pronoun."""
    told = text.words(source)
    lower = told.lower()
    if lower.endswith(("'s", "s'")):
        owner = lower.removesuffix("'s").removesuffix("'")
        return Span(source.paragraph, source.start, source.start + len(owner))
    if lower in ("it", "its"):
        return _body(text, source, heard) or source
    if lower in ("they", "their"):
        return heard.last if heard.last and is_many(text.words(heard.last)) else source
    sex = _GENDERS.get(lower)
    if sex is None:
        learnt = gender(told, heard.genders)
        if learnt:
            heard.genders[surname(told)] = learnt
        if not _is_anew(lower):
            return issuer(text, source) or whom(told, source, heard.known) or source
        sex = learnt
    for one in _candidates(source, heard, placed):
        name = text.words(one)
        if is_one_person(name) and (sex is None or gender(name, heard.genders) in (None, sex)):
            if sex:
                heard.genders[surname(name)] = sex
            return one
    return source


def _is_anew(told: str) -> bool:
    """Whether a person who was named is called something else: "the Portuguese", "the striker"."""
    head = told.split(",")[0].split()
    return bool(_AGED.fullmatch(told)) or (
        head[:1] == ["the"] and len(head) < 4 and head[-1] in person_words()["anew"]
    )


def _body(text: Text, source: Span, heard: _Heard) -> Span | None:
    """The body that "it" means: the one that spoke last, or that the sentence before is about."""
    opened = _SUBJECT.search(text.paragraph(source.paragraph).text[: source.start])
    if opened and is_body(opened[1]):
        return Span(source.paragraph, *opened.span(1))
    return next((one for _, one in _voices(source, heard) if is_body(text.words(one))), None)


def _voices(source: Span, heard: _Heard) -> list[tuple[Span, Span]]:
    """Who spoke near, the last first: where they are told of, and the words for who they are."""
    found = []
    for at, meant in reversed(heard.voices):
        if source.paragraph - at.paragraph > NEAR:
            break
        found.append((at, meant))
    return found


def _candidates(source: Span, heard: _Heard, placed: People) -> list[Span]:
    """Whom a pronoun may mean: subjects and the last speaker, the nearest first, then all others."""
    near = [
        one
        for number in range(source.paragraph - NEAR, source.paragraph + 1)
        for one in placed.get(number, [])
        if one.span < source
    ]
    stand = [(one.span, one.span) for one in near if one.acts]
    stand += _voices(source, heard)
    first = [meant for _, meant in sorted(stand, reverse=True)]
    return [*first, *(one.span for one in reversed(near) if not one.acts)]
