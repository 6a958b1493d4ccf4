"""Ids for new rows: between two others stands one with a further digit, so nobody is renumbered.

Claims, figures and events are numbered in reading order, and other tables, notes and links name
them. Read as the decimals of a number, "c0125" stands between "c012" and "c013", as text and as
number; so a new row finds its place, and every other one keeps its id.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from itertools import count

FEWEST = 3
"""So many digits has an id at least (pattern of the ids in data/contract.json)."""
NEAREST = 10
"""So many numbers are tried before a further digit is taken."""


def between(letter: str, before: str | None, behind: str | None, taken: Collection[str]) -> str:
    """An id that sorts between two others.

    Input: the letter of the table; the ids on either side, None at the ends; ids that are not to be
    used. Output: one of as few digits as there is, in the middle of the room.
    """
    low = before.removeprefix(letter) if before else ""
    high = behind.removeprefix(letter) if behind else None
    if high is None and low and set(low) != {"9"}:
        # The last one: the next number, of as many digits.
        following = f"{letter}{int(low) + 1:0{len(low)}}"
        if following not in taken:
            return following
    for digits in count(FEWEST):
        first = int(low.ljust(digits, "0")[:digits] or 0) + 1
        last = int(high.ljust(digits, "0")[:digits]) if high else 10**digits
        room = range(first, min(last, first + NEAREST))
        # In a wide gap, which somebody left, the next number; else the middle of what there is.
        middle = first if last - first > NEAREST else (first + last) // 2
        for number in sorted(room, key=lambda one: abs(one - middle)):
            found = f"{letter}{number:0{digits}}"
            fits = (not low or low < found[1:]) and (high is None or found[1:] < high)
            if fits and found not in taken:
                return found
    raise AssertionError  # there is always room for one more digit


def following(letter: str, taken: Collection[str]) -> str:
    """The next id of a table, in the form that most of its ids have: c176 after c175."""
    digits = [one[1:] for one in taken if one[1:].isdecimal()]
    (length, _), *_ = Counter(map(len, digits)).most_common(1) or [(FEWEST, 0)]
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
