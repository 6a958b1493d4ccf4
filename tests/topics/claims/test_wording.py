"""The chart of how claims change: what is drawn, against the claims and links it is drawn from."""

from typing import Any

import pytest
from matplotlib.patches import PathPatch

from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.sizes import use_size
from helpers.charts.style import look
from helpers.story.project import story_ids
from helpers.topics.claims.wording import WORDINGS, draw_wording

from ...stories import opened
from ..made import Cells, claims, links, patches, rows, texts

TEXT = rows(
    "paragraphs",
    {"paragraph": 1, "kind": "headline", "length": 40},
    {"paragraph": 2, "kind": "body", "length": 160},
)
LIMIT = ("c002", "qualifies", "c001")
IN_HEADLINE: Cells = {"paragraph": 1}


def wording(pulls: list[tuple[str, str, str]], *cells: Cells) -> ChartFigure:
    given = (links(*pulls), claims(*cells), TEXT)
    return draw_wording(*given, source="The Paper", topics={"rain": "The rain"})


def marks(fig: ChartFigure) -> list[Any]:
    """The marks of how sure each claim is put, from the top."""
    lines = fig.axes[0].lines
    return [line for line in lines if line.get_markersize() > 8 and len(line.get_xdata()) == 1]


def test_the_claims_of_the_topic_stand_in_reading_order_in_the_column_of_their_certainty() -> None:
    fig = wording(
        [("c001", "contradicts", "c002")],
        {"paragraph": 2, "paraphrase": "Later.", "certainty": "possible"},
        {"paragraph": 1, "paraphrase": "First."},
        {"topic": "snow", "paraphrase": "Elsewhere."},
    )
    assert fig.rows["paraphrase"].tolist() == ["First.", "Later."]
    place = {text.get_text(): text.get_position() for text in fig.axes[0].texts}
    assert place["First."][1] < place["Later."][1]
    assert "Elsewhere." not in place
    known = {mark.get_marker(): mark.get_xydata()[0] for mark in marks(fig)}
    for certainty, words in (("certain", "First."), ("possible", "Later.")):
        assert tuple(known[look("certainty", certainty).marker]) == pytest.approx(
            (place[certainty][0], place[words][1])
        )


def test_each_tension_is_an_arc_with_a_dot_at_the_claim_spoken_to_and_ends_of_its_own() -> None:
    pulls = [(f"c00{n}", "qualifies", "c001") for n in (2, 3, 4)]
    fig = wording(pulls, IN_HEADLINE, {}, {}, {})
    paths = [arc.get_path().vertices for arc in patches(fig, PathPatch)]
    ends = sorted((path[-1][1], path[0][1]) for path in paths)
    assert len({end for end, _ in ends}) == 3
    # The longest lies outside.
    assert [start for _, start in ends] == sorted((start for _, start in ends), reverse=True)
    dots = [line for line in fig.axes[0].lines if line.get_markersize() < 8]
    assert sorted(dot.get_ydata()[0] for dot in dots if dot.get_marker() == "o") == [
        end for end, _ in ends
    ]


@pytest.mark.parametrize(
    ("pulls", "title"),
    [
        (
            [LIMIT, ("c003", "answers", "c001")],
            "The rain: two other claims limit or answer the headline",
        ),
        ([LIMIT], "The rain: one other claim limits the headline"),
        (
            [("c001", "contradicts", "c002")],
            "The rain: one other claim contradicts what paragraph 2 says",
        ),
        ([], "No claim speaks against another"),
    ],
)
def test_the_title_says_what_how_many_other_claims_do_to_which_line(
    pulls: list[tuple[str, str, str]], title: str
) -> None:
    assert wording(pulls, IN_HEADLINE, {}, {}).title == title


def test_hedged_claims_are_hollow_and_their_hedge_is_printed() -> None:
    fig = wording([LIMIT], IN_HEADLINE, {"hedges": "may|about"})
    faces = [mark.get_markerfacecolor() for mark in marks(fig)]
    assert faces == [look("certainty", "certain").colour, "#ffffff"]
    assert "hedged: “may”, “about”" in texts(fig)


def test_the_alt_text_tells_each_claim_how_sure_it_is_put_and_the_links() -> None:
    assert wording([LIMIT], IN_HEADLINE, {"certainty": "possible", "hedges": "may"}).alt == (
        "Claims in rows, joined by arcs. The rain: one other claim limits the headline. Two claims in"
        " reading order with how sure each is put. Paragraph 1, certain: It rains; paragraph 2,"
        " possible, hedged: It rains. Links between them: qualifies 1."
    )


@pytest.mark.parametrize("size", ["web", "square"])
def test_of_a_hundred_claims_those_in_most_tensions_are_drawn_and_the_rest_counted(
    size: str,
) -> None:
    cells = [{"paraphrase": f"Claim {n} {'of many words ' * 20}", "start": n} for n in range(100)]
    pulls = [(f"c{n:03}", "qualifies", f"c{n - 1:03}") for n in range(2, 101)]
    with use_size(size):
        fig = wording(pulls, *cells)
    assert len(fig.rows) == 100
    # The first and the last stand in one tension, all between in two.
    shown = [text.split()[1] for text in texts(fig) if text.startswith("Claim ")]
    assert shown == [str(n) for n in range(1, len(shown) + 1)]
    assert len(shown) in WORDINGS
    assert (len(shown) == WORDINGS[0]) is (size == "web")
    assert fig.subtitle.endswith(f"{100 - len(shown)} more claims not drawn")
    assert f"; and {100 - WORDINGS[0]} more claims" in fig.alt


def test_where_it_is_narrow_how_sure_a_claim_is_put_is_written_and_on_paper_its_voice_too() -> None:
    found = {}
    for size in ("mobile", "spread"):
        with use_size(size):
            cells: Cells = {"certainty": "possible", "voice": "direct"}
            found[size] = set(texts(wording([LIMIT], IN_HEADLINE, cells)))
    assert {"headline", "certain", "par. 2", "possible"} <= found["mobile"]
    assert {"in whose voice", "quoted", "the outlet's own voice"} <= found["spread"]
    assert "quoted" not in found["mobile"]


@pytest.mark.parametrize("story_id", story_ids())
def test_a_topic_of_a_real_story_is_drawn_under_a_long_name(story_id: str) -> None:
    story = opened(story_id)
    name = "The very long name of a topic that nobody would ever print in full " * 4
    given, topics = (story.claim_links, story.claims, story.paragraphs), story.article.topics
    fig = draw_wording(*given, source="x", topics=dict.fromkeys(topics, name))
    assert fig.title.startswith(name.strip())
    assert layout_problems(fig) == []
