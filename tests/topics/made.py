"""Small tables and stories, made by hand: each row has what every row of its table needs."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from helpers.charts.figure import ChartFigure
from helpers.story.contract import TABLES, dtypes
from helpers.story.contract import table as contract_table
from helpers.story.story import Story
from helpers.topics.places.stated import COLUMNS
from helpers.values.records import typed

Cells = dict[str, object]

PLAIN: dict[str, Cells] = {
    "actors": {"kind": "group"},
    "claims": {
        **{"paragraph": 2, "start": 0, "end": 40, "paraphrase": "It rains.", "topic": "rain"},
        **{"content": "assertion", "certainty": "certain", "checkable": True},
        **{"speaker": "paper", "chain": "paper", "voice": "narrator"},
    },
    "claim_links": {"note": "."},
    "relations": {"claim_id": "c001", "paragraph": 2, "start": 0, "status": "asserted"},
    "mentions": {"paragraph": 2, "start": 0, "end": 5, "form": "name"},
    "casualties": {"paragraph": 1, "victims": "people", "outcome": "killed", "bound": "vague"}
    | {"reported_by": "The Guard"},
    "events": {"paragraph": 1, "status": "asserted", "description": "It happens."}
    | {"claim_id": "c001"},
    "figures": {"kind": "distance", "unit": "km", "claim_id": "c001"},
    "places": {"paragraph": 1, "kind": "town"},
    "references": {"kind": "news_report", "published": "2020-05-05", "interested_party": False},
    "checks": {"shows": "matter", "basis": "read_in_copy"},
}
NUMBERED = ("claims", "relations", "casualties", "events", "figures", "checks")
LETTERS = dict(zip(NUMBERED, "crdefk", strict=True))

RELAYED: Cells = {"speaker": "guard", "chain": "guard|agency|paper", "voice": "direct"}
NAMED: Cells = {"speaker": "guard", "chain": "guard|paper", "voice": "indirect"}
NAMELESS: Cells = {"speaker": "somebody", "chain": "somebody|paper", "voice": "indirect"}


def rows(table: str, *cells: Cells) -> pd.DataFrame:
    """Rows of a table of the contract; claims are c001, c002, ..., checks k001, and so on."""
    types, (key, *_) = dtypes(table), contract_table(table).key
    made = []
    for number, row in enumerate(cells, start=1):
        own = {key: f"{LETTERS[table]}{number:03}"} if table in LETTERS else {}
        made.append({**own, **PLAIN.get(table, {}), **row})
    return pd.DataFrame(made, columns=list(types)).astype(types)


def claims(*cells: Cells) -> pd.DataFrame:
    return rows("claims", *cells)


def links(*cells: tuple[str, str, str]) -> pd.DataFrame:
    """Links between claims: one, what it does, the other."""
    return rows(
        "claim_links",
        *({"claim_id": one, "kind": kind, "other_id": other} for one, kind, other in cells),
    )


def relations(*ties: str) -> pd.DataFrame:
    """Ties as "source target kind status", in reading order."""
    names = ("source", "target", "kind", "status")
    cells = [dict(zip(names, tie.split(), strict=True)) for tie in ties]
    return rows("relations", *({**tie, "start": at} for at, tie in enumerate(cells)))


def actors(*cells: Cells, **names: str) -> pd.DataFrame:
    """The usual actors, further ones, and others by their keys; the guard's name may be another."""
    known: dict[str, Cells] = {
        "paper": {"name": "The Paper", "kind": "outlet"},
        "agency": {"name": "The Agency", "kind": "outlet"},
        "desk": {"name": "The Desk", "kind": "outlet"},
        "guard": {"name": "The Guard", "kind": "force"},
        "reporter": {"name": "Reporter", "kind": "person", "part_of": "agency"},
        "somebody": {"name": "Somebody", "kind": "unnamed"},
    }
    for key, name in names.items():
        known[key] = {**known.get(key, {}), "name": name}
    return rows("actors", *({"actor_id": key, **one} for key, one in known.items()), *cells)


def events(*told: str | Cells | None, **cells: object) -> pd.DataFrame:
    """Events e001, e002, ...: each as its date words in EDTF, or as its cells."""
    dated: list[Cells] = [one if isinstance(one, dict) else {"when": one} for one in told]
    return rows("events", *({**one, **cells} for one in dated))


def distance(km: float, bound: str = "exact", **cells: object) -> Cells:
    """A row of `every_distance`: so many km from the origin, by the article."""
    closed, words = bound in ("exact", "about"), bound.replace("_", " ").replace("exact", "")
    plain: Cells = {"from_place": "origin", "from_name": "Origin", "to_name": ""}
    plain |= {"value_km": km if closed else None, "bound": bound, "unit": "km"}
    plain |= {"lower_km": km if bound in ("exact", "at_least") else None}
    plain |= {"upper_km": km if bound in ("exact", "less_than") else None}
    plain |= {"kilometres": f"{words} {km:g} km".strip()}
    plain |= {"miles": f"{words} {km / 1.609344:.2f} miles".strip(), "from_edge": False}
    return {**plain, "who": "The Paper", "given_by": "article", **cells}


def distances(*cells: Cells) -> pd.DataFrame:
    """A table as `every_distance` gives it."""
    return typed(cells, COLUMNS)


def exact(number: int, **cells: object) -> Cells:
    """A toll or a figure of one number."""
    ends = dict.fromkeys(("lower", "best", "value", "upper"), number)
    return {**ends, "bound": "exact", **cells}


def tolls(*cells: Cells) -> pd.DataFrame:
    """Tolls d001, d002, ...; one of a reference stands in no paragraph."""
    nowhere: Cells = {"paragraph": None}
    return rows("casualties", *({**(nowhere if "ref_id" in one else {}), **one} for one in cells))


def story(**tables: list[Cells]) -> Any:
    """A story of a few rows, published on 29 September 2014 by The Paper."""
    article: Any = SimpleNamespace(
        **{"outlet": "The Paper", "outlet_id": "paper", "published": "2014-09-29"},
        **{"centre": "origin", "topics": {"rain": "The rain"}},
    )
    made = {name: rows(name, *tables.get(name, [])) for name in TABLES}
    return Story("made", Path(), article, None, made)


def checked(*checks: tuple[str, str, str], claims: list[Cells], **tables: list[Cells]) -> Any:
    """A story of claims and checks, each check a claim, its verdict, and the references it has.

    a and b are of the day, late was published later, side is a party's, own the outlet's own.
    """
    sides: dict[str, Cells] = {"a": {}, "b": {}, "late": {"published": "2021"}}
    sides |= {"side": {"interested_party": True}, "own": {"speaks_for": "paper"}}
    return story(
        actors=[{"actor_id": "paper", "name": "The Paper", "kind": "outlet"}],
        claims=[{"paraphrase": f"No. {n}.", **cell} for n, cell in enumerate(claims, start=1)],
        references=[
            {"ref_id": key, "publisher": key.title(), "origin": key, "published": "2014", **cells}
            for key, cells in sides.items()
        ],
        checks=[
            {"claim_id": claim, "verdict": verdict, "ref_ids": refs, "finding": f"{refs} says {n}."}
            for n, (claim, verdict, refs) in enumerate(checks, start=1)
        ],
        **tables,
    )


def texts(figure: ChartFigure) -> list[str]:
    """What is written in a plot."""
    return [text.get_text() for text in figure.axes[0].texts]


def labels(figure: ChartFigure) -> list[str]:
    """What stands beside the rows of a plot."""
    return [label.get_text() for label in figure.axes[0].get_yticklabels()]


def patches(figure: ChartFigure, kind: type) -> list[Any]:
    """The shapes of one kind in a plot."""
    return [patch for patch in figure.axes[0].patches if isinstance(patch, kind)]
