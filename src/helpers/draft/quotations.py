"""Who says what: quotations in marks and attributions without, each with its cue and source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.draft import cues, finite, phrases
from helpers.draft import function_words as words
from helpers.draft.attributions import attributions
from helpers.draft.marks import Marked, marks
from helpers.draft.persons import is_unnamed, persons
from helpers.draft.phrases import Attribution, Range
from helpers.draft.quotation import Quotation
from helpers.draft.speakers import with_speakers
from helpers.draft.text import Paragraph, Span, Text, by_paragraph
from helpers.draft.tokens import Tokens, find, tokenised, word

SHORT = 5
"""Fewer words in marks, with nobody to say them, are no speech: a name, a title, a distance."""
FURTHEST_COLON = 9
"""So far into a sentence the colon may stand behind whoever speaks."""
LONGEST_CALLED = 8
"""Of so many words may the name of a thing be that somebody calls something in marks."""


def quotations(text: Text) -> tuple[Quotation, ...]:
    """Everything that the text says somebody says, in reading order.

    Words in marks that nobody says (names, titles, words held at arm's length) are left out.
    """
    marked = marks(text)
    placed = by_paragraph(marked, lambda one: one.span)
    found: list[Quotation] = []
    for paragraph in text.paragraphs:
        found += _in_paragraph(paragraph, placed[paragraph.number])
    found.sort(key=lambda one: (one.spans[0], one.voice, -one.spans[0].end))
    people = persons(text, [one.span for one in marked if one.depth == 0])
    spoken = with_speakers(text, _joined(found, marked), people)
    return tuple(replace(one, unnamed=is_unnamed(text, one.speaker)) for one in spoken)


def _in_paragraph(paragraph: Paragraph, here: Sequence[Marked]) -> Iterator[Quotation]:
    outer = [one.span for one in here if one.depth == 0]
    said: list[Span] = []
    for sentence in tokenised(paragraph, outer):
        for one in _in_sentence(sentence.tokens, paragraph):
            yield one
            said += one.spans if one.voice == "direct" else ()
    for span in said:
        yield from _inside(paragraph, here, span, depth=1)


def _inside(
    paragraph: Paragraph, here: Sequence[Marked], span: Span, depth: int
) -> Iterator[Quotation]:
    """What the words of a quotation say that others say."""
    if span.end - span.start < SHORT:
        return
    deeper = [one.span for one in here if one.depth == depth and span.holds(one.span)]
    inner = Span(span.paragraph, span.start + 1, span.end)
    for sentence in tokenised(paragraph, deeper, inner):
        for one in _in_sentence(sentence.tokens, paragraph):
            if one.rule != "quotation.alone" and _is_others(paragraph, one):
                yield replace(one, within=span)
        for token in sentence.tokens:
            if token.quoted:
                yield from _inside(
                    paragraph, here, Span(span.paragraph, token.start, token.end), depth + 1
                )


def _is_others(paragraph: Paragraph, one: Quotation) -> bool:
    """Whether words within a quotation are given to somebody else than its speaker."""
    if one.voice == "direct":
        return True
    if one.source is None:
        return False
    source = paragraph.text[one.source.start : one.source.end].lower()
    return source not in ("i", "we", "you", "it", "who", "me", "us")


def _in_sentence(whole: Tokens, paragraph: Paragraph) -> Iterator[Quotation]:
    tokens = whole[_stamp(whole) :]
    found = attributions(tokens)
    used: set[int] = set()
    last: Range | None = None
    for one in found:
        source = one.source if not one.shares else last
        if source is None and one.shares:
            source = _subject(tokens)
        last = source or last
        for voice, pieces in _voices(tokens, one, used):
            yield _quotation(paragraph.number, tokens, one, voice, pieces, source)
    if not found:
        yield from _colon(tokens, paragraph, used, stamped=len(tokens) < len(whole))
    yield from _left_over(tokens, paragraph, used)


def _voices(
    tokens: Tokens, one: Attribution, used: set[int]
) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """The direct and the indirect pieces of what is said; quotations are used up."""
    quoted = [
        place
        for piece in one.content
        for place in range(piece.first, piece.last + 1)
        if tokens[place].quoted
        and place not in used
        and (piece.first == piece.last or not _is_name(tokens, place))
    ]
    used.update(quoted)
    if quoted:
        yield "direct", tuple(Range(place, place) for place in quoted)
    rest = tuple(
        piece for piece in one.content if piece.first < piece.last or not tokens[piece.first].quoted
    )
    closes = bool(quoted) and quoted[-1] == one.content[-1].last
    if rest and not (closes and one.calls and _only_names(tokens, rest)):
        yield "indirect", rest


def _only_names(tokens: Tokens, rest: tuple[Range, ...]) -> bool:
    """Whether words around a quotation only say what it is called: "called the report '...'"."""
    places = (i for piece in rest for i in range(piece.first, piece.last + 1))
    return sum(tokens[place].is_word for place in places) <= LONGEST_CALLED


def _quotation(
    number: int,
    tokens: Tokens,
    one: Attribution,
    voice: str,
    pieces: tuple[Range, ...],
    source: Range | None,
) -> Quotation:
    def span(piece: Range | None) -> Span | None:
        return Span(number, tokens[piece.first].start, tokens[piece.last].end) if piece else None

    kind = "quotation" if voice == "direct" else "attribution"
    return Quotation(
        voice=voice,
        spans=tuple(sorted(filter(None, map(span, pieces)))),
        cue=span(one.cue),
        source=span(source),
        speaker=span(source),
        told=span(one.addressee),
        within=None,
        unnamed=False,
        rule=f"{kind}.{one.rule}",
    )


def _bare(
    number: int,
    tokens: Tokens,
    piece: Range,
    rule: str,
    source: Range | None = None,
    voice: str = "direct",
) -> Quotation:
    """A quotation that no verb introduces."""
    made = Attribution(piece, source, (piece,), rule)
    return replace(_quotation(number, tokens, made, voice, made.content, source), cue=None)


def _colon(
    tokens: Tokens, paragraph: Paragraph, used: set[int], *, stamped: bool
) -> Iterator[Quotation]:
    """What says it: "Brandvold: "...", and in a headline or a live blog "Navy: no shots fired"."""
    place = find(tokens, {":"}, 0)
    if not 0 < place < min(len(tokens) - 1, FURTHEST_COLON) or not tokens[0].is_capital:
        return
    if finite.has_verb(tokens, 0, place):
        return
    source, behind = Range(0, place - 1), place + 1
    headed = paragraph.kind in ("headline", "standfirst")
    label = all(token.text.isupper() for token in tokens[:place] if token.is_word)
    if tokens[behind].quoted:
        used.add(behind)
        whose = None if label and paragraph.kind == "headline" else source
        yield _bare(paragraph.number, tokens, Range(behind, behind), "colon", whose)
    elif (headed or stamped) and not label:
        last = len(tokens) - 1 - (tokens[-1].text == ".")
        if last >= behind:
            told = Range(behind, last)
            yield _bare(paragraph.number, tokens, told, "colon", source, "indirect")


def _left_over(tokens: Tokens, paragraph: Paragraph, used: set[int]) -> Iterator[Quotation]:
    """Quotations that no verb introduces: a whole sentence, or part of one."""
    alone = all(token.quoted or not token.is_word for token in tokens)
    headed = paragraph.kind in ("headline", "standfirst") or paragraph.number == 1
    subject = _subject(tokens)
    for place, token in enumerate(tokens):
        if not token.quoted or place in used or (alone and _is_subheading(tokens, place)):
            continue
        size, is_name = len(token.text.split()), _is_name(tokens, place)
        whose, rule = None, ""
        if token.text[-2:-1] == "," and not is_name and (whose := _unlisted(tokens, place)):
            rule = "comma"
        elif alone:
            rule = "alone"
        elif is_name:
            continue
        elif headed:
            rule = "headline" if size >= SHORT - 1 else ""
        elif (
            subject
            and (size >= 3 or tokens[place - 1].text == ":")
            and _is_somebody(tokens, subject)
            and place > subject.last
        ):
            whose, rule = subject, "subject"
        elif size >= SHORT:
            rule = "no_cue"
        if rule:
            yield _bare(paragraph.number, tokens, Range(place, place), rule, whose)


def _unlisted(tokens: Tokens, place: int) -> Range | None:
    """Who says words that end in a comma, by a verb that no list has: "..., Hay hit back"."""
    behind = tokens[place + 1 : place + 16]
    for verb, token in enumerate(behind):
        if token.text.islower() and finite.may_tell(tokens, place + 1 + verb):
            if verb == 0:
                return phrases.behind(tokens, place + 1)
            source = phrases.before(behind, verb)
            if source is not None and source.first == 0:
                return Range(place + 1, place + 1 + source.last)
    return None


def _is_subheading(tokens: Tokens, place: int) -> bool:
    """What says it: "- Words -" between two dashes, as agencies set them."""
    return 0 < place < len(tokens) - 1 and tokens[place - 1].text == tokens[place + 1].text == "-"


def _is_somebody(tokens: Tokens, subject: Range) -> bool:
    head = tokens[subject.first]
    if head.lower in ("it", "this", "that", "there", "these", "those"):
        return False
    names = [one for one in tokens[subject.first : subject.last + 1] if one.is_capital]
    short = subject.last - subject.first < 8 and tokens[subject.last].is_capital
    return head.lower in words.PERSONS or (
        short and len(names) > 1 and not any(one.text.isupper() for one in names)
    )


def _subject(tokens: Tokens) -> Range | None:
    """The subject of a sentence: what names somebody before its first verb."""
    known = cues.verbs()
    for place in range(1, len(tokens)):
        lower = tokens[place].lower
        if finite.makes_clause(tokens, place) or (lower in known and not known[lower].may_be_noun):
            found = phrases.before(tokens, place)
            if found or lower in words.AUXILIARIES:
                return found
    return None


_SMALL = words.of("of the and in a an to for on at with from by or de la der von")


def _is_name(tokens: Tokens, place: int) -> bool:
    """Whether words in marks are a name or title: told by what stands before, or by capitals."""
    inside = tokens[place].text.strip("\"'").strip()
    parts = inside.split()
    before = tokens[place - 1].lower if place else ""
    if before == "as" and place > 1:
        before = tokens[place - 2].lower
        return before in ("known", "billed")
    if before in cues.NAMING and before not in ("called", "labelled", "labeled", "termed"):
        return True
    if inside[-1:] in "?!" and len(parts) > 1:
        return False
    capitals = all(part[:1].isupper() or part[:1].isdigit() or part in _SMALL for part in parts)
    return (
        bool(parts)
        and capitals
        and parts[0][:1].isupper()
        and len(parts) <= 10
        and not (len(parts) == 1 and before in ("said", "says", "replied", "answered", ",", ":"))
    )


_STAMP = re.compile(r"\d{1,2}[:.]\d\d(?:am|pm)?", re.IGNORECASE)
_HOUR = words.of("a.m. p.m. am pm gmt bst et est edt pt cet utc -")


def _stamp(tokens: Tokens) -> int:
    """How many tokens are a stamp in front of the sentence: "09:14", "7.40am", "9:02 p.m. ET -"."""
    if len(tokens) < 3 or not _STAMP.fullmatch(tokens[0].text):
        return 0
    return next((at for at in range(1, 5) if word(tokens, at) not in _HOUR), 0)


def _joined(found: Sequence[Quotation], marked: Sequence[Marked]) -> tuple[Quotation, ...]:
    """Speech over several paragraphs gets the source that stands in one of them."""
    result = list(found)
    at = {one.spans[0]: place for place, one in enumerate(result) if one.voice == "direct"}
    group: list[int] = []
    for one in marked:
        if one.depth or not (one.goes_on or one.went_on):
            continue
        if not one.went_on:
            group = []
        if one.span in at:
            group.append(at[one.span])
        if not one.goes_on:
            _share_source(result, group)
    return tuple(result)


def _share_source(result: list[Quotation], group: Sequence[int]) -> None:
    told = next((result[place] for place in group if result[place].source), None)
    for place in group:
        if told and result[place].source is None:
            result[place] = replace(
                result[place],
                cue=told.cue,
                source=told.source,
                speaker=told.speaker,
                rule="quotation.over_paragraphs",
            )
