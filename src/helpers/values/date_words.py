"""Weekdays and years among English words of a date, where they are sure to be meant.

Four digits may be an hour ("1930 on Sunday"), a name ("Resolution 1973", "the 1967 borders") or a
count; a weekday may come again ("every Thursday"), be part of a name ("Sunday prayers") or only a
limit ("before Sunday"). So each is read only between words that leave no other sense, and all else
is passed over in silence.
"""

import re

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_SENSES = {
    word: sense
    for sense, words in {
        "weekday": " ".join(WEEKDAYS),
        "month": _MONTHS,
        "season": "spring summer autumn fall winter christmas easter",
        "part": "end beginning start middle half quarter rest hours",
        "hour": "morning afternoon evening night noon midday midnight overnight today yesterday",
        "apart": "every each most alternate other weekly before after by following preceding "
        "ahead within ago eve days weeks months years decade decades",
        "in": "in during throughout year early late mid",
        "on": "on last this next past coming the",
        "since": "since from between",
        "of": "of",
        "link": "and or to - – — /",
        "then": "until till through at when but as 's ’s",
        "mark": ", ; : . ( ) ' \" ’",
    }.items()
    for word in words.split()
}
_PARTS_OF = {"part", "hour", "month", "season"}
_BEFORE_WEEKDAY = {"", "on", "in", "since", "link", "mark", "hour", "month", "day"}
_BEHIND = _BEFORE_WEEKDAY | {"weekday", "of", "then"}
LONGEST = 300
"""Of more characters nothing is told: they are no words of one date."""
_WORD = re.compile(r"['’]s\b|[^\W\d_]+|\d+(?:st|nd|rd|th)?|[^\w\s]")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def weekdays(words: str) -> tuple[str, ...]:
    """The weekdays that a date is said to be, in lower case; () if one of them may be none."""
    found = _senses(words)
    told = []
    for place, (word, sense) in enumerate(found):
        if sense == "weekday":
            behind = found[place + 1][1]
            if not _before(found[:place], _BEFORE_WEEKDAY) or behind not in _BEHIND | {"year"}:
                return ()
            told.append(word)
    return tuple(told)


def years(words: str, *, to_the_day: bool) -> tuple[int, ...]:
    """The years in which a date is said to lie.

    Input: its words; whether it is known to the day, so that they may tell an hour of it.
    """
    found = _senses(words)
    told: list[int] = []
    for place, (word, sense) in enumerate(found):
        if sense != "year" or found[place + 1][1] not in _BEHIND:
            continue
        before = [(text, kind) for text, kind in found[:place] if kind != "mark"]
        senses = [kind for _, kind in before][-2:]
        dated = (
            senses[-1] == "month" or senses == ["month", "day"] or _before(before, {"in", "season"})
        )
        linked = senses[-1] == "link" and (senses[0] == "in" or before[-2][0] in map(str, told))
        alone = senses[-1] in ("", "since") or linked
        if dated or (alone and not (to_the_day and _may_be_an_hour(word, found))):
            told.append(int(word))
    return tuple(told)


def _senses(words: str) -> list[tuple[str, str]]:
    """Each word, number and mark with its sense, "other" if it has none here; "" at both ends.

    None is told where words set the date apart from those it is told by: "two days after Sunday".
    """
    found = []
    for word in _WORD.findall(words.casefold() if len(words) <= LONGEST else ""):
        number = "year" if _YEAR.fullmatch(word) else "day" if _DAY.fullmatch(word) else "other"
        found.append((word, _SENSES.get(word, number)))
    if any(sense == "apart" for _, sense in found):
        found = []
    return [("", ""), *found, ("", "")]


def _before(found: list[tuple[str, str]], senses: set[str]) -> bool:
    """Whether what stands last has one of these senses, or is "of" behind a part of a time."""
    last = found[-1][1]
    return last in senses or (last == "of" and found[-2][1] in _PARTS_OF)


def _may_be_an_hour(digits: str, found: list[tuple[str, str]]) -> bool:
    """Whether four digits may tell the time: newspapers round it, unless they name a day."""
    minutes = int(digits[2:])
    named = any(sense in ("weekday", "hour") for _, sense in found)
    return minutes < 60 and (minutes % 5 == 0 or named)
