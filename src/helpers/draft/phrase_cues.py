"""Attributions by several words: "put the toll at 23", "was quoted as saying", "word came from"."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from helpers.draft import contents, cues, finite, phrases
from helpers.draft import function_words as words
from helpers.draft.cues import Wording
from helpers.draft.phrases import Attribution, Range
from helpers.draft.tokens import Tokens, find, word

MOST_TOLD = 6
"""So many words may name whoever is told within a phrase."""
FURTHEST = 12
"""So many words may stand between the parts of a phrase."""


def by_wordings(tokens: Tokens) -> Iterator[Attribution]:
    """All attributions by more than a verb, in the order of the rules."""
    for place in range(len(tokens) - 1):
        found = (
            _listed(tokens, place)
            or _counted_at(tokens, place)
            or _counted(tokens, place)
            or _quoted_as(tokens, place)
            or _word_from(tokens, place)
            or _in_view(tokens, place)
            or _reply_behind(tokens, place)
        )
        if found:
            yield found
    yield from _reply_before(tokens)


def _listed(tokens: Tokens, place: int) -> Attribution | None:
    """What says it: a phrase of cues.toml, "made it clear that", "hit out at"."""
    if place > 0 and tokens[place - 1].lower == "to":
        return None
    for rule, phrase in _by_first_word().get(tokens[place].lower, ()):
        end = _matched(tokens, place, phrase)
        if end is None or end >= len(tokens):
            continue
        source, shares = _whose(tokens, place)
        content = _behind(tokens, end)
        if content and (source or shares):
            rule = "verb_negated" if phrases.is_negated(tokens, place) else rule
            return Attribution(Range(place, end - 1), source, content, rule, shares)
    return None


@cache
def _by_first_word() -> dict[str, list[tuple[str, Wording]]]:
    """The phrases of cues.toml with their rules, by each word that may begin them."""
    found: dict[str, list[tuple[str, Wording]]] = defaultdict(list)
    for rule, listed in (("phrase", cues.SAYING), ("stance", cues.TAKING)):
        for phrase in listed:
            for first in phrase[0]:
                found[first].append((rule, phrase))
    return dict(found)


def _matched(tokens: Tokens, place: int, phrase: Wording) -> int | None:
    """The first place behind a phrase that stands here."""
    for at, options in enumerate(phrase):
        if place >= len(tokens):
            return None
        if "_" in options:
            ends = range(place + 1, place + MOST_TOLD + 1)
            found = (_matched(tokens, end, phrase[at + 1 :]) for end in ends)
            return next((end for end in found if end is not None), None)
        if tokens[place].lower not in options:
            return None
        place += 1
    return place


def _whose(tokens: Tokens, place: int) -> tuple[Range | None, bool]:
    """The subject of a verb; where it has none of its own, whether it shares one before it."""
    source = phrases.before(tokens, place)
    behind = phrases.skip_back(tokens, place - 1)
    joined = behind > 0 and tokens[behind].lower in ("and", "but", ",")
    return source, source is None and joined


def _behind(tokens: Tokens, start: int) -> tuple[Range, ...]:
    """What is said from a place on, perhaps behind "that", a comma or a colon."""
    start += word(tokens, start) == "that"
    return contents.to_end(tokens, start + (word(tokens, start) in (",", ":")))


def _counted_at(tokens: Tokens, place: int) -> Attribution | None:
    """What says it: "put the toll at 23", "is estimated at 4m" (by nobody, or "by officials")."""
    if tokens[place].lower not in cues.COUNTS["at"]:
        return None
    end = min(len(tokens), place + FURTHEST)
    at = find(tokens, {"at"}, place + 1, end)
    if at == end or not _is_number(tokens, at + 1):
        return None
    if any(tokens[i].text in ",;:" or finite.makes_clause(tokens, i) for i in range(place + 1, at)):
        return None
    source, shares = _whose(tokens, place)
    if phrases.led_by(tokens, place, words.BE):
        if source is None or at != place + 1:
            return None
        by = find(tokens, {"by"}, at)
        said = phrases.behind(tokens, by)
        last = by - 1 if said else contents.to_end(tokens, at)[0].last
        return Attribution(Range(place, place), said, (source, Range(at, last)), "counts")
    if at == place + 1 or not (source or shares):
        return None
    content = contents.to_end(tokens, place + 1)
    return Attribution(Range(place, place), source, content, "counts", shares)


def _is_number(tokens: Tokens, place: int) -> bool:
    """Whether a number begins within four words: "at least 23", "about $4m", "more than a dozen"."""
    near = tokens[place : place + 4]
    return any(
        token.text[:1].isdigit() or token.text[:1] in "$£€" or token.lower in _NUMBERS
        for token in near
    )


_NUMBERS = words.of(
    """two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
    seventy eighty ninety hundred hundreds thousand thousands million dozen dozens scores zero"""
)


def _counted(tokens: Tokens, place: int) -> Attribution | None:
    """What says it: "gave a figure of 40", "counted 12 dead"."""
    counts = cues.COUNTS
    if tokens[place].lower not in counts["gives"] or phrases.led_by(tokens, place, words.BE):
        return None
    near = tokens[place + 1 : find(tokens, {",", ";", ":", "."}, place + 1, place + 1 + FURTHEST)]
    thing = any(token.lower in counts["what"] for token in near)
    number = any(_is_number((token,), 0) for token in near)
    bare = tokens[place].lower in ("counted", "counts") and len(near) < 3
    if not number or not (thing or bare):
        return None
    source, shares = _whose(tokens, place)
    if source is None and not shares:
        return None
    content = contents.to_end(tokens, place + 1)
    return Attribution(Range(place, place), source, content, "counts", shares)


_SAYING = words.of("saying telling warning calling insisting")
_QUOTED = words.of("quoted quotes quoting cited cites citing reported recorded heard")


def _quoted_as(tokens: Tokens, place: int) -> Attribution | None:
    """What says it: "was quoted as saying", "was quoted by the Mail as telling friends that"."""
    if tokens[place].lower not in _QUOTED:
        return None
    end = min(len(tokens) - 2, place + FURTHEST)
    saying = find(tokens, _SAYING, place + 1, end)
    if saying >= end:
        return None
    passive = phrases.led_by(tokens, place, words.BE)
    if not passive and tokens[saying - 1].lower == "as" and saying > place + 2:
        source: Range | None = Range(place + 1, saying - 2)
    else:
        source = phrases.before(tokens, place)
    if source is None:
        return None
    as_ = tokens[saying - 1].lower == "as" or tokens[place].lower == "heard"
    if not as_ or (passive and tokens[place + 1].lower not in ("as", "by", "in", "saying")):
        return None
    verb = cues.verbs()[tokens[saying].lower]
    said, told = contents.behind_verb(tokens, saying, verb, False)
    return (
        Attribution(Range(place, saying), source, said, "quoted_as", False, told) if said else None
    )


_WORDS_FROM = words.of("word news reports confirmation report message dispatch telegram messages")
_CAME = words.of("came comes come coming arrived received reached has have had was were is")


def _word_from(tokens: Tokens, place: int) -> Attribution | None:
    """What says it: "Word came from Cape Sable that", "reports from Homs that"."""
    if tokens[place].lower not in _WORDS_FROM:
        return None
    start = place + 1
    while word(tokens, start) in _CAME or words.is_adverb(tokens[start].text):
        start += 1
    end = start + FURTHEST
    that = find(tokens, {"that"}, start + 2, end)
    if (
        word(tokens, start) != "from"
        or word(tokens, that) != "that"
        or finite.has_verb(tokens, start + 1, that)
    ):
        return None
    last = that - 1
    while last > start + 1 and tokens[last].lower in words.TIMES | {"on", "last", "early", "late"}:
        last -= 1
    content = contents.to_end(tokens, that + 1)
    return Attribution(Range(place, start), Range(start + 1, last), content, "word_from")


_VIEWS = words.of(
    "view opinion words judgment judgement telling account estimation eyes assessment"
)


def _in_view(tokens: Tokens, place: int) -> Attribution | None:
    """What says it: "in her view", "by the union's account"."""
    source = _possessor(tokens, place + 1) if tokens[place].lower in ("in", "by") else None
    if source is None or word(tokens, source.last + 1) not in _VIEWS:
        return None
    behind = source.last + 2
    cue = Range(place, source.last + 1)
    content = contents.clause_before(tokens, place) if place else _behind(tokens, behind)
    return Attribution(cue, source, content, "according_to") if content else None


def _possessor(tokens: Tokens, place: int) -> Range | None:
    """Whose something is: "his", "Hay's", "the union's"."""
    if word(tokens, place) in ("his", "her", "their"):
        return Range(place, place)
    for end in range(place, min(len(tokens), place + 6)):
        if tokens[end].lower.endswith(("'s", "s'")):
            return Range(place, end)
        if not tokens[end].is_word or tokens[end].lower in words.PREPOSITIONS:
            break
    return None


def _reply_behind(tokens: Tokens, place: int) -> Attribution | None:
    """What says it: "..., was his reply", "..." is the minister's advice"."""
    if tokens[place].lower not in ("was", "is", "came", "comes", "ran", "runs") or place <= 0:
        return None
    quoted = place - 1 if tokens[place - 1].quoted else place - 2
    if quoted < 0 or not tokens[quoted].quoted:
        return None
    if quoted < place - 1 and tokens[place - 1].text != ",":
        return None
    source, said = _replier(tokens, place + 1), (Range(quoted, quoted),)
    return Attribution(Range(place, place), source, said, "reply") if source else None


def _replier(tokens: Tokens, place: int) -> Range | None:
    """Whose reply, message or advice is told of: "his reply", "the minister's advice"."""
    source = _possessor(tokens, place)
    replies = cues.REPLIES
    if source and any(one.lower in replies for one in tokens[source.last + 1 : source.last + 4]):
        return source
    return None


def _reply_before(tokens: Tokens) -> Iterator[Attribution]:
    """What says it: "Her message was simple: "...""."""
    colon = find(tokens, {":", "?", "was", "is"}, 2)
    while colon + 1 < len(tokens) and not tokens[colon + 1].quoted:
        colon = find(tokens, {":"}, colon + 1)
    source = _replier(tokens, 0)
    if source and colon <= FURTHEST and colon + 1 < len(tokens):
        content = contents.quotes_behind(tokens, colon + 1)
        yield Attribution(Range(source.last + 1, colon), source, content, "reply")
