"""The rows of figures, tolls, events and places of a draft, each within its claim."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from helpers.draft.cast import Cast
from helpers.draft.claims import Claim
from helpers.draft.clauses import Clause, clause_around
from helpers.draft.dates import Date, dates
from helpers.draft.places import Place
from helpers.draft.proposed import Proposed, number, row, slug, surface
from helpers.draft.quantities import quantities
from helpers.draft.stated import Stated
from helpers.draft.text import Span, Text, by_paragraph
from helpers.draft.tolls import Toll, tolls
from helpers.story.article import Article
from helpers.values.quantities import Number, Quantity

GAZETTEER = {
    "ref_id": "geonames",
    "publisher": "GeoNames",
    "title": "Gazetteer of places",
    "address": "https://www.geonames.org/",
    "kind": "gazetteer",
    "origin": "geonames",
    "interested_party": "false",
    "licence": "CC BY 4.0",
}
_FROM = re.compile(
    r"(?: away)?(?:,? (?:north|south|east|west)(?:-?(?:east|west))?)? (?:from|of|off|outside) (?:the )?$"
)
_NEAR = 40
"""So far behind a distance the place may be named from which it is measured."""


def firmness(voice: str, certainty: str) -> str:
    """The status of what a claim tells: what the outlet relays or hedges is `reported`."""
    relayed = voice != "narrator" or certainty != "certain"
    return "reported" if relayed else "asserted"


class Facts:
    """What an article counts and dates, and where: each as a row that names its claim."""

    def __init__(
        self,
        text: Text,
        article: Article,
        cast: Cast,
        places: Sequence[Place],
        claims: Mapping[str, Claim],
    ) -> None:
        """Take what was found before: who acts, the places, and the claims by their ids."""
        self.text, self.cast, self.claims = text, cast, claims
        self.published = article.published
        self.places = dict(zip(_place_ids(places), places, strict=True))
        self.dates = [one for one in dates(text, article.published) if one.when]
        self.stated = tuple(map(self._inside, quantities(text)))

    def rows(self) -> Iterator[Proposed]:
        """The rows of figures, casualties, events, places and references."""
        yield from self._figures()
        yield from self._casualties()
        yield from self._events()
        yield from self._places()

    @cached_property
    def expressions(self) -> "list[Stated | Date]":
        """What is counted and what is dated, in reading order."""
        both: list[Stated | Date] = [*self.stated, *self.dates]
        return sorted(both, key=lambda one: one.span)

    @cached_property
    def tolls(self) -> dict[Span, Toll]:
        """The tolls by the span of what counts them."""
        return {one.stated.span: one for one in tolls(self.text, self.stated)}

    @cached_property
    def figure_ids(self) -> dict[Span, str]:
        """The id of each figure, by its span."""
        spans = [one.span for one in self.expressions]
        return {span: number("f", at, len(spans)) for at, span in enumerate(spans, start=1)}

    def claim_of(self, span: Span) -> str:
        """The id of the shortest claim that holds a span; "" where none does."""
        holding = [key for key, claim in self._near(span) if claim.span.holds(span)]
        return min(holding, key=lambda key: self.claims[key].span.length, default="")

    def _inside(self, one: Stated) -> Stated:
        """A quantity without words in front of its claim: the verb of "they estimated 2,000 left"."""
        span = one.span
        if self.claim_of(span):
            return one
        begun = (claim.span for _, claim in self._near(span))
        starts = [part.start for part in begun if span.start < part.start < span.end <= part.end]
        return replace(one, span=Span(span.paragraph, min(starts), span.end)) if starts else one

    def _near(self, span: Span) -> Sequence[tuple[str, Claim]]:
        return self._by_paragraph.get(span.paragraph, ())

    @cached_property
    def _by_paragraph(self) -> dict[int, list[tuple[str, Claim]]]:
        return by_paragraph(self.claims.items(), lambda item: item[1].span)

    def _figures(self) -> Iterator[Proposed]:
        for one in self.expressions:
            cells = {
                "figure_id": self.figure_ids[one.span],
                "claim_id": self.claim_of(one.span),
                "surface": surface(self.text, one.span),
            }
            if isinstance(one, Date):
                cells |= {"kind": "date", "when": str(one.when)}
            else:
                toll = one.span in self.tolls and one.kind != "vague"
                kind = "casualties" if toll else one.kind
                unit = "person" if one.span in self.tolls else one.quantity.unit or ""
                cells |= {"kind": kind, **limits(one.quantity, "value"), "unit": unit}
            if cells["kind"] == "distance":
                cells |= {"from_place": self._place_behind(one.span)}
            yield row("figures", self.text, one.span, one.rule, cells)

    def _place_behind(self, span: Span) -> str:
        words = self.text.paragraph(span.paragraph).text
        for key, place in self.places.items():
            for at in place.spans:
                near = at.paragraph == span.paragraph and 0 < at.start - span.end < _NEAR
                if near and _FROM.fullmatch(words[span.end : at.start]):
                    return key
        return ""

    def _casualties(self) -> Iterator[Proposed]:
        whole, many = "", [one for one in self.tolls.values() if _is_count(one.stated.quantity)]
        for at, toll in enumerate(many, start=1):
            key, claim = number("d", at, len(many)), self.claim_of(toll.stated.span)
            is_part = toll.rule.endswith(".part")
            whole = whole if is_part else key
            held = [span for span in (toll.span, toll.victims) if self._holds(claim, span)]
            span = held[0] if held or not claim else toll.stated.span
            if not claim:
                span = toll.span
            dated = self._date_of(toll.span)
            adds_up = toll.cumulative and dated is not None and "/" in str(dated.when)
            cells = {
                "casualty_id": key,
                "claim_id": claim,
                "figure_id": self.figure_ids[toll.stated.span],
                "outcome": toll.outcome,
                **limits(toll.stated.quantity, "best"),
                "period": dated.when if dated else "",
                "cumulative": "true" if adds_up else "false" if dated else "",
                "included_in": whole if is_part else "",
                "reported_by": self._reporters.get(claim, ""),
            }
            yield row("casualties", self.text, span, toll.rule, cells)

    def _holds(self, claim: str, span: Span) -> bool:
        return bool(claim) and self.claims[claim].span.holds(span)

    @cached_property
    def _reporters(self) -> dict[str, str]:
        """Who counted what each claim counts: the name of its speaker."""
        return {
            key: self.cast.name(
                self.cast.speaker(claim.quotation) if claim.quotation else self.cast.outlet
            )
            for key, claim in self.claims.items()
        }

    def _date_of(self, span: Span) -> Date | None:
        """The date that a toll is of: the nearest in its claim that its own or the main clause tells."""
        claim = self.claim_of(span)
        inside = [
            one
            for one in self._dated.get(span.paragraph, ())
            if one.limit not in ("before", "until")
            and self._holds(claim, one.span)
            and self._may_date(claim, one.span, span)
        ]
        return min(inside, key=lambda one: _distance(one.span, span), default=None)

    def _may_date(self, claim: str, date: Span, toll: Span) -> bool:
        """Whether a date may be that of a toll: "killed when it burst on Sunday", not "built in 1990"."""
        clause = self._clause(claim, date)
        return clause.joined in ("main", "when") or clause.span.overlaps(toll)

    def _clause(self, claim: str, date: Span) -> Clause:
        words = self.text.paragraph(date.paragraph).text
        return clause_around(words, self.claims[claim].span, date)

    @cached_property
    def _dated(self) -> dict[int, list[Date]]:
        return by_paragraph(self.dates, lambda one: one.span)

    def _events(self) -> Iterator[Proposed]:
        found: dict[tuple[str, str], Date] = {}
        for one in self.dates:
            if claim := self.claim_of(one.span):
                found.setdefault((claim, str(one.when)), one)
        ordered = sorted(
            found.items(), key=lambda each: (self.claims[each[0][0]].span, each[1].span)
        )
        serials: dict[Span, int] = {}
        for at, ((claim, when), one) in enumerate(ordered, start=1):
            clause = self._clause(claim, one.span)
            # "Killed when it burst on Sunday" tells the day of both.
            span = self.claims[claim].span if clause.joined == "when" else clause.span
            places = self._places_in(span)
            serial = serials[span] = serials.get(span, -1) + 1
            cells = {
                "event_id": number("e", at, len(ordered)),
                "claim_id": claim,
                "when": when,
                "surface": surface(self.text, one.span),
                "actors": "|".join(self.cast.inside(span)),
                "place_id": places[0] if len(places) == 1 else "",
                "status": self._status(claim, one),
            }
            rule = one.rule.replace("date", "event", 1)
            yield row("events", self.text, span, rule, cells, serial)

    def _status(self, claim: str, one: Date) -> str:
        made = self.claims[claim]
        return "possible" if one.coming else firmness(made.voice, made.certainty)

    def _places_in(self, span: Span) -> list[str]:
        return [
            key for key, place in self.places.items() if any(span.holds(one) for one in place.spans)
        ]

    def _places(self) -> Iterator[Proposed]:
        located = [place for place in self.places.values() if place.town]
        if located:
            yield row("references", self.text, located[0].spans[0], "place.gazetteer", GAZETTEER)
        for key, place in self.places.items():
            town = place.town
            cells = {
                "place_id": key,
                "name": place.name,
                "country": "|".join(place.countries),
                "kind": place.kind or "",
            }
            if town:
                point = {"latitude": str(town.latitude), "longitude": str(town.longitude)}
                cells |= {**point, "ref_id": GAZETTEER["ref_id"]}
            yield row("places", self.text, place.spans[0], place.rule, cells)


def _distance(one: Span, other: Span) -> int:
    """How many characters stand between two spans of a paragraph."""
    return max(0, one.start - other.end, other.start - one.end)


def _place_ids(places: Sequence[Place]) -> list[str]:
    taken: list[str] = []
    for place in places:
        taken.append(slug(place.name, taken))
    return taken


def limits(quantity: Quantity, middle: str = "value") -> dict[str, str]:
    """The columns of a quantity, its value under the name that the table has for it."""
    return {
        middle: plain_number(quantity.value),
        "lower": plain_number(quantity.lower),
        "upper": plain_number(quantity.upper),
        "bound": quantity.bound,
    }


def plain_number(number: Number | None) -> str:
    """A number as a table prints it, without idle zeros: "2", "0.5"; "" for none."""
    if number is None:
        return ""
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _is_count(quantity: Quantity) -> bool:
    """Whether all that is stated is whole: people are."""
    stated = (quantity.lower, quantity.value, quantity.upper)
    return all(one is None or one == int(one) for one in stated)
