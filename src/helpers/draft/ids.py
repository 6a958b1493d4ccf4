"""Ids for new rows: the next number of a table, wherever the row stands, or the words of a name.

Other tables, notes and links name rows by their ids, so no row is renumbered while work goes on.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from itertools import count

FEWEST = 3
"""So many digits has an id at least (pattern of the ids in data/contract.json)."""


def following(letter: str, taken: Collection[str]) -> str:
    """The next id of a table, in the form that most of its ids have: c176 after c175."""
    digits = [one[1:] for one in taken if one[1:].isdecimal()]
    lengths = Counter(map(len, digits))
    # Of two forms that are as common the longer one, whatever the order of a set.
    length = max(lengths, key=lambda each: (lengths[each], each), default=FEWEST)
    last = max((int(one) for one in digits if len(one) == length), default=0)
    numbered = (f"{letter}{number:0{length}}" for number in count(last + 1))
    return next(one for one in numbered if one not in taken)


def slug(name: str, taken: Collection[str]) -> str:
    """An id of the words of a name: lower case, joined by hyphens, with a number if it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    # "the" of a name is no part of what it is looked up by, unless nothing else is left.
    words = re.findall("[a-z0-9]+", plain.replace("'", ""))
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    stem = "-".join(words) or "unnamed"
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(one for one in numbered if one not in taken)
