"""The text of a copy, piece by piece, with what copying may have made of it undone.

What can stand for one thing only is undone at once: entities of HTML, UTF-8 that was read as cp1252,
soft hyphens and all else that has no width, ligatures, full-width forms, accents apart from their
letters, quotation marks and dashes of any script. What can stand for several things is a piece
with several readings: an ellipsis, a guillemet, a hyphen at the end of a line. Letters and figures
are never changed, but for their case where a paragraph opens in capitals.

The ftfy package undoes much of this as well, but says not from which characters, so that no locator
could be led back to the copy.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from helpers.story.locators import FOLDED

_SPACE = r"[^\S\r\n]"
LINE_END = r"(?:\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029])"


class Piece(NamedTuple):
    """A word, a mark or white space of a copy.

    `readings` is what it may stand for, the likeliest first; `places` are the places in the copy of
    the characters of the first. `ends_line` is white space with an end of a line.
    """

    readings: tuple[str, ...]
    places: tuple[int, ...]
    is_space: bool = False
    ends_line: bool = False

    def placed(self, reading: str) -> tuple[int, ...]:
        """The place in the copy of each character of a reading."""
        same = len(reading) == len(self.places)
        return self.places if same else (self.places[0],) * len(reading)


class Reading(NamedTuple):
    """What some pieces have been read as, up to the piece at which it stands."""

    at: int
    text: str
    before: "Reading | None" = None


# --- what can stand for one thing only -----------------------------------------------------------


def _characters(*ranges: tuple[int, int]) -> str:
    """A set of characters, for a pattern."""
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


def _as_cp1252(byte: int) -> str:
    """The character that a byte becomes in cp1252, or in Latin-1 where that has none."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_BYTES = {form: byte for byte in range(0x80, 0x100) for form in (chr(byte), _as_cp1252(byte))}


def _bytes(first: int, last: int) -> str:
    return "".join(re.escape(form) for form, byte in _BYTES.items() if first <= byte <= last)


_LATER = f"[{_bytes(0x80, 0xBF)}]"


_BEHIND_A_WORD = "\u00a0\u2018\u2019\u201c\u201d"
"""A space or quotation mark behind an accented letter is what it is, but for the commonest damage."""


def _decoded(match: re.Match[str]) -> str:
    """UTF-8 that was read as cp1252, one character of it; as it is if it is none."""
    if match[0][1] in _BEHIND_A_WORD and match[0][0] not in "\u00c2\u00c3":
        return match[0]
    try:
        return bytes(_BYTES[character] for character in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _compatible(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


_NO_WIDTH = _characters(
    *((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x034F, 0x034F)),
    *((0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F)),
    *((0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0xFFA0, 0xFFA0), (0xFFF9, 0xFFFC), (0xE0000, 0xE0FFF)),
)
"""Controls, and what is drawn as nothing (Unicode, Default_Ignorable_Code_Point)."""

_ALWAYS_COMPATIBLE = _characters(
    *((0xFB00, 0xFB06), (0xFE50, 0xFE6B), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6), (0x1D400, 0x1D7FF))
)
"""Ligatures, small and full-width forms, letters of mathematics."""

_LIKE = {
    "'": "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2035",
    '"': "\u02ba\u02dd\u02ee\u2036\u301d\u301e\u301f",
    "-": "\u02d7\u2043\u2e3a\u2e3b\u301c",
}
"""Quotation marks and dashes beside those that every text is folded by."""


def _unescaped(match: re.Match[str]) -> str:
    return html.unescape(match[0])


_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_ONE_CHARACTER = (
    f"[{_bytes(0xC2, 0xDF)}]{_LATER}|[{_bytes(0xE0, 0xEF)}]{_LATER}{{2}}|"
    f"[{_bytes(0xF0, 0xF4)}]{_LATER}{{3}}"
)
_UNDONE: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (_ENTITY, _unescaped),
    (_ENTITY, _unescaped),  # &amp;nbsp;
    (_ONE_CHARACTER, _decoded),
    (_ONE_CHARACTER, _decoded),
    # The last byte of a closing quotation mark has no character in cp1252, and gets lost.
    ("\u00e2\u20ac\ufffd?", '"'),
    ("\u00c2(?=\\s)", ""),
    # A soft hyphen at the end of a line joins what it parted; behind one more a paragraph begins.
    (f"\u00ad{_SPACE}*{LINE_END}{_SPACE}*(?=\\w)", ""),
    (f"[{_NO_WIDTH}]+", ""),
    (_ENTITY, _unescaped),
    (f"[{_ALWAYS_COMPATIBLE}]", _compatible),
    ("``|,,", '"'),
    *((f"[{likes}]", mark) for mark, likes in _LIKE.items()),
)
"""Patterns, and what each stands for; in this order, since one damage hides another."""


def _undone(text: str) -> tuple[str, list[int]]:
    """A text in which all of that is undone, and the place of each character in it before."""
    places = list(range(len(text)))
    for pattern, replace in _UNDONE:
        text, places = _replaced(text, places, pattern, replace)
    return text, places


def _replaced(
    text: str,
    places: list[int],
    pattern: str,
    replace: str | Callable[[re.Match[str]], str],
) -> tuple[str, list[int]]:
    parts: list[str] = []
    kept: list[int] = []
    last = 0
    for match in re.finditer(pattern, text):
        new = replace if isinstance(replace, str) else replace(match)
        parts += text[last : match.start()], new
        kept += places[last : match.start()]
        kept += (
            places[match.start() : match.end()]
            if len(new) == len(match[0])
            else [places[match.start()]] * len(new)
        )
        last = match.end()
    return "".join([*parts, text[last:]]), [*kept, *places[last:]]


def _composed(text: str, places: list[int]) -> tuple[str, list[int]]:
    """A text in NFC and folded, and the place of each of its characters."""
    if unicodedata.is_normalized("NFC", text):
        return text.translate(FOLDED), places
    clusters: list[tuple[str, int]] = []
    for character, place in zip(text, places, strict=True):
        if clusters and ord(character) >= 0x300:
            whole = unicodedata.normalize("NFC", clusters[-1][0] + character)
            if unicodedata.combining(character) or len(whole) <= len(clusters[-1][0]):
                clusters[-1] = (whole, clusters[-1][1])
                continue
        clusters.append((unicodedata.normalize("NFC", character), place))
    composed = "".join(cluster for cluster, _ in clusters)
    return composed.translate(FOLDED), [place for cluster, place in clusters for _ in cluster]


# --- what can stand for several things ------------------------------------------------------------


def _around(printed: str, *forms: str) -> tuple[str, ...]:
    """Forms of a mark with or without the spaces around it, those that are printed first."""
    before = (" ", "") if printed[0].isspace() else ("", " ")
    behind = (" ", "") if printed[-1].isspace() else ("", " ")
    return tuple(map("".join, product(before, forms, behind)))


def _ellipsis(printed: str) -> tuple[str, ...]:
    mark = " ".join(printed.split())
    return _around(printed, *dict.fromkeys((mark, "...", "\u2026", ". . .")))


def _guillemet(printed: str) -> tuple[str, ...]:
    """Pointing outwards, as in French, or inwards, as in German; with or without its spaces."""
    mark = printed.strip()
    before, behind = printed.split(mark)
    sides = [(before, ""), ("", behind)] if mark in "\u00ab\u2039" else [("", behind), (before, "")]
    likely = [f"{left}{quote}{right}" for quote in ('"', "'") for left, right in sides]
    return tuple(dict.fromkeys((*likely, *_around(printed, '"', "'", mark))))


def _dashes(printed: str) -> tuple[str, ...]:
    return _around(printed, "-", printed.strip())


def _compatible_or_not(printed: str) -> tuple[str, ...]:
    """As printed, or with \u00bd as 1/2, \u2122 as TM, \u00b2 as 2."""
    if printed.isascii():
        return (printed,)
    compatible = unicodedata.normalize("NFKC", printed)
    return tuple(dict.fromkeys((printed, compatible, compatible.replace("\u2044", "/"))))


_PIECES: tuple[tuple[str, Callable[[str], tuple[str, ...]]], ...] = (
    (f"(?<=\\w)-{_SPACE}*{LINE_END}\\s*(?=\\w)", lambda _: ("-", "", "- ")),
    (rf"{_SPACE}?(?:\u2026|\.{_SPACE}?\.{_SPACE}?\.){_SPACE}?", _ellipsis),
    (rf"{_SPACE}?[\u00ab\u00bb\u2039\u203a]{_SPACE}?", _guillemet),
    ("''", lambda _: ('"', "''")),
    (rf"{_SPACE}?--+{_SPACE}?", _dashes),
    # A drop cap stands apart from its word.
    (r"(?<=\b[A-Z])\s+(?=\w)", lambda _: (" ", "")),
    (r"\s+", lambda _: (" ",)),
    # Where paragraphs are glued together a word begins inside another.
    (r"\w+?(?=(?<=[a-z0-9]{2})[A-Z]\w|\b)", _compatible_or_not),
    (r".", _compatible_or_not),
)
_PIECE = re.compile("|".join(f"({pattern})" for pattern, _ in _PIECES), re.DOTALL)


def pieces(text: str, *, as_it_is: bool = False) -> list[Piece]:
    """Take the text of a copy apart; `as_it_is` leaves all that copying did to it.

    Output: words, marks and white space in their order; none at either end is white space.
    """
    undone, places = (text, list(range(len(text)))) if as_it_is else _undone(text)
    composed, places = _composed(undone, places)
    found = []
    # The same words share their readings, which saves memory on a long page.
    known: dict[tuple[int, str], tuple[str, ...]] = {}
    for match in _PIECE.finditer(composed):
        printed, kind = match[0], 0 if as_it_is else match.lastindex or 1
        is_space = printed.isspace()
        ends_line = is_space and re.search(LINE_END, printed) is not None
        if (kind, printed) not in known:
            as_printed = (" " if is_space else printed,)
            known[kind, printed] = _PIECES[kind - 1][1](printed) if kind else as_printed
        at = tuple(places[match.start() : match.end()])
        found.append(Piece(known[kind, printed], at[:1] if is_space else at, is_space, ends_line))
    while found and found[-1].is_space:
        found.pop()
    return found[1:] if found and found[0].is_space else found


# --- reading on -----------------------------------------------------------------------------------

MOST_OPENING = 6
"""So many words at most stand in capitals where a paragraph opens."""
MOST_OPENING_PIECES = 4 * MOST_OPENING
"""They are looked for in so many pieces, the spaces and marks between them among these."""


def readings(copy: Sequence[Piece], start: int, longest: int) -> Iterator[Reading]:
    """All that the pieces from one on can be read as, up to each piece, within a length.

    Where it would open, capitals are tried in other cases too, and a first letter joined on.
    """
    forms = opening(copy, start)
    todo = [Reading(start, "")]
    while todo:
        reading = todo.pop()
        at, text, _ = reading
        yield reading
        if at < len(copy) and len(text) <= longest:
            likely = copy[at].readings[:1] if at > start + 2 and copy[at].is_space else None
            for form in reversed(forms.get(at) or likely or copy[at].readings):
                todo.append(Reading(at + 1, text + form, reading))


def opening(copy: Sequence[Piece], start: int) -> dict[int, Sequence[str]]:
    """What the capitals of an opening may be read as: piece -> forms."""
    forms: dict[int, Sequence[str]] = {}
    words = 0
    for at in range(start, min(start + MOST_OPENING_PIECES, len(copy))):
        word = copy[at].readings[0]
        if word.isalpha():
            words += 1
            if words > MOST_OPENING or not word.isupper():
                break
            lower = [word.lower()] if words > 1 else []
            forms[at] = list(dict.fromkeys((word, word.capitalize(), *lower)))
        elif copy[at].ends_line and words > 1:
            break
    return forms
