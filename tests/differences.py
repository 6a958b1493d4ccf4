"""What differs between two outputs, in rows and words, for whoever has to mend one of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import zip_longest
from typing import Any

MOST = 12
"""Differing lines that are shown; of more it is said how many there are."""
NEAR = 6
"""Words that stay on either side of a difference in a long line."""
LONG = 110

BLOCKS = frozenset(
    [
        *("article", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption"),
        *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p"),
        *("pre", "script", "section", "style", "summary", "table", "tbody", "td", "th", "thead"),
        *("tr", "ul"),
    ]
)
PICTURE = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+")


class _Lines(HTMLParser):
    """The text of a page in lines: a table's row is one, its cells joined by a bar."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines = [""]
        self._in_row = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag, opens=True)
        if tag == "img":
            self.lines[-1] += f" [picture: {dict(attrs).get('alt')}] "

    def handle_endtag(self, tag: str) -> None:
        self._break(tag, opens=False)

    def _break(self, tag: str, *, opens: bool) -> None:
        if tag == "tr":
            self._in_row = opens
        if tag in ("td", "th"):
            self.lines[-1] += " | " if opens and self.lines[-1].strip() else ""
        elif tag in BLOCKS and (tag == "tr" or not self._in_row):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def lines_of(html: str) -> list[str]:
    """What a reader sees of HTML, line by line."""
    found = (" ".join(line.split()) for line in _Lines(html).lines)
    return [line for line in found if line]


def difference(kind: str, old: str, new: str) -> list[str]:
    """The lines in which two outputs of a media type differ, the words that do in «marks»."""
    if kind != "text/html":
        return changed(old.splitlines(), new.splitlines())
    told = changed(lines_of(old), lines_of(new))
    if told:
        return told
    parts = (re.split(r"(?=<)", PICTURE.sub("PICTURE", html)) for html in (old, new))
    told = changed(*parts)
    return ["the words are the same, the HTML differs:", *told] if told else []


def changed(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The lines that are not in both, those that stand for each other side by side."""
    told: list[str] = []
    more = 0
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for one, other in zip_longest(old[a:b], new[c:d]) if what != "equal" else ():
            if len(told) < 2 * MOST:
                told += _pair(one, other)
            else:
                more += 1
    return [*told, f"... and {more} more lines"] if more else told


def _pair(old: str | None, new: str | None) -> list[str]:
    """A line as it was and as it is."""
    if old is None or new is None:
        return [f"only {'now' if old is None else 'stored'}: {_cut([(old or new or '', False)])}"]
    split = [re.split(r"(\s+)", line) for line in (old, new)]
    before, after = [], []
    for what, a, b, c, d in SequenceMatcher(None, *split, autojunk=False).get_opcodes():
        before.append(("".join(split[0][a:b]), what != "equal"))
        after.append(("".join(split[1][c:d]), what != "equal"))
    return [f"stored: {_cut(before)}", f"now:    {_cut(after)}"]


def _cut(parts: Iterable[tuple[str, bool]]) -> str:
    """A line from its parts, those that differ in marks, of the others only what is near."""
    told = list(parts)
    long = sum(len(text) for text, _ in told) > LONG
    return "".join(
        f"«{_short(text)}»"
        if differs
        else _near(text, first=at == 0, last=at == len(told) - 1)
        if long
        else text
        for at, (text, differs) in enumerate(told)
    )


def _short(text: str) -> str:
    return text if len(text) <= LONG else f"{text[:LONG]}..."


def _near(text: str, *, first: bool, last: bool) -> str:
    words = text.split(" ")
    if first and last:
        return _short(text)
    if first and len(words) > 2 * NEAR:
        return " ".join([*words[:NEAR], "...", *words[-NEAR:]])  # a row begins with what it is of
    if last and len(words) > NEAR:
        return " ".join(words[:NEAR]) + " ..."
    if len(words) > 2 * NEAR:
        return " ".join([*words[:NEAR], "...", *words[-NEAR:]])
    return text


def outputs_differ(old: Sequence[Any], new: Sequence[Any]) -> Iterator[str]:
    """What differs between the stored outputs of a cell and those of a run, line by line."""
    texts = [[_texts(output) for output in outputs] for outputs in (old, new)]
    kinds = [[tuple(text) for text in outputs] for outputs in texts]
    for what, a, b, c, d in SequenceMatcher(None, *kinds, autojunk=False).get_opcodes():
        if what == "equal":
            for number, (one, other) in enumerate(zip(texts[0][a:b], texts[1][c:d], strict=True)):
                yield from _texts_differ(a + number + 1, one, other)
        else:
            yield from (line for one in texts[0][a:b] for line in _alone("only stored", one))
            yield from (line for one in texts[1][c:d] for line in _alone("only now", one))


def _texts_differ(number: int, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """What differs in one output."""
    for kind, text in old.items():
        if text != new[kind] and (told := difference(kind, text, new[kind])):
            yield f"output {number}, {kind}:"
            yield from (f"  {line}" for line in told)


def _alone(where: str, texts: Mapping[str, str]) -> Iterator[str]:
    """An output that has no counterpart."""
    for kind, text in texts.items():
        first = (lines_of(text) if kind == "text/html" else text.splitlines())[:1]
        yield f"{where}: {kind}: {_short(''.join(first))}"


def _texts(output: Any) -> dict[str, str]:
    """The texts of an output by media type, or by the name of its stream."""
    if output["output_type"] == "stream":
        return {output["name"]: output["text"]}
    if output["output_type"] == "error":
        return {"error": f"{output['ename']}: {output['evalue']}"}
    data = output["data"]
    return {kind: "".join(text) for kind, text in data.items() if kind.startswith("text/")}
