"""Generated files: what is tracked is what is generated, and drift is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.charts.pictures import to_png
from helpers.desk import generate
from helpers.show import sentences
from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.topics import findings
from helpers.topics.catalogue import CHARTS, chart

MARKS = """# Title
<!-- story: example -->
before
<!-- generated: findings -->
old
<!-- end: findings -->
<!-- generated: picture -->
<!-- end: picture -->
<!-- generated: map -->
<!-- end: map -->
after
"""


def spoil(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")


def end_lines_otherwise(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


# Each file with what is done to it, and whether that is drift. What stands around the generated
# parts of README.md is a person's own.
DAMAGED: dict[str, tuple[Callable[[Path], object], str | None]] = {
    "data/README.md": (end_lines_otherwise, "differs from what is generated"),
    "data/stories/example/datapackage.json": (spoil, "differs from what is generated"),
    "data/stories/example/in-words.md": (Path.unlink, "is missing"),
    "README.md": (spoil, None),
    "docs/picture.png": (Path.unlink, "is missing"),
}


def test_drift_is_named_with_its_remedy_and_only_that_is_written(project: Path) -> None:
    (project / "README.md").write_text(MARKS, encoding="utf-8")
    assert generate.write(project) == [
        project / path for path in ("data/README.md", "README.md", "docs/picture.png")
    ]
    for name, (damage, _) in DAMAGED.items():
        damage(project / name)
    told = {name: line for name, (_, line) in DAMAGED.items() if line}
    named = [line for line in generate.drift(project) if not line.startswith(" ")]
    assert named == [
        f"{name} {line}: write it anew with: story generate" for name, line in told.items()
    ]
    assert generate.write(project) == [project / name for name in told]
    assert generate.drift(project) == []


def test_the_first_lines_that_differ_are_shown_with_file_and_number(project: Path) -> None:
    generate.write(project)
    path = project / "data" / "stories" / "example" / "in-words.md"
    lines = path.read_text("utf-8").split("\n")
    changed = {at: f"{lines[at]} " for at in (4, 14, 24, 34, 44)}
    path.write_text("\n".join(changed.get(at, line) for at, line in enumerate(lines)), "utf-8")
    name = "data/stories/example/in-words.md"
    shown = [
        line
        for at in (4, 14, 24)
        for line in (
            f"  {name}:{at + 1}",
            f"    found:     {changed[at]!r}",
            f"    generated: {lines[at]!r}",
        )
    ]
    assert generate.drift(project)[1:] == [*shown, "  and in 2 more places"]


def test_a_broken_article_stops_before_anything_is_written(project: Path, folder: Path) -> None:
    (folder / "article.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(StoryError, match=r"example/article\.toml"):
        generate.write(project)
    assert not (project / "data" / "README.md").exists()


def test_a_part_is_put_between_its_marks_and_the_rest_stays() -> None:
    once = generate.filled(MARKS, {"findings": "new\nlines"})
    assert once == MARKS.replace("old", "new\nlines")
    assert generate.filled(once, {"findings": "new\nlines"}) == once
    with pytest.raises(ValueError, match="no part 'chart'"):
        generate.filled(MARKS, {"chart": "x"})


def test_the_parts_are_findings_picture_and_map(example: Story) -> None:
    figure = chart(example, generate.CHART)
    figure.alt = '"><script>alert(1)</script>'
    parts = generate.parts(example, figure)
    assert parts["findings"].splitlines() == [f"- {one.text}" for one in findings.main(example)]
    assert "<script>" not in parts["picture"]
    assert parts["picture"].count('"') == 6
    lines = parts["map"].splitlines()
    for line, (name, question, topic) in zip(lines, sentences.MAP, strict=True):
        assert line.startswith(f"- [{name}](notebooks/{name}.ipynb): {question}")
        assert all(one.text in line for one in findings.in_short(example, topic or "")[:1])


def test_a_picture_is_known_by_its_name_and_alt_text_and_not_by_its_pixels(
    example: Story, tmp_path: Path
) -> None:
    one, other = CHARTS[0].build(example), CHARTS[1].build(example)
    path = tmp_path / "picture.png"
    assert not generate.shows(path, one)
    path.write_bytes(to_png(one, scale=1.0))
    assert generate.shows(path, one)
    assert not generate.shows(path, other)
    other.alt, alt = one.alt, other.alt
    assert not generate.shows(path, other)
    other.name, other.alt = one.name, alt
    assert not generate.shows(path, other)
    one.alt += " And more."
    assert not generate.shows(path, one)
