"""Who stands in a draft: the actors that are named, and those who are only said to speak."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from helpers.draft.actors import Actor
from helpers.draft.names import lexicon
from helpers.draft.proposed import Proposed, row, slug
from helpers.draft.quotation import Quotation
from helpers.draft.text import Span, Text
from helpers.story.article import Article

_WORDS = 4
"""So many words of a description make the name of whoever is described."""
_NEAR = 25
"""So far into the words for whoever was told something the name of an outlet may stand."""
_PAPER = re.compile(
    r"\b(?:messages?|statements?|reports?|letters?|dispatch(?:es)?|telegrams?|documents?|e-?mails?"
    r"|videos?|recordings?|leaflets?|posts?|notices?|memos?)$",
    re.IGNORECASE,
)
"""What speaks without saying whose words it holds."""
_CITED = re.compile(r"\b(?:officials|authorities|sources)\b", re.IGNORECASE)
"""Who is cited by what they are alone, whatever their town or office (`unnamed` of the contract)."""
_MANY = re.compile(r"(?:residents|witnesses|\w{3,}(?:[^s]s|men|women)|people|police|families)$")
_PRONOUNS = frozenset(("they", "he", "she", "it", "we", "i", "who", "some", "many", "others"))
_ARTICLE = re.compile(
    r"^(?:an?|the|its|his|her|their|some|several|one|two|three|other) (?!of )", re.IGNORECASE
)


@dataclass
class _Member:
    """One actor: its id, and the cells of its row."""

    actor_id: str
    name: str
    kind: str
    span: Span
    rule: str
    part_of: str = ""
    aliases: tuple[str, ...] = ()
    mentions: list[tuple[Span, str, str]] = field(default_factory=list)


class Cast:
    """The actors of a draft, to which those who speak are added as they are met."""

    def __init__(self, text: Text, article: Article, actors: Sequence[Actor]) -> None:
        """Take the actors that the text names, and the outlet, who is one even if it is not named."""
        self.text, self.outlet = text, article.outlet_id
        self.members: list[_Member] = []
        self._by_paragraph: dict[int, list[tuple[_Member, Span]]] = {}
        for actor in actors:
            self._add(actor, article)
        if not any(one.actor_id == self.outlet for one in self.members):
            first = text.paragraphs[0].span
            outlet = _Member(self.outlet, article.outlet, "outlet", first, "actor.outlet")
            self.members.append(outlet)

    def _add(self, actor: Actor, article: Article) -> None:
        is_outlet = _plain(actor.name) == _plain(article.outlet)
        found = _Member(
            self.outlet if is_outlet else self._slug(actor.name),
            article.outlet if is_outlet else actor.name,
            "outlet" if is_outlet else actor.kind,
            actor.mentions[0].span,
            actor.mentions[0].rule,
            aliases=tuple(one for one in actor.aliases if "|" not in one),
            mentions=[(one.span, one.form, one.rule) for one in actor.mentions],
        )
        self.members.append(found)
        for mention in actor.mentions:
            self._by_paragraph.setdefault(mention.span.paragraph, []).append((found, mention.span))

    def _slug(self, name: str) -> str:
        return slug(name, {one.actor_id for one in self.members} | {self.outlet})

    def speaker(self, said: Quotation) -> str:
        """The id of whoever says something, who is added if not yet among the actors."""
        span = said.speaker or said.source
        if span is None or self.text.words(span).lower() in _PRONOUNS:
            at = said.cue or said.spans[0]
            name = f"Unnamed source, paragraph {at.paragraph}"
            return self._described(name, "unnamed", at, said.rule, "").actor_id
        inside = [
            (one, mention)
            for one, mention in self._near(span)
            if span.holds(mention) or mention.holds(span)
        ]
        # "Harbour master Zoë Thrushwell" is she; "a spokesman for Dry Shores" is not Dry Shores.
        for one, mention in inside:
            if self._is_whole(span, mention, person=one.kind == "person"):
                return one.actor_id
        words = _ARTICLE.sub("", self.text.words(span)).split(",")[0]
        name = " ".join(words.split()[:_WORDS]).rstrip(",;:'\"- ")
        head = re.split(r" (?:of|for|at|in|from|with|who) |,", words)[0]
        nobody = said.unnamed or _PAPER.search(words) or _CITED.search(head)
        kind = "unnamed" if nobody else "people" if _MANY.search(head) else _kind_of(head)
        part_of = inside[0][0].actor_id if inside else ""
        return self._described(name, kind, span, said.rule, part_of).actor_id

    def outlet_told(self, said: Quotation) -> str:
        """The id of the outlet to which something was said, which passed it on; "" for none."""
        told = said.told
        if told is None:
            return ""
        outlets = (
            one.actor_id
            for one, mention in self._near(told)
            if one.kind == "outlet" and 0 <= mention.start - told.start < _NEAR
        )
        return next(outlets, "")

    def _near(self, span: Span) -> Sequence[tuple[_Member, Span]]:
        """Who is mentioned in the paragraph of a span, and where."""
        return self._by_paragraph.get(span.paragraph, ())

    def _is_whole(self, span: Span, mention: Span, *, person: bool) -> bool:
        """Whether a mention is whoever speaks rather than only a part of the words for them."""
        before = self.text.paragraph(span.paragraph).text[
            span.start : max(span.start, mention.start)
        ]
        behind = self.text.paragraph(span.paragraph).text[mention.end : max(span.end, mention.end)]
        if person:
            return not re.search(r"\b(?:of|for|to|with|by|'s) ?(?:\w+ ){0,3}$|^'s", f"{before}")
        nouns = "|".join(noun for some in lexicon()["descriptions"].values() for noun in some)
        apposed = re.match(rf"(?: (?:{nouns}))?(?:$|,| \()", behind) is not None
        led = re.fullmatch(r"(?:the )?(?:[\w-]+ )?|\w+ [\w -]+, (?:the )?", before, re.IGNORECASE)
        return led is not None and apposed

    def _described(self, name: str, kind: str, span: Span, rule: str, part_of: str) -> _Member:
        known = next(
            (one for one in self.members if one.name.lower() == name.lower() and one.kind == kind),
            None,
        )
        if known is None:
            name = name[:1].upper() + name[1:]
            stem = name if kind != "unnamed" or name.startswith("Unnamed") else f"unnamed {name}"
            rule = f"actor.speaker.{rule.split('.')[0]}"
            known = _Member(self._slug(stem), name, kind, span, rule, part_of)
            self.members.append(known)
        if not any(span.overlaps(mention) for mention, *_ in known.mentions):
            known.mentions.append((span, "description", "actor.speaker"))
            self._by_paragraph.setdefault(span.paragraph, []).append((known, span))
        return known

    def inside(self, span: Span) -> Iterator[str]:
        """The ids of those who are mentioned within a span, in reading order; no unnamed source."""
        found = {
            one.actor_id: mention
            for one, mention in reversed(self._near(span))
            if one.kind not in ("unnamed", "outlet") and span.holds(mention)
        }
        yield from sorted(found, key=lambda actor: found[actor])

    def name(self, actor_id: str) -> str:
        """The name of an actor."""
        return next(one.name for one in self.members if one.actor_id == actor_id)

    def rows(self) -> Iterable[Proposed]:
        """The rows of actors and mentions."""
        for one in self.members:
            cells = {"actor_id": one.actor_id, "name": one.name, "kind": one.kind}
            aliases = "|".join(dict.fromkeys(one.aliases))
            more = {"part_of": one.part_of, "aliases": aliases}
            yield row("actors", self.text, one.span, one.rule, cells | more)
            for span, form, rule in one.mentions:
                yield row(
                    "mentions", self.text, span, rule, {"actor_id": one.actor_id, "form": form}
                )


def _kind_of(head: str) -> str:
    """The kind of whoever is only described: "the company" is an organisation, else a person."""
    last = head.lower().split()[-1:]
    kinds = lexicon()["descriptions"].items()
    return next((kind for kind, some in kinds if set(last) & some), "person")


def _plain(name: str) -> str:
    return name.lower().removeprefix("the ")
