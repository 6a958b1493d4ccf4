"""The places that an article names, with country and coordinates where a gazetteer is sure of them.

A name is a place if it is a country's or a state's, has the word of one ("River Wimbel"), or stands at
least once where places stand ("in", "near", "north of"). A town that shares its name has coordinates
only where the article names its country alone, or where it is by far the largest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.draft.actors import Actor
from helpers.draft.function_words import of
from helpers.draft.gazetteer import LARGE, Town, countries, states, the_one, towns
from helpers.draft.names import Name, demonym, is_firm, lexicon, names
from helpers.draft.text import Span, Text, dateline


@dataclass(frozen=True)
class Place:
    """One place: its name, where it is named, and what is known of it.

    `kind` is that of places.csv, None where nothing tells it; `countries` codes of ISO 3166-1.
    """

    name: str
    spans: tuple[Span, ...]
    kind: str | None
    countries: tuple[str, ...]
    town: Town | None
    rule: str


_BEFORE = re.compile(
    r"\b(?:in|at|near|from|outside|around|into|towards?|across|within|leaving|entering|reached"
    r"|visiting|nearby|downtown|central|northern|southern|eastern|western|(?:north|south|east|west)"
    r"(?:east|west)?(?: of)?|(?:town|city|village|port|capital|province|suburb|island|district|streets"
    r"|outskirts|people|residents|mayor|edge|coast|border|road|way|route|north|south|east|west|miles|km)"
    r" (?:of|to|from)|miles (?:off|from)|sank off|off|(?:flew|went|travelled|moved|fled|returned|came|drove|marched|taken|flown|deported|trip|visit"
    r"|journey|flight|back|bound) (?:to|for)) (?:the )?(?:(?:town|city|village|port|province"
    r"|capital|island) of )?$"
    r"|\b(?:beach|shore|port|harbour|harbor|suburb|town|village|street)e?s of"
    r" (?:[A-Z][\w-]+(?: [A-Z][\w-]+)?(?:,|,? and) )*$"
)
_BEHIND = re.compile(
    r"(?:'s)?(?:,? an? (?:\w+ ){0,2}?| )(?:province|governorate|county|region|district|area|city|town|village|airport|border|coast"
    r"|suburb|island)\b"
)
_ON = re.compile(r"\b(?:on|upon) $")
"""What stands before an island, and before much else: only what the gazetteer knows is one."""
_OF_A_THING = re.compile(r"\b(?:from|to|at|off|towards?|into) the $")
"""What stands before a ship or a body as well: "from the Olympic"."""
_PARTS_OF_TOWNS = of(
    "north south east west new old greater upper lower central inner outer san santa saint st fort port mount lake"
)
_PLACE_WORDS = frozenset[str]().union(*lexicon()["places"].values())
_KNOWN_EVERYWHERE = 500_000
"""A town of so many people is a place wherever it is named: no article says where Moscow is."""
_INITIALS = 3
"""So many capitals may be initials: UAE."""
_LOOKED_AT = 20
"""So many mentions of a name are looked at for words that tell of a place."""


def places(text: Text) -> tuple[Place, ...]:
    """Every place that an article names, in the order of their first mentions."""
    found = [name for name in names(text) if not name.title]
    by_name: dict[str, list[Name]] = {}
    for name in found:
        by_name.setdefault(_plain(name.words), []).append(name)
    told = frozenset(
        code
        for plain, some in by_name.items()
        if (code := countries().get(plain) or demonym(some[0].words))
    )
    people = _of_people(found)
    made = (_place(text, some, told, plain in people) for plain, some in by_name.items())
    return tuple(sorted((one for one in made if one), key=lambda one: one.spans[0]))


def _of_people(found: Sequence[Name]) -> frozenset[str]:
    """The first and last words of longer names, which alone are no places: Clinton, Charlotte.

    "East Jerusalem" is a part of Jerusalem, and keeps it one.
    """
    longer = [
        words
        for name in found
        if len(words := name.words.lower().split()) > 1
        and words[0] not in _PARTS_OF_TOWNS
        and words[-1] not in _PLACE_WORDS
        and _plain(name.words) not in countries()
        and not set(words) & frozenset[str]().union(*lexicon()["kinds"].values())
    ]
    return frozenset(word for words in longer for word in (words[0], words[-1]))


def name_spans(found: tuple[Place, ...]) -> frozenset[Span]:
    """Where the names of places stand."""
    return frozenset(span for place in found for span in place.spans)


def _spelling(printed: list[str]) -> str:
    """How a place is spelt: not in the capitals of a dateline, where it stands otherwise as well."""
    spelt = next((words for words in printed if not words.isupper()), printed[0])
    return spelt.title() if spelt.isupper() and len(spelt) > _INITIALS else spelt


def _plain(words: str) -> str:
    return words.lower().replace(".", "").removeprefix("the ")


def _place(text: Text, some: list[Name], told: frozenset[str], of_people: bool) -> Place | None:
    words, plain = _spelling([name.words for name in some]), _plain(some[0].words)
    spans = tuple(name.span for name in some)
    if code := countries().get(plain):
        return Place(words, spans, "country", (code,), None, "place.country")
    if plain in states():
        return Place(words, spans, "province", ("US",), None, "place.state")
    if demonym(words):
        return None
    kind = next(
        (kind for kind, some in lexicon()["places"].items() if set(plain.split()) & some), None
    )
    evidence = next((rule for name in some[:_LOOKED_AT] if (rule := _stands(text, name))), "")
    largest = (*towns(words)[:1], None)[0]
    if of_people and not (evidence and largest and largest.people >= LARGE):
        return None
    if not (evidence or of_people or _has_article(text, some[0])) and largest:
        known = largest.people >= _KNOWN_EVERYWHERE and largest.name.lower() == plain
        known = known or any(_ON.search(_before(text, name)) for name in some[:_LOOKED_AT])
        evidence = "gazetteer" if known and the_one(towns(words), told) else ""
    is_actor = any(set(re.findall(r"\w+", plain)) & some for some in lexicon()["kinds"].values())
    if (not evidence or is_actor) and (kind is None or (is_actor and not evidence)):
        return None
    behind = text.paragraph(spans[0].paragraph).text[spans[0].end :]
    kind = kind or ("province" if re.match(r" (?:province|governorate|county)\b", behind) else None)
    town = the_one(towns(words), told) if kind is None else None
    if town:
        size = "city" if town.people >= LARGE else "town"
        return Place(words, spans, size, (town.country,), town, "place.gazetteer")
    return Place(words, spans, kind, (), None, f"place.{'word' if kind else evidence}")


def _before(text: Text, name: Name) -> str:
    """The words before a name."""
    return text.paragraph(name.span.paragraph).text[: name.span.start]


def _has_article(text: Text, name: Name) -> bool:
    """Whether "the" stands before a name, as before that of a ship or a body."""
    return re.search(r"\b(?:the|an?) $", _before(text, name), re.IGNORECASE) is not None


def _stands(text: Text, name: Name) -> str:
    """What says that a name is a place where it stands: the words before or behind it; "" nothing."""
    words = text.paragraph(name.span.paragraph).text
    before = words[max(0, name.span.start - 60) : name.span.start]
    if "&" in name.words or is_firm(before.lower(), words[name.span.end :]):
        return ""
    if _BEFORE.search(before) and not _OF_A_THING.search(before):
        return "locative"
    if _BEHIND.match(words[name.span.end :]):
        return "appositive"
    opening = dateline(text.paragraph(name.span.paragraph))
    return "dateline" if opening and opening.place.holds(name.span) else ""


def without_actors(found: tuple[Place, ...], actors: tuple[Actor, ...]) -> tuple[Place, ...]:
    """The places that are not named as persons or bodies as well: "in Parliament"."""
    taken = {one.span for actor in actors if actor.kind != "state" for one in actor.mentions}
    return tuple(place for place in found if not taken.intersection(place.spans))
