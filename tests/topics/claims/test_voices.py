"""The chart of the voices: what is drawn, against the claims it is drawn from."""

import pytest
from matplotlib.patches import Rectangle

from helpers.charts.figure import ChartFigure
from helpers.topics.claims.charts import draw_voices

from ..made import NAMED, NAMELESS, RELAYED, Cells, actors, claims, patches, texts

HEDGED: Cells = {"hedges": "may"}


def voices(*cells: Cells) -> ChartFigure:
    return draw_voices(claims(*cells), actors(), source="The Paper")


def test_each_voice_is_one_bar_and_its_hedged_assertions_are_hatched_at_its_end() -> None:
    bars = [bar for bar in patches(voices({}, {}, HEDGED, RELAYED), Rectangle) if bar.get_width()]
    assert [bool(bar.get_hatch()) for bar in bars] == [False, True, False]
    (start, plain), (after, hedged), (other, one) = [(b.get_x(), b.get_width()) for b in bars]
    assert (start, other) == (0, 0)
    assert after == plain == pytest.approx(2 * hedged)
    assert one == pytest.approx(hedged)


def test_the_four_voices_stand_in_order_each_with_its_number_and_who_speaks() -> None:
    fig = voices(RELAYED, NAMELESS, NAMELESS, NAMED, {})
    assert texts(fig) == [
        *("In the outlet's own voice: 1", "none hedged"),
        *("From unnamed sources: 2", "none hedged", "Somebody (2)"),
        *("From named sources: 1", "none hedged", "The Guard"),
        *("In quotation marks: 1", "none hedged", "The Guard"),
    ]
    heads = [line for line in fig.axes[0].lines if len(line.get_xdata()) == 1]
    assert len({line.get_marker() for line in heads}) == 4
    assert len({line.get_color() for line in heads}) == 4


@pytest.mark.parametrize(
    ("cells", "note"),
    [([HEDGED], "hedged"), ([HEDGED] * 2, "all hedged"), ([HEDGED, {}], "1 hedged (50%)")],
)
def test_the_share_that_is_hedged_stands_beside_the_bar(cells: list[Cells], note: str) -> None:
    assert texts(voices(*cells))[-1] == note


@pytest.mark.parametrize(
    ("own", "named", "nameless", "title"),
    [
        (0, 0, 0, "The article asserts nothing"),
        (1, 0, 0, "The one assertion rests on no source"),
        (0, 1, 0, "The one assertion comes from a source"),
        (3, 0, 0, "None of the three assertions comes from a source"),
        (0, 3, 0, "All three assertions come from sources, all of them named"),
        (0, 0, 3, "All three assertions come from sources, none of them named"),
        (9, 0, 1, "One in ten assertions comes from sources, none of them named"),
        (9, 1, 0, "One in ten assertions comes from sources, which has a name"),
        (5, 5, 0, "Half the assertions come from sources, all of them named"),
        (6, 2, 2, "Two in five assertions come from sources; one in five from nobody with a name"),
    ],
)
def test_the_title_says_how_much_comes_from_sources_and_how_much_from_nobody_with_a_name(
    own: int, named: int, nameless: int, title: str
) -> None:
    # Background and names are no news.
    others: list[Cells] = [{**RELAYED, "content": "background"}, {"content": "naming"}]
    cells = [*[{}] * own, *[RELAYED] * named, *[NAMELESS] * nameless, *others]
    assert voices(*cells).title == title


def test_somebody_without_a_name_who_is_quoted_is_nobody_with_a_name_either() -> None:
    assert voices(*[{}] * 8, RELAYED, {**NAMELESS, "voice": "direct"}).title == (
        "One in five assertions comes from sources; one in ten from nobody with a name"
    )


def test_alt_text_of_the_voices_names_who_speaks_and_how_much_is_hedged() -> None:
    assert voices({}, HEDGED, NAMELESS, RELAYED, RELAYED).alt == (
        "Bar chart of five assertions by voice. Three of five assertions come from sources; one of"
        " five from nobody with a name. In the outlet's own voice, 2, one hedged. From unnamed"
        " sources, 1, none hedged: Somebody. In quotation marks, 2, none hedged: The Guard (2)."
    )


def test_of_many_speakers_in_one_voice_the_last_are_counted() -> None:
    people = actors(**{f"a{n}": f"Actor {n}" for n in range(1, 40)})
    cells = [{**NAMED, "speaker": f"a{n}", "chain": f"a{n}|paper"} for n in range(1, 40)]
    fig = draw_voices(claims(*cells), people, source="The Paper")
    assert " ".join(texts(fig)[2:]).endswith("; 16 more")
    assert len(fig.rows) == 39
