"""The rules of evidence: what a reference proves, what it does not, and which word wins."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.story import contract, evidence, weighing
from helpers.story.contract import dtypes
from helpers.story.evidence import Grounds, Source
from helpers.story.project import story_ids

from ..stories import opened

DAY = "2020-05-05"


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


ACTORS = rows(
    "actors",
    {"actor_id": "the-paper", "name": "The Paper"},
    {"actor_id": "guard", "name": "The Guard", "aliases": "River Guard|Guard"},
    {"actor_id": "officer", "name": "An officer", "part_of": "guard"},
    {"actor_id": "mayor", "name": "The Mayor"},
    {"actor_id": "unnamed-reports", "name": "Unnamed reports", "kind": "unnamed"},
    {"actor_id": "insider", "name": "An unnamed insider", "kind": "unnamed"},
    {"actor_id": "aide", "name": "The Mayor's aide", "kind": "unnamed", "part_of": "mayor"},
)
CLAIMS = rows(
    "claims",
    {"claim_id": "c001", "chain": "officer|guard|the-paper"},
    {"claim_id": "c002", "chain": "the-paper"},
    {"claim_id": "c003", "chain": "unnamed-reports|the-paper"},
    {"claim_id": "c004", "chain": "aide|the-paper"},
)
FIGURES = rows(
    "figures",
    {"figure_id": "f001", "claim_id": "c002", "kind": "distance", "upper": 2}
    | {"bound": "less_than", "unit": "km"},
)


def reference(ref_id: str, **cells: object) -> dict[str, object]:
    plain = {"ref_id": ref_id, "publisher": ref_id, "origin": ref_id, "interested_party": False}
    return {**plain, "published": DAY, **cells}


def judged(*references: dict[str, object], claim: str = "c001", **cells: object) -> pd.Series:
    """The one row that the rules make of one check."""
    check = {"check_id": "k001", "claim_id": claim, "verdict": "supports", "basis": "read_in_copy"}
    refs = "|".join(str(one["ref_id"]) for one in references) or None
    table = weighing.judged(
        rows("checks", {**check, "ref_ids": refs, **cells}),
        CLAIMS,
        rows("references", *references),
        FIGURES,
        ACTORS,
        published=DAY,
    )
    return table.iloc[0]


# ------------------------------------------------------------------------------ independence


@pytest.mark.parametrize("voice", ["officer", "guard", "the-paper"])
def test_whoever_is_in_the_chain_proves_that_it_was_said_and_no_more(voice: str) -> None:
    found = judged(reference("a", speaks_for=voice))
    assert found["standing"] == "said"
    assert found["rule"] == "independent"
    assert found["independent"] == 0
    assert found["own"] == "a"
    assert found["stands_as"] == "recorded as supports; counts as: said, not shown"


def test_its_own_source_can_put_it_otherwise_but_cannot_refute_it() -> None:
    for verdict in ("refines", "conflicts"):
        found = judged(reference("a", speaks_for="guard"), verdict=verdict)
        assert found["standing"] == "said_otherwise"


def test_the_body_that_a_speaker_belongs_to_is_the_same_house() -> None:
    # The claim comes from the paper alone, which has nothing to do with the guard.
    assert judged(reference("a", speaks_for="officer"), claim="c002")["standing"] == "supports"
    assert weighing.house(["officer"], {"officer": "guard"}) == {"officer", "guard"}


def test_a_circle_of_belonging_comes_to_an_end() -> None:
    assert weighing.house(["a"], {"a": "b", "b": "a"}) == {"a", "b"}


def test_a_publisher_that_is_an_actor_speaks_for_itself() -> None:
    found = judged(reference("a", publisher="River Guard, in a copy at the harbour"))
    assert found["standing"] == "said"


def test_one_independent_reference_is_enough_and_the_other_is_told() -> None:
    found = judged(reference("a", speaks_for="guard"), reference("b"))
    assert found["standing"] == "supports"
    assert not found["changed"]
    assert found["origins"] == "b"
    assert "the claim's own source is among those cited" in found["flags"]


def test_an_unnamed_source_may_be_any_other_unnamed_source() -> None:
    found = judged(reference("a", speaks_for="insider"), claim="c003")
    assert (found["standing"], found["rule"]) == ("said", "independent")
    # A source with a name is not the unnamed one, and an aide to the mayor is not just anybody.
    assert judged(reference("a", speaks_for="mayor"), claim="c003")["standing"] == "supports"
    assert judged(reference("a", speaks_for="insider"), claim="c004")["standing"] == "supports"
    assert judged(reference("a", speaks_for="mayor"), claim="c004")["standing"] == "said"


@pytest.mark.parametrize(
    ("verdict", "standing"),
    [
        ("supports", "said"),
        ("supports_in_part", "said"),
        ("refines", "said_otherwise"),
        ("conflicts", "said_otherwise"),
        ("not_found", "not_found"),
    ],
)
def test_that_it_was_reported_supports_the_saying_alone(verdict: str, standing: str) -> None:
    found = judged(reference("a"), reference("b"), shows="saying", verdict=verdict)
    assert found["standing"] == standing
    assert found["independent"] == 0
    assert "saying" in found["rules"]


def test_a_contradiction_needs_a_source_that_is_no_party_or_two_sources() -> None:
    party, other = reference("a", interested_party=True), reference("b", interested_party=True)
    assert judged(reference("a"), verdict="conflicts")["standing"] == "conflicts"
    assert judged(party, other, verdict="conflicts")["standing"] == "conflicts"
    found = judged(party, verdict="conflicts")
    assert (found["standing"], found["rule"]) == ("accounts_differ", "one_account")
    twice = reference("b", origin="a", interested_party=True)
    assert judged(party, twice, verdict="conflicts")["standing"] == "accounts_differ"


def test_a_dataset_alone_contradicts_no_claim_about_events_but_a_stated_length() -> None:
    measured = reference("a", kind="dataset", resolution=0.1)
    assert judged(measured, verdict="conflicts")["standing"] == "accounts_differ"
    assert judged(measured, claim="c002", verdict="conflicts")["standing"] == "conflicts"


def test_a_measure_is_counted_apart_from_those_who_know() -> None:
    found = judged(reference("a", kind="gazetteer"), reference("b"))
    assert (found["independent"], found["measures"]) == (1, 1)
    alone = judged(reference("a", kind="dataset"))
    assert (alone["independent"], alone["standing"]) == (0, "supports")
    assert "measured, by nobody who was there" in alone["flags"]


def test_another_voice_of_the_same_origin_stays_independent() -> None:
    report = reference("a", origin="wire", speaks_for="guard")
    found = judged(report, reference("b", origin="wire", speaks_for="mayor"))
    assert found["standing"] == "supports"
    assert found["independent"] == 1


# ------------------------------------------------------------------------------ counting


def test_reprints_count_once() -> None:
    found = judged(reference("a", origin="wire"), reference("b", origin="wire"), reference("c"))
    assert found["references"] == 3
    assert found["independent"] == 2
    assert "one_origin" in found["rules"]
    one = judged(reference("a", origin="wire"), reference("b", origin="wire"))
    assert one["flags"] == "one voice, printed more than once"


# ------------------------------------------------------------------------------ stake, hindsight


def test_a_stake_is_flagged_and_changes_nothing_by_itself() -> None:
    found = judged(reference("a", interested_party=True), reference("b"))
    assert (found["standing"], found["stakes"]) == ("supports", "a")
    assert not found["side_only"]
    assert found["flags"] == "a party among them"
    assert (found["independent"], found["parties"]) == (1, 1)


def test_a_verdict_on_the_word_of_sides_alone_says_so() -> None:
    found = judged(reference("a", interested_party=True))
    assert found["side_only"]
    assert "parties to the matter alone" in found["flags"]
    assert found["independent"] == 0


@pytest.mark.parametrize(
    ("published", "known"),
    [
        ("2020-05-05", "on the day"),
        ("2020-05-04/2020-05-06", "on the day"),
        ("2020-05-06", "later"),
        ("2020-06", "later"),
        ("2020-05", "on the day"),
        ("2021/..", "later"),
        ("../2020-05-06", "on the day"),
        (None, "not dated"),
    ],
)
def test_later_is_what_was_certainly_published_after_the_day(
    published: str | None, known: str
) -> None:
    assert judged(reference("a", published=published))["known"] == known


def test_one_reference_of_the_day_keeps_a_check_out_of_hindsight() -> None:
    late = reference("a", published="2021")
    assert judged(late, reference("b"))["known"] == "on the day"
    assert judged(late, reference("b", published=None))["known"] == "not dated"
    # What shares the claim's chain does not make later evidence timely.
    assert judged(late, reference("b", speaks_for="guard"))["known"] == "later"


def test_a_check_without_references_is_of_no_time() -> None:
    assert evidence.known_when([], date(2020, 5, 5)) == ""


# ------------------------------------------------------------------------------ coarse, not looked up


@pytest.mark.parametrize("verdict", ["supports", "supports_in_part", "refines", "conflicts"])
def test_a_coarse_dataset_can_only_leave_a_fine_distance_open(verdict: str) -> None:
    found = judged(reference("a", resolution=4.3), claim="c002", verdict=verdict)
    assert (found["standing"], found["rule"]) == ("cannot_settle", "coarse")


def test_a_dataset_as_fine_as_the_distance_may_settle_it() -> None:
    assert judged(reference("a", resolution=2.0), claim="c002")["standing"] == "supports"
    # A claim that states no distance is not held against a resolution.
    assert judged(reference("a", resolution=4.3))["standing"] == "supports"


def test_a_finer_reference_beside_a_coarse_one_decides() -> None:
    found = judged(reference("a", resolution=4.3), reference("b"), claim="c002")
    assert (found["standing"], found["origins"], found["coarse"]) == ("supports", "b", "a")


def test_a_stated_distance_is_the_shortest_and_in_km() -> None:
    figures = rows(
        "figures",
        {"figure_id": "f001", "claim_id": "c001", "kind": "distance", "bound": "exact"}
        | {"value": 1, "lower": 1, "upper": 1, "unit": "mile"},
        {"figure_id": "f002", "claim_id": "c001", "kind": "distance", "bound": "more_than"}
        | {"lower": 9, "unit": "km"},
        {"figure_id": "f003", "claim_id": "c001", "kind": "vague", "bound": "vague"},
    )
    assert weighing.stated_km(figures) == {"c001": pytest.approx(1.609344)}


def test_nothing_looked_up_is_not_checked_whatever_is_recorded() -> None:
    found = judged(basis="not_looked_up", verdict="not_found")
    assert (found["standing"], found["rule"]) == ("not_checked", "looked_up")
    same = judged(basis="not_looked_up", verdict="not_checked")
    assert not same["changed"]
    assert same["rules"] == "looked_up"


@pytest.mark.parametrize("verdict", ["cannot_settle", "not_found"])
def test_what_settles_nothing_needs_no_independent_source(verdict: str) -> None:
    found = judged(reference("a", speaks_for="guard"), verdict=verdict)
    assert (found["standing"], found["changed"]) == (verdict, False)


def test_a_verdict_without_a_reference_is_no_verdict() -> None:
    assert judged()["standing"] == "not_checked"


# ------------------------------------------------------------------------------ all together


SOURCES = st.builds(
    Source,
    ref_id=st.uuids().map(str),
    origin=st.sampled_from("ab"),
    interested=st.booleans(),
    measures=st.booleans(),
)


@given(
    recorded=st.sampled_from(sorted(contract.labels("checks", "verdict"))),
    which=st.lists(st.tuples(SOURCES, st.sampled_from(["free", "own", "coarse"])), max_size=4),
    flags=st.fixed_dictionaries(
        dict.fromkeys(("looked_up", "saying", "measurable"), st.booleans())
    ),
)
def test_no_verdict_on_the_matter_without_an_independent_reference(
    recorded: str, which: list[tuple[Source, str]], flags: dict[str, bool]
) -> None:
    own, coarse = (tuple(one for one, kind in which if kind == name) for name in ("own", "coarse"))
    cited = tuple(one for one, _ in which)
    grounds = Grounds(recorded, date(2020, 5, 5), cited, own, coarse, **flags)
    standing, rule = evidence.allowed(grounds)
    assert standing in evidence.LABELS
    if standing in evidence.VERDICTS:
        assert grounds.free
        assert grounds.looked_up
        assert not grounds.saying
    if standing == evidence.CONTRADICTED:
        known = [one for one in grounds.free if grounds.measurable or not one.measures]
        assert any(not one.interested for one in known) or len({one.origin for one in known}) > 1
    assert bool(rule) == (standing != recorded)
    fired = {rule.name for rule in evidence.RULES if rule.fires(grounds)}
    assert rule in fired or not rule or not cited


def test_every_verdict_of_the_contract_has_its_words() -> None:
    assert set(contract.labels("checks", "verdict")) <= set(evidence.LABELS)
    assert set(evidence.LABELS) == set(evidence.MEANINGS)
    assert evidence.in_words(None) == "not checkable"


def test_every_rule_is_explained_in_one_sentence() -> None:
    for rule in evidence.RULES:
        assert rule.explanation.endswith(".")
        assert rule.explanation.count(". ") == 0


@pytest.mark.parametrize("story_id", story_ids())
def test_the_rules_hold_for_every_real_check(story_id: str) -> None:
    story = opened(story_id)
    table = weighing.judged(
        story.checks,
        story.claims,
        story.references,
        story.figures,
        story.actors,
        published=story.article.published,
    )
    assert table["check_id"].tolist() == story.checks["check_id"].tolist()
    settled = table[table["standing"].isin(list(evidence.VERDICTS))]
    beyond = settled[["independent", "parties", "measures"]].sum(axis=1)
    assert (beyond > 0).all()
    assert (table["independent"] <= table["references"]).all()
    assert table.loc[table["changed"], "rule"].notna().all()
