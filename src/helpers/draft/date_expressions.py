"""Where an article's words tell a date or a time, and how: not yet which one.

An expression is one or more atoms ("Tuesday", "night", "5 March", "last year"), what joins them
("between", "to") and what stands before them ("since", "early", "around"). `draft/dates.py` says
which days are meant.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from helpers.draft.text import Paragraph, Span, Text

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
ORDERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
COUNTS = {word: at for at, word in enumerate(_TO_TWELVE.split(), start=1)} | {
    **{"a": 1, "an": 1, "a couple of": 2, "couple of": 2},
    **{"fifteen": 15, "twenty": 20, "thirty": 30},
}
HOLIDAYS = {
    "christmas eve": "12-24", "christmas day": "12-25", "boxing day": "12-26",
    "new year's eve": "12-31", "new year's day": "01-01", "valentine's day": "02-14",
    "halloween": "10-31", "may day": "05-01", "bastille day": "07-14", "christmas": "12-25",
}  # fmt: skip
"""Days that have a date of their own each year; "Christmas" alone only as an end: "since Christmas"."""

_PARTS: Mapping[str, str] = {
    "MONTH": rf"(?-i:(?P<{{0}}>{'|'.join(month.title() for month in MONTHS)}"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?))",
    "DAY": r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "YEAR": r"(?P<{0}>1[5-9]\d\d|20\d\d)(?![\d%]|[.,:]\d)",
    "WEEKDAY": rf"(?P<{{0}}>(?-i:{'|'.join(day.title() for day in WEEKDAYS)}))",
    "SEASON": rf"(?P<{{0}}>{'|'.join(SEASONS)})",
    "UNIT": r"(?P<{0}>minute|hour|day|night|week|month|year|decade|fortnight)(?P<plural>s?)",
    "COUNT": r"(?P<{0}>\d{{1,3}}|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + ")",
    "SHIFT": r"(?P<{0}>last|this past|this coming|this|next|the previous|the following"
    r"|the current|the coming)",
    "PART": r"(?P<{0}>mornings?|afternoon|evening|night|noon|midday|midnight|lunchtime|dawn)",
    "CLOCK": r"(?:(?P<{0}>\d{{1,2}}[:.]\d\d(?: ?[ap]\.?m\b\.?| ?GMT| ?BST)?|\d{{1,2}} ?[ap]\.?m\b\.?))",
}
_ATOMS = (
    ("iso", r"(?P<year>\d{4})-(?P<month_number>0[1-9]|1[0-2])-(?P<day>\d\d)"),
    ("days", r"<DAY:day>(?:(?:, (?:\d\d?))+,? and |(?: ?- ?| to | and ))<DAY:last_day> <MONTH:month>(?:,? <YEAR:year>)?"),
    ("days", r"<MONTH:month> <DAY:day>(?: ?- ?| to )<DAY:last_day>(?!\d|:)(?:,? <YEAR:year>)?"),
    ("day", r"(?:the )?<DAY:day>(?: of)? <MONTH:month>(?:,? <YEAR:year>| (?P<of>last|this|next) year)?"),
    ("day", r"<MONTH:month> <DAY:day>(?![\d:]|,\d)(?:,? <YEAR:year>| (?P<of>last|this|next) year)?"),
    ("month", r"<MONTH:month>,? (?:of )?(?:<YEAR:year>|(?P<of>last|this|next|that|the same) year)"),
    ("month", r"(?P<shift>last|this|next|that) <MONTH:month>"),
    ("month", r"(?P<bare><MONTH:month>)"),
    ("years", r"<YEAR:year>[-/](?P<last_year>\d\d(?:\d\d)?)\b"),
    ("decade", r"(?:the )?(?P<decade>1[5-9]\d0|20\d0)'?s"),
    ("decade", r"(?:the )?'(?P<short>[2-9]0)s"),
    ("century", r"(?:the )?(?P<century>\d{1,2})(?:st|nd|rd|th)[ -]century"),
    ("part_of_year", r"(?:the )?(?P<order>first|second|third|fourth|final|last) (?P<of_what>quarter)"
     r"(?:(?: of)?(?: <YEAR:year>| (?P<of>last|this|the) year))?"),
    ("part_of_year", r"(?:the )?(?P<order>first|second) (?P<of_what>half)(?: of)?"
     r"(?: <YEAR:year>| (?P<of>last|this|the) year)"),
    ("part_of_year", r"Q(?P<order>[1-4])(?P<of_what>)(?: of)? <YEAR:year>"),
    ("months", r"(?:the )?(?P<order>first|last|final) (?P<months>three|six|nine) months of"
     r"(?: <YEAR:year>| (?P<of>last|this|the) year)"),
    ("season", r"(?P<shift>last|this|next) <SEASON:season>"),
    ("season", r"(?:the )?<SEASON:season>(?: of)? (?:<YEAR:year>|(?P<of>last|this|next|that) year)"),
    ("season", r"(?P<bare>(?:the )?<SEASON:season>)(?! of)"),
    ("weekday", r"(?:<SHIFT:shift> |(?P<that>that) )?<WEEKDAY:weekday>"),
    ("holiday", rf"(?P<holiday>{'|'.join(sorted(set(HOLIDAYS) - {'christmas'}))}"
     r"|(?:(?<=since )|(?<=until )|(?<=before )|(?<=after )|(?<=by ))christmas)"),
    ("today", r"(?P<today>(?:the )?day before yesterday|(?:the )?day after to-?morrow|to-?day|yesterday|to-?morrow|to-?night|last (?:night|evening)|this (?:morning|afternoon"
     r"|evening)|(?<!\ba )(?<!\ban )(?<!\bthe )overnight(?: into)?)"),
    ("shifted", r"(?P<edge>earlier |later )?(?P<shift>last|this past|this coming|this|next"
     r"|the current|the coming) (?P<unit>week(?:end)?|month|year|decade|century)"),
    (
        "shifted",
        r"(?:(?<=end of )|(?<=start of )|(?<=middle of )|(?<=beginning of ))"
        r"the (?P<unit>week|month|year)(?! of)",
    ),
    ("shifted", r"(?P<weekend>(?:(?:at|over) )?the weekend)"),
    ("ago", r"(?P<rough>about |around |some |nearly |almost |more than |over |less than )?"
     r"<COUNT:count> <UNIT:unit> ago"),
    ("past", r"(?:in|over|during|for|within) the (?P<way>past|last|next|coming) "
     r"(?:<COUNT:count> )?<UNIT:unit>"),
    ("apart", r"<COUNT:count> <UNIT:unit> (?P<way>earlier|later|previously|afterwards"
     r"|before(?=[,.;:)]|$))(?! than)"),
    ("apart", r"the (?P<way>previous|next|following|same) (?P<unit>day|night|week|month|year)"
     r"|that (?P<same>day|night|month|year)"),
    ("apart", r"the (?P<unit>day|week|month|year) (?P<way>before|after)(?=[,.;:)]|$)"),
    ("year", r"<YEAR:year>"),
    ("clock", r"(?:at )?<CLOCK:clock>"),
    ("clock", r"<PART:part>"),
    ("open", r"(?P<open>until further notice)"),
)  # fmt: skip
_NEVER_ALONE = frozenset({"clock", "open"})
"""Atoms that tell no date unless another stands beside them."""

_BEFORE_BARE = re.compile(
    r"(?:^|.*[\s(,\-])(?:in|since|until|till|by|before|after|during|from|between|early|late|mid|of|to"
    r"|through|around|about|for|late in|early in|as of|and|or)[ -](?:(?:the )?(?:early|late|mid)[ -]"
    r"|the )?$",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_YEAR = re.compile(
    rf"{_BEFORE_BARE.pattern[:-1]}$|.*(?:\(|\bthe |\ba |\ban |'s |\bits |\bhis |\bher |\btheir )$",
    re.IGNORECASE | re.DOTALL,
)
_NO_NAME_BEFORE = re.compile(
    r".*\b(?:every|each|most|Good|Black|Bloody|Ash|Super|Palm) $", re.DOTALL
)
_NAME_BEHIND = re.compile(
    r"s\b|[- ](?-i:Times|Mirror|Telegraph|Mail|Post|Express|Star|Herald|Sun|People|Night Live)"
    r"|[- ](?:prayers|sermon|school)",
)
_COUNTED = re.compile(
    r" (?:people|men|women|children|troops|soldiers|fighters|homes|miles|km|metres|feet|dollars"
    r"|pounds|euros|tonnes|years|days)\b"
)
_JOINS = re.compile(
    r" (?:to|until|till|through|and|or) (?:the )?(?:early |late |mid-)?|(?: ?- ?)| to (?:the )?end of "
)
_GLUES = re.compile(r",? ?(?:\bon |\bof |\bin )?(?:the )?(?:early |late )?|, | ")
_MODES = (
    ("between", r"(?:between|from) "), ("since", r"(?:ever )?since "),
    ("from", r"(?:starting |beginning )?from "), ("until", r"(?:until|till|up to) "),
    ("before", r"(?:before|prior to) "), ("after", r"after "), ("about", r"(?:around|about|circa) "),
    ("early", r"(?:the )?(?:early(?: in| on)?|(?:beginning|start) of)[ -]"),
    ("late", r"(?:the )?(?:late(?: in| on)?|end of)[ -]"), ("mid", r"(?:the )?(?:mid|middle of)[ -]"),
    ("part", r"(?:the )?(?:first|second|third|fourth|last|final) (?:days?|week|weekend|half) of "),
    ("week_of", r"(?:the )?week (?:of|beginning|commencing) "),
    ("", r"(?:on|in|at|by|as of|during) "), ("", r"the (?:night|morning|evening|afternoon) of "),
    ("", r"the (?:early|small) hours of "),
)  # fmt: skip
LIMITS = ("between", "since", "from", "until", "before", "after")


@dataclass(frozen=True)
class Atom:
    """Words that tell one date: their kind, where they stand, and what the words hold by name."""

    kind: str
    start: int
    end: int
    holds: Mapping[str, str]


@dataclass(frozen=True)
class DateExpression:
    """One date as an article tells it.

    `first` are the atoms of the date, of its beginning where it has two ends; `last` those of its
    end. `modes` are the words that limit or blur it: since, between, early, about. `span` holds
    those of them that limit it; `clause` is what its sentence says before it, `rest` behind it.
    """

    span: Span
    first: tuple[Atom, ...]
    last: tuple[Atom, ...]
    modes: frozenset[str]
    clause: str
    rest: str

    @property
    def rule(self) -> str:
        """What found it: "date.since.month"."""
        limit = [mode for mode in LIMITS if mode in self.modes]
        kinds = [atom.kind for atom in self.first if atom.kind != "clock"]
        return ".".join(("date", *limit, "_".join(kinds) or "clock"))


_APART = r"(?<![\w£$€'.])(?:(?<!-)|(?<=mid-)|(?<=early-)|(?<=late-))"


def _spelt() -> re.Pattern[str]:
    """All atoms as one pattern, each group with the number of its atom behind its name."""
    alternatives = []
    for at, (_, pattern) in enumerate(_ATOMS):
        spelt = re.sub(
            r"<([A-Z]+):(\w+)>", lambda found: _PARTS[found[1]].format(found[2]), pattern
        )
        spelt = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1__{at}>", spelt)
        alternatives.append(f"(?P<atom__{at}>{spelt})")
    return re.compile(rf"{_APART}(?:{'|'.join(alternatives)})(?![\w£$€])", re.IGNORECASE)


_ATOM = _spelt()
_MODE = tuple((mode, re.compile(rf"(?:^|.*?[\s(,;-])(?P<words>{pattern})$", re.IGNORECASE | re.DOTALL))
              for mode, pattern in _MODES)  # fmt: skip
_LOOK_BACK = 60


def expressions(text: Text) -> tuple[DateExpression, ...]:
    """Every expression of a date or time in an article, in reading order; none overlap."""
    return tuple(
        found
        for paragraph in text.paragraphs
        if paragraph.kind != "boilerplate"
        for found in _in_paragraph(paragraph)
    )


def _in_paragraph(paragraph: Paragraph) -> Iterator[DateExpression]:
    atoms, at = list(_atoms(paragraph.text)), 0
    while at < len(atoms):
        first = _glued(paragraph.text, atoms[at:])
        at += len(first)
        joined = paragraph.text[first[-1].end : atoms[at].start] if at < len(atoms) else ""
        found = _limited(paragraph, first)
        if _JOINS.fullmatch(joined) and _may_join(joined, found.modes, first, atoms[at]):
            last = _glued(paragraph.text, atoms[at:])
            at += len(last)
            span = replace(found.span, end=last[-1].end)
            found = replace(found, last=tuple(last), span=span)
        if any(atom.kind not in _NEVER_ALONE for atom in first):
            yield found if found.last else _with_one_end(found)


def _with_one_end(found: DateExpression) -> DateExpression:
    """Without another end, or an open one, "from" and "between" limit nothing."""
    if found.first[-1].kind == "open" or not found.modes & {"between", "from"}:
        return found
    modes = found.modes - {"between", "from"}
    return replace(found, modes=modes, span=replace(found.span, start=found.first[0].start))


def _atoms(text: str) -> Iterator[Atom]:
    at = 0
    while match := _ATOM.search(text, at):
        number = next(
            name.split("__")[1]
            for name, words in match.groupdict().items()
            if name.startswith("atom__") and words is not None
        )
        holds = {
            name.split("__")[0]: words.lower().rstrip(".")
            for name, words in match.groupdict().items()
            if words is not None and name.endswith(f"__{number}")
        }
        atom = Atom(_ATOMS[int(number)][0], match.start(), match.end(), holds)
        if _is_sure(atom, text):
            yield atom
            at = match.end()
        else:
            at = match.start() + 1


def _is_sure(atom: Atom, text: str) -> bool:
    """Whether the words around an atom leave no other sense: "May", "1930", "Sunday Times"."""
    before, behind = text[max(0, atom.start - _LOOK_BACK) : atom.start], text[atom.end :][:30]
    if atom.kind in ("weekday", "holiday"):
        return not (_NO_NAME_BEFORE.match(before) or _NAME_BEHIND.match(behind))
    if atom.kind == "today" and text[atom.start].isupper():  # "USA TODAY", "Russia Today"
        return re.search(r"\b[A-Z]\w+ $", before) is None
    if "bare" in atom.holds:
        joined = re.match(r"(?: to | ?- ?| until | and )", behind)
        another = joined and _ATOM.match(text, atom.end + joined.end())
        return bool(_BEFORE_BARE.match(before) or (another and "bare" in str(another.groupdict())))
    if atom.kind == "year":
        dated = _BEFORE_YEAR.match(before) or re.match(r".*\d{4} (?:and|to|or) $", before)
        return bool(dated) and not _COUNTED.match(behind)
    return True


def _glued(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms from the first on that tell one date: "Tuesday night", "spring last year"."""
    together = [atoms[0]]
    for atom in atoms[1:]:
        between = text[together[-1].end : atom.start]
        kinds = {one.kind for one in together}
        if not _GLUES.fullmatch(between) or atom.kind in kinds or not _fit(kinds, atom.kind):
            break
        together.append(atom)
    return together


_FITTING = (
    ({"weekday"}, {"day", "clock", "days", "iso"}), ({"clock"}, {"weekday", "day", "today", "iso"}),
    ({"day"}, {"clock", "weekday"}), ({"today"}, {"clock", "weekday"}), ({"iso"}, {"clock"}),
    ({"apart"}, {"clock"}), ({"weekday", "day", "month"}, {"open"}), ({"shifted"}, {"weekday"}),
    ({"weekday", "month", "season"}, {"shifted"}),
)  # fmt: skip


def _fit(kinds: set[str], kind: str) -> bool:
    return any(kinds & some and kind in others for some, others in _FITTING)


def _may_join(joined: str, modes: frozenset[str], first: Sequence[Atom], atom: Atom) -> bool:
    """Whether "to", "and" or a dash makes two dates the ends of one."""
    if atom.kind in _NEVER_ALONE or joined.strip() == "or":
        return False
    if " and " in joined:
        return "between" in modes
    return bool(modes & {"between", "from"}) or first[0].kind == atom.kind


def _limited(paragraph: Paragraph, atoms: Sequence[Atom]) -> DateExpression:
    """The expression of some atoms with the words before them that limit or blur it."""
    text, start, modes = paragraph.text, atoms[0].start, set[str]()
    begin, searching = start, True
    while searching:
        searching = False
        before = text[max(0, start - _LOOK_BACK) : start]
        for mode, pattern in _MODE:
            if match := pattern.match(before):
                start -= len(match["words"])
                modes |= {mode} - {""}
                begin = start if mode else begin
                # "between" and "from" read alike until the end is known.
                modes |= {"from"} if match["words"].lower().startswith("from") else set()
                searching = True
                break
    if atoms[0].kind == "clock":  # "before dawn on Wednesday" is that Wednesday
        modes -= {"before", "after", "until", "since"}
        begin = atoms[0].start
    sentence = re.split(r"(?<=[.!?;]) ", text[:begin])[-1]
    span = Span(paragraph.number, begin, atoms[-1].end)
    rest = re.split(r"(?<=[.!?;]) ", text[span.end :])[0]
    return DateExpression(span, tuple(atoms), (), frozenset(modes), sentence, rest)
