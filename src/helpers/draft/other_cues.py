"""Attributions by other words: "according to X", "reportedly", "is believed to", "reports of"."""

from collections.abc import Iterator

from helpers.draft import contents, cues, finite, phrases
from helpers.draft import function_words as words
from helpers.draft.phrases import Attribution, Range
from helpers.draft.tokens import Tokens, word


def by_phrases(tokens: Tokens) -> Iterator[Attribution]:
    """What says it: "According to X", at the beginning of a sentence or behind what X says."""
    yield from _puts_it(tokens)
    lower = [token.lower for token in tokens]
    here = frozenset(lower)
    for phrase in (one for one in cues.SOURCES if here.issuperset(one)):
        for place in range(len(tokens) - len(phrase)):
            if tuple(lower[place : place + len(phrase)]) != phrase:
                continue
            source = phrases.behind(tokens, place + len(phrase) - 1)
            if source is None or tokens[source.first].lower in words.POSSESSIVES:
                continue
            if place == 0 or tokens[place - 1].text == ";":
                source = _before_clause(tokens, source)
                content = contents.to_end(tokens, source.last + 2)
            else:
                content = contents.quotes_behind(tokens, source.last + 1)
                content = content or contents.clause_before(tokens, place)
            if content:
                cue = Range(place, place + len(phrase) - 1)
                yield Attribution(cue, source, content, "according_to")


def _before_clause(tokens: Tokens, source: Range) -> Range:
    """A source up to the comma behind which its clause begins: "According to X, a Y, it fell"."""
    commas = [i for i in range(source.first, source.last + 1) if tokens[i].text == ","]
    for place in commas:
        told_of = tokens[place + 1].lower in ("a", "an", "who", "the") and place != commas[-1]
        if not told_of:
            return Range(source.first, place - 1)
    return source


def _puts_it(tokens: Tokens) -> Iterator[Attribution]:
    """What says it: "as one diplomat put it"."""
    for place in range(1, len(tokens) - 2):
        if tokens[place].lower in ("put", "puts") and tokens[place + 1].lower == "it":
            source = phrases.before(tokens, place)
            if source is None or source.first <= 0 or tokens[source.first - 1].lower != "as":
                continue
            content = contents.quotes_behind(tokens, place + 2)
            if not content and source.first - 2 > 0:
                content = contents.clause_before(tokens, source.first - 1)
            if content:
                yield Attribution(Range(place, place + 1), source, content, "puts_it")


def by_nobody(tokens: Tokens) -> Iterator[Attribution]:
    """Attributions to nobody: "reportedly", "is believed to", "it was announced", "reports of"."""
    for place, token in enumerate(tokens):
        found = None
        if token.lower in ("emerged", "transpired", "emerges"):
            if word(tokens, place - 1) == "it" and word(tokens, place + 1) == "that":
                content = contents.to_end(tokens, place + 2)
                found = Attribution(Range(place - 1, place), None, content, "it_is_said")
        elif token.lower in cues.ADVERBS:
            content = _clause_around(tokens, place)
            found = Attribution(Range(place, place), None, content, "reportedly")
        elif token.lower in cues.FEELINGS | cues.JUDGED:
            found = _feels(tokens, place)
        elif token.lower in cues.PARTICIPLES:
            found = _believed(tokens, place)
        elif token.lower in cues.REPORTS and place + 1 < len(tokens):
            found = _reports(tokens, place)
        if found:
            yield found


_FEELS = words.of("that by about at over with")


def _feels(tokens: Tokens, place: int) -> Attribution | None:
    """What says it: "are concerned that", "was outraged by", "is accused of"."""
    behind = phrases.skip_back(tokens, place - 1)
    first = next((i for i in range(behind + 1, place) if tokens[i].lower in words.BE), None)
    subject = phrases.before(tokens, place)
    if first is None or subject is None or place + 2 >= len(tokens):
        return None
    if tokens[subject.last].lower in ("it", "there", "this", "that"):
        return None
    following = tokens[place + 1].lower
    content = contents.to_end(tokens, place + 2)
    if tokens[place].lower in cues.JUDGED:
        if following not in ("of", "for", "as"):
            return None
        return Attribution(Range(first, place + 1), None, content, "passive_judged")
    if following not in _FEELS:
        return None
    last = place if following == "that" else place + 1
    return Attribution(Range(first, last), subject, content, "feels")


def _believed(tokens: Tokens, place: int) -> Attribution | None:
    """What says it: "Is believed to", "it was reported that", "..., it was announced"."""
    behind = phrases.skip_back(tokens, place - 1)
    first = next((i for i in range(behind + 1, place) if tokens[i].lower in words.BE), None)
    if first is None or place + 1 > len(tokens):
        return None
    following = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    subject = tokens[behind].lower if behind >= 0 else ""
    if subject == "it":
        end = contents.behind_adjuncts(tokens, place + 1)
        that = place + 1 if following == "that" else end
        told = that + 1 < len(tokens) and tokens[that].lower == "that"
        bare = end + 1 < len(tokens) and phrases.begins_name(tokens[end])
        if told or (bare and finite.has_verb(tokens, end, len(tokens))):
            content = contents.to_end(tokens, that + 1 if told else end)
            return Attribution(Range(behind, place), None, content, "it_is_said")
        ends = end >= len(tokens) or not tokens[end].is_word
        if (parted := _around(tokens, behind, end)) is not None:
            return Attribution(Range(behind, place), None, parted, "it_is_said")
        if ends and behind - 1 > 0 and tokens[behind - 1].text == ",":
            content = contents.clause_before(tokens, behind)
            return Attribution(Range(behind, place), None, content, "it_is_said")
    if following == "to" and place + 2 < len(tokens):
        said = _is_said_to_have_said(tokens, place + 2)
        quoted = [i for i in range(len(tokens)) if tokens[i].quoted]
        source = phrases.before(tokens, place)
        if said and quoted and source:
            pieces = tuple(Range(i, i) for i in quoted)
            return Attribution(Range(first, said), source, pieces, "is_said_to_say")
        content = _clause_around(tokens, place)
        return Attribution(Range(first, place + 1), None, content, "is_believed_to")
    return None


def _around(tokens: Tokens, it: int, end: int) -> tuple[Range, ...] | None:
    """What stands around "it is thought" between commas, if no clause stands before it."""
    if it - 2 < 0 or end + 1 >= len(tokens) or tokens[it - 1].text + tokens[end].text != ",,":
        return None
    if finite.has_verb(tokens, 0, it - 1) or not finite.makes_clause(tokens, end + 1):
        return None
    return (Range(0, it - 2), *contents.to_end(tokens, end + 1))


def _is_said_to_have_said(tokens: Tokens, place: int) -> int | None:
    """Where "have said" or "say" ends, if it stands here."""
    if tokens[place].lower == "have" and place + 1 < len(tokens):
        place += 1
    verb = cues.verbs().get(tokens[place].lower)
    return place if verb and "says" in verb.kinds else None


_EMERGE = words.of("emerge emerged surfaced circulated swirled")
_OPEN = words.of("allegations accusations rumours rumors claims")
_LEADING = words.of("amid as despite following after with there are were no new of by")


def _reports(tokens: Tokens, place: int) -> Attribution | None:
    """What says it: "Amid reports that", "their claim that"."""
    before = tokens[place - 1].lower if place > 0 else ""
    end = place + 1
    if tokens[end].lower in _EMERGE and end + 1 < len(tokens):
        end += 1
    elif (further := _behind_made(tokens, end)) is not None:
        made = Range(place, further)
        return Attribution(made, None, contents.to_end(tokens, further + 1), "reports_that")
    following = tokens[end].lower
    plural = tokens[place].lower.endswith("s")
    claimed = tokens[place].lower in _OPEN
    if following == "of" and plural and (before in _LEADING or claimed or end > place + 1):
        return Attribution(Range(place, end), None, contents.to_end(tokens, end + 1), "reports_of")
    if following != "that" or end + 1 >= len(tokens):
        return None
    there = place - 2 >= 0 and tokens[place - 2].lower == "there"
    if before in words.PERSONS or (before in words.AUXILIARIES and not there):
        return None
    if (
        tokens[place].lower in cues.verbs()
        and not there
        and before not in (words.DETERMINERS | words.PREPOSITIONS)
        and not before.endswith("'s")
    ):
        return None
    content = contents.to_end(tokens, end + 1)
    source = Range(place - 1, place - 1) if before in words.POSSESSIVES else None
    if before.endswith("'s") or before.endswith("s'"):
        first = place - 1
        while first > 0 and tokens[first - 1].is_capital:
            first -= 1
        source = Range(first, place - 1)
    return Attribution(Range(place, place), source, content, "reports_that")


_MADE = words.of("current expressed voiced raised made received circulating afloat heard")


def _behind_made(tokens: Tokens, place: int) -> int | None:
    """Where "was current that", "have been raised about" ends behind "rumour" or "concerns"."""
    start = place
    while place < len(tokens) and tokens[place].lower in words.BE | {"has", "have", "had"}:
        place += 1
    if place == start or place + 1 >= len(tokens) or tokens[place].lower not in _MADE:
        return None
    known = tokens[place + 1].lower in ("that", "about", "over") and place + 2 < len(tokens)
    return place + 1 if known else None


def _clause_around(tokens: Tokens, place: int) -> tuple[Range, ...]:
    """The clause in which a word stands: between semicolons, and commas with "and" or "but"."""
    first = place
    while first > 0 and not _parts(tokens, first - 1):
        if tokens[first - 1].lower in ("and", "but") and _are_clauses(tokens, first - 1, place):
            break
        first -= 1
    last = place
    while last + 1 < len(tokens) and not (last + 1 > place and _parts(tokens, last + 1)):
        last += 1
    while first < place and (
        tokens[first].text in ",;" or tokens[first].lower in words.CONJUNCTIONS
    ):
        first += 1
    while last > place and tokens[last].text in ".,;":
        last -= 1
    return (Range(first, last),)


def _are_clauses(tokens: Tokens, joint: int, place: int) -> bool:
    """Whether "and" joins two clauses, each with a subject and a verb of its own."""
    own = joint + 1 < place and not finite.makes_clause(tokens, joint + 1)
    return (
        own and finite.has_verb(tokens, 0, joint) and finite.has_verb(tokens, joint + 1, place + 1)
    )


def _parts(tokens: Tokens, place: int) -> bool:
    """Whether a clause ends at a token."""
    token = tokens[place]
    if token.text == ";":
        return True
    if token.text != "," or place + 1 >= len(tokens):
        return False
    following = tokens[place + 1].lower
    return following in ("and", "but", "while", "although", "though", "whereas", "so")
