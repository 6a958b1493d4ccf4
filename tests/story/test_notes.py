"""Notes: placeholders are filled from the rows, and one that names nothing says where it stands."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.story import notes
from helpers.story.notes import render, to_html
from helpers.story.placeholders import fill
from helpers.story.problem import StoryError
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story
from helpers.values.dates import describe

Filled = Callable[[str], str]


@pytest.fixture
def filled(example: Story) -> Filled:
    """Fill a text from the example story."""
    return lambda text: fill(example, text, "example/notes/test.md")


@pytest.fixture
def changed(folder: Path, project: Path, change: Callable[..., None]) -> Callable[..., Story]:
    """The example story with a changed row."""

    def reopen(table: str, key: str, **cells: str) -> Story:
        assert folder.is_dir()
        change(table, key, **cells)
        return open_story("example", root=project)

    return reopen


def first(story: Story, table: str, **cells: object) -> str:
    rows = story.table(table)
    for column, value in cells.items():
        rows = rows[(rows[column] == value).fillna(value=False)]
    return str(rows.iloc[0, 0])


def test_a_text_without_placeholders_stays_as_it_is(filled: Filled) -> None:
    text = "# Words\n\n- $5 & <b>\n"
    assert filled(text) == text


def test_claims_actors_places_and_checks_are_named_by_their_rows(
    filled: Filled, example: Story
) -> None:
    claim, actor, place = (example.table(name).iloc[0] for name in ("claims", "actors", "places"))
    assert filled(f'{{{{ claim("{claim["claim_id"]}") }}}}') == claim["paraphrase"]
    assert filled(f'{{{{ claim("{claim["claim_id"]}", "speaker") }}}}') == claim["speaker"]
    assert filled(f'{{{{ actor("{actor["actor_id"]}") }}}}') == actor["name"]
    assert filled(f'{{{{ place("{place["place_id"]}") }}}}') == place["name"]


def test_a_figure_keeps_its_bound(example: Story, filled: Filled) -> None:
    figure = first(example, "figures", bound="less_than")
    assert filled(f'{{{{ figure("{figure}") }}}}').startswith("less than ")
    surface = example.figures.set_index("figure_id").loc[figure, "surface"]
    assert filled(f'{{{{ figure("{figure}", "surface") }}}}') == surface


def test_a_figure_without_a_number_is_quoted_as_printed(example: Story, filled: Filled) -> None:
    figure = first(example, "figures", bound="vague")
    surface = example.figures.set_index("figure_id").loc[figure, "surface"]
    assert filled(f'{{{{ figure("{figure}") }}}}') == f"“{surface!s}”"


def test_a_date_is_put_in_words(example: Story, filled: Filled) -> None:
    event = example.events.iloc[0]
    assert filled(f'{{{{ date("{event["event_id"]}") }}}}') == describe(event["when"])


def test_a_length_is_put_in_another_unit(filled: Filled) -> None:
    assert filled('{{ figure("f001", "km") }}') == "1.61 km"


def test_a_toll_keeps_its_bound_and_has_its_period_in_words(filled: Filled) -> None:
    assert filled('{{ toll("d002") }}, {{ toll("d003") }}') == "at least 9, more than 40"
    assert filled('{{ toll("d002", "period") }}') == "12 March 2019"
    assert filled('{{ toll("d002", "victims") }}') == "People on the ferry"


def test_a_date_that_a_reference_gives_is_put_in_words_too(filled: Filled) -> None:
    assert filled('{{ date("e011", "established_when") }}') == "perhaps July 2018"
    assert filled('{{ date("e010", "surface") }}') == "June 2018"


def test_rows_are_counted_by_their_columns(example: Story, filled: Filled) -> None:
    narrated = int((example.claims["voice"] == "narrator").sum())
    assert filled('{{ count("claims") }}') == str(len(example.claims))
    assert filled('{{ count("claims", voice="narrator") }}') == str(narrated)
    assert filled('{{ count("claims", voice="sung") }}') == "0"


def test_a_distance_is_measured_by_each_gazetteer(example: Story, filled: Filled) -> None:
    known = example.coordinates["place_id"]
    one = example.places.dropna(subset=["latitude"])["place_id"].iloc[0]
    told = filled(f'{{{{ measured("{one}", "{known.iloc[-1]}") }}}}')
    assert re.fullmatch(r"[\d,]+( to [\d,]+)? km", told)
    lost = next(place for place in example.places["place_id"] if place not in set(known))
    with pytest.raises(StoryError, match="needs the point of the first"):
        filled(f'{{{{ measured("{one}", "{lost}") }}}}')


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("less than 2", "less than two"),
        ("5 miles", "five miles"),
        ("10 km", "10 km"),
        ("1.61 km", "1.61 km"),
        ("3,004", "3,004"),
        ("at least 3.", "at least three."),
    ],
)
def test_small_numbers_are_told_in_words(filled: Filled, given: str, told: str) -> None:
    assert filled(f'{{{{ words("{given}") }}}}') == told


def test_a_note_follows_a_changed_row(changed: Callable[..., Story], example: Story) -> None:
    figure = first(example, "figures", bound="less_than")
    story = changed("figures", figure, upper="7")
    assert "7" in fill(story, f'{{{{ figure("{figure}") }}}}', "x")


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        ("exact", "14"),
        ("about", "about 14"),
        ("at_least", "at least 14"),
        ("at_most", "at most 14"),
        ("less_than", "less than 14"),
        ("more_than", "more than 14"),
    ],
)
def test_the_value_of_a_check_keeps_its_bound(
    changed: Callable[..., Story], bound: str, words: str
) -> None:
    story = changed("checks", "k002", bound=bound)
    found = fill(story, '{{ check("k002", "value") }}', "x")
    assert found == words


def test_a_distance_is_measured_and_has_its_unit(example: Story, filled: Filled) -> None:
    located = example.places.dropna(subset=["latitude", "longitude"])["place_id"]
    one, other = located.iloc[0], located.iloc[1]
    assert filled(f'{{{{ distance("{one}", "{one}", "km") }}}}') == "0.0 km"
    miles = filled(f'{{{{ distance("{one}", "{other}", "mile") }}}}')
    assert miles.endswith(" miles")
    assert float(miles.split()[0].replace(",", "")) > 0


@pytest.mark.parametrize(
    ("placeholder", "told"),
    [
        ('figure("f999")', "f999"),
        ('claim("c999")', "claims.csv has no claim_id"),
        ('actor("nobody")', "nobody"),
        ('place("nowhere")', "nowhere"),
        ('date("e999")', "e999"),
        ('check("k999")', "k999"),
        ('claim("c001", "colour")', "asks for a column that claims.csv lacks"),
        ('count("claim")', "names no table"),
        ('count("claims", colour="red")', "no such column"),
        ('distance("nowhere", "nowhere", "km")', "nowhere"),
        ('figures("f001")', "figures"),
        ("claim()", "wrongly"),
        ('claim("c001"', "placeholders are"),
    ],
)
def test_a_placeholder_that_names_nothing_says_where_it_stands(
    filled: Filled, placeholder: str, told: str
) -> None:
    with pytest.raises(StoryError) as refused:
        filled(f"A line.\n\nThen {{{{ {placeholder} }}}}.")
    assert told in str(refused.value)
    assert str(refused.value).startswith("example/notes/test.md")
    assert "\n" not in str(refused.value)


def test_a_unit_that_is_none_is_refused(example: Story, filled: Filled) -> None:
    located = example.places.dropna(subset=["latitude"])["place_id"]
    with pytest.raises(StoryError, match="parsec"):
        filled(f'{{{{ distance("{located.iloc[0]}", "{located.iloc[1]}", "parsec") }}}}')


@pytest.mark.parametrize(
    "attack",
    [
        "{{ claim.__globals__ }}",
        "{{ claim.func.__globals__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ count.args[0].folder }}",
    ],
)
def test_a_note_reaches_nothing_but_its_placeholders(filled: Filled, attack: str) -> None:
    with pytest.raises(StoryError):
        filled(attack)


def test_a_note_may_hold_no_html_and_no_script_links() -> None:
    html = to_html("<script>x</script> **bold** [a](javascript:alert) [b](https://example.org)\n")
    assert "<script>" not in html
    assert "<strong>bold</strong>" in html
    assert 'href="javascript' not in html
    assert 'href="https://example.org"' in html


@pytest.mark.parametrize("story_id", story_ids())
def test_every_note_of_every_story_is_filled(story_id: str) -> None:
    story = open_story(story_id)
    topics = [path.stem for path in (story.folder / "notes").glob("*.md")]
    assert topics
    for topic in topics:
        found = [part.text for part in notes.items(story, topic)]
        texts = [*found, *filter(None, [render(story, topic)])]
        assert texts
        assert not any("{{" in text for text in texts)


def test_a_story_without_the_note_has_none(example: Story) -> None:
    assert render(example, "nosuchtopic") is None


# ------------------------------------------------------------------------------ findings in notes

NOTE = """Above.

## In short

- The ferry, {{ count("claims") }} claims say,
  ran aground.
  [rests on]: c001, k001
  [chart]: crosscheck-standing
- The quay is far.
  [rests on]: c011

## Below

More prose.
[rests on]: c002
"""


@pytest.fixture
def noted(folder: Path, project: Path) -> Callable[[str], Story]:
    """The example story with a note of its own on the claims."""

    def write(text: str) -> Story:
        (folder / "notes" / "claims.md").write_text(text, encoding="utf-8")
        return open_story("example", root=project)

    return write


def test_findings_stand_under_in_short_with_what_they_rest_on(
    noted: Callable[[str], Story],
) -> None:
    story = noted(NOTE)
    one, other = notes.items(story, "claims")
    assert one.text.split() == f"The ferry, {len(story.claims)} claims say, ran aground.".split()
    assert [(guard.row, guard.state, guard.line) for guard in one.guards] == [
        ("c001", None, 7),
        ("k001", None, 7),
    ]
    assert (one.chart, other.chart) == ("crosscheck-standing", None)
    assert other.text == "The quay is far."


def test_the_rest_of_a_note_is_shown_without_findings_and_hidden_lines(
    noted: Callable[[str], Story],
) -> None:
    assert render(noted(NOTE), "claims") == "Above.\n\n## Below\n\nMore prose."


def test_a_part_of_a_note_is_found_by_its_heading(noted: Callable[[str], Story]) -> None:
    story = noted(NOTE)
    assert notes.below(story, "claims", "Below") == "More prose."
    assert notes.below(story, "claims", "Nowhere") is None


def test_a_note_of_findings_alone_shows_nothing(noted: Callable[[str], Story]) -> None:
    assert render(noted("## In short\n\n- One.\n  [rests on]: c001\n"), "claims") is None


def test_a_part_under_a_heading_has_its_guards_chart_and_checks(
    noted: Callable[[str], Story],
) -> None:
    text = '### A tells\n\n[rests on]: c001, k002 = conflicts\n[chart]: x\n\n{{ check("k001") }}\n'
    (part,) = notes.sections(noted(text), "claims")
    assert part.heading == "A tells"
    assert part.text.startswith("### A tells\n\n")
    assert "rests on" not in part.text
    assert [(guard.row, guard.state) for guard in part.guards] == [
        ("c001", None),
        ("k002", "conflicts"),
    ]
    assert part.chart == "x"
    assert {"k001", "k002"} <= set(part.check_ids)


def test_a_finding_that_rests_on_nothing_is_refused_by_line(
    noted: Callable[[str], Story],
) -> None:
    with pytest.raises(StoryError, match=r"example/notes/claims\.md, line 4.*rests on nothing"):
        notes.items(noted("## In short\n\n\n- One.\n"), "claims")


def test_a_wrong_placeholder_is_found_by_its_line_in_the_file(
    noted: Callable[[str], Story],
) -> None:
    with pytest.raises(StoryError, match=r"claims\.md, line 5"):
        render(noted('# A\n\n## B\n\n{{ claim("c001" }}\n'), "claims")


@pytest.mark.parametrize("story_id", story_ids())
def test_no_number_is_typed_into_a_note(story_id: str) -> None:
    typed, story = [], open_story(story_id)
    # An outlet may have a number in its name.
    outlets = {name.partition(", ")[0] for name in story.references["publisher"]}
    for path in sorted((story.folder / "notes").glob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            bare = re.sub(r"{{.*?}}", "", line)
            for name in outlets:
                bare = bare.replace(name, "")
            if not notes.HIDDEN.match(line) and any(sign.isdigit() for sign in bare):
                typed.append(f"{path.name}, line {number}: {bare.strip()}")
    assert typed == []
