"""Charts of the cross-check: a square for each claim, a number for each cell."""

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from helpers import evidence
from helpers.charts import crosscheck as charts
from helpers.charts.frame import ChartFigure, layout_problems
from helpers.charts.sizes import SIZES, use_size
from helpers.charts.style import GROUPS, THEMES, contrast, theme, use_theme
from helpers.story import open_story, story_ids
from helpers.tables import crosscheck as tables

LONG = "a topic of a very long name that goes on and on " * 6


def scored(**cells: tuple[int, int, int]) -> pd.DataFrame:
    """A scoreboard: per standing its claims, those by a side, those in hindsight."""
    rows = [
        {"standing": name, "label": evidence.LABELS[name], "meaning": "", "claims": one}
        | {"by_a_side": side, "in_hindsight": late, "claim_ids": ""}
        for name, (one, side, late) in cells.items()
    ]
    columns = ["standing", "label", "meaning", "claims", "by_a_side", "in_hindsight", "claim_ids"]
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
    return charts.standing(table, source="The Paper")


def verdicts(table: pd.DataFrame) -> ChartFigure:
    return charts.verdicts(table, source="The Paper")


def boxes(figure: ChartFigure) -> list[Rectangle]:
    return [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]


def texts(figure: ChartFigure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_each_claim_is_one_square_hollow_by_a_side_and_hatched_in_hindsight() -> None:
    figure = standing(scored(supports=(4, 1, 2), not_checked=(3, 0, 0)))
    squares = boxes(figure)
    assert len(squares) == 7
    assert [bool(one.get_hatch()) for one in squares] == [False, False, True, True] + [False] * 3
    hollow = [one.get_linewidth() > 0 for one in squares]
    assert hollow == [False, True] + [False] * 5
    assert texts(figure)[:2] == ["4", "3"]


def test_nobody_stands_where_no_claim_does() -> None:
    figure = standing(scored(supports=(2, 0, 0), conflicts=(0, 0, 0)))
    assert figure.rows["standing"].tolist() == ["supports"]
    assert "contradicted" not in figure.alt.lower()
    assert figure.axes[0].get_legend() is None


def test_title_and_alt_text_of_the_standings_follow_the_rows() -> None:
    one = standing(scored(supports=(2, 0, 0), conflicts=(1, 1, 0), not_checked=(4, 0, 0)))
    assert one.title == (
        "Three of seven checkable claims have been looked up, of which two are upheld at least in"
        " part and one is contradicted"
    )
    assert "Contradicted: 1 (one on the word of a side only)" in one.alt
    none = standing(scored(not_checked=(2, 0, 0)))
    assert none.title == "None of two claims that can be checked has been looked up"
    assert standing(scored()).title == "The article makes no claim that can be checked"


def test_each_cell_holds_its_number_and_darkens_with_it() -> None:
    figure = verdicts(crossed(["Rain", "Snow"], supports=[5, 1], conflicts=[0, 2]))
    assert texts(figure)[:4] == ["5", "0", "1", "2"]
    assert len(boxes(figure)) == 3
    five, one, _ = (sum(box.get_facecolor()[:3]) for box in boxes(figure))
    assert five < one
    assert figure.title == "Most contradicted: Snow, in two of three claims"
    assert "Rain: 5 upheld" in figure.alt


def test_the_title_of_the_matrix_names_no_leader_among_equals() -> None:
    even = verdicts(crossed(["Rain", "Snow"], conflicts=[1, 1], not_checked=[1, 0]))
    assert even.title == "Claims of two topics of two were looked up"
    assert verdicts(crossed(["Rain"], not_checked=[3])).title == (
        "No claim of any topic has been looked up"
    )
    refined = verdicts(crossed(["Rain", "Snow"], conflicts=[1, 1], refines=[2, 0]))
    assert refined.title == "Most often contradicted or refined: Rain, in three of three claims"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "topics",
    [[], ["one"], [LONG, "المطر $5 {x} <b>"], [f"topic {n}" for n in range(100)]],
    ids=["empty", "one", "long", "hundred"],
)
def test_any_matrix_is_drawn_without_overlap_or_cut(topics: list[str], size: str) -> None:
    if len(topics) == 100 and SIZES[size].height is not None:
        pytest.skip("a hundred rows have no room in a fixed height")
    counts = {name: [at % 7 for at in range(len(topics))] for name in evidence.LABELS}
    with use_size(size):
        assert layout_problems(verdicts(crossed(topics, **counts))) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", [1, 12, 120])
def test_any_number_of_claims_is_drawn_without_overlap_or_cut(number: int, size: str) -> None:
    cells = dict.fromkeys(evidence.LABELS, (number, number // 3, number // 4))
    with use_size(size):
        assert layout_problems(standing(scored(**cells))) == []


@pytest.mark.parametrize("name", THEMES)
def test_ink_can_be_read_on_the_darkest_cell(name: str) -> None:
    with use_theme(THEMES[name]):
        figure = verdicts(crossed(["Rain"], **{one: [9] for one in evidence.LABELS}))
        for box in boxes(figure):
            red, green, blue = (round(255 * share) for share in box.get_facecolor()[:3])
            assert contrast(f"#{red:02x}{green:02x}{blue:02x}", theme().ink) >= 4.5


def test_every_standing_has_a_look_and_its_words() -> None:
    assert {name: one.label for name, one in GROUPS["standing"].items()} == dict(evidence.LABELS)


@pytest.mark.parametrize("story_id", story_ids())
@pytest.mark.parametrize("size", SIZES)
def test_real_charts_are_laid_out_and_say_their_numbers(story_id: str, size: str) -> None:
    story = open_story(story_id)
    score, matrix = tables.scoreboard(story), tables.matrix(story)
    with use_size(size):
        for figure in (standing(score), verdicts(matrix)):
            assert layout_problems(figure) == []
    assert len(boxes(standing(score))) == score["claims"].sum()
    for row in score[score["claims"] > 0].itertuples():
        assert f"{row.label}: {row.claims}".lower() in standing(score).alt.lower()
