"""What selected words state: the cells that they give a new row, and what a row's cells say in words."""

import re
from collections.abc import Mapping

from helpers.edit.changes import place_of
from helpers.edit.sheets import Cells, Sheets
from helpers.story.article import Article
from helpers.story.article_copy.proof import Words
from helpers.values.date_words import years
from helpers.values.dates import DateError, describe, resolve
from helpers.values.quantities import FILLED, METRES, BoundError, Quantity
from helpers.values.quantity_columns import from_columns
from helpers.values.quantity_parser import parse

MONTHS = "January February March April May June July August September October November December"
DAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS.split())}),? (\d{{4}})")
MONTH = re.compile(rf"({'|'.join(MONTHS.split())}),? (\d{{4}})")


def cells_of(name: str, cells: Cells, sheets: Sheets, words: Words, article: Article) -> Cells:
    """The cells that selected words give a new row of a table.

    Input: the table; paragraph, start and end of the words. Output: the cells that can be told, as
    printed; what is not stated stays blank.
    """
    text = words.span(*place_of(cells)) or ""
    own = text if len(text.split()) <= 6 else ""
    claim = claim_around(sheets, cells)
    when = date_of(text)
    if name == "claims":
        return _claim(article)
    if name == "figures":
        stated = {"kind": "date", "when": when} if when else quantity_cells(text)
        return {"surface": own, "claim_id": claim, **stated}
    if name == "events":
        return {"surface": own if when else "", "claim_id": claim, "when": when, "status": "asserted"}
    if name == "casualties":
        return {"claim_id": claim, **_toll(text)}
    if name == "mentions":
        return {"form": "name" if text[:1].isupper() else "description"}
    return {"name": own} if name in ("actors", "places") else {}


def _claim(article: Article) -> Cells:
    """A claim that is the outlet's own, as most are."""
    outlet = article.outlet_id
    return {
        "content": "assertion",
        "speaker": outlet,
        "chain": outlet,
        "voice": "narrator",
        "certainty": "certain",
        "checkable": "true",
    }


def claim_around(sheets: Sheets, cells: Cells) -> str:
    """The shortest claim that holds a span; "" if none does."""
    paragraph, start, end = place_of(cells)
    around = [
        (stop - begin, each["claim_id"])
        for each in sheets["claims"].rows()
        for of, begin, stop in [place_of(each)]
        if of == paragraph and begin <= start and end <= stop
    ]
    return min(around, default=(0, ""))[1]


def quantity_cells(words: str) -> Cells:
    """Kind, limits, bound and unit of printed words; the kind vague alone where nothing is read."""
    found = parse(words)
    if found is None or found.is_vague:
        return {"kind": "vague", "bound": "vague"}
    kind = "distance" if found.unit in METRES else "count"
    return {"kind": kind, **_limits(found), "unit": (found.unit or "").replace(" ", "_")}


def _limits(found: Quantity, middle: str = "value") -> Cells:
    numbers = {"lower": found.lower, middle: found.value, "upper": found.upper}
    return {"bound": found.bound, **{k: "" if n is None else f"{n:f}" for k, n in numbers.items()}}


def _toll(words: str) -> Cells:
    found = parse(words)
    return _limits(found, "best") if found else {"bound": "vague"}


def date_of(words: str) -> str:
    """A day, month or year that words name in full, in EDTF; "" for words of any other kind."""
    if day := DAY.search(words):
        return f"{day[3]}-{_month(day[2])}-{int(day[1]):02}"
    if month := MONTH.search(words):
        return f"{month[2]}-{_month(month[1])}"
    found = years(words, to_the_day=False) if len(words.split()) <= 6 else ()
    return str(found[0]) if len(found) == 1 else ""


def _month(name: str) -> str:
    return f"{MONTHS.split().index(name) + 1:02}"


def in_words(name: str, cells: Cells) -> Mapping[str, str]:
    """What the cells of a row state, in words, by column.

    Output: "bound" for a quantity and the name of each column with a date; where a cell can't be
    read, the sentence that says why.
    """
    told = {}
    for column in ("when", "period", "established_when", "published"):
        if cells.get(column):
            told[column] = _date_in_words(cells[column])
    if "bound" in cells and cells["bound"]:
        middle = cells.get("value", cells.get("best"))
        told["bound"] = _quantity_in_words(middle, cells)
    return told


def _date_in_words(when: str) -> str:
    try:
        resolve(when)
    except DateError as error:
        return str(error)
    return describe(when) or "not dated"


def _quantity_in_words(middle: str | None, cells: Cells) -> str:
    bound = cells["bound"]
    try:
        found = from_columns(middle, cells["lower"], cells["upper"], bound, cells.get("unit"))
    except (BoundError, KeyError) as error:
        return str(error)
    return str(found) if bound in FILLED else bound
