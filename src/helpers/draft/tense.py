"""Whether the words around a date speak of what is to come or of what has been."""

import re
import tomllib
from pathlib import Path

# "Will be held", "to cut": no past, though spelt as one.
_NO_PAST = "".join(
    rf"(?<!\b{word} )"
    for word in [
        "be",
        "been",
        "will",
        "would",
        "may",
        "might",
        "could",
        "can",
        "shall",
        "should",
        "to",
    ]
)


def _pattern() -> re.Pattern[str]:
    """The words of tense.toml, and every other past in "ed", as one pattern."""
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    words = {
        name: "|".join(each.replace("_", " ") for each in some.split())
        for name, some in listed.items()
    }
    return re.compile(
        rf"(?<![\w-])(?:(?P<perhaps>(?:{words['perhaps_gone']}) (?:not |\w+ly )?have)"
        # The month opens with a capital, and so does Will.
        rf"|(?P<coming>(?-i:(?!May\b|Will [A-Z]))(?:{words['coming']}))"
        rf"|{_NO_PAST}(?P<gone>{words['gone']}|\w{{3,}}ed))(?![\w-])",
        re.IGNORECASE,
    )


_TENSE = _pattern()
_BY_THEN = re.compile(r"\bcome $|\bto (?:be )?[a-z]+ (?:[^.;]{0,50} )?by (?:the )?$")
"""What limits a time that is still to come: "come Tuesday", "ordered to pay by 1 July"."""
_PREPOSITION = re.compile(
    r"(?:\W*(?:but|and|meanwhile|then),?)?\W*(?:(?:on|in|at|by|from|late|early|the) ?)*", re.I
)


def is_to_come(before: str, behind: str, *, headline: bool = False) -> bool:
    """Whether what a sentence tells of a date is still to come.

    Input: what the sentence says before the date and behind it. The last word of tense before the
    date tells; where the date opens the sentence, the first one behind it. In a headline an
    infinitive tells as well: "Mill to close in June".
    """
    if _BY_THEN.search(before):
        return True
    found = list(_TENSE.finditer(before))
    if found:
        return found[-1]["coming"] is not None
    if headline and re.search(r"\bto [a-z]+\b", before):
        return True
    if not _PREPOSITION.fullmatch(before) or behind.startswith("'s"):
        return False
    first = _TENSE.search(behind)
    return first is not None and first["coming"] is not None
