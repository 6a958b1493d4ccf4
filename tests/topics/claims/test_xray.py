"""The X-ray of an article: what is drawn, against the tables it is drawn from."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from matplotlib.collections import LineCollection, PolyCollection

from helpers.charts.figure import ChartError, ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.pictures import to_png
from helpers.charts.sizes import use_size
from helpers.story.story import Story, open_story
from helpers.topics.claims.xray import draw_xray

from .made import TEXT, actors, claims, rows

FIGURE = {"figure_id": "f001", "paragraph": 2, "start": 3, "end": 9, "kind": "count"}
MENTION = {"actor_id": "guard", "paragraph": 2, "start": 70, "end": 85, "form": "name"}


def drawn(
    table: pd.DataFrame, paragraphs: pd.DataFrame = TEXT, **tables: pd.DataFrame
) -> ChartFigure:
    cells = {"figures": rows("figures"), "mentions": rows("mentions"), **tables}
    cells["actors"] = actors()
    story: Any = SimpleNamespace(paragraphs=paragraphs, claims=table, **cells)
    return draw_xray(story, source="The Paper")


def boxes(fig: ChartFigure, layer: str) -> list[tuple[float, float]]:
    """Left end and length of each box of a layer."""
    found = [
        path.get_extents()
        for collection in fig.axes[0].collections
        if isinstance(collection, PolyCollection) and str(collection.get_label()) == layer
        for path in collection.get_paths()
    ]
    return [(box.x0, box.width) for box in found]


@pytest.fixture(scope="module")
def story() -> Story:
    return open_story("isis-baghdad-2014")


def test_bands_are_the_spans_of_the_claims() -> None:
    fig = drawn(claims({"start": 0, "end": 40}, {"start": 50, "end": 90}))
    assert boxes(fig, "claims-outlet") == [(0, 40), (50, 40)]


def test_paragraphs_are_as_long_as_their_characters() -> None:
    assert boxes(drawn(claims({})), "paragraphs") == [(0, 40), (0, 160)]


def test_overlapping_claims_get_lanes_of_their_own_below_each_other() -> None:
    fig = drawn(claims({"start": 0, "end": 40}, {"start": 10, "end": 30}, {"start": 60, "end": 90}))
    assert fig.rows["lane"].tolist() == [0, 1, 0]
    (bands,) = [one for one in fig.axes[0].collections if one.get_label() == "claims-outlet"]
    first, second, third = (path.get_extents() for path in bands.get_paths())
    assert first.y1 < second.y0
    assert first.y0 == third.y0


def test_boilerplate_is_left_out_and_the_title_counts_the_rest() -> None:
    text = pd.concat(
        [TEXT, rows("paragraphs", {"paragraph": 3, "kind": "boilerplate", "length": 900})],
        ignore_index=True,
    )
    fig = drawn(claims({}, {"voice": "direct"}), text)
    assert fig.title == "Sources are heard in one of two paragraphs"
    assert len(boxes(fig, "paragraphs")) == 2


def test_figures_and_mentions_are_drawn_below_the_claims() -> None:
    fig = drawn(claims({}), figures=rows("figures", FIGURE), mentions=rows("mentions", MENTION))
    assert boxes(fig, "mentions-name") == [(70, 15)]
    (figure,) = [one for one in fig.axes[0].collections if isinstance(one, LineCollection)]
    assert [tuple(x for x, _ in line) for line in figure.get_segments()] == [(3, 9), (3, 3), (9, 9)]
    assert fig.rows["id"].tolist() == ["c001", "f001", "guard"]
    assert "one figure and one mention" in fig.alt


def test_voices_and_hedges_are_told_apart_without_colour() -> None:
    voices = {
        "quoted": {"voice": "direct"},
        "named": {"voice": "indirect", "speaker": "guard"},
        "unnamed": {"voice": "indirect", "speaker": "somebody"},
        "outlet": {"voice": "narrator"},
    }
    cells = [
        {**cell, "hedges": hedge, "start": 20 * at, "end": 20 * at + 10}
        for at, (cell, hedge) in enumerate((v, h) for v in voices.values() for h in (None, "may"))
    ]
    layers = {
        str(one.get_label()): one
        for one in drawn(claims(*cells)).axes[0].collections
        if isinstance(one, PolyCollection)
    }
    ground = tuple(layers["claims-named"].get_facecolor()[0])
    assert tuple(layers["claims-unnamed"].get_facecolor()[0]) == ground
    assert tuple(layers["claims-quoted"].get_facecolor()[0]) != ground
    dashes = [layers[f"claims-{name}"].get_linestyle()[0][1] for name in ("named", "unnamed")]
    assert not dashes[0]
    assert dashes[1]
    heights = {
        voice: layers[f"claims-{voice}"].get_paths()[0].get_extents().height for voice in voices
    }
    assert heights["outlet"] < 0.6 * heights["quoted"]
    for voice in voices:
        hedged = layers[f"claims-{voice}-hedged"]
        assert hedged.get_hatch()
        assert not layers[f"claims-{voice}"].get_hatch()
        # A hatch in the colour of what it lies on would not be seen.
        assert tuple(hedged.get_facecolor()[0]) != tuple(hedged.get_hatchcolor()[0])


@pytest.mark.parametrize(
    ("cells", "title", "hedged"),
    [
        ([], "The article makes no claim", "none"),
        ([{}, {}], "All the claims are made in the outlet's own voice", "none"),
        ([{}, {"voice": "direct", "hedges": "may"}], "Sources are heard in one of two", "one"),
        (
            [{"voice": "direct"}, {"voice": "direct", "paragraph": 1}],
            "Sources are heard in every paragraph",
            "none",
        ),
    ],
)
def test_title_and_alt_text_follow_the_rows(
    cells: list[dict[str, object]], title: str, hedged: str
) -> None:
    fig = drawn(claims(*cells))
    assert fig.title.startswith(title)
    assert f"{hedged} hedged)" in fig.alt
    assert ("Paragraph 2 holds most claims: two." in fig.alt) is (
        len(cells) == 2 and "every" not in title
    )


def test_a_spread_shows_the_paragraphs_in_two_columns_to_one_scale(story: Story) -> None:
    with use_size("spread"):
        fig = draw_xray(story, source="The Paper")
    grounds = boxes(fig, "paragraphs")
    assert len({left for left, _ in grounds}) == 2
    order = story.paragraphs[story.paragraphs["kind"] != "boilerplate"]
    assert sorted(round(width) for _, width in grounds) == sorted(order["length"])


def test_it_is_the_same_with_the_words_and_without_them() -> None:
    with_words = open_story("example")
    assert with_words.words is not None
    without = replace(with_words, words=None)
    one, two = (draw_xray(story, source="The Paper") for story in (with_words, without))
    assert to_png(one, scale=1) == to_png(two, scale=1)


@pytest.mark.parametrize(("size", "columns"), [("web", 1), ("spread", 3)])
def test_a_hundred_paragraphs_are_drawn_in_more_columns_where_there_is_room(
    size: str, columns: int
) -> None:
    text = rows(
        "paragraphs", *({"paragraph": n, "kind": "body", "length": 200} for n in range(1, 101))
    )
    table = claims(*({"paragraph": n, "start": n, "end": n + 60} for n in range(1, 101)))
    with use_size(size):
        fig = drawn(table, text)
    assert layout_problems(fig) == []
    grounds = boxes(fig, "paragraphs")
    assert len(grounds) == 100
    assert len({left for left, _ in grounds}) == columns


def test_a_claim_that_stands_in_no_paragraph_is_left_out_and_not_counted() -> None:
    fig = drawn(claims({}, {"paragraph": 7}))
    assert fig.rows["id"].tolist() == ["c001"]
    assert "one claim (" in fig.alt


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ({"start": 50, "end": 40}, "claims, c001: 50 to 40 in paragraph 2"),
        ({"end": 161}, "claims, c001: 0 to 161 in paragraph 2"),
    ],
    ids=["back to front", "beyond its paragraph"],
)
def test_a_span_that_lies_nowhere_is_refused_by_its_row(cell: dict[str, object], told: str) -> None:
    with pytest.raises(ChartError, match=told):
        drawn(claims(cell))
