"""The words by which a sentence says what happened to people, from outcomes.toml."""

import re
import tomllib
from pathlib import Path

_LISTED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _either(words: str) -> str:
    return "|".join(word.replace("_", " ") for word in words.split())


OUTCOME = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{name}>{_either(words)})" for name, words in _LISTED["words"].items())
    + rf")\b(?! (?:{_either(_LISTED['others']['behind'])})\b)",
    re.IGNORECASE,
)
"""A word that tells an outcome; the group that it fills is the outcome's name."""

OF_PEOPLE = re.compile(
    rf"\b(?:of|the|among) (?:the )?(?:{_either(_LISTED['people']['words'])})\b", re.I
)
"""People told by what had happened to them before: "of the wounded"."""
