"""What names a row that is not there is refused by table, row and column."""

import re

import pytest

from helpers.charts.figure import ChartError
from helpers.topics.actors.charts import draw_voices as draw_actors
from helpers.topics.actors.ties import draw_ties
from helpers.topics.claims.chains import draw_chains
from helpers.topics.claims.charts import draw_voices
from helpers.topics.claims.wording import draw_wording

from .made import actors, claims, links, relations, rows

GHOST = {"speaker": "ghost", "chain": "ghost|paper"}


@pytest.mark.parametrize(
    ("draw", "tables", "told"),
    [
        (
            draw_chains,
            (claims({}, {"chain": "ghost|paper"}), actors()),
            "claims, row 2 (c002), column chain: 'ghost'",
        ),
        (
            draw_voices,
            (claims({}, GHOST), actors()),
            "claims, row 2 (c002), column speaker: 'ghost'",
        ),
        (
            draw_actors,
            (actors(), claims({}), rows("mentions", {"actor_id": "ghost"})),
            "mentions, row 1 (ghost), column actor_id: 'ghost'",
        ),
        (
            draw_ties,
            (relations("paper ghost fights asserted"), actors()),
            "relations, row 1 (r001), column target: 'ghost'",
        ),
        (
            draw_wording,
            (links(("c001", "answers", "c009")), claims({}), rows("paragraphs")),
            "claim_links, row 1 (c001), column other_id: 'c009'",
        ),
    ],
)
def test_a_key_of_no_row_is_refused(draw, tables, told) -> None:  # noqa: ANN001
    names = {"topics": {}} if draw is draw_wording else {}
    with pytest.raises(ChartError, match=re.escape(told)):
        draw(*tables, source="The Paper", **names)
