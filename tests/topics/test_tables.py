"""Every table of every topic: its columns, their types and its ids, in every story."""

import re
from dataclasses import replace
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

# What it is made of, then its columns: # whole number, ~ number, ? yes or no, @ category, ! day,
# else text. {...} stands for the columns of a table above.
DECLARED = """
actors.voices(actors claims mentions)
    actor_id name kind of heard says# quoted# hedged# spoken_of# first# claim_ids
actors.nameless_sources(actors claims)
    name cited_for paragraph# reaches_through claim_ids
actors.ties(relations actors)
    relation_id paragraph# source source_name kind family target target_name status firmness
    mutual? when claim_id
actors.bonds(relations actors)
    first first_name second second_name family status firmness ties# kinds towards relation_ids
    claim_ids paragraph#
actors.torn(relations actors)
    first first_name second second_name ties# cooperation# conflict# firm# reported# disputed#
    both_ways? against_itself? relation_ids claim_ids paragraph#
actors.of_the_torn(relations actors)
    source_name kind target_name put paragraph# claim_id
actors.statuses(relations actors)
    family asserted# reported# contested# denied# rejected# all#
casualties.tolls(casualties)
    casualty_id paragraph# claim_id figure_id ref_id victims perpetrators outcome@ lower# best#
    upper# bound@ period cumulative? included_in reported_by interested_party? note origin stated
    number period_text depth#
casualties.reported(casualties claims)
    {casualties.tolls} speaker
casualties.groups(casualties claims)
    victims outcome number reported_by paragraph# casualty_id claim_id
casualties.nested(casualties)
    {casualties.tolls} whole
casualties.comparison(casualties checks)
    {casualties.nested} later?
casualties.by_month(casualties)
    {casualties.nested} month!
casualties.other_months(casualties)
    {casualties.by_month}
claims.assertions(claims)
    claim_id paragraph# start# end# sha256 paraphrase content@ topic speaker chain voice@ hedges
    certainty@ checkable? note
claims.voiced(claims actors)
    {claims.assertions} voiced
claims.listed(claims actors)
    claim_id paragraph# paraphrase topic speaker speaker_name voice relays# hedges hedged?
    certainty checkable?
claims.speakers(claims actors)
    voiced speaker speaker_name unnamed? claims# hedged# first# claim_ids
claims.by_voice(claims actors)
    voiced label claims# share~ hedged# unnamed# claim_ids
claims.chains(claims actors)
    chain written speaker steps# relays# claims# hedged# first# claim_ids
claims.hedged(claims actors)
    hedges paraphrase speaker_name paragraph# claim_id
claims.tensions(claim_links claims)
    claim_id paragraph# topic paraphrase kind other_id other_paragraph# other_topic
    other_paraphrase thing place_id when note
claims.pulled_at(claim_links claims)
    claim_id paragraph# topic paraphrase tensions# contradicts# qualifies# answers# by
claims.contested_topics(claim_links claims)
    topic tensions# claims# pulled_at by#
claims.in_tension(claim_links claims)
    claim_id paragraph# start# topic paraphrase voice certainty hedges hedged? tensions#
crosscheck.judged(story)
    check_id claim_id recorded standing changed? rule rules references# independent# parties#
    measures# origins own coarse stakes known side_only? flags stands_as
crosscheck.checked_evidence(story)
    {crosscheck.judged} paragraph# topic paraphrase finding basis@ value~ unit note publishers
crosscheck.rules_fired(story)
    rule title explanation fired# changed# check_ids
crosscheck.standings(story)
    claim_id paragraph# paraphrase content@ topic speaker checkable? standing label standings
    known side_only? later checks# check_ids references# independent# flags findings
crosscheck.counted(story)
    {crosscheck.standings}
crosscheck.scoreboard(story)
    standing label meaning claims# by_parties# claim_ids
crosscheck.matrix(story)
    topic topic_label standing label claims# claim_ids
crosscheck.coverage(story)
    topic claims# checkable# checked# references#
crosscheck.tensions(story)
    claim_id paragraph# speaker_name paraphrase verdict kind other_id other_paragraph#
    other_speaker_name other_paraphrase other_verdict why thing where when said other_said
places.gazetteer(places)
    place_id paragraph# name kind@ path country latitude~ longitude~ located? why_not ref_id note
places.unlocated(places)
    name within why_not note paragraph# place_id
places.stated_distances(figures places claims actors)
    figure_id claim_id paragraph# surface measures from_place to_place value~ lower~ upper~ bound@
    unit from_name to_name value_km~ lower_km~ upper_km~ miles kilometres speaker source
places.from_edge(checks)
    claim_id check_id ref_ids km~
stated.every_distance(story)
    from_place from_name to_place to_name given_by who measures paragraph value_km~ lower_km~
    upper_km~ bound unit from_edge? miles kilometres figure_ids claim_ids check_ids ref_ids
timeline.resolved(events)
    event_id claim_id paragraph# description status@ actors place_id surface when when_text
    earliest latest start end_open? precision approximate? uncertain? dated? established_when
    ref_id note
timeline.without_start(events claims actors)
    description source paragraph# event_id
timeline.established(events references)
    description when_text reference_text publisher published event_id
places.against_measured(distances places)
    {places.stated_distances} measured_km~ measured_miles~ difference_km~ outcome why_not
places.by_gazetteer(distances coordinates)
    figure_id claim_id from_place to_place from_ref to_ref km~
places.measured_range(distances coordinates checks)
    from_name to_name kilometres lowest_km~ highest_km~ edge_km~ figure_id
places.from_centre(places centre)
    place_id paragraph# name kind@ latitude~ longitude~ distance_km~ distance_miles~
    compass x_km~ y_km~ is_centre?
timeline.last_days(events claims actors published)
    {timeline.resolved} speaker source voice chain
"""
SIGNS = {
    "#": "Int64",
    "~": "Float64",
    "?": "boolean",
    "@": "category",
    "!": "datetime64",
    "": "string",
}
# They count by what there may be, so that they have rows where a story has none.
ALWAYS = ("crosscheck.rules_fired", "crosscheck.scoreboard")


def declared() -> dict[str, tuple[list[str], dict[str, str]]]:
    """By name, what a table is made of, and the types of its columns."""
    found: dict[str, tuple[list[str], dict[str, str]]] = {}
    for made, text in re.findall(r"^(\S.*)\n((?:    .*\n)+)", DECLARED, flags=re.MULTILINE):
        name, _, given = made.rstrip(")").partition("(")
        types: dict[str, str] = {}
        for column in text.split():
            if column.startswith("{"):
                types |= found[column.strip("{}")][1]
            else:
                bare = column.rstrip("#~?@!")
                types[bare] = SIGNS[column.removeprefix(bare)]
        found[name] = (given.split(), types)
    return found


MADE = declared()


def make(name: str, story: Story) -> pd.DataFrame:
    """A table of a story, made of what it needs; nothing that it is made of may change."""
    topic, _, function = name.partition(".")
    given = [part_of(story, part) for part in MADE[name][0]]
    made: pd.DataFrame = getattr(TOPICS[topic], function)(*given)
    for part, rows in zip(MADE[name][0], given, strict=True):
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


@pytest.mark.parametrize("name", MADE)
def test_a_table_has_its_columns_their_types_and_ids_of_the_story(
    name: str, story: Story, known: set[str]
) -> None:
    made = make(name, story)
    types = {str(column): re.sub(r"\[.*", "", str(kind)) for column, kind in made.dtypes.items()}
    assert list(types.items()) == list(MADE[name][1].items())
    assert list(made.index) == list(range(len(made)))
    for column in made.columns[made.columns.str.contains(r"_ids?$|^by$")]:
        cells = made[column].dropna().astype(str)
        assert {one for cell in cells for one in split(cell)} <= known or column == "by"


@pytest.mark.parametrize("name", MADE)
def test_a_story_without_rows_gives_the_columns_alone(name: str, empty: Story) -> None:
    made = make(name, empty)
    assert list(made.columns) == list(MADE[name][1])
    assert made.empty or (name in ALWAYS and not made.select_dtypes("number").to_numpy().any())
