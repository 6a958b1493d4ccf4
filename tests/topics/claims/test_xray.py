"""The X-ray of an article: what is drawn, against the tables it is drawn from."""

from dataclasses import replace
from typing import Any

import pytest
from matplotlib.collections import LineCollection, PolyCollection

from helpers.charts.figure import ChartError, ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.pictures import to_png
from helpers.charts.sizes import use_size
from helpers.topics.claims.xray import draw_xray

from ...stories import Drawn, opened
from ..made import NAMED, NAMELESS, Cells
from ..made import story as made

PEOPLE: list[Cells] = [{"actor_id": "guard"}, {"actor_id": "somebody", "kind": "unnamed"}]
HEADLINE: Cells = {"paragraph": 1, "kind": "headline", "length": 40}
BODY: Cells = {"paragraph": 2, "kind": "body", "length": 160}
FIGURE: Cells = {"paragraph": 2, "start": 3, "end": 9, "kind": "count"}
MENTION: Cells = {"actor_id": "guard", "start": 70, "end": 85}
QUOTED: Cells = {"voice": "direct"}


def xray(*cells: Cells, text: list[Cells] | None = None, **tables: list[Cells]) -> ChartFigure:
    paragraphs = text or [HEADLINE, BODY]
    told = made(paragraphs=paragraphs, claims=list(cells), actors=PEOPLE, **tables)
    return draw_xray(told, source="The Paper")


def layers(fig: ChartFigure) -> dict[str, Any]:
    found = [one for one in fig.axes[0].collections if isinstance(one, PolyCollection)]
    return {str(one.get_label()): one for one in found}


def boxes(fig: ChartFigure, layer: str) -> list[Any]:
    return [path.get_extents() for path in layers(fig)[layer].get_paths()]


def across(fig: ChartFigure, layer: str) -> list[tuple[float, float]]:
    """Left end and length of each box of a layer."""
    return [(box.x0, box.width) for box in boxes(fig, layer)]


def test_bands_are_the_spans_of_the_claims_in_paragraphs_as_long_as_their_characters() -> None:
    fig = xray({"start": 0, "end": 40}, {"start": 50, "end": 90})
    assert across(fig, "claims-outlet") == [(0, 40), (50, 40)]
    assert across(fig, "paragraphs") == [(0, 40), (0, 160)]


def test_overlapping_claims_get_lanes_of_their_own_below_each_other() -> None:
    fig = xray({"start": 0, "end": 40}, {"start": 10, "end": 30}, {"start": 40, "end": 90})
    assert fig.rows["lane"].tolist() == [0, 1, 0]
    first, second, third = boxes(fig, "claims-outlet")
    assert first.y1 < second.y0
    assert first.y0 == third.y0


def test_boilerplate_and_what_stands_in_no_paragraph_is_left_out_and_not_counted() -> None:
    more: Cells = {"paragraph": 3, "kind": "boilerplate", "length": 900}
    fig = xray({}, QUOTED, {"paragraph": 3}, {"paragraph": 7}, text=[HEADLINE, BODY, more])
    assert fig.title == "Sources are heard in one of two paragraphs"
    assert len(across(fig, "paragraphs")) == 2
    assert fig.rows["id"].tolist() == ["c001", "c002"]
    assert "two claims (" in fig.alt


def test_figures_and_mentions_are_drawn_below_the_claims() -> None:
    fig = xray({}, figures=[FIGURE], mentions=[MENTION])
    assert across(fig, "mentions-name") == [(70, 15)]
    (figure,) = [one for one in fig.axes[0].collections if isinstance(one, LineCollection)]
    assert [tuple(x for x, _ in line) for line in figure.get_segments()] == [(3, 9), (3, 3), (9, 9)]
    (claim,), (mention,) = boxes(fig, "claims-outlet"), boxes(fig, "mentions-name")
    assert claim.y1 < figure.get_segments()[0][0][1] < mention.y0
    assert fig.rows["id"].tolist() == ["c001", "f001", "guard"]
    assert "one figure and one mention" in fig.alt


def test_voices_and_hedges_are_told_apart_without_colour() -> None:
    voices = {"quoted": QUOTED, "named": NAMED, "unnamed": NAMELESS, "outlet": {}}
    cells = [
        {**cell, "hedges": hedge, "start": 20 * at, "end": 20 * at + 10}
        for at, (cell, hedge) in enumerate((v, h) for v in voices.values() for h in (None, "may"))
    ]
    fig = xray(*cells)
    found = layers(fig)
    ground = tuple(found["claims-named"].get_facecolor()[0])
    assert tuple(found["claims-unnamed"].get_facecolor()[0]) == ground
    assert tuple(found["claims-quoted"].get_facecolor()[0]) != ground
    named, unnamed = (
        found[f"claims-{name}"].get_linestyle()[0][1] for name in ("named", "unnamed")
    )
    assert unnamed
    assert not named
    outlet, quoted = (boxes(fig, f"claims-{name}")[0].height for name in ("outlet", "quoted"))
    assert outlet < 0.6 * quoted
    for voice in voices:
        hedged = found[f"claims-{voice}-hedged"]
        assert hedged.get_hatch()
        assert not found[f"claims-{voice}"].get_hatch()
        # A hatch in the colour of what it lies on would not be seen.
        assert tuple(hedged.get_facecolor()[0]) != tuple(hedged.get_hatchcolor()[0])


@pytest.mark.parametrize(
    ("cells", "title", "told"),
    [
        ([], "The article makes no claim", "no claims (none; none hedged)"),
        (
            [{}, {}],
            "All the claims are made in the outlet's own voice",
            "(2 the outlet's own voice; none hedged), no figures and no mentions of actors."
            " Paragraph 2 holds most claims: two.",
        ),
        (
            [{}, {**QUOTED, "hedges": "may"}],
            "Sources are heard in one of two paragraphs",
            "two claims (1 the outlet's own voice, 1 in quotation marks; one hedged)",
        ),
        (
            [QUOTED, {**QUOTED, "paragraph": 1}],
            "Sources are heard in every paragraph",
            "Paragraph 1 holds most claims: one.",
        ),
    ],
)
def test_title_and_alt_text_follow_the_rows(cells: list[Cells], title: str, told: str) -> None:
    fig = xray(*cells)
    assert fig.title == title
    assert told in fig.alt


def test_a_spread_shows_the_paragraphs_in_two_columns_to_one_scale(
    drawn: Drawn,
) -> None:
    story = opened("isis-baghdad-2014")
    grounds = across(drawn(story.id, "claims-xray", "spread"), "paragraphs")
    assert len({left for left, _ in grounds}) == 2
    order = story.paragraphs[story.paragraphs["kind"] != "boilerplate"]
    assert sorted(round(width) for _, width in grounds) == sorted(order["length"])


@pytest.mark.parametrize(("size", "columns"), [("web", 1), ("spread", 3)])
def test_a_hundred_paragraphs_are_drawn_in_more_columns_where_there_is_room(
    size: str, columns: int
) -> None:
    text: list[Cells] = [{**BODY, "paragraph": n, "length": 200} for n in range(1, 101)]
    with use_size(size):
        fig = xray(*({"paragraph": n, "start": n, "end": n + 60} for n in range(1, 101)), text=text)
    assert layout_problems(fig) == []
    grounds = boxes(fig, "paragraphs")
    assert len(grounds) == 100
    tops = {box.x0: min(one.y0 for one in grounds if one.x0 == box.x0) for box in grounds}
    assert len(tops) == columns
    assert len(set(tops.values())) == 1


def test_it_is_the_same_with_the_words_and_without_them(example: Any) -> None:
    assert example.words is not None
    one, two = (draw_xray(one, source="x") for one in (example, replace(example, words=None)))
    assert to_png(one, scale=1) == to_png(two, scale=1)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ({"start": 50, "end": 40}, "claims, c001: 50 to 40 in paragraph 2"),
        ({"end": 161}, "claims, c001: 0 to 161 in paragraph 2"),
    ],
    ids=["back to front", "beyond its paragraph"],
)
def test_a_span_that_lies_nowhere_is_refused_by_its_row(cell: Cells, told: str) -> None:
    with pytest.raises(ChartError, match=told):
        xray(cell)
