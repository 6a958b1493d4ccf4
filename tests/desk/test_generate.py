"""Generated files: what is tracked is what is generated, and drift is named."""

import json
from pathlib import Path

import pytest

from helpers.desk import generate
from helpers.story.problem import StoryError


def test_the_generated_files_of_the_project_are_up_to_date(root: Path) -> None:
    assert generate.drift(root) == []


def test_every_story_has_its_data_package(root: Path) -> None:
    from frictionless import Package

    packages = sorted((root / "data" / "stories").glob("*/datapackage.json"))
    assert len(packages) >= 2
    for path in packages:
        assert Package.metadata_validate(json.loads(path.read_text(encoding="utf-8"))) is not None
        assert Package(str(path)).validate().valid


def test_drift_names_each_file_and_the_remedy(project: Path, folder: Path) -> None:
    assert generate.drift(project) == [
        "data/README.md is missing: write it anew with: story generate"
    ]
    generate.write(project)
    path = folder / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert generate.drift(project) == [
        "data/stories/example/datapackage.json differs from what is generated: "
        "write it anew with: story generate"
    ]


def test_line_ends_count_as_drift(project: Path) -> None:
    generate.write(project)
    path = project / "data" / "README.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(generate.drift(project)) == 1


def test_writing_changes_only_what_differs(project: Path, folder: Path) -> None:
    assert generate.write(project) == [project / "data" / "README.md"]
    assert generate.write(project) == []
    stamp = (folder / "datapackage.json").stat().st_mtime_ns
    (project / "data" / "README.md").unlink()
    generate.write(project)
    assert (folder / "datapackage.json").stat().st_mtime_ns == stamp


def test_a_broken_article_stops_before_anything_is_written(project: Path, folder: Path) -> None:
    (folder / "article.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(StoryError, match=r"example/article\.toml"):
        generate.write(project)
    assert not (project / "data" / "README.md").exists()
