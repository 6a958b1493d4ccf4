"""Who is credited below a chart: the outlet first, then whoever published most of its rows."""

import pandas as pd
import pytest

from helpers.story.credits import Sources, publisher_name, sources
from helpers.story.story import Story
from helpers.topics.catalogue import chart


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
