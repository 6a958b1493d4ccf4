"""What may have happened to a file before it is read: strategies that damage real ones."""

import re
from collections.abc import Callable, Mapping, Sequence

from hypothesis import strategies as st

Draw = st.DrawFn

LONG = 100_000
HUGE = 1_000_000
NASTY: Mapping[str, bytes] = {
    name: text.encode("utf-8", "surrogatepass")
    for name, text in {
        "nothing": "",
        "a nought byte": "\0",
        "a byte order mark": "\ufeff",
        "half a character": "\ud800",
        "an escape of terminals": "\x1b[2J\x07",
        "right to left": "\u202e\u2066",
        "line ends of other kinds": "\r\x0b\x0c\x85\u2028",
        "quotes in quotes": '"""\'"",""',
        "markup": '<script>alert(1)</script><img src=x onerror="alert(1)">&amp;#0;',
        "a formula": "=cmd|'/C calc'!A0",
        "a way out of the folder": "../../../etc/passwd",
        "a device of Windows": "con:\\..\\nul",
        "an expression": "{{ ''.__class__.__mro__[1].__subclasses__() }}{% for x in range(9**9) %}",
        "an import": "__import__('os').system('id')",
        "SQL": "'); DROP TABLE events; --",
        "a number beyond all": "9" * 5_000,
        "a number of 20 digits": "12345678901234567890",
        "an exponent": "1e999999999",
        "no number": "nan",
        "infinity": "-inf",
        "a number with underscores": "1_000",
        "digits of other scripts": "٣²½Ⅷ",
        "accents without end": "e" + "\u0301" * 1_000,
        "a date before all": "0000-00-00",
        "the last day": "9999-12-31/..",
        "brackets in brackets": "[" * 5_000,
        "braces in braces": "{" * 3_000 + "}" * 3_000,
        "keys in keys": ".".join("a" * 2_000),
        "strokes": "|" * 300,
        "commas": "," * 300,
        "words again and again": "just about 1,000 or " * 300,
        "links in links": "[a](" * 500,
        "quotations in quotations": "> " * 2_000,
    }.items()
}
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp037", "utf-7")
SEPARATORS = (b",", b"\n", b" ", b'"', b"|", b"\t", b"=", b"-")


def _places(draw: Draw, content: bytes) -> tuple[int, int]:
    """Two places in a content, the first one first."""
    one, other = (draw(st.integers(0, len(content))) for _ in range(2))
    return min(one, other), max(one, other)


def _flipped(draw: Draw, content: bytes) -> bytes:
    at, byte = draw(st.integers(0, max(len(content) - 1, 0))), draw(st.integers(0, 255))
    return content[:at] + bytes([byte]) + content[at + 1 :]


def _cut(draw: Draw, content: bytes) -> bytes:
    return content[: draw(st.integers(0, len(content)))]


def _without(draw: Draw, content: bytes) -> bytes:
    start, end = _places(draw, content)
    return content[:start] + content[end:]


def _doubled(draw: Draw, content: bytes) -> bytes:
    start, end = _places(draw, content)
    return content[:end] + content[start:end] + content[end:]


def _with_something_nasty(draw: Draw, content: bytes) -> bytes:
    at = draw(st.integers(0, len(content)))
    return content[:at] + NASTY[draw(st.sampled_from(list(NASTY)))] + content[at:]


def _with_another_cell(draw: Draw, content: bytes) -> bytes:
    """One part of the content, between marks that part cells, lines or words, is another."""
    mark = draw(st.sampled_from(SEPARATORS))
    parts = content.split(mark)
    at = draw(st.integers(0, len(parts) - 1))
    other = st.one_of(
        st.sampled_from(list(NASTY.values())), st.sampled_from(parts[:200]), st.binary(max_size=12)
    )
    return mark.join([*parts[:at], draw(other), *parts[at + 1 :]])


def _with_lines_moved(draw: Draw, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines[at], lines[to] = lines[to], lines[at]
    return b"".join(lines)


def _with_its_first_line_again(draw: Draw, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    at = draw(st.integers(0, len(lines)))
    return b"".join([*lines[:at], *lines[:1], *lines[at:]])


def _in_another_encoding(draw: Draw, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(draw(st.sampled_from(ENCODINGS)), "replace")


def _with_other_line_ends(draw: Draw, content: bytes) -> bytes:
    return re.sub(rb"\r?\n", draw(st.sampled_from((b"\r", b"\r\n", b"\n\n", b""))), content)


def _swollen(draw: Draw, content: bytes) -> bytes:
    """Something short stands there again and again, up to a million characters."""
    at, some = draw(st.integers(0, len(content))), draw(st.sampled_from((b"a", b" ", b"1", b'"')))
    start, end = _places(draw, content)
    one = draw(st.sampled_from((some, content[start:end][:40] or some)))
    size = draw(st.sampled_from((1_000, LONG, LONG, HUGE)))
    return content[:at] + (one * (size // len(one))) + content[at:]


DAMAGE: Sequence[Callable[[Draw, bytes], bytes]] = (
    *(_flipped, _cut, _without, _doubled, _with_something_nasty, _with_something_nasty),
    *(_with_another_cell, _with_another_cell, _with_lines_moved, _with_its_first_line_again),
    *(_in_another_encoding, _with_other_line_ends, _swollen),
)


@st.composite
def damaged(draw: Draw, seeds: Mapping[str, bytes]) -> tuple[str, bytes]:
    """One of some contents by its name, damaged in up to five ways; rarely as it is."""
    name = draw(st.sampled_from(sorted(seeds)))
    content = seeds[name]
    for damage in draw(st.lists(st.sampled_from(DAMAGE), max_size=5)):
        content = damage(draw, content)
    return name, content
