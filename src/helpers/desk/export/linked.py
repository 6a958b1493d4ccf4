"""What the exports share: names for rows, links between them, and JSON that a page may hold."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

import pandas as pd

PROJECT = "Claim by Claim"

NAMESPACE = UUID("6b0a3f0c-4f2e-5c1d-9a57-2f6d0f1e8c34")
"""The namespace of all identifiers; it was drawn once, and changing it would rename every row."""

# In a string these mean the same escaped; unescaped they could end the script element of a page.
ESCAPED = str.maketrans(
    {character: f"\\u{ord(character):04x}" for character in ("<", ">", "&", "\u2028", "\u2029")}
)


def urn(story_id: str, table: str, *key: object) -> str:
    """The identifier of a row, wherever its file is hosted and however often it is written.

    Input: the story, the table (or kind of thing), and the cells of the row's key in order.
    Output: "urn:uuid:" and a UUID of version 5 (RFC 9562): a name and no address.
    """
    return uuid5(NAMESPACE, "/".join((story_id, table, *map(str, key)))).urn


def project_urn() -> str:
    """The identifier of the project, the same in every story."""
    return uuid5(NAMESPACE, PROJECT).urn


def link(address: str) -> dict[str, str]:
    """A link to what has this identifier or address."""
    return {"@id": address}


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
