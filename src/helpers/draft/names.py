"""The names in an article: runs of capitalised words, and what their words tell of them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from helpers.draft.date_expressions import MONTHS, WEEKDAYS
from helpers.draft.gazetteer import countries
from helpers.draft.text import Paragraph, Span, Text, dateline
from helpers.draft.word_lists import either, listed


@dataclass(frozen=True)
class Name:
    """One name where it stands; `title` is the word before it or at its beginning ("Mr"), or ""."""

    span: Span
    words: str
    title: str
    opens: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """Its words in lower case."""
        return tuple(self.words.lower().split())


_DATED = frozenset((*MONTHS, *WEEKDAYS, "sept", "jan", "feb", "oct", "nov", "dec"))
_PART = (
    r"(?:(?:[Aa]l|[Ee]l|[Aa]n|[Uu]l)-)?[^\W\d_a-zß-ÿ][^\W\d_]*(?!\w)(?:\.(?=[A-Z])[A-Z])*"
    r"(?:['-](?!s\b|(?:led|based|backed|born|owned|held|run|made|style)\b)[^\W_]+)*"
)
_PARTICLE = r"(?:bin|ibn|van der|van den|van|von|de la|de|del|della|da|di|du|la|le|al|el|abu)"
_LINK = r"(?:of the|of|for the|for|in the|and|&)"
_RUN = re.compile(
    rf"(?<![\w-]){_PART}(?:(?: {_PARTICLE})? {_PART}|(?:(?<=\b[A-Z])|(?<=\b(?:Mr|Dr|St|Lt))|(?<=\b(?:Mrs"
    rf"|Gen|Col|Sgt|Sen|Rep|Gov))|(?<=\b(?:Capt|Cmdr|Prof)))\. {_PART}| {_LINK} {_PART})*"
)
_LONGEST_NAME, _LONGEST_OFFICE = 4, 6
"""So many words has a person's name behind an office, and an office before "Minister"."""
_OFFICE_OF = re.compile(r"\b(\w+) of (?:the )?$")
_LINE = 200
"""So many characters a line of a headline has at most."""
_OPENS = re.compile(r"""(?:^|[.!?:;-])["')\] ]*$""")
_VERB = re.compile(r"(?:'s)? (?:said|says|told|has|had|is|was|will|would|announced|denied|did)\b")
_APPOSITION = re.compile(r",? (?:an?|the|its|their|which is an?|one of) (?P<words>[^,.;:()]{1,80})")
_HEAD = re.compile(r" (?:of|in|for|at|from|with|on|that|who|which|based|known)\b.*$")
_ADJECTIVES = frozenset(
    ("islamic", "western", "eastern", "northern", "southern", "government", "middle east", "i")
)


def lexicon() -> Mapping[str, Any]:
    """The words of name_words.toml, each list as a set, by their kinds."""
    return listed("name_words")


def apposed(behind: str) -> str:
    """The kind that an apposition gives: "Acme, a maker of pumps"; "" where there is none."""
    found = _APPOSITION.match(behind)
    if found is None or not found.group().startswith(","):
        return ""
    head = _HEAD.sub("", found["words"].lower()).split()
    kinds = lexicon()["appositions"].items()
    return next((str(kind) for kind, some in kinds if head and head[-1] in some), "")


def demonym(words: str) -> str | None:
    """The country whose people or things a word names, as ISO 3166 has it: "Iraqi" is IQ."""
    return _demonyms().get(words.lower().rstrip("."))


@cache
def _demonyms() -> Mapping[str, str]:
    return {word: code for code, some in lexicon()["demonyms"].items() for word in some}


def names(text: Text) -> tuple[Name, ...]:
    """Every name in an article, in reading order.

    A single word that opens a sentence counts if it stands capitalised inside another one. In a line
    of capitalised words, as a headline of an American paper, a name counts if it stands elsewhere.
    """
    told = [one for one in text.paragraphs if one.kind not in ("boilerplate", "dateline")]
    found = [name for one in told if not _is_title(one) for name in _in_paragraph(one)]
    known = {name.words for name in found if " " in name.words or not name.opens}
    found += [name for one in told if _is_title(one) for name in _known(one, known)]
    found.sort(key=lambda name: name.span)
    inside = Counter(
        part for name in found if not name.opens or " " in name.words for part in name.words.split()
    )
    return tuple(
        name
        for name in found
        if name.words.lower() not in _ADJECTIVES
        and (not name.opens or " " in name.words or inside[name.words] or _opens_surely(text, name))
    )


def _opens_surely(text: Text, name: Name) -> bool:
    """Whether a word that opens a sentence is a name by its own form or the verb behind it."""
    word, behind = name.words, text.paragraph(name.span.paragraph).text[name.span.end :]
    if (
        name.title
        or demonym(word)
        or word.lower() in countries()
        or "-" in word
        or (word.isupper() and len(word) > 1)
    ):
        return True
    common = word.lower().endswith(("s", "ing", "ly", "ed"))
    return not common and (_VERB.match(behind) is not None or apposed(behind) != "")


def _is_title(paragraph: Paragraph) -> bool:
    """Whether nearly all the long words of a line begin with capitals, and no sentence ends in it."""
    long = [word for word in re.findall(r"[^\W\d_][\w'-]*", paragraph.text) if len(word) > 3]
    capital = sum(word[0].isupper() for word in long)
    return len(long) > 3 and 6 * capital >= 5 * len(long) and len(paragraph.text) < _LINE


def _known(paragraph: Paragraph, known: Collection[str]) -> Iterator[Name]:
    """The names that stand elsewhere as well, the longest first where one is part of another."""
    longest = "|".join(re.escape(words) for words in sorted(known, key=len, reverse=True))
    for found in re.finditer(rf"(?<![\w-])(?:{longest})(?![\w-])", paragraph.text) if known else ():
        yield Name(Span(paragraph.number, *found.span()), found.group(), "", False)


def _in_paragraph(paragraph: Paragraph) -> Iterator[Name]:
    opening = dateline(paragraph)
    if opening:
        for span in filter(None, (opening.place, opening.agency)):
            yield Name(span, paragraph.text[span.start : span.end], "", False)
    for match in _RUN.finditer(paragraph.text, opening.end if opening else 0):
        for start, end in _pieces(paragraph.text, match.start(), match.end()):
            name = _stripped(paragraph, start, end)
            if name:
                yield from _office(paragraph, start, name)
                yield name


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run cut where "and", "of" or "for" join two names rather than the words of one."""
    at = start
    for link in re.finditer(rf" {_LINK} ", text[start:end]):
        head = text[at : start + link.start()].lower().split()
        heads = lexicon()["kinds"]
        whole = any(set(head) & some for some in heads.values())
        joint = link.group().strip()
        if joint == "&":
            continue
        if joint == "and" and _is_one_body(head, text[start + link.end() : end].lower().split()):
            continue
        if whole and (joint != "and" or " for " in text[at : start + link.start()]):
            continue
        yield at, start + link.start()
        at = start + link.end()
    yield at, end


def _is_one_body(head: Sequence[str], tail: Sequence[str]) -> bool:
    """Whether "and" joins the words of one name: "Securities and Exchange Commission"."""
    known = head and (
        head[-1] in countries() or demonym(head[-1]) or head[-1] in lexicon()["titles"]
    )
    plain = [word for word in head if word not in lexicon()["no_names"]]
    return len(plain) == 1 and not known and len(tail) > 1 and tail[-1] in lexicon()["joined"]


def _is_common(word: str) -> bool:
    """Whether a word is no name by itself; "WHO" is one, "Who" is none."""
    plain = word.lower().rstrip(".")
    short = re.sub(r"'(?:s|m|re|ve|ll|d)$", "", plain)  # "I've", "It's"
    common = plain in lexicon()["no_names"] | _DATED or (
        short != plain and short in lexicon()["no_names"]
    )
    return common and not (word.isupper() and len(word) > 2)


def _office(paragraph: Paragraph, start: int, name: Name) -> Iterator[Name]:
    """The body of which a person holds the office: the FBI of "FBI Director James Comey"."""
    before = paragraph.text[start : name.span.start].split()
    while before and before[-1].lower().rstrip(".") in lexicon()["titles"]:
        before.pop()
    body = before[0] if len(before) == 1 and not _is_common(before[0]) else ""
    if body.isupper() and len(body) > 1:
        yield Name(Span(paragraph.number, start, start + len(body)), body, "", False)


def _untitled(words: Sequence[str]) -> int:
    """How many words stand before a person's name: two in "Interior Minister Pavel Orsk"."""
    # "DR Congo" is no doctor.
    plain = [word if word.isupper() else word.lower().rstrip(".") for word in words]
    last = max((at for at, word in enumerate(plain) if word in lexicon()["titles"]), default=-1)
    led = [at for at, word in enumerate(plain) if word not in lexicon()["titles"]]
    bodies = frozenset[str]().union(*lexicon()["kinds"].values(), *lexicon()["places"].values())
    if not led:
        return last + 1
    if led[0] > last:
        sure = last < 0 or plain[last] in lexicon()["honorifics"]
        return last + 1 if sure or not bodies & set(plain[last + 1 :]) else 0
    person = 0 < len(plain) - last - 1 <= _LONGEST_NAME and not bodies & set(plain[last + 1 :])
    return last + 1 if person and last - led[0] < _LONGEST_OFFICE else led[0]


def _stripped(paragraph: Paragraph, start: int, end: int) -> Name | None:
    """A piece without the words at its ends that are no names, and its title."""
    text, title = paragraph.text, ""
    opens = bool(_OPENS.search(text[max(0, start - 4) : start]))
    words = list(re.finditer(r"\S+", text[start:end]))
    while words and _is_common(words[0].group()):
        words.pop(0)
        opens = opens and not words
    office = _OFFICE_OF.search(text[:start])
    if office and office[1].lower() in lexicon()["titles"] and len(words) > 2:
        words.pop(0)  # "Secretary of State John Kerry"
        title = office[1].lower()
    for _ in range(_untitled([word.group() for word in words])):
        title = words.pop(0).group().lower().rstrip(".")
    while words and _is_common(words[-1].group()):
        words.pop()
    if not words or (len(words) == 1 and len(words[0].group().rstrip(".")) == 1):
        return None
    start, end = start + words[0].start(), start + words[-1].end()
    end -= text[start:end].endswith(".") and not re.search(r"\.\w\.$", text[start:end])
    end += re.search(r"\b[A-Z]\.[A-Z]$", text[start:end]) is not None and text[end : end + 1] == "."
    before = re.search(r"([\w-]+) $", text[:start])
    title = title or (
        before[1].lower() if before and before[1].lower() in lexicon()["titles"] else ""
    )
    return Name(Span(paragraph.number, start, end), text[start:end], title, opens)


_SPEAKS = re.compile(r",? (?:has |had |also )?(?:said|says|told|added|wrote|tweeted|warned)\b")


def is_vessel_or_agency(paragraph: Paragraph, name: Name) -> str:
    """The kind of a ship, told by the word before it or its prefix, or of the agency of a dateline."""
    opening = dateline(paragraph)
    if opening is not None and opening.agency is not None and opening.agency.holds(name.span):
        return "outlet"
    before = paragraph.text[: name.span.start]
    named = re.search(rf"\b(?:{either(lexicon()['descriptions']['vessel'])}) $", before.lower())
    prefix = name.words.split()[0]
    titled = prefix.isupper() and prefix.lower() in lexicon()["kinds"]["vessel"]
    return "vessel" if named or titled else ""


def kind_beside(text: str, name: Name) -> str | None:
    """The kind that the words before and behind a name tell; "" where they do not, None for a thing."""
    before, behind = text[: name.span.start].lower(), text[name.span.end :]
    for kind, some in lexicon()["descriptions"].items():
        nouns = either(some)
        if re.search(rf"\b(?:{nouns}) $", before) or re.match(rf" (?:{nouns})\b(?!-)", behind):
            return str(kind)
    if kind := apposed(behind):
        return kind
    if "&" in name.words or is_firm(before, behind):
        return "organisation"
    with_article = re.search(r"\b(?:an?|the|its|their|our) $", before)
    if _SPEAKS.match(behind):
        return "" if with_article else "person"
    return None if with_article and " " in name.words else ""


def is_firm(before: str, behind: str) -> bool:
    """Whether a name has or does what only a firm does: "shares in X", "X's sales", "X, which makes".

    Input: the words before the name, in lower case, and those behind it.
    """
    told = lexicon()["firms"]
    return bool(
        re.search(rf"\b(?:{either(told['before'])}) $", before)
        or re.match(rf" (?:{either(told['behind'])})\b", behind)
        or re.match(rf"'s? (?:\w+ )?(?:{either(told['has'])})\b", behind)
        or re.match(rf"(?:, which)? (?:{either(told['does'])})\b", behind)
    )
