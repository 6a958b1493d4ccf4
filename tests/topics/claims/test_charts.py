"""Charts of the claims: what is drawn, against the table it is drawn from."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from matplotlib.patches import PathPatch, Rectangle

from helpers.charts import flow
from helpers.charts.figure import ChartError, ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.measured_text import wrap
from helpers.charts.pictures import to_png
from helpers.charts.sizes import SIZES, use_size
from helpers.story.contract import dtypes
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.claims import chains as ways
from helpers.topics.claims import tables
from helpers.topics.claims import wording as tensions
from helpers.topics.claims.chains import draw_chains
from helpers.topics.claims.voices import draw_voices
from helpers.topics.claims.wording import draw_wording

LONG = "The very long name of an organisation that nobody would ever print in full " * 4


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


def voices(table: pd.DataFrame, guard: str = "The Guard") -> ChartFigure:
    return draw_voices(table, actors(guard), source="The Paper")


def chains(table: pd.DataFrame, guard: str = "The Guard") -> ChartFigure:
    return draw_chains(table, actors(guard), source="The Paper")


def wording(pulls: pd.DataFrame, table: pd.DataFrame, **more: Any) -> ChartFigure:
    return draw_wording(pulls, table, TEXT, source="The Paper", **more)


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


def test_chains_that_share_their_last_steps_run_together() -> None:
    (root,) = flow.grow(
        [(("guard", "agency", "paper"), 2, 1), (("agency", "paper"), 3, 0), (("paper",), 4, 0)], {}
    )
    (agency,) = root.before
    (guard,) = agency.before
    assert (root.own, root.claims) == (4, 9)
    assert (agency.own, agency.claims) == (3, 5)
    assert (guard.own, guard.claims, guard.hedged) == (2, 2, 1)


def test_each_way_says_what_it_carries() -> None:
    fig = chains(claims({}, {}, RELAYED, {**RELAYED, "hedges": "may"}))
    assert fig.title == "Two of four assertions come through another outlet"
    assert {"passes on 2", "In its own voice"} <= set(texts(fig))


def test_the_title_counts_what_comes_through_somebody_else_and_says_through_whom() -> None:
    quoted = {"speaker": "somebody", "chain": "somebody|guard|paper", "voice": "indirect"}
    assert chains(claims({}, quoted)).title == (
        "One of two assertions comes through a speaker who quotes"
    )
    fig = chains(claims({}, RELAYED, quoted))
    assert fig.title == (
        "Two of three assertions come through another outlet or a speaker who quotes"
    )
    assert chains(claims({}, {})).title == "No assertion comes through somebody else"
    assert chains(claims({"content": "naming"})).title == "The article asserts nothing"


def test_a_speaker_for_a_body_of_their_own_counts_as_that_body() -> None:
    own = {"speaker": "reporter", "chain": "reporter|agency|paper", "voice": "direct"}
    fig = chains(claims({}, own))
    assert fig.title == "No assertion comes through somebody else"
    assert fig.subtitle.endswith("A speaker's own body or outlet is not counted")
    assert "own body" not in chains(claims({}, RELAYED)).subtitle


def test_the_claims_of_the_topic_stand_in_reading_order_with_their_certainty() -> None:
    table = claims(
        {"paragraph": 2, "paraphrase": "Later.", "certainty": "possible"},
        {"paragraph": 1, "paraphrase": "First."},
        {"topic": "snow", "paraphrase": "Elsewhere."},
    )
    fig = wording(links(("c001", "c002", "contradicts")), table)
    assert fig.rows["paraphrase"].tolist() == ["First.", "Later."]
    said = texts(fig)
    assert said.index("First.") < said.index("Later.")
    assert "Elsewhere." not in said


def test_each_tension_is_an_arc() -> None:
    table = claims({"paragraph": 1}, {}, {})
    one = wording(links(("c002", "c001", "qualifies")), table)
    two = wording(links(("c002", "c001", "qualifies"), ("c003", "c001", "answers")), table)
    counts = [
        sum(isinstance(patch, PathPatch) for patch in fig.axes[0].patches) for fig in (one, two)
    ]
    assert counts == [1, 2]


def test_the_title_says_what_how_many_other_claims_do_to_which_line() -> None:
    table = claims({"paragraph": 1}, {}, {})
    pulls = links(("c002", "c001", "qualifies"), ("c003", "c001", "answers"))
    fig = wording(pulls, table, topics={"rain": "The rain"})
    assert fig.title == "The rain: two other claims limit or answer the headline"
    less = wording(pulls.head(1), table, topics={"rain": "The rain"})
    assert less.title == "The rain: one other claim limits the headline"


def test_hedged_claims_are_hollow_and_their_hedge_is_printed() -> None:
    table = claims({"paragraph": 1}, {"hedges": "may|about"})
    fig = wording(links(("c002", "c001", "qualifies")), table)
    faces = [line.get_markerfacecolor() for line in fig.axes[0].lines if line.get_marker() == "o"]
    assert "#ffffff" in faces
    assert "hedged: “may”, “about”" in texts(fig)


def test_another_topic_can_be_asked_for_and_an_unknown_one_is_refused() -> None:
    table = claims({"topic": "rain"}, {"topic": "rain"}, {"topic": "snow"}, {"topic": "snow"})
    pulls = links(("c002", "c001", "qualifies"), ("c004", "c003", "qualifies"))
    assert wording(pulls, table, topic="snow").rows["claim_id"].tolist() == ["c003", "c004"]
    with pytest.raises(KeyError, match="topics are rain, snow"):
        wording(pulls, table, topic="hail")


def all_charts(story: Any) -> list[ChartFigure]:
    source = "The Paper, 29 September 2014"
    return [
        draw_voices(story.claims, story.actors, source=source),
        draw_chains(story.claims, story.actors, source=source),
        draw_wording(
            story.claim_links,
            story.claims,
            story.paragraphs,
            source=source,
            topics=story.article.topics,
        ),
    ]


@pytest.mark.parametrize("story_id", story_ids())
def test_every_topic_of_a_real_story_can_be_drawn(story_id: str) -> None:
    story = open_story(story_id)
    for topic in story.article.topics:
        fig = draw_wording(
            story.claim_links, story.claims, story.paragraphs, source="x", topic=topic
        )
        assert layout_problems(fig) == [], topic


def test_nothing_breaks_without_rows() -> None:
    article = SimpleNamespace(topics={})
    tables = ("claims", "actors", "claim_links", "paragraphs", "figures", "mentions")
    empty = SimpleNamespace(article=article, **{name: rows(name) for name in tables})
    for fig in all_charts(empty):
        assert layout_problems(fig) == [], fig.name


def test_one_claim_is_drawn() -> None:
    table = claims({})
    for fig in (voices(table), chains(table), wording(links(), table)):
        assert layout_problems(fig) == [], fig.name


@pytest.mark.parametrize("size", ["web", "mobile", "square"])
@pytest.mark.parametrize("name", [LONG, "Süß & <b>$5m to $9m</b> {x}", "Cost $ of % _x_^2"])
def test_long_and_odd_words_are_laid_out(name: str, size: str) -> None:
    table = claims({"paraphrase": name, "paragraph": 1}, {**RELAYED, "hedges": name[:40]})
    pulls = links(("c002", "c001", "qualifies"))
    with use_size(size):
        figures = [voices(table, name), chains(table, name), wording(pulls, table)]
    for fig in figures:
        assert layout_problems(fig) == [], fig.name


def test_a_long_name_of_a_topic_is_laid_out() -> None:
    pulls, table = links(("c002", "c001", "qualifies")), claims({"paragraph": 1}, {})
    assert layout_problems(wording(pulls, table, topics={"rain": LONG})) == []


def hundred() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """A hundred claims, each in tension with the one before; their speakers; the links."""
    names = [
        {"actor_id": f"a{n:03}", "name": f"Spokesperson number {n}", "kind": "person"}
        for n in range(100)
    ]
    cells = [
        {"speaker": f"a{n:03}", "chain": f"a{n:03}|agency|paper", "voice": "direct", "start": n}
        for n in range(100)
    ]
    people = pd.concat([actors(), rows("actors", *names)], ignore_index=True)
    table = claims(*({**cell, "paraphrase": f"Claim {cell['start']}."} for cell in cells))
    pulls = links(*((f"c{n:03}", f"c{n - 1:03}", "qualifies") for n in range(2, 101)))
    return table, people, pulls


@pytest.mark.parametrize("size", SIZES)
def test_of_a_hundred_rows_as_many_are_drawn_as_can_be_read_and_the_rest_counted(size: str) -> None:
    table, people, pulls = hundred()
    with use_size(size):
        figures = [
            draw_voices(table, people, source="The Paper"),
            draw_chains(table, people, source="The Paper"),
            wording(pulls, table),
        ]
    for figure in figures:
        assert layout_problems(figure) == [], figure.name
        assert len(figure.rows) == 100
    assert any(text.endswith("more") for text in texts(figures[0]))
    drawn = [ways.CHAINS[0]] if size != "square" else ways.CHAINS
    assert figures[1].subtitle.endswith(
        tuple(f"{100 - one} more ways drawn as one" for one in drawn)
    )
    drawn = [tensions.WORDINGS[0]] if size != "square" else tensions.WORDINGS
    assert figures[2].subtitle.endswith(
        tuple(f"{100 - one} more claims not drawn" for one in drawn)
    )


def test_ways_that_are_not_drawn_one_by_one_still_count_at_the_page() -> None:
    table, people, _ = hundred()
    fig = draw_chains(table, people, source="The Paper")
    assert "The Paper\n100 claims" in texts(fig)
    assert {"76 more ways", "76 claims", "passes on 24"} <= set(texts(fig))


def test_a_chain_too_long_to_run_from_side_to_side_is_an_outline() -> None:
    names = [{"actor_id": f"a{n}", "name": f"Relay {n}", "kind": "outlet"} for n in range(12)]
    people = rows("actors", *names)
    chain = "|".join(f"a{n}" for n in range(12))
    fig = draw_chains(claims({"speaker": "a0", "chain": chain}), people, source="The Paper")
    bold = [text for text in fig.axes[0].texts if text.get_fontweight() == "bold"]
    assert [text.get_text() for text in bold] == [f"Relay {n}" for n in reversed(range(12))]
    assert layout_problems(fig) == []


def test_arcs_that_end_at_one_claim_stand_apart_the_longest_outside() -> None:
    table = claims({"paragraph": 1}, {}, {}, {})
    pulls = links(*((f"c00{n}", "c001", "qualifies") for n in (2, 3, 4)))
    fig = wording(pulls, table)
    arcs = [patch for patch in fig.axes[0].patches if isinstance(patch, PathPatch)]
    ends = sorted((arc.get_path().vertices[-1][1], arc.get_path().vertices[0][1]) for arc in arcs)
    assert len({end for end, _ in ends}) == 3
    assert [start for _, start in ends] == sorted((start for _, start in ends), reverse=True)


def test_title_and_alt_text_of_chains_and_tensions_follow_the_rows() -> None:
    before, after = chains(claims({}, RELAYED)), chains(claims({}, RELAYED, RELAYED))
    assert (before.title, before.alt) != (after.title, after.alt)
    assert "The Guard, then The Agency, then The Paper: two assertions" in after.alt
    table, changed = (
        claims({"paragraph": 1}, {"certainty": sure}) for sure in ("certain", "possible")
    )
    pulls = links(("c002", "c001", "qualifies"))
    assert "paragraph 2, certain: It rains" in wording(pulls, table).alt
    assert "paragraph 2, possible: It rains" in wording(pulls, changed).alt
    moved = claims({"paragraph": 2}, {})
    assert wording(pulls, moved).title != wording(pulls, table).title


@pytest.mark.parametrize("draw", [voices, chains])
def test_a_speaker_whom_no_row_of_actors_names_is_refused_by_row(draw: Any) -> None:
    table = claims({}, {"speaker": "ghost", "chain": "ghost|paper"})
    with pytest.raises(ChartError, match=r"claims, row 2 \(c002\), column speaker: 'ghost'"):
        draw(table)


def test_a_link_to_a_claim_that_is_not_there_is_refused_by_row() -> None:
    with pytest.raises(ChartError, match=r"claim_links, row 1 .*column other_id: 'c009'"):
        wording(links(("c001", "c009", "answers")), claims({}))


def test_the_same_rows_give_the_same_picture() -> None:
    story = open_story("example")
    for one, two in zip(all_charts(story), all_charts(story), strict=True):
        assert to_png(one, scale=1) == to_png(two, scale=1), one.name


def test_a_narrow_chain_chart_is_an_outline_with_each_speaker_below_the_one_who_passes_it_on() -> (
    None
):
    story = open_story("isis-baghdad-2014")
    with use_size("mobile"):
        fig = draw_chains(story.claims, story.actors, source="The Paper")
    left = {
        text.get_text(): text.get_position()
        for text in fig.axes[0].texts
        if text.get_fontweight() == "bold"
    }
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    table = tables.chains(tables.assertions(story.claims), story.actors)
    for chain in table["chain"]:
        steps = [left[wrap_name(names[actor])] for actor in reversed(chain.split("|"))]
        assert [x for x, _ in steps] == sorted({x for x, _ in steps})
        assert [y for _, y in steps] == sorted({y for _, y in steps})


def wrap_name(name: str) -> str:
    return wrap(name, 343 - 60, 12, bold=True)[0]


def test_a_narrow_wording_chart_writes_how_sure_each_claim_is_put() -> None:
    story = open_story("isis-baghdad-2014")
    arguments = (story.claim_links, story.claims, story.paragraphs)
    with use_size("mobile"):
        fig = draw_wording(*arguments, source="The Paper")
    drawn = [text.get_text() for text in fig.axes[0].texts]
    shown = fig.rows.sort_values("tensions", ascending=False, kind="stable").head(
        tensions.WORDINGS[0]
    )
    for certainty, number in shown["certainty"].value_counts().items():
        assert drawn.count(str(certainty)) == number
