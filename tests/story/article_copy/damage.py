"""What copying does to a text: one function a kind, each of paragraphs and a source of chance."""

import html
import re
import unicodedata
from collections.abc import Callable
from random import Random

Damage = Callable[[list[str], Random], str]


def joined(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def _sprinkled(*marks: str) -> Damage:
    """Marks put between characters, here and there."""

    def damage(paragraphs: list[str], chance: Random) -> str:
        text = joined(paragraphs)
        return "".join(
            c + (chance.choice(marks) if chance.random() < 0.1 and c != "\n" else "") for c in text
        )

    return damage


def _swapped(swaps: dict[str, str]) -> Damage:
    """Some characters, each turned into others."""

    def damage(paragraphs: list[str], _: Random) -> str:
        text = joined(paragraphs)
        for old, new in swaps.items():
            text = text.replace(old, new)
        return text

    return damage


def _any(swaps: dict[str, tuple[str, ...]]) -> Damage:
    """Some characters, each turned into one of several others, here and there."""

    def damage(paragraphs: list[str], chance: Random) -> str:
        return "".join(chance.choice((*swaps.get(c, ()), c)) for c in joined(paragraphs))

    return damage


def _each(change: Callable[[str, Random], str]) -> Damage:
    return lambda paragraphs, chance: joined([change(text, chance) for text in paragraphs])


def _curly(text: str) -> str:
    text = re.sub(r'(^|[\s(])"', "\\1\u201c", text).replace('"', "\u201d")
    return re.sub(r"(^|[\s(])'", "\\1\u2018", text).replace("'", "\u2019")


def _quoted(opening: str, closing: str) -> Damage:
    def change(text: str, _: Random) -> str:
        return _curly(text).replace("\u201c", opening).replace("\u201d", closing)

    return _each(change)


def _mojibake(text: str, _: Random) -> str:
    """UTF-8 read as cp1252, or as Latin-1 where that has no character."""
    read = (bytes([byte]) for byte in _curly(text).encode("utf-8"))
    return "".join(
        byte.decode("latin-1" if byte in b"\x81\x8d\x8f\x90\x9d" else "cp1252") for byte in read
    )


def _lost_byte(text: str, chance: Random) -> str:
    return _mojibake(text, chance).replace("\x9d", "")


def _entities(text: str, _: Random) -> str:
    named = html.escape(_curly(text), quote=False).encode("ascii", "xmlcharrefreplace").decode()
    return named.replace("&#8217;", "&rsquo;").replace(" ", "&nbsp;", 1)


def _hyphenated(mark: str) -> Damage:
    """Words broken at the end of a line, lines of about forty characters."""

    def change(text: str, _: Random) -> str:
        lines, line = [], ""
        for word in text.split(" "):
            if len(line) + len(word) > 40 and len(word) > 5 and word.isalpha():
                lines.append(f"{line} {word[:3]}{mark}".lstrip())
                line = word[3:]
            else:
                line = f"{line} {word}".lstrip()
        return "\n".join([*lines, line])

    return _each(change)


def _wrapped(text: str, chance: Random) -> str:
    return re.sub(r" ", lambda _: "\n" if chance.random() < 0.15 else " ", text)


def _drop_cap(text: str, _: Random) -> str:
    return re.sub(r"^(\W*)([A-Z])(?=[A-Za-z])", r"\1\2 ", text)


def _drop_cap_line(text: str, _: Random) -> str:
    return re.sub(r"^(\W*)([A-Z])(?=[a-z])", r"\1\2" + "\n", text)


def _capitals(text: str, chance: Random) -> str:
    words = text.split(" ")
    many = chance.randint(1, 4)
    return " ".join([word.upper() for word in words[:many]] + words[many:])


ADVERTS = (
    "ADVERTISEMENT",
    "Read more: a quite different story about the harbour",
    "Sign up to our newsletter \u2013 it's free",
    "Story continues below",
    "\u00bb Related: 12 things to know",
)


def _advert_between(paragraphs: list[str], chance: Random) -> str:
    return "\n".join(line for text in paragraphs for line in (text, chance.choice(ADVERTS)))


def _advert_in_lines(text: str, chance: Random) -> str:
    words = text.split(" ")
    if len(words) < 6:
        return text
    at = chance.randint(2, len(words) - 2)
    return f"{' '.join(words[:at])}\n\n{chance.choice(ADVERTS)}\n\n{' '.join(words[at:])}"


def _two_adverts(text: str, chance: Random) -> str:
    words = text.split(" ")
    if len(words) < 12:
        return text
    third = len(words) // 3
    parts = [
        " ".join(part) for part in (words[:third], words[third : 2 * third], words[2 * third :])
    ]
    return f"\n{chance.choice(ADVERTS)}\n".join(parts)


def _advert_inside(text: str, chance: Random) -> str:
    words = text.split(" ")
    if len(words) < 6:
        return text
    at = chance.randint(2, len(words) - 2)
    return " ".join([*words[:at], chance.choice(ADVERTS), *words[at:]])


def _split(text: str, chance: Random) -> str:
    return re.sub(r"(?<=[.,]) ", lambda _: chance.choice((" ", "\n\n")), text)


def _page(paragraphs: list[str], chance: Random) -> str:
    lines = [
        "Home | News | World",
        "Skip to content",
        "By Our Correspondent",
        "Photo: Agency/Getty",
    ]
    for text in paragraphs:
        lines += [text] * chance.choice((1, 1, 2))
    return "\n\n".join([*lines, "Most read", paragraphs[0], "\u00a9 2014. All rights reserved"])


DAMAGES: dict[str, Damage] = {
    "soft hyphens": _sprinkled("\u00ad"),
    "zero-width characters": _sprinkled("\u200b", "\u200c", "\u200d", "\u2060"),
    "direction marks": _sprinkled("\u200e", "\u200f", "\u202a", "\u202c", "\u2066", "\u2069"),
    "byte order marks inside": _sprinkled("\ufeff"),
    "variation selectors": _sprinkled("\ufe0e", "\ufe0f", "\U000e0100"),
    "control characters": _sprinkled("\x07", "\x1b", "\x80"),
    "ligatures": _swapped(
        {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
    ),
    "two apostrophes for a quotation mark": _swapped({'"': "''", "\u201c": "''", "\u201d": "''"}),
    "LaTeX marks": _quoted("``", "''"),
    "guillemets": _quoted("\u00ab", "\u00bb"),
    "guillemets with spaces": _quoted("\u00ab\u00a0", "\u202f\u00bb"),
    "guillemets pointing inwards": _quoted("\u00bb", "\u00ab"),
    "low quotation marks": _quoted("\u201e", "\u201c"),
    "single guillemets": _quoted("\u2039", "\u203a"),
    "modifier apostrophes": _any({"'": ("\u02bc", "\u02b9", "`", "\u00b4", "\u2032", "\uff07")}),
    "ellipses as one character": _swapped({"...": "\u2026"}),
    "ellipses with spaces": _swapped({"...": " . . . "}),
    "spaces of every width": _any({" ": ("\u00a0", "\u2009", "\u202f", "\u3000", "  ", "\t")}),
    "dashes of every kind": _any(
        {"-": tuple("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043")}
    ),
    "two hyphens for a dash": _swapped({" - ": " -- ", "\u2013": "--", "\u2014": "--"}),
    "words broken with a hyphen": _hyphenated("-"),
    "words broken with a soft hyphen": _hyphenated("\u00ad"),
    "words broken with a true hyphen": _hyphenated("\u2010"),
    "full-width forms": _each(
        lambda text, _: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    ),
    "letters of mathematics": _each(
        lambda text, _: re.sub("[A-Z]", lambda m: chr(0x1D400 + ord(m[0]) - 65), text)
    ),
    "accents apart": _each(lambda text, _: unicodedata.normalize("NFD", text)),
    "entities": _each(_entities),
    "entities twice": _each(lambda text, c: _entities(text, c).replace("&", "&amp;")),
    "mojibake": _each(_mojibake),
    "mojibake twice": _each(lambda text, c: _mojibake(_mojibake(text, c), c)),
    "mojibake with a lost byte": _each(_lost_byte),
    "lines broken anywhere": _each(_wrapped),
    "drop caps apart": _each(_drop_cap),
    "drop caps on a line": _each(_drop_cap_line),
    "openings in capitals": _each(_capitals),
    "drop caps apart and capitals": _each(lambda text, c: _drop_cap(_capitals(text, c), c)),
    "paragraphs glued": lambda paragraphs, _: " ".join(paragraphs),
    "paragraphs glued without a space": lambda paragraphs, _: "".join(paragraphs),
    "paragraphs split": _each(_split),
    "adverts between": _advert_between,
    "adverts on lines inside": _each(_advert_in_lines),
    "two adverts inside": _each(_two_adverts),
    "adverts within a line": _each(_advert_inside),
    "furniture and repeated lines": _page,
    "carriage returns": lambda paragraphs, _: "\r\n".join(paragraphs),
    "line separators": lambda paragraphs, _: "\u2028".join(paragraphs),
}
"""Kind of damage -> what it makes of paragraphs."""
