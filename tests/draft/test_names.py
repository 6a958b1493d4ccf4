"""Actors and places of running text, each by a small case."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.draft import gazetteer
from helpers.draft.actors import Actor, mentions
from helpers.draft.gazetteer import Town, the_one
from helpers.draft.names import names
from helpers.draft.places import Place, name_spans, places
from helpers.draft.text import Text, read


def _actors(words: str) -> dict[str, Actor]:
    text = read(words)
    return {one.name: one for one in mentions(text, name_spans(places(text)))}


def _told(words: str, actor: Actor) -> list[str]:
    text = read(words)
    return [text.words(one.span) for one in actor.mentions]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("On Monday Greta Holm left.", ["Greta Holm"]),
        ("Boats sank. He saw Ostermark.", ["Ostermark"]),
        ("Dr Lena Ruud met Mr Ek.", ["Lena Ruud", "Ek"]),
        ("He left Brant. Mr Ek stayed.", ["Brant", "Ek"]),
        ("the Foundation for Relief and Repair in the North Sea said", [
            "Foundation for Relief and Repair in the North Sea"]),
        ("between Ostermark and Vale", ["Ostermark", "Vale"]),
        ("a US-led raid by al-Mansur's men", ["US", "al-Mansur"]),
        ("J. R. Holm wept", ["J. R. Holm"]),
        ("He saw U.S. aircraft leave the U.S. Then it rained.", ["U.S.", "U.S."]),
        ("Who said so? The WHO did.", ["WHO"]),
        ("They say that he went there to see Interior Minister Pavel Orsk.", ["Pavel Orsk"]),
        ("Fire Chief Amos Tully came.", ["Amos Tully"]),
        ("They say that Coast Guard Cmdr. Amos Tully came.", ["Amos Tully"]),
        ("Later that year they both met with Dr Jane Smith and Mrs Justice Fenn.", ["Jane Smith", "Fenn"]),
        ("He sold Hollis & Crane.", ["Hollis & Crane"]),
        ("Acme, a maker of pumps, closed.", ["Acme"]),
        ("Overall, a maker of pumps closed.", []),
        ("Flight MH370 sank.", []),
        ("They say that FBI Director James Holm left.", ["FBI", "James Holm"]),
        ("They say that Secretary of State John Holm left.", ["John Holm"]),
        ("They say that those from the Justice Department also went there with Vice President Ann Holm.", [
            "Justice Department", "Ann Holm"]),
        ("They say that those from the Food and Drug Administration also went there with Iraq and Nusra Front.", [
            "Food and Drug Administration", "Iraq", "Nusra Front"]),
        ("I've seen it. They say I'm late.", []),
        ("LIMA, May 17 (Meridian Wire) - It shook.", ["LIMA", "Meridian Wire"]),
    ],
)  # fmt: skip
def test_names_are_runs_of_capitals_without_what_only_opens_a_sentence(
    words: str, found: list[str]
) -> None:
    assert [one.words for one in names(read(words))] == found


def test_an_actor_gathers_its_surname_title_initials_and_other_name() -> None:
    words = (
        "Chancellor Maud Vane met the Harbour Workers Union (HWU) and Ferrocorp, also known as Ferro. "
        "Mrs Vane left. The HWU cheered. The chancellor waved. Police held Ferro directors."
    )
    found = _actors(words)
    assert _told(words, found["Maud Vane"]) == ["Maud Vane", "Vane", "The chancellor"]
    assert _told(words, found["Harbour Workers Union"]) == ["Harbour Workers Union", "HWU", "HWU"]
    assert found["Harbour Workers Union"].aliases == ("HWU",)
    assert _told(words, found["Ferrocorp"]) == ["Ferrocorp", "Ferro", "Ferro"]


KINDS = {
    "Mr Ek wept.": "person",
    "The Transport Ministry of Vale said so.": "state",
    "The River Guard of Vale came.": "force",
    "He told Reuters that it rained.": "outlet",
    "The charity Dry Shores said so.": "organisation",
    "The Still Water movement met.": "group",
    "He met Ivo Larkmere.": "person",
    "Brantwick Pumps Holm, a maker of valves, fell.": "organisation",
    "Lena Ruud, a maker of valves who left, fell.": "organisation",
    "Lena Ruud, a baker, fell.": "person",
    "Larkmere Vale, which makes shoes, fell.": "organisation",
    "He bought shares in Larkmere Vale.": "organisation",
    "He met Hollis & Crane.": "organisation",
    "The Confederation of Highland Farmers said so.": "organisation",
    "Northgate Rovers won.": "organisation",
    "It was the schooner Annie Doyle that sank.": "vessel",
    "He left HMS Valiant.": "vessel",
    "The trawler Sea Spray sank.": "vessel",
    "LIMA (Meridian Wire) - It shook.": "outlet",
    "Moscow denied it.": "state",
    "It stood in the journal Stellar Letters.": "outlet",
    "They say that the White House did it.": "state",
    "Belgium's Flemish north and South Korea agreed.": "state",
    "Germany has said no.": "state",
}


@pytest.mark.parametrize("words", KINDS)
def test_the_words_in_and_beside_a_name_tell_its_kind(words: str) -> None:
    assert [one.kind for one in _actors(words).values()] == [KINDS[words]]


def test_a_description_means_whoever_was_told_with_it_here_or_in_the_paragraph_before() -> None:
    words = (
        "The charity Dry Shores met Brant Bank. The charity left.\nThe bank stayed.\nX.\nThe bank."
    )
    found = _actors(words)
    assert _told(words, found["Dry Shores"]) == ["Dry Shores", "The charity"]
    assert _told(words, found["Brant Bank"]) == ["Brant Bank", "The bank"]


def test_a_country_is_an_actor_only_where_it_acts() -> None:
    assert _actors("They fled to Kenya.") == {}
    assert list(_actors("They fled as Kenya announced it.")) == ["Kenya"]


@pytest.mark.parametrize("words", ["Leeds said no. He lives in Leeds.", "Mosul fell. It lies near Mosul.",
                                   "Moscow was quiet.", "They marched in Moscow."])  # fmt: skip
def test_a_town_is_no_state_whatever_it_does(words: str) -> None:
    assert _actors(words) == {}


def test_a_ship_is_known_again_without_the_word_for_it() -> None:
    words = "The schooner Annie Doyle sank. Ek saw the Annie Doyle sink. The Doyle Fund wept."
    found = _actors(words)
    assert _told(words, found["Annie Doyle"]) == ["Annie Doyle", "Annie Doyle"]


def test_a_state_is_named_by_its_people_and_things_too() -> None:
    words = "The US has agreed. American officials left; a US-led raid failed. An American wept."
    found = _actors(words)
    assert _told(words, found["US"]) == ["US", "American", "US"]
    assert found["US"].aliases == ("American",)


def _place(words: str) -> Place:
    (found,) = places(read(words))
    return found


def test_a_town_by_far_the_largest_of_its_name_has_coordinates() -> None:
    found = _place("It fell near Mosul.")
    assert (found.kind, found.countries) == ("city", ("IQ",))
    assert found.town is not None
    assert (round(found.town.latitude, 1), round(found.town.longitude, 1)) == (36.3, 43.1)


def test_a_city_that_all_know_is_a_place_wherever_it_is_named() -> None:
    assert [one.name for one in places(read("Moscow was quiet."))] == ["Moscow"]


def test_a_small_town_is_one_in_a_country_that_is_named() -> None:
    (_, found) = places(read("Kenya voted. He lives in Beaufort."))
    assert (found.name, found.town) == ("Beaufort", None)


def test_east_of_a_town_it_is_still_that_town() -> None:
    text = read("It fell in Mosul and in East Mosul, where Ann Ek met Ek.")
    assert [one.name for one in places(text)] == ["Mosul", "East Mosul"]


@pytest.mark.parametrize("words", ["It fell in Springfield.", "It fell in Nether Tolling."])
def test_a_name_that_is_ambiguous_or_unknown_has_none(words: str) -> None:
    found = _place(words)
    assert (found.kind, found.countries, found.town) == (None, (), None)


PLACES = {
    "Kenya voted.": ("country", ("KE",)),
    "He lives in the UK.": ("country", ("GB",)),
    "It rained on the River Wimbel.": ("area", ()),
    "It rained in Saltmoss province.": ("province", ()),
    "Nether Tolling, a village inland, sank.": (None, ()),
    "He drove from Lantern Quay.": ("site", ()),
    "It burned on Rhodes.": ("town", ("GR",)),
    "It rained in Ohio.": ("province", ("US",)),
    "It rained in Georgia.": (None, ()),
    "It rained in the Netherlands.": ("country", ("NL",)),
    "It rained in DR Congo.": ("country", ("CD",)),
    "It lay on the beaches of Nether Tolling.": (None, ()),
}


@pytest.mark.parametrize("words", PLACES)
def test_a_place_is_told_by_its_name_or_the_words_around_it(words: str) -> None:
    found = _place(words)
    assert (found.kind, found.countries) == PLACES[words]


@pytest.mark.parametrize(
    "words",
    [
        "He met Lena Ruud.",
        "An Iraqi left.",
        "He sat in Parliament.",
        "A South African left.",
        "Shares in Hollis & Crane fell.",
    ],
)
def test_persons_bodies_and_nationalities_are_no_places(words: str) -> None:
    assert places(read(words)) == ()


def _town(country: str, people: int) -> Town:
    return Town("Vale", country, 0, 0, people)


@pytest.mark.parametrize(
    ("some", "near", "meant"),
    [
        ([("FR", 10)], "", "FR"),
        ([("FR", 100), ("US", 10)], "", "FR"),
        ([("FR", 99), ("US", 10)], "", None),
        ([("FR", 99), ("US", 10)], "FR", "FR"),
        ([("FR", 99), ("US", 10)], "US", None),
        ([("FR", 99), ("FR", 60)], "FR", None),
        ([], "FR", None),
    ],
)
def test_the_town_meant_is_the_one_that_cannot_be_mistaken(
    some: list[tuple[str, int]], near: str, meant: str | None
) -> None:
    found = the_one(tuple(_town(*one) for one in some), frozenset(near.split()))
    assert (found.country if found else None) == meant


def test_without_the_package_places_have_names_alone(
    monkeypatch: pytest.MonkeyPatch, uncached: Callable[[], None]
) -> None:
    monkeypatch.setattr(gazetteer, "_package", lambda: None)
    uncached()
    found = _place("It fell near Mosul.")
    assert (found.name, found.kind, found.town) == ("Mosul", None, None)


@pytest.fixture
def uncached() -> Iterator[Callable[[], None]]:
    """What forgets the countries and states that were read, now and behind the test."""

    def forget() -> None:
        gazetteer._cities.cache_clear()
        gazetteer._spellings.cache_clear()
        gazetteer.countries.cache_clear()
        gazetteer.states.cache_clear()

    yield forget
    forget()


@given(st.text(st.sampled_from("AaBb. -'the of and in Mr")))
def test_whatever_is_named_stands_in_the_text(words: str) -> None:
    text: Text = read(words)
    assert all(text.words(one.span) == one.words for one in names(text))
    for actor in mentions(text):
        assert all(text.words(one.span).strip() for one in actor.mentions)


def test_a_line_of_capitalised_words_tells_only_names_that_stand_elsewhere() -> None:
    text = read("Cutter Marigold Rushing to Port Lowther\nThe cutter Marigold left Port Lowther.")
    assert [one.words for one in names(text)] == ["Marigold", "Port Lowther"] * 2


def test_towns_joined_behind_their_beaches_are_places_and_no_persons() -> None:
    words = "Wrecks lay on the beaches of Gullholm and Nether Tolling."
    assert [one.name for one in places(read(words))] == ["Gullholm", "Nether Tolling"]
    assert _actors(words) == {}


def test_a_letter_alone_is_no_name() -> None:
    assert names(read("It sank at 2:20 A. M. on Monday.")) == ()


def test_a_surname_is_no_place_though_it_stands_where_places_do() -> None:
    assert places(read("Lena Ruud left. He heard it from Ruud and lives near Ruud.")) == ()


def test_a_ship_of_a_city_is_no_place() -> None:
    assert places(read("They saw that the Moscow sank.")) == ()
