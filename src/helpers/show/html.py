"""HTML in which everything that is filled in is escaped.

No pandas and no matplotlib here, so that a page can be written without waiting for them.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

LIST = "|"
"""What joins a list inside one cell of a table."""

# Whole numbers that name a place or a time and are not amounts: no thousands separator.
PLAIN_NUMBERS = frozenset({"year", "paragraph", "start", "end"})

IN_SCRIPT = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""For `str.translate`: JSON that may stand inside a script element. JSON knows these letters, but
the first would end the element, and old parsers break a line at the last two (ECMA-262, "JSON
Superset"; WHATWG HTML, "Restrictions for contents of script elements")."""


@cache
def templates() -> Environment:
    """The HTML templates of the package; everything that is filled in is escaped."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(template: str, **facts: Any) -> Markup:
    """A template of the package with its facts, which are escaped unless they are Markup."""
    return Markup(templates().get_template(f"{template}.html.j2").render(**facts))


def number_text(number: float, column: str = "") -> str:
    """A number as a reader sees it.

    Input: the number and the name of its column. Output: with separators and without needless
    decimals, but a year or a paragraph as it is.
    """
    rounded = round(number, 3)
    whole = int(rounded) if rounded.is_integer() else rounded
    return str(whole) if column in PLAIN_NUMBERS else f"{whole:,}"


def web_address(text: object) -> str:
    """An address of the web as it is, "" for anything else: it may become a link."""
    return text if isinstance(text, str) and text.startswith(("https://", "http://")) else ""
