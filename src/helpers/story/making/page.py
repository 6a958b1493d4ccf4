"""A page as a browser saved it: trafilatura finds the article in it, the page tells what is what."""

import re
from collections.abc import Iterator
from typing import Any

from helpers.story.locators import fold
from helpers.story.making.found import Found, Paragraph, TextError, one_line
from helpers.story.making.kinds import day_in, kind_of, name_in_byline

BLOCKS = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "li",
        "blockquote",
        "figcaption",
        "pre",
        "tr",
        "time",
        "address",
        "div",
        "span",
    ]
)
LEAST = 0.6
"""Where less of what trafilatura found stands in blocks of the page, its own lines are taken."""
_SAVED_FROM = re.compile(rb"<!--.*?(?:saved from url=\(\d+\)|\burl: )(https?://\S+)", re.I | re.S)
_TOP = 4000
_OF_A_BYLINE = re.compile(r"author|byline|writer|contributor", re.IGNORECASE)
_OF_A_DATE = re.compile(r"date|time|publish|updated|stamp", re.IGNORECASE)


def read_page(content: bytes, headline: str = "") -> Found:
    """The article in a page, and what the page says of it.

    Input: the page; the headline, if it is known.

    Raises:
        TextError: there is no article in it, or trafilatura is not installed.
    """
    try:
        from trafilatura import bare_extraction, load_html
    except ImportError:
        raise TextError(
            "reading a saved page takes trafilatura, which `make setup` installs; or save the "
            "article as plain text"
        ) from None
    tree: Any = load_html(content)
    # What htmldate looks for at length may be the year of the copyright.
    how = {"original_date": True, "extensive_search": False}
    # A page without a word of metadata is found nothing in, not refused.
    options: Any = {"include_comments": False, "include_tables": True, "favor_recall": True}
    page: Any = None
    if tree is not None:
        page = bare_extraction(content, with_metadata=True, date_extraction_params=how, **options)
    if page is None or not (page.text or "").strip():
        raise TextError("there is no article in this page: save its text as a plain text file")
    title = one_line(headline or _title(tree, page.title or ""))
    paragraphs = tuple(_paragraphs(tree, page, title))
    authors = [name.strip() for name in (page.author or "").split(";") if name.strip()]
    return Found(
        paragraphs,
        headline=title,
        outlet=one_line(page.sitename or ""),
        author=", ".join(authors),
        published=page.date or "",
        address=page.url or _saved_from(content),
        language=(tree.get("lang") or "").strip(),
    )


def _title(tree: Any, title: str) -> str:
    """The headline as it stands on the page, where its metadata have it with the site's name."""
    known = fold(title).casefold()
    for heading in tree.iter("h1"):
        text = one_line(_text(heading))
        if text and (fold(text).casefold() in known or known in fold(text).casefold()):
            return text
    return title


def _saved_from(content: bytes) -> str:
    """The address that a browser wrote into the page when it saved it; "" if none did."""
    found = _SAVED_FROM.search(content[:_TOP])
    return found[1].decode("ascii", "ignore") if found else ""


def _text(element: Any) -> str:
    """The words of an element, a space for each line break in it."""
    parts = []
    for node in element.iter():
        if not isinstance(node.tag, str) or node.tag in ("script", "style"):
            text = ""
        else:
            text = f"{' ' if node.tag in ('br', 'td', 'th') else ''}{node.text or ''}"
        parts.append(text)
        if node is not element:
            parts.append(f"{' ' if node.tag == 'br' else ''}{node.tail or ''}")
    return "".join(parts)


def _paragraphs(tree: Any, page: Any, title: str) -> Iterator[Paragraph]:
    """The paragraphs of the article in the order of the page, each of its kind."""
    body = {_key(line) for line in page.text.splitlines()} - {"", _key(title)}
    told = list(_blocks(tree, page, title, body))
    covered = sum(len(_key(one.text)) for one in told if one.kind in ("body", "standfirst"))
    if covered < LEAST * sum(map(len, body)):
        lines = filter(None, map(one_line, page.text.splitlines()))
        told = [
            Paragraph(kind_of(line, above=False), line)
            for line in lines
            if _key(line) != _key(title)
        ]
    if title and not any(one.kind == "headline" for one in told):
        yield Paragraph("headline", title)
    yield from told


def _key(text: str) -> str:
    """A line without what trafilatura marks lists and tables with, to be found again."""
    return re.sub(r"^- |\||\s", "", fold(text)).casefold()


def _blocks(tree: Any, page: Any, title: str, body: set[str]) -> Iterator[Paragraph]:
    """The blocks that belong to the article, up to the last of its running text."""
    found: list[Paragraph] = []
    taken: set[Any] = set()
    seen: set[tuple[str, str]] = set()
    begun, last = False, 0
    for element in tree.iter():
        if element.tag not in BLOCKS or any(one in taken for one in element.iterancestors()):
            continue
        text = one_line(_text(element))
        kind = _kind(element, text, page, title, body, begun=begun) if text else ""
        if not kind or (_key(text), kind) in seen:
            continue
        taken.add(element)
        seen.add((_key(text), kind))
        if kind == "headline":
            found = [one for one in found if one.kind != "caption"]
        begun = begun or kind == "body"
        found.append(Paragraph(kind, text))
        last = len(found) if kind in ("headline", "standfirst", "body", "byline") else last
    yield from found[:last]


def _kind(element: Any, text: str, page: Any, title: str, body: set[str], *, begun: bool) -> str:
    """The kind of a block; "" if it is no part of the article."""
    key = _key(text)
    named = " ".join(
        (element.get("class") or "", element.get("rel") or "", element.get("itemprop") or "")
    )
    if key == _key(title):
        return "headline" if element.tag not in ("div", "span") or element.tag == "h1" else ""
    if element.tag == "figcaption":
        return "caption"
    if not begun:
        if key == _key(page.description or ""):
            return "standfirst"
        by = name_in_byline(text) or (_OF_A_BYLINE.search(named) and len(text.split()) < 14)
        if by and element.tag != "div" and (not page.author or page.author.split(";")[0] in text):
            return "byline"
        dated = element.tag == "time" or _OF_A_DATE.search(named)
        if (
            dated
            and element.tag != "div"
            and len(text.split()) < 14
            and (day_in(text) or element.tag == "time")
        ):
            return "dateline"
    if key in body and element.tag not in ("div", "span", "time", "address"):
        return kind_of(text, above=False)
    return ""
