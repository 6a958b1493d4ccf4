"""Words for counts and lists in running sentences, and for the source of a chart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.story import Article

if TYPE_CHECKING:
    import pandas as pd

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


FRACTIONS = (
    *((1, low) for low in range(2, 11)),
    *((2, 3), (2, 5), (3, 4), (3, 5), (4, 5), (9, 10)),
)
"""Shares as people say them: one in seven, two in five, three in four, nine in ten."""

FAR = 0.03
"""A share further than this from any fraction that people say is counted out."""

NAMED = 3
"""So many publishers are named below a chart, and one more where that is all of them."""


def in_words(count: int) -> str:
    """Put a count in words up to nine, in digits above: "seven", "1,240"."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """Put a count before its noun: "one place", "three places".

    Input: count; the noun in the singular; its plural where that is not the singular and "s".
    """
    return f"{in_words(count)} {one if count == 1 else many or one + 's'}"


def share(part: int, whole: int) -> str:
    """Put a share in words: "half", "two in five", "one in seven", "none", "all".

    A whole of up to nine is counted out ("three of five"). Else it is the simplest fraction that
    comes closest, with "about" before it unless it comes to within half of one in the whole
    ("more than" or "nearly" before half); "38 of 71" if no fraction comes close.
    """
    if not 0 < part < whole:
        return "none" if part <= 0 else "all"
    counts = f"{in_words(part)} of {in_words(whole)}"
    if whole < len(SMALL):
        return counts
    # Of fractions that come equally close, the one with the smaller numbers.
    top, low = min(FRACTIONS, key=lambda one: (round(abs(one[0] / one[1] - part / whole), 2), one))
    gap = abs(top / low - part / whole)
    exact = gap * whole <= 0.5 + 1e-9
    if (top, low) == (1, 2):
        more = "more than" if part * 2 > whole else "nearly"
        return "half" if exact else f"{more} half"
    if gap > FAR:
        return counts
    words = f"{in_words(top)} in {'ten' if low == 10 else in_words(low)}"
    return words if exact else f"about {words}"


def listed(items: Sequence[str]) -> str:
    """Join the parts of an enumeration: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def capital(sentence: str) -> str:
    """Begin a sentence with a capital, and leave the rest of it as it is."""
    return sentence[:1].upper() + sentence[1:]


@dataclass(frozen=True)
class Sources:
    """Who published what a chart is drawn from: names in the order of their weight.

    day is the day of the article, as EDTF; "" for a chart that uses no article.
    """

    names: tuple[str, ...]
    day: str = ""

    @property
    def label(self) -> str:
        """What stands before the names: "Source" or "Sources"."""
        return "Source" if len(self.names) < 2 else "Sources"

    @property
    def short(self) -> str:
        """The names that a line has room for: "The Independent, BBC, UCDP and two more"."""
        if len(self.names) <= NAMED + 1:
            return self.whole
        rest = in_words(len(self.names) - NAMED)
        return f"{', '.join(self.names[:NAMED])} and {rest} more"

    @property
    def whole(self) -> str:
        """All the names; "no reference" without any."""
        return listed(self.names) or "no reference"


def publisher_name(publisher: str) -> str:
    """The name by which a reader knows a publisher: who speaks.

    It stands before the first comma; what follows it is where the page was read, or through whom
    it came: "Agence France-Presse, in Naharnet" is Agence France-Presse.
    """
    return publisher.split(",")[0].strip()


def sources(
    article: Article | None,
    references: "pd.DataFrame | None" = None,
    ref_ids: "Iterable[object]" = (),
) -> Sources:
    """The sources of a chart: the outlet of the article, and the publishers of the rows drawn.

    Input: the article, if the chart uses it; references (contract); the ids of those drawn, once
    for each row, a cell of several joined by "|", blanks left out.
    Output: the outlet first, then the publishers with most rows.
    Raises: KeyError for an id that is no reference.
    """
    cells = [str(cell) for cell in ref_ids if isinstance(cell, str)]
    ids = [ref for cell in cells for ref in dict.fromkeys(cell.split("|"))]
    known = (
        {}
        if references is None
        else dict(zip(references["ref_id"], references["publisher"], strict=True))
    )
    counts = Counter(publisher_name(str(known[ref])) for ref in ids)
    names = [name for name, _ in counts.most_common()]
    if article is None:
        return Sources(tuple(names))
    return Sources(tuple(dict.fromkeys([article.outlet, *names])), article.published)
