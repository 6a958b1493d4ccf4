"""The columns of a release that are used, and what their cells may hold.

Each rule stands twice, side by side: as SQL, which is asked of millions of cells at once, and as
Python, which is asked only where SQL said no, to name the cells. A test holds the two together.
Source of names and codes: UCDP GED Codebook, https://ucdp.uu.se/downloads/.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from helpers.story.csv_tables import to_number

ID = "id"
COUNTRY = "country"
COUNTS = ("low", "best", "high")
DATES = ("date_start", "date_end")
MOST = 100_000_000
"""No event kills more people than this: a number beyond it is a slip, or a column moved."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]00:00:00(?:\.0+)?)?", re.ASCII)


class Kind(Protocol):
    """What the cells of a column hold."""

    @property
    def stored(self) -> str:
        """The type in which DuckDB reads them."""

    @property
    def expected(self) -> str:
        """What they may hold, in words."""

    def sound(self, name: str) -> str:
        """The SQL condition of a sound cell, the column being called so."""

    def fits(self, text: str) -> bool:
        """Whether a cell is sound, as it is printed."""


@dataclass(frozen=True)
class Number:
    """A number between two limits, both included; `whole` if it has no fraction."""

    lowest: float
    highest: float
    whole: bool = True
    stored: str = "DOUBLE"

    @property
    def expected(self) -> str:
        """What the cells may hold, in words."""
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.lowest:g} to {self.highest:,.16g}"

    def sound(self, name: str) -> str:
        """The SQL condition of a sound cell."""
        limits = f"{name} BETWEEN {self.lowest!r} AND {self.highest!r}"
        return f"({limits} AND {name} = trunc({name}))" if self.whole else f"({limits})"

    def fits(self, text: str) -> bool:
        """Whether a cell is sound, as it is printed."""
        number = to_number(text.strip())
        if number is None or not self.lowest <= number <= self.highest:
            return False
        return not self.whole or number.is_integer()


@dataclass(frozen=True)
class Day:
    """A day, with midnight behind it in newer releases."""

    stored: str = "TIMESTAMP"
    expected: str = "a day such as 2014-09-27"

    def sound(self, name: str) -> str:
        """The SQL condition of a sound cell."""
        return f"(isfinite({name}) AND {name} = date_trunc('day', {name}))"

    def fits(self, text: str) -> bool:
        """Whether a cell is sound, as it is printed."""
        try:
            return bool(_DAY.fullmatch(text.strip()) and date.fromisoformat(text.strip()[:10]))
        except ValueError:
            return False


@dataclass(frozen=True)
class Words:
    """Text; `blank` if there may be none."""

    blank: bool = False
    stored: str = "VARCHAR"
    expected: str = "a name"

    def sound(self, name: str) -> str:
        """The SQL condition of a sound cell."""
        return "true" if self.blank else f"({name} <> '')"

    def fits(self, text: str) -> bool:
        """Whether a cell is sound, as it is printed."""
        return self.blank or text != ""


USED: Mapping[str, Kind] = {
    ID: Number(0, 2**53),
    "type_of_violence": Number(1, 3),
    "dyad_name": Words(blank=True),
    "side_a": Words(),
    "side_b": Words(),
    "where_prec": Number(1, 7),
    "where_coordinates": Words(blank=True),
    "adm_1": Words(blank=True),
    "latitude": Number(-90, 90, whole=False),
    "longitude": Number(-180, 180, whole=False),
    COUNTRY: Words(),
    "date_prec": Number(1, 5),
    "date_start": Day(),
    "date_end": Day(),
    "deaths_a": Number(0, MOST),
    "deaths_b": Number(0, MOST),
    "low": Number(0, MOST),
    "best": Number(0, MOST),
    "high": Number(0, MOST),
}
"""The columns used, and what each holds."""

IN_ORDER = "(low <= best AND best <= high)"
"""The SQL condition of a range that does not contradict itself."""


def is_upside_down(low: float, best: float, high: float) -> bool:
    """Whether a range contradicts itself: low above best, or best above high."""
    return not low <= best <= high
