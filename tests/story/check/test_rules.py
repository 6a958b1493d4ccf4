"""Each rule, on a copy of the example story in which one thing is broken."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from helpers.story.check import read_tables, run_rules
from helpers.story.check.rules import (
    RULES,
    Rule,
    contradictions,
    evidence,
    numbers,
    spans,
    speech,
    ties,
    times,
)
from helpers.story.contract import TABLES
from helpers.story.problem import Problem

NO_HASH = "0" * 64


@dataclass(frozen=True)
class Broken:
    """One change and the rule that has to name it: in which row and in which column."""

    rule: Rule
    table: str
    key: str
    cells: dict[str, str] = field(default_factory=dict)
    column: str = ""
    row: str | None = None


BROKEN = (
    Broken(ties.numbered_in_reading_order, "events", "e009", {"paragraph": "12"}, row="e010"),
    Broken(ties.cells_are_stripped, "actors", "rescued", {"role": "Ashore "}, "role"),
    Broken(ties.items_are_tidy, "places", "lantern-quay", {"aliases": "a quay||the quay"}),
    Broken(ties.items_are_tidy, "places", "lantern-quay", {"aliases": "the quay|the quay"}),
    Broken(ties.items_exist, "events", "e001", {"actors": "wimbel-ferries|nobody"}, "actors"),
    Broken(ties.items_exist, "checks", "k002", {"ref_ids": "no-report"}, "ref_ids"),
    Broken(
        ties.nothing_holds_itself, "places", "saltmoss", {"within": "nether-tolling"},
        "within", "nether-tolling",
    ),
    Broken(ties.nothing_holds_itself, "actors", "the-dead", {"part_of": "the-dead"}, "part_of"),
    Broken(
        ties.nothing_holds_itself, "casualties", "d007", {"included_in": "d008"}, "included_in"
    ),
    Broken(spans.paragraphs_counted, "paragraphs", "15", {"paragraph": "16"}, "paragraph", "16"),
    Broken(spans.locator_whole, "places", "lantern-quay", {"sha256": ""}, "sha256"),
    Broken(spans.locator_forwards, "relations", "r003", {"end": "63"}, "end"),
    Broken(spans.locator_forwards, "relations", "r003", {"end": "62"}, "end"),
    Broken(spans.locator_inside, "relations", "r001", {"end": "73"}, "end"),
    Broken(spans.same_span_same_hash, "events", "e001", {"sha256": NO_HASH}, "sha256"),
    Broken(spans.same_span_same_hash, "events", "e002", {"sha256": NO_HASH}, "sha256"),
    Broken(spans.span_proved, "relations", "r003", {"start": "62"}, "start"),
    Broken(spans.printed_words_stand_there, "figures", "f008", {"surface": "more than 41"}),
    Broken(spans.printed_words_stand_there, "claims", "c010", {"hedges": "perhaps"}, "hedges"),
    Broken(spans.printed_words_stand_there, "claims", "c010", {"hedges": "ma"}, "hedges"),
    Broken(spans.printed_words_stand_there, "events", "e003", {"surface": "Monday night"}),
    Broken(spans.whole_surface_has_the_hash, "figures", "f008", {"surface": "more than 41"}),
    Broken(spans.whole_surface_has_the_hash, "figures", "f008", {"end": "132"}, "surface"),
    Broken(
        spans.printed_words_are_few, "claims", "c003",
        {"hedges": "one two three four five six seven"}, "hedges",
    ),
    Broken(spans.included_text_is_proved, "paragraphs", "15", {"sha256": NO_HASH}, "sha256"),
    Broken(
        speech.chain_starts_at_the_speaker, "claims", "c010", {"speaker": "families"}, "speaker"
    ),
    Broken(speech.chain_ends_at_the_outlet, "claims", "c010", {"chain": "engineer|brindle-wire"}),
    Broken(
        speech.nobody_twice_in_a_chain, "claims", "c010",
        {"chain": "engineer|brindle-wire|engineer|quillhaven-lantern"}, "chain",
    ),
    Broken(speech.voice_fits_the_speaker, "claims", "c010", {"voice": "narrator"}, "voice"),
    Broken(speech.voice_fits_the_speaker, "claims", "c002", {"voice": "indirect"}, "voice"),
    Broken(speech.certain_has_no_hedge, "claims", "c010", {"certainty": "certain"}, "certainty"),
    Broken(speech.topic_is_listed, "claims", "c010", {"topic": "weather"}, "topic"),
    Broken(numbers.limits_agree, "casualties", "d004", {"lower": "15"}, "lower"),
    Broken(numbers.limits_agree, "figures", "f010", {"bound": "at_least"}, "bound"),
    Broken(numbers.surface_gives_the_limits, "figures", "f005", {"lower": "8"}, "lower"),
    Broken(numbers.surface_gives_the_limits, "figures", "f008", {"bound": "at_least"}, "bound"),
    Broken(numbers.surface_gives_the_unit, "figures", "f015", {"unit": "km"}, "unit"),
    Broken(numbers.bound_unless_date, "figures", "f002", {"bound": ""}, "bound"),
    Broken(numbers.bound_unless_date, "figures", "f004", {"bound": "vague"}, "bound"),
    Broken(numbers.places_only_for_distances, "figures", "f010", {"to_place": "saltmoss"}),
    Broken(numbers.casualty_has_one_source, "casualties", "d007", {"claim_id": "c006"}, "claim_id"),
    Broken(numbers.casualty_has_one_source, "casualties", "d007", {"ref_id": ""}, "ref_id"),
    Broken(numbers.casualty_has_one_source, "casualties", "d006", {"paragraph": ""}, "paragraph"),
    Broken(numbers.casualty_fits_its_figure, "casualties", "d002", {"lower": "10"}, "lower"),
    Broken(
        numbers.casualty_fits_its_figure, "casualties", "d005", {"claim_id": "c020"}, "claim_id"
    ),
    Broken(times.dates_can_be_read, "events", "e010", {"when": "2018-13"}, "when"),
    Broken(times.dates_can_be_read, "casualties", "d007", {"period": "2019-03-12/2019-03-11"}),
    Broken(times.dates_can_be_read, "references", "river-board-report", {"published": "May"}),
    Broken(times.figure_when_only_for_dates, "figures", "f010", {"when": "2019"}, "when"),
    Broken(times.figure_when_only_for_dates, "figures", "f019", {"when": ""}, "when"),
    Broken(times.event_fits_its_date, "events", "e010", {"when": "2018-07"}, "when"),
    Broken(times.event_fits_its_date, "figures", "f019", {"when": "2018-07"}, "when", "e010"),
    Broken(times.date_words_fit_the_date, "figures", "f006", {"when": "2019-03-11"}, "when"),
    Broken(times.date_words_fit_the_date, "figures", "f019", {"when": "2017-06"}, "when"),
    Broken(times.established_date_has_its_reference, "events", "e003", {"ref_id": ""}, "ref_id"),
    Broken(ties.within_its_claim, "relations", "r003", {"claim_id": "c010"}, "claim_id"),
    Broken(ties.within_its_claim, "claims", "c019", {"end": "230"}, "claim_id", "r006"),
    Broken(ties.two_different_ends, "relations", "r003", {"target": "engineer"}, "target"),
    Broken(
        ties.two_different_ends, "claim_links", "c007 c004 restates", {"other_id": "c007"},
        "other_id", "c007 c007 restates",
    ),
    Broken(
        ties.every_actor_is_mentioned, "mentions", "6 127 138 brindlemark",
        {"actor_id": "river-guard"}, row="brindlemark",
    ),
    Broken(ties.every_paragraph_claims, "claims", "c005", {"paragraph": "6"}, row="5"),
    Broken(
        contradictions.contradiction_names_its_thing, "claim_links", "c011 c009 contradicts",
        {"thing": ""}, "thing",
    ),
    Broken(
        contradictions.contradiction_names_its_thing, "claim_links", "c007 c004 restates",
        {"when": "2019-03-12"}, "when",
    ),
    Broken(evidence.reach_is_stated, "checks", "k002", {"shows": ""}, "shows"),
    Broken(evidence.reach_is_stated, "checks", "k012", {"shows": "saying"}, "shows"),
    Broken(evidence.unchecked_has_no_references, "checks", "k012", {"ref_ids": "river-board-report"}),
    Broken(evidence.verdict_has_references, "checks", "k002", {"ref_ids": ""}, "ref_ids"),
    Broken(evidence.not_looked_up_is_not_checked, "checks", "k011", {"basis": "not_looked_up"}),
    Broken(
        evidence.article_is_no_reference, "references", "river-board-report",
        {"address": "http://www.example.org/quillhaven-lantern/grey-heron/"}, "ref_ids", "k001",
    ),
    Broken(
        evidence.article_is_no_reference, "references", "river-board-report",
        {
            "publisher": "The Quillhaven Lantern",
            "title": "Ferry sinks 'just a mile from Quillhaven' as rival operators join search",
        },
        "ref_ids", "k002",
    ),
    Broken(evidence.value_has_its_unit, "checks", "k002", {"unit": ""}, "unit"),
    Broken(evidence.value_has_its_unit, "checks", "k002", {"value": ""}, "value"),
    Broken(evidence.value_has_its_bound, "checks", "k002", {"bound": ""}, "bound"),
    Broken(evidence.value_has_its_bound, "checks", "k002", {"measures": ""}, "measures"),
    Broken(evidence.value_has_its_bound, "checks", "k016", {"bound": "about"}, "bound"),
    Broken(ties.coordinates_come_in_pairs, "places", "lantern-quay", {"longitude": ""}),
    Broken(ties.coordinates_come_in_pairs, "places", "lantern-quay", {"ref_id": ""}, "ref_id"),
)  # fmt: skip

# Rules that need another change than that of a cell have a test of their own below.
ELSEWHERE = (
    ties.article_fits_the_tables,
    ties.rows_are_sorted,
    spans.whole_text_has_the_hash,
    contradictions.contradiction_is_of_one_time,
    contradictions.contradiction_is_of_one_place,
)
LINK = "c011 c009 contradicts"


def found(folder: Path, rule: Rule) -> list[Problem]:
    """What one rule finds in a story."""
    tables, _, _ = read_tables(folder)
    return list(rule(tables))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_sound_story_breaks_no_rule(folder: Path, rule: Rule) -> None:
    assert found(folder, rule) == []


@pytest.mark.parametrize(
    "broken", BROKEN, ids=lambda b: f"{b.rule.__name__}-{b.key}-{'-'.join(b.cells)}"
)
def test_a_rule_names_the_row_that_breaks_it(
    folder: Path, change: Callable[..., None], broken: Broken
) -> None:
    change(broken.table, broken.key, **broken.cells)
    problems = found(folder, broken.rule)
    row = f"{broken.row or broken.key}, line "
    named = [problem for problem in problems if problem.row.startswith(row)]
    assert named, problems
    assert {problem.file for problem in problems} <= {f"{table}.csv" for table in TABLES}
    for problem in named:
        assert broken.column in problem.column
        assert all((problem.found, problem.expected, problem.mend))


def test_every_rule_has_a_story_that_breaks_it() -> None:
    tested = {broken.rule for broken in BROKEN} | set(ELSEWHERE)
    assert tested == set(RULES)


def test_every_rule_that_is_written_is_registered() -> None:
    written = {
        function
        for module in (contradictions, evidence, numbers, spans, speech, ties, times)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert written == set(RULES)


def test_every_rule_says_what_it_demands() -> None:
    assert all(inspect.getdoc(rule) for rule in RULES)


@pytest.mark.parametrize(
    ("one", "other", "link", "faults"),
    [
        ("2019-03-12", "2019-03-13", "", 1),  # the next day
        ("2019-03-12", "2019-03", "", 0),  # a month that holds the day
        ("2019-03-12/..", "2020", "", 0),  # an open end excludes nothing
        ("2019-03-12", "/2019-03-11", "", 1),  # an unknown start does not reach beyond the end
        ("2019-03-12", "2019-03-12", "2019-03-14", 2),  # neither claim speaks of that day
        ("2019-03-12", "2019-03", "2019-03-12", 0),
    ],
)
def test_claims_whose_dates_exclude_each_other_contradict_nothing(
    folder: Path, change: Callable[..., None], one: str, other: str, link: str, faults: int
) -> None:
    change("events", "e002", claim_id="c009", when=one)
    change("events", "e003", claim_id="c011", when=other)
    change("claim_links", LINK, when=link)
    problems = found(folder, contradictions.contradiction_is_of_one_time)
    assert [problem.column for problem in problems] == ["when"] * faults
    assert all(problem.row.startswith(LINK) for problem in problems)


@pytest.mark.parametrize(
    ("one", "other", "link", "faults"),
    [
        ("saltmoss", "lantern-quay", "", 1),
        ("saltmoss", "brindlemark", "", 0),  # the one lies in the other
        ("nether-tolling", "saltmoss", "", 0),
        ("", "saltmoss", "", 0),  # a claim without a place excludes nothing
        ("saltmoss", "saltmoss", "river-wimbel", 2),  # a place that neither speaks of
    ],
)
def test_claims_whose_places_exclude_each_other_contradict_nothing(
    folder: Path, change: Callable[..., None], one: str, other: str, link: str, faults: int
) -> None:
    change("events", "e002", claim_id="c009", place_id=one)
    change("events", "e003", claim_id="c011", place_id=other)
    change("claim_links", LINK, place_id=link)
    problems = found(folder, contradictions.contradiction_is_of_one_place)
    assert [problem.column for problem in problems] == ["place_id"] * faults


def test_rows_out_of_order_are_named(folder: Path) -> None:
    path = folder / "actors.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[2], lines[3] = lines[3], lines[2]
    path.write_text("".join(lines), encoding="utf-8")
    [problem] = found(folder, ties.rows_are_sorted)
    assert (problem.file, problem.row) == ("actors.csv", "brindlemark, line 4")


def test_whole_numbers_are_sorted_as_numbers(folder: Path) -> None:
    # Paragraph 10 comes after 9, which it would not as text.
    keys = [row.key for row in read_tables(folder)[0].rows("paragraphs")]
    assert keys.index("10") > keys.index("9")
    assert found(folder, ties.rows_are_sorted) == []


def test_an_outlet_or_a_centre_that_does_not_exist_is_named(folder: Path) -> None:
    rewrite(folder, 'centre = "quillhaven"', 'centre = "atlantis"')
    rewrite(folder, 'outlet_id = "quillhaven-lantern"', 'outlet_id = "no-paper"')
    problems = found(folder, ties.article_fits_the_tables)
    assert [problem.column for problem in problems] == ["outlet_id", "places.centre"]


def test_a_wrong_hash_of_the_whole_text_is_named(folder: Path) -> None:
    text = (folder / "article.toml").read_text(encoding="utf-8")
    known = text.partition('sha256 = "')[2][:64]
    rewrite(folder, known, NO_HASH)
    [problem] = found(folder, spans.whole_text_has_the_hash)
    assert (problem.file, problem.column, problem.expected) == ("article.toml", "sha256", known)


def test_a_changed_digit_is_named_without_a_copy_of_the_article(
    folder: Path, change: Callable[..., None]
) -> None:
    (folder / "article.txt").unlink()
    change("figures", "f008", surface="more than 41")
    tables, _, _ = read_tables(folder)
    assert tables.words is None
    named = {problem.row for problem in run_rules(tables)}
    assert named == {"f008, line 9"}


def test_a_row_outside_its_claim_is_let_pass_if_its_note_says_why(
    folder: Path, change: Callable[..., None]
) -> None:
    change("relations", "r003", claim_id="c010", note="The next sentence tells it.")
    assert found(folder, ties.within_its_claim) == []


def test_an_event_with_another_date_is_let_pass_if_its_note_says_why(
    folder: Path, change: Callable[..., None]
) -> None:
    change("events", "e010", when="2018-07", note="Declared later, by the context.")
    assert found(folder, times.event_fits_its_date) == []


def test_an_events_own_date_words_count_before_others_nearby(
    folder: Path, change: Callable[..., None]
) -> None:
    change("figures", "f005", claim_id="c007", start="31", end="40", kind="date", when="2018")
    change("events", "e003", when="2018")
    [problem] = found(folder, times.event_fits_its_date)
    assert problem.expected.startswith("2019-03-12 (f006), ")


def test_a_best_estimate_inside_a_range_is_the_tolls_own(
    folder: Path, change: Callable[..., None]
) -> None:
    change("casualties", "d004", best="13")
    assert found(folder, numbers.casualty_fits_its_figure) == []


def test_each_circle_is_told_once(folder: Path, change: Callable[..., None]) -> None:
    change("places", "brindlemark", within="nether-tolling")
    [problem] = found(folder, ties.nothing_holds_itself)
    assert problem.found == "brindlemark -> nether-tolling -> saltmoss -> brindlemark"


def test_weekdays_are_read_in_english_only(folder: Path, change: Callable[..., None]) -> None:
    change("figures", "f006", when="2019-03-11")
    rewrite(folder, 'language = "en-GB"', 'language = "de"')
    assert found(folder, times.date_words_fit_the_date) == []


def test_a_problem_shows_six_words_of_the_article_at_most(
    folder: Path, change: Callable[..., None]
) -> None:
    change("claims", "c006", start="1")
    [problem] = found(folder, spans.span_proved)
    assert "t least nine people died when ..." in problem.found


def rewrite(folder: Path, old: str, new: str) -> None:
    """Change words of article.toml."""
    path = folder / "article.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
