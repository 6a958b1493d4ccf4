"""Placeholders: filled from the rows, and one that names nothing says where it stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.story.placeholders import fill
from helpers.story.problem import StoryError
from helpers.story.story import Story, open_story

WHERE = "example/notes/test.md"


@pytest.mark.parametrize(
    ("placeholder", "told"),
    [
        ('claim("c001")', "A ferry is said to have gone down a mile from Quillhaven."),
        ('claim("c029", "speaker")', "still-water"),
        ('claim("c001", "checkable")', "yes"),
        ('actor("wimbel-ferries")', "Wimbel Ferries"),
        ('place("quillhaven")', "Quillhaven"),
        ('check("k001", "note")', "Geodesic distance between the two points of the gazetteer."),
        ('figure("f007")', "less than 2 km"),
        ('figure("f007", "surface")', "less than 2 km"),
        ('figure("f008")', "more than 40 people"),
        ('figure("f001", "km")', "1.61 km"),
        ('figure("f002")', "“Dozens”"),
        ('figure("f021")', "“third”"),
        ('figure("f019")', "June 2018"),
        ('date("e001")', "14 March 2019"),
        ('date("e010", "surface")', "June 2018"),
        ('date("e011", "established_when")', "perhaps July 2018"),
        ('toll("d002")', "at least 9"),
        ('toll("d003")', "more than 40"),
        ('toll("d002", "period")', "12 March 2019"),
        ('toll("d002", "victims")', "People on the ferry"),
        ('count("claims", voice="sung")', "0"),
        ('distance("quillhaven", "quillhaven")', "0.0 km"),
        ('distance("quillhaven", "lantern-quay", "mile")', "2.1 miles"),
        ('distance("quillhaven", "nether-tolling")', "41 km"),
        ('measured("quillhaven", "nether-tolling")', "40 to 41 km"),
        ('measured("quillhaven", "tolling-gauge")', "41 km"),
        ('words("less than 2")', "less than two"),
        ('words("5 miles")', "five miles"),
        ('words("10 km")', "10 km"),
        ('words("1.61 km")', "1.61 km"),
        ('words("3,004")', "3,004"),
        ('words("at least 3.")', "at least three."),
    ],
)
def test_a_placeholder_is_what_its_row_says(example: Story, placeholder: str, told: str) -> None:
    assert fill(example, f"So {{{{ {placeholder} }}}}.\n", WHERE) == f"So {told}.\n"


def test_the_rest_of_a_text_stays_as_it_is(example: Story) -> None:
    assert fill(example, "# Words\n\n- $5 & <b>\n", WHERE) == "# Words\n\n- $5 & <b>\n"


def test_rows_are_counted_by_their_columns(example: Story) -> None:
    narrated = int((example.claims["voice"] == "narrator").sum())
    text = fill(example, '{{ count("claims") }}, {{ count("claims", voice="narrator") }}', WHERE)
    assert text == f"{len(example.claims)}, {narrated}"


@pytest.mark.parametrize(
    ("value", "words"), [("", "2,200 to 2,400"), ("2300", "2,300 (2,200 to 2,400)")]
)
def test_the_range_of_a_check_is_told_whole_its_best_estimate_first(
    project: Path, change: Callable[..., None], value: str, words: str
) -> None:
    change("checks", "k002", value=value, lower="2200", upper="2400")
    story = open_story("example", root=project)
    assert fill(story, '{{ check("k002", "value") }}', WHERE) == words


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
def test_the_value_of_a_check_keeps_its_bound_and_follows_a_changed_row(
    project: Path, change: Callable[..., None], bound: str, words: str
) -> None:
    change("checks", "k002", bound=bound)
    story = open_story("example", root=project)
    assert fill(story, '{{ check("k002", "value") }}', WHERE) == words


def test_a_measure_between_places_takes_in_every_point_of_both() -> None:
    measure = '{{ measured("baghdad", "amiriyat-al-fallujah") }}'
    assert fill(open_story("isis-baghdad-2014"), measure, WHERE) == "48 to 54 km"


@pytest.mark.parametrize(
    ("placeholder", "told"),
    [
        ('figure("f999")', "f999"),
        ('claim("c999")', "claims.csv has no such claim_id"),
        ('actor("nobody")', "nobody"),
        ('place("nowhere")', "nowhere"),
        ('date("e999")', "e999"),
        ('check("k999")', "k999"),
        ('claim("c001", "colour")', 'claim("c001", "colour") asks for a column that claims.csv'),
        ('place("saltmoss", "latitude")', "names a blank: fill latitude in places.csv"),
        ('count("claim")', "names no table"),
        ('count("claims", colour="red")', "no such column"),
        ('distance("nowhere", "nowhere", "km")', "nowhere"),
        ('distance("quillhaven", "saltmoss")', "needs the coordinates of 'saltmoss'"),
        ('distance("quillhaven", "lantern-quay", "parsec")', "parsec"),
        ('measured("saltmoss", "quillhaven")', "needs points of both in coordinates.csv"),
        ('measured("quillhaven", "saltmoss")', "needs points of both in coordinates.csv"),
        ('figures("f001")', "figures"),
        ("claim()", "wrongly"),
        ('claim("c001"', "line 3: "),
        ('claim("c001"', "placeholders are figure, claim, date"),
        # A note reaches nothing but its placeholders.
        ("claim.__globals__", ""),
        ("claim.func.__globals__", ""),
        ("''.__class__.__mro__", ""),
        ("count.args[0].folder", ""),
    ],
)
def test_a_placeholder_that_names_nothing_says_where_it_stands(
    example: Story, placeholder: str, told: str
) -> None:
    with pytest.raises(StoryError) as refused:
        fill(example, f"A line.\n\nThen {{{{ {placeholder} }}}}.", WHERE)
    assert told in str(refused.value)
    assert str(refused.value).startswith(WHERE)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "computes",
    [
        "{{ 9 ** 9 ** 9 ** 9 }}",
        '{{ "a" * 1000000000 }}',
        "{% for one in range(100000) %}{% endfor %}",
        '{{ figure("f007") | center(1000000000) }}',
        '{{ figure("f007").upper() }}',
        "{{ figure }}",
        "{{ words(figure) }}",
        "{{ " + "(" * 5_000 + " }}",
        "{{ " + "9" * 5_000 + " }}",
        "{{ words(" * 2_000,
    ],
)
def test_a_note_that_computes_is_refused_before_it_can_run_for_ever(
    example: Story, computes: str
) -> None:
    with pytest.raises(StoryError, match=f"^{WHERE}") as refused:
        fill(example, computes, WHERE)
    assert len(str(refused.value)) < 1_000


def test_letters_may_change_their_case(example: Story) -> None:
    assert fill(example, '{{ figure("f007") | capitalize }}', WHERE) == "Less than 2 km"
