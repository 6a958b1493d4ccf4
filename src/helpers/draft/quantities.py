"""The quantities that an article's words state, each with bound, unit and kind.

The words of a sentence become the tokens that the reader of quantities knows. Around each number
among them the longest run of words that it reads is taken: limits before and behind, both ends of a
range, the unit. Where it refuses a limit, or a doubt stands before the number, none is made up: the
quantity is vague or about, and never closed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.draft.date_expressions import expressions
from helpers.draft.function_words import of
from helpers.draft.no_counts import ORDINAL, Placed, is_counted, is_no_count, is_ordinal
from helpers.draft.number_phrases import number_phrases, vague
from helpers.draft.stated import Stated, counted_noun, singular
from helpers.draft.text import Paragraph, Span, Text, by_paragraph
from helpers.draft.tokens import sentences
from helpers.values.quantities import METRES, Quantity
from helpers.values.quantity_parser import UnreadError, read
from helpers.values.quantity_words import placed

_SEED = re.compile(
    r"\d|\b(?:one|two|both|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|\w+ty"
    r"|hundred|thousand|[mb]illion|trillion|dozen|score|pair|half|halves|quarter|third|fifth|sixth"
    r"|\w+nth|eighth|ninth|twelfth|first|second|single|most|mostly|majority|minority|many|much|few"
    r"|several|parts|handful|tens|numerous|countless|various|multiple|couple|number|numbers|some"
    r"|near|nearby|no|none|no[ -]one|nobody|zero|twice|thrice|double|month|year|week|day|hour|minute|decade|century|fortnight|miles?|kilomet(?:re|er)|months|years|weeks|days|hours|decades)s?\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:c-?(?=g))?(?:g-?)?(?:c-?)?(?:a(?=-?[hkz])|a(?=f))?[dothkzvfr](?:(?:[-&.a]|-?&-?a-?(?=f))?[dothkzvfrK])*K?"
    r"|a[uT]&af|a(?=u)u"
)
_LEFT = "BPEFRSDc"
_DOUBTS = of("perhaps maybe possibly barely scarcely hardly virtually practically")
_AGED = re.compile(
    r"\b(?:(?:aged?|ages|the age of)(?: between)?(?: \d+(?:,| and| to| or))* |(?:turn(?:ed|s)|now) |\b(?:s?he|m[ae]n|woman|boy|girl) (?:was|is) (?:only |just )?"
    r"|(?:boys?|girls?|m[ae]n|wom[ae]n|child|children|youths?|bab(?:y|ies)|lads?|pupils?) of )$",
    re.IGNORECASE,
)
_PEOPLE_BEFORE_AGE = re.compile(r"[A-Z][\w'-]+(?:, (?:now )?| \()$")
_AWAY = re.compile(
    r"^(?: (?:or so|or more|further))?,? (?:away|from|off|offshore|inland|outside|short|north|south"
    r"|east|west|above|below|beyond|apart|upstream|downstream|deep|inside|of (?:the )?[A-Z])"
)
_DEPTH = re.compile(r"\b(?:depth|altitude|height|elevation|distance|range)s? of (?:\w+ )?$")
_LIMIT = re.compile(r"\b(?:more|less|fewer|greater|higher|lower|larger|smaller) than (?:\w+ )?$")
_SIZE = re.compile(
    r" (?:wide|deep|high|long|tall|thick|across|away|below|above|down|offshore|radius|diameter)\b"
    r"| \(\d"
)
_MONEY = {"$": "dollar", "£": "pound", "€": "euro", "₹": "rupee", "eur": "euro",
          "usd": "dollar", "gbp": "pound"}  # fmt: skip
_MEASURES = {"mph": "mile_per_hour", "kph": "kilometre_per_hour", "percentage point": "point",
             "c": "degree", "f": "degree", "p": "penny"}  # fmt: skip


def quantities(text: Text) -> tuple[Stated, ...]:
    """Every quantity in an article, in reading order; none overlaps another, or a date."""
    # "The past 24 hours" is no date.
    spans = (
        one.span
        for one in expressions(text)
        if one.first[0].holds.get("unit") not in ("minute", "hour")
    )
    dated = by_paragraph(spans, lambda span: span)
    found: list[Stated] = []
    for paragraph in text.paragraphs:
        if paragraph.kind not in ("boilerplate", "byline", "dateline"):
            found += _in_paragraph(paragraph, dated[paragraph.number])
    return tuple(found)


def _in_paragraph(paragraph: Paragraph, dated: Sequence[Span]) -> list[Stated]:
    found: list[Stated] = []
    if not _SEED.search(paragraph.text):
        return found
    for sentence in sentences(paragraph):
        start, end = sentence.start, sentence.end
        if _SEED.search(paragraph.text, start, end):
            tokens = list(_tokens(paragraph.text[start:end], start))
            stated = [
                *number_phrases(paragraph, start, end),
                *_numbers(paragraph, tokens),
                *vague(paragraph, start, end),
            ]
            for one in stated:
                if not any(
                    one.span.overlaps(other) for other in (*dated, *(o.span for o in found))
                ):
                    found.append(one)
    return sorted(found, key=lambda one: one.span)


def _tokens(sentence: str, start: int) -> Iterator[Placed]:
    """The tokens of a sentence by their places in the paragraph; money in brackets is money."""
    for at, to, token in placed(sentence):
        if token.kind == "x" and token.text[0] == "(":
            yield from _tokens(sentence[at + 1 : to - 1], start + at + 1)
        else:
            yield Placed(token, start + at, start + to)


# ------------------------------------------------------------------------------ numbers


def _numbers(paragraph: Paragraph, tokens: Sequence[Placed]) -> Iterator[Stated]:
    kinds, at = "".join(one.token.kind for one in tokens), 0
    while match := _NUMBER.search(kinds, at):
        end = match.end()
        found = _around(paragraph, tokens, kinds, match.start(), end)
        if found is None and "&" in match.group():  # "12 and 14", which are two
            end = kinds.index("&", match.start())
            found = _around(paragraph, tokens, kinds, match.start(), end)
        stated, at = found or (None, end)
        if stated:
            yield stated


def _around(
    paragraph: Paragraph, tokens: Sequence[Placed], kinds: str, start: int, end: int
) -> tuple[Stated | None, int] | None:
    """The longest run of words around a number that reads, and the token behind it."""
    start += is_ordinal(paragraph.text, tokens, kinds, start, end)
    if is_no_count(paragraph, tokens, start, end):
        return None
    left = start
    while left and (
        kinds[left - 1] in _LEFT
        or (kinds[left - 1] == "," and kinds[left - 2 : left - 1] in "BP" and left > 1)
    ):
        left -= 1
    left = _behind_over(tokens, kinds, left, start)
    changing = left > 0 and "change" in str(tokens[left - 1].token.means)
    rights = sorted(_rights(kinds, end, "R" in kinds[left:start], changing), reverse=True)
    for right in rights:
        if _counts_two_things(paragraph.text, tokens, kinds, end, right):
            continue
        for begin in range(left, start + 1):
            try:
                quantity = read(_words_of(paragraph.text, tokens[begin:right]))
            except UnreadError:
                continue
            unread = _LIMIT.search(paragraph.text[: tokens[begin].start])
            if unread or re.search("[BPEA]", kinds[left:begin]):
                # A limit that the reader did not take leaves the number open.
                quantity, begin = Quantity(), begin if unread else left
            doubted = _doubted(quantity, tokens, begin)
            first = begin - (doubted is not quantity)
            rule = _rule(doubted, kinds[begin:right])
            return _stated(paragraph, tokens, doubted, first, right, rule), right
    return None


def _behind_over(tokens: Sequence[Placed], kinds: str, left: int, start: int) -> int:
    """Where the limits of a number begin: "over nearly four years" is in the course of them."""
    twice = tokens[left].token.text == "over" and left + 1 < start and kinds[left + 1] in "BPE"
    return left + 1 if twice else left


def _counts_two_things(
    text: str, tokens: Sequence[Placed], kinds: str, end: int, right: int
) -> bool:
    """Whether two limited numbers have a noun each: "2 people and over 12 homes" is no range."""
    both = re.match(r"-?[umTp],?[&O][BPE]", kinds[end:right])
    return both is not None and (
        kinds[right - 1] in "pumT" or is_counted(text, tokens[right - 1].end)
    )


def _words_of(text: str, run: Sequence[Placed]) -> str:
    """The words of a run; "20m" as metres where a size stands behind: "20m wide"."""
    last = run[-1]
    if _is_metres(text, run):
        return f"{text[run[0].start : last.start]} metres"
    return text[run[0].start : last.end]


def _is_metres(text: str, run: Sequence[Placed]) -> bool:
    last, money = run[-1], any(one.token.kind == "c" for one in run)
    sized = last.token.kind == "K" and last.token.text == "m" and _SIZE.match(text[last.end :])
    return bool(sized) and not money


def _rights(kinds: str, end: int, between: bool, changing: bool) -> set[int]:
    """Behind which token an expression may end: its unit, a second number, a limit behind."""
    ends = {end}
    unit = re.compile(r"-?[umT]|p").match(kinds, end)
    if unit is None and kinds[end - 1] == "f":  # "half an hour", "a quarter of a mile"
        unit = re.compile(r"w?a[umT]").match(kinds, end)
    if unit:
        ends.add(unit.end())
    joint = r"J|O|-" + ("|&" if between else "")
    if changing:
        joint = "O"
    for one in tuple(ends):
        second = re.compile(rf"(?:{joint}|I|,?[&O][BPE]|O[BPE])[BPEFD]*{_NUMBER.pattern}").match(
            kinds, one
        )
        if second:
            ends.add(second.end())
            if unit := re.compile(r"-?[umT]|p").match(kinds, second.end()):
                ends.add(unit.end())
    for one in tuple(ends):
        if behind := re.compile(r",?w?[AE]").match(kinds, one):
            ends.add(behind.end())
    if kinds[end - 1] == "f" and kinds[end : end + 1] == "w":
        ends.add(end + 1)
    return ends


def _doubted(quantity: Quantity, tokens: Sequence[Placed], begin: int) -> Quantity:
    """A quantity, near its number where a word before it doubts it."""
    before = tokens[begin - 1].token.text if begin else ""
    if before in ("not", "never", "all but"):
        return Quantity()
    if before in _DOUBTS and quantity.bound == "exact":
        return Quantity.of("about", quantity.value) if quantity.value is not None else Quantity()
    return quantity


def _rule(quantity: Quantity, kinds: str) -> str:
    shape = (
        "range" if re.search(r"[JO&].*[dothkzvf]", kinds) and quantity.value is None else "number"
    )
    return f"quantity.{shape}.{quantity.bound}"


def _stated(
    paragraph: Paragraph,
    tokens: Sequence[Placed],
    quantity: Quantity,
    begin: int,
    right: int,
    rule: str,
) -> Stated | None:
    """The row's part of a quantity: its unit, kind and span."""
    run = tokens[begin:right]
    while run[-1].token.kind == "p" or (run[-1].token.kind == "w" and len(run) > 1):
        run = run[:-1]
    text, number = paragraph.text, paragraph.number
    span = Span(number, run[0].start, run[-1].end)
    ordinal = any(ORDINAL.fullmatch(one.token.text) for one in run) and (quantity.value or 0) >= 1
    noun = counted_noun(text, span.end, of_one=ordinal or quantity.value == 1)
    unit = "metre" if _is_metres(text, run) else _unit(run) or _age(text, span, quantity)
    where = Span(number, *noun[:2]) if noun and not unit else None
    unit = unit or (noun[2] if noun else None)
    kind = "ordinal" if ordinal else _kind(text, span, unit)
    return Stated(
        span, replace(quantity, unit=unit), kind, "quantity.ordinal" if ordinal else rule, where
    )


def _unit(run: Sequence[Placed]) -> str | None:
    """The unit of measure among the words, in the singular."""
    for one in reversed(run):
        token = one.token
        if token.kind == "u":
            return str(token.means).replace(" ", "_")
        if token.kind in "mT":
            word = singular(token.text)
            return _MEASURES.get(word, re.sub(r"[^a-z]+", "_", word).strip("_") or None)
        if token.kind == "p":
            return singular(token.text)
    money = next((one.token.text for one in run if one.token.kind == "c"), "")
    sign = re.sub(r"^(?:us|au?|ca?|nz|hk|s|r|c) ?|(?:us|a|c)$", "", money) if money else ""
    return _MONEY.get(sign or money)


def _age(text: str, span: Span, quantity: Quantity) -> str | None:
    """Years where a number is an age: "Greta Holm, 61, said", "aged 34", "a 25-year-old"."""
    before, behind = text[max(0, span.start - 40) : span.start], text[span.end :][:12]
    aged = _AGED.search(before) or re.match(r"-year-olds?\b| years? of age\b", behind)
    named = _PEOPLE_BEFORE_AGE.search(before) and re.match(r"[,.)]|$", behind)
    plausible = quantity.value is not None and 1 <= quantity.value <= 115
    return "year" if aged or (named and plausible and text[span.start].isdigit()) else None


def _kind(text: str, span: Span, unit: str | None) -> str:
    measured = unit is not None and unit.replace("_", " ") in METRES
    far = _AWAY.match(text[span.end :]) or _DEPTH.search(text[: span.start])
    return "distance" if measured and far else "count"
