"""The rules of evidence: how far the references of a check carry, and in which words.

A check records what its references say. How far that carries is decided here, by rules that know
no story: whoever only repeats the claim's own source proves that it was said, not that it is so.
Where the recorded verdict and the rules disagree, the rules win, and both are shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from helpers.values import dates

UPHELD = "supports"
IN_PART = "supports_in_part"
REFINED = "refines"
CONTRADICTED = "conflicts"
DIFFER = "accounts_differ"
SAID = "said"
SAID_OTHERWISE = "said_otherwise"
CANNOT_SETTLE = "cannot_settle"
KNOWN_LATER = "known_later"
NOT_FOUND = "not_found"
NOT_CHECKED = "not_checked"

LABELS: Mapping[str, str] = {
    CONTRADICTED: "contradicted",
    DIFFER: "accounts differ",
    REFINED: "refined",
    IN_PART: "upheld in part",
    UPHELD: "upheld",
    SAID_OTHERWISE: "said differently",
    SAID: "said, not shown",
    CANNOT_SETTLE: "can't be settled",
    KNOWN_LATER: "known only later",
    NOT_FOUND: "not found",
    NOT_CHECKED: "not checked",
}
"""How a claim can stand, in words. The order is that of weight: a claim with several checks counts
once, under the first of these that one of them allows, since that is what an editor has to act on."""

MEANINGS: Mapping[str, str] = {
    CONTRADICTED: "A source that is no party speaks against it, or two sources do.",
    DIFFER: "Sources say different things, and none of them settles it.",
    REFINED: "Another source makes it more precise, or changes its scope.",
    IN_PART: "Another source bears out a part of it.",
    UPHELD: "Another source bears it out.",
    SAID_OTHERWISE: "It is on record that its own source, or another, put it differently.",
    SAID: "It is on record that this was said; nobody else bears it out.",
    CANNOT_SETTLE: "What there is is too coarse to decide.",
    KNOWN_LATER: "Only sources published after the article speak to it.",
    NOT_FOUND: "It was looked for, and nothing was found.",
    NOT_CHECKED: "Nobody has looked.",
}

VERDICTS = frozenset({UPHELD, IN_PART, REFINED, DIFFER, CONTRADICTED})
"""Verdicts that say something of the matter itself, and so need a reference beyond the claim."""

ON_THE_DAY, LATER, UNDATED = "on the day", "later", "not dated"


def in_words(standing: object) -> str:
    """A standing in words: "said, not shown"; "not checkable" for a blank."""
    return LABELS.get(str(standing), "not checkable")


# ------------------------------------------------------------------------------ what there is


@dataclass(frozen=True)
class Source:
    """One reference as the rules see it: whose word it relays, what it can resolve, since when.

    `speaks_for` holds the actors whose word it relays, its publisher among them if that is one.
    """

    ref_id: str
    origin: str
    speaks_for: frozenset[str] = frozenset()
    interested: bool = False
    measures: bool = False
    resolution_km: float | None = None
    published: dates.Span | None = None


def origins(sources: Iterable[Source]) -> tuple[str, ...]:
    """The origins of references, each once, in the order in which they come."""
    return tuple(dict.fromkeys(source.origin for source in sources))


def known_when(sources: Iterable[Source], day: date) -> str:
    """When a reader could have known: on the day, later, or not dated; "" without references.

    Later only if every reference was certainly published after the day. One without a date, such
    as a gazetteer, keeps a check out of hindsight, and is called not dated unless another one was
    there on the day.
    """
    spans = [source.published for source in sources]
    late = [bool(span and span.earliest and span.earliest > day) for span in spans]
    if not spans or all(late):
        return LATER if spans else ""
    there = any(span and not after for span, after in zip(spans, late, strict=True))
    return ON_THE_DAY if there else UNDATED


@dataclass(frozen=True)
class Grounds:
    """What a check has to go on: its verdict as recorded, the article's day, and its references.

    Of those cited, `own` have their word from the claim's own chain, and `coarse` resolve less than
    the distance that the claim states. `saying`: the references show the saying alone;
    `measurable`: the claim states a distance.
    """

    recorded: str
    day: date
    cited: tuple[Source, ...] = ()
    own: tuple[Source, ...] = ()
    coarse: tuple[Source, ...] = ()
    looked_up: bool = True
    saying: bool = False
    measurable: bool = False

    @property
    def free(self) -> tuple[Source, ...]:
        """The references that are neither the claim's own nor too coarse."""
        return tuple(one for one in self.cited if one not in self.own and one not in self.coarse)

    @property
    def known(self) -> str:
        """When a reader could have known of what decides, as `known_when`."""
        return known_when(self.free or self.cited, self.day)

    @property
    def informed(self) -> tuple[Source, ...]:
        """The free references that know what happened, which no measure does."""
        return tuple(source for source in self.free if not source.measures)

    @property
    def independent(self) -> tuple[str, ...]:
        """The origins of those that are no party; none where only the saying is shown."""
        return origins(one for one in self.informed if not one.interested and not self.saying)

    @property
    def parties(self) -> tuple[str, ...]:
        """The origins beyond the claim's own that are parties to the matter."""
        return origins(one for one in self.free if one.interested)

    @property
    def stakes(self) -> tuple[Source, ...]:
        """The references that belong to a party to the matter."""
        return tuple(source for source in self.cited if source.interested)

    @property
    def one_sided(self) -> bool:
        """Whether a contradiction would rest on one party's word, or on nobody's.

        To a stated length a measure is a witness too.
        """
        witnesses = self.free if self.measurable else self.informed
        return all(one.interested for one in witnesses) and len(origins(witnesses)) < 2


# ------------------------------------------------------------------------------ the rules


def allowed(grounds: Grounds) -> tuple[str, str]:
    """The standing that the rules allow, and the name of the rule that changed it ("" for none)."""
    recorded = grounds.recorded
    if not grounds.looked_up:
        return NOT_CHECKED, "looked_up" if recorded != NOT_CHECKED else ""
    if recorded not in VERDICTS:
        return recorded, ""
    # Against its own printed words a source may testify; for their truth it may not.
    said = SAID if recorded in (UPHELD, IN_PART) else SAID_OTHERWISE
    if grounds.saying and (grounds.free or grounds.own):
        return said, "saying"
    if grounds.free:
        one_account = recorded == CONTRADICTED and grounds.one_sided
        return (DIFFER, "one_account") if one_account else (recorded, "")
    if grounds.coarse:
        return CANNOT_SETTLE, "coarse"
    return (said, "independent") if grounds.own else (NOT_CHECKED, "looked_up")


@dataclass(frozen=True)
class Rule:
    """A rule of evidence: its name, its heading, one sentence that says what it does, and when."""

    name: str
    title: str
    explanation: str
    fires: Callable[[Grounds], bool]


RULES: tuple[Rule, ...] = (
    Rule(
        "looked_up",
        "Nothing looked up is nothing checked",
        "A row for which nothing was looked up counts as not checked, whatever it says.",
        lambda grounds: not grounds.looked_up,
    ),
    Rule(
        "independent",
        "No source vouches for itself",
        "A reference that has its word from somebody through whom the claim itself came, or from an"
        " unnamed source who may be the claim's own, proves that it was said, never that it is so.",
        lambda grounds: bool(grounds.own),
    ),
    Rule(
        "saying",
        "That it was reported is not that it happened",
        "References that show only that a thing was said or reported support the saying alone.",
        lambda grounds: grounds.saying,
    ),
    Rule(
        "coarse",
        "A coarse measure can't settle a fine claim",
        "A dataset whose points are coarser than the distance that the claim states cannot settle"
        " it, whichever way its rows point.",
        lambda grounds: bool(grounds.coarse),
    ),
    Rule(
        "one_account",
        "One party's word is no contradiction",
        "A claim is contradicted by a source that is no party to the matter, or by two sources;"
        " else the accounts differ.",
        lambda grounds: allowed(grounds)[1] == "one_account",
    ),
    Rule(
        "one_origin",
        "A reprint is no second source",
        "References that go back to one origin count once, however many outlets printed it.",
        lambda grounds: len(origins(grounds.cited)) < len(grounds.cited),
    ),
    Rule(
        "measure",
        "A measure is no witness",
        "A gazetteer or a dataset measures and records; it is never counted among those who know"
        " what happened.",
        lambda grounds: any(source.measures for source in grounds.cited),
    ),
    Rule(
        "stake",
        "A party is called a party",
        "What a party to the matter says is kept, marked as a party's, and never called"
        " independent.",
        lambda grounds: bool(grounds.stakes),
    ),
    Rule(
        "hindsight",
        "Hindsight stands apart",
        "A check whose references were all published after the article's day is told apart, and"
        " decides nothing about the claim.",
        lambda grounds: grounds.known == LATER,
    ),
)
"""The rules, those that can change a verdict first."""


# ------------------------------------------------------------------------------ in words


def side_only(grounds: Grounds, standing: str) -> bool:
    """Whether a verdict on the matter rests on parties alone."""
    return standing in VERDICTS and all(source.interested for source in grounds.free)


def flags(grounds: Grounds, standing: str) -> Iterator[str]:
    """What a reader should know of the evidence, in words."""
    if standing in VERDICTS:
        known = len(origins(grounds.informed))
        if grounds.own:
            yield "the claim's own source is among those cited"
        if not known and grounds.free:
            yield "measured, by nobody who was there"
        if known == 1:
            several = len(grounds.informed) > 1
            yield "one voice, printed more than once" if several else "one voice"
    if side_only(grounds, standing):
        yield "parties to the matter alone"
    elif grounds.stakes:
        yield "a party among them"
    if grounds.known == LATER:
        yield "known only later"
