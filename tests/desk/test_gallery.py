"""The gallery as a file: complete, escaped, and no link that leads nowhere.

What it looks like and how it is used is proved in a browser: tests/browser/test_gallery.py.
"""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from helpers.desk import gallery
from helpers.desk.gallery import write_index

from ..parsed_html import Parsed

NASTY = '<img src=x onerror="alert(1)"> & {{ 1 }} </script>'
Publish = Callable[..., Path]


def page(dist: Path) -> Parsed:
    return Parsed(write_index(dist).read_text("utf-8"))


def local(shown: Parsed) -> list[str]:
    """Every file that a page refers to."""
    found = [
        attrs[name]
        for _, attrs in shown.tags
        for name in ("href", "src", "srcset")
        if name in attrs
    ]
    return [unquote(ref) for ref in found if not ref.startswith(("https://", "#"))]


@pytest.fixture
def rich(published: Publish) -> Path:
    """Two stories: charts in four screens, findings, pages of notebooks and tables, and files."""
    findings = [
        {"text": "One.", "evidence": "The article, paragraph 1", "chart": "claims-one"},
        {"text": "Two.", "evidence": "", "chart": "never-drawn"},
        {"text": "Three.", "evidence": "The article, headline", "chart": None},
    ]
    drawings = [("web", "light"), ("web", "dark"), ("mobile", "light"), ("mobile", "dark")]
    published(drawings=drawings)
    published(chart="places-two", rows=[("c001|c002", "1234.5"), ("'=x", "")])
    dist = published(story="other", told={"findings": findings, "language": "ar"})
    for name in EXTRAS:
        path = dist / "example" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("<title>Who &amp; who?</title>", encoding="utf-8")
    return dist


EXTRAS = {
    "notebooks/01-one.html": '<a href="example/notebooks/01-one.html">Who &amp; who?</a>',
    "tables/tolls.html": '<a href="example/tables/tolls.html">Who &amp; who?</a>',
    "tables/tolls.png": '<a href="example/tables/tolls.png" download>tolls.png</a>',
    "tables/bare.html": '<a href="example/tables/bare.html">Who &amp; who?</a>',
    "export/claims #1.json": '<a href="example/export/claims%20%231.json" download>',
    "export/reviews.html": '<a href="example/export/reviews.html">reviews.html</a> <small>1 kB</small>',
    "explore.html": '<a href="example/explore.html">Read every claim',
}


def test_everything_that_stands_there_is_shown_and_everything_that_is_linked_stands_there(
    rich: Path,
) -> None:
    (rich / "example" / "charts" / "places-two" / "places-two-web@2x.png").unlink()
    shown = page(rich)
    refs = set(local(shown)) - {""}
    files = {path.relative_to(rich).as_posix() for path in rich.rglob("*.*") if path.is_file()}
    assert refs == files - {"index.html", "example/story.json", "other/story.json"}
    html = (rich / "index.html").read_text("utf-8")
    for link in EXTRAS.values():
        assert html.count(link) == 1
    names = ("claims-one", "places-two", "claims-one")
    assert [image["alt"] for image in shown.of("img")] == [f"Alt of {name}." for name in names]
    for cell in ("c001; c002", "1,234.5", "=x", "–"):
        assert cell in shown.texts


def test_the_page_is_one_for_all_readers_and_carries_what_it_needs(rich: Path) -> None:
    shown = page(rich)
    html = (rich / "index.html").read_text("utf-8")
    assert shown.of("script") == shown.of("link") == []
    assert shown.of("html") == [{"lang": "en"}]
    assert [attrs.get("lang") for attrs in shown.of("h2")] == ["en", "ar"]
    levels = [int(tag[1]) for tag, _ in shown.tags if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(then - now <= 1 for now, then in pairwise(levels))
    ids = [attrs["id"] for _, attrs in shown.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [link["href"][1:] for link in shown.of("a") if link["href"].startswith("#")]
    assert {"other-claims-one", "example-places-two"} <= set(targets) <= set(ids)
    assert html.count("@font-face { font-family: 'Source Sans 3'") >= 2
    assert "url(data:font/woff2;base64," in html
    assert len(html) < 90_000
    assert write_index(rich).read_text("utf-8") == html


def test_a_finding_leads_to_its_chart_if_that_was_drawn(rich: Path) -> None:
    html = write_index(rich).read_text("utf-8")
    assert html.count("See the chart") == 1
    assert '<a href="#other-claims-one">See the chart' in html
    assert "never-drawn" not in html
    assert "The article, headline" in html
    told = html[html.index('id="other"') :]
    assert told.index("One.") < told.index("Three.") < told.index("<figure>")


def test_no_name_leads_out_of_the_folder_of_its_chart(published: Publish) -> None:
    outside = [{"kind": "pdf", "file": "../../story.json"}, {"kind": "png", "file": "/etc/hosts"}]
    drawing = {"size": "web", "theme": "light", "use": "", "width": 1, "height": 1}
    dist = published(
        told={"charts": ["../charts/claims-one", "claims-one"]},
        drawings=[],
    )
    assert page(dist).of("img") == []
    folder = dist / "example" / "charts" / "claims-one"
    svg = {"kind": "svg", "file": "one.svg"}
    (folder / "one.svg").write_text("<svg/>", encoding="utf-8")
    facts = json.loads((folder / "chart.json").read_text("utf-8"))
    facts["drawings"] = [{**drawing, "files": [*outside, svg]}]
    (folder / "chart.json").write_text(json.dumps(facts), encoding="utf-8")
    refs = local(page(dist))
    assert "example/charts/claims-one/one.svg" in refs
    assert not any("story.json" in ref or "hosts" in ref for ref in refs)


def test_the_screen_chooses_its_picture(published: Publish) -> None:
    drawings = [("web", "light"), ("web", "dark"), ("mobile", "light"), ("mobile", "dark")]
    shown = page(published(drawings=drawings))
    sources = [(one["srcset"].rpartition("/")[2], one["media"]) for one in shown.of("source")]
    assert [name for name, _ in sources] == [
        "claims-one-mobile-dark.svg",
        "claims-one-mobile.svg",
        "claims-one-web-dark.svg",
    ]
    assert ["dark" in media for _, media in sources] == [True, False, True]
    assert ["max-width" in media for _, media in sources] == [True, True, False]
    assert shown.of("img")[0]["src"].endswith("/claims-one-web.svg")
    assert all(one["width"] and one["height"] for one in shown.of("source") + shown.of("img"))


@pytest.mark.parametrize(
    ("drawings", "picture"),
    [
        ([("column", "light"), ("web", "dark")], "claims-one-web-dark.svg"),
        ([("column", "light")], "claims-one-column.svg"),
        ([("mobile", "dark"), ("mobile", "light")], "claims-one-mobile.svg"),
    ],
)
def test_without_a_wide_light_drawing_another_is_shown(
    published: Publish, drawings: list[tuple[str, str]], picture: str
) -> None:
    shown = page(published(drawings=drawings))
    assert shown.of("img")[0]["src"].endswith(f"/{picture}")


def test_everything_is_escaped(published: Publish) -> None:
    plain = page(published()).tags
    told = {"headline": NASTY, "outlet": NASTY, "byline": NASTY, "published": NASTY}
    dist = published(
        story="other",
        rows=[(NASTY, "3")],
        title=NASTY,
        alt=NASTY,
        source=NASTY,
        credit=NASTY,
        topic=NASTY,
        told={**told, "language": NASTY, "url": f'javascript:"{NASTY}'},
    )
    tags = page(dist).tags
    assert not any(name.startswith("on") for _, attrs in tags for name in attrs)
    assert [tag for tag, _ in tags].count("img") == [tag for tag, _ in plain].count("img") + 1
    assert "javascript" not in (dist / "index.html").read_text("utf-8")
    assert (dist / "index.html").read_text("utf-8").count("&lt;img src=x") >= 10


def test_html_too_long_to_copy_is_only_linked(
    published: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "SNIPPET_SHOWN", 10)
    shown = page(published())
    assert shown.of("pre") == []
    assert any(ref.endswith("claims-one-web.html") for ref in local(shown))


def test_a_long_table_says_how_much_of_it_is_shown(
    published: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "ROWS_SHOWN", 3)
    html = write_index(published(rows=[(f"c{n:03}", str(n)) for n in range(5)])).read_text("utf-8")
    assert "The first 3 of 5 rows; all are in" in html
    assert "c002" in html
    assert "c003" not in html


def test_a_story_of_notebooks_alone_is_there(tmp_path: Path) -> None:
    (tmp_path / "example" / "notebooks").mkdir(parents=True)
    (tmp_path / "example" / "notebooks" / "01-one.html").write_text("no title")
    assert ">01-one</a>" in write_index(tmp_path).read_text("utf-8")


def test_an_empty_dist_has_a_page_that_says_so(tmp_path: Path) -> None:
    assert "make charts" in write_index(tmp_path).read_text("utf-8")
