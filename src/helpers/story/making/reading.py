"""A file with an article, read: plain text, Markdown, or a page as a browser saved it."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from helpers.story.locators import fold
from helpers.story.making.found import Found, Paragraph, TextError, one_line
from helpers.story.making.kinds import (
    day_in,
    looks_english,
    name_in_byline,
    sorted_out,
    undecided_day,
    without_full_stop,
)
from helpers.story.text_files import MOST_COPIED, UTF_16_MARKS
from helpers.values.datelines import opening

MOST_OF_A_PAGE = 20_000_000
"""So many bytes may a saved page have, scripts and pictures inside it included."""
PAGES = (".html", ".htm", ".xhtml")
MARKDOWN = (".md", ".markdown")
_OTHERS = {
    ".docx": "save it from the word processor as plain text",
    ".doc": "save it from the word processor as plain text",
    ".odt": "save it from the word processor as plain text",
    ".rtf": "save it from the word processor as plain text",
    ".pdf": "copy its text into a plain text file",
    ".mhtml": "save the page once more, as “HTML only”",
    ".mht": "save the page once more, as “HTML only”",
    ".webarchive": "save the page once more, as “Page Source”",
}
_A_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)", re.I | re.S
)
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.S)
_ENTRIES = {
    "headline": ("title", "headline"),
    "author": ("author", "byline", "authors"),
    "published": ("date", "published"),
    "outlet": ("outlet", "publication", "site", "source"),
    "address": ("url", "link", "address"),
    "language": ("lang", "language"),
}
"""What the front matter of a Markdown file may call a detail."""


def read_article_file(path: Path, headline: str = "") -> Found:
    """What stands in a file with an article.

    Input: the file; the headline, if it is known.

    Raises:
        FileNotFoundError: no such file.
        TextError: it can't be read, or holds no article; one line says why and what to do.
    """
    content = _content(path)
    if path.suffix.lower() in PAGES or _A_PAGE.match(content[:4000]):
        from helpers.story.making.page import read_page

        found = read_page(content, headline)
    else:
        text, notes = _decoded(path, content)
        marked = path.suffix.lower() in MARKDOWN
        found = _read_markdown(text, headline) if marked else _read_plain(text, headline)
        found = replace(found, notes=(*notes, *found.notes))
    return _refused(path, found)


def _content(path: Path) -> bytes:
    if remedy := _OTHERS.get(path.suffix.lower()):
        raise TextError(f"{path.name} is no text, Markdown or HTML: {remedy}")
    if path.exists() and not path.is_file():
        raise TextError(f"{path.name} is no file: name the file with the text")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_OF_A_PAGE + 1)
    except PermissionError:
        raise TextError(f"{path.name} can't be read: allow reading it") from None
    page = path.suffix.lower() in PAGES or _A_PAGE.match(content[:4000])
    most = MOST_OF_A_PAGE if page else MOST_COPIED
    if len(content) > most:
        raise TextError(
            f"{path.name} has more than {most // 1_000_000} MB: save the text of the article alone"
        )
    return content


def _decoded(path: Path, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file in UTF-8, UTF-16 or Windows' Latin-1, and a note if that was guessed."""
    try:
        if content.startswith(UTF_16_MARKS):
            return content.decode("utf-16"), ()
        if b"\0" not in content:
            return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    text = ""
    if b"\0" not in content and not content.startswith(UTF_16_MARKS):
        with suppress(UnicodeDecodeError):
            text = content.decode("cp1252")
    if not text:
        raise TextError(f"{path.name} is not a text file: save the article as plain text, UTF-8")
    return text, ("read as Windows-1252 (Latin-1), since it is not UTF-8: look at its accents",)


def _refused(path: Path, found: Found) -> Found:
    """The same, unless there is no running text.

    Raises: TextError.
    """
    if not found.paragraphs:
        raise TextError(f"{path.name} holds no text: save the article with its words")
    if not any(one.kind == "body" for one in found.paragraphs):
        raise TextError(
            f"{path.name} holds a headline and no running text below it: save the whole article, "
            "a paragraph a line; or name the headline with --headline"
        )
    return found


def _read_plain(text: str, headline: str) -> Found:
    lines = [line for line in map(one_line, text.splitlines()) if line]
    sorted_lines = tuple(sorted_out(lines, headline)) if lines else ()
    return details_in(tuple(without_full_stop(sorted_lines)))


def details_in(paragraphs: tuple[Paragraph, ...]) -> Found:
    """What the paragraphs of a text tell: the headline, who wrote it, the day, whether in English.

    What a dispatch opens with, as "PORTO, 3 March 2026 (Andes Press) -", tells agency, place and day.
    """
    by_kind = {one.kind: one.text for one in reversed(paragraphs)}
    head = [one.text for one in paragraphs if one.kind in ("dateline", "byline")]
    texts = [one.text for one in paragraphs if one.kind not in ("headline", "boilerplate")]
    text, opened = next(((one, found) for one in texts if (found := opening(one))), ("", None))
    place, day, agency = (
        text[slice(*ends)] if ends else ""
        for ends in ((opened.place, opened.day, opened.agency) if opened else (None, None, None))
    )
    english = looks_english(" ".join(one.text for one in paragraphs))
    published = next(filter(None, map(day_in, (*head, day))), "")
    undecided = next(filter(None, map(undecided_day, head)), "")
    yearless = f"the dateline has {day}, without a year" if day and not day_in(day) else ""
    return Found(
        paragraphs,
        headline=by_kind.get("headline", ""),
        outlet=agency,
        author=name_in_byline(by_kind.get("byline", "")) or by_kind.get("byline", ""),
        published=published,
        language="en" if english else "",
        place=place,
        undated=tuple(filter(None, (undecided, yearless))) if not published else (),
    )


# ------------------------------------------------------------------------------ Markdown


def _read_markdown(text: str, headline: str) -> Found:
    front = _front_matter(text)
    body = _FRONT.sub("", text.replace("\r\n", "\n"), count=1)
    lines: list[Paragraph] = list(_marked(MarkdownIt("commonmark").enable("table").parse(body)))
    first = next((one.text for one in lines if one.kind == "headline"), "")
    headline = headline or front.get("headline", "") or first
    captions = {fold(one.text) for one in lines if one.kind == "caption"}
    told = [
        replace(one, kind="caption") if fold(one.text) in captions else one
        for one in sorted_out([one.text for one in lines], headline)
    ]
    found = details_in(tuple(told)) if lines else Found(())
    details: dict[str, Any] = {name: cell for name, cell in front.items() if cell}
    return replace(found, **details)


def _front_matter(text: str) -> Mapping[str, str]:
    """The details that stand as `name: value` between two lines of dashes at the top."""
    block = _FRONT.match(text.replace("\r\n", "\n"))
    entries = {
        name.strip().lower(): value.strip().strip("\"'")
        for name, _, value in (
            line.partition(":") for line in (block[1] if block else "").split("\n")
        )
    }
    found = {
        detail: next((entries[name] for name in names if entries.get(name)), "")
        for detail, names in _ENTRIES.items()
    }
    return {**found, "published": day_in(found["published"])}


def _marked(tokens: list[Token]) -> list[Paragraph]:
    """The blocks of a Markdown text without their marks; the text for a picture is a caption."""
    found: list[Paragraph] = []
    cells: list[str] | None = None
    within = ""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            within = token.tag if token.nesting == 1 else ""
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            found.append(Paragraph("body", one_line(" | ".join(cells or ()))))
            cells = None
        elif token.type == "inline":
            words, pictures = _inline(token)
            if cells is None:
                found.append(Paragraph("headline" if within == "h1" else "body", words))
            else:
                cells.append(words)
            found += [Paragraph("caption", one) for one in pictures]
        elif token.type in ("fence", "code_block"):
            found += [Paragraph("body", one_line(line)) for line in token.content.splitlines()]
    return [one for one in found if one.text]


def _inline(token: Token) -> tuple[str, list[str]]:
    """The words of a block, and those for its pictures."""
    words, pictures = [], []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif child.type == "image":
            pictures.append(one_line(child.content))
    return one_line("".join(words)), pictures
