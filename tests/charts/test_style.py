"""The house style: every category has one look, that can be seen, and told apart without colour."""

from itertools import combinations

import pytest

from helpers.charts import style
from helpers.charts.style import GROUPS, LIGHT, StyleError, look
from helpers.story import contract

# The groups of looks, and the categories of the contract that they must cover.
COVERED = {
    "voice": ("claims", "voice"),
    "certainty": ("claims", "certainty"),
    "status": ("relations", "status"),
    "event_status": ("events", "status"),
    "figure_kind": ("figures", "kind"),
    "place_kind": ("places", "kind"),
    "actor_kind": ("actors", "kind"),
    "outcome": ("casualties", "outcome"),
    "verdict": ("checks", "verdict"),
    "link_kind": ("claim_links", "kind"),
    "paragraph_kind": ("paragraphs", "kind"),
}
# The one pair that shares a hue: there are more standings than hues, and in both cases there was
# nothing on the day.
NOTHING_ON_THE_DAY = {"known_later", "not_found"}


@pytest.mark.parametrize("group", GROUPS)
def test_categories_differ_in_colour_and_in_marker(group: str) -> None:
    for (name, one), (key, other) in combinations(GROUPS[group].items(), 2):
        assert one.hue != other.hue or {name, key} == NOTHING_ON_THE_DAY
        assert one.marker != other.marker


@pytest.mark.parametrize("group", GROUPS)
def test_categories_can_be_told_apart_without_colour_as_areas_or_lines(group: str) -> None:
    for one, other in combinations(GROUPS[group].values(), 2):
        assert (one.hatch, one.line) != (other.hatch, other.line)


@pytest.mark.parametrize("group", COVERED)
def test_every_category_of_the_contract_has_a_look(group: str) -> None:
    assert set(GROUPS[group]) == set(contract.labels(*COVERED[group]))


def test_every_family_of_relations_has_a_look() -> None:
    families = set(contract.families("relations", "kind").values())
    assert families == set(GROUPS["relation_family"])


def test_firm_is_solid_and_reported_is_dashed() -> None:
    assert look("status", "asserted").line == style.SOLID
    assert look("status", "reported").line == style.DASHED
    assert look("status", "contested").line == style.DOTTED


def test_nothing_is_bright_red() -> None:
    for colour in LIGHT.hues.values():
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert red - max(green, blue) < 100


def test_an_unknown_category_names_the_known_ones() -> None:
    with pytest.raises(StyleError, match="direct, indirect, narrator"):
        look("voice", "whispered")
    with pytest.raises(StyleError, match="voice"):
        look("tone", "direct")


def test_a_theme_holds_for_its_block_only() -> None:
    dark = style.Theme("dark", "#000000", "#fff", "#eee", "#ddd", "#333", {"navy": "#99bbdd"})
    with style.use_theme(dark):
        assert look("voice", "direct").colour == "#99bbdd"
        assert style.theme() is dark
    assert look("voice", "direct").colour == LIGHT.hues["navy"]
