"""Counts, shares and lists in the words of a running sentence."""

import re
from collections.abc import Mapping, Sequence

BLANK = "–"
"""What stands for a blank: not stated, never zero."""

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


FRACTIONS = (
    *((1, low) for low in range(2, 11)),
    *((2, 3), (2, 5), (3, 4), (3, 5), (4, 5), (9, 10)),
)
"""Shares as people say them: one in seven, two in five, three in four, nine in ten."""

FAR = 0.03
"""A share further than this from any fraction that people say is counted out."""


PLURALS: Mapping[str, str] = {
    "km": "km",
    "per cent": "per cent",
    "foot": "feet",
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "aircraft": "aircraft",
}


def in_words(count: int) -> str:
    """Put a count in words up to nine, in digits above: "seven", "1,240"."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """Put a count before its noun: "one place", "three places".

    Input: count; the noun in the singular; its plural where that is not the singular and "s".
    """
    return f"{in_words(count)} {one if count == 1 else many or one + 's'}"


def plural(noun: str) -> str:
    """The plural of a noun, by its last word: "oil fields", "countries", "aid convoys", "people"."""
    *before, last = noun.split(" ")
    if noun in PLURALS:
        return PLURALS[noun]
    if last in PLURALS:
        last = PLURALS[last]
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = f"{last[:-1]}ies"
    else:
        last += "es" if last.endswith(("s", "x", "ch", "sh")) else "s"
    return " ".join((*before, last))


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


_DESCRIBED = re.compile(
    r"(An?|Unnamed|Other|People|Women|Men|Children|Families|Passengers|Survivors|Residents"
    r"|Civilians|Officials|Fighters|Militants|Members) "
)
"""So begins the name of whoever is described, and has no name of their own."""


def inside(name: str) -> str:
    """A name within a sentence: "a survivor" for "A survivor"; a proper name stays as it is."""
    return name[:1].lower() + name[1:] if _DESCRIBED.match(name) else name


def capital(sentence: str) -> str:
    """Begin a sentence with a capital, and leave the rest of it as it is."""
    return sentence[:1].upper() + sentence[1:]


def sentences(*parts: str) -> str:
    """Put sentences one after the other; each ends in a full stop, unless it asks; "" is none."""
    return " ".join(f"{part}{'' if part.endswith('?') else '.'}" for part in parts if part)
