"""Charts of the claims: what is drawn, against the table it is drawn from."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from matplotlib.patches import PathPatch, Rectangle

from helpers.charts import claims as charts
from helpers.charts import flow
from helpers.charts.claims import tensions, ways
from helpers.charts.frame import ChartError, ChartFigure, layout_problems, to_png, wrap
from helpers.charts.sizes import SIZES, use_size
from helpers.contract import dtypes
from helpers.story import open_story, story_ids
from helpers.tables import claims as tables

LONG = "The very long name of an organisation that nobody would ever print in full " * 4


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


PLAIN = {
    "paragraph": 2,
    "start": 0,
    "end": 40,
    "paraphrase": "It rains.",
    "topic": "rain",
    "speaker": "paper",
    "chain": "paper",
    "voice": "narrator",
    "certainty": "certain",
    "checkable": True,
}
RELAYED = {"speaker": "guard", "chain": "guard|agency|paper", "voice": "direct"}
TEXT = rows(
    "paragraphs",
    {"paragraph": 1, "kind": "headline", "length": 40},
    {"paragraph": 2, "kind": "body", "length": 160},
)


def actors(guard: str = "The Guard") -> pd.DataFrame:
    return rows(
        "actors",
        {"actor_id": "paper", "name": "The Paper"},
        {"actor_id": "agency", "name": "The Agency"},
        {"actor_id": "desk", "name": "The Desk"},
        {"actor_id": "guard", "name": guard},
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


def speakers(table: pd.DataFrame, guard: str = "The Guard") -> ChartFigure:
    return charts.speakers(table, actors(guard), source="The Paper")


def chains(table: pd.DataFrame, guard: str = "The Guard") -> ChartFigure:
    return charts.chains(table, actors(guard), source="The Paper")


def wording(pulls: pd.DataFrame, table: pd.DataFrame, **more: Any) -> ChartFigure:
    return charts.wording(pulls, table, TEXT, source="The Paper", **more)


def bars(fig: ChartFigure) -> list[tuple[float, float]]:
    """Left end and length of each bar."""
    found = [patch for patch in fig.axes[0].patches if isinstance(patch, Rectangle)]
    return [(bar.get_x(), bar.get_width()) for bar in found if bar.get_width() > 0]


def texts(fig: ChartFigure) -> list[str]:
    return [text.get_text() for text in fig.axes[0].texts]


def test_bars_are_as_long_as_the_claims_and_hedged_ones_come_after_the_rest() -> None:
    fig = speakers(claims({}, {}, {"hedges": "may"}, RELAYED))
    assert bars(fig) == [(0, 2), (2, 1), (0, 1)]
    assert texts(fig) == ["3, 1 hedged", "1"]


@pytest.mark.parametrize(
    ("hedges", "note"), [(["may"], "1, hedged"), (["may", "may"], "2, all hedged")]
)
def test_a_bar_that_is_hedged_throughout_says_so(hedges: list[str], note: str) -> None:
    assert texts(speakers(claims(*({"hedges": hedge} for hedge in hedges)))) == [note]


def test_the_largest_voice_stands_on_top() -> None:
    fig = speakers(claims({}, RELAYED, RELAYED))
    labels = [label.get_text() for label in fig.axes[0].get_yticklabels()]
    assert labels == [
        "In quotation marks: two claims",
        "The Guard",
        "In the outlet's own voice: one claim",
        "The Paper",
    ]


def test_title_and_alt_text_of_the_speakers_follow_the_rows() -> None:
    before, after = speakers(claims({}, RELAYED)), speakers(claims({}, {}, {}, RELAYED))
    assert before.title == "50 per cent of the claims rest on the outlet's own word"
    assert after.title == "75 per cent of the claims rest on the outlet's own word"
    assert "The Paper 3 (none hedged)" in after.alt


def test_many_speakers_of_one_voice_are_drawn_as_one_bar_that_keeps_the_sum() -> None:
    people = rows("actors", *({"actor_id": f"a{n}", "name": f"Actor {n}"} for n in range(30)))
    cells = [{"speaker": f"a{n}", "chain": f"a{n}|a0", "voice": "indirect"} for n in range(1, 30)]
    fig = charts.speakers(claims(*cells), people, source="The Paper")
    assert sum(length for _, length in bars(fig)) == 29
    assert "18 more speakers" in [label.get_text() for label in fig.axes[0].get_yticklabels()]
    assert len(fig.rows) == 29


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
    assert {"2 claims", "2 claims, 1 hedged", "passes on 2", "In its own voice"} <= set(texts(fig))
    assert fig.title == "Two of four claims come through a relay"


def test_the_title_counts_the_longest_ways_apart() -> None:
    far = {"speaker": "guard", "chain": "guard|desk|agency|paper", "voice": "direct"}
    fig = chains(claims({}, RELAYED, far))
    assert fig.title == "Two of three claims come through a relay, one of them through two"


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


def test_the_title_says_how_many_claims_pull_against_which_line() -> None:
    table = claims({"paragraph": 1}, {}, {})
    pulls = links(("c002", "c001", "qualifies"), ("c003", "c001", "answers"))
    fig = wording(pulls, table, topics={"rain": "The rain"})
    assert fig.title == "The rain: two claims pull against what the headline says"
    less = wording(pulls.head(1), table, topics={"rain": "The rain"})
    assert less.title == "The rain: one claim pulls against what the headline says"


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
        charts.speakers(story.claims, story.actors, source=source),
        charts.chains(story.claims, story.actors, source=source),
        charts.wording(
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
        fig = charts.wording(
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
    assert speakers(table).title == "The one claim rests on the outlet's own word"
    for fig in (speakers(table), chains(table), wording(links(), table)):
        assert layout_problems(fig) == [], fig.name


@pytest.mark.parametrize("size", ["web", "mobile", "square"])
@pytest.mark.parametrize("name", [LONG, "Süß & <b>$5m to $9m</b> {x}", "Cost $ of % _x_^2"])
def test_long_and_odd_words_are_laid_out(name: str, size: str) -> None:
    table = claims({"paraphrase": name, "paragraph": 1}, {**RELAYED, "hedges": name[:40]})
    pulls = links(("c002", "c001", "qualifies"))
    with use_size(size):
        figures = [speakers(table, name), chains(table, name), wording(pulls, table)]
    for fig in figures:
        assert layout_problems(fig) == [], fig.name


def test_a_long_name_of_a_topic_is_laid_out() -> None:
    pulls, table = links(("c002", "c001", "qualifies")), claims({"paragraph": 1}, {})
    assert layout_problems(wording(pulls, table, topics={"rain": LONG})) == []


def hundred() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """A hundred claims, each in tension with the one before; their speakers; the links."""
    names = [{"actor_id": f"a{n:03}", "name": f"Spokesperson number {n}"} for n in range(100)]
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
            charts.speakers(table, people, source="The Paper"),
            charts.chains(table, people, source="The Paper"),
            wording(pulls, table),
        ]
    for figure in figures:
        assert layout_problems(figure) == [], figure.name
        assert len(figure.rows) == 100
    assert "one bar" in figures[0].subtitle
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
    fig = charts.chains(table, people, source="The Paper")
    assert "The Paper\n100 claims" in texts(fig)
    assert {"76 more ways", "76 claims", "passes on 24"} <= set(texts(fig))


def test_a_chain_too_long_to_run_from_side_to_side_is_an_outline() -> None:
    names = [{"actor_id": f"a{n}", "name": f"Relay {n}"} for n in range(12)]
    people = rows("actors", *names)
    chain = "|".join(f"a{n}" for n in range(12))
    fig = charts.chains(claims({"speaker": "a0", "chain": chain}), people, source="The Paper")
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
    assert "The Guard, then The Agency, then The Paper: two claims" in after.alt
    table, changed = (
        claims({"paragraph": 1}, {"certainty": sure}) for sure in ("certain", "possible")
    )
    pulls = links(("c002", "c001", "qualifies"))
    assert "paragraph 2, certain: It rains" in wording(pulls, table).alt
    assert "paragraph 2, possible: It rains" in wording(pulls, changed).alt
    moved = claims({"paragraph": 2}, {})
    assert wording(pulls, moved).title != wording(pulls, table).title


@pytest.mark.parametrize("draw", [speakers, chains])
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
        fig = charts.chains(story.claims, story.actors, source="The Paper")
    left = {
        text.get_text(): text.get_position()
        for text in fig.axes[0].texts
        if text.get_fontweight() == "bold"
    }
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    table = tables.chains(story.claims, story.actors)
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
        fig = charts.wording(*arguments, source="The Paper")
    drawn = [text.get_text() for text in fig.axes[0].texts]
    shown = fig.rows.sort_values("tensions", ascending=False, kind="stable").head(
        tensions.WORDINGS[0]
    )
    for certainty, number in shown["certainty"].value_counts().items():
        assert drawn.count(str(certainty)) == number
