"""The editor in a browser, by keyboard: rows made, accepted, changed, cut, joined, dropped, taken back."""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from helpers.edit import faults
from helpers.edit.editor import Editor
from helpers.edit.sheets import Cells, Sheets, read_sheets

from ..conftest import Change
from ..edit.served import served
from .conftest import PHONE, SCREENS, Barriers, NewPage, none, sideways

OPEN = ("claims", "c005"), ("claims", "c006"), ("claims", "c007")

Show = Callable[..., Page]


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saves are not checked, where that is not what a test is about: a check takes a second."""
    monkeypatch.setattr(faults, "faults", lambda *_: ())


@pytest.fixture
def address(folder: Path, project: Path, propose: Change, change: Change) -> Iterator[str]:
    """The editor of a copy of the example, in which three claims are proposed, one with open cells."""
    change("claims", "c005", paraphrase="", topic="")
    propose("claims", *(key for _, key in OPEN))
    with served(Editor(folder.name, project)) as found:
        yield found


@pytest.fixture
def show(new_page: NewPage, address: str) -> Show:
    """Open the editor; the cursor stands in the text."""

    def opened(**options: Any) -> Page:
        return visited(new_page(**options), address)

    return opened


def visited(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.get_by_role("textbox", name="The article")).to_be_focused()
    return page


def said(page: Page, text: str) -> None:
    # A check takes a second or two, on a busy machine many.
    expect(page.locator(".ce-status")).to_have_text(text, timeout=100_000)


def heading(page: Page) -> Locator:
    return page.locator(".ce-side h2")


def row(folder: Path, key: str) -> Cells:
    cells = read_sheets(folder)["claims"].get(key)
    assert cells is not None
    return cells


def statuses(sheets: Sheets) -> dict[str, str]:
    return {cells["row_id"]: cells["status"] for cells in sheets["proposals"].rows()}


def put_cursor(page: Page, paragraph: int, start: int, end: int | None = None) -> None:
    """Put the cursor into the text, or select, as arrows and Shift do."""
    page.keyboard.press("Control+Home")
    page.evaluate(
        """([paragraphs, characters, selected]) => {
            const step = (way, by, times) => {
                for (let at = 0; at < times; at += 1) getSelection().modify(way, 'forward', by);
            };
            for (let at = 0; at < paragraphs; at += 1) {
                // To the end of a paragraph, and on into the next.
                step('move', 'paragraphboundary', 1);
                step('move', 'character', 1);
            }
            step('move', 'character', characters);
            step('extend', 'character', selected);
        }""",
        [paragraph - 1, start, (end or start) - start],
    )


def chosen(page: Page) -> Locator:
    """What Enter would choose of the list below a field."""
    return page.locator(".ce-list > [aria-selected=true]")


def fill(page: Page, label: str, cell: str) -> None:
    """Fill in a cell of the form, whatever its kind."""
    control = page.locator(".ce-form").get_by_label(re.compile(rf"^{label}( if any)?$"))
    if control.evaluate("one => one.matches('select')"):
        control.select_option(cell)
    else:
        control.fill(cell)


def choose(page: Page, label: str, letters: str) -> None:
    """Choose a row that some letters find, by keys."""
    page.get_by_role("combobox", name=label, exact=True).fill(letters)
    expect(chosen(page)).to_be_visible()
    page.keyboard.press("Enter")


def name(page: Page) -> str:
    told: str = page.evaluate("() => document.activeElement.labels?.[0]?.textContent ?? ''")
    return told.removesuffix(" if any")


# ------------------------------------------------------------------------------ by keyboard


@pytest.mark.usefixtures("unchecked")
def test_proposals_are_stepped_through_accepted_changed_and_dropped(
    show: Show, folder: Path
) -> None:
    page = show()
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    expect(page.locator(".ce-count")).to_have_text("3 of 3 proposals open")
    page.keyboard.press("j")
    expect(heading(page)).to_have_text("claim c005")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(heading(page)).to_have_text("claim c005")
    expect(page.locator(".cx-current").first).to_be_in_viewport()
    # Enter goes to the first cell that is open; what is filled in is accepted with it.
    page.keyboard.press("Enter")
    assert name(page) == "Paraphrase"
    expect(page.locator(".ce-hint:visible")).to_have_text("What is claimed, in our own words.")
    meaning = "certain: Put as fact by whoever says it, with no hedge."
    expect(page.get_by_label("Certainty").locator("option:checked")).to_have_text(meaning)
    page.keyboard.type("All boats stay in port.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert name(page) == "Topic"
    page.keyboard.type("sink")
    expect(chosen(page)).to_contain_text("The sinking")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: claim c005 accepted.")
    # The focus is in the text again, where letters are keys, and not in a cell of the next row.
    expect(page.locator(".ce-text")).to_be_focused()
    assert row(folder, "c005")["paraphrase"] == "All boats stay in port."
    # It goes on to the next one, which is changed, and to the last, which is dropped.
    expect(heading(page)).to_have_text("claim c006")
    page.get_by_label("Paraphrase").fill("Told otherwise.")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    said(page, "Saved: claim c006 accepted.")
    expect(heading(page)).to_have_text("claim c007")
    page.keyboard.press("d")
    panel = page.locator(".ce-conflict")
    expect(panel).to_contain_text("Other rows hang on claim c007. Nothing is dropped yet.")
    expect(panel).to_contain_text("event e003: The ferry runs into a gate, and people die")
    assert statuses(read_sheets(folder))["c007"] == "proposed"
    page.keyboard.press("d")
    said(page, "Saved: claim c007 dropped.")
    expect(page.locator(".ce-count")).to_have_text("All 3 proposals looked at")
    found = {"c005": "accepted", "c006": "changed", "c007": "dropped"}
    assert statuses(read_sheets(folder)) == found
    # Everything is taken back, and done again.
    for left in ("c007 dropped", "c006 accepted", "c005 accepted"):
        page.keyboard.press("u")
        said(page, f"Taken back: claim {left}.")
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before
    page.keyboard.press("Control+Shift+Z")
    said(page, "Done again: claim c005 accepted.")
    assert statuses(read_sheets(folder))["c005"] == "accepted"


@pytest.mark.usefixtures("unchecked")
def test_a_claim_is_cut_at_the_cursor_and_joined_again(show: Show, folder: Path) -> None:
    page = show()
    page.keyboard.press("j")
    old = row(folder, "c005")
    start, end = int(old["start"]), int(old["end"])
    for _ in range((end - start) // 2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("s")
    said(page, "Saved: claim c005 split; its second half is c030.")
    expect(page.locator(".ce-count")).to_have_text("4 of 4 proposals open")
    new = "c030"
    assert start < int(row(folder, "c005")["end"]) <= int(row(folder, new)["start"]) < end
    page.keyboard.press("n")
    said(page, "Saved: claim c005 joined with the next.")
    assert row(folder, "c005")["end"] == old["end"]
    assert row(folder, "c005")["sha256"] == old["sha256"]
    assert read_sheets(folder)["claims"].get(new) is None


@pytest.mark.usefixtures("unchecked")
def test_selected_words_become_a_figure_whose_bound_is_told_before_it_is_saved(
    show: Show, folder: Path
) -> None:
    page = show()
    [figure] = [one for one in read_sheets(folder)["figures"].rows() if one["figure_id"] == "f001"]
    put_cursor(page, 1, int(figure["start"]), int(figure["end"]))
    page.keyboard.press("f")
    expect(heading(page)).to_have_text("New figure")
    expect(page.locator(".ce-told", has_text="states: 1 mile")).to_be_visible()
    assert name(page) == "Measures"
    page.keyboard.type("how far it is")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".ce-status")).to_have_text("Saved: new figure.")
    [new] = [
        one for one in read_sheets(folder)["figures"].rows() if one["measures"] == "how far it is"
    ]
    for column in ("paragraph", "start", "end", "sha256", "surface", "value", "bound", "unit"):
        assert new[column] == figure[column], column


@pytest.mark.usefixtures("unchecked")
def test_a_claim_is_made_with_a_speaker_who_is_searched_and_one_who_is_new_and_a_new_topic(
    show: Show, folder: Path
) -> None:
    page = show()
    put_cursor(page, 2, 0)
    page.keyboard.press("c")
    expect(heading(page)).to_have_text("New claim")
    page.keyboard.type("Many are missing.")
    page.keyboard.press("Tab")
    speaker = page.get_by_role("combobox", name="Speaker")
    expect(speaker).to_be_focused()
    page.keyboard.type("lantern")
    expect(chosen(page)).to_contain_text("Lantern")
    page.keyboard.press("Escape")
    # Nobody of that name: it is made of the words where it stands, and comes back into the claim.
    speaker.fill("people")
    page.get_by_role("option", name="New: people").wait_for()
    while chosen(page).inner_text() != "New: people":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("New actor")
    page.get_by_label("Kind").select_option("people")
    page.get_by_label("Role").fill("are missing")
    page.keyboard.press("Control+Enter")
    expect(heading(page)).to_have_text("New claim")
    expect(page.get_by_role("combobox", name="Speaker")).to_have_value("people")
    expect(page.get_by_label("Paraphrase")).to_have_value("Many are missing.")
    topic = page.get_by_role("combobox", name="Topic")
    topic.fill("The inquiry")
    expect(chosen(page)).to_have_text("New: The inquiry")
    topic.press("Enter")
    expect(heading(page)).to_have_text("New topic")
    page.keyboard.press("Control+Enter")
    expect(topic).to_have_value("The inquiry")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: new claim.")
    assert '\ninquiry = "The inquiry"\n' in (folder / "article.toml").read_text(encoding="utf-8")
    sheets = read_sheets(folder)
    [claim] = [one for one in sheets["claims"].rows() if one["paraphrase"] == "Many are missing."]
    assert (claim["speaker"], claim["voice"]) == ("people", "indirect")
    assert claim["chain"].split("|")[0] == "people"
    assert any(one["actor_id"] == "people" for one in sheets["mentions"].rows())


@pytest.mark.usefixtures("unchecked")
def test_an_actor_made_for_selected_words_brings_its_mention_along(
    show: Show, folder: Path
) -> None:
    page = show()
    put_cursor(page, 2, 0, 6)
    page.keyboard.press("m")
    expect(heading(page)).to_have_text("New mention")
    page.get_by_label("Form").select_option("description")
    page.get_by_role("combobox", name="Actor").fill("Whoever it is")
    expect(chosen(page)).to_have_text("New: Whoever it is")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("New actor")
    expect(page.get_by_label("Name")).to_have_value("Whoever it is")
    page.get_by_label("Kind").select_option("people")
    page.get_by_label("Role").fill("stand there")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: new actor.")
    expect(heading(page)).to_have_text("actor Whoever it is")
    found = [
        one for one in read_sheets(folder)["mentions"].rows() if one["actor_id"] == "whoever-it-is"
    ]
    assert [(one["start"], one["end"], one["form"]) for one in found] == [("0", "6", "description")]


@pytest.mark.usefixtures("unchecked")
def test_a_figure_that_is_made_a_date_has_no_bound_and_an_emptied_cell_is_saved_empty(
    show: Show, folder: Path
) -> None:
    page = show()
    figures = read_sheets(folder)["figures"].rows()
    [figure] = [one for one in figures if one["figure_id"] == "f001"]
    put_cursor(page, 1, int(figure["start"]), int(figure["end"]))
    page.keyboard.press("f")
    expect(page.get_by_label("Bound")).to_have_value("exact")
    page.get_by_label("Measures").fill("when it was")
    page.get_by_label("Kind").select_option("date")
    page.get_by_label("When").fill("2019-03-12")
    claim = page.get_by_role("combobox", name="Claim")
    claim.fill("")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: new figure.")
    made = read_sheets(folder)["figures"].rows()
    [new] = [one for one in made if one["measures"] == "when it was"]
    assert [new[one] for one in ("bound", "value", "lower", "upper", "unit", "claim_id")] == [
        ""
    ] * 6


@pytest.mark.usefixtures("unchecked")
def test_a_claim_is_cut_where_the_cursor_stands_whatever_is_shown_and_takes_other_words(
    show: Show, folder: Path
) -> None:
    page = show()
    old = row(folder, "c001")
    put_cursor(page, 1, 12)
    page.keyboard.press("s")
    said(page, "Saved: claim c001 split; its second half is c030.")
    expect(heading(page)).to_have_text("claim c001")
    assert row(folder, "c030")["end"] == old["end"]
    assert statuses(read_sheets(folder))["c030"] == "proposed"
    # It takes the words from its start to where it ended before.
    put_cursor(page, 1, 0, int(old["end"]))
    page.keyboard.press("w")
    said(page, "Saved: claim c001 changed.")
    assert row(folder, "c001") == old


@pytest.mark.usefixtures("unchecked")
def test_who_is_added_to_a_chain_stands_before_the_outlet_and_one_press_takes_them_out(
    show: Show, folder: Path
) -> None:
    page = show()
    page.keyboard.press("/")
    # Found by what it is called in the list; what is not there is said.
    page.keyboard.type("claim nothing of the kind")
    expect(page.locator(".ce-find .ce-list")).to_have_text("Nothing is found")
    page.get_by_label("Find a row").fill("claim c006")
    expect(chosen(page)).to_contain_text("claim c006")
    page.keyboard.press("Enter")
    chips = page.locator(".ce-field").filter(has=page.get_by_label("Chain")).locator(".ce-chip")
    choose(page, "Chain", "wimbel ferries")
    expect(chips).to_have_text(["River Guard ×", "Wimbel Ferries ×", "The Quillhaven Lantern ×"])
    # Who stands there is not made once more, nor by Enter.
    chain = page.get_by_role("combobox", name="Chain")
    chain.fill("Wimbel Ferries")
    expect(page.locator(".ce-list:visible")).to_have_text("Wimbel Ferries: here already")
    chain.press("Enter")
    # The caret stands in the cell: the first press counts.
    chips.nth(1).click()
    expect(chips).to_have_text(["River Guard ×", "The Quillhaven Lantern ×"])
    choose(page, "Chain", "brindle wire")
    page.keyboard.press("Control+Enter")
    expect(heading(page)).not_to_have_text("claim c006")
    assert row(folder, "c006")["chain"] == "river-guard|brindle-wire|quillhaven-lantern"


@pytest.mark.usefixtures("unchecked")
def test_a_denial_a_relation_a_toll_and_a_check_with_its_reference_are_written_by_keyboard(
    show: Show, folder: Path
) -> None:
    page = show()
    page.keyboard.press("/")
    page.keyboard.type("c011")
    expect(chosen(page)).to_contain_text("claim c011")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("claim c011")
    # A link to another claim, which is found by its words.
    page.keyboard.press("l")
    expect(heading(page)).to_have_text("New link")
    fill(page, "Kind", "contradicts")
    choose(page, "Other claim", "a mile from Quillhaven")
    fill(page, "Thing", "how far the quay is from the city")
    fill(page, "Note", "Three kilometres are more than a mile.")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: new link.")
    assert read_sheets(folder)["claim_links"].get("c011|c001|contradicts") is not None
    # A relation of the claim at the cursor, and a toll.
    put_cursor(page, 8, 120)
    page.keyboard.press("b")
    choose(page, "Source", "river guard")
    fill(page, "Kind", "opposes")
    choose(page, "Target", "wimbel ferries")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: new relation.")
    assert (read_sheets(folder)["relations"].get("r016") or {})["claim_id"] == "c013"
    put_cursor(page, 8, 120)
    page.keyboard.press("t")
    fill(page, "Victims", "People who reached land")
    fill(page, "Outcome", "struck")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: new toll.")
    toll = read_sheets(folder)["casualties"].get("d010") or {}
    assert (toll["claim_id"], toll["figure_id"], toll["bound"]) == ("c013", "f011", "about")
    assert toll["reported_by"] == "River Guard"
    # A check of the claim at the cursor, with a reference that is made for it.
    page.keyboard.press("v")
    expect(page.get_by_role("combobox", name="Claim")).to_have_value(
        row(folder, "c013")["paraphrase"]
    )
    page.get_by_role("combobox", name="References").fill("Port Office")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("New reference")
    fill(page, "Title", "A list of those who came ashore")
    fill(page, "Kind", "official_release")
    fill(page, "Interested party", "false")
    page.keyboard.press("Control+Enter")
    expect(heading(page)).to_have_text("New check")
    fill(page, "Verdict", "supports")
    fill(page, "Shows", "matter")
    fill(page, "Basis", "read_in_copy")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: new check.")
    sheets = read_sheets(folder)
    check = sheets["checks"].get("k017") or {}
    assert (check["claim_id"], check["ref_ids"]) == ("c013", "port-office-release")
    assert (sheets["references"].get("port-office-release") or {})[
        "origin"
    ] == "port-office-release"


@pytest.mark.usefixtures("unchecked")
def test_a_date_that_a_figure_and_an_event_share_is_corrected_in_one_step(
    show: Show, folder: Path
) -> None:
    page = show()
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    page.keyboard.press("/")
    page.keyboard.type("f023")
    page.keyboard.press("Enter")
    page.get_by_label("When").fill("2019-04~")
    reach = page.locator(".ce-reach")
    expect(reach).to_contain_text("The same stands in event e015.")
    expect(reach.locator("select")).to_have_value("near")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: figure f023 changed, and all that share it.")
    sheets = read_sheets(folder)
    found = [
        (sheets[name].get(key) or {})["when"]
        for name, key in (("figures", "f023"), ("events", "e015"))
    ]
    assert found == ["2019-04~", "2019-04~"]
    page.keyboard.press("u")
    said(page, "Taken back: figure f023 changed, and all that share it.")
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before


# ------------------------------------------------------------------------------ what goes wrong


def test_a_save_that_the_check_refuses_says_why_at_its_cell_and_loses_nothing(
    show: Show, folder: Path
) -> None:
    page = show()
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    page.keyboard.press("j")
    choose(page, "Topic", "sinking")
    page.keyboard.press("Control+Enter")
    said(page, "Not saved: 1 fault.")
    paraphrase = page.get_by_label("Paraphrase")
    expect(paraphrase).to_be_focused()
    expect(paraphrase).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".ce-wrong", has_text="Fill in the cell.")).to_be_visible()
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before
    page.keyboard.type("All boats stay in port.")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: claim c005 accepted.")
    assert row(folder, "c005")["topic"] != ""


@pytest.mark.usefixtures("unchecked")
def test_two_editors_never_overwrite_each_other_silently(show: Show, folder: Path) -> None:
    first, second = show(), show()
    for page, text in ((first, "The first to save."), (second, "The second to save.")):
        page.keyboard.press("j")
        page.get_by_label("Paraphrase").fill(text)
    first.get_by_label("Certainty").select_option("unknown")
    first.keyboard.press("Control+s")
    said(first, "Saved: claim c005 changed.")
    second.keyboard.press("Control+s")
    panel = second.locator(".ce-conflict")
    expect(panel).to_contain_text("Others have saved since you looked. Yours is not saved yet.")
    expect(panel).to_contain_text("paraphrase is now 'The first to save.'")
    assert row(folder, "c005")["paraphrase"] == "The first to save."
    again = second.get_by_role("button", name="Save mine on top")
    expect(again).to_be_focused()
    second.keyboard.press("Enter")
    said(second, "Saved: claim c005 changed.")
    # On top: of the other's cells those stay that were not touched here.
    cells = row(folder, "c005")
    assert (cells["paraphrase"], cells["certainty"]) == ("The second to save.", "unknown")


def test_a_browser_that_closes_in_the_middle_of_a_save_loses_nothing(
    new_page: NewPage, address: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(*_: object) -> tuple[()]:
        begun.set()
        assert go_on.wait(60)
        return ()

    monkeypatch.setattr(faults, "faults", slowly)
    page = new_page(harmless=re.compile("ERR_ABORTED|Failed to fetch|beforeunload"))
    visited(page, address)
    page.keyboard.press("j")
    page.get_by_label("Paraphrase").fill("Saved to the end.")
    page.keyboard.press("Control+s")
    assert begun.wait(60)
    assert row(folder, "c005")["paraphrase"] == ""
    page.close(run_before_unload=False)
    go_on.set()
    # The next who opens waits for the save, and sees it.
    other = visited(new_page(), address)
    other.keyboard.press("j")
    expect(other.get_by_label("Paraphrase")).to_have_value("Saved to the end.")
    assert row(folder, "c005")["paraphrase"] == "Saved to the end."


# ------------------------------------------------------------------------------ for everybody


@pytest.mark.parametrize("screen", SCREENS)
def test_the_editor_has_no_barriers_on_any_screen(
    show: Show, axe: Barriers, screen: dict[str, Any]
) -> None:
    page = show(**screen)
    page.keyboard.press("j")
    page.get_by_role("combobox", name="Speaker").fill("a")
    none(axe(page))
    none(sideways(page))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="All keys")).to_be_visible()
    none(axe(page, within=".ce-help"))


def test_nothing_can_be_typed_into_the_text_and_every_button_tells_its_key(show: Show) -> None:
    page = show(viewport=PHONE)
    text = page.locator(".ce-text")
    before = text.text_content()
    page.keyboard.type("xyz")
    page.keyboard.press("Delete")
    page.keyboard.press("Backspace")
    page.keyboard.insert_text("typed")
    assert text.text_content() == before
    listed = page.locator(".ce-side kbd").all_inner_texts()
    assert {"Escape", "Space", "Ctrl+Enter"} < set(listed)
    page.keyboard.press("j")
    buttons = page.locator(".ce-group button")
    keys = buttons.locator("kbd").all_inner_texts()
    assert (
        buttons.evaluate_all("all => all.map(one => one.getAttribute('aria-keyshortcuts'))") == keys
    )
    # The start page has told each of them.
    assert len(set(keys)) == len(keys) > 18
    assert set(keys) <= set(listed)
