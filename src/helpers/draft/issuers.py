"""Whose words a paper holds: of "a statement by the port authority" the authority speaks."""

import re
from functools import cache

from helpers.draft.cues import lexicon
from helpers.draft.text import Span, Text

_ISSUED = "released|published|issued|prepared|compiled|written|signed|posted|sent|drawn up|put out"
_FROM = "message|messages|statement|statements|letter|letters|dispatch|telegram|cable|note|memo"


@cache
def _pattern() -> re.Pattern[str]:
    papers = "|".join(sorted(lexicon().papers))
    return re.compile(
        rf"^(?:\S+ ){{0,4}}?(?:(?:{papers})(?: (?:{_ISSUED})(?: [A-Z]\w+| (?:on|in) \w+)?)? by"
        rf"|(?:{_FROM})(?: sent)? from) (.+)$",
        re.IGNORECASE,
    )


def issuer(text: Text, source: Span) -> Span | None:
    """Whoever issued the paper that a source is; None where it is none, or does not say.

    A paper seen or obtained by somebody is not theirs.
    """
    found = _pattern().match(text.words(source).split(",")[0])
    if found is None:
        return None
    return Span(source.paragraph, source.start + found.start(1), source.start + found.end(1))
