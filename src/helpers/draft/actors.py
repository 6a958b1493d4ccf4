"""The actors that an article names: their mentions, grouped over the text.

A name belongs to an actor that was named in full before, by its surname, its last or first words,
its initials ("AQI"), or a name in brackets or behind "also known as". A description ("the ministry")
belongs to the actor of its sort that was named last, in its paragraph or the one before.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.draft.gazetteer import capitals, countries
from helpers.draft.names import Name, demonym, is_vessel_or_agency, kind_beside, lexicon, names
from helpers.draft.text import Span, Text


@dataclass(frozen=True)
class Mention:
    """One place where an actor is named ("name") or described ("description")."""

    span: Span
    form: str
    rule: str


@dataclass(frozen=True)
class Actor:
    """One actor: its fullest name, its kind in actors.csv, other names, and its mentions."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass
class _Group:
    """An actor while its names are still being gathered."""

    name: str
    kind: str
    named: list[tuple[Name, str]] = field(default_factory=list)
    described: list[Span] = field(default_factory=list)
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nouns: set[str] = field(default_factory=set)

    def add(self, name: Name, rule: str, nouns: Iterable[str]) -> None:
        """Take a name for one of this actor, with the nouns that tell what it is."""
        self.named.append((name, rule))
        self.spellings.setdefault(name.words, _core(name.words))
        self.nouns |= {*nouns, *self.name.lower().split(), name.title}


_ALSO = re.compile(r",? \(?(?:(?:also |formerly )?known as |formerly )(?:the )?$|,? \((?:the )?$")
_ACTS = re.compile(
    r",? (?:also |now )?(?:said|says|told|has|have|had|is|was|will|would|did|announced|denied|warned"
    r"|accused|launched|carried|agreed|rejected|called|backed|imposed|wants?|\w+ed)\b"
)
_ITS = re.compile(
    r"-(?:led|backed)\b| (?:\w+ )?(?:government|officials?|forces|troops|army|military|air ?strikes?"
    r"|aircraft|planes|jets|navy|authorities|president|ministry|police|embassy|diplomats?|soldiers"
    r"|administration)\b",
    re.IGNORECASE,
)
"""What a state has that acts for it: "American officials", "a US-led raid"."""
_SPEAKS_FOR = re.compile(
    r",? (?:has |had |also )?(?:said|says|denied|denies|warned|accused|announced|rejected|agreed|backed|imposed"
    r"|wants?|called|insists?|insisted|refused|condemned|recalled|expelled)\b"
)
"""What a capital does where its government is meant: "Moscow denied it", but "Moscow was quiet"."""
_DESCRIPTION = re.compile(r"\b[Tt]he (?P<noun>[a-z]+)\b(?!-)")
_ALIKE = {"group": "organisation"}
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|of|outside|around|into|towards?|through|across|over|off|north|south|east"
    r"|west|between|inside|within|leaving|entering|reached) (?:the )?$"
)


def mentions(text: Text, places: frozenset[Span] = frozenset()) -> tuple[Actor, ...]:
    """Every actor that an article names, in the order of their first mentions.

    Input: the text; the names that are places, which are actors only where they act as states.
    """
    groups: list[_Group] = []
    found = names(text)
    for name in found:
        kind = _kind(text, name, name.span in places)
        if kind is None and name.span not in places and _is_known(groups, name):
            kind = ""
        if kind is not None:
            _enter(text, groups, name, kind)
    settled = [one for one in groups if _is_kept(one)]
    _describe(text, settled)
    return tuple(sorted(map(_actor, settled), key=lambda one: one.mentions[0].span))


def _is_known(groups: Sequence[_Group], name: Name) -> bool:
    """Whether a name behind "the" is that of an actor who was told before: "the Annie Doyle"."""
    parts = _core(name.words)
    return any(
        group.kind in ("vessel", "organisation", "group", "force")
        and parts in group.spellings.values()
        for group in groups
    )


def _kind(text: Text, name: Name, is_place: bool) -> str | None:
    """What sort of actor a name tells of by itself; "" where it does not, None if it is none."""
    words = set(re.findall(r"[a-z0-9]+", name.words.lower()))
    paragraph = text.paragraph(name.span.paragraph)
    behind = paragraph.text[name.span.end :]
    if name.title:
        return "person"
    if kind := is_vessel_or_agency(paragraph, name):
        return kind
    if is_place or demonym(name.words) or name.words.lower() in capitals():
        acts = _ACTS.match(behind) is not None and not behind.startswith("'")
        acts = acts and not _has_place_before(text, name) and _is_of_state(name, behind)
        if acts or is_place or demonym(name.words):
            by_it = demonym(name.words) and _ITS.match(behind)
            return "state" if acts or by_it else None
    if name.words.lower() in lexicon()["bodies"]:
        return "state"
    if name.words.lower().split()[-1] in lexicon()["things"]:
        return None
    if name.words.lower().split()[-1] in frozenset[str]().union(*lexicon()["places"].values()):
        return None
    for kind, some in lexicon()["kinds"].items():
        if words & some and (len(words) > 1 or _sole(name.words)):
            return str(kind)
    return kind_beside(paragraph.text, name)


def _is_of_state(name: Name, behind: str) -> bool:
    """Whether a place is a state that may act: a country, or a capital that speaks for one."""
    country = name.words.lower().replace(".", "") in countries() or demonym(name.words)
    return bool(country or (name.words.lower() in capitals() and _SPEAKS_FOR.match(behind)))


def _sole(words: str) -> bool:
    """Whether a word stands for an actor alone: "Reuters", "Pentagon", not "Post" or "Bank"."""
    common = (
        "times post news press wire party front group bank company line union board guard council"
    )
    return words.lower() not in common.split()


def _has_place_before(text: Text, name: Name) -> bool:
    return _LOCATIVE.search(text.paragraph(name.span.paragraph).text[: name.span.start]) is not None


def _enter(text: Text, groups: list[_Group], name: Name, kind: str) -> None:
    """Put a name to the actor that it belongs to, or make it a new one."""
    also = _group_before(text, groups, name)
    known = list(_matches(groups, name, kind))
    if also and known and also[0][1] is not known[0][1]:
        _merge(groups, also[0][1], known[0][1])
    for rule, group in (*also, *known):
        group.add(name, rule, _nouns_beside(text, name))
        if rule in ("full", "shorter"):
            group.name = _fuller(group.name, name.words)
        group.kind = group.kind or kind
        return
    groups.append(_Group(name.words, kind))
    groups[-1].add(name, "full", _nouns_beside(text, name))


def _merge(groups: list[_Group], kept: _Group, other: _Group) -> None:
    """One actor of two, which the text says are the same."""
    kept.named += other.named
    kept.spellings |= other.spellings
    kept.nouns |= other.nouns
    kept.kind = kept.kind or other.kind
    groups.remove(other)


def _fuller(one: str, other: str) -> str:
    """The longer of two names; without a nationality that only one of them has before it."""
    short, long = sorted((one, other), key=len)
    first, _, rest = long.partition(" ")
    return short if demonym(first) and rest == short else long


def _group_before(text: Text, groups: Sequence[_Group], name: Name) -> list[tuple[str, _Group]]:
    """The actor named directly before, where this is its other name: "X, also known as Y", "X (Y)"."""
    before = text.paragraph(name.span.paragraph).text[: name.span.start]
    match = _ALSO.search(before)
    if match is None or (match.group().endswith("(") and not name.words.isupper()):
        return []
    at = Span(name.span.paragraph, match.start() - 1, match.start()) if match.start() else None
    return [
        ("also", group)
        for group in groups
        if at and any(one.span.overlaps(at) for one, _ in group.named)
    ][:1]


def _matches(groups: Sequence[_Group], name: Name, kind: str) -> Iterator[tuple[str, _Group]]:
    """The actors that a name may mean, the likeliest first; of equals the one named last."""
    parts = _core(name.words)
    for rule in ("full", "initials", "shorter"):
        for group in reversed(groups):
            if kind and group.kind and kind != group.kind and rule != "full":
                continue
            known = group.spellings
            if rule == "full" and parts in known.values():
                yield rule, group
            if rule == "initials" and any(_initials(one, name.words) for one in known):
                yield rule, group
            if rule == "shorter" and any(
                _is_part(parts, other, group.kind) for other in known.values()
            ):
                yield rule, group


def _core(words: str) -> tuple[str, ...]:
    """The words that tell a name, without articles: al-Nusra is Nusra, American is the US."""
    if country := demonym(words) or countries().get(words.lower().replace(".", "")):
        return (country,)
    plain = re.sub(r"(?<!\w)(?:al|el)-", "", words.lower()).replace(".", "")
    return tuple(word for word in plain.split() if word not in ("the", "of", "for", "and"))


def _initials(full: str, short: str) -> bool:
    words = [word for word in re.split(r"[\s-]", full) if word[:1].isupper()]
    return short.isupper() and len(short) > 1 and "".join(word[0] for word in words) == short


def _is_part(one: tuple[str, ...], other: tuple[str, ...], kind: str) -> bool:
    """Whether one name is the other's surname, or its beginning or end, or the other way round."""
    short, long = sorted((one, other), key=len)
    if not short or len(short) == len(long):
        return False
    if kind == "person":
        return long[-len(short) :] == short
    return short in (long[-len(short) :], long[: len(short)])


def _is_kept(group: _Group) -> bool:
    """Single unknown words are actors only where they come again or belong to a longer name."""
    return bool(group.kind) or " " in group.name or len(group.named) > 1


def _describe(text: Text, groups: Sequence[_Group]) -> None:
    """Give each description to the actor it means, walking through the text once."""
    named = [(one.span, group) for group in groups for one, _ in group.named]
    descriptions = [
        (Span(paragraph.number, match.start(), match.end()), match["noun"])
        for paragraph in text.paragraphs
        for match in _DESCRIPTION.finditer(paragraph.text)
    ]
    last: dict[int, Span] = {}
    for span, one in sorted((*named, *descriptions), key=lambda each: each[0]):
        if isinstance(one, _Group):
            last[id(one)] = span
        elif meant := _meant([each for each in groups if id(each) in last], last, span, one):
            meant.described.append(span)
            last[id(meant)] = span


def _meant(
    groups: Sequence[_Group], last: Mapping[int, Span], span: Span, noun: str
) -> _Group | None:
    """The actor that a description means: one that has its noun or title, else one of its kind."""
    kind = next((of for of, some in lexicon()["descriptions"].items() if noun in some), None)
    titled = noun in lexicon()["titles"]
    if kind is None and not titled:
        return None
    reach = 6 if titled else 1
    near = [one for one in groups if span.paragraph - last[id(one)].paragraph <= reach]
    told = [one for one in near if noun in one.nouns]
    if not told and kind in ("group", "organisation", "outlet"):
        told = [one for one in near if one.kind in (kind, _ALIKE.get(kind))]
    return max(told, key=lambda one: last[id(one)]) if told else None


def _nouns_beside(text: Text, name: Name) -> set[str]:
    """The nouns that a name is told with: "the charity Dry Shores", "Ferrocorp, a steel firm"."""
    words = text.paragraph(name.span.paragraph).text
    before = re.search(r"\b([a-z]+) $", words[: name.span.start])
    behind = re.match(r",? (?:an?|the) ((?:\w+ ){0,2}\w+)", words[name.span.end :])
    return {*(before[1].split() if before else ()), *(behind[1].split() if behind else ())}


def _usual(group: _Group) -> str:
    """The name by which an actor is known: of a person the fullest, of others the most frequent.

    A state goes by its own name rather than by that of its people.
    """
    often = Counter(one.words for one, _ in group.named)
    if group.kind in ("person", ""):
        return group.name
    named = [one for one in often if one.lower().replace(".", "") in countries()]
    return max(named or often, key=lambda one: (not one.isupper(), often[one], len(one)))


def _actor(group: _Group) -> Actor:
    """The actor of a group; a name of unknown sort is a person's if it has the words of one."""
    name = _usual(group)
    words = group.name.split()
    person = 1 < len(words) < 5 and not re.search(r"\d| (?:of|for|and) ", group.name)
    kind = group.kind or ("person" if person else "group")
    named = [Mention(one.span, "name", f"actor.name.{rule}") for one, rule in group.named]
    described = [Mention(span, "description", "actor.description") for span in group.described]
    aliases = dict.fromkeys(one.words for one, _ in group.named if one.words != name)
    places = sorted((*named, *described), key=lambda one: one.span)
    return Actor(name, kind, tuple(aliases), tuple(places))
