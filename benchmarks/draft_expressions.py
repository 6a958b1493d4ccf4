"""Dates, quantities, events, mentions and places that rules find, held against what people marked.

Beside the project's own marks it reads a folder of TimeML (X.tml, as of TempEval-3, TimeBank and
AQUAINT) and a file of quantities as CQE's authors publish NewsQuant. Only what both sides can say is
held against each other: of a TIMEX3 the days that EDTF has as well, of NewsQuant bound and number.
"""

import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from draft_scoring import Counts, Found, counts

from helpers.draft.actors import mentions
from helpers.draft.dates import dates
from helpers.draft.places import name_spans, places
from helpers.draft.quantities import quantities
from helpers.draft.stated import Stated
from helpers.draft.text import Span, Text, read
from helpers.draft.tolls import tolls
from helpers.values.quantities import Number
from tests.draft.marked import passages

Things = dict[str, list[Found]]


@dataclass(frozen=True)
class Dated:
    """A text with its day of publication, and what people marked in it."""

    name: str
    published: str
    text: Text
    things: Things


def found_in(one: Dated) -> Things:
    """What the rules find in a text, by the names of what is marked."""
    stated = quantities(one.text)
    found: Things = {
        "dates": [Found((d.span,), d.when) for d in dates(one.text, one.published) if d.when],
        "quantities": [Found((q.span,), limits(q)) for q in stated],
        "quantities, unit": [Found((q.span,), q.quantity.unit or "") for q in stated],
        "tolls": [Found((toll.span,), toll.outcome) for toll in tolls(one.text, stated)],
    }
    if {"mentions", "places", "names, kind"} & set(one.things):
        named = places(one.text)
        found["places"] = [Found((place.spans[0],), " ".join(place.countries)) for place in named]
        actors = mentions(one.text, name_spans(named))
        found["mentions"] = [
            Found((each.span,), each.form) for actor in actors for each in actor.mentions
        ]
        acting = [
            Found((each.span,), actor.kind)
            for actor in actors
            for each in actor.mentions
            if each.form == "name"
        ]
        taken = {each.spans for each in acting}
        lying = [Found((span,), "place") for place in named for span in place.spans]
        found["names, kind"] = acting + [each for each in lying if each.spans not in taken]
    return found


def scores(texts: Iterator[Dated]) -> Mapping[str, Counts]:
    """Counts of each thing that is marked, over all texts."""
    totals: dict[str, Counts] = {}
    for one in texts:
        found = found_in(one)
        for thing, marked in one.things.items():
            total = counts(marked, found[thing])
            totals[thing] = totals.get(thing, Counts()) + total
    return totals


def limits(one: Stated) -> str:
    """Bound, lower, value and upper of a quantity as one value."""
    made = one.quantity
    return " ".join((made.bound, *map(_short, (made.lower, made.value, made.upper))))


def _short(number: Number | float | None) -> str:
    return "-" if number is None else f"{float(number):.4g}"


# ------------------------------------------------------------------------------ our own marks


def from_passages(name: str) -> Iterator[Dated]:
    """The invented passages of one set, or the articles of Wikinews."""
    for passage in passages(name):
        marked: Things = {"dates": [], "quantities": []}
        for span, meaning in passage.marks.items():
            if meaning[0] == "=":
                marked["dates"].append(Found((span,), meaning[1:]))
            else:
                marked["quantities"].append(Found((span,), _meant(meaning)))
                if name != "wikinews":
                    unit = re.sub(r"^\w+ ?[-\d.]*\d? ?", "", meaning)
                    marked.setdefault("quantities, unit", []).append(Found((span,), unit))
        if passage.names:
            marked["tolls"] = [Found((span,), told) for span, told in passage.tolls.items()]
            marked["names, kind"] = [Found((span,), told) for span, told in passage.names.items()]
        yield Dated(passage.name, passage.published, passage.text, marked)


def _meant(meaning: str) -> str:
    """A mark's bound and number as `limits` writes them."""
    bound, number = re.findall(r"^(\w+)(?: ([-\d.]+))?", meaning)[0]
    low, dots, high = number.partition("..")
    ends = {
        "vague": ("", "", ""), "about": ("", number, ""),
        "exact": (low, "", high) if dots else (number,) * 3,
        "more_than": (low, "", ""), "at_least": (low, "", ""),
    }.get(bound, ("", "", number))  # fmt: skip
    return " ".join((bound, *(_short(float(end)) if end else "-" for end in ends)))


def from_story(name: str, folder: Path, text: Text) -> Iterator[Dated]:
    """A story's own figures, tolls, mentions and places."""

    def rows(table: str) -> list[dict[str, str]]:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            return [row for row in csv.DictReader(lines) if row["paragraph"]]

    published = re.search(
        r'^published = "(.+)"', (folder / "article.toml").read_text("utf-8"), re.M
    )
    figures = rows("figures")
    counted = [row for row in figures if row["kind"] != "date"]
    things: Things = {
        "dates": [_marked(row, row["when"]) for row in figures if row["kind"] == "date"],
        "quantities": [_marked(row, _columns(row)) for row in counted],
        "quantities, unit": [_marked(row, row["unit"]) for row in counted],
        "tolls": [_marked(row, row["outcome"]) for row in rows("casualties")],
        "mentions": [_marked(row, row["form"]) for row in rows("mentions")],
        "places": [_marked(row, row["country"].replace("|", " ")) for row in rows("places")],
    }
    yield Dated(name, published[1] if published else "", text, things)


def _marked(row: Mapping[str, str], value: str) -> Found:
    return Found((Span(int(row["paragraph"]), int(row["start"]), int(row["end"])),), value)


def _columns(row: Mapping[str, str]) -> str:
    ends = (row[column] for column in ("lower", "value", "upper"))
    return " ".join((row["bound"], *(_short(float(end)) if end else "-" for end in ends)))


# ------------------------------------------------------------------------------ published marks


def from_timeml(folder: Path) -> Iterator[Dated]:
    """Texts in TimeML: their dates and times, as far as EDTF can say what is marked."""
    for path in sorted(folder.glob("*.tml")):
        root = ElementTree.parse(path).getroot()
        body, day = root.find("TEXT"), root.find("DCT/TIMEX3")
        if body is None or day is None:
            continue
        whole, marks = "", []
        for words, mark in _pieces(body):
            if mark is not None and mark.get("type") in ("DATE", "TIME"):
                marks.append((len(whole), len(whole) + len(words), mark.get("value", "")))
            whole += words
        text, places_of = _with_places(whole)
        things: Things = {"dates": []}
        for start, end, value in marks:
            span, edtf = places_of(start, end), _edtf(value)
            if span and edtf:
                things["dates"].append(Found((span,), edtf))
        yield Dated(path.stem, day.get("value", "")[:10], text, things)


def _pieces(element: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element | None]]:
    """The words of a text in order, each with its TIMEX3 if it stands in one."""
    if element.tag == "TIMEX3":
        yield "".join(element.itertext()), element
        return
    yield element.text or "", None
    for child in element:
        yield from _pieces(child)
        yield child.tail or "", None


def _with_places(whole: str) -> tuple[Text, Callable[[int, int], Span | None]]:
    """A text whose paragraphs are set apart by blank lines, and where its characters stand in it."""
    lines: list[str] = []
    starts: list[tuple[int, int]] = []
    for block in re.finditer(r"\S(?:(?!\n\s*\n).)*", whole, re.DOTALL):
        lines.append(" ".join(block.group().split()))
        starts.append((block.start(), block.end()))

    def place(start: int, end: int) -> Span | None:
        for number, (first, last) in enumerate(starts, start=1):
            if first <= start and end <= last:
                ahead = " ".join(whole[first:start].split(" ")).replace("\n", " ")
                at = len(re.sub(r"\s+", " ", ahead))
                return Span(number, at, at + len(" ".join(whole[start:end].split())))
        return None

    return read("\n".join(lines)), place


_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24", "Q1": "33", "Q2": "34", "Q3": "35",
            "Q4": "36", "H1": "40", "H2": "41"}  # fmt: skip


def _edtf(value: str) -> str:
    """A TIMEX3 value as EDTF: days, months, years, seasons, quarters, decades; else ""."""
    value = re.sub(r"T.*$", "", value)
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])", value):
        return f"{match[1]}-{_SEASONS[match[2]]}"
    if re.fullmatch(r"\d{3}", value):
        return f"{value}X"
    return value if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value) else ""


def newsquant(path: Path) -> Counts:
    """NewsQuant: bound and number of each quantity, wherever in its sentence; vague ones left out."""
    total = Counts()
    for one in json.loads(path.read_text(encoding="utf-8")):
        marked = [_change(each["change"], each["value"]) for each in one["quantities"]]
        found = [
            limits_of_newsquant(each)
            for each in quantities(read(one["text"]))
            if each.quantity.bound != "vague" and each.kind != "ordinal"
        ]
        left, right = list(marked), 0
        for each in found:
            if each in left:
                left.remove(each)
                right += 1
        total += Counts(len(marked), len(found), right, right, right)
    return total


def limits_of_newsquant(one: Stated) -> str:
    """A quantity as NewsQuant writes it: "=" exact, "~" about, "<" and ">" a limit, and its number."""
    made = one.quantity
    sign = {"exact": "=", "about": "~", "less_than": "<", "at_most": "<"}.get(made.bound, ">")
    ends = [end for end in (made.lower, made.upper) if end is not None]
    given = [made.value] if made.value is not None else ends
    return sign + "-".join(_short(each) for each in given)


def _change(sign: str, value: str) -> str:
    known = sign if sign in ("=", "~", "<", ">") else "="
    both = re.fullmatch(r"(-?[\d.]+)-(-?[\d.]+)", value)
    parts = both.groups() if both else (value,)
    return known + "-".join(_short(float(part)) for part in parts)
