"""Sentences cut where they assert two things, each piece with whoever says it and how surely.

What only gives somebody's words ("X said that") is stripped: a claim's span is what is asserted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.draft import contents, cues, finite
from helpers.draft import function_words as words
from helpers.draft.hedges import Hedge, certainty, hedges
from helpers.draft.marks import marks
from helpers.draft.quotation import Quotation
from helpers.draft.quotations import quotations
from helpers.draft.text import Paragraph, Span, Text, by_paragraph, dateline
from helpers.draft.tokens import Sentence, Tokens, find, tokenised, word

SILENT = frozenset({"byline", "dateline", "boilerplate"})
"""Kinds of paragraph that claim nothing."""
DEEDS = frozenset({"passive_by", "stance", "verb_negated", "verb_silent", "feels"})
"""Rules by which somebody takes a side or says nothing: the narrator's claim, whole."""
FEWEST = 3
"""Of fewer words nothing is asserted."""
_JOINTS = words.of("and but while although though whereas yet so")


@dataclass(frozen=True)
class Claim:
    """One assertion: its span, the quotation that it is part of, its hedges and certainty.

    `voice` is direct, indirect or narrator, as in claims.csv; `quotation` is None of a narrator.
    `rule` is claim. and what set it apart: sentence, joined, shared_subject, relative, although, semicolon.
    """

    span: Span
    voice: str
    quotation: Quotation | None
    hedges: tuple[Hedge, ...]
    certainty: str
    rule: str


def claims(text: Text) -> tuple[Claim, ...]:
    """Everything that a text asserts, in reading order."""
    said = by_paragraph(quotations(text), lambda one: one.spans[0])
    outer = by_paragraph(marks(text), lambda one: one.span)
    found: list[Claim] = []
    for paragraph in text.paragraphs:
        if paragraph.kind in SILENT:
            continue
        quoted = [one.span for one in outer[paragraph.number] if one.depth == 0]
        found += _in_paragraph(text, paragraph, said[paragraph.number], quoted)
    return tuple(sorted(found, key=lambda one: (one.span, one.voice)))


def _in_paragraph(
    text: Text, paragraph: Paragraph, here: Sequence[Quotation], quoted: Sequence[Span]
) -> Iterator[Claim]:
    told = [one for one in here if one.within is None and one.rule.split(".")[1] not in DEEDS]
    indirect = [one for one in told if one.voice == "indirect"]
    opening = dateline(paragraph)
    covered = [Span(paragraph.number, 0, opening.end)] if opening else []
    for one in told:
        beside = None if one.rule.endswith("verb_shared") else one.source
        covered += [span for span in (*one.spans, one.cue, beside, one.told) if span]
        for span in one.spans:
            if not any(_is_part(span, one, other) for other in indirect):
                for claim in _cut(text, paragraph, _whole(text, span, one), one, quoted):
                    yield _passed_on(text, claim, here)
    for span in _uncovered(paragraph, covered, quoted):
        yield from _cut(text, paragraph, span, None, quoted)


def _passed_on(text: Text, claim: Claim, here: Sequence[Quotation]) -> Claim:
    """The claim with whoever is said to say it within another's words: "Obama says" in a quotation.

    The speaker of the words around it only passes it on.
    """
    inner = [
        one
        for one in here
        if one is not claim.quotation
        and one.cue is not None
        and one.source is not None
        and claim.span.holds(one.cue)
        and one.rule.split(".")[1] not in DEEDS
        and any(span.overlaps(claim.span) for span in one.spans)
    ]
    if not inner:
        return claim
    found = hedges(text, [claim.span])
    return replace(
        claim, voice=inner[0].voice, quotation=inner[0], hedges=found, certainty=certainty(found)
    )


def _is_part(span: Span, one: Quotation, other: Quotation) -> bool:
    """Whether words are only part of what another quotation tells more of."""
    if other is one:
        return False
    if span in other.spans:
        return one.source is None and other.source is not None
    return any(each.holds(span) for each in other.spans)


def _whole(text: Text, span: Span, one: Quotation) -> Span:
    """What is asserted: the words said, or where they make no clause, cue and source with them.

    "The deal was rejected by the union", "he called it 'a mess'", "reports of a truce". A denial
    keeps its verb, without which the words would say the opposite.
    """
    if one.voice == "indirect" and one.cue and one.cue.end <= span.start and _denies(text, one.cue):
        return Span(span.paragraph, one.cue.start, span.end)
    said = Paragraph(1, "body", text.words(span), text.words(span))
    sentences = tokenised(said, ())
    if one.cue is None or any(finite.has_verb(s.tokens, 0, len(s.tokens)) for s in sentences):
        return span
    spoken = one.voice == "direct" and one.cue.end < span.start
    if (one.voice == "direct" and not spoken) or len(one.spans) > 1:
        return span
    around = [span, one.cue, *([one.source] if one.source else [])]
    around = [each for each in around if each.paragraph == span.paragraph]
    return Span(
        span.paragraph, min(each.start for each in around), max(each.end for each in around)
    )


def _denies(text: Text, cue: Span) -> bool:
    verbs = cues.verbs()
    words = text.words(cue).lower().split()
    return any("denies" in verbs[word].kinds for word in words if word in verbs)


def _cut(
    text: Text,
    paragraph: Paragraph,
    span: Span,
    said: Quotation | None,
    quoted: Sequence[Span],
) -> Iterator[Claim]:
    """The claims of a stretch of text."""
    direct = said is not None and span in said.spans and said.voice == "direct"
    inner = _unmarked(paragraph, span) if direct else span
    for sentence in tokenised(paragraph, () if direct else quoted, inner):
        for first, last, rule in clauses(sentence):
            place = sentence.between(first, last)
            cue = [said.cue] if said and said.cue and not place.holds(said.cue) else []
            found = tuple(
                one
                for one in hedges(text, sorted([place, *cue]))
                if said is None or one.rule != "hedge.would"
            )
            voice = said.voice if said else "narrator"
            if said and said.rule == "quotation.headline":
                voice = "indirect"
            yield Claim(place, voice, said, found, certainty(found), f"claim.{rule}")


def _unmarked(paragraph: Paragraph, span: Span) -> Span:
    """A quotation without its marks."""
    width = 2 if paragraph.text.startswith("''", span.start) else 1
    last = paragraph.text[span.end - 1]
    end = span.end - width * (last in "\"'" and span.end - span.start > 2 * width)
    return Span(span.paragraph, span.start + width, max(end, span.start + width + 1))


def _uncovered(
    paragraph: Paragraph, covered: Sequence[Span], quoted: Sequence[Span]
) -> Iterator[Span]:
    """The stretches of each sentence that nobody is said to say and that tell something."""
    for sentence in tokenised(paragraph, quoted):
        first = None
        tokens = sentence.tokens
        for place in range(len(tokens) + 1):
            free = place < len(tokens) and not any(
                one.start < tokens[place].end and tokens[place].start < one.end for one in covered
            )
            if free and first is None:
                first = place
            elif not free and first is not None:
                start = _behind_joints(tokens, first, place)
                last = _before_joints(tokens, start, place)
                whole = first == 0 and place == len(tokens)
                if whole:
                    yield sentence.span
                elif _tells(tokens, start, last):
                    yield sentence.between(start, last - 1)
                first = None


def _behind_joints(tokens: Tokens, first: int, end: int) -> int:
    while first < end and (
        not (tokens[first].is_word or tokens[first].quoted)
        or (tokens[first].lower in _JOINTS | {"as"} and not contents.opens_count(tokens, first))
    ):
        first += 1
    return first


def _before_joints(tokens: Tokens, first: int, end: int) -> int:
    while end > first and (
        not (tokens[end - 1].is_word or tokens[end - 1].quoted)
        or tokens[end - 1].lower in _JOINTS | words.PREPOSITIONS
    ):
        end -= 1
    return end


def _tells(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a stretch has a subject and a verb of its own."""
    verbs = [place for place in range(first, end) if finite.makes_clause(tokens, place)]
    return bool(verbs) and end - first > FEWEST and verbs[0] > first


def clauses(sentence: Sentence) -> tuple[tuple[int, int, str], ...]:
    """Where a sentence asserts one thing after the other: first and last token, and the rule."""
    tokens = sentence.tokens
    starts = [(0, "sentence")]
    for place in range(1, len(tokens) - 1):
        rule = _begins_clause(tokens, starts[-1][0], place)
        if rule:
            starts.append((place, rule))
    ends = [*(place for place, _ in starts[1:]), len(tokens)]
    found = []
    for (start, rule), end in zip(starts, ends, strict=True):
        first, last = _behind_joints(tokens, start, end), end - 1
        while last > first and not (tokens[last].is_word or tokens[last].quoted):
            last -= 1
        asserts = last - first + 1 >= FEWEST or finite.has_verb(tokens, first, last + 1)
        if first <= last and (asserts or len(starts) == 1):
            found.append((first, last, rule))
    return tuple(found)


def _begins_clause(tokens: Tokens, start: int, place: int) -> str | None:
    """The rule by which a second assertion begins at a token; None if none does."""
    here, before = tokens[place], tokens[place - 1]
    if before.text == ";":
        return "semicolon"
    following = tokens[place + 1]
    sure = (
        before.text == ","
        and here.lower in ("and", "but", "while")
        and (following.lower in words.SUBJECTS | words.DETERMINERS)
    )
    if not sure and not finite.has_verb(tokens, start, place):
        return None
    if here.lower in _JOINTS or (here.lower == "as" and before.text == ","):
        end = find(tokens, {",", ";"}, place + 1)
        verb = next((i for i in range(place + 1, end) if finite.makes_clause(tokens, i)), None)
        if verb is None or (here.lower == "so" and before.text != ","):
            return None
        if verb == place + 1 and _is_befallen(tokens, verb):
            return None
        if verb == place + 1 or (words.is_adverb(following.text) and verb == place + 2):
            return "shared_subject" if here.lower in ("and", "but") else None
        return "joined" if _has_subject(tokens, place + 1, verb) else None
    if before.text == "," and start == 0 and tokens[0].lower in ("although", "though", "while"):
        end = find(tokens, {",", ";"}, place)
        verb = next((i for i in range(place, end) if finite.makes_clause(tokens, i)), place)
        return "although" if verb > place and _has_subject(tokens, place, verb) else None
    if before.text == "," and here.lower in ("which", "who", "whose", "where"):
        return "relative"
    return None


def _is_befallen(tokens: Tokens, place: int) -> bool:
    """Whether a participle goes on with a form of "be" before it: "were missing and feared dead"."""
    befallen = word(tokens, place + 1) in words.BEFALLEN
    return befallen and tokens[place].lower in cues.PARTICIPLES


def _has_subject(tokens: Tokens, first: int, verb: int) -> bool:
    """Whether what stands between "and" and a verb can be its subject."""
    lower = tokens[first].lower
    if lower in words.SUBJECTS | words.DETERMINERS | words.PERSONS or tokens[first].is_capital:
        return not any(token.lower in words.SUBORDINATORS for token in tokens[first + 1 : verb])
    if lower in words.PREPOSITIONS:
        return tokens[first + 1].lower in ("least", "most") or tokens[first + 1].text[:1].isdigit()
    return lower not in words.SUBORDINATORS and verb - first <= 4
