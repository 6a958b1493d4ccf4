"""Words for counts and lists in running sentences, and for the source of a chart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.dates import describe
from helpers.story import Article

if TYPE_CHECKING:
    import pandas as pd

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_words(count: int) -> str:
    """Put a count in words up to nine, in digits above: "seven", "1,240"."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """Put a count before its noun: "one place", "three places".

    Input: count; the noun in the singular; its plural where that is not the singular and "s".
    """
    return f"{in_words(count)} {one if count == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """Join the parts of an enumeration: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def capital(sentence: str) -> str:
    """Begin a sentence with a capital, and leave the rest of it as it is."""
    return sentence[:1].upper() + sentence[1:]


def source_line(article: Article) -> str:
    """The source line of a chart: who published the article, and when.

    Output: "The Independent, 29 September 2014, and the references named in the rows".
    """
    return f"{article.outlet}, {describe(article.published)}, and the references named in the rows"


def reference_line(references: "pd.DataFrame", ref_ids: Sequence[str]) -> str:
    """The source line of a chart that rests on references alone.

    Input: references (contract); the ids of those drawn.
    Output: "Uppsala Conflict Data Program, Georeferenced Event Dataset"; several are joined by
        "; ", and there is "no reference" without any.
    """
    known = references[references["ref_id"].isin(list(ref_ids))]
    named = [
        f"{publisher}, {title}"
        for publisher, title in zip(known["publisher"], known["title"], strict=True)
    ]
    return "; ".join(dict.fromkeys(named)) or "no reference"
