"""The chart of the ties: what is drawn, against the relations it is drawn from."""

import pytest
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon

from helpers.charts.figure import ChartFigure
from helpers.charts.style import look
from helpers.story.project import story_ids
from helpers.topics.actors.ties import draw_ties

from ...stories import Drawn, opened
from ..made import actors, patches, relations

PEOPLE = {"a": "Ann", "b": "Bea", "c": "Cid", "d": "Dot", "e": "Eve"}
TITLES = [
    (["fights asserted"], "Ann and Bea: one tie of conflict stated as fact"),
    (
        ["fights asserted", "meets reported"],
        "Ann and Bea: one tie of conflict stated as fact; one reported or disputed",
    ),
    (
        ["fights asserted", "meets reported", "attacks asserted"],
        "Ann and Bea: two ties of conflict stated as fact; one reported or disputed",
    ),
    # What is rejected or contested is never counted as a fact.
    (
        ["merges_with rejected", "meets contested"],
        "Ann and Bea: no tie stated as fact, two reported or disputed",
    ),
    (
        ["merges_with rejected", "meets contested", "meets asserted", "fights asserted"],
        "Ann and Bea: one tie of cooperation and one of conflict stated as fact; two reported or"
        " disputed",
    ),
    # Neither structure nor speech is drawn.
    (["leads asserted", "informs asserted"], "No ties of cooperation or conflict"),
]


def ties(*told: str, limit: int = 16, **names: str) -> ChartFigure:
    """The chart of ties as "a b kind status", source and target first."""
    people = actors(**{**PEOPLE, **names})
    return draw_ties(relations(*told), people, source="The Paper", limit=limit)


def names(fig: ChartFigure) -> list[str]:
    """The names in the boxes, from the top."""
    texts = [text for text in fig.axes[0].texts if text.get_horizontalalignment() == "center"]
    return [text.get_text() for text in sorted(texts, key=lambda text: text.get_position()[1])]


@pytest.mark.parametrize(("told", "title"), TITLES)
def test_the_title_counts_what_is_stated_as_fact_of_the_pair_that_is_shown_both_ways(
    told: list[str], title: str
) -> None:
    fig = ties(*(f"{'b a' if at else 'a b'} {tie}" for at, tie in enumerate(told)))
    assert fig.title == title
    assert len(patches(fig, PathPatch)) == len(fig.rows)


def test_conflict_is_told_from_cooperation_without_colour_by_the_side_under_a_heading() -> None:
    fig = ties("a b fights asserted", "a c meets asserted")
    middle = fig.axes[0].get_xlim()[1] / 2
    for arc, right in zip(
        patches(fig, PathPatch), fig.rows["family"][::-1] == "conflict", strict=True
    ):
        assert ((arc.get_path().vertices[:, 0] > middle) == right).all()
    headings = {text.get_text(): text for text in fig.axes[0].texts}
    for heading, right in (("Cooperation", False), ("Conflict", True)):
        assert bool(headings[heading].get_position()[0] > middle) is right
        assert headings[heading].get_color() == look("relation_family", heading.lower()).colour


def test_firm_ties_are_solid_reported_ones_dashed_and_disputed_ones_dotted_with_their_mark() -> (
    None
):
    fig = ties(
        "a b fights asserted", "b c fights reported", "c d fights denied", "d e fights rejected"
    )
    dashes = [arc.get_linestyle() for arc in patches(fig, PathPatch)]
    assert dashes[0] == (0, ())
    assert len({str(dash) for dash in dashes}) == 3
    assert str(dashes[2]) == str(dashes[3])
    assert [line.get_marker() for line in fig.axes[0].lines] == [
        look("status", status).marker for status in ("denied", "rejected")
    ]
    legend = fig.axes[0].get_legend()
    assert legend is not None
    told = [text.get_text() for text in legend.get_texts()]
    assert told == ["stated as fact", "reported or hedged", "denied", "rejected"]


def test_several_ties_of_one_kind_make_a_thicker_line() -> None:
    fig = ties("a b fights asserted", "a b attacks asserted", "a c fights asserted")
    two, one = patches(fig, PathPatch)
    assert two.get_linewidth() > one.get_linewidth()
    assert fig.rows["ties"].tolist() == [2, 1]


def test_an_arrow_stands_where_a_tie_goes_one_way_at_the_one_it_goes_to() -> None:
    fig = ties("b a attacks asserted", "a c fights asserted")
    (arrow,) = patches(fig, Polygon)
    (tip, *_) = arrow.get_xy()
    boxes = sorted(patches(fig, FancyBboxPatch), key=lambda box: box.get_y())
    box = boxes[names(fig).index("Ann")]
    assert box.get_y() < tip[1] < box.get_y() + box.get_height()


def test_those_that_are_tied_stand_near_each_other_and_who_has_no_tie_to_them_below() -> None:
    fig = ties(
        "d b fights asserted", "b e fights asserted", "e a fights asserted", "x y meets asserted",
        x="Xia", y="Yan",
    )  # fmt: skip
    chain = ["Dot", "Bea", "Eve", "Ann"]
    assert names(fig)[:4] in (chain, chain[::-1])
    assert sorted(names(fig)[4:]) == ["Xia", "Yan"]


def test_of_many_those_with_most_ties_are_drawn_and_the_rest_counted() -> None:
    told = ("a b fights asserted", "a b attacks asserted", "b c fights asserted")
    fig = ties(*told, limit=2)
    assert names(fig) == ["Ann", "Bea"] or names(fig) == ["Bea", "Ann"]
    assert "the two with most ties, two of three ties" in fig.subtitle
    assert fig.alt == (
        "Three ties of conflict stated as fact. Network of two actors and two ties:"
        " two put as fact. Ann and Bea: two ties of conflict, asserted."
    )


def test_no_word_of_a_name_is_cut_and_a_box_is_as_high_as_its_name_or_its_ties() -> None:
    told = [f"a c {kind} asserted" for kind in ("fights", "attacks", "threatens")]
    told += [f"a {other} fights asserted" for other in "bdex"]
    fig = ties(*told, b="Anti-government groups in Syria", x="Xia")
    assert "Anti-government\ngroups in Syria" in names(fig)
    heights = sorted({box.get_height() for box in patches(fig, FancyBboxPatch)})
    assert heights == [12 + 15.5, 12 + 2 * 15.5, 12 + 5 * 9]


@pytest.mark.parametrize("story_id", story_ids())
def test_nothing_is_drawn_over_a_box_of_a_real_story(story_id: str, drawn: Drawn) -> None:
    fig = drawn(story_id, "actors-ties")
    here = [box.get_window_extent() for box in patches(fig, FancyBboxPatch)]
    assert len(here) == len({*fig.rows["first"], *fig.rows["second"]}) > 1
    for at, box in enumerate(here):
        assert not any(box.overlaps(other) for other in here[at + 1 :])
        for arc in patches(fig, PathPatch):
            across = arc.get_transform().transform(arc.get_path().vertices)[:, 0]
            assert (across < box.x0).all() or (across > box.x1).all()
    told = {key for cell in fig.rows["relation_ids"] for key in cell.split("|")}
    assert told <= set(opened(story_id).relations["relation_id"])
    assert fig.rows["ties"].sum() == len(told)
