"""The contract as the code reads it."""

import json
from pathlib import Path

import pandas as pd
import pytest

from helpers.story import contract
from helpers.story.data_package import datapackage
from helpers.story.data_readme import data_readme
from helpers.story.project import find_root, story_ids

from ..stories import opened


def test_the_contract_has_the_fourteen_tables_of_its_file_in_order(root: Path) -> None:
    source = json.loads((root / "data" / "contract.json").read_text(encoding="utf-8"))
    assert tuple(table["name"] for table in source["tables"]) == contract.TABLES
    assert len(contract.TABLES) == 14


@pytest.mark.parametrize("name", contract.TABLES)
def test_every_field_is_described_and_every_key_is_a_column(name: str) -> None:
    table = contract.table(name)
    assert all(field.title and field.description.endswith(".") for field in table.fields)
    assert set(table.key) <= set(table.columns)
    for field in table.fields:
        if field.reference is not None:
            holder, column = field.reference.split(".")
            assert contract.table(holder).key == (column,)


@pytest.mark.parametrize("name", contract.TABLES)
def test_categories_are_the_enumeration_each_with_a_label(name: str) -> None:
    for field in contract.schema(name)["fields"]:
        values = [entry["value"] for entry in field.get("categories", [])]
        assert values == field.get("constraints", {}).get("enum", [])
        labels = contract.labels(name, field["name"])
        assert list(labels) == values
        assert all(label.endswith(".") for label in labels.values())


def test_types_of_pandas_follow_the_contract_and_none_is_object() -> None:
    types = contract.dtypes("figures")
    assert types["figure_id"] == pd.StringDtype()
    assert types["start"] == pd.Int64Dtype()
    assert types["value"] == pd.Float64Dtype()
    assert contract.dtypes("claims")["checkable"] == pd.BooleanDtype()
    assert contract.dtypes("claims")["chain"] == pd.StringDtype()
    bounds = types["bound"]
    assert isinstance(bounds, pd.CategoricalDtype)
    assert list(bounds.categories) == list(contract.labels("figures", "bound"))
    assert not bounds.ordered


def test_families_are_those_of_the_categories_that_have_one() -> None:
    families = contract.families("relations", "kind")
    assert families["fights"] == "conflict"
    assert list(families) == list(contract.labels("relations", "kind"))
    assert contract.families("relations", "status") == {}


def test_keys_into_the_own_table_name_it() -> None:
    assert contract.table("actors").references == {"part_of": ("actors", "actor_id")}
    assert contract.table("claims").references == {"speaker": ("actors", "actor_id")} | {
        "paragraph": ("paragraphs", "paragraph")
    }
    assert contract.table("claims").field("chain").reference == "actors.actor_id"


def test_evidence_says_whose_word_it_is_and_how_it_is_known() -> None:
    references, checks = contract.table("references"), contract.table("checks")
    assert references.field("speaks_for").reference == "actors.actor_id"
    assert contract.dtypes("references")["interested_party"] == pd.BooleanDtype()
    assert contract.dtypes("references")["resolution"] == pd.Float64Dtype()
    assert "not_looked_up" in contract.labels("checks", "basis")
    assert checks.field("basis").required
    assert not checks.field("fact_id").required


def test_a_place_lies_where_each_gazetteer_has_it() -> None:
    coordinates = contract.table("coordinates")
    assert coordinates.key == ("place_id", "ref_id")
    assert coordinates.references == {
        "place_id": ("places", "place_id"),
        "ref_id": ("references", "ref_id"),
    }


@pytest.mark.parametrize("story_id", story_ids())
def test_the_point_of_a_place_is_one_of_its_coordinates(story_id: str) -> None:
    story = opened(story_id)
    keys = ["place_id", "ref_id", "latitude", "longitude"]
    points = story.places.loc[story.places["latitude"].notna(), keys]
    assert len(points.merge(story.coordinates, on=keys)) == len(points) > 0


def test_a_schema_is_handed_out_as_a_copy() -> None:
    contract.schema("actors")["fields"].clear()
    assert contract.schema("actors")["fields"]


def test_an_unknown_table_or_column_is_named_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"no table 'weather'.*claims"):
        contract.table("weather")
    with pytest.raises(KeyError, match=r"claims has no column 'mood'.*chain"):
        contract.labels("claims", "mood")


def test_the_root_is_found_from_the_package(root: Path) -> None:
    assert find_root() == root


def test_the_root_is_found_from_the_working_directory(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.story.project.__file__", "/nowhere/helpers/project.py")
    monkeypatch.chdir(project / "data" / "stories")
    assert find_root() == project


def test_without_a_root_the_error_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.story.project.__file__", "/nowhere/helpers/project.py")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LookupError, match="inside the project's folder"):
        find_root()


def test_the_readme_of_the_data_tells_of_every_column_and_value() -> None:
    text = data_readme()
    for name in contract.TABLES:
        assert f"\n## {name}\n" in text
        for field in contract.table(name).fields:
            assert f"\n| `{field.name}` | " in text
            assert all(f"\n- `{entry.value}`" in text for entry in field.categories)


def test_a_data_package_holds_every_table_with_its_schema(folder: Path) -> None:
    package = datapackage(folder)
    assert package["name"] == "example"
    assert [resource["name"] for resource in package["resources"]] == list(contract.TABLES)
    assert package["resources"][4]["schema"] == contract.schema("claims")
