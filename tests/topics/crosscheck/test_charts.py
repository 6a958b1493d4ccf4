"""Charts of the cross-check: a square for each claim, a number for each cell."""

from collections.abc import Callable

import pandas as pd
import pytest
from coloraide import Color
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.sizes import SIZES, use_size
from helpers.charts.style import GROUPS, THEMES, theme, use_theme
from helpers.story import evidence
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.crosscheck import tables
from helpers.topics.crosscheck.standing import draw_standing
from helpers.topics.crosscheck.verdicts import draw_verdicts

Drawn = Callable[..., ChartFigure]


def scored(**cells: tuple[int, int]) -> pd.DataFrame:
    """A scoreboard: per standing its claims, and those by parties alone."""
    rows = [
        {"standing": name, "label": evidence.LABELS[name], "meaning": "", "claims": one}
        | {"by_parties": side, "claim_ids": ""}
        for name, (one, side) in cells.items()
    ]
    columns = ["standing", "label", "meaning", "claims", "by_parties", "claim_ids"]
    return pd.DataFrame(rows, columns=columns)


def crossed(topics: list[str], **counts: list[int]) -> pd.DataFrame:
    """A matrix: the counts of each standing, topic by topic."""
    rows = [
        {"topic": f"t{at}", "topic_label": topic, "standing": name, "claims": numbers[at]}
        | {"label": evidence.LABELS[name], "claim_ids": ""}
        for at, topic in enumerate(topics)
        for name, numbers in counts.items()
    ]
    columns = ["topic", "topic_label", "standing", "label", "claims", "claim_ids"]
    return pd.DataFrame(rows, columns=columns)


def standing(table: pd.DataFrame) -> ChartFigure:
    return draw_standing(table, source="The Paper")


def verdicts(table: pd.DataFrame) -> ChartFigure:
    return draw_verdicts(table, source="The Paper")


def boxes(figure: ChartFigure) -> list[Rectangle]:
    return [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]


def texts(figure: ChartFigure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_each_claim_is_one_square_hollow_where_parties_alone_speak() -> None:
    figure = standing(scored(supports=(4, 1), not_checked=(3, 0)))
    squares = boxes(figure)
    assert len(squares) == 7
    hollow = [one.get_linewidth() > 0 for one in squares]
    assert hollow == [False] * 3 + [True] + [False] * 3
    assert texts(figure)[:2] == ["4", "3"]


def test_nobody_stands_where_no_claim_does() -> None:
    figure = standing(scored(supports=(2, 0), conflicts=(0, 0)))
    assert figure.rows["standing"].tolist() == ["supports"]
    assert "contradicted" not in figure.alt.lower()
    assert figure.axes[0].get_legend() is None


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
    assert standing(scored(**cells)).title == title


def test_the_alt_text_of_the_standings_says_where_parties_alone_speak() -> None:
    told = standing(scored(supports=(2, 0), conflicts=(1, 1))).alt
    assert "Contradicted: 1 (one by parties to the matter alone)" in told


def test_each_cell_holds_its_number_and_darkens_with_it() -> None:
    figure = verdicts(crossed(["Rain", "Snow"], supports=[5, 1], conflicts=[0, 2]))
    assert texts(figure)[:4] == ["5", "0", "1", "2"]
    assert len(boxes(figure)) == 3
    five, one, _ = (sum(box.get_facecolor()[:3]) for box in boxes(figure))
    assert five < one
    assert figure.title == ("Snow: others differ on two of three assertions, the most on any topic")
    assert "Rain: 5 upheld" in figure.alt


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        (
            {"conflicts": [1, 0], "accounts_differ": [0, 1]},
            "The rain and the snow: others differ on one assertion in each, the most on any topic",
        ),
        (
            {"supports": [1, 0], "refines": [2, 0]},
            "The rain: others differ on or refine two of three assertions, the most on any topic",
        ),
        ({"supports": [1, 1]}, "Others differ on no assertion of two topics"),
        ({"not_checked": [3, 1]}, "No assertion on any topic has been looked up"),
    ],
)
def test_the_title_of_the_matrix_names_the_topic_that_is_most_in_dispute(
    counts: dict[str, list[int]], title: str
) -> None:
    assert verdicts(crossed(["The rain", "The snow"], **counts)).title == title


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", [1, 120])
def test_any_number_of_claims_is_drawn_without_overlap_or_cut(number: int, size: str) -> None:
    cells = dict.fromkeys(evidence.LABELS, (number, number // 3))
    with use_size(size):
        assert layout_problems(standing(scored(**cells))) == []


def test_a_hundred_topics_are_drawn() -> None:
    topics = [f"topic {n}" for n in range(100)]
    counts = {name: [at % 7 for at in range(100)] for name in evidence.LABELS}
    assert layout_problems(verdicts(crossed(topics, **counts))) == []


@pytest.mark.parametrize("name", THEMES)
def test_ink_can_be_read_on_the_darkest_cell(name: str) -> None:
    with use_theme(THEMES[name]):
        figure = verdicts(crossed(["Rain"], **{one: [9] for one in evidence.LABELS}))
        for box in boxes(figure):
            ground = Color(to_hex(box.get_facecolor()))
            assert ground.contrast(theme().ink, method="wcag21") >= 4.5


def test_every_standing_has_a_look_and_its_words() -> None:
    assert {name: one.label for name, one in GROUPS["standing"].items()} == dict(evidence.LABELS)


@pytest.mark.parametrize("story_id", story_ids())
def test_as_many_squares_are_drawn_as_claims_can_be_checked(story_id: str, drawn: Drawn) -> None:
    claims = tables.scoreboard(open_story(story_id))["claims"].sum()
    assert len(boxes(drawn(story_id, "crosscheck-standing"))) == claims
