"""Two small stories made by hand, and the corpus of them."""

from types import SimpleNamespace
from typing import Any

from helpers.corpus.corpus import Corpus, corpus_of
from helpers.story.contract import TABLES
from helpers.story.story import Story
from tests.topics.made import NAMED, NAMELESS, RELAYED, Cells, actors, exact, rows

ACTORS = actors().to_dict("records")


def story(name: str, outlet: str, **tables: list[Cells]) -> Story:
    """A story of a few rows, published on 29 September 2014."""
    article: Any = SimpleNamespace(
        **{"headline": name, "outlet": outlet, "outlet_id": "paper", "published": "2014-09-29"}
    )
    filled: dict[str, list[Any]] = {"actors": ACTORS, **tables}
    made = {table: rows(table, *filled.get(table, [])) for table in TABLES}
    return Story(name, SimpleNamespace(), article, None, made)  # type: ignore[arg-type]


def one() -> Story:
    """Of The Morning: six assertions, one of them hedged, and a name; tolls, events and checks."""
    return story(
        "one",
        "The Morning",
        paragraphs=[{"paragraph": 1, "kind": "headline"}, {"paragraph": 2, "kind": "body"}],
        claims=[
            {"paraphrase": "A mile is left.", **NAMELESS},
            {"paraphrase": "Less than a mile is left.", **RELAYED},
            {"paraphrase": "The mile is left.", "hedges": "reportedly|perhaps"},
            {"paraphrase": "It rains.", **NAMED},
            {"paraphrase": "It snows.", **NAMED},
            {"paraphrase": "It hails."},
            {"paraphrase": "The Guard is a force.", **NAMED, "content": "naming"},
        ],
        claim_links=[
            {"claim_id": "c003", "other_id": "c001", "kind": "restates"},
            {"claim_id": "c002", "other_id": "c001", "kind": "qualifies"},
        ],
        figures=[
            {
                "claim_id": "c001",
                "paragraph": 1,
                "value": 1,
                "lower": 1,
                "upper": 1,
                "bound": "exact",
            },
            {"claim_id": "c002", "paragraph": 2, "upper": 1, "bound": "less_than"},
            {
                "claim_id": "c004",
                "paragraph": 1,
                "value": 2,
                "lower": 2,
                "upper": 2,
                "bound": "exact",
            },
            {
                "claim_id": "c005",
                "paragraph": 2,
                "value": 3,
                "lower": 3,
                "upper": 3,
                "bound": "exact",
            },
        ],
        casualties=[
            {"lower": 3000, "bound": "more_than"},
            {**exact(7), "included_in": "d001"},
            {**exact(9000), "ref_id": "a"},
            {"bound": "vague"},
        ],
        places=[{"place_id": "hill", "name": "Hill"}],
        events=[
            {"place_id": "hill", "when": "2014-05"},
            {"place_id": "hill", "when": "2014-06-01/2014-07"},
            {"place_id": "hill", "when": "2013/2014"},
            {"place_id": "hill", "when": "2014-08/.."},
            {"when": "2014-05"},
        ],
        references=[
            {"ref_id": key, "publisher": key, "origin": key, "published": "2014"} for key in "ab"
        ],
        checks=[
            {"claim_id": claim, "verdict": verdict, "ref_ids": "a|b"}
            for claim, verdict in {
                "c001": "conflicts",
                "c002": "supports",
                "c004": "supports",
            }.items()
        ],
    )


def other() -> Story:
    """Of The Evening: two assertions, one of them as in the other story."""
    return story(
        "other",
        "The Evening",
        claims=[{"paraphrase": "It rains.", **NAMED}, {"paraphrase": "It thaws."}],
        casualties=[exact(12)],
    )


def corpus(*stories: Story) -> Corpus:
    """The corpus of some stories; of both where none is given."""
    return corpus_of({made.id: made for made in stories or (one(), other())})
