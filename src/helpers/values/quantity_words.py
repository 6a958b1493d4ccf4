"""The words and signs of English quantities, as quantity_words.toml lists them."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple


class Token(NamedTuple):
    """Words of one kind: its letter in quantity_words.toml, the words, what they stand for."""

    kind: str
    text: str
    means: Any = None


_LETTER = r"[^\W\d_]"
_WHOLE_WORD = f"(?:(?<!{_LETTER})|(?!{_LETTER}))"


def _listed() -> Iterator[tuple[str, Any, str]]:
    """Kind, meaning and pattern of each entry of the list, in its order."""
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    for kind, pattern, *means in listed["words"]:
        spelt = _joined(pattern)
        for name, part in listed["parts"].items():
            spelt = spelt.replace(f"<{name}>", _joined(part))
        yield kind, means[0] if means else None, f"(?:{spelt}){_WHOLE_WORD}"


def _joined(pattern: str) -> str:
    return "".join(pattern.strip("\n").split("\n"))


_WORDS = tuple(_listed())
_PATTERN = re.compile(
    "|".join(f"(?P<w{at}>{pattern})" for at, (_, _, pattern) in enumerate(_WORDS)),
    re.IGNORECASE,
)
_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc", "'")
    | dict.fromkeys("\u201c\u201d", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | {"\u2044": "/"}
)


def tokens(words: str) -> Iterator[Token]:
    """The tokens of a text, in lower case, with plain quotation marks and dashes."""
    text = re.sub(r"[ \t\n]+", " ", words.translate(_PLAIN)).strip(" '\"").rstrip(".;:!?'\" ")
    yield from (token for _, _, token in placed(text))


def placed(text: str) -> Iterator[tuple[int, int, Token]]:
    """The tokens of a text with plain marks, each behind its first character and the one after it."""
    at = 0
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None:
            at += 1
            continue
        kind, means, _ = _WORDS[int(str(match.lastgroup)[1:])]
        start = at + len(match.group()) - len(match.group().lstrip())
        at = match.end()
        yield (
            start,
            start + len(match.group().strip()),
            Token(kind, match.group().strip().lower(), means),
        )
