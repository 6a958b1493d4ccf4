"""Who "he" is: the person named last, among those who speak or of whom a sentence tells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from helpers.draft import function_words as words
from helpers.draft.quotation import Quotation
from helpers.draft.text import Span, Text

_HE = re.compile(r"\b(?:he|him|his|mr|sir|lord|man|father|dad|son|husband|brother|\w+sman)\b", re.I)
_SHE = re.compile(
    r"\b(?:she|her|mrs|ms|miss|dame|lady|woman|mother|mum|mom|daughter|wife|sister|\w+swoman)\b",
    re.I,
)
_STANDS_FOR = re.compile(
    r"(?:he|she|they|it|him|her|who)|the \d+-year-old|the (?:former |ex-)?\w+", re.IGNORECASE
)
_PERSONAL = frozenset({"he", "she", "him", "her"})
_NAME = re.compile(r"[A-Z][\w'\u2019-]+(?: (?:[A-Z]\.|al|de|van|von|bin|[A-Z][\w'\u2019-]+))+")
_SURNAME = re.compile(r"[A-Z][\w'-]+")
_NAMELESS = words.of(
    """source sources official officials insider insiders witness witnesses resident residents
    analyst analysts expert experts critic critics supporter supporters people friend friends aide
    aides observer observers campaigner campaigners activist activists diplomat diplomats reports
    police scientists researchers doctors lawyers ministers officers investigators prosecutors
    economists detectives campaigners leaders members local locals neighbour neighbours neighbor neighbors person others man woman men women"""
)
_INDEFINITE = re.compile(
    r"(?:an?|some|several|many|other|others|two|three|four|five|six|seven|a few|most|one|senior|"
    r"local|unnamed|anonymous|officials|sources|witnesses|residents|analysts|experts|critics|"
    r"supporters|people|friends|aides|insiders|observers|reports|campaigners|activists|others)\b",
    re.IGNORECASE,
)


def with_speakers(text: Text, found: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations with their speakers: of "he" the last person named, of none the last speaker.

    Speech alone in its sentence goes on with whoever spoke last, in its paragraph or in one of the
    two before.
    """
    result: list[Quotation] = []
    last: Span | None = None
    genders: dict[str, str] = {}
    heard: list[Span] = []
    spoken = 0
    for one in found:
        if one.within is not None:
            result.append(one)
            continue
        made = one
        nested = any(other.holds(one.cue) for other in heard) if one.cue else False
        heard = [*one.spans, *(span for span in heard if span.paragraph == one.spans[0].paragraph)]
        if nested and one.source is not None:
            speaker = _named(text, one.source, last, genders)
            result.append(replace(one, speaker=speaker))
            continue
        if one.source is not None:
            speaker = _named(text, one.source, last, genders)
            made = replace(one, speaker=speaker)
            last = speaker
            spoken = one.spans[-1].paragraph
        elif one.rule in ("quotation.alone", "quotation.no_cue") and last is not None:
            introduced = _introduced(text, one.spans[0])
            if introduced and spoken < introduced.paragraph:
                made = replace(one, speaker=introduced, rule="quotation.introduced")
                last = introduced
            elif one.spans[0].paragraph - last.paragraph <= 3 or one.rule == "quotation.alone":
                made = replace(one, speaker=last, rule=f"{one.rule}.carried_on")
        elif one.rule == "quotation.alone":
            made = replace(one, speaker=_introduced(text, one.spans[0]))
        result.append(made)
    return tuple(result)


def is_unnamed(text: Text, speaker: Span | None) -> bool:
    """Whether nobody is named: no speaker, or one told by no name and no "the"."""
    if speaker is None:
        return True
    told = text.words(speaker)
    head = re.split(r",| (?:of|in|for|at|from|with|who|close|familiar|near|on)\b", told)[0]
    parts = head.split()
    if not parts or parts[-1].lower().endswith(("spokesman", "spokeswoman", "spokesperson")):
        return False
    if parts[0].lower() != "the" and parts[-1].lower() in _NAMELESS:
        return True
    named = any(part[:1].isupper() for part in told.split()[1:])
    return not named and _INDEFINITE.match(told) is not None


def _named(text: Text, source: Span, last: Span | None, genders: dict[str, str]) -> Span:
    """The words that tell who a source is."""
    told = text.words(source)
    lower = told.lower()
    if lower == "it" and last and re.match("the ", text.words(last), re.IGNORECASE):
        return last
    if lower == "they" and last and _is_many(text.words(last)):
        return last
    if lower not in _PERSONAL and not re.fullmatch(r"the \d+-year-old", lower):
        _learn(told, genders)
        return source
    gender = {"he": "m", "him": "m", "she": "f", "her": "f"}.get(lower)
    candidates = [*_names_before(text, source), *([last] if last else [])]
    candidates.sort(reverse=True)
    near = [one for one in candidates if source.paragraph - one.paragraph <= 4]
    for one in ([last] if last else []) + near:
        name = text.words(one)
        if not _is_one_person(name):
            continue
        fits = _gender(name, genders) in (None, gender)
        if fits and not _stands_between(text, one, source, near, gender, genders):
            if gender:
                genders[_surname(name)] = gender
            return one
    return source


_NOBODY = words.of("company party government court ministry police council army agency")


def _is_many(name: str) -> bool:
    """Whether "they" may stand for a name or noun: several, or a group of people."""
    head = re.split(r",| (?:of|in|for|at|from|with|who|that) ", name)[0].split()
    return bool(head) and (
        head[-1].endswith("s") or "and" in head or head[-1] in ("people", "police")
    )


def _is_one_person(name: str) -> bool:
    """Whether "he" or "she" may stand for a name or a noun: one with a name, or "a spokesman"."""
    parts = name.split(",")[0].split()
    if name.lower() in words.PRONOUNS or not parts or "and" in parts:
        return False
    if parts[0].lower() in ("the", "a", "an", "his", "her", "one"):
        last = parts[-1].lower()
        return any(p[:1].isupper() for p in parts[1:]) or not (
            last.endswith("s") or last in _NOBODY
        )
    if len(parts) == 1 and parts[0].lower() in _NAMELESS:
        return False
    return any(part[:1].isupper() for part in parts)


def _stands_between(
    text: Text,
    one: Span,
    source: Span,
    near: Iterable[Span],
    gender: str | None,
    genders: dict[str, str],
) -> bool:
    """Whether a person who opens a sentence stands nearer, in the same paragraph as "he"."""
    return any(
        other > one
        and other.paragraph == source.paragraph
        and _opens_sentence(text, other)
        and _gender(text.words(other), genders) in (None, gender)
        and _surname(text.words(other)) != _surname(text.words(one))
        for other in near
    )


def _opens_sentence(text: Text, span: Span) -> bool:
    before = text.paragraph(span.paragraph).text[: span.start].rstrip("\"' ")
    return (
        not before or before[-1] in ".?!" or before.lower().endswith((" but", "and", "dr.", "mr."))
    )


def _names_before(text: Text, source: Span) -> list[Span]:
    """Full names in the paragraph of a source, before it, and in the two paragraphs above."""
    found = []
    for number in range(max(1, source.paragraph - 2), source.paragraph + 1):
        paragraph = text.paragraph(number)
        end = source.start if number == source.paragraph else len(paragraph.text)
        found += [
            Span(number, name.start(), name.end()) for name in _NAME.finditer(paragraph.text[:end])
        ]
        opening = _SURNAME.match(paragraph.text[:end])
        if opening and opening.group() in _surnames(text, number):
            found.append(Span(number, 0, opening.end()))
    return found


def _surnames(text: Text, before: int) -> set[str]:
    """The last words of the full names above a paragraph."""
    above = text.paragraphs[max(0, before - 12) : before - 1]
    return {name.group().split()[-1] for one in above for name in _NAME.finditer(one.text)}


def _introduced(text: Text, speech: Span) -> Span | None:
    """The person of whom the sentence in front of speech tells, in the same paragraph."""
    before = text.paragraph(speech.paragraph).text[: speech.start].strip()
    if not before:
        return None
    sentence = re.split(r"(?<=[a-z][.?!]) ", before)[-1]
    name = _NAME.search(sentence)
    if name is None or name.start() > 60:
        return None
    start = text.paragraph(speech.paragraph).text.index(sentence) + name.start()
    return Span(speech.paragraph, start, start + len(name.group()))


def _gender(name: str, genders: dict[str, str]) -> str | None:
    known = genders.get(_surname(name))
    if known:
        return known
    he, she = _HE.search(name), _SHE.search(name)
    return "m" if he and not she else "f" if she and not he else None


def _learn(name: str, genders: dict[str, str]) -> None:
    gender = _gender(name, genders)
    if gender:
        genders[_surname(name)] = gender


def _surname(name: str) -> str:
    """The last word with a capital of what stands before the first comma."""
    parts = [part for part in name.split(",")[0].split() if part[:1].isupper()]
    return parts[-1].removesuffix("'s") if parts else name
