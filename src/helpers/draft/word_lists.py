"""The word lists by which rules know words, each file of TOML beside them."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any


@cache
def listed(name: str) -> dict[str, Any]:
    """What a file lists: words in one string as a set, with a space for "_"; all else as it is."""
    text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    return {group: _as_sets(one) for group, one in tomllib.loads(text).items()}


def _as_sets(one: Any) -> Any:
    if isinstance(one, dict):
        return {name: _as_sets(some) for name, some in one.items()}
    if isinstance(one, str):
        return frozenset(word.replace("_", " ") for word in one.split())
    return one


def either(words: Iterable[str]) -> str:
    """Any of some words as a pattern, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
