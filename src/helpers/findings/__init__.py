"""What a story's tables come to, in whole sentences computed from their rows."""

from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True)
class Finding:
    """One finding: a whole sentence, and the rows it rests on.

    `rows` holds the keys of those rows ("c004", "r012", "isis"), so that a reader can go from the
    sentence to the words of the article.
    """

    text: str
    rows: tuple[str, ...]
