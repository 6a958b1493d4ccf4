"""The explorer as a page from disk: one selection through all views, by click and by key."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from helpers.explore.data import ways
from helpers.explore.page import explorer_html
from helpers.story.article_copy.proof import Words
from helpers.story.story import Story
from helpers.topics.claims.tables import VOICES, voiced
from helpers.topics.crosscheck.tables import judged
from helpers.topics.findings import main

from ..explore.conftest import with_tables as with_other_tables
from .conftest import PHONE, Barriers, Explorers, NewPage, sideways, unfold

WIDE: Any = {"width": 1440, "height": 900}
EVIL = (
    "</script><script>window.hurt = 1</script>"
    "<img src=x onerror='window.hurt = 2'> مرحبا بالعالم 🌊🌊 & \"quoted\""
)

Show = Callable[..., Page]


@pytest.fixture(scope="module")
def real(explorers: Explorers) -> Story:
    """The story with most rows, without the article's words."""
    return explorers["real"][0]


@pytest.fixture
def show(new_page: NewPage, tmp_path: Path, explorers: Explorers) -> Show:
    """Open the explorer of a story from disk, with every claim in its list, or as it is."""
    written = {id(story): path for story, path in explorers.values()}

    def opened(story: Story, *, listed: bool = True, **options: Any) -> Page:
        path = written.get(id(story), tmp_path / "explore.html")
        if not path.exists():
            path.write_text(explorer_html(story), encoding="utf-8")
        page = new_page(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        page.goto(path.as_uri())
        expect(page.locator(".cx-body")).to_be_visible()
        every = page.get_by_role("button", name="All claims")
        if listed and every.is_visible():
            every.click()
        return page

    return opened


def with_tables(story: Story, **tables: pd.DataFrame) -> Story:
    """The story with other tables, and without notes that would rest on their rows."""
    return replace(with_other_tables(story, **tables), folder=Path("nowhere"))


def row(page: Page, claim: str) -> Any:
    return page.locator(f'.cx-row[data-claim="{claim}"]')


def listed_ids(page: Page, which: str = "") -> list[str]:
    told: list[str] = page.locator(f".cx-row{which}").evaluate_all(
        "rows => rows.map(one => one.dataset.claim)"
    )
    return told


def chosen_rows(page: Page) -> list[str]:
    return listed_ids(page, '[aria-selected="true"]')


def in_view(page: Page, pane: str, find: str) -> bool:
    """Whether the first match stands inside the visible part of its pane."""
    # Panes move in the frame after the choice.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    seen: bool = page.evaluate(
        """([pane, find]) => {
          const frame = document.querySelector(pane).getBoundingClientRect();
          const here = document.querySelector(find).getBoundingClientRect();
          return here.top >= frame.top - 1 && here.top < frame.bottom;
        }""",
        [pane, find],
    )
    return seen


def live(page: Page) -> str:
    return page.locator(".cx-live").inner_text()


def shown(page: Page) -> str:
    return page.locator(".cx-claims .cx-count").inner_text()


# ------------------------------------------------------------------------------ one selection


def test_a_row_is_chosen_and_all_views_follow(show: Show, example: Story) -> None:
    page = show(example)
    claim = example.claims.merge(
        example.events[["claim_id", "event_id", "place_id"]].dropna()
    ).iloc[0]
    row(page, claim["claim_id"]).click()
    expect(row(page, claim["claim_id"])).to_have_attribute("aria-selected", "true")
    expect(page.locator(".cx-card h3")).to_have_text(claim["paraphrase"])
    expect(page.locator(".cx-article .cx-current").first).to_be_visible()
    expect(page.locator(f'[data-event="{claim["event_id"]}"]')).to_have_attribute(
        "aria-selected", "true"
    )
    expect(page.locator(f'[data-place="{claim["place_id"]}"]')).to_have_attribute(
        "aria-selected", "true"
    )
    assert claim["paraphrase"] in live(page)


def test_a_span_is_chosen_and_the_row_comes_into_view(show: Show, real: Story) -> None:
    page = show(real)
    last = page.locator(".cx-begins").last
    last.scroll_into_view_if_needed()
    last.click(position={"x": 2, "y": 2})
    [claim] = chosen_rows(page)
    expect(row(page, claim)).to_be_visible()
    assert in_view(page, ".cx-claims .cx-scroll", f'[data-claim="{claim}"]')
    expect(page.locator(".cx-claims .cx-pages")).to_contain_text(f"of {len(real.claims)}")


def test_a_second_click_goes_from_the_inner_claim_to_the_outer_one(
    show: Show, example: Story
) -> None:
    page = show(example)
    deep = page.locator(".cx-deep.cx-begins").first
    deep.click()
    inner = chosen_rows(page)
    deep.click()
    outer = chosen_rows(page)
    assert len(inner) == len(outer) == 1
    assert inner != outer
    lengths = (example.claims["end"] - example.claims["start"]).set_axis(example.claims["claim_id"])
    assert lengths[inner[0]] < lengths[outer[0]]


def test_an_event_is_chosen_and_its_claim_follows(show: Show, example: Story) -> None:
    page = show(example)
    event = example.events.dropna(subset=["claim_id"]).iloc[3]
    page.locator(f'[data-event="{event["event_id"]}"]').click()
    assert chosen_rows(page) == [event["claim_id"]]


def test_a_town_is_chosen_with_all_its_claims(show: Show, real: Story) -> None:
    page = show(real)
    page.locator('[data-place="fallujah"]').click()
    claims = chosen_rows(page)
    assert len(claims) > 1
    expect(page.locator(".cx-turner")).to_contain_text(f"1 of {len(claims)} chosen at Fallujah")
    page.get_by_role("button", name="Next claim").click()
    expect(page.locator(".cx-turner")).to_contain_text(f"2 of {len(claims)}")


def test_a_claim_that_disagrees_is_one_click_away(show: Show, example: Story) -> None:
    page = show(example)
    links = example.claim_links
    link = links[links["kind"].astype("string") == "contradicts"].iloc[0]
    row(page, link["other_id"]).click()
    expect(page.locator(".cx-card")).to_contain_text("is contradicted by")
    page.locator(".cx-card").get_by_role("button", name=f"{link['claim_id']}:").click()
    assert chosen_rows(page) == [link["claim_id"]]


def test_more_can_be_added_and_escape_lets_go(show: Show, example: Story) -> None:
    page = show(example)
    row(page, "c001").click()
    row(page, "c003").click(modifiers=["Control"])
    assert chosen_rows(page) == ["c001", "c003"]
    row(page, "c001").click(modifiers=["Control"])
    assert chosen_rows(page) == ["c003"]
    page.keyboard.press("Escape")
    assert chosen_rows(page) == []
    assert live(page) == "Nothing is chosen."


def test_the_citation_is_copied_whole(show: Show, example: Story) -> None:
    page = show(example, permissions=["clipboard-read", "clipboard-write"])
    row(page, "c002").click()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator(".cx-live")).to_have_text("Citation copied.")
    claim = example.claims.set_index("claim_id").loc["c002"]
    copied = page.evaluate("navigator.clipboard.readText()")
    place = f"paragraph {claim['paragraph']}, characters {claim['start']} to {claim['end']}"
    assert f"{place}; story example, claim c002, SHA-256 {claim['sha256']}" in copied


# ------------------------------------------------------------------------------ filters


def test_each_filter_leaves_what_its_count_says(show: Show, real: Story) -> None:
    page = show(real, listed=False)
    unfold(page)
    opening = shown(page)
    for name in ("speaker", "voice", "verdict", "topic", "place", "certainty", "hedge"):
        choice = page.locator(f'select[name="{name}"]')
        option = choice.locator("option").nth(1)
        count = (option.text_content() or "").rsplit("(", 1)[1].rstrip(")")
        choice.select_option(index=1)
        assert shown(page) in (f"{count} of {opening}", opening), name
        page.get_by_role("button", name="Clear filters").click()
    assert shown(page) == opening


def test_the_list_opens_on_the_news_and_all_else_is_there_and_counted_apart(
    show: Show, real: Story
) -> None:
    page = show(real, listed=False)
    content = real.claims["content"].astype("string")
    kinds = page.get_by_role("group", name="Kind of claim")
    for name, value in (("News", "assertion"), ("Background", "background")):
        count = int((content == value).sum())
        button = kinds.get_by_role("button", name=name)
        assert button.inner_text() == f"{name} {count}"
        if value != "assertion":
            button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        assert shown(page) == f"{count} claims"
        first = str(page.locator(".cx-row").first.get_attribute("data-claim"))
        assert content.set_axis(real.claims["claim_id"])[first] == value
    page.get_by_role("button", name="All claims").click()
    assert shown(page) == f"{len(content)} claims"
    assert "Background" in page.locator(".cx-claims .cx-kind").all_inner_texts()


def test_the_four_voices_can_be_asked_for_and_stand_in_the_list(show: Show, real: Story) -> None:
    page = show(real)
    voices = voiced(real.claims, real.actors)["voiced"]
    for value, words in VOICES.items():
        page.locator('select[name="voice"]').select_option(value)
        assert int(shown(page).split()[0]) == int((voices == value).sum())
        assert words in page.locator(".cx-by").first.inner_text()


def test_words_and_days_filter_and_are_cleared(show: Show, real: Story) -> None:
    page = show(real, listed=False)
    opening = shown(page)
    unfold(page)
    page.get_by_label("Search").fill("oil fields")
    claims = real.claims["paraphrase"].str.contains("oil fields")
    assert 0 < int(shown(page).split()[0]) <= len(real.claims)
    assert bool(claims.any())
    assert "claims shown" in live(page)
    page.get_by_label("Search").fill("nobody wrote this")
    expect(page.get_by_text("No claim passes these filters.")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Dates to").fill("2013-12-31")
    assert 0 < int(shown(page).split()[0]) < len(real.claims)
    expect(page.locator(".cx-more summary")).to_have_text("More filters (1 in use)")
    page.get_by_role("button", name="Clear filters").click()
    assert shown(page) == opening
    expect(page.get_by_label("Search")).to_be_focused()


def test_a_filter_is_followed_by_text_timeline_and_map(show: Show, real: Story) -> None:
    page = show(real)
    events = page.locator(".cx-event").count()
    unfold(page)
    page.locator('select[name="topic"]').select_option("strikes")
    assert page.locator(".cx-event").count() < events
    assert page.locator(".cx-faded.cx-begins").count() > 0
    assert page.locator(".cx-place.cx-faded").count() > 0


def test_a_claim_that_is_filtered_out_says_so_on_its_card_and_is_one_click_away(
    show: Show, real: Story
) -> None:
    page = show(real)
    row(page, "c001").click()
    unfold(page)
    page.locator('select[name="topic"]').select_option("strikes")
    expect(page.get_by_text("The list leaves this claim out.")).to_be_visible()
    page.get_by_role("button", name="List all claims").click()
    expect(row(page, "c001")).to_have_attribute("aria-selected", "true")


def test_the_list_is_brought_into_other_orders(show: Show, example: Story) -> None:
    page = show(example)
    order = page.get_by_label("Order of the claims")
    order.select_option("speaker")
    names = page.locator(".cx-speaker").all_inner_texts()
    assert names == sorted(names, key=str.casefold) != []
    order.select_option("place")
    assert listed_ids(page) == sorted(listed_ids(page))


def test_before_anything_is_chosen_the_verdicts_are_told_and_lead_to_their_claims(
    show: Show, real: Story
) -> None:
    page = show(real)
    told = page.locator(".cx-standing dd .cx-aside").all_inner_texts()
    assert sum(int(text.split()[0]) for text in told) == len(real.claims)
    page.locator(".cx-standing button").first.click()
    assert shown(page) == f"{told[0].split()[0]} of {len(real.claims)} claims"


# ------------------------------------------------------------------------------ the ways in


def pressed(page: Page) -> list[str]:
    told: list[str] = page.locator("[aria-pressed=true].cx-way").evaluate_all(
        "ways => ways.map(one => one.dataset.way)"
    )
    return told


def test_the_explorer_opens_on_the_findings(show: Show, real: Story) -> None:
    page = show(real, listed=False)
    assert page.locator(".cx-found").all_inner_texts() == [one.text for one in main(real)]
    assert page.locator(".cx-evidence").first.inner_text() == main(real)[0].evidence
    assert pressed(page) == chosen_rows(page) == []
    tops = [box(page, find)["y"] for find in (".cx-ways", ".cx-filters", ".cx-row", ".cx-timeline")]
    assert tops == sorted(tops)


def test_a_finding_chooses_and_lists_exactly_its_claims_in_reading_order(
    show: Show, real: Story
) -> None:
    page = show(real, listed=False)
    for at, way in enumerate(ways(main(real), real)):
        page.locator(f'[data-way="{at}"]').click()
        assert pressed(page) == [str(at)]
        assert listed_ids(page) == chosen_rows(page) == way["claims"] != []
        first = real.claims.set_index("claim_id").loc[way["claims"][0]]
        expect(page.locator(".cx-card h3")).to_have_text(first["paraphrase"])


@pytest.mark.parametrize("way_out", ["again", "Escape", "button"])
def test_a_finding_is_left_again_and_all_is_as_it_was(
    show: Show, real: Story, way_out: str
) -> None:
    page = show(real, listed=False)
    opening = shown(page), listed_ids(page)
    finding = page.locator(".cx-way").first
    finding.focus()
    page.keyboard.press("Enter")
    assert chosen_rows(page)
    assert (shown(page), listed_ids(page)) != opening
    if way_out == "again":
        page.keyboard.press(" ")
    elif way_out == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name="Back to all claims").click()
    assert pressed(page) == chosen_rows(page) == []
    assert (shown(page), listed_ids(page)) == opening
    assert live(page) == "Nothing is chosen."


def test_whoever_chooses_something_else_has_left_the_finding(show: Show, real: Story) -> None:
    page = show(real, listed=False)
    page.locator(".cx-way").first.click()
    page.locator('[data-place="fallujah"]').click()
    assert pressed(page) == []
    assert len(listed_ids(page)) > len(chosen_rows(page)) > 0


def test_what_only_later_sources_say_stands_under_its_own_heading(
    show: Show, example: Story
) -> None:
    page = show(example)
    known = judged(example).set_index("check_id")["known"]
    later = example.checks[example.checks["check_id"].map(known) == "later"].iloc[0]
    row(page, later["claim_id"]).click()
    heading = page.locator(".cx-card h4", has_text="Known only later")
    expect(heading.locator("xpath=following-sibling::ul[1]")).to_contain_text(later["finding"])
    before = page.locator(".cx-card h4", has_text="What others say")
    assert later["finding"] not in before.locator("xpath=following-sibling::*[1]").inner_text()


# ------------------------------------------------------------------------------ what comes first


def box(page: Page, find: str) -> dict[str, float]:
    """Where the first match stands on the page."""
    found = page.locator(find).first.bounding_box()
    assert found is not None
    return dict(found)


def test_without_a_copy_claims_come_before_the_plan_which_is_a_strip_beside_them(
    show: Show, real: Story
) -> None:
    page = show(real, listed=False)
    claims, plan = box(page, ".cx-claims"), box(page, ".cx-article")
    assert claims["x"] < plan["x"]
    assert plan["width"] < claims["width"] / 3
    expect(page.locator(".cx-row").first).to_be_in_viewport()


@pytest.mark.parametrize("words", ["without", "with"])
def test_on_a_phone_claims_come_first_and_the_article_is_folded_away_behind_them(
    show: Show, real: Story, example: Story, words: str
) -> None:
    page = show(example if words == "with" else real, listed=False, viewport=PHONE)
    tops = [box(page, find)["y"] for find in (".cx-row", ".cx-card", ".cx-article")]
    assert tops == sorted(tops)
    expect(page.locator(".cx-paragraph").first).to_be_hidden()
    button = page.locator(".cx-unfold")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".cx-paragraph").first).to_be_visible()


def test_with_the_words_on_a_wide_screen_the_article_stands_at_the_left(
    show: Show, example: Story
) -> None:
    page = show(example)
    claims, article = box(page, ".cx-claims"), box(page, ".cx-article")
    assert article["x"] + article["width"] <= claims["x"]


# ------------------------------------------------------------------------------ by keyboard


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.claim ?? ''"))


def test_the_table_is_used_by_keys_alone(show: Show, example: Story) -> None:
    page = show(example)
    row(page, "c001").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "c003"
    page.keyboard.press("Enter")
    assert chosen_rows(page) == ["c003"]
    page.keyboard.press("End")
    page.keyboard.press(" ")
    last = focused(page)
    assert chosen_rows(page) == [last] != ["c003"]
    page.keyboard.press("Home")
    assert focused(page) == "c001"


def test_each_view_is_one_stop_of_the_tab_key(show: Show, example: Story) -> None:
    page = show(example)
    for group in (
        ".cx-text",
        ".cx-claims [role=listbox]",
        ".cx-timeline [role=listbox]",
        ".cx-dots",
        ".cx-chips",
    ):
        assert page.locator(f'{group} [tabindex="0"]').count() == 1, group


def test_the_text_the_timeline_and_the_map_are_used_by_keys(show: Show, example: Story) -> None:
    page = show(example)
    for group in (".cx-text", ".cx-timeline [role=listbox]", ".cx-dots"):
        page.locator(f'{group} [tabindex="0"]').focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        assert len(chosen_rows(page)) >= 1, group
        page.keyboard.press("Escape")
        assert chosen_rows(page) == [], group


def test_the_focus_can_be_seen(show: Show, example: Story) -> None:
    page = show(example)
    page.get_by_label("Search").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        look = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return [document.activeElement.tagName, style.outlineStyle, style.outlineWidth];
            }"""
        )
        if look[0] == "BODY":
            break
        assert look[1] != "none", look
        assert look[2] == "3px", look


def test_nothing_runs_out_of_a_page_at_200_per_cent(show: Show, real: Story) -> None:
    page = show(real, viewport={"width": 720, "height": 450})
    row(page, "c011").click()
    assert sideways(page) == []


# ------------------------------------------------------------------------------ bad input


def test_nothing_in_a_table_is_executed(show: Show, example: Story, axe: Barriers) -> None:
    cells: dict[str, pd.DataFrame] = {}
    for name, columns in {
        "claims": ("paraphrase", "note"),
        "actors": ("name",),
        "places": ("name",),
        "events": ("description",),
        "figures": ("surface", "measures"),
        "checks": ("finding", "note"),
        "references": ("publisher", "title"),
        "claim_links": ("note",),
    }.items():
        table = example.table(name)
        cells[name] = table.assign(**dict.fromkeys(columns, EVIL))
    page = show(with_tables(example, **cells))
    for claim in ("c001", "c003", "c009"):
        row(page, claim).click()
        expect(page.locator(".cx-card h3")).to_have_text(EVIL)
    page.locator(".cx-event").first.click()
    assert page.evaluate("window.hurt") is None
    assert page.locator("#explorer img, #explorer script").count() == 0
    assert axe(page) == []


@pytest.mark.parametrize(
    "names",
    [
        ("places",),
        ("events",),
        ("checks", "references"),
        ("claims", "claim_links", "checks", "events", "figures", "places", "mentions"),
    ],
    ids="+".join,
)
def test_what_a_story_lacks_is_said_and_all_else_works(
    show: Show, example: Story, axe: Barriers, names: tuple[str, ...]
) -> None:
    page = show(with_tables(example, **{name: example.table(name).head(0) for name in names}))
    if "claims" not in names:
        row(page, "c002").click()
        assert chosen_rows(page) == ["c002"]
    for name, told in (
        ("places", "This story names no place."),
        ("events", "This story dates no event."),
        ("claims", "No claim passes these filters."),
    ):
        if name in names:
            expect(page.get_by_text(told)).to_be_visible()
    assert axe(page) == []


def test_two_paragraphs_missing_from_a_copy_are_drawn_to_scale(show: Show, example: Story) -> None:
    assert example.words is not None
    paragraphs = {n: text for n, text in example.words.paragraphs.items() if n not in (6, 8)}
    torn = replace(
        example,
        words=Words(paragraphs, (6, 8)),
        article=replace(example.article, text="attached"),
    )
    page = show(torn)
    expect(page.locator(".cx-article .cx-note")).to_contain_text(
        "2 paragraphs of the article are not in the copy (6, 8)"
    )
    assert page.locator(".cx-scaled").count() == 2
    assert page.locator(".cx-paragraph p").count() > 5


def test_the_words_stand_in_the_page_as_they_are(show: Show, example: Story) -> None:
    assert example.words is not None
    page = show(example)
    kinds = example.paragraphs.set_index("paragraph")["kind"].astype("string")
    expected = [
        text for n, text in sorted(example.words.paragraphs.items()) if kinds[n] != "boilerplate"
    ]
    assert page.locator(".cx-paragraph p").all_text_contents() == expected


def test_the_map_comes_closer_and_goes_back(show: Show, real: Story) -> None:
    page = show(real)
    picture = page.locator(".cx-frame svg")
    whole = picture.get_attribute("viewBox")
    page.get_by_role("button", name="Around the centre").click()
    assert picture.get_attribute("viewBox") != whole
    page.get_by_role("button", name="All places").click()
    assert picture.get_attribute("viewBox") == whole


def test_time_can_be_looked_at_more_closely(show: Show, real: Story) -> None:
    page = show(real)
    button = page.get_by_role("button", name="Last 3 days")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".cx-timeline .cx-count")).to_contain_text("outside these dates")
    assert page.locator(".cx-axis span").first.inner_text() == "27 Sep"
