"""Small tables of claims, made by hand."""

import pandas as pd

from helpers.story.contract import dtypes


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


PLAIN = {
    "paragraph": 2,
    "start": 0,
    "end": 40,
    "paraphrase": "It rains.",
    "content": "assertion",
    "topic": "rain",
    "speaker": "paper",
    "chain": "paper",
    "voice": "narrator",
    "certainty": "certain",
    "checkable": True,
}
RELAYED = {"speaker": "guard", "chain": "guard|agency|paper", "voice": "direct"}
NAMELESS = {"speaker": "somebody", "chain": "somebody|paper", "voice": "indirect"}
TEXT = rows(
    "paragraphs",
    {"paragraph": 1, "kind": "headline", "length": 40},
    {"paragraph": 2, "kind": "body", "length": 160},
)


def actors(guard: str = "The Guard") -> pd.DataFrame:
    return rows(
        "actors",
        {"actor_id": "paper", "name": "The Paper", "kind": "outlet"},
        {"actor_id": "agency", "name": "The Agency", "kind": "outlet"},
        {"actor_id": "desk", "name": "The Desk", "kind": "outlet"},
        {"actor_id": "guard", "name": guard, "kind": "force"},
        {"actor_id": "reporter", "name": "Reporter", "kind": "person", "part_of": "agency"},
        {"actor_id": "somebody", "name": "Somebody", "kind": "unnamed"},
    )


def claims(*cells: dict[str, object]) -> pd.DataFrame:
    return rows(
        "claims", *({"claim_id": f"c{n:03}", **PLAIN, **c} for n, c in enumerate(cells, start=1))
    )


def links(*cells: tuple[str, str, str]) -> pd.DataFrame:
    return rows(
        "claim_links",
        *({"claim_id": a, "other_id": b, "kind": kind, "note": "."} for a, b, kind in cells),
    )
