"""Attributions by several words: "put the toll at 23", "was quoted as saying", "word came from"."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from helpers.draft import contents, finite, phrases
from helpers.draft import function_words as words
from helpers.draft.cues import Wording, lexicon
from helpers.draft.phrases import Attribution, Range
from helpers.draft.tokens import Sentence, Token

MOST_TOLD = 6
"""So many words may name whoever is told within a phrase."""
FURTHEST = 12
"""So many words may stand between the parts of a phrase."""


def by_wordings(sentence: Sentence, lead: int) -> Iterator[Attribution]:
    """All attributions by more than a verb, in the order of the rules."""
    tokens = sentence.tokens
    for place in range(lead, len(tokens) - 1):
        found = (
            _listed(sentence, place, lead)
            or _counted_at(sentence, place, lead)
            or _counted(sentence, place, lead)
            or _quoted_as(sentence, place, lead)
            or _word_from(sentence, place)
            or _in_view(sentence, place, lead)
            or _reply_behind(sentence, place, lead)
        )
        if found:
            yield found
    yield from _reply_before(sentence, lead)


def _listed(sentence: Sentence, place: int, lead: int) -> Attribution | None:
    """What says it: a phrase of cues.toml, "made it clear that", "hit out at"."""
    tokens = sentence.tokens
    if place > lead and tokens[place - 1].lower == "to":
        return None
    for rule, phrase in _by_first_word().get(tokens[place].lower, ()):
        end = _matched(tokens, place, phrase)
        if end is None or end >= len(tokens):
            continue
        source, shares = _whose(sentence, place, lead)
        content = _behind(sentence, end)
        if content and (source or shares):
            rule = "verb_negated" if _is_negated(tokens, place, lead) else rule
            return Attribution(Range(place, end - 1), source, content, rule, shares)
    return None


@cache
def _by_first_word() -> dict[str, list[tuple[str, Wording]]]:
    """The phrases of cues.toml with their rules, by each word that may begin them."""
    found: dict[str, list[tuple[str, Wording]]] = defaultdict(list)
    for rule, listed in (("phrase", lexicon().saying), ("stance", lexicon().taking)):
        for phrase in listed:
            for word in phrase[0]:
                found[word].append((rule, phrase))
    return dict(found)


def _matched(tokens: tuple[Token, ...], place: int, phrase: Wording) -> int | None:
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


def _whose(sentence: Sentence, place: int, lead: int) -> tuple[Range | None, bool]:
    """The subject of a verb; where it has none of its own, whether it shares one before it."""
    source = phrases.before(sentence, place, lead)
    behind = phrases.skip_back(sentence.tokens, place - 1, lead)
    joined = behind > lead and sentence.tokens[behind].lower in ("and", "but", ",")
    return source, source is None and joined


def _is_negated(tokens: tuple[Token, ...], place: int, lead: int) -> bool:
    behind = phrases.skip_back(tokens, place - 1, lead)
    return any(
        token.lower in words.NEGATIONS or token.lower.endswith("n't")
        for token in tokens[behind + 1 : place]
    )


def _behind(sentence: Sentence, start: int) -> tuple[Range, ...]:
    """What is said from a place on, perhaps behind "that", a comma or a colon."""
    tokens = sentence.tokens
    if start < len(tokens) and tokens[start].lower == "that":
        start += 1
    if start < len(tokens) and tokens[start].text in ",:":
        start += 1
    return contents.to_end(sentence, start)


def _counted_at(sentence: Sentence, place: int, lead: int) -> Attribution | None:
    """What says it: "put the toll at 23", "is estimated at 4m" (by nobody, or "by officials")."""
    tokens = sentence.tokens
    if tokens[place].lower not in lexicon().counts["at"]:
        return None
    end = min(len(tokens), place + FURTHEST)
    at = next((i for i in range(place + 1, end) if tokens[i].lower == "at"), None)
    if at is None or not _is_number(tokens, at + 1):
        return None
    if any(tokens[i].text in ",;:" or finite.makes_clause(tokens, i) for i in range(place + 1, at)):
        return None
    source, shares = _whose(sentence, place, lead)
    behind = phrases.skip_back(tokens, place - 1, lead)
    if any(token.lower in words.BE for token in tokens[behind + 1 : place]):
        if source is None or at != place + 1:
            return None
        by = next((i for i in range(at, len(tokens) - 1) if tokens[i].lower == "by"), None)
        said = phrases.behind(sentence, by) if by else None
        last = by - 1 if by and said else contents.to_end(sentence, at)[0].last
        return Attribution(Range(place, place), said, (source, Range(at, last)), "counts")
    if at == place + 1 or not (source or shares):
        return None
    content = contents.to_end(sentence, place + 1)
    return Attribution(Range(place, place), source, content, "counts", shares)


def _is_number(tokens: tuple[Token, ...], place: int) -> bool:
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


def _counted(sentence: Sentence, place: int, lead: int) -> Attribution | None:
    """What says it: "gave a figure of 40", "counted 12 dead"."""
    tokens = sentence.tokens
    counts = lexicon().counts
    if tokens[place].lower not in counts["gives"]:
        return None
    behind = phrases.skip_back(tokens, place - 1, lead)
    if any(token.lower in words.BE for token in tokens[behind + 1 : place]):
        return None
    ends = (i for i in range(place + 1, len(tokens)) if tokens[i].text in ",;:.")
    near = tokens[place + 1 : min(place + 1 + FURTHEST, next(ends, len(tokens)))]
    thing = any(token.lower in counts["what"] for token in near)
    number = any(_is_number((token,), 0) for token in near)
    bare = tokens[place].lower in ("counted", "counts") and len(near) < 3
    if not number or not (thing or bare):
        return None
    source, shares = _whose(sentence, place, lead)
    if source is None and not shares:
        return None
    content = contents.to_end(sentence, place + 1)
    return Attribution(Range(place, place), source, content, "counts", shares)


_QUOTED = words.of("quoted quotes quoting cited cites citing reported recorded heard")


def _quoted_as(sentence: Sentence, place: int, lead: int) -> Attribution | None:
    """What says it: "was quoted as saying", "was quoted by the Mail as telling friends that"."""
    tokens = sentence.tokens
    if tokens[place].lower not in _QUOTED:
        return None
    end = min(len(tokens) - 2, place + FURTHEST)
    saying = next(
        (
            i
            for i in range(place + 1, end)
            if tokens[i].lower in ("saying", "telling", "warning", "calling", "insisting")
        ),
        None,
    )
    if saying is None:
        return None
    behind = phrases.skip_back(tokens, place - 1, lead)
    passive = any(token.lower in words.BE for token in tokens[behind + 1 : place])
    if not passive and tokens[saying - 1].lower == "as" and saying > place + 2:
        source: Range | None = Range(place + 1, saying - 2)
    else:
        source = phrases.before(sentence, place, lead)
    if source is None:
        return None
    as_ = tokens[saying - 1].lower == "as" or tokens[place].lower == "heard"
    if not as_ or (passive and tokens[place + 1].lower not in ("as", "by", "in", "saying")):
        return None
    verb = lexicon().verbs[tokens[saying].lower]
    said, told = contents.behind_verb(sentence, saying, verb, False)
    return (
        Attribution(Range(place, saying), source, said, "quoted_as", False, told) if said else None
    )


_WORDS_FROM = words.of("word news reports confirmation report message dispatch telegram messages")
_CAME = words.of("came comes come coming arrived received reached has have had was were is")


def _word_from(sentence: Sentence, place: int) -> Attribution | None:
    """What says it: "Word came from Cape Sable that", "reports from Homs that"."""
    tokens = sentence.tokens
    if tokens[place].lower not in _WORDS_FROM:
        return None
    start = place + 1
    while start < len(tokens) and (
        tokens[start].lower in _CAME or words.is_adverb(tokens[start].text)
    ):
        start += 1
    if start >= len(tokens) or tokens[start].lower != "from":
        return None
    that = next(
        (
            i
            for i in range(start + 2, min(len(tokens), start + FURTHEST))
            if tokens[i].lower == "that"
        ),
        None,
    )
    if that is None or finite.has_verb(tokens, start + 1, that):
        return None
    last = that - 1
    while last > start + 1 and tokens[last].lower in words.TIMES | {"on", "last", "early", "late"}:
        last -= 1
    content = contents.to_end(sentence, that + 1)
    return Attribution(Range(place, start), Range(start + 1, last), content, "word_from")


_VIEWS = words.of(
    "view opinion words judgment judgement telling account estimation eyes assessment"
)


def _in_view(sentence: Sentence, place: int, lead: int) -> Attribution | None:
    """What says it: "in her view", "by the union's account"."""
    tokens = sentence.tokens
    if tokens[place].lower not in ("in", "by") or place + 2 >= len(tokens):
        return None
    source = _possessor(tokens, place + 1)
    if source is None or source.last + 1 >= len(tokens):
        return None
    if tokens[source.last + 1].lower not in _VIEWS:
        return None
    behind = source.last + 2
    cue = Range(place, source.last + 1)
    if place == lead:
        content = _behind(sentence, behind)
    else:
        content = contents.clause_before(sentence, place, lead)
    return Attribution(cue, source, content, "according_to") if content else None


def _possessor(tokens: tuple[Token, ...], place: int) -> Range | None:
    """Whose something is: "his", "Hay's", "the union's"."""
    if tokens[place].lower in words.of("his her their"):
        return Range(place, place)
    for end in range(place, min(len(tokens), place + 6)):
        if tokens[end].lower.endswith(("'s", "s'")):
            return Range(place, end)
        if not tokens[end].is_word or tokens[end].lower in words.PREPOSITIONS:
            break
    return None


def _reply_behind(sentence: Sentence, place: int, lead: int) -> Attribution | None:
    """What says it: "..., was his reply", "..." is the minister's advice"."""
    tokens = sentence.tokens
    if tokens[place].lower not in ("was", "is", "came", "comes", "ran", "runs") or place <= lead:
        return None
    quoted = place - 1 if tokens[place - 1].quoted else place - 2
    if quoted < lead or not tokens[quoted].quoted or not _is_free(tokens, quoted, place):
        return None
    if place + 3 < len(tokens) and tokens[place + 1].lower in ("how", "what"):
        # ""A disaster" was how Hay described it."
        verb = next(
            (i for i in range(place + 2, len(tokens)) if tokens[i].lower in lexicon().verbs), 0
        )
        whose = phrases.before(sentence, verb, place + 2) if verb else None
        return (
            Attribution(Range(place, verb), whose, (Range(quoted, quoted),), "reply")
            if whose
            else None
        )
    source = _possessor(tokens, place + 1)
    if source is None or not any(
        token.lower in lexicon().replies for token in tokens[source.last + 1 : source.last + 4]
    ):
        return None
    return Attribution(Range(place, place), source, (Range(quoted, quoted),), "reply")


def _is_free(tokens: tuple[Token, ...], quoted: int, place: int) -> bool:
    return quoted == place - 1 or tokens[place - 1].text == ","


def _reply_before(sentence: Sentence, lead: int) -> Iterator[Attribution]:
    """What says it: "Her message was simple: "...""."""
    tokens = sentence.tokens
    colon = next(
        (i for i in range(lead + 2, len(tokens) - 1) if tokens[i].text in (":", "?", "was", "is")),
        None,
    )
    while colon is not None and colon + 1 < len(tokens) and not tokens[colon + 1].quoted:
        colon = next((i for i in range(colon + 1, len(tokens) - 1) if tokens[i].text == ":"), None)
    source = _possessor(tokens, lead) if colon is not None and lead < len(tokens) else None
    if colon is None or source is None or colon - lead > FURTHEST:
        return
    if any(token.lower in lexicon().replies for token in tokens[source.last + 1 : source.last + 4]):
        content = contents.quotes_behind(sentence, colon + 1)
        yield Attribution(Range(source.last + 1, colon), source, content, "reply")
