"""The chart of the voices: what is drawn, against the claims it is drawn from."""

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from helpers.charts.figure import ChartError, ChartFigure
from helpers.topics.claims.voices import draw_voices

from .made import NAMELESS, RELAYED, actors, claims, rows


def voices(table: pd.DataFrame, guard: str = "The Guard") -> ChartFigure:
    return draw_voices(table, actors(guard), source="The Paper")


def bars(fig: ChartFigure) -> list[tuple[float, float]]:
    """Left end and length of each bar."""
    found = [patch for patch in fig.axes[0].patches if isinstance(patch, Rectangle)]
    return [(bar.get_x(), bar.get_width()) for bar in found if bar.get_width() > 0]


def texts(fig: ChartFigure) -> list[str]:
    return [text.get_text() for text in fig.axes[0].texts]


def test_each_voice_is_one_bar_and_its_hedged_assertions_are_hatched_at_its_end() -> None:
    fig = voices(claims({}, {}, {"hedges": "may"}, RELAYED))
    (start, plain), (after, hedged), (other, one) = bars(fig)
    assert (start, other) == (0, 0)
    assert after == plain == pytest.approx(2 * hedged)
    assert one == pytest.approx(hedged)
    hatched = [bool(bar.get_hatch()) for bar in fig.axes[0].patches if bar.get_width() > 0]
    assert hatched == [False, True, False]


def test_the_four_voices_stand_in_order_each_with_its_number_and_who_speaks() -> None:
    fig = voices(claims(RELAYED, NAMELESS, NAMELESS, {**RELAYED, "voice": "indirect"}, {}))
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
    ("hedges", "note"),
    [(["may"], "hedged"), (["may", "may"], "all hedged"), (["may", None], "1 hedged (50%)")],
)
def test_the_share_that_is_hedged_stands_beside_the_bar(hedges: list[str], note: str) -> None:
    assert texts(voices(claims(*({"hedges": hedge} for hedge in hedges))))[-1] == note


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ([], "The article asserts nothing"),
        ([{}], "The one assertion rests on no source"),
        ([RELAYED], "The one assertion comes from a source"),
        ([{}] * 3, "None of the three assertions comes from a source"),
        ([RELAYED] * 3, "All three assertions come from sources, all of them named"),
        ([NAMELESS] * 3, "All three assertions come from sources, none of them named"),
        (
            [*[{}] * 6, *[RELAYED] * 2, *[NAMELESS] * 2],
            "Two in five assertions come from sources; one in five from nobody with a name",
        ),
        ([*[{}] * 9, NAMELESS], "One in ten assertions comes from sources, none of them named"),
        ([*[{}] * 5, *[RELAYED] * 5], "Half the assertions come from sources, all of them named"),
        (
            [{"content": "background"}, {"content": "naming"}, RELAYED],
            "The one assertion comes from a source",
        ),
    ],
)
def test_the_title_says_how_much_comes_from_sources_and_how_much_from_nobody_with_a_name(
    cells: list[dict[str, object]], title: str
) -> None:
    assert voices(claims(*cells)).title == title


def test_somebody_without_a_name_who_is_quoted_is_nobody_with_a_name_either() -> None:
    fig = voices(claims(*[{}] * 8, RELAYED, {**NAMELESS, "voice": "direct"}))
    assert fig.title == (
        "One in five assertions comes from sources; one in ten from nobody with a name"
    )


def test_alt_text_of_the_voices_names_who_speaks_and_how_much_is_hedged() -> None:
    fig = voices(claims({}, {"hedges": "may"}, NAMELESS, RELAYED, RELAYED))
    assert fig.alt == (
        "Bar chart of five assertions by voice. Three of five assertions come from sources; one of"
        " five from nobody with a name. In the outlet's own voice, 2, one hedged. From unnamed"
        " sources, 1, none hedged: Somebody. In quotation marks, 2, none hedged: The Guard (2)."
    )


def test_of_many_speakers_in_one_voice_the_last_are_counted() -> None:
    people = rows(
        "actors", *({"actor_id": f"a{n}", "name": f"Actor {n}", "kind": "force"} for n in range(40))
    )
    cells = [{"speaker": f"a{n}", "chain": f"a{n}|a0", "voice": "indirect"} for n in range(1, 40)]
    fig = draw_voices(claims(*cells), people, source="The Paper")
    assert " ".join(texts(fig)[2:]).endswith("; 16 more")
    assert len(fig.rows) == 39


def test_a_speaker_whom_no_row_of_actors_names_is_refused_by_row() -> None:
    table = claims({}, {"speaker": "ghost", "chain": "ghost|paper"})
    with pytest.raises(ChartError, match=r"claims, row 2 \(c002\), column speaker: 'ghost'"):
        voices(table)
