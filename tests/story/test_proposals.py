"""Rows that a machine proposed: shown as drafts, kept out of what is accepted, open without fault."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from helpers.story.check import check
from helpers.story.check.report import summary
from helpers.story.proposals import cells_digest, row_id
from helpers.story.story import Story, open_story

Change = Callable[..., None]


@pytest.fixture
def opened(project: Path) -> Callable[[], Story]:
    return lambda: open_story("example", root=project)


def test_the_label_of_a_proposed_row_says_that_it_is_a_draft_and_no_other_label_does(
    opened: Callable[[], Story], change: Change, propose: Change
) -> None:
    change("claims", "c012", paraphrase="")
    change("places", "lantern-quay", paragraph="", start="", end="", sha256="")
    propose("claims", "c002", "c012")
    propose("claims", "c003", status="accepted")
    propose("places", "lantern-quay")
    propose("mentions", "1|12|41|unnamed-reports-sinking")
    before, story = open_story("example"), opened()
    said = before.claims.set_index("claim_id")["paraphrase"]
    now = story.claims.set_index("claim_id")["paraphrase"]
    assert now["c002"] == f"draft: {said['c002']}"
    assert now["c012"] == f"draft: claim c012, paragraph {before.claims['paragraph'][11]}"
    assert now.drop(["c002", "c012"]).equals(said.drop(["c002", "c012"]))
    assert (
        story.places["name"].str.startswith("draft: ").tolist()
        == (before.places["place_id"] == "lantern-quay").tolist()
    )
    assert story.claims.dtypes.equals(before.claims.dtypes)
    assert story.mentions.equals(before.mentions)


def test_accepted_has_neither_the_proposed_rows_nor_those_that_name_them(
    opened: Callable[[], Story], propose: Change
) -> None:
    propose("actors", "wimbel-ferries")
    propose("figures", "f001")
    propose("claims", "c002", status="changed")
    story = opened()
    kept = story.accepted
    assert "wimbel-ferries" not in set(kept.actors["actor_id"])
    out = story.claims["chain"].str.contains("wimbel-ferries")
    assert out.any()
    assert kept.claims["claim_id"].tolist() == story.claims["claim_id"][~out].tolist()
    # What rests on a claim goes with it, and what rests on that in its turn.
    waiting = set(story.claims["claim_id"][out])
    assert not waiting & set(kept.figures["claim_id"].dropna())
    assert not waiting & set(kept.claim_links["other_id"])
    assert "f001" not in set(kept.figures["figure_id"])
    assert kept.proposals["status"].tolist() == ["changed"]
    assert kept.accepted is kept
    assert kept.row("figures", "f001") is None
    assert story.row("figures", "f001") is not None


def test_a_story_without_proposed_rows_is_accepted_as_it_is(
    example: Story, opened: Callable[[], Story], propose: Change
) -> None:
    propose("claims", "c001", status="accepted")
    assert example.accepted is example
    story = opened()
    assert story.accepted is story


def test_a_row_is_named_by_its_key_and_known_by_all_its_cells() -> None:
    link = {"claim_id": "c1", "other_id": "c2", "kind": "answers", "note": "", "thing": ""}
    link |= {"place_id": "", "when": ""}
    assert row_id("claim_links", link) == "c1|c2|answers"
    printed = cells_digest("claim_links", link)
    assert printed == sha256(b'["c1","c2","answers","","","",""]').hexdigest()
    assert all(cells_digest("claim_links", {**link, column: "other"}) != printed for column in link)
    assert cells_digest("claim_links", dict(reversed(link.items()))) == printed


def test_blank_cells_of_a_proposed_row_are_open_and_become_faults_once_it_is_accepted(
    project: Path, change: Change, propose: Change
) -> None:
    change("claims", "c012", paraphrase="", topic="")
    change("figures", "f003", measures="", when="")
    propose("claims", "c012", "c013")
    propose("figures", "f003")
    report = check("example", root=project)
    assert report.problems == ()
    assert (report.proposed, report.open) == (3, 4)
    first, draft, last = summary(report).splitlines()
    assert first.startswith("example: a draft, nothing wrong so far; 229 rows in 14 tables; ")
    assert draft == (
        "  3 proposals are open, with 4 blank cells: 2 in claims.csv and 1 in figures.csv"
    )
    assert last.startswith("  no finding and no export tells of them: they wait for a person")
    assert last.endswith("story edit example")
    (project / "data/stories/example/proposals.csv").write_text(
        (project / "data/stories/example/proposals.csv")
        .read_text()
        .replace(",proposed,", ",accepted,")
    )
    report = check("example", root=project)
    assert (report.proposed, report.open) == (0, 0)
    assert {(one.file, one.column, one.found) for one in report.problems} == {
        ("claims.csv", "paraphrase", "a blank cell"),
        ("claims.csv", "topic", "a blank cell"),
        ("figures.csv", "measures", "a blank cell"),
        ("figures.csv", "when", "''"),
    }


def test_what_is_wrong_with_a_proposed_row_is_told_all_the_same(
    project: Path, change: Change, propose: Change
) -> None:
    change("claims", "c012", paraphrase="", topic="weather", speaker="nobody")
    propose("claims", "c012")
    report = check("example", root=project)
    assert {(one.file, one.column) for one in report.problems} == {
        ("claims.csv", "topic"),
        ("claims.csv", "speaker"),
    }
    assert report.open == 1
