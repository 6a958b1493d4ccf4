"""How an export is written: JSON that is safe to paste into a page, the same bytes every time."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

# In a string these mean the same escaped; unescaped they could end the script element of a page.
ESCAPED = str.maketrans(
    {character: f"\\u{ord(character):04x}" for character in ("<", ">", "&", "\u2028", "\u2029")}
)


def as_json(document: Mapping[str, Any]) -> bytes:
    """Write a document as JSON in UTF-8, keys in their own order, markup escaped.

    Raises:
        ValueError: a number that JSON has no word for, such as not-a-number.
    """
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    return (text.translate(ESCAPED) + "\n").encode("utf-8")


def cell(value: object) -> str | None:
    """A cell as text; None for a blank one."""
    return None if pd.isna(value) else str(value)  # type: ignore[call-overload]


def filled(entries: Mapping[str, Any]) -> dict[str, Any]:
    """The entries that hold something: what is not known is left out, not written as empty."""
    return {name: value for name, value in entries.items() if value not in (None, "", [], ())}
