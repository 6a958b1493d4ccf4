"""Web Annotations: rows at positions that a holder of the article can prove, without its words."""

import json
import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.desk.export.annotations import paragraph_starts
from helpers.desk.export.terms import declared, urn
from helpers.story.locators import normalise
from helpers.story.story import Story, open_story

from .conftest import SCHEMAS, exported, nodes, opened


def items(story_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = exported("annotations", story_id)["first"]["items"]
    return found


def of(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


# ------------------------------------------------------------------------------ positions


def included(_: pytest.FixtureRequest) -> str:
    text = (opened("example").folder / "article.txt").read_text(encoding="utf-8")
    return "\n".join(normalise(text))


def attached(request: pytest.FixtureRequest) -> str:
    path: Path = request.getfixturevalue("article_copy")
    words = open_story("isis-baghdad-2014", words=path).words
    assert words is not None
    assert words.complete
    return "\n".join(words.paragraphs[number] for number in sorted(words.paragraphs))


@pytest.mark.parametrize(
    ("story_id", "text_of", "least"),
    [("example", included, 100), ("isis-baghdad-2014", attached, 400)],
)
def test_every_span_is_proved_twice_against_the_text(
    request: pytest.FixtureRequest,
    story_id: str,
    text_of: Callable[[pytest.FixtureRequest], str],
    least: int,
) -> None:
    text = text_of(request)
    found = items(story_id)
    assert len(found) > least
    for target in (item["target"] for item in found):
        whole, line = target["selector"]
        assert target["state"]["schema:sha256"] == of(text)
        assert of(text[whole["start"] : whole["end"]]) == target["schema:sha256"]
        lines = re.fullmatch(r"line=(\d+),(\d+)", line["value"])
        assert lines is not None
        (chosen,) = text.split("\n")[int(lines[1]) : int(lines[2])]
        place = line["refinedBy"]
        assert of(chosen[place["start"] : place["end"]]) == target["schema:sha256"]


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=9),
        min_size=1,
        max_size=9,
    ),
    st.randoms(),
)
def test_paragraphs_begin_where_they_do_in_the_joined_text(texts: list[str], chance: Any) -> None:
    numbered = [(number, len(text)) for number, text in enumerate(texts, 1)]
    chance.shuffle(numbered)
    starts = paragraph_starts(pd.DataFrame(numbered, columns=["paragraph", "length"]))
    joined = "\n".join(texts)
    assert [joined[starts[n] : starts[n] + len(text)] for n, text in enumerate(texts, 1)] == texts


# ------------------------------------------------------------------------------ what they say


def test_every_row_that_stands_in_the_article_is_annotated_once(story: Story) -> None:
    kinds = declared("annotations")["kinds"]
    expected = [
        urn(story.id, "annotations", table, *(row[key] for key in kind["key"]))
        for table, kind in kinds.items()
        for row in story.table(table).dropna(subset="paragraph").to_dict("records")
    ]
    assert [item["id"] for item in items(story.id)] == expected
    assert len(set(expected)) == len(expected) == exported("annotations", story.id)["total"]


def test_a_claim_is_told_in_our_words_and_named_as_in_the_export_of_claims(story: Story) -> None:
    known = {node["@id"] for node in exported("claims", story.id)["@graph"]}
    by_id = {item["id"]: item["body"] for item in items(story.id)}
    for row in story.claims.to_dict("records"):
        word, text, identity = by_id[urn(story.id, "annotations", "claims", row["claim_id"])]
        assert (word["value"], text["value"]) == ("claim", row["paraphrase"])
        assert identity["source"] == urn(story.id, "claims", row["claim_id"])
    assert {
        body["source"] for found in by_id.values() for body in found if "source" in body
    } <= known


# Of the example: what the first annotation of each kind says of its row.
SAID = {
    "mention": "Unnamed reports of the sinking",
    "relation": "Wimbel Ferries – cooperates with – Marsh Line (contested)",
    "claim": "A ferry is said to have gone down a mile from Quillhaven.",
    "figure": "How far from Quillhaven the ferry went down: “just a mile”",
    "casualties": "People missing: struck, by the word of Unnamed reports, in The Quillhaven Lantern",
    "event": "Both operators are said to take part in the search (14 March 2019; contested)",
    "place": "Brindlemark",
}


def test_each_kind_of_row_is_told_in_a_sentence_of_its_own() -> None:
    first: dict[str, str] = {}
    for item in items("example"):
        first.setdefault(item["body"][0]["value"], item["body"][1]["value"])
    assert first == SAID


def test_no_words_are_quoted_from_the_article_to_find_a_place(story: Story) -> None:
    for node in nodes(exported("annotations", story.id)):
        assert "Quote" not in str(node.get("type"))
        assert not {"exact", "prefix", "suffix"} & set(node)


# ------------------------------------------------------------------------------ the standard


@cache
def validator(part: str) -> jsonschema.Draft7Validator:
    """What validates a part of the data model."""
    schema = json.loads((SCHEMAS / "web-annotation.json").read_text(encoding="utf-8"))
    whole = {"definitions": schema["definitions"], "$ref": f"#/definitions/{part}"}
    return jsonschema.Draft7Validator(whole)


def faults(document: dict[str, Any]) -> list[str]:
    """What a JSON Schema of the data model finds wrong, part by part."""
    found: list[str] = []

    def look(part: str, value: Any) -> None:
        found.extend(f"{part}: {error.message}" for error in validator(part).iter_errors(value))

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


def test_every_part_is_valid_and_what_the_recommendation_says_must_be_is(story: Story) -> None:
    document = exported("annotations", story.id)
    page = document["first"]
    assert (document["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert page["partOf"] == document["id"]
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["id"].startswith("urn:uuid:")
        assert isinstance(item["target"]["source"], str)
        for selector in item["target"]["selector"]:
            position = selector.get("refinedBy", selector)
            assert 0 <= position["start"] < position["end"]
    assert faults(document) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda item: item["body"][0].pop("value"),
        lambda item: item["target"].pop("source"),
        lambda item: item["target"]["selector"][0].update(start="0"),
        lambda item: item.update(motivation="guessing"),
    ],
    ids=["body", "target", "selector", "motivation"],
)
def test_a_part_that_is_not_valid_is_found(damage: Callable[[dict[str, Any]], Any]) -> None:
    document = exported("annotations")
    document["first"]["items"] = document["first"]["items"][:1]
    damage(document["first"]["items"][0])
    assert faults(document)
