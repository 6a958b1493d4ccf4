"""What selected words state: the cells that they give a new row, and what a row's cells say in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from helpers.draft.dates import Date, dates
from helpers.draft.facts import limits
from helpers.draft.text import Paragraph, Span, Text
from helpers.edit.of_claims import firmness_of
from helpers.edit.rows import claim_around, holds, place_of
from helpers.edit.sheets import Cells, Sheets
from helpers.story.article import Article
from helpers.story.article_copy.proof import Words
from helpers.story.locators import fold
from helpers.values.dates import DateError, describe, resolve
from helpers.values.quantities import METRES, BoundError
from helpers.values.quantity_columns import from_columns
from helpers.values.quantity_parser import parse

MOST_WORDS = 6
"""So many words of the article may stand in a cell (`printed_words_are_few` in rules.toml)."""
STATED = ("surface", "kind", "value", "lower", "upper", "bound", "unit", "when")
"""The columns that say what printed words state."""
DATED = ("when", "period", "established_when", "published")


@dataclass(frozen=True)
class Reader:
    """An article whose words are read: each date in it is told once, against the day it appeared."""

    words: Words
    article: Article

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """Every date that the article tells; paragraphs that the copy lacks tell none."""
        held = self.words.paragraphs
        text = Text(
            tuple(
                Paragraph(number, "body", held.get(number, ""), held.get(number, ""))
                for number in range(1, max(held) + 1)
            )
        )
        return dates(text, self.article.published)

    def date(self, cells: Cells) -> str:
        """The date that stands in a span, in EDTF; "" where none does, or more than one."""
        paragraph, start, end = place_of(cells)
        here = Span(paragraph, start, end)
        found = {one.when for one in self.dates if here.holds(one.span) and one.when}
        return found.pop() if len(found) == 1 else ""

    def _is_to_come(self, cells: Cells) -> bool:
        """Whether a date in a span is of what is to come."""
        here = Span(*place_of(cells))
        return any(one.coming for one in self.dates if here.holds(one.span) and one.when)

    def cells(self, name: str, cells: Cells, sheets: Sheets) -> Cells:
        """The cells that selected words give a new row of a table.

        Input: the table; paragraph, start and end of the words; the tables as they are. Output: the
        cells that can be told, as printed; what is not stated stays blank.
        """
        text = self.words.span(*place_of(cells)) or ""
        own = text if len(text.split()) <= MOST_WORDS else ""
        if name == "claims":
            return _claim(self.article)
        if name == "mentions":
            return {"form": "name" if text[:1].isupper() else "description"}
        if name in ("actors", "places"):
            return {"name": own}
        claim, when = claim_around(sheets, cells), self.date(cells)
        if name == "figures":
            stated = {"kind": "date", "when": when} if when else quantity_cells(text)
            return {"surface": own, "claim_id": claim, **stated}
        if name == "events":
            surface = own if when else ""
            firm = "possible" if self._is_to_come(cells) else firmness_of(sheets, claim)
            return {"surface": surface, "claim_id": claim, "when": when, "status": firm}
        if name == "casualties":
            return {"claim_id": claim, **_toll(text, cells, sheets), **_reporter(claim, sheets)}
        if name == "relations":
            return {"claim_id": claim, "status": firmness_of(sheets, claim), **_ends(cells, sheets)}
        return {}

    def of_other_words(self, name: str, old: Cells, place: Cells, sheets: Sheets) -> Cells:
        """The cells that follow, as a row takes other words.

        Input: the table, the row, paragraph, start and end of the words. Output: its claim, if the
        one it has does not hold them; of a figure or an event whose printed words do not stand
        among them all that these words state.
        """
        told = self.cells(name, place, sheets)
        text = fold(self.words.span(*place_of(place)) or "")
        own = sheets["claims"].get(old.get("claim_id", ""))
        claim = told.get("claim_id", "")
        moves = claim != "" and "claim_id" in old and not (own and holds(own, place))
        follows = {"claim_id": claim} if moves else {}
        if not old.get("surface") or fold(old["surface"]) in text:
            return follows
        blank = dict.fromkeys(column for column in STATED if column in old)
        stated = {column: told.get(column) or "" for column in blank}
        return {**follows, **stated}


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


def quantity_cells(words: str) -> Cells:
    """Kind, limits, bound and unit of printed words; the kind vague alone where nothing is read."""
    found = parse(words)
    if found is None or found.is_vague:
        return {"kind": "vague", "bound": "vague"}
    kind = "distance" if found.unit in METRES else "count"
    return {"kind": kind, **limits(found), "unit": (found.unit or "").replace(" ", "_")}


def _toll(words: str, cells: Cells, sheets: Sheets) -> Cells:
    """The limits of a toll, and the figure that counts it where one stands in the same words."""
    figures = [
        each
        for each in sheets["figures"].rows()
        if each["bound"] and (holds(each, cells) or holds(cells, each))
    ]
    if len(figures) != 1:
        return toll_cells(words)
    [one] = figures
    limits = {"lower": one["lower"], "best": one["value"], "upper": one["upper"]}
    return {"figure_id": one["figure_id"], **limits, "bound": one["bound"]}


def _reporter(claim: str, sheets: Sheets) -> Cells:
    """Who says the claim, by name: so far as the words tell it is their count."""
    speaker = (sheets["claims"].get(claim) or {}).get("speaker", "")
    actor = sheets["actors"].get(speaker)
    return {"reported_by": actor["name"]} if actor else {}


def _ends(cells: Cells, sheets: Sheets) -> Cells:
    """The first two actors that are named in a span, as the two ends of a tie."""
    here = sorted(
        (place_of(each), each["actor_id"])
        for each in sheets["mentions"].rows()
        if holds(cells, each)
    )
    named = [*dict.fromkeys(actor for _, actor in here)]
    return {"source": named[0], "target": named[1]} if len(named) > 1 else {}


def toll_cells(words: str) -> Cells:
    """Limits and bound of printed words; vague where no number is read."""
    found = parse(words)
    return limits(found, "best") if found else {"bound": "vague"}


def in_words(cells: Cells) -> Mapping[str, str]:
    """What the cells of a row state, in words, by column.

    Output: "bound" for a quantity and the name of each column with a date; where a cell can't be
    read, the sentence that says why.
    """
    told = {}
    for column in DATED:
        if cells.get(column):
            told[column] = _date_in_words(cells[column])
    if cells.get("bound"):
        told["bound"] = _quantity_in_words(cells)
    return told


def _date_in_words(when: str) -> str:
    try:
        resolve(when)
    except DateError as error:
        return str(error)
    return describe(when) or "not dated"


def _quantity_in_words(cells: Cells) -> str:
    middle = cells.get("value") or cells.get("best")
    try:
        return str(
            from_columns(
                middle, cells.get("lower"), cells.get("upper"), cells["bound"], cells.get("unit")
            )
        )
    except BoundError as error:
        return str(error)
