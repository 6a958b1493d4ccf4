"""Who says a claim, what checks cite, and what claims that contradict each other speak of."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

import pandas as pd

from helpers.story.check.tables import Tables, each
from helpers.story.check.times import span
from helpers.story.csv_tables import split
from helpers.values.dates import Span

CLAIMS = ["claim_id", "other_id"]
Thing = TypeVar("Thing")


def chains(tables: Tables) -> pd.DataFrame:
    """The claims with a chain: its first and its last, and who stands in it twice, joined."""
    rows = tables.rows("claims")
    rows = rows[rows["chain"] != ""]
    chain = rows["chain"].map(split)
    return rows.assign(
        first=chain.str[0],
        last=chain.str[-1],
        twice=[", ".join(sorted({a for a in actors if actors.count(a) > 1})) for actors in chain],
    )


def with_other_topics(tables: Tables) -> pd.DataFrame:
    """The claims with a topic that is none of the article's, which are in topics, joined."""
    topics, rows = tables.article.topics, tables.rows("claims")
    known = rows["topic"].isin(["", *topics])
    return rows[~known].assign(topics=", ".join(topics))


def cited(tables: Tables) -> pd.DataFrame:
    """The references that checks name and that are the article itself; own says how it is known."""
    article, references = tables.article, tables.rows("references")
    address = references["address"].map(_page)
    same_words = references["title"].map(_plain).eq(_plain(article.headline)) & references[
        "publisher"
    ].map(_plain).eq(_plain(article.outlet))
    own = {
        **dict.fromkeys(
            references["key"][same_words], "has the publisher and the title of the article"
        ),
        **dict.fromkeys(
            references["key"][address.ne("") & address.eq(_page(article.url))],
            "has the address of the article",
        ),
    }
    checks = tables.rows("checks")
    items = each(checks, checks["ref_ids"].map(split))
    return items.assign(own=items["item"].map(own)).dropna(subset="own")


def _page(address: str) -> str:
    """An address without what does not change the page: scheme, www, query, a slash at the end."""
    parts = urlsplit(address.strip())
    return f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}"


def _plain(words: str) -> str:
    """Words without case, punctuation and spaces, to compare them."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def opposed_in_time(tables: Tables) -> pd.DataFrame:
    """Contradictions beside the dates of their claims; the columns are those of `_opposed`."""
    dated = pd.concat([tables.rows("events"), tables.rows("figures")])
    spans = dated.assign(span=dated["when"].map(span)).dropna(subset="span")
    known = spans.groupby("claim_id")["span"].agg(list).to_dict()
    links = tables.rows("claim_links")
    stated = [[when] if (when := span(text)) else [] for text in links["when"]]
    return _opposed(links, stated, known, _overlap)


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans can share a day; an end that is not stated excludes nothing."""
    pairs = ((one.latest, other.earliest), (other.latest, one.earliest))
    return not any(end and start and end < start for end, start in pairs)


def opposed_in_place(tables: Tables) -> pd.DataFrame:
    """Contradictions beside the places of their claims; the columns are those of `_opposed`."""
    places, events, links = (tables.rows(name) for name in ("places", "events", "claim_links"))
    within = dict(zip(places["key"], places["within"], strict=True))
    placed = events[events["place_id"] != ""]
    known = placed.groupby("claim_id")["place_id"].agg(list).to_dict()

    def nested(one: str, other: str) -> bool:
        return other in _holders(one, within) or one in _holders(other, within)

    return _opposed(links, [[place] if place else [] for place in links["place_id"]], known, nested)


def _holders(place: str, within: Mapping[str, str]) -> set[str]:
    """A place and all in which it lies."""
    found: set[str] = set()
    while place and place not in found:
        found.add(place)
        place = within.get(place, "")
    return found


def _opposed(
    links: pd.DataFrame,
    stated: Sequence[Sequence[Thing]],
    known: Mapping[Hashable, Sequence[Thing]],
    meet: Callable[[Thing, Thing], bool],
) -> pd.DataFrame:
    """Contradictions of which two sides exclude each other.

    Input: links of claims; the times or places that each link states, and that each claim speaks
    of; whether two can go together. Output: the links, and in claim the one that excludes what the
    link states, "" where the claims exclude each other.
    """

    def apart(some: Sequence[Thing], others: Sequence[Thing]) -> bool:
        return bool(some and others) and not any(meet(a, b) for a in some for b in others)

    told = []
    for one, other, own in zip(*(links[column] for column in CLAIMS), stated, strict=True):
        sides = known.get(one, ()), known.get(other, ())
        between = [""] if apart(*sides) else []
        told.append(
            [
                *between,
                *(c for c, side in zip((one, other), sides, strict=True) if apart(own, side)),
            ]
        )
    rows = each(links, told, "claim")
    return rows[rows["kind"] == "contradicts"]
