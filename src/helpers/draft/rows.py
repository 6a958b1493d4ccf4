"""Everything that the rules find in an article, as rows of a story's tables.

Cells that would need the article's words, or a judgement, are blank: a person fills them in.
"""

from collections.abc import Iterator, Sequence

from helpers.draft.actors import mentions
from helpers.draft.cast import Cast
from helpers.draft.claims import Claim, claims
from helpers.draft.facts import Facts
from helpers.draft.places import Place, name_spans, places, without_actors
from helpers.draft.proposed import Proposed, number, row
from helpers.draft.quotation import Quotation
from helpers.draft.quotations import quotations
from helpers.draft.text import Span, Text
from helpers.story.article import Article


def rows(text: Text, article: Article) -> tuple[Proposed, ...]:
    """The rows that the rules propose for an article, table by table in reading order.

    Input: the article's text, with the kinds of its paragraphs; what article.toml says of it.
    """
    found = places(text)
    actors = mentions(text, name_spans(found))
    kept: tuple[Place, ...] = without_actors(found, actors)
    cast, asserted = Cast(text, article, actors), claims(text)
    claim_rows = tuple(_claims(text, cast, asserted))
    facts = Facts(text, article, cast, kept, _by_id(asserted, claim_rows))
    return (*claim_rows, *facts.rows(), *cast.rows())


def _by_id(found: Sequence[Claim], made: Sequence[Proposed]) -> dict[str, Claim]:
    return {one.cells["claim_id"]: claim for claim, one in zip(found, made, strict=True)}


def _claims(text: Text, cast: Cast, found: Sequence[Claim]) -> Iterator[Proposed]:
    said = quotations(text)
    serials: dict[Span, int] = {}
    for at, claim in enumerate(found, start=1):
        chain = list(dict.fromkeys((*_speakers(cast, claim.quotation, said), cast.outlet)))
        hedges = (text.words(one.span) for one in claim.hedges if claim.span.holds(one.span))
        serial = serials.setdefault(claim.span, -1) + 1
        serials[claim.span] = serial
        cells = {
            "claim_id": number("c", at, len(found)),
            "content": "assertion",
            "speaker": chain[0],
            "chain": "|".join(chain),
            "voice": claim.voice,
            "hedges": "|".join(dict.fromkeys(hedges)),
            "certainty": claim.certainty,
        }
        yield row("claims", text, claim.span, claim.rule, cells, serial)


def _speakers(cast: Cast, quotation: Quotation | None, said: Sequence[Quotation]) -> Iterator[str]:
    """Whoever is said to know it, and everyone who passed it on, outwards."""
    while quotation is not None:
        yield cast.speaker(quotation)
        if outlet := cast.outlet_told(quotation):
            yield outlet
        within = quotation.within
        quotation = next(
            (one for one in said if within and within in one.spans and one is not quotation), None
        )
