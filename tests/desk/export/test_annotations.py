"""Web Annotations: rows at positions that a holder of the article can prove, without its words."""

import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from helpers.desk.export import annotations, content
from helpers.desk.export.linked import urn
from helpers.story.locators import normalise
from helpers.story.story import Story, open_story

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
DC = "http://purl.org/dc/"
XSD = "http://www.w3.org/2001/XMLSchema#"

Nodes = Callable[[Any], Iterator[dict[str, Any]]]
Terms = Callable[[str], dict[str, dict[str, set[str]]]]


def term(name: str, kind: str = "@id", **more: str) -> dict[str, str]:
    return {"@id": name, "@type": kind, **more}


# The terms in use, and what the context of the Recommendation maps them to.
CONTEXT = {
    "oa": OA,
    "schema": "http://schema.org/",
    "id": "@id",
    "type": "@type",
    **{name: OA + name for name in ("Annotation", "TextualBody", "SpecificResource")},
    **{name: OA + name for name in ("TextPositionSelector", "FragmentSelector")},
    **{name: OA + name for name in ("describing", "identifying", "tagging")},
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Organization": "http://xmlns.com/foaf/0.1/Organization",
    "body": term(f"{OA}hasBody"),
    "target": term(f"{OA}hasTarget"),
    "source": term(f"{OA}hasSource"),
    "selector": term(f"{OA}hasSelector"),
    "state": term(f"{OA}hasState"),
    "refinedBy": term(f"{OA}refinedBy"),
    "motivation": term(f"{OA}motivatedBy", "@vocab"),
    "purpose": term(f"{OA}hasPurpose", "@vocab"),
    "start": term(f"{OA}start", f"{XSD}nonNegativeInteger"),
    "end": term(f"{OA}end", f"{XSD}nonNegativeInteger"),
    "conformsTo": term(f"{DC}terms/conformsTo"),
    "creator": term(f"{DC}terms/creator"),
    "format": f"{DC}elements/1.1/format",
    "language": f"{DC}elements/1.1/language",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "first": term(f"{AS}first"),
    "partOf": term(f"{AS}partOf"),
    "items": term(f"{AS}items", **{"@container": "@list"}),
    "total": term(f"{AS}totalItems", f"{XSD}nonNegativeInteger"),
    "startIndex": term(f"{AS}startIndex", f"{XSD}nonNegativeInteger"),
}


def exported(story: Story) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(content("annotations", story))
    return document


def items(story: Story) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = exported(story)["first"]["items"]
    return found


def expand(document: dict[str, Any]) -> list[dict[str, Any]]:
    def load(address: str, _options: object) -> dict[str, Any]:
        assert address == "http://www.w3.org/ns/anno.jsonld"
        return {"document": {"@context": CONTEXT}, "documentUrl": address, "contextUrl": None}

    found: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": load})
    return found


def of(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def proved(document: dict[str, Any], text: str) -> int:
    """How many targets stand in a normalised text where they say; the first one that does not fails."""
    lines = text.split("\n")
    for item in document["first"]["items"]:
        target = item["target"]
        whole, line = target["selector"]
        assert target["state"]["schema:sha256"] == of(text)
        assert of(text[whole["start"] : whole["end"]]) == target["schema:sha256"]
        first, last = map(int, re.fullmatch(r"line=(\d+),(\d+)", line["value"]).groups())  # type: ignore[union-attr]
        (chosen,) = lines[first:last]
        place = line["refinedBy"]
        assert of(chosen[place["start"] : place["end"]]) == target["schema:sha256"]
    return len(document["first"]["items"])


# ------------------------------------------------------------------------------ positions


def test_every_span_is_proved_against_the_included_text(example: Story) -> None:
    text = (example.folder / "article.txt").read_text(encoding="utf-8")
    assert proved(exported(example), "\n".join(normalise(text))) > 100


def test_every_span_is_proved_against_a_copy_of_the_article(article_copy: Path) -> None:
    story = open_story("isis-baghdad-2014", words=article_copy)
    assert story.words is not None
    assert story.words.complete
    text = "\n".join(story.words.paragraphs[number] for number in sorted(story.words.paragraphs))
    assert proved(exported(story), text) > 400


def test_a_position_that_is_off_by_one_is_not_proved(example: Story) -> None:
    document = exported(example)
    document["first"]["items"][5]["target"]["selector"][0]["start"] += 1
    text = "\n".join(normalise((example.folder / "article.txt").read_text(encoding="utf-8")))
    with pytest.raises(AssertionError):
        proved(document, text)


@given(st.lists(st.text(min_size=1).filter(lambda text: "\n" not in text), min_size=1))
def test_paragraphs_begin_where_they_do_in_the_joined_text(texts: list[str]) -> None:
    table = pd.DataFrame(
        {"paragraph": range(1, len(texts) + 1), "length": [len(text) for text in texts]}
    )
    joined = "\n".join(texts)
    starts = annotations.paragraph_starts(table)
    assert [joined[starts[n] : starts[n] + len(text)] for n, text in enumerate(texts, 1)] == texts


def test_the_order_of_the_rows_does_not_move_a_paragraph() -> None:
    table = pd.DataFrame({"paragraph": [2, 1, 3], "length": [20, 10, 30]})
    assert annotations.paragraph_starts(table) == {1: 0, 2: 11, 3: 32}


# ------------------------------------------------------------------------------ what they say


def test_every_row_that_stands_in_the_article_is_annotated_once(story: Story) -> None:
    found = [item["id"] for item in items(story)]
    rows = sum(
        int(story.table(kind.table)["paragraph"].notna().sum()) for kind in annotations.KINDS
    )
    assert len(set(found)) == len(found) == rows == exported(story)["total"]


def test_a_toll_or_place_from_a_reference_has_no_annotation(example: Story) -> None:
    added = example.places[example.places["paragraph"].isna()]["place_id"]
    assert len(added)
    ids = {item["id"] for item in items(example)}
    assert not ids & {urn(example.id, "annotations", "places", place) for place in added}


def test_a_claim_is_told_in_our_words_and_named_as_in_the_export_of_claims(story: Story) -> None:
    graph = json.loads(content("claims", story))["@graph"]
    known = {node["@id"] for node in graph}
    by_id = {item["id"]: item for item in items(story)}
    for row in story.claims.to_dict("records"):
        word, text, identity = by_id[urn(story.id, "annotations", "claims", row["claim_id"])][
            "body"
        ]
        assert word["value"] == "claim"
        assert text["value"] == row["paraphrase"]
        assert identity["source"] == urn(story.id, "claims", row["claim_id"])
    named = {body["source"] for item in items(story) for body in item["body"] if "source" in body}
    assert named <= known


def test_no_words_are_quoted_from_the_article_to_find_a_place(story: Story, nodes: Nodes) -> None:
    document = exported(story)
    assert all("Quote" not in str(node.get("type")) for node in nodes(document))
    assert not any({"exact", "prefix", "suffix"} & set(node) for node in nodes(document))


# ------------------------------------------------------------------------------ the standard


def validator(schemas: Path, part: str) -> jsonschema.protocols.Validator:
    schema = json.loads((schemas / "web-annotation.json").read_text(encoding="utf-8"))
    whole = {"definitions": schema["definitions"], "$ref": f"#/definitions/{part}"}
    return jsonschema.Draft7Validator(whole)


def faults(document: dict[str, Any], schemas: Path) -> list[str]:
    """What a JSON Schema of the data model finds wrong, part by part."""
    parts = {
        name: validator(schemas, name)
        for name in (
            "AnnotationCollection",
            "AnnotationPage",
            "Annotation",
            "TextualBody",
            "SpecificResource",
            "TextPositionSelector",
            "FragmentSelector",
            "Motivation",
        )
    }

    def look(part: str, value: Any) -> None:
        found.extend(f"{part}: {error.message}" for error in parts[part].iter_errors(value))

    found: list[str] = []
    look("AnnotationCollection", {**document, "first": document["first"]["id"]})
    # The schema takes the items of a page in pairs: here each is looked at by itself.
    look("AnnotationPage", {**document["first"], "items": []})
    for item in document["first"]["items"]:
        look("Annotation", item)
        look("Motivation", item["motivation"])
        for body in item["body"]:
            look(body["type"], body)
            look("Motivation", body["purpose"])
        target = item["target"]
        for selector in target["selector"]:
            look(selector["type"], selector)
            # The schema knows one selector and no state of a class of its own: see its README.
            look(target["type"], {**target, "selector": selector, "state": target["state"]["id"]})
        look("TextPositionSelector", target["selector"][1]["refinedBy"])
    return found


def test_every_part_is_valid_by_a_json_schema_of_the_data_model(
    story: Story, schemas: Path
) -> None:
    assert faults(exported(story), schemas) == []


@pytest.mark.parametrize("part", ["body", "target", "selector", "motivation"])
def test_a_part_that_is_not_valid_is_found(example: Story, schemas: Path, part: str) -> None:
    document = exported(example)
    item = document["first"]["items"][0]
    if part == "body":
        del item["body"][0]["value"]
    elif part == "target":
        del item["target"]["source"]
    elif part == "selector":
        item["target"]["selector"][0]["start"] = "0"
    else:
        item["motivation"] = "guessing"
    assert faults(document, schemas)


def test_what_the_recommendation_says_must_be_is(story: Story) -> None:
    document = exported(story)
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert document["type"] == "AnnotationCollection"
    page = document["first"]
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == document["id"]
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["id"].startswith("urn:uuid:")
        assert isinstance(item["target"]["source"], str)
        for selector in item["target"]["selector"]:
            position = selector.get("refinedBy", selector)
            assert 0 <= position["start"] < position["end"]


def test_every_term_is_mapped_by_the_context(story: Story) -> None:
    def look(plain: Any, full: Any) -> None:
        if isinstance(plain, dict) and isinstance(full, dict):
            held = {name for name in plain if name not in ("@context", "id", "type")}
            assert len({name for name in full if not name.startswith("@")}) == len(held)
            for name in held:
                mapped = CONTEXT.get(name, name.replace("schema:", "http://schema.org/"))
                iri = mapped["@id"] if isinstance(mapped, dict) else mapped
                below = full[iri][0].get("@list", full[iri])
                values = plain[name] if isinstance(plain[name], list) else [plain[name]]
                assert len(below) == len(values)
                for one, two in zip(values, below, strict=True):
                    look(one, two)

    document = exported(story)
    (full,) = expand(document)
    look(document, full)


def test_terms_are_used_as_the_vocabulary_defines_them(
    story: Story, terms: Terms, nodes: Nodes
) -> None:
    vocabulary = terms("oa")

    def above(kind: str) -> set[str]:
        parents = vocabulary.get(kind, {}).get("parents", set())
        return {kind}.union(*(above(parent) for parent in parents))

    def kinds(node: dict[str, Any]) -> set[str]:
        return {k for kind in node.get("@type", []) for k in above(kind.removeprefix(OA))}

    used = 0
    for node in nodes(expand(exported(story))):
        for name in [name for name in node if name.startswith(OA)]:
            defined = vocabulary[name.removeprefix(OA)]
            used += 1
            assert "Property" in defined["types"]
            assert not defined["domains"] or defined["domains"] & kinds(node)
            for value in node[name]:
                ranges = {r for r in defined["ranges"] if not r.startswith(XSD)}
                named = vocabulary.get(value.get("@id", "").removeprefix(OA), {}).get(
                    "types", set()
                )
                assert not ranges or ranges & (kinds(value) | named), (name, value)
    assert used > 1000
