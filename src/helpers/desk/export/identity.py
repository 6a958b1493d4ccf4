"""What an export calls things: the project, and an identifier for every row.

A row keeps its identifier wherever the file is hosted and however often it is written, so it is a
name and no address: a UUID of version 5 (RFC 9562) made from the story, the table and the key.
"""

from uuid import UUID, uuid5

PROJECT = "Claim by Claim"

NAMESPACE = UUID("6b0a3f0c-4f2e-5c1d-9a57-2f6d0f1e8c34")
"""The namespace of all identifiers; it was drawn once, and changing it would rename every row."""


def urn(story_id: str, table: str, *key: object) -> str:
    """The identifier of a row: "urn:uuid:" and the UUID of its story, table and key.

    Input: the story, the table (or kind of thing), and the cells of the row's key in order.
    """
    return uuid5(NAMESPACE, "/".join((story_id, table, *map(str, key)))).urn


def project_urn() -> str:
    """The identifier of the project, the same in every story."""
    return uuid5(NAMESPACE, PROJECT).urn
