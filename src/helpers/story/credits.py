"""Who published what a chart is drawn from, and the line that says so."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.story.article import Article
from helpers.story.story import Story
from helpers.values.dates import describe
from helpers.values.english import in_words, listed

if TYPE_CHECKING:
    import pandas as pd

NAMED = 3
"""So many publishers are named below a chart, and one more where that is all of them."""


@dataclass(frozen=True)
class Sources:
    """Who published what a chart is drawn from: names in the order of their weight.

    day is the day of the article, as EDTF; "" for a chart that uses no article.
    """

    names: tuple[str, ...]
    day: str = ""

    @property
    def article(self) -> str:
        """The outlet of the article and its day: "The Independent, 29 September 2014"."""
        return f"{self.names[0]}, {describe(self.day)}"

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


def of_rows(story: Story, ref_ids: Iterable[object] = ()) -> Sources:
    """The sources of a chart of the article: its outlet, and who published the references drawn.

    Input: the story; the references drawn, as for `sources`. Raises: as `sources`.
    """
    return sources(story.article, story.references, ref_ids)
