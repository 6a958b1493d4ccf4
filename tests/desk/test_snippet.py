"""The HTML to paste: the right picture for each reader, and nothing that runs."""

from typing import Any

import pytest

from helpers.desk.snippet import snippet

from ..parsed_html import Parsed

NASTY = '"><img src=x onerror="alert(1)"> & {{ 1 }}.'
ALL = [(size, theme) for size in ("web", "mobile", "square") for theme in ("light", "dark")]


def drawing(size: str, theme: str) -> dict[str, Any]:
    name = f"one-{size}" + ("-dark" if theme == "dark" else "") + ".svg"
    files = [{"kind": "pdf", "file": "one.pdf"}, {"kind": "svg", "file": name}]
    width = {"web": 760, "mobile": 375, "square": 600}.get(size, 354)
    return {"size": size, "theme": theme, "width": width, "height": 500, "files": files}


def made(size: str, theme: str, others: list[tuple[str, str]], text: str = "Alt.") -> Parsed:
    facts = {"alt": text, "source": text, "sources": [text], "credit": text}
    drawings = [drawing(*other) for other in others]
    return Parsed(snippet(facts, drawing(size, theme), drawings).decode())


def test_it_is_a_figure_with_picture_alt_text_source_and_credit() -> None:
    html = made("web", "light", [("web", "light")])
    assert [tag for tag, _ in html.tags] == ["figure", "picture", "img", "figcaption"]
    [image] = html.of("img")
    assert (image["src"], image["alt"]) == ("one-web.svg", "Alt.")
    assert (image["width"], image["height"]) == ("760", "500")
    assert "".join(html.texts).split() == ["Source:", "Alt.", "Alt."]


@pytest.mark.parametrize(
    ("size", "theme", "pictures"),
    [
        ("web", "light", ["one-mobile-dark.svg", "one-mobile.svg", "one-web-dark.svg"]),
        ("web", "dark", ["one-mobile-dark.svg"]),
        ("mobile", "light", ["one-mobile-dark.svg"]),
        ("square", "light", ["one-square-dark.svg"]),
        ("square", "dark", []),
        ("column", "light", []),
    ],
)
def test_each_reader_gets_the_picture_that_fits(size: str, theme: str, pictures: list[str]) -> None:
    sources = made(size, theme, ALL).of("source")
    assert [source["srcset"] for source in sources] == pictures
    for source in sources:
        assert ("dark" in source["media"]) == (theme == "light" and "-dark" in source["srcset"])
        assert ("max-width" in source["media"]) == (size == "web" and "mobile" in source["srcset"])
        assert source["width"] == (
            "375" if "mobile" in source["srcset"] else str({"web": 760, "square": 600}[size])
        )


def test_only_pictures_that_were_drawn_are_named() -> None:
    assert made("web", "light", [("web", "light"), ("web", "dark")]).of("source") == [
        {
            "media": "(prefers-color-scheme: dark)",
            "srcset": "one-web-dark.svg",
            "width": "760",
            "height": "500",
        }
    ]


def test_texts_are_escaped() -> None:
    html = made("web", "light", ALL, NASTY)
    assert len(html.of("img")) == 1
    assert html.of("img")[0]["alt"] == NASTY
    assert not any("onerror" in attrs for _, attrs in html.tags)
    assert NASTY.rstrip(".") in "".join(html.texts)
