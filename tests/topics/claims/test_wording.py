"""The chart of how claims change: what is drawn, against the claims and links it is drawn from."""

from typing import Any

import pandas as pd
import pytest
from matplotlib.patches import PathPatch

from helpers.charts.figure import ChartError, ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.sizes import use_size
from helpers.charts.style import look
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.claims.wording import WORDINGS, draw_wording

from .made import TEXT, claims, links

LINK = links(("c002", "c001", "qualifies"))
IN_HEADLINE = {"paragraph": 1}


def wording(pulls: pd.DataFrame, table: pd.DataFrame, **more: Any) -> ChartFigure:
    return draw_wording(pulls, table, TEXT, source="The Paper", **more)


def texts(fig: ChartFigure) -> list[str]:
    return [text.get_text() for text in fig.axes[0].texts]


def test_the_claims_of_the_topic_stand_in_reading_order_in_the_column_of_their_certainty() -> None:
    table = claims(
        {"paragraph": 2, "paraphrase": "Later.", "certainty": "possible"},
        {"paragraph": 1, "paraphrase": "First."},
        {"topic": "snow", "paraphrase": "Elsewhere."},
    )
    fig = wording(links(("c001", "c002", "contradicts")), table)
    assert fig.rows["paraphrase"].tolist() == ["First.", "Later."]
    height = {text.get_text(): text.get_position() for text in fig.axes[0].texts}
    assert height["First."][1] < height["Later."][1]
    assert "Elsewhere." not in height
    marks = {
        line.get_marker(): line.get_xydata()[0]
        for line in fig.axes[0].lines
        if line.get_markersize() > 8 and len(line.get_xdata()) == 1
    }
    for certainty, words in (("certain", "First."), ("possible", "Later.")):
        assert tuple(marks[look("certainty", certainty).marker]) == pytest.approx(
            (height[certainty][0], height[words][1])
        )


def test_each_tension_is_an_arc_with_a_dot_at_the_claim_spoken_to_and_ends_of_its_own() -> None:
    table = claims(IN_HEADLINE, {}, {}, {})
    pulls = links(*((f"c00{n}", "c001", "qualifies") for n in (2, 3, 4)))
    fig = wording(pulls, table)
    arcs = [patch for patch in fig.axes[0].patches if isinstance(patch, PathPatch)]
    ends = sorted((arc.get_path().vertices[-1][1], arc.get_path().vertices[0][1]) for arc in arcs)
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
            [("c002", "c001", "qualifies"), ("c003", "c001", "answers")],
            "The rain: two other claims limit or answer the headline",
        ),
        ([("c002", "c001", "qualifies")], "The rain: one other claim limits the headline"),
        (
            [("c001", "c002", "contradicts")],
            "The rain: one other claim contradicts what paragraph 2 says",
        ),
        ([], "No claim speaks against another"),
    ],
)
def test_the_title_says_what_how_many_other_claims_do_to_which_line(
    pulls: list[tuple[str, str, str]], title: str
) -> None:
    fig = wording(links(*pulls), claims(IN_HEADLINE, {}, {}), topics={"rain": "The rain"})
    assert fig.title == title


def test_hedged_claims_are_hollow_and_their_hedge_is_printed() -> None:
    fig = wording(LINK, claims(IN_HEADLINE, {"hedges": "may|about"}))
    marks = [line for line in fig.axes[0].lines if line.get_markersize() > 8]
    faces = [line.get_markerfacecolor() for line in marks if line.get_marker() == "o"]
    assert faces == [look("certainty", "certain").colour, "#ffffff"]
    assert "hedged: “may”, “about”" in texts(fig)


def test_another_topic_can_be_asked_for_and_an_unknown_one_is_refused() -> None:
    table = claims({"topic": "rain"}, {"topic": "rain"}, {"topic": "snow"}, {"topic": "snow"})
    pulls = links(("c002", "c001", "qualifies"), ("c004", "c003", "qualifies"))
    assert wording(pulls, table, topic="snow").rows["claim_id"].tolist() == ["c003", "c004"]
    with pytest.raises(KeyError, match="topics are rain, snow"):
        wording(pulls, table, topic="hail")


def test_the_alt_text_tells_each_claim_how_sure_it_is_put_and_the_links() -> None:
    fig = wording(LINK, claims(IN_HEADLINE, {"certainty": "possible", "hedges": "may"}))
    assert fig.alt == (
        "Claims in rows, joined by arcs. rain: one other claim limits the headline. Two claims in"
        " reading order with how sure each is put. Paragraph 1, certain: It rains; paragraph 2,"
        " possible, hedged: It rains. Links between them: qualifies 1."
    )


def test_of_a_hundred_claims_those_in_most_tensions_are_drawn_and_the_rest_counted() -> None:
    table = claims(
        *({"paraphrase": f"Claim {n} {'of many words ' * 20}", "start": n} for n in range(100))
    )
    pulls = links(*((f"c{n:03}", f"c{n - 1:03}", "qualifies") for n in range(2, 101)))
    fig = wording(pulls, table)
    assert fig.subtitle.endswith(f"{100 - WORDINGS[0]} more claims not drawn")
    assert len(fig.rows) == 100
    # The first and the last stand in one tension, all between in two.
    shown = [text.split()[1] for text in texts(fig) if text.startswith("Claim ")]
    assert shown == [str(n) for n in range(1, WORDINGS[0] + 1)]
    with use_size("square"):
        fewer = wording(pulls, table)
    assert fewer.subtitle.endswith(
        tuple(f"{100 - limit} more claims not drawn" for limit in WORDINGS[1:])
    )


def test_where_it_is_narrow_how_sure_a_claim_is_put_is_written_and_on_paper_its_voice_too() -> None:
    table = claims(IN_HEADLINE, {"certainty": "possible", "voice": "direct"})
    with use_size("mobile"):
        narrow = texts(wording(LINK, table))
    assert {"headline", "certain", "par. 2", "possible"} <= set(narrow)
    with use_size("spread"):
        assert {"in whose voice", "quoted", "the outlet's own voice"} <= set(
            texts(wording(LINK, table))
        )
    assert "quoted" not in narrow


@pytest.mark.parametrize("story_id", story_ids())
def test_every_topic_of_a_real_story_can_be_drawn(story_id: str) -> None:
    story = open_story(story_id)
    given = (story.claim_links, story.claims, story.paragraphs)
    for topic in story.article.topics:
        fig = draw_wording(*given, source="x", topic=topic)
        assert layout_problems(fig) == [], topic


def test_a_long_name_of_a_topic_is_laid_out() -> None:
    topics = {"rain": "The very long name of a topic that nobody would ever print in full " * 4}
    assert layout_problems(wording(LINK, claims(IN_HEADLINE, {}), topics=topics)) == []


def test_a_link_to_a_claim_that_is_not_there_is_refused_by_row() -> None:
    with pytest.raises(ChartError, match=r"claim_links, row 1 .*column other_id: 'c009'"):
        wording(links(("c001", "c009", "answers")), claims({}))
