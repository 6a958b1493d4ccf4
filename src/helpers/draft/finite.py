"""Where a clause has its verb: told by the words that English has few of, and by endings."""

from helpers.draft import cues
from helpers.draft import function_words as words
from helpers.draft.tokens import Tokens

GIVEN = frozenset({"Will", "May"})
"""Auxiliaries with a capital, which are names but where they open a question."""


def has_verb(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a verb that makes a clause is among the tokens; `end` is exclusive."""
    known = cues.verbs()
    return any(
        makes_clause(tokens, place)
        or (
            (verb := known.get(tokens[place].lower)) is not None
            and not verb.may_be_noun
            and not is_adjective(tokens, place)
            and not tokens[place].is_capital
        )
        for place in range(first, min(end, len(tokens)))
    )


def makes_clause(tokens: Tokens, place: int) -> bool:
    """Whether a token is a verb that makes a clause: "fell", but not "an unnamed man", "Ahmed"."""
    token = tokens[place]
    if token.lower in words.AUXILIARIES:
        return not (token.text in GIVEN and place > 0)
    return words.is_finite(token.lower) and not token.is_capital and not is_adjective(tokens, place)


def may_tell(tokens: Tokens, place: int) -> bool:
    """Whether a word may be a verb in the past or present of one person, listed or not."""
    word = tokens[place].lower
    if word in words.AUXILIARIES or is_adjective(tokens, place):
        return False
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
    return words.is_finite(word) or (ends and tokens[place - 1].is_capital)


def is_adjective(tokens: Tokens, place: int) -> bool:
    """Whether a form in "-ed" stands between "the" or "of" and its noun."""
    if not tokens[place].lower.endswith("ed") or place == 0:
        return False
    before = tokens[place - 1].lower
    return before in (words.DETERMINERS - {"that", "this", "all"}) | words.PREPOSITIONS | {"so"}
