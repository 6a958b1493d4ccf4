"""Which clause of a sentence a date stands in, so that it dates what that clause tells and no other."""

import re
from dataclasses import dataclass

from helpers.draft.text import Span

_OPENING = re.compile(
    r"(?:(?P<comma>,)? |(?<![\w,] )\b)(?:"
    r"(?P<aside>(?:in |at |of |to |from )?(?:which|whom|whose|where)|who|that (?:was|were|is|has|had|\w+ed)"
    # What is told of a thing in passing: "the dam, built in 1990".
    r"|(?<!\bis )(?<!was )(?<!were )(?<!been )(?<!had )(?<!has )(?<!he )(?:built|founded|born|established|created|launched|opened|elected|appointed|signed|introduced"
    r"|published|dating|acquired|bought|named) (?=in|on|by|from|at|between|during|since|back))"
    r"|(?P<when>when|while|as (?:he|she|it|they|the|a))"
    r"|(?P<beside>(?:(?:[\w-]+ ){0,3}?(?:minutes?|hours?|days?|weeks?|months?|years?|shortly|soon|long|just) )?"
    r"(?:after|before)|because|although|though|since|until|if|unless|whereas))\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(r",(?= )|[;:]")


@dataclass(frozen=True)
class Clause:
    """A clause: where it stands, and how it is joined to the main one.

    `joined` is "main", "when" (it tells when the main one was), "aside" (of a thing in passing) or
    "beside" (of another time: after, before, since).
    """

    span: Span
    joined: str


def clause_around(text: str, whole: Span, at: Span) -> Clause:
    """The clause of `whole` that holds `at`.

    Input: the paragraph's text; the sentence or claim; the words whose clause is wanted. A clause that
    another interrupts is given whole, since its subject may stand before that.
    """
    openings = list(_OPENING.finditer(text, whole.start, whole.end))
    before = [one for one in openings if one.end() <= at.start]
    behind = next((one.start() for one in openings if one.start() >= at.end), whole.end)
    for one in reversed(before):
        if _CLOSING.search(text, one.end(), at.start) is None:
            closing = _CLOSING.search(text, at.end, behind)
            start = one.end() - len(one.group().lstrip(", "))
            end = closing.start() if closing else behind
            return Clause(Span(whole.paragraph, start, end), str(one.lastgroup))
    start = whole.start
    if before and before[0].start() == whole.start:
        closing = _CLOSING.search(text, before[0].end(), at.start)
        start = closing.end() + 1 if closing else start
    return Clause(Span(whole.paragraph, start, behind), "main")
