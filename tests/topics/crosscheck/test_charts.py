"""Charts of the cross-check: a square for each claim, a number for each cell."""

import pandas as pd
import pytest
from coloraide import Color
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.sizes import use_size
from helpers.charts.style import GROUPS, THEMES, theme, use_theme
from helpers.story import evidence
from helpers.story.project import story_ids
from helpers.topics.crosscheck import tables
from helpers.topics.crosscheck.charts import draw_standing, draw_verdicts

from ...stories import Drawn, opened
from ..made import patches, texts


def standing(**cells: tuple[int, int]) -> ChartFigure:
    """The chart of a scoreboard: per standing its claims, and those by parties alone."""
    rows = [(name, evidence.LABELS[name], one, side) for name, (one, side) in cells.items()]
    table = pd.DataFrame(rows, columns=["standing", "label", "claims", "by_parties"])
    return draw_standing(table, source="The Paper")


def verdicts(topics: list[str], **counts: list[int]) -> ChartFigure:
    """The chart of a matrix: the counts of each standing, topic by topic."""
    rows = [
        (f"t{at}", topic, name, evidence.LABELS[name], numbers[at])
        for at, topic in enumerate(topics)
        for name, numbers in counts.items()
    ]
    columns = ["topic", "topic_label", "standing", "label", "claims"]
    return draw_verdicts(pd.DataFrame(rows, columns=columns), source="The Paper")


def test_each_claim_is_one_square_hollow_where_parties_alone_speak() -> None:
    figure = standing(supports=(4, 1), not_checked=(3, 0), conflicts=(0, 0))
    hollow = [square.get_linewidth() > 0 for square in patches(figure, Rectangle)]
    assert hollow == [False] * 3 + [True] + [False] * 3
    assert texts(figure) == ["4", "3"]
    # Nobody stands where no claim does, and there is no key to squares that are all alike.
    assert figure.rows["standing"].tolist() == ["supports", "not_checked"]
    assert "contradicted" not in figure.alt.lower()
    assert standing(supports=(2, 0)).axes[0].get_legend() is None


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        (
            {"supports": (2, 0), "conflicts": (1, 1), "accounts_differ": (3, 0)},
            "Of six assertions that can be checked, two are borne out at least in part and one is"
            " contradicted; accounts differ on three",
        ),
        (
            {"supports_in_part": (1, 0), "not_checked": (4, 0)},
            "Of five assertions that can be checked, one is borne out at least in part and four are"
            " not checked",
        ),
        ({"accounts_differ": (1, 0)}, "The one assertion that can be checked: accounts differ"),
        (
            {"accounts_differ": (2, 0), "said": (1, 0)},
            "Of three assertions that can be checked, accounts differ on two",
        ),
        ({"said": (2, 0)}, "Two assertions can be checked; none is settled"),
        ({"not_checked": (2, 0)}, "None of two assertions that can be checked has been looked up"),
        ({}, "The article asserts nothing that can be checked"),
    ],
)
def test_the_title_of_the_standings_follows_the_rows(
    cells: dict[str, tuple[int, int]], title: str
) -> None:
    assert standing(**cells).title == title


def test_the_alt_texts_tell_every_number_and_where_parties_alone_speak() -> None:
    figure = standing(supports=(2, 0), conflicts=(1, 1))
    assert figure.alt == (
        f"Chart with one block for each assertion. {figure.title}. Upheld: 2; Contradicted: 1 (one"
        " by parties to the matter alone)."
    )
    figure = verdicts(["Rain", "Snow"], supports=[5, 1], conflicts=[0, 2])
    assert figure.alt == (
        f"Matrix of assertions by topic and standing. {figure.title}. Rain: 5 upheld; Snow: 1 upheld"
        " and 2 contradicted."
    )


def test_each_cell_holds_its_number_and_darkens_with_it() -> None:
    figure = verdicts(["Rain", "Snow"], supports=[5, 1], conflicts=[0, 2])
    assert texts(figure) == ["5", "0", "1", "2"]
    five, one, _ = (sum(box.get_facecolor()[:3]) for box in patches(figure, Rectangle))
    assert five < one


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        (
            {"supports": [5, 1], "conflicts": [0, 2]},
            "The snow: others differ on two of three assertions, the most on any topic",
        ),
        (
            {"conflicts": [1, 0], "accounts_differ": [0, 1]},
            "The rain and the snow: others differ on one assertion in each, the most on any topic",
        ),
        (
            {"supports": [1, 0], "refines": [2, 0]},
            "The rain: others differ on or refine two of three assertions, the most on any topic",
        ),
        ({"supports": [1, 1]}, "Others differ on no assertion of two topics"),
        (
            {"not_checked": [3, 1], "known_later": [1, 0]},
            "On the day, others differ on no assertion of two topics; one is known only later",
        ),
        ({"not_checked": [3, 1]}, "No assertion on any topic has been looked up"),
    ],
)
def test_the_title_of_the_matrix_names_the_topic_that_is_most_in_dispute(
    counts: dict[str, list[int]], title: str
) -> None:
    assert verdicts(["The rain", "The snow"], **counts).title == title


@pytest.mark.parametrize("size", ["web", "square", "mobile"])
@pytest.mark.parametrize("number", [1, 60])
def test_any_number_of_claims_and_topics_is_drawn_without_overlap_or_cut(
    number: int, size: str
) -> None:
    with use_size(size):
        assert (
            layout_problems(standing(**dict.fromkeys(evidence.LABELS, (number, number // 3)))) == []
        )
        if size == "web":
            topics = [f"topic {n}" for n in range(number)]
            counts = {name: [at % 7 for at in range(number)] for name in evidence.LABELS}
            assert layout_problems(verdicts(topics, **counts)) == []


@pytest.mark.parametrize("name", THEMES)
def test_ink_can_be_read_on_the_darkest_cell(name: str) -> None:
    with use_theme(THEMES[name]):
        figure = verdicts(["Rain"], **{one: [9] for one in evidence.LABELS})
        for box in patches(figure, Rectangle):
            ground = Color(to_hex(box.get_facecolor()))
            assert ground.contrast(theme().ink, method="wcag21") >= 4.5


def test_every_standing_has_a_look_and_its_words() -> None:
    assert {name: one.label for name, one in GROUPS["standing"].items()} == dict(evidence.LABELS)


@pytest.mark.parametrize("story_id", story_ids())
def test_as_many_squares_are_drawn_as_claims_can_be_checked(story_id: str, drawn: Drawn) -> None:
    claims = tables.scoreboard(opened(story_id))["claims"].sum()
    assert len(patches(drawn(story_id, "crosscheck-standing"), Rectangle)) == claims
