"""Every table of every topic: its columns, their types and its ids, in every story."""

import re
from dataclasses import replace
from inspect import signature
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest

from helpers.story.contract import TABLES
from helpers.story.csv_tables import split
from helpers.story.project import story_ids
from helpers.story.story import Story
from helpers.topics.actors import tables as actors
from helpers.topics.casualties import tables as casualties
from helpers.topics.claims import tables as claims
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.places import stated
from helpers.topics.places import tables as places
from helpers.topics.timeline import tables as timeline

from ..stories import opened

TOPICS: dict[str, Any] = {
    "actors": actors,
    "casualties": casualties,
    "claims": claims,
    "crosscheck": crosscheck,
    "places": places,
    "stated": stated,
    "timeline": timeline,
}

# The columns of tables that declare none themselves, as `columns` takes them: ! for a day, and {...}
# for the columns of another table.
DECLARED = """
casualties.tolls
    casualty_id paragraph# claim_id figure_id ref_id victims perpetrators outcome@ lower# best#
    upper# bound@ period cumulative? included_in reported_by interested_party? note origin stated
    number period_text depth#
casualties.reported
    {casualties.tolls} speaker
casualties.nested
    {casualties.tolls} whole
casualties.comparison
    {casualties.nested} later?
casualties.by_month
    {casualties.nested} month!
casualties.other_months
    {casualties.by_month}
claims.assertions
    claim_id paragraph# start# end# sha256 paraphrase content@ topic speaker chain voice@ hedges
    certainty@ checkable? note
claims.voiced
    {claims.assertions} voiced
crosscheck.judged
    check_id claim_id recorded standing changed? rule rules references# independent# parties#
    measures# origins own coarse stakes known side_only? flags stands_as
crosscheck.checked_evidence
    {crosscheck.judged} paragraph# topic paraphrase finding basis@ value~ unit note publishers
crosscheck.counted
    {crosscheck.standings}
places.against_measured
    {places.stated_distances} measured_km~ measured_miles~ difference_km~ outcome why_not
timeline.last_days
    {timeline.resolved} speaker source voice chain
"""
TYPES = ("Int64", "Float64", "boolean", "category", "datetime64")
SIGNS = dict(zip("#~?@!", TYPES, strict=True))
# They count by what there may be, so that they have rows where a story has none.
ALWAYS = ("crosscheck.rules_fired", "crosscheck.scoreboard")

MAKE = {
    f"{topic}.{name}": make
    for topic, module in TOPICS.items()
    for name, make in vars(module).items()
    if getattr(make, "__module__", "") == module.__name__
    and (hasattr(make, "columns") or f"\n{topic}.{name}\n" in DECLARED)
}


def types(name: str) -> dict[str, str]:
    """The columns that a table is to have, and their types."""
    found: dict[str, str] = {}
    listed = re.search(rf"^{name}\n((?:    .*\n)+)", DECLARED, flags=re.MULTILINE)
    for column in (listed[1] if listed else MAKE[name].columns).split():
        if column.startswith("{"):
            found |= types(column.strip("{}"))
        else:
            bare = column.rstrip("#~?@!")
            found[bare] = SIGNS.get(column.removeprefix(bare), "string")
    return found


def make(name: str, story: Story) -> pd.DataFrame:
    """A table of a story, made of what it needs; nothing that it is made of may change."""
    given = [
        part for part, one in signature(MAKE[name]).parameters.items() if one.default is one.empty
    ]
    parts = [part_of(story, part) for part in given]
    made: pd.DataFrame = MAKE[name](*parts)
    for part, rows in zip(given, parts, strict=True):
        if isinstance(rows, pd.DataFrame):
            pd.testing.assert_frame_equal(rows, part_of(story, part))
    return made


def part_of(story: Story, name: str) -> Any:
    """What a table can be made of."""
    if name == "distances":
        return places.stated_distances(story.figures, story.places, story.claims, story.actors)
    if name in ("centre", "published"):
        return getattr(story.article, name)
    return story if name == "story" else story.table(name)


@pytest.fixture(scope="module", params=story_ids())
def story(request: pytest.FixtureRequest) -> Story:
    return opened(request.param)


@pytest.fixture(scope="module")
def empty() -> Story:
    """The example without a row."""
    whole = opened("example")
    tables = {table: whole.table(table).head(0) for table in TABLES}
    return replace(whole, _tables=MappingProxyType(tables))


@pytest.fixture(scope="module")
def known(story: Story) -> set[str]:
    """The ids of a story."""
    return {str(cell) for name in TABLES for cell in story.table(name).iloc[:, 0]}


@pytest.mark.parametrize("name", MAKE)
def test_a_table_has_its_columns_their_types_and_ids_of_the_story(
    name: str, story: Story, known: set[str]
) -> None:
    made = make(name, story)
    kinds = {str(column): re.sub(r"\[.*", "", str(kind)) for column, kind in made.dtypes.items()}
    assert list(kinds.items()) == list(types(name).items())
    assert list(made.index) == list(range(len(made)))
    for column in made.columns[made.columns.str.contains(r"_ids?$|^by$")]:
        cells = made[column].dropna().astype(str)
        assert {one for cell in cells for one in split(cell)} <= known or column == "by"


@pytest.mark.parametrize("name", [name for name in MAKE if hasattr(MAKE[name], "columns")])
def test_no_column_that_a_table_declares_is_blank_in_every_story(name: str) -> None:
    made = [make(name, opened(story_id)) for story_id in story_ids()]
    for column in types(name):
        assert any((table[column].dropna().astype(str) != "").any() for table in made), column


@pytest.mark.parametrize("name", MAKE)
def test_a_story_without_rows_gives_the_columns_alone(name: str, empty: Story) -> None:
    made = make(name, empty)
    assert list(made.columns) == list(types(name))
    assert made.empty or (name in ALWAYS and not made.select_dtypes("number").to_numpy().any())
