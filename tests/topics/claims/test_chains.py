"""The chart of the chains: what is drawn, against the claims it is drawn from."""

import pytest

from helpers.charts.figure import ChartFigure
from helpers.charts.measured_text import wrap
from helpers.charts.sizes import use_size
from helpers.topics.claims import tables
from helpers.topics.claims.chains import CHAINS, draw_chains, joined

from ...stories import Drawn, opened
from ..made import RELAYED, Cells, actors, claims, rows, texts

QUOTED: Cells = {"speaker": "somebody", "chain": "somebody|guard|paper", "voice": "indirect"}
OWN_BODY: Cells = {"speaker": "reporter", "chain": "reporter|agency|paper", "voice": "direct"}
DESK: Cells = {"chain": "desk|paper", "speaker": "desk"}


def chains(*cells: Cells, **people: str) -> ChartFigure:
    return draw_chains(claims(*cells), actors(**people), source="The Paper")


def names(fig: ChartFigure) -> dict[str, tuple[float, float]]:
    """Where each name stands."""
    bold = [text for text in fig.axes[0].texts if text.get_fontweight() == "bold"]
    return {text.get_text(): text.get_position() for text in bold}


def test_chains_that_share_their_last_steps_run_together_the_most_claims_on_top() -> None:
    (root,) = joined(
        [
            (("desk", "paper"), 1, 0),
            (("more:paper", "paper"), 9, 0),
            (("guard", "agency", "paper"), 2, 1),
            (("agency", "paper"), 3, 0),
            (("paper",), 4, 0),
        ],
        {"desk": "The Desk"},
    )
    agency, desk, _ = root.before
    assert [step.actor for step in root.before] == ["agency", "desk", "more:paper"]
    (guard,) = agency.before
    assert (root.own, root.claims) == (4, 19)
    assert (agency.own, agency.claims, agency.depth) == (3, 5, 1)
    assert (guard.own, guard.claims, guard.hedged) == (2, 2, 1)
    assert (guard.name, desk.name) == ("guard", "The Desk")


def test_each_way_says_what_it_carries_and_is_as_thick() -> None:
    fig = chains({}, {}, {}, RELAYED, {**RELAYED, "hedges": "may"}, DESK)
    told = {"passes on 2", "In its own voice", "3 claims", "2 claims, 1 hedged", "1 claim"}
    assert {*told, "The Paper\n6 claims"} <= set(texts(fig))
    widths = {line.get_linewidth() for line in fig.axes[0].lines if len(line.get_xdata()) == 2}
    one, two, three = sorted(widths)
    assert three - two == pytest.approx(two - one)


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ([{}, QUOTED], "One of two assertions comes through another speaker"),
        ([{}, RELAYED, RELAYED], "Two of three assertions come through another outlet"),
        (
            [{}, RELAYED, QUOTED],
            "Two of three assertions come through another outlet or another speaker",
        ),
        ([{}, {}], "No assertion comes through somebody else"),
        ([{}, OWN_BODY], "No assertion comes through somebody else"),
        ([{"content": "naming"}], "The article asserts nothing"),
    ],
)
def test_the_title_counts_what_comes_through_somebody_else_and_says_through_whom(
    cells: list[Cells], title: str
) -> None:
    fig = chains(*cells)
    assert fig.title == title
    # A speaker for a body of their own counts as that body, and the subtitle says so.
    assert ("own body or outlet is not counted" in fig.subtitle) is (OWN_BODY in cells)


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (0, "One way by which two assertions reach the page; none is"),
        (1, "Two ways by which three assertions reach the page; one is"),
        (2, "Two ways by which four assertions reach the page; two are"),
    ],
)
def test_the_alt_text_tells_the_ways_and_how_many_are_the_outlets_own(own: int, told: str) -> None:
    fig = chains(*[{}] * own, RELAYED, RELAYED)
    last = ("", "; The Paper: one assertion", "; The Paper: two assertions")[own]
    assert fig.alt == (
        f"Flow chart. {fig.title}. {told} the outlet's own. The ways, first speaker first."
        f" The Guard, then The Agency, then The Paper: two assertions{last}."
    )


@pytest.mark.parametrize("size", ["web", "square"])
def test_of_a_hundred_ways_the_first_are_drawn_and_the_rest_count_at_the_page(size: str) -> None:
    people = {f"a{n:03}": f"Speaker {n}" for n in range(100)}
    cells = [{**RELAYED, "speaker": key, "chain": f"{key}|agency|paper"} for key in people]
    with use_size(size):
        fig = chains(*cells, **people)
    assert len(fig.rows) == 100
    (rest,) = [
        n
        for n in (100 - most for most in CHAINS)
        if fig.subtitle.endswith(f"{n} more ways drawn as one")
    ]
    assert (rest == 100 - CHAINS[0]) is (size == "web")
    assert {"The Paper\n100 claims", f"{rest} more ways", f"{rest} claims"} <= set(texts(fig))


# Three lines with 37 px between them, each 22 px thick; four names with what they say below.
@pytest.mark.parametrize(
    ("size", "plot"), [("web", 8 + 3 * (37 + 22) + 16), ("mobile", 4 + 4 * (15.5 + 14.5 + 11) + 6)]
)
def test_a_way_is_as_high_as_its_line_its_name_and_what_it_says(size: str, plot: float) -> None:
    with use_size(size):
        one, two = (chains({}, RELAYED, DESK, guard="A long name " * n).plot for n in (1, 5))
    assert one == pytest.approx(plot)
    assert two == pytest.approx(one + 15.5)


def test_a_chain_too_long_to_run_from_side_to_side_is_an_outline() -> None:
    relays = [{"actor_id": f"a{n}", "name": f"Relay {n}", "kind": "outlet"} for n in range(12)]
    table = claims({"speaker": "a0", "chain": "|".join(str(one["actor_id"]) for one in relays)})
    fig = draw_chains(table, rows("actors", *relays), source="The Paper")
    assert list(names(fig)) == [f"Relay {n}" for n in reversed(range(12))]
    assert fig.subtitle.startswith("Each first speaker (dot) stands below the one who passes")


def test_in_a_narrow_outline_each_speaker_stands_below_and_right_of_who_passes_it_on(
    drawn: Drawn,
) -> None:
    story = opened("isis-baghdad-2014")
    fig = drawn(story.id, "claims-chains", "mobile")
    called = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    stand = names(fig)
    for chain in tables.chains(tables.assertions(story.claims), story.actors)["chain"]:
        steps = [
            stand[wrap(called[actor], 343 - 60, 12, bold=True)[0]]
            for actor in reversed(chain.split("|"))
        ]
        for places in zip(*steps, strict=True):
            assert list(places) == sorted(set(places))
