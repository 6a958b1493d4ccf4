"""Paragraphs that stand in a copy with other words than the article's: where, and in which rows."""

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from helpers.story.article_copy.pieces import Piece
from helpers.story.article_copy.proof import Known, Match
from helpers.story.article_copy.search import Uniform, openings
from helpers.story.csv_tables import Row
from helpers.story.locators import digest

SILENT = ("boilerplate", "byline", "dateline")
"""Kinds of paragraph that make no claim, of which every outlet prints its own."""
MOST_DIFFERENT = 0.1
"""A changed paragraph is longer or shorter by so much of its length at most."""
MOST_STRETCHES = 50_000
"""So many stretches of a copy are held against a paragraph at most, those in short parts first."""


@dataclass(frozen=True)
class Change:
    """A paragraph that stands changed in a copy.

    `place` is where it begins there, from 0; `kept` is how many characters of rows stand at their
    place in it; `rows` are those whose words do not, only the shortest, which tell best where.
    """

    known: Known
    place: int
    kept: int
    rows: tuple[str, ...]


def changes(missing: Sequence[Known], match: Match, rows: Sequence[Row]) -> list[Change]:
    """The missing paragraphs that a copy has with other words.

    Such a stretch is about as long as its paragraph, and has some rows' words at their very place
    or stands between the paragraph before and the one behind. Input: what is known of those that
    are missing; the rows of all tables that say where they stand.
    """
    found = []
    parts = sorted(match.left_over, key=len)
    for known in missing:
        own = [row for row in rows if row.whole("paragraph") == known.paragraph]
        stands = (one for part in parts for one in _stands(known, part, own))
        best = max(islice(stands, MOST_STRETCHES), key=lambda one: one.kept, default=None)
        if (
            known.kind not in SILENT
            and best is not None
            and (best.kept or _between(match, known.paragraph, best.place))
        ):
            found.append(best)
    return found


def _between(match: Match, paragraph: int, place: int) -> bool:
    """Whether a place in the copy is behind the paragraph before one, and before the one behind."""
    before, behind = (match.places.get(paragraph + step, ()) for step in (-1, 1))
    return bool(before and behind) and before[-1] < place < behind[0]


def _stands(known: Known, part: Sequence[Piece], rows: Sequence[Row]) -> Iterator[Change]:
    """Every stretch of some pieces that is about as long as a paragraph, as that paragraph."""
    uniform = Uniform(part)
    offsets, most = uniform.offsets, max(MOST_DIFFERENT * known.length, 3)
    for start in openings(part):
        about = offsets[start] + known.length
        first = bisect_left(uniform.ends, about - most, key=offsets.__getitem__)
        last = bisect(uniform.ends, about + most, key=offsets.__getitem__)
        for end in uniform.ends[first:last]:
            words = uniform.text[offsets[start] : offsets[end]]
            longer = len(words) - known.length
            lost = [row for row in rows if not _stands_in(row, words, longer)]
            kept = sum(_length(row) for row in rows if row not in lost)
            shortest = min(map(_length, lost), default=0)
            named = dict.fromkeys(row.key for row in lost if _length(row) == shortest)
            yield Change(known, part[start].places[0], kept, tuple(named))


def _stands_in(row: Row, words: str, longer: int) -> bool:
    """Whether a row's words stand where they should, before the change or behind it."""
    start, end = row.whole("start") or 0, row.whole("end") or 0
    return row.text("sha256") in (
        digest(words[start:end]),
        digest(words[max(start + longer, 0) : end + longer]),
    )


def _length(row: Row) -> int:
    return (row.whole("end") or 0) - (row.whole("start") or 0)
