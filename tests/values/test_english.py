"""Words for counts, shares and sources, against what a reader would say."""

import pandas as pd
import pytest

from helpers.charts import natural_earth
from helpers.explore.map import story_map
from helpers.story.credits import Sources, publisher_name, sources
from helpers.story.story import Story
from helpers.topics.catalogue import chart
from helpers.values.english import share


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 7, "none"),
        (7, 7, "all"),
        (3, 5, "three of five"),
        (5, 10, "half"),
        (38, 71, "more than half"),
        (33, 71, "nearly half"),
        (28, 70, "two in five"),
        (10, 70, "one in seven"),
        (26, 111, "about one in four"),
        (1, 10, "one in ten"),
        (1, 90, "one of 90"),
    ],
)
def test_a_share_is_put_as_people_say_it(part: int, whole: int, words: str) -> None:
    assert share(part, whole) == words


@pytest.mark.parametrize(
    ("publisher", "name"),
    [
        ("BBC", "BBC"),
        ("Agence France-Presse, in Naharnet", "Agence France-Presse"),
        ("British Foreign Office, in the Evening Standard", "British Foreign Office"),
    ],
)
def test_a_publisher_is_called_by_what_stands_before_its_first_comma(
    publisher: str, name: str
) -> None:
    assert publisher_name(publisher) == name


@pytest.mark.parametrize(
    ("count", "label", "short"),
    [
        (0, "Source", "no reference"),
        (1, "Source", "A"),
        (2, "Sources", "A and B"),
        (4, "Sources", "A, B, C and D"),
        (5, "Sources", "A, B, C and two more"),
    ],
)
def test_a_source_line_names_as_many_as_it_has_room_for(count: int, label: str, short: str) -> None:
    found = Sources(tuple("ABCDEFG"[:count]))
    assert (found.label, found.short) == (label, short)


REFERENCES = pd.DataFrame(
    {"ref_id": ["a", "b", "c"], "publisher": ["Ann, in Bea", "Bea", "The Quillhaven Lantern"]}
)


def test_the_outlet_comes_first_and_then_whoever_has_most_rows(example: Story) -> None:
    found = sources(example.article, REFERENCES, ["a|b", "b", pd.NA, "c"])
    assert found.names == ("The Quillhaven Lantern", "Bea", "Ann")
    assert found.day == example.article.published
    assert sources(None, REFERENCES, ["a"]) == Sources(("Ann",))


def test_a_reference_that_is_not_there_is_credited_to_nobody(example: Story) -> None:
    with pytest.raises(KeyError):
        sources(example.article, REFERENCES, ["ghost"])


@pytest.mark.parametrize(
    "name", ["claims-voices", "claims-chains", "claims-wording", "actors-voices", "actors-ties"]
)
def test_a_chart_of_the_article_alone_credits_the_outlet_alone(example: Story, name: str) -> None:
    figure = chart(example, name)
    assert figure.sources == (example.article.outlet,)
    assert "Article of 14 March 2019" in figure.subtitle


@pytest.mark.parametrize("name", ["claims-distances", "places-distances", "casualties-references"])
def test_a_chart_credits_the_references_of_its_rows_and_no_other(example: Story, name: str) -> None:
    figure = chart(example, name)
    column = "ref_ids" if "ref_ids" in figure.rows else "ref_id"
    drawn = {ref for cell in figure.rows[column].dropna() for ref in cell.split("|")}
    named = example.references.set_index("ref_id")["publisher"]
    expected = {publisher_name(named[ref]) for ref in drawn} | {example.article.outlet}
    assert set(figure.sources) == expected


def test_a_map_has_a_base_map_only_where_its_error_is_a_hundredth_of_it() -> None:
    assert natural_earth.true_to_scale(400)
    assert not natural_earth.true_to_scale(399)


@pytest.mark.parametrize(("degrees", "whole"), [(0.3, False), (4.0, True)])
def test_a_small_map_of_the_explorer_has_no_rivers_and_no_borders(
    degrees: float, whole: bool
) -> None:
    places = pd.DataFrame(
        {"place_id": ["a", "b"], "latitude": [33.3, 33.3 + degrees], "longitude": [44.4, 44.0]}
    )
    found = story_map(places, "a")
    assert found is not None
    assert bool(found["layers"]["rivers"]) is whole
    assert bool(found["names"]) is whole
