"""Whether a form that may be a noun or a participle is a verb where it stands."""

from helpers.draft import contents, cues, finite, phrases
from helpers.draft import function_words as words
from helpers.draft.cues import Verb
from helpers.draft.tokens import Tokens, find, is_title, word


def is_verb(tokens: Tokens, place: int, verb: Verb) -> bool:
    """Whether a form that may be a noun or a participle is a verb here."""
    before = tokens[place - 1].lower if place > 0 else ""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if before in words.POSSESSIVES | {
        "the",
        "a",
        "an",
        "no",
        "every",
        "other",
        "such",
    } or before in (words.PREPOSITIONS - {"than", "like", "before", "after", "since", "to"}):
        return False
    if before == "to":
        if following is not None and following.lower == "that":
            return True
        return place - 2 >= 0 and tokens[place - 2].lower in ("on", "continued", "continues")
    if tokens[place].is_capital:
        if not is_title(tokens):
            return False
        if verb.may_be_noun:
            return verb.form == "s" and 0 < place < len(tokens) - 2
    if verb.form == "participle" and not phrases.led_by(tokens, place, words.AUXILIARIES):
        return False
    if before.endswith("'s") and before not in words.AUXILIARIES:
        return False
    if verb.form == "ing" and not _is_participle(tokens, place):
        led = find(tokens, {"with"}, max(0, place - 9), place) < place
        said = led and verb.base in ("say", "claim", "argue", "insist", "warn")
        return following is not None and (
            said or following.quoted or following.lower in words.SUBJECTS | {"that"}
        )
    if verb.form == "base" and not verb.may_be_noun:
        return True
    if verb.may_be_noun:
        return _shows_a_verb(tokens, place, verb, before)
    return True


def _is_participle(tokens: Tokens, place: int) -> bool:
    """Whether "saying" stands behind a comma, a quotation, "and" or a form of "be"."""
    behind = phrases.skip_back(tokens, place - 1)
    if phrases.led_by(tokens, place, words.BE):
        return True
    token = tokens[behind] if behind >= 0 else None
    return token is None or token.quoted or token.text == "," or token.lower in words.CONJUNCTIONS


def is_followed(tokens: Tokens, place: int) -> bool:
    """Whether "that" or a pronoun behind a participle begins what is said."""
    return word(tokens, place + 1) in words.SUBJECTS | {"that"}


def _shows_a_verb(tokens: Tokens, place: int, verb: Verb, before: str) -> bool:
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if before in words.AUXILIARIES | words.PERSONS | {"i", "we", "it", "who", "which"}:
        return True
    if following is None or following.text in (".", ","):
        # "..., state television reports."
        return place > 1 and any(token.text == "," or token.quoted for token in tokens[:place])
    behind = contents.behind_adjuncts(tokens, place + 1)
    opens = tokens[behind] if behind < len(tokens) and tokens[place - 1].is_word else following
    if following.quoted or opens.lower in ("that", "whether", "how", "why"):
        return True
    if following.text == ":" and tokens[place + 2 : place + 3] and tokens[place + 2].quoted:
        return True
    if following.lower in words.BE and before.endswith("s"):
        # "which some analysts suspect is ..."
        return True
    subject = following.lower in words.SUBJECTS | words.DETERMINERS | words.OBJECTS
    named = following.is_capital and following.lower not in words.TIMES
    means = {"to"} if "means" in verb.kinds else set()
    opening = means | cues.ABOUT.get(verb.base, frozenset())
    if following.lower in opening and _is_only_verb(tokens, place):
        return True
    sure = verb.form in ("s", "past") and place > 0
    if tokens[place].lower in cues.PAPERS | cues.REPORTS:
        sure = sure and tokens[place - 1].is_capital
    return subject or named or (sure and _is_thing(tokens, place + 1))


def _is_only_verb(tokens: Tokens, place: int) -> bool:
    """Whether a clause would have no verb without this one: "Unions fear for jobs"."""
    start = place
    while start > 0 and tokens[start - 1].text not in ",;:" and not tokens[start - 1].quoted:
        start -= 1
    return (
        start < place
        and not finite.has_verb(tokens, start, place)
        and not finite.has_verb(tokens, place + 1, find(tokens, _CLAUSE_ENDS, place + 1))
    )


_CLAUSE_ENDS = words.SUBORDINATORS | {",", ";", ":", ".", ""}


def _is_thing(tokens: Tokens, place: int) -> bool:
    """Whether a word may be what a verb in front of it is about: "forecast revenue of 2bn"."""
    token = tokens[place]
    closed = words.PREPOSITIONS | words.CONJUNCTIONS | words.SUBORDINATORS | words.TIMES
    return (
        token.is_word
        and token.lower not in closed
        and token.lower not in cues.verbs()
        and not any(words.is_finite(one.lower) for one in tokens[place : place + 2])
        and not words.is_adverb(token.text)
    )
