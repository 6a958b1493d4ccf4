"""The generated parts of the README."""

import pytest

from helpers.charts.pictures import to_png
from helpers.desk import readme
from helpers.show import contents
from helpers.story.story import Story
from helpers.topics import findings
from helpers.topics.catalogue import CHARTS

TEXT = """# Title
<!-- story: example -->
before
<!-- generated: map -->
old
<!-- end: map -->
after
"""


def test_a_part_is_put_between_its_marks_and_the_rest_stays() -> None:
    assert readme.filled(TEXT, {"map": "new\nlines"}) == TEXT.replace("old", "new\nlines")


def test_filling_twice_changes_nothing() -> None:
    once = readme.filled(TEXT, {"map": "new"})
    assert readme.filled(once, {"map": "new"}) == once


def test_a_part_without_marks_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no part 'picture'"):
        readme.filled(TEXT, {"picture": "x"})


def test_the_story_is_the_one_the_readme_names() -> None:
    assert readme.story_of(TEXT) == "example"
    assert readme.story_of("# Title") is None


def test_the_map_tells_the_first_finding_of_each_topic(example: Story) -> None:
    lines = contents.notebook_map(example).splitlines()
    for line, (name, question, topic) in zip(lines, contents.MAP, strict=True):
        assert line.startswith(f"- [{name}](notebooks/{name}.ipynb): {question}")
        assert all(one.text in line for one in findings.in_short(example, topic or "")[:1])


def test_the_main_findings_are_a_list_of_sentences(example: Story) -> None:
    told = [one.text for one in findings.main(example)]
    assert readme.main_findings(example).splitlines() == [f"- {text}" for text in told]


def test_a_picture_is_known_by_its_name_and_alt_text_and_not_by_its_pixels(example: Story) -> None:
    one, other = CHARTS[0].build(example), CHARTS[1].build(example)
    assert readme.shows(to_png(one), one)
    assert readme.shows(to_png(one, scale=1.0), one)
    assert not readme.shows(to_png(other), one)
    one.alt += " And more."
    assert not readme.shows(to_png(CHARTS[0].build(example)), one)


def test_alt_text_can_not_break_out_of_its_attribute(example: Story) -> None:
    figure = CHARTS[0].build(example)
    figure.alt = '"><script>alert(1)</script>'
    assert "<script>" not in readme.picture(figure)
    assert readme.picture(figure).count('"') == 6
