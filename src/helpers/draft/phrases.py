"""Who stands beside a verb: the words before it or behind it that name its subject."""

from collections.abc import Container
from dataclasses import dataclass

from helpers.draft import cues, finite
from helpers.draft import function_words as words
from helpers.draft.tokens import Token, Tokens, word

LONGEST = 40
"""No name with all that is said of it has more words."""
_DATED = words.TIMES | words.MONTHS
_STOPS = frozenset(",;:()[]-\u2026?!")


@dataclass(frozen=True)
class Range:
    """Tokens of a sentence, from the first to the last, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class Attribution:
    """Who is said to have said what, in tokens of one sentence.

    `source` is None where nobody is named, or where the verb shares its subject with an earlier
    one (`shares`); `content` may be in pieces, and holds quotations as tokens; `addressee` is
    who was spoken to. `calls` says that the verb takes a name for a thing, as "called" does.
    """

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    rule: str
    shares: bool = False
    addressee: Range | None = None
    calls: bool = False


def before(tokens: Tokens, verb: int) -> Range | None:
    """The subject in front of a verb, with what is set between commas behind it.

    None where the verb shares a subject with another, or has none.
    """
    last = skip_back(tokens, verb - 1)
    if last < 0:
        return None
    here = tokens[last]
    if here.lower in ("who", "which", "that") and last > 0:
        end = last - 2 if tokens[last - 1].text == "," else last - 1
        if end > 0 and tokens[end].text == ")":
            end = next((i for i in range(end, 0, -1) if tokens[i].text == "("), end) - 1
        return _behind_participle(tokens, _named(tokens, end, end))
    if here.text == ",":
        return _with_apposition(tokens, last)
    if here.text in ")" and last > 2:
        opening = next((i for i in range(last, 0, -1) if tokens[i].text == "("), 0)
        return _named(tokens, opening - 1, last)
    return _named(tokens, last, last)


def _behind_participle(tokens: Tokens, found: Range | None) -> Range | None:
    """Of "spoken with the president", to which "who" belongs, the president alone."""
    if found is None or not _is_participle(tokens[found.first]):
        return found
    places = range(found.first + 1, found.last)
    return next(
        (Range(i + 1, found.last) for i in places if tokens[i].lower in words.PREPOSITIONS), found
    )


def _is_participle(token: Token) -> bool:
    verb = cues.verbs().get(token.lower)
    return token.text.islower() and (
        token.lower.endswith(("ed", "en")) or (verb is not None and verb.form == "participle")
    )


def behind(tokens: Tokens, verb: int) -> Range | None:
    """The subject behind a verb ("said Ann Vole, a teacher"); None if no name or noun follows."""
    first = verb + 1
    if tokens[first : first + 1] and tokens[first].text == "(":
        first = next((i for i in range(first, len(tokens)) if tokens[i].text == ")"), first) + 1
    if first >= len(tokens) or not begins_name(tokens[first]):
        return None
    if first + 1 < len(tokens) and is_time(tokens, first):
        return None
    last = first
    while last + 1 < len(tokens) and last - first < LONGEST:
        if _ends_name(tokens, last + 1) and not _is_issued(tokens, first, last + 1):
            break
        last += 1
    while last > first and tokens[last].text == ",":
        last -= 1
    return Range(first, last)


def _is_issued(tokens: Tokens, first: int, place: int) -> bool:
    """Whether a paper and whoever issued it go on here: "a report released in May by the board"."""
    if not any(token.lower in cues.PAPERS for token in tokens[first:place]):
        return False
    for at in range(place, min(place + 4, len(tokens) - 1)):
        if tokens[at].lower in ("by", "from") and word(tokens, at + 1) not in _DATED:
            return True
        if tokens[at].quoted or tokens[at].text in _STOPS:
            break
    return False


def is_time(tokens: Tokens, place: int) -> bool:
    """Whether "last night" or "this week" begins here."""
    return (
        tokens[place].lower in ("last", "this", "next", "early", "late")
        and word(tokens, place + 1) in words.TIMES | words.MONTHS | words.PARTS_OF_TIME
    )


def skip_back(tokens: Tokens, place: int) -> int:
    """The first place to the left that holds neither an auxiliary nor an adverb."""
    while place >= 0 and (
        tokens[place].lower in words.AUXILIARIES
        or tokens[place].lower in words.NEGATIONS
        or words.is_adverb(tokens[place].text)
        or (place > 0 and is_time(tokens, place - 1))
    ):
        place -= is_time(tokens, place - 1) if place > 0 else 0
        if tokens[place].lower == "nor" and tokens[place - 2].lower == "neither":
            place -= 2
        dated = tokens[place].lower in words.TIMES and place > 0
        place -= 1 + (dated and tokens[place - 1].lower == "on")
    return place


def led_by(tokens: Tokens, verb: int, some: Container[str]) -> bool:
    """Whether one of some words stands among the auxiliaries and adverbs in front of a verb."""
    return any(one.lower in some for one in tokens[skip_back(tokens, verb - 1) + 1 : verb])


def is_negated(tokens: Tokens, verb: int) -> bool:
    """Whether a verb is denied: "has not said", "didn't say"."""
    before = tokens[skip_back(tokens, verb - 1) + 1 : verb]
    return any(one.lower in words.NEGATIONS or one.lower.endswith("n't") for one in before)


def _named(tokens: Tokens, head: int, last: int) -> Range | None:
    """The name or noun phrase that ends at a token, with what already stands behind it."""
    if head < 0 or not (tokens[head].is_word or tokens[head].quoted):
        return None
    if tokens[head].quoted and tokens[head].text[-2:-1] == ",":
        return None
    if tokens[head].lower in words.CONJUNCTIONS | words.PREPOSITIONS | words.SUBORDINATORS:
        return None
    if tokens[head].lower in words.SUBJECTS - {"this", "these", "those"}:
        return Range(head, last)
    if head > 0 and tokens[head - 1].lower == "to" and not tokens[head].is_capital:
        return None
    first = head
    while (
        first > 0
        and head - first < LONGEST
        and not _begins_before(tokens, first - 1)
        and not _is_opened(tokens, first)
    ):
        first -= 1
    first = _who(tokens, first)
    first = _without_lead_in(tokens, first, head)
    if first < head and finite.makes_clause(tokens, first) and tokens[first + 1].is_capital:
        first += 1
    if _is_no_name(tokens, first) or tokens[head].lower in ("the", "a", "an", "his", "her"):
        return None
    return Range(first, last) if first <= head else None


def _is_no_name(tokens: Tokens, first: int) -> bool:
    """Whether what was taken for a name begins with a verb: "using Facebook", "attacked a town"."""
    token = tokens[first]
    if token.is_capital:
        return False
    return words.is_finite(token.lower) or token.lower.endswith("ing") or token.lower in _BARE


_BARE = words.of("help helps helped try let make makes keep start stop go come")


def _is_opened(tokens: Tokens, first: int) -> bool:
    """Whether "the" or "those" opens a phrase here, that hangs on none before it."""
    if tokens[first].lower not in words.POSSESSIVES | _ARTICLES:
        return False
    return tokens[first - 1].lower not in words.PREPOSITIONS | {"all", "both", "half", "and"}


_ARTICLES = words.of("the a an this these those some any no every each")


def _who(tokens: Tokens, first: int) -> int:
    """Where "a man who gave his name as Idris" begins, if a phrase was cut behind its "who"."""
    place = first
    while place > 0 and tokens[place - 1].text not in _STOPS and not tokens[place - 1].quoted:
        place -= 1
    inside = [token.lower for token in tokens[place:first]]
    opens = place == 0 or tokens[place - 1].quoted
    return place if opens and "who" in inside and inside[0] in words.DETERMINERS else first


def _begins_before(tokens: Tokens, place: int) -> bool:
    """Whether a phrase that reaches back to behind this token begins there."""
    token = tokens[place]
    if _is_bracketed(tokens, place):
        return False
    if token.lower in words.PERSONS | {"it", "we"}:
        return True
    if token.quoted or token.text in _STOPS or token.lower in words.AUXILIARIES:
        return not (token.quoted and place > 0 and _is_nickname(tokens, place))
    if token.lower == "and":
        return not _joins_names(tokens, place)
    if token.lower in words.CONJUNCTIONS or token.lower in words.SUBORDINATORS:
        return True
    verb = None if finite.is_adjective(tokens, place) else cues.verbs().get(token.lower)
    if _is_reduced(tokens, place):
        return False
    sure = verb is not None and not verb.may_be_noun and verb.form in ("past", "s")
    return sure and not token.is_capital


def _is_reduced(tokens: Tokens, place: int) -> bool:
    """Whether a participle tells of the noun in front of it: "diplomats briefed on the talks"."""
    if not tokens[place].lower.endswith("ed") or place + 1 >= len(tokens) or place == 0:
        return False
    before, following = tokens[place - 1], tokens[place + 1].lower
    noun = before.is_word and before.lower not in words.AUXILIARIES | words.PRONOUNS
    return noun and not words.is_adverb(before.text) and following in _BEHIND_PARTICIPLE


_BEHIND_PARTICIPLE = words.of("on by in at with about from")


def _is_bracketed(tokens: Tokens, place: int) -> bool:
    """Whether a bracket belongs to one word in brackets: "the United Nations (UN) tribunal"."""
    marks = tokens[place].text, word(tokens, place - 2), word(tokens, place + 2)
    return marks[:2] == (")", "(") or marks[::2] == ("(", ")")


def _is_nickname(tokens: Tokens, place: int) -> bool:
    """Whether words in marks stand within a name: John "Spider" Vole."""
    short = tokens[place].text[-2:-1].isalnum() and len(tokens[place].text.split()) < 4
    return short and tokens[place - 1].is_word and tokens[place + 1].is_word


def _joins_names(tokens: Tokens, place: int) -> bool:
    """Whether "and" joins two names, so that both speak: before it no verb makes a clause."""
    first = place
    while first > 0 and tokens[first - 1].text not in _STOPS and not tokens[first - 1].quoted:
        first -= 1
    return 0 < place - first <= 6 and not finite.has_verb(tokens, first, place)


def _without_lead_in(tokens: Tokens, first: int, head: int) -> int:
    """Drop an adverb, or "In London" before the name."""
    whole = words.DETERMINERS - {"this"}
    while first < head and words.is_adverb(tokens[first].text) and tokens[first].lower not in whole:
        first += 1
    if first < head and tokens[first].lower in words.PREPOSITIONS:
        place = first + 1
        while place < head and tokens[place].lower not in words.DETERMINERS - {"the"}:
            if tokens[place].lower in words.PERSONS:
                return place
            place += 1
        if tokens[first].lower == "with":
            return first + 1
        return first + 2 if head - first >= 2 and tokens[first + 1].is_capital else first
    return first


def _with_apposition(tokens: Tokens, comma: int) -> Range | None:
    """A name and what stands between commas behind it: "Ann Vole, who runs a school,"."""
    place = comma - 1
    while place > 0:
        place -= 1
        if tokens[place].text == "," and comma - place > 1 and _is_said_of(tokens[place + 1]):
            found = _named(tokens, place - 1, comma - 1)
            if found and (
                _is_paper_told_of(tokens, found.first, place)
                or not finite.has_verb(tokens, found.first, place)
            ):
                return found
        if comma - place > LONGEST or tokens[place].quoted or tokens[place].text == ";":
            break
    return None


def _is_paper_told_of(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a paper stands here with what befell it: "a message picked up late to-night"."""
    verb = next((i for i in range(first, end) if finite.has_verb(tokens, i, i + 1)), first)
    return tokens[verb].lower.endswith("ed") and any(
        token.lower in cues.PAPERS for token in tokens[max(first, verb - 1) : verb]
    )


def _is_said_of(token: Token) -> bool:
    """Whether a token may begin what is told of a name behind its comma."""
    return token.is_word and token.lower not in words.CONJUNCTIONS | words.AUXILIARIES


def begins_name(token: Token) -> bool:
    """Whether a name or a noun with what stands before it may begin with a token."""
    if token.quoted or not token.is_word:
        return False
    if (
        token.lower in words.DETERMINERS
        or token.lower in words.PERSONS
        or token.text in finite.GIVEN
    ):
        return True
    closed = words.PREPOSITIONS | words.SUBORDINATORS | words.CONJUNCTIONS | words.TIMES
    closed |= words.NEGATIONS
    return token.lower not in closed | words.AUXILIARIES | words.OBJECTS and (
        not words.is_adverb(token.text)
    )


_BEHIND_COMMA = words.of(
    "whose as adding while when after where which and but in on before at during speaking or with though although noting citing referring because so if since said by according"
)


def _ends_name(tokens: Tokens, place: int) -> bool:
    """Whether a name that began further left ends in front of this token."""
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.quoted or token.text in ".;:()[]-?!":
        return not (token.quoted and following is not None and following.is_capital)
    if token.text == ",":
        return not following or following.quoted or _leaves_name(following)
    if token.lower == "and":
        return not following or following.quoted or words.is_finite(following.lower)
    if token.lower in words.TIMES | _ENDING:
        return True
    if token.lower in _ADJUNCT and following:
        return following.lower in _IN_A | words.TIMES | words.MONTHS or (
            following.text[:1].isdigit() or token.lower not in ("in", "at", "from")
        )
    return False


_ENDING = words.of("last when while as after before adding but because if that")
_ADJUNCT = words.of("in on at during by via to through from")
_IN_A = words.of("a an his her their")


def _leaves_name(following: Token) -> bool:
    """Whether what stands behind a comma no longer tells of the name in front of it."""
    return (
        following.lower in _BEHIND_COMMA | words.PERSONS
        or words.is_adverb(following.text)
        or (following.lower.endswith("ing") and not following.is_capital)
    )
