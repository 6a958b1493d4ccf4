"""Attributions by a verb: "X said that", "..., said X", "adding that", "was declared by X"."""

from collections.abc import Iterator

from helpers.draft import contents, cues, finite, phrases
from helpers.draft import function_words as words
from helpers.draft.cues import Verb
from helpers.draft.phrases import Attribution, Range
from helpers.draft.tokens import Tokens, find, word
from helpers.draft.verb_forms import is_followed, is_verb


def by_verbs(tokens: Tokens, taken: frozenset[int]) -> Iterator[Attribution]:
    """Attributions by verbs; `taken` are the places of tokens that are cues already."""
    known = cues.verbs()
    place = 0
    while place < len(tokens):
        verb = known.get(tokens[place].lower)
        if verb and place not in taken and is_verb(tokens, place, verb):
            found = _of_verb(tokens, place, verb)
            if found:
                if not _asks_for_silence(tokens, found, verb):
                    yield found
                place = found.cue.last
        place += 1


_NAMELESS = words.of("named identified anonymity anonymously surname anonymous")


def _asks_for_silence(tokens: Tokens, found: Attribution, verb: Verb) -> bool:
    """Whether only a name is kept back ("asked not to be named"), or what follows introduced."""
    if verb.base == "comment" and verb.form == "ing":
        return True
    said = {token.lower for one in found.content for token in tokens[one.first : one.last + 1]}
    return verb.base in ("ask", "request", "want", "wish", "insist") and bool(said & _NAMELESS)


def _of_verb(tokens: Tokens, place: int, verb: Verb) -> Attribution | None:
    """The attribution of a verb: in the passive, by silence, in front of its subject or behind."""
    if verb.form in ("past", "participle") and _is_passive(tokens, place):
        return _passive(tokens, place, verb)
    if verb.base in cues.SILENT:
        return _silent(tokens, place, verb)
    inverted = _inverted(tokens, place, verb)
    if inverted:
        return inverted
    source = phrases.before(tokens, place)
    if verb.form == "ing" and place > 0 and tokens[place - 1].text == ",":
        source = None
    if source is None:
        shares = _may_share(tokens, place, verb)
        return _shared(tokens, place, verb) if shares else None
    if tokens[source.first].lower in ("you", "there", "what"):
        return None
    if verb.base == "read" and not is_paper(tokens, source):
        return None
    if _is_parted(tokens, source, place):
        start = _start_of_clause(tokens, source.first - 2)
        pieces = (Range(start, source.first - 2), *contents.to_end(tokens, place + 2))
        return Attribution(Range(place, place), source, pieces, "verb_between")
    return _behind_subject(tokens, place, verb, source)


def _shared(tokens: Tokens, place: int, verb: Verb) -> Attribution | None:
    """A verb that has its subject in common with one before: "and added", ", saying"."""
    cue = Range(place, place)
    right, addressee = contents.behind_verb(tokens, place, verb, False)
    if right:
        kind = "stance" if "takes" in verb.kinds else "verb_shared"
        return Attribution(cue, None, right, kind, True, addressee, _calls(verb))
    if place > 1 and tokens[place - 1].text == "," and tokens[place - 2].quoted:
        return Attribution(cue, None, (Range(place - 2, place - 2),), "verb_shared", True)
    return None


def _behind_subject(tokens: Tokens, place: int, verb: Verb, source: Range) -> Attribution | None:
    """What "X said", with what is said in front of it or behind."""
    cue = Range(place, place)
    left = _left(tokens, source)
    spoken = bool(left) and contents.is_quoted_only(tokens, left)
    right, addressee = contents.behind_verb(tokens, place, verb, spoken)
    if not right and not left and verb.base in _SHOWN and is_paper(tokens, source):
        right = contents.to_end(tokens, place + 1)
    if right and not spoken:
        left = ()
    if left and contents.is_quoted_only(tokens, right):
        if not spoken and not _ends_there(tokens, place, addressee):
            return None
        if verb.base == "tell" and not right and addressee is None:
            # "..., a jury was told" without its "was", as headlines have it.
            return Attribution(cue, None, left, "verb_behind", False, source)
        return Attribution(cue, source, (*left, *right), "verb_behind", False, addressee)
    if not right:
        return None
    kind = "stance" if "takes" in verb.kinds and not _is_said(tokens, right[0]) else "verb_before"
    rule = "verb_negated" if phrases.is_negated(tokens, place) else kind
    return Attribution(cue, source, right, rule, False, addressee, _calls(verb))


_SHOWN = words.of("show find reveal indicate suggest detail describe")


def _is_said(tokens: Tokens, content: Range) -> bool:
    """Whether what a side is taken on was said: "that figure", "claims that it fell"."""
    for token in tokens[content.first : content.last + 1][:5]:
        if token.lower in cues.SAID:
            return True
        if token.lower in words.PREPOSITIONS | words.SUBORDINATORS - {"that"}:
            return False
    return False


def is_paper(tokens: Tokens, source: Range) -> bool:
    """Whether a source is what holds words, and no person: "a statement by the council"."""
    papers = cues.PAPERS
    return any(token.lower in papers for token in tokens[source.first : source.last + 1])


def _calls(verb: Verb) -> bool:
    """Whether a verb takes a name for a thing and no clause, as "called" does."""
    return verb.kinds - {"denies"} <= {"names", "about"}


def _ends_there(tokens: Tokens, place: int, addressee: Range | None) -> bool:
    """Whether nothing but adjuncts stands behind "..., X said"."""
    end = contents.behind_adjuncts(tokens, (addressee.last if addressee else place) + 1)
    closed = words.CONJUNCTIONS | words.SUBORDINATORS
    return end >= len(tokens) or not tokens[end].is_word or tokens[end].lower in closed


def _start_of_clause(tokens: Tokens, place: int) -> int:
    """The first place behind a colon or semicolon."""
    while place > 0 and tokens[place - 1].text not in ";:":
        place -= 1
    return place


def _is_parted(tokens: Tokens, source: Range, place: int) -> bool:
    """Whether "X said" stands between a subject and its verb: "The bank, he said, was shut"."""
    if source.first - 2 < 0 or place + 2 >= len(tokens):
        return False
    commas = tokens[source.first - 1].text == tokens[place + 1].text == ","
    start = _start_of_clause(tokens, source.first - 2)
    subject = tokens[start : source.first - 1]
    if not commas or any(token.quoted for token in subject) or tokens[place + 2].quoted:
        return False
    follows = tokens[place + 2].lower
    if finite.has_verb(tokens, start, source.first - 1):
        return False
    end = find(tokens, {","}, place + 2)
    goes_on = finite.has_verb(tokens, place + 2, end) and not follows.endswith("ing")
    return (
        goes_on
        and follows not in words.CONJUNCTIONS | words.SUBORDINATORS
        and "says" in cues.verbs()[tokens[place].lower].kinds
    )


def _may_share(tokens: Tokens, place: int, verb: Verb) -> bool:
    """Whether a verb without a subject of its own says something of the one before."""
    behind = phrases.skip_back(tokens, place - 1)
    if behind < 0:
        return False
    token = tokens[behind]
    parted = token.quoted or token.text == "," or is_followed(tokens, place)
    return token.lower in ("and", "but", "or", "then", "to") or (verb.form == "ing" and parted)


def _is_passive(tokens: Tokens, place: int) -> bool:
    """Whether a past form is a participle: "was told", "and overruled by"."""
    behind = phrases.skip_back(tokens, place - 1)
    if phrases.led_by(tokens, place, words.BE | {"getting", "got"}):
        return True
    following = word(tokens, place + 1)
    ends = following == "by" or following in words.BEFALLEN
    return ends and behind >= 0 and tokens[behind].lower in words.CONJUNCTIONS | {","}


def _passive(tokens: Tokens, place: int, verb: Verb) -> Attribution | None:
    """The attribution of "was declared by X"; None if a passive names nobody."""
    following = tokens[place + 1].lower if place + 2 < len(tokens) else ""
    subject = phrases.before(tokens, place)
    if subject is None:
        return None
    source = phrases.behind(tokens, place + 1) if following == "by" else None
    if "tells" in verb.kinds and verb.base in _TOLD:
        start = source.last + 1 if source else place + 1
        if start < len(tokens) - 1 and _opens_clause(tokens, start):
            told = contents.to_end(tokens, start + (tokens[start].lower == "that"))
            cue = Range(place, place + bool(source))
            return Attribution(cue, source, told, "passive_told", addressee=subject)
    if source is None:
        return None
    content: tuple[Range, ...] = (subject,)
    of = find(tokens, {"of"}, source.first, source.last)
    if verb.base == "accuse" and of < source.last:
        content = (subject, *contents.to_end(tokens, of + 1))
        source = Range(source.first, of - 1)
    return Attribution(Range(place, place + 1), source, content, "passive_by")


_TOLD = words.of("tell inform advise warn assure remind notify")


def _opens_clause(tokens: Tokens, place: int) -> bool:
    """Whether what was told begins here, and is no single thing: "was told the truth"."""
    lower = tokens[place].lower
    return lower in words.SUBJECTS | {"that"} or (
        lower in words.DETERMINERS and finite.has_verb(tokens, place, len(tokens))
    )


def _silent(tokens: Tokens, place: int, verb: Verb) -> Attribution | None:
    """What says it: "Declined to say whether", "refused to comment on"."""
    if place + 2 >= len(tokens) or tokens[place + 1].lower != "to":
        return None
    said = cues.verbs().get(tokens[place + 2].lower)
    source = phrases.before(tokens, place)
    shares = source is None
    if shares and not _may_share(tokens, place, verb):
        return None
    if said is None or not said.kinds & {"says", "names"} or said.base in ("threaten", "accept"):
        content = contents.to_end(tokens, place + 1)
        return Attribution(Range(place, place), source, content, "verb_before", shares)
    start = place + 3 + (word(tokens, place + 3) in ("on", "about", "out"))
    return Attribution(
        Range(place, place + 2), source, contents.to_end(tokens, start), "verb_silent", shares
    )


def _inverted(tokens: Tokens, place: int, verb: Verb) -> Attribution | None:
    """What stands in front of "said X"."""
    if "says" not in verb.kinds or verb.form in ("base", "ing") or place <= 0:
        return None
    before = tokens[place - 1]
    if not (before.quoted or before.text == ",") or _closes_age(tokens, place - 1):
        return None
    source = phrases.behind(tokens, place)
    if source is None:
        return None
    end = find(tokens, {",", "who", "which", "that"}, source.first, source.last + 1)
    if finite.has_verb(tokens, source.first, end) or (
        end <= source.last and tokens[place - 1].text == "," and end == source.first
    ):
        return None
    after = source.last + 1
    if after < len(tokens) and finite.makes_clause(tokens, after):
        return None
    parted = _inverted_between(tokens, place, source)
    if parted:
        return parted
    content = contents.clause_before(tokens, place)
    if not content or (verb.base == "read" and not is_paper(tokens, source)):
        return None
    right = contents.quotes_behind(tokens, source.last + 1)
    return Attribution(Range(place, place), source, (*content, *right), "verb_inverted")


def _closes_age(tokens: Tokens, comma: int) -> bool:
    """Whether a comma ends an age, so that its person is the subject: "Ann Vole, 41, wrote"."""
    return comma > 1 and tokens[comma - 1].text.isdigit() and tokens[comma - 2].text == ","


def _inverted_between(tokens: Tokens, place: int, source: Range) -> Attribution | None:
    """What says it: "That, argues Ann Vole, is the point"."""
    ends = (
        i for i in range(place + 1, min(source.last + 2, len(tokens) - 1)) if tokens[i].text == ","
    )
    comma = next((i for i in ends if finite.makes_clause(tokens, i + 1)), None)
    if comma is None or tokens[place - 1].text != ",":
        return None
    start = _start_of_clause(tokens, place - 2)
    if finite.has_verb(tokens, start, place - 1):
        return None
    pieces = (Range(start, place - 2), *contents.to_end(tokens, comma + 1))
    return Attribution(Range(place, place), Range(source.first, comma - 1), pieces, "verb_between")


def _left(tokens: Tokens, source: Range | None) -> tuple[Range, ...]:
    """What stands in front of "X said": a quotation, or a clause before a comma."""
    if source is None or source.first <= 0:
        return ()
    before = tokens[source.first - 1]
    if before.quoted or before.text == ",":
        return contents.clause_before(tokens, source.first)
    return ()
