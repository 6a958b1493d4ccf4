"""Rows of a draft: who speaks, through whom, and what hangs on what."""

from pathlib import Path

import pytest

from helpers.cli.draft_commands import SHOWN
from helpers.draft.proposed import Proposed
from helpers.draft.rows import rows
from helpers.draft.text import read
from helpers.story.article import Article, read_article

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def article() -> Article:
    found, _ = read_article(ROOT / "data" / "stories" / "example")
    assert found is not None
    return found


def _of(words: str, article: Article, table: str) -> list[Proposed]:
    return [one for one in rows(read(words), article) if one.table == table]


SPEAKERS = {
    "The charity Dry Shores said it sank.": ("dry-shores", "organisation", ""),
    "A spokesman for the charity Dry Shores said it sank.": (
        "spokesman-for-the-charity", "person", "dry-shores"),
    "Harbour master Lena Ruud said it sank.": ("lena-ruud", "person", ""),
    "Lena Ruud, the harbour master, said it sank.": ("lena-ruud", "person", ""),
    "Their union, the Harbour Workers Union, said it sank.": (
        "harbour-workers-union", "organisation", ""),
    "The ferry reportedly sank at noon.": ("unnamed-source-paragraph-1", "unnamed", ""),
    "Port authorities said it sank.": ("unnamed-port-authorities", "unnamed", ""),
    "Military authorities in Vale said it sank.": (
        "unnamed-military-authorities-in-vale", "unnamed", ""),
    "The police officials said it sank.": ("unnamed-police-officials", "unnamed", ""),
    "It sank, according to army sources and fishermen.": (
        "unnamed-army-sources-and-fishermen", "unnamed", ""),
    "The residents said it sank.": ("residents", "people", ""),
    "One of the survivors said it sank.": ("unnamed-one-of-the-survivors", "unnamed", ""),
    "The ferry sank at noon.": ("quillhaven-lantern", "outlet", ""),
}  # fmt: skip


@pytest.mark.parametrize("words", SPEAKERS)
def test_whoever_speaks_is_an_actor_and_the_outlet_ends_the_chain(
    words: str, article: Article
) -> None:
    (claim,) = _of(words, article, "claims")
    actors = {one.cells["actor_id"]: one.cells for one in _of(words, article, "actors")}
    who = actors[claim.cells["speaker"]]
    assert (who["actor_id"], who["kind"], who["part_of"]) == SPEAKERS[words]
    chain = claim.cells["chain"].split("|")
    assert (chain[0], chain[-1]) == (who["actor_id"], "quillhaven-lantern")
    assert len(set(chain)) == len(chain)


def test_cells_that_need_words_of_a_persons_own_are_blank(article: Article) -> None:
    words = "Lena Ruud said 12 people died in Mosul on Sunday."
    found = {one.table: one.cells for one in rows(read(words), article)}
    for table, column in (
        ("claims", "paraphrase"), ("claims", "topic"), ("figures", "measures"),
        ("casualties", "victims"), ("events", "description"), ("actors", "role"),
    ):  # fmt: skip
        assert found[table][column] == ""


def test_a_toll_names_its_figure_claim_day_and_reporter(article: Article) -> None:
    words = "More than 12 people, among them five children, died on Sunday, Lena Ruud said."
    whole, part = (one.cells for one in _of(words, article, "casualties"))
    figures = {one.cells["surface"]: one.cells for one in _of(words, article, "figures")}
    assert whole["figure_id"] == figures["More than 12"]["figure_id"]
    assert whole["claim_id"] == figures["More than 12"]["claim_id"] == "c001"
    assert (whole["lower"], whole["best"], whole["upper"]) == ("12", "", "")
    assert (whole["period"], whole["cumulative"]) == ("2019-03-10", "false")
    assert (whole["reported_by"], part["included_in"]) == ("Lena Ruud", whole["casualty_id"])
    assert figures["five"]["kind"] == "casualties"


def test_a_figure_begins_no_earlier_than_its_claim(article: Article) -> None:
    (figure,) = _of("Police in Vale earlier estimated 2,000 were aboard.", article, "figures")
    (claim,) = _of("Police in Vale earlier estimated 2,000 were aboard.", article, "claims")
    assert (figure.cells["surface"], figure.cells["bound"]) == ("2,000", "about")
    assert figure.cells["claim_id"] == claim.cells["claim_id"]
    assert figure.cells["start"] == claim.cells["start"]


def test_a_place_with_coordinates_names_the_gazetteer(article: Article) -> None:
    (place,) = _of("It fell near Mosul.", article, "places")
    (reference,) = _of("It fell near Mosul.", article, "references")
    assert place.cells["ref_id"] == reference.cells["ref_id"] == "geonames"
    assert place.cells["latitude"].startswith("36.3")
    assert _of("It fell near Nether Tolling.", article, "references") == []


def test_every_table_that_has_proposals_is_counted_by_the_command(article: Article) -> None:
    words = "Lena Ruud said 12 people died in Mosul on Sunday."
    proposed = {one.table for one in rows(read(words), article)}
    assert {"claims", "casualties", "references"} <= proposed <= set(SHOWN)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("The ferry sank on Sunday.", "asserted"),
        ("Lena Ruud said the ferry sank on Sunday.", "reported"),
        ("The ferry may sail on Sunday.", "possible"),
    ],
)
def test_an_event_stands_as_firmly_as_its_claim(words: str, status: str, article: Article) -> None:
    (event,) = _of(words, article, "events")
    assert (event.cells["status"], event.cells["surface"]) == (status, "Sunday")


def test_ids_have_as_many_digits_as_the_longest_so_that_they_sort(article: Article) -> None:
    words = "\n".join(f"He saw {number} homes there." for number in range(2, 1002))
    ids = [one.cells["figure_id"] for one in _of(words, article, "figures")]
    assert ids == sorted(ids)
    assert (ids[0], ids[-1]) == ("f0001", "f1000")


TOLL_DATES = {
    "Some 14 people died when the dam, built in 1990, burst.": "",
    "The dam, built in 1990, burst on 3 March 2019, killing 14 people.": "2019-03-03",
    "At least 14 people died when it burst on 3 March 2019.": "2019-03-03",
    "After it fell in 1990, 14 people died in 2001.": "2001",
}


@pytest.mark.parametrize("words", TOLL_DATES)
def test_a_toll_has_the_date_of_its_own_clause_or_the_main_one(
    words: str, article: Article
) -> None:
    (toll,) = _of(words, article, "casualties")
    assert toll.cells["period"] == TOLL_DATES[words]


def test_an_event_is_the_clause_that_its_date_stands_in(article: Article) -> None:
    words = "The dam, built in 1990, burst on 3 March 2019."
    told = {
        one.cells["when"]: words[int(one.locator["start"]) : int(one.locator["end"])]
        for one in _of(words, article, "events")
    }
    assert told == {"1990": "built in 1990", "2019-03-03": words.rstrip(".")}
