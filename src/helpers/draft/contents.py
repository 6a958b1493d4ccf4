"""What is said: the words in front of a verb or behind it that give it."""

from helpers.draft import cues, finite, phrases
from helpers.draft import function_words as words
from helpers.draft.cues import Verb
from helpers.draft.phrases import Range
from helpers.draft.tokens import Token, Tokens, find, word


def clause_before(tokens: Tokens, place: int) -> tuple[Range, ...]:
    """The quotation or clause that ends in front of a token."""
    last = place - 1
    if tokens[last].text == ",":
        last -= 1
    if last < 0:
        return ()
    if tokens[last].quoted:
        head = tokens[:last]
        if not head or not finite.has_verb(tokens, 0, last):
            return (Range(last, last),)
        if tokens[last].text[-2:-1] in ",.?!" and tokens[last - 1].text in (",", ":"):
            return (Range(last, last),)
    first = last
    while first > 0 and tokens[first - 1].text not in ";:":
        first -= 1
    while first < last and tokens[first].lower in words.CONJUNCTIONS:
        first += 1
    if not finite.has_verb(tokens, first, last + 1) and last - first < 6:
        return ()
    return (Range(first, last),)


def behind_verb(
    tokens: Tokens, place: int, verb: Verb, has_left: bool
) -> tuple[tuple[Range, ...], Range | None]:
    """What is said behind a verb, and who was told it.

    Input: the sentence; the verb's place and meaning; whether words in marks stand in front of it
    already, so that only more of them can follow.
    """
    addressee = _told(tokens, place + 1, verb)
    start = addressee.last + 1 if addressee else place + 1
    if start >= len(tokens):
        return (), addressee
    if "tells" in verb.kinds:
        if addressee and tokens[start].lower == "of":
            return to_end(tokens, start + 1), addressee
        if not addressee and tokens[start].lower in words.WH | {"that"}:
            return to_end(tokens, start), None
        if not addressee and verb.kinds == {"tells"}:
            return (), None
    if "about" in verb.kinds and not has_left and (found := _spoken_of(tokens, start, verb)):
        return found, addressee
    start = behind_adjuncts(tokens, start + _is_particle(tokens, start))
    if start >= len(tokens):
        return (), addressee
    if has_left or not tokens[start].is_word:
        return _marked(tokens, start, verb, has_left), addressee
    return _in_words(tokens, start, verb, addressee), addressee


def _is_particle(tokens: Tokens, place: int) -> bool:
    """Whether a word belongs to the verb in front of it: "pointed out that", "shot back: ..."."""
    if tokens[place].lower not in ("out", "back", "in", "up", "on") or place + 1 == len(tokens):
        return False
    following = tokens[place + 1]
    told = following.lower == "that" and tokens[place].lower in ("out", "back")
    return told or following.quoted or following.text in ",:"


def _told(tokens: Tokens, start: int, verb: Verb) -> Range | None:
    """Who is spoken to: behind "told", or behind "said to"."""
    if "tells" in verb.kinds:
        return _addressee(tokens, start, verb)
    if start + 1 < len(tokens) and tokens[start].lower == "to":
        return (
            None if _opens_infinitive(tokens, start, verb) else _addressee(tokens, start + 1, verb)
        )
    return None


def _spoken_of(tokens: Tokens, start: int, verb: Verb) -> tuple[Range, ...]:
    """What stands behind "spoke of", "warned against", "joked about"."""
    of = start + words.is_adverb(tokens[start].text)
    if tokens[start].lower == "on" and tokens[start + 1 : start + 2]:
        of += 2 * (tokens[start + 1].lower in words.TIMES)
    if of + 1 >= len(tokens) or tokens[of].lower not in cues.ABOUT.get(verb.base, _OF):
        return ()
    return _quote_further(tokens, of + 1) or to_end(tokens, of + 1)


def _marked(tokens: Tokens, start: int, verb: Verb, has_left: bool) -> tuple[Range, ...]:
    """What is said in marks, perhaps behind a comma or colon, or behind a colon without marks."""
    here = tokens[start]
    behind = start + 1 < len(tokens) and tokens[start + 1].quoted
    if here.quoted or (here.text in ",:" and behind):
        if has_left or not here.quoted or not _goes_on(tokens, start):
            return quotes_behind(tokens, start)
        return to_end(tokens, start)
    if here.text == ":" and "says" in verb.kinds:
        return to_end(tokens, start + 1)
    return ()


def _in_words(tokens: Tokens, start: int, verb: Verb, addressee: Range | None) -> tuple[Range, ...]:
    """What is said without marks: behind "that", "to", "whether", or as a bare clause."""
    here = tokens[start].lower
    if "says" in verb.kinds and (further := _quote_further(tokens, start)):
        return further
    if verb.base == "plead" and here in ("guilty", "not", "innocent"):
        return ()
    if here == "that" and not verb.kinds <= {"names", "takes", "denies"}:
        return to_end(tokens, start + 1)
    if here == "to":
        return to_end(tokens, start) if _opens_infinitive(tokens, start, verb) else ()
    if here in words.WH:
        return to_end(tokens, start)
    return _bare(tokens, start, verb, addressee)


_OF = frozenset({"of", "about"})


def _quote_further(tokens: Tokens, start: int) -> tuple[Range, ...]:
    """A quotation behind a comma or colon, with no verb on the way: "added the words, "...""."""
    for place in range(start, min(len(tokens), start + 12)):
        if tokens[place].quoted:
            return (Range(place, place),) if tokens[place - 1].text in (",", ":") else ()
        if finite.makes_clause(tokens, place) or tokens[place].text in ";.":
            break
    return ()


def _goes_on(tokens: Tokens, place: int) -> bool:
    """Whether the clause that a quotation begins goes on behind it."""
    if place + 1 == len(tokens):
        return False
    named = tokens[place + 1].lower in words.DETERMINERS
    named = named and place > 0 and tokens[place - 1].is_word
    return named or finite.makes_clause(tokens, place + 1)


def _opens_infinitive(tokens: Tokens, place: int, verb: Verb) -> bool:
    if place + 1 == len(tokens) or not verb.kinds & {"means", "tells"}:
        return False
    return tokens[place + 1].lower not in words.DETERMINERS and not tokens[place + 1].is_capital


_CORE = words.of(
    "believe think hope fear expect know feel suspect assume understand doubt wish agree predict imagine worry anticipate show find suppose realise realize hear learn"
)


_STRONG = words.of("say claim insist believe think hope argue maintain fear warn")


def _bare(tokens: Tokens, start: int, verb: Verb, addressee: Range | None) -> tuple[Range, ...]:
    """A clause without "that", or the thing that stands for what was said."""
    here = tokens[start].lower
    comma = find(tokens, {","}, start)
    clause = here in words.SUBJECTS or finite.has_verb(tokens, start, comma)
    if opens_count(tokens, start):
        return to_end(tokens, start) if clause else ()
    if here in words.SUBORDINATORS - {"that"} and "says" in verb.kinds:
        # "Said until it was over, nobody would go", but "said as he left".
        behind = comma + 1
        goes_on = behind + 1 < len(tokens) and finite.has_verb(tokens, behind + 1, len(tokens))
        return to_end(tokens, start) if goes_on and phrases.begins_name(tokens[behind]) else ()
    if here in words.CONJUNCTIONS or here in words.SUBORDINATORS - {"that"}:
        return ()
    clause = clause or (verb.base in _STRONG and start + 2 < len(tokens))
    sure = "thinks" not in verb.kinds or "says" in verb.kinds or verb.base in _CORE
    if verb.kinds & {"says", "thinks", "tells"} and clause and (sure or here in words.SUBJECTS):
        if here in words.PREPOSITIONS and here not in ("in", "on", "at", "by", "about", "between"):
            return ()
        return to_end(tokens, start)
    named = verb.kinds & {"names", "takes"} and here not in words.PREPOSITIONS
    return to_end(tokens, start) if named and addressee is None else ()


def opens_count(tokens: Tokens, place: int) -> bool:
    """Whether a bounded number begins here: "as many as 30", "up to 30", "over 30"."""
    here, *behind = (token.lower for token in tokens[place : place + 4])
    if here == "as" and len(behind) == 3:
        return behind[0] in _MUCH and behind[1] == "as" and behind[2] not in words.PRONOUNS
    if here == "up" and behind[:1] == ["to"]:
        return behind[1:2] != [] and behind[1][0].isdigit()
    return here in _BOUNDS and behind != [] and behind[0][0].isdigit()


_MUCH = words.of("many much few little")
_BOUNDS = words.of("over under around above below nearly almost")


def _addressee(tokens: Tokens, start: int, verb: Verb) -> Range | None:
    """Who was spoken to: up to "that", "to", "whether", a quotation or a clause."""
    if start >= len(tokens):
        return None
    if tokens[start].lower in words.OBJECTS:
        return Range(start, start)
    if not _is_name_word(tokens[start]):
        return None
    tells = verb.base == "tell"
    for place in range(start + 1, min(len(tokens), start + 14)):
        token, lower = tokens[place], tokens[place].lower
        if token.text in ",:":
            marked = place + 1 < len(tokens) and tokens[place + 1].quoted
            return Range(start, place - 1) if marked or tells else None
        if (
            lower in _ADDRESSED
            or (lower == "of" and verb.base in _OF_IT)
            or (token.text in ".;" and tells)
            or (lower in words.DETERMINERS and tokens[place - 1].lower not in words.PREPOSITIONS)
        ):
            return Range(start, place - 1)
        if finite.makes_clause(tokens, place) or token.text in ".;":
            break
    return None


_ADDRESSED = words.SUBJECTS | words.TIMES | words.of("that whether how why to not") | {""}
"""What ends the name of whoever is spoken to; a quotation does too."""
_OF_IT = words.of("remind inform warn tell assure convince notify")


def _is_name_word(token: Token) -> bool:
    closed = words.PREPOSITIONS | words.SUBORDINATORS | words.CONJUNCTIONS | words.TIMES
    closed |= words.SUBJECTS | words.AUXILIARIES | words.NEGATIONS
    return token.is_word and token.lower not in closed


_ADJUNCT = words.TIMES | words.PREPOSITIONS | frozenset({"last", "this", "earlier", "later"})


def behind_adjuncts(tokens: Tokens, start: int) -> int:
    """The first place behind "in a statement", "on Monday", "to reporters"."""
    place = start
    while place < len(tokens):
        lower = tokens[place].lower
        timed = place > start and lower in words.PARTS_OF_TIME
        if timed or lower in words.TIMES | words.MANNERS | {"here"}:
            place += 1
            continue
        if phrases.is_time(tokens, place):
            place += 2
            continue
        if lower == "to" or lower not in words.PREPOSITIONS or opens_count(tokens, place):
            break
        end = _end_of_adjunct(tokens, place)
        if end is None:
            break
        place = end
    opens = word(tokens, place) == "," and place + 1 < len(tokens) and place > start
    return place + (opens and (tokens[place + 1].quoted or tokens[place + 1].lower == "that"))


def _end_of_adjunct(tokens: Tokens, place: int) -> int | None:
    """Where an adjunct that begins with a preposition ends; None if it is the clause itself."""
    for end in range(place + 1, min(len(tokens), place + 14)):
        token = tokens[end]
        if token.quoted or token.lower == "that" or token.text in ".,:;":
            return end
        if token.lower in words.TIMES:
            return end + 1 + (word(tokens, end + 1) in words.PARTS_OF_TIME | words.TIMES)
        if token.lower in words.SUBJECTS and end > place + 1:
            return end
        if finite.makes_clause(tokens, end):
            return None
    return len(tokens) if len(tokens) - place < 14 else None


def quotes_behind(tokens: Tokens, start: int) -> tuple[Range, ...]:
    """The next quotation, with nothing but marks, "and" and adjuncts before it."""
    place = start
    while place < len(tokens) and (
        tokens[place].text in ",:-" or tokens[place].lower in ("and", "but", "adding", "then")
    ):
        place += 1
    if place < len(tokens) and not tokens[place].quoted:
        further = behind_adjuncts(tokens, place)
        if further > place:
            return quotes_behind(tokens, further)
    if place < len(tokens) and tokens[place].quoted:
        return (Range(place, place), *quotes_behind(tokens, place + 1))
    return ()


def to_end(tokens: Tokens, start: int) -> tuple[Range, ...]:
    """From a token to the end of its sentence or to a semicolon, without the last point."""
    last = find(tokens, {";"}, start) - 1
    while last >= start and tokens[last].text in ".,;":
        last -= 1
    return (Range(start, last),) if last >= start else ()


def is_quoted_only(tokens: Tokens, ranges: tuple[Range, ...]) -> bool:
    """Whether nothing but quotations is among what is said."""
    return all(one.first == one.last and tokens[one.first].quoted for one in ranges)
