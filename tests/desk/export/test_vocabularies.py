"""Every term of the JSON-LD is used as its vocabulary defines it, and none is lost on the way."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from pyld import jsonld

from helpers.story.story import Story

from .conftest import SCHEMAS, exported, nodes, terms

OA = "http://www.w3.org/ns/oa#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TEXTS = {"Text", "URL", "CssSelectorType", "XPathType", "PronounceableText"}
# The terms in use, and what the context of the Recommendation maps them to.
ANNOTATION = json.loads((SCHEMAS / "web-annotation-context.json").read_text(encoding="utf-8"))
# Of each export: its context's address and terms, its vocabulary and that one's table.
KINDS: dict[str, tuple[str, dict[str, Any], str, str]] = {
    # What schema.org's own context says of terms without an entry of their own.
    "claims": (
        "https://schema.org",
        {"@vocab": "http://schema.org/"},
        "http://schema.org/",
        "schema-org",
    ),
    "annotations": ("http://www.w3.org/ns/anno.jsonld", ANNOTATION, OA, "oa"),
}


def expanded(document: dict[str, Any], kind: str) -> Any:
    address, context, _, _ = KINDS[kind]

    def load(asked: str, _options: object) -> dict[str, Any]:
        assert asked == address
        return {"document": {"@context": context}, "documentUrl": asked, "contextUrl": None}

    return jsonld.expand(document, {"documentLoader": load})


@cache
def of_story(story_id: str, kind: str) -> Any:
    """An export of a story, expanded once."""
    return expanded(exported(kind, story_id), kind)


def misuse(found: Any, kind: str) -> Iterator[str]:
    """What an expanded document says otherwise than its vocabulary defines it, one line each."""
    _, _, space, name = KINDS[kind]
    vocabulary = terms(name)
    types = {n["@id"]: n["@type"] for n in nodes(found) if "@id" in n and "@type" in n}

    def above(one: str) -> set[str]:
        parents = vocabulary.get(one, {}).get("parents", set())
        return {one}.union(*(above(parent) for parent in parents))

    def kinds(node: dict[str, Any]) -> set[str]:
        given = node.get("@type") or types.get(node.get("@id", ""), [])
        individual = vocabulary.get(node.get("@id", "").removeprefix(space), {})
        named = {k for one in given for k in above(one.removeprefix(space))}
        return named | individual.get("types", set())

    def fits(value: dict[str, Any], ranges: set[str]) -> bool:
        held = value.get("@value")
        if held is None:
            named = {one for one in ranges if not one.startswith(XSD)}
            return not named or bool(named & kinds(value))
        if isinstance(held, str) and "Date" in ranges:
            return re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", held) is not None
        if isinstance(held, str):
            return bool(ranges & TEXTS)
        return bool(ranges & {"Number", "Integer", f"{XSD}nonNegativeInteger"})

    for node in nodes(found):
        for one in node.get("@type", []) if "@value" not in node else []:
            if one.startswith(space) and "Class" not in terms(name).get(one[len(space) :], {}).get(
                "types", set()
            ):
                yield f"{one} is no type"
        for held in [held for held in node if held.startswith(space)]:
            property_ = held.removeprefix(space)
            defined = vocabulary.get(property_, {})
            if not any("Property" in one for one in defined.get("types", ())):
                yield f"{property_} is no property"
                continue
            if defined["domains"] and not defined["domains"] & kinds(node):
                yield f"{property_} is not for {node.get('@type')}"
            for value in node[held]:
                if not fits(value, defined["ranges"]):
                    yield f"{property_} is {value}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_term_is_used_as_its_vocabulary_defines_it(story: Story, kind: str) -> None:
    assert list(misuse(of_story(story.id, kind), kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_json_ld_is_read_and_written_again_without_loss(story: Story, kind: str) -> None:
    def bare(value: Any) -> Any:
        """Lists of one are what they hold, as JSON-LD has it."""
        if isinstance(value, dict):
            return {name: bare(held) for name, held in value.items() if name != "@context"}
        if isinstance(value, list):
            return bare(value[0]) if len(value) == 1 else [bare(held) for held in value]
        return value

    document = exported(kind, story.id)
    again = jsonld.compact(of_story(story.id, kind), {"@context": KINDS[kind][1]})
    assert bare(again) == bare(document)


def first_claim(document: dict[str, Any]) -> dict[str, Any]:
    return next(node for node in document["@graph"] if node["@type"] == "Claim")


def first_target(document: dict[str, Any]) -> dict[str, Any]:
    target: dict[str, Any] = document["first"]["items"][0]["target"]
    return target


@pytest.mark.parametrize(
    ("kind", "node", "change", "told"),
    [
        ("claims", first_claim, {"@type": "Cliam"}, "http://schema.org/Cliam is no type"),
        ("claims", first_claim, {"texte": "x"}, "texte is no property"),
        ("claims", first_claim, {"ratingValue": 3}, "ratingValue is not for"),
        ("claims", first_claim, {"author": "somebody"}, "author is "),
        ("claims", first_claim, {"author": {"@type": "Thing"}}, "author is "),
        ("claims", first_claim, {"datePublished": "spring 2013"}, "datePublished is "),
        ("annotations", first_target, {"purpose": "Guess"}, "hasPurpose is "),
        ("annotations", first_target, {"selector": {"type": "TextualBody"}}, "hasSelector is "),
        ("annotations", first_target, {"body": "urn:x"}, "hasBody is not for"),
    ],
)
def test_a_term_used_otherwise_is_found(
    kind: str, node: Callable[[Any], dict[str, Any]], change: dict[str, Any], told: str
) -> None:
    document = exported(kind)
    node(document).update(change)
    assert any(line.startswith(told) for line in misuse(expanded(document, kind), kind))
