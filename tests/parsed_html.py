"""A piece of HTML, taken apart."""

from collections import defaultdict
from html.parser import HTMLParser

VOID = {"base", "br", "embed", "hr", "img", "input", "link", "meta", "source"}
"""Tags that hold nothing and are not closed."""


class Parsed(HTMLParser):
    """The tags of a piece of HTML with their attributes, and its texts.

    `inside` holds the texts by the tag in which they stand; `well_nested` says whether each tag is
    closed, and in turn.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.inside: defaultdict[str, list[str]] = defaultdict(list)
        self.well_nested = True
        self._open: list[str] = []
        self.feed(html)
        self.well_nested &= not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.well_nested &= bool(self._open) and self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._open and data.strip():
            self.inside[self._open[-1]].append(data.strip())

    def of(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each tag of this name."""
        return [attrs for name, attrs in self.tags if name == tag]
