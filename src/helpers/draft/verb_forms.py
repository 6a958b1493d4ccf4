"""Whether a form that may be a noun or a participle is a verb where it stands."""

from helpers.draft import contents, finite, phrases
from helpers.draft import function_words as words
from helpers.draft.cues import Verb, lexicon
from helpers.draft.tokens import Sentence, Token


def is_verb(sentence: Sentence, place: int, verb: Verb, lead: int) -> bool:
    """Whether a form that may be a noun or a participle is a verb here."""
    tokens = sentence.tokens
    before = tokens[place - 1].lower if place > lead else ""
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
        return place - 2 >= lead and tokens[place - 2].lower in ("on", "continued", "continues")
    if tokens[place].is_capital:
        if not sentence.is_title:
            return False
        if verb.may_be_noun:
            return verb.form == "s" and lead < place < len(tokens) - 2
    if verb.form == "participle" and not _has_auxiliary(tokens, place, lead):
        return False
    if before.endswith("'s") and before not in words.AUXILIARIES:
        return False
    if verb.form == "ing" and not _is_participle(tokens, place, lead):
        with_ = any(token.lower == "with" for token in tokens[max(lead, place - 9) : place])
        said = verb.base in ("say", "claim", "argue", "insist", "warn") and with_
        return following is not None and (
            said or following.quoted or following.lower in words.SUBJECTS | {"that"}
        )
    if verb.form == "base" and not verb.may_be_noun:
        return True
    if verb.may_be_noun:
        return _shows_a_verb(tokens, place, verb, before)
    return True


def _has_auxiliary(tokens: tuple[Token, ...], place: int, lead: int) -> bool:
    behind = phrases.skip_back(tokens, place - 1, lead)
    return any(token.lower in words.AUXILIARIES for token in tokens[behind + 1 : place])


def _is_participle(tokens: tuple[Token, ...], place: int, lead: int) -> bool:
    """Whether "saying" stands behind a comma, a quotation, "and" or a form of "be"."""
    behind = phrases.skip_back(tokens, place - 1, lead)
    if any(token.lower in words.BE for token in tokens[behind + 1 : place]):
        return True
    token = tokens[behind] if behind >= lead else None
    return token is None or token.quoted or token.text == "," or token.lower in words.CONJUNCTIONS


def is_followed(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether "that" or a pronoun behind a participle begins what is said."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and following.lower in words.SUBJECTS | {"that"}


def _shows_a_verb(tokens: tuple[Token, ...], place: int, verb: Verb, before: str) -> bool:
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
    opening = means | lexicon().about.get(verb.base, frozenset())
    if following.lower in opening and _is_only_verb(tokens, place):
        return True
    sure = verb.form in ("s", "past") and place > 0
    if tokens[place].lower in lexicon().papers | lexicon().reports:
        sure = sure and tokens[place - 1].is_capital
    return subject or named or (sure and _is_thing(tokens, place + 1))


def _is_only_verb(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a clause would have no verb without this one: "Unions fear for jobs"."""
    stops = (i for i in range(place + 1, len(tokens)) if _ends_clause(tokens[i]))
    start = place
    while start > 0 and tokens[start - 1].text not in ",;:" and not tokens[start - 1].quoted:
        start -= 1
    return (
        start < place
        and not finite.has_verb(tokens, start, place)
        and not finite.has_verb(tokens, place + 1, next(stops, len(tokens)))
    )


def _ends_clause(token: Token) -> bool:
    return token.quoted or token.text in ",;:." or token.lower in words.SUBORDINATORS


def _is_thing(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word may be what a verb in front of it is about: "forecast revenue of 2bn"."""
    token = tokens[place]
    closed = words.PREPOSITIONS | words.CONJUNCTIONS | words.SUBORDINATORS | words.TIMES
    return (
        token.is_word
        and token.lower not in closed
        and token.lower not in lexicon().verbs
        and not any(words.is_finite(one.lower) for one in tokens[place : place + 2])
        and not words.is_adverb(token.text)
    )
